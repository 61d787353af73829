// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/auth.h"

#include "core/error.h"
#include "wire/api.h"

static StippleResponse *
refuse (const StippleRequest *request, const char *challenge, const char *detail)
{
  StippleResponse *response =
      stipple_request_is_fhir (request)
          ? stipple_response_new_error (request, 401, detail, NULL)
          : stipple_response_new_problem_of (STIPPLE_PROBLEM_SIGN_IN, 401, detail, NULL, NULL);

  stipple_response_add_header (response, "WWW-Authenticate", challenge);
  return response;
}

StippleResponse *
stipple_auth_admit (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  if (request->route->roles & STIPPLE_ROLE_ANYONE)
    return NULL;
  if (request->bearer == NULL)
    return refuse (request, "Bearer", "Sign in, or enrol this device, first.");

  hash = stipple_token_hash (request->bearer);
  request->caller = storage->do_find_caller (storage, hash, stipple_hub_now (hub), &error);
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return refuse (request, "Bearer error=\"invalid_token\"",
                   "This token is not, or no longer, good. Sign in again, or enrol this device "
                   "again.");
  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  if ((request->route->roles & request->caller->role) == 0)
    return stipple_response_new_error (request, 403, "This is for others to do.", NULL);
  return NULL;
}
