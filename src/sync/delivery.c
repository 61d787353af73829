// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

#define PROBE_INTERVAL_US (10 * (gint64) G_USEC_PER_SEC)
#define RETRY_AFTER_CAP_US ((gint64) G_TIME_SPAN_HOUR)
#define CONTENT_INTERVAL_US (5 * (gint64) G_TIME_SPAN_MINUTE)
#define PURGE_INTERVAL_US ((gint64) G_TIME_SPAN_HOUR)

struct _StippleDelivery
{
  StippleStore *store;
  StippleClock *clock;
  StippleHttp *http;
  char *hub;
  char *token;
  StippleSyncReportFunc report;
  gpointer user_data;
  GMainContext *owner_context;
  GSource *pending_reports; /* guarded by lock */

  GThread *thread;
  GMainContext *context; /* of the thread, for the store's answers */
  GCancellable *cancellable;

  GMutex lock;
  GCond wake;
  gboolean stopping; /* guarded by lock, as are the next two */
  gboolean probed;
  GQueue reports; /* StippleSyncReport */

  /* The thread's own. */
  StippleBackoff backoff;
  gint64 last_try;
  gint64 next_content;
  gint64 next_purge;
  gboolean refused;
  gboolean content_faulty;
  char *refused_etag; /* of a pack that had faults, so as not to fetch it again and again */
  char *etag;
};

/* --- Waiting for the store, which answers on this thread's context. */

static void
on_answer (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static GAsyncResult *
await (StippleDelivery *self, GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (self->context, TRUE);
  return *slot;
}

#define AWAIT(self, result, call, ...)                                                             \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  call ((self)->store, __VA_ARGS__, NULL, on_answer, &result);                                     \
  await (self, &result)

static gboolean
is_stopping (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  gboolean stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return stopping;
}

/* --- Reports to the main thread. */

static void
report_free (StippleSyncReport *report)
{
  g_clear_pointer (&report->delivered, g_ptr_array_unref);
  g_clear_pointer (&report->pack, stipple_pack_unref);
  g_free (report);
}

static gboolean
deliver_reports (gpointer data)
{
  StippleDelivery *self = data;
  for (;;)
    {
      g_mutex_lock (&self->lock);
      StippleSyncReport *report = self->stopping ? NULL : g_queue_pop_head (&self->reports);
      if (report == NULL)
        g_clear_pointer (&self->pending_reports, g_source_unref);
      g_mutex_unlock (&self->lock);
      if (report == NULL)
        return G_SOURCE_REMOVE;
      self->report (report, self->user_data);
      report_free (report);
    }
}

static guint
count_waiting (StippleDelivery *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_list_async (self->store, NULL, on_answer, &result);
  await (self, &result);
  g_autoptr (GPtrArray) items = stipple_store_list_finish (self->store, result, NULL);
  guint waiting = 0;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (items, i);
      if (item->state == STIPPLE_DELIVERY_WAITING)
        waiting++;
    }
  return waiting;
}

static void
tell (StippleDelivery *self, StippleSyncState state, StippleSyncTrouble trouble,
      GPtrArray *delivered, StipplePack *pack)
{
  StippleSyncReport *report = g_new0 (StippleSyncReport, 1);
  report->state = state;
  report->trouble =
      trouble == STIPPLE_TROUBLE_NONE && self->content_faulty ? STIPPLE_TROUBLE_CONTENT : trouble;
  report->waiting = count_waiting (self);
  report->delivered = delivered != NULL ? g_ptr_array_ref (delivered) : NULL;
  report->pack = pack != NULL ? stipple_pack_ref (pack) : NULL;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->reports, report);
  if (self->pending_reports == NULL && !self->stopping)
    {
      self->pending_reports = g_idle_source_new ();
      g_source_set_priority (self->pending_reports, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->pending_reports, deliver_reports, self, NULL);
      g_source_attach (self->pending_reports, self->owner_context);
    }
  g_mutex_unlock (&self->lock);
}

/* --- Back-off. */

static void
keep_backoff (StippleDelivery *self)
{
  AWAIT (self, result, stipple_store_set_backoff_async, self->backoff);
  g_autoptr (GError) error = NULL;
  if (!stipple_store_set_backoff_finish (self->store, result, &error))
    g_debug ("the back-off could not be kept: %s", error->message);
}

static void
note_failure (StippleDelivery *self, gint64 retry_after_s)
{
  gint64 delay = stipple_sync_backoff_delay (self->backoff.failures, g_random_double ());
  if (retry_after_s > 0)
    delay = MAX (delay, MIN (retry_after_s * G_USEC_PER_SEC, RETRY_AFTER_CAP_US));
  self->backoff.failures = MIN (self->backoff.failures + 1, 1000);
  self->backoff.next_try = stipple_clock_now (self->clock) + delay;
  keep_backoff (self);
}

static void
note_success (StippleDelivery *self)
{
  if (self->backoff.failures == 0 && self->backoff.next_try == 0)
    return;
  self->backoff = (StippleBackoff){ 0 };
  keep_backoff (self);
}

/* How long until the next try; a clock that was set back must not make it an eternity. */
static gint64
until_next_try (StippleDelivery *self)
{
  gint64 left = self->backoff.next_try - stipple_clock_now (self->clock);
  return CLAMP (left, 0, RETRY_AFTER_CAP_US);
}

/* --- Sending. */

static StippleSyncTrouble
trouble_of_error (const GError *error)
{
  return g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TLS)
                 || g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID)
             ? STIPPLE_TROUBLE_TLS
             : STIPPLE_TROUBLE_NETWORK;
}

static StippleHttpAnswer *
post (StippleDelivery *self, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (documents, ((StippleOutboxItem *) g_ptr_array_index (items, i))->document);
  char *bundle =
      stipple_fhir_write_bundle ((const char *const *) documents->pdata, documents->len, error);
  if (bundle == NULL)
    return NULL;
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_FHIR, NULL);
  const StippleHttpRequest request = {
    .method = "POST",
    .url = url,
    .bearer = self->token,
    .content_type = STIPPLE_FHIR_TYPE,
    .accept = STIPPLE_FHIR_TYPE,
    .body = bundle,
    .body_length = strlen (bundle),
  };
  StippleHttpAnswer *answer = stipple_http_perform (self->http, &request, self->cancellable, error);
  stipple_wipe (bundle);
  return answer;
}

static gboolean
mark_delivered (StippleDelivery *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (ids, ((StippleOutboxItem *) g_ptr_array_index (items, i))->id);
  g_ptr_array_add (ids, NULL);
  AWAIT (self, result, stipple_store_mark_delivered_async, (const char *const *) ids->pdata);
  return stipple_store_mark_delivered_finish (self->store, result, NULL);
}

static gboolean
quarantine (StippleDelivery *self, const StippleOutboxItem *item, const char *reason)
{
  AWAIT (self, result, stipple_store_quarantine_async, item->id, reason);
  return stipple_store_quarantine_finish (self->store, result, NULL);
}

static gboolean deliver (StippleDelivery *self, GPtrArray *items);

/* Halve until the one that is refused stands alone; the others go on. */
static gboolean
split (StippleDelivery *self, GPtrArray *items, const char *reason)
{
  if (items->len == 1)
    return quarantine (self, g_ptr_array_index (items, 0), reason);
  guint half = items->len / 2;
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) second = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (i < half ? first : second, g_ptr_array_index (items, i));
  return deliver (self, first) && deliver (self, second);
}

static void
fail (StippleDelivery *self, StippleSyncState state, StippleSyncTrouble trouble,
      gint64 retry_after_s)
{
  note_failure (self, retry_after_s);
  tell (self, state, trouble, NULL, NULL);
}

static StippleSyncTrouble
trouble_of_answer (const StippleHttpAnswer *answer)
{
  return answer->status == 408 || answer->status == 425 || answer->status == 429
                 || answer->status >= 500
             ? STIPPLE_TROUBLE_BUSY
             : STIPPLE_TROUBLE_NOT_A_HUB;
}

/* TRUE when every item is dealt with: delivered or quarantined. */
static gboolean
deliver (StippleDelivery *self, GPtrArray *items)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  self->last_try = g_get_monotonic_time ();
  g_autoptr (StippleHttpAnswer) answer = post (self, items, &error);
  if (answer == NULL)
    {
      if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
        fail (self, STIPPLE_SYNC_BACKOFF, trouble_of_error (error), -1);
      return FALSE;
    }
  switch (stipple_sync_judge (answer, items, &reason))
    {
    case STIPPLE_VERDICT_DELIVERED:
      if (!mark_delivered (self, items))
        {
          /* The hub has them; sending the same bytes again changes nothing there. */
          fail (self, STIPPLE_SYNC_BACKOFF, STIPPLE_TROUBLE_STORE, -1);
          return FALSE;
        }
      note_success (self);
      tell (self, STIPPLE_SYNC_SENDING, STIPPLE_TROUBLE_NONE, items, NULL);
      return TRUE;
    case STIPPLE_VERDICT_SPLIT:
      if (split (self, items, reason))
        return TRUE;
      return FALSE;
    case STIPPLE_VERDICT_STOP:
      self->refused = TRUE;
      tell (self, STIPPLE_SYNC_REFUSED, STIPPLE_TROUBLE_REFUSED, NULL, NULL);
      return FALSE;
    case STIPPLE_VERDICT_UNTRUSTED:
      fail (self, STIPPLE_SYNC_UNTRUSTED, STIPPLE_TROUBLE_REDIRECT, -1);
      return FALSE;
    case STIPPLE_VERDICT_RETRY:
    default:
      fail (self, STIPPLE_SYNC_BACKOFF, trouble_of_answer (answer), answer->retry_after);
      return FALSE;
    }
}

/* One batch. TRUE when there may be more to send at once. */
static gboolean
send_batch (StippleDelivery *self)
{
  AWAIT (self, result, stipple_store_next_batch_async, STIPPLE_BUNDLE_MAX_INTAKES);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = stipple_store_next_batch_finish (self->store, result, &error);
  if (items == NULL)
    {
      fail (self, STIPPLE_SYNC_BACKOFF, STIPPLE_TROUBLE_STORE, -1);
      return FALSE;
    }
  if (items->len == 0)
    {
      note_success (self);
      tell (self, STIPPLE_SYNC_IDLE, STIPPLE_TROUBLE_NONE, NULL, NULL);
      return FALSE;
    }
  return deliver (self, items);
}

/* --- Content. */

static void
accept_pack (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  AWAIT (self, result, stipple_store_set_content_async, answer->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_store_set_content_finish (self->store, result, &error);
  self->content_faulty = pack == NULL;
  if (pack != NULL)
    {
      g_free (self->etag);
      self->etag = g_strdup (answer->etag);
    }
  else
    {
      g_message ("the hub's newest content is not used: %s", error->message);
      g_free (self->refused_etag);
      self->refused_etag = g_strdup (answer->etag);
    }
  tell (self, STIPPLE_SYNC_IDLE, STIPPLE_TROUBLE_NONE, NULL, pack);
}

static void
fetch_content (StippleDelivery *self)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_CONTENT, NULL);
  const StippleHttpRequest request = {
    .method = "GET",
    .url = url,
    .bearer = self->token,
    .if_none_match = self->refused_etag != NULL ? self->refused_etag : self->etag,
  };
  g_autoptr (StippleHttpAnswer) answer =
      stipple_http_perform (self->http, &request, self->cancellable, NULL);
  if (answer != NULL && answer->status == 200
      && strcmp (answer->content_type, "application/json") == 0
      && (answer->etag == NULL || g_strcmp0 (answer->etag, self->etag) != 0))
    accept_pack (self, answer);
}

static void
load_content_tag (StippleDelivery *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_get_content_async (self->store, NULL, on_answer, &result);
  await (self, &result);
  g_autoptr (StipplePack) pack = stipple_store_get_content_finish (self->store, result, NULL);
  if (pack != NULL)
    self->etag = g_strdup_printf ("\"%s\"", pack->digest);
}

/* --- The thread. */

static void
purge (StippleDelivery *self)
{
  AWAIT (self, result, stipple_store_purge_async, STIPPLE_PURGE_AGE_US);
  g_autoptr (GError) error = NULL;
  if (stipple_store_purge_finish (self->store, result, &error) < 0)
    g_message ("delivered intakes could not be purged: %s", error->message);
}

static void
load_backoff (StippleDelivery *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_get_backoff_async (self->store, NULL, on_answer, &result);
  await (self, &result);
  if (!stipple_store_get_backoff_finish (self->store, result, &self->backoff, NULL))
    self->backoff = (StippleBackoff){ 0 };
}

/* Waits for @us µs, a probe that is due, or the end. A probe while failing keeps 10 s from the last
 * try; otherwise it is at once. */
static void
wait_for_work (StippleDelivery *self, gint64 us)
{
  gint64 until = g_get_monotonic_time () + us;
  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      gint64 deadline = until;
      if (self->probed)
        {
          gint64 earliest = self->backoff.failures > 0 ? self->last_try + PROBE_INTERVAL_US : 0;
          deadline = MIN (deadline, earliest);
          if (g_get_monotonic_time () >= earliest)
            self->backoff.next_try = 0;
        }
      if (g_get_monotonic_time () >= deadline)
        break;
      g_cond_wait_until (&self->wake, &self->lock, deadline);
    }
  self->probed = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
run_once (StippleDelivery *self)
{
  gint64 now = g_get_monotonic_time ();
  if (now >= self->next_purge)
    {
      purge (self);
      self->next_purge = now + PURGE_INTERVAL_US;
    }
  if (!self->refused && until_next_try (self) == 0)
    while (!is_stopping (self) && send_batch (self))
      continue;
  if (!self->refused && !is_stopping (self) && self->backoff.failures == 0
      && now >= self->next_content)
    {
      fetch_content (self);
      self->next_content = g_get_monotonic_time () + CONTENT_INTERVAL_US;
    }
}

static gpointer
run (gpointer data)
{
  StippleDelivery *self = data;
  g_main_context_push_thread_default (self->context);
  load_backoff (self);
  load_content_tag (self);
  tell (self, self->backoff.failures > 0 ? STIPPLE_SYNC_BACKOFF : STIPPLE_SYNC_IDLE,
        STIPPLE_TROUBLE_NONE, NULL, NULL);
  while (!is_stopping (self))
    {
      run_once (self);
      gint64 idle = self->refused ? PURGE_INTERVAL_US : CONTENT_INTERVAL_US;
      wait_for_work (self, self->backoff.failures > 0 ? until_next_try (self) : idle);
    }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

StippleDelivery *
stipple_delivery_new (StippleStore *store, const StippleEnrolment *enrolment, StippleClock *clock,
                      const StippleHttpOptions *options, StippleSyncReportFunc report,
                      gpointer user_data)
{
  StippleDelivery *self = g_new0 (StippleDelivery, 1);
  self->store = g_object_ref (store);
  self->clock = stipple_clock_ref (clock);
  self->http = stipple_http_new (options);
  self->hub = g_strdup (enrolment->hub);
  self->token = g_strdup (enrolment->token);
  self->report = report;
  self->user_data = user_data;
  self->owner_context = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_queue_init (&self->reports);
  return self;
}

void
stipple_delivery_start (StippleDelivery *self)
{
  g_return_if_fail (self->thread == NULL);
  self->thread = g_thread_new ("stipple-sync", run, self);
}

void
stipple_delivery_probe (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  self->probed = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
stipple_delivery_stop (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->wake);
  GSource *pending = g_steal_pointer (&self->pending_reports);
  g_mutex_unlock (&self->lock);
  if (pending != NULL)
    {
      g_source_destroy (pending);
      g_source_unref (pending);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
stipple_delivery_free (StippleDelivery *self)
{
  if (self == NULL)
    return;
  stipple_delivery_stop (self);
  StippleSyncReport *report;
  while ((report = g_queue_pop_head (&self->reports)) != NULL)
    report_free (report);
  g_clear_object (&self->store);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_clear_pointer (&self->http, stipple_http_free);
  g_clear_pointer (&self->hub, g_free);
  g_clear_pointer (&self->token, stipple_wipe);
  g_clear_pointer (&self->owner_context, g_main_context_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->refused_etag, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self);
}
