// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/day-close.h"

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_day_entry_free);
}

StippleDayEntry *
stipple_day_entry_new (const char *code, StippleTallyState where, gint64 received)
{
  StippleDayEntry *self = g_new0 (StippleDayEntry, 1);

  self->code = g_strdup (code);
  self->where = where;
  self->received = received;
  return self;
}

void
stipple_day_entry_free (StippleDayEntry *self)
{
  g_free (self->code);
  g_free (self);
}

StippleDayKiosk *
stipple_day_kiosk_new (const char *device, const char *name)
{
  StippleDayKiosk *self = g_new0 (StippleDayKiosk, 1);

  self->device = g_strdup (device);
  self->name = g_strdup (name);
  self->missing = new_entries ();
  self->differing = new_entries ();
  self->unclaimed = new_entries ();
  return self;
}

void
stipple_day_kiosk_free (StippleDayKiosk *self)
{
  g_free (self->device);
  g_free (self->name);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->differing);
  g_ptr_array_unref (self->unclaimed);
  g_free (self);
}

gboolean
stipple_day_counts_are_clean (const StippleDayCounts *self)
{
  return self->missing + self->differing + self->unclaimed + self->silent == 0;
}

void
stipple_day_signature_free (StippleDaySignature *self)
{
  g_free (self->by);
  g_free (self->reason);
  g_free (self);
}

StippleDayClose *
stipple_day_close_new (const char *day, gint64 as_of)
{
  StippleDayClose *self = g_new0 (StippleDayClose, 1);

  self->day = g_strdup (day);
  self->as_of = as_of;
  self->kiosks = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_day_kiosk_free);
  self->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_day_signature_free);
  return self;
}

void
stipple_day_close_free (StippleDayClose *self)
{
  g_free (self->day);
  g_free (self->today);
  g_ptr_array_unref (self->kiosks);
  g_ptr_array_unref (self->signatures);
  g_free (self);
}

void
stipple_day_close_count (const StippleDayClose *self, StippleDayCounts *counts)
{
  *counts = (StippleDayCounts){ 0 };
  for (guint i = 0; i < self->kiosks->len; i++)
    {
      const StippleDayKiosk *kiosk = g_ptr_array_index (self->kiosks, i);

      counts->recorded += kiosk->recorded;
      counts->held += kiosk->held;
      counts->deleted += kiosk->deleted;
      counts->dismissed += kiosk->dismissed;
      counts->missing += kiosk->missing->len;
      counts->differing += kiosk->differing->len;
      counts->unclaimed += kiosk->unclaimed->len;
      counts->silent += kiosk->silent ? 1 : 0;
    }
}
