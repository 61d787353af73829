// SPDX-License-Identifier: GPL-3.0-or-later
#include "form-test.h"

#include "desk/correction/correction-view.h"
#include "desk/correction/field-row.h"
#include "desk/intakes/detail-view.h"

/* --- Looking */

static gboolean
is_row_of (GtkWidget *widget, gconstpointer key)
{
  return STIPPLE_IS_FIELD_ROW (widget)
         && g_str_equal (stipple_field_row_get_key (STIPPLE_FIELD_ROW (widget)), key);
}

void
form_test_wait_to_see (FormTest *self, const char *text)
{
  look_wait_for (self->window, look_says, text);
}

void
form_test_wait_to_be_gone (FormTest *self, const char *text)
{
  look_wait_until_none (self->window, look_says, text);
}

/* --- A detail with one intake open */

static gboolean
is_open (gpointer detail)
{
  return stipple_detail_view_get_document (detail) != NULL;
}

void
form_test_open_code (FormTest *self)
{
  stipple_detail_view_open (STIPPLE_DETAIL_VIEW (self->detail), self->code);
  desk_test_wait (is_open, self->detail);
}

void
form_test_set_up (FormTest *self, gconstpointer data)
{
  desk_test_set_up (&self->test, NULL);
  desk_test_arrive (&self->test, 1);
  self->code = desk_test_newest (&self->test);
  self->desk = desk_test_open_desk (&self->test);
  self->window = gtk_window_new ();
  self->detail = stipple_detail_view_new (self->desk);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 900);
  gtk_window_set_child (GTK_WINDOW (self->window), self->detail);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
  form_test_open_code (self);
}

void
form_test_tear_down (FormTest *self, gconstpointer data)
{
  desk_test_close_desk (&self->test, GTK_WINDOW (self->window));
  desk_test_tear_down (&self->test, NULL);
  g_free (self->code);
}

GtkWidget *
form_test_act (FormTest *self, const char *action, GType type)
{
  GtkWidget *form;

  gtk_widget_activate_action (self->detail, action, NULL);
  form = look_find_type (self->detail, type);
  g_assert_nonnull (form);
  form_test_wait_to_see (self, "code ");
  return form;
}

GtkWidget *
form_test_begin (FormTest *self)
{
  return form_test_act (self, "intake.correct", STIPPLE_TYPE_CORRECTION_VIEW);
}

GtkWidget *
form_test_row_of (FormTest *self, const char *key)
{
  GtkWidget *row = look_find (self->detail, is_row_of, key);

  g_assert_nonnull (row);
  return row;
}

GtkWidget *
form_test_entry_of (FormTest *self, const char *key)
{
  return look_find_type (form_test_row_of (self, key), GTK_TYPE_ENTRY);
}

void
form_test_write_into (FormTest *self, const char *key, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (form_test_entry_of (self, key)), text);
}

static gboolean
is_named (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), name) == 0;
}

void
form_test_choose (GtkWidget *widget, const char *label)
{
  GtkWidget *check = look_find (widget, is_named, label);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

void
form_test_press (FormTest *self, const char *label)
{
  GtkWidget *button = look_find (self->window, look_is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_reason (GtkWidget *widget, gconstpointer what)
{
  return GTK_IS_ENTRY (widget)
         && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), what) == 0;
}

void
form_test_give_reason (FormTest *self)
{
  GtkWidget *entry = look_find (self->detail, is_reason, "Reason for the correction");

  gtk_editable_set_text (GTK_EDITABLE (entry), "A sample reason");
}

/* What the hub has, under its own member of the summary. */
char *
form_test_at_hub (FormTest *self, const char *member)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, NULL);
  g_autoptr (Answer) answer = hub_get (&self->test.hub, path, self->test.hub.reception);

  return g_strdup (json_string_value (json_object_get (answer->json, member)));
}

void
form_test_assert_first_name (FormTest *self, const char *name)
{
  g_autofree char *found = form_test_at_hub (self, "firstName");

  g_assert_cmpstr (found, ==, name);
}

/* Somebody at another desk corrects it. */
void
form_test_correct_elsewhere (FormTest *self, const char *key, const char *value)
{
  StippleOpenIntake *document =
      stipple_detail_view_get_document (STIPPLE_DETAIL_VIEW (self->detail));
  g_autoptr (StippleCorrection) theirs = stipple_correction_new (document);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, NULL);
  g_autoptr (StippleJson) body = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;

  stipple_correction_set (theirs, key, value);
  stipple_correction_set_reason (theirs, "Their sample reason");
  body = stipple_correction_write (theirs, NULL);
  text = stipple_json_canonical (body);
  answer =
      hub_ask (&self->test.hub, "PUT", path, self->test.hub.reception, text, "If-Match: *\r\n");
  g_assert_cmpint (answer->status, ==, 200);
}
