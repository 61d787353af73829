// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/summary.h"

#include "core/error.h"
#include "core/language.h"
#include "print/page-flow.h"
#include "print/stroke-path.h"
#include "print/summary-look.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MARGIN 48.0
#define HEADER_BOTTOM 96.0
#define FOOTER_HEIGHT 72.0
#define SECTION_GAP 9.0
#define SIGNATURE_WIDTH 220.0
#define SIGNATURE_HEIGHT_MAX 90.0
#define SIGNATURE_LINE 1.2

struct _StippleSummary
{
  StippleIntake *intake;
  StipplePack *pack;
  char *receipt;
  char *language;
  StipplePageGeometry geometry;
  StipplePageFlow *flow;
};

void
stipple_paper_get_size (StipplePaper paper, double *width, double *height)
{
  /* ISO 216 and ANSI/ASME Y14.1, in points. */
  *width = paper == STIPPLE_PAPER_A4 ? 595.28 : 612.0;
  *height = paper == STIPPLE_PAPER_A4 ? 841.89 : 792.0;
}

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
  const char *name = language != NULL ? language->name : tag;
  if (other == NULL)
    return g_strdup (name);
  /* TRANSLATORS: two languages side by side on the screen: "English with Français" */
  return g_strdup_printf (_ ("%s with %s"), name, other->name);
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
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_TITLE, *name != '\0' ? name : "—");
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

static void
add_medication (StippleSummary *self)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Medication"));
  stipple_page_flow_row (self->flow, _ ("Now or planned"),
                         self->intake->medication != NULL ? self->intake->medication
                                                          : _ ("None given"));
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
    stipple_page_flow_row (self->flow, _ ("Scars"), intake->scars);
  if (intake->wishes_note != NULL)
    stipple_page_flow_row (self->flow, _ ("In their own words"), intake->wishes_note);
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
  StippleSummary *self = data;
  const StippleStrokes *strokes = self->intake->signature;
  double box_height = stipple_strokes_get_height (strokes);
  double scale = MIN (SIGNATURE_WIDTH / STIPPLE_STROKES_WIDTH, height / box_height);
  if (stipple_language_is_rtl (self->language))
    cairo_translate (cr, width - SIGNATURE_WIDTH, 0);
  trace_strokes (cr, strokes, scale);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, SIGNATURE_WIDTH, height);
  cairo_stroke (cr);
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
  g_autofree char *when = moment (self, intake->consent_time);
  g_autofree char *languages =
      language_names (self, intake->consent_language, intake->consent_companion);
  g_autofree char *signed_on =
      g_strdup_printf (intake->signature != NULL
                           ? _ ("Signed %s, in %s, consent text %d")
                           : _ ("Signed by a tick, without drawing, %s, in %s, consent text %d"),
                       when, languages, intake->consent_version);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_SMALL, signed_on);
  if (intake->signature == NULL)
    return;
  double height =
      SIGNATURE_WIDTH * stipple_strokes_get_height (intake->signature) / STIPPLE_STROKES_WIDTH;
  stipple_page_flow_space (self->flow, 6);
  stipple_page_flow_box (self->flow, MIN (height, SIGNATURE_HEIGHT_MAX), draw_signature, self,
                         NULL);
}

StippleSummary *
stipple_summary_new (StippleIntake *intake, StipplePack *pack, const char *receipt,
                     const char *language, StipplePaper paper)
{
  StippleSummary *self = g_new0 (StippleSummary, 1);
  self->intake = stipple_intake_ref (intake);
  self->pack = stipple_pack_ref (pack);
  self->receipt = g_strdup (receipt);
  self->language = g_strdup (language);
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (language);
  self->geometry.margin = MARGIN;
  self->geometry.top = HEADER_BOTTOM;
  self->geometry.language = self->language;
  stipple_paper_get_size (paper, &self->geometry.page_width, &self->geometry.page_height);
  self->geometry.bottom = self->geometry.page_height - MARGIN - FOOTER_HEIGHT;
  self->flow = stipple_page_flow_new (&self->geometry);
  add_person (self);
  add_result (self);
  add_answers (self);
  add_medication (self);
  add_wishes (self);
  stipple_summary_add_look (self->flow, self->intake);
  add_understanding (self);
  add_consent (self);
  stipple_language_use (before);
  return self;
}

void
stipple_summary_free (StippleSummary *self)
{
  if (self == NULL)
    return;
  stipple_page_flow_free (self->flow);
  stipple_intake_unref (self->intake);
  stipple_pack_unref (self->pack);
  g_free (self->receipt);
  g_free (self->language);
  g_free (self);
}

guint
stipple_summary_get_n_pages (StippleSummary *self)
{
  return stipple_page_flow_get_n_pages (self->flow);
}

static void
draw_rule (StippleSummary *self, cairo_t *cr, double y)
{
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, self->geometry.page_width - MARGIN, y);
  cairo_stroke (cr);
}

static void
draw_header (StippleSummary *self, cairo_t *cr)
{
  g_autofree char *code = stipple_code_display (self->intake->code);
  g_autofree char *finished = moment (self, self->intake->finished);
  stipple_page_flow_draw_line (self->flow, cr, 36, FALSE, STIPPLE_TYPE_HEADING,
                               in_language (self, self->pack->clinic_name));
  stipple_page_flow_draw_line (self->flow, cr, 54, FALSE, STIPPLE_TYPE_BODY,
                               _ ("Consultation summary"));
  stipple_page_flow_draw_line (self->flow, cr, 30, TRUE, STIPPLE_TYPE_CODE, code);
  stipple_page_flow_draw_line (self->flow, cr, 58, TRUE, STIPPLE_TYPE_SMALL, finished);
  draw_rule (self, cr, 78);
}

static void
draw_footer (StippleSummary *self, guint page, cairo_t *cr)
{
  double top = self->geometry.page_height - MARGIN - FOOTER_HEIGHT + 14;
  draw_rule (self, cr, top);
  double y = top + 8;
  y += stipple_page_flow_draw_line (self->flow, cr, y, FALSE, STIPPLE_TYPE_STRONG,
                                    in_language (self, self->pack->physician_line));
  g_autofree char *receipt =
      stipple_language_left_to_right (self->receipt != NULL ? self->receipt : "");
  g_autofree char *origin = self->receipt != NULL ? g_strdup_printf (_ ("Hub receipt %s"), receipt)
                                                  : g_strdup (_ ("Not yet received by the hub"));
  stipple_page_flow_draw_line (self->flow, cr, y + 4, FALSE, STIPPLE_TYPE_SMALL, origin);
  g_autofree char *number =
      g_strdup_printf (_ ("Page %u of %u"), page + 1, stipple_summary_get_n_pages (self));
  stipple_page_flow_draw_line (self->flow, cr, y + 4, TRUE, STIPPLE_TYPE_SMALL, number);
}

void
stipple_summary_draw_page (StippleSummary *self, guint page, cairo_t *cr)
{
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (self->language);
  draw_header (self, cr);
  stipple_page_flow_draw (self->flow, page, cr);
  draw_footer (self, page, cr);
  stipple_language_use (before);
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, STIPPLE_ERROR,
               code == ENOSPC || code == EDQUOT ? STIPPLE_ERROR_DISK_FULL : STIPPLE_ERROR_IO,
               _ ("“%s” could not be written: %s. Choose another place or make room."), path,
               g_strerror (code));
  return FALSE;
}

typedef struct
{
  int fd;
  int error;
} Sink;

/* cairo forgets errno by the time its surface is finished. */
static cairo_status_t
write_all (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;
  while (length > 0)
    {
      ssize_t written = write (sink->fd, data, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          sink->error = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += written;
      length -= (unsigned int) written;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_pdf (StippleSummary *self, Sink *sink)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      write_all, sink, self->geometry.page_width, self->geometry.page_height);
  g_autofree char *code = stipple_code_display (self->intake->code);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, code);
  cairo_t *cr = cairo_create (surface);
  for (guint page = 0; page < stipple_summary_get_n_pages (self); page++)
    {
      stipple_summary_draw_page (self, page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
stipple_summary_write_pdf (StippleSummary *self, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  Sink sink = { .fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600) };
  if (sink.fd < 0)
    return fail (path, errno, error);
  cairo_status_t status = draw_pdf (self, &sink);
  if (status == CAIRO_STATUS_SUCCESS && fsync (sink.fd) < 0)
    sink.error = errno;
  if (close (sink.fd) < 0 && sink.error == 0)
    sink.error = errno;
  if (status == CAIRO_STATUS_SUCCESS && sink.error == 0 && g_rename (temporary, path) < 0)
    sink.error = errno;
  if (status != CAIRO_STATUS_SUCCESS || sink.error != 0)
    {
      g_unlink (temporary);
      return fail (path, sink.error != 0 ? sink.error : EIO, error);
    }
  return TRUE;
}
