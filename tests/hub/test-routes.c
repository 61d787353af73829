// SPDX-License-Identifier: GPL-3.0-or-later
/* Who may do what: every route by every kind of caller. */
#include "hub-test.h"
#include "hub/router.h"
#include <string.h>

/* The rule, stated once more and apart from the hub's table: a anyone, d device, r reception, A administrator. */
static const struct
{
  const char *method;
  const char *pattern;
  const char *who;
} rules[] = {
  { "POST", "/fhir", "d" },
  { "GET", "/fhir/metadata", "a" },
  { "GET", "/fhir/Questionnaire", "drA" },
  { "GET", "/fhir/QuestionnaireResponse", "rA" },
  { "GET", "/fhir/QuestionnaireResponse/{id}", "rA" },
  { "DELETE", "/fhir/QuestionnaireResponse/{id}", "A" },
  { "GET", "/fhir/Patient", "rA" },
  { "GET", "/fhir/Patient/{id}", "rA" },
  { "GET", "/content", "drA" },
  { "GET", "/content/media/{sha256}", "drA" },
  { "POST", "/enrol", "a" },
  { "POST", "/staff/sign-in", "a" },
  { "POST", "/staff/sign-out", "rA" },
  { "GET", "/staff/intakes", "rA" },
  { "GET", "/staff/intakes/{code}", "rA" },
  { "GET", "/staff/intakes/{code}/versions/{version}", "rA" },
  { "PUT", "/staff/intakes/{code}", "rA" },
  { "DELETE", "/staff/intakes/{code}", "A" },
  { "POST", "/staff/intakes/{code}/state", "rA" },
  { "POST", "/staff/intakes/{code}/notes", "rA" },
  { "POST", "/staff/intakes/{code}/letter", "rA" },
  { "POST", "/staff/paper-forms", "rA" },
  { "GET", "/staff/paper-forms/{code}", "rA" },
  { "PUT", "/staff/paper-intakes/{code}", "rA" },
  { "GET", "/staff/export", "A" },
  { "GET", "/staff/changes", "rA" },
  { "POST", "/staff/audit-events", "rA" },
  { "POST", "/calls", "d" },
  { "GET", "/staff/calls", "rA" },
  { "POST", "/staff/calls/{id}/answer", "rA" },
  { "PUT", "/quarantine/{id}", "d" },
  { "GET", "/quarantine/{id}", "d" },
  { "GET", "/staff/quarantine", "rA" },
  { "GET", "/staff/quarantine/{id}", "rA" },
  { "POST", "/staff/quarantine/{id}/fix", "rA" },
  { "POST", "/staff/quarantine/{id}/again", "rA" },
  { "POST", "/staff/quarantine/{id}/dismiss", "A" },
  { "PUT", "/tally/{day}", "d" },
  { "GET", "/staff/day-close", "rA" },
  { "POST", "/staff/day-close", "rA" },
  { "GET", "/kiosk/pin", "d" },
  { "POST", "/kiosk/events", "d" },
  { "PUT", "/admin/kiosk-pin", "A" },
  { "POST", "/admin/enrol-codes", "A" },
  { "GET", "/admin/devices", "A" },
  { "DELETE", "/admin/devices/{device}", "A" },
  { "POST", "/admin/content", "A" },
  { "PUT", "/admin/media/{sha256}", "A" },
  { "GET", "/admin/audit", "A" },
  { "GET", "/admin/staff", "A" },
  { "POST", "/admin/staff", "A" },
  { "GET", "/health", "a" },
  { "GET", "/metrics", "a" },
};

static const char *const callers[] = { "nobody",        "stranger", "device", "reception",
                                       "administrator", "expired",  "revoked" };

typedef struct
{
  guint rule;
  const char *caller;
} Case;

static const StippleRoute *
find_route (const char *method, const char *pattern)
{
  guint n;
  const StippleRoute *routes = stipple_router_get_routes (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (routes[i].method, method) == 0 && strcmp (routes[i].pattern, pattern) == 0)
      return &routes[i];
  return NULL;
}

static void
test_table (void)
{
  guint n;

  stipple_router_get_routes (&n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rules));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_nonnull (find_route (rules[i].method, rules[i].pattern));
}

static char *
fill_pattern (const char *pattern)
{
  const char *brace = strchr (pattern, '{');

  return brace == NULL
             ? g_strdup (pattern)
             : g_strdup_printf ("%.*s%s%s", (int) (brace - pattern), pattern,
                                "c5c1b0de-0d2f-4a9e-8f35-2b7f0f6a4b10", strchr (brace, '}') + 1);
}

static void
revoke_all (HubTest *self)
{
  StippleStorage *storage = self->hub->storage;
  g_autoptr (GPtrArray) devices = storage->do_list_devices (storage, NULL);

  for (guint i = 0; i < devices->len; i++)
    {
      const StippleDeviceRow *row = g_ptr_array_index (devices, i);

      hub_test_revoke (self, row->id, 1);
    }
}

static const char *
get_token (HubTest *self, const char *caller)
{
  if (strcmp (caller, "nobody") == 0)
    return NULL;
  if (strcmp (caller, "stranger") == 0)
    return "gibberish";
  if (strcmp (caller, "reception") == 0)
    return self->reception;
  if (strcmp (caller, "revoked") == 0)
    revoke_all (self);
  if (strcmp (caller, "expired") == 0)
    stipple_clock_advance (self->clock, 12 * G_TIME_SPAN_HOUR);
  if (strcmp (caller, "expired") == 0 || strcmp (caller, "administrator") == 0)
    return self->admin;
  return self->device;
}

/* 0: comes through to the handler. */
static int
get_expected (const char *who, const char *caller)
{
  if (strchr (who, 'a') != NULL)
    return 0;
  if (strcmp (caller, "device") == 0)
    return strchr (who, 'd') != NULL ? 0 : 403;
  if (strcmp (caller, "reception") == 0)
    return strchr (who, 'r') != NULL ? 0 : 403;
  if (strcmp (caller, "administrator") == 0)
    return strchr (who, 'A') != NULL ? 0 : 403;
  return 401;
}

static void
test_role (HubTest *self, gconstpointer data)
{
  const Case *this_case = data;
  const char *who = rules[this_case->rule].who;
  const StippleRoute *route =
      find_route (rules[this_case->rule].method, rules[this_case->rule].pattern);
  g_autofree char *target = fill_pattern (route->pattern);
  int expected = get_expected (who, this_case->caller);
  g_autoptr (Answer) answer =
      http_ask (self->port, route->method, target, get_token (self, this_case->caller),
                route->content_type, route->max_body > 0 ? "{}" : NULL, NULL);
  g_autofree char *type = answer_get_header (answer, "Content-Type");
  g_autofree char *challenge = answer_get_header (answer, "WWW-Authenticate");

  if (expected != 0)
    {
      g_assert_cmpint (answer->status, ==, expected);
      g_assert_cmpstr (type, ==,
                       g_str_has_prefix (target, "/fhir") ? STIPPLE_FHIR_TYPE
                                                          : "application/problem+json");
      g_assert_true ((challenge != NULL) == (expected == 401));
      /* Staff sign in again by this, and only then. */
      if (!g_str_has_prefix (target, "/fhir"))
        g_assert_cmpint (strcmp (answer_get_string (answer, "type"), STIPPLE_PROBLEM_SIGN_IN) == 0,
                         ==, expected == 401);
    }
  else
    {
      g_assert_cmpint (answer->status, >=, 200);
      g_assert_cmpint (answer->status, <, 500);
      /* An empty enrolment or sign-in is a bad request, not a refused one. */
      g_assert_cmpint (answer->status, !=, 401);
      g_assert_cmpint (answer->status, !=, 403);
    }
}

static void
add_roles (void)
{
  static Case cases[G_N_ELEMENTS (rules)][G_N_ELEMENTS (callers)];

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint j = 0; j < G_N_ELEMENTS (callers); j++)
      {
        Case *this_case = &cases[i][j];
        g_autofree char *path =
            g_strdup_printf ("/hub/routes/%s%s/%s", rules[i].method, rules[i].pattern, callers[j]);

        this_case->rule = i;
        this_case->caller = callers[j];
        g_test_add (path, HubTest, this_case, hub_test_set_up, test_role, hub_test_tear_down);
      }
}

static void
test_unknown_path (HubTest *self, gconstpointer data)
{
  static const char *const targets[] = {
    "/",        "/nothing",          "/health/", "/health/more",       "/HEALTH",
    "/fhir/",   "/fhir/Observation", "/staff",   "/staff/intakes/A/B", "/%2Fhealth",
    "//health", "/he%61lth/.."
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (Answer) answer = hub_get (self, targets[i], self->admin);

      g_assert_true (answer->status == 404 || answer->status == 400);
    }
}

static void
test_unknown_fhir_path (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = hub_get (self, "/fhir/Observation", self->admin);

  g_assert_cmpint (answer->status, ==, 404);
  g_assert_cmpstr (answer_get_string (answer, "resourceType"), ==, "OperationOutcome");
}

static void
test_wrong_method (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) put = http_ask (self->port, "PUT", "/health", NULL, NULL, NULL, NULL);
  g_autoptr (Answer) patch = http_ask (self->port, "PATCH", "/admin/staff", NULL, NULL, NULL, NULL);
  g_autofree char *put_allow = answer_get_header (put, "Allow");
  g_autofree char *patch_allow = answer_get_header (patch, "Allow");

  g_assert_cmpint (put->status, ==, 405);
  g_assert_cmpstr (put_allow, ==, "GET, HEAD");
  g_assert_cmpint (patch->status, ==, 405);
  g_assert_cmpstr (patch_allow, ==, "GET, HEAD, POST");
}

static void
test_head (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) get = hub_get (self, "/health", NULL);
  g_autoptr (Answer) head = http_ask (self->port, "HEAD", "/health", NULL, NULL, NULL, NULL);
  g_autofree char *length = answer_get_header (head, "Content-Length");

  g_assert_cmpint (head->status, ==, 200);
  g_assert_cmpuint (head->length, ==, 0);
  g_assert_cmpint (atoi (length), ==, (int) get->length);
}

static void
test_security_headers (HubTest *self, gconstpointer data)
{
  static const char *const headers[][2] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Cache-Control", "no-store" },
    { "Referrer-Policy", "no-referrer" },
    { "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'" },
  };
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *value = answer_get_header (answer, headers[i][0]);

      g_assert_cmpstr (value, ==, headers[i][1]);
    }
}

static void
test_health (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = hub_get (self, "/health", NULL);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "status"), ==, "ok");
  g_assert_nonnull (answer_get_string (answer, "version"));
  g_assert_cmpint ((int) json_integer_value (json_object_get (answer->json, "schema")), >=, 1);
}

static void
test_metrics (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 3);
  g_autoptr (Answer) posted = hub_post_bundle (self, self->device, bundle);
  g_autoptr (Answer) nothing = hub_get (self, "/Sample-Person", NULL);
  g_autoptr (Answer) answer = hub_get (self, "/metrics", NULL);
  g_autofree char *type = answer_get_header (answer, "Content-Type");

  g_assert_cmpint (posted->status, ==, 200);
  g_assert_cmpint (nothing->status, ==, 404);
  g_assert_cmpstr (type, ==, "text/plain; version=0.0.4; charset=utf-8");
  g_assert_nonnull (strstr (answer->body, "stipple_intakes 3\n"));
  g_assert_nonnull (strstr (answer->body, "stipple_intakes_stored_total 3\n"));
  g_assert_nonnull (strstr (answer->body, "stipple_http_requests_total{method=\"POST\","
                                          "route=\"/fhir\",status=\"200\"} 1\n"));
  g_assert_nonnull (strstr (answer->body, "stipple_database_bytes "));
  g_assert_null (strstr (answer->body, "Sample-Person"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/routes/table", test_table);
  add_roles ();
  hub_test_add ("/hub/routes/unknown-path", test_unknown_path);
  hub_test_add ("/hub/routes/unknown-fhir-path", test_unknown_fhir_path);
  hub_test_add ("/hub/routes/wrong-method", test_wrong_method);
  hub_test_add ("/hub/routes/head", test_head);
  hub_test_add ("/hub/routes/security-headers", test_security_headers);
  hub_test_add ("/hub/health", test_health);
  hub_test_add ("/hub/metrics", test_metrics);
  return g_test_run ();
}
