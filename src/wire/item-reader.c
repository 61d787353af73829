// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/item-reader.h"

#include "wire/fhir-names.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static const StippleItemKind *
find_kind (const StippleItemKind *kinds, gsize n_kinds, const char *link_id)
{
  for (gsize i = 0; i < n_kinds; i++)
    if (g_str_has_suffix (kinds[i].link_id, "/") ? g_str_has_prefix (link_id, kinds[i].link_id)
                                                 : strcmp (link_id, kinds[i].link_id) == 0)
      return &kinds[i];
  return NULL;
}

static void
read_item (StippleItems *self, json_t *item, const StippleItemKind *kinds, gsize n_kinds,
           gboolean *seen)
{
  static const char *const known[] = { "linkId", "text", "item", "answer", NULL };
  const char *link_id;
  const StippleItemKind *kind;

  stipple_reader_check_names (self->reader, item, known);
  stipple_reader_string (self->reader, item, "text", STIPPLE_ITEM_TEXT_MAX, FALSE);
  link_id = stipple_reader_string (self->reader, item, "linkId", STIPPLE_ITEM_WORD_MAX, TRUE);
  kind = link_id != NULL ? find_kind (kinds, n_kinds, link_id) : NULL;
  if (link_id == NULL)
    return;
  if (kind == NULL)
    stipple_reader_fault_at (self->reader, "linkId", _ ("is not in the questionnaire here"));
  else if (seen[kind - kinds] && !kind->repeats)
    stipple_reader_fault_at (self->reader, "linkId", _ ("appears twice"));
  else
    {
      seen[kind - kinds] = TRUE;
      kind->read (self, item);
    }
}

/* The items of @group, which stands at the reader's place. */
void
stipple_items_read (StippleItems *self, json_t *group, const StippleItemKind *kinds, gsize n_kinds)
{
  json_t *items = stipple_reader_array (self->reader, group, "item", 1, STIPPLE_ITEMS_MAX, TRUE);
  gsize mark = stipple_reader_enter (self->reader, "item");
  g_autofree gboolean *seen = g_new0 (gboolean, n_kinds);

  for (gsize i = 0; i < json_array_size (items); i++)
    {
      gsize at = stipple_reader_enter_index (self->reader, i);
      json_t *item = json_array_get (items, i);

      if (json_is_object (item))
        read_item (self, item, kinds, n_kinds, seen);
      else
        stipple_reader_fault (self->reader, _ ("must be an object"));
      stipple_reader_leave (self->reader, at);
    }
  stipple_reader_leave (self->reader, mark);

  for (gsize i = 0; items != NULL && i < n_kinds; i++)
    if (kinds[i].required && !seen[i])
      {
        g_autofree char *wrong = g_strdup_printf (_ ("lacks the item %s"), kinds[i].link_id);

        stipple_reader_fault_at (self->reader, "item", wrong);
      }
}

void
stipple_items_read_group (StippleItems *self, json_t *item, const StippleItemKind *kinds,
                          gsize n_kinds)
{
  if (json_object_get (item, "answer") != NULL)
    stipple_reader_fault_at (self->reader, "answer", _ ("does not belong to a group"));
  stipple_items_read (self, item, kinds, n_kinds);
}

/* Answer @index of @item as an object with only @value and perhaps "item" in it. Enter it first. */
json_t *
stipple_items_get_answer (StippleItems *self, json_t *answers, gsize index, const char *value,
                          gboolean nests)
{
  const char *known[] = { value, nests ? "item" : NULL, NULL };

  return stipple_reader_element (self->reader, answers, index, known);
}

/* The only answer of @item, entered; leave to @mark. */
json_t *
stipple_items_enter_answer (StippleItems *self, json_t *item, const char *value, gboolean nests,
                            gsize *mark)
{
  json_t *answers = stipple_reader_array (self->reader, item, "answer", 1, 1, TRUE);

  if (json_object_get (item, "item") != NULL)
    stipple_reader_fault_at (self->reader, "item", _ ("does not belong to a question"));
  *mark = stipple_reader_enter (self->reader, "answer");
  stipple_reader_enter_index (self->reader, 0);
  return stipple_items_get_answer (self, answers, 0, value, nests);
}

const char *
stipple_items_read_string (StippleItems *self, json_t *item, gsize max)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueString", FALSE, &mark);
  const char *text = stipple_reader_string (self->reader, answer, "valueString", max, TRUE);

  stipple_reader_leave (self->reader, mark);
  return text;
}

int
stipple_items_read_int (StippleItems *self, json_t *item, int min, int max)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueInteger", FALSE, &mark);
  int number = stipple_reader_int (self->reader, answer, "valueInteger", min, max, min, TRUE);

  stipple_reader_leave (self->reader, mark);
  return number;
}

gboolean
stipple_items_read_bool (StippleItems *self, json_t *item)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueBoolean", FALSE, &mark);
  gboolean value = stipple_reader_bool (self->reader, answer, "valueBoolean", TRUE);

  stipple_reader_leave (self->reader, mark);
  return value;
}

gboolean
stipple_items_read_true (StippleItems *self, json_t *item)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueBoolean", FALSE, &mark);
  gboolean value = stipple_reader_bool (self->reader, answer, "valueBoolean", TRUE);

  if (json_is_false (json_object_get (answer, "valueBoolean")))
    stipple_reader_fault_at (self->reader, "valueBoolean", _ ("is not true"));
  stipple_reader_leave (self->reader, mark);
  return value;
}

void
stipple_items_read_date (StippleItems *self, json_t *item, GDate *date)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueDate", FALSE, &mark);
  const char *iso =
      stipple_reader_string (self->reader, answer, "valueDate", STIPPLE_ITEM_WORD_MAX, TRUE);

  if (iso != NULL && !stipple_date_parse_iso (iso, date, NULL))
    stipple_reader_fault_at (self->reader, "valueDate", _ ("is not a date"));
  stipple_reader_leave (self->reader, mark);
}

gint64
stipple_items_read_time (StippleItems *self, json_t *item)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueDateTime", FALSE, &mark);
  const char *iso =
      stipple_reader_string (self->reader, answer, "valueDateTime", STIPPLE_ITEM_WORD_MAX, TRUE);
  gint64 time = 0;

  if (iso != NULL && !stipple_clock_parse_utc (iso, &time, NULL))
    stipple_reader_fault_at (self->reader, "valueDateTime", _ ("is not a time in UTC"));
  stipple_reader_leave (self->reader, mark);
  return time;
}

/* The code of @answer, which stands at the reader's place, when it is one of @system's. */
const char *
stipple_items_read_coding (StippleItems *self, json_t *answer, const char *expected)
{
  static const char *const known[] = { "system", "code", NULL };
  json_t *coding = stipple_reader_object (self->reader, answer, "valueCoding", known, TRUE);
  gsize mark = stipple_reader_enter (self->reader, "valueCoding");
  const char *system =
      stipple_reader_string (self->reader, coding, "system", STIPPLE_ITEM_WORD_MAX, TRUE);
  const char *code =
      stipple_reader_string (self->reader, coding, "code", STIPPLE_ITEM_WORD_MAX, TRUE);

  if (system != NULL && strcmp (system, expected) != 0)
    {
      stipple_reader_fault_at (self->reader, "system", _ ("is not the system of these answers"));
      code = NULL;
    }
  stipple_reader_leave (self->reader, mark);
  return code;
}

void
stipple_items_fault_of_code (StippleItems *self)
{
  gsize mark = stipple_reader_enter (self->reader, "valueCoding");

  stipple_reader_fault_at (self->reader, "code", _ ("is not one of the answers"));
  stipple_reader_leave (self->reader, mark);
}

/* Of @answer, which stands at the reader's place. */
StippleAnswer
stipple_items_read_yes_no (StippleItems *self, json_t *answer)
{
  const char *code = stipple_items_read_coding (self, answer, STIPPLE_YES_NO_SYSTEM);

  if (g_strcmp0 (code, "Y") == 0)
    return STIPPLE_ANSWER_YES;
  if (g_strcmp0 (code, "N") == 0)
    return STIPPLE_ANSWER_NO;
  if (g_strcmp0 (code, "UNK") == 0)
    return STIPPLE_ANSWER_UNSURE;
  if (code != NULL)
    stipple_items_fault_of_code (self);
  return STIPPLE_ANSWER_NONE;
}

StippleOutcome
stipple_items_read_outcome (StippleItems *self, json_t *item)
{
  gsize mark;
  json_t *answer = stipple_items_enter_answer (self, item, "valueCoding", FALSE, &mark);
  const char *code = stipple_items_read_coding (self, answer, OUTCOME_SYSTEM);
  StippleOutcome outcome = STIPPLE_OUTCOME_UNSUITABLE;

  if (code != NULL && !stipple_outcome_from_string (code, &outcome))
    stipple_items_fault_of_code (self);
  stipple_reader_leave (self->reader, mark);
  return outcome;
}
