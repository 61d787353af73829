// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/lock.h"
#include "hub/throttle.h"
#include "wire/fhir.h"
#include <string.h>

#define CODE_LENGTH 8
#define CODE_LIFE_US (15 * G_TIME_SPAN_MINUTE)
/* Wrong tries that a code outlives, less one. */
#define CODE_TRIES 5
#define SUBJECT "enrol"

/* What a person typed → the digits of a code: any case, with or without hyphens and spaces, O for 0, I and L
 * for 1. What cannot be a code comes out as no code's digits. */
static void
blind_code (StippleHub *hub, const char *typed, guint8 out[STIPPLE_BLIND_BYTES])
{
  g_autoptr (GString) digits = g_string_sized_new (CODE_LENGTH);

  for (const char *p = typed; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      if (c == '-' || c == ' ')
        continue;
      g_string_append_c (digits, c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
    }
  stipple_blind (hub->key, "enrol-code", digits->str, out);
}

StippleResponse *
stipple_handle_post_enrol_code (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *typed = json != NULL ? stipple_json_get_string (json, "name", TRUE, &error) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *code = stipple_hub_random_digits (CODE_LENGTH);
  gint64 now = stipple_hub_now (hub);
  g_autofree char *expires = stipple_clock_format_utc (now + CODE_LIFE_US);
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = NULL;
  guint8 blind[STIPPLE_BLIND_BYTES];

  if (typed == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (typed[0] != '\0' && (name = stipple_hub_check_label (typed, "name", &error)) == NULL)
    return stipple_response_new_gerror (request, error);
  blind_code (hub, code, blind);
  tx = storage->begin (storage, &error);
  if (tx == NULL || !storage->in_add_enrol_code (tx, blind, name, now, now + CODE_LIFE_US, &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_ENROL_CODE, NULL, NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (201,
                                    json_pack ("{s:s, s:s}", "code", code, "expires", expires));
}

/* --- POST /enrol. */

static gboolean
add_device (StippleHub *hub, const StippleRequest *request, const guint8 code[STIPPLE_BLIND_BYTES],
            const char *name, StippleDeviceRow *row, const char *token, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);
  g_autofree char *hash = stipple_token_hash (token);
  g_autofree char *kept_name = NULL;

  row->id = stipple_ids_uuid (hub->ids);
  row->enrolled = stipple_hub_now (hub);
  if (tx == NULL
      || !storage->in_use_enrol_code (tx, code, row->enrolled, CODE_TRIES, &kept_name, error))
    return FALSE;
  row->name = g_strdup (name != NULL ? name : kept_name != NULL ? kept_name : "Kiosk");
  return storage->in_add_device (tx, row, hash, error)
         && stipple_throttle_succeed (hub, tx, SUBJECT, error)
         && stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_ENROLLED, row->id, NULL, error)
         && storage->commit (g_steal_pointer (&tx), error);
}

static StippleResponse *
refuse_code (StippleHub *hub, const StippleRequest *request, const GError *refusal)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);
  StippleResponse *response;

  if (tx == NULL || !storage->in_count_wrong_code (tx, &error)
      || !stipple_throttle_fail (hub, tx, SUBJECT, &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_ENROL_FAILED, NULL, NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  response = stipple_response_new_error (request, 401, refusal->message, NULL);
  stipple_response_add_header (response, "WWW-Authenticate", "Bearer");
  return response;
}

static StippleResponse *
describe_device (StippleHub *hub, const StippleDeviceRow *row, const char *token)
{
  g_autofree char *code_key = g_base64_encode (hub->code_key, sizeof hub->code_key);

  return stipple_response_new_json (201, json_pack ("{s:s, s:s, s:s, s:i, s:s}", "device", row->id,
                                                    "name", row->name, "token", token, "codeSpace",
                                                    (int) row->code_space, "codeKey", code_key));
}

StippleResponse *
stipple_handle_enrol (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *code = json != NULL ? stipple_json_get_string (json, "code", FALSE, &error) : NULL;
  const char *typed = code != NULL ? stipple_json_get_string (json, "name", TRUE, &error) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *token = stipple_token_new ();
  g_autoptr (StippleDeviceRow) row = g_new0 (StippleDeviceRow, 1);
  guint8 blind[STIPPLE_BLIND_BYTES];
  gint64 wait;

  if (typed == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (typed[0] != '\0' && (name = stipple_hub_check_label (typed, "name", &error)) == NULL)
    return stipple_response_new_gerror (request, error);

  STIPPLE_HOLD (&hub->guess_lock);
  wait = stipple_throttle_check (hub, SUBJECT, &error);
  if (wait > 0)
    {
      stipple_audit_refusal (hub, request, STIPPLE_AUDIT_THROTTLED, 429);
      return stipple_response_new_throttled (request, wait);
    }
  blind_code (hub, code, blind);
  if (wait == 0 && add_device (hub, request, blind, name, row, token, &error))
    return describe_device (hub, row, token);
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return refuse_code (hub, request, error);
  return stipple_response_new_gerror (request, error);
}
