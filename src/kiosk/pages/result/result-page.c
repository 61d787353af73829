// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/result/result-page.h"

#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/parts.h"
#include "widgets/line-layout.h"
#include "widgets/markdown-view.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleResultPage
{
  StipplePage parent_instance;

  GtkWidget *card;
  GtkImage *icon;
  GtkLabel *headline;
  StippleMarkdownView *summary;
  GtkWidget *why_not;
  GtkBox *reasons;
  GtkBox *next_steps;
  GtkLabel *physician;
};

G_DEFINE_FINAL_TYPE (StippleResultPage, stipple_result_page, STIPPLE_TYPE_PAGE)

/* The look of an outcome: never the colour alone. */
static const struct
{
  const char *css_class;
  const char *icon_name;
} looks[STIPPLE_N_OUTCOMES] = {
  [STIPPLE_OUTCOME_PROCEED] = { "proceed", "stipple-check-symbolic" },
  [STIPPLE_OUTCOME_PHYSICIAN] = { "physician", "stipple-physician-symbolic" },
  [STIPPLE_OUTCOME_WAIT] = { "wait", "stipple-clock-symbolic" },
  [STIPPLE_OUTCOME_UNSUITABLE] = { "unsuitable", "stipple-stop-symbolic" },
};

static const StipplePack *
get_pack (StippleResultPage *self)
{
  return stipple_session_get_pack (stipple_page_get_session (STIPPLE_PAGE (self)));
}

static char *
format_day (StippleResultPage *self, const GDate *date)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  GDate today;

  stipple_clock_today (stipple_session_get_clock (session), &today);
  return stipple_language_format_date (date, &today, STIPPLE_DATE_DAY);
}

static char *
say_answer (StippleResultPage *self, const StippleReason *reason)
{
  g_autofree char *date = NULL;

  if (reason->answer == STIPPLE_ANSWER_UNSURE)
    return g_strdup (C_ ("answer", "Not sure"));
  if (reason->ongoing)
    return g_strdup (_ ("Yes, ongoing"));
  if (!g_date_valid (&reason->until))
    return g_strdup (C_ ("answer", "Yes"));
  date = format_day (self, &reason->until);
  /* TRANSLATORS: an answer with the day a treatment ends: "Yes, until December 5" */
  return g_strdup_printf (_ ("Yes, until %s"), date);
}

static char *
explain (const StippleReason *reason)
{
  switch (reason->outcome)
    {
    case STIPPLE_OUTCOME_PHYSICIAN:
      return g_strdup (_ ("Please ask your family physician about this one."));
    case STIPPLE_OUTCOME_WAIT:
      if (reason->waiting_days > 0)
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                             "The clinic asks for %d day after it ends.",
                                             "The clinic asks for %d days after it ends.",
                                             (gulong) reason->waiting_days),
                                reason->waiting_days);
      return g_strdup (g_date_valid (&reason->earliest) ? _ ("We wait until it has ended.")
                                                        : _ ("Tell us when it has ended."));
    case STIPPLE_OUTCOME_UNSUITABLE:
      return g_strdup (_ ("We do not treat with this condition."));
    case STIPPLE_OUTCOME_PROCEED:
    default:
      return g_strdup ("");
    }
}

/* A reason, or how many have none, in the thread's language. */
typedef struct
{
  char *name;
  char *detail; /* may be "" */
  char *answer;
} Row;

static void
row_clear (Row *row)
{
  g_free (row->name);
  g_free (row->detail);
  g_free (row->answer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static Row
describe_reason (StippleResultPage *self, const StippleReason *reason)
{
  const StippleContraindication *rule =
      stipple_pack_find_contraindication (get_pack (self), reason->id);

  return (Row){ g_strdup (stipple_text_get (rule->name, stipple_language_current ())),
                explain (reason), say_answer (self, reason) };
}

static Row
describe_others (guint n, gboolean all)
{
  char *name = g_strdup_printf (
      all ? g_dngettext (GETTEXT_PACKAGE, "%u condition", "%u conditions", n)
          : g_dngettext (GETTEXT_PACKAGE, "%u other condition", "%u other conditions", n),
      n);

  return (Row){ name, g_strdup (""), g_strdup (C_ ("answer", "No")) };
}

static void
pair_label (StippleResultPage *self, GtkWidget *label, const char *words)
{
  if (words != NULL)
    stipple_companion_set (stipple_page_get_session (STIPPLE_PAGE (self)), label, words);
}

/* @beneath is the same in the companion's language, or empty. */
static void
add_row (StippleResultPage *self, const Row *said, const Row *beneath, const char *tone)
{
  GtkWidget *row = g_object_new (STIPPLE_TYPE_WRAP_BOX, "justify", TRUE, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *classes = g_strdup_printf ("body strong %s", tone);
  GtkWidget *name = stipple_part_label (said->name, "heading");
  GtkWidget *answer = stipple_part_label (said->answer, classes);

  gtk_box_append (GTK_BOX (words), name);
  pair_label (self, name, beneath->name);
  if (*said->detail != '\0')
    {
      GtkWidget *detail = stipple_part_label (said->detail, "caption muted");

      gtk_box_append (GTK_BOX (words), detail);
      pair_label (self, detail, beneath->detail);
    }
  gtk_label_set_natural_wrap_mode (GTK_LABEL (answer), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (answer), 1);
  gtk_label_set_justify (GTK_LABEL (answer), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (row, "row");
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (row), words);
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (row), answer);
  pair_label (self, answer, beneath->answer);
  gtk_box_append (self->reasons, row);
}

static void
add_reason (StippleResultPage *self, const StippleReason *reason)
{
  static const char *tones[STIPPLE_N_OUTCOMES] = { "ok", "primary-text", "caution", "stop" };
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  g_auto (Row) row = describe_reason (self, reason);
  g_auto (Row) beneath = { NULL, NULL, NULL };

  if (stipple_companion_begin (session))
    {
      beneath = describe_reason (self, reason);
      stipple_companion_end (session);
    }
  add_row (self, &row, &beneath, tones[reason->outcome]);
}

static void
add_others (StippleResultPage *self, guint n, gboolean all)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  g_auto (Row) row = describe_others (n, all);
  g_auto (Row) beneath = { NULL, NULL, NULL };

  if (stipple_companion_begin (session))
    {
      beneath = describe_others (n, all);
      stipple_companion_end (session);
    }
  add_row (self, &row, &beneath, "ok");
}

static void
add_reasons (StippleResultPage *self, const StippleEligibility *result)
{
  const StipplePack *pack = get_pack (self);
  guint others = pack->contraindications->len - result->reasons->len;
  gboolean any_yes = FALSE;

  for (guint i = 0; i < result->reasons->len; i++)
    {
      const StippleReason *reason = g_ptr_array_index (result->reasons, i);

      add_reason (self, reason);
      any_yes |= reason->answer == STIPPLE_ANSWER_YES;
    }
  if (others > 0)
    add_others (self, others, result->reasons->len == 0);
  gtk_widget_set_visible (self->why_not, any_yes);
  if (any_yes)
    stipple_page_pair (STIPPLE_PAGE (self), self->why_not, pack->why_not);
}

/* The companion's @text beneath @widget, with the day as they write it. */
static void
pair_dated (StippleResultPage *self, GtkWidget *widget, const StippleText *text, const GDate *date)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const char *words = stipple_companion_text (session, text);
  g_autofree char *day = NULL;
  g_autofree char *filled = NULL;

  if (words == NULL)
    return;
  stipple_language_use (stipple_session_get_companion (session));
  day = g_date_valid (date) ? format_day (self, date) : g_strdup ("");
  stipple_language_use (stipple_session_get_language (session));
  filled = stipple_text_fill (words, "date", day, NULL);
  stipple_companion_set (session, widget, filled);
}

static void
show_result (StippleResultPage *self, const StippleEligibility *result)
{
  StipplePage *page = STIPPLE_PAGE (self);
  const StipplePack *pack = get_pack (self);
  const StippleResultText *texts = &pack->results[result->outcome];
  gboolean dated = g_date_valid (&result->earliest) && texts->title_dated != NULL;
  g_autofree char *date = dated ? format_day (self, &result->earliest) : g_strdup ("");
  const GPtrArray *steps = dated && texts->next_dated->len > 0 ? texts->next_dated : texts->next;
  g_autofree char *headline = stipple_text_fill (
      stipple_page_text (page, dated ? texts->title_dated : texts->title), "date", date, NULL);

  gtk_widget_add_css_class (self->card, looks[result->outcome].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[result->outcome].icon_name);
  gtk_label_set_label (self->headline, headline);
  pair_dated (self, GTK_WIDGET (self->headline), dated ? texts->title_dated : texts->title,
              &result->earliest);
  stipple_markdown_view_set_markdown (self->summary, stipple_page_text (page, texts->summary));
  stipple_page_pair_markdown (page, self->summary, texts->summary);
  add_reasons (self, result);
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *step = stipple_text_fill (
          stipple_page_text (page, g_ptr_array_index (steps, i)), "date", date, NULL);

      gtk_box_append (self->next_steps, stipple_part_numbered (i + 1, step));
      pair_dated (
          self,
          gtk_widget_get_last_child (gtk_widget_get_last_child (GTK_WIDGET (self->next_steps))),
          g_ptr_array_index (steps, i), &result->earliest);
    }
}

static void
stipple_result_page_constructed (GObject *object)
{
  static const char *const words[] = { N_ ("Why"), N_ ("What to do next"), NULL };
  StippleResultPage *self = STIPPLE_RESULT_PAGE (object);
  StipplePage *page = STIPPLE_PAGE (self);
  const StipplePack *pack = get_pack (self);
  StippleEligibility *result = stipple_session_get_result (stipple_page_get_session (page));

  G_OBJECT_CLASS (stipple_result_page_parent_class)->constructed (object);
  gtk_label_set_label (self->physician, stipple_page_text (page, pack->physician_line));
  gtk_label_set_label (GTK_LABEL (self->why_not), stipple_page_text (page, pack->why_not));
  stipple_page_pair (page, self->physician, pack->physician_line);
  stipple_companion_set_all (stipple_page_get_session (page), GTK_WIDGET (self), words);
  if (result != NULL)
    show_result (self, result);
}

static void
stipple_result_page_class_init (StippleResultPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_result_page_constructed;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_MARKDOWN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, card);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, icon);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, headline);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, summary);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, why_not);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, next_steps);
  gtk_widget_class_bind_template_child (widget_class, StippleResultPage, physician);
}

static void
stipple_result_page_init (StippleResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
