// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleTapGuard: keeps touches of a window from what they were not meant for. A touch is taken for
 * none
 *   - while one screen makes way for another;
 *   - as the second of a double tap, when the first has changed the screen, or went to the actions
 *     below a page: one tap, one page;
 *   - that comes at once with another that lasts: of a palm or of ten fingers the first counts. Two thumbs that type on
 *     the on-screen keyboard are both meant.
 */
#define STIPPLE_TYPE_TAP_GUARD (stipple_tap_guard_get_type ())
G_DECLARE_FINAL_TYPE (StippleTapGuard, stipple_tap_guard, STIPPLE, TAP_GUARD, GObject)

/* For @window, which is not kept alive. */
StippleTapGuard *stipple_tap_guard_new (GtkWindow *window);
/* Whether a touch at @x, @y of the window, at @time ms, is meant; it is remembered. */
gboolean stipple_tap_guard_takes (StippleTapGuard *self, double x, double y, guint32 time);
/* One that was taken is over. */
void stipple_tap_guard_lift (StippleTapGuard *self);

G_END_DECLS
