// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/edited.h"

#include "core/error.h"
#include <string.h>

/* The bundle that a kiosk would have sent it in. */
static json_t *
wrap (const json_t *json, GError **error)
{
  g_autoptr (StippleJson) document =
      json_pack ("{s:O?, s:O?}", "patient", json_object_get (json, "patient"), "response",
                 json_object_get (json, "response"));
  g_autofree char *text = stipple_json_canonical (document);
  g_autofree char *bundle = NULL;

  if (!json_is_object (json_object_get (document, "patient"))
      || !json_is_object (json_object_get (document, "response")))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           "Send {\"patient\": {…}, \"response\": {…}}.");
      return NULL;
    }
  bundle = stipple_fhir_write_bundle ((const char *const *) &text, 1, error);
  return bundle != NULL
             ? stipple_json_parse (bundle, strlen (bundle), STIPPLE_BUNDLE_MAX_BYTES, error)
             : NULL;
}

/* "Bundle.entry[0].resource.birthDate" → "Patient.birthDate". */
static char *
unwrap_expression (const char *expression)
{
  static const char *const places[][2] = { { "Bundle.entry[0].resource", "Patient" },
                                           { "Bundle.entry[1].resource",
                                             "QuestionnaireResponse" } };

  for (guint i = 0; expression != NULL && i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (expression, places[i][0]))
      return g_strconcat (places[i][1], expression + strlen (places[i][0]), NULL);
  return g_strdup (expression);
}

StippleRecord *
stipple_edited_read (StippleHub *hub, const json_t *json, int *status, char **expression,
                     GError **error)
{
  g_autoptr (StippleJson) bundle = wrap (json, error);
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) items = NULL;
  StippleRecord *record;

  *status = 400;
  if (bundle == NULL)
    return NULL;
  items = stipple_fhir_read_bundle (bundle, status, &place, error);
  record = items != NULL
               ? stipple_record_read (hub, g_ptr_array_index (items, 0), status, &place, error)
               : NULL;
  *expression = unwrap_expression (place);
  return record;
}

StippleResponse *
stipple_edited_refuse (const StippleRequest *request, int status, const char *expression,
                       const GError *error)
{
  if (status == 500)
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_problem (status, error->message,
                                       expression != NULL ? "expression" : NULL,
                                       expression != NULL ? json_string (expression) : NULL);
}
