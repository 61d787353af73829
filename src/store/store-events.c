// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/drawer.h"

#include "store/store-private.h"

/* Rows of meta. */
#define TOLD "drawer-told"
#define SETTINGS "settings"

void
stipple_drawer_event_free (StippleDrawerEvent *self)
{
  g_free (self->action);
  g_free (self->subject);
  g_free (self);
}

/* Takes @error. */
static void
return_done (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Noting */

static void
note_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *note = data;
  GError *error = NULL;
  gboolean done = stipple_vault_audit (STIPPLE_STORE (source)->vault, note[0], note[1], &error);

  return_done (task, done, error);
}

void
stipple_store_note_async (StippleStore *self, const char *action, const char *subject,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_note_async, cancellable, callback, user_data);
  const char *const note[] = { action, subject != NULL ? subject : "", NULL };

  g_task_set_task_data (task, g_strdupv ((char **) note), (GDestroyNotify) g_strfreev);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, note_run);
}

gboolean
stipple_store_note_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Telling */

static void
untold_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_drawer_event_free);
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, &error,
      "SELECT number, time, action, subject FROM audit "
      "WHERE number > (SELECT COALESCE (MAX (value), 0) FROM meta WHERE name = '" TOLD "') "
      "AND (action LIKE 'drawer-%' OR action LIKE 'kiosk-%') ORDER BY number LIMIT ?",
      "i", (gint64) GPOINTER_TO_UINT (data));

  while (row != NULL && stipple_statement_step (row, &error))
    {
      StippleDrawerEvent *event = g_new0 (StippleDrawerEvent, 1);
      const char *subject = stipple_statement_text (row, 3);

      event->number = stipple_statement_int (row, 0);
      event->time = stipple_statement_int (row, 1);
      event->action = g_strdup (stipple_statement_text (row, 2));
      event->subject = *subject != '\0' ? g_strdup (subject) : NULL;
      g_ptr_array_add (events, event);
    }
  if (error == NULL)
    {
      g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_ptr_array_unref (events);
  g_task_return_error (task, error);
}

void
stipple_store_list_untold_async (StippleStore *self, guint limit, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_list_untold_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, GUINT_TO_POINTER (limit), NULL);
  stipple_store_queue (self, G_PRIORITY_LOW, task, untold_run);
}

GPtrArray *
stipple_store_list_untold_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
told_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = stipple_db_run (STIPPLE_STORE (source)->vault->db, NULL, &error,
                                  "INSERT OR REPLACE INTO meta VALUES ('" TOLD "', ?)", "i",
                                  *(const gint64 *) data);

  return_done (task, done, error);
}

void
stipple_store_mark_told_async (StippleStore *self, gint64 number, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_mark_told_async, cancellable,
                                                   callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&number, sizeof number), g_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, told_run);
}

gboolean
stipple_store_mark_told_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Settings */

static void
set_settings_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = stipple_db_run (STIPPLE_STORE (source)->vault->db, NULL, &error,
                                  "INSERT OR REPLACE INTO meta VALUES ('" SETTINGS "', ?)", "s",
                                  (const char *) data);

  return_done (task, done, error);
}

void
stipple_store_set_settings_async (StippleStore *self, const char *settings,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_set_settings_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_strdup (settings), g_free);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, set_settings_run);
}

gboolean
stipple_store_set_settings_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_settings_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (StippleStatement) row = stipple_db_query (
      STIPPLE_STORE (source)->vault->db, &error,
      "SELECT COALESCE (MAX (value), '') FROM meta WHERE name = '" SETTINGS "'", "");

  if (row != NULL && stipple_statement_step (row, &error))
    g_task_return_pointer (task, g_strdup (stipple_statement_text (row, 0)), g_free);
  else
    g_task_return_error (task, error);
}

void
stipple_store_get_settings_async (StippleStore *self, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_get_settings_async,
                                                   cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, get_settings_run);
}

char *
stipple_store_get_settings_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
