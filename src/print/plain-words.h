// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @markdown as words, a paragraph a line; emphasis is for screens. Private to print/. Transfer full. */
char *stipple_plain_words (const char *markdown);

G_END_DECLS
