// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"
#include "sync/http.h"
#include "wire/refusal.h"

G_BEGIN_DECLS

/**
 * StippleSync: delivers the store's outbox to the hub and fetches content, on a thread and main context
 * of its own. One request in flight. Nothing is ever given up or dropped. It looks for content every five
 * minutes, and at once when the hub's answer to a delivery names a pack that is new; with that it fetches the PIN of
 * the staff drawer, and tells what was done at it. What the hub refused it tells it, and does with it what staff
 * decide at a desk. Properties notify on the
 * main thread (the default context of the thread that made it):
 *
 *   state     StippleSyncState (int)        waiting      uint, intakes not yet delivered
 *   advice    string: plain words for staff about the last fault; "" when all is well
 * Signals: "content" (StipplePack *): a newer good pack is in the store.
 *          "delivered" (const char *id, const char *receipt)
 */
typedef enum
{
  STIPPLE_SYNC_IDLE, /* nothing waits */
  STIPPLE_SYNC_SENDING,
  STIPPLE_SYNC_BACKOFF,   /* will try again by itself */
  STIPPLE_SYNC_REFUSED,   /* 401/403: stopped until enrolled anew; everything is kept */
  STIPPLE_SYNC_UNTRUSTED, /* redirect or TLS fault: failing closed, trying again */
} StippleSyncState;

#define STIPPLE_TYPE_SYNC (stipple_sync_get_type ())
G_DECLARE_FINAL_TYPE (StippleSync, stipple_sync, STIPPLE, SYNC, GObject)

/* @options copied; NULL for the defaults. */
StippleSync *stipple_sync_new (StippleStore *store, const StippleEnrolment *enrolment,
                               StippleClock *clock, const StippleHttpOptions *options);
void stipple_sync_start (StippleSync *self);
/* A new intake or a network change: try now, at most every 10 s while failing. */
void stipple_sync_probe (StippleSync *self);
/* When the hub was last heard, and how far its clock was ahead of ours then. Whatever answered counts, once it was
 * verified as far as TLS goes: the time is for staff to read, and nothing is decided by it. */
typedef struct
{
  gint64 at;    /* µs UTC by our clock; 0: not since the start */
  gint64 ahead; /* µs, to about a second; negative when it is behind */
} StippleSyncHeard;
StippleSyncHeard stipple_sync_get_heard (StippleSync *self);
/* Cancels what is in flight and joins the thread. */
void stipple_sync_stop (StippleSync *self);

/* The delay before try number @failures + 1: random in [1 s, min(10 min, 2 s · 2^failures)], in µs. @random
 * in [0, 1). Pure, for tests. */
gint64 stipple_sync_backoff_delay (guint failures, double random);

/**
 * What to do with the hub's answer to a bundle of @items (StippleOutboxItem): the table of the wire as a
 * pure function. @refusal (out): transfer full, with SPLIT; else NULL.
 */
typedef enum
{
  STIPPLE_VERDICT_DELIVERED, /* every entry is ours and every receipt matches */
  STIPPLE_VERDICT_RETRY,     /* the same bytes, later */
  STIPPLE_VERDICT_SPLIT,     /* refused: halve it; a single one is quarantined with the reason */
  STIPPLE_VERDICT_STOP,      /* 401, 403 */
  STIPPLE_VERDICT_UNTRUSTED, /* 3xx */
} StippleVerdict;
StippleVerdict stipple_sync_judge (const StippleHttpAnswer *answer, GPtrArray *items,
                                   StippleRefusal **refusal);

/**
 * stipple_sync_enrol: trade a one-time code for an identity at @hub. Blocking: call it in a task.
 * Errors: UNAUTHORIZED (wrong or used code), THROTTLED, and those of stipple_http_perform().
 */
StippleEnrolment *stipple_sync_enrol (const char *hub, const char *code, const char *device_name,
                                      const StippleHttpOptions *options, GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
