// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

G_BEGIN_DECLS

/**
 * The pictures of a pack, which travel beside it and are known by their SHA-256: what a file is, and
 * whether it is the one that a pack names. A picture is never decoded here: only its head is read.
 */
#define STIPPLE_MEDIA_MAX_BYTES (4 * 1024 * 1024)
#define STIPPLE_MEDIA_MAX_SIDE 4096 /* px */

typedef struct
{
  char sha256[65]; /* lower-case hex */
  StippleImageType type;
  int width; /* px, as the file's head says */
  int height;
} StippleMediaFacts;

/* INVALID: neither PNG (ISO/IEC 15948) nor JPEG (ITU-T T.81; baseline, extended or progressive). TOO_LARGE: more
 * bytes or pixels than we take. */
gboolean stipple_media_inspect (GBytes *file, StippleMediaFacts *facts, GError **error);
/* stipple_media_inspect(), and INVALID when it is not what @image names. */
gboolean stipple_media_check (GBytes *file, const StippleImage *image, GError **error);

/* The facts of the picture @sha256, which may be at the hub or in a folder; NULL when it is not there.
 * Borrowed until the next call. */
typedef const StippleMediaFacts *(*StippleMediaFind) (const char *sha256, gpointer data);
/* What is wrong with the pictures that @pack names, as faults of stipple_pack_parse(). Transfer full strv, empty
 * when all are there. */
char **stipple_media_check_pack (const StipplePack *pack, StippleMediaFind find, gpointer data);

/* Those that @pack names, each once: StippleImage, borrowed from the pack. Transfer container. */
GPtrArray *stipple_media_list (const StipplePack *pack);

G_END_DECLS
