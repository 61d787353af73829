// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* It goes into a header: no white space, no line ends. */
static gboolean
is_token (const char *text)
{
  gsize length = 0;
  while (text != NULL && g_ascii_isgraph (text[length]))
    length++;
  return length > 0 && text[length] == '\0';
}

static gboolean
take_enrolment (const json_t *json, StippleEnrolment *enrolment)
{
  const char *device = json_string_value (json_object_get (json, "device"));
  const char *name = json_string_value (json_object_get (json, "name"));
  const char *token = json_string_value (json_object_get (json, "token"));
  const char *key = json_string_value (json_object_get (json, "codeKey"));
  json_int_t space = json_integer_value (json_object_get (json, "codeSpace"));
  if (device == NULL || !stipple_uuid_is_valid (device) || !is_token (token) || key == NULL
      || space < 1 || space >= (json_int_t) STIPPLE_CODE_SPACES)
    return FALSE;
  gsize length;
  g_autofree guint8 *bytes = g_base64_decode (key, &length);
  if (length != STIPPLE_CODE_KEY_BYTES)
    return FALSE;
  memcpy (enrolment->code_key, bytes, STIPPLE_CODE_KEY_BYTES);
  enrolment->code_space = (guint) space;
  enrolment->device_id = g_strdup (device);
  enrolment->device_name = g_strdup (name != NULL ? name : "");
  enrolment->token = g_strdup (token);
  return TRUE;
}

StippleEnrolment *
stipple_sync_enrol (const char *hub, const char *code, const char *device_name,
                    const StippleHttpOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = stipple_http_base_url (hub, error);
  if (base == NULL)
    return NULL;
  g_autoptr (StippleHttp) http = stipple_http_new (options);
  g_autoptr (StippleJson) request = json_pack ("{ss ss}", "code", code, "name", device_name);
  if (request == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("The code or the name is not readable text."));
      return NULL;
    }
  g_autofree char *body = stipple_json_canonical (request);
  g_autofree char *url = g_strconcat (base, STIPPLE_PATH_ENROL, NULL);
  const StippleHttpRequest exchange = {
    .method = "POST",
    .url = url,
    .content_type = "application/json",
    .body = body,
    .body_length = strlen (body),
  };
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (http, &exchange, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (answer->status != 201)
    {
      stipple_http_answer_to_error (answer, error);
      return NULL;
    }
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  g_autoptr (StippleEnrolment) enrolment = g_new0 (StippleEnrolment, 1);
  enrolment->hub = g_steal_pointer (&base);
  if (!take_enrolment (json, enrolment))
    {
      g_set_error_literal (
          error, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL,
          _ ("What answered does not look like a Stipple hub. Check the address."));
      return NULL;
    }
  return g_steal_pointer (&enrolment);
}
