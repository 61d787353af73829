// SPDX-License-Identifier: GPL-3.0-or-later
/* The on-screen keyboard in the kiosk: what is written in stays in sight, on every screen there is. */
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/action-bar.h"
#include "kiosk/header.h"
#include "widgets/key.h"
#include "widgets/keyboard.h"
#include "widgets/style.h"

static const struct
{
  const char *path;
  int width;
  int height;
  int scale;
} screens[] = {
  { "portrait", 1080, 1920, 100 },     { "portrait-200", 1080, 1920, 200 },
  { "landscape", 1920, 1080, 100 },    { "landscape-200", 1920, 1080, 200 },
  { "low-landscape", 1366, 768, 100 }, { "low-landscape-200", 1366, 768, 200 },
};

static const char *const steps[] = { "learn", "wishes", "details" };

static StippleKeyboard *
keyboard (Fixture *fixture)
{
  return STIPPLE_KEYBOARD (find_type (fixture, STIPPLE_TYPE_KEYBOARD));
}

static void
collect_entries (GtkWidget *widget, GPtrArray *entries)
{
  if (GTK_IS_ENTRY (widget))
    g_ptr_array_add (entries, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_entries (child, entries);
}

static void
bounds_of (Fixture *fixture, gpointer widget, graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), bounds));
}

static void
show_at (Fixture *fixture, int width, int height, int scale, const char *step)
{
  fixture_resize (fixture, width, height);
  stipple_style_set_text_scale (scale);
  fixture_begin (fixture, "en", step);
  next_frame (fixture);
}

/* Whether all of @entry is between the head and the keyboard. */
static gboolean
is_in_sight (Fixture *fixture, GtkWidget *entry)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (entry, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t page, keys, bounds;

  bounds_of (fixture, scroller, &page);
  bounds_of (fixture, keyboard (fixture), &keys);
  bounds_of (fixture, entry, &bounds);
  return bounds.origin.y >= page.origin.y
         && bounds.origin.y + bounds.size.height <= page.origin.y + page.size.height
         && bounds.origin.y + bounds.size.height <= keys.origin.y
         && keys.origin.y + keys.size.height
                <= gtk_widget_get_height (GTK_WIDGET (fixture->window));
}

static GtkWidget *wanted; /* what is to come into sight */

static gboolean
is_wanted_in_sight (Fixture *fixture)
{
  return stipple_keyboard_get_open (keyboard (fixture))
         && gtk_widget_get_height (GTK_WIDGET (keyboard (fixture))) > 0
         && is_in_sight (fixture, wanted);
}

static void
test_field_stays_in_sight (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  for (gsize j = 0; j < G_N_ELEMENTS (steps); j++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new ();

      show_at (fixture, screens[i].width, screens[i].height, screens[i].scale, steps[j]);
      collect_entries (GTK_WIDGET (fixture->window), entries);
      g_assert_cmpuint (entries->len, >, 0);
      for (guint k = 0; k < entries->len; k++)
        {
          wanted = entries->pdata[k];
          g_test_message ("%s, entry %u", steps[j], k);
          gtk_widget_grab_focus (wanted);
          wait_until (fixture, is_wanted_in_sight);
          settle ();
          next_frame (fixture);
          g_assert_true (is_wanted_in_sight (fixture));
        }
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->window)), ==, screens[i].height);
      stipple_kiosk_window_end (fixture->window);
    }
  stipple_style_set_text_scale (100);
}

/* The keyboard comes back over what has been looked at meanwhile. */
static void
test_recalled_over_the_field (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;

  show_at (fixture, 1080, 1920, 200, "details");
  wanted = find (fixture, "Mobile phone");
  gtk_widget_grab_focus (wanted);
  wait_until (fixture, is_wanted_in_sight);
  press (fixture, "Done");
  next_frame (fixture);
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (wanted, GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (adjustment, 0);
  next_frame (fixture);
  press (fixture, "Show the keyboard");
  wait_until (fixture, is_wanted_in_sight);
  stipple_style_set_text_scale (100);
}

/* A larger text moves the field in use down; it stays in sight. */
static void
test_larger_text_keeps_the_field (Fixture *fixture, gconstpointer data)
{
  show_at (fixture, 1366, 768, 100, "details");
  wanted = find (fixture, "Mobile phone");
  gtk_widget_grab_focus (wanted);
  wait_until (fixture, is_wanted_in_sight);
  stipple_style_set_text_scale (200);
  for (int i = 0; i < 3; i++)
    next_frame (fixture);
  wait_until (fixture, is_wanted_in_sight);
  stipple_style_set_text_scale (100);
}

static void
test_portrait_keeps_everything (Fixture *fixture, gconstpointer data)
{
  show_at (fixture, 1080, 1920, 100, "details");
  wanted = find (fixture, "First name");
  gtk_widget_grab_focus (wanted);
  wait_until (fixture, is_wanted_in_sight);
  g_assert_true (gtk_widget_get_mapped (find_type (fixture, STIPPLE_TYPE_ACTION_BAR)));
  g_assert_true (gtk_widget_get_mapped (find_type (fixture, STIPPLE_TYPE_HEADER)));
}

static gboolean
has_actions (Fixture *fixture)
{
  GtkWidget *actions = find_type (fixture, STIPPLE_TYPE_ACTION_BAR);

  return actions != NULL && gtk_widget_get_mapped (actions);
}

static gboolean
has_no_actions (Fixture *fixture)
{
  return find_type (fixture, STIPPLE_TYPE_ACTION_BAR) == NULL;
}

static void
test_low_screen_gives_room_and_takes_it_back (Fixture *fixture, gconstpointer data)
{
  show_at (fixture, 1366, 768, 100, "details");
  gtk_widget_grab_focus (find (fixture, "First name"));
  wait_until (fixture, has_no_actions);
  press (fixture, "Done");
  wait_until (fixture, has_actions);
  g_assert_nonnull (find (fixture, "Show the keyboard"));
}

static void
test_next_page_closes_it (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "learn");
  gtk_widget_grab_focus (find (fixture, "Search questions"));
  g_assert_true (stipple_keyboard_get_open (keyboard (fixture)));
  stipple_flow_go_next (fixture->flow, NULL);
  settle ();
  g_assert_null (find_type (fixture, STIPPLE_TYPE_KEYBOARD));
}

static void
test_writes_into_the_session (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  g_object_set (fixture->session, "first-name", "", NULL);
  gtk_widget_grab_focus (find (fixture, "First name"));
  settle ();
  press (fixture, "A");
  press (fixture, "n");
  press (fixture, "n");
  g_assert_cmpstr (stipple_session_get_first_name (fixture->session), ==, "Ann");
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  gtk_widget_grab_focus (find (fixture, "First name"));
  settle ();
  g_assert_null (find (fixture, "É"));
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  gtk_widget_grab_focus (find (fixture, "Prénom"));
  settle ();
  g_assert_nonnull (find (fixture, "É"));
  g_assert_nonnull (find (fixture, "Terminé"));
}

static void
test_sheet_closes_it (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  gtk_widget_grab_focus (find (fixture, "First name"));
  settle ();
  press (fixture, "Start over");
  g_assert_null (find_type (fixture, STIPPLE_TYPE_KEYBOARD));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/keyboard/in-sight/%s", screens[i].path);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_field_stays_in_sight,
                  fixture_tear_down);
    }
  test_add ("/keyboard/recalled", test_recalled_over_the_field);
  test_add ("/keyboard/larger-text", test_larger_text_keeps_the_field);
  test_add ("/keyboard/portrait", test_portrait_keeps_everything);
  test_add ("/keyboard/low", test_low_screen_gives_room_and_takes_it_back);
  test_add ("/keyboard/next", test_next_page_closes_it);
  test_add ("/keyboard/session", test_writes_into_the_session);
  test_add ("/keyboard/language", test_language);
  test_add ("/keyboard/sheet", test_sheet_closes_it);
  return g_test_run ();
}
