// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/paper.h"

#include "desk/printing/print-job.h"

#define A4_WIDTH_MM 210.0

static const char *
usual_paper (void)
{
  return stipple_paper_of_place () == STIPPLE_PAPER_LETTER ? GTK_PAPER_NAME_LETTER
                                                           : GTK_PAPER_NAME_A4;
}

static GtkPageSetup *
recall (GKeyFile *file)
{
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autoptr (GtkPaperSize) paper = NULL;
  GtkPageSetup *page = gtk_page_setup_new_from_key_file (file, STIPPLE_PRINT_PAGE_GROUP, NULL);

  if (page != NULL)
    return page;
  settings = gtk_print_settings_new_from_key_file (file, STIPPLE_PRINT_SETTINGS_GROUP, NULL);
  paper = settings != NULL ? gtk_print_settings_get_paper_size (settings) : NULL;
  if (paper == NULL)
    return NULL;
  page = gtk_page_setup_new ();
  gtk_page_setup_set_paper_size_and_default_margins (page, paper);
  return page;
}

GtkPageSetup *
stipple_print_page_setup (StippleDeskSettings *settings)
{
  const char *text = stipple_desk_settings_get_printing (settings);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPaperSize) paper = NULL;
  GtkPageSetup *page = NULL;

  if (text != NULL && g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    page = recall (file);
  if (page != NULL)
    return page;
  page = gtk_page_setup_new ();
  paper = gtk_paper_size_new (usual_paper ());
  gtk_page_setup_set_paper_size_and_default_margins (page, paper);
  return page;
}

StipplePaper
stipple_print_paper_of (GtkPageSetup *page)
{
  const double width = gtk_page_setup_get_paper_width (page, GTK_UNIT_MM);

  return ABS (width - A4_WIDTH_MM) < 3 ? STIPPLE_PAPER_A4 : STIPPLE_PAPER_LETTER;
}

StipplePaper
stipple_print_paper (StippleDeskSettings *settings)
{
  g_autoptr (GtkPageSetup) page = stipple_print_page_setup (settings);

  return stipple_print_paper_of (page);
}

void
stipple_print_set_paper (StippleDeskSettings *settings, StipplePaper paper)
{
  const char *text = stipple_desk_settings_get_printing (settings);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPaperSize) size =
      gtk_paper_size_new (paper == STIPPLE_PAPER_A4 ? GTK_PAPER_NAME_A4 : GTK_PAPER_NAME_LETTER);
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) kept = NULL;
  g_autofree char *changed = NULL;

  if (text != NULL && g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    kept = gtk_print_settings_new_from_key_file (file, STIPPLE_PRINT_SETTINGS_GROUP, NULL);
  if (kept == NULL)
    kept = gtk_print_settings_new ();
  gtk_print_settings_set_paper_size (kept, size);
  gtk_print_settings_to_key_file (kept, file, STIPPLE_PRINT_SETTINGS_GROUP);
  gtk_page_setup_set_paper_size_and_default_margins (page, size);
  gtk_page_setup_to_key_file (page, file, STIPPLE_PRINT_PAGE_GROUP);
  changed = g_key_file_to_data (file, NULL, NULL);
  g_object_set (settings, "printing", changed, NULL);
}
