// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media-source.h"

G_BEGIN_DECLS

/**
 * Album: the sample pictures, given out as a test has it.
 */
#define TYPE_ALBUM (album_get_type ())
G_DECLARE_FINAL_TYPE (Album, album, SAMPLE, ALBUM, GObject)

Album *album_new (void);
/* Under this name there is @file from now on; NULL: nothing. */
void album_put (Album *self, const char *sha256, GBytes *file);
/* While it holds, questions wait for their answers. */
void album_hold (Album *self, gboolean hold);
guint album_count_questions (Album *self);

G_END_DECLS
