// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/intake-print.h"

#include "core/language.h"
#include "print/aftercare-sheet.h"
#include "print/summary.h"

const char *
stipple_print_language (StippleDesk *desk, StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  const char *own = stipple_language_current ();

  /* A pack without the desk's language would print in its first one. */
  return stipple_desk_settings_get_staff_language (stipple_desk_get_settings (desk))
                 && stipple_pack_find_language (stipple_open_intake_get_pack (document), own)
                        != NULL
             ? own
             : intake->language;
}

StippleDocument *
stipple_intake_print_lay_out (StippleOpenIntake *document, const GDate *first, const char *language,
                              StipplePaper paper)
{
  StipplePack *pack = stipple_open_intake_get_pack (document);
  g_autofree char *receipt = stipple_open_intake_get_receipt (document);

  if (g_date_valid (first))
    return stipple_aftercare_sheet_new (pack, first, g_get_real_time (), language, paper);
  return stipple_summary_new (stipple_open_intake_get_intake (document), pack, receipt, language,
                              paper);
}

static void
lay_out (StippleDesk *desk, const StipplePrintEntry *what, gpointer data, StipplePaper paper,
         GPtrArray *pages)
{
  GPtrArray *documents = data;

  for (guint i = 0; i < documents->len; i++)
    {
      StippleOpenIntake *document = g_ptr_array_index (documents, i);
      const char *language =
          what->language != NULL ? what->language : stipple_print_language (desk, document);

      g_ptr_array_add (pages, stipple_intake_print_lay_out (document, &what->day, language, paper));
    }
}

void
stipple_intake_print (StippleDesk *desk, const StipplePrintEntry *what, GPtrArray *documents,
                      GtkWindow *parent)
{
  StipplePrintEntry found = *what;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (StipplePrintJob) job = NULL;

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (codes,
                     (gpointer) stipple_open_intake_get_code (g_ptr_array_index (documents, i)));
  g_ptr_array_add (codes, NULL);
  found.codes = (char **) codes->pdata;
  job = stipple_print_job_new (desk, &found, lay_out, g_ptr_array_ref (documents),
                               (GDestroyNotify) g_ptr_array_unref);
  stipple_print_job_run (job, parent);
}
