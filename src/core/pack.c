// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pack.h"

G_DEFINE_BOXED_TYPE (StipplePack, stipple_pack, stipple_pack_ref, stipple_pack_unref)

static const char *const outcome_words[STIPPLE_N_OUTCOMES] = {
  [STIPPLE_OUTCOME_PROCEED] = "proceed",
  [STIPPLE_OUTCOME_PHYSICIAN] = "physician",
  [STIPPLE_OUTCOME_WAIT] = "wait",
  [STIPPLE_OUTCOME_UNSUITABLE] = "unsuitable",
};

static const char *const image_types[STIPPLE_N_IMAGE_TYPES] = {
  [STIPPLE_IMAGE_PNG] = "image/png",
  [STIPPLE_IMAGE_JPEG] = "image/jpeg",
};

/* Optional texts are NULL, and so is whatever a reader had not come to when it met a fault. */
static void
text_free (gpointer data)
{
  StippleText *text = data;

  g_clear_pointer (&text, stipple_text_unref);
}

static void
language_free (gpointer data)
{
  StippleLanguage *language = data;

  g_free (language->tag);
  g_free (language->name);
  g_free (language);
}

static void
place_free (gpointer data)
{
  StipplePlace *place = data;

  g_free (place->id);
  text_free (place->name);
  text_free (place->address);
  text_free (place->hours);
  g_free (place->phone);
  g_free (place->url);
  g_free (place);
}

static void
named_free (gpointer data)
{
  StippleNamed *named = data;

  g_free (named->id);
  text_free (named->name);
  g_free (named);
}

static void
faq_entry_free (gpointer data)
{
  StippleFaqEntry *entry = data;

  g_free (entry->id);
  g_free (entry->category);
  text_free (entry->question);
  text_free (entry->answer);
  text_free (entry->keywords);
  g_free (entry->qr_target);
  g_free (entry);
}

void
stipple_image_free (StippleImage *self)
{
  g_free (self->sha256);
  text_free (self->alt);
  g_free (self);
}

StippleImage *
stipple_image_copy (const StippleImage *self)
{
  StippleImage *copy = g_new0 (StippleImage, 1);

  copy->sha256 = g_strdup (self->sha256);
  copy->type = self->type;
  copy->width = self->width;
  copy->height = self->height;
  return copy;
}

static void
gallery_entry_free (gpointer data)
{
  StippleGalleryEntry *entry = data;

  g_free (entry->id);
  text_free (entry->title);
  text_free (entry->caption);
  g_clear_pointer (&entry->image, stipple_image_free);
  g_free (entry->link);
  g_free (entry);
}

static void
advice_free (gpointer data)
{
  StippleAdvice *advice = data;

  g_free (advice->id);
  text_free (advice->when);
  text_free (advice->text);
  g_free (advice);
}

static void
treatment_session_free (gpointer data)
{
  StippleTreatmentSession *session = data;

  g_free (session->id);
  text_free (session->name);
  text_free (session->summary);
  g_free (session);
}

static void
aftercare_day_free (gpointer data)
{
  StippleAftercareDay *day = data;

  g_free (day->id);
  text_free (day->label);
  text_free (day->title);
  text_free (day->detail);
  g_ptr_array_unref (day->avoid);
  g_ptr_array_unref (day->fine);
  g_free (day);
}

static void
choice_free (gpointer data)
{
  StippleChoice *choice = data;

  g_free (choice->id);
  text_free (choice->text);
  g_free (choice);
}

static void
question_free (gpointer data)
{
  StippleQuestion *question = data;

  g_free (question->id);
  text_free (question->question);
  text_free (question->correction);
  g_ptr_array_unref (question->choices);
  g_free (question);
}

static void
contraindication_free (gpointer data)
{
  StippleContraindication *rule = data;

  g_free (rule->id);
  text_free (rule->name);
  text_free (rule->help);
  text_free (rule->follow_up_question);
  g_free (rule);
}

static void
price_free (gpointer data)
{
  StipplePrice *price = data;

  g_free (price->id);
  text_free (price->label);
  text_free (price->note);
  g_free (price);
}

static void
result_text_clear (StippleResultText *result)
{
  text_free (result->title);
  text_free (result->title_dated);
  text_free (result->summary);
  g_ptr_array_unref (result->next);
  g_ptr_array_unref (result->next_dated);
}

StipplePack *
stipple_pack_new (void)
{
  StipplePack *self = g_new0 (StipplePack, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->languages = g_ptr_array_new_with_free_func (language_free);
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->categories = g_ptr_array_new_with_free_func (named_free);
  self->faq = g_ptr_array_new_with_free_func (faq_entry_free);
  self->gallery = g_ptr_array_new_with_free_func (gallery_entry_free);
  self->numbing = g_ptr_array_new_with_free_func (advice_free);
  self->afterwards = g_ptr_array_new_with_free_func (advice_free);
  self->plan.sessions = g_ptr_array_new_with_free_func (treatment_session_free);
  self->aftercare = g_ptr_array_new_with_free_func (aftercare_day_free);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->contraindications = g_ptr_array_new_with_free_func (contraindication_free);
  for (guint i = 0; i < STIPPLE_N_OUTCOMES; i++)
    {
      self->results[i].next = g_ptr_array_new_with_free_func (text_free);
      self->results[i].next_dated = g_ptr_array_new_with_free_func (text_free);
    }
  self->areas = g_ptr_array_new_with_free_func (named_free);
  self->prices = g_ptr_array_new_with_free_func (price_free);
  self->price_includes = g_ptr_array_new_with_free_func (text_free);

  return self;
}

StippleAftercareDay *
stipple_aftercare_day_new (void)
{
  StippleAftercareDay *day = g_new0 (StippleAftercareDay, 1);

  day->avoid = g_ptr_array_new_with_free_func (text_free);
  day->fine = g_ptr_array_new_with_free_func (text_free);

  return day;
}

StippleQuestion *
stipple_question_new (void)
{
  StippleQuestion *question = g_new0 (StippleQuestion, 1);

  question->choices = g_ptr_array_new_with_free_func (choice_free);

  return question;
}

StipplePack *
stipple_pack_ref (StipplePack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
free_arrays (StipplePack *self)
{
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->faq);
  g_ptr_array_unref (self->gallery);
  g_ptr_array_unref (self->numbing);
  g_ptr_array_unref (self->afterwards);
  g_ptr_array_unref (self->plan.sessions);
  g_ptr_array_unref (self->aftercare);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->contraindications);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->prices);
  g_ptr_array_unref (self->price_includes);
}

static void
free_texts (StipplePack *self)
{
  text_free (self->clinic_name);
  text_free (self->slogan);
  text_free (self->attract_title);
  text_free (self->attract_text);
  text_free (self->pain.summary);
  text_free (self->pain.usual_label);
  text_free (self->pain.worst_label);
  text_free (self->plan.note);
  text_free (self->aftercare_intro);
  text_free (self->why_not);
  text_free (self->physician_line);
  text_free (self->consent.text);
  text_free (self->consent.statement);
  for (guint i = 0; i < STIPPLE_N_OUTCOMES; i++)
    result_text_clear (&self->results[i]);
}

void
stipple_pack_unref (StipplePack *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  free_arrays (self);
  free_texts (self);
  g_free (self->digest);
  g_free (self->canonical);
  g_free (self->website);
  g_free (self->time_zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

const StippleLanguage *
stipple_pack_find_language (const StipplePack *self, const char *tag)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (self->languages, i);

      if (g_strcmp0 (language->tag, tag) == 0)
        return language;
    }

  return NULL;
}

const StippleContraindication *
stipple_pack_find_contraindication (const StipplePack *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (self->contraindications, i);

      if (g_strcmp0 (rule->id, id) == 0)
        return rule;
    }

  return NULL;
}

const StippleNamed *
stipple_pack_find_area (const StipplePack *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (self->areas, i);

      if (g_strcmp0 (area->id, id) == 0)
        return area;
    }

  return NULL;
}

const StippleQuestion *
stipple_pack_find_question (const StipplePack *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (self->questions, i);

      if (g_strcmp0 (question->id, id) == 0)
        return question;
    }

  return NULL;
}

const StippleChoice *
stipple_question_find_choice (const StippleQuestion *self, const char *id)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const StippleChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_strcmp0 (choice->id, id) == 0)
        return choice;
    }

  return NULL;
}

const char *
stipple_pack_default_language (const StipplePack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->languages->len == 0)
    return NULL;

  return ((const StippleLanguage *) g_ptr_array_index (self->languages, 0))->tag;
}

const char *
stipple_outcome_to_string (StippleOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < STIPPLE_N_OUTCOMES, NULL);

  return outcome_words[outcome];
}

gboolean
stipple_outcome_from_string (const char *text, StippleOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, FALSE);

  for (guint i = 0; i < STIPPLE_N_OUTCOMES; i++)
    {
      if (g_strcmp0 (text, outcome_words[i]) == 0)
        {
          *outcome = (StippleOutcome) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
stipple_image_type_to_string (StippleImageType type)
{
  g_return_val_if_fail ((guint) type < STIPPLE_N_IMAGE_TYPES, NULL);

  return image_types[type];
}

gboolean
stipple_image_type_from_string (const char *text, StippleImageType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < STIPPLE_N_IMAGE_TYPES; i++)
    {
      if (g_strcmp0 (text, image_types[i]) == 0)
        {
          *type = (StippleImageType) i;
          return TRUE;
        }
    }

  return FALSE;
}

void
stipple_treatment_plan_get_days (const StippleTreatmentPlan *self, guint index, int *earliest,
                                 int *latest)
{
  g_return_if_fail (index < self->sessions->len);

  *earliest = *latest = 0;
  for (guint i = 0; i <= index; i++)
    {
      const StippleTreatmentSession *session = g_ptr_array_index (self->sessions, i);

      *earliest += session->min_days;
      *latest += session->max_days;
    }
}
