// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/paper-form.h"

#include "core/hair-pattern.h"
#include "core/head.h"
#include "core/ids.h"
#include "core/language.h"
#include "core/strokes.h"
#include "print/document-private.h"
#include "print/form-block.h"
#include "print/head-drawing.h"
#include "print/plain-words.h"

#include <glib/gi18n-lib.h>

#define COLUMN_GAP 18.0
#define ANSWER_WIDTH 72.0 /* at the least */
#define ANSWER_GAP 10.0
#define HEAD_GAP 9.0
#define HEAD_SCALE_HEIGHT ((double) STIPPLE_HEAD_HEIGHT / STIPPLE_STROKES_WIDTH)
#define REGION_PEN 0.9

typedef struct
{
  double section;
  double field;
  double writing; /* from a line to the next: room for a hand */
} Gaps;

/* What is being laid out. */
typedef struct
{
  const Gaps *gaps;
  const StipplePack *pack;
  const char *language;
  const char *companion; /* NULL: none */
  StipplePageFlow *flow;
  double width;
  double answer_width; /* of one of the three */
} Form;

static const char *const answers[] = { NC_ ("answer", "Yes"), NC_ ("answer", "No"),
                                       NC_ ("answer", "Not sure") };
#define N_ANSWERS G_N_ELEMENTS (answers)

/* @text in both languages. Transfer full. */
static char *
pair (const char *text, const char *beside)
{
  g_autofree char *isolated = NULL;

  if (beside == NULL || *beside == '\0' || g_str_equal (text, beside))
    return g_strdup (text);
  isolated = stipple_language_isolate (beside);
  return g_strdup_printf ("%s / %s", text, isolated);
}

static char *
say (const Form *self, const char *word)
{
  const char *beside = NULL;

  if (self->companion != NULL)
    {
      stipple_language_use (self->companion);
      beside = _ (word);
      stipple_language_use (self->language);
    }
  return pair (_ (word), beside);
}

static char *
name_of (const Form *self, const StippleText *text)
{
  return pair (stipple_text_get (text, self->language),
               self->companion != NULL ? stipple_text_get (text, self->companion) : NULL);
}

static void
begin_section (Form *self, const char *title)
{
  g_autofree char *words = say (self, title);

  stipple_page_flow_space (self->flow, self->gaps->section);
  stipple_page_flow_heading (self->flow, words);
}

static void
end_block (Form *self, StippleFormBlock *block)
{
  stipple_form_block_place (block);
  stipple_page_flow_space (self->flow, self->gaps->field);
}

/* --- Lines to write on. */

/* Two fields beside each other; @second NULL: one, at the full width. */
static void
add_lines (Form *self, const char *first, const char *second)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);
  const double width = second != NULL ? (self->width - COLUMN_GAP) / 2 : self->width;
  g_autofree char *label = say (self, first);
  double height = stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, width, label);

  if (second != NULL)
    {
      g_autofree char *other = say (self, second);

      height = MAX (height, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, width + COLUMN_GAP,
                                                     width, other));
    }
  stipple_form_block_down (block, height + self->gaps->writing);
  stipple_form_block_line (block, 0, width);
  if (second != NULL)
    stipple_form_block_line (block, width + COLUMN_GAP, width);
  end_block (self, block);
}

static void
add_text (Form *self, const char *label, const char *hint, guint n_lines)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);
  g_autofree char *words = say (self, label);

  stipple_form_block_down (
      block, stipple_form_block_text (block, STIPPLE_TYPE_STRONG, 0, self->width, words));
  if (hint != NULL)
    stipple_form_block_down (
        block, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, self->width, _ (hint)));
  for (guint i = 0; i < n_lines; i++)
    {
      stipple_form_block_down (block, self->gaps->writing);
      stipple_form_block_line (block, 0, self->width);
    }
  end_block (self, block);
}

/* @texts to tick, beneath @label in its own words. */
static void
add_choices (Form *self, const char *label, const char *const *texts)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);

  stipple_form_block_down (
      block, stipple_form_block_text (block, STIPPLE_TYPE_STRONG, 0, self->width, label) + 3);
  stipple_form_block_ticks (block, 0, self->width, texts);
  end_block (self, block);
}

/* --- The person. */

static void
add_person (Form *self)
{
  const char *const contacts[] = { _ ("Phone call"), _ ("Text message"), C_ ("contact", "E-mail"),
                                   NULL };
  g_autofree char *born = say (self, N_ ("Date of birth"));
  g_autofree char *mobile = say (self, N_ ("Mobile phone"));
  g_autofree char *reach = say (self, N_ ("How should we reach you?"));
  StippleFormBlock *block;
  const double half = (self->width - COLUMN_GAP) / 2;
  double height;

  begin_section (self, N_ ("Your details"));
  add_lines (self, N_ ("First name"), N_ ("Last name"));
  block = stipple_form_block_new (self->flow);
  height = stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, half, born);
  height = MAX (
      height, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, half + COLUMN_GAP, half, mobile));
  stipple_form_block_down (block, height + 3);
  height = stipple_form_block_date (block, 0);
  stipple_form_block_down (block, self->gaps->writing - 3);
  stipple_form_block_line (block, half + COLUMN_GAP, half);
  stipple_form_block_down (block, MAX (0, height - self->gaps->writing + 3));
  end_block (self, block);
  add_lines (self, N_ ("E-mail"), NULL);
  add_choices (self, reach, contacts);
}

/* --- The look, and the wishes. */

static void
draw_heads (cairo_t *cr, double width, double height, gpointer data)
{
  static const StippleHeadTones tones = {
    .skin = { 1, 1, 1 }, .light = { 1, 1, 1 }, .shade = { 0.45, 0.45, 0.45 }, .flat = TRUE
  };
  static const StippleHeadPen pen = { .ink = { 0.35, 0.35, 0.35 },
                                      .ground = { 1, 1, 1 },
                                      .width = REGION_PEN };
  const double side_width = (width - (STIPPLE_HEAD_N_SIDES - 1) * HEAD_GAP) / STIPPLE_HEAD_N_SIDES;
  const double scale = side_width / STIPPLE_STROKES_WIDTH;
  const gboolean rtl = stipple_language_is_rtl (stipple_language_current ());

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      const guint place = rtl ? STIPPLE_HEAD_N_SIDES - 1 - side : side;

      cairo_save (cr);
      cairo_translate (cr, place * (side_width + HEAD_GAP), 0);
      stipple_head_paint (cr, side, scale, &tones);
      for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
        stipple_head_paint_region (cr, side, scale, region, &pen, 1);
      cairo_restore (cr);
    }
}

static void
add_heads (Form *self)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);
  const double width = (self->width - (STIPPLE_HEAD_N_SIDES - 1) * HEAD_GAP) / STIPPLE_HEAD_N_SIDES;
  const char *regions[STIPPLE_N_REGIONS + 1] = { NULL };
  g_autofree char *title = say (self, N_ ("Where is your hair thinning?"));
  double height = 0;

  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    regions[region] = stipple_region_get_name (region);
  stipple_form_block_down (
      block, stipple_form_block_text (block, STIPPLE_TYPE_STRONG, 0, self->width, title));
  stipple_form_block_down (
      block, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, self->width,
                                      _ ("Shade the parts on the drawings, and tick them below. "
                                         "Show scars as lines."))
                 + self->gaps->field);
  stipple_form_block_draw (block, width * HEAD_SCALE_HEIGHT, draw_heads, NULL, NULL);
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    height =
        MAX (height, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, side * (width + HEAD_GAP),
                                              width, stipple_head_side_get_name (side)));
  stipple_form_block_down (block, height + self->gaps->field);
  stipple_form_block_ticks (block, 0, self->width, regions);
  end_block (self, block);
}

/* Most do not know their class: the numerals are for who does. */
static void
add_patterns (Form *self)
{
  const char *patterns[STIPPLE_N_PATTERNS] = { NULL };
  g_autofree char *label = say (self, N_ ("Pattern of hair loss, if you know it"));

  for (guint i = 1; i < STIPPLE_N_PATTERNS; i++)
    patterns[i - 1] = stipple_hair_pattern_get_name ((StippleHairPattern) i);
  add_choices (self, label, patterns);
}

static void
add_colors (Form *self)
{
  const char *hair[STIPPLE_N_HAIR_COLORS + 1] = { NULL };
  const char *skin[STIPPLE_N_COMPLEXIONS + 1] = { NULL };
  g_autofree char *hair_label = say (self, N_ ("Hair colour"));
  g_autofree char *skin_label = say (self, N_ ("Complexion"));

  for (guint i = 0; i < STIPPLE_N_HAIR_COLORS; i++)
    hair[i] = stipple_hair_color_get_name (i);
  for (guint i = 0; i < STIPPLE_N_COMPLEXIONS; i++)
    skin[i] = stipple_complexion_get_name (i);
  add_choices (self, hair_label, hair);
  add_choices (self, skin_label, skin);
}

static void
add_wishes (Form *self)
{
  g_autofree const char **areas = g_new0 (const char *, self->pack->areas->len + 1);
  g_autofree char *bothers = say (self, N_ ("What bothers you?"));

  begin_section (self, N_ ("What would you like?"));
  for (guint i = 0; i < self->pack->areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (self->pack->areas, i);

      areas[i] = stipple_text_get (area->name, self->language);
    }
  add_choices (self, bothers, areas);
  add_heads (self);
  add_patterns (self);
  add_colors (self);
  add_text (self, N_ ("Scars we should know of"), N_ ("Where, how old, and what from"), 2);
  add_text (self, N_ ("Anything else you wish"), NULL, 2);
}

/* --- Health. */

/* At the trailing edge of the line that begins here. */
static void
add_answers (Form *self, StippleFormBlock *block)
{
  const double x = self->width - N_ANSWERS * self->answer_width;

  for (guint i = 0; i < N_ANSWERS; i++)
    stipple_form_block_tick (block, x + i * self->answer_width, self->answer_width,
                             g_dpgettext2 (GETTEXT_PACKAGE, "answer", answers[i]));
}

static void
measure_answers (Form *self)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);

  self->answer_width = ANSWER_WIDTH;
  for (guint i = 0; i < N_ANSWERS; i++)
    self->answer_width =
        MAX (self->answer_width, stipple_form_block_measure_tick (
                                     block, g_dpgettext2 (GETTEXT_PACKAGE, "answer", answers[i]))
                                     + ANSWER_GAP);
  stipple_form_block_free (block);
}

static void
add_condition (Form *self, const StippleContraindication *rule)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);
  g_autofree char *name = name_of (self, rule->name);
  const double answers_x = self->width - N_ANSWERS * self->answer_width;
  const double width = answers_x - COLUMN_GAP;
  const double ongoing_x = answers_x + STIPPLE_FORM_DATE_WIDTH + COLUMN_GAP;

  add_answers (self, block);
  stipple_form_block_down (block,
                           stipple_form_block_text (block, STIPPLE_TYPE_STRONG, 0, width, name));
  if (!stipple_text_is_empty (rule->help))
    stipple_form_block_down (
        block, stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, width,
                                        stipple_text_get (rule->help, self->language)));
  if (rule->asks_until)
    {
      g_autofree char *question = g_strdup_printf (
          /* TRANSLATORS: on paper, beneath a condition: "If yes: When does it end?" */
          _ ("If yes: %s"), stipple_text_get (rule->follow_up_question, self->language));
      double height;

      stipple_form_block_down (block, self->gaps->field);
      height = stipple_form_block_text (block, STIPPLE_TYPE_BODY, 0, width, question);
      stipple_form_block_tick (block, ongoing_x, self->width - ongoing_x, _ ("Ongoing"));
      height = MAX (height, stipple_form_block_date (block, answers_x));
      stipple_form_block_down (block, height);
    }
  end_block (self, block);
  stipple_page_flow_rule (self->flow);
}

static void
add_health (Form *self)
{
  begin_section (self, N_ ("Your health"));
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY,
                          _ ("Please tick one box in every row. “Not sure” is fine, too."));
  stipple_page_flow_space (self->flow, self->gaps->field);
  for (guint i = 0; i < self->pack->contraindications->len; i++)
    add_condition (self, g_ptr_array_index (self->pack->contraindications, i));
}

static void
add_medication (Form *self)
{
  StippleFormBlock *block = stipple_form_block_new (self->flow);
  g_autofree char *numbing = say (self, N_ ("Do you use, or plan to use, a numbing cream?"));

  stipple_page_flow_space (self->flow, self->gaps->section - self->gaps->field);
  add_answers (self, block);
  stipple_form_block_down (
      block,
      stipple_form_block_text (block, STIPPLE_TYPE_STRONG, 0,
                               self->width - N_ANSWERS * self->answer_width - COLUMN_GAP, numbing));
  end_block (self, block);
  add_text (self, N_ ("Medication you take now or plan to take"),
            N_ ("The names are enough. We go over it together at your consultation."), 3);
}

/* --- The check, and the consent. */

static void
add_understanding (Form *self)
{
  if (self->pack->questions->len == 0)
    return;
  begin_section (self, N_ ("A quick check"));
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY,
                          _ ("This is not a test. It shows us what to go over with you."));
  stipple_page_flow_space (self->flow, self->gaps->field);
  for (guint i = 0; i < self->pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (self->pack->questions, i);
      g_autofree const char **choices = g_new0 (const char *, question->choices->len + 1);

      for (guint k = 0; k < question->choices->len; k++)
        choices[k] = stipple_text_get (
            ((const StippleChoice *) g_ptr_array_index (question->choices, k))->text,
            self->language);
      add_choices (self, stipple_text_get (question->question, self->language), choices);
    }
}

static void
add_consent (Form *self)
{
  g_autofree char *text =
      stipple_plain_words (stipple_text_get (self->pack->consent.text, self->language));
  g_autofree char *signature = say (self, N_ ("Your signature"));
  g_autofree char *date = say (self, N_ ("Date"));
  const double date_x = self->width - STIPPLE_FORM_DATE_WIDTH;
  StippleFormBlock *block;
  double height;
  guint group;

  group = stipple_page_flow_begin_group (self->flow);
  begin_section (self, N_ ("Review and sign"));
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, text);
  stipple_page_flow_space (self->flow, self->gaps->field);
  block = stipple_form_block_new (self->flow);
  stipple_form_block_down (
      block,
      stipple_form_block_tick (block, 0, self->width,
                               stipple_text_get (self->pack->consent.statement, self->language)));
  stipple_form_block_down (block, 2 * self->gaps->writing - 19);
  height = stipple_form_block_date (block, date_x);
  stipple_form_block_down (block, 19);
  stipple_form_block_line (block, 0, date_x - COLUMN_GAP);
  stipple_form_block_down (block, 3);
  stipple_form_block_text (block, STIPPLE_TYPE_SMALL, 0, date_x - COLUMN_GAP, signature);
  stipple_form_block_down (block, MAX (0, height - 19));
  stipple_form_block_text (block, STIPPLE_TYPE_SMALL, date_x, STIPPLE_FORM_DATE_WIDTH, date);
  end_block (self, block);
  stipple_page_flow_end_group (self->flow, group);
}

/* --- The whole. */

static StippleRunning
running_of (const Form *self, const char *code)
{
  g_autofree char *kind = say (self, N_ ("Consultation form"));
  g_autofree char *shown = stipple_code_display (code);

  return (StippleRunning){
    .clinic = g_strdup (stipple_text_get (self->pack->clinic_name, self->language)),
    .kind = g_steal_pointer (&kind),
    .mark = g_strdup (shown),
    .scanned = g_strdup (shown),
    .caption = g_strdup_printf (_ ("Content version %d"), self->pack->version),
    .line = g_strdup (stipple_text_get (self->pack->physician_line, self->language)),
    .origin = g_strdup (_ ("Hand this form in at the front desk. Only clinic staff see it.")),
    /* TRANSLATORS: the title of a PDF: "Consultation form 7K4-Q2M" */
    .title = g_strdup_printf (_ ("Consultation form %s"), shown),
  };
}

/* In the language of the form. */
static StippleDocument *
lay_out (Form *self, const char *code, StipplePaper paper, const Gaps *gaps)
{
  StippleRunning running = running_of (self, code);
  StippleDocument *document = stipple_document_new (self->language, paper, &running);
  guint end;

  self->gaps = gaps;
  self->flow = stipple_document_get_flow (document);
  self->width = stipple_page_flow_get_width (self->flow);
  measure_answers (self);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY,
                          _ ("Please write clearly, in capital letters. Leave out what you do not "
                             "wish to say: we ask you at the desk for what we need."));
  add_person (self);
  add_wishes (self);
  add_health (self);
  add_medication (self);
  /* Else a page might hold the signature and nothing else. */
  end = stipple_page_flow_begin_group (self->flow);
  add_understanding (self);
  add_consent (self);
  stipple_page_flow_end_group (self->flow, end);
  return document;
}

StippleDocument *
stipple_paper_form_new (const StipplePack *pack, const char *code, const char *language,
                        const char *companion, StipplePaper paper)
{
  static const Gaps roomy = { .section = 14, .field = 5, .writing = 21 };
  static const Gaps tight = { .section = 10, .field = 3, .writing = 19.5 };
  g_autofree char *before = g_strdup (stipple_language_current ());
  Form self = {
    .pack = pack,
    .language = language,
    .companion = g_strcmp0 (companion, language) != 0 ? companion : NULL,
  };
  g_autoptr (StippleDocument) document = NULL;
  g_autoptr (StippleDocument) shorter = NULL;

  stipple_language_use (language);
  document = lay_out (&self, code, paper, &roomy);
  shorter = lay_out (&self, code, paper, &tight);
  stipple_language_use (before);
  return stipple_document_get_n_pages (shorter) < stipple_document_get_n_pages (document)
             ? g_steal_pointer (&shorter)
             : g_steal_pointer (&document);
}
