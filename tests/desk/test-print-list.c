// SPDX-License-Identifier: GPL-3.0-or-later
/* What is not on paper is kept: over a restart, by code, and until somebody knows better. */
#include "core/language.h"
#include "desk/printing/print-list.h"
#include "desk/printing/spooler.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  StippleDeskSettings *settings;
  StipplePrintList *list;
} Test;

static const char *const one[] = { "7K4Q2M", NULL };
static const char *const two[] = { "7K4Q2M", "8M4C2P", NULL };
static const StipplePrintEntry summary = { .kind = STIPPLE_PRINT_SUMMARY, .codes = (char **) one };
static const StipplePrintEntry summaries = { .kind = STIPPLE_PRINT_SUMMARY,
                                             .codes = (char **) two };

static void
open_list (Test *self)
{
  self->settings = stipple_desk_settings_new (self->path);
  self->list = stipple_print_list_new (self->settings);
}

static void
close_list (Test *self)
{
  stipple_print_list_close (self->list);
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->settings);
}

static void
restart (Test *self)
{
  close_list (self);
  open_list (self);
}

static void
set_up (Test *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "desk.ini", NULL);
  open_list (self);
}

static void
tear_down (Test *self, gconstpointer data)
{
  close_list (self);
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
test_kept (Test *self, gconstpointer data)
{
  StipplePrintEntry aftercare = { .kind = STIPPLE_PRINT_AFTERCARE,
                                  .codes = (char **) one,
                                  .language = (char *) "fr-CA" };
  const StipplePrintEntry *entry;
  g_autofree char *id = NULL;

  g_date_set_dmy (&aftercare.day, 29, G_DATE_FEBRUARY, 2028);
  id = g_strdup (stipple_print_list_add (self->list, &aftercare));
  stipple_print_list_add (self->list, &summaries);
  restart (self);
  g_assert_cmpuint (stipple_print_list_get_n (self->list), ==, 2);
  g_assert_cmpuint (stipple_print_list_get_n_troubled (self->list), ==, 2);
  entry = stipple_print_list_find (self->list, id);
  g_assert_cmpint (entry->kind, ==, STIPPLE_PRINT_AFTERCARE);
  g_assert_cmpstr (entry->codes[0], ==, "7K4Q2M");
  g_assert_cmpstr (entry->language, ==, "fr-CA");
  g_assert_cmpint (g_date_compare (&entry->day, &aftercare.day), ==, 0);
  g_assert_false (entry->sent);
  entry = stipple_print_list_get (self->list, 1);
  g_assert_cmpint (entry->kind, ==, STIPPLE_PRINT_SUMMARY);
  g_assert_cmpuint (g_strv_length (entry->codes), ==, 2);
  g_assert_null (entry->language);
  g_assert_false (g_date_valid (&entry->day));
}

/* What has no intake: the day that was closed, and the codes of forms with what they ask by. */
static void
test_papers (Test *self, gconstpointer data)
{
  StipplePrintEntry day = { .kind = STIPPLE_PRINT_DAY_CLOSE };
  const StipplePrintEntry forms = { .kind = STIPPLE_PRINT_PAPER_FORM,
                                    .codes = (char **) two,
                                    .language = (char *) "es",
                                    .pack_version = 7 };
  const StipplePrintEntry *entry;

  g_date_set_dmy (&day.day, 5, G_DATE_DECEMBER, 2026);
  stipple_print_list_add (self->list, &day);
  stipple_print_list_add (self->list, &forms);
  restart (self);
  g_assert_cmpuint (stipple_print_list_get_n (self->list), ==, 2);
  entry = stipple_print_list_get (self->list, 0);
  g_assert_cmpint (entry->kind, ==, STIPPLE_PRINT_DAY_CLOSE);
  g_assert_null (entry->codes);
  g_assert_cmpint (g_date_compare (&entry->day, &day.day), ==, 0);
  entry = stipple_print_list_get (self->list, 1);
  g_assert_cmpint (entry->kind, ==, STIPPLE_PRINT_PAPER_FORM);
  g_assert_cmpstr (entry->codes[1], ==, "8M4C2P");
  g_assert_cmpstr (entry->language, ==, "es");
  g_assert_cmpint (entry->pack_version, ==, 7);
}

static void
test_sent (Test *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  const StipplePrintEntry *entry;

  id = g_strdup (stipple_print_list_add (self->list, &summary));
  stipple_print_list_set_sent (self->list, id, "Reception", NULL);
  g_assert_cmpuint (stipple_print_list_get_n_troubled (self->list), ==, 0);
  restart (self);
  entry = stipple_print_list_find (self->list, id);
  g_assert_true (entry->sent);
  g_assert_cmpstr (entry->printer, ==, "Reception");
  stipple_print_list_set_failed (self->list, id, "It was on fire.");
  g_assert_false (entry->sent);
  g_assert_cmpstr (entry->trouble, ==, "It was on fire.");
  g_assert_cmpuint (stipple_print_list_get_n_troubled (self->list), ==, 1);
  stipple_print_list_remove (self->list, id);
  g_assert_null (stipple_print_list_find (self->list, id));
  restart (self);
  g_assert_cmpuint (stipple_print_list_get_n (self->list), ==, 0);
}

/* Who tracks an entry is kept as long as it does. */
static void
test_tracker (Test *self, gconstpointer data)
{
  GObject *tracker = g_object_new (G_TYPE_OBJECT, NULL);
  g_autofree char *id = g_strdup (stipple_print_list_add (self->list, &summary));

  g_object_add_weak_pointer (tracker, (gpointer *) &tracker);
  stipple_print_list_set_sent (self->list, id, "Reception", tracker);
  g_object_unref (tracker);
  g_assert_nonnull (tracker);
  stipple_print_list_settle (self->list, id);
  g_assert_null (tracker);
  g_assert_true (stipple_print_list_find (self->list, id)->sent);
}

static void
assert_title (Test *self, const StipplePrintEntry *what, const char *wanted)
{
  const char *id = stipple_print_list_add (self->list, what);
  g_autofree char *title = stipple_print_entry_title (stipple_print_list_find (self->list, id));
  g_autofree char *whole = g_strconcat (wanted, " ", id, NULL);

  g_assert_cmpstr (title, ==, whole);
}

static void
test_titles (Test *self, gconstpointer data)
{
  StipplePrintEntry day = { .kind = STIPPLE_PRINT_DAY_CLOSE };

  g_date_set_dmy (&day.day, 5, G_DATE_DECEMBER, 2026);
  assert_title (self, &summary, "7K4-Q2M");
  assert_title (self, &summaries, "Stipple");
  assert_title (self, &day, "2026-12-05");
}

static void
test_damaged (Test *self, gconstpointer data)
{
  static const char *const damaged[] = {
    "not a key file",
    "[deadbeef]\nmade=1\n",
    "[deadbeef]\ncodes=7K4Q2M;\n",
    "[deadbeef]\nkind=summary\ncodes=\n",
    "[deadbeef]\nkind=summary\ncodes=../../etc;\n",
    "[DEADBEEF]\nkind=summary\ncodes=7K4Q2M;\n",
    "[deadbeef]\nkind=secret\ncodes=7K4Q2M;\n",
    "[deadbeef]\nkind=aftercare\ncodes=7K4Q2M;\n",
    "[deadbeef]\nkind=aftercare\ncodes=7K4Q2M;\nday=2026-02-30\n",
    "[deadbeef]\nkind=day-close\n",
    "[deadbeef]\nkind=day-close\ncodes=7K4Q2M;\nday=2026-12-05\n",
    "[deadbeef]\nkind=paper-form\ncodes=7K4Q2M;\nlanguage=es\n",
    "[deadbeef]\nkind=paper-form\ncodes=7K4Q2M;\npack=7\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_object_set (self->settings, "unprinted", damaged[i], NULL);
      restart (self);
      g_assert_cmpuint (stipple_print_list_get_n (self->list), ==, 0);
    }
}

static void
assert_trouble (gboolean stopped, const char *reasons, const char *message, const char *wanted)
{
  g_autofree char *trouble = stipple_spooler_trouble (stopped, reasons, message);

  g_assert_cmpstr (trouble, ==, wanted);
}

static void
test_reasons (void)
{
  assert_trouble (FALSE, "none", "", NULL);
  assert_trouble (FALSE, NULL, NULL, NULL);
  assert_trouble (FALSE, "media-low-warning,media-empty-warning", NULL, NULL);
  assert_trouble (FALSE, "toner-low,media-empty-error", NULL, "It is out of paper.");
  assert_trouble (FALSE, "media-needed", NULL, "It is out of paper.");
  assert_trouble (TRUE, "media-jam-error", "Jam", "Paper is stuck in it.");
  assert_trouble (TRUE, "paused", "Out of paper", "It was stopped: “Out of paper”.");
  assert_trouble (TRUE, "paused", "", "It was stopped.");
  assert_trouble (FALSE, "offline-report", NULL, NULL);
  assert_trouble (FALSE, "offline", NULL, "It is switched off, or not connected.");
}

#define add(path, function) g_test_add (path, Test, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init ("");
  g_assert_true (stipple_language_use ("en"));
  add ("/print-list/kept", test_kept);
  add ("/print-list/papers", test_papers);
  add ("/print-list/sent", test_sent);
  add ("/print-list/tracker", test_tracker);
  add ("/print-list/titles", test_titles);
  add ("/print-list/damaged", test_damaged);
  g_test_add_func ("/print-list/reasons-of-a-printer", test_reasons);
  return g_test_run ();
}
