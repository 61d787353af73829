// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* jansson's own limit of depth is fixed when it is built, and much higher than ours. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > STIPPLE_JSON_MAX_DEPTH)
            return TRUE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return FALSE;
}

/* jansson's own text may quote the input; its code and position do not. */
static const char *
describe (enum json_error_code code)
{
  if (code == json_error_duplicate_key)
    return _ ("a name appears twice in one object");
  if (code == json_error_invalid_utf8)
    return _ ("the text is not UTF-8");
  if (code == json_error_null_character || code == json_error_null_byte_in_key)
    return _ ("a text holds a NUL character");
  if (code == json_error_numeric_overflow)
    return _ ("a number is too large");
  if (code == json_error_premature_end_of_input)
    return _ ("the text ends too early");
  return _ ("the text breaks the rules of JSON");
}

json_t *
stipple_json_parse (const void *data, gsize length, gsize max_bytes, GError **error)
{
  json_error_t fault;
  json_t *json;

  if (length > max_bytes)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("This is larger than the %zu bytes allowed. Send less."), max_bytes);
      return NULL;
    }
  if (is_too_deep (data, length))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("This is nested deeper than %d levels. Send a flatter document."),
                   STIPPLE_JSON_MAX_DEPTH);
      return NULL;
    }
  if (length > 0 && !g_utf8_validate_len (data, length, NULL))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("This is not JSON: %s. Correct it and send it again."),
                   describe (json_error_invalid_utf8));
      return NULL;
    }

  json = json_loadb (length > 0 ? data : "", length, JSON_REJECT_DUPLICATES, &fault);
  if (json == NULL)
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                 _ ("This is not JSON: line %d: %s. Correct it and send it again."), fault.line,
                 describe (json_error_code (&fault)));
  return json;
}

/* An ordinary intake fits; what does not is written a second time. */
#define ORDINARY_BYTES (8 * 1024)

char *
stipple_json_canonical (const json_t *json)
{
  const size_t flags = JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY;
  gsize size = ORDINARY_BYTES;
  char *text = g_malloc (size);
  gsize length = json_dumpb (json, text, size, flags);

  /* Not realloc: no outgrown buffer with a person's words may be left behind. */
  if (length >= size)
    {
      explicit_bzero (text, size);
      g_free (text);
      size = length + 1;
      text = g_malloc (size);
      json_dumpb (json, text, length, flags);
    }
  text[length] = '\0';
  return text;
}
