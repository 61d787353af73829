// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands beside what where there is room for it. */
#include "kiosk-states.h"
#include "staff-states.h"

#include "core/language.h"
#include "kiosk/pages/health/condition-row.h"
#include "widgets/choice-group.h"

#include <glib/gi18n-lib.h>

static const char *const languages[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };

static graphene_rect_t
place_of (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t place;

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &place));
  return place;
}

/* Not above it nor below it. */
static void
assert_beside (Fixture *fixture, GtkWidget *widget, GtkWidget *other)
{
  const graphene_rect_t place = place_of (fixture, widget);
  const graphene_rect_t another = place_of (fixture, other);

  g_assert_cmpfloat (place.origin.y, <, another.origin.y + another.size.height);
  g_assert_cmpfloat (another.origin.y, <, place.origin.y + place.size.height);
}

/* In the column after it. */
static void
assert_after (Fixture *fixture, GtkWidget *widget, GtkWidget *other)
{
  const graphene_rect_t place = place_of (fixture, widget);
  const graphene_rect_t before = place_of (fixture, other);

  g_assert_cmpfloat (place.origin.x, >, before.origin.x + before.size.width);
}

static GtkWidget *
first_of (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = first_of (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
check_rows (Fixture *fixture, GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (STIPPLE_IS_CONDITION_ROW (widget))
    {
      assert_beside (fixture, first_of (widget, STIPPLE_TYPE_CHOICE_GROUP),
                     first_of (widget, GTK_TYPE_LABEL));
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_rows (fixture, child);
  return n;
}

/* On a portrait screen the answers stand beside every condition, however long its help. */
static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      fixture_resize (fixture, 1080, 1920);
      fixture_begin (fixture, languages[i], "health");
      fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
      for (guint part = 0; part < 3; part++)
        {
          next_frame (fixture);
          n += check_rows (fixture, GTK_WIDGET (fixture->window));
          press (fixture, part < 2 ? _ ("Next") : _ ("See my result"));
          settle ();
        }
      stipple_kiosk_window_end (fixture->window);
    }
  g_assert_cmpuint (n, ==, 12 * G_N_ELEMENTS (languages));
}

/* In a narrow column, when it is done stands above what is done. */
static void
test_advice (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t when, what;

  fixture_resize (fixture, 1366, 768);
  fixture_begin (fixture, "en", "comfort");
  next_frame (fixture);
  when = place_of (fixture, find_label (fixture, "At the clinic"));
  what = place_of (fixture, find_label (fixture, "strongest topical"));
  g_assert_cmpfloat (when.origin.y + when.size.height, <=, what.origin.y);
}

/* On a wide one the code, and what happens next. */
static void
test_thanks (Fixture *fixture, gconstpointer data)
{
  fixture_resize (fixture, 1920, 1080);
  fixture_begin (fixture, "en", "consent");
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  next_frame (fixture);
  assert_after (fixture, find_label (fixture, "What happens next"),
                find_label (fixture, "7K4-Q2M"));
}

/* And the staff drawer's cards. */
static void
test_cards (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer;

  fixture_resize (fixture, 1920, 1080);
  drawer = staff_states_ask (fixture);
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_OPENED, 0, NULL);
  staff_states_fill (drawer);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, "Settings")), TRUE);
  staff_states_fill (drawer);
  next_frame (fixture);
  assert_after (fixture, find_label (fixture, "Printer"),
                find_label (fixture, "Ask whether a visitor is still there after"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/columns/conditions", test_conditions);
  test_add ("/columns/advice", test_advice);
  test_add ("/columns/thanks", test_thanks);
  test_add ("/columns/cards", test_cards);
  return g_test_run ();
}
