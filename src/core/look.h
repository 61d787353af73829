// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hair-pattern.h"
#include "core/marks.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleLook: what a visitor said of their look, part of the session and as short-lived: it is wiped
 * with it. Nothing of it need be said.
 *
 * Properties (all notify, and only on change):
 *   pattern     int, StippleHairPattern
 *   hair-color  int, the index of core/head.h plus 1; 0 when not said
 *   complexion  int, likewise
 *   marks       StippleMarks, never NULL; setting it can be undone
 *   can-undo, can-redo  boolean, read-only
 */
#define STIPPLE_TYPE_LOOK (stipple_look_get_type ())
G_DECLARE_FINAL_TYPE (StippleLook, stipple_look, STIPPLE, LOOK, GObject)

StippleLook *stipple_look_new (void);

StippleHairPattern stipple_look_get_pattern (StippleLook *self);
int stipple_look_get_hair_color (StippleLook *self);
int stipple_look_get_complexion (StippleLook *self);

const StippleMarks *stipple_look_get_marks (StippleLook *self);
/* Copied. */
void stipple_look_set_marks (StippleLook *self, const StippleMarks *marks);
/* One setting of the marks taken back, and done again. */
void stipple_look_undo (StippleLook *self);
void stipple_look_redo (StippleLook *self);

/* Nothing was said. */
gboolean stipple_look_is_empty (StippleLook *self);

G_END_DECLS
