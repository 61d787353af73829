// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/store-private.h"

gboolean
stipple_vault_end (StippleVault *self, gboolean done, GError **error)
{
  if (done)
    return stipple_db_commit (self->db, error);
  stipple_db_rollback (self->db);
  return FALSE;
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
  if (!stipple_vault_end (self->vault, done, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  stipple_store_announce (self);
  g_task_return_boolean (task, TRUE);
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

/* --- Purged */

#define OLD_ONES "(SELECT number FROM outbox WHERE state IN (?1, ?4) AND changed <= ?2)"

static gboolean
purge (StippleVault *vault, gint64 age_us, int *purged, GError **error)
{
  const gint64 delivered = STIPPLE_DELIVERY_DELIVERED;
  const gint64 dismissed = STIPPLE_DELIVERY_DISMISSED;
  gint64 now = stipple_clock_now (vault->clock);
  gint64 before = now - age_us;

  gboolean done =
      stipple_db_begin (vault->db, error)
      && stipple_db_run (vault->db, NULL, error,
                         "INSERT INTO audit (time, action, subject) "
                         "SELECT ?3, 'purged', id FROM intake "
                         "WHERE number IN " OLD_ONES,
                         "iiii", delivered, before, now, dismissed)
      && stipple_db_run (vault->db, purged, error, "DELETE FROM intake WHERE number IN " OLD_ONES,
                         "iini", delivered, before, dismissed)
      && stipple_vault_drop_old_tallies (vault, error);
  return stipple_vault_end (vault, done, error);
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
