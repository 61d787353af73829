// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-bare.h"
#include "bench-store.h"
#include "bench.h"

#include "sync/sync.h"
#include "wire/fhir.h"

#include <curl/curl.h>
#include <string.h>

/* 1,000 waiting intakes of a real store, delivered by the real sync to a real hub; and the same bundles
 * posted to a second, as new a hub with nothing around libcurl; and their rows in as many bare transactions:
 * bench-drain DIRECTORY HUB CODE SECOND-HUB CODE. */

#define N_INTAKES 1000
#define PATIENCE_S 60

typedef struct
{
  GMainLoop *loop;
  guint delivered;
} Drain;

static StippleEnrolment *
enrol (const char *hub, const char *code)
{
  g_autoptr (GError) error = NULL;
  StippleEnrolment *enrolment = stipple_sync_enrol (hub, code, "Bench", NULL, NULL, &error);
  bench_check (error, "enrolling");
  return enrolment;
}

static char **
write_bundles (StippleStore *store)
{
  g_auto (BenchAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  stipple_store_next_batch_async (store, N_INTAKES, NULL, bench_answer, &answer);
  g_autoptr (GPtrArray) items =
      stipple_store_next_batch_finish (store, bench_wait (&answer), &error);
  bench_check (error, "reading what waits");
  g_assert (items->len == N_INTAKES);
  g_autoptr (GStrvBuilder) bundles = g_strv_builder_new ();
  for (guint i = 0; i < items->len; i += STIPPLE_BUNDLE_MAX_INTAKES)
    {
      const char *documents[STIPPLE_BUNDLE_MAX_INTAKES];
      guint n = MIN (items->len - i, STIPPLE_BUNDLE_MAX_INTAKES);
      for (guint j = 0; j < n; j++)
        documents[j] = ((StippleOutboxItem *) g_ptr_array_index (items, i + j))->document;
      g_autofree char *bundle = stipple_fhir_write_bundle (documents, n, &error);
      bench_check (error, "writing a bundle");
      g_strv_builder_add (bundles, bundle);
    }
  return g_strv_builder_end (bundles);
}

static void
on_delivered (StippleSync *sync, const char *id, const char *receipt, Drain *drain)
{
  if (++drain->delivered == N_INTAKES)
    g_main_loop_quit (drain->loop);
}

static gboolean
on_patience_end (gpointer data)
{
  const Drain *drain = data;
  fprintf (stderr, "only %u of %u were delivered in %u s\n", drain->delivered, N_INTAKES,
           PATIENCE_S);
  exit (EXIT_FAILURE);
}

static gint64
drain_with_sync (StippleStore *store, const StippleEnrolment *enrolment)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Drain drain = { .loop = loop };
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleSync) sync = stipple_sync_new (store, enrolment, clock, NULL);
  g_signal_connect (sync, "delivered", G_CALLBACK (on_delivered), &drain);
  guint patience = g_timeout_add_seconds (PATIENCE_S, on_patience_end, &drain);
  gint64 before = g_get_monotonic_time ();
  stipple_sync_start (sync);
  g_main_loop_run (loop);
  gint64 took = g_get_monotonic_time () - before;
  g_source_remove (patience);
  stipple_sync_stop (sync);
  return took;
}

static size_t
drop (char *data, size_t size, size_t n, void *user_data)
{
  return size * n;
}

static void
post (CURL *curl, const char *bundle)
{
  long status = 0;
  curl_easy_setopt (curl, CURLOPT_POSTFIELDS, bundle);
  CURLcode code = curl_easy_perform (curl);
  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK && status == 200)
    return;
  fprintf (stderr, "posting a bundle: %s, status %ld\n", curl_easy_strerror (code), status);
  exit (EXIT_FAILURE);
}

static gint64
post_with_curl (char **bundles, const StippleEnrolment *enrolment)
{
  g_autofree char *url = g_strconcat (enrolment->hub, "/fhir", NULL);
  g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", enrolment->token, NULL);
  struct curl_slist *headers = curl_slist_append (NULL, bearer);
  headers = curl_slist_append (headers, "Content-Type: " STIPPLE_FHIR_TYPE);
  headers = curl_slist_append (headers, "Expect:");
  CURL *curl = curl_easy_init ();
  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, (long) PATIENCE_S);
  gint64 before = g_get_monotonic_time ();
  for (guint i = 0; bundles[i] != NULL; i++)
    post (curl, bundles[i]);
  gint64 took = g_get_monotonic_time () - before;
  curl_easy_cleanup (curl);
  curl_slist_free_all (headers);
  return took;
}

static gint64
commit_bare (const char *directory, BenchSizes sizes)
{
  g_autofree char *path = g_build_filename (directory, "bare.db", NULL);
  g_autoptr (BenchBare) bare = bench_bare_open (path, sizes);
  gint64 took = 0;
  for (int i = 0; i < N_INTAKES; i += STIPPLE_BUNDLE_MAX_INTAKES)
    took += bench_bare_commit (bare, STIPPLE_BUNDLE_MAX_INTAKES);
  return took;
}

int
main (int argc, char **argv)
{
  if (argc != 6)
    return 2;
  g_autofree char *kiosk = g_build_filename (argv[1], "kiosk", NULL);
  g_autofree char *path = g_build_filename (kiosk, "kiosk.db", NULL);
  g_autoptr (StippleEnrolment) first = enrol (argv[2], argv[3]);
  g_autoptr (StippleEnrolment) second = enrol (argv[4], argv[5]);
  g_autoptr (StipplePack) pack = bench_pack_new ();
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (StippleStore) store = bench_store_open (kiosk);
  bench_store_enrol (store, first);
  for (int i = 0; i < N_INTAKES; i++)
    bench_store_save (store, pack, ids);
  g_auto (GStrv) bundles = write_bundles (store);

  printf ("drain_n=%d\n", N_INTAKES);
  printf ("drain_s=%.3f\n", (double) drain_with_sync (store, first) / G_USEC_PER_SEC);
  printf ("drain_curl_s=%.3f\n", (double) post_with_curl (bundles, second) / G_USEC_PER_SEC);
  stipple_store_close (store);
  printf ("drain_bare_s=%.3f\n",
          (double) commit_bare (argv[1], bench_sizes_of (path)) / G_USEC_PER_SEC);
  return 0;
}
