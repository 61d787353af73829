// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "kiosk/staff/staff-report.h"

G_BEGIN_DECLS

/**
 * StippleStaffDrawer: what staff see of this kiosk, behind their PIN: today's intakes, what waits and why, where the
 * kiosk stands, its settings, and its end. A screen of the window's, in place of the attract screen: it opens only
 * between visits, and what it shows is gone with it. It needs neither store nor network, and is told all it shows.
 *
 * The PIN is set by an administrator at the hub (`stipplectl kiosk-pin`), for all kiosks; there is none before that,
 * and then the drawer says how to set one. A kiosk keeps its hash, so that the drawer opens without the hub as well.
 *
 * Signals: "unlock" (const char *pin): answer with stipple_staff_drawer_answer(). Borrowed from locked memory.
 *          "look": show what there is now, with stipple_staff_drawer_show().
 *          "print" (const char *id, int what): a StippleStaffSheet of that intake.
 *          "set" (const char *name, const char *value): STIPPLE_STAFF_SET_….
 *          "end": the kiosk is to end.
 *          "closed": staff are done, or somebody touched where they should not have.
 */
#define STIPPLE_TYPE_STAFF_DRAWER (stipple_staff_drawer_get_type ())
G_DECLARE_FINAL_TYPE (StippleStaffDrawer, stipple_staff_drawer, STIPPLE, STAFF_DRAWER, AdwBin)

StippleStaffDrawer *stipple_staff_drawer_new (void);

typedef enum
{
  STIPPLE_STAFF_OPENED,
  STIPPLE_STAFF_WRONG,
  STIPPLE_STAFF_THROTTLED,
  STIPPLE_STAFF_NO_PIN,
  STIPPLE_STAFF_FAULT, /* of the kiosk's own records */
} StippleStaffAnswer;

/* What came of the PIN. @wait: µs until the next try, when wrong or throttled. @fault: in words, of a fault. */
void stipple_staff_drawer_answer (StippleStaffDrawer *self, StippleStaffAnswer answer, gint64 wait,
                                  const char *fault);
gboolean stipple_staff_drawer_is_open (StippleStaffDrawer *self);

/* @today, @waiting: StippleStaffIntake; @states: StippleStaffState. Referenced. Only while it is open. */
void stipple_staff_drawer_show (StippleStaffDrawer *self, GPtrArray *today, GPtrArray *waiting,
                                GPtrArray *states);
/* Copied. */
void stipple_staff_drawer_show_settings (StippleStaffDrawer *self,
                                         const StippleStaffSettings *settings);
/* What came of a print, or of a setting; NULL: nothing. */
void stipple_staff_drawer_set_notice (StippleStaffDrawer *self, const char *notice);

typedef enum
{
  STIPPLE_STAFF_SUMMARY,
  STIPPLE_STAFF_AFTERCARE, /* for a first session today */
} StippleStaffSheet;

#define STIPPLE_STAFF_SET_IDLE "idle"       /* seconds */
#define STIPPLE_STAFF_SET_KEYS "keys"       /* a StippleKeyboardUse as a number */
#define STIPPLE_STAFF_SET_PRINTER "printer" /* a name; "": the system's own */

/* For its pages: what was touched on them. */
void stipple_staff_drawer_print (StippleStaffDrawer *self, const char *id, StippleStaffSheet what);
void stipple_staff_drawer_set (StippleStaffDrawer *self, const char *name, const char *value);
void stipple_staff_drawer_end (StippleStaffDrawer *self);

G_END_DECLS
