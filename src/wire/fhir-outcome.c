// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir.h"

json_t *
stipple_fhir_outcome (const char *severity, const char *code, const char *diagnostics,
                      const char *expression)
{
  json_t *issue =
      json_pack ("{s:s,s:s,s:s*}", "severity", severity, "code", code, "diagnostics", diagnostics);

  if (expression != NULL)
    json_object_set_new (issue, "expression", json_pack ("[s]", expression));
  return json_pack ("{s:s,s:[o]}", "resourceType", "OperationOutcome", "issue", issue);
}

/* Takes @interactions and @parameters; the second may be NULL. */
static json_t *
resource (const char *type, json_t *interactions, json_t *parameters)
{
  return json_pack ("{s:s,s:s,s:b,s:b,s:o,s:o*}", "type", type, "versioning", "versioned",
                    "readHistory", FALSE, "updateCreate", TRUE, "interaction", interactions,
                    "searchParam", parameters);
}

json_t *
stipple_fhir_capability_statement (const char *software_version, const char *date)
{
  json_t *stored =
      json_pack ("[{s:s},{s:s},{s:s}]", "code", "read", "code", "update", "code", "search-type");
  json_t *by_time = json_pack ("[{s:s,s:s}]", "name", "_lastUpdated", "type", "date");
  json_t *by_url = json_pack ("[{s:s,s:s}]", "name", "url", "type", "uri");
  json_t *resources =
      json_pack ("[o,o,o]", resource ("Patient", json_incref (stored), json_incref (by_time)),
                 resource ("QuestionnaireResponse", stored, by_time),
                 json_pack ("{s:s,s:[{s:s}],s:o}", "type", "Questionnaire", "interaction", "code",
                            "search-type", "searchParam", by_url));

  return json_pack ("{s:s,s:s,s:s,s:s,s:s,s:[s],s:{s:s,s:s},s:{s:s},s:[{s:s,s:[{s:s}],s:o}]}",
                    "resourceType", "CapabilityStatement", "status", "active", "date", date, "kind",
                    "instance", "fhirVersion", "4.0.1", "format", STIPPLE_FHIR_TYPE, "software",
                    "name", "Stipple hub", "version", software_version, "implementation",
                    "description", "Stipple hub of a clinic", "rest", "mode", "server",
                    "interaction", "code", "transaction", "resource", resources);
}
