// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/store-private.h"

/* Long enough that nobody waits for it, short enough that a night's power cut finds little to do. */
#define CHECKPOINT_DELAY_MS 2000

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleStore, stipple_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STIPPLE_TYPE_MEDIA_SOURCE,
                                                      stipple_store_media_source_init))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stipple_store_dispose (GObject *object)
{
  StippleStore *self = STIPPLE_STORE (object);

  g_clear_pointer (&self->worker, stipple_worker_free);
  g_clear_pointer (&self->vault, stipple_vault_close);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (stipple_store_parent_class)->dispose (object);
}

static void
stipple_store_class_init (StippleStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stipple_store_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_store_init (StippleStore *self)
{
}

/* --- Tasks */

GTask *
stipple_store_task_new (StippleStore *self, gpointer source_tag, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_tag);
  return task;
}

void
stipple_store_queue (StippleStore *self, int priority, GTask *task, GTaskThreadFunc run)
{
  stipple_worker_queue (self->worker, priority, task, run);
}

static gboolean
on_announce (gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

void
stipple_store_announce (StippleStore *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_announce, g_object_ref (self), g_object_unref);
  g_source_set_static_name (source, "stipple-store-changed");
  g_source_attach (source, self->context);
}

/* --- Open and close */

typedef struct
{
  char *data_dir;
  StippleClock *clock;
  GMainContext *context;
  StippleWorker *worker; /* NULL once the store has it */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;
  g_clear_pointer (&self->worker, stipple_worker_free);
  g_main_context_unref (self->context);
  stipple_clock_unref (self->clock);
  g_free (self->data_dir);
  g_free (self);
}

/* Failing does no harm: SQLite moves the log by itself when it has grown. */
static void
checkpoint (gpointer data)
{
  StippleVault *vault = data;
  stipple_db_checkpoint (vault->db, FALSE, NULL);
}

static void
open_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  StippleVault *vault = stipple_vault_open (opening->data_dir, opening->clock, &error);

  if (vault == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  StippleStore *self = g_object_new (STIPPLE_TYPE_STORE, NULL);
  self->vault = vault;
  self->context = g_main_context_ref (opening->context);
  self->worker = g_steal_pointer (&opening->worker);
  stipple_worker_set_idle (self->worker, CHECKPOINT_DELAY_MS, checkpoint, vault);
  g_task_return_pointer (task, self, g_object_unref);
}

void
stipple_store_open_async (const char *data_dir, StippleClock *clock, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new (Opening, 1);

  *opening = (Opening){
    .data_dir = g_strdup (data_dir),
    .clock = stipple_clock_ref (clock),
    .context = g_main_context_ref_thread_default (),
    .worker = stipple_worker_new ("stipple-store"),
  };
  g_task_set_source_tag (task, stipple_store_open_async);
  g_task_set_task_data (task, opening, opening_free);
  stipple_worker_queue (opening->worker, G_PRIORITY_DEFAULT, task, open_run);
}

StippleStore *
stipple_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, stipple_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
stipple_store_close (StippleStore *self)
{
  stipple_worker_shutdown (self->worker);
  g_clear_pointer (&self->vault, stipple_vault_close);
}
