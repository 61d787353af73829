// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/understanding/understanding-page.h"

#include "kiosk/portions.h"
#include "kiosk/pages/understanding/question-view.h"

#include <glib/gi18n-lib.h>

struct _StippleUnderstandingPage
{
  StipplePage parent_instance;

  GPtrArray *views; /* StippleQuestionView, owned by the stack; in the pack's order */
  guint shown;

  GtkLabel *number_label;
  GtkStack *questions;
};

G_DEFINE_FINAL_TYPE (StippleUnderstandingPage, stipple_understanding_page, STIPPLE_TYPE_PAGE)

static StippleQuestionView *
get_view (StippleUnderstandingPage *self)
{
  return g_ptr_array_index (self->views, self->shown);
}

static void
show_question (StippleUnderstandingPage *self, guint index)
{
  StipplePage *page = STIPPLE_PAGE (self);
  /* TRANSLATORS: "Question 1 of 3" */
  g_autofree char *number = g_strdup_printf (_ ("Question %u of %u"), index + 1, self->views->len);

  stipple_portions_turn (self->questions, g_ptr_array_index (self->views, index),
                         index >= self->shown ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                              : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  self->shown = index;
  gtk_label_set_label (self->number_label, number);
  stipple_page_set_next_label (page,
                               index + 1 < self->views->len ? _ ("Next") : _ ("Next: your look"));
  stipple_page_alert (page, NULL);
}

static gboolean
stipple_understanding_page_next (StipplePage *page)
{
  StippleUnderstandingPage *self = STIPPLE_UNDERSTANDING_PAGE (page);

  if (!stipple_question_view_is_answered (get_view (self)))
    {
      stipple_question_view_show_missing (get_view (self));
      return TRUE;
    }
  if (self->shown + 1 == self->views->len)
    return FALSE;
  show_question (self, self->shown + 1);
  stipple_page_focus_title (page);
  return TRUE;
}

static gboolean
stipple_understanding_page_back (StipplePage *page)
{
  StippleUnderstandingPage *self = STIPPLE_UNDERSTANDING_PAGE (page);

  if (self->shown == 0)
    return FALSE;
  show_question (self, self->shown - 1);
  stipple_page_focus_title (page);
  return TRUE;
}

static GVariant *
stipple_understanding_page_save_view (StipplePage *page)
{
  return g_variant_new_uint32 (STIPPLE_UNDERSTANDING_PAGE (page)->shown);
}

static void
stipple_understanding_page_restore_view (StipplePage *page, GVariant *view)
{
  StippleUnderstandingPage *self = STIPPLE_UNDERSTANDING_PAGE (page);

  if (g_variant_get_uint32 (view) < self->views->len)
    show_question (self, g_variant_get_uint32 (view));
}

/* On a low screen what is said about the answer may be below the fold. */
static void
answer_given (StippleUnderstandingPage *self)
{
  stipple_page_scroll_to (STIPPLE_PAGE (self), stipple_question_view_get_verdict (get_view (self)));
}

static void
stipple_understanding_page_constructed (GObject *object)
{
  StippleUnderstandingPage *self = STIPPLE_UNDERSTANDING_PAGE (object);
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const GPtrArray *questions = stipple_session_get_pack (session)->questions;

  G_OBJECT_CLASS (stipple_understanding_page_parent_class)->constructed (object);
  stipple_page_pair_title (STIPPLE_PAGE (self), N_ ("A quick check"),
                           N_ ("This is not a test. It shows us what to go over with you."));
  for (guint i = 0; i < questions->len; i++)
    {
      GtkWidget *view = stipple_question_view_new (session, g_ptr_array_index (questions, i));

      g_ptr_array_add (self->views, view);
      gtk_stack_add_child (self->questions, view);
    }
  g_signal_connect_object (session, "notify::understanding", G_CALLBACK (answer_given), self,
                           G_CONNECT_SWAPPED);
  show_question (self, 0);
}

static void
stipple_understanding_page_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_UNDERSTANDING_PAGE (object)->views);
  G_OBJECT_CLASS (stipple_understanding_page_parent_class)->finalize (object);
}

static void
stipple_understanding_page_class_init (StippleUnderstandingPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  StipplePageClass *page_class = STIPPLE_PAGE_CLASS (class);

  object_class->constructed = stipple_understanding_page_constructed;
  object_class->finalize = stipple_understanding_page_finalize;
  page_class->next = stipple_understanding_page_next;
  page_class->back = stipple_understanding_page_back;
  page_class->save_view = stipple_understanding_page_save_view;
  page_class->restore_view = stipple_understanding_page_restore_view;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/stipple/kiosk/understanding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleUnderstandingPage, number_label);
  gtk_widget_class_bind_template_child (widget_class, StippleUnderstandingPage, questions);
}

static void
stipple_understanding_page_init (StippleUnderstandingPage *self)
{
  self->views = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
