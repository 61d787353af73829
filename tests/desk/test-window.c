// SPDX-License-Identifier: GPL-3.0-or-later
/* The window against a real hub: what is shown, what it is called, and that nothing stays behind. */
#include "window-test.h"

#include "core/language.h"
#include "desk/export/export-window.h"
#include "desk/intakes/detail-view.h"
#include "desk/intakes/filter-bar.h"
#include "desk/intakes/intakes-page.h"
#include "desk/intakes/notes-card.h"
#include "desk/intakes/row-view.h"
#include "desk/sidebar.h"
#include "desk/sign-in/sign-in-view.h"
#include "widgets/style.h"

#define DETAIL_WIDTH 800 /* px, of what there is beside the list */

static StippleIntakesPage *
page_of (WindowTest *self)
{
  return STIPPLE_INTAKES_PAGE (
      look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_INTAKES_PAGE));
}

static gboolean
has_rows (gpointer page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (stipple_intakes_page_get_list (page))) > 0;
}

static gboolean
has_open (gpointer window)
{
  GtkWidget *detail = look_find_type (window, STIPPLE_TYPE_DETAIL_VIEW);

  return stipple_detail_view_get_document (STIPPLE_DETAIL_VIEW (detail)) != NULL;
}

static void
open_first (WindowTest *self)
{
  GtkWidget *list;

  desk_test_wait (has_rows, page_of (self));
  list = look_find_styled (GTK_WIDGET (page_of (self)), "intake-list");
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0, TRUE);
  desk_test_wait (has_open, self->window);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* --- Cases */

static void
test_begins_signed_out (WindowTest *self, gconstpointer data)
{
  window_test_wait_to_see (self, "Front desk");
  window_test_wait_to_see (self, "Password");
  window_test_wait_to_be_gone (self, "In progress");
}

static void
test_no_intakes_yet (WindowTest *self, gconstpointer data)
{
  window_test_sign_in (self);
  window_test_wait_to_see (self, "No intakes yet");
  window_test_wait_to_see (self, "Choose an intake");
  window_test_wait_to_see (self, "Hub connected · 0 waiting");
}

static void
test_nothing_matches (WindowTest *self, gconstpointer data)
{
  GtkWidget *search;

  desk_test_arrive (&self->test, 2);
  window_test_sign_in (self);
  desk_test_wait (has_rows, page_of (self));
  search = look_find_type (GTK_WIDGET (page_of (self)), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "zzzzzzzz");
  window_test_wait_to_see (self, "Nothing matches");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  window_test_wait_to_be_gone (self, "Nothing matches");
}

static gboolean
is_row (GtkWidget *widget, gconstpointer data)
{
  return STIPPLE_IS_ROW_VIEW (widget);
}

static void
test_rows_are_named (WindowTest *self, gconstpointer data)
{
  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  window_test_wait_to_see (self, "1 new");
  look_wait_for (GTK_WIDGET (page_of (self)), is_row, NULL);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (look_find_type (GTK_WIDGET (page_of (self)), GTK_TYPE_SEARCH_ENTRY)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Search intakes");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (look_find_styled (GTK_WIDGET (page_of (self)), "intake-list")),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Intakes");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (look_find_type (GTK_WIDGET (page_of (self)), GTK_TYPE_MENU_BUTTON)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "More filters");
}

/* Opening it marks it seen, here and at the hub. */
static void
test_opening_marks_seen (WindowTest *self, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *shown = NULL;

  desk_test_arrive (&self->test, 1);
  code = desk_test_newest (&self->test);
  shown = stipple_code_display (code);
  window_test_sign_in (self);
  open_first (self);
  window_test_wait_to_see (self, shown);
  window_test_wait_to_see (self, "Health check");
  window_test_wait_to_see (self, "Mark reviewed");
  window_test_wait_to_see (self, "Seen");
  g_assert_cmpstr (stipple_intakes_page_get_code (page_of (self)), ==, code);
}

static void
press (WindowTest *self, const char *label)
{
  GtkWidget *detail = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_DETAIL_VIEW);

  g_signal_emit_by_name (look_wait_for (detail, look_is_button, label), "clicked");
}

static void
test_steps_and_undo (WindowTest *self, gconstpointer data)
{
  GtkWidget *toast;

  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  window_test_wait_to_see (self, "Seen");
  press (self, "Mark reviewed");
  window_test_wait_to_see (self, "Marked reviewed");
  window_test_wait_to_see (self, "Mark treated");
  toast = look_find_type (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY);
  /* The toast's own button is the last one of the overlay. */
  toast = gtk_widget_get_last_child (toast);
  g_signal_emit_by_name (look_find_type (toast, GTK_TYPE_BUTTON), "clicked");
  window_test_wait_to_see (self, "Mark reviewed");
}

static gboolean
has_two_rows (gpointer page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (stipple_intakes_page_get_list (page))) == 2;
}

/* What is opened by its code is what is chosen in the list. */
static void
test_opened_is_chosen (WindowTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeItem) item = NULL;
  GtkSelectionModel *selection;

  desk_test_arrive (&self->test, 2);
  window_test_sign_in (self);
  desk_test_wait (has_two_rows, page_of (self));
  open_first (self);
  item = g_list_model_get_item (G_LIST_MODEL (stipple_intakes_page_get_list (page_of (self))), 1);
  stipple_intakes_page_open (page_of (self), stipple_intake_item_get_code (item));
  selection = gtk_list_view_get_model (
      GTK_LIST_VIEW (look_find_styled (GTK_WIDGET (page_of (self)), "intake-list")));
  g_assert_false (gtk_selection_model_is_selected (selection, 0));
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  desk_test_wait (has_open, self->window);
}

/* What is said of one area goes when another one is chosen. */
static void
test_toast_leaves (WindowTest *self, gconstpointer data)
{
  GtkWidget *sidebar;

  window_test_sign_in (self);
  sidebar = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR);
  stipple_desk_toast_with_action (self->desk, "A sample trouble", "Show",
                                  G_CALLBACK (gtk_widget_show), G_OBJECT (sidebar));
  window_test_wait_to_see (self, "A sample trouble");
  stipple_sidebar_set_area (STIPPLE_SIDEBAR (sidebar), STIPPLE_AREA_CALLS);
  window_test_wait_to_be_gone (self, "A sample trouble");
}

static void
test_note (WindowTest *self, gconstpointer data)
{
  GtkWidget *card;
  GtkTextBuffer *buffer;

  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  card = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_NOTES_CARD);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (look_find_type (card, GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_set_text (buffer, "A sample note", -1);
  press (self, "Add note");
  window_test_wait_to_see (self, "A sample note");
  window_test_wait_to_see (self, "Note added");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
}

/* A sheet over what is there; the same person goes on, and what they wrote is still there. */
static void
test_expires (WindowTest *self, gconstpointer data)
{
  GtkTextBuffer *buffer;
  g_autoptr (StippleHubReply) reply = NULL;

  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  window_test_wait_to_see (self, "Seen");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (look_find_type (
      look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_NOTES_CARD), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_set_text (buffer, "half a thought", -1);
  desk_test_expire (&self->test);
  reply = desk_test_call (&self->test, "GET", STIPPLE_PATH_INTAKES, NULL, NULL);
  window_test_wait_to_see (self, "Please sign in again");
  window_test_wait_to_see (self, "Health check");
  window_test_sign_in (self);
  window_test_wait_to_be_gone (self, "Please sign in again");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 14);
  window_test_wait_to_see (self, "Health check");
}

/* Nothing of anybody is left to see or to find. */
static void
test_signs_out (WindowTest *self, gconstpointer data)
{
  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  window_test_wait_to_see (self, "Health check");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.sign-out", NULL);
  window_test_wait_to_see (self, "Password");
  window_test_wait_to_be_gone (self, "Health check");
  g_assert_false (has_rows (page_of (self)));
  g_assert_false (has_open (self->window));
}

static void
test_locks_when_idle (WindowTest *self, gconstpointer data)
{
  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  stipple_desk_window_set_idle_ms (self->window, 50);
  window_test_wait_to_see (self, "Welcome back");
  g_assert_cmpint (stipple_hub_client_get_state (self->test.client), ==, STIPPLE_CLIENT_SIGNED_OUT);
  g_assert_false (has_rows (page_of (self)));
}

/* Keys go to what is shown: GTK drops them all while the focus is on what is hidden. */
static void
test_focus_is_shown (WindowTest *self, gconstpointer data)
{
  GtkWidget *sidebar = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR);

  for (StippleArea area = 0; area < STIPPLE_N_AREAS; area++)
    {
      GtkWidget *focus;

      stipple_sidebar_set_area (STIPPLE_SIDEBAR (sidebar), area);
      window_test_sign_in (self);
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_get_mapped (focus));
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.sign-out", NULL));
      window_test_wait_to_see (self, "Password");
    }
}

static void
test_shortcuts_wait (WindowTest *self, gconstpointer data)
{
  GtkWidget *sidebar = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.paper", NULL);
  g_assert_cmpint (stipple_sidebar_get_area (STIPPLE_SIDEBAR (sidebar)), ==, STIPPLE_AREA_INTAKES);
  window_test_sign_in (self);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.paper", NULL));
  g_assert_cmpint (stipple_sidebar_get_area (STIPPLE_SIDEBAR (sidebar)), ==, STIPPLE_AREA_PAPER);
}

static void
test_hub_goes (WindowTest *self, gconstpointer data)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->test.hub.port);

  options.listen = listen;
  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  stipple_httpd_stop (self->test.hub.httpd);
  window_test_wait_to_see (self, "Hub not reached");
  window_test_wait_to_see (self, "The hub has not been reached since");
  window_test_wait_to_see (self, "Health check");
  self->test.hub.httpd = stipple_httpd_start (self->test.hub.hub, &options, NULL);
  window_test_wait_to_see (self, "Hub connected");
}

/* New ones come without a word, and what is open stays so. */
static void
test_live (WindowTest *self, gconstpointer data)
{
  const char *before;

  desk_test_arrive (&self->test, 1);
  window_test_sign_in (self);
  open_first (self);
  before = stipple_intakes_page_get_code (page_of (self));
  desk_test_arrive (&self->test, 3);
  window_test_wait_to_see (self, "3 new");
  g_assert_cmpstr (stipple_intakes_page_get_code (page_of (self)), ==, before);
}

/* Each area by its name, also where nothing waits. */
static void
test_areas_are_named (WindowTest *self, gconstpointer data)
{
  static const char *const names[STIPPLE_N_AREAS] = {
    [STIPPLE_AREA_INTAKES] = "Intakes",       [STIPPLE_AREA_IN_PROGRESS] = "In progress",
    [STIPPLE_AREA_CALLS] = "Calls",           [STIPPLE_AREA_PAPER] = "Paper form",
    [STIPPLE_AREA_QUARANTINE] = "Quarantine", [STIPPLE_AREA_DAY_CLOSE] = "Day close",
    [STIPPLE_AREA_PRINTING] = "Printing",
  };
  GtkWidget *sidebar = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR);
  GtkListBox *list = GTK_LIST_BOX (look_find_type (sidebar, GTK_TYPE_LIST_BOX));

  for (int i = 0; i < STIPPLE_N_AREAS; i++)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, i)),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
}

/* Left by Escape, it leaves nothing behind and says nothing. */
static void
test_export_closes (WindowTest *self, gconstpointer data)
{
  gpointer export;

  window_test_sign_in (self);
  window_test_wait_to_see (self, "No intakes yet");
  export = stipple_export_window_new (self->desk, GTK_WINDOW (self->window));
  g_object_add_weak_pointer (export, &export);
  gtk_window_present (GTK_WINDOW (export));
  desk_test_wait (is_mapped, export);
  gtk_window_close (GTK_WINDOW (export));
  desk_test_wait (is_gone, &export);
}

/* However long the names, and without a space, the window stays as wide as it is. */
static void
test_longest_names (WindowTest *self, gconstpointer data)
{
  HubTest *hub = &self->test.hub;
  g_autoptr (StippleIntake) intake = sample_intake (hub->rand, hub->pack);
  g_autoptr (StippleJson) bundle = NULL;
  g_autofree char *first = g_strnfill (120, 'W');
  g_autofree char *mailbox = g_strnfill (60, 'm');
  g_autofree char *email = g_strconcat (mailbox, "@", mailbox, ".", mailbox, ".example", NULL);
  int width = 0;

  g_clear_pointer (&intake->code, g_free);
  stipple_set_secret (&intake->first_name, first);
  stipple_set_secret (&intake->last_name, first);
  stipple_set_secret (&intake->email, email);
  bundle = hub_test_wrap (hub, intake);
  hub_post_accepted (hub, bundle);
  window_test_sign_in (self);
  open_first (self);
  window_test_wait_to_see (self, mailbox);
  gtk_widget_measure (look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_DETAIL_VIEW),
                      GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <, DETAIL_WIDTH);
}

static void
test_calls (WindowTest *self, gconstpointer data)
{
  GtkWidget *sidebar;

  window_test_sign_in (self);
  sidebar = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR);
  stipple_sidebar_set_area (STIPPLE_SIDEBAR (sidebar), STIPPLE_AREA_CALLS);
  window_test_wait_to_see (self, "Nobody has called");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  gtk_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  window_test_add ("/window/begins-signed-out", test_begins_signed_out);
  window_test_add ("/window/no-intakes-yet", test_no_intakes_yet);
  window_test_add ("/window/nothing-matches", test_nothing_matches);
  window_test_add ("/window/rows-are-named", test_rows_are_named);
  window_test_add ("/window/opening-marks-seen", test_opening_marks_seen);
  window_test_add ("/window/steps-and-undo", test_steps_and_undo);
  window_test_add ("/window/opened-is-chosen", test_opened_is_chosen);
  window_test_add ("/window/toast-leaves", test_toast_leaves);
  window_test_add ("/window/note", test_note);
  window_test_add ("/window/expires", test_expires);
  window_test_add ("/window/signs-out", test_signs_out);
  window_test_add ("/window/locks-when-idle", test_locks_when_idle);
  window_test_add ("/window/focus-is-shown", test_focus_is_shown);
  window_test_add ("/window/shortcuts-wait", test_shortcuts_wait);
  window_test_add ("/window/hub-goes", test_hub_goes);
  window_test_add ("/window/live", test_live);
  window_test_add ("/window/areas-are-named", test_areas_are_named);
  window_test_add ("/window/export-closes", test_export_closes);
  window_test_add ("/window/longest-names", test_longest_names);
  window_test_add ("/window/calls", test_calls);
  return g_test_run ();
}
