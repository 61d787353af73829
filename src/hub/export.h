// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"

G_BEGIN_DECLS

/**
 * Intakes as they leave the hub in a file, each written behind the one before.
 */
typedef enum
{
  STIPPLE_EXPORT_CSV,    /* a row each; wire/csv.h */
  STIPPLE_EXPORT_NDJSON, /* two lines of FHIR each: Patient, QuestionnaireResponse */
} StippleExportFormat;

/* "csv", "ndjson". */
gboolean stipple_export_format_from_string (const char *text, StippleExportFormat *format);
const char *stipple_export_format_get_type (StippleExportFormat format);

/* What stands before the first. */
void stipple_export_begin (GString *file, StippleExportFormat format);
/* Errors: CORRUPT. */
gboolean stipple_export_append (StippleHub *hub, GString *file, StippleExportFormat format,
                                const StippleIntakeRow *row, GError **error);

G_END_DECLS
