// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery-look.h"

#include "widgets/chip.h"
#include "widgets/head-view.h"
#include "widgets/pattern-picker.h"
#include "widgets/swatches.h"
#include "widgets/time-slider.h"
#include "widgets/wrap-box.h"

static GtkWidget *
head_card (GtkWidget *head)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  g_object_set (head, "margin-start", 28, "margin-end", 28, "margin-top", 24, "margin-bottom", 24,
                "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (card), head);
  return card;
}

GtkWidget *
gallery_heads (void)
{
  static const StippleHeadSide sides[] = {
    STIPPLE_HEAD_TOP,  STIPPLE_HEAD_FRONT, STIPPLE_HEAD_LEFT,
    STIPPLE_HEAD_BACK, STIPPLE_HEAD_RIGHT, STIPPLE_HEAD_TOP
  };
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  GtkWidget *grid =
      g_object_new (GTK_TYPE_GRID, "row-spacing", 20, "column-spacing", 20, "column-homogeneous",
                    TRUE, "margin-top", 20, "margin-start", 20, "margin-end", 20, NULL);

  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  stipple_marks_set_region (marks, STIPPLE_REGION_SIDES, TRUE);
  stipple_marks_set_region (marks, STIPPLE_REGION_TEMPLES, TRUE);
  for (int i = 0; i < (int) G_N_ELEMENTS (sides); i++)
    {
      GtkWidget *head = g_object_new (STIPPLE_TYPE_HEAD_VIEW, "side", (int) sides[i], "pattern",
                                      (int) STIPPLE_PATTERN_NORWOOD_3 + i, "stage",
                                      (double) (i % 4), "complexion", i, "hair-color", i, NULL);

      if (i % 2 == 1)
        g_object_set (head, "marks", marks, NULL);
      gtk_grid_attach (GTK_GRID (grid), head_card (head), i % 2, i / 2, 1, 1);
    }
  return grid;
}

static GtkWidget *
with_class (GtkWidget *widget, const char *style_class)
{
  gtk_widget_add_css_class (widget, style_class);
  return widget;
}

static GtkWidget *
label (const char *text, const char *style_class)
{
  return with_class (
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL), style_class);
}

static GtkWidget *
chips (void)
{
  GtkWidget *wrap = stipple_wrap_box_new ();

  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    {
      GtkWidget *chip = stipple_chip_new (stipple_region_get_name (region));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), region == STIPPLE_REGION_CROWN);
      stipple_wrap_box_append (STIPPLE_WRAP_BOX (wrap), chip);
    }
  return wrap;
}

static GtkWidget *
head_and_slider (GtkWidget *head)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 32);
  GtkWidget *slider = stipple_time_slider_new ();

  g_object_bind_property (slider, "stage", head, "stage", G_BINDING_SYNC_CREATE);
  g_object_set (slider, "stage", 2.0, NULL);
  gtk_widget_set_size_request (slider, 308, -1);
  gtk_box_append (GTK_BOX (row), head_card (head));
  gtk_box_append (GTK_BOX (row), slider);
  return row;
}

GtkWidget *
gallery_look (void)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  GtkWidget *page = with_class (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), "page");
  GtkWidget *head = g_object_new (STIPPLE_TYPE_HEAD_VIEW, "complexion", 1, "hair-color", 1, NULL);
  GtkWidget *men = stipple_pattern_picker_new (STIPPLE_SCALE_NORWOOD);
  GtkWidget *women = stipple_pattern_picker_new (STIPPLE_SCALE_LUDWIG);
  GtkWidget *skin = stipple_swatches_new_complexion ();
  GtkWidget *hair = stipple_swatches_new_hair_color ();

  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  g_object_set (head, "marks", marks, NULL);
  g_object_bind_property (men, "selected", head, "pattern", G_BINDING_DEFAULT);
  g_object_set (men, "selected", (int) STIPPLE_PATTERN_NORWOOD_4, NULL);
  g_object_set (skin, "selected", 2, NULL);
  g_object_set (hair, "selected", 2, NULL);
  gtk_box_append (GTK_BOX (page), label ("Where is your\nhair thinning?", "display"));
  gtk_box_append (GTK_BOX (page), head_and_slider (head));
  gtk_box_append (GTK_BOX (page), label ("Pattern", "title"));
  gtk_box_append (GTK_BOX (page), men);
  gtk_box_append (GTK_BOX (page), women);
  gtk_box_append (GTK_BOX (page), chips ());
  gtk_box_append (GTK_BOX (page), skin);
  gtk_box_append (GTK_BOX (page), hair);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child",
                       page, NULL);
}
