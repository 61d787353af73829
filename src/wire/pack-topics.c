// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/pack-parts.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define ID_MAX 64
#define CATEGORIES_MAX 20
#define ENTRIES_MAX 10000
#define ADVICE_MAX 10
#define SESSIONS_MAX 10
#define AFTERCARE_MAX 20
#define LINES_MAX 20
#define QUESTIONS_MAX 5
#define CHOICES_MAX 4
#define PRICES_MAX 50
#define AMOUNT_MAX 1000000
#define PAIN_MAX 10
#define HOURS_MAX 24

/* The member of @root that a part is read from, entered; leave to @mark. */
static json_t *
enter_part (StipplePackReader *self, json_t *root, const char *key, const char *const *known,
            gsize *mark)
{
  json_t *part = stipple_reader_object (&self->reader, root, key, known, TRUE);

  *mark = stipple_reader_enter (&self->reader, key);
  return part;
}

static gboolean
has_category (const StipplePack *pack, const char *id)
{
  for (guint i = 0; i < pack->categories->len; i++)
    if (g_strcmp0 (((const StippleNamed *) pack->categories->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gpointer
read_entry (StipplePackReader *self, json_t *object)
{
  static const char *const figures[] = {
    [STIPPLE_FIGURE_NONE] = "none",
    [STIPPLE_FIGURE_FADING] = "fading",
    [STIPPLE_FIGURE_SESSIONS] = "sessions",
    [STIPPLE_FIGURE_PAIN] = "pain",
    [STIPPLE_FIGURE_LAYERS] = "layers",
    [STIPPLE_FIGURE_PRICES] = "prices",
    NULL,
  };
  StippleFaqEntry *entry = g_new0 (StippleFaqEntry, 1);
  const char *category;

  entry->id = stipple_pack_read_id (self, object);
  category = stipple_reader_string (&self->reader, object, "category", ID_MAX, TRUE);
  if (category != NULL && !has_category (self->pack, category))
    stipple_reader_fault_at (&self->reader, "category", _ ("is not the id of a category"));
  entry->category = g_strdup (category);
  entry->question =
      stipple_pack_read_text (self, object, "question", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  entry->answer =
      stipple_pack_read_text (self, object, "answer", STIPPLE_ARTICLE, STIPPLE_MARKDOWN, TRUE);
  entry->keywords =
      stipple_pack_read_text (self, object, "keywords", STIPPLE_PROSE, STIPPLE_PLAIN, FALSE);
  entry->figure = (StippleFigure) stipple_pack_read_choice (self, object, "figure", figures,
                                                            STIPPLE_FIGURE_NONE);
  entry->qr_target = stipple_pack_read_url (self, object, "qr");
  return entry;
}

void
stipple_pack_read_faq (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "categories", "entries", NULL };
  static const char *const entry_known[] = { "id",       "category", "question", "answer",
                                             "keywords", "figure",   "qr",       NULL };
  gsize mark;
  json_t *faq = enter_part (self, root, "faq", known, &mark);

  stipple_pack_read_named (self, faq, "categories", CATEGORIES_MAX, self->pack->categories);
  stipple_pack_read_list (self, faq, "entries", 1, ENTRIES_MAX, entry_known, read_entry,
                          self->pack->faq);
  stipple_reader_leave (&self->reader, mark);
}

static void
read_pain (StipplePackReader *self, json_t *comfort)
{
  static const char *const known[] = { "worst",      "usualFrom",  "usualTo", "summary",
                                       "usualLabel", "worstLabel", NULL };
  StipplePainScale *pain = &self->pack->pain;
  gsize mark;
  json_t *object = enter_part (self, comfort, "pain", known, &mark);

  pain->worst = stipple_reader_int (&self->reader, object, "worst", 2, PAIN_MAX, PAIN_MAX, TRUE);
  pain->usual_from = stipple_reader_int (&self->reader, object, "usualFrom", 1, PAIN_MAX, 1, TRUE);
  pain->usual_to =
      stipple_reader_int (&self->reader, object, "usualTo", 1, PAIN_MAX, pain->usual_from, TRUE);
  stipple_pack_check_range (self, "usualTo", pain->usual_from, pain->usual_to);
  if (pain->usual_to > pain->worst)
    stipple_reader_fault_at (&self->reader, "usualTo", _ ("is above the top of the scale"));
  pain->summary =
      stipple_pack_read_text (self, object, "summary", STIPPLE_LINE, STIPPLE_MARKDOWN, TRUE);
  pain->usual_label =
      stipple_pack_read_text (self, object, "usualLabel", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  pain->worst_label =
      stipple_pack_read_text (self, object, "worstLabel", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  stipple_reader_leave (&self->reader, mark);
}

static gpointer
read_advice (StipplePackReader *self, json_t *object)
{
  StippleAdvice *advice = g_new0 (StippleAdvice, 1);

  advice->id = stipple_pack_read_id (self, object);
  advice->when = stipple_pack_read_text (self, object, "when", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  advice->text =
      stipple_pack_read_text (self, object, "text", STIPPLE_PROSE, STIPPLE_MARKDOWN, TRUE);
  return advice;
}

void
stipple_pack_read_comfort (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "pain", "numbing", "afterwards", NULL };
  static const char *const advice_known[] = { "id", "when", "text", NULL };
  gsize mark;
  json_t *comfort = enter_part (self, root, "comfort", known, &mark);

  read_pain (self, comfort);
  stipple_pack_read_list (self, comfort, "numbing", 0, ADVICE_MAX, advice_known, read_advice,
                          self->pack->numbing);
  stipple_pack_read_list (self, comfort, "afterwards", 0, ADVICE_MAX, advice_known, read_advice,
                          self->pack->afterwards);
  stipple_reader_leave (&self->reader, mark);
}

static gpointer
read_session (StipplePackReader *self, json_t *object)
{
  StippleTreatmentSession *session = g_new0 (StippleTreatmentSession, 1);

  session->id = stipple_pack_read_id (self, object);
  session->name = stipple_pack_read_text (self, object, "name", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  session->summary =
      stipple_pack_read_text (self, object, "summary", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  session->min_days =
      stipple_reader_int (&self->reader, object, "minDays", 0, STIPPLE_PACK_DAYS_MAX, 0, TRUE);
  session->max_days = stipple_reader_int (&self->reader, object, "maxDays", 0,
                                          STIPPLE_PACK_DAYS_MAX, session->min_days, TRUE);
  stipple_pack_check_range (self, "maxDays", session->min_days, session->max_days);
  return session;
}

void
stipple_pack_read_plan (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "sessions", "minHours", "maxHours", "note", NULL };
  static const char *const session_known[] = {
    "id", "name", "summary", "minDays", "maxDays", NULL
  };
  StippleTreatmentPlan *plan = &self->pack->plan;
  gsize mark;
  json_t *object = enter_part (self, root, "plan", known, &mark);

  stipple_pack_read_list (self, object, "sessions", 1, SESSIONS_MAX, session_known, read_session,
                          plan->sessions);
  plan->min_hours = stipple_reader_int (&self->reader, object, "minHours", 1, HOURS_MAX, 1, TRUE);
  plan->max_hours =
      stipple_reader_int (&self->reader, object, "maxHours", 1, HOURS_MAX, plan->min_hours, TRUE);
  stipple_pack_check_range (self, "maxHours", plan->min_hours, plan->max_hours);
  plan->note = stipple_pack_read_text (self, object, "note", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  stipple_reader_leave (&self->reader, mark);
}

/* Days rise and do not overlap; only the last may have no end. */
static void
check_order (StipplePackReader *self, int from_day)
{
  const GPtrArray *days = self->pack->aftercare;
  const StippleAftercareDay *before = days->len > 0 ? days->pdata[days->len - 1] : NULL;

  if (before != NULL && (before->to_day == -1 || from_day <= before->to_day))
    stipple_reader_fault_at (&self->reader, "from", _ ("is not after the days before it"));
}

static gpointer
read_day (StipplePackReader *self, json_t *object)
{
  StippleAftercareDay *day = stipple_aftercare_day_new ();

  day->id = stipple_pack_read_id (self, object);
  day->from_day =
      stipple_reader_int (&self->reader, object, "from", 0, STIPPLE_PACK_DAYS_MAX, 0, TRUE);
  day->to_day =
      stipple_reader_int (&self->reader, object, "to", 0, STIPPLE_PACK_DAYS_MAX, -1, FALSE);
  if (day->to_day != -1)
    stipple_pack_check_range (self, "to", day->from_day, day->to_day);
  if (json_is_integer (json_object_get (object, "from")))
    check_order (self, day->from_day);
  day->label = stipple_pack_read_text (self, object, "label", STIPPLE_LABEL, STIPPLE_PLAIN, TRUE);
  day->title = stipple_pack_read_text (self, object, "title", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  day->detail =
      stipple_pack_read_text (self, object, "detail", STIPPLE_PROSE, STIPPLE_MARKDOWN, FALSE);
  stipple_pack_read_texts (self, object, "avoid", 0, LINES_MAX, STIPPLE_PLAIN, TRUE, day->avoid);
  stipple_pack_read_texts (self, object, "fine", 0, LINES_MAX, STIPPLE_PLAIN, TRUE, day->fine);
  return day;
}

static gpointer
read_choice (StipplePackReader *self, json_t *object)
{
  StippleChoice *choice = g_new0 (StippleChoice, 1);

  choice->id = stipple_pack_read_id (self, object);
  choice->text = stipple_pack_read_text (self, object, "text", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  choice->right = stipple_reader_bool (&self->reader, object, "right", TRUE);
  return choice;
}

static void
check_one_right (StipplePackReader *self, json_t *object, const StippleQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->choices->len; i++)
    n += ((const StippleChoice *) question->choices->pdata[i])->right ? 1 : 0;
  if (json_array_size (json_object_get (object, "choices")) > 0 && n != 1)
    stipple_reader_fault_at (&self->reader, "choices", _ ("must have exactly one right choice"));
}

static gpointer
read_question (StipplePackReader *self, json_t *object)
{
  static const char *const choice_known[] = { "id", "text", "right", NULL };
  StippleQuestion *question = stipple_question_new ();

  question->id = stipple_pack_read_id (self, object);
  question->question =
      stipple_pack_read_text (self, object, "question", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  stipple_pack_read_list (self, object, "choices", 2, CHOICES_MAX, choice_known, read_choice,
                          question->choices);
  check_one_right (self, object, question);
  question->correction =
      stipple_pack_read_text (self, object, "correction", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  return question;
}

void
stipple_pack_read_aftercare (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "intro", "days", "questions", NULL };
  static const char *const question_known[] = { "id", "question", "choices", "correction", NULL };
  static const char *const day_known[] = { "id",     "from",  "to",   "label", "title",
                                           "detail", "avoid", "fine", NULL };
  gsize mark;
  json_t *aftercare = enter_part (self, root, "aftercare", known, &mark);

  self->pack->aftercare_intro =
      stipple_pack_read_text (self, aftercare, "intro", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  stipple_pack_read_list (self, aftercare, "days", 1, AFTERCARE_MAX, day_known, read_day,
                          self->pack->aftercare);
  stipple_pack_read_list (self, aftercare, "questions", 0, QUESTIONS_MAX, question_known,
                          read_question, self->pack->questions);
  stipple_reader_leave (&self->reader, mark);
}

static gpointer
read_price (StipplePackReader *self, json_t *object)
{
  StipplePrice *price = g_new0 (StipplePrice, 1);

  price->id = stipple_pack_read_id (self, object);
  price->label = stipple_pack_read_text (self, object, "label", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  price->min_amount = stipple_reader_int (&self->reader, object, "min", 0, AMOUNT_MAX, -1, FALSE);
  price->max_amount = stipple_reader_int (&self->reader, object, "max", 0, AMOUNT_MAX, -1, FALSE);
  if (price->max_amount != -1)
    stipple_pack_check_range (self, "max", price->min_amount, price->max_amount);
  price->note = stipple_pack_read_text (self, object, "note", STIPPLE_PROSE, STIPPLE_PLAIN, FALSE);
  return price;
}

void
stipple_pack_read_prices (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "rows", "includes", NULL };
  static const char *const row_known[] = { "id", "label", "min", "max", "note", NULL };
  gsize mark;
  json_t *prices = enter_part (self, root, "prices", known, &mark);

  stipple_pack_read_list (self, prices, "rows", 0, PRICES_MAX, row_known, read_price,
                          self->pack->prices);
  stipple_pack_read_texts (self, prices, "includes", 0, LINES_MAX, STIPPLE_PLAIN, TRUE,
                           self->pack->price_includes);
  stipple_reader_leave (&self->reader, mark);
}
