// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/window.h"

#include "kiosk/attract-view.h"
#include "widgets/idle-watch.h"
#include "kiosk/reach-layout.h"
#include "kiosk/sheet.h"
#include "kiosk/tap-guard.h"
#include "kiosk/visit-view.h"

G_BEGIN_DECLS

/* What the files of the window share: window.c (screens, visits, language), window-sheets.c (what is laid over
 * them: questions, the idle warning, help, the cover) and window-staff.c (the staff drawer). */

typedef enum
{
  STIPPLE_SHEET_QUESTION,
  STIPPLE_SHEET_IDLE,
  STIPPLE_SHEET_HELP,
} StippleSheetKind;

struct _StippleKioskWindow
{
  GtkApplicationWindow parent_instance;

  StippleClock *clock;
  StipplePack *pack;         /* for the next visit */
  StippleMediaSource *media; /* of its pictures; NULL: nowhere */
  StippleFlow *flow;         /* of this visit */
  char *language;
  char *staff_note;
  StippleReader *reader; /* NULL: nothing is read aloud */
  gboolean saving;

  int width; /* px, as last laid out */
  int height;
  int screen_height;    /* what of it is on the screen */
  gboolean tight;       /* the text is large and the screen low */
  guint release_source; /* after a visit */

  StippleTapGuard *guard;
  StippleStaffGesture *gesture;
  StippleWalk *walk;
  StippleIdleWatch *idle;
  guint still;
  guint countdown;
  guint thanks;

  StippleReachLayout *reach; /* owned by the box in the window */
  gboolean still_before;     /* the visit: whether motion was reduced */

  GtkOverlay *overlay;
  GtkStack *screens;
  StippleAttractView *attract; /* these are owned by the stack and the overlay */
  StippleVisitView *visit;
  StippleStaffDrawer *drawer;
  StippleSheet *sheet;
  StippleSheetKind sheet_kind; /* while there is a sheet */
  gboolean help_by_key;
  GtkWidget *focus_before; /* weak: before the sheet */
  GtkWidget *cover;        /* NULL: the answers are shown */
  GtkWidget *focus;        /* weak: before the cover */
  StippleCallState call;
};

/* Takes the sheet away, when there is one. */
void stipple_kiosk_window_close_sheet (StippleKioskWindow *self);
/* The answers are shown again, when they were hidden. */
void stipple_kiosk_window_uncover (StippleKioskWindow *self);
/* From the idle watch: the warning, its countdown, and its end. */
void stipple_kiosk_window_remaining_changed (StippleKioskWindow *self);
/* What the visit asks for by its buttons. */
void stipple_kiosk_window_leave_wanted (StippleKioskWindow *self);
void stipple_kiosk_window_language_wanted (StippleKioskWindow *self);
void stipple_kiosk_window_help_wanted (StippleKioskWindow *self);
void stipple_kiosk_window_hide_wanted (StippleKioskWindow *self);
/* And by keys. */
void stipple_kiosk_window_help_by_key (StippleKioskWindow *self);
void stipple_kiosk_window_back_wanted (StippleKioskWindow *self);
/* Why what there is could not be kept for the desk. */
void stipple_kiosk_window_desk_failed (StippleKioskWindow *self, const char *message);

/* Of window.c. */
void stipple_kiosk_window_show_screen (StippleKioskWindow *self, GtkWidget *screen, gboolean fade);
void stipple_kiosk_window_show_attract (StippleKioskWindow *self);
/* Watches for somebody walking away from what is shown. */
void stipple_kiosk_window_watch (StippleKioskWindow *self);
void stipple_kiosk_window_save (StippleKioskWindow *self);
void stipple_kiosk_window_call_staff (StippleKioskWindow *self);

G_END_DECLS
