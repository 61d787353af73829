// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub-test.h"

#include "hub/setup.h"
#include "hub/storage-sqlite.h"
#include "wire/default-pack.h"
#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Saturday, December 5, 2026, 14:42:07 UTC. */
#define NOW (G_GINT64_CONSTANT (1796481727) * G_USEC_PER_SEC)

static char *template_dir;
static char *template_password;

static void
copy_file (const char *name, const char *to)
{
  g_autofree char *source = g_build_filename (template_dir, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *data = NULL;
  gsize length;
  GError *error = NULL;

  g_file_get_contents (source, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (target, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

void
hub_test_remove_folder (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
remove_template (void)
{
  hub_test_remove_folder (template_dir);
  g_free (template_dir);
  g_free (template_password);
}

static void
make_template (void)
{
  g_autoptr (GBytes) pack = stipple_default_pack_bytes ();
  GError *error = NULL;

  template_dir = g_dir_make_tmp ("stipple-hub-XXXXXX", &error);
  g_assert_no_error (error);
  stipple_hub_init (template_dir, pack, "admin", &template_password, &error);
  g_assert_no_error (error);
  atexit (remove_template);
}

char *
hub_test_new_folder (void)
{
  GError *error = NULL;
  char *dir = g_dir_make_tmp ("stipple-hub-XXXXXX", &error);

  g_assert_no_error (error);
  if (template_dir == NULL)
    make_template ();
  copy_file ("hub.db", dir);
  copy_file ("key", dir);
  return dir;
}

const char *
hub_test_get_password (void)
{
  return template_password;
}

/* --- The hub. */

/* A port that nobody else on this machine is given as long as the test lasts, also while the hub is away: taken, but
 * not listened at. */
static void
reserve_port (HubTest *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  const int yes = 1;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->reserved = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (setsockopt (self->reserved, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), ==, 0);
  g_assert_cmpint (bind (self->reserved, (const struct sockaddr *) &address, sizeof address), ==,
                   0);
  g_assert_cmpint (getsockname (self->reserved, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
}

static void
serve (HubTest *self, const StippleHttpdOptions *options)
{
  StippleHttpdOptions defaults = STIPPLE_HTTPD_DEFAULTS;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->port);
  GError *error = NULL;

  defaults.listen = listen;
  self->hub = stipple_hub_open (self->dir, NULL, self->clock, &error);
  g_assert_no_error (error);
  self->httpd = stipple_httpd_start (self->hub, options != NULL ? options : &defaults, &error);
  g_assert_no_error (error);
  self->port = (guint16) atoi (strrchr (stipple_httpd_get_url (self->httpd), ':') + 1);
}

/* A session without the time a password takes. */
static char *
add_staff (HubTest *self, const char *user, StippleRole role)
{
  StippleStorage *storage = self->hub->storage;
  g_autofree char *id = stipple_ids_uuid (self->hub->ids);
  g_autoptr (GBytes) name = stipple_seal (self->hub->key, "staff", id, 1, user, strlen (user));
  char unusable[] = "none";
  StippleStaffRow row = { .id = id, .name = name, .role = role, .password = unusable };
  guint8 blind[STIPPLE_BLIND_BYTES];
  char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  gint64 now = stipple_hub_now (self->hub);
  GError *error = NULL;
  StippleTx *tx = storage->begin (storage, &error);

  stipple_hub_blind_user (self->hub->key, user, blind);
  g_assert_true (storage->in_add_staff (tx, &row, blind, now, &error));
  g_assert_true (storage->in_add_session (tx, hash, id, now, now + 12 * G_TIME_SPAN_HOUR, &error));
  g_assert_true (storage->commit (tx, &error));
  return token;
}

void
hub_test_revoke (HubTest *self, const char *device, gint64 time)
{
  StippleStorage *storage = self->hub->storage;
  StippleTx *tx = storage->begin (storage, NULL);

  g_assert_true (storage->in_revoke_device (tx, device, time, NULL));
  g_assert_true (storage->commit (tx, NULL));
}

char *
hub_test_enrol (HubTest *self)
{
  StippleStorage *storage = self->hub->storage;
  g_autofree char *id = stipple_ids_uuid (self->hub->ids);
  char name[] = "Lobby";
  StippleDeviceRow row = { .id = id, .name = name, .enrolled = stipple_hub_now (self->hub) };
  char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  GError *error = NULL;
  StippleTx *tx = storage->begin (storage, &error);

  g_assert_true (storage->in_add_device (tx, &row, hash, &error));
  g_assert_true (storage->commit (tx, &error));
  return token;
}

void
hub_test_set_up (HubTest *self, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  self->dir = hub_test_new_folder ();
  self->clock = stipple_clock_new_fixed (NOW, zone);
  self->pack = sample_pack ();
  self->rand = g_rand_new_with_seed (7);
  reserve_port (self);
  serve (self, NULL);
  self->device = hub_test_enrol (self);
  self->reception = add_staff (self, "Reception", STIPPLE_ROLE_RECEPTION);
  self->admin = add_staff (self, "Administrator", STIPPLE_ROLE_ADMINISTRATOR);
}

void
hub_test_stop (HubTest *self)
{
  stipple_httpd_stop (self->httpd);
  stipple_hub_close (self->hub);
}

void
hub_test_start (HubTest *self)
{
  serve (self, NULL);
}

void
hub_test_restart (HubTest *self, const StippleHttpdOptions *options)
{
  hub_test_stop (self);
  serve (self, options);
}

void
hub_test_tear_down (HubTest *self, gconstpointer data)
{
  stipple_httpd_stop (self->httpd);
  stipple_hub_close (self->hub);
  stipple_clock_unref (self->clock);
  stipple_pack_unref (self->pack);
  g_rand_free (self->rand);
  close (self->reserved);
  hub_test_remove_folder (self->dir);
  g_free (self->dir);
  g_free (self->device);
  g_free (self->reception);
  g_free (self->admin);
}

/* --- HTTP. */

void
answer_free (Answer *self)
{
  g_free (self->head);
  g_free (self->body);
  json_decref (self->json);
  g_free (self);
}

char *
answer_get_header (const Answer *self, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (self->head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));
  return NULL;
}

const char *
answer_get_string (const Answer *self, const char *name)
{
  return json_string_value (json_object_get (self->json, name));
}

const char *
answer_get_expression (const Answer *self)
{
  const json_t *issue = json_array_get (json_object_get (self->json, "issue"), 0);

  return json_string_value (json_array_get (json_object_get (issue, "expression"), 0));
}

int
http_connect (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  /* A hub that was just killed refuses: that shows in what it answers as well. */
  if (connect (fd, (const struct sockaddr *) &address, sizeof address) != 0)
    g_assert_cmpint (errno, ==, ECONNREFUSED);
  return fd;
}

/* The other side may have had enough before the end: that shows in what it answers. */
void
http_send (int fd, const char *data, gssize length)
{
  gsize left = length < 0 ? strlen (data) : (gsize) length;

  while (left > 0)
    {
      ssize_t sent = send (fd, data, left, MSG_NOSIGNAL);

      if (sent <= 0)
        return;
      data += sent;
      left -= (gsize) sent;
    }
}

GByteArray *
http_receive (int fd, guint seconds)
{
  GByteArray *bytes = g_byte_array_new ();
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint8 part[4096];

  for (;;)
    {
      gint64 left_ms = (end - g_get_monotonic_time ()) / 1000;
      GPollFD poll = { .fd = fd, .events = G_IO_IN };
      ssize_t n;

      g_assert_cmpint (left_ms, >, 0);
      if (g_poll (&poll, 1, (int) left_ms) <= 0)
        continue;
      n = recv (fd, part, sizeof part, 0);
      if (n <= 0)
        return bytes;
      g_byte_array_append (bytes, part, (guint) n);
    }
}

Answer *
http_parse (GByteArray *bytes)
{
  Answer *self = g_new0 (Answer, 1);
  const char *text = (const char *) bytes->data;
  const char *end = bytes->len > 0 ? g_strstr_len (text, bytes->len, "\r\n\r\n") : NULL;

  if (end == NULL)
    {
      self->head = g_strdup ("");
      self->body = g_strdup ("");
      return self;
    }
  self->head = g_strndup (text, (gsize) (end - text));
  g_assert_cmpint (sscanf (self->head, "HTTP/1.%*d %d", &self->status), ==, 1);
  self->length = bytes->len - (gsize) (end + 4 - text);
  self->body = g_malloc0 (self->length + 1);
  memcpy (self->body, end + 4, self->length);
  self->json = json_loadb (self->body, self->length, 0, NULL);
  return self;
}

static Answer *
ask (guint16 port, const char *method, const char *target, const char *token, const char *type,
     const char *body, gsize length, const char *more)
{
  g_autoptr (GString) request = g_string_new (NULL);
  g_autoptr (GByteArray) bytes = NULL;
  int fd = http_connect (port);

  g_string_append_printf (request, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
                          method, target);
  if (token != NULL)
    g_string_append_printf (request, "Authorization: Bearer %s\r\n", token);
  if (type != NULL)
    g_string_append_printf (request, "Content-Type: %s\r\n", type);
  if (body != NULL)
    g_string_append_printf (request, "Content-Length: %zu\r\n", length);
  g_string_append_printf (request, "%s\r\n", more != NULL ? more : "");
  if (body != NULL)
    g_string_append_len (request, body, (gssize) length);
  http_send (fd, request->str, (gssize) request->len);
  bytes = http_receive (fd, HTTP_PATIENCE);
  close (fd);
  return http_parse (bytes);
}

Answer *
http_ask (guint16 port, const char *method, const char *target, const char *token, const char *type,
          const char *body, const char *more)
{
  return ask (port, method, target, token, type, body, body != NULL ? strlen (body) : 0, more);
}

Answer *
hub_put_file (HubTest *self, const char *target, const char *token, GBytes *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);

  return ask (self->port, "PUT", target, token, "application/octet-stream", data, length, NULL);
}

Answer *
hub_get (HubTest *self, const char *target, const char *token)
{
  return http_ask (self->port, "GET", target, token, NULL, NULL, NULL);
}

Answer *
hub_ask (HubTest *self, const char *method, const char *target, const char *token, const char *body,
         const char *more)
{
  return http_ask (self->port, method, target, token, body != NULL ? JSON_TYPE : NULL, body, more);
}

Answer *
hub_post (HubTest *self, const char *target, const char *token, const char *type, const char *body)
{
  return http_ask (self->port, "POST", target, token, type, body, NULL);
}

/* --- Bundles. */

json_t *
hub_test_new_bundle (HubTest *self, guint n)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  json_t *bundle;
  GError *error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);

      g_free (intake->code);
      intake->code = stipple_code_make (self->hub->code_key, 1, self->n_codes++);
      g_ptr_array_add (documents, stipple_fhir_write_intake (intake, self->pack));
    }
  text = stipple_fhir_write_bundle ((const char *const *) documents->pdata, documents->len, &error);
  g_assert_no_error (error);
  bundle = json_loads (text, 0, NULL);
  g_assert_nonnull (bundle);
  return bundle;
}

json_t *
hub_test_wrap (HubTest *self, StippleIntake *intake)
{
  g_autofree char *document = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (intake->code == NULL)
    intake->code = stipple_code_make (self->hub->code_key, 1, self->n_codes++);
  document = stipple_fhir_write_intake (intake, self->pack);
  text = stipple_fhir_write_bundle ((const char *const *) &document, 1, &error);
  g_assert_no_error (error);
  return json_loads (text, 0, NULL);
}

gboolean
hub_test_folder_has (const char *dir, const char *word, gsize length)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      found |= memmem (bytes, n, word, length) != NULL;
    }
  return found;
}

void
hub_test_sql (HubTest *self, const char *sql)
{
  GError *error = NULL;

  stipple_db_exec (STIPPLE_SQLITE (self->hub->storage)->db, sql, &error);
  g_assert_no_error (error);
}

Answer *
hub_post_bundle (HubTest *self, const char *token, const json_t *bundle)
{
  g_autofree char *text = stipple_json_canonical (bundle);

  return hub_post (self, STIPPLE_PATH_FHIR, token, STIPPLE_FHIR_TYPE, text);
}

json_t *
bundle_get_resource (const json_t *bundle, guint index)
{
  return json_object_get (json_array_get (json_object_get (bundle, "entry"), index), "resource");
}

json_t *
bundle_get_request (const json_t *bundle, guint index)
{
  return json_object_get (json_array_get (json_object_get (bundle, "entry"), index), "request");
}

gint64
hub_test_count_intakes (HubTest *self)
{
  StippleStorageStats stats;
  GError *error = NULL;

  self->hub->storage->do_get_stats (self->hub->storage, &stats, &error);
  g_assert_no_error (error);
  return stats.intakes;
}

void
answer_assert_refused (const Answer *answer, int status, const char *expression)
{
  g_autofree char *type = answer_get_header (answer, "Content-Type");

  g_assert_cmpint (answer->status, ==, status);
  g_assert_cmpstr (type, ==, STIPPLE_FHIR_TYPE);
  g_assert_cmpstr (answer_get_string (answer, "resourceType"), ==, "OperationOutcome");
  if (expression != NULL)
    g_assert_cmpstr (answer_get_expression (answer), ==, expression);
}

/* Refused, and the whole bundle with it. */
void
hub_post_refused (HubTest *self, const json_t *bundle, int status, const char *expression)
{
  gint64 before = hub_test_count_intakes (self);
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);

  answer_assert_refused (answer, status, expression);
  g_assert_cmpint (hub_test_count_intakes (self), ==, before);
}

void
hub_post_accepted (HubTest *self, const json_t *bundle)
{
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);

  g_assert_cmpint (answer->status, ==, 200);
}
