// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/delivery.h"

G_BEGIN_DECLS

/* What the files of the delivery thread share: delivery.c (the thread and its waiting), delivery-send.c
 * (the outbox), delivery-quarantine.c (what was refused of it), delivery-content.c (the content pack),
 * delivery-tally.c (what was recorded), delivery-drawer.c (the staff drawer). */

struct _StippleDelivery
{
  StippleStore *store;
  StippleClock *clock;
  StippleHttp *http;
  char *hub;
  char *token;
  StippleDeliveryPace pace;
  StippleSyncReportFunc report;
  gpointer user_data;
  GMainContext *owner_context;

  GThread *thread;
  GMainContext *context; /* of the thread, for the store's answers */
  GCancellable *cancellable;

  GMutex lock;
  GCond wake;
  gboolean stopping; /* guarded by lock, as are the next four */
  gboolean probed;
  GQueue reports; /* StippleSyncReport */
  GSource *pending_reports;
  StippleSyncHeard heard;

  /* The thread's own. Times are monotonic, so that a clock set back never makes a wait long. */
  StippleSyncState state;
  StippleSyncTrouble trouble;
  StippleSyncTrouble content_trouble;
  gboolean refused;
  StippleBackoff backoff;
  gint64 last_try;
  gint64 next_try;   /* while failing */
  gint64 not_before; /* the hub's Retry-After, which a probe respects as well */
  gint64 last_content;
  gint64 next_content;
  gint64 next_purge;
  gint64 last_tally;
  gint64 next_tally;
  guint tally_failures; /* in a row */
  guint n_quarantined;  /* when last counted */
  gint64 last_quarantine;
  gint64 next_quarantine;
  guint quarantine_failures; /* in a row */
  gint64 asked_number;       /* of the intake asked about last in this turn; 0: none */
  char *digest;              /* of the pack in the store */
  char *declined_digest; /* of a pack that cannot be used, so as not to fetch it again and again */
  StippleSyncTrouble declined_trouble;
  GBytes *coming;     /* a pack that is to be used when its pictures are here; NULL: none */
  GPtrArray *missing; /* StippleImage: those still to be fetched for it */
};

/* Calls the store and waits for its answer, on the thread. */
void stipple_delivery_take_answer (GObject *source, GAsyncResult *result, gpointer slot);
void stipple_delivery_await (StippleDelivery *self, GAsyncResult **slot);
#define STIPPLE_AWAIT(self, result, call, ...)                                                     \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  call ((self)->store, ##__VA_ARGS__, NULL, stipple_delivery_take_answer, &result);                \
  stipple_delivery_await (self, &result)

/* Report where things stand. @delivered (StippleSyncReceipt) is taken; it and @pack may be NULL. */
void stipple_delivery_tell (StippleDelivery *self, StippleSyncState state,
                            StippleSyncTrouble trouble, GPtrArray *delivered, StipplePack *pack);
/* The same after a failed try, which sets when the next one is. @retry_after_s: -1 for none. */
void stipple_delivery_fail (StippleDelivery *self, StippleSyncState state,
                            StippleSyncTrouble trouble, gint64 retry_after_s);
void stipple_delivery_succeed (StippleDelivery *self);
/* The hub no longer takes us: stop trying, keep everything. */
void stipple_delivery_refuse (StippleDelivery *self);

StippleSyncTrouble stipple_delivery_trouble_of_error (const GError *error);
StippleSyncTrouble stipple_delivery_trouble_of_answer (const StippleHttpAnswer *answer);

/* 401 or 403 in the hub's own words; a network's sign-in page says 403 as well. */
gboolean stipple_delivery_is_refusal (const StippleHttpAnswer *answer);

/* Lets go of the pack on its way; its pictures stay in the store, for the next try. */
void stipple_delivery_drop_coming (StippleDelivery *self);

/* Something answered: what time is it there? */
void stipple_delivery_hear (StippleDelivery *self, const StippleHttpAnswer *answer);

/* The staff drawer: fetches its PIN when that is new, and tells the hub what was done at it. What fails is tried again
 * with the next look for content. */
void stipple_delivery_mind_drawer (StippleDelivery *self);

/* One batch. TRUE when there may be more to send at once. */
gboolean stipple_delivery_send (StippleDelivery *self);

/* One day of what was recorded. Its failures have a back-off of their own and are nobody's trouble: the desk sees that
 * this kiosk was not heard of. */
void stipple_delivery_tell_tally (StippleDelivery *self);
/* Something was recorded or moved on: tell it soon. */
void stipple_delivery_heed_tally (StippleDelivery *self);

/* The receipts of one, for stipple_delivery_tell(). Transfer full. */
GPtrArray *stipple_delivery_receipt (const char *id, const char *receipt);

/* Tells the hub what it refused, and does with it what staff decided there. */
void stipple_delivery_ask_quarantine (StippleDelivery *self);

void stipple_delivery_load_content (StippleDelivery *self);
/* The pack, or the next picture of one that is on its way: intakes go out in between. */
void stipple_delivery_fetch_content (StippleDelivery *self);
/* The hub has just answered: what kept content from coming is over, so look again now. */
void stipple_delivery_revive_content (StippleDelivery *self);
/* The hub has named its newest pack by @digest (may be NULL): look now when that one is new to us. */
void stipple_delivery_heed_content (StippleDelivery *self, const char *digest);

G_END_DECLS
