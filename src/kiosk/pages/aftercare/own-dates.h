// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleOwnDates: the treatment plan of the session's pack, first as intervals; once the visitor has
 * chosen the day of a first session, with its dates and a QR code that holds the care calendar.
 * It reads and writes the session's "first-session", and is made anew after a change of language.
 */
#define STIPPLE_TYPE_OWN_DATES (stipple_own_dates_get_type ())
G_DECLARE_FINAL_TYPE (StippleOwnDates, stipple_own_dates, STIPPLE, OWN_DATES, GtkBox)

GtkWidget *stipple_own_dates_new (StippleSession *session);

G_END_DECLS
