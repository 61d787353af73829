// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/media.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StipplePictures: the pictures that wait beside a pack file, in a folder `media` there. What a file is
 * called does not matter: the pack names it by its SHA-256.
 */
typedef struct _StipplePictures StipplePictures;

/* Reads them all; a file that will not do is named on stderr and left out. None is no error. */
StipplePictures *stipple_pictures_load (GFile *pack_file, GError **error);
void stipple_pictures_free (StipplePictures *self);
/* Faults as stipple_media_check_pack(). */
char **stipple_pictures_check (StipplePictures *self, const StipplePack *pack);
/* NULL when there is none. Borrowed. */
GBytes *stipple_pictures_find (StipplePictures *self, const char *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePictures, stipple_pictures_free)

G_END_DECLS
