// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/summary.h"

#include "core/language.h"
#include "print/document-private.h"
#include "print/stroke-path.h"
#include "print/summary-look.h"

#include <glib/gi18n-lib.h>

#define SECTION_GAP 9.0
#define SIGNATURE_WIDTH 220.0
#define SIGNATURE_HEIGHT_MAX 90.0
#define SIGNATURE_LINE 1.2

/* What is being laid out. */
typedef struct
{
  StippleIntake *intake;
  StipplePack *pack;
  const char *language;
  StipplePageFlow *flow;
} StippleSummary;

static const char *
in_language (StippleSummary *self, const StippleText *text)
{
  return stipple_text_get (text, self->language);
}

static char *
moment (StippleSummary *self, gint64 utc_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->intake->time_zone);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  return stipple_language_format_moment (utc_us, zone);
}

static const char *
contact_words (StippleContact contact)
{
  switch (contact)
    {
    case STIPPLE_CONTACT_CALL:
      return _ ("Phone call");
    case STIPPLE_CONTACT_TEXT:
      return _ ("Text message");
    case STIPPLE_CONTACT_EMAIL:
      return _ ("E-mail");
    case STIPPLE_CONTACT_NONE:
    default:
      return "—";
    }
}

static const char *
numbing_words (StippleNumbing numbing)
{
  switch (numbing)
    {
    case STIPPLE_NUMBING_YES:
      return _ ("Yes, used or planned");
    case STIPPLE_NUMBING_NO:
      return _ ("No");
    case STIPPLE_NUMBING_UNSURE:
      return _ ("Not sure");
    case STIPPLE_NUMBING_NONE:
    default:
      return "—";
    }
}

/* With what stood beneath it for somebody with the client. Transfer full. */
static char *
language_names (StippleSummary *self, const char *tag, const char *companion)
{
  const StippleLanguage *language = stipple_pack_find_language (self->pack, tag);
  const StippleLanguage *other =
      companion != NULL ? stipple_pack_find_language (self->pack, companion) : NULL;
  g_autofree char *name = stipple_language_isolate (language != NULL ? language->name : tag);
  if (other == NULL)
    return g_steal_pointer (&name);
  g_autofree char *beneath = stipple_language_isolate (other->name);
  /* TRANSLATORS: two languages side by side on the screen: "English with Français" */
  return g_strdup_printf (_ ("%s with %s"), name, beneath);
}

static const char *
condition_name (StippleSummary *self, const char *id)
{
  const StippleContraindication *rule = stipple_pack_find_contraindication (self->pack, id);
  return rule != NULL ? in_language (self, rule->name) : id;
}

static void
add_person (StippleSummary *self)
{
  const StippleIntake *intake = self->intake;
  g_autofree char *name = stipple_intake_get_name (intake);
  g_autofree char *shown = stipple_language_isolate (*name != '\0' ? name : "—");
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_TITLE, shown);
  stipple_page_flow_space (self->flow, 6);
  if (g_date_valid (&intake->birth_date))
    {
      g_autofree char *born =
          stipple_language_format_date (&intake->birth_date, NULL, STIPPLE_DATE_LONG);
      stipple_page_flow_row (self->flow, _ ("Born"), born);
    }
  if (intake->mobile != NULL)
    {
      g_autofree char *mobile = stipple_language_left_to_right (intake->mobile);
      stipple_page_flow_row (self->flow, _ ("Mobile phone"), mobile);
    }
  if (intake->email != NULL)
    {
      g_autofree char *email = stipple_language_left_to_right (intake->email);
      stipple_page_flow_row (self->flow, _ ("E-mail"), email);
    }
  stipple_page_flow_row (self->flow, _ ("Prefers"), contact_words (intake->contact));
  g_autofree char *languages = language_names (self, intake->language, intake->consent_companion);
  stipple_page_flow_row (self->flow, _ ("Language"), languages);
}

/* The bar beside the result is heavier the more severe it is, for a printer without colour. */
static double
weight_of (StippleOutcome outcome)
{
  return 2.0 + 3.0 * (double) outcome;
}

/* In place of the result, which an intake in progress has none of. */
static void
add_in_progress (StippleSummary *self)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_callout (
      self->flow, weight_of (STIPPLE_OUTCOME_PROCEED), _ ("In progress"),
      _ ("The client goes on at the desk. There is no result until every question is answered."));
}

static void
add_result (StippleSummary *self)
{
  const StippleEligibility *result = self->intake->result;
  if (result == NULL)
    {
      add_in_progress (self);
      return;
    }
  const StippleResultText *words = &self->pack->results[result->outcome];
  g_autofree char *title = NULL;
  if (g_date_valid (&result->earliest) && words->title_dated != NULL)
    {
      g_autofree char *date =
          stipple_language_format_date (&result->earliest, NULL, STIPPLE_DATE_LONG);
      title = stipple_text_fill (in_language (self, words->title_dated), "date", date, NULL);
    }
  else
    title = g_strdup (in_language (self, words->title));
  g_autofree char *origin = g_strdup_printf (_ ("Rule set %d, content version %d"),
                                             result->rules_version, self->intake->pack_version);
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_callout (self->flow, weight_of (result->outcome), title, origin);
}

static char *
describe_reply (const StippleReply *reply)
{
  if (reply->answer == STIPPLE_ANSWER_UNSURE)
    return g_strdup (_ ("Not sure"));
  if (reply->ongoing)
    return g_strdup (_ ("Yes, ongoing"));
  if (g_date_valid (&reply->until))
    {
      g_autofree char *date = stipple_language_format_date (&reply->until, NULL, STIPPLE_DATE_LONG);
      return g_strdup_printf (_ ("Yes, until %s"), date);
    }
  return g_strdup (_ ("Yes"));
}

static const char *
consequence_words (StippleOutcome outcome)
{
  switch (outcome)
    {
    case STIPPLE_OUTCOME_UNSUITABLE:
      return _ ("we do not treat");
    case STIPPLE_OUTCOME_WAIT:
      return _ ("wait");
    case STIPPLE_OUTCOME_PHYSICIAN:
      return _ ("ask the physician first");
    case STIPPLE_OUTCOME_PROCEED:
    default:
      return "";
    }
}

static char *
describe_reason (const StippleReason *reason, const StippleReply *reply)
{
  g_autofree char *said = describe_reply (reply);
  g_autoptr (GString) text = g_string_new (said);
  g_string_append_printf (text, " — %s", consequence_words (reason->outcome));
  if (g_date_valid (&reason->earliest))
    {
      g_autofree char *date =
          stipple_language_format_date (&reason->earliest, NULL, STIPPLE_DATE_LONG);
      g_string_append (text, " ");
      g_string_append_printf (text, _ ("(earliest %s)"), date);
    }
  if (reason->waiting_days > 0)
    {
      g_string_append (text, " ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "(waiting time %d day)",
                                           "(waiting time %d days)", (gulong) reason->waiting_days),
                              reason->waiting_days);
    }
  return g_strdup (text->str);
}

/* Every answer that is not "no" is a reason of the result, so the reasons are the answers. */
static guint
add_reasons (StippleSummary *self)
{
  const GPtrArray *reasons = self->intake->result->reasons;
  for (guint i = 0; i < reasons->len; i++)
    {
      const StippleReason *reason = g_ptr_array_index (reasons, i);
      g_autofree char *text =
          describe_reason (reason, stipple_replies_get (self->intake->replies, reason->id));
      stipple_page_flow_row (self->flow, condition_name (self, reason->id), text);
    }
  return reasons->len;
}

/* Without a result: what was said so far, and what the desk has to ask. */
static guint
add_replies (StippleSummary *self)
{
  guint n_told = 0;
  for (guint i = 0; i < self->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (self->pack->contraindications, i);
      const StippleReply *reply = stipple_replies_get (self->intake->replies, rule->id);
      if (reply->answer == STIPPLE_ANSWER_NO)
        continue;
      g_autofree char *text = reply->answer == STIPPLE_ANSWER_NONE
                                  ? g_strdup (_ ("Not answered yet"))
                                  : describe_reply (reply);
      stipple_page_flow_row (self->flow, in_language (self, rule->name), text);
      n_told++;
    }
  return n_told;
}

static void
add_answers (StippleSummary *self)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Health check"));
  guint n_told = self->intake->result != NULL ? add_reasons (self) : add_replies (self);
  guint n_no = 0;
  for (guint i = 0; i < stipple_replies_get_n (self->intake->replies); i++)
    if (stipple_replies_get_nth (self->intake->replies, i)->answer == STIPPLE_ANSWER_NO)
      n_no++;
  if (n_no > 0)
    {
      g_autofree char *label =
          n_told > 0
              ? g_strdup_printf (
                  g_dngettext (GETTEXT_PACKAGE, "%u other condition", "%u other conditions", n_no),
                  n_no)
              : g_strdup_printf (
                  g_dngettext (GETTEXT_PACKAGE, "%u condition", "%u conditions", n_no), n_no);
      stipple_page_flow_row (self->flow, label, _ ("No"));
    }
}

/* What the client typed. */
static void
add_words (StippleSummary *self, const char *label, const char *words)
{
  g_autofree char *shown = stipple_language_isolate (words);
  stipple_page_flow_row (self->flow, label, shown);
}

static void
add_medication (StippleSummary *self)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Medication"));
  add_words (self, _ ("Now or planned"),
             self->intake->medication != NULL ? self->intake->medication : _ ("None given"));
  stipple_page_flow_row (self->flow, _ ("Numbing cream"), numbing_words (self->intake->numbing));
}

static void
add_wishes (StippleSummary *self)
{
  const StippleIntake *intake = self->intake;
  if (intake->areas[0] == NULL && intake->scars == NULL && intake->wishes_note == NULL)
    return;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Wishes"));
  if (intake->areas[0] != NULL)
    {
      g_autoptr (GString) areas = g_string_new (NULL);
      for (guint i = 0; intake->areas[i] != NULL; i++)
        {
          const StippleNamed *area = stipple_pack_find_area (self->pack, intake->areas[i]);
          g_string_append_printf (areas, "%s%s", i > 0 ? " · " : "",
                                  area != NULL ? in_language (self, area->name) : intake->areas[i]);
        }
      stipple_page_flow_row (self->flow, _ ("Concerns"), areas->str);
    }
  if (intake->scars != NULL)
    add_words (self, _ ("Scars"), intake->scars);
  if (intake->wishes_note != NULL)
    add_words (self, _ ("In their own words"), intake->wishes_note);
}

/* What the desk goes over again stands in words. */
static void
add_understanding (StippleSummary *self)
{
  const StippleUnderstanding *understanding = self->intake->understanding;
  const guint n = stipple_understanding_get_n (understanding);
  if (n == 0)
    return;
  g_autofree char *score =
      g_strdup_printf (_ ("%u of %u"), n - stipple_understanding_get_n_missed (understanding), n);
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Understanding check"));
  stipple_page_flow_row (self->flow, _ ("Right at once"), score);
  for (guint i = 0; i < n; i++)
    {
      const StippleUnderstood *one = stipple_understanding_get_nth (understanding, i);
      const StippleQuestion *question = stipple_pack_find_question (self->pack, one->id);
      if (one->missed)
        stipple_page_flow_row (self->flow, _ ("To go over"),
                               question != NULL ? in_language (self, question->question) : one->id);
    }
}

static void
trace_strokes (cairo_t *cr, const StippleStrokes *strokes, double scale)
{
  cairo_set_line_width (cr, SIGNATURE_LINE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < stipple_strokes_get_n (strokes); i++)
    {
      guint n_points;
      const int *points = stipple_strokes_get_points (strokes, i, &n_points);
      stipple_stroke_path (cr, points, n_points, scale);
      cairo_stroke (cr);
    }
}

static void
draw_signature (cairo_t *cr, double width, double height, gpointer data)
{
  const StippleIntake *intake = data;
  const StippleStrokes *strokes = intake->signature;
  double box_height = stipple_strokes_get_height (strokes);
  double scale = MIN (SIGNATURE_WIDTH / STIPPLE_STROKES_WIDTH, height / box_height);
  if (stipple_language_is_rtl (stipple_language_current ()))
    cairo_translate (cr, width - SIGNATURE_WIDTH, 0);
  trace_strokes (cr, strokes, scale);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, SIGNATURE_WIDTH, height);
  cairo_stroke (cr);
}

/* Paper has a date, and no time of day. */
static char *
consent_moment (StippleSummary *self)
{
  const StippleIntake *intake = self->intake;
  if (!intake->signed_on_paper)
    return moment (self, intake->consent_time);
  GDate day;
  stipple_intake_get_consent_day (intake, &day);
  return stipple_language_format_date (&day, NULL, STIPPLE_DATE_LONG);
}

static void
add_consent (StippleSummary *self)
{
  const StippleIntake *intake = self->intake;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Consent"));
  if (intake->in_progress)
    {
      stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, _ ("Not signed yet"));
      return;
    }
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY,
                          in_language (self, self->pack->consent.statement));
  g_autofree char *when = consent_moment (self);
  g_autofree char *languages =
      language_names (self, intake->consent_language, intake->consent_companion);
  g_autofree char *signed_on =
      g_strdup_printf (intake->signed_on_paper ? _ ("Signed on paper, %s, in %s, consent text %d")
                       : intake->signature != NULL
                           ? _ ("Signed %s, in %s, consent text %d")
                           : _ ("Signed by a tick, without drawing, %s, in %s, consent text %d"),
                       when, languages, intake->consent_version);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_SMALL, signed_on);
  if (intake->signature == NULL)
    return;
  double height =
      SIGNATURE_WIDTH * stipple_strokes_get_height (intake->signature) / STIPPLE_STROKES_WIDTH;
  stipple_page_flow_space (self->flow, 6);
  stipple_page_flow_box (self->flow, MIN (height, SIGNATURE_HEIGHT_MAX), draw_signature,
                         stipple_intake_ref (self->intake), (GDestroyNotify) stipple_intake_unref);
}

static StippleRunning
running_of (StippleSummary *self, const char *receipt)
{
  g_autofree char *shown = receipt != NULL ? stipple_language_left_to_right (receipt) : NULL;
  return (StippleRunning){
    .clinic = g_strdup (in_language (self, self->pack->clinic_name)),
    .kind = g_strdup (_ ("Consultation summary")),
    .mark = stipple_code_display (self->intake->code),
    .caption = moment (self, self->intake->finished),
    .line = g_strdup (in_language (self, self->pack->physician_line)),
    .origin = shown != NULL ? g_strdup_printf (_ ("Hub receipt %s"), shown)
                            : g_strdup (_ ("Not yet received by the hub")),
    .title = stipple_code_display (self->intake->code),
  };
}

StippleDocument *
stipple_summary_new (StippleIntake *intake, StipplePack *pack, const char *receipt,
                     const char *language, StipplePaper paper)
{
  StippleSummary summary = { .intake = intake, .pack = pack, .language = language };
  StippleSummary *self = &summary;
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (language);
  const StippleRunning running = running_of (self, receipt);
  StippleDocument *document = stipple_document_new (language, paper, &running);
  self->flow = stipple_document_get_flow (document);
  add_person (self);
  add_result (self);
  add_answers (self);
  add_medication (self);
  add_wishes (self);
  stipple_summary_add_look (self->flow, self->intake);
  add_understanding (self);
  add_consent (self);
  stipple_language_use (before);
  return document;
}
