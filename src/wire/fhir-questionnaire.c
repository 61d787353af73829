// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir.h"

#include "wire/fhir-names.h"

/* hl7.org/fhir/R4/extension-translation.html */
#define TRANSLATION_URL "http://hl7.org/fhir/StructureDefinition/translation"

typedef enum
{
  ASKED,      /* of the client */
  REQUIRED,   /* asked, and not left open */
  CALCULATED, /* by the kiosk */
} Origin;

static json_t *
add_item (json_t *items, const char *link_id, const char *type, const char *text, Origin origin)
{
  json_t *item = json_pack ("{s:s,s:s,s:s}", "linkId", link_id, "type", type, "text", text);

  if (origin == REQUIRED)
    json_object_set_new (item, "required", json_true ());
  if (origin == CALCULATED)
    json_object_set_new (item, "readOnly", json_true ());
  json_array_append_new (items, item);
  return item;
}

/* Returns the group's items, borrowed. */
static json_t *
add_group (json_t *items, const char *link_id, const char *text)
{
  json_t *group = add_item (items, link_id, "group", text, ASKED);
  json_t *children = json_array ();

  json_object_set_new (group, "item", children);
  return children;
}

static void
add_option (json_t *item, const char *system, const char *code, const char *display)
{
  json_t *options = json_object_get (item, "answerOption");

  if (options == NULL)
    {
      options = json_array ();
      json_object_set_new (item, "answerOption", options);
    }
  json_array_append_new (options, json_pack ("{s:{s:s,s:s,s:s}}", "valueCoding", "system", system,
                                             "code", code, "display", display));
}

static void
add_yes_no_options (json_t *item)
{
  add_option (item, STIPPLE_YES_NO_SYSTEM, "Y", "Yes");
  add_option (item, STIPPLE_YES_NO_SYSTEM, "N", "No");
  add_option (item, STIPPLE_YES_NO_SYSTEM, "UNK", "Unknown");
}

static void
add_outcome_options (json_t *item)
{
  static const char *const displays[STIPPLE_N_OUTCOMES] = {
    [STIPPLE_OUTCOME_PROCEED] = "Nothing speaks against a treatment",
    [STIPPLE_OUTCOME_PHYSICIAN] = "Ask the family physician first",
    [STIPPLE_OUTCOME_WAIT] = "Wait",
    [STIPPLE_OUTCOME_UNSUITABLE] = "Unsuitable",
  };

  for (int i = 0; i < STIPPLE_N_OUTCOMES; i++)
    add_option (item, OUTCOME_SYSTEM, stipple_outcome_to_string ((StippleOutcome) i), displays[i]);
}

/* What the pack's other languages call @item. */
static void
add_translations (const StipplePack *pack, json_t *item, const StippleText *text)
{
  json_t *translations = json_array ();

  for (guint i = 1; i < pack->languages->len; i++)
    {
      const StippleLanguage *language = pack->languages->pdata[i];

      json_array_append_new (translations,
                             json_pack ("{s:s,s:[{s:s,s:s},{s:s,s:s}]}", "url", TRANSLATION_URL,
                                        "extension", "url", "lang", "valueCode", language->tag,
                                        "url", "content", "valueString",
                                        stipple_text_get (text, language->tag)));
    }
  if (json_array_size (translations) > 0)
    json_object_set_new (item, "_text", json_pack ("{s:o}", "extension", translations));
  else
    json_decref (translations);
}

static const char *
default_text (const StipplePack *pack, const StippleText *text)
{
  return stipple_text_get (text, stipple_pack_default_language (pack));
}

/* @child is asked only beside a yes to @question. */
static void
enable_when_yes (json_t *child, const char *question)
{
  json_object_set_new (child, "enableWhen",
                       json_pack ("[{s:s,s:s,s:{s:s,s:s}}]", "question", question, "operator", "=",
                                  "answerCoding", "system", STIPPLE_YES_NO_SYSTEM, "code", "Y"));
}

static void
add_contraindication (const StipplePack *pack, json_t *items, const StippleContraindication *rule)
{
  g_autofree char *link_id = g_strconcat (LINK_HEALTH_PREFIX, rule->id, NULL);
  g_autofree char *until = g_strconcat (link_id, "/until", NULL);
  g_autofree char *ongoing = g_strconcat (link_id, "/ongoing", NULL);
  json_t *item = add_item (items, link_id, "choice", default_text (pack, rule->name), REQUIRED);
  json_t *children, *child;

  add_translations (pack, item, rule->name);
  add_yes_no_options (item);
  if (!rule->asks_until)
    return;

  children = json_array ();
  child = add_item (children, until, "date", default_text (pack, rule->follow_up_question), ASKED);
  add_translations (pack, child, rule->follow_up_question);
  enable_when_yes (child, link_id);
  enable_when_yes (add_item (children, ongoing, "boolean", "Ongoing", ASKED), link_id);
  json_object_set_new (item, "item", children);
}

static void
add_health (const StipplePack *pack, json_t *items)
{
  json_t *group = add_group (items, LINK_HEALTH, "Health check");

  for (guint i = 0; i < pack->contraindications->len; i++)
    add_contraindication (pack, group, pack->contraindications->pdata[i]);
}

static void
add_wishes (const StipplePack *pack, json_t *items)
{
  json_t *group = add_group (items, LINK_WISHES, "Wishes");
  json_t *areas = add_item (group, LINK_AREAS, "choice", "What bothers the client", ASKED);

  json_object_set_new (areas, "repeats", json_true ());
  for (guint i = 0; i < pack->areas->len; i++)
    {
      const StippleNamed *area = pack->areas->pdata[i];

      add_option (areas, AREA_SYSTEM, area->id, default_text (pack, area->name));
    }
  add_item (group, LINK_SCARS, "text", "Scars", ASKED);
  add_item (group, LINK_NOTE, "text", "Anything else", ASKED);
}

typedef const char *(*Name) (guint index);

static void
add_named_options (json_t *item, const char *system, guint n, Name get_id, Name get_name)
{
  for (guint i = 0; i < n; i++)
    add_option (item, system, get_id (i), get_name (i));
}

/* What the client said of their hair, and showed on drawings of a head. */
static void
add_look (json_t *items)
{
  json_t *group = add_group (items, LINK_LOOK, "Look");
  json_t *item = add_item (group, LINK_PATTERN, "choice", "Pattern of hair loss", ASKED);

  for (StippleHairPattern i = STIPPLE_PATTERN_NONE + 1; i < STIPPLE_N_PATTERNS; i++)
    add_option (item, PATTERN_SYSTEM, stipple_hair_pattern_get_id (i),
                stipple_hair_pattern_get_name (i));
  add_named_options (add_item (group, LINK_HAIR_COLOR, "choice", "Hair color", ASKED),
                     HAIR_COLOR_SYSTEM, STIPPLE_N_HAIR_COLORS, stipple_hair_color_get_id,
                     stipple_hair_color_get_name);
  add_named_options (add_item (group, LINK_COMPLEXION, "choice", "Complexion", ASKED),
                     COMPLEXION_SYSTEM, STIPPLE_N_COMPLEXIONS, stipple_complexion_get_id,
                     stipple_complexion_get_name);

  item = add_item (group, LINK_REGIONS, "choice", "Touched on the head", ASKED);
  json_object_set_new (item, "repeats", json_true ());
  for (StippleRegion i = 0; i < STIPPLE_N_REGIONS; i++)
    add_option (item, REGION_SYSTEM, stipple_region_get_id (i), stipple_region_get_name (i));
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      g_autofree char *link_id =
          g_strconcat (LINK_LINES_PREFIX, stipple_head_side_get_id (side), NULL);

      add_item (group, link_id, "attachment", stipple_head_side_get_name (side), ASKED);
    }
}

static void
add_reason (json_t *items)
{
  json_t *group = add_group (items, LINK_REASON, "Reason");

  json_object_set_new (json_array_get (items, json_array_size (items) - 1), "repeats",
                       json_true ());
  add_item (group, LINK_REASON_CONDITION, "string", "Contraindication", CALCULATED);
  add_yes_no_options (add_item (group, LINK_REASON_ANSWER, "choice", "Answer", CALCULATED));
  add_outcome_options (
      add_item (group, LINK_REASON_OUTCOME, "choice", "Result of this alone", CALCULATED));
  add_item (group, LINK_REASON_ONGOING, "boolean", "Ongoing", CALCULATED);
  add_item (group, LINK_REASON_UNTIL, "date", "Until", CALCULATED);
  add_item (group, LINK_REASON_EARLIEST, "date", "Earliest date", CALCULATED);
  add_item (group, LINK_REASON_WAITING_DAYS, "integer", "Days to wait after its end", CALCULATED);
}

static void
add_result (json_t *items)
{
  json_t *group = add_group (items, LINK_RESULT, "Result, as told to the client");

  add_outcome_options (add_item (group, LINK_OUTCOME, "choice", "Outcome", CALCULATED));
  add_item (group, LINK_EARLIEST, "date", "Earliest date", CALCULATED);
  add_item (group, LINK_RULES_VERSION, "integer", "Version of the rules", CALCULATED);
  add_reason (group);
}

static void
add_visit (json_t *items)
{
  json_t *group = add_group (items, LINK_VISIT, "Visit");

  add_item (group, LINK_STARTED, "dateTime", "Begun", CALCULATED);
  add_item (group, LINK_TIME_ZONE, "string", "Time zone of the clinic", CALCULATED);
}

static void
add_consent (json_t *items)
{
  json_t *group = add_group (items, LINK_CONSENT, "Consent");

  add_item (group, LINK_CONSENT_VERSION, "integer", "Version of the text", CALCULATED);
  add_item (group, LINK_CONSENT_LANGUAGE, "string", "Language of the text", CALCULATED);
  add_item (group, LINK_CONSENT_COMPANION, "string", "Language beneath it, for a companion",
            CALCULATED);
  add_item (group, LINK_CONSENT_TIME, "dateTime", "Time", CALCULATED);
  add_item (group, LINK_SIGNATURE, "attachment", "Signature", ASKED);
  add_item (group, LINK_TICK, "boolean", "Signed by a tick, without drawing", ASKED);
  add_item (group, LINK_PAPER, "boolean", "Signed on a paper form, which the clinic keeps", ASKED);
}

static void
add_understanding (const StipplePack *pack, json_t *items)
{
  json_t *group;

  if (pack->questions->len == 0)
    return;
  group = add_group (items, LINK_UNDERSTANDING, "Understanding check: right at the first answer");
  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = pack->questions->pdata[i];
      g_autofree char *link_id = g_strconcat (LINK_UNDERSTANDING_PREFIX, question->id, NULL);
      json_t *item =
          add_item (group, link_id, "boolean", default_text (pack, question->question), CALCULATED);

      add_translations (pack, item, question->question);
    }
}

json_t *
stipple_fhir_questionnaire (const StipplePack *pack)
{
  g_autofree char *version = g_strdup_printf ("%d", pack->version);
  g_autofree char *id = g_strconcat ("intake-", version, NULL);
  json_t *items = json_array ();

  add_health (pack, items);
  add_item (items, LINK_MEDICATION, "text", "Medication, now or planned", ASKED);
  add_yes_no_options (add_item (items, LINK_NUMBING, "choice", "Numbing cream", ASKED));
  add_wishes (pack, items);
  add_result (items);
  add_visit (items);
  add_consent (items);
  add_understanding (pack, items);
  add_look (items);

  return json_pack ("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:[s],s:o}", "resourceType", "Questionnaire",
                    "id", id, "url", pack->canonical, "version", version, "name", "StippleIntake",
                    "title", "Consultation intake", "status", "active", "subjectType", "Patient",
                    "item", items);
}
