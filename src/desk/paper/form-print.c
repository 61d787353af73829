// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/paper/form-print.h"

#include "core/language.h"
#include "print/paper-form.h"

void
stipple_form_print_lay_out (const StipplePrintEntry *what, const StipplePack *pack,
                            StipplePaper paper, GPtrArray *pages)
{
  for (guint i = 0; what->codes[i] != NULL; i++)
    g_ptr_array_add (pages, stipple_paper_form_new (pack, what->codes[i], what->language,
                                                    stipple_language_current (), paper));
}

static void
lay_out (StippleDesk *desk, const StipplePrintEntry *what, gpointer data, StipplePaper paper,
         GPtrArray *pages)
{
  stipple_form_print_lay_out (what, data, paper, pages);
}

void
stipple_form_print (StippleDesk *desk, const StipplePrintEntry *what, StipplePack *pack,
                    GtkWindow *parent)
{
  g_autoptr (StipplePrintJob) job = stipple_print_job_new (
      desk, what, lay_out, stipple_pack_ref (pack), (GDestroyNotify) stipple_pack_unref);

  stipple_print_job_run (job, parent);
}
