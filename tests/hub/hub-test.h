// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/httpd.h"
#include "sample.h"
#include "wire/api.h"
#include "wire/fhir.h"

G_BEGIN_DECLS

#define JSON_TYPE "application/json"
/* s, for a machine that does much else */
#define HTTP_PATIENCE 120

/**
 * A hub of its own for each case, served over loopback, with a clock that stands still, one enrolled
 * device, one receptionist and one administrator.
 */
typedef struct
{
  char *dir;
  StippleClock *clock;
  StippleHub *hub;
  StippleHttpd *httpd;
  guint16 port;
  int reserved; /* a socket that keeps the port while nobody listens there */
  StipplePack *pack;
  GRand *rand;
  guint n_codes; /* given out so far */
  char *device;  /* tokens */
  char *reception;
  char *admin;
} HubTest;

void hub_test_set_up (HubTest *self, gconstpointer data);
void hub_test_tear_down (HubTest *self, gconstpointer data);
#define hub_test_add(path, function)                                                               \
  g_test_add (path, HubTest, NULL, hub_test_set_up, function, hub_test_tear_down)
/* Closes the hub and serves the same folder again, with @options (NULL: the defaults). */
void hub_test_restart (HubTest *self, const StippleHttpdOptions *options);
/* The two halves of it, for something to happen in between. */
void hub_test_stop (HubTest *self);
void hub_test_start (HubTest *self);
/* A folder as `stipplectl init` makes it, a copy of one made once a process. Transfer full. */
char *hub_test_new_folder (void);
/* Its administrator: user "admin" and this password. */
const char *hub_test_get_password (void);
void hub_test_remove_folder (const char *dir);

/* What came back. */
typedef struct
{
  int status;
  char *head; /* all header lines */
  char *body;
  gsize length;
  json_t *json; /* of the body; NULL when it is none */
} Answer;
void answer_free (Answer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)
/* The value of a header; NULL when absent. Transfer full. */
char *answer_get_header (const Answer *self, const char *name);
const char *answer_get_string (const Answer *self, const char *name);
/* FHIRPath of the first issue of an OperationOutcome; NULL when there is none. */
const char *answer_get_expression (const Answer *self);

/* A connection to @port of loopback. */
int http_connect (guint16 port);
void http_send (int fd, const char *data, gssize length);
/* Everything until the other side closes, at most @seconds long. Transfer full. */
GByteArray *http_receive (int fd, guint seconds);
Answer *http_parse (GByteArray *bytes);
/* One request on a connection of its own; @token, @type, @body may be NULL. @more: further header lines. */
Answer *http_ask (guint16 port, const char *method, const char *target, const char *token,
                  const char *type, const char *body, const char *more);

Answer *hub_get (HubTest *self, const char *target, const char *token);
Answer *hub_post (HubTest *self, const char *target, const char *token, const char *type,
                  const char *body);
Answer *hub_put_file (HubTest *self, const char *target, const char *token, GBytes *file);
/* With a JSON body or none; @more: further header lines or NULL. */
Answer *hub_ask (HubTest *self, const char *method, const char *target, const char *token,
                 const char *body, const char *more);
/* A new device by the hub's own doors. Transfer full: its token. */
char *hub_test_enrol (HubTest *self);
/* @device: its id; @time: µs UTC. */
void hub_test_revoke (HubTest *self, const char *device, gint64 time);

/* A bundle of @n random intakes, and its JSON for a test to change. */
json_t *hub_test_new_bundle (HubTest *self, guint n);
/* A bundle of @intake alone, with the next code when it has none. */
json_t *hub_test_wrap (HubTest *self, StippleIntake *intake);
/* Whether these bytes are in any file of @dir. */
gboolean hub_test_folder_has (const char *dir, const char *word, gsize length);
/* Straight into the hub's database, as somebody would who has the disk but not the key. */
void hub_test_sql (HubTest *self, const char *sql);
Answer *hub_post_bundle (HubTest *self, const char *token, const json_t *bundle);
/* The resource of entry @index. Borrowed. */
json_t *bundle_get_resource (const json_t *bundle, guint index);
json_t *bundle_get_request (const json_t *bundle, guint index);
void hub_post_accepted (HubTest *self, const json_t *bundle);
/* By the device; refused, and nothing of it stored. @expression NULL: any. */
void hub_post_refused (HubTest *self, const json_t *bundle, int status, const char *expression);
void answer_assert_refused (const Answer *answer, int status, const char *expression);
gint64 hub_test_count_intakes (HubTest *self);

G_END_DECLS
