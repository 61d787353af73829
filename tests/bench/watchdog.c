// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchdog.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SAMPLE_AFTER_MS 8
#define SAMPLE_EVERY_MS 2
#define SAMPLES_MAX 64
#define DEPTH 64
#define KEEP_FROM_US 1000

typedef struct
{
  void *frames[DEPTH];
  int depth;
} Sample;

typedef struct
{
  gint64 begun;
  gint64 length;
  gint64 worked;  /* of it, on a processor */
  gint64 painted; /* of that, between layout and the end of the frame */
  Sample *samples;
  int n_samples;
} Round;

static struct
{
  timer_t timer;
  gboolean counting;
  gboolean begin_asked;
  gint64 left_poll; /* 0: never yet */
  gint64 worked_then;
  gint64 paint_begun; /* 0: not painting */
  gint64 painted;
  gint64 longest_start;
  gsize n_rounds;
  GArray *rounds;
  Sample samples[SAMPLES_MAX];
  volatile sig_atomic_t n_samples;
} watch;

static void
on_timer (int number)
{
  int saved = errno;
  if (watch.n_samples < SAMPLES_MAX)
    {
      Sample *sample = &watch.samples[watch.n_samples];
      sample->depth = backtrace (sample->frames, DEPTH);
      watch.n_samples = watch.n_samples + 1;
    }
  errno = saved;
}

static void
set_timer (gint64 first_ms)
{
  const struct itimerspec spec = {
    .it_value.tv_nsec = first_ms * 1000000,
    .it_interval.tv_nsec = SAMPLE_EVERY_MS * 1000000,
  };
  timer_settime (watch.timer, 0, &spec, NULL);
}

static gint64
get_worked (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
note_round (gint64 length)
{
  if (!watch.counting)
    {
      watch.longest_start = MAX (watch.longest_start, length);
      watch.counting = watch.begin_asked;
    }
  else
    {
      watch.n_rounds++;
      if (length >= KEEP_FROM_US)
        {
          const Round round = {
            .begun = watch.left_poll,
            .length = length,
            .worked = get_worked () - watch.worked_then,
            .painted = watch.painted,
            .samples = g_memdup2 (watch.samples, (gsize) watch.n_samples * sizeof (Sample)),
            .n_samples = watch.n_samples,
          };
          g_array_append_val (watch.rounds, round);
        }
    }
  watch.n_samples = 0;
}

static gint
watched_poll (GPollFD *descriptors, guint n, gint timeout)
{
  set_timer (0);
  if (watch.left_poll != 0)
    note_round (g_get_monotonic_time () - watch.left_poll);
  gint result = g_poll (descriptors, n, timeout);
  int saved = errno;
  watch.left_poll = g_get_monotonic_time ();
  watch.worked_then = get_worked ();
  watch.painted = 0;
  set_timer (SAMPLE_AFTER_MS);
  errno = saved;
  return result;
}

void
bench_watchdog_install (void)
{
  const struct sigaction action = { .sa_handler = on_timer, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };
  void *first[1];

  event._sigev_un._tid = gettid ();
  watch.rounds = g_array_new (FALSE, FALSE, sizeof (Round));
  /* The first call loads a library, which a signal handler may not. */
  backtrace (first, 1);
  sigaction (SIGPROF, &action, NULL);
  if (timer_create (CLOCK_MONOTONIC, &event, &watch.timer) != 0)
    abort ();
  g_main_context_set_poll_func (NULL, watched_poll);
}

void
bench_watchdog_begin (void)
{
  watch.begin_asked = TRUE;
}

/* Each phase of a frame is signalled only when it is needed. */
static void
on_before_painting (GdkFrameClock *clock, gpointer data)
{
  watch.paint_begun = get_worked ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  if (watch.paint_begun != 0)
    watch.painted += get_worked () - watch.paint_begun;
  watch.paint_begun = 0;
}

void
bench_watchdog_watch_frames (GdkFrameClock *clock)
{
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_painting), NULL);
  g_signal_connect (clock, "update", G_CALLBACK (on_before_painting), NULL);
  g_signal_connect (clock, "layout", G_CALLBACK (on_before_painting), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
}

static void
write_frame (FILE *file, void *address)
{
  Dl_info info;
  if (dladdr (address, &info) == 0)
    {
      fputs ("?", file);
      return;
    }
  g_autofree char *object = g_path_get_basename (info.dli_fname);
  if (info.dli_sname != NULL)
    fputs (info.dli_sname, file);
  else
    fprintf (file, "%s+0x%zx", object, (gsize) ((guint8 *) address - (guint8 *) info.dli_fbase));
}

static void
write_sample (FILE *file, const Sample *sample)
{
  fputs ("at ", file);
  for (int i = 0; i < sample->depth; i++)
    {
      write_frame (file, sample->frames[i]);
      fputc (i + 1 < sample->depth ? ';' : '\n', file);
    }
}

void
bench_watchdog_end (void)
{
  const char *path = g_getenv ("BENCH_WATCH");
  g_main_context_set_poll_func (NULL, NULL);
  set_timer (0);
  FILE *file = path != NULL ? fopen (path, "w") : NULL;
  if (file == NULL)
    return;
  fprintf (file, "start=%" G_GINT64_FORMAT "\n", watch.longest_start);
  for (guint i = 0; i < watch.rounds->len; i++)
    {
      const Round *round = &g_array_index (watch.rounds, Round, i);
      fprintf (file,
               "round %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
               " %" G_GINT64_FORMAT "\n",
               round->begun, round->length, round->worked, round->painted);
      for (int j = 0; j < round->n_samples; j++)
        write_sample (file, &round->samples[j]);
    }
  fprintf (file, "rounds=%zu\n", watch.n_rounds);
  fclose (file);
}
