// SPDX-License-Identifier: GPL-3.0-or-later
/* The forms about an intake, on a display, against a real hub: what is saved, what is kept, and two at once. */
#include "form-test.h"

#include "core/language.h"
#include "desk/correction/changes.h"
#include "desk/correction/conflict-view.h"
#include "desk/correction/correction-view.h"
#include "desk/correction/field-row.h"
#include "desk/correction/letter-view.h"
#include "desk/entry/entry-form.h"
#include "desk/entry/entry-row.h"
#include "desk/intakes/detail-view.h"
#include "desk/window.h"
#include "widgets/style.h"

/* --- Saving */

static void
test_saves (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_wait_to_see (self, "Nothing changed yet");
  form_test_write_into (self, "first-name", "Corrected");
  form_test_choose (form_test_row_of (self, "answer:epilepsy"), "Yes");
  form_test_wait_to_see (self, "Unsuitable");
  form_test_give_reason (self);
  form_test_press (self, "Save correction");
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_assert_first_name (self, "Corrected");
  form_test_wait_to_see (self, "Reason: A sample reason");
  g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, 0);
}

static void
test_needs_reason (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_write_into (self, "first-name", "Corrected");
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "Please say in a few words why you correct this.");
  form_test_wait_to_see (self, "Correct this intake");
}

/* Beside the field, and told to assistive technology; nothing is sent. */
static void
test_fault_at_its_field (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_write_into (self, "birth-date", "some day");
  form_test_give_reason (self);
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "Write the date as year, month and day");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (form_test_entry_of (self, "birth-date")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Date of birth");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (form_test_entry_of (self, "birth-date")),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  form_test_write_into (self, "birth-date", "1988 3 14");
  form_test_wait_to_be_gone (self, "Write the date as year, month and day");
  form_test_press (self, "Save correction");
  form_test_wait_to_be_gone (self, "Correct this intake");
}

static void
test_take_back (FormTest *self, gconstpointer data)
{
  g_autofree char *before = NULL;

  form_test_begin (self);
  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (form_test_entry_of (self, "last-name"))));
  form_test_write_into (self, "last-name", "Other");
  form_test_wait_to_see (self, "1 change");
  form_test_press (self, "Take back");
  form_test_wait_to_see (self, "Nothing changed yet");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_test_entry_of (self, "last-name"))),
                   ==, before);
}

static void
test_asks_until (FormTest *self, gconstpointer data)
{
  GtkWidget *row;

  form_test_begin (self);
  row = form_test_row_of (self, "answer:antibiotics");
  form_test_choose (row, "No");
  g_assert_false (gtk_widget_get_mapped (look_find_type (row, GTK_TYPE_ENTRY)));
  form_test_choose (row, "Yes");
  form_test_wait_to_see (self, "No result yet");
  form_test_choose (row, "Ongoing");
  form_test_wait_to_be_gone (self, "No result yet");
  g_assert_false (gtk_widget_is_sensitive (look_find_type (row, GTK_TYPE_ENTRY)));
}

static void
test_numbers_left_to_right (FormTest *self, gconstpointer data)
{
  const char *const keys[] = { "mobile", "email", "birth-date" };

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  form_test_begin (self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkEditable *entry = GTK_EDITABLE (form_test_entry_of (self, keys[i]));
      GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (entry));

      g_assert_cmpint (gtk_widget_get_direction (text), ==, GTK_TEXT_DIR_LTR);
      g_assert_cmpfloat (gtk_editable_get_alignment (entry), ==, 1);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* --- Two at once */

static gboolean
is_side (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_CHECK_BUTTON (widget) && look_find (widget, look_says, words) != NULL;
}

static void
test_conflict (FormTest *self, gconstpointer data)
{
  GtkWidget *conflict, *save;

  form_test_begin (self);
  form_test_correct_elsewhere (self, "first-name", "Theirs");
  form_test_write_into (self, "first-name", "Mine");
  form_test_write_into (self, "last-name", "Mine-Last");
  form_test_give_reason (self);
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "Reception corrected this intake meanwhile");
  form_test_wait_to_see (self, "Their reason: Their sample reason");
  form_test_wait_to_see (self, "You both changed this");
  form_test_wait_to_see (self, "1 field left to choose");
  form_test_assert_first_name (self, "Theirs");
  conflict = look_find_type (self->detail, STIPPLE_TYPE_CONFLICT_VIEW);
  save = look_find (conflict, look_is_button, "Save what is chosen");
  g_assert_false (gtk_widget_get_sensitive (save));
  /* Back and forth loses nothing. */
  form_test_press (self, "Back to my correction");
  form_test_wait_to_see (self, "Correct this intake");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_test_entry_of (self, "first-name"))),
                   ==, "Mine");
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "1 field left to choose");
  conflict = look_find_type (self->detail, STIPPLE_TYPE_CONFLICT_VIEW);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (look_find (conflict, is_side, "Theirs")), TRUE);
  form_test_press (self, "Save what is chosen");
  form_test_wait_to_be_gone (self, "Two corrections at once");
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_assert_first_name (self, "Theirs");
  {
    g_autofree char *last = form_test_at_hub (self, "lastName");

    g_assert_cmpstr (last, ==, "Mine-Last");
  }
}

/* What only they changed may be chosen away, too. */
static void
test_conflict_without_theirs (FormTest *self, gconstpointer data)
{
  g_autofree char *before = form_test_at_hub (self, "lastName");
  g_autofree char *after = NULL;
  GtkWidget *conflict;

  form_test_begin (self);
  form_test_correct_elsewhere (self, "last-name", "Theirs");
  form_test_write_into (self, "first-name", "Mine");
  form_test_give_reason (self);
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "Two corrections at once");
  conflict = look_find_type (self->detail, STIPPLE_TYPE_CONFLICT_VIEW);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (look_find (conflict, is_side, before)), TRUE);
  form_test_press (self, "Save what is chosen");
  form_test_wait_to_be_gone (self, "Two corrections at once");
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_assert_first_name (self, "Mine");
  after = form_test_at_hub (self, "lastName");
  g_assert_cmpstr (after, ==, before);
}

/* A note in between is no conflict. */
static void
test_only_the_work_moved (FormTest *self, gconstpointer data)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, "/notes", NULL);
  g_autoptr (Answer) answer = NULL;

  form_test_begin (self);
  answer = hub_ask (&self->test.hub, "POST", path, self->test.hub.reception,
                    "{\"id\":\"3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d\",\"text\":\"A note\"}", NULL);
  g_assert_cmpint (answer->status, ==, 201);
  form_test_write_into (self, "first-name", "Mine");
  form_test_give_reason (self);
  form_test_press (self, "Save correction");
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_assert_first_name (self, "Mine");
}

/* --- Nothing typed is lost */

/* Saved of itself once the same person has signed in again. */
static void
test_session_ends (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_write_into (self, "first-name", "Mine");
  form_test_give_reason (self);
  desk_test_expire (&self->test);
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "Please sign in again. What you typed is kept here");
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  form_test_wait_to_be_gone (self, "Correct this intake");
  {
    g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, NULL);
    g_autoptr (StippleHubReply) reply = desk_test_call (&self->test, "GET", path, NULL, NULL);

    g_assert_cmpstr (json_string_value (json_object_get (reply->json, "firstName")), ==, "Mine");
  }
}

static void
test_hub_goes (FormTest *self, gconstpointer data)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->test.hub.port);

  options.listen = listen;
  form_test_begin (self);
  form_test_write_into (self, "first-name", "Mine");
  form_test_give_reason (self);
  stipple_httpd_stop (self->test.hub.httpd);
  form_test_press (self, "Save correction");
  form_test_wait_to_see (self, "What you typed is kept here");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_test_entry_of (self, "first-name"))),
                   ==, "Mine");
  g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, 1);
  self->test.hub.httpd = stipple_httpd_start (self->test.hub.hub, &options, NULL);
  form_test_press (self, "Save correction");
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_assert_first_name (self, "Mine");
}

/* For the same person only, and in no widget meanwhile. */
static void
test_kept_through_sign_out (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_write_into (self, "first-name", "Half a na");
  stipple_hub_client_sign_out (self->test.client);
  stipple_detail_view_open (STIPPLE_DETAIL_VIEW (self->detail), NULL);
  g_assert_null (look_find_type (self->detail, STIPPLE_TYPE_CORRECTION_VIEW));
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  form_test_open_code (self);
  form_test_wait_to_see (self, "You began a correction");
  form_test_begin (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_test_entry_of (self, "first-name"))),
                   ==, "Half a na");
}

/* --- Leaving */

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* By its button, which also closes it. */
static void
answer_dialog (const char *label)
{
  AdwMessageDialog *dialog = find_dialog ();
  GtkWidget *button;

  g_assert_nonnull (dialog);
  button = look_find (GTK_WIDGET (dialog), look_is_button, label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  while (find_dialog () != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_asks_before_leaving (FormTest *self, gconstpointer data)
{
  static const char *const answers[] = { "Go on", "Keep for later", "Discard" };

  form_test_begin (self);
  form_test_write_into (self, "first-name", "Mine");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (i == 2)
        form_test_begin (self);
      form_test_press (self, "Cancel");
      answer_dialog (answers[i]);
      if (i == 0)
        form_test_wait_to_see (self, "Correct this intake");
      else
        form_test_wait_to_be_gone (self, "Correct this intake");
      g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, i < 2);
    }
  form_test_wait_to_be_gone (self, "You began a correction");
}

static void
test_leaves_at_once_unchanged (FormTest *self, gconstpointer data)
{
  form_test_begin (self);
  form_test_press (self, "Cancel");
  g_assert_null (find_dialog ());
  form_test_wait_to_be_gone (self, "Correct this intake");
  form_test_wait_to_see (self, "Health check");
}

/* The desk's own window asks when a note, or a correction, would be lost. */
static void
test_window_asks (FormTest *self, gconstpointer data)
{
  StippleDeskWindow *window = stipple_desk_window_new (NULL, self->desk);
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_present (GTK_WINDOW (window));
  stipple_note_box_set_draft (stipple_desk_get_notes (self->desk), self->code, "Half a note");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (find_dialog ());
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (find_dialog ()), "1 note has not reached the hub."));
  answer_dialog ("Stay");
  g_assert_nonnull (weak);
  gtk_widget_activate_action (GTK_WIDGET (window), "desk.sign-out", NULL);
  answer_dialog ("Sign out");
  g_assert_cmpint (stipple_hub_client_get_state (self->test.client), ==, STIPPLE_CLIENT_SIGNED_OUT);
  gtk_window_close (GTK_WINDOW (window));
  answer_dialog ("Close and lose it");
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- What changed */

typedef struct
{
  GtkWidget *window;
  GtkWidget *button;
} Toast;

static gboolean
is_undo (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
has_undo (gpointer data)
{
  Toast *toast = data;

  toast->button = look_find (toast->window, is_undo, "Undo");
  return toast->button != NULL;
}

/* The button of a toast is called once by its name; and a form is not hidden by what stands there. */
static void
test_toast (FormTest *self, gconstpointer data)
{
  StippleDeskWindow *window = stipple_desk_window_new (NULL, self->desk);
  Toast toast = { GTK_WIDGET (window), NULL };

  gtk_window_present (GTK_WINDOW (window));
  form_test_press (self, "Mark reviewed");
  desk_test_wait (has_undo, &toast);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (toast.button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Undo");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (toast.button),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  form_test_begin (self);
  while (has_undo (&toast))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_as_wide_as_needed (gpointer widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural > 0 && gtk_widget_get_width (widget) == natural;
}

/* The result takes no more of the foot than it needs: there is what is said of it. */
static void
test_foot (FormTest *self, gconstpointer data)
{
  const char *text = "The result stays the same";
  GtkWidget *result;

  form_test_begin (self);
  form_test_wait_to_see (self, text);
  result = gtk_widget_get_prev_sibling (look_find (self->window, look_says, text));
  desk_test_wait (is_as_wide_as_needed, result);
}

static guint
check_columns (GtkWidget *widget, int *x)
{
  guint n = 0;

  if (STIPPLE_IS_ENTRY_ROW (widget))
    {
      graphene_rect_t place;

      g_assert_true (
          gtk_widget_compute_bounds (gtk_widget_get_last_child (widget), widget, &place));
      if (*x < 0)
        *x = (int) place.origin.x;
      g_assert_cmpint ((int) place.origin.x, ==, *x);
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_columns (child, x);
  return n;
}

/* In a form of paper, all that is keyed in begins in one column, however long the questions. */
static void
test_column (FormTest *self, gconstpointer data)
{
  HubTest *hub = &self->test.hub;
  g_autoptr (StippleEntry) entry = stipple_entry_new (hub->pack, hub->clock, "es");
  const StippleContraindication *rule = hub->pack->contraindications->pdata[0];
  GtkWidget *window = gtk_window_new ();
  int x = -1;

  stipple_text_set (rule->name, "en", "A sample of a name that is rather long");
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 900);
  gtk_window_set_child (GTK_WINDOW (window), stipple_entry_form_new (entry));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (gtk_window_get_child (GTK_WINDOW (window))) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (check_columns (window, &x), >, hub->pack->contraindications->len);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_changes (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_EXPANDER (widget)
         && g_strcmp0 (gtk_expander_get_label (GTK_EXPANDER (widget)), label) == 0;
}

static void
test_history (FormTest *self, gconstpointer data)
{
  g_autofree char *before = form_test_at_hub (self, "firstName");
  g_autofree char *words = g_strdup_printf ("First name: Theirs, before: %s", before);

  form_test_correct_elsewhere (self, "first-name", "Theirs");
  stipple_detail_view_refresh (STIPPLE_DETAIL_VIEW (self->detail));
  form_test_wait_to_see (self, "Reason: Their sample reason");
  gtk_expander_set_expanded (GTK_EXPANDER (look_find (self->detail, is_changes, "What changed")),
                             TRUE);
  form_test_wait_to_see (self, words);
}

/* --- The letter */

static void
test_letter (FormTest *self, gconstpointer data)
{
  GtkWidget *form = form_test_act (self, "intake.letter", STIPPLE_TYPE_LETTER_VIEW);
  GtkWidget *from;

  form_test_press (self, "Save letter");
  form_test_wait_to_see (self, "Please say which physician wrote the letter.");
  form_test_wait_to_see (self, "Please choose what the letter says.");
  from = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (from), "Dr. Sample");
  form_test_choose (form, "Cleared with conditions");
  form_test_wait_to_see (self, "Conditions");
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (look_find_type (form, GTK_TYPE_TEXT_VIEW))),
      "Short sample sessions", -1);
  desk_test_expire (&self->test);
  form_test_press (self, "Save letter");
  form_test_wait_to_see (self, "What you typed is kept here");
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  form_test_wait_to_see (self, "From Dr. Sample, received");
  form_test_wait_to_see (self, "Short sample sessions");
  form_test_wait_to_see (self, "Cleared with conditions");
}

#define form_test_add(path, function)                                                              \
  g_test_add (path, FormTest, NULL, form_test_set_up, function, form_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  adw_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  form_test_add ("/correction-view/saves", test_saves);
  form_test_add ("/correction-view/needs-reason", test_needs_reason);
  form_test_add ("/correction-view/fault-at-its-field", test_fault_at_its_field);
  form_test_add ("/correction-view/take-back", test_take_back);
  form_test_add ("/correction-view/asks-until", test_asks_until);
  form_test_add ("/correction-view/numbers-left-to-right", test_numbers_left_to_right);
  form_test_add ("/correction-view/conflict", test_conflict);
  form_test_add ("/correction-view/conflict-without-theirs", test_conflict_without_theirs);
  form_test_add ("/correction-view/only-the-work-moved", test_only_the_work_moved);
  form_test_add ("/correction-view/session-ends", test_session_ends);
  form_test_add ("/correction-view/hub-goes", test_hub_goes);
  form_test_add ("/correction-view/kept-through-sign-out", test_kept_through_sign_out);
  form_test_add ("/correction-view/asks-before-leaving", test_asks_before_leaving);
  form_test_add ("/correction-view/leaves-at-once-unchanged", test_leaves_at_once_unchanged);
  form_test_add ("/correction-view/window-asks", test_window_asks);
  form_test_add ("/correction-view/toast", test_toast);
  form_test_add ("/correction-view/foot", test_foot);
  form_test_add ("/correction-view/column", test_column);
  form_test_add ("/correction-view/history", test_history);
  form_test_add ("/correction-view/letter", test_letter);
  return g_test_run ();
}
