// SPDX-License-Identifier: GPL-3.0-or-later
/* Gathering a batch for the printer, and saying no to it half-way: the hub is asked nothing more. */
#include "window-test.h"

#include "core/language.h"
#include "desk/printing/batch.h"
#include "hub/audit.h"
#include "widgets/style.h"

#define MANY 120 /* more than are gathered before somebody can say no */

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* Of a batch: its label, or NULL. */
static const char *
words_of (GtkWidget *batch)
{
  GtkWidget *label = look_find_type (batch, GTK_TYPE_LABEL);

  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "";
}

static gboolean
is_gathering (gpointer batch)
{
  return g_str_has_prefix (words_of (batch), "Getting 3 of ");
}

/* By its menu; borrowed. */
static gpointer
begin (WindowTest *self)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  gtk_widget_activate_action (GTK_WIDGET (self->window), "desk.print-today", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (STIPPLE_IS_BATCH (window))
        return window;
    }
  return NULL;
}

/* The only button there is. */
static void
cancel (GtkWidget *batch)
{
  GtkWidget *button = look_find_type (batch, GTK_TYPE_BUTTON);

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Cancel");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_visible (batch));
}

/* Entries of the newest of the audit. */
static guint
count_audited (WindowTest *self, const char *action)
{
  g_autoptr (StippleHubReply) reply =
      desk_test_call (&self->test, "GET", STIPPLE_PATH_ADMIN_AUDIT "?limit=500", NULL, NULL);
  const json_t *entries = json_object_get (reply->json, "entries");
  guint n = 0;

  for (gsize i = 0; i < json_array_size (entries); i++)
    n += g_strcmp0 (json_string_value (json_object_get (json_array_get (entries, i), "action")),
                    action)
         == 0;
  return n;
}

/* Who said no need not be told. */
static void
on_toast (StippleDesk *desk, const char *text, const char *action, gpointer call, guint *n)
{
  ++*n;
}

static void
fill (WindowTest *self, guint n)
{
  StippleClock *clock = self->test.hub.clock;

  /* They are to have arrived today at the earliest by the clock of the desk's machine, also when it is midnight
   * there meanwhile. */
  stipple_clock_advance (clock,
                         MAX (0, g_get_real_time () + G_TIME_SPAN_DAY - stipple_clock_now (clock)));
  desk_test_arrive (&self->test, n);
  window_test_sign_in (self);
  window_test_wait_to_see (self, "Intakes");
}

static void
test_cancel (WindowTest *self, gconstpointer data)
{
  gpointer batch;
  guint asked, toasts = 0;

  fill (self, MANY);
  g_signal_connect (self->desk, "toast", G_CALLBACK (on_toast), &toasts);
  batch = begin (self);
  g_object_add_weak_pointer (batch, &batch);
  desk_test_wait (is_gathering, batch);
  cancel (batch);
  /* What was under way holds it; once it is gone, nobody is left to ask. */
  desk_test_wait (is_gone, &batch);
  asked = count_audited (self, STIPPLE_AUDIT_VIEWED);
  g_assert_cmpuint (asked, >=, 2);
  g_assert_cmpuint (asked, <=, 3);
  g_assert_cmpuint (count_audited (self, STIPPLE_AUDIT_PRINT), ==, 0);
  g_assert_cmpuint (stipple_print_list_get_n (stipple_desk_get_unprinted (self->desk)), ==, 0);
  /* The desk goes on, and so may the next one. */
  batch = begin (self);
  g_object_add_weak_pointer (batch, &batch);
  desk_test_wait (is_gathering, batch);
  cancel (batch);
  desk_test_wait (is_gone, &batch);
  g_assert_cmpuint (toasts, ==, 0);
}

/* Before the hub has even said which there are. */
static void
test_cancel_at_once (WindowTest *self, gconstpointer data)
{
  gpointer batch;
  guint toasts = 0;

  fill (self, 3);
  g_signal_connect (self->desk, "toast", G_CALLBACK (on_toast), &toasts);
  batch = begin (self);
  g_object_add_weak_pointer (batch, &batch);
  g_assert_cmpstr (words_of (batch), ==, "Asking the hub…");
  cancel (batch);
  desk_test_wait (is_gone, &batch);
  g_assert_cmpuint (count_audited (self, STIPPLE_AUDIT_VIEWED), ==, 0);
  g_assert_cmpuint (count_audited (self, STIPPLE_AUDIT_PRINT), ==, 0);
  g_assert_cmpuint (toasts, ==, 0);
}

/* Nobody is left to print for. */
static void
test_signed_out (WindowTest *self, gconstpointer data)
{
  gpointer batch;
  guint toasts = 0;

  fill (self, MANY);
  g_signal_connect (self->desk, "toast", G_CALLBACK (on_toast), &toasts);
  batch = begin (self);
  g_object_add_weak_pointer (batch, &batch);
  desk_test_wait (is_gathering, batch);
  stipple_hub_client_sign_out (self->test.client);
  desk_test_wait (is_gone, &batch);
  window_test_sign_in (self);
  g_assert_cmpuint (count_audited (self, STIPPLE_AUDIT_VIEWED), <=, 3);
  g_assert_cmpuint (count_audited (self, STIPPLE_AUDIT_PRINT), ==, 0);
  g_assert_cmpuint (toasts, ==, 0);
}

static void
test_nothing_today (WindowTest *self, gconstpointer data)
{
  gpointer batch;

  fill (self, 0);
  batch = begin (self);
  g_object_add_weak_pointer (batch, &batch);
  desk_test_wait (is_gone, &batch);
  window_test_wait_to_see (self, "No intake has arrived today.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  gtk_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  window_test_add ("/batch/cancel", test_cancel);
  window_test_add ("/batch/cancel-at-once", test_cancel_at_once);
  window_test_add ("/batch/signed-out", test_signed_out);
  window_test_add ("/batch/nothing-today", test_nothing_today);
  return g_test_run ();
}
