// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"

#include <string.h>

typedef struct
{
  char *language;
  char *text;
} Version;

struct _StippleText
{
  gatomicrefcount ref_count;
  GArray *versions; /* Version, in the order they were set: the first is the last resort */
};

G_DEFINE_BOXED_TYPE (StippleText, stipple_text, stipple_text_ref, stipple_text_unref)

static void
version_clear (gpointer data)
{
  Version *version = data;

  g_free (version->language);
  g_free (version->text);
}

StippleText *
stipple_text_new (void)
{
  StippleText *self = g_new0 (StippleText, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_array_set_clear_func (self->versions, version_clear);

  return self;
}

StippleText *
stipple_text_ref (StippleText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
stipple_text_unref (StippleText *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_array_unref (self->versions);
      g_free (self);
    }
}

/* Tags compare without case (RFC 5646, 2.1.1). */
static Version *
find_version (const StippleText *self, const char *language, gsize length)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      Version *version = &g_array_index (self->versions, Version, i);

      if (strlen (version->language) == length
          && g_ascii_strncasecmp (version->language, language, length) == 0)
        return version;
    }

  return NULL;
}

void
stipple_text_set (StippleText *self, const char *language, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (language != NULL && *language != '\0');
  g_return_if_fail (text != NULL);

  Version *old = find_version (self, language, strlen (language));

  if (old != NULL)
    {
      g_free (old->text);
      old->text = g_strdup (text);
      return;
    }

  Version version = { g_strdup (language), g_strdup (text) };
  g_array_append_val (self->versions, version);
}

const char *
stipple_text_get (const StippleText *self, const char *language)
{
  if (self == NULL || self->versions->len == 0)
    return "";

  const Version *version = NULL;

  if (language != NULL)
    {
      version = find_version (self, language, strlen (language));
      if (version == NULL)
        version = find_version (self, language, strcspn (language, "-"));
    }
  if (version == NULL)
    version = &g_array_index (self->versions, Version, 0);

  return version->text;
}

gboolean
stipple_text_has (const StippleText *self, const char *language)
{
  return self != NULL && language != NULL
         && find_version (self, language, strlen (language)) != NULL;
}

gboolean
stipple_text_is_empty (const StippleText *self)
{
  if (self == NULL)
    return TRUE;

  for (guint i = 0; i < self->versions->len; i++)
    {
      if (*g_array_index (self->versions, Version, i).text != '\0')
        return FALSE;
    }

  return TRUE;
}

static const char *
find_value (GPtrArray *pairs, const char *name, gsize length)
{
  for (guint i = 0; i < pairs->len; i += 2)
    {
      const char *candidate = g_ptr_array_index (pairs, i);

      if (strlen (candidate) == length && strncmp (candidate, name, length) == 0)
        return g_ptr_array_index (pairs, i + 1);
    }

  return NULL;
}

/* One pass over the text, so that a brace inside a value is never taken for a name. */
static char *
fill (const char *text, GPtrArray *pairs)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize plain = strcspn (text, "{");

      g_string_append_len (filled, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;

      gsize length = strcspn (text + 1, "{}");
      const char *value = text[1 + length] == '}' ? find_value (pairs, text + 1, length) : NULL;

      if (value != NULL)
        {
          g_string_append (filled, value);
          text += length + 2;
        }
      else
        {
          g_string_append_c (filled, '{');
          text++;
        }
    }

  return g_string_free (filled, FALSE);
}

char *
stipple_text_fill (const char *text, ...)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  va_list args;

  va_start (args, text);
  for (const char *name = va_arg (args, const char *); name != NULL;
       name = va_arg (args, const char *))
    {
      g_ptr_array_add (pairs, (gpointer) name);
      g_ptr_array_add (pairs, va_arg (args, char *));
    }
  va_end (args);

  return fill (text, pairs);
}

#define ZERO_WIDTH_JOINER 0x200d

/* What continues a character that is there already. */
static gboolean
is_mark (gunichar c)
{
  return g_unichar_ismark (c) || c == ZERO_WIDTH_JOINER || (c >= 0x1f3fb && c <= 0x1f3ff)
         || (c >= 0xe0020 && c <= 0xe007f);
}

char *
stipple_text_join_marks (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GString *joined = g_string_sized_new (strlen (text));
  gunichar before = ' ';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (is_mark (c) && g_unichar_isspace (before))
        continue;
      g_string_append_unichar (joined, c);
      before = c;
    }
  return g_string_free (joined, FALSE);
}
