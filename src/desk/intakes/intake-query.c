// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intake-query.h"

#include "core/person.h"
#include "wire/api.h"

#include <gio/gio.h>

StippleIntakeQuery *
stipple_intake_query_copy (const StippleIntakeQuery *self)
{
  StippleIntakeQuery *copy = g_new0 (StippleIntakeQuery, 1);

  copy->words = g_strdup (self->words);
  copy->outcome = g_strdup (self->outcome);
  copy->state = g_strdup (self->state);
  copy->device = g_strdup (self->device);
  copy->from = self->from;
  copy->to = self->to;
  return copy;
}

void
stipple_intake_query_free (StippleIntakeQuery *self)
{
  stipple_wipe (self->words);
  g_free (self->outcome);
  g_free (self->state);
  g_free (self->device);
  g_free (self);
}

static gboolean
same (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

gboolean
stipple_intake_query_equal (const StippleIntakeQuery *a, const StippleIntakeQuery *b)
{
  return same (a->words, b->words) && same (a->outcome, b->outcome) && same (a->state, b->state)
         && same (a->device, b->device) && a->from == b->from && a->to == b->to;
}

gboolean
stipple_intake_query_is_empty (const StippleIntakeQuery *self)
{
  const StippleIntakeQuery none = { 0 };

  return stipple_intake_query_equal (self, &none);
}

static void
add (GString *path, const char *key, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (path, "&%s=%s", key, escaped);
}

static void
add_moment (GString *path, const char *key, gint64 moment)
{
  g_autofree char *text = moment != 0 ? stipple_clock_format_utc (moment) : NULL;

  add (path, key, text);
}

char *
stipple_intake_query_path (const StippleIntakeQuery *self, guint limit, const char *after)
{
  GString *path = g_string_new (STIPPLE_PATH_INTAKES);

  g_string_append_printf (path, "?limit=%u", limit);
  add (path, "after", after);
  add (path, "q", self->words);
  add (path, "outcome", self->outcome);
  add (path, "state", self->state);
  add (path, "device", self->device);
  add_moment (path, "from", self->from);
  add_moment (path, "to", self->to);
  return g_string_free (path, FALSE);
}

/* In seconds UTC; @type tells which of two is meant. */
static gint64
to_utc (GTimeZone *zone, GTimeType type, gint64 local)
{
  const int interval = g_time_zone_adjust_time (zone, type, &local);

  return local - g_time_zone_get_offset (zone, interval);
}

gint64
stipple_intake_query_midnight_by (StippleClock *clock, int ago)
{
  GTimeZone *zone = stipple_clock_get_zone (clock);
  g_autoptr (GDateTime) start = NULL;
  gint64 local;
  GDate day;

  stipple_clock_today (clock, &day);
  g_date_subtract_days (&day, (guint) ago);
  start = g_date_time_new_utc (g_date_get_year (&day), (int) g_date_get_month (&day),
                               g_date_get_day (&day), 0, 0, 0);
  local = g_date_time_to_unix (start);
  return MIN (to_utc (zone, G_TIME_TYPE_STANDARD, local),
              to_utc (zone, G_TIME_TYPE_DAYLIGHT, local))
         * G_USEC_PER_SEC;
}

gint64
stipple_intake_query_midnight (int ago)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);

  return stipple_intake_query_midnight_by (clock, ago);
}
