// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/store-private.h"

static void
set_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const StippleBackoff *backoff = data;
  GError *error = NULL;

  if (stipple_db_run (vault->db, NULL, &error,
                      "INSERT OR REPLACE INTO meta "
                      "VALUES ('backoff-failures', ?), ('backoff-next-try', ?)",
                      "ii", (gint64) backoff->failures, backoff->next_try))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stipple_store_set_backoff_async (StippleStore *self, StippleBackoff backoff,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_set_backoff_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&backoff, sizeof backoff), g_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, set_run);
}

gboolean
stipple_store_set_backoff_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, &error,
                        "SELECT (SELECT value FROM meta WHERE name = 'backoff-failures'),"
                        "       (SELECT value FROM meta WHERE name = 'backoff-next-try')",
                        "");

  if (row == NULL || !stipple_statement_step (row, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  StippleBackoff *backoff = g_new (StippleBackoff, 1);
  *backoff = (StippleBackoff){ .failures = stipple_statement_int (row, 0),
                               .next_try = stipple_statement_int (row, 1) };
  g_task_return_pointer (task, backoff, g_free);
}

void
stipple_store_get_backoff_async (StippleStore *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_get_backoff_async,
                                                   cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_LOW, task, get_run);
}

gboolean
stipple_store_get_backoff_finish (StippleStore *self, GAsyncResult *result, StippleBackoff *backoff,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autofree StippleBackoff *found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *backoff = *found;
  return found != NULL;
}
