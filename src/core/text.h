// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleText: one text in several languages, an immutable map of BCP 47 tag → UTF-8 string.
 * Reference counted; safe to share between threads once filled.
 */
typedef struct _StippleText StippleText;

#define STIPPLE_TYPE_TEXT (stipple_text_get_type ())
GType stipple_text_get_type (void);

StippleText *stipple_text_new (void);
StippleText *stipple_text_ref (StippleText *self);
void stipple_text_unref (StippleText *self);

/* Builder side: only before the text is shared. Copies both strings. */
void stipple_text_set (StippleText *self, const char *language, const char *text);

/**
 * stipple_text_get: the text in @language, else in its base language ("fr" for "fr-CA"), else the
 * first one set. @self may be NULL. Never NULL: "" when there is nothing. Borrowed.
 */
const char *stipple_text_get (const StippleText *self, const char *language);

/* Whether @self has a text in exactly @language. */
gboolean stipple_text_has (const StippleText *self, const char *language);

/* True for NULL and for a text with no non-empty string: a field the clinic left empty. */
gboolean stipple_text_is_empty (const StippleText *self);

/**
 * stipple_text_fill: @text with each `{name}` replaced; names and values alternate, NULL ends.
 * An unknown name stays as it is. Values are inserted as they are. Transfer full.
 */
char *stipple_text_fill (const char *text, ...) G_GNUC_NULL_TERMINATED;

/**
 * stipple_text_join_marks: @text without combining marks and joiners that have nothing to combine with, at the
 * beginning or after a space. For what somebody typed, in a label that wraps: to learn how narrow it can be, Pango 1.50
 * breaks lines of two scripts at such a mark, and ends the program. Transfer full.
 */
char *stipple_text_join_marks (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleText, stipple_text_unref)

G_END_DECLS
