// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "widgets/keyboard.h"

G_BEGIN_DECLS

/**
 * What the staff drawer shows, as plain data: so that it needs no store, and a test none either.
 */
typedef enum
{
  STIPPLE_STAFF_WAITING,
  STIPPLE_STAFF_DELIVERED,
  STIPPLE_STAFF_QUARANTINED,
  STIPPLE_STAFF_DISMISSED, /* refused, and not wanted */
} StippleStaffIntakeState;

typedef struct
{
  char *id;
  char *code;    /* as people see it */
  char *time;    /* when it was saved, in words */
  char *name;    /* NULL where it is not shown; "" when it is not known */
  char *reason;  /* why it waits, or was set aside, in words; NULL: it was delivered */
  gboolean open; /* it can be read, and printed */
  gboolean in_progress;
  StippleStaffIntakeState state;
} StippleStaffIntake;
void stipple_staff_intake_free (StippleStaffIntake *self);

/* Where this kiosk stands, as it was found. Times in µs UTC. */
typedef enum
{
  STIPPLE_STAFF_NO_PRINTER,
  STIPPLE_STAFF_PRINTER_READY,
  STIPPLE_STAFF_PRINTER_STOPPED,
  STIPPLE_STAFF_PRINTER_REFUSES, /* takes no jobs */
} StippleStaffPrinter;

typedef struct
{
  gboolean network;   /* some connection is there */
  const char *hub;    /* its address */
  const char *advice; /* of the sync; "": all is well */
  const char *heard;  /* when the hub was last heard, in words; NULL: not yet */
  gint64 ahead;       /* of the hub's clock, then */
  gint64 free_bytes;  /* on the disk of the data; -1: not known */
  StippleStaffPrinter printer;
  const char *printer_name;
  const char *printer_message; /* in the printer's own words; "" or NULL: none */
  const char *next_try;        /* for what waits, in words; NULL: at once, or nothing waits */
} StippleStaffFacts;

typedef enum
{
  STIPPLE_STAFF_GOOD,
  STIPPLE_STAFF_CARE,
  STIPPLE_STAFF_BAD,
} StippleStaffLevel;

/* One line of the kiosk's state. */
typedef struct
{
  StippleStaffLevel level;
  char *what;   /* "Clock" */
  char *state;  /* "Agrees with the hub’s" */
  char *advice; /* NULL: nothing to do */
} StippleStaffState;

/* In the language of this thread: GPtrArray of StippleStaffState. Pure. */
GPtrArray *stipple_staff_judge (const StippleStaffFacts *facts);
/* Why an intake waits, or was set aside for @reason (may be NULL), and what to do. Transfer full. */
char *stipple_staff_explain (StippleStaffIntakeState state, const char *reason,
                             const StippleStaffFacts *facts);

/* How far the hub's clock may be from ours, and how much room there should be on the disk: below the second, nothing
 * more can be saved soon. */
#define STIPPLE_STAFF_CLOCK_US (2 * G_TIME_SPAN_MINUTE)
#define STIPPLE_STAFF_ROOM_CARE (G_GINT64_CONSTANT (1000) * 1000 * 1000)
#define STIPPLE_STAFF_ROOM_BAD (G_GINT64_CONSTANT (200) * 1000 * 1000)

/* What staff can set. One that was given on the command line is fixed. */
typedef struct
{
  int idle_s;
  gboolean idle_fixed;
  StippleKeyboardUse keys;
  gboolean keys_fixed;
  const char *printer;         /* NULL: the system's own */
  const char *const *printers; /* names of all there are */
} StippleStaffSettings;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStaffIntake, stipple_staff_intake_free)

G_END_DECLS
