// SPDX-License-Identifier: GPL-3.0-or-later
/* stipplectl audit: verify, on a hub that is stopped; list, from one that runs. */
#include "ctl-test.h"

#include "hub/storage-sqlite.h"
#include <string.h>

static CtlRun
verify (const char *dir)
{
  const char *arguments[] = { "--data", dir, "audit", "verify", NULL };

  return ctl_run (arguments);
}

/* Somebody with the disk. */
static void
tamper (const char *dir, const char *sql)
{
  g_autofree char *path = g_build_filename (dir, "hub.db", NULL);
  g_autoptr (StippleDb) db = stipple_db_open (path, "/stipple/sql/hub-sqlite", 0, NULL);

  g_assert_nonnull (db);
  g_assert_true (stipple_db_exec (db, sql, NULL));
}

/* Stops the hub after @n listings, asks stipplectl about its folder, and starts it again. @sql may be NULL. */
static CtlRun
verify_after (HubTest *self, guint n, const char *sql)
{
  CtlRun done;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);

      g_assert_cmpint (answer->status, ==, 200);
    }
  hub_test_stop (self);
  if (sql != NULL)
    tamper (self->dir, sql);
  done = verify (self->dir);
  hub_test_start (self);
  return done;
}

static void
test_whole (HubTest *self, gconstpointer data)
{
  g_auto (CtlRun) done = verify_after (self, 3, NULL);

  g_assert_cmpstr (done.errors, ==, "");
  g_assert_cmpint (done.status, ==, 0);
  g_assert_nonnull (strstr (done.output, "4 entries since 2026-12-05"));
}

static void
tampered (HubTest *self, const char *sql, const char *message)
{
  g_auto (CtlRun) done = verify_after (self, 5, sql);

  g_assert_cmpint (done.status, ==, 1);
  g_assert_nonnull (strstr (done.errors, message));
  g_assert_cmpstr (done.output, ==, "");
}

static void
test_edited (HubTest *self, gconstpointer data)
{
  tampered (self, "UPDATE audit SET who = NULL WHERE seq = 3", "Entry 3 of the audit was changed.");
}

static void
test_removed (HubTest *self, gconstpointer data)
{
  tampered (self, "DELETE FROM audit WHERE seq = 3", "Entry 3 of the audit was removed.");
}

static void
test_reordered (HubTest *self, gconstpointer data)
{
  tampered (self,
            "UPDATE audit SET seq = -1 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; "
            "UPDATE audit SET seq = 4 WHERE seq = -1",
            "Entry 4 of the audit was changed.");
}

static void
test_truncated (HubTest *self, gconstpointer data)
{
  tampered (self, "DELETE FROM audit WHERE seq > 2", "Entry 6 of the audit was removed.");
}

static void
test_running (HubTest *self, gconstpointer data)
{
  g_auto (CtlRun) done = verify (self->dir);

  g_assert_cmpint (done.status, ==, 1);
  g_assert_nonnull (strstr (done.errors, "open in another program"));
}

static void
test_list (HubTest *self, gconstpointer data)
{
  const char *arguments[] = { "audit", "list", "--limit", "2", NULL };
  g_auto (CtlRun) done = ctl_run_at (self, arguments);
  g_auto (GStrv) lines = NULL;

  g_assert_cmpstr (done.errors, ==, "");
  g_assert_cmpint (done.status, ==, 0);
  lines = g_strsplit (done.output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "2\t2026-12-05T"));
  g_assert_nonnull (strstr (lines[0], "\tadmin\tadministrator\t127.0.0.1\tsign-in\t"));
  g_assert_nonnull (strstr (lines[1], "audit-begin"));
}

static void
test_wrong_use (void)
{
  const char *nothing[] = { "audit", NULL };
  const char *unknown[] = { "audit", "erase", NULL };
  const char *no_data[] = { "audit", "verify", NULL };
  g_auto (CtlRun) a = ctl_run (nothing);
  g_auto (CtlRun) b = ctl_run (unknown);
  g_auto (CtlRun) c = ctl_run (no_data);

  g_assert_cmpint (a.status, ==, 2);
  g_assert_cmpint (b.status, ==, 2);
  g_assert_cmpint (c.status, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/audit-ctl/whole", test_whole);
  hub_test_add ("/hub/audit-ctl/edited", test_edited);
  hub_test_add ("/hub/audit-ctl/removed", test_removed);
  hub_test_add ("/hub/audit-ctl/reordered", test_reordered);
  hub_test_add ("/hub/audit-ctl/truncated", test_truncated);
  hub_test_add ("/hub/audit-ctl/running", test_running);
  hub_test_add ("/hub/audit-ctl/list", test_list);
  g_test_add_func ("/hub/audit-ctl/wrong-use", test_wrong_use);
  return g_test_run ();
}
