// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleSessionTimeline: the treatment plan on one line, each session as long as its range of
 * days; stacked as a list where the names would not fit beside each other. Accessible: an image
 * whose description lists the sessions in words.
 */
#define STIPPLE_TYPE_SESSION_TIMELINE (stipple_session_timeline_get_type ())
G_DECLARE_FINAL_TYPE (StippleSessionTimeline, stipple_session_timeline, STIPPLE, SESSION_TIMELINE,
                      GtkWidget)

/* @plan is read, not kept. With @first, the day of the first session, dates take the place of
 * intervals; it may be NULL. */
GtkWidget *stipple_session_timeline_new (const StippleTreatmentPlan *plan, const char *language,
                                         const GDate *first);

/* "7–14 days later", "4–6 weeks later": when @session follows the one before; NULL for the first.
 * In the thread's language; transfer full. */
char *stipple_session_interval (const StippleTreatmentSession *session);

G_END_DECLS
