// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* Samples in µs, and their percentiles. Each bench prints `name=value` lines for bench.py. */

static inline int
bench_compare (const void *a, const void *b)
{
  const gint64 *x = a;
  const gint64 *y = b;
  return (*x > *y) - (*x < *y);
}

static inline double
bench_percentile_ms (GArray *samples, double fraction)
{
  qsort (samples->data, samples->len, sizeof (gint64), bench_compare);
  guint index = (guint) (fraction * (samples->len - 1) + 0.5);
  return (double) g_array_index (samples, gint64, index) / 1000.0;
}

static inline void
bench_print (const char *name, GArray *samples)
{
  printf ("%s_n=%u\n", name, samples->len);
  printf ("%s_p50_ms=%.3f\n", name, bench_percentile_ms (samples, 0.50));
  printf ("%s_p95_ms=%.3f\n", name, bench_percentile_ms (samples, 0.95));
  printf ("%s_p99_ms=%.3f\n", name, bench_percentile_ms (samples, 0.99));
  printf ("%s_max_ms=%.3f\n", name, bench_percentile_ms (samples, 1.0));
}
