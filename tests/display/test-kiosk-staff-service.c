// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands behind the staff drawer, with a real store: who leaves while the PIN is looked at leaves nothing open,
 * and on a full disk nothing is done that could not be put on record. */
#include "kiosk-fixture.h"

#include "core/error.h"
#include "core/language.h"
#include "kiosk-program.h"
#include "kiosk/staff/staff-drawer.h"
#include "kiosk/staff/staff-service.h"
#include "kiosk/staff/staff-sheets.h"
#include "seal/pin.h"
#include "store/drawer.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define PIN_TEXT "285016"
#define PRINT "Print the summary of "

typedef struct
{
  Fixture kiosk;
  char *folder;
  StippleStore *store;
  StippleSync *sync;
  StippleStaffService *service;
  guint n_ends;
} Staff;

static guint n_sheets;

typeof (stipple_staff_sheet_async) __wrap_stipple_staff_sheet_async,
    __real_stipple_staff_sheet_async;

void
__wrap_stipple_staff_sheet_async (StippleIntake *intake, StipplePack *pack, const char *receipt,
                                  StippleStaffSheet what, StippleClock *clock,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  n_sheets++;
  __real_stipple_staff_sheet_async (intake, pack, receipt, what, clock, callback, user_data);
}

/* --- A kiosk with one intake and a PIN */

static void
set_pin (Staff *staff)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = stipple_pin_hash (PIN_TEXT);

  stipple_store_set_pin_async (staff->store, 1, hash, NULL, program_keep, &result);
  stipple_store_set_pin_finish (staff->store, program_wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
enrol (Staff *staff, StippleEnrolment *enrolment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stipple_store_set_enrolment_async (staff->store, enrolment, NULL, program_keep, &result);
  stipple_store_set_enrolment_finish (staff->store, program_wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
save (Staff *staff)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (StippleIntake) intake = NULL;

  fixture_begin (&staff->kiosk, "en", "consent");
  fixture_fill (&staff->kiosk);
  stipple_store_save_async (staff->store, staff->kiosk.session, ids, NULL, program_keep, &result);
  intake = stipple_store_save_finish (staff->store, program_wait_for (&result), &error);
  g_assert_no_error (error);
  stipple_kiosk_window_end (staff->kiosk.window);
  settle ();
}

static void
on_end (Staff *staff)
{
  staff->n_ends++;
}

static void
set_up (Staff *staff, gconstpointer data)
{
  StippleEnrolment enrolment = {
    .device_id = (char *) "6f1c0a52-0d5e-4b52-8d5e-2f6f2e0f7a11",
    .device_name = (char *) "Lobby sample",
    .hub = (char *) "http://127.0.0.1:9/",
    .token = (char *) "sample-token-of-this-device",
    .code_space = 7,
  };
  const StippleKioskSettings settings = { .idle_s = 60 };

  fixture_set_up (&staff->kiosk, data);
  staff->folder = g_dir_make_tmp ("stipple-staff-XXXXXX", NULL);
  staff->store = program_open_store (staff->folder, staff->kiosk.clock);
  enrol (staff, &enrolment);
  set_pin (staff);
  save (staff);
  staff->sync = stipple_sync_new (staff->store, &enrolment, staff->kiosk.clock, NULL);
  staff->service =
      stipple_staff_service_new (staff->kiosk.window, staff->store, staff->sync, staff->kiosk.clock,
                                 staff->folder, enrolment.hub, &settings);
  g_signal_connect_swapped (staff->service, "end", G_CALLBACK (on_end), staff);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Staff *staff, gconstpointer data)
{
  stipple_staff_service_stop (staff->service);
  stipple_sync_stop (staff->sync);
  fixture_tear_down (&staff->kiosk, data);
  stipple_store_close (staff->store);
  settle ();
  g_object_unref (staff->service);
  g_object_unref (staff->sync);
  g_object_unref (staff->store);
  remove_folder (staff->folder);
  g_free (staff->folder);
}

/* --- What is done at it */

static void
ask (Staff *staff)
{
  stipple_kiosk_window_open_staff (staff->kiosk.window);
  settle ();
}

static void
enter_pin (Staff *staff)
{
  for (const char *digit = PIN_TEXT; *digit != '\0'; digit++)
    {
      const char name[] = { *digit, '\0' };

      press (&staff->kiosk, name);
    }
  press (&staff->kiosk, "Open the drawer");
}

static gboolean
is_open (Fixture *kiosk)
{
  GtkWidget *drawer = find_type (kiosk, STIPPLE_TYPE_STAFF_DRAWER);

  return drawer != NULL && stipple_staff_drawer_is_open (STIPPLE_STAFF_DRAWER (drawer));
}

static gboolean
shows_intake (Fixture *kiosk)
{
  return is_open (kiosk) && shows_text (kiosk, "Sample Person");
}

static void
open (Staff *staff)
{
  ask (staff);
  enter_pin (staff);
  wait_until (&staff->kiosk, shows_intake);
}

/* The control whose name begins so. */
static void
press_first (Staff *staff, const char *beginning)
{
  g_autoptr (GPtrArray) names = controls (&staff->kiosk);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_prefix (name, beginning))
        {
          press (&staff->kiosk, name);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
choose (Staff *staff, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (&staff->kiosk, name)), TRUE);
  settle ();
}

/* Everything that was asked of the store before has been answered then. */
static void
await_answers (Staff *staff)
{
  g_autoptr (GAsyncResult) result = NULL;

  stipple_store_get_pin_version_async (staff->store, NULL, program_keep, &result);
  g_assert_cmpint (
      stipple_store_get_pin_version_finish (staff->store, program_wait_for (&result), NULL), ==, 1);
}

static void
assert_closed (Staff *staff)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stipple_store_list_since_async (staff->store, 0, NULL, program_keep, &result);
  g_assert_null (
      stipple_store_list_since_finish (staff->store, program_wait_for (&result), &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_FORBIDDEN);
}

static void
keep_answer (GObject *source, GAsyncResult *result, gpointer wait)
{
  stipple_store_open_drawer_finish (STIPPLE_STORE (source), result, wait, NULL);
}

/* The store has a while to look at this one before it comes to the next. */
static void
keep_busy (Staff *staff)
{
  static gint64 wait;

  stipple_store_open_drawer_async (staff->store, "000000", NULL, keep_answer, &wait);
}

/* --- Opening and closing */

static void
test_opens (Staff *staff, gconstpointer data)
{
  open (staff);
  press (&staff->kiosk, "Close and lock");
  await_answers (staff);
  assert_closed (staff);
  g_assert_false (shows_text (&staff->kiosk, "Sample Person"));
}

/* Somebody enters the PIN and walks away before it was looked at. */
static void
test_left_meanwhile (Staff *staff, gconstpointer data)
{
  keep_busy (staff);
  ask (staff);
  enter_pin (staff);
  press (&staff->kiosk, "Close");
  await_answers (staff);
  assert_closed (staff);
  g_assert_false (is_open (&staff->kiosk));
}

/* And somebody else stands before it when the answer comes. */
static void
test_another_meanwhile (Staff *staff, gconstpointer data)
{
  keep_busy (staff);
  ask (staff);
  enter_pin (staff);
  press (&staff->kiosk, "Close");
  ask (staff);
  await_answers (staff);
  assert_closed (staff);
  g_assert_nonnull (find_type (&staff->kiosk, STIPPLE_TYPE_STAFF_DRAWER));
  g_assert_false (is_open (&staff->kiosk));
}

/* --- A full disk */

static struct rlimit no_limit;

static void
fill_disk (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &no_limit), ==, 0);
  limit = (struct rlimit){ .rlim_cur = 1, .rlim_max = no_limit.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
make_room (void)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &no_limit), ==, 0);
}

static gboolean
says_full (Fixture *kiosk)
{
  return find_label (kiosk, "The disk is full") != NULL;
}

static gboolean
says_no_printer (Fixture *kiosk)
{
  return find_label (kiosk, "There is no printer.") != NULL;
}

/* A page that could not be put on record is not even made. */
static void
test_print_full (Staff *staff, gconstpointer data)
{
  n_sheets = 0;
  open (staff);
  fill_disk ();
  press_first (staff, PRINT);
  wait_until (&staff->kiosk, says_full);
  make_room ();
  g_assert_cmpuint (n_sheets, ==, 0);
  press_first (staff, PRINT);
  wait_until (&staff->kiosk, says_no_printer);
  g_assert_cmpuint (n_sheets, ==, 1);
}

static void
test_settings_full (Staff *staff, gconstpointer data)
{
  open (staff);
  choose (staff, "Settings");
  fill_disk ();
  choose (staff, "2 min");
  wait_until (&staff->kiosk, says_full);
  make_room ();
  /* What was chosen holds until the kiosk ends. */
  g_assert_cmpint (stipple_staff_service_get_settings (staff->service)->idle_s, ==, 120);
}

/* The PIN's throttle cannot count: nobody gets in by filling the disk. */
static void
test_unlock_full (Staff *staff, gconstpointer data)
{
  ask (staff);
  fill_disk ();
  enter_pin (staff);
  wait_until (&staff->kiosk, says_full);
  make_room ();
  g_assert_false (is_open (&staff->kiosk));
  assert_closed (staff);
}

/* But a full disk shall not keep a kiosk running. */
static void
test_end_full (Staff *staff, gconstpointer data)
{
  open (staff);
  choose (staff, "Settings");
  fill_disk ();
  press (&staff->kiosk, "End the kiosk…");
  press (&staff->kiosk, "Yes, end it now");
  await_answers (staff);
  make_room ();
  g_assert_cmpuint (staff->n_ends, ==, 1);
}

#define add(path, function) g_test_add (path, Staff, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  /* No printer of this machine's. */
  g_setenv ("CUPS_SERVER", "/nonexistent/cups.sock", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  add ("/staff-service/opens", test_opens);
  add ("/staff-service/left-meanwhile", test_left_meanwhile);
  add ("/staff-service/another-meanwhile", test_another_meanwhile);
  add ("/staff-service/print-full", test_print_full);
  add ("/staff-service/settings-full", test_settings_full);
  add ("/staff-service/unlock-full", test_unlock_full);
  add ("/staff-service/end-full", test_end_full);
  return g_test_run ();
}
