// SPDX-License-Identifier: GPL-3.0-or-later
/* The desk's quarantine against a real hub. */
#include "desk-test.h"
#include "look-test.h"
#include "refused.h"

#include "core/language.h"
#include "desk/quarantine/quarantine-page.h"
#include "desk/quarantine/refused-form.h"
#include "desk/sidebar.h"
#include "desk/window.h"
#include "widgets/style.h"

typedef struct
{
  DeskTest test;
  StippleDesk *desk;
  StippleDeskWindow *window;
  Refused it;
} PageTest;

static void
set_up (PageTest *self, gconstpointer data)
{
  desk_test_set_up (&self->test, NULL);
  self->desk = desk_test_open_desk (&self->test);
  self->window = stipple_desk_window_new (NULL, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
  refused_init (&self->it, &self->test.hub);
}

static void
tear_down (PageTest *self, gconstpointer data)
{
  desk_test_close_desk (&self->test, GTK_WINDOW (self->window));
  desk_test_tear_down (&self->test, NULL);
  refused_clear (&self->it);
}

/* --- Looking */

static gboolean
is_faulty (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_EDITABLE (widget) && gtk_widget_has_css_class (widget, "faulty");
}

/* Beside an area of the sidebar. */
static gboolean
is_count (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "count")
         && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_row (GtkWidget *widget, gconstpointer index)
{
  return GTK_IS_LIST_BOX_ROW (widget) && g_object_get_data (G_OBJECT (widget), "id") != NULL
         && gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (widget)) == GPOINTER_TO_INT (index);
}

static GtkWidget *
await (PageTest *self, LookMatch match, gconstpointer what)
{
  return look_wait_for (GTK_WIDGET (self->window), match, what);
}

static void
see (PageTest *self, const char *text)
{
  await (self, look_says, text);
}

static void
see_no_more (PageTest *self, const char *text)
{
  look_wait_until_none (GTK_WIDGET (self->window), look_says, text);
}

static void
press (PageTest *self, const char *label)
{
  g_signal_emit_by_name (await (self, look_is_button, label), "clicked");
}

/* --- Steps */

static void
go (PageTest *self)
{
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  stipple_sidebar_set_area (
      STIPPLE_SIDEBAR (look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR)),
      STIPPLE_AREA_QUARANTINE);
}

static void
open_first (PageTest *self)
{
  GtkWidget *row;

  see (self, "Not accepted by the hub");
  row = await (self, is_row, GINT_TO_POINTER (0));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  see (self, "What was entered");
}

static void
tell (PageTest *self, int round)
{
  refused_told (&self->test.hub, &self->it, round, round == 1 ? 201 : 200, "open");
}

/* One is told, and open. What is marked there. */
static GtkWidget *
open_told (PageTest *self)
{
  tell (self, 1);
  go (self);
  open_first (self);
  return await (self, is_faulty, NULL);
}

/* --- Cases */

static void
test_empty (PageTest *self, gconstpointer data)
{
  go (self);
  see (self, "Nothing is in quarantine");
}

/* The list comes by itself, and so does the number beside the area. */
static void
test_arrives (PageTest *self, gconstpointer data)
{
  go (self);
  see (self, "Nothing is in quarantine");
  tell (self, 1);
  see (self, "Not accepted: Date of birth");
  await (self, is_count, "1");
}

static void
test_opened (PageTest *self, gconstpointer data)
{
  GtkWidget *entry;

  open_told (self);
  see (self, "Correct what is marked, then save.");
  entry = await (self, is_faulty, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2999-01-01");
  g_assert_false (gtk_widget_get_sensitive (await (self, look_is_button, "Save and deliver")));
}

static void
test_fixed (PageTest *self, gconstpointer data)
{
  g_autoptr (Answer) resolved = NULL;
  GtkWidget *entry;

  entry = open_told (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-03-12");
  press (self, "Save and deliver");
  see (self, "The hub has the intake now");
  see (self, "Nothing is in quarantine");
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 1);
  resolved = refused_asked (&self->test.hub, &self->it, "resolved");
}

/* What is typed stays, and the fault is marked anew. */
static void
test_fixed_badly (PageTest *self, gconstpointer data)
{
  GtkWidget *entry;

  entry = open_told (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-02-30");
  press (self, "Save and deliver");
  see (self, "The hub does not accept this as it is.");
  entry = await (self, is_faulty, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1985-02-30");
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 0);
}

static void
test_again (PageTest *self, gconstpointer data)
{
  g_autoptr (Answer) again = NULL;

  open_told (self);
  press (self, "Send again as it was");
  see (self, "The kiosk sends it once more as it was");
  again = refused_asked (&self->test.hub, &self->it, "again");
  tell (self, 2);
  see (self, "Correct what is marked, then save.");
}

static gboolean
is_dialog_open (gpointer data)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  return g_list_model_get_n_items (windows) > 1;
}

static void
test_dismissed (PageTest *self, gconstpointer data)
{
  g_autoptr (Answer) dismissed = NULL;
  GtkWidget *view;

  open_told (self);
  view = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_REFUSED_FORM);
  gtk_widget_activate_action (view, "refused.dismiss", NULL);
  desk_test_wait (is_dialog_open, NULL);
  {
    g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

    for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
      {
        g_autoptr (GtkWidget) dialog = g_list_model_get_item (windows, i);
        GtkWidget *entry =
            dialog != GTK_WIDGET (self->window) ? look_find_type (dialog, GTK_TYPE_ENTRY) : NULL;

        if (entry == NULL)
          continue;
        gtk_editable_set_text (GTK_EDITABLE (entry), "Told twice");
        g_signal_emit_by_name (dialog, "response::dismiss", "dismiss");
        gtk_window_destroy (GTK_WINDOW (dialog));
        break;
      }
  }
  see (self, "Nothing is in quarantine");
  dismissed = refused_asked (&self->test.hub, &self->it, "dismissed");
}

/* Somebody else was quicker. */
static void
test_settled_meanwhile (PageTest *self, gconstpointer data)
{
  GtkWidget *entry;

  entry = open_told (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-03-12");
  done (refused_fix (&self->test.hub, &self->it, 201));
  press (self, "Save and deliver");
  see (self, "Nothing is in quarantine");
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 1);
}

/* What somebody is in the middle of typing is not taken away by what comes. */
static void
test_typing_stays (PageTest *self, gconstpointer data)
{
  g_auto (Refused) other = { 0 };
  g_autoptr (StippleHubReply) reply = NULL;
  GtkWidget *entry;

  entry = open_told (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-0");
  refused_init (&other, &self->test.hub);
  refused_told (&self->test.hub, &other, 1, 201, "open");
  await (self, is_count, "2");
  await (self, is_row, GINT_TO_POINTER (1));
  /* Whatever the page asked for before has come by then. */
  reply = desk_test_call (&self->test, "GET", STIPPLE_PATH_STAFF_QUARANTINE, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  entry = await (self, is_faulty, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1985-0");
}

/* The session ends while it is corrected: what was typed is still there, and is then saved. */
static void
test_session_ends (PageTest *self, gconstpointer data)
{
  GtkWidget *entry;

  entry = open_told (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-03-12");
  desk_test_expire (&self->test);
  press (self, "Save and deliver");
  see (self, "Please sign in again");
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  see_no_more (self, "Please sign in again");
  press (self, "Save and deliver");
  see (self, "The hub has the intake now");
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 1);
}

static void
test_signs_out (PageTest *self, gconstpointer data)
{
  open_told (self);
  stipple_hub_client_sign_out (self->test.client);
  see (self, "Password");
  see_no_more (self, "Not accepted: Date of birth");
  g_assert_null (look_find (GTK_WIDGET (self->window), is_faulty, NULL));
}

/* What the lock promises: it is there again for who began it, and no more once the hub has it. */
static void
test_begun_is_kept (PageTest *self, gconstpointer data)
{
  GtkWidget *entry = open_told (self);

  gtk_editable_set_text (GTK_EDITABLE (entry), "1985-03-12");
  stipple_hub_client_sign_out (self->test.client);
  see (self, "Password");
  g_assert_null (look_find (GTK_WIDGET (self->window), is_faulty, NULL));
  g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, 1);
  go (self);
  open_first (self);
  entry = await (self, is_faulty, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1985-03-12");
  press (self, "Save and deliver");
  see (self, "The hub has the intake now");
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 1);
  g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, 0);
}

#define page_test_add(path, function) g_test_add (path, PageTest, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  gtk_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  page_test_add ("/quarantine-page/empty", test_empty);
  page_test_add ("/quarantine-page/arrives", test_arrives);
  page_test_add ("/quarantine-page/opened", test_opened);
  page_test_add ("/quarantine-page/fixed", test_fixed);
  page_test_add ("/quarantine-page/fixed-badly", test_fixed_badly);
  page_test_add ("/quarantine-page/again", test_again);
  page_test_add ("/quarantine-page/dismissed", test_dismissed);
  page_test_add ("/quarantine-page/settled-meanwhile", test_settled_meanwhile);
  page_test_add ("/quarantine-page/typing-stays", test_typing_stays);
  page_test_add ("/quarantine-page/session-ends", test_session_ends);
  page_test_add ("/quarantine-page/begun-is-kept", test_begun_is_kept);
  page_test_add ("/quarantine-page/signs-out", test_signs_out);
  return g_test_run ();
}
