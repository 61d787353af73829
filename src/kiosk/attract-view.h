// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/pack.h"

G_BEGIN_DECLS

/**
 * StippleAttractView: what the lobby sees while nobody uses the kiosk: the dots, an invitation, and the
 * other languages. A touch anywhere begins.
 *
 * Signals: "begin"; "language" (const char *tag).
 */
#define STIPPLE_TYPE_ATTRACT_VIEW (stipple_attract_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleAttractView, stipple_attract_view, STIPPLE, ATTRACT_VIEW, AdwBin)

/* @pack is read, not kept. */
StippleAttractView *stipple_attract_view_new (const StipplePack *pack, const char *language);
/* To be told about once a minute while nobody comes: then all moves by a few pixels, so that no picture burns
 * in, and after some time the dots rest. */
void stipple_attract_view_nobody_came (StippleAttractView *self);
/* A small line for staff; NULL or "" takes it away. */
void stipple_attract_view_set_staff_note (StippleAttractView *self, const char *note);

G_END_DECLS
