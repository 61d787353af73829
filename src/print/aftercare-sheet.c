// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/aftercare-sheet.h"

#include "core/care-calendar.h"
#include "core/language.h"
#include "print/document-private.h"
#include "print/plain-words.h"
#include "print/qr-matrix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECTION_GAP 14.0
#define LIST_GAP 3.0
#define DAY_GAP 9.0
#define THIRD (1.0 / 3)
#define SESSIONS_A_ROW STIPPLE_CELLS_MAX
#define RAIL_HEIGHT 16.0
#define RAIL_WIDTH 1.5
#define STOP_RADIUS 4.0
#define MODULE 1.3 /* pt: no smaller than a telephone can tell apart on paper */

/* What is being laid out. */
typedef struct
{
  const StipplePack *pack;
  const GDate *first;
  const char *language;
  StipplePageFlow *flow;
} Sheet;

static const char *
in_language (const Sheet *self, const StippleText *text)
{
  return stipple_text_get (text, self->language);
}

static GDate
day_after_first (const Sheet *self, int days)
{
  GDate date = *self->first;
  g_date_add_days (&date, (guint) days);
  return date;
}

/* --- Sessions */

typedef struct
{
  guint n;        /* stops in this row */
  gboolean whole; /* the line goes on to the next row */
  gboolean rtl;
} Rail;

/* A line with a stop above each column, like the one on the screen. */
static void
draw_rail (cairo_t *cr, double width, double height, gpointer data)
{
  const Rail *rail = data;
  const double y = height / 2;
  if (rail->rtl)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_set_line_width (cr, RAIL_WIDTH);
  cairo_move_to (cr, STOP_RADIUS, y);
  cairo_line_to (cr, rail->whole ? width : STOP_RADIUS + (rail->n - 1) * width / SESSIONS_A_ROW, y);
  cairo_stroke (cr);
  for (guint i = 0; i < rail->n; i++)
    {
      cairo_arc (cr, STOP_RADIUS + i * width / SESSIONS_A_ROW, y, STOP_RADIUS, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static char *
session_dates (const Sheet *self, guint index)
{
  int earliest, latest;
  stipple_treatment_plan_get_days (&self->pack->plan, index, &earliest, &latest);
  const GDate from = day_after_first (self, earliest);
  const GDate to = day_after_first (self, latest);
  return stipple_language_format_range (&from, &to);
}

static void
add_session_row (Sheet *self, guint begin, guint n)
{
  const GPtrArray *sessions = self->pack->plan.sessions;
  StippleCell names[SESSIONS_A_ROW], dates[SESSIONS_A_ROW], summaries[SESSIONS_A_ROW];
  char *texts[SESSIONS_A_ROW];
  const Rail rail = { .n = n,
                      .whole = begin + n < sessions->len,
                      .rtl = stipple_language_is_rtl (self->language) };
  for (guint i = 0; i < n; i++)
    {
      const StippleTreatmentSession *session = g_ptr_array_index (sessions, begin + i);
      texts[i] = session_dates (self, begin + i);
      names[i] = (StippleCell){ THIRD, STIPPLE_TYPE_STRONG, STIPPLE_BULLET_NONE,
                                in_language (self, session->name) };
      dates[i] = (StippleCell){ THIRD, STIPPLE_TYPE_STRONG, STIPPLE_BULLET_NONE, texts[i] };
      summaries[i] = (StippleCell){ THIRD, STIPPLE_TYPE_BODY, STIPPLE_BULLET_NONE,
                                    in_language (self, session->summary) };
    }
  const guint group = stipple_page_flow_begin_group (self->flow);
  stipple_page_flow_box (self->flow, RAIL_HEIGHT, draw_rail, g_memdup2 (&rail, sizeof rail),
                         g_free);
  stipple_page_flow_cells (self->flow, names, n);
  stipple_page_flow_cells (self->flow, dates, n);
  stipple_page_flow_cells (self->flow, summaries, n);
  stipple_page_flow_end_group (self->flow, group);
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);
}

static void
add_sessions (Sheet *self)
{
  const guint n = self->pack->plan.sessions->len;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, _ ("Your sessions"));
  for (guint i = 0; i < n; i += SESSIONS_A_ROW)
    {
      add_session_row (self, i, MIN (n - i, SESSIONS_A_ROW));
      stipple_page_flow_space (self->flow, DAY_GAP);
    }
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, in_language (self, self->pack->plan.note));
}

/* --- Days */

/* Transfer full. */
static char *
lines_of (const Sheet *self, const GPtrArray *texts)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            in_language (self, g_ptr_array_index (texts, i)));
  return g_strdup (lines->str);
}

static gboolean
is_same_advice (const Sheet *self, const StippleAftercareDay *a, const StippleAftercareDay *b)
{
  g_autofree char *avoid_a = lines_of (self, a->avoid);
  g_autofree char *avoid_b = lines_of (self, b->avoid);
  g_autofree char *fine_a = lines_of (self, a->fine);
  g_autofree char *fine_b = lines_of (self, b->fine);
  return g_str_equal (avoid_a, avoid_b) && g_str_equal (fine_a, fine_b);
}

/* Days that say nothing of their own after @begin go with it. Gives the first that does. */
static guint
end_of_range (const Sheet *self, guint begin)
{
  const GPtrArray *days = self->pack->aftercare;
  guint end = begin + 1;
  while (end < days->len)
    {
      const StippleAftercareDay *day = g_ptr_array_index (days, end);
      if (*in_language (self, day->detail) != '\0'
          || !is_same_advice (self, g_ptr_array_index (days, begin), day))
        break;
      end++;
    }
  return end;
}

static char *
range_dates (const Sheet *self, const StippleAftercareDay *first, const StippleAftercareDay *last)
{
  const GDate from = day_after_first (self, first->from_day);
  if (last->to_day < last->from_day)
    {
      g_autofree char *date = stipple_language_format_date (&from, NULL, STIPPLE_DATE_SHORT);
      return g_strdup_printf (_ ("From %s"), date);
    }
  const GDate to = day_after_first (self, last->to_day);
  return stipple_language_format_range (&from, &to);
}

/* "Today · Day 1 · Day 2" */
static char *
range_labels (const Sheet *self, guint begin, guint end)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  for (guint i = begin; i < end; i++)
    {
      const StippleAftercareDay *day = g_ptr_array_index (self->pack->aftercare, i);
      g_string_append_printf (labels, "%s%s", i > begin ? " · " : "",
                              in_language (self, day->label));
    }
  return g_strdup (labels->str);
}

/* @head over @lines, each with @bullet; the next column, or the same one when there are no lines. */
static guint
fill_column (StippleCell *heads, StippleCell *lists, guint column, const char *head,
             StippleBullet bullet, const char *lines)
{
  if (*lines == '\0')
    return column;
  heads[column] = (StippleCell){ THIRD, STIPPLE_TYPE_STRONG, STIPPLE_BULLET_NONE, head };
  lists[column] = (StippleCell){ THIRD, STIPPLE_TYPE_BODY, bullet, lines };
  return column + 1;
}

/* What it is about, and beneath it when, what to avoid and what is fine, side by side. */
static void
add_range (Sheet *self, guint begin, guint end)
{
  const GPtrArray *days = self->pack->aftercare;
  const StippleAftercareDay *day = g_ptr_array_index (days, begin);
  g_autofree char *dates = range_dates (self, day, g_ptr_array_index (days, end - 1));
  g_autofree char *labels = range_labels (self, begin, end);
  g_autofree char *detail = stipple_plain_words (in_language (self, day->detail));
  g_autofree char *avoid = lines_of (self, day->avoid);
  g_autofree char *fine = lines_of (self, day->fine);
  StippleCell heads[STIPPLE_CELLS_MAX], lists[STIPPLE_CELLS_MAX];
  guint n = fill_column (heads, lists, 0, dates, STIPPLE_BULLET_NONE, labels);
  n = fill_column (heads, lists, n, _ ("Avoid"), STIPPLE_BULLET_CROSS, avoid);
  n = fill_column (heads, lists, n, C_ ("aftercare", "Fine"), STIPPLE_BULLET_CHECK, fine);
  const guint group = stipple_page_flow_begin_group (self->flow);
  stipple_page_flow_rule (self->flow);
  stipple_page_flow_heading (self->flow, in_language (self, day->title));
  if (*detail != '\0')
    stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, detail);
  stipple_page_flow_space (self->flow, LIST_GAP);
  stipple_page_flow_cells (self->flow, heads, n);
  stipple_page_flow_cells (self->flow, lists, n);
  stipple_page_flow_end_group (self->flow, group);
  stipple_page_flow_space (self->flow, DAY_GAP);
}

static void
add_days (Sheet *self)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  for (guint i = 0, end; i < self->pack->aftercare->len; i = end)
    {
      end = end_of_range (self, i);
      add_range (self, i, end);
    }
}

/* --- What else helps */

static void
add_advice (Sheet *self, const char *heading, const GPtrArray *advice)
{
  if (advice->len == 0)
    return;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, heading);
  for (guint i = 0; i < advice->len; i++)
    {
      const StippleAdvice *one = g_ptr_array_index (advice, i);
      g_autofree char *text = stipple_plain_words (in_language (self, one->text));
      stipple_page_flow_row (self->flow, in_language (self, one->when), text);
    }
}

static void
draw_code (cairo_t *cr, double width, double height, gpointer data)
{
  stipple_qr_matrix_paint (data, cr, width);
}

static void
add_code (Sheet *self, gint64 now)
{
  g_autoptr (GPtrArray) events =
      stipple_care_calendar_new (self->pack, self->language, self->first);
  g_autofree char *ical = stipple_care_calendar_to_ical (events, now);
  StippleQrMatrix *code = stipple_qr_matrix_new (ical);
  if (code == NULL)
    return;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  const guint group = stipple_page_flow_begin_group (self->flow);
  stipple_page_flow_heading (self->flow, _ ("Take your dates home"));
  /* The paper is the quiet zone. */
  stipple_page_flow_space (self->flow, MODULE * STIPPLE_QR_QUIET);
  stipple_page_flow_figure (
      self->flow, MODULE * stipple_qr_matrix_get_side (code), draw_code, code,
      (GDestroyNotify) stipple_qr_matrix_free,
      _ ("Point your phone’s camera at the code to put your sessions and aftercare into its "
         "calendar. The dates are in the code itself: nothing is sent anywhere."));
  stipple_page_flow_end_group (self->flow, group);
}

static void
append_line (GString *lines, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", text);
}

static void
append_technical (GString *lines, const char *text)
{
  g_autofree char *shown = stipple_language_left_to_right (text != NULL ? text : "");
  if (text != NULL)
    append_line (lines, shown);
}

static void
add_places (Sheet *self)
{
  if (self->pack->places->len == 0)
    return;
  stipple_page_flow_space (self->flow, SECTION_GAP);
  const guint group = stipple_page_flow_begin_group (self->flow);
  stipple_page_flow_heading (self->flow, _ ("Where we are"));
  for (guint i = 0; i < self->pack->places->len; i++)
    {
      const StipplePlace *place = g_ptr_array_index (self->pack->places, i);
      g_autoptr (GString) lines = g_string_new (NULL);
      append_line (lines, in_language (self, place->address));
      append_line (lines, in_language (self, place->hours));
      append_technical (lines, place->phone);
      append_technical (lines, place->url);
      stipple_page_flow_row (self->flow, in_language (self, place->name), lines->str);
    }
  stipple_page_flow_end_group (self->flow, group);
}

static StippleRunning
running_of (const Sheet *self)
{
  return (StippleRunning){
    .clinic = g_strdup (in_language (self, self->pack->clinic_name)),
    .kind = g_strdup (_ ("Aftercare sheet")),
    .mark = stipple_language_format_date (self->first, NULL, STIPPLE_DATE_SHORT),
    .caption = g_strdup (_ ("First session")),
    .line = stipple_language_isolate (in_language (self, self->pack->slogan)),
    .origin = self->pack->website != NULL
                  ? stipple_language_left_to_right (self->pack->website)
                  : g_strdup_printf (_ ("Content version %d"), self->pack->version),
    .title = g_strdup (_ ("Aftercare sheet")),
  };
}

StippleDocument *
stipple_aftercare_sheet_new (const StipplePack *pack, const GDate *first, gint64 now,
                             const char *language, StipplePaper paper)
{
  Sheet sheet = { .pack = pack, .first = first, .language = language };
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (language);
  const StippleRunning running = running_of (&sheet);
  StippleDocument *document = stipple_document_new (language, paper, &running);
  sheet.flow = stipple_document_get_flow (document);
  stipple_page_flow_text (sheet.flow, STIPPLE_TYPE_TITLE, _ ("The days after"));
  stipple_page_flow_text (sheet.flow, STIPPLE_TYPE_BODY,
                          in_language (&sheet, pack->aftercare_intro));
  add_sessions (&sheet);
  add_days (&sheet);
  add_advice (&sheet, _ ("Before a session"), pack->numbing);
  add_advice (&sheet, _ ("After a session"), pack->afterwards);
  add_code (&sheet, now);
  add_places (&sheet);
  stipple_language_use (before);
  return document;
}
