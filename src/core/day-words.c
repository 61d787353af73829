// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/day-words.h"

#include "core/ids.h"

#include <glib/gi18n-lib.h>

char *
stipple_day_verdict (const StippleDayCounts *counts)
{
  const guint odd = counts->differing + counts->unclaimed;

  if (counts->missing > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u missing", "%u missing", counts->missing),
        counts->missing);
  if (odd > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u to look into", "%u to look into", odd), odd);
  if (counts->silent > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u kiosk was not heard of",
                                         "%u kiosks were not heard of", counts->silent),
                            counts->silent);
  if (counts->recorded == 0)
    return g_strdup (_ ("No intake was recorded"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u intake, accounted for",
                                       "All %u accounted for", counts->recorded),
                          counts->recorded);
}

/* Takes @part. */
static void
append (GString *text, char *part)
{
  if (text->len > 0)
    /* TRANSLATORS: between the parts of "recorded: 14, at the hub: 13" */
    g_string_append (text, C_ ("counts of a day", ", "));
  g_string_append (text, part);
  g_free (part);
}

char *
stipple_day_summary (const StippleDayCounts *counts)
{
  GString *text = g_string_new (NULL);

  append (text, g_strdup_printf (_ ("recorded: %u"), counts->recorded));
  append (text, g_strdup_printf (_ ("at the hub: %u"), counts->held));
  if (counts->deleted > 0)
    append (text, g_strdup_printf (_ ("deleted on request: %u"), counts->deleted));
  if (counts->dismissed > 0)
    append (text, g_strdup_printf (_ ("refused and dismissed: %u"), counts->dismissed));
  if (counts->missing > 0)
    append (text, g_strdup_printf (_ ("missing: %u"), counts->missing));
  return g_string_free (text, FALSE);
}

char *
stipple_day_silence (const StippleDayKiosk *kiosk, const char *heard)
{
  if (kiosk->revoked)
    return g_strdup_printf (_ ("%s is no longer enrolled, and did not tell all of this day before. "
                               "What it still has is only on that machine."),
                            kiosk->name);
  if (heard == NULL)
    return g_strdup_printf (_ ("%s has never told what it recorded. Check that it is switched on "
                               "and connected."),
                            kiosk->name);
  /* TRANSLATORS: the name of a kiosk, and when it was heard of: "today, 9:42 AM" */
  return g_strdup_printf (_ ("%s was last heard of %s. What it recorded since then is not known "
                             "here. Check that it is switched on and connected."),
                          kiosk->name, heard);
}

const char *
stipple_day_where (StippleTallyState where)
{
  switch (where)
    {
    case STIPPLE_TALLY_WAITING:
      return _ ("Waiting on that kiosk. Keep it switched on and connected.");
    case STIPPLE_TALLY_DELIVERED:
      return _ ("The hub confirmed it and does not hold it; it is still on that kiosk. Keep the "
                "kiosk as it is, and call your support.");
    case STIPPLE_TALLY_QUARANTINED:
      return _ ("Refused by the hub; it is on that kiosk. See to it in the quarantine.");
    case STIPPLE_TALLY_PURGED:
      return _ ("Purged from that kiosk after the hub’s receipt, and the hub does not hold it. "
                "Restore the hub’s backup.");
    case STIPPLE_TALLY_DISMISSED:
    case STIPPLE_TALLY_GONE:
    case STIPPLE_N_TALLY_STATES:
    default:
      return _ ("That kiosk recorded it once and no longer has it. Ask the client again.");
    }
}

const char *
stipple_day_differs (void)
{
  return _ ("At the hub, but not as the kiosk recorded it: the receipts differ.");
}

const char *
stipple_day_unclaimed (void)
{
  return _ ("At the hub, but its kiosk does not say that it recorded it.");
}

char *
stipple_day_code (const StippleDayEntry *entry)
{
  return entry->code != NULL ? stipple_code_display (entry->code) : g_strdup (_ ("Code not known"));
}
