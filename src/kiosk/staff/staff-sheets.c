// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-sheets.h"

#include "print/aftercare-sheet.h"
#include "print/summary.h"

typedef struct
{
  StippleIntake *intake;
  StipplePack *pack;
  char *receipt;
  StippleStaffSheet what;
  GDate today;
  gint64 now;
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  stipple_intake_unref (self->intake);
  stipple_pack_unref (self->pack);
  g_free (self->receipt);
  g_free (self);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Sheet *self = data;
  /* The pack may have lost a language since. */
  const char *language = stipple_pack_find_language (self->pack, self->intake->language) != NULL
                             ? self->intake->language
                             : stipple_pack_default_language (self->pack);
  const StipplePaper paper = stipple_paper_of_place ();
  g_autoptr (StippleDocument) document =
      self->what == STIPPLE_STAFF_SUMMARY
          ? stipple_summary_new (self->intake, self->pack, self->receipt, language, paper)
          : stipple_aftercare_sheet_new (self->pack, &self->today, self->now, language, paper);

  g_task_return_pointer (task, stipple_document_to_pdf (document), (GDestroyNotify) g_bytes_unref);
}

void
stipple_staff_sheet_async (StippleIntake *intake, StipplePack *pack, const char *receipt,
                           StippleStaffSheet what, StippleClock *clock,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Sheet *sheet = g_new (Sheet, 1);

  *sheet = (Sheet){
    .intake = stipple_intake_ref (intake),
    .pack = stipple_pack_ref (pack),
    .receipt = g_strdup (receipt),
    .what = what,
    .now = stipple_clock_now (clock),
  };
  stipple_clock_today (clock, &sheet->today);
  g_task_set_source_tag (task, stipple_staff_sheet_async);
  g_task_set_task_data (task, sheet, sheet_free);
  g_task_run_in_thread (task, make);
}

GBytes *
stipple_staff_sheet_finish (GAsyncResult *result, char **title)
{
  const Sheet *sheet = g_task_get_task_data (G_TASK (result));

  *title = stipple_code_display (sheet->intake->code);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
