// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/attract-view.h"

#include "kiosk/columns.h"
#include "kiosk/fill-layout.h"
#include "widgets/dots.h"
#include "widgets/wrap-box.h"

#define REST_AFTER 10 /* times that nobody came */

struct _StippleAttractView
{
  AdwBin parent_instance;

  guint times_nobody_came;
  GtkWidget *frame;
  StippleDots *dots;
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *staff_note;
  StippleWrapBox *languages;
};

G_DEFINE_FINAL_TYPE (StippleAttractView, stipple_attract_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_BEGIN,
  SIGNAL_LANGUAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GQuark tag_quark;

void
stipple_attract_view_set_staff_note (StippleAttractView *self, const char *note)
{
  gtk_label_set_label (self->staff_note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->staff_note), note != NULL && *note != '\0');
}

/* Around a square, by its corners and the middles of its sides; the margins' sums stay, so that no line
 * breaks elsewhere. */
void
stipple_attract_view_nobody_came (StippleAttractView *self)
{
  static const struct
  {
    int x;
    int y;
  } places[] = { { 0, 0 },   { 8, 0 },  { 16, 0 }, { 16, 8 },
                 { 16, 16 }, { 8, 16 }, { 0, 16 }, { 0, 8 } };
  guint from = self->times_nobody_came++ % G_N_ELEMENTS (places);
  guint to = self->times_nobody_came % G_N_ELEMENTS (places);
  int right = places[to].x - places[from].x;
  int down = places[to].y - places[from].y;

  gtk_widget_set_margin_start (self->frame, gtk_widget_get_margin_start (self->frame) + right);
  gtk_widget_set_margin_end (self->frame, gtk_widget_get_margin_end (self->frame) - right);
  gtk_widget_set_margin_top (self->frame, gtk_widget_get_margin_top (self->frame) + down);
  gtk_widget_set_margin_bottom (self->frame, gtk_widget_get_margin_bottom (self->frame) - down);
  stipple_dots_set_resting (self->dots, self->times_nobody_came >= REST_AFTER);
}

static void
begin (StippleAttractView *self)
{
  g_signal_emit (self, signals[SIGNAL_BEGIN], 0);
}

static void
language_clicked (GtkButton *button, StippleAttractView *self)
{
  g_autofree char *tag = g_strdup (g_object_get_qdata (G_OBJECT (button), tag_quark));

  g_signal_emit (self, signals[SIGNAL_LANGUAGE], 0, tag);
}

static void
add_language (StippleAttractView *self, const StippleLanguage *language)
{
  GtkWidget *button = gtk_button_new_with_label (language->name);

  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  language->name, -1);
  g_object_set_qdata_full (G_OBJECT (button), tag_quark, g_strdup (language->tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (language_clicked), self, 0);
  stipple_wrap_box_append (self->languages, button);
}

StippleAttractView *
stipple_attract_view_new (const StipplePack *pack, const char *language)
{
  StippleAttractView *self = g_object_new (STIPPLE_TYPE_ATTRACT_VIEW, NULL);

  gtk_label_set_label (self->title, stipple_text_get (pack->attract_title, language));
  gtk_label_set_label (self->text, stipple_text_get (pack->attract_text, language));
  for (guint i = 0; i < pack->languages->len; i++)
    {
      const StippleLanguage *other = g_ptr_array_index (pack->languages, i);

      if (g_strcmp0 (other->tag, language) != 0)
        add_language (self, other);
    }
  return self;
}

static void
stipple_attract_view_class_init (StippleAttractViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  tag_quark = g_quark_from_static_string ("stipple-attract-tag");
  signals[SIGNAL_BEGIN] = g_signal_new ("begin", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LANGUAGE] = g_signal_new ("language", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_DOTS);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_FILL_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/attract-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, frame);
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, dots);
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, title);
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, text);
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, staff_note);
  gtk_widget_class_bind_template_child (widget_class, StippleAttractView, languages);
  gtk_widget_class_bind_template_callback (widget_class, begin);
}

static void
stipple_attract_view_init (StippleAttractView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
