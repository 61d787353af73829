// SPDX-License-Identifier: GPL-3.0-or-later
/* The session ends while somebody writes: nothing typed is lost, and after signing in it goes on. */
#include "window-test.h"

#include "core/language.h"
#include "desk/correction/correction-view.h"
#include "desk/correction/field-row.h"
#include "desk/entry/entry-form.h"
#include "desk/intakes/detail-view.h"
#include "desk/intakes/intakes-page.h"
#include "desk/paper/paper-draft.h"
#include "desk/paper/paper-page.h"
#include "widgets/style.h"

#define SIGN_IN_AGAIN "Please sign in again"
#define MARK_EXPLAINED "What you typed is kept here, and is then saved."

/* --- Looking */

static GtkWidget *
page_of (WindowTest *self, GType type)
{
  return look_find_type (GTK_WIDGET (self->window), type);
}

static void
press (WindowTest *self, const char *label)
{
  GtkWidget *button = look_find (GTK_WIDGET (self->window), look_is_button, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The watch is told so within two seconds. */
static void
expire (WindowTest *self)
{
  desk_test_expire (&self->test);
  window_test_wait_to_see (self, SIGN_IN_AGAIN);
}

static void
sign_in_again (WindowTest *self)
{
  window_test_sign_in (self);
  window_test_wait_to_be_gone (self, SIGN_IN_AGAIN);
}

/* --- A form on paper */

/* A form is printed. Transfer full: its code. */
static char *
print_form (WindowTest *self)
{
  HubTest *hub = &self->test.hub;
  g_autoptr (Answer) answer = hub_post (hub, STIPPLE_PATH_PAPER_FORMS, hub->reception, JSON_TYPE,
                                        "{\"count\": 1, \"language\": \"en\"}");

  g_assert_cmpint (answer->status, ==, 201);
  return g_strdup (json_string_value (json_array_get (json_object_get (answer->json, "codes"), 0)));
}

/* The code as it was typed, on the page where it is. */
static void
type_code (WindowTest *self, const char *code)
{
  GtkWidget *page = page_of (self, STIPPLE_TYPE_PAPER_PAGE);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.paper", NULL);
  window_test_wait_to_see (self, "Enter a paper form");
  gtk_editable_set_text (GTK_EDITABLE (look_find_type (page, GTK_TYPE_ENTRY)), code);
}

static void
open_form (WindowTest *self, const char *code)
{
  type_code (self, code);
  press (self, "Open the form");
  window_test_wait_to_see (self, "Enter goes on.");
}

/* What is typed into the first field. */
static GtkEditable *
first_field (WindowTest *self)
{
  GtkWidget *form = page_of (self, STIPPLE_TYPE_ENTRY_FORM);

  return form != NULL ? GTK_EDITABLE (look_find_type (form, GTK_TYPE_ENTRY)) : NULL;
}

static void
fill (StippleEntry *entry)
{
  static const char *const values[][2] = {
    { "last-name", "Sample" },         { "birth-date", "1988-03-14" }, { "mobile", "416 555 0142" },
    { "email", "sam@sample.example" }, { "contact", "call" },          { "numbing", "no" },
    { "consent", "2026-11-01" },
  };
  const char *const *fields = stipple_entry_get_fields (entry);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    stipple_entry_set (entry, values[i][0], values[i][1]);
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_str_has_prefix (fields[i], "area/"))
      stipple_entry_set (entry, fields[i], "yes");
    else if (g_str_has_prefix (fields[i], "health/") && !g_str_has_suffix (fields[i], "/until"))
      stipple_entry_set (entry, fields[i], "no");
}

/* Of the form that is open, once something was typed. */
static StippleEntry *
entry_of (WindowTest *self, const char *code)
{
  StipplePaperDraft *draft =
      stipple_drafts_get (stipple_desk_get_drafts (self->desk), STIPPLE_DRAFT_PAPER, code);

  g_assert_nonnull (draft);
  return stipple_paper_draft_get_entry (draft);
}

static void
begin_form (WindowTest *self, const char *code)
{
  open_form (self, code);
  gtk_editable_set_text (first_field (self), "Sam");
}

static int
status_at_hub (WindowTest *self, const char *code)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES "/", code, NULL);
  g_autoptr (StippleHubReply) reply = desk_test_call (&self->test, "GET", path, NULL, NULL);

  return reply != NULL ? reply->status : 0;
}

static void
wait_until_kept (WindowTest *self, const char *code)
{
  g_autofree char *shown = stipple_code_display (code);
  g_autofree char *words = g_strdup_printf ("Form %s is kept", shown);

  window_test_wait_to_see (self, words);
  g_assert_cmpint (status_at_hub (self, code), ==, 200);
  g_assert_cmpint (hub_test_count_intakes (&self->test.hub), ==, 1);
  g_assert_cmpuint (stipple_drafts_get_n (stipple_desk_get_drafts (self->desk)), ==, 0);
}

/* In the middle of a name: the sheet comes, and the name is still there behind it and after it. */
static void
test_form_typing (WindowTest *self, gconstpointer data)
{
  g_autofree char *code = print_form (self);
  GtkEditable *field;

  window_test_sign_in (self);
  begin_form (self, code);
  field = first_field (self);
  expire (self);
  g_assert_true (first_field (self) == field);
  g_assert_cmpstr (gtk_editable_get_text (field), ==, "Sam");
  sign_in_again (self);
  g_assert_true (first_field (self) == field);
  gtk_editable_set_text (field, "Samuel");
  fill (entry_of (self, code));
  g_assert_cmpstr (stipple_entry_get (entry_of (self, code), "first-name"), ==, "Samuel");
  press (self, "Save unfinished");
  wait_until_kept (self, code);
}

/* The hub says so when it is to be kept: that is done once the same person is back. */
static void
test_form_saving (WindowTest *self, gconstpointer data)
{
  g_autofree char *code = print_form (self);
  const GPtrArray *questions = self->test.hub.pack->questions;

  window_test_sign_in (self);
  begin_form (self, code);
  fill (entry_of (self, code));
  for (guint i = 0; i < questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (questions, i);
      const StippleChoice *choice = g_ptr_array_index (question->choices, 0);
      g_autofree char *field = g_strconcat ("understanding/", question->id, NULL);

      stipple_entry_set (entry_of (self, code), field, choice->id);
    }
  desk_test_expire (&self->test);
  press (self, "Save the form");
  window_test_wait_to_see (self, MARK_EXPLAINED);
  g_assert_cmpstr (gtk_editable_get_text (first_field (self)), ==, "Sam");
  window_test_wait_to_see (self, SIGN_IN_AGAIN);
  sign_in_again (self);
  wait_until_kept (self, code);
}

/* The code that was typed opens its form. */
static void
test_form_opening (WindowTest *self, gconstpointer data)
{
  g_autofree char *code = print_form (self);

  window_test_sign_in (self);
  type_code (self, code);
  desk_test_expire (&self->test);
  press (self, "Open the form");
  window_test_wait_to_see (self, SIGN_IN_AGAIN);
  sign_in_again (self);
  window_test_wait_to_see (self, "Enter goes on.");
}

/* Nobody sees what somebody else began; who began it finds it again. */
static void
test_form_of_another (WindowTest *self, gconstpointer data)
{
  g_autofree char *code = print_form (self);
  g_autoptr (StippleHubReply) added = NULL;
  g_autoptr (StippleJson) body = json_pack ("{ss ss}", "user", "sample", "role", "reception");
  g_autoptr (GAsyncResult) result = NULL;

  window_test_sign_in (self);
  added = desk_test_call (&self->test, "POST", STIPPLE_PATH_ADMIN_STAFF, body, NULL);
  begin_form (self, code);
  expire (self);
  stipple_hub_client_sign_out (self->test.client);
  stipple_hub_client_sign_in_async (self->test.client, "sample",
                                    json_string_value (json_object_get (added->json, "password")),
                                    NULL, desk_test_keep, &result);
  g_assert_true (
      stipple_hub_client_sign_in_finish (self->test.client, desk_test_await (&result), NULL));
  window_test_wait_to_see (self, "Enter a paper form");
  g_assert_null (first_field (self));
  g_assert_null (look_find (GTK_WIDGET (self->window), look_is_button, "Leave it for later"));
  stipple_hub_client_sign_out (self->test.client);
  window_test_sign_in (self);
  open_form (self, code);
  g_assert_cmpstr (gtk_editable_get_text (first_field (self)), ==, "Sam");
}

/* --- A correction */

static gboolean
has_rows (gpointer page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (stipple_intakes_page_get_list (page))) > 0;
}

static gboolean
has_open (gpointer detail)
{
  return stipple_detail_view_get_document (detail) != NULL;
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer key)
{
  return STIPPLE_IS_FIELD_ROW (widget)
         && g_str_equal (stipple_field_row_get_key (STIPPLE_FIELD_ROW (widget)), key);
}

static void
test_correction (WindowTest *self, gconstpointer data)
{
  GtkWidget *view, *field;
  g_autofree char *code = NULL;
  g_autofree char *path = NULL;
  g_autoptr (StippleHubReply) reply = NULL;

  desk_test_arrive (&self->test, 1);
  code = desk_test_newest (&self->test);
  window_test_sign_in (self);
  desk_test_wait (has_rows, page_of (self, STIPPLE_TYPE_INTAKES_PAGE));
  stipple_intakes_page_open (STIPPLE_INTAKES_PAGE (page_of (self, STIPPLE_TYPE_INTAKES_PAGE)),
                             code);
  desk_test_wait (has_open, page_of (self, STIPPLE_TYPE_DETAIL_VIEW));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.correct", NULL);
  view = page_of (self, STIPPLE_TYPE_CORRECTION_VIEW);
  g_assert_nonnull (view);
  field = look_find_type (look_find (view, is_row_of, "first-name"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (field), "Half a na");
  expire (self);
  sign_in_again (self);
  g_assert_true (page_of (self, STIPPLE_TYPE_CORRECTION_VIEW) == view);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "Half a na");
  gtk_editable_set_text (GTK_EDITABLE (field), "Half a name");
  stipple_correction_set_reason (
      stipple_correction_view_get_correction (STIPPLE_CORRECTION_VIEW (view)), "A sample reason");
  press (self, "Save correction");
  window_test_wait_to_see (self, "Correction saved");
  path = g_strconcat (STIPPLE_PATH_INTAKES "/", code, NULL);
  reply = desk_test_call (&self->test, "GET", path, NULL, NULL);
  g_assert_cmpstr (json_string_value (json_object_get (reply->json, "firstName")), ==,
                   "Half a name");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  adw_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  window_test_add ("/expired/form-typing", test_form_typing);
  window_test_add ("/expired/form-saving", test_form_saving);
  window_test_add ("/expired/form-opening", test_form_opening);
  window_test_add ("/expired/form-of-another", test_form_of_another);
  window_test_add ("/expired/correction", test_correction);
  return g_test_run ();
}
