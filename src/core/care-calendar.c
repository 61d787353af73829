// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/care-calendar.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define LONGEST_DAYS 7

static void
event_free (gpointer data)
{
  StippleCareEvent *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

static StippleCareEvent *
event_new (const char *kind, const char *id, const GDate *first, int from_day, int to_day)
{
  StippleCareEvent *self = g_new0 (StippleCareEvent, 1);

  self->id = g_strdup_printf ("%s-%s", kind, id);
  self->from = *first;
  g_date_add_days (&self->from, (guint) from_day);
  self->to = *first;
  g_date_add_days (&self->to, (guint) to_day);
  return self;
}

static StippleCareEvent *
session_event (const StippleTreatmentPlan *plan, guint index, const char *language,
               const GDate *first)
{
  const StippleTreatmentSession *session = g_ptr_array_index (plan->sessions, index);
  int earliest, latest;

  stipple_treatment_plan_get_days (plan, index, &earliest, &latest);

  StippleCareEvent *self = event_new ("session", session->id, first, earliest, earliest);
  self->title = g_strdup (stipple_text_get (session->name, language));
  if (latest > earliest)
    {
      GDate last = *first;
      g_date_add_days (&last, (guint) latest);
      g_autofree char *from = stipple_language_format_date (&self->from, NULL, STIPPLE_DATE_SHORT);
      g_autofree char *to = stipple_language_format_date (&last, NULL, STIPPLE_DATE_SHORT);
      /* Translators: a session of the treatment: "Usually from Dec 12, 2026 to Dec 19, 2026." */
      self->text = g_strdup_printf (_ ("Usually from %s to %s."), from, to);
    }
  return self;
}

static char *
join (const GPtrArray *texts, const char *language)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        /* Translators: stands between the things of a list. */
        g_string_append (joined, C_ ("list", "; "));
      g_string_append (joined, stipple_text_get (g_ptr_array_index (texts, i), language));
    }
  return g_string_free (joined, FALSE);
}

static char *
advice_of (const StippleAftercareDay *day, const char *language)
{
  g_autofree char *avoid = join (day->avoid, language);
  g_autofree char *fine = join (day->fine, language);
  g_autofree char *no = NULL;
  g_autofree char *yes = NULL;

  if (*avoid != '\0')
    /* Translators: aftercare, a list: "Avoid: sweating, exercise." */
    no = g_strdup_printf (_ ("Avoid: %s."), avoid);
  if (*fine != '\0')
    /* Translators: aftercare, a list of what may be done: "Fine: office work, shopping." */
    yes = g_strdup_printf (_ ("Fine: %s."), fine);
  if (no == NULL || yes == NULL)
    return no != NULL ? g_steal_pointer (&no) : g_steal_pointer (&yes);
  return stipple_language_join (no, yes);
}

static void
add_aftercare (GPtrArray *events, const StipplePack *pack, const char *language, const GDate *first)
{
  StippleCareEvent *before = NULL;
  int from_day = 0;

  for (guint i = 0; i < pack->aftercare->len; i++)
    {
      const StippleAftercareDay *day = g_ptr_array_index (pack->aftercare, i);
      g_autofree char *text = advice_of (day, language);
      int to_day = MAX (day->to_day, day->from_day);

      if (before != NULL && g_strcmp0 (before->text, text) == 0)
        {
          to_day = to_day - from_day < LONGEST_DAYS ? to_day : from_day;
          before->to = *first;
          g_date_add_days (&before->to, (guint) to_day);
          continue;
        }
      from_day = day->from_day;
      if (to_day - from_day >= LONGEST_DAYS)
        to_day = from_day;
      before = event_new ("aftercare", day->id, first, from_day, to_day);
      before->title = g_strdup (stipple_text_get (day->title, language));
      before->text = g_steal_pointer (&text);
      g_ptr_array_add (events, before);
    }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const StippleCareEvent *left = *(const StippleCareEvent *const *) a;
  const StippleCareEvent *right = *(const StippleCareEvent *const *) b;

  return g_date_compare (&left->from, &right->from);
}

GPtrArray *
stipple_care_calendar_new (const StipplePack *pack, const char *language, const GDate *first)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (event_free);

  g_return_val_if_fail (g_date_valid (first), events);

  for (guint i = 0; i < pack->plan.sessions->len; i++)
    g_ptr_array_add (events, session_event (&pack->plan, i, language, first));
  add_aftercare (events, pack, language, first);
  /* It is a merge sort: of one day, sessions stay before the aftercare. */
  g_ptr_array_sort (events, compare_events);
  return events;
}

/* --- iCalendar */

/* RFC 5545, 3.1: lines of at most 75 octets, a longer one goes on after CRLF and a space. */
#define LINE_OCTETS 75

static void
add_line (GString *ical, const char *line)
{
  gsize room = LINE_OCTETS;

  while (strlen (line) > room)
    {
      gsize cut = room;

      while (((guchar) line[cut] & 0xc0) == 0x80)
        cut--;
      g_string_append_len (ical, line, (gssize) cut);
      g_string_append (ical, "\r\n ");
      line += cut;
      room = LINE_OCTETS - 1;
    }
  g_string_append (ical, line);
  g_string_append (ical, "\r\n");
}

/* 3.3.11: text. */
static void
add_text (GString *ical, const char *name, const char *text)
{
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("\\;,", *c) != NULL)
        g_string_append_c (line, '\\');
      if (*c == '\n')
        g_string_append (line, "\\n");
      else if (!g_ascii_iscntrl (*c))
        g_string_append_c (line, *c);
    }
  add_line (ical, line->str);
}

static void
add_day (GString *ical, const char *name, const GDate *date)
{
  g_string_append_printf (ical, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, g_date_get_year (date),
                          (int) g_date_get_month (date), g_date_get_day (date));
}

static void
add_event (GString *ical, const StippleCareEvent *event, const char *stamp)
{
  g_autofree char *uid = g_strdup_printf (
      "UID:%04d%02d%02d-%s@stipple", g_date_get_year (&event->from),
      (int) g_date_get_month (&event->from), g_date_get_day (&event->from), event->id);

  g_string_append (ical, "BEGIN:VEVENT\r\n");
  add_line (ical, uid);
  g_string_append_printf (ical, "DTSTAMP:%s\r\n", stamp);
  add_day (ical, "DTSTART", &event->from);
  if (g_date_compare (&event->from, &event->to) < 0)
    {
      GDate end = event->to; /* exclusive there */

      g_date_add_days (&end, 1);
      add_day (ical, "DTEND", &end);
    }
  add_text (ical, "SUMMARY", event->title);
  if (event->text != NULL)
    add_text (ical, "DESCRIPTION", event->text);
  g_string_append (ical, "END:VEVENT\r\n");
}

char *
stipple_care_calendar_to_ical (const GPtrArray *events, gint64 now)
{
  GString *ical = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stipple//EN\r\n");
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (moment, "%Y%m%dT%H%M%SZ");

  for (guint i = 0; i < events->len; i++)
    add_event (ical, g_ptr_array_index (events, i), stamp);
  g_string_append (ical, "END:VCALENDAR\r\n");
  return g_string_free (ical, FALSE);
}
