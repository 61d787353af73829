// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tally.h"

G_BEGIN_DECLS

/**
 * StippleDayClose: what the kiosks recorded on one day against what the hub holds, by receipt. Days are those of the
 * clinic's calendar: each kiosk counts an intake to the day on which it was finished where it stands.
 */

/* An intake that needs somebody's eye. */
typedef struct
{
  char *code;              /* six digits; NULL: nobody knows it any more */
  StippleTallyState where; /* of one that is missing: what its kiosk last said of it */
  gint64 received;         /* of one that no kiosk claims: µs UTC; else 0 */
} StippleDayEntry;
StippleDayEntry *stipple_day_entry_new (const char *code, StippleTallyState where, gint64 received);
void stipple_day_entry_free (StippleDayEntry *self);

typedef struct
{
  char *device;
  char *name;
  gboolean revoked; /* no longer enrolled */
  gint64 heard;     /* when it last told all that it had recorded, µs UTC; 0: never */
  gboolean silent;  /* that was too early to know the day by it: what is here may not be all */
  guint recorded;   /* = held + deleted + dismissed + missing->len */
  guint held;
  guint deleted;        /* on the person's request */
  guint dismissed;      /* refused, and not wanted */
  GPtrArray *missing;   /* StippleDayEntry: recorded, and not at the hub */
  GPtrArray *differing; /* held under another receipt: not as it was recorded */
  GPtrArray *unclaimed; /* at the hub as this kiosk's, and not recorded there */
} StippleDayKiosk;
StippleDayKiosk *stipple_day_kiosk_new (const char *device, const char *name);
void stipple_day_kiosk_free (StippleDayKiosk *self);

/* Of all kiosks together; the last four are what is to be explained. */
typedef struct
{
  guint recorded;
  guint held;
  guint deleted;
  guint dismissed;
  guint missing;
  guint differing;
  guint unclaimed;
  guint silent; /* kiosks */
} StippleDayCounts;
/* Whether nothing is to be explained. */
gboolean stipple_day_counts_are_clean (const StippleDayCounts *self);

/* Somebody closed the day. */
typedef struct
{
  gint64 at; /* µs UTC */
  char *by;  /* user name */
  StippleDayCounts counts;
  char *reason; /* why in spite of what was to be explained; NULL: there was nothing */
} StippleDaySignature;
void stipple_day_signature_free (StippleDaySignature *self);

#define STIPPLE_DAY_REASON_MIN 3
#define STIPPLE_DAY_REASON_MAX 500

typedef struct
{
  char *day;             /* 2026-12-05 */
  char *today;           /* by the clinic's calendar; may be NULL */
  gint64 as_of;          /* µs UTC */
  GPtrArray *kiosks;     /* StippleDayKiosk, by name */
  GPtrArray *signatures; /* StippleDaySignature, newest first */
} StippleDayClose;
StippleDayClose *stipple_day_close_new (const char *day, gint64 as_of);
void stipple_day_close_free (StippleDayClose *self);
void stipple_day_close_count (const StippleDayClose *self, StippleDayCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDayEntry, stipple_day_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDayKiosk, stipple_day_kiosk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDaySignature, stipple_day_signature_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDayClose, stipple_day_close_free)

G_END_DECLS
