// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/worker.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <pthread.h>
#include <time.h>

typedef struct
{
  int priority;
  guint64 serial;
  GTask *task;
  GTaskThreadFunc run;
} Job;

/* A pthread mutex, for GLib's own locks are invisible to ThreadSanitizer. */
struct _StippleWorker
{
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  GQueue jobs; /* Job, the next one first */
  guint64 serial;
  gboolean closed;
  gboolean detached; /* the thread frees the worker */
  gboolean joined;
  GThread *thread;

  guint idle_delay_ms;
  void (*idle) (gpointer data);
  gpointer idle_data;
};

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer data)
{
  const Job *left = a, *right = b;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  return left->serial < right->serial ? -1 : 1;
}

static void
job_cancel (GTask *task)
{
  g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED, _ ("This was cancelled."));
}

static void
job_run (Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  if (g_cancellable_is_cancelled (cancellable))
    job_cancel (job->task);
  else
    job->run (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
              cancellable);
  g_object_unref (job->task);
  g_free (job);
}

/* With the lock held. Whether there may be a job now; FALSE after @deadline. */
static gboolean
wait_for_job (StippleWorker *self, const struct timespec *deadline)
{
  if (!deadline)
    return pthread_cond_wait (&self->wake, &self->mutex) == 0;
  return pthread_cond_timedwait (&self->wake, &self->mutex, deadline) == 0;
}

static void
idle_deadline (StippleWorker *self, struct timespec *deadline)
{
  clock_gettime (CLOCK_MONOTONIC, deadline);
  gint64 ns = deadline->tv_nsec + (gint64) self->idle_delay_ms * 1000000;
  deadline->tv_sec += ns / 1000000000;
  deadline->tv_nsec = ns % 1000000000;
}

/* The next job; NULL at the end. */
static Job *
next_job (StippleWorker *self, gboolean worked)
{
  struct timespec deadline;
  gboolean idle_due = worked && self->idle;
  if (idle_due)
    idle_deadline (self, &deadline);

  pthread_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->jobs) && !self->closed)
    {
      if (wait_for_job (self, idle_due ? &deadline : NULL))
        continue;
      idle_due = FALSE;
      pthread_mutex_unlock (&self->mutex);
      self->idle (self->idle_data);
      pthread_mutex_lock (&self->mutex);
    }
  Job *job = g_queue_pop_head (&self->jobs);
  pthread_mutex_unlock (&self->mutex);
  return job;
}

static void
destroy (StippleWorker *self)
{
  pthread_cond_destroy (&self->wake);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

static gpointer
work (gpointer data)
{
  StippleWorker *self = data;
  gboolean worked = FALSE;
  for (Job *job; (job = next_job (self, worked)); worked = TRUE)
    job_run (job);
  if (self->detached)
    destroy (self);
  return NULL;
}

StippleWorker *
stipple_worker_new (const char *name)
{
  StippleWorker *self = g_new0 (StippleWorker, 1);
  pthread_condattr_t attributes;
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->wake, &attributes);
  pthread_condattr_destroy (&attributes);
  g_queue_init (&self->jobs);
  self->thread = g_thread_new (name, work, self);
  return self;
}

void
stipple_worker_set_idle (StippleWorker *self, guint delay_ms, void (*func) (gpointer data),
                         gpointer data)
{
  pthread_mutex_lock (&self->mutex);
  self->idle_delay_ms = delay_ms;
  self->idle = func;
  self->idle_data = data;
  pthread_mutex_unlock (&self->mutex);
}

void
stipple_worker_queue (StippleWorker *self, int priority, GTask *task, GTaskThreadFunc run)
{
  /* GTask would otherwise report a commit as cancelled when the cancel comes after it. */
  g_task_set_check_cancellable (task, FALSE);

  pthread_mutex_lock (&self->mutex);
  gboolean closed = self->closed;
  if (!closed)
    {
      Job *job = g_new (Job, 1);
      *job = (Job){ priority, self->serial++, g_object_ref (task), run };
      g_queue_insert_sorted (&self->jobs, job, compare_jobs, NULL);
      pthread_cond_signal (&self->wake);
    }
  pthread_mutex_unlock (&self->mutex);
  if (closed)
    job_cancel (task);
}

static void
close_queue (StippleWorker *self)
{
  pthread_mutex_lock (&self->mutex);
  self->closed = TRUE;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->mutex);
}

void
stipple_worker_shutdown (StippleWorker *self)
{
  g_return_if_fail (!stipple_worker_is_current (self));
  if (self->joined)
    return;
  close_queue (self);
  g_thread_join (self->thread);
  self->joined = TRUE;
}

gboolean
stipple_worker_is_current (StippleWorker *self)
{
  return self->thread == g_thread_self ();
}

void
stipple_worker_free (StippleWorker *self)
{
  if (stipple_worker_is_current (self))
    {
      self->detached = TRUE;
      g_thread_unref (self->thread);
      close_queue (self);
      return;
    }
  stipple_worker_shutdown (self);
  destroy (self);
}
