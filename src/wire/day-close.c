// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/day-close.h"

#include "core/clock.h"
#include "core/error.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

/* --- Writing. */

static void
set_time (json_t *json, const char *member, gint64 time)
{
  g_autofree char *text = stipple_clock_format_utc (time);

  if (time != 0)
    json_object_set_new (json, member, json_string (text));
}

static json_t *
write_entries (const GPtrArray *entries, gboolean with_state)
{
  json_t *list = json_array ();

  for (guint i = 0; i < entries->len; i++)
    {
      const StippleDayEntry *entry = g_ptr_array_index (entries, i);
      json_t *json = json_pack ("{s:s*}", "code", entry->code);

      if (with_state)
        json_object_set_new (json, "where",
                             json_string (stipple_tally_state_to_string (entry->where)));
      set_time (json, "received", entry->received);
      json_array_append_new (list, json);
    }
  return list;
}

static json_t *
write_kiosk (const StippleDayKiosk *kiosk)
{
  json_t *json = json_pack ("{s:s, s:s, s:b, s:b, s:i, s:i, s:i, s:i, s:o, s:o, s:o}", "device",
                            kiosk->device, "name", kiosk->name, "revoked", kiosk->revoked, "silent",
                            kiosk->silent, "recorded", (int) kiosk->recorded, "held",
                            (int) kiosk->held, "deleted", (int) kiosk->deleted, "dismissed",
                            (int) kiosk->dismissed, "missing", write_entries (kiosk->missing, TRUE),
                            "differing", write_entries (kiosk->differing, FALSE), "unclaimed",
                            write_entries (kiosk->unclaimed, FALSE));

  set_time (json, "heard", kiosk->heard);
  return json;
}

void
stipple_day_counts_write (const StippleDayCounts *counts, json_t *json)
{
  g_autoptr (StippleJson) members = json_pack (
      "{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "recorded", (int) counts->recorded, "held",
      (int) counts->held, "deleted", (int) counts->deleted, "dismissed", (int) counts->dismissed,
      "missing", (int) counts->missing, "differing", (int) counts->differing, "unclaimed",
      (int) counts->unclaimed, "silent", (int) counts->silent);

  json_object_update (json, members);
}

static json_t *
write_signature (const StippleDaySignature *signature)
{
  json_t *json = json_pack ("{s:s*, s:s*}", "by", signature->by, "reason", signature->reason);

  set_time (json, "at", signature->at);
  stipple_day_counts_write (&signature->counts, json);
  return json;
}

json_t *
stipple_day_close_write (const StippleDayClose *close)
{
  json_t *kiosks = json_array ();
  json_t *closes = json_array ();
  json_t *json = json_pack ("{s:s, s:s*, s:o, s:o}", "date", close->day, "today", close->today,
                            "kiosks", kiosks, "closes", closes);

  set_time (json, "asOf", close->as_of);
  for (guint i = 0; i < close->kiosks->len; i++)
    json_array_append_new (kiosks, write_kiosk (g_ptr_array_index (close->kiosks, i)));
  for (guint i = 0; i < close->signatures->len; i++)
    json_array_append_new (closes, write_signature (g_ptr_array_index (close->signatures, i)));
  return json;
}

/* --- Reading: the hub's own words, so what is not there is left empty. */

static const char *
get_text (const json_t *json, const char *member)
{
  return json_string_value (json_object_get (json, member));
}

static gint64
get_time (const json_t *json, const char *member)
{
  const char *text = get_text (json, member);
  gint64 time;

  return text != NULL && stipple_clock_parse_utc (text, &time, NULL) ? time : 0;
}

static guint
get_count (const json_t *json, const char *member)
{
  return (guint) CLAMP (json_integer_value (json_object_get (json, member)), 0, G_MAXINT);
}

static void
read_entries (const json_t *kiosk, const char *member, GPtrArray *entries)
{
  gsize i;
  json_t *json;

  json_array_foreach (json_object_get (kiosk, member), i, json)
    {
      StippleTallyState where = STIPPLE_TALLY_GONE;

      stipple_tally_state_from_string (get_text (json, "where"), &where);
      g_ptr_array_add (entries, stipple_day_entry_new (get_text (json, "code"), where,
                                                       get_time (json, "received")));
    }
}

static StippleDayKiosk *
read_kiosk (const json_t *json)
{
  const char *name = get_text (json, "name");
  StippleDayKiosk *kiosk =
      stipple_day_kiosk_new (get_text (json, "device"), name != NULL ? name : "");

  kiosk->revoked = json_is_true (json_object_get (json, "revoked"));
  kiosk->silent = json_is_true (json_object_get (json, "silent"));
  kiosk->heard = get_time (json, "heard");
  kiosk->recorded = get_count (json, "recorded");
  kiosk->held = get_count (json, "held");
  kiosk->deleted = get_count (json, "deleted");
  kiosk->dismissed = get_count (json, "dismissed");
  read_entries (json, "missing", kiosk->missing);
  read_entries (json, "differing", kiosk->differing);
  read_entries (json, "unclaimed", kiosk->unclaimed);
  return kiosk;
}

void
stipple_day_counts_read (const json_t *json, StippleDayCounts *counts)
{
  *counts = (StippleDayCounts){
    .recorded = get_count (json, "recorded"),
    .held = get_count (json, "held"),
    .deleted = get_count (json, "deleted"),
    .dismissed = get_count (json, "dismissed"),
    .missing = get_count (json, "missing"),
    .differing = get_count (json, "differing"),
    .unclaimed = get_count (json, "unclaimed"),
    .silent = get_count (json, "silent"),
  };
}

static StippleDaySignature *
read_signature (const json_t *json)
{
  StippleDaySignature *signature = g_new0 (StippleDaySignature, 1);

  signature->at = get_time (json, "at");
  signature->by = g_strdup (get_text (json, "by"));
  signature->reason = g_strdup (get_text (json, "reason"));
  stipple_day_counts_read (json, &signature->counts);
  return signature;
}

StippleDayClose *
stipple_day_close_read (const json_t *json, GError **error)
{
  const char *day = get_text (json, "date");
  const json_t *kiosks = json_object_get (json, "kiosks");
  StippleDayClose *close;
  GDate date;
  gsize i;
  json_t *one;

  if (day == NULL || !stipple_date_parse_iso (day, &date, NULL) || !json_is_array (kiosks))
    {
      g_set_error_literal (
          error, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL,
          _ ("What answered does not look like a Stipple hub. Check the address."));
      return NULL;
    }
  close = stipple_day_close_new (day, get_time (json, "asOf"));
  close->today = g_strdup (get_text (json, "today"));
  json_array_foreach (kiosks, i, one)
    {
      g_ptr_array_add (close->kiosks, read_kiosk (one));
    }
  json_array_foreach (json_object_get (json, "closes"), i, one)
    {
      g_ptr_array_add (close->signatures, read_signature (one));
    }
  return close;
}
