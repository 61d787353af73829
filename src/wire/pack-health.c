// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/pack-parts.h"

#include <glib/gi18n-lib.h>

#define CONTRAINDICATIONS_MAX 100
#define STEPS_MAX 10

/* What does not end has no end to ask for, and nothing to wait for after it. */
static void
check_permanent (StipplePackReader *self, json_t *object, const StippleContraindication *rule)
{
  if (rule->waiting_days != 0)
    stipple_reader_fault_at (&self->reader, "waitingDays", _ ("must be 0 for a permanent one"));
  if (json_object_get (object, "followUp") != NULL)
    stipple_reader_fault_at (&self->reader, "followUp", _ ("does not belong to a permanent one"));
}

static void
read_follow_up (StipplePackReader *self, json_t *object, StippleContraindication *rule)
{
  static const char *const known[] = { "question", NULL };
  json_t *follow_up = stipple_reader_object (&self->reader, object, "followUp", known, FALSE);
  gsize mark = stipple_reader_enter (&self->reader, "followUp");

  rule->asks_until = follow_up != NULL;
  rule->follow_up_question =
      stipple_pack_read_text (self, follow_up, "question", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  stipple_reader_leave (&self->reader, mark);
}

static gpointer
read_contraindication (StipplePackReader *self, json_t *object)
{
  static const char *const kinds[] = {
    [STIPPLE_KIND_PERMANENT] = "permanent",
    [STIPPLE_KIND_TEMPORARY] = "temporary",
    NULL,
  };
  StippleContraindication *rule = g_new0 (StippleContraindication, 1);
  int kind = stipple_pack_read_choice (self, object, "kind", kinds, -1);

  rule->id = stipple_pack_read_id (self, object);
  rule->name = stipple_pack_read_text (self, object, "name", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  rule->help = stipple_pack_read_text (self, object, "help", STIPPLE_LINE, STIPPLE_PLAIN, FALSE);
  rule->waiting_days =
      stipple_reader_int (&self->reader, object, "waitingDays", 0, STIPPLE_PACK_DAYS_MAX, 0, TRUE);
  read_follow_up (self, object, rule);
  if (kind != -1)
    rule->kind = (StippleContraindicationKind) kind;
  if (kind == STIPPLE_KIND_PERMANENT)
    check_permanent (self, object, rule);
  return rule;
}

static void
read_result (StipplePackReader *self, json_t *results, StippleOutcome outcome)
{
  static const char *const plain[] = { "title", "summary", "next", NULL };
  static const char *const dated[] = {
    "title", "titleDated", "summary", "next", "nextDated", NULL
  };
  const char *key = stipple_outcome_to_string (outcome);
  gboolean has_date = outcome == STIPPLE_OUTCOME_WAIT;
  json_t *object =
      stipple_reader_object (&self->reader, results, key, has_date ? dated : plain, TRUE);
  StippleResultText *text = &self->pack->results[outcome];
  gsize mark = stipple_reader_enter (&self->reader, key);

  text->title = stipple_pack_read_text (self, object, "title", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  text->summary =
      stipple_pack_read_text (self, object, "summary", STIPPLE_PROSE, STIPPLE_MARKDOWN, TRUE);
  stipple_pack_read_texts (self, object, "next", 1, STEPS_MAX, STIPPLE_PLAIN, TRUE, text->next);
  if (has_date)
    {
      text->title_dated =
          stipple_pack_read_text (self, object, "titleDated", STIPPLE_LINE, STIPPLE_DATED, TRUE);
      stipple_pack_read_texts (self, object, "nextDated", 0, STEPS_MAX, STIPPLE_MAY_DATED, FALSE,
                               text->next_dated);
    }
  stipple_reader_leave (&self->reader, mark);
}

void
stipple_pack_read_health (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "rulesVersion",      "whyNot",  "physicianLine",
                                       "contraindications", "results", NULL };
  static const char *const rule_known[] = { "id",          "name",     "help", "kind",
                                            "waitingDays", "followUp", NULL };
  static const char *const results_known[] = { "proceed", "physician", "wait", "unsuitable", NULL };
  json_t *health = stipple_reader_object (&self->reader, root, "health", known, TRUE);
  gsize mark = stipple_reader_enter (&self->reader, "health");
  json_t *results;

  self->pack->rules_version =
      stipple_reader_int (&self->reader, health, "rulesVersion", 1, G_MAXINT, 1, TRUE);
  self->pack->why_not =
      stipple_pack_read_text (self, health, "whyNot", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  self->pack->physician_line =
      stipple_pack_read_text (self, health, "physicianLine", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  stipple_pack_read_list (self, health, "contraindications", 1, CONTRAINDICATIONS_MAX, rule_known,
                          read_contraindication, self->pack->contraindications);

  results = stipple_reader_object (&self->reader, health, "results", results_known, TRUE);
  stipple_reader_enter (&self->reader, "results");
  for (int outcome = 0; outcome < STIPPLE_N_OUTCOMES; outcome++)
    read_result (self, results, (StippleOutcome) outcome);
  stipple_reader_leave (&self->reader, mark);
}
