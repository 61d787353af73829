// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/reader.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A name from outside is shown no longer than this. */
#define SHOWN_NAME_MAX 64

void
stipple_reader_init (StippleReader *self, StipplePathStyle style, const char *root)
{
  self->style = style;
  self->path = g_string_new (root);
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->wrongs = g_ptr_array_new_with_free_func (g_free);
}

void
stipple_reader_clear (StippleReader *self)
{
  g_string_free (self->path, TRUE);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->wrongs);
}

static void
append_pointer_token (GString *path, const char *key)
{
  guint n = 0;

  g_string_append_c (path, '/');
  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == SHOWN_NAME_MAX)
        {
          g_string_append (path, "…");
          return;
        }
      if (c == '~')
        g_string_append (path, "~0");
      else if (c == '/')
        g_string_append (path, "~1");
      else
        g_string_append_unichar (path, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }
}

gsize
stipple_reader_enter (StippleReader *self, const char *key)
{
  gsize mark = self->path->len;

  if (self->style == STIPPLE_PATH_POINTER)
    append_pointer_token (self->path, key);
  else
    g_string_append_printf (self->path, ".%s", key);
  return mark;
}

gsize
stipple_reader_enter_index (StippleReader *self, gsize index)
{
  gsize mark = self->path->len;

  g_string_append_printf (
      self->path,
      self->style == STIPPLE_PATH_POINTER ? "/%" G_GSIZE_FORMAT : "[%" G_GSIZE_FORMAT "]", index);
  return mark;
}

void
stipple_reader_leave (StippleReader *self, gsize mark)
{
  g_string_truncate (self->path, mark);
}

void
stipple_reader_fault (StippleReader *self, const char *wrong)
{
  if (self->places->len == STIPPLE_READER_MAX_FAULTS)
    return;
  /* The whole of a pack is "/" to people; RFC 6901's empty pointer would look like a mistake. */
  g_ptr_array_add (self->places, g_strdup (self->path->len > 0 ? self->path->str : "/"));
  g_ptr_array_add (self->wrongs, g_strdup (wrong));
}

void
stipple_reader_fault_at (StippleReader *self, const char *key, const char *wrong)
{
  gsize mark = stipple_reader_enter (self, key);

  stipple_reader_fault (self, wrong);
  stipple_reader_leave (self, mark);
}

gboolean
stipple_reader_has_fault (StippleReader *self)
{
  return self->places->len > 0;
}

char *
stipple_reader_format_fault (StippleReader *self, guint index)
{
  return g_strdup_printf ("%s: %s", (const char *) self->places->pdata[index],
                          (const char *) self->wrongs->pdata[index]);
}

void
stipple_reader_propagate (StippleReader *self, char **place, GError **error)
{
  g_autofree char *first = stipple_reader_format_fault (self, 0);

  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, first);
  if (place != NULL)
    *place = g_strdup (self->places->pdata[0]);
}

void
stipple_reader_check_names (StippleReader *self, json_t *object, const char *const *known)
{
  const char *key;
  json_t *value;

  json_object_foreach (object, key, value)
    {
      if (g_strv_contains (known, key))
        continue;
      if (self->style == STIPPLE_PATH_POINTER)
        stipple_reader_fault_at (self, key, _ ("is not a known field"));
      else
        stipple_reader_fault (self, _ ("has a property that is not understood here"));
    }
}

static const char *
describe_type (json_type type)
{
  switch (type)
    {
    case JSON_OBJECT:
      return _ ("must be an object");
    case JSON_ARRAY:
      return _ ("must be a list");
    case JSON_STRING:
      return _ ("must be a text");
    case JSON_INTEGER:
      return _ ("must be a whole number");
    case JSON_TRUE:
    case JSON_FALSE:
      return _ ("must be true or false");
    case JSON_REAL:
    case JSON_NULL:
    default:
      return _ ("has the wrong type");
    }
}

static gboolean
has_type (const json_t *value, json_type type)
{
  if (type == JSON_TRUE || type == JSON_FALSE)
    return json_is_boolean (value);
  return json_typeof (value) == type;
}

json_t *
stipple_reader_member (StippleReader *self, json_t *object, const char *key, json_type type,
                       gboolean required)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    {
      if (required && object != NULL)
        stipple_reader_fault_at (self, key, _ ("is missing"));
      return NULL;
    }
  if (!has_type (value, type))
    {
      stipple_reader_fault_at (self, key, describe_type (type));
      return NULL;
    }
  return value;
}

json_t *
stipple_reader_element (StippleReader *self, json_t *array, gsize index, const char *const *known)
{
  json_t *value = json_array_get (array, index);

  if (value == NULL)
    return NULL;
  if (!json_is_object (value))
    {
      stipple_reader_fault (self, describe_type (JSON_OBJECT));
      return NULL;
    }
  stipple_reader_check_names (self, value, known);
  return value;
}

json_t *
stipple_reader_object (StippleReader *self, json_t *object, const char *key,
                       const char *const *known, gboolean required)
{
  json_t *value = stipple_reader_member (self, object, key, JSON_OBJECT, required);

  if (value != NULL)
    {
      gsize mark = stipple_reader_enter (self, key);

      stipple_reader_check_names (self, value, known);
      stipple_reader_leave (self, mark);
    }
  return value;
}

json_t *
stipple_reader_array (StippleReader *self, json_t *object, const char *key, gsize min, gsize max,
                      gboolean required)
{
  json_t *value = stipple_reader_member (self, object, key, JSON_ARRAY, required);
  g_autofree char *wrong = NULL;

  if (value == NULL)
    return NULL;
  if (json_array_size (value) < min)
    wrong = g_strdup_printf (_ ("must have at least %zu"), min);
  else if (json_array_size (value) > max)
    wrong = g_strdup_printf (_ ("must have at most %zu"), max);
  if (wrong == NULL)
    return value;
  stipple_reader_fault_at (self, key, wrong);
  return NULL;
}

gboolean
stipple_reader_check_string (StippleReader *self, const char *text, gsize max)
{
  gboolean blank = TRUE;
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
        {
          stipple_reader_fault (self, _ ("must not hold control characters"));
          return FALSE;
        }
      blank = blank && g_unichar_isspace (c);
    }
  if (blank)
    {
      stipple_reader_fault (self, _ ("must not be empty"));
      return FALSE;
    }
  if (n > max)
    {
      g_autofree char *wrong = g_strdup_printf (_ ("must have at most %zu characters"), max);

      stipple_reader_fault (self, wrong);
      return FALSE;
    }
  return TRUE;
}

const char *
stipple_reader_string (StippleReader *self, json_t *object, const char *key, gsize max,
                       gboolean required)
{
  json_t *value = stipple_reader_member (self, object, key, JSON_STRING, required);
  gsize mark;
  gboolean fine;

  if (value == NULL)
    return NULL;
  mark = stipple_reader_enter (self, key);
  fine = stipple_reader_check_string (self, json_string_value (value), max);
  stipple_reader_leave (self, mark);
  return fine ? json_string_value (value) : NULL;
}

int
stipple_reader_int (StippleReader *self, json_t *object, const char *key, int min, int max,
                    int fallback, gboolean required)
{
  json_t *value = stipple_reader_member (self, object, key, JSON_INTEGER, required);
  json_int_t number = json_integer_value (value);
  g_autofree char *wrong = NULL;

  if (value == NULL)
    return fallback;
  if (number >= min && number <= max)
    return (int) number;
  wrong = g_strdup_printf (_ ("must be from %d to %d"), min, max);
  stipple_reader_fault_at (self, key, wrong);
  return fallback;
}

gboolean
stipple_reader_bool (StippleReader *self, json_t *object, const char *key, gboolean required)
{
  return json_is_true (stipple_reader_member (self, object, key, JSON_TRUE, required));
}
