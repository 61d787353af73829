// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media-source.h"
#include "core/pack.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StipplePicture: a picture of the pack in its own proportions: as wide as there is room, at most as the file
 * itself and 720 px high. It is had and decoded beside the UI thread when it is first seen, and let go of when
 * it no longer is; until it is there, its place is kept. One that cannot be had or decoded says in words what
 * there would be to see.
 *
 * Accessible: an image named by those words.
 */
#define STIPPLE_TYPE_PICTURE (stipple_picture_get_type ())
G_DECLARE_FINAL_TYPE (StipplePicture, stipple_picture, STIPPLE, PICTURE, GtkWidget)

typedef enum
{
  STIPPLE_PICTURE_WAITING, /* not there yet */
  STIPPLE_PICTURE_SHOWN,
  STIPPLE_PICTURE_BROKEN, /* shows its words */
} StipplePictureState;

/* @source NULL: there is nowhere to have it from. @image is copied. */
GtkWidget *stipple_picture_new (StippleMediaSource *source, const StippleImage *image,
                                const char *alt);
StipplePictureState stipple_picture_get_state (StipplePicture *self);
const char *stipple_picture_get_alt (StipplePicture *self);

G_END_DECLS
