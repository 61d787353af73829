// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"

static const StippleDeliveryPace usual_pace = {
  .backoff_delay = stipple_sync_backoff_delay,
  .longest_wait = (gint64) G_TIME_SPAN_HOUR,
  .probe_interval = 10 * (gint64) G_USEC_PER_SEC,
  .content_interval = 5 * (gint64) G_TIME_SPAN_MINUTE,
  .purge_interval = (gint64) G_TIME_SPAN_HOUR,
  .tally_interval = 5 * (gint64) G_TIME_SPAN_MINUTE,
  .tally_spacing = 5 * (gint64) G_USEC_PER_SEC,
  .quarantine_interval = 15 * (gint64) G_USEC_PER_SEC,
};

/* --- Waiting for the store, which answers on this thread's context. */

void
stipple_delivery_take_answer (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

void
stipple_delivery_await (StippleDelivery *self, GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (self->context, TRUE);
}

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

static StippleSyncReport *
next_report (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  StippleSyncReport *report = self->stopping ? NULL : g_queue_pop_head (&self->reports);
  if (report == NULL)
    g_clear_pointer (&self->pending_reports, g_source_unref);
  g_mutex_unlock (&self->lock);
  return report;
}

static void
delivery_clear (gpointer data)
{
  StippleDelivery *self = data;
  g_queue_clear_full (&self->reports, (GDestroyNotify) report_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_clear_pointer (&self->http, stipple_http_free);
  g_clear_pointer (&self->hub, g_free);
  g_clear_pointer (&self->token, stipple_wipe);
  g_clear_pointer (&self->owner_context, g_main_context_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->declined_digest, g_free);
  stipple_delivery_drop_coming (self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
}

static gboolean
deliver_reports (gpointer data)
{
  /* Who hears a report may let go of us. */
  StippleDelivery *self = g_rc_box_acquire (data);
  for (StippleSyncReport *report; (report = next_report (self)) != NULL; report_free (report))
    self->report (report, self->user_data);
  g_rc_box_release_full (self, delivery_clear);
  return G_SOURCE_REMOVE;
}

static guint
count_waiting (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_list_async);
  g_autoptr (GPtrArray) items = stipple_store_list_finish (self->store, result, NULL);
  guint waiting = 0;
  guint quarantined = 0;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (items, i);
      if (item->state == STIPPLE_DELIVERY_WAITING)
        waiting++;
      if (item->state == STIPPLE_DELIVERY_QUARANTINED)
        quarantined++;
    }
  self->n_quarantined = quarantined;
  return waiting;
}

static void
push_report (StippleDelivery *self, StippleSyncReport *report)
{
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

void
stipple_delivery_tell (StippleDelivery *self, StippleSyncState state, StippleSyncTrouble trouble,
                       GPtrArray *delivered, StipplePack *pack)
{
  self->state = state;
  self->trouble = trouble;
  StippleSyncReport *report = g_new0 (StippleSyncReport, 1);
  report->state = state;
  report->trouble = trouble != STIPPLE_TROUBLE_NONE ? trouble : self->content_trouble;
  report->waiting = count_waiting (self);
  report->delivered = delivered;
  report->pack = pack != NULL ? stipple_pack_ref (pack) : NULL;
  push_report (self, report);
}

StippleSyncTrouble
stipple_delivery_trouble_of_error (const GError *error)
{
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TLS)
      || g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID))
    return STIPPLE_TROUBLE_TLS;
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE))
    return STIPPLE_TROUBLE_NOT_A_HUB;
  return STIPPLE_TROUBLE_NETWORK;
}

StippleSyncTrouble
stipple_delivery_trouble_of_answer (const StippleHttpAnswer *answer)
{
  gboolean busy = answer->status == 408 || answer->status == 425 || answer->status == 429
                  || answer->status >= 500;
  return busy ? STIPPLE_TROUBLE_BUSY : STIPPLE_TROUBLE_NOT_A_HUB;
}

/* --- The hub's clock */

void
stipple_delivery_hear (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  const gint64 now = stipple_clock_now (self->clock);

  if (answer->date == 0)
    return;
  g_mutex_lock (&self->lock);
  /* It names the second that has begun. */
  self->heard = (StippleSyncHeard){ .at = now, .ahead = answer->date + G_USEC_PER_SEC / 2 - now };
  g_mutex_unlock (&self->lock);
}

StippleSyncHeard
stipple_delivery_get_heard (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  StippleSyncHeard heard = self->heard;
  g_mutex_unlock (&self->lock);
  return heard;
}

/* --- Back-off: the store keeps it by the clock, the thread waits by monotonic time. */

static void
keep_backoff (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_set_backoff_async, self->backoff);
  g_autoptr (GError) error = NULL;
  if (!stipple_store_set_backoff_finish (self->store, result, &error))
    g_message ("the back-off could not be kept: %s", error->message);
}

static void
load_backoff (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_get_backoff_async);
  if (!stipple_store_get_backoff_finish (self->store, result, &self->backoff, NULL))
    self->backoff = (StippleBackoff){ 0 };
  gint64 left = self->backoff.next_try - stipple_clock_now (self->clock);
  self->next_try = g_get_monotonic_time () + CLAMP (left, 0, self->pace.longest_wait);
}

static gboolean
is_failing (StippleDelivery *self)
{
  return self->backoff.failures > 0;
}

void
stipple_delivery_fail (StippleDelivery *self, StippleSyncState state, StippleSyncTrouble trouble,
                       gint64 retry_after_s)
{
  gint64 now = g_get_monotonic_time ();
  gint64 asked = CLAMP (retry_after_s * G_USEC_PER_SEC, 0, self->pace.longest_wait);
  gint64 delay = self->pace.backoff_delay (self->backoff.failures, g_random_double ());
  delay = MAX (delay, asked);
  self->not_before = now + asked;
  self->next_try = now + delay;
  self->backoff.failures = MIN (self->backoff.failures + 1, 1000);
  self->backoff.next_try = stipple_clock_now (self->clock) + delay;
  keep_backoff (self);
  stipple_delivery_tell (self, state, trouble, NULL, NULL);
}

void
stipple_delivery_succeed (StippleDelivery *self)
{
  if (is_failing (self))
    {
      self->backoff = (StippleBackoff){ 0 };
      keep_backoff (self);
    }
}

void
stipple_delivery_refuse (StippleDelivery *self)
{
  self->refused = TRUE;
  stipple_delivery_tell (self, STIPPLE_SYNC_REFUSED, STIPPLE_TROUBLE_REFUSED, NULL, NULL);
}

/* --- The thread. */

static void
purge (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_purge_async, STIPPLE_PURGE_AGE_US);
  g_autoptr (GError) error = NULL;
  gint purged = stipple_store_purge_finish (self->store, result, &error);
  if (purged < 0)
    g_message ("delivered intakes could not be purged: %s", error->message);
  if (purged > 0)
    stipple_delivery_heed_tally (self);
}

/* A probe brings forward what failed, but for what the hub itself asked to wait for. */
static void
heed_probe (StippleDelivery *self, gint64 now)
{
  gint64 next_try = self->last_try + self->pace.probe_interval;
  gint64 next_content = self->last_content + self->pace.probe_interval;
  gint64 next_tally = self->last_tally + self->pace.probe_interval;
  gboolean content_failing = self->content_trouble != STIPPLE_TROUBLE_NONE
                             && self->content_trouble != STIPPLE_TROUBLE_CONTENT;
  self->next_try = MIN (self->next_try, MAX (MAX (next_try, self->not_before), now));
  if (content_failing)
    self->next_content = MIN (self->next_content, MAX (next_content, now));
  if (self->tally_failures > 0)
    self->next_tally = MIN (self->next_tally, MAX (next_tally, now));
  stipple_delivery_heed_tally (self);
  if (self->quarantine_failures > 0)
    self->next_quarantine =
        MIN (self->next_quarantine, MAX (self->last_quarantine + self->pace.probe_interval, now));
}

static gint64
next_work (StippleDelivery *self)
{
  if (self->refused)
    return self->next_purge;
  const gint64 next = MIN (self->next_purge, MAX (self->next_tally, self->not_before));
  if (is_failing (self))
    return MIN (next, self->next_try);
  return MIN (MIN (next, self->next_content),
              self->n_quarantined > 0 ? self->next_quarantine : G_MAXINT64);
}

static void
wait_for_work (StippleDelivery *self)
{
  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      gboolean probed = self->probed;
      gint64 now = g_get_monotonic_time ();
      self->probed = FALSE;
      if (probed)
        heed_probe (self, now);
      if ((probed && !is_failing (self)) || now >= next_work (self))
        break;
      g_cond_wait_until (&self->wake, &self->lock, next_work (self));
    }
  g_mutex_unlock (&self->lock);
}

static void
work (StippleDelivery *self)
{
  gint64 now = g_get_monotonic_time ();
  if (now >= self->next_purge)
    {
      purge (self);
      self->next_purge = now + self->pace.purge_interval;
    }
  if (!self->refused && (!is_failing (self) || now >= self->next_try))
    while (!is_stopping (self) && stipple_delivery_send (self))
      continue;
  if (!self->refused && !is_failing (self) && now >= self->next_content && !is_stopping (self))
    {
      stipple_delivery_fetch_content (self);
      if (self->next_content > now && !self->refused && !is_stopping (self))
        stipple_delivery_mind_drawer (self);
    }
  /* Also while intakes do not get through: that they wait here is what is told. */
  if (!self->refused && now >= self->next_tally && now >= self->not_before && !is_stopping (self))
    stipple_delivery_tell_tally (self);
  if (!self->refused && !is_failing (self) && self->n_quarantined > 0
      && now >= self->next_quarantine && !is_stopping (self))
    stipple_delivery_ask_quarantine (self);
}

static gpointer
run (gpointer data)
{
  StippleDelivery *self = data;
  g_main_context_push_thread_default (self->context);
  load_backoff (self);
  stipple_delivery_load_content (self);
  stipple_delivery_tell (self, is_failing (self) ? STIPPLE_SYNC_BACKOFF : STIPPLE_SYNC_IDLE,
                         STIPPLE_TROUBLE_NONE, NULL, NULL);
  while (!is_stopping (self))
    {
      work (self);
      wait_for_work (self);
    }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* --- Its life. */

StippleDelivery *
stipple_delivery_new (StippleStore *store, const StippleEnrolment *enrolment, StippleClock *clock,
                      const StippleHttpOptions *options, const StippleDeliveryPace *pace,
                      StippleSyncReportFunc report, gpointer user_data)
{
  StippleDelivery *self = g_rc_box_new0 (StippleDelivery);
  self->store = g_object_ref (store);
  self->clock = stipple_clock_ref (clock);
  self->http = stipple_http_new (options);
  self->hub = g_strdup (enrolment->hub);
  self->token = g_strdup (enrolment->token);
  self->pace = pace != NULL ? *pace : usual_pace;
  self->next_tally = self->pace.tally_interval > 0 ? 0 : G_MAXINT64;
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
  g_rc_box_release_full (self, delivery_clear);
}
