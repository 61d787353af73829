// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/sheet.h"

#include "kiosk/columns.h"
#include "kiosk/parts.h"
#include "widgets/line-layout.h"
#include "widgets/style.h"
#include "widgets/wrap-box.h"

struct _StippleSheet
{
  AdwBin parent_instance;

  GtkWidget *favourite; /* the choice that gets the focus */

  AdwClamp *clamp;
  GtkWidget *columns; /* StippleColumns */
  GtkLabel *title;
  GtkLabel *text;
  GtkBox *choices;
  GtkWidget *row; /* StippleWrapBox, owned by choices; NULL: one below the other */
};

#define WIDTH 840       /* px */
#define MOST_WIDTH 1400 /* px */

G_DEFINE_FINAL_TYPE (StippleSheet, stipple_sheet, ADW_TYPE_BIN)

static guint response_signal;
static GQuark choice_quark;

StippleSheet *
stipple_sheet_new (const char *title, const char *text)
{
  StippleSheet *self = g_object_new (STIPPLE_TYPE_SHEET, NULL);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  stipple_sheet_set_text (self, text);
  return self;
}

void
stipple_sheet_set_text (StippleSheet *self, const char *text)
{
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
}

static void
chosen (GtkWidget *choice, StippleSheet *self)
{
  g_autofree char *id = g_strdup (g_object_get_qdata (G_OBJECT (choice), choice_quark));

  g_signal_emit (self, response_signal, 0, id);
}

void
stipple_sheet_begin_row (StippleSheet *self, const char *heading)
{
  self->row = NULL;
  if (heading == NULL)
    return;
  if (*heading != '\0')
    {
      GtkWidget *label = stipple_part_heading (heading);

      gtk_widget_set_margin_top (label, 24);
      gtk_box_append (self->choices, label);
    }
  self->row = g_object_new (STIPPLE_TYPE_WRAP_BOX, "spacing", 14, NULL);
  gtk_box_append (self->choices, self->row);
}

GtkWidget *
stipple_sheet_add_choice (StippleSheet *self, const char *id, const char *label,
                          StippleChoiceStyle style)
{
  static const char *classes[] = { NULL, "primary", "flat" };
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_add_css_class (button, "pill-button");
  if (classes[style] != NULL)
    gtk_widget_add_css_class (button, classes[style]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_qdata_full (G_OBJECT (button), choice_quark, g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen), self, 0);
  if (style == STIPPLE_CHOICE_PRIMARY && self->favourite == NULL)
    self->favourite = button;
  if (self->row != NULL)
    {
      gtk_widget_add_css_class (button, "small");
      stipple_wrap_box_append (STIPPLE_WRAP_BOX (self->row), button);
      return button;
    }
  gtk_box_append (self->choices, button);
  return button;
}

GtkWidget *
stipple_sheet_add_tick (StippleSheet *self, const char *id, const char *label, gboolean active)
{
  GtkWidget *tick = gtk_check_button_new ();

  g_return_val_if_fail (self->row != NULL, NULL);

  g_object_set (self->row, "spacing", 32, NULL); /* each with its label */
  gtk_widget_set_layout_manager (tick, stipple_line_layout_new (GTK_ORIENTATION_HORIZONTAL, 24));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), stipple_part_label (label, "body strong"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), active);
  gtk_widget_add_css_class (tick, "tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_qdata_full (G_OBJECT (tick), choice_quark, g_strdup (id), g_free);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (chosen), self, 0);
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (self->row), tick);
  return tick;
}

static gboolean
stipple_sheet_grab_focus (GtkWidget *widget)
{
  StippleSheet *self = STIPPLE_SHEET (widget);
  GtkWidget *target = self->favourite != NULL
                          ? self->favourite
                          : gtk_widget_get_first_child (GTK_WIDGET (self->choices));

  return target != NULL && gtk_widget_grab_focus (target);
}

static void
stipple_sheet_class_init (StippleSheetClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = stipple_sheet_grab_focus;
  choice_quark = g_quark_from_static_string ("stipple-sheet-choice");
  response_signal = g_signal_new ("response", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleSheet, clamp);
  gtk_widget_class_bind_template_child (widget_class, StippleSheet, columns);
  gtk_widget_class_bind_template_child (widget_class, StippleSheet, title);
  gtk_widget_class_bind_template_child (widget_class, StippleSheet, text);
  gtk_widget_class_bind_template_child (widget_class, StippleSheet, choices);
}

static void
stipple_sheet_init (StippleSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
stipple_sheet_fit (StippleSheet *self, int screen_width, gboolean tight)
{
  int width = MIN (WIDTH * stipple_style_get_text_scale () / 100, MOST_WIDTH);

  /* No wider than the screen: the scrolled window asks for the height at this width. */
  width = MIN (width, screen_width);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  if (tight)
    g_object_set (self->columns, "breakpoint", 0, NULL);
}
