// SPDX-License-Identifier: GPL-3.0-or-later
/* Fields to type in, and the two ways to give a date. */
#include "core/language.h"
#include "display-test.h"
#include "widgets/date-field.h"
#include "widgets/date-picker.h"
#include "widgets/field.h"

/* Field */

static GtkWidget *
new_field (void)
{
  return g_object_ref_sink (stipple_field_new ("Mobile phone"));
}

static GtkWidget *
entry_of (GtkWidget *field)
{
  return GTK_WIDGET (stipple_field_get_editable (STIPPLE_FIELD (field)));
}

static void
test_field_name (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  GtkWidget *entry = entry_of (field);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Mobile phone");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
test_field_optional (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  g_autofree char *texts = NULL;

  g_object_set (field, "optional", TRUE, NULL);
  texts = display_test_texts (field);
  g_assert_cmpstr (texts, ==, "Mobile phone (optional)");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry_of (field)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Mobile phone (optional)");
}

static void
test_field_bound (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  g_autoptr (GtkWidget) other = new_field ();

  g_object_bind_property (field, "text", other, "text",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_editable_set_text (GTK_EDITABLE (entry_of (field)), "416");
  g_assert_cmpstr (stipple_field_get_text (STIPPLE_FIELD (other)), ==, "416");
  g_object_set (other, "text", "647", NULL);
  g_assert_cmpstr (stipple_field_get_text (STIPPLE_FIELD (field)), ==, "647");
}

static void
test_field_cursor_stays (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  GtkEditable *entry = stipple_field_get_editable (STIPPLE_FIELD (field));

  stipple_field_set_text (STIPPLE_FIELD (field), "abc");
  gtk_editable_set_position (entry, 2);
  stipple_field_set_text (STIPPLE_FIELD (field), "abc");
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 2);
}

static void
test_field_null_text (void)
{
  g_autoptr (GtkWidget) field = new_field ();

  stipple_field_set_text (STIPPLE_FIELD (field), "abc");
  stipple_field_set_text (STIPPLE_FIELD (field), NULL);
  g_assert_cmpstr (stipple_field_get_text (STIPPLE_FIELD (field)), ==, "");
}

static void
test_field_error (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  GtkWidget *entry = entry_of (field);
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;
  int count;

  display_test_count (field, "error", &count);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  stipple_field_set_error (STIPPLE_FIELD (field), "Enter at least 7 digits.");
  stipple_field_set_error (STIPPLE_FIELD (field), "Enter at least 7 digits.");
  g_assert_cmpint (count, ==, 1);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_true (gtk_widget_has_css_class (field, "error"));
  with = display_test_texts (field);
  g_assert_cmpstr (with, ==, "Mobile phone | Enter at least 7 digits.");

  stipple_field_set_error (STIPPLE_FIELD (field), NULL);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  without = display_test_texts (field);
  g_assert_cmpstr (without, ==, "Mobile phone");
}

static void
test_field_error_is_alert (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  GtkWidget *line = NULL;

  stipple_field_set_error (STIPPLE_FIELD (field), "Enter at least 7 digits.");
  line = display_test_find (field, GTK_TYPE_BOX, "error-line");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_nonnull (display_test_find (line, GTK_TYPE_IMAGE, NULL));
}

static void
test_field_hint (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  g_autofree char *texts = NULL;

  g_object_set (field, "hint", "With the area code", NULL);
  texts = display_test_texts (field);
  g_assert_cmpstr (texts, ==, "Mobile phone | With the area code");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry_of (field)),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
}

static void
test_field_purpose (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  GtkInputPurpose purpose;

  g_object_set (field, "purpose", GTK_INPUT_PURPOSE_PHONE, "max-length", 5, NULL);
  g_object_get (entry_of (field), "input-purpose", &purpose, NULL);
  g_assert_cmpint (purpose, ==, GTK_INPUT_PURPOSE_PHONE);
  stipple_field_set_text (STIPPLE_FIELD (field), "1234567");
  g_assert_cmpstr (stipple_field_get_text (STIPPLE_FIELD (field)), ==, "12345");
}

static void
test_field_phone_runs_left_to_right (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  g_autoptr (GtkWidget) name = new_field ();

  gtk_widget_set_direction (field, GTK_TEXT_DIR_RTL);
  g_object_set (field, "purpose", GTK_INPUT_PURPOSE_PHONE, NULL);
  g_assert_cmpint (gtk_widget_get_direction (entry_of (field)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (
                       GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry_of (field))))),
                   ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (entry_of (field))), ==, 1);
  g_object_set (name, "purpose", GTK_INPUT_PURPOSE_NAME, NULL);
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (entry_of (name))), ==, 0);
}

static void
on_activate (GtkWidget *field, gpointer count)
{
  (*(int *) count)++;
}

static void
test_field_activate (void)
{
  g_autoptr (GtkWidget) field = new_field ();
  int count = 0;

  g_signal_connect (field, "activate", G_CALLBACK (on_activate), &count);
  g_signal_emit_by_name (entry_of (field), "activate");
  g_assert_cmpint (count, ==, 1);
}

static void
test_field_keeps_no_history (void)
{
  g_autoptr (GtkWidget) field = new_field ();

  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (entry_of (field))));
}

/* Date field */

/* The captions of the parts, in their order. */
static void
check_order (const char *language, const char *expected)
{
  g_autoptr (GtkWidget) field = NULL;
  g_autofree char *texts = NULL;

  g_assert_true (stipple_language_use (language));
  field = g_object_ref_sink (stipple_date_field_new ("B"));
  texts = display_test_texts (field);
  stipple_language_use ("en");
  if (!g_str_has_prefix (texts, expected))
    g_test_message ("%s: %s", language, texts);
  g_assert_true (g_str_has_prefix (texts, expected));
}

static void
test_date_order_english (void)
{
  check_order ("en", "B | Month | Choose | Day | Year | January | February");
}

static void
test_date_order_french (void)
{
  check_order ("fr-CA", "B | Jour | Mois | Choisir | Année | Janvier | Février");
}

static void
set_part (GtkWidget *field, const char *name, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (field); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_ENTRY (child)
          && g_str_equal (gtk_buildable_get_buildable_id (GTK_BUILDABLE (child)), name))
        gtk_editable_set_text (GTK_EDITABLE (child), text);
      else
        set_part (child, name, text);
    }
}

static void
assert_date (GtkWidget *field, int year, int month, int day)
{
  int has_year, has_month, has_day;

  g_object_get (field, "year", &has_year, "month", &has_month, "day", &has_day, NULL);
  g_assert_cmpint (has_year, ==, year);
  g_assert_cmpint (has_month, ==, month);
  g_assert_cmpint (has_day, ==, day);
}

static void
touch_month (GtkWidget *field, int month)
{
  GtkWidget *tile = gtk_widget_get_parent (display_test_find (field, GTK_TYPE_BUTTON, "tile"));

  tile = gtk_widget_get_first_child (tile);
  while (--month > 0)
    tile = gtk_widget_get_next_sibling (tile);
  g_signal_emit_by_name (tile, "clicked");
}

static void
test_date_typed (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));
  int years, days;

  display_test_count (field, "year", &years);
  display_test_count (field, "day", &days);
  assert_date (field, 0, 0, 0);
  set_part (field, "day", "14");
  set_part (field, "year", "1988");
  touch_month (field, 3);
  assert_date (field, 1988, 3, 14);
  g_assert_cmpint (years, ==, 1);
  g_assert_cmpint (days, ==, 1);
}

static void
test_date_other_digits (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));

  set_part (field, "day", "٢٩");
  set_part (field, "year", "二〇");
  assert_date (field, 0, 0, 29);
}

static void
test_date_leading_zero_stays (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));
  g_autoptr (GtkWidget) other = g_object_ref_sink (stipple_date_field_new ("Date of birth"));

  g_object_bind_property (field, "day", other, "day", G_BINDING_BIDIRECTIONAL);
  set_part (field, "day", "05");
  assert_date (other, 0, 0, 5);
  g_object_set (field, "day", 5, NULL);
  GtkWidget *entry = display_test_find (field, GTK_TYPE_ENTRY, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "05");
}

static void
test_date_cleared (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));

  g_object_set (field, "year", 1988, "month", 3, "day", 14, NULL);
  g_object_set (field, "year", 0, "month", 0, "day", 0, NULL);
  assert_date (field, 0, 0, 0);
}

static void
test_date_month_touch (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));
  GtkWidget *button = display_test_find (field, GTK_TYPE_TOGGLE_BUTTON, "field-part");
  GtkWidget *revealer = display_test_find (field, GTK_TYPE_REVEALER, NULL);

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  touch_month (field, 12);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Month: December");
  touch_month (field, 12);
  assert_date (field, 0, 12, 0);
}

static void
test_date_error (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));
  GtkWidget *entry = display_test_find (field, GTK_TYPE_ENTRY, NULL);
  g_autofree char *texts = NULL;

  stipple_date_field_set_error (STIPPLE_DATE_FIELD (field), "Choose a day that exists.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  texts = display_test_texts (field);
  g_assert_true (g_str_has_suffix (texts, "Choose a day that exists."));
  stipple_date_field_set_error (STIPPLE_DATE_FIELD (field), NULL);
  g_assert_null (stipple_date_field_get_error (STIPPLE_DATE_FIELD (field)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_date_names (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (stipple_date_field_new ("Date of birth"));

  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (display_test_find (field, GTK_TYPE_ENTRY, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Date of birth, day");
}

/* Date picker */

static GtkWidget *
new_picker (int year, int month, int day)
{
  GDate minimum;

  g_date_set_dmy (&minimum, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_object_ref_sink (stipple_date_picker_new (&minimum));
}

static GtkWidget *
find_day (GtkWidget *widget, const char *text)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_day (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_picked (GtkWidget *picker, const char *expected)
{
  g_autofree char *date = NULL;

  g_object_get (picker, "date", &date, NULL);
  g_assert_cmpstr (date, ==, expected);
}

static void
press_arrow (GtkWidget *picker, gboolean forward)
{
  GtkWidget *first = display_test_find (picker, GTK_TYPE_BUTTON, "round-button");

  g_signal_emit_by_name (
      forward ? gtk_widget_get_last_child (gtk_widget_get_parent (first)) : first, "clicked");
}

static void
assert_title (GtkWidget *picker, const char *title)
{
  GtkWidget *label = display_test_find (picker, GTK_TYPE_LABEL, "heading");

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, title);
}

static void
test_picker_touch (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2026, 11, 22);
  int count;

  display_test_count (picker, "date", &count);
  assert_picked (picker, NULL);
  g_signal_emit_by_name (find_day (picker, "27"), "clicked");
  assert_picked (picker, "2026-11-27");
  g_signal_emit_by_name (find_day (picker, "30"), "clicked");
  assert_picked (picker, "2026-11-30");
  g_assert_cmpint (count, ==, 2);
}

static void
test_picker_past_is_closed (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2026, 11, 22);

  g_assert_false (gtk_widget_get_sensitive (find_day (picker, "21")));
  g_assert_true (gtk_widget_get_sensitive (find_day (picker, "22")));
  g_object_set (picker, "date", "2026-11-21", NULL);
  assert_picked (picker, NULL);
  g_assert_false (
      gtk_widget_get_sensitive (display_test_find (picker, GTK_TYPE_BUTTON, "round-button")));
}

static void
test_picker_months (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2026, 11, 22);

  assert_title (picker, "November 2026");
  press_arrow (picker, TRUE);
  assert_title (picker, "December 2026");
  press_arrow (picker, TRUE);
  assert_title (picker, "January 2027");
  g_assert_nonnull (find_day (picker, "31"));
  press_arrow (picker, TRUE);
  g_assert_null (find_day (picker, "29"));
  press_arrow (picker, FALSE);
  assert_title (picker, "January 2027");
}

static void
test_picker_leap_day (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2028, 1, 31);

  press_arrow (picker, TRUE);
  g_signal_emit_by_name (find_day (picker, "29"), "clicked");
  assert_picked (picker, "2028-02-29");
}

static void
test_picker_set (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2026, 11, 22);

  g_object_set (picker, "date", "2027-03-05", NULL);
  assert_title (picker, "March 2027");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_day (picker, "5"))));
  g_object_set (picker, "date", "no date", NULL);
  assert_picked (picker, "2027-03-05");
  g_object_set (picker, "date", NULL, NULL);
  assert_picked (picker, NULL);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_day (picker, "5"))));
}

static void
test_picker_accessible (void)
{
  g_autoptr (GtkWidget) picker = new_picker (2026, 11, 22);
  GtkWidget *day = find_day (picker, "27");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Friday, November 27, 2026");
  g_signal_emit_by_name (day, "clicked");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
}

/* The column of 1 November 2026, a Sunday. */
static int
column_of_first (const char *language)
{
  g_autoptr (GtkWidget) picker = NULL;
  GtkWidget *day = NULL;
  int column;

  stipple_language_use (language);
  picker = new_picker (2026, 11, 1);
  day = find_day (picker, "1");
  gtk_grid_query_child (GTK_GRID (gtk_widget_get_parent (day)), day, &column, NULL, NULL, NULL);
  stipple_language_use ("en");
  return column;
}

static void
test_picker_first_weekday (void)
{
  g_assert_cmpint (column_of_first ("en"), ==, 0);
  g_assert_cmpint (column_of_first ("fr-CA"), ==, 0);
  g_assert_cmpint (column_of_first ("fr-FR"), ==, 6);
}

static void
test_picker_french (void)
{
  g_autoptr (GtkWidget) picker = NULL;

  stipple_language_use ("fr-CA");
  picker = new_picker (2026, 12, 5);
  assert_title (picker, "Décembre 2026");
  stipple_language_use ("en");
}

static void
add_field_tests (void)
{
  g_test_add_func ("/field/name", test_field_name);
  g_test_add_func ("/field/optional", test_field_optional);
  g_test_add_func ("/field/bound", test_field_bound);
  g_test_add_func ("/field/cursor-stays", test_field_cursor_stays);
  g_test_add_func ("/field/null-text", test_field_null_text);
  g_test_add_func ("/field/error", test_field_error);
  g_test_add_func ("/field/error-is-alert", test_field_error_is_alert);
  g_test_add_func ("/field/hint", test_field_hint);
  g_test_add_func ("/field/purpose", test_field_purpose);
  g_test_add_func ("/field/phone-runs-left-to-right", test_field_phone_runs_left_to_right);
  g_test_add_func ("/field/activate", test_field_activate);
  g_test_add_func ("/field/keeps-no-history", test_field_keeps_no_history);
}

static void
add_date_tests (void)
{
  g_test_add_func ("/date-field/order-english", test_date_order_english);
  g_test_add_func ("/date-field/order-french", test_date_order_french);
  g_test_add_func ("/date-field/typed", test_date_typed);
  g_test_add_func ("/date-field/other-digits", test_date_other_digits);
  g_test_add_func ("/date-field/leading-zero-stays", test_date_leading_zero_stays);
  g_test_add_func ("/date-field/cleared", test_date_cleared);
  g_test_add_func ("/date-field/month-touch", test_date_month_touch);
  g_test_add_func ("/date-field/error", test_date_error);
  g_test_add_func ("/date-field/names", test_date_names);
  g_test_add_func ("/date-picker/touch", test_picker_touch);
  g_test_add_func ("/date-picker/past-is-closed", test_picker_past_is_closed);
  g_test_add_func ("/date-picker/months", test_picker_months);
  g_test_add_func ("/date-picker/leap-day", test_picker_leap_day);
  g_test_add_func ("/date-picker/set", test_picker_set);
  g_test_add_func ("/date-picker/accessible", test_picker_accessible);
  g_test_add_func ("/date-picker/first-weekday", test_picker_first_weekday);
  g_test_add_func ("/date-picker/french", test_picker_french);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  add_field_tests ();
  add_date_tests ();
  return g_test_run ();
}
