// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/comfort/comfort-page.h"

#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/parts.h"
#include "widgets/markdown-view.h"
#include "widgets/pain-figure.h"

#include <glib/gi18n-lib.h>

/* A few words stay on one line; a long text wraps rather than push the advice aside. */
#define PILL_CHARS 11

struct _StippleComfortPage
{
  StipplePage parent_instance;

  StippleMarkdownView *summary;
  GtkBox *scale;
  GtkBox *advice;
  GtkSizeGroup *pills;
};

G_DEFINE_FINAL_TYPE (StippleComfortPage, stipple_comfort_page, STIPPLE_TYPE_PAGE)

static void
add_advice (StippleComfortPage *self, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const StippleAdvice *advice = g_ptr_array_index (all, i);
      StipplePage *page = STIPPLE_PAGE (self);
      const char *when = stipple_page_text (page, advice->when);
      GtkWidget *card =
          g_object_new (STIPPLE_TYPE_COLUMNS, "hug", TRUE, "breakpoint", 560, "spacing", 24, NULL);
      GtkWidget *pill = stipple_part_label (when, "soft-pill");
      GtkWidget *text = stipple_markdown_view_new (stipple_page_text (page, advice->text));

      gtk_label_set_xalign (GTK_LABEL (pill), 0.5);
      gtk_label_set_justify (GTK_LABEL (pill), GTK_JUSTIFY_CENTER);
      gtk_label_set_width_chars (GTK_LABEL (pill),
                                 MIN (PILL_CHARS, (int) g_utf8_strlen (when, -1)));
      gtk_widget_set_halign (pill, GTK_ALIGN_START);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_size_group_add_widget (self->pills, pill);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (card, "card");
      gtk_widget_add_css_class (card, "tight");
      stipple_columns_append (STIPPLE_COLUMNS (card), pill);
      stipple_columns_append (STIPPLE_COLUMNS (card), text);
      gtk_box_append (self->advice, card);
      stipple_page_pair (page, pill, advice->when);
      stipple_page_pair_markdown (page, text, advice->text);
    }
}

static void
stipple_comfort_page_constructed (GObject *object)
{
  StippleComfortPage *self = STIPPLE_COMFORT_PAGE (object);
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const StipplePack *pack = stipple_session_get_pack (session);

  G_OBJECT_CLASS (stipple_comfort_page_parent_class)->constructed (object);
  stipple_markdown_view_set_markdown (self->summary,
                                      stipple_page_text (STIPPLE_PAGE (self), pack->pain.summary));
  stipple_page_pair_title (STIPPLE_PAGE (self), N_ ("How much does it hurt?"), NULL);
  stipple_page_pair_markdown (STIPPLE_PAGE (self), self->summary, pack->pain.summary);
  stipple_page_pair_words (STIPPLE_PAGE (self), self->advice, N_ ("What we do about it"));
  gtk_box_append (self->scale,
                  stipple_pain_figure_new (&pack->pain, stipple_session_get_language (session)));
  stipple_companion_add_figure (session, GTK_WIDGET (self->scale), STIPPLE_FIGURE_PAIN);
  add_advice (self, pack->numbing);
  add_advice (self, pack->afterwards);
}

static void
stipple_comfort_page_class_init (StippleComfortPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = stipple_comfort_page_constructed;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_MARKDOWN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/comfort-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleComfortPage, summary);
  gtk_widget_class_bind_template_child (widget_class, StippleComfortPage, scale);
  gtk_widget_class_bind_template_child (widget_class, StippleComfortPage, advice);
  gtk_widget_class_bind_template_child (widget_class, StippleComfortPage, pills);
}

static void
stipple_comfort_page_init (StippleComfortPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
