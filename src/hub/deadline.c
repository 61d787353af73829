// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/deadline.h"

#include "hub/lock.h"
#include <errno.h>
#include <sys/socket.h>
#include <time.h>

struct _StippleDeadline
{
  int fd;
  gint64 at;        /* monotonic, µs */
  gboolean is_past; /* shut down already */
};

struct _StippleDeadlines
{
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  GHashTable *deadlines; /* set */
  gboolean stopping;
};

/* Shuts down what is due; gives when to look again. */
static gint64
reap (StippleDeadlines *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = G_MAXINT64;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->deadlines);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      StippleDeadline *deadline = item;

      if (deadline->is_past)
        continue;
      if (deadline->at > now)
        next = MIN (next, deadline->at);
      else
        {
          shutdown (deadline->fd, SHUT_RDWR);
          deadline->is_past = TRUE;
        }
    }
  return next;
}

static void *
run (void *data)
{
  StippleDeadlines *self = data;
  STIPPLE_HOLD (&self->lock);

  while (!self->stopping)
    {
      gint64 next = reap (self);
      struct timespec at = { .tv_sec = next / G_USEC_PER_SEC,
                             .tv_nsec = next % G_USEC_PER_SEC * 1000 };

      if (next == G_MAXINT64)
        pthread_cond_wait (&self->changed, &self->lock);
      else
        pthread_cond_timedwait (&self->changed, &self->lock, &at);
    }
  return NULL;
}

StippleDeadlines *
stipple_deadlines_new (void)
{
  StippleDeadlines *self = g_new0 (StippleDeadlines, 1);
  pthread_condattr_t attributes;

  self->deadlines = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  pthread_mutex_init (&self->lock, NULL);
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&self->changed, &attributes);
  pthread_condattr_destroy (&attributes);
  if (pthread_create (&self->thread, NULL, run, self) != 0)
    g_error ("no thread for deadlines: %s", g_strerror (errno));
  return self;
}

void
stipple_deadlines_free (StippleDeadlines *self)
{
  pthread_mutex_lock (&self->lock);
  self->stopping = TRUE;
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->lock);
  pthread_join (self->thread, NULL);
  g_hash_table_unref (self->deadlines);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

StippleDeadline *
stipple_deadlines_add (StippleDeadlines *self, int fd, gint64 in_us)
{
  StippleDeadline *deadline = g_new0 (StippleDeadline, 1);
  STIPPLE_HOLD (&self->lock);

  deadline->fd = fd;
  deadline->at = g_get_monotonic_time () + in_us;
  g_hash_table_add (self->deadlines, deadline);
  pthread_cond_signal (&self->changed);
  return deadline;
}

void
stipple_deadlines_set (StippleDeadlines *self, StippleDeadline *deadline, gint64 in_us)
{
  STIPPLE_HOLD (&self->lock);
  gint64 at = g_get_monotonic_time () + in_us;
  gboolean sooner = at < deadline->at;

  deadline->at = at;
  /* A later one is noticed when the earlier time comes: no need to wake anybody for each request. */
  if (sooner)
    pthread_cond_signal (&self->changed);
}

void
stipple_deadlines_remove (StippleDeadlines *self, StippleDeadline *deadline)
{
  STIPPLE_HOLD (&self->lock);

  g_hash_table_remove (self->deadlines, deadline);
}
