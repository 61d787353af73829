// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/follicles.h"
#include "print/head-drawing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleHeadPicture: one side of a head with its dots, as pixels. Skin is painted once, hair once a
 * pattern; a stage lays only the treated dots over a copy of those, which is quick enough for every
 * frame. The rest takes longer than that: do it on any thread, one at a time. Private to widgets/.
 */
typedef struct _StippleHeadPicture StippleHeadPicture;

/* Of @width × @height px, on which one unit of the drawing is @scale px. */
StippleHeadPicture *stipple_head_picture_new (StippleHeadSide side, const StippleHeadTones *tones,
                                              const GdkRGBA *hair, int width, int height,
                                              double scale);
void stipple_head_picture_free (StippleHeadPicture *self);

/* Makes the dots of its side if nobody did (see stipple_follicles_get()). */
void stipple_head_picture_set_pattern (StippleHeadPicture *self, StippleHairPattern pattern);

/* An image; bald before a pattern is set. Not a texture: GTK 4.8's cairo renderer takes each pixel of one
 * through floating point and back, which is most of a frame. Transfer full. */
cairo_surface_t *stipple_head_picture_draw (const StippleHeadPicture *self, double stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHeadPicture, stipple_head_picture_free)

G_END_DECLS
