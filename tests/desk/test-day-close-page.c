// SPDX-License-Identifier: GPL-3.0-or-later
/* Closing the day at the desk: what is missing is named, with where it is; what is signed is what was looked at. */
#include "window-test.h"

#include "core/language.h"
#include "day-close-test.h"
#include "desk/day-close/day-close-page.h"
#include "desk/sidebar.h"
#include "widgets/style.h"

#include <adwaita.h>

#define REASON "A sample reason"

/* --- Looking */

static GtkWidget *
page_of (WindowTest *self)
{
  return look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_DAY_CLOSE_PAGE);
}

static void
go (WindowTest *self)
{
  window_test_sign_in (self);
  stipple_sidebar_set_area (
      STIPPLE_SIDEBAR (look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_SIDEBAR)),
      STIPPLE_AREA_DAY_CLOSE);
}

/* By what it says, or shows when pointed at. */
static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
             || g_strcmp0 (gtk_widget_get_tooltip_text (widget), label) == 0);
}

static GtkWidget *
find_button (WindowTest *self, const char *label)
{
  GtkWidget *button = look_find (page_of (self), is_button, label);

  g_assert_nonnull (button);
  return button;
}

static void
press (WindowTest *self, const char *label)
{
  GtkWidget *button = find_button (self, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
see_code (WindowTest *self, const Made *made)
{
  g_autofree char *shown = stipple_code_display (made->code);

  window_test_wait_to_see (self, shown);
}

static gsize
count_closes (WindowTest *self)
{
  g_autoptr (StippleHubReply) reply =
      desk_test_call (&self->test, "GET", STIPPLE_PATH_DAY_CLOSE "?date=" TODAY, NULL, NULL);

  return json_array_size (json_object_get (reply->json, "closes"));
}

/* --- The dialog */

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

static void
answer (AdwMessageDialog *dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
give_reason (AdwMessageDialog *dialog, const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), reason);
}

/* --- Cases */

static void
test_all_here (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_deliver (&self->test.hub);
  g_auto (Made) other = day_deliver (&self->test.hub);

  day_tell (&self->test.hub, 1,
            json_pack ("[o, o]", day_claim (&one, "delivered"), day_claim (&other, "delivered")));
  go (self);
  window_test_wait_to_see (self, "All 2 accounted for");
  window_test_wait_to_see (self, "recorded: 2, at the hub: 2");
  window_test_wait_to_see (self, "Accounted for");
  window_test_wait_to_be_gone (self, "To look into");
}

/* Each by its code, and each with where it is. */
static void
test_missing (WindowTest *self, gconstpointer data)
{
  HubTest *hub = &self->test.hub;
  g_auto (Made) here = day_deliver (hub);
  g_auto (Made) waiting = day_record (hub);
  g_auto (Made) refused = day_record (hub);
  g_auto (Made) purged = day_record (hub);

  day_tell (hub, 1,
            json_pack ("[o, o, o, o]", day_claim (&here, "delivered"),
                       day_claim (&waiting, "waiting"), day_claim (&refused, "quarantined"),
                       day_claim (&purged, "purged")));
  go (self);
  window_test_wait_to_see (self, "3 missing");
  see_code (self, &waiting);
  see_code (self, &refused);
  see_code (self, &purged);
  window_test_wait_to_see (self, "Waiting on that kiosk.");
  window_test_wait_to_see (self, "See to it in the quarantine.");
  window_test_wait_to_see (self, "Purged from that kiosk after the hub’s receipt");
}

static void
test_silent (WindowTest *self, gconstpointer data)
{
  day_tell (&self->test.hub, 1, json_array ());
  stipple_clock_advance (self->test.hub.clock, 2 * G_TIME_SPAN_HOUR);
  go (self);
  window_test_wait_to_see (self, "1 kiosk was not heard of");
  window_test_wait_to_see (self, "A kiosk was not heard of");
  window_test_wait_to_see (self, " was last heard of ");
}

/* What arrives is there without anybody's doing. */
static void
test_live (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_record (&self->test.hub);
  g_auto (Made) other = { 0 };

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "waiting")));
  go (self);
  window_test_wait_to_see (self, "1 missing");
  /* Also what no intake comes with. */
  day_tell (&self->test.hub, 2, json_pack ("[o]", day_claim (&one, "dismissed")));
  window_test_wait_to_see (self, "1 intake, accounted for");
  other = day_deliver (&self->test.hub);
  day_tell (&self->test.hub, 3,
            json_pack ("[o, o]", day_claim (&one, "dismissed"), day_claim (&other, "delivered")));
  window_test_wait_to_see (self, "All 2 accounted for");
  window_test_wait_to_see (self, "refused and dismissed: 1");
}

static void
test_close (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_deliver (&self->test.hub);

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "delivered")));
  go (self);
  window_test_wait_to_see (self, "1 intake, accounted for");
  press (self, "Close the day");
  window_test_wait_to_see (self, "The day is closed");
  g_assert_null (find_dialog ());
  window_test_wait_to_see (self, "admin · ");
  g_assert_cmpuint (count_closes (self), ==, 1);
}

static void
test_close_with_gap (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_record (&self->test.hub);
  AdwMessageDialog *dialog;

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "waiting")));
  go (self);
  window_test_wait_to_see (self, "1 missing");
  press (self, "Close the day");
  give_reason (find_dialog (), REASON);
  answer (find_dialog (), "open");
  g_assert_cmpuint (count_closes (self), ==, 0);
  press (self, "Close the day");
  dialog = find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "close"));
  give_reason (dialog, "  a  ");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "close"));
  give_reason (dialog, REASON);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "close"));
  answer (dialog, "close");
  window_test_wait_to_see (self, "The day is closed");
  window_test_wait_to_see (self, REASON);
  g_assert_cmpuint (count_closes (self), ==, 1);
}

/* A kiosk delivers while somebody thinks of a reason: it is not signed, and the day is shown as it is now. */
static void
test_changed_meanwhile (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_record (&self->test.hub);
  g_auto (Made) other = { 0 };
  AdwMessageDialog *dialog;

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "waiting")));
  go (self);
  window_test_wait_to_see (self, "1 missing");
  press (self, "Close the day");
  dialog = find_dialog ();
  give_reason (dialog, REASON);
  other = day_record (&self->test.hub);
  day_tell (&self->test.hub, 2,
            json_pack ("[o, o]", day_claim (&one, "waiting"), day_claim (&other, "waiting")));
  answer (dialog, "close");
  window_test_wait_to_see (self, "Something changed meanwhile, so the day is not closed yet.");
  window_test_wait_to_see (self, "2 missing");
  g_assert_cmpuint (count_closes (self), ==, 0);
}

/* Yesterday has its own; what is to come cannot be chosen. */
static void
test_days (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_deliver (&self->test.hub);

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "delivered")));
  go (self);
  window_test_wait_to_see (self, "1 intake, accounted for");
  window_test_wait_to_see (self, "Today, ");
  g_assert_false (gtk_widget_is_sensitive (find_button (self, "Day after")));
  press (self, "Day before");
  window_test_wait_to_be_gone (self, "1 intake, accounted for");
  window_test_wait_to_see (self, "No kiosk was enrolled on this day.");
  press (self, "Day after");
  window_test_wait_to_see (self, "1 intake, accounted for");
}

/* Nothing of it is left to see; who signs in again sees it as it is then. */
static void
test_signs_out (WindowTest *self, gconstpointer data)
{
  g_auto (Made) one = day_record (&self->test.hub);
  g_autofree char *shown = stipple_code_display (one.code);

  day_tell (&self->test.hub, 1, json_pack ("[o]", day_claim (&one, "waiting")));
  go (self);
  window_test_wait_to_see (self, shown);
  stipple_hub_client_sign_out (self->test.client);
  window_test_wait_to_be_gone (self, shown);
  g_assert_false (gtk_widget_get_sensitive (find_button (self, "Close the day")));
  window_test_sign_in (self);
  window_test_wait_to_see (self, shown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  adw_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  window_test_add ("/day-close-page/all-here", test_all_here);
  window_test_add ("/day-close-page/missing", test_missing);
  window_test_add ("/day-close-page/silent", test_silent);
  window_test_add ("/day-close-page/live", test_live);
  window_test_add ("/day-close-page/close", test_close);
  window_test_add ("/day-close-page/close-with-gap", test_close_with_gap);
  window_test_add ("/day-close-page/changed-meanwhile", test_changed_meanwhile);
  window_test_add ("/day-close-page/days", test_days);
  window_test_add ("/day-close-page/signs-out", test_signs_out);
  return g_test_run ();
}
