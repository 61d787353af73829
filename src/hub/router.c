// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/router.h"

#include "hub/audit.h"
#include "hub/auth.h"
#include "hub/handlers/handlers.h"
#include "wire/api.h"
#include "wire/fhir.h"
#include "wire/pack-reader.h"
#include "wire/tally.h"
#include <string.h>

#define ANYONE STIPPLE_ROLE_ANYONE
#define DEVICE STIPPLE_ROLE_DEVICE
#define STAFF STIPPLE_ROLES_STAFF
#define ADMIN STIPPLE_ROLE_ADMINISTRATOR

#define JSON_TYPE "application/json"
#define FILE_TYPE "application/octet-stream"
/* A sign-in, an enrolment or the like is a few short strings. */
#define SMALL_BODY 4096
/* STIPPLE_KIOSK_EVENTS_MAX of them. */
#define EVENTS_BODY (16 * 1024)
/* Two texts of 2,000 characters of four bytes, each as two \u escapes. */
#define NOTE_BODY (64 * 1024)

/* A refused intake as one text, its quotation marks escaped. */
#define REPORT_BODY (2 * STIPPLE_BUNDLE_MAX_BYTES)

static const StippleRoute routes[] = {
  /* clang-format off */
  { "POST", STIPPLE_PATH_FHIR, DEVICE, STIPPLE_BUNDLE_MAX_BYTES, STIPPLE_FHIR_TYPE,
    stipple_handle_post_bundle },
  { "GET", STIPPLE_PATH_METADATA, ANYONE, 0, NULL, stipple_handle_metadata },
  { "GET", STIPPLE_PATH_QUESTIONNAIRE, DEVICE | STAFF, 0, NULL, stipple_handle_find_questionnaire },
  { "GET", STIPPLE_PATH_RESPONSE, STAFF, 0, NULL, stipple_handle_find_responses },
  { "GET", STIPPLE_PATH_RESPONSE "/{id}", STAFF, 0, NULL, stipple_handle_get_response },
  { "DELETE", STIPPLE_PATH_RESPONSE "/{id}", ADMIN, 0, NULL, stipple_handle_delete_response },
  { "GET", STIPPLE_PATH_PATIENT, STAFF, 0, NULL, stipple_handle_find_patients },
  { "GET", STIPPLE_PATH_PATIENT "/{id}", STAFF, 0, NULL, stipple_handle_get_patient },

  { "GET", STIPPLE_PATH_CONTENT, DEVICE | STAFF, 0, NULL, stipple_handle_get_content },
  { "GET", STIPPLE_PATH_MEDIA "/{sha256}", DEVICE | STAFF, 0, NULL, stipple_handle_get_media },
  { "POST", STIPPLE_PATH_ENROL, ANYONE, SMALL_BODY, JSON_TYPE, stipple_handle_enrol },

  { "POST", STIPPLE_PATH_SIGN_IN, ANYONE, SMALL_BODY, JSON_TYPE, stipple_handle_sign_in },
  { "POST", STIPPLE_PATH_SIGN_OUT, STAFF, 0, NULL, stipple_handle_sign_out },
  { "GET", STIPPLE_PATH_INTAKES, STAFF, 0, NULL, stipple_handle_list_intakes },
  { "GET", STIPPLE_PATH_INTAKES "/{code}", STAFF, 0, NULL, stipple_handle_get_intake },
  { "GET", STIPPLE_PATH_INTAKES "/{code}/versions/{version}", STAFF, 0, NULL,
    stipple_handle_get_version },
  { "PUT", STIPPLE_PATH_INTAKES "/{code}", STAFF, STIPPLE_BUNDLE_MAX_BYTES, JSON_TYPE,
    stipple_handle_correct_intake },
  { "DELETE", STIPPLE_PATH_INTAKES "/{code}", ADMIN, SMALL_BODY, JSON_TYPE,
    stipple_handle_delete_intake },
  { "POST", STIPPLE_PATH_INTAKES "/{code}/state", STAFF, SMALL_BODY, JSON_TYPE,
    stipple_handle_post_state },
  { "POST", STIPPLE_PATH_INTAKES "/{code}/notes", STAFF, NOTE_BODY, JSON_TYPE,
    stipple_handle_post_note },
  { "POST", STIPPLE_PATH_INTAKES "/{code}/letter", STAFF, NOTE_BODY, JSON_TYPE,
    stipple_handle_post_letter },
  { "POST", STIPPLE_PATH_PAPER_FORMS, STAFF, SMALL_BODY, JSON_TYPE, stipple_handle_post_paper },
  { "GET", STIPPLE_PATH_PAPER_FORMS "/{code}", STAFF, 0, NULL, stipple_handle_get_paper },
  { "PUT", STIPPLE_PATH_PAPER_INTAKES "/{code}", STAFF, STIPPLE_BUNDLE_MAX_BYTES, JSON_TYPE,
    stipple_handle_put_paper },
  { "GET", STIPPLE_PATH_EXPORT, ADMIN, 0, NULL, stipple_handle_export },
  { "GET", STIPPLE_PATH_CHANGES, STAFF, 0, NULL, stipple_handle_list_changes },
  { "POST", STIPPLE_PATH_AUDIT_EVENTS, STAFF, SMALL_BODY, JSON_TYPE, stipple_handle_post_audit },

  { "POST", STIPPLE_PATH_CALLS, DEVICE, SMALL_BODY, JSON_TYPE, stipple_handle_post_call },
  { "GET", STIPPLE_PATH_STAFF_CALLS, STAFF, 0, NULL, stipple_handle_list_calls },
  { "POST", STIPPLE_PATH_STAFF_CALLS "/{id}/answer", STAFF, 0, NULL, stipple_handle_answer_call },

  { "PUT", STIPPLE_PATH_QUARANTINE "/{id}", DEVICE, REPORT_BODY, JSON_TYPE,
    stipple_handle_put_quarantine },
  { "GET", STIPPLE_PATH_QUARANTINE "/{id}", DEVICE, 0, NULL, stipple_handle_ask_quarantine },
  { "GET", STIPPLE_PATH_STAFF_QUARANTINE, STAFF, 0, NULL, stipple_handle_list_quarantine },
  { "GET", STIPPLE_PATH_STAFF_QUARANTINE "/{id}", STAFF, 0, NULL, stipple_handle_get_quarantine },
  { "POST", STIPPLE_PATH_STAFF_QUARANTINE "/{id}/fix", STAFF, STIPPLE_BUNDLE_MAX_BYTES, JSON_TYPE,
    stipple_handle_fix_quarantine },
  { "POST", STIPPLE_PATH_STAFF_QUARANTINE "/{id}/again", STAFF, 0, NULL,
    stipple_handle_send_again },
  { "POST", STIPPLE_PATH_STAFF_QUARANTINE "/{id}/dismiss", ADMIN, SMALL_BODY, JSON_TYPE,
    stipple_handle_dismiss_quarantine },
  { "GET", STIPPLE_PATH_KIOSK_PIN, DEVICE, 0, NULL, stipple_handle_get_kiosk_pin },
  { "POST", STIPPLE_PATH_KIOSK_EVENTS, DEVICE, EVENTS_BODY, JSON_TYPE,
    stipple_handle_post_kiosk_events },
  { "PUT", STIPPLE_PATH_ADMIN_KIOSK_PIN, ADMIN, SMALL_BODY, JSON_TYPE,
    stipple_handle_put_kiosk_pin },

  { "PUT", STIPPLE_PATH_TALLY "/{day}", DEVICE, STIPPLE_TALLY_MAX_BYTES, JSON_TYPE,
    stipple_handle_put_tally },
  { "GET", STIPPLE_PATH_DAY_CLOSE, STAFF, 0, NULL, stipple_handle_get_day_close },
  { "POST", STIPPLE_PATH_DAY_CLOSE, STAFF, SMALL_BODY, JSON_TYPE, stipple_handle_close_day },

  { "POST", STIPPLE_PATH_ENROL_CODES, ADMIN, SMALL_BODY, JSON_TYPE, stipple_handle_post_enrol_code },
  { "GET", STIPPLE_PATH_DEVICES, ADMIN, 0, NULL, stipple_handle_list_devices },
  { "DELETE", STIPPLE_PATH_DEVICES "/{device}", ADMIN, 0, NULL, stipple_handle_revoke_device },
  { "POST", STIPPLE_PATH_ADMIN_CONTENT, ADMIN, STIPPLE_PACK_MAX_BYTES, JSON_TYPE,
    stipple_handle_post_content },
  { "PUT", STIPPLE_PATH_ADMIN_MEDIA "/{sha256}", ADMIN, STIPPLE_MEDIA_MAX_BYTES, FILE_TYPE,
    stipple_handle_put_media },
  { "GET", STIPPLE_PATH_ADMIN_AUDIT, ADMIN, 0, NULL, stipple_handle_list_audit },
  { "GET", STIPPLE_PATH_ADMIN_STAFF, ADMIN, 0, NULL, stipple_handle_list_staff },
  { "POST", STIPPLE_PATH_ADMIN_STAFF, ADMIN, SMALL_BODY, JSON_TYPE, stipple_handle_post_staff },

  { "GET", STIPPLE_PATH_HEALTH, ANYONE, 0, NULL, stipple_handle_health },
  { "GET", STIPPLE_PATH_METRICS, ANYONE, 0, NULL, stipple_handle_metrics },
  /* clang-format on */
};

const StippleRoute *
stipple_router_get_routes (guint *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/* Whether @path is what @pattern says; the {…} go to @params. */
static gboolean
match (const char *pattern, const GPtrArray *path, const char *params[2])
{
  guint n_params = 0;
  guint i = 0;

  params[0] = params[1] = NULL;
  while (*pattern == '/' && i < path->len)
    {
      const char *segment = g_ptr_array_index (path, i++);
      gsize length = strcspn (++pattern, "/");

      if (*pattern == '{')
        params[n_params++] = segment;
      else if (strlen (segment) != length || strncmp (pattern, segment, length) != 0)
        return FALSE;
      pattern += length;
    }
  return *pattern == '\0' && i == path->len;
}

static StippleResponse *
refuse_method (const StippleRequest *request, const char *allow)
{
  StippleResponse *response =
      stipple_response_new_error (request, 405, "This path does not know the method.", NULL);

  stipple_response_add_header (response, "Allow", allow);
  return response;
}

static StippleResponse *
find_route (StippleRequest *request)
{
  const char *method = strcmp (request->method, "HEAD") == 0 ? "GET" : request->method;
  g_autoptr (GString) allow = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const char *params[2];

      if (!match (routes[i].pattern, request->path, params))
        continue;
      if (strcmp (routes[i].method, method) == 0)
        {
          request->route = &routes[i];
          memcpy (request->params, params, sizeof params);
          return NULL;
        }
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", routes[i].method);
      if (strcmp (routes[i].method, "GET") == 0)
        g_string_append (allow, ", HEAD");
    }
  if (allow->len > 0)
    return refuse_method (request, allow->str);
  return stipple_response_new_error (request, 404, "There is nothing at this path.", NULL);
}

/* Parameters ("; charset=utf-8") do not matter: JSON is UTF-8. */
static gboolean
is_type (const char *given, const char *wanted)
{
  g_autofree char *bare = NULL;

  if (given == NULL)
    return FALSE;
  bare = g_strstrip (g_strndup (given, strcspn (given, ";")));
  return g_ascii_strcasecmp (bare, wanted) == 0;
}

StippleResponse *
stipple_router_admit (StippleHub *hub, StippleRequest *request)
{
  StippleResponse *refusal = find_route (request);

  if (refusal != NULL)
    return refusal;
  refusal = stipple_auth_admit (hub, request);
  if (refusal != NULL && (refusal->status == 401 || refusal->status == 403))
    stipple_audit_refusal (hub, request, STIPPLE_AUDIT_REFUSED, refusal->status);
  if (refusal != NULL)
    return refusal;
  if (request->route->max_body == 0 && request->has_body)
    return stipple_response_new_error (request, 400, "This request takes no body.", NULL);
  if (request->route->max_body > 0
      && !is_type (request->content_type, request->route->content_type))
    {
      g_autofree char *detail =
          g_strdup_printf ("Send the body as %s.", request->route->content_type);

      return stipple_response_new_error (request, 415, detail, NULL);
    }
  return NULL;
}

StippleResponse *
stipple_router_run (StippleHub *hub, StippleRequest *request)
{
  return request->route->handler (hub, request);
}
