// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-close/day-print.h"

#include "core/clock.h"
#include "core/language.h"
#include "desk/printing/print-job.h"
#include "print/day-close-sheet.h"
#include "wire/day-close.h"
#include "wire/fhir.h"

typedef struct
{
  StippleDesk *desk;
  StippleDayClose *close;
  StipplePack *pack; /* for the clinic's name; NULL: the hub has none yet */
  char *id;
  GtkWindow *parent; /* weak */
} Printing;

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->pack, stipple_pack_unref);
  stipple_day_close_free (self->close);
  g_object_unref (self->desk);
  g_free (self->id);
  g_free (self);
}

static void
lay_out (StippleDesk *desk, const StipplePrintEntry *what, gpointer data, StipplePaper paper,
         GPtrArray *pages)
{
  const Printing *self = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  g_ptr_array_add (pages, stipple_day_close_sheet_new (self->close, self->pack, zone,
                                                       stipple_language_current (), paper));
}

static void
got_pack (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *self = data;
  StipplePrintEntry what = { .kind = STIPPLE_PRINT_DAY_CLOSE, .id = self->id };
  g_autoptr (StipplePrintJob) job = NULL;

  self->pack = stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, NULL);
  if (self->parent == NULL || !stipple_date_parse_iso (self->close->day, &what.day, NULL))
    {
      printing_free (self);
      return;
    }
  job = stipple_print_job_new (self->desk, &what, lay_out, self, printing_free);
  stipple_print_job_run (job, self->parent);
}

void
stipple_day_print (StippleDesk *desk, const StippleDayClose *close, const char *id,
                   GtkWindow *parent)
{
  g_autoptr (StippleJson) json = stipple_day_close_write (close);
  Printing *self = g_new0 (Printing, 1);

  self->desk = g_object_ref (desk);
  self->close = stipple_day_close_read (json, NULL);
  self->id = g_strdup (id);
  g_set_weak_pointer (&self->parent, parent);
  stipple_pack_cache_get_newest_async (stipple_desk_get_packs (desk), STIPPLE_LANE_ASK, NULL,
                                       got_pack, self);
}
