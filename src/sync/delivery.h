// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/sync.h"

G_BEGIN_DECLS

/**
 * StippleDelivery: the thread behind StippleSync. It reads top to bottom: take a batch, send it, judge the
 * answer, note the outcome in the store, wait. Private to sync/ and its tests.
 */
typedef struct _StippleDelivery StippleDelivery;

/* What keeps the outbox from emptying or the content from being new, in kinds that staff can act on. */
typedef enum
{
  STIPPLE_TROUBLE_NONE,
  STIPPLE_TROUBLE_NETWORK,
  STIPPLE_TROUBLE_TLS,
  STIPPLE_TROUBLE_REDIRECT,
  STIPPLE_TROUBLE_NOT_A_HUB,
  STIPPLE_TROUBLE_BUSY,
  STIPPLE_TROUBLE_REFUSED,
  STIPPLE_TROUBLE_STORE,
  STIPPLE_TROUBLE_CONTENT,
} StippleSyncTrouble;

typedef struct
{
  char *id;
  char *receipt;
} StippleSyncReceipt;

typedef struct
{
  StippleSyncState state;
  StippleSyncTrouble trouble;
  guint waiting;
  GPtrArray *delivered; /* StippleSyncReceipt, of what was just delivered; or NULL */
  StipplePack *pack;    /* just downloaded, or NULL */
} StippleSyncReport;

/* Called on the main context of the thread that made the delivery, never after stop. It may stop and
 * free the delivery. */
typedef void (*StippleSyncReportFunc) (const StippleSyncReport *report, gpointer user_data);

/* How long things wait, in µs; a test brings its own. */
typedef struct
{
  gint64 (*backoff_delay) (guint failures, double random); /* stipple_sync_backoff_delay() */
  gint64 longest_wait;     /* whatever the hub asks for or the clock does: 1 h */
  gint64 probe_interval;   /* least time between two tries that probes cause: 10 s */
  gint64 content_interval; /* between two looks for new content: 5 min */
  gint64 purge_interval;   /* 1 h */
  gint64 tally_interval;   /* the hub hears what was recorded, changed or not: 5 min; 0: never */
  gint64 tally_spacing;    /* and sooner when it changed, but for this long: 5 s */
  /* Between two questions what became of refused intakes, while there are any: 15 s. */
  gint64 quarantine_interval;
} StippleDeliveryPace;

/* @options, @pace: copied; NULL for the defaults. */
StippleDelivery *stipple_delivery_new (StippleStore *store, const StippleEnrolment *enrolment,
                                       StippleClock *clock, const StippleHttpOptions *options,
                                       const StippleDeliveryPace *pace,
                                       StippleSyncReportFunc report, gpointer user_data);
void stipple_delivery_start (StippleDelivery *self);
void stipple_delivery_probe (StippleDelivery *self);
/* From any thread; see stipple_sync_get_heard(). */
StippleSyncHeard stipple_delivery_get_heard (StippleDelivery *self);
void stipple_delivery_stop (StippleDelivery *self); /* joins; safe to call twice */
void stipple_delivery_free (StippleDelivery *self);

/* stipple_sync_new() at another pace. */
StippleSync *stipple_sync_new_paced (StippleStore *store, const StippleEnrolment *enrolment,
                                     StippleClock *clock, const StippleHttpOptions *options,
                                     const StippleDeliveryPace *pace);

G_END_DECLS
