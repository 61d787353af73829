// SPDX-License-Identifier: GPL-3.0-or-later
/* A span of days goes into a file: whole or not at all, and for nobody else to read. */
#include "desk-test.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/language.h"
#include "desk/export/export-file.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  DeskTest *test;
  char *folder;
  char *path;
  GCancellable *cancellable;
  guint pages;
} Export;

static void
set_up (Export *self, DeskTest *test)
{
  self->test = test;
  self->folder = g_dir_make_tmp ("stipple-export-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "out.csv", NULL);
  self->cancellable = g_cancellable_new ();
  g_assert_true (desk_test_sign_in (test, NULL, NULL));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Export *self)
{
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
  g_object_unref (self->cancellable);
}

/* All that the hub of the test has, whose clock stands still. */
static void
get_span (Export *self, StippleExportSpan *span)
{
  g_date_clear (&span->first, 1);
  g_date_set_time_t (&span->first,
                     (time_t) (stipple_clock_now (self->test->hub.clock) / G_USEC_PER_SEC));
  span->last = span->first;
  g_date_subtract_days (&span->first, 2);
  g_date_add_days (&span->last, 2);
  span->format = "csv";
}

static gboolean
run (Export *self, StippleExportProgress progress, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  StippleExportSpan span;

  get_span (self, &span);
  stipple_export_file_async (self->test->client, &span, self->path, progress, self,
                             self->cancellable, desk_test_keep, &result);
  return stipple_export_file_finish (desk_test_await (&result), error);
}

static void
count_pages (guint pages, goffset bytes, gpointer data)
{
  Export *self = data;

  g_assert_cmpint (bytes, >, 0);
  g_assert_cmpuint (pages, ==, ++self->pages);
  /* Not under its name before it is whole. */
  g_assert_true (pages > 1 || !g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_whole (DeskTest *test, gconstpointer data)
{
  Export self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  set_up (&self, test);
  desk_test_arrive (test, 110);
  g_assert_true (run (&self, count_pages, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self.pages, ==, 2);
  g_assert_cmpint (g_stat (self.path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (self.path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "code,received,"));
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  g_assert_cmpuint (count_files (self.folder), ==, 1);
  tear_down (&self);
}

static void
cancel (guint pages, goffset bytes, gpointer data)
{
  g_cancellable_cancel (((Export *) data)->cancellable);
}

static void
test_cancelled (DeskTest *test, gconstpointer data)
{
  Export self = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&self, test);
  desk_test_arrive (test, 110);
  g_assert_false (run (&self, cancel, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_files (self.folder), ==, 0);
  tear_down (&self);
}

/* What was there before stays as it was. */
static void
test_refused (DeskTest *test, gconstpointer data)
{
  Export self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  set_up (&self, test);
  g_assert_true (g_file_set_contents (self.path, "before", -1, NULL));
  desk_test_arrive (test, 1);
  desk_test_expire (test);
  g_assert_false (run (&self, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED);
  g_assert_true (g_file_get_contents (self.path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (count_files (self.folder), ==, 1);
  tear_down (&self);
}

static void
test_no_place (DeskTest *test, gconstpointer data)
{
  Export self = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&self, test);
  desk_test_arrive (test, 1);
  g_free (self.path);
  self.path = g_build_filename (self.folder, "no", "such", "folder.csv", NULL);
  g_assert_false (run (&self, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO);
  tear_down (&self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init ("");
  desk_test_add ("/export/whole", test_whole);
  desk_test_add ("/export/cancelled", test_cancelled);
  desk_test_add ("/export/refused", test_refused);
  desk_test_add ("/export/no-such-place", test_no_place);
  return g_test_run ();
}
