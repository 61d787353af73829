// SPDX-License-Identifier: GPL-3.0-or-later
/* The program itself: its command line, its end, and what is on its disk. */
#include "core/error.h"
#include "hub-test.h"
#include "hub/setup.h"
#include "wire/default-pack.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define N_KILLS 12

/* --- Running it. */

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  guint16 port;
} Program;

static GSubprocess *
spawn (GSubprocessFlags flags, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  GSubprocess *process;
  GError *error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("STIPPLE_HUB"));
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, flags, &error);
  g_assert_no_error (error);
  return process;
}

/* What it says when it does not stay; its exit code comes back. */
static int
run (const char *const *arguments, char **output, char **errors)
{
  g_autoptr (GSubprocess) process =
      spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, arguments);
  GError *error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
start (Program *self, const char *dir)
{
  const char *arguments[] = { "--data", dir, "--listen", "127.0.0.1:0", NULL };
  g_autofree char *line = NULL;
  g_autofree char *start_of_line = NULL;

  self->process =
      spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, arguments);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->output, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  self->port = (guint16) atoi (strrchr (line, ':') + 1);
}

static void
stop (Program *self, int signal)
{
  GError *error = NULL;

  g_subprocess_send_signal (self->process, signal);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  if (signal != SIGKILL)
    {
      g_assert_true (g_subprocess_get_if_exited (self->process));
      g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
    }
  g_clear_object (&self->output);
  g_clear_object (&self->process);
}

static Answer *
sign_in (const Program *self, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"admin\",\"password\":\"%s\"}", password);

  return http_ask (self->port, "POST", STIPPLE_PATH_SIGN_IN, NULL, JSON_TYPE, body, NULL);
}

static char *
sign_in_as_admin (const Program *self)
{
  g_autoptr (Answer) answer = sign_in (self, hub_test_get_password ());

  g_assert_cmpint (answer->status, ==, 200);
  return g_strdup (answer_get_string (answer, "token"));
}

static Answer *
enrol (const Program *self, const char *admin)
{
  g_autoptr (Answer) code =
      http_ask (self->port, "POST", STIPPLE_PATH_ENROL_CODES, admin, JSON_TYPE, "{}", NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"code\":\"%s\",\"name\":\"Lobby\"}", answer_get_string (code, "code"));

  return http_ask (self->port, "POST", STIPPLE_PATH_ENROL, NULL, JSON_TYPE, body, NULL);
}

static char *
new_bundle (GRand *rand, StipplePack *pack, guint first_code, guint n, GPtrArray *intakes)
{
  static const guint8 key[STIPPLE_CODE_KEY_BYTES] = { 1 };
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  char *text;

  for (guint i = 0; i < n; i++)
    {
      StippleIntake *intake = sample_intake (rand, pack);

      g_free (intake->code);
      intake->code = stipple_code_make (key, 1, first_code + i);
      g_ptr_array_add (documents, stipple_fhir_write_intake (intake, pack));
      g_ptr_array_add (intakes, intake);
    }
  text = stipple_fhir_write_bundle ((const char *const *) documents->pdata, documents->len, &error);
  g_assert_no_error (error);
  return text;
}

/* --- The command line. */

static void
test_help (void)
{
  const char *arguments[] = { "--help", NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (run (arguments, &output, NULL), ==, 0);
  g_assert_nonnull (strstr (output, "--data"));
  g_assert_nonnull (strstr (output, "--listen"));
  g_assert_nonnull (strstr (output, STIPPLE_HTTPD_LISTEN));
}

static void
test_version (void)
{
  const char *arguments[] = { "--version", NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (run (arguments, &output, NULL), ==, 0);
  g_assert_true (g_str_has_prefix (output, "stipple-hub "));
}

static void
test_wrong_command_line (void)
{
  const char *without[] = { NULL };
  const char *unknown[] = { "--data", "x", "--unknown", NULL };
  const char *more[] = { "--data", "x", "more", NULL };
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (without, NULL, &errors), ==, 2);
  g_assert_nonnull (strstr (errors, "--help"));
  g_assert_cmpint (run (unknown, NULL, NULL), ==, 2);
  g_assert_cmpint (run (more, NULL, NULL), ==, 2);
}

static void
test_not_initialised (void)
{
  g_autofree char *dir = g_dir_make_tmp ("stipple-hub-XXXXXX", NULL);
  const char *arguments[] = { "--data", dir, NULL };
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (arguments, NULL, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "stipplectl"));
  /* And leaves nothing behind. */
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
refuse_start (const char *option, const char *value, const char *word)
{
  g_autofree char *dir = hub_test_new_folder ();
  const char *arguments[] = { "--data", dir, option, value, NULL };
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (arguments, NULL, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, word));
  hub_test_remove_folder (dir);
}

static void
test_database_refused (void)
{
  refuse_start ("--database", "postgresql://localhost/stipple", "sqlite:PATH");
}

static void
test_address_refused (void)
{
  refuse_start ("--listen", "8844", "HOST:PORT");
  refuse_start ("--listen", "127.0.0.1:x", "HOST:PORT");
  refuse_start ("--listen", "127.0.0.1:65536", "HOST:PORT");
}

static void
test_tls_refused (void)
{
  refuse_start ("--tls-certificate", "nowhere.pem", "--tls-key");
}

static void
test_wrong_key (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  g_autofree char *key = g_build_filename (dir, "key", NULL);
  const char *arguments[] = { "--data", dir, NULL };
  g_autofree char *errors = NULL;

  g_assert_true (g_file_set_contents_full (key, "0123456789abcdef0123456789abcdef", 32,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (run (arguments, NULL, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "right key file"));
  hub_test_remove_folder (dir);
}

static void
test_second_instance (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  const char *arguments[] = { "--data", dir, "--listen", "127.0.0.1:0", NULL };
  g_autofree char *errors = NULL;
  Program first = { 0 };
  g_autoptr (Answer) health = NULL;

  start (&first, dir);
  g_assert_cmpint (run (arguments, NULL, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "another program"));
  health = http_ask (first.port, "GET", "/health", NULL, NULL, NULL, NULL);
  g_assert_cmpint (health->status, ==, 200);
  stop (&first, SIGTERM);
  hub_test_remove_folder (dir);
}

static void
test_port_taken (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  g_autofree char *other = hub_test_new_folder ();
  g_autofree char *address = NULL;
  g_autofree char *errors = NULL;
  Program first = { 0 };

  start (&first, dir);
  address = g_strdup_printf ("127.0.0.1:%u", first.port);
  {
    const char *arguments[] = { "--data", other, "--listen", address, NULL };

    g_assert_cmpint (run (arguments, NULL, &errors), ==, 1);
    g_assert_nonnull (strstr (errors, address));
  }
  stop (&first, SIGINT);
  hub_test_remove_folder (dir);
  hub_test_remove_folder (other);
}

/* --- init. */

static void
test_init_twice (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  g_autoptr (GBytes) pack = stipple_default_pack_bytes ();
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  Program program = { 0 };

  g_assert_false (stipple_hub_init (dir, pack, "other", &password, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_EXISTS);
  g_assert_null (password);
  start (&program, dir);
  g_free (sign_in_as_admin (&program));
  stop (&program, SIGTERM);
  hub_test_remove_folder (dir);
}

static void
test_init_bad_pack (void)
{
  g_autofree char *parent = g_dir_make_tmp ("stipple-hub-XXXXXX", NULL);
  g_autofree char *dir = g_build_filename (parent, "hub", NULL);
  g_autoptr (GBytes) pack = g_bytes_new_static ("{}", 2);
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_hub_init (dir, pack, "admin", &password, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

static void
test_init_private (void)
{
  g_autofree char *parent = g_dir_make_tmp ("stipple-hub-XXXXXX", NULL);
  g_autofree char *dir = g_build_filename (parent, "hub", NULL);
  g_autoptr (GBytes) pack = stipple_default_pack_bytes ();
  g_autofree char *password = NULL;
  GStatBuf folder;
  GError *error = NULL;

  stipple_hub_init (dir, pack, "admin", &password, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (dir, &folder), ==, 0);
  g_assert_cmpint (folder.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (strlen (password), >=, 16);
  hub_test_remove_folder (dir);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* --- Its end. */

static void
test_throttle_across_restart (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  Program program = { 0 };
  g_autoptr (Answer) throttled = NULL;

  start (&program, dir);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (Answer) wrong = sign_in (&program, "wrong");

      g_assert_cmpint (wrong->status, ==, 401);
    }
  stop (&program, SIGKILL);
  start (&program, dir);
  throttled = sign_in (&program, hub_test_get_password ());
  g_assert_cmpint (throttled->status, ==, 429);
  stop (&program, SIGTERM);
  hub_test_remove_folder (dir);
}

typedef struct
{
  guint16 port;
  const char *token;
  GPtrArray *bundles; /* char * */
  gint n_answered;    /* how many the hub said it has; atomic */
} Posting;

static void *
post_all (void *data)
{
  Posting *posting = data;

  for (guint i = 0; i < posting->bundles->len; i++)
    {
      g_autoptr (Answer) answer =
          http_ask (posting->port, "POST", STIPPLE_PATH_FHIR, posting->token, STIPPLE_FHIR_TYPE,
                    g_ptr_array_index (posting->bundles, i), NULL);

      if (answer->status != 200)
        break;
      g_atomic_int_inc (&posting->n_answered);
    }
  return NULL;
}

static GHashTable *
list_codes (const Program *program, const char *admin)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *target = g_strdup (STIPPLE_PATH_INTAKES "?limit=200");

  while (target != NULL)
    {
      g_autoptr (Answer) answer = http_ask (program->port, "GET", target, admin, NULL, NULL, NULL);
      const json_t *intakes = json_object_get (answer->json, "intakes");
      const char *next = answer_get_string (answer, "next");

      for (size_t i = 0; i < json_array_size (intakes); i++)
        {
          const json_t *intake = json_array_get (intakes, i);

          /* None twice. */
          g_assert_true (g_hash_table_add (
              codes, g_strdup (json_string_value (json_object_get (intake, "code")))));
        }
      g_free (target);
      target = next != NULL ? g_strdup_printf ("%s?limit=200&after=%s", STIPPLE_PATH_INTAKES, next)
                            : NULL;
    }
  return codes;
}

/* Killed at random moments while a kiosk posts: what was answered is there, nothing twice, and bundles are there
 * whole or not at all; then the kiosk sends everything again. */
static void
test_kill (void)
{
  const guint per_bundle = 4;
  g_autofree char *dir = hub_test_new_folder ();
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) intakes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_unref);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *admin = NULL;
  g_autoptr (Answer) device = NULL;
  Program program = { 0 };

  start (&program, dir);
  admin = sign_in_as_admin (&program);
  device = enrol (&program, admin);
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (bundles, new_bundle (rand, pack, i * per_bundle, per_bundle, intakes));

  for (guint kill = 0; kill < N_KILLS; kill++)
    {
      Posting posting = { program.port, answer_get_string (device, "token"), bundles, 0 };
      int until = g_rand_int_range (rand, 0, (gint32) bundles->len);
      g_autoptr (GHashTable) codes = NULL;
      pthread_t thread;

      g_assert_cmpint (pthread_create (&thread, NULL, post_all, &posting), ==, 0);
      while (g_atomic_int_get (&posting.n_answered) < until)
        g_thread_yield ();
      stop (&program, SIGKILL);
      pthread_join (thread, NULL);

      start (&program, dir);
      codes = list_codes (&program, admin);
      g_assert_cmpuint (g_hash_table_size (codes) % per_bundle, ==, 0);
      for (guint i = 0; i < (guint) posting.n_answered * per_bundle; i++)
        g_assert_true (g_hash_table_contains (
            codes, ((const StippleIntake *) g_ptr_array_index (intakes, i))->code));
    }
  {
    Posting posting = { program.port, answer_get_string (device, "token"), bundles, 0 };
    g_autoptr (GHashTable) codes = NULL;

    post_all (&posting);
    codes = list_codes (&program, admin);
    g_assert_cmpint (posting.n_answered, ==, (int) bundles->len);
    g_assert_cmpuint (g_hash_table_size (codes), ==, intakes->len);
  }
  stop (&program, SIGTERM);
  hub_test_remove_folder (dir);
}

/* --- On its disk. */

static void
assert_absent (const char *dir, const char *word)
{
  /* Three bytes turn up by chance in so much random. */
  if (word != NULL && strlen (word) >= 5)
    g_assert_false (hub_test_folder_has (dir, word, strlen (word)));
}

static void
assert_intake_absent (const char *dir, const StippleIntake *intake)
{
  g_autofree char *birth = stipple_date_format_iso (&intake->birth_date);
  g_autofree char *signature =
      intake->signature != NULL ? stipple_strokes_to_string (intake->signature) : NULL;

  assert_absent (dir, intake->first_name);
  assert_absent (dir, intake->last_name);
  assert_absent (dir, intake->mobile);
  assert_absent (dir, intake->email);
  assert_absent (dir, intake->medication);
  assert_absent (dir, intake->wishes_note);
  assert_absent (dir, intake->scars);
  assert_absent (dir, intake->code);
  assert_absent (dir, birth);
  assert_absent (dir, signature);
}

/* While it runs, with its write-ahead log, and after. */
static void
test_nothing_in_clear (void)
{
  g_autofree char *dir = hub_test_new_folder ();
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) intakes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_unref);
  g_autofree char *bundle = new_bundle (rand, pack, 0, 20, intakes);
  g_autofree char *admin = NULL;
  g_autoptr (Answer) device = NULL;
  g_autoptr (Answer) posted = NULL;
  g_autoptr (Answer) staff = NULL;
  Program program = { 0 };

  start (&program, dir);
  admin = sign_in_as_admin (&program);
  device = enrol (&program, admin);
  staff = http_ask (program.port, "POST", STIPPLE_PATH_ADMIN_STAFF, admin, JSON_TYPE,
                    "{\"user\":\"Quirin Sample\",\"role\":\"reception\"}", NULL);
  g_assert_cmpint (staff->status, ==, 201);
  posted = http_ask (program.port, "POST", STIPPLE_PATH_FHIR, answer_get_string (device, "token"),
                     STIPPLE_FHIR_TYPE, bundle, NULL);
  g_assert_cmpint (posted->status, ==, 200);

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < intakes->len; i++)
        assert_intake_absent (dir, g_ptr_array_index (intakes, i));
      assert_absent (dir, "Quirin Sample");
      assert_absent (dir, answer_get_string (staff, "password"));
      assert_absent (dir, answer_get_string (device, "token"));
      assert_absent (dir, answer_get_string (device, "codeKey"));
      assert_absent (dir, admin);
      assert_absent (dir, hub_test_get_password ());
      /* The search itself works: the device's name is no secret. */
      g_assert_true (hub_test_folder_has (dir, "Lobby", 5));
      if (round == 0)
        stop (&program, SIGTERM);
    }
  hub_test_remove_folder (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/process/help", test_help);
  g_test_add_func ("/hub/process/version", test_version);
  g_test_add_func ("/hub/process/wrong-command-line", test_wrong_command_line);
  g_test_add_func ("/hub/process/not-initialised", test_not_initialised);
  g_test_add_func ("/hub/process/database-refused", test_database_refused);
  g_test_add_func ("/hub/process/address-refused", test_address_refused);
  g_test_add_func ("/hub/process/tls-refused", test_tls_refused);
  g_test_add_func ("/hub/process/wrong-key", test_wrong_key);
  g_test_add_func ("/hub/process/second-instance", test_second_instance);
  g_test_add_func ("/hub/process/port-taken", test_port_taken);
  g_test_add_func ("/hub/process/init-twice", test_init_twice);
  g_test_add_func ("/hub/process/init-bad-pack", test_init_bad_pack);
  g_test_add_func ("/hub/process/init-private", test_init_private);
  g_test_add_func ("/hub/process/throttle-across-restart", test_throttle_across_restart);
  g_test_add_func ("/hub/process/kill", test_kill);
  g_test_add_func ("/hub/process/nothing-in-clear", test_nothing_in_clear);
  return g_test_run ();
}
