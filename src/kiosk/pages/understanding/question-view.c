// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/understanding/question-view.h"

#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/fault-line.h"
#include "kiosk/parts.h"
#include "widgets/line-layout.h"

#include <glib/gi18n-lib.h>

/* A choice and how it is marked. */
typedef struct
{
  const StippleChoice *choice;
  GtkToggleButton *card; /* owned by the box of choices */
  GtkImage *ring;
  GtkLabel *mark;
} Card;

struct _StippleQuestionView
{
  GtkBox parent_instance;

  StippleSession *session;
  const StippleQuestion *question;
  GArray *cards; /* Card, in the pack's order */
  gboolean refreshing;

  GtkLabel *question_label;
  GtkBox *choices;
  StippleFaultLine *missing;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_label;
  GtkLabel *correction;
};

G_DEFINE_FINAL_TYPE (StippleQuestionView, stipple_question_view, GTK_TYPE_BOX)

static const char *
get_choice (StippleQuestionView *self)
{
  const StippleUnderstood *answer = stipple_understanding_find (
      stipple_session_get_understanding (self->session), self->question->id);

  return answer != NULL ? answer->choice : NULL;
}

gboolean
stipple_question_view_is_answered (StippleQuestionView *self)
{
  return get_choice (self) != NULL;
}

GtkWidget *
stipple_question_view_get_verdict (StippleQuestionView *self)
{
  return self->verdict;
}

static void
set_class (GtkWidget *widget, const char *class, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

/* Never by colour alone: a sign and a word each. Before an answer nothing is given away. */
static void
mark_card (const Card *card, gboolean answered, gboolean chosen)
{
  const gboolean right = answered && card->choice->right;
  const gboolean wrong = chosen && !card->choice->right;
  const char *word = right ? (chosen ? _ ("That is right") : _ ("The right answer"))
                           : (wrong ? _ ("Not quite") : "");

  set_class (GTK_WIDGET (card->card), "right", right);
  set_class (GTK_WIDGET (card->card), "wrong", wrong);
  gtk_image_set_from_icon_name (card->ring, right   ? "stipple-check-symbolic"
                                            : wrong ? "stipple-info-symbolic"
                                                    : NULL);
  gtk_label_set_label (card->mark, word);
  gtk_widget_set_visible (GTK_WIDGET (card->mark), *word != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  word, -1);
  gtk_toggle_button_set_active (card->card, chosen);
}

static void
show_verdict (StippleQuestionView *self, const StippleChoice *chosen)
{
  const char *language = stipple_session_get_language (self->session);
  const char *correction = stipple_text_get (self->question->correction, language);
  const char *word = chosen->right ? _ ("Yes, exactly.") : _ ("Not quite, and that is fine.");
  g_autofree char *all = stipple_language_join (word, correction);

  set_class (self->verdict, "right", chosen->right);
  set_class (self->verdict, "wrong", !chosen->right);
  gtk_image_set_from_icon_name (self->verdict_icon,
                                chosen->right ? "stipple-check-symbolic" : "stipple-info-symbolic");
  gtk_label_set_label (self->verdict_label, word);
  gtk_label_set_label (self->correction, correction);
  stipple_companion_set (self->session, GTK_WIDGET (self->correction),
                         stipple_companion_text (self->session, self->question->correction));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdict), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  all, -1);
}

/* From the session to the screen. */
static void
refresh (StippleQuestionView *self)
{
  const char *id = get_choice (self);
  const StippleChoice *chosen =
      id != NULL ? stipple_question_find_choice (self->question, id) : NULL;

  self->refreshing = TRUE;
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = &g_array_index (self->cards, Card, i);

      mark_card (card, chosen != NULL, card->choice == chosen);
    }
  if (chosen != NULL)
    {
      show_verdict (self, chosen);
      stipple_fault_line_set_text (self->missing, NULL);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_STATE_INVALID);
    }
  gtk_widget_set_visible (self->verdict, chosen != NULL);
  self->refreshing = FALSE;
}

static void
card_toggled (GtkToggleButton *button, StippleQuestionView *self)
{
  if (self->refreshing || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = &g_array_index (self->cards, Card, i);

      if (card->card == button)
        stipple_session_set_choice (self->session, self->question->id, card->choice->id);
    }
}

static GtkWidget *
make_ring (void)
{
  GtkWidget *ring =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                    GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (ring, "ring");
  return ring;
}

static GtkWidget *
new_line (GtkOrientation orientation, int spacing)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "orientation", orientation, NULL);

  gtk_widget_set_layout_manager (line, stipple_line_layout_new (orientation, spacing));
  return line;
}

static void
add_card (StippleQuestionView *self, const StippleChoice *choice)
{
  const char *text = stipple_text_get (choice->text, stipple_session_get_language (self->session));
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *row = new_line (GTK_ORIENTATION_HORIZONTAL, 28);
  GtkWidget *words = new_line (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *ring = make_ring ();
  GtkWidget *mark = stipple_part_label ("", "caption strong mark");
  const Card card = { choice, GTK_TOGGLE_BUTTON (button), GTK_IMAGE (ring), GTK_LABEL (mark) };

  gtk_box_append (GTK_BOX (words), stipple_part_label (text, "body strong"));
  gtk_box_append (GTK_BOX (words), mark);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), ring);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "answer-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (self->cards->len > 0)
    gtk_toggle_button_set_group (card.card, g_array_index (self->cards, Card, 0).card);
  stipple_companion_set (self->session, words,
                         stipple_companion_text (self->session, choice->text));
  g_array_append_val (self->cards, card);
  gtk_box_append (self->choices, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (card_toggled), self, 0);
}

void
stipple_question_view_show_missing (StippleQuestionView *self)
{
  stipple_fault_line_set_text (self->missing,
                               _ ("Please choose an answer. We explain it right after."));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_child_focus (GTK_WIDGET (self->choices), GTK_DIR_TAB_FORWARD);
}

static void
stipple_question_view_dispose (GObject *object)
{
  g_clear_object (&STIPPLE_QUESTION_VIEW (object)->session);
  G_OBJECT_CLASS (stipple_question_view_parent_class)->dispose (object);
}

static void
stipple_question_view_finalize (GObject *object)
{
  g_array_unref (STIPPLE_QUESTION_VIEW (object)->cards);
  G_OBJECT_CLASS (stipple_question_view_parent_class)->finalize (object);
}

static void
stipple_question_view_class_init (StippleQuestionViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_question_view_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_question_view_finalize;
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_FAULT_LINE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/question-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, question_label);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, choices);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, missing);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, verdict);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, StippleQuestionView, correction);
}

static void
stipple_question_view_init (StippleQuestionView *self)
{
  self->cards = g_array_new (FALSE, FALSE, sizeof (Card));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_question_view_new (StippleSession *session, const StippleQuestion *question)
{
  StippleQuestionView *self = g_object_new (STIPPLE_TYPE_QUESTION_VIEW, NULL);
  const char *text = stipple_text_get (question->question, stipple_session_get_language (session));

  self->session = g_object_ref (session);
  self->question = question;
  gtk_label_set_label (self->question_label, text);
  stipple_companion_set (session, GTK_WIDGET (self->question_label),
                         stipple_companion_text (session, question->question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  for (guint i = 0; i < question->choices->len; i++)
    add_card (self, g_ptr_array_index (question->choices, i));
  g_signal_connect_object (session, "notify::understanding", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
