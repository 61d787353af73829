// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-report.h"

#include "core/language.h"
#include "core/person.h"

#include <glib/gi18n-lib.h>

void
stipple_staff_intake_free (StippleStaffIntake *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->time);
  stipple_wipe (self->name);
  g_free (self->reason);
  g_free (self);
}

static void
state_free (gpointer data)
{
  StippleStaffState *self = data;

  g_free (self->what);
  g_free (self->state);
  g_free (self->advice);
  g_free (self);
}

/* @state is taken; @advice may be NULL. */
static void
add (GPtrArray *states, StippleStaffLevel level, const char *what, char *state, const char *advice)
{
  StippleStaffState *line = g_new (StippleStaffState, 1);

  *line = (StippleStaffState){
    .level = level,
    .what = g_strdup (what),
    .state = state,
    .advice = g_strdup (advice),
  };
  g_ptr_array_add (states, line);
}

static void
judge_network (GPtrArray *states, const StippleStaffFacts *facts)
{
  if (facts->network)
    add (states, STIPPLE_STAFF_GOOD, _ ("Network"), g_strdup (_ ("Connected")), NULL);
  else
    add (states, STIPPLE_STAFF_BAD, _ ("Network"), g_strdup (_ ("Not connected")),
         _ ("Check the network cable or Wi-Fi. Nothing is lost: what is saved here is sent when it "
            "is back."));
}

static void
judge_hub (GPtrArray *states, const StippleStaffFacts *facts)
{
  g_autofree char *hub = stipple_language_left_to_right (facts->hub);
  char *heard = facts->heard != NULL
                    ? g_strdup_printf (_ ("%s was last heard: %s"), hub, facts->heard)
                    : g_strdup_printf (_ ("%s was not heard yet"), hub);

  if (*facts->advice != '\0')
    add (states, STIPPLE_STAFF_BAD, _ ("Hub"), heard, facts->advice);
  else if (facts->heard == NULL)
    add (states, STIPPLE_STAFF_CARE, _ ("Hub"), heard,
         _ ("Wait a minute. If it stays so, check that the hub runs."));
  else
    add (states, STIPPLE_STAFF_GOOD, _ ("Hub"), heard, NULL);
}

static void
judge_disk (GPtrArray *states, const StippleStaffFacts *facts)
{
  g_autofree char *size =
      facts->free_bytes >= 0 ? g_format_size ((guint64) facts->free_bytes) : NULL;
  g_autofree char *ltr = size != NULL ? stipple_language_left_to_right (size) : NULL;

  if (ltr == NULL)
    add (states, STIPPLE_STAFF_CARE, _ ("Disk"), g_strdup (_ ("Its free space is not known")),
         _ ("Look again. If it stays so, have the disk checked."));
  else if (facts->free_bytes < STIPPLE_STAFF_ROOM_BAD)
    add (states, STIPPLE_STAFF_BAD, _ ("Disk"), g_strdup_printf (_ ("Almost full: %s free"), ltr),
         _ ("Make room now: on a full disk nothing more can be saved here. Ask whoever looks after "
            "this machine."));
  else if (facts->free_bytes < STIPPLE_STAFF_ROOM_CARE)
    add (states, STIPPLE_STAFF_CARE, _ ("Disk"), g_strdup_printf (_ ("Filling up: %s free"), ltr),
         _ ("Have room made soon by whoever looks after this machine."));
  else
    add (states, STIPPLE_STAFF_GOOD, _ ("Disk"), g_strdup_printf (_ ("%s free"), ltr), NULL);
}

static void
judge_printer (GPtrArray *states, const StippleStaffFacts *facts)
{
  g_autofree char *name =
      facts->printer_name != NULL ? stipple_language_left_to_right (facts->printer_name) : NULL;
  gboolean says = facts->printer_message != NULL && *facts->printer_message != '\0';

  switch (facts->printer)
    {
    case STIPPLE_STAFF_PRINTER_READY:
      if (says)
        add (states, STIPPLE_STAFF_CARE, _ ("Printer"),
             g_strdup_printf (_ ("%s says: %s"), name, facts->printer_message),
             _ ("See to the printer. What is printed meanwhile waits in its queue."));
      else
        add (states, STIPPLE_STAFF_GOOD, _ ("Printer"), g_strdup_printf (_ ("%s is ready"), name),
             NULL);
      break;
    case STIPPLE_STAFF_PRINTER_STOPPED:
      add (states, STIPPLE_STAFF_BAD, _ ("Printer"), g_strdup_printf (_ ("%s is stopped"), name),
           _ ("See to paper and toner, then have its queue started again. What is printed "
              "meanwhile waits in it."));
      break;
    case STIPPLE_STAFF_PRINTER_REFUSES:
      add (states, STIPPLE_STAFF_BAD, _ ("Printer"), g_strdup_printf (_ ("%s takes no jobs"), name),
           _ ("Choose another printer in the settings, or print at the desk."));
      break;
    case STIPPLE_STAFF_NO_PRINTER:
    default:
      add (states, STIPPLE_STAFF_CARE, _ ("Printer"), g_strdup (_ ("There is none")),
           _ ("Print at the desk, or have a printer set up on this machine."));
    }
}

/* "35 s", "12 min", "3 h": whole, and rounded down. */
static char *
describe_span (gint64 span)
{
  if (span < 2 * G_TIME_SPAN_MINUTE)
    return g_strdup_printf (_ ("%d s"), (int) (span / G_TIME_SPAN_SECOND));
  if (span < 2 * G_TIME_SPAN_HOUR)
    return g_strdup_printf (_ ("%d min"), (int) (span / G_TIME_SPAN_MINUTE));
  return g_strdup_printf (_ ("%d h"), (int) MIN (span / G_TIME_SPAN_HOUR, G_MAXINT));
}

static void
judge_clock (GPtrArray *states, const StippleStaffFacts *facts)
{
  g_autofree char *span = describe_span (ABS (facts->ahead));
  const char *advice = _ ("Set the clock of this machine, or have it set by the network: dates on "
                          "results depend on it.");

  if (facts->heard == NULL)
    add (states, STIPPLE_STAFF_CARE, _ ("Clock"), g_strdup (_ ("Not compared with the hub’s yet")),
         _ ("It is compared when the hub answers."));
  else if (ABS (facts->ahead) <= STIPPLE_STAFF_CLOCK_US)
    add (states, STIPPLE_STAFF_GOOD, _ ("Clock"),
         g_strdup_printf (_ ("Agrees with the hub’s (%s apart)"), span), NULL);
  else
    add (states, STIPPLE_STAFF_BAD, _ ("Clock"),
         facts->ahead > 0 ? g_strdup_printf (_ ("%s behind the hub’s"), span)
                          : g_strdup_printf (_ ("%s ahead of the hub’s"), span),
         advice);
}

GPtrArray *
stipple_staff_judge (const StippleStaffFacts *facts)
{
  GPtrArray *states = g_ptr_array_new_with_free_func (state_free);

  judge_network (states, facts);
  judge_hub (states, facts);
  judge_disk (states, facts);
  judge_printer (states, facts);
  judge_clock (states, facts);
  return states;
}

char *
stipple_staff_explain (StippleStaffIntakeState state, const char *reason,
                       const StippleStaffFacts *facts)
{
  if (state == STIPPLE_STAFF_QUARANTINED)
    return g_strdup_printf (
        _ ("Set aside: %s It is kept here until staff at the desk have seen to it."),
        reason != NULL ? reason : "");
  if (*facts->advice == '\0' && facts->next_try == NULL)
    return g_strdup (_ ("It is on its way to the hub."));
  if (facts->next_try == NULL)
    return g_strdup (facts->advice);
  return g_strdup_printf (_ ("%s Next try: %s."),
                          *facts->advice != '\0' ? facts->advice : _ ("It waits for the hub."),
                          facts->next_try);
}
