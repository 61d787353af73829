// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir-read.h"

#include "wire/fhir-names.h"
#include "wire/fhir.h"
#include "wire/item-reader.h"
#include "wire/signature.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define WAITING_DAYS_MAX 3650 /* as in a content pack */

/* The date or "ongoing" beside a yes. */
static void
read_follow_up (StippleItems *self, json_t *answer, const char *link_id, const char *id)
{
  json_t *items = stipple_reader_array (self->reader, answer, "item", 1, 1, FALSE);
  json_t *item = json_array_get (items, 0);
  g_autofree char *until_link = g_strconcat (link_id, "/until", NULL);
  g_autofree char *ongoing_link = g_strconcat (link_id, "/ongoing", NULL);
  const char *link;
  GDate until;

  if (items == NULL)
    return;
  stipple_reader_enter (self->reader, "item");
  stipple_reader_enter_index (self->reader, 0);
  if (!json_is_object (item))
    {
      stipple_reader_fault (self->reader, _ ("must be an object"));
      return;
    }

  g_date_clear (&until, 1);
  stipple_reader_check_names (self->reader, item,
                              (const char *const[]){ "linkId", "text", "answer", NULL });
  stipple_reader_string (self->reader, item, "text", STIPPLE_ITEM_TEXT_MAX, FALSE);
  link = stipple_reader_string (self->reader, item, "linkId", STIPPLE_ITEM_WORD_MAX, TRUE);
  if (g_strcmp0 (link, until_link) == 0)
    {
      stipple_items_read_date (self, item, &until);
      if (g_date_valid (&until))
        stipple_replies_set_follow_up (self->intake->replies, id, FALSE, &until);
    }
  else if (g_strcmp0 (link, ongoing_link) == 0)
    stipple_replies_set_follow_up (self->intake->replies, id, stipple_items_read_true (self, item),
                                   NULL);
  else if (link != NULL)
    stipple_reader_fault_at (self->reader, "linkId", _ ("is not in the questionnaire here"));
}

static void
read_reply (StippleItems *self, json_t *item)
{
  const char *link_id = json_string_value (json_object_get (item, "linkId"));
  const char *id = link_id + strlen (LINK_HEALTH_PREFIX);
  gsize mark;
  json_t *answer;
  StippleAnswer said;

  if (!stipple_fhir_is_pack_id (id))
    {
      stipple_reader_fault_at (self->reader, "linkId", _ ("is not in the questionnaire here"));
      return;
    }
  if (stipple_replies_get (self->intake->replies, id)->answer != STIPPLE_ANSWER_NONE)
    {
      stipple_reader_fault_at (self->reader, "linkId", _ ("appears twice"));
      return;
    }

  answer = stipple_items_enter_answer (self, item, "valueCoding", TRUE, &mark);
  said = stipple_items_read_yes_no (self, answer);
  if (said != STIPPLE_ANSWER_NONE)
    stipple_replies_set (self->intake->replies, id, said);
  if (said == STIPPLE_ANSWER_YES)
    read_follow_up (self, answer, link_id, id);
  else if (json_object_get (answer, "item") != NULL)
    stipple_reader_fault_at (self->reader, "item", _ ("belongs beside a yes only"));
  stipple_reader_leave (self->reader, mark);
}

static void
read_health (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = { { LINK_HEALTH_PREFIX, read_reply, FALSE, TRUE } };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static StippleStrokes *
decode_drawing (const char *base64)
{
  gsize length;
  g_autofree char *svg = (char *) g_base64_decode (base64, &length);
  g_autofree char *again = g_base64_encode ((const guchar *) svg, length);

  /* GLib skips what is not base 64; we do not. Nor may a NUL hide what follows. */
  if (strcmp (again, base64) != 0 || memchr (svg, '\0', length) != NULL)
    return NULL;
  return stipple_signature_from_svg (svg, NULL);
}

/* Lines in a picture that is the only answer of @item; NULL after a fault. */
static StippleStrokes *
read_drawing (StippleItems *self, json_t *item)
{
  static const char *const known[] = { "contentType", "data", NULL };
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueAttachment", FALSE, &mark);
  json_t *attachment = stipple_reader_object (self->reader, answer, "valueAttachment", known, TRUE);
  const char *type, *data;
  StippleStrokes *strokes = NULL;

  stipple_reader_enter (self->reader, "valueAttachment");
  type =
      stipple_reader_string (self->reader, attachment, "contentType", STIPPLE_ITEM_WORD_MAX, TRUE);
  data = stipple_reader_string (self->reader, attachment, "data", STIPPLE_BUNDLE_MAX_BYTES, TRUE);
  if (type != NULL && strcmp (type, SIGNATURE_TYPE) != 0)
    stipple_reader_fault_at (self->reader, "contentType", _ ("is not that of a drawing"));
  else if (data != NULL && (strokes = decode_drawing (data)) == NULL)
    stipple_reader_fault_at (self->reader, "data", _ ("is not a drawing that Stipple makes"));
  stipple_reader_leave (self->reader, mark);
  return strokes;
}

static void
read_medication (StippleItems *self, json_t *item)
{
  self->intake->medication = g_strdup (stipple_items_read_string (self, item, STIPPLE_NOTE_MAX));
}

static void
read_numbing (StippleItems *self, json_t *item)
{
  static const StippleNumbing meanings[] = {
    [STIPPLE_ANSWER_NONE] = STIPPLE_NUMBING_NONE,
    [STIPPLE_ANSWER_NO] = STIPPLE_NUMBING_NO,
    [STIPPLE_ANSWER_YES] = STIPPLE_NUMBING_YES,
    [STIPPLE_ANSWER_UNSURE] = STIPPLE_NUMBING_UNSURE,
  };
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueCoding", FALSE, &mark);

  self->intake->numbing = meanings[stipple_items_read_yes_no (self, answer)];
  stipple_reader_leave (self->reader, mark);
}

static void
read_areas (StippleItems *self, json_t *item)
{
  json_t *answers = stipple_reader_array (self->reader, item, "answer", 1, STIPPLE_ITEMS_MAX, TRUE);
  gsize mark = stipple_reader_enter (self->reader, "answer");
  g_autoptr (GStrvBuilder) areas = g_strv_builder_new ();

  for (gsize i = 0; i < json_array_size (answers); i++)
    {
      gsize at = stipple_reader_enter_index (self->reader, i);
      const char *code = stipple_items_read_coding (
          self, stipple_items_get_answer (self, answers, i, "valueCoding", FALSE), AREA_SYSTEM);

      if (code != NULL && stipple_fhir_is_pack_id (code))
        g_strv_builder_add (areas, code);
      else if (code != NULL)
        stipple_items_fault_of_code (self);
      stipple_reader_leave (self->reader, at);
    }
  stipple_reader_leave (self->reader, mark);
  g_strfreev (self->intake->areas);
  self->intake->areas = g_strv_builder_end (areas);
}

static void
read_scars (StippleItems *self, json_t *item)
{
  self->intake->scars = g_strdup (stipple_items_read_string (self, item, STIPPLE_NOTE_MAX));
}

static void
read_note (StippleItems *self, json_t *item)
{
  self->intake->wishes_note = g_strdup (stipple_items_read_string (self, item, STIPPLE_NOTE_MAX));
}

static void
read_wishes (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_AREAS, read_areas, FALSE, FALSE },
    { LINK_SCARS, read_scars, FALSE, FALSE },
    { LINK_NOTE, read_note, FALSE, FALSE },
  };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static const char *
read_only_coding (StippleItems *self, json_t *item, const char *system)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueCoding", FALSE, &mark);
  const char *code = stipple_items_read_coding (self, answer, system);

  stipple_reader_leave (self->reader, mark);
  return code;
}

static void
read_pattern (StippleItems *self, json_t *item)
{
  const char *code = read_only_coding (self, item, PATTERN_SYSTEM);

  if (code != NULL
      && (*code == '\0' || !stipple_hair_pattern_from_id (code, &self->intake->hair_pattern)))
    stipple_reader_fault_at (self->reader, "answer", _ ("is not one of the answers"));
}

/* As an index plus 1. */
static int
read_color (StippleItems *self, json_t *item, const char *system,
            gboolean (*from_id) (const char *id, guint *index))
{
  const char *code = read_only_coding (self, item, system);
  guint index;

  if (code != NULL && from_id (code, &index))
    return (int) index + 1;
  if (code != NULL)
    stipple_reader_fault_at (self->reader, "answer", _ ("is not one of the answers"));
  return 0;
}

static void
read_hair_color (StippleItems *self, json_t *item)
{
  self->intake->hair_color = read_color (self, item, HAIR_COLOR_SYSTEM, stipple_hair_color_from_id);
}

static void
read_complexion (StippleItems *self, json_t *item)
{
  self->intake->complexion = read_color (self, item, COMPLEXION_SYSTEM, stipple_complexion_from_id);
}

static void
read_regions (StippleItems *self, json_t *item)
{
  json_t *answers = stipple_reader_array (self->reader, item, "answer", 1, STIPPLE_N_REGIONS, TRUE);
  gsize mark = stipple_reader_enter (self->reader, "answer");

  for (gsize i = 0; i < json_array_size (answers); i++)
    {
      gsize at = stipple_reader_enter_index (self->reader, i);
      const char *code = stipple_items_read_coding (
          self, stipple_items_get_answer (self, answers, i, "valueCoding", FALSE), REGION_SYSTEM);
      StippleRegion region;

      if (code != NULL && stipple_region_from_id (code, &region)
          && !stipple_marks_has_region (self->intake->marks, region))
        stipple_marks_set_region (self->intake->marks, region, TRUE);
      else if (code != NULL)
        stipple_items_fault_of_code (self);
      stipple_reader_leave (self->reader, at);
    }
  stipple_reader_leave (self->reader, mark);
}

static void
read_lines (StippleItems *self, json_t *item)
{
  const char *link_id = json_string_value (json_object_get (item, "linkId"));
  StippleMarks *marks = self->intake->marks;
  StippleHeadSide side;

  if (!stipple_head_side_from_id (link_id + strlen (LINK_LINES_PREFIX), &side))
    {
      stipple_reader_fault_at (self->reader, "linkId", _ ("is not in the questionnaire here"));
      return;
    }
  if (marks->lines[side] != NULL)
    {
      stipple_reader_fault_at (self->reader, "linkId", _ ("appears twice"));
      return;
    }
  marks->lines[side] = read_drawing (self, item);
  if (marks->lines[side] != NULL
      && (stipple_strokes_get_height (marks->lines[side]) != STIPPLE_HEAD_HEIGHT
          || stipple_marks_get_n_points (marks) > STIPPLE_MARKS_MAX_POINTS))
    stipple_reader_fault_at (self->reader, "answer", _ ("is not a drawing on a head"));
}

static void
read_look (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_PATTERN, read_pattern, FALSE, FALSE },
    { LINK_HAIR_COLOR, read_hair_color, FALSE, FALSE },
    { LINK_COMPLEXION, read_complexion, FALSE, FALSE },
    { LINK_REGIONS, read_regions, FALSE, FALSE },
    { LINK_LINES_PREFIX, read_lines, FALSE, TRUE },
  };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static void
read_reason_condition (StippleItems *self, json_t *item)
{
  const char *id = stipple_items_read_string (self, item, STIPPLE_ITEM_WORD_MAX);

  if (id != NULL && !stipple_fhir_is_pack_id (id))
    stipple_reader_fault (self->reader, _ ("does not name a contraindication"));
  else if (id != NULL)
    {
      g_free (self->reason->id);
      self->reason->id = g_strdup (id);
    }
}

static void
read_reason_answer (StippleItems *self, json_t *item)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueCoding", FALSE, &mark);

  self->reason->answer = stipple_items_read_yes_no (self, answer);
  if (self->reason->answer == STIPPLE_ANSWER_NO)
    stipple_items_fault_of_code (self);
  stipple_reader_leave (self->reader, mark);
}

static void
read_reason_outcome (StippleItems *self, json_t *item)
{
  self->reason->outcome = stipple_items_read_outcome (self, item);
}

static void
read_reason_ongoing (StippleItems *self, json_t *item)
{
  self->reason->ongoing = stipple_items_read_true (self, item);
}

static void
read_reason_until (StippleItems *self, json_t *item)
{
  stipple_items_read_date (self, item, &self->reason->until);
}

static void
read_reason_earliest (StippleItems *self, json_t *item)
{
  stipple_items_read_date (self, item, &self->reason->earliest);
}

static void
read_reason_waiting_days (StippleItems *self, json_t *item)
{
  self->reason->waiting_days = stipple_items_read_int (self, item, 0, WAITING_DAYS_MAX);
}

static void
read_reason (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_REASON_CONDITION, read_reason_condition, TRUE, FALSE },
    { LINK_REASON_ANSWER, read_reason_answer, TRUE, FALSE },
    { LINK_REASON_OUTCOME, read_reason_outcome, TRUE, FALSE },
    { LINK_REASON_ONGOING, read_reason_ongoing, FALSE, FALSE },
    { LINK_REASON_UNTIL, read_reason_until, FALSE, FALSE },
    { LINK_REASON_EARLIEST, read_reason_earliest, FALSE, FALSE },
    { LINK_REASON_WAITING_DAYS, read_reason_waiting_days, TRUE, FALSE },
  };

  self->reason = stipple_reason_new ("");
  g_ptr_array_add (self->reasons, self->reason);
  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static void
read_result_outcome (StippleItems *self, json_t *item)
{
  self->outcome = stipple_items_read_outcome (self, item);
}

static void
read_result_earliest (StippleItems *self, json_t *item)
{
  stipple_items_read_date (self, item, &self->earliest);
}

static void
read_rules_version (StippleItems *self, json_t *item)
{
  self->rules_version = stipple_items_read_int (self, item, 1, G_MAXINT);
}

static void
read_result (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_OUTCOME, read_result_outcome, TRUE, FALSE },
    { LINK_EARLIEST, read_result_earliest, FALSE, FALSE },
    { LINK_RULES_VERSION, read_rules_version, TRUE, FALSE },
    { LINK_REASON, read_reason, FALSE, TRUE },
  };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static void
read_started (StippleItems *self, json_t *item)
{
  self->intake->started = stipple_items_read_time (self, item);
}

static void
read_time_zone (StippleItems *self, json_t *item)
{
  const char *zone = stipple_items_read_string (self, item, STIPPLE_ITEM_WORD_MAX);

  if (zone != NULL
      && !g_regex_match_simple ("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", zone,
                                G_REGEX_DOLLAR_ENDONLY, 0))
    stipple_reader_fault (self->reader, _ ("is not the name of a time zone"));
  else
    self->intake->time_zone = g_strdup (zone);
}

static void
read_visit (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_STARTED, read_started, TRUE, FALSE },
    { LINK_TIME_ZONE, read_time_zone, TRUE, FALSE },
  };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

static void
read_consent_version (StippleItems *self, json_t *item)
{
  self->intake->consent_version = stipple_items_read_int (self, item, 1, G_MAXINT);
}

/* Transfer full; NULL after a fault. */
static char *
read_language (StippleItems *self, json_t *item)
{
  const char *language = stipple_items_read_string (self, item, STIPPLE_ITEM_WORD_MAX);

  if (language == NULL || stipple_fhir_is_language (language))
    return g_strdup (language);
  stipple_reader_fault (self->reader, _ ("is not a language tag"));
  return NULL;
}

static void
read_consent_language (StippleItems *self, json_t *item)
{
  self->intake->consent_language = read_language (self, item);
}

static void
read_consent_companion (StippleItems *self, json_t *item)
{
  self->intake->consent_companion = read_language (self, item);
}

static void
read_consent_time (StippleItems *self, json_t *item)
{
  self->intake->consent_time = stipple_items_read_time (self, item);
}

static void
read_signature (StippleItems *self, json_t *item)
{
  self->intake->signature = read_drawing (self, item);
}

static void
read_tick (StippleItems *self, json_t *item)
{
  self->ticked = stipple_items_read_true (self, item);
}

static void
read_paper (StippleItems *self, json_t *item)
{
  self->intake->signed_on_paper = stipple_items_read_true (self, item);
}

static void
read_consent (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_CONSENT_VERSION, read_consent_version, TRUE, FALSE },
    { LINK_CONSENT_LANGUAGE, read_consent_language, TRUE, FALSE },
    { LINK_CONSENT_COMPANION, read_consent_companion, FALSE, FALSE },
    { LINK_CONSENT_TIME, read_consent_time, TRUE, FALSE },
    { LINK_SIGNATURE, read_signature, FALSE, FALSE },
    { LINK_TICK, read_tick, FALSE, FALSE },
    { LINK_PAPER, read_paper, FALSE, FALSE },
  };
  int n_ways;

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
  n_ways = (self->intake->signature != NULL ? 1 : 0) + (self->ticked ? 1 : 0)
           + (self->intake->signed_on_paper ? 1 : 0);
  if (!stipple_reader_has_fault (self->reader) && n_ways != 1)
    stipple_reader_fault_at (self->reader, "item",
                             _ ("must have a signature, or a tick or a paper form in its place"));
  if (!stipple_reader_has_fault (self->reader)
      && g_strcmp0 (self->intake->consent_companion, self->intake->consent_language) == 0)
    stipple_reader_fault_at (self->reader, "item", _ ("must name two languages, not one twice"));
}

static void
read_understood (StippleItems *self, json_t *item)
{
  const char *link_id = json_string_value (json_object_get (item, "linkId"));
  const char *id = link_id + strlen (LINK_UNDERSTANDING_PREFIX);

  if (!stipple_fhir_is_pack_id (id))
    stipple_reader_fault_at (self->reader, "linkId", _ ("is not in the questionnaire here"));
  else if (stipple_understanding_find (self->intake->understanding, id) != NULL)
    stipple_reader_fault_at (self->reader, "linkId", _ ("appears twice"));
  else
    stipple_understanding_set (self->intake->understanding, id, NULL,
                               !stipple_items_read_bool (self, item));
}

static void
read_understanding (StippleItems *self, json_t *item)
{
  static const StippleItemKind kinds[] = {
    { LINK_UNDERSTANDING_PREFIX, read_understood, FALSE, TRUE },
  };

  stipple_items_read_group (self, item, kinds, G_N_ELEMENTS (kinds));
}

void
stipple_fhir_read_items (StippleReader *reader, json_t *response, StippleIntake *intake)
{
  static const StippleItemKind in_progress[] = {
    { LINK_HEALTH, read_health, FALSE, FALSE },
    { LINK_MEDICATION, read_medication, FALSE, FALSE },
    { LINK_NUMBING, read_numbing, FALSE, FALSE },
    { LINK_WISHES, read_wishes, FALSE, FALSE },
    { LINK_LOOK, read_look, FALSE, FALSE },
    { LINK_VISIT, read_visit, TRUE, FALSE },
    { LINK_UNDERSTANDING, read_understanding, FALSE, FALSE },
  };
  static const StippleItemKind kinds[] = {
    { LINK_HEALTH, read_health, TRUE, FALSE },
    { LINK_MEDICATION, read_medication, FALSE, FALSE },
    { LINK_NUMBING, read_numbing, FALSE, FALSE },
    { LINK_WISHES, read_wishes, FALSE, FALSE },
    { LINK_LOOK, read_look, FALSE, FALSE },
    { LINK_RESULT, read_result, TRUE, FALSE },
    { LINK_VISIT, read_visit, TRUE, FALSE },
    { LINK_CONSENT, read_consent, TRUE, FALSE },
    { LINK_UNDERSTANDING, read_understanding, FALSE, FALSE },
  };
  g_autoptr (GPtrArray) reasons =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_reason_free);
  StippleItems self = { .reader = reader, .intake = intake, .reasons = reasons };

  if (intake->in_progress)
    {
      stipple_items_read (&self, response, in_progress, G_N_ELEMENTS (in_progress));
      return;
    }
  g_date_clear (&self.earliest, 1);
  stipple_items_read (&self, response, kinds, G_N_ELEMENTS (kinds));
  if (!stipple_reader_has_fault (reader))
    intake->result = stipple_eligibility_new (self.outcome, g_steal_pointer (&reasons),
                                              &self.earliest, self.rules_version);
}
