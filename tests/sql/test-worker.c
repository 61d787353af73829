// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "sql/worker.h"

/* What the tasks of one case did, in order. Only the worker's thread appends while it runs. */
typedef struct
{
  StippleWorker *worker;
  GString *log;
  GMutex gate; /* held: the worker's first task waits */
  guint n_done;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->worker = stipple_worker_new ("test-worker");
  f->log = g_string_new (NULL);
  g_mutex_init (&f->gate);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->worker, stipple_worker_free);
  g_string_free (f->log, TRUE);
  g_mutex_clear (&f->gate);
}

typedef struct
{
  Fixture *fixture;
  char letter;
} Note;

static void
run_note (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;
  g_assert_true (stipple_worker_is_current (note->fixture->worker));
  g_string_append_c (note->fixture->log, note->letter);
  g_task_return_boolean (task, TRUE);
}

static void
run_gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;
  g_mutex_lock (&note->fixture->gate);
  g_mutex_unlock (&note->fixture->gate);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;
  f->n_done++;
}

static GTask *
queue (Fixture *f, int priority, char letter, GCancellable *cancellable, GTaskThreadFunc run)
{
  GTask *task = g_task_new (NULL, cancellable, on_done, f);
  Note *note = g_new (Note, 1);
  *note = (Note){ f, letter };
  g_task_set_task_data (task, note, g_free);
  stipple_worker_queue (f->worker, priority, task, run);
  return task;
}

static void
wait_done (Fixture *f, guint n)
{
  while (f->n_done < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_mutex_lock (&f->gate);
  g_autoptr (GTask) gate = queue (f, G_MININT, 0, NULL, run_gate);
  g_autoptr (GTask) a = queue (f, G_PRIORITY_DEFAULT, 'c', NULL, run_note);
  g_autoptr (GTask) b = queue (f, G_PRIORITY_LOW, 'e', NULL, run_note);
  g_autoptr (GTask) c = queue (f, G_PRIORITY_HIGH, 'a', NULL, run_note);
  g_autoptr (GTask) d = queue (f, G_PRIORITY_DEFAULT, 'd', NULL, run_note);
  g_autoptr (GTask) e = queue (f, G_PRIORITY_HIGH, 'b', NULL, run_note);
  g_mutex_unlock (&f->gate);
  wait_done (f, 6);
  g_assert_cmpstr (f->log->str, ==, "abcde");
}

static void
test_other_thread (Fixture *f, gconstpointer data)
{
  g_assert_false (stipple_worker_is_current (f->worker));
  g_autoptr (GTask) task = queue (f, 0, 'a', NULL, run_note);
  wait_done (f, 1);
  g_assert_true (g_task_propagate_boolean (task, NULL));
}

static void
test_shutdown_runs_what_is_queued (Fixture *f, gconstpointer data)
{
  g_mutex_lock (&f->gate);
  g_autoptr (GTask) gate = queue (f, G_MININT, 0, NULL, run_gate);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (int i = 0; i < 100; i++)
    g_ptr_array_add (tasks, queue (f, G_PRIORITY_LOW, 'x', NULL, run_note));
  g_mutex_unlock (&f->gate);
  stipple_worker_shutdown (f->worker);
  g_assert_cmpuint (f->log->len, ==, 100);
  wait_done (f, 101);
}

static void
test_queue_after_shutdown (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  stipple_worker_shutdown (f->worker);
  stipple_worker_shutdown (f->worker);
  g_autoptr (GTask) task = queue (f, 0, 'x', NULL, run_note);
  wait_done (f, 1);
  g_assert_false (g_task_propagate_boolean (task, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_assert_cmpstr (f->log->str, ==, "");
}

static void
test_cancelled_before (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_mutex_lock (&f->gate);
  g_autoptr (GTask) gate = queue (f, G_MININT, 0, NULL, run_gate);
  g_autoptr (GTask) task = queue (f, 0, 'x', cancellable, run_note);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&f->gate);
  wait_done (f, 2);
  g_assert_false (g_task_propagate_boolean (task, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_assert_cmpstr (f->log->str, ==, "");
}

static void
test_cancelled_after (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = queue (f, 0, 'x', cancellable, run_note);
  stipple_worker_shutdown (f->worker);
  g_cancellable_cancel (cancellable);
  wait_done (f, 1);
  g_assert_true (g_task_propagate_boolean (task, &error));
  g_assert_no_error (error);
}

typedef struct
{
  Fixture *fixture;
  GThread *thread;
  gint n;
} Idle;

static void
on_idle (gpointer data)
{
  Idle *idle = data;
  idle->thread = g_thread_self ();
  g_string_append_c (idle->fixture->log, '.');
  g_atomic_int_inc (&idle->n);
}

static void
wait_idle (Idle *idle, int n)
{
  while (g_atomic_int_get (&idle->n) < n)
    g_thread_yield ();
}

static void
test_idle (Fixture *f, gconstpointer data)
{
  Idle idle = { f };
  stipple_worker_set_idle (f->worker, 1, on_idle, &idle);
  g_autoptr (GTask) a = queue (f, 0, 'a', NULL, run_note);
  wait_idle (&idle, 1);
  g_autoptr (GTask) b = queue (f, 0, 'b', NULL, run_note);
  wait_idle (&idle, 2);
  wait_done (f, 2);
  stipple_worker_shutdown (f->worker);
  g_assert_cmpstr (f->log->str, ==, "a.b.");
  g_assert_true (idle.thread != g_thread_self ());
}

static void
test_no_idle_before_work (Fixture *f, gconstpointer data)
{
  Idle idle = { f };
  stipple_worker_set_idle (f->worker, 60000, on_idle, &idle);
  g_autoptr (GTask) a = queue (f, 0, 'a', NULL, run_note);
  wait_done (f, 1);
  stipple_worker_shutdown (f->worker);
  g_assert_cmpstr (f->log->str, ==, "a");
}

/* The last reference to a worker's owner may go with a task, on the worker's own thread. */
static void
run_free_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Note *note = data;
  stipple_worker_free (g_steal_pointer (&note->fixture->worker));
  g_task_return_boolean (task, TRUE);
}

static void
test_freed_by_its_task (Fixture *f, gconstpointer data)
{
  g_autoptr (GTask) task = queue (f, 0, 0, NULL, run_free_worker);
  wait_done (f, 1);
  g_assert_null (f->worker);
}

#define N_THREADS 4
#define N_EACH 200

static gpointer
queue_many (gpointer data)
{
  Fixture *f = data;
  for (int i = 0; i < N_EACH; i++)
    {
      g_autoptr (GTask) task = queue (f, i % 3, 'x', NULL, run_note);
    }
  return NULL;
}

static void
test_many_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[N_THREADS];
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("test-queue", queue_many, f);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  wait_done (f, N_THREADS * N_EACH);
  stipple_worker_shutdown (f->worker);
  g_assert_cmpuint (f->log->len, ==, N_THREADS * N_EACH);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/worker/order", test_order);
  ADD ("/worker/other-thread", test_other_thread);
  ADD ("/worker/shutdown/runs-what-is-queued", test_shutdown_runs_what_is_queued);
  ADD ("/worker/shutdown/then-queue", test_queue_after_shutdown);
  ADD ("/worker/cancel/before", test_cancelled_before);
  ADD ("/worker/cancel/after", test_cancelled_after);
  ADD ("/worker/idle/after-work", test_idle);
  ADD ("/worker/idle/not-while-busy", test_no_idle_before_work);
  ADD ("/worker/freed-by-its-task", test_freed_by_its_task);
  ADD ("/worker/many-threads", test_many_threads);
  return g_test_run ();
}
