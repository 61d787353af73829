// SPDX-License-Identifier: GPL-3.0-or-later
/* The kiosk worked without touching it: by four keys, real ones, and by a single switch. */
#include "finger.h"
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/help.h"
#include "kiosk/page.h"
#include "widgets/key-grid.h"
#include "widgets/keyboard.h"

#define PATIENCE 600             /* steps to anything */
#define NEVER_BY_ITSELF 3600000u /* ms */

/* How one goes on and selects. */
typedef struct
{
  void (*next) (Fixture *fixture);
  void (*select) (Fixture *fixture);
} Way;

static void
key_next (Fixture *fixture)
{
  finger_key (GTK_WIDGET (fixture->window), "Tab");
}

static void
key_select (Fixture *fixture)
{
  finger_key (GTK_WIDGET (fixture->window), "Return");
}

/* As time passes. */
static void
switch_next (Fixture *fixture)
{
  stipple_walk_next (stipple_kiosk_window_get_walk (fixture->window));
  settle ();
}

static void
switch_select (Fixture *fixture)
{
  finger_key (GTK_WIDGET (fixture->window), "space");
}

static const Way four_keys = { key_next, key_select };
static const Way one_switch = { switch_next, switch_select };

static void
collect_walked (GtkWidget *widget, GPtrArray *walked)
{
  if (gtk_widget_has_css_class (widget, "walked"))
    g_ptr_array_add (walked, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_walked (child, walked);
}

/* What is shown to be next chosen; more than one when they are chosen together first. */
static GPtrArray *
shown (Fixture *fixture)
{
  GPtrArray *walked = g_ptr_array_new ();

  collect_walked (GTK_WIDGET (fixture->window), walked);
  return walked;
}

static gboolean
shows (GPtrArray *widgets, const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < widgets->len && !found; i++)
    {
      g_autofree char *own = accessible_name (widgets->pdata[i]);

      found = g_str_equal (own, name);
    }
  return found;
}

static gboolean
is_shown (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) now = shown (fixture);

  return shows (now, name);
}

static void
reach (Fixture *fixture, const Way *way, const char *name)
{
  for (guint i = 0; i < PATIENCE; i++)
    {
      g_autoptr (GPtrArray) now = shown (fixture);

      if (!shows (now, name))
        way->next (fixture);
      else if (now->len == 1)
        return;
      else
        way->select (fixture);
    }
  g_error ("“%s” was not reached on step “%s”", name, fixture_step (fixture));
}

static void
choose (Fixture *fixture, const Way *way, const char *name)
{
  reach (fixture, way, name);
  way->select (fixture);
}

static void
enter (Fixture *fixture, const Way *way, const char *field, const char *text)
{
  choose (fixture, way, field);
  g_assert_true (
      stipple_keyboard_get_open (STIPPLE_KEYBOARD (find_type (fixture, STIPPLE_TYPE_KEYBOARD))));
  for (const char *p = text; *p != '\0'; p++)
    {
      const char letter[] = { *p, '\0' };

      choose (fixture, way, letter);
    }
  choose (fixture, way, "Done");
}

static void
understand (Fixture *fixture, const Way *way)
{
  for (guint i = 0; i < fixture->pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (fixture->pack->questions, i);

      for (guint k = 0; k < question->choices->len; k++)
        {
          const StippleChoice *choice = g_ptr_array_index (question->choices, k);

          if (choice->right)
            choose (fixture, way, stipple_text_get (choice->text, "en"));
        }
      choose (fixture, way, i + 1 < fixture->pack->questions->len ? "Next" : "Next: your look");
    }
}

static void
answer (Fixture *fixture, const Way *way)
{
  while (g_str_equal (fixture_step (fixture), "health"))
    {
      guint before = stipple_session_get_n_answered (fixture->session);

      settle ();
      for (guint i = 0; i < fixture->pack->contraindications->len; i++)
        {
          const StippleContraindication *rule =
              g_ptr_array_index (fixture->pack->contraindications, i);
          g_autofree char *no = g_strdup_printf ("%s: No", stipple_text_get (rule->name, "en"));

          if (find (fixture, no) != NULL)
            choose (fixture, way, no);
        }
      g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), >, before);
      choose (fixture, way, find (fixture, "Next") != NULL ? "Next" : "See my result");
    }
}

static void
check_session (Fixture *fixture)
{
  int year, month, day;

  g_object_get (fixture->session, "birth-year", &year, "birth-month", &month, "birth-day", &day,
                NULL);
  g_assert_cmpstr (stipple_session_get_first_name (fixture->session), ==, "Al");
  g_assert_cmpstr (stipple_session_get_last_name (fixture->session), ==, "Bo");
  g_assert_cmpint (year, ==, 1988);
  g_assert_cmpint (month, ==, 3);
  g_assert_cmpint (day, ==, 14);
  g_assert_cmpstr (stipple_session_get_mobile (fixture->session), ==, "4165550142");
  g_assert_true (stipple_session_get_signed_by_tick (fixture->session));
  g_assert_cmpint (stipple_look_get_pattern (stipple_session_get_look (fixture->session)), ==,
                   STIPPLE_PATTERN_NORWOOD_6);
  g_assert_true (stipple_marks_has_region (
      stipple_look_get_marks (stipple_session_get_look (fixture->session)), STIPPLE_REGION_CROWN));
}

static void
whole_visit (Fixture *fixture, const Way *way)
{
  const char *statement = stipple_text_get (fixture->pack->consent.statement, "en");

  choose (fixture, way, "Touch to begin");
  fixture->flow = stipple_kiosk_window_get_flow (fixture->window);
  fixture->session = stipple_flow_get_session (fixture->flow);
  choose (fixture, way, "Next: comfort");
  choose (fixture, way, "Next: aftercare");
  choose (fixture, way, "Next: quick check");
  understand (fixture, way);
  choose (fixture, way, "Norwood VI");
  choose (fixture, way, "Mark the head");
  choose (fixture, way, "Crown");
  choose (fixture, way, "Next: health check");
  answer (fixture, way);
  choose (fixture, way, "Leave my details");
  choose (fixture, way, "No");
  choose (fixture, way, "Next: your details");
  enter (fixture, way, "First name", "Al");
  enter (fixture, way, "Last name", "Bo");
  choose (fixture, way, "Month: Choose");
  choose (fixture, way, "March");
  enter (fixture, way, "Date of birth, day", "14");
  enter (fixture, way, "Date of birth, year", "1988");
  enter (fixture, way, "Mobile phone", "4165550142");
  choose (fixture, way, "Call");
  choose (fixture, way, "Review and sign");
  choose (fixture, way, statement);
  choose (fixture, way, "I sign with this tick, because I cannot draw here");
  choose (fixture, way, "Finish");
  check_session (fixture);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  choose (fixture, way, "Done");
  g_assert_null (stipple_kiosk_window_get_flow (fixture->window));
}

static void
test_visit_by_four_keys (Fixture *fixture, gconstpointer data)
{
  finger_focus (GTK_WIDGET (fixture->window));
  whole_visit (fixture, &four_keys);
}

static void
test_visit_by_a_switch (Fixture *fixture, gconstpointer data)
{
  finger_focus (GTK_WIDGET (fixture->window));
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), NEVER_BY_ITSELF);
  whole_visit (fixture, &one_switch);
}

static void
begin_at (Fixture *fixture, const char *language, const char *step)
{
  fixture_begin (fixture, language, step);
  next_frame (fixture);
  finger_focus (GTK_WIDGET (fixture->window));
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static GtkWidget *
shown_of (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
}

/* Down the page, along a line to its end; and round. */
static void
test_reading_order (Fixture *fixture, gconstpointer language)
{
  gboolean rtl;
  GtkWidget *first = NULL;

  begin_at (fixture, language, "details");
  rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  key_next (fixture);
  first = focus_of (fixture);
  for (guint i = 0; i < PATIENCE; i++)
    {
      GtkWidget *from = focus_of (fixture);
      graphene_rect_t a, b;

      key_next (fixture);
      if (focus_of (fixture) == first)
        return;
      g_assert_true (gtk_widget_has_css_class (shown_of (focus_of (fixture)), "walked"));
      next_frame (fixture);
      g_assert_true (gtk_widget_compute_bounds (from, GTK_WIDGET (fixture->window), &a));
      g_assert_true (
          gtk_widget_compute_bounds (focus_of (fixture), GTK_WIDGET (fixture->window), &b));
      /* From the last action to the header it begins anew. */
      if (b.origin.y + b.size.height <= a.origin.y)
        g_assert_nonnull (gtk_widget_get_ancestor (from, g_type_from_name ("StippleActionBar")));
      else if (ABS (a.origin.y - b.origin.y) < 1 && a.origin.x != b.origin.x)
        g_assert_true ((b.origin.x > a.origin.x) != rtl);
    }
  g_error ("the order has no end");
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  begin_at (fixture, "en", "comfort");
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_cmpstr (fixture_step (fixture), ==, "learn");
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_cmpstr (fixture_step (fixture), ==, "learn");
}

static void
test_back_out_of_the_keys (Fixture *fixture, gconstpointer data)
{
  StippleKeyboard *keyboard;

  begin_at (fixture, "en", "details");
  choose (fixture, &four_keys, "First name");
  keyboard = STIPPLE_KEYBOARD (find_type (fixture, STIPPLE_TYPE_KEYBOARD));
  key_select (fixture);
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_true (stipple_keyboard_get_open (keyboard));
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_false (stipple_keyboard_get_open (keyboard));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

static void
test_help (Fixture *fixture, gconstpointer data)
{
  GtkWidget *before;

  begin_at (fixture, "en", "details");
  reach (fixture, &four_keys, "Last name");
  before = focus_of (fixture);
  finger_key (GTK_WIDGET (fixture->window), "F1");
  g_assert_true (shows_text (fixture, "Your name, and how to reach you."));
  g_assert_true (shows_text (fixture, "With keys:"));
  g_assert_true (shows_text (fixture, "Our staff can come to you"));
  choose (fixture, &four_keys, "Close");
  g_assert_false (shows_text (fixture, "Our staff can come to you"));
  g_assert_true (focus_of (fixture) == before);
  finger_key (GTK_WIDGET (fixture->window), "F1");
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_false (shows_text (fixture, "Our staff can come to you"));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

/* Covered by keys, and brought back by them. */
static void
test_hidden_answers (Fixture *fixture, gconstpointer data)
{
  begin_at (fixture, "en", "details");
  choose (fixture, &four_keys, "Hide my answers");
  g_assert_null (find (fixture, "Last name"));
  finger_key (GTK_WIDGET (fixture->window), "F1");
  g_assert_null (find (fixture, "Close"));
  key_select (fixture);
  g_assert_nonnull (find (fixture, "Last name"));
  choose (fixture, &four_keys, "Hide my answers");
  finger_key (GTK_WIDGET (fixture->window), "Escape");
  g_assert_nonnull (find (fixture, "Last name"));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

/* One for each step there is. */
static void
test_help_of_each_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;

  fixture_begin (fixture, "en", "learn");
  n = g_list_model_get_n_items (G_LIST_MODEL (fixture->flow));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleStep) step = g_list_model_get_item (G_LIST_MODEL (fixture->flow), i);
      g_autofree char *text = stipple_help_text (stipple_step_get_id (step));

      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&text)));
    }
  g_assert_true (g_hash_table_add (seen, stipple_help_text (NULL)));
}

/* What is longer than the screen is read on, a good part of it at a time, before the actions come. */
static void
test_reads_on (Fixture *fixture, gconstpointer data)
{
  gboolean scrolled = FALSE;
  StipplePage *page;
  GtkAdjustment *adjustment;

  fixture_resize (fixture, 1080, 900);
  begin_at (fixture, "en", "aftercare");
  page = STIPPLE_PAGE (find_type (fixture, STIPPLE_TYPE_PAGE));
  g_assert_true (stipple_page_has_more (page));
  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (GTK_WIDGET (page))));
  for (guint i = 0; i < PATIENCE; i++)
    {
      double before = gtk_adjustment_get_value (adjustment);
      GtkWidget *focus;

      key_next (fixture);
      next_frame (fixture);
      focus = focus_of (fixture);
      g_assert_cmpfloat (gtk_adjustment_get_value (adjustment) - before, <=,
                         gtk_adjustment_get_page_size (adjustment));
      scrolled = scrolled || gtk_adjustment_get_value (adjustment) > before;
      if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (page))
          && gtk_widget_get_ancestor (focus, g_type_from_name ("StippleActionBar")) != NULL)
        break;
    }
  g_assert_true (scrolled);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment) + 1, >=,
                     gtk_adjustment_get_upper (adjustment)
                         - gtk_adjustment_get_page_size (adjustment));
}

static void
test_keys_of_a_box (Fixture *fixture, gconstpointer data)
{
  StippleWalk *walk = stipple_kiosk_window_get_walk (fixture->window);

  g_assert_false (stipple_walk_set_keys (walk, "F9"));
  g_assert_false (stipple_walk_set_keys (walk, "F9,F10,F11,NoSuchKey"));
  g_assert_true (stipple_walk_set_keys (walk, "F9,F10,F11,F12"));
  begin_at (fixture, "en", "comfort");
  while (!is_shown (fixture, "Next: aftercare"))
    finger_key (GTK_WIDGET (fixture->window), "F9");
  finger_key (GTK_WIDGET (fixture->window), "F10");
  g_assert_cmpstr (fixture_step (fixture), ==, "aftercare");
  finger_key (GTK_WIDGET (fixture->window), "F11");
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
  finger_key (GTK_WIDGET (fixture->window), "F12");
  g_assert_true (shows_text (fixture, "Our staff can come to you"));
}

/* The ring goes where a finger goes. */
static void
test_touch_takes_it_over (Fixture *fixture, gconstpointer data)
{
  begin_at (fixture, "en", "details");
  reach (fixture, &four_keys, "First name");
  next_frame (fixture);
  finger_tap (find (fixture, "Last name"));
  next_frame (fixture);
  g_assert_false (is_shown (fixture, "First name"));
  key_next (fixture);
  g_assert_true (is_shown (fixture, "Month: March"));
}

/* Somebody with a whole keyboard types, and Enter in a field brings up no keys. */
static void
test_typing_is_left_alone (Fixture *fixture, gconstpointer data)
{
  begin_at (fixture, "en", "details");
  g_object_set (fixture->session, "first-name", "", NULL);
  reach (fixture, &four_keys, "First name");
  finger_key (GTK_WIDGET (fixture->window), "a");
  finger_key (GTK_WIDGET (fixture->window), "space");
  finger_key (GTK_WIDGET (fixture->window), "b");
  finger_key (GTK_WIDGET (fixture->window), "Left");
  finger_key (GTK_WIDGET (fixture->window), "c");
  finger_key (GTK_WIDGET (fixture->window), "Return");
  g_assert_cmpstr (stipple_session_get_first_name (fixture->session), ==, "a cb");
  g_assert_false (
      stipple_keyboard_get_open (STIPPLE_KEYBOARD (find_type (fixture, STIPPLE_TYPE_KEYBOARD))));
}

static gboolean
is_walked (Fixture *fixture)
{
  g_autoptr (GPtrArray) walked = shown (fixture);

  return walked->len > 0;
}

static GtkWidget *walked_before;

static gboolean
is_further (Fixture *fixture)
{
  g_autoptr (GPtrArray) walked = shown (fixture);

  return walked->len > 0 && walked->pdata[0] != walked_before;
}

static void
test_pace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) walked = NULL;

  fixture_begin (fixture, "en", "health");
  next_frame (fixture);
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), 5);
  wait_until (fixture, is_walked);
  walked = shown (fixture);
  walked_before = walked->pdata[0];
  wait_until (fixture, is_further);
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), 0);
  g_assert_false (is_walked (fixture));
}

/* Round once without a choice, and one is out again. */
/* Chosen with the switch itself; for this visit. */
static void
test_tempo (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint interval;
  } tempos[] = { { "Slower", 2000 }, { "Quicker", 500 }, { "As usual", 1000 }, { "Slower", 2000 } };
  StippleWalk *walk = stipple_kiosk_window_get_walk (fixture->window);

  fixture_begin (fixture, "en", "health");
  press (fixture, "Help");
  g_assert_null (find (fixture, "Slower"));
  press (fixture, "Close");
  stipple_walk_set_pace (walk, 1000);
  press (fixture, "Help");
  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    {
      press (fixture, tempos[i].name);
      g_assert_cmpuint (stipple_walk_get_interval (walk), ==, tempos[i].interval);
      /* It stays, and shows which. */
      g_assert_true (gtk_widget_has_css_class (find (fixture, tempos[i].name), "primary"));
    }
  press (fixture, "Close");
  g_assert_cmpuint (stipple_walk_get_interval (walk), ==, 2000);
  stipple_kiosk_window_end (fixture->window);
  g_assert_cmpuint (stipple_walk_get_interval (walk), ==, 1000);
  /* Nobody is quick enough for less. */
  stipple_walk_set_pace (walk, 400);
  stipple_walk_set_tempo (walk, STIPPLE_TEMPO_QUICKER);
  g_assert_cmpuint (stipple_walk_get_interval (walk), ==, STIPPLE_PACE_LEAST);
  stipple_walk_set_tempo (walk, STIPPLE_TEMPO_USUAL);
  stipple_walk_set_pace (walk, 0);
}

static void
test_switch_leaves_a_group (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) group = NULL;
  g_autoptr (GPtrArray) after = NULL;

  begin_at (fixture, "en", "comfort");
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), NEVER_BY_ITSELF);
  do
    {
      g_clear_pointer (&group, g_ptr_array_unref);
      switch_next (fixture);
      group = shown (fixture);
    }
  while (!shows (group, "Back"));
  g_assert_cmpuint (group->len, >, 1);
  switch_select (fixture);
  for (guint i = 0; i < group->len; i++)
    switch_next (fixture);
  after = shown (fixture);
  g_assert_cmpuint (after->len, ==, group->len);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/walk/visit/four-keys", test_visit_by_four_keys);
  test_add ("/walk/visit/switch", test_visit_by_a_switch);
  g_test_add ("/walk/order/english", Fixture, "en", fixture_set_up, test_reading_order,
              fixture_tear_down);
  g_test_add ("/walk/order/arabic", Fixture, "ar", fixture_set_up, test_reading_order,
              fixture_tear_down);
  test_add ("/walk/back", test_back);
  test_add ("/walk/back-out-of-keys", test_back_out_of_the_keys);
  test_add ("/walk/help", test_help);
  test_add ("/walk/hidden-answers", test_hidden_answers);
  test_add ("/walk/help-of-steps", test_help_of_each_step);
  test_add ("/walk/reads-on", test_reads_on);
  test_add ("/walk/box", test_keys_of_a_box);
  test_add ("/walk/touch", test_touch_takes_it_over);
  test_add ("/walk/typing", test_typing_is_left_alone);
  test_add ("/walk/pace", test_pace);
  test_add ("/walk/tempo", test_tempo);
  test_add ("/walk/switch-leaves", test_switch_leaves_a_group);
  return g_test_run ();
}
