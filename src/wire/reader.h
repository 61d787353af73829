// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * StippleReader: reads parsed JSON from outside, and remembers where it stands, so that each fault is
 * named by its place. A getter that meets a fault records it and returns an empty value; read from
 * a NULL object it returns an empty value and records nothing. So a reader's code runs straight on,
 * and asks once at the end. Lives on the stack.
 */
typedef enum
{
  STIPPLE_PATH_POINTER,  /* JSON pointer (RFC 6901): /faq/entries/3 */
  STIPPLE_PATH_FHIRPATH, /* Bundle.entry[3]; never holds a name that came from outside */
} StipplePathStyle;

#define STIPPLE_READER_MAX_FAULTS 100

typedef struct
{
  StipplePathStyle style;
  GString *path;
  GPtrArray *places; /* the path of each fault, beside: */
  GPtrArray *wrongs; /* what is wrong there */
} StippleReader;

void stipple_reader_init (StippleReader *self, StipplePathStyle style, const char *root);
void stipple_reader_clear (StippleReader *self);

/* Step into a member or element; give the mark back to stipple_reader_leave(). */
gsize stipple_reader_enter (StippleReader *self, const char *key);
gsize stipple_reader_enter_index (StippleReader *self, gsize index);
void stipple_reader_leave (StippleReader *self, gsize mark);

/* Record a fault here, or at member @key of here. @wrong: "is missing". */
void stipple_reader_fault (StippleReader *self, const char *wrong);
void stipple_reader_fault_at (StippleReader *self, const char *key, const char *wrong);
gboolean stipple_reader_has_fault (StippleReader *self);
/* "path: what is wrong" of fault @index. Transfer full. */
char *stipple_reader_format_fault (StippleReader *self, guint index);
/* The first fault as STIPPLE_ERROR_INVALID, and its path. Both may be NULL. */
void stipple_reader_propagate (StippleReader *self, char **place, GError **error);

/* Every member of @object that is not in @known (NULL-terminated) is a fault. */
void stipple_reader_check_names (StippleReader *self, json_t *object, const char *const *known);

/* Member @key when it has this type; else NULL. Borrowed. Absent is a fault only when @required. */
json_t *stipple_reader_member (StippleReader *self, json_t *object, const char *key, json_type type,
                               gboolean required);
/* Element @index of @array as an object with members out of @known only; else NULL. Enter it first. */
json_t *stipple_reader_element (StippleReader *self, json_t *array, gsize index,
                                const char *const *known);
/* As stipple_reader_element(), of a member. */
json_t *stipple_reader_object (StippleReader *self, json_t *object, const char *key,
                               const char *const *known, gboolean required);
json_t *stipple_reader_array (StippleReader *self, json_t *object, const char *key, gsize min,
                              gsize max, gboolean required);
/* At most @max characters, not blank, no control characters but tab and line ends. Borrowed. */
const char *stipple_reader_string (StippleReader *self, json_t *object, const char *key, gsize max,
                                   gboolean required);
/* The same for a text itself, which stands at the current path. */
gboolean stipple_reader_check_string (StippleReader *self, const char *text, gsize max);
/* @fallback when absent (a fault when @required) or faulty. */
int stipple_reader_int (StippleReader *self, json_t *object, const char *key, int min, int max,
                        int fallback, gboolean required);
gboolean stipple_reader_bool (StippleReader *self, json_t *object, const char *key,
                              gboolean required);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StippleReader, stipple_reader_clear)

G_END_DECLS
