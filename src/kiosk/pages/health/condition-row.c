// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/health/condition-row.h"

#include "core/language.h"
#include "kiosk/companion.h"
#include "kiosk/fault-line.h"
#include "widgets/choice-group.h"
#include "widgets/date-picker.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWER "answer\004" /* the context of what is on the pills */

struct _StippleConditionRow
{
  GtkBox parent_instance;

  StippleSession *session;
  const StippleContraindication *rule;
  const char *name; /* of the rule, in the visit's language; the pack's */
  gboolean refreshing;

  GtkWidget *name_label;
  GtkWidget *help_label;
  StippleChoiceGroup *answers;
  GtkWidget *follow_up;
  GtkLabel *question;
  GtkToggleButton *pick;
  GtkLabel *pick_text;
  GtkToggleButton *ongoing;
  GtkRevealer *calendar;
  GtkWidget *picker; /* made when first needed */
  StippleFaultLine *missing;
};

G_DEFINE_FINAL_TYPE (StippleConditionRow, stipple_condition_row, GTK_TYPE_BOX)

static const StippleReply *
get_reply (StippleConditionRow *self)
{
  return stipple_replies_get (stipple_session_get_replies (self->session), self->rule->id);
}

gboolean
stipple_condition_row_is_complete (StippleConditionRow *self)
{
  return stipple_reply_is_complete (get_reply (self), self->rule);
}

/* "Diabetes: No": on a screen of many the word alone would not do as a name. */
static void
name_after_rule (StippleConditionRow *self, GtkWidget *widget, const char *text)
{
  /* TRANSLATORS: a condition and an answer to it: "Diabetes: No" */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), self->name, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* @english has a context, as stipple_companion_words() takes it. */
static void
add_answer (StippleConditionRow *self, StippleAnswer answer, const char *english, StippleTone tone)
{
  const char *label = g_dpgettext (GETTEXT_PACKAGE, english, strlen (ANSWER));
  GtkWidget *pill;

  stipple_choice_group_add (self->answers, (int) answer, label, tone);
  pill = gtk_widget_get_last_child (GTK_WIDGET (self->answers));
  name_after_rule (self, pill, label);
  stipple_companion_set (self->session, pill, stipple_companion_words (self->session, english));
}

static char *
describe_end (const StippleReply *reply)
{
  g_autofree char *date = NULL;

  if (!g_date_valid (&reply->until))
    return g_strdup (_ ("Pick a date"));
  date = stipple_language_format_date (&reply->until, NULL, STIPPLE_DATE_SHORT);
  /* TRANSLATORS: the day a treatment ends: "Until Dec 5, 2026" */
  return g_strdup_printf (_ ("Until %s"), date);
}

static void
pair_end (StippleConditionRow *self, const StippleReply *reply)
{
  g_autofree char *words = NULL;

  if (!stipple_companion_begin (self->session))
    return;
  words = describe_end (reply);
  stipple_companion_end (self->session);
  stipple_companion_set (self->session, GTK_WIDGET (self->pick_text), words);
}

/* From the session to the screen. */
static void
refresh (StippleConditionRow *self)
{
  const StippleReply *reply = get_reply (self);
  gboolean asks = reply->answer == STIPPLE_ANSWER_YES && self->rule->asks_until;
  g_autofree char *end = describe_end (reply);

  self->refreshing = TRUE;
  stipple_choice_group_set_selected (self->answers, (int) reply->answer);
  gtk_widget_set_visible (self->follow_up, asks);
  gtk_toggle_button_set_active (self->ongoing, asks && reply->ongoing);
  gtk_label_set_label (self->pick_text, end);
  pair_end (self, reply);
  name_after_rule (self, GTK_WIDGET (self->pick), end);
  if (asks && (reply->ongoing || g_date_valid (&reply->until)))
    gtk_toggle_button_set_active (self->pick, g_date_valid (&reply->until));
  if (self->picker != NULL)
    stipple_date_picker_set_date (STIPPLE_DATE_PICKER (self->picker),
                                  g_date_valid (&reply->until) ? &reply->until : NULL);
  if (stipple_condition_row_is_complete (self))
    {
      stipple_fault_line_set_text (self->missing, NULL);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->answers), GTK_ACCESSIBLE_STATE_INVALID);
    }
  self->refreshing = FALSE;
}

static void
answer_selected (StippleConditionRow *self)
{
  StippleAnswer answer = (StippleAnswer) stipple_choice_group_get_selected (self->answers);

  if (!self->refreshing)
    stipple_session_set_reply (self->session, self->rule->id, answer);
}

static void
date_picked (StippleConditionRow *self)
{
  GDate date;

  if (self->refreshing || !stipple_date_picker_get_date (STIPPLE_DATE_PICKER (self->picker), &date))
    return;
  stipple_session_set_follow_up (self->session, self->rule->id, FALSE, &date);
  gtk_revealer_set_reveal_child (self->calendar, FALSE);
}

static void
make_picker (StippleConditionRow *self)
{
  const StippleReply *reply = get_reply (self);
  GDate today;

  if (self->picker != NULL)
    return;
  stipple_clock_today (stipple_session_get_clock (self->session), &today);
  self->picker = stipple_date_picker_new (&today);
  gtk_widget_set_margin_top (self->picker, 20); /* no space while it is folded away */
  if (g_date_valid (&reply->until))
    stipple_date_picker_set_date (STIPPLE_DATE_PICKER (self->picker), &reply->until);
  g_signal_connect_object (self->picker, "notify::date", G_CALLBACK (date_picked), self,
                           G_CONNECT_SWAPPED);
  gtk_revealer_set_child (self->calendar, self->picker);
}

/* A touch on the date opens and closes the calendar; it is marked while there is a date. */
static void
pick_clicked (StippleConditionRow *self)
{
  gboolean open = !gtk_revealer_get_reveal_child (self->calendar);

  if (open)
    make_picker (self);
  gtk_revealer_set_reveal_child (self->calendar, open);
  gtk_toggle_button_set_active (self->pick, g_date_valid (&get_reply (self)->until));
}

static void
ongoing_toggled (StippleConditionRow *self)
{
  if (self->refreshing)
    return;
  gtk_revealer_set_reveal_child (self->calendar, FALSE);
  stipple_session_set_follow_up (self->session, self->rule->id,
                                 gtk_toggle_button_get_active (self->ongoing), NULL);
}

void
stipple_condition_row_show_missing (StippleConditionRow *self)
{
  gboolean answered = get_reply (self)->answer != STIPPLE_ANSWER_NONE;

  if (stipple_condition_row_is_complete (self))
    return;
  stipple_fault_line_set_text (self->missing,
                               answered ? _ ("Please pick the date it ends, or touch “Ongoing”.")
                                        : _ ("Please choose an answer. “Not sure” is fine, too."));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->answers), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

void
stipple_condition_row_focus_missing (StippleConditionRow *self)
{
  if (gtk_widget_get_visible (self->follow_up))
    gtk_widget_grab_focus (GTK_WIDGET (self->pick));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->answers), GTK_DIR_TAB_FORWARD);
}

static void
stipple_condition_row_dispose (GObject *object)
{
  StippleConditionRow *self = STIPPLE_CONDITION_ROW (object);

  self->picker = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (stipple_condition_row_parent_class)->dispose (object);
}

static void
stipple_condition_row_class_init (StippleConditionRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_condition_row_dispose;
  g_type_ensure (STIPPLE_TYPE_CHOICE_GROUP);
  g_type_ensure (STIPPLE_TYPE_FAULT_LINE);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/condition-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, help_label);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, answers);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, follow_up);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, question);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, pick);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, pick_text);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, ongoing);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, StippleConditionRow, missing);
  gtk_widget_class_bind_template_callback (widget_class, answer_selected);
  gtk_widget_class_bind_template_callback (widget_class, pick_clicked);
  gtk_widget_class_bind_template_callback (widget_class, ongoing_toggled);
}

static void
stipple_condition_row_init (StippleConditionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
pair (StippleConditionRow *self)
{
  static const char *const words[] = { N_ ("We work out your earliest date from this."),
                                       N_ ("Ongoing"), NULL };
  const StippleContraindication *rule = self->rule;

  stipple_companion_set (self->session, self->name_label,
                         stipple_companion_text (self->session, rule->name));
  stipple_companion_set (self->session, self->help_label,
                         stipple_companion_text (self->session, rule->help));
  stipple_companion_set (self->session, GTK_WIDGET (self->question),
                         stipple_companion_text (self->session, rule->follow_up_question));
  stipple_companion_set_all (self->session, GTK_WIDGET (self->follow_up), words);
}

GtkWidget *
stipple_condition_row_new (StippleSession *session, const StippleContraindication *rule)
{
  StippleConditionRow *self = g_object_new (STIPPLE_TYPE_CONDITION_ROW, NULL);
  const char *language = stipple_session_get_language (session);
  const char *help = stipple_text_get (rule->help, language);

  self->session = g_object_ref (session);
  self->rule = rule;
  self->name = stipple_text_get (rule->name, language);
  gtk_label_set_label (GTK_LABEL (self->name_label), self->name);
  gtk_label_set_label (GTK_LABEL (self->help_label), help);
  gtk_widget_set_visible (self->help_label, *help != '\0');
  gtk_label_set_label (self->question, stipple_text_get (rule->follow_up_question, language));
  pair (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answers), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name, -1);
  self->refreshing = TRUE;
  add_answer (self, STIPPLE_ANSWER_NO, ANSWER "No", STIPPLE_TONE_NO);
  add_answer (self, STIPPLE_ANSWER_YES, ANSWER "Yes", STIPPLE_TONE_YES);
  add_answer (self, STIPPLE_ANSWER_UNSURE, ANSWER "Not sure", STIPPLE_TONE_UNSURE);
  name_after_rule (self, GTK_WIDGET (self->ongoing), _ ("Ongoing"));
  g_signal_connect_object (session, "notify::replies", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
