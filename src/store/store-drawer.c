// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/drawer.h"

#include "core/error.h"
#include "core/throttle.h"
#include "seal/pin.h"
#include "store/store-private.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>

/* Rows of meta. */
#define PIN "drawer-pin"                 /* sealed, of the version below */
#define PIN_VERSION "drawer-pin-version" /* none: no PIN */
#define FAILURES "drawer-failures"
#define LAST "drawer-last"

/* 0 when it is not there; -1: @error. */
static gint64
get_number (StippleVault *vault, const char *name, GError **error)
{
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, error, "SELECT COALESCE (MAX (value), 0) FROM meta WHERE name = ?", "s", name);

  return row != NULL && stipple_statement_step (row, error) ? stipple_statement_int (row, 0) : -1;
}

/* --- The PIN */

typedef struct
{
  gint64 version;
  char *hash;
} NewPin;

static void
new_pin_free (gpointer data)
{
  NewPin *self = data;
  stipple_wipe (self->hash);
  g_free (self);
}

static void
set_pin_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const NewPin *pin = data;
  const char *const fields[] = { pin->hash, NULL };
  g_autoptr (GBytes) sealed = NULL;
  GError *error = NULL;

  if (pin->version < 1 || !stipple_pin_hash_is_sound (pin->hash))
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                               _ ("What the hub gave is not the hash of a PIN. Set the PIN anew."));
      return;
    }
  sealed = stipple_vault_seal_fields (vault, "meta", PIN, pin->version, fields);
  if (stipple_db_run (vault->db, NULL, &error,
                      "INSERT OR REPLACE INTO meta "
                      "VALUES ('" PIN "', ?), ('" PIN_VERSION "', ?)",
                      "bi", sealed, pin->version))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stipple_store_set_pin_async (StippleStore *self, gint64 version, const char *hash,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_set_pin_async, cancellable, callback, user_data);
  NewPin *pin = g_new (NewPin, 1);

  *pin = (NewPin){ .version = version, .hash = g_strdup (hash) };
  g_task_set_task_data (task, pin, new_pin_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, set_pin_run);
}

gboolean
stipple_store_set_pin_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_version_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gint64 version = get_number (STIPPLE_STORE (source)->vault, PIN_VERSION, &error);

  if (version < 0)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memdup2 (&version, sizeof version), g_free);
}

void
stipple_store_get_pin_version_async (StippleStore *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_get_pin_version_async,
                                                   cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_LOW, task, get_version_run);
}

gint64
stipple_store_get_pin_version_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  g_autofree gint64 *version = g_task_propagate_pointer (G_TASK (result), error);
  return version != NULL ? *version : -1;
}

/* --- Opening */

typedef struct
{
  StippleDrawerAnswer answer;
  gint64 wait;
} Opened;

/* Of the PIN of @version. Transfer full, for stipple_wipe(). */
static char *
load_hash (StippleVault *vault, gint64 version, GError **error)
{
  const char *hash;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, error, "SELECT value FROM meta WHERE name = '" PIN "'", "");

  if (row == NULL || !stipple_statement_step (row, error))
    return NULL;
  sealed = stipple_statement_bytes (row, 0);
  plain = stipple_vault_unseal_fields (vault, "meta", PIN, version, sealed, 1, &hash, error);
  return plain != NULL ? g_strdup (hash) : NULL;
}

static gboolean
set_failures (StippleVault *vault, guint failures, gint64 last, GError **error)
{
  return stipple_db_run (vault->db, NULL, error,
                         "INSERT OR REPLACE INTO meta VALUES ('" FAILURES "', ?), ('" LAST "', ?)",
                         "ii", (gint64) failures, last);
}

static gboolean
welcome (StippleVault *vault, GError **error)
{
  if (!stipple_db_begin (vault->db, error))
    return FALSE;
  if (!set_failures (vault, 0, 0, error)
      || !stipple_vault_audit (vault, STIPPLE_KIOSK_DRAWER_OPENED, "", error))
    {
      stipple_db_rollback (vault->db);
      return FALSE;
    }
  return stipple_db_commit (vault->db, error);
}

static gboolean
try_pin (StippleVault *vault, const char *pin, gint64 version, Opened *opened, GError **error)
{
  const gint64 now = stipple_clock_now (vault->clock);
  gint64 failures = get_number (vault, FAILURES, error);
  gint64 last = failures >= 0 ? get_number (vault, LAST, error) : -1;
  char *hash;
  gboolean right;

  if (last < 0)
    return FALSE;
  opened->wait = stipple_throttle_left (failures, last, now);
  if (opened->wait > 0)
    {
      opened->answer = STIPPLE_DRAWER_THROTTLED;
      return TRUE;
    }
  failures = stipple_throttle_count (failures, last, now) + 1;
  hash = load_hash (vault, version, error);
  if (hash == NULL || !set_failures (vault, failures, now, error))
    {
      stipple_wipe (hash);
      return FALSE;
    }
  right = stipple_pin_verify (hash, pin);
  stipple_wipe (hash);
  if (right)
    {
      opened->answer = STIPPLE_DRAWER_OPEN;
      return vault->drawer_open = welcome (vault, error);
    }
  opened->answer = STIPPLE_DRAWER_WRONG;
  opened->wait = stipple_throttle_left (failures, now, now);
  return stipple_vault_audit (vault, STIPPLE_KIOSK_DRAWER_REFUSED, "", error);
}

static void
open_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  gint64 version = get_number (vault, PIN_VERSION, &error);
  Opened opened = { .answer = STIPPLE_DRAWER_NO_PIN };

  vault->drawer_open = FALSE;
  if (version < 0
      || (version > 0 && !try_pin (vault, stipple_secret_peek (data), version, &opened, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memdup2 (&opened, sizeof opened), g_free);
}

void
stipple_store_open_drawer_async (StippleStore *self, const char *pin, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_open_drawer_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, stipple_secret_new (pin), (GDestroyNotify) stipple_secret_free);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, open_run);
}

StippleDrawerAnswer
stipple_store_open_drawer_finish (StippleStore *self, GAsyncResult *result, gint64 *wait,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), STIPPLE_DRAWER_WRONG);

  g_autofree Opened *opened = g_task_propagate_pointer (G_TASK (result), error);
  *wait = opened != NULL ? opened->wait : 0;
  return opened != NULL ? opened->answer : STIPPLE_DRAWER_WRONG;
}

/* --- Closing */

static void
close_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  g_autoptr (GError) error = NULL;

  if (vault->drawer_open && !stipple_vault_audit (vault, STIPPLE_KIOSK_DRAWER_CLOSED, "", &error))
    g_message ("the audit could not be written: %s", error->message);
  vault->drawer_open = FALSE;
  g_task_return_boolean (task, TRUE);
}

void
stipple_store_close_drawer (StippleStore *self)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_close_drawer, NULL, NULL, NULL);

  stipple_store_queue (self, G_PRIORITY_HIGH, task, close_run);
}

/* --- What it shows */

void
stipple_drawer_intake_free (StippleDrawerIntake *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->receipt);
  g_clear_pointer (&self->intake, stipple_intake_unref);
  g_free (self);
}

static void
list_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const gint64 *from = data;
  GPtrArray *items;
  GError *error = NULL;

  if (!vault->drawer_open)
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_FORBIDDEN,
                               _ ("The staff drawer is closed. Open it with the PIN."));
      return;
    }
  items = stipple_vault_list_since (vault, *from, &error);
  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
stipple_store_list_since_async (StippleStore *self, gint64 from, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_list_since_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&from, sizeof from), g_free);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, list_run);
}

GPtrArray *
stipple_store_list_since_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
