// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* Commits what @done did, or takes all of it back. */
static gboolean
end_transaction (StippleVault *vault, gboolean done, GError **error)
{
  if (done)
    return stipple_db_commit (vault->db, error);
  stipple_db_rollback (vault->db);
  return FALSE;
}

static void
return_done (GTask *task, StippleStore *self, gboolean done, GError *error)
{
  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  stipple_store_announce (self);
  g_task_return_boolean (task, TRUE);
}

/* --- Delivered */

/* Told twice, or of one that is purged by now, nothing is left to do. */
static gboolean
mark_delivered (StippleVault *vault, const char *id, GError **error)
{
  int changes = 0;
  return stipple_db_run (vault->db, &changes, error,
                         "UPDATE outbox SET state = ?1, changed = ?2 WHERE state <> ?1 "
                         "AND number = (SELECT number FROM intake WHERE id = ?3)",
                         "iis", (gint64) STIPPLE_DELIVERY_DELIVERED,
                         stipple_clock_now (vault->clock), id)
         && (changes == 0 || stipple_vault_audit (vault, "delivered", id, error));
}

static void
mark_delivered_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  const char *const *ids = data;
  GError *error = NULL;
  gboolean done = stipple_db_begin (self->vault->db, &error);

  for (guint i = 0; done && ids[i] != NULL; i++)
    done = mark_delivered (self->vault, ids[i], &error);
  done = end_transaction (self->vault, done, &error);
  return_done (task, self, done, error);
}

void
stipple_store_mark_delivered_async (StippleStore *self, const char *const *ids,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_mark_delivered_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev);
  stipple_store_queue (self, G_PRIORITY_LOW, task, mark_delivered_run);
}

gboolean
stipple_store_mark_delivered_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Quarantined */

typedef struct
{
  char *id;
  char *reason;
} Quarantine;

static void
quarantine_free (gpointer data)
{
  Quarantine *self = data;
  g_free (self->id);
  stipple_wipe (self->reason);
  g_free (self);
}

/* @label (version @version) with another reason. A damaged one has only the reason then. */
static GBytes *
reseal_label (StippleVault *vault, const char *id, gint64 version, GBytes *label,
              const char *reason)
{
  const char *fields[STIPPLE_LABEL_FIELDS + 1] = { NULL };
  g_autoptr (GBytes) plain = stipple_vault_unseal_fields (vault, "outbox", id, version, label,
                                                          STIPPLE_LABEL_FIELDS, fields, NULL);
  if (plain == NULL)
    fields[STIPPLE_LABEL_CODE] = fields[STIPPLE_LABEL_RECEIPT] = "";
  fields[STIPPLE_LABEL_REASON] = reason;
  return stipple_vault_seal_fields (vault, "outbox", id, version + 1, fields);
}

static gboolean
quarantine (StippleVault *vault, const char *id, const char *reason, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, error,
                        "SELECT number, version, label FROM outbox JOIN intake USING (number) "
                        "WHERE id = ? AND state <> ?",
                        "si", id, (gint64) STIPPLE_DELIVERY_DELIVERED);

  if (row == NULL)
    return FALSE;
  if (!stipple_statement_step (row, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                             _ ("This intake does not wait here. Look at the list again."));
      return FALSE;
    }
  gint64 version = stipple_statement_int (row, 1);
  g_autoptr (GBytes) label = stipple_statement_bytes (row, 2);
  g_autoptr (GBytes) resealed = reseal_label (vault, id, version, label, reason);
  return stipple_db_run (vault->db, NULL, error,
                         "UPDATE outbox SET state = ?, changed = ?, version = ?, label = ? "
                         "WHERE number = ?",
                         "iiibi", (gint64) STIPPLE_DELIVERY_QUARANTINED,
                         stipple_clock_now (vault->clock), version + 1, resealed,
                         stipple_statement_int (row, 0))
         && stipple_vault_audit (vault, "quarantined", id, error);
}

gboolean
stipple_vault_quarantine (StippleVault *self, const char *id, const char *reason, GError **error)
{
  gboolean done = stipple_db_begin (self->db, error) && quarantine (self, id, reason, error);
  return end_transaction (self, done, error);
}

static void
quarantine_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  const Quarantine *wish = data;
  GError *error = NULL;
  gboolean done = stipple_vault_quarantine (self->vault, wish->id, wish->reason, &error);
  return_done (task, self, done, error);
}

void
stipple_store_quarantine_async (StippleStore *self, const char *id, const char *reason,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_quarantine_async,
                                                   cancellable, callback, user_data);
  Quarantine *wish = g_new (Quarantine, 1);
  *wish = (Quarantine){ g_strdup (id), g_strdup (reason) };
  g_task_set_task_data (task, wish, quarantine_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, quarantine_run);
}

gboolean
stipple_store_quarantine_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Purged */

#define OLD_ONES "(SELECT number FROM outbox WHERE state = ?1 AND changed <= ?2)"

static gboolean
purge (StippleVault *vault, gint64 age_us, int *purged, GError **error)
{
  gint64 state = STIPPLE_DELIVERY_DELIVERED;
  gint64 now = stipple_clock_now (vault->clock);
  gint64 before = now - age_us;

  gboolean done =
      stipple_db_begin (vault->db, error)
      && stipple_db_run (vault->db, NULL, error,
                         "INSERT INTO audit (time, action, subject) "
                         "SELECT ?3, 'purged', id FROM intake "
                         "WHERE number IN " OLD_ONES,
                         "iii", state, before, now)
      && stipple_db_run (vault->db, purged, error, "DELETE FROM intake WHERE number IN " OLD_ONES,
                         "ii", state, before);
  return end_transaction (vault, done, error);
}

static void
purge_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  const gint64 *age_us = data;
  GError *error = NULL;
  int purged = 0;

  if (!purge (self->vault, *age_us, &purged, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (purged > 0)
    {
      /* The log still holds their pages. When this fails, the next purge or the end does it. */
      stipple_db_checkpoint (self->vault->db, TRUE, NULL);
      stipple_store_announce (self);
    }
  g_task_return_int (task, purged);
}

void
stipple_store_purge_async (StippleStore *self, gint64 age_us, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_purge_async, cancellable, callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&age_us, sizeof age_us), g_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, purge_run);
}

gint
stipple_store_purge_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
