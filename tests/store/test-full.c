// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "fixture.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEED 20261205
#define CANNOT_MOUNT 77

/* How a disk becomes full, and has room again. */
typedef void (*Change) (StoreFixture *f);

/* Saves samples until the disk is full. Gives how many were saved; the session that was not, and
 * the id it had. */
static guint
save_until_full (StoreFixture *f, StippleSession **session, char **id)
{
  g_autoptr (StippleIds) twin = stipple_ids_new_seeded (SEED);
  g_clear_pointer (&f->ids, stipple_ids_unref);
  f->ids = stipple_ids_new_seeded (SEED);

  for (guint n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      *session = fixture_session_new (f->pack, f->clock);
      *id = stipple_ids_uuid (twin);
      g_autofree char *patient_id = stipple_ids_uuid (twin);
      g_autoptr (StippleIntake) intake = store_fixture_save (f, *session, &error);
      if (intake == NULL)
        {
          g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
          return n;
        }
      g_clear_object (session);
      g_clear_pointer (id, g_free);
    }
}

static void
assert_full_and_retry (StoreFixture *f, Change fill, Change make_room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleSession) session = NULL;
  g_autofree char *id = NULL;
  g_autoptr (StippleIntake) before = store_fixture_save_sample (f);

  fill (f);
  guint n = save_until_full (f, &session, &id);
  g_assert_null (store_fixture_save (f, session, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
  g_clear_error (&error);
  g_assert_cmpstr (stipple_session_get_first_name (session), ==, "Sam");

  /* What was saved can still be read, and is all there is. */
  g_autoptr (GPtrArray) full = store_fixture_list (f);
  g_assert_cmpuint (full->len, ==, n + 1);
  g_assert_null (store_fixture_find (full, id));

  make_room (f);
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (intake->id, ==, id);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, n + 2);
  g_assert_cmpstr (store_fixture_find (list, id)->code, ==, intake->code);
}

/* --- A limit of the operating system to the length of files */

static struct rlimit no_limit;

static void
set_limit (StoreFixture *f)
{
  GStatBuf st;
  g_assert_cmpint (g_stat (f->log_path, &st), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &no_limit), ==, 0);
  struct rlimit limit = { .rlim_cur = st.st_size + 20000, .rlim_max = no_limit.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
lift_limit (StoreFixture *f)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &no_limit), ==, 0);
}

static void
test_limit (StoreFixture *f, gconstpointer data)
{
  assert_full_and_retry (f, set_limit, lift_limit);
}

/* A new kiosk on a full disk leaves nothing that would stand in its way later. */
static void
test_created (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &no_limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  for (rlim_t length = 0; length < 40000; length += 3000)
    {
      struct rlimit limit = { .rlim_cur = length, .rlim_max = no_limit.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      gboolean opened = store_fixture_open (f, &error);
      lift_limit (f);
      if (opened)
        break;
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
      g_clear_error (&error);
      g_assert_false (g_file_test (f->db_path, G_FILE_TEST_EXISTS));
    }
  store_fixture_reopen (f);
}

/* --- A disk that is really full */

static char *
ballast_path (StoreFixture *f)
{
  return g_build_filename (f->folder, "ballast", NULL);
}

static void
write_ballast (StoreFixture *f)
{
  static const char block[1024];
  g_autofree char *path = ballast_path (f);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof block) == sizeof block)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

static void
remove_ballast (StoreFixture *f)
{
  g_autofree char *path = ballast_path (f);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
mount_small_disk (const char *folder)
{
  return (unshare (CLONE_NEWNS) == 0 || unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0)
         && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("stipple-test", folder, "tmpfs", 0, "size=1m,mode=0700") == 0;
}

static void
run_on_small_disk (StoreFixture *outer)
{
  StoreFixture inner;
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  store_fixture_init (&inner, outer->folder);
  g_assert_true (store_fixture_open (&inner, NULL));
  g_assert_true (store_fixture_enrol (&inner, enrolment, NULL));
  assert_full_and_retry (&inner, write_ballast, remove_ballast);
  store_fixture_clear (&inner);
}

static void
test_disk (StoreFixture *f, gconstpointer data)
{
  pid_t child = fork ();
  if (child == 0)
    {
      if (!mount_small_disk (f->folder))
        _exit (CANNOT_MOUNT);
      run_on_small_disk (f);
      _exit (0);
    }
  int status;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == CANNOT_MOUNT)
    g_test_skip ("this user may not mount a small disk");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

#define ADD(path, set_up, function)                                                                \
  g_test_add (path, StoreFixture, NULL, set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/full/disk", store_fixture_set_up_closed, test_disk);
  ADD ("/store/full/limit", store_fixture_set_up, test_limit);
  ADD ("/store/full/created", store_fixture_set_up_closed, test_created);
  return g_test_run ();
}
