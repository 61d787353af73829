// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/lock.h"
#include "hub/throttle.h"
#include "wire/fhir.h"
#include <string.h>

#define SESSION_US (12 * G_TIME_SPAN_HOUR)
/* Beyond this many at once, people are told to come back: each takes a tenth of a second. */
#define MAX_SIGNING_IN 32
#define BUSY_RETRY_S "5"

/* --- POST /staff/sign-in. */

/* Users who do not exist share 4,096 throttles: they look like others, and cannot fill the disk. */
static char *
throttle_subject (const StippleStaffRow *row, const guint8 user[STIPPLE_BLIND_BYTES])
{
  return row != NULL ? g_strdup_printf ("staff:%s", row->id)
                     : g_strdup_printf ("nobody:%02x%x", user[0], user[1] & 0xfu);
}

/* Takes as long for a user who does not exist. Under the guess lock. */
static gboolean
verify (StippleHub *hub, const StippleStaffRow *row, const char *password)
{
  if (hub->decoy == NULL)
    {
      g_autofree char *unknown = stipple_token_new ();

      hub->decoy = stipple_password_hash (hub->key, unknown);
    }
  return stipple_password_verify (hub->key, row != NULL ? row->password : hub->decoy, password)
         && row != NULL;
}

static gboolean
keep_session (StippleHub *hub, const StippleRequest *request, const StippleStaffRow *row,
              const char *subject, const char *token, gint64 now, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autofree char *hash = stipple_token_hash (token);
  g_autoptr (StippleTx) tx = storage->begin (storage, error);

  return tx != NULL && stipple_throttle_succeed (hub, tx, subject, error)
         && storage->in_add_session (tx, hash, row->id, now, now + SESSION_US, error)
         && stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_SIGN_IN, row->id, NULL, error)
         && storage->commit (g_steal_pointer (&tx), error);
}

static StippleResponse *
open_session (StippleHub *hub, StippleRequest *request, const StippleStaffRow *row,
              const char *subject)
{
  g_autofree char *token = stipple_token_new ();
  gint64 now = stipple_hub_now (hub);
  g_autofree char *expires = stipple_clock_format_utc (now + SESSION_US);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = stipple_hub_open_staff_name (hub, row, &error);

  /* From here on it is known who is asking. */
  request->caller = g_new0 (StippleCaller, 1);
  request->caller->role = row->role;
  request->caller->id = g_strdup (row->id);
  if (name == NULL || !keep_session (hub, request, row, subject, token, now, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (
      200, json_pack ("{s:s, s:s, s:s, s:s}", "token", token, "user", name, "role",
                      stipple_role_to_string (row->role), "expires", expires));
}

/* @row: whose password it was not; NULL: nobody's. */
static StippleResponse *
refuse_password (StippleHub *hub, const StippleRequest *request, const StippleStaffRow *row,
                 const char *subject)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);
  StippleResponse *response;

  if (tx == NULL || !stipple_throttle_fail (hub, tx, subject, &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_SIGN_IN_FAILED,
                             row != NULL ? row->id : NULL, NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  response =
      stipple_response_new_error (request, 401, "The user name or the password is wrong.", NULL);
  stipple_response_add_header (response, "WWW-Authenticate", "Bearer");
  return response;
}

static StippleResponse *
sign_in (StippleHub *hub, StippleRequest *request, const char *user, const char *password)
{
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (StippleStaffRow) row = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wait;
  STIPPLE_HOLD (&hub->guess_lock);

  stipple_hub_blind_user (hub->key, user, blind);
  row = hub->storage->do_find_staff (hub->storage, blind, &error);
  if (row == NULL && !g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return stipple_response_new_gerror (request, error);
  g_clear_error (&error);
  subject = throttle_subject (row, blind);
  wait = stipple_throttle_check (hub, subject, &error);
  if (wait < 0)
    return stipple_response_new_gerror (request, error);
  if (wait > 0)
    {
      stipple_audit_refusal (hub, request, STIPPLE_AUDIT_THROTTLED, 429);
      return stipple_response_new_throttled (request, wait);
    }
  if (!verify (hub, row, password))
    return refuse_password (hub, request, row, subject);
  return open_session (hub, request, row, subject);
}

static StippleResponse *
refuse_crowd (const StippleRequest *request)
{
  StippleResponse *response = stipple_response_new_error (
      request, 503, "Many are signing in just now. Try again in a moment.", NULL);

  stipple_response_add_header (response, "Retry-After", BUSY_RETRY_S);
  return response;
}

StippleResponse *
stipple_handle_sign_in (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *user = json != NULL ? stipple_json_get_string (json, "user", FALSE, &error) : NULL;
  const char *password =
      user != NULL ? stipple_json_get_string (json, "password", FALSE, &error) : NULL;
  StippleResponse *response;

  if (password == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (g_atomic_int_add (&hub->n_signing_in, 1) < MAX_SIGNING_IN)
    response = sign_in (hub, request, user, password);
  else
    response = refuse_crowd (request);
  g_atomic_int_add (&hub->n_signing_in, -1);
  return response;
}

StippleResponse *
stipple_handle_sign_out (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autofree char *hash = stipple_token_hash (request->bearer);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);

  if (tx == NULL || !storage->in_end_session (tx, hash, &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_SIGN_OUT, NULL, NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new (204);
}

/* --- /admin/staff. */

StippleResponse *
stipple_handle_list_staff (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hub->storage->do_list_staff (hub->storage, &error);
  g_autoptr (StippleJson) staff = json_array ();

  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  for (guint i = 0; i < rows->len; i++)
    {
      const StippleStaffRow *row = g_ptr_array_index (rows, i);
      g_autofree char *name = stipple_hub_open_staff_name (hub, row, &error);

      if (name == NULL)
        return stipple_response_new_gerror (request, error);
      json_array_append_new (staff, json_pack ("{s:s, s:s}", "user", name, "role",
                                               stipple_role_to_string (row->role)));
    }
  return stipple_response_new_json (200, json_pack ("{s:O}", "staff", staff));
}

StippleResponse *
stipple_handle_post_staff (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *typed = json != NULL ? stipple_json_get_string (json, "user", FALSE, &error) : NULL;
  const char *role_name =
      typed != NULL ? stipple_json_get_string (json, "role", FALSE, &error) : NULL;
  StippleRole role;
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autoptr (StippleStaffRow) row = NULL;
  g_autoptr (StippleTx) tx = NULL;
  guint8 blind[STIPPLE_BLIND_BYTES];

  if (role_name == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_role_from_string (role_name, &role))
    return stipple_response_new_error (request, 422, "role: give reception or administrator.",
                                       NULL);
  user = stipple_hub_check_label (typed, "user", &error);
  if (user == NULL)
    return stipple_response_new_gerror (request, error);
  row = stipple_hub_new_staff (hub->key, hub->ids, user, role, &password);
  stipple_hub_blind_user (hub->key, user, blind);
  tx = storage->begin (storage, &error);
  if (tx == NULL || !storage->in_add_staff (tx, row, blind, stipple_hub_now (hub), &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_STAFF_ADDED, row->id,
                             json_pack ("{s:s}", "role", role_name), &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (
      201, json_pack ("{s:s, s:s, s:s}", "user", user, "role", role_name, "password", password));
}
