// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/call-state.h"
#include "core/flow.h"
#include "kiosk/walk.h"
#include "kiosk/reader.h"
#include "kiosk/staff/staff-drawer.h"
#include "kiosk/staff/staff-gesture.h"

G_BEGIN_DECLS

/**
 * StippleKioskWindow: the kiosk's one window. It serves one visitor after the other: the attract screen,
 * a visit with a session of its own, and back when they leave or walk away. Storage is not its
 * business: it asks for a save and is told how it went.
 *
 * Signals: "save" (StippleSession *): answer with stipple_kiosk_window_saved().
 *          "retry": staff asked to try again on a status screen.
 *          "call-staff": the visitor asks for staff; answer with stipple_kiosk_window_set_call().
 *          "visit-over": nobody is being served any more.
 *          "staff" (StippleStaffDrawer *): staff asked for their drawer, and it waits for a PIN. It is destroyed
 *          when it is closed, when nobody touches it for STIPPLE_STAFF_STILL_MS, and when anything else is shown.
 */
#define STIPPLE_TYPE_KIOSK_WINDOW (stipple_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (StippleKioskWindow, stipple_kiosk_window, STIPPLE, KIOSK_WINDOW,
                      GtkApplicationWindow)

/* @app may be NULL in tests. */
StippleKioskWindow *stipple_kiosk_window_new (GtkApplication *app, StippleClock *clock);

/* For visits from now on; one that has begun keeps its own. Shows the attract screen when there is
 * no visit. */
void stipple_kiosk_window_set_pack (StippleKioskWindow *self, StipplePack *pack);
/* Where the pictures of packs are had, for visits from now on. */
void stipple_kiosk_window_set_media_source (StippleKioskWindow *self, StippleMediaSource *source);
/* A line for staff on the attract screen, about the connection to the hub; NULL or "" for none. */
void stipple_kiosk_window_set_staff_note (StippleKioskWindow *self, const char *note);
/* A screen for staff instead of the attract screen; see stipple_status_view_new(). */
void stipple_kiosk_window_show_status (StippleKioskWindow *self, const char *title,
                                       const char *text, const char *advice, gboolean can_retry);

/* Visits from now on may be read aloud. */
void stipple_kiosk_window_set_reader (StippleKioskWindow *self, StippleReader *reader);

void stipple_kiosk_window_begin (StippleKioskWindow *self);
/* Drops the visit with all that was said, and shows the attract screen in the first language. */
void stipple_kiosk_window_end (StippleKioskWindow *self);
/* NULL when nobody is being served. Transfer none. */
StippleFlow *stipple_kiosk_window_get_flow (StippleKioskWindow *self);
/* FALSE when the system has no locale for @tag; nothing changes then. */
gboolean stipple_kiosk_window_use_language (StippleKioskWindow *self, const char *tag);
/* The language beneath it, for somebody with the visitor of this visit; NULL takes it away. */
void stipple_kiosk_window_use_companion (StippleKioskWindow *self, const char *tag);

/* How the save of @session went: its display code, or NULL and @error. Late news of a visit that is over
 * is ignored. */
void stipple_kiosk_window_saved (StippleKioskWindow *self, StippleSession *session,
                                 const char *code, const GError *error);

/* What became of the visitor's call. */
void stipple_kiosk_window_set_call (StippleKioskWindow *self, StippleCallState call);

/* As the gesture does: only from the attract screen. */
void stipple_kiosk_window_open_staff (StippleKioskWindow *self);
void stipple_kiosk_window_close_staff (StippleKioskWindow *self);
StippleStaffGesture *stipple_kiosk_window_get_gesture (StippleKioskWindow *self);
#define STIPPLE_STAFF_STILL_MS 60000

/* For the next visit; NULL: none yet. Transfer none. */
StipplePack *stipple_kiosk_window_get_pack (StippleKioskWindow *self);

/* To work it by keys or a switch: see StippleWalk. */
StippleWalk *stipple_kiosk_window_get_walk (StippleKioskWindow *self);

/* How long a visitor may be still, in ms: before the question, while it counts down, and on the
 * last screen. By default 60 s, 20 s and 30 s; 0 leaves one as it is. */
void stipple_kiosk_window_set_patience (StippleKioskWindow *self, guint still, guint countdown,
                                        guint thanks);

G_END_DECLS
