// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TABLE "meta"
#define NAME "enrolment"
#define VERSION 1

enum
{
  DEVICE_ID,
  DEVICE_NAME,
  HUB,
  TOKEN,
  CODE_SPACE,
  CODE_KEY, /* base64 */
  N_FIELDS
};

void
stipple_enrolment_free (StippleEnrolment *self)
{
  g_free (self->device_id);
  g_free (self->device_name);
  g_free (self->hub);
  stipple_wipe (self->token);
  explicit_bzero (self->code_key, sizeof self->code_key);
  g_free (self);
}

static StippleEnrolment *
enrolment_copy (const StippleEnrolment *other)
{
  StippleEnrolment *self = g_new (StippleEnrolment, 1);
  *self = *other;
  self->device_id = g_strdup (other->device_id);
  self->device_name = g_strdup (other->device_name);
  self->hub = g_strdup (other->hub);
  self->token = g_strdup (other->token);
  return self;
}

static GBytes *
enrolment_seal (StippleVault *vault, const StippleEnrolment *self)
{
  g_autofree char *space = g_strdup_printf ("%u", self->code_space);
  char *key = g_base64_encode (self->code_key, sizeof self->code_key);
  const char *const fields[N_FIELDS + 1] = {
    [DEVICE_ID] = self->device_id,
    [DEVICE_NAME] = self->device_name,
    [HUB] = self->hub,
    [TOKEN] = self->token,
    [CODE_SPACE] = space,
    [CODE_KEY] = key,
  };
  GBytes *sealed = stipple_vault_seal_fields (vault, TABLE, NAME, VERSION, fields);
  stipple_wipe (key);
  return sealed;
}

static StippleEnrolment *
enrolment_unseal (StippleVault *vault, GBytes *sealed, GError **error)
{
  const char *fields[N_FIELDS];
  g_autoptr (GBytes) plain =
      stipple_vault_unseal_fields (vault, TABLE, NAME, VERSION, sealed, N_FIELDS, fields, error);
  if (plain == NULL)
    return NULL;

  gsize length;
  guint8 *key = g_base64_decode (fields[CODE_KEY], &length);
  StippleEnrolment *self = g_new0 (StippleEnrolment, 1);
  self->device_id = g_strdup (fields[DEVICE_ID]);
  self->device_name = g_strdup (fields[DEVICE_NAME]);
  self->hub = g_strdup (fields[HUB]);
  self->token = g_strdup (fields[TOKEN]);
  self->code_space = g_ascii_strtoull (fields[CODE_SPACE], NULL, 10);
  memcpy (self->code_key, key, MIN (length, sizeof self->code_key));
  explicit_bzero (key, length);
  g_free (key);
  return self;
}

gboolean
stipple_vault_load_enrolment (StippleVault *self, GError **error)
{
  g_autoptr (StippleStatement) row =
      stipple_db_query (self->db, error, "SELECT value FROM meta WHERE name = '" NAME "'", "");
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return FALSE;
  if (stipple_statement_step (row, &local_error))
    {
      g_autoptr (GBytes) sealed = stipple_statement_bytes (row, 0);
      self->enrolment = enrolment_unseal (self, sealed, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- Setting */

/* Codes go on where they were under the same space and key, else they would come twice. */
static gboolean
has_same_codes (const StippleEnrolment *a, const StippleEnrolment *b)
{
  return a != NULL && a->code_space == b->code_space
         && memcmp (a->code_key, b->code_key, sizeof a->code_key) == 0;
}

static gboolean
write_enrolment (StippleVault *vault, const StippleEnrolment *enrolment, guint code_count,
                 GError **error)
{
  g_autoptr (GBytes) sealed = enrolment_seal (vault, enrolment);

  if (!stipple_db_begin (vault->db, error))
    return FALSE;
  if (!stipple_db_run (vault->db, NULL, error,
                       "INSERT OR REPLACE INTO meta VALUES ('" NAME "', ?), ('code-count', ?)",
                       "bi", sealed, (gint64) code_count)
      /* As another device, or at another hub: nothing of it is known there. */
      || !stipple_db_run (vault->db, NULL, error, "UPDATE tally_day SET told = 0", "")
      || !stipple_vault_audit (vault, "enrolled", enrolment->device_id, error))
    {
      stipple_db_rollback (vault->db);
      return FALSE;
    }
  return stipple_db_commit (vault->db, error);
}

static void
set_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const StippleEnrolment *enrolment = data;
  guint code_count = has_same_codes (vault->enrolment, enrolment) ? vault->code_count : 0;
  GError *error = NULL;

  if (!write_enrolment (vault, enrolment, code_count, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&vault->enrolment, stipple_enrolment_free);
  vault->enrolment = enrolment_copy (enrolment);
  vault->code_count = code_count;
  g_task_return_boolean (task, TRUE);
}

void
stipple_store_set_enrolment_async (StippleStore *self, const StippleEnrolment *enrolment,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_set_enrolment_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, enrolment_copy (enrolment), (GDestroyNotify) stipple_enrolment_free);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, set_run);
}

gboolean
stipple_store_set_enrolment_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Getting */

static void
get_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const StippleEnrolment *enrolment = STIPPLE_STORE (source)->vault->enrolment;

  if (enrolment == NULL)
    g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                             _ ("This kiosk is not enrolled with a hub yet. Enrol it first."));
  else
    g_task_return_pointer (task, enrolment_copy (enrolment),
                           (GDestroyNotify) stipple_enrolment_free);
}

void
stipple_store_get_enrolment_async (StippleStore *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_get_enrolment_async,
                                                   cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, get_run);
}

StippleEnrolment *
stipple_store_get_enrolment_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
