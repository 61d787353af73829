// SPDX-License-Identifier: GPL-3.0-or-later
/* Chips, choices, steps, questions that open, and the layout that wraps. */
#include "core/language.h"
#include "display-test.h"
#include "widgets/chip.h"
#include "widgets/choice-group.h"
#include "widgets/expander.h"
#include "widgets/step-bar.h"
#include "widgets/style.h"
#include "widgets/wrap-box.h"

static const char *const step_names[] = { "Learn", "Comfort", "Aftercare", NULL };

/* Chip */

static void
test_chip_text (void)
{
  g_autoptr (GtkWidget) chip = g_object_ref_sink (stipple_chip_new ("Cost"));
  int count;

  display_test_count (chip, "text", &count);
  g_object_set (chip, "text", "Cost", NULL);
  g_assert_cmpint (count, ==, 0);
  g_object_set (chip, "text", "Results", NULL);
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpstr (stipple_chip_get_text (STIPPLE_CHIP (chip)), ==, "Results");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Results");
}

static void
test_chip_toggles (void)
{
  g_autoptr (GtkWidget) chip = g_object_ref_sink (stipple_chip_new ("Cost"));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
}

/* Choice group */

static GtkWidget *
new_group (void)
{
  GtkWidget *group = g_object_ref_sink (stipple_choice_group_new ());

  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 1, "No", STIPPLE_TONE_NO);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 2, "Yes", STIPPLE_TONE_YES);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 3, "Not sure", STIPPLE_TONE_UNSURE);
  return group;
}

static GtkWidget *
nth_pill (GtkWidget *group, int index)
{
  GtkWidget *pill = gtk_widget_get_first_child (group);

  while (index-- > 0)
    pill = gtk_widget_get_next_sibling (pill);
  return pill;
}

static void
assert_checked (GtkWidget *group, int which)
{
  for (int i = 0; i < 3; i++)
    gtk_test_accessible_assert_state (
        GTK_ACCESSIBLE (nth_pill (group, i)), GTK_ACCESSIBLE_STATE_CHECKED,
        i == which ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
}

static void
test_choice_starts_empty (void)
{
  g_autoptr (GtkWidget) group = new_group ();

  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (group)), ==, 0);
  assert_checked (group, -1);
}

static void
test_choice_touch (void)
{
  g_autoptr (GtkWidget) group = new_group ();
  int count;

  display_test_count (group, "selected", &count);
  g_signal_emit_by_name (nth_pill (group, 1), "clicked");
  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (group)), ==, 2);
  assert_checked (group, 1);
  g_signal_emit_by_name (nth_pill (group, 2), "clicked");
  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (group)), ==, 3);
  assert_checked (group, 2);
  g_assert_cmpint (count, ==, 2);
}

static void
test_choice_touched_twice (void)
{
  g_autoptr (GtkWidget) group = new_group ();

  g_signal_emit_by_name (nth_pill (group, 0), "clicked");
  g_signal_emit_by_name (nth_pill (group, 0), "clicked");
  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (group)), ==, 1);
  assert_checked (group, 0);
}

static void
test_choice_set (void)
{
  g_autoptr (GtkWidget) group = new_group ();

  g_object_set (group, "selected", 3, NULL);
  assert_checked (group, 2);
  g_object_set (group, "selected", 0, NULL);
  assert_checked (group, -1);
}

static void
test_choice_set_before_pills (void)
{
  g_autoptr (GtkWidget) group = g_object_ref_sink (stipple_choice_group_new ());

  stipple_choice_group_set_selected (STIPPLE_CHOICE_GROUP (group), 2);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 1, "No", STIPPLE_TONE_NO);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 2, "Yes", STIPPLE_TONE_YES);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth_pill (group, 1))));
  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (group)), ==, 2);
}

static void
test_choice_bound (void)
{
  g_autoptr (GtkWidget) group = new_group ();
  g_autoptr (GtkWidget) other = new_group ();

  g_object_bind_property (group, "selected", other, "selected",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_emit_by_name (nth_pill (other, 1), "clicked");
  assert_checked (group, 1);
  g_object_set (group, "selected", 1, NULL);
  assert_checked (other, 0);
}

static void
test_choice_accessible (void)
{
  g_autoptr (GtkWidget) group = new_group ();

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (nth_pill (group, 2)), GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth_pill (group, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Not sure");
}

static void
test_choice_tones (void)
{
  g_autoptr (GtkWidget) group = new_group ();

  g_assert_true (gtk_widget_has_css_class (nth_pill (group, 0), "no"));
  g_assert_true (gtk_widget_has_css_class (nth_pill (group, 1), "yes"));
  g_assert_true (gtk_widget_has_css_class (nth_pill (group, 2), "unsure"));
}

/* Step bar */

static void
test_steps_name (void)
{
  g_autoptr (GtkWidget) bar = g_object_ref_sink (stipple_step_bar_new ());

  g_object_set (bar, "names", step_names, "position", 1, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 2 of 3: Comfort");
  g_object_set (bar, "position", 2, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 3 of 3: Aftercare");
}

static void
test_steps_current (void)
{
  g_autoptr (GtkWidget) bar = g_object_ref_sink (stipple_step_bar_new ());
  int n_current = 0;

  g_object_set (bar, "names", step_names, "position", 2, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (child)), "Aftercare"))
        g_assert_true (gtk_widget_has_css_class (child, "current"));
      n_current += gtk_widget_has_css_class (child, "current");
    }
  /* The step, and the line that stands in for all of them. */
  g_assert_cmpint (n_current, ==, 2);
}

/* Which label is shown: the summary is the one that has the whole sentence. */
static gboolean
summary_shown (GtkWidget *bar)
{
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (child)), "Step "))
        return gtk_widget_get_child_visible (child);
    }
  g_assert_not_reached ();
}

static gboolean
is_summary_shown (gpointer bar)
{
  return summary_shown (bar);
}

static void
test_steps_large_text (gconstpointer names)
{
  GtkWidget *bar = stipple_step_bar_new ();
  GtkWindow *window = NULL;

  g_object_set (bar, "names", names, NULL);
  window = display_test_show (bar);
  g_assert_false (summary_shown (bar));
  stipple_style_set_text_scale (200);
  display_test_wait (is_summary_shown, bar);
  stipple_style_set_text_scale (100);
  gtk_window_destroy (window);
}

/* Expander */

static void
test_expander_opens (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (stipple_expander_new ("How long?"));
  GtkWidget *button = display_test_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL);
  GtkWidget *revealer = display_test_find (row, GTK_TYPE_REVEALER, NULL);
  int count;

  display_test_count (row, "expanded", &count);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (stipple_expander_get_expanded (STIPPLE_EXPANDER (row)));
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_assert_cmpint (count, ==, 1);
  g_object_set (row, "expanded", FALSE, NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
}

static void
test_expander_sign (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (stipple_expander_new ("How long?"));
  GtkWidget *sign = display_test_find (row, GTK_TYPE_IMAGE, "sign");

  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (sign)), ==, "stipple-plus-symbolic");
  stipple_expander_set_expanded (STIPPLE_EXPANDER (row), TRUE);
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (sign)), ==, "stipple-minus-symbolic");
}

static void
make_child (GtkWidget *row, GParamSpec *pspec, gpointer data)
{
  GtkWidget *revealer = display_test_find (row, GTK_TYPE_REVEALER, NULL);

  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  stipple_expander_set_child (STIPPLE_EXPANDER (row), gtk_label_new ("late"));
}

static void
test_expander_child_made_late (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (stipple_expander_new ("How long?"));
  g_autofree char *texts = NULL;

  g_signal_connect (row, "notify::expanded", G_CALLBACK (make_child), NULL);
  g_assert_null (stipple_expander_get_child (STIPPLE_EXPANDER (row)));
  stipple_expander_set_expanded (STIPPLE_EXPANDER (row), TRUE);
  texts = display_test_texts (row);
  g_assert_cmpstr (texts, ==, "How long? | late");
}

static void
test_expander_replaces_child (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (stipple_expander_new ("How long?"));
  GtkWidget *second = gtk_label_new ("two");
  g_autofree char *texts = NULL;

  g_object_set (row, "child", gtk_label_new ("one"), NULL);
  g_object_set (row, "child", second, NULL);
  texts = display_test_texts (row);
  g_assert_cmpstr (texts, ==, "How long? | two");
  g_assert_true (stipple_expander_get_child (STIPPLE_EXPANDER (row)) == second);
}

static void
test_expander_accessible (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (stipple_expander_new ("How long?"));
  GtkWidget *button = display_test_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "How long?");
}

static void
test_expander_in_ui (void)
{
  static const char ui[] = "<interface><object class='StippleExpander' id='row'>"
                           "<property name='title'>Question</property>"
                           "<child><object class='GtkLabel'><property name='label'>Answer"
                           "</property></object></child></object></interface>";
  g_autoptr (GtkBuilder) builder = NULL;
  g_autofree char *texts = NULL;

  g_type_ensure (STIPPLE_TYPE_EXPANDER);
  builder = gtk_builder_new_from_string (ui, -1);
  texts = display_test_texts (GTK_WIDGET (gtk_builder_get_object (builder, "row")));
  g_assert_cmpstr (texts, ==, "Question | Answer");
}

/* Wrap box */

static GtkWidget *
new_block (int width)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (block, width, 40);
  return block;
}

static graphene_rect_t
place_of (GtkWidget *box, int index)
{
  GtkWidget *child = nth_pill (box, index);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  return bounds;
}

/* Three blocks of 400 in 1080 px: two and one. */
static GtkWidget *
new_wrapped (GtkWindow **window)
{
  GtkWidget *box = stipple_wrap_box_new ();

  for (int i = 0; i < 3; i++)
    stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), new_block (400));
  g_object_set (box, "spacing", 20, NULL);
  *window = display_test_show (box);
  return box;
}

static void
test_wrap_lines (void)
{
  GtkWindow *window = NULL;
  GtkWidget *box = new_wrapped (&window);
  int height;

  g_assert_cmpfloat (place_of (box, 0).origin.x, ==, 0);
  g_assert_cmpfloat (place_of (box, 1).origin.x, ==, 420);
  g_assert_cmpfloat (place_of (box, 1).origin.y, ==, 0);
  g_assert_cmpfloat (place_of (box, 2).origin.x, ==, 0);
  g_assert_cmpfloat (place_of (box, 2).origin.y, ==, 60);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 1080, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 100);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 500, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 160);
  gtk_window_destroy (window);
}

static void
test_wrap_skips_hidden (void)
{
  GtkWindow *window = NULL;
  GtkWidget *box = new_wrapped (&window);
  int height;

  gtk_widget_set_visible (nth_pill (box, 1), FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 1080, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 40);
  gtk_window_destroy (window);
}

static void
test_wrap_right_to_left (void)
{
  GtkWindow *window = NULL;
  GtkWidget *box = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  box = new_wrapped (&window);
  g_assert_cmpfloat (place_of (box, 0).origin.x, ==, 680);
  g_assert_cmpfloat (place_of (box, 1).origin.x, ==, 260);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  gtk_window_destroy (window);
}

static gboolean
last_is_at_end (gpointer box)
{
  return place_of (box, 2).origin.x == 680;
}

static gboolean
last_fills_line (gpointer box)
{
  return place_of (box, 2).size.width == 1080;
}

static void
test_wrap_align_and_justify (void)
{
  GtkWindow *window = NULL;
  GtkWidget *box = new_wrapped (&window);

  g_object_set (box, "align-end", TRUE, NULL);
  display_test_wait (last_is_at_end, box);
  g_object_set (box, "justify", TRUE, NULL);
  display_test_wait (last_fills_line, box);
  gtk_window_destroy (window);
}

/* Two lines at its own width, one at what justifying gives it. */
static void
test_wrap_justified_is_no_higher (void)
{
  GtkWidget *box = stipple_wrap_box_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", "six words that wrap at ten", "wrap",
                                   TRUE, "max-width-chars", 10, NULL);
  GtkWindow *window = NULL;
  int high, low, all;

  stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), label);
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), new_block (1000));
  g_object_set (box, "spacing", 20, "justify", TRUE, NULL);
  window = display_test_show (box);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, 1080, NULL, &low, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &high, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, high, NULL, &high, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 1080, NULL, &all, NULL, NULL);
  g_assert_cmpint (high, >, low);
  g_assert_cmpint (all, ==, low + 20 + 40);
  g_assert_cmpfloat (place_of (box, 1).origin.y, ==, low + 20);
  gtk_window_destroy (window);
}

static void
test_wrap_cleared (void)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (stipple_wrap_box_new ());

  stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), stipple_chip_new ("a"));
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), stipple_chip_new ("b"));
  stipple_wrap_box_clear (STIPPLE_WRAP_BOX (box));
  g_assert_null (gtk_widget_get_first_child (box));
}

int
main (int argc, char **argv)
{
  static const char *const latin[] = { "Learn",         "Comfort", "Aftercare", "Eligibility-check",
                                       "Communication", NULL };
  static const char *const chinese[] = { "了解",     "舒适度",   "后续护理", "您的外观",
                                         "健康自查", "您的资料", NULL };

  display_test_init (&argc, &argv);
  g_test_add_func ("/chip/text", test_chip_text);
  g_test_add_func ("/chip/toggles", test_chip_toggles);
  g_test_add_func ("/choice/starts-empty", test_choice_starts_empty);
  g_test_add_func ("/choice/touch", test_choice_touch);
  g_test_add_func ("/choice/touched-twice", test_choice_touched_twice);
  g_test_add_func ("/choice/set", test_choice_set);
  g_test_add_func ("/choice/set-before-pills", test_choice_set_before_pills);
  g_test_add_func ("/choice/bound", test_choice_bound);
  g_test_add_func ("/choice/accessible", test_choice_accessible);
  g_test_add_func ("/choice/tones", test_choice_tones);
  g_test_add_func ("/steps/name", test_steps_name);
  g_test_add_func ("/steps/current", test_steps_current);
  g_test_add_data_func ("/steps/large-text", latin, test_steps_large_text);
  g_test_add_data_func ("/steps/large-text-without-spaces", chinese, test_steps_large_text);
  g_test_add_func ("/expander/opens", test_expander_opens);
  g_test_add_func ("/expander/sign", test_expander_sign);
  g_test_add_func ("/expander/child-made-late", test_expander_child_made_late);
  g_test_add_func ("/expander/replaces-child", test_expander_replaces_child);
  g_test_add_func ("/expander/accessible", test_expander_accessible);
  g_test_add_func ("/expander/in-ui", test_expander_in_ui);
  g_test_add_func ("/wrap/lines", test_wrap_lines);
  g_test_add_func ("/wrap/skips-hidden", test_wrap_skips_hidden);
  g_test_add_func ("/wrap/right-to-left", test_wrap_right_to_left);
  g_test_add_func ("/wrap/align-and-justify", test_wrap_align_and_justify);
  g_test_add_func ("/wrap/justified-is-no-higher", test_wrap_justified_is_no_higher);
  g_test_add_func ("/wrap/cleared", test_wrap_cleared);
  return g_test_run ();
}
