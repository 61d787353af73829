// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/sync.h"

G_BEGIN_DECLS

/**
 * StippleDelivery: the thread behind StippleSync. It reads top to bottom: take a batch, send it, judge the
 * answer, note the outcome in the store, wait. Private to sync/.
 */
typedef struct _StippleDelivery StippleDelivery;

/* What keeps the outbox from emptying, in kinds that staff can act on. */
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
  StippleSyncState state;
  StippleSyncTrouble trouble;
  guint waiting;
  GPtrArray *delivered; /* StippleOutboxItem just delivered, or NULL */
  StipplePack *pack;    /* just downloaded, or NULL */
} StippleSyncReport;

/* Called on the main context of the thread that made the delivery, never after stop. */
typedef void (*StippleSyncReportFunc) (const StippleSyncReport *report, gpointer user_data);

StippleDelivery *stipple_delivery_new (StippleStore *store, const StippleEnrolment *enrolment,
                                       StippleClock *clock, const StippleHttpOptions *options,
                                       StippleSyncReportFunc report, gpointer user_data);
void stipple_delivery_start (StippleDelivery *self);
void stipple_delivery_probe (StippleDelivery *self);
void stipple_delivery_stop (StippleDelivery *self); /* joins; safe to call twice */
void stipple_delivery_free (StippleDelivery *self);

G_END_DECLS
