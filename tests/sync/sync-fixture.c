// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-fixture.h"

#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* --- The hub */

static gboolean
refuses (Hub *hub, const char *id)
{
  return g_hash_table_contains (hub->refused, id);
}

static json_t *
patient_entry (const json_t *request)
{
  g_autofree char *location =
      g_strdup_printf ("%s/_history/1", json_string_value (json_object_get (request, "url")));
  return json_pack ("{s:{s:s,s:s}}", "response", "status", "201 Created", "location", location);
}

static json_t *
response_entry (Hub *hub, const char *id, const char *receipt)
{
  gboolean same = g_strcmp0 (g_hash_table_lookup (hub->held, id), receipt) == 0;
  g_autofree char *location = g_strdup_printf ("QuestionnaireResponse/%s/_history/1", id);
  if (same)
    hub->n_same++;
  else
    {
      g_assert_true (g_hash_table_insert (hub->held, g_strdup (id), g_strdup (receipt)));
      hub->n_new++;
    }
  return json_pack ("{s:{s:s,s:s,s:[{s:s,s:s}]}}", "response", "status",
                    same ? "200 OK" : "201 Created", "location", location, "extension", "url",
                    STIPPLE_RECEIPT_URL, "valueString", receipt);
}

static const json_t *
entry_member (const json_t *bundle, gsize i, const char *name)
{
  return json_object_get (json_array_get (json_object_get (bundle, "entry"), i), name);
}

static const char *
first_refused (Hub *hub, const json_t *bundle)
{
  for (gsize i = 0; i < json_array_size (json_object_get (bundle, "entry")); i++)
    {
      const json_t *resource = entry_member (bundle, i, "resource");
      const char *id = json_string_value (json_object_get (resource, "id"));
      if (refuses (hub, id))
        return id;
    }
  return NULL;
}

/* The reply as raw text; what it stores, it has stored. */
static char *
hub_take (Hub *hub, const LiarRequest *request)
{
  g_autoptr (StippleJson) bundle =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  g_assert_nonnull (bundle);
  gsize n = json_array_size (json_object_get (bundle, "entry"));
  if (n > 2 * hub->max_intakes || request->body_length > hub->max_bytes)
    return raw_page ("413 Request Entity Too Large", "");
  if (first_refused (hub, bundle) != NULL)
    {
      g_autofree char *status = g_strdup_printf ("%d Refused", hub->refusal);
      return raw_outcome (status, "It has a sample fault.");
    }
  g_autoptr (StippleJson) reply = json_pack ("{s:s,s:s,s:[]}", "resourceType", "Bundle", "type",
                                             "transaction-response", "entry");
  for (gsize i = 0; i < n; i += 2)
    {
      const json_t *patient = entry_member (bundle, i, "resource");
      const json_t *response = entry_member (bundle, i + 1, "resource");
      g_autofree char *receipt = stipple_fhir_receipt (patient, response);
      json_t *entries = json_object_get (reply, "entry");
      json_array_append_new (entries, patient_entry (entry_member (bundle, i, "request")));
      json_array_append_new (
          entries,
          response_entry (hub, json_string_value (json_object_get (response, "id")), receipt));
    }
  g_autofree char *body = stipple_json_canonical (reply);
  g_autofree char *content = hub->content != NULL
                                 ? g_strdup_printf (STIPPLE_HEADER_CONTENT ": %s\r\n", hub->content)
                                 : g_strdup ("");
  return g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: " STIPPLE_FHIR_TYPE
                          "; charset=utf-8\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          content, strlen (body), body);
}

static char *
hub_take_one (Hub *hub, const LiarRequest *request)
{
  g_mutex_lock (&hub->lock);
  hub->in_flight++;
  hub->most_in_flight = MAX (hub->most_in_flight, hub->in_flight);
  char *raw = hub_take (hub, request);
  g_mutex_unlock (&hub->lock);
  return raw;
}

static void
hub_end_one (Hub *hub)
{
  g_mutex_lock (&hub->lock);
  hub->in_flight--;
  g_mutex_unlock (&hub->lock);
}

gboolean
hub_good (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  g_autofree char *raw = hub_take_one (data, request);
  hub_end_one (data);
  return liar_write (connection, raw, -1);
}

gboolean
hub_forgets_to_reply (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                      gpointer data)
{
  g_autofree char *raw = hub_take_one (data, request);
  hub_end_one (data);
  return FALSE;
}

gboolean
hub_reply_cut (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  g_autofree char *raw = hub_take_one (data, request);
  hub_end_one (data);
  liar_write (connection, raw, (gssize) strlen (raw) / 2);
  return FALSE;
}

guint
hub_holds (Hub *hub)
{
  g_mutex_lock (&hub->lock);
  guint held = g_hash_table_size (hub->held);
  g_mutex_unlock (&hub->lock);
  return held;
}

static void
hub_init (Hub *hub)
{
  g_mutex_init (&hub->lock);
  hub->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  hub->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hub->refusal = 422;
  hub->max_intakes = STIPPLE_BUNDLE_MAX_INTAKES;
  hub->max_bytes = STIPPLE_BUNDLE_MAX_BYTES;
}

static void
hub_clear (Hub *hub)
{
  g_hash_table_unref (hub->held);
  g_hash_table_unref (hub->refused);
  g_mutex_clear (&hub->lock);
}

char *
raw_outcome (const char *status, const char *diagnostics)
{
  g_autoptr (StippleJson) outcome = stipple_fhir_outcome ("error", "invalid", diagnostics, NULL);
  g_autofree char *body = stipple_json_canonical (outcome);
  return g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: " STIPPLE_FHIR_TYPE
                          "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          status, strlen (body), body);
}

char *
raw_page (const char *status, const char *headers)
{
  static const char page[] = "<!DOCTYPE html><title>Sign in to use this network</title>";
  return g_strdup_printf (
      "HTTP/1.1 %s\r\nContent-Type: text/html\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      status, headers, strlen (page), page);
}

/* --- Time */

static gboolean
go_on (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Some things a test waits for happen on other threads and wake nobody here. */
void
sync_fixture_iterate (void)
{
  guint waker = g_timeout_add (2, go_on, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (waker);
}

void
sync_fixture_watch (void)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;
  while (g_get_monotonic_time () < end)
    sync_fixture_iterate ();
}

static gint64
at_once (guint failures, double random)
{
  return AT_ONCE_US;
}

/* --- The fixture */

void
sync_fixture_say_no_pin (SyncFixture *f)
{
  liar_say_at (f->liar, STIPPLE_PATH_KIOSK_PIN,
               "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
               "Content-Length: 2\r\n\r\n{}");
}

void
sync_fixture_set_up (SyncFixture *f, gconstpointer data)
{
  store_fixture_set_up (&f->store, data);
  hub_init (&f->hub);
  f->liar = liar_new ();
  f->url = liar_url (f->liar, "");
  f->delivered = g_ptr_array_new_with_free_func (g_free);
  f->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_pack_unref);
  f->pace = (StippleDeliveryPace){ .backoff_delay = at_once,
                                   .longest_wait = G_TIME_SPAN_HOUR,
                                   .probe_interval = 0,
                                   .content_interval = NEVER_US,
                                   .purge_interval = NEVER_US,
                                   .quarantine_interval = NEVER_US };
  sync_fixture_say_no_pin (f);
  f->options = (StippleHttpOptions){ .total_timeout_s = 60, .stall_timeout_s = 60 };
}

void
sync_fixture_tear_down (SyncFixture *f, gconstpointer data)
{
  sync_fixture_stop (f);
  store_fixture_tear_down (&f->store, data);
  if (f->liar != NULL)
    liar_free (f->liar);
  hub_clear (&f->hub);
  g_free (f->url);
  g_ptr_array_unref (f->delivered);
  g_ptr_array_unref (f->packs);
}

GPtrArray *
sync_fixture_save (SyncFixture *f, guint n)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntake) intake = store_fixture_save_sample (&f->store);
      g_ptr_array_add (ids, g_strdup (intake->id));
    }
  return ids;
}

static void
on_delivered (StippleSync *sync, const char *id, const char *receipt, gpointer data)
{
  SyncFixture *f = data;
  g_assert_cmpuint (strlen (receipt), ==, 64);
  g_ptr_array_add (f->delivered, g_strdup (id));
}

static void
on_content (StippleSync *sync, StipplePack *pack, gpointer data)
{
  SyncFixture *f = data;
  g_ptr_array_add (f->packs, stipple_pack_ref (pack));
}

void
sync_fixture_start (SyncFixture *f)
{
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  g_free (enrolment->hub);
  enrolment->hub = g_strdup (f->url);
  /* What a script does not say of content is that there is nothing new. */
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, "HTTP/1.1 304 Not Modified\r\n\r\n");
  f->sync =
      stipple_sync_new_paced (f->store.store, enrolment, f->store.clock, &f->options, &f->pace);
  g_signal_connect (f->sync, "delivered", G_CALLBACK (on_delivered), f);
  g_signal_connect (f->sync, "content", G_CALLBACK (on_content), f);
  stipple_sync_start (f->sync);
}

void
sync_fixture_stop (SyncFixture *f)
{
  if (f->sync != NULL)
    stipple_sync_stop (f->sync);
  g_clear_object (&f->sync);
}

void
sync_fixture_time_stop (SyncFixture *f, double *fastest)
{
  g_test_timer_start ();
  stipple_sync_stop (f->sync);
  double taken = g_test_timer_elapsed ();
  *fastest = MIN (*fastest, taken);
  sync_fixture_stop (f);
}

void
sync_fixture_restart (SyncFixture *f)
{
  sync_fixture_stop (f);
  store_fixture_reopen (&f->store);
  sync_fixture_start (f);
}

StippleSyncState
sync_fixture_state (SyncFixture *f)
{
  int state;
  g_object_get (f->sync, "state", &state, NULL);
  return (StippleSyncState) state;
}

guint
sync_fixture_waiting (SyncFixture *f)
{
  guint waiting;
  g_object_get (f->sync, "waiting", &waiting, NULL);
  return waiting;
}

gboolean
sync_fixture_advises (SyncFixture *f, const char *words)
{
  g_autofree char *advice = NULL;
  g_object_get (f->sync, "advice", &advice, NULL);
  return *words == '\0' ? *advice == '\0' : strstr (advice, words) != NULL;
}

gboolean
sync_fixture_is_done (SyncFixture *f)
{
  /* The store's answer comes behind what the sync has told before. */
  return sync_fixture_looks (f) > 0 && sync_fixture_count (f, STIPPLE_DELIVERY_WAITING) == 0
         && sync_fixture_state (f) == STIPPLE_SYNC_IDLE && sync_fixture_waiting (f) == 0;
}

guint
sync_fixture_count (SyncFixture *f, StippleDeliveryState state)
{
  g_autoptr (GPtrArray) list = store_fixture_list (&f->store);
  guint count = 0;
  for (guint i = 0; i < list->len; i++)
    if (((StippleOutboxItem *) g_ptr_array_index (list, i))->state == state)
      count++;
  return count;
}

guint
sync_fixture_posts (SyncFixture *f)
{
  return liar_count_at (f->liar, STIPPLE_PATH_FHIR);
}

guint
sync_fixture_looks (SyncFixture *f)
{
  return liar_count_at (f->liar, STIPPLE_PATH_CONTENT);
}
