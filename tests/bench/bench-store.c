// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-store.h"

#include "fixture.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <stdio.h>
#include <stdlib.h>

void
bench_check (const GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (EXIT_FAILURE);
}

void
bench_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BenchAnswer *answer = user_data;
  answer->result = g_object_ref (result);
}

GAsyncResult *
bench_wait (BenchAnswer *answer)
{
  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return answer->result;
}

void
bench_answer_clear (BenchAnswer *answer)
{
  g_clear_object (&answer->result);
}

StippleStore *
bench_store_open (const char *directory)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_auto (BenchAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  stipple_store_open_async (directory, clock, NULL, bench_answer, &answer);
  StippleStore *store = stipple_store_open_finish (bench_wait (&answer), &error);
  bench_check (error, "opening the store");
  return store;
}

void
bench_store_enrol (StippleStore *store, const StippleEnrolment *enrolment)
{
  StippleEnrolment sample = {
    .device_id = (char *) "6f1f2d9e-5a0c-4f0b-9d8e-2b1f0c3a4d5e",
    .device_name = (char *) "Bench",
    .hub = (char *) "http://127.0.0.1:9",
    .token = (char *) "a sample token that no hub ever gave out .",
    .code_space = 1,
  };
  g_auto (BenchAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  stipple_store_set_enrolment_async (store, enrolment != NULL ? enrolment : &sample, NULL,
                                     bench_answer, &answer);
  stipple_store_set_enrolment_finish (store, bench_wait (&answer), &error);
  bench_check (error, "keeping the enrolment");
}

StipplePack *
bench_pack_new (void)
{
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  g_autoptr (GError) error = NULL;
  StipplePack *pack = stipple_pack_parse (json, NULL, &error);
  bench_check (error, "reading the default pack");
  return pack;
}

gint64
bench_store_save (StippleStore *store, StipplePack *pack, StippleIds *ids)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleSession) session = fixture_session_new (pack, clock);
  g_auto (BenchAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();
  stipple_store_save_async (store, session, ids, NULL, bench_answer, &answer);
  g_autoptr (StippleIntake) intake =
      stipple_store_save_finish (store, bench_wait (&answer), &error);
  gint64 took = g_get_monotonic_time () - before;
  bench_check (error, "saving");
  return took;
}
