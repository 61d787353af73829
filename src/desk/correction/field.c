// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/field.h"

#include "core/error.h"
#include "core/language.h"
#include "desk/entry/entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWER_PREFIX "answer:"

/* --- The list */

static const struct
{
  const char *key;
  StippleFieldKind kind;
  StippleFieldGroup group;
  const char *label;
} fixed[] = {
  { "first-name", STIPPLE_FIELD_LINE, STIPPLE_FIELDS_PERSON, N_ ("First name") },
  { "last-name", STIPPLE_FIELD_LINE, STIPPLE_FIELDS_PERSON, N_ ("Last name") },
  { "birth-date", STIPPLE_FIELD_DATE, STIPPLE_FIELDS_PERSON, N_ ("Date of birth") },
  { "mobile", STIPPLE_FIELD_LINE, STIPPLE_FIELDS_PERSON, N_ ("Mobile phone") },
  { "email", STIPPLE_FIELD_LINE, STIPPLE_FIELDS_PERSON, N_ ("E-mail") },
  { "contact", STIPPLE_FIELD_CHOICE, STIPPLE_FIELDS_PERSON, N_ ("Preferred contact") },
  { "areas", STIPPLE_FIELD_SET, STIPPLE_FIELDS_WISHES, N_ ("What bothers them") },
  { "pattern", STIPPLE_FIELD_CHOICE, STIPPLE_FIELDS_WISHES, N_ ("Hair loss pattern") },
  { "regions", STIPPLE_FIELD_SET, STIPPLE_FIELDS_WISHES, N_ ("Marked on the head") },
  { "scars", STIPPLE_FIELD_TEXT, STIPPLE_FIELDS_WISHES, N_ ("Scars") },
  { "wishes-note", STIPPLE_FIELD_TEXT, STIPPLE_FIELDS_WISHES, N_ ("In their own words") },
  { "medication", STIPPLE_FIELD_TEXT, STIPPLE_FIELDS_MEDICATION, N_ ("Medication") },
  { "numbing", STIPPLE_FIELD_CHOICE, STIPPLE_FIELDS_MEDICATION, N_ ("Numbing cream") },
};

static void
option_free (gpointer data)
{
  StippleOption *option = data;

  g_free (option->id);
  g_free (option->name);
  g_free (option);
}

static void
field_free (gpointer data)
{
  StippleField *field = data;

  g_free (field->key);
  g_free (field->label);
  g_ptr_array_unref (field->options);
  g_free (field);
}

static void
add_option (StippleField *field, const char *id, const char *name)
{
  StippleOption *option = g_new0 (StippleOption, 1);

  option->id = g_strdup (id);
  option->name = g_strdup (name);
  g_ptr_array_add (field->options, option);
}

static gboolean
is (const StippleField *self, const char *key)
{
  return g_str_equal (self->key, key);
}

static const char *
in_language (const StippleText *text)
{
  return stipple_text_get (text, stipple_language_current ());
}

static void
add_options (StippleField *field, const StipplePack *pack)
{
  if (is (field, "contact"))
    {
      add_option (field, "call", _ ("Call"));
      add_option (field, "text", _ ("Text message"));
      add_option (field, "email", C_ ("contact", "E-mail"));
    }
  else if (is (field, "numbing") || field->kind == STIPPLE_FIELD_ANSWER)
    {
      add_option (field, "no", _ ("No"));
      add_option (field, "yes", _ ("Yes"));
      add_option (field, "unsure", _ ("Not sure"));
    }
  else if (is (field, "areas"))
    for (guint i = 0; i < pack->areas->len; i++)
      {
        const StippleNamed *area = g_ptr_array_index (pack->areas, i);

        add_option (field, area->id, in_language (area->name));
      }
  else if (is (field, "regions"))
    for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
      add_option (field, stipple_region_get_id (region), stipple_region_get_name (region));
  else if (is (field, "pattern"))
    for (StippleHairPattern pattern = STIPPLE_PATTERN_NONE + 1; pattern < STIPPLE_N_PATTERNS;
         pattern++)
      add_option (field, stipple_hair_pattern_get_id (pattern),
                  stipple_hair_pattern_get_name (pattern));
}

static StippleField *
add_field (GPtrArray *fields, char *key, StippleFieldKind kind, StippleFieldGroup group,
           const char *label)
{
  StippleField *field = g_new0 (StippleField, 1);

  field->key = key;
  field->kind = kind;
  field->group = group;
  field->label = g_strdup (label);
  field->options = g_ptr_array_new_with_free_func (option_free);
  g_ptr_array_add (fields, field);
  return field;
}

static void
add_answers (GPtrArray *fields, const StipplePack *pack)
{
  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      StippleField *field =
          add_field (fields, g_strconcat (ANSWER_PREFIX, rule->id, NULL), STIPPLE_FIELD_ANSWER,
                     STIPPLE_FIELDS_HEALTH, in_language (rule->name));

      field->rule = rule;
      add_options (field, pack);
    }
}

GPtrArray *
stipple_fields_new (const StipplePack *pack)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  gboolean answers = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      if (fixed[i].group > STIPPLE_FIELDS_HEALTH && !answers)
        {
          add_answers (fields, pack);
          answers = TRUE;
        }
      add_options (add_field (fields, g_strdup (fixed[i].key), fixed[i].kind, fixed[i].group,
                              _ (fixed[i].label)),
                   pack);
    }
  return fields;
}

gboolean
stipple_field_is_required (const StippleField *self)
{
  static const char *const keys[] = { "first-name", "last-name", "birth-date", "mobile",
                                      "contact",    "numbing",   NULL };

  return self->kind == STIPPLE_FIELD_ANSWER || g_strv_contains (keys, self->key);
}

/* --- Answers */

void
stipple_field_split_answer (const char *value, StippleAnswer *answer, gboolean *ongoing,
                            const char **until)
{
  const gsize length = strcspn (value, " ");
  const char *rest = value[length] == ' ' ? value + length + 1 : "";
  g_autofree char *word = g_strndup (value, length);

  *answer = stipple_answer_from_string (word);
  *ongoing = g_str_equal (rest, "ongoing");
  *until = *ongoing ? "" : rest;
}

char *
stipple_field_join_answer (StippleAnswer answer, gboolean ongoing, const char *until)
{
  const char *word = stipple_answer_to_string (answer);

  if (answer != STIPPLE_ANSWER_YES || (!ongoing && (until == NULL || *until == '\0')))
    return g_strdup (word != NULL ? word : "");
  return g_strconcat (word, " ", ongoing ? "ongoing" : until, NULL);
}

/* --- Reading */

static char *
or_nothing (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static char *
read_answer (const StippleField *self, const StippleIntake *intake)
{
  const StippleReply *reply = stipple_replies_get (intake->replies, self->rule->id);
  g_autofree char *until =
      g_date_valid (&reply->until) ? stipple_date_format_iso (&reply->until) : NULL;

  return stipple_field_join_answer (reply->answer, reply->ongoing, until);
}

static char *
read_set (const StippleField *self, const StippleIntake *intake)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < self->options->len; i++)
    {
      const StippleOption *option = g_ptr_array_index (self->options, i);
      StippleRegion region;
      const gboolean on = is (self, "areas")
                              ? g_strv_contains ((const char *const *) intake->areas, option->id)
                              : stipple_region_from_id (option->id, &region)
                                    && stipple_marks_has_region (intake->marks, region);

      if (on)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", option->id);
    }
  return g_string_free (ids, FALSE);
}

/* Where @intake keeps a text. */
static char **
text_of (const StippleField *self, StippleIntake *intake)
{
  const struct
  {
    const char *key;
    char **text;
  } texts[] = {
    { "first-name", &intake->first_name }, { "last-name", &intake->last_name },
    { "mobile", &intake->mobile },         { "email", &intake->email },
    { "scars", &intake->scars },           { "wishes-note", &intake->wishes_note },
    { "medication", &intake->medication },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is (self, texts[i].key))
      return texts[i].text;
  g_return_val_if_reached (NULL);
}

char *
stipple_field_read (const StippleField *self, const StippleIntake *intake)
{
  switch (self->kind)
    {
    case STIPPLE_FIELD_DATE:
      return g_date_valid (&intake->birth_date) ? stipple_date_format_iso (&intake->birth_date)
                                                : g_strdup ("");
    case STIPPLE_FIELD_SET:
      return read_set (self, intake);
    case STIPPLE_FIELD_ANSWER:
      return read_answer (self, intake);
    case STIPPLE_FIELD_CHOICE:
      if (is (self, "contact"))
        return or_nothing (stipple_contact_to_string (intake->contact));
      if (is (self, "numbing"))
        return or_nothing (stipple_numbing_to_string (intake->numbing));
      return or_nothing (stipple_hair_pattern_get_id (intake->hair_pattern));
    case STIPPLE_FIELD_LINE:
    case STIPPLE_FIELD_TEXT:
    default:
      return or_nothing (*text_of (self, (StippleIntake *) intake));
    }
}

/* --- In words */

static const char *
option_name (const StippleField *self, const char *id)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const StippleOption *option = g_ptr_array_index (self->options, i);

      if (g_str_equal (option->id, id))
        return option->name;
    }
  return id;
}

/* As it was typed while it is no date. Transfer full. */
static char *
date_words (const char *value)
{
  GDate date;

  return stipple_date_parse_iso (value, &date, NULL)
             ? stipple_language_format_date (&date, NULL, STIPPLE_DATE_SHORT)
             : g_strdup (value);
}

static char *
answer_words (const StippleField *self, const char *value)
{
  StippleAnswer answer;
  gboolean ongoing;
  const char *until;
  g_autofree char *day = NULL;

  stipple_field_split_answer (value, &answer, &ongoing, &until);
  if (answer != STIPPLE_ANSWER_YES)
    return g_strdup (option_name (self, value));
  if (ongoing)
    return g_strdup (_ ("Yes, ongoing"));
  if (*until == '\0')
    return g_strdup (_ ("Yes"));
  day = date_words (until);
  return g_strdup_printf (_ ("Yes, until %s"), day);
}

static char *
set_words (const StippleField *self, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", option_name (self, ids[i]));
  return g_string_free (words, FALSE);
}

char *
stipple_field_describe (const StippleField *self, const char *value)
{
  if (*value == '\0')
    return g_strdup ("—");
  switch (self->kind)
    {
    case STIPPLE_FIELD_DATE:
      return date_words (value);
    case STIPPLE_FIELD_CHOICE:
      return g_strdup (option_name (self, value));
    case STIPPLE_FIELD_SET:
      return set_words (self, value);
    case STIPPLE_FIELD_ANSWER:
      return answer_words (self, value);
    case STIPPLE_FIELD_LINE:
    case STIPPLE_FIELD_TEXT:
    default:
      return g_strdup (value);
    }
}

/* --- Checking */

static gboolean
incomplete (GError **error, const char *message)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE, message);
  return FALSE;
}

static char *
check_birth_date (const char *value, const GDate *day, GError **error)
{
  GDate date, checked;

  if (!stipple_entry_read_date (value, &date, error)
      || !stipple_person_check_birth_date (g_date_get_year (&date), (int) g_date_get_month (&date),
                                           g_date_get_day (&date), day, &checked, error))
    return NULL;
  return stipple_date_format_iso (&checked);
}

static char *
check_answer (const StippleField *self, const char *value, gboolean required, GError **error)
{
  StippleAnswer answer;
  gboolean ongoing;
  const char *until;
  GDate date;
  g_autofree char *iso = NULL;

  stipple_field_split_answer (value, &answer, &ongoing, &until);
  if (answer != STIPPLE_ANSWER_YES || !self->rule->asks_until)
    return stipple_field_join_answer (answer, FALSE, NULL);
  if (!ongoing && *until != '\0')
    {
      if (!stipple_entry_read_date (until, &date, error))
        return NULL;
      iso = stipple_date_format_iso (&date);
    }
  if (!ongoing && iso == NULL && required)
    {
      incomplete (error, _ ("Please give the date it ends, or say that it is ongoing."));
      return NULL;
    }
  return stipple_field_join_answer (answer, ongoing, iso);
}

static char *
check_text (const StippleField *self, const char *value, GError **error)
{
  if (is (self, "first-name") || is (self, "last-name"))
    return stipple_person_check_name (value, error);
  if (is (self, "mobile"))
    return stipple_person_check_phone (value, error);
  if (is (self, "email"))
    return stipple_person_check_email (value, error);
  return stipple_person_check_note (value, error);
}

char *
stipple_field_check (const StippleField *self, const char *value, gboolean required,
                     const GDate *day, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));

  if (*stripped == '\0' && !required)
    return g_strdup ("");
  switch (self->kind)
    {
    case STIPPLE_FIELD_DATE:
      return check_birth_date (value, day, error);
    case STIPPLE_FIELD_ANSWER:
      if (*stripped == '\0')
        break;
      return check_answer (self, value, required, error);
    case STIPPLE_FIELD_CHOICE:
    case STIPPLE_FIELD_SET:
      if (*stripped == '\0')
        break;
      return g_strdup (value);
    case STIPPLE_FIELD_LINE:
    case STIPPLE_FIELD_TEXT:
    default:
      return check_text (self, value, error);
    }
  incomplete (error, _ ("Please choose one."));
  return NULL;
}

/* --- Writing */

static void
write_answer (const StippleField *self, const char *value, StippleIntake *intake)
{
  StippleAnswer answer;
  gboolean ongoing;
  const char *until;
  GDate date;
  gboolean dated;

  stipple_field_split_answer (value, &answer, &ongoing, &until);
  dated = stipple_date_parse_iso (until, &date, NULL);
  stipple_replies_set (intake->replies, self->rule->id, answer);
  stipple_replies_set_follow_up (intake->replies, self->rule->id, ongoing, dated ? &date : NULL);
}

static void
write_regions (const char *value, StippleIntake *intake)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);

  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    stipple_marks_set_region (
        intake->marks, region,
        g_strv_contains ((const char *const *) ids, stipple_region_get_id (region)));
}

static void
write_choice (const StippleField *self, const char *value, StippleIntake *intake)
{
  if (is (self, "contact"))
    intake->contact = stipple_contact_from_string (value);
  else if (is (self, "numbing"))
    intake->numbing = stipple_numbing_from_string (value);
  else if (!stipple_hair_pattern_from_id (value, &intake->hair_pattern))
    intake->hair_pattern = STIPPLE_PATTERN_NONE;
}

void
stipple_field_write (const StippleField *self, const char *value, StippleIntake *intake)
{
  switch (self->kind)
    {
    case STIPPLE_FIELD_DATE:
      if (!stipple_date_parse_iso (value, &intake->birth_date, NULL))
        g_date_clear (&intake->birth_date, 1);
      return;
    case STIPPLE_FIELD_CHOICE:
      write_choice (self, value, intake);
      return;
    case STIPPLE_FIELD_ANSWER:
      write_answer (self, value, intake);
      return;
    case STIPPLE_FIELD_SET:
      if (is (self, "regions"))
        {
          write_regions (value, intake);
          return;
        }
      g_strfreev (intake->areas);
      intake->areas = *value != '\0' ? g_strsplit (value, ",", -1) : g_new0 (char *, 1);
      return;
    case STIPPLE_FIELD_LINE:
    case STIPPLE_FIELD_TEXT:
    default:
      stipple_set_secret (text_of (self, intake), *value != '\0' ? value : NULL);
    }
}
