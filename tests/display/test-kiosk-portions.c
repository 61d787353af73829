// SPDX-License-Identifier: GPL-3.0-or-later
/* Pages that come and go some widgets at a time. */
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/page.h"
#include "kiosk/pages/health/condition-row.h"
#include "kiosk/portions.h"
#include "widgets/expander.h"
#include "widgets/field.h"
#include "widgets/keyboard.h"

#define MOST_AT_ONCE 60 /* widgets that leave in one round */

static StipplePage *
get_page (Fixture *fixture)
{
  return STIPPLE_PAGE (find_type (fixture, STIPPLE_TYPE_PAGE));
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static void
go_next (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  stipple_flow_go_next (fixture->flow, &error);
  g_assert_no_error (error);
}

/* --- Coming */

static guint
count_rows (GtkWidget *widget)
{
  guint n = STIPPLE_IS_CONDITION_ROW (widget) ? 1 : 0;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static void
test_comes_in_portions (Fixture *fixture, gconstpointer data)
{
  StipplePage *page;
  guint seen = 0;
  guint steps = 0;

  fixture_begin (fixture, "en", "look");
  go_next (fixture);
  page = get_page (fixture);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page)), ==, 0);
  while (stipple_page_is_unfolding (page))
    {
      guint now = count_rows (GTK_WIDGET (page));

      steps += now > seen ? 1 : 0;
      seen = now;
      /* Nobody sees half of it. */
      if (gtk_widget_get_opacity (GTK_WIDGET (page)) > 0)
        g_assert_cmpuint (now, >=, 4);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (steps, >=, 2);
  g_assert_cmpfloat (gtk_widget_get_opacity (GTK_WIDGET (page)), ==, 1);
}

/* What a page hides by itself stays hidden. */
static void
test_comes_as_it_is (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "learn");
  g_assert_nonnull (find (fixture, "Search questions"));
  g_assert_false (shows_text (fixture, "questions found"));
  g_assert_null (find (fixture, "Show all questions"));
}

/* Within a page, too: a part of the health check after another. */
static void
test_parts_come_in_portions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parts;
  GtkWidget *part;
  guint steps = 0;
  guint seen = 0;

  fixture_begin (fixture, "en", "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  parts = find_type (fixture, STIPPLE_TYPE_CONDITION_ROW);
  parts = gtk_widget_get_ancestor (parts, GTK_TYPE_STACK);
  part = gtk_stack_get_visible_child (GTK_STACK (parts));
  g_signal_emit_by_name (find (fixture, "Next"), "clicked");
  g_assert_true (gtk_stack_get_visible_child (GTK_STACK (parts)) != part);
  part = gtk_stack_get_visible_child (GTK_STACK (parts));
  g_assert_cmpfloat (gtk_widget_get_opacity (part), ==, 0);
  while (stipple_portions_is_unfolding (part))
    {
      guint now = count_rows (part);

      steps += now > seen ? 1 : 0;
      seen = now;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (seen, ==, 4);
  g_assert_cmpuint (steps, >=, 2);
  g_assert_cmpfloat (gtk_widget_get_opacity (part), ==, 1);
}

static void
see_target (StippleKeyboard *keyboard, GParamSpec *pspec, guint *n_fields)
{
  GtkWidget *target = NULL;

  g_object_get (keyboard, "target", &target, NULL);
  if (target != NULL)
    (*n_fields)++;
  g_clear_object (&target);
}

/* The focus goes from one page's field to the next one's title, and through no field on its way. */
static void
test_comes_without_keyboard (Fixture *fixture, gconstpointer data)
{
  GtkWidget *keyboard;
  guint n_fields = 0;

  fixture_begin (fixture, "en", "wishes");
  fixture_fill (fixture);
  gtk_widget_child_focus (find_type (fixture, STIPPLE_TYPE_FIELD), GTK_DIR_TAB_FORWARD);
  keyboard = find_type (fixture, STIPPLE_TYPE_KEYBOARD);
  g_assert_nonnull (keyboard);
  g_signal_connect (keyboard, "notify::target", G_CALLBACK (see_target), &n_fields);
  go_next (fixture);
  settle ();
  g_assert_cmpuint (n_fields, ==, 0);
  g_assert_true (GTK_IS_LABEL (gtk_root_get_focus (GTK_ROOT (fixture->window))));
}

/* --- Going */

static guint
count_questions (GtkWidget *widget)
{
  guint n = STIPPLE_IS_EXPANDER (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_questions (child);
  return n;
}

static gboolean
has_all_questions (Fixture *fixture)
{
  return count_questions (GTK_WIDGET (fixture->window)) == fixture->pack->faq->len;
}

static void
test_goes_in_portions (Fixture *fixture, gconstpointer data)
{
  gpointer page, question;
  GtkWidget *content = NULL;
  guint left, before;

  fixture_begin (fixture, "en", "learn");
  wait_until (fixture, has_all_questions);
  page = get_page (fixture);
  question = find_type (fixture, STIPPLE_TYPE_EXPANDER);
  g_assert_nonnull (question);
  g_object_get (page, "content", &content, NULL);
  g_object_add_weak_pointer (G_OBJECT (page), &page);
  g_object_add_weak_pointer (G_OBJECT (question), &question);
  before = left = count_widgets (content);

  go_next (fixture);
  while (page != NULL)
    {
      guint now = count_widgets (content);

      g_assert_cmpuint (left - now, <=, MOST_AT_ONCE);
      left = now;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (left, <, before - MOST_AT_ONCE);
  g_assert_null (question);
  g_object_unref (content);
}

/* Its handlers hear of the session until it is gone. */
static void
test_goes_while_answers_change (Fixture *fixture, gconstpointer data)
{
  gpointer page;
  GtkWidget *content = NULL;
  guint before;

  fixture_begin (fixture, "en", "health");
  page = get_page (fixture);
  g_object_add_weak_pointer (G_OBJECT (page), &page);
  g_object_get (page, "content", &content, NULL);
  before = count_widgets (content);
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  go_next (fixture);
  while (count_widgets (content) == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (page);
  fixture_answer_all (fixture, STIPPLE_ANSWER_YES);
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  settle ();
  g_object_unref (content);
  g_assert_null (page);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/portions/comes", test_comes_in_portions);
  test_add ("/portions/parts-come", test_parts_come_in_portions);
  test_add ("/portions/as-it-is", test_comes_as_it_is);
  test_add ("/portions/without-keyboard", test_comes_without_keyboard);
  test_add ("/portions/goes", test_goes_in_portions);
  test_add ("/portions/goes-while-answers-change", test_goes_while_answers_change);
  return g_test_run ();
}
