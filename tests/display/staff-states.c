// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff-states.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>

#define NOW (G_GINT64_CONSTANT (1795359600) * G_USEC_PER_SEC)

StippleStaffDrawer *
staff_states_ask (Fixture *fixture)
{
  GtkWidget *drawer;

  stipple_kiosk_window_open_staff (fixture->window);
  settle ();
  drawer = find_type (fixture, STIPPLE_TYPE_STAFF_DRAWER);
  g_assert_nonnull (drawer);
  return STIPPLE_STAFF_DRAWER (drawer);
}

StippleStaffFacts
staff_states_facts (void)
{
  return (StippleStaffFacts){
    .network = TRUE,
    .hub = "https://hub.clinic.example:8443",
    .advice = "",
    .heard = "15:00",
    .free_bytes = G_GINT64_CONSTANT (61000000000),
    .printer = STIPPLE_STAFF_PRINTER_READY,
    .printer_name = "M-404",
  };
}

static StippleStaffIntake *
add (GPtrArray *intakes, StippleStaffIntakeState state, const StippleStaffFacts *facts)
{
  StippleStaffIntake *intake = g_new0 (StippleStaffIntake, 1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  intake->id = g_strdup_printf ("%u", intakes->len);
  intake->code = g_strdup ("7K4-Q2M");
  intake->time = stipple_language_format_moment (NOW, zone);
  intake->state = state;
  intake->open = TRUE;
  /* In letters that no check takes for English. */
  intake->name = g_strdup ("李小明");
  if (state != STIPPLE_STAFF_DELIVERED)
    intake->reason = stipple_staff_explain (state, "№ 7.", facts);
  g_ptr_array_add (intakes, intake);
  return intake;
}

/* All that can be said of the kiosk's state, or all that is good. */
static GPtrArray *
judge (gboolean good)
{
  StippleStaffFacts facts = staff_states_facts ();

  if (!good)
    {
      facts.network = FALSE;
      facts.advice = _ ("The hub cannot be reached. Intakes are safe here and will be sent when it "
                        "can. Check the network cable or Wi-Fi, and that the hub runs.");
      facts.free_bytes = 1000000;
      facts.printer = STIPPLE_STAFF_PRINTER_STOPPED;
      facts.ahead = -3 * G_TIME_SPAN_HOUR;
    }
  return stipple_staff_judge (&facts);
}

static void
fill (StippleStaffDrawer *drawer, gboolean good)
{
  const char *const printers[] = { "M-404", "M-405", NULL };
  const StippleStaffSettings settings = {
    .idle_s = 60, .keys_fixed = !good, .printer = "M-405", .printers = printers
  };
  StippleStaffFacts facts = staff_states_facts ();
  g_autoptr (GPtrArray) states = judge (good);
  g_autoptr (GPtrArray) today =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_staff_intake_free);
  g_autoptr (GPtrArray) waiting =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_staff_intake_free);

  facts.next_try = good ? NULL : "15:10";
  if (!good)
    {
      for (int state = STIPPLE_STAFF_WAITING; state <= STIPPLE_STAFF_DISMISSED; state++)
        add (today, (StippleStaffIntakeState) state, &facts);
      add (today, STIPPLE_STAFF_DELIVERED, &facts)->open = FALSE;
      add (today, STIPPLE_STAFF_WAITING, &facts)->in_progress = TRUE;
      *((StippleStaffIntake *) g_ptr_array_index (today, 5))->name = (char) 0;
      add (waiting, STIPPLE_STAFF_WAITING, &facts);
      add (waiting, STIPPLE_STAFF_QUARANTINED, &facts);
    }
  stipple_staff_drawer_show (drawer, today, waiting, states);
  stipple_staff_drawer_show_settings (drawer, &settings);
}

void
staff_states_fill (StippleStaffDrawer *drawer)
{
  fill (drawer, FALSE);
}

static void
choose_tab (Fixture *fixture, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, name)), TRUE);
  settle ();
}

static void
look_at_pages (Fixture *fixture, StippleStaffDrawer *drawer, gboolean good, Look look,
               gpointer data)
{
  const char *const tabs[] = { N_ ("Waiting"), N_ ("This kiosk"), N_ ("Settings"), N_ ("Today") };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *state = g_strdup_printf ("drawer, %s, %s", tabs[i], good ? "good" : "bad");

      choose_tab (fixture, _ (tabs[i]));
      fill (drawer, good);
      settle ();
      look (fixture, state, data);
    }
}

void
staff_states_walk (Fixture *fixture, Look look, gpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  look (fixture, "drawer, PIN", data);
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_NO_PIN, 0, NULL);
  look (fixture, "drawer, no PIN", data);
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_WRONG, 0, NULL);
  look (fixture, "drawer, wrong", data);
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_THROTTLED, 15 * G_TIME_SPAN_MINUTE, NULL);
  look (fixture, "drawer, wait", data);
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_OPENED, 0, NULL);
  look_at_pages (fixture, drawer, TRUE, look, data);
  look_at_pages (fixture, drawer, FALSE, look, data);
  stipple_staff_drawer_set_notice (drawer, _ ("The page is at the printer."));
  look (fixture, "drawer, printed", data);
  choose_tab (fixture, _ ("Settings"));
  press (fixture, _ ("End the kiosk…"));
  look (fixture, "drawer, end", data);
  press (fixture, _ ("Close and lock"));
  settle ();
}
