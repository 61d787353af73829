// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/pack-parts.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define URL_MAX 500
#define PLACEHOLDER "{date}"

static const struct
{
  gsize max;
  gboolean many_lines;
} sizes[] = {
  [STIPPLE_LABEL] = { 40, FALSE },
  [STIPPLE_LINE] = { 200, FALSE },
  [STIPPLE_PROSE] = { 1000, TRUE },
  [STIPPLE_ARTICLE] = { 8000, TRUE },
};

static guint
count_placeholders (const char *text)
{
  guint n = 0;

  for (const char *p = strstr (text, PLACEHOLDER); p != NULL; p = strstr (p + 1, PLACEHOLDER))
    n++;
  return n;
}

static const char *
check_placeholders (const char *text, StippleTextStyle style)
{
  guint n = count_placeholders (text);
  guint n_braces = 0;

  for (const char *p = text; *p != '\0'; p++)
    n_braces += *p == '{' || *p == '}';

  if (n_braces != 2 * n)
    return _ ("has a placeholder that is not known");
  if (style == STIPPLE_DATED && n != 1)
    return _ ("must have {date} exactly once");
  if (style != STIPPLE_DATED && style != STIPPLE_MAY_DATED && n > 0)
    return _ ("has a date where there is none");
  return NULL;
}

/* One string of a text, at the reader's place. */
static gboolean
check_string (StipplePackReader *self, const char *string, StippleTextSize size,
              StippleTextStyle style)
{
  const char *wrong = NULL;

  if (!stipple_reader_check_string (&self->reader, string, sizes[size].max))
    return FALSE;
  if (strpbrk (string, sizes[size].many_lines ? "\t\r" : "\t\r\n") != NULL)
    wrong = sizes[size].many_lines ? _ ("must not hold tabs or carriage returns")
                                   : _ ("must be one line");
  if (wrong == NULL)
    wrong = check_placeholders (string, style);
  if (wrong == NULL && style == STIPPLE_MARKDOWN)
    wrong = stipple_markdown_check (string);
  if (wrong != NULL)
    stipple_reader_fault (&self->reader, wrong);
  return wrong == NULL;
}

/* @object is a text, at the reader's place. */
static StippleText *
read_languages (StipplePackReader *self, json_t *object, StippleTextSize size,
                StippleTextStyle style)
{
  g_autoptr (StippleText) text = stipple_text_new ();
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  for (guint i = 0; i < self->pack->languages->len; i++)
    {
      const StippleLanguage *language = self->pack->languages->pdata[i];
      json_t *string =
          stipple_reader_member (&self->reader, object, language->tag, JSON_STRING, TRUE);
      gsize mark = stipple_reader_enter (&self->reader, language->tag);

      g_ptr_array_add (tags, language->tag);
      if (string != NULL && check_string (self, json_string_value (string), size, style))
        stipple_text_set (text, language->tag, json_string_value (string));
      stipple_reader_leave (&self->reader, mark);
    }

  /* Without a language that could be read, each one here would be another fault. */
  g_ptr_array_add (tags, NULL);
  if (tags->len > 1)
    stipple_reader_check_names (&self->reader, object, (const char *const *) tags->pdata);
  return g_steal_pointer (&text);
}

StippleText *
stipple_pack_read_text (StipplePackReader *self, json_t *object, const char *key,
                        StippleTextSize size, StippleTextStyle style, gboolean required)
{
  json_t *member = stipple_reader_member (&self->reader, object, key, JSON_OBJECT, required);
  gsize mark = stipple_reader_enter (&self->reader, key);
  StippleText *text = member != NULL ? read_languages (self, member, size, style) : NULL;

  stipple_reader_leave (&self->reader, mark);
  return text;
}

void
stipple_pack_read_texts (StipplePackReader *self, json_t *object, const char *key, gsize min,
                         gsize max, StippleTextStyle style, gboolean required, GPtrArray *texts)
{
  json_t *list = stipple_reader_array (&self->reader, object, key, min, max, required);
  gsize mark = stipple_reader_enter (&self->reader, key);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      json_t *element = json_array_get (list, i);
      gsize at = stipple_reader_enter_index (&self->reader, i);

      if (json_is_object (element))
        g_ptr_array_add (texts, read_languages (self, element, STIPPLE_LINE, style));
      else
        stipple_reader_fault (&self->reader, _ ("must be an object"));
      stipple_reader_leave (&self->reader, at);
    }
  stipple_reader_leave (&self->reader, mark);
}

char *
stipple_pack_read_pattern (StipplePackReader *self, json_t *object, const char *key,
                           const char *pattern, gsize max, const char *wrong, gboolean required)
{
  const char *string = stipple_reader_string (&self->reader, object, key, max, required);

  if (string == NULL
      || g_regex_match_simple (pattern, string, G_REGEX_DOLLAR_ENDONLY | G_REGEX_ANCHORED, 0))
    return g_strdup (string);
  stipple_reader_fault_at (&self->reader, key, wrong);
  return NULL;
}

char *
stipple_pack_read_id (StipplePackReader *self, json_t *object)
{
  g_autofree char *id =
      stipple_pack_read_pattern (self, object, "id", "[a-z0-9-]{1,64}$", URL_MAX,
                                 _ ("must be 1 to 64 small letters, digits and hyphens"), TRUE);

  if (id == NULL || g_hash_table_add (self->ids, g_strdup (id)))
    return g_steal_pointer (&id);
  stipple_reader_fault_at (&self->reader, "id", _ ("appears twice in this list"));
  return NULL;
}

char *
stipple_pack_read_url (StipplePackReader *self, json_t *object, const char *key)
{
  return stipple_pack_read_pattern (self, object, key,
                                    "(*UCP)https://[^\\s/?#@\"<>\\\\]+([/?#][^\\s\"<>\\\\]*)?$",
                                    URL_MAX, _ ("must be a whole address with https://"), FALSE);
}

int
stipple_pack_read_choice (StipplePackReader *self, json_t *object, const char *key,
                          const char *const *choices, int fallback)
{
  json_t *value = stipple_reader_member (&self->reader, object, key, JSON_STRING, fallback == -1);
  g_autofree char *list = NULL;
  g_autofree char *wrong = NULL;

  if (value == NULL)
    return fallback;
  for (int i = 0; choices[i] != NULL; i++)
    if (strcmp (choices[i], json_string_value (value)) == 0)
      return i;
  list = g_strjoinv (", ", (char **) choices);
  wrong = g_strdup_printf (_ ("must be one of: %s"), list);
  stipple_reader_fault_at (&self->reader, key, wrong);
  return fallback;
}

void
stipple_pack_check_range (StipplePackReader *self, const char *high_key, int low, int high)
{
  if (low > high)
    stipple_reader_fault_at (&self->reader, high_key, _ ("is less than where the range begins"));
}

void
stipple_pack_read_list (StipplePackReader *self, json_t *object, const char *key, gsize min,
                        gsize max, const char *const *known, StipplePackRead read, GPtrArray *into)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *around = self->ids; /* lists may nest */
  json_t *list = stipple_reader_array (&self->reader, object, key, min, max, TRUE);
  gsize mark = stipple_reader_enter (&self->reader, key);

  self->ids = ids;
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      gsize at = stipple_reader_enter_index (&self->reader, i);
      json_t *element = stipple_reader_element (&self->reader, list, i, known);
      gpointer entry = element != NULL ? read (self, element) : NULL;

      if (entry != NULL)
        g_ptr_array_add (into, entry);
      stipple_reader_leave (&self->reader, at);
    }
  self->ids = around;
  stipple_reader_leave (&self->reader, mark);
}

static gpointer
read_named (StipplePackReader *self, json_t *object)
{
  StippleNamed *named = g_new0 (StippleNamed, 1);

  named->id = stipple_pack_read_id (self, object);
  named->name = stipple_pack_read_text (self, object, "name", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  return named;
}

void
stipple_pack_read_named (StipplePackReader *self, json_t *object, const char *key, gsize max,
                         GPtrArray *into)
{
  static const char *const known[] = { "id", "name", NULL };

  stipple_pack_read_list (self, object, key, 1, max, known, read_named, into);
}
