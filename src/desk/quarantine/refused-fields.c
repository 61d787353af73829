// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/refused-fields.h"

#include "core/language.h"
#include "wire/fhir-names.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PATIENT "Patient"
#define RESPONSE "QuestionnaireResponse"

/* --- Places */

char *
stipple_refused_place (const char *expression)
{
  static const char *const places[][2] = { { "Bundle.entry[0].resource", PATIENT },
                                           { "Bundle.entry[1].resource", RESPONSE } };

  for (guint i = 0; expression != NULL && i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (expression, places[i][0]))
      return g_strconcat (places[i][1], expression + strlen (places[i][0]), NULL);
  return g_strdup (expression);
}

char *
stipple_refused_place_of_words (const char *words)
{
  const char *end = words != NULL ? strstr (words, ": ") : NULL;
  g_autofree char *start = end != NULL ? g_strndup (words, (gsize) (end - words)) : NULL;
  g_autofree char *place = stipple_refused_place (start);

  if (place == NULL || strchr (place, ' ') != NULL
      || (!g_str_has_prefix (place, PATIENT) && !g_str_has_prefix (place, RESPONSE)))
    return NULL;
  return g_steal_pointer (&place);
}

static gboolean
is_within (const char *path, const char *outer)
{
  const gsize length = strlen (outer);

  return strncmp (path, outer, length) == 0 && strchr (".[", path[length]) != NULL;
}

gboolean
stipple_refused_is_at (const char *path, const char *fault)
{
  return fault != NULL && (is_within (path, fault) || is_within (fault, path));
}

/* The next step of a path, ".name" or "[2]", from what @json is; @path (in, out). */
static json_t *
step (const json_t *json, const char **path)
{
  const char *start = *path + 1;
  gsize length = strcspn (start, **path == '[' ? "]" : ".[");
  g_autofree char *name = g_strndup (start, length);
  gboolean is_index = **path == '[';

  *path = start + length + (is_index && start[length] == ']' ? 1 : 0);
  return is_index ? json_array_get (json, (gsize) g_ascii_strtoull (name, NULL, 10))
                  : json_object_get (json, name);
}

/* What is at @path; @holder (out, may be NULL): what it is in, and @last the step from there to it. */
static json_t *
find (const json_t *document, const char *path, json_t **holder, const char **last)
{
  const gboolean is_patient = g_str_has_prefix (path, PATIENT);
  json_t *json = json_object_get (document, is_patient ? "patient" : "response");

  if (!is_patient && !g_str_has_prefix (path, RESPONSE))
    return NULL;
  path += strlen (is_patient ? PATIENT : RESPONSE);
  while (json != NULL && (*path == '.' || *path == '['))
    {
      if (holder != NULL)
        {
          *holder = json;
          *last = path;
        }
      json = step (json, &path);
    }
  return *path == '\0' ? json : NULL;
}

/* --- Writing */

static const char *
text_of (const json_t *json, const char *name)
{
  return json_string_value (json_object_get (json, name));
}

static void
set_text_message (json_t *document, const char *before, const char *value)
{
  const json_t *telecom = json_object_get (json_object_get (document, "patient"), "telecom");
  json_t *one;
  gsize i;

  json_array_foreach (telecom, i, one)
    {
      if (g_strcmp0 (text_of (one, "system"), "sms") == 0
          && g_strcmp0 (text_of (one, "value"), before) == 0)
        json_object_set_new (one, "value", json_string (value));
    }
}

void
stipple_refused_set (json_t *document, const char *path, const char *value)
{
  json_t *holder = NULL;
  const char *last = NULL;
  const json_t *found = find (document, path, &holder, &last);
  g_autofree char *before = g_strdup (json_string_value (found));

  if (before == NULL)
    return;
  if (*last == '[')
    json_array_set_new (holder, (gsize) g_ascii_strtoull (last + 1, NULL, 10), json_string (value));
  else
    json_object_set_new (holder, last + 1, json_string (value));
  if (g_strcmp0 (text_of (holder, "system"), "phone") == 0)
    set_text_message (document, before, value);
  stipple_wipe (g_steal_pointer (&before));
}

/* --- Words */

static const char *
condition_name (const StipplePack *pack, const char *id)
{
  const StippleContraindication *rule =
      pack != NULL ? stipple_pack_find_contraindication (pack, id) : NULL;

  return rule != NULL ? stipple_text_get (rule->name, stipple_language_current ()) : id;
}

static char *
link_label (const StipplePack *pack, const char *link)
{
  static const struct
  {
    const char *prefix;
    const char *label;
  } known[] = {
    { LINK_MEDICATION, N_ ("Medication") }, { LINK_NUMBING, N_ ("Numbing cream") },
    { LINK_SCARS, N_ ("Scars") },           { LINK_WISHES, N_ ("Wants") },
    { LINK_CONSENT, N_ ("Consent") },       { LINK_UNDERSTANDING, N_ ("Understanding check") },
    { LINK_HEALTH, N_ ("Health check") },
  };

  if (g_str_has_prefix (link, LINK_HEALTH_PREFIX))
    {
      g_auto (GStrv) parts = g_strsplit (link, "/", 3);
      const char *name = condition_name (pack, parts[1]);

      return parts[2] != NULL ? g_strdup_printf (_ ("%s: until"), name) : g_strdup (name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (link, known[i].prefix))
      return g_strdup (_ (known[i].label));
  return g_strdup (_ ("An answer"));
}

/* The innermost item on the way to @place. */
static const char *
find_link (const json_t *document, const char *place)
{
  const json_t *json = json_object_get (document, "response");
  const char *path = place + strlen (RESPONSE);
  const char *link = NULL;

  while (json != NULL && (*path == '.' || *path == '['))
    {
      json = step (json, &path);
      if (text_of (json, "linkId") != NULL)
        link = text_of (json, "linkId");
    }
  return link;
}

static char *
telecom_label (const json_t *document, const char *place)
{
  g_autofree char *one = g_strndup (place, strcspn (place, "]") + 1);
  const char *system =
      document != NULL ? text_of (find (document, one, NULL, NULL), "system") : NULL;

  if (g_strcmp0 (system, "email") == 0)
    return g_strdup (_ ("E-mail"));
  return g_strdup (system != NULL ? _ ("Mobile phone") : _ ("Phone or e-mail"));
}

char *
stipple_refused_label (const json_t *document, const StipplePack *pack, const char *place)
{
  const char *link;

  if (g_str_has_prefix (place, PATIENT ".birthDate"))
    return g_strdup (_ ("Date of birth"));
  if (g_str_has_prefix (place, PATIENT ".name"))
    return g_strdup (strstr (place, ".given") != NULL    ? _ ("First name")
                     : strstr (place, ".family") != NULL ? _ ("Last name")
                                                         : _ ("Name"));
  if (g_str_has_prefix (place, PATIENT ".telecom"))
    return telecom_label (document, place);
  if (g_str_has_prefix (place, RESPONSE ".questionnaire"))
    return g_strdup (_ ("Content version"));
  if (!g_str_has_prefix (place, RESPONSE))
    return g_strdup (_ ("What was entered"));
  link = document != NULL ? find_link (document, place) : NULL;
  return link != NULL ? link_label (pack, link) : g_strdup (_ ("An answer"));
}

/* --- Reading */

static void
field_free (gpointer data)
{
  StippleRefusedField *self = data;

  g_free (self->path);
  g_free (self->label);
  stipple_wipe (self->value);
  g_free (self);
}

typedef struct
{
  GPtrArray *fields;
  const json_t *document;
  const StipplePack *pack;
  const char *fault;
  gboolean found_fault;
} Reading;

static StippleRefusedField *
add (Reading *reading, const char *path)
{
  const char *value = json_string_value (find (reading->document, path, NULL, NULL));
  StippleRefusedField *field;

  if (value == NULL)
    return NULL;
  field = g_new0 (StippleRefusedField, 1);
  field->path = g_strdup (path);
  field->label = stipple_refused_label (reading->document, reading->pack, path);
  field->value = g_strdup (value);
  field->is_left_to_right = g_str_has_suffix (path, "Date") || strstr (path, ".telecom") != NULL;
  field->is_faulty = !reading->found_fault && stipple_refused_is_at (path, reading->fault);
  reading->found_fault |= field->is_faulty;
  g_ptr_array_add (reading->fields, field);
  return field;
}

static void
add_person (Reading *reading)
{
  static const char *const paths[] = { PATIENT ".name[0].given[0]", PATIENT ".name[0].family",
                                       PATIENT ".birthDate" };
  const json_t *telecom =
      json_object_get (json_object_get (reading->document, "patient"), "telecom");
  json_t *one;
  gsize i;

  for (guint k = 0; k < G_N_ELEMENTS (paths); k++)
    add (reading, paths[k]);
  json_array_foreach (telecom, i, one)
    {
      g_autofree char *path = g_strdup_printf (PATIENT ".telecom[%zu].value", i);

      if (g_strcmp0 (text_of (one, "system"), "sms") != 0)
        add (reading, path);
    }
}

static void add_items (Reading *reading, const json_t *items, const char *path);

static void
add_item (Reading *reading, const json_t *item, const char *path)
{
  static const char *const texts[] = { LINK_MEDICATION, LINK_SCARS, LINK_NOTE, NULL };
  const char *link = text_of (item, "linkId");
  const json_t *answer = json_array_get (json_object_get (item, "answer"), 0);
  g_autofree char *inner = g_strconcat (path, ".answer[0].item", NULL);
  g_autofree char *outer = g_strconcat (path, ".item", NULL);
  StippleRefusedField *field = NULL;

  if (link != NULL && (g_strv_contains (texts, link) || g_str_has_suffix (link, "/until")))
    {
      const char *type = text_of (answer, "valueDate") != NULL ? "valueDate" : "valueString";
      g_autofree char *place = g_strdup_printf ("%s.answer[0].%s", path, type);

      field = add (reading, place);
    }
  else if (link != NULL
           && (g_str_has_prefix (link, LINK_HEALTH_PREFIX) || strcmp (link, LINK_NUMBING) == 0))
    {
      g_autofree char *place = g_strconcat (path, ".answer[0].valueCoding.code", NULL);

      field = add (reading, place);
      if (field != NULL)
        field->kind = STIPPLE_REFUSED_ANSWER;
    }
  if (field != NULL)
    field->is_health = g_str_has_prefix (link, LINK_HEALTH_PREFIX);
  add_items (reading, json_object_get (answer, "item"), inner);
  add_items (reading, json_object_get (item, "item"), outer);
}

static void
add_items (Reading *reading, const json_t *items, const char *path)
{
  json_t *item;
  gsize i;

  json_array_foreach (items, i, item)
    {
      g_autofree char *one = g_strdup_printf ("%s[%zu]", path, i);

      add_item (reading, item, one);
    }
}

GPtrArray *
stipple_refused_fields (const json_t *document, const StipplePack *pack, const char *fault)
{
  Reading reading = { .fields = g_ptr_array_new_with_free_func (field_free),
                      .document = document,
                      .pack = pack,
                      .fault = fault };
  const json_t *response = json_object_get (document, "response");

  add_person (&reading);
  add_items (&reading, json_object_get (response, "item"), RESPONSE ".item");
  if (fault != NULL && !reading.found_fault && strcmp (fault, RESPONSE ".questionnaire") != 0)
    add (&reading, fault);
  return reading.fields;
}
