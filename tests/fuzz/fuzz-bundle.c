// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include "core/error.h"
#include "wire/fhir.h"

#include <string.h>

/* What the hub takes it can read back whole, and its receipt is that of what it keeps. */
static void
check_item (const StippleBundleItem *item)
{
  GError *error = NULL;
  g_autoptr (StippleIntake) intake =
      stipple_fhir_read_intake (item->patient, item->response, NULL, &error);
  g_autofree char *kept = stipple_json_canonical (item->response);
  g_autoptr (StippleJson) again = stipple_json_parse (kept, strlen (kept), G_MAXSIZE, NULL);
  g_autofree char *receipt = stipple_fhir_receipt (item->patient, again);

  g_assert_no_error (error);
  g_assert_cmpstr (intake->id, ==, item->response_id);
  g_assert_cmpstr (intake->patient_id, ==, item->patient_id);
  g_assert_cmpstr (intake->code, ==, item->code);
  g_assert_nonnull (intake->first_name);
  g_assert_nonnull (intake->last_name);
  g_assert_nonnull (intake->mobile);
  g_assert_true ((intake->result == NULL) == intake->in_progress);
  g_assert_true (g_date_valid (&intake->birth_date));
  g_assert_cmpstr (receipt, ==, item->receipt);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (StippleJson) json = stipple_json_parse (data, size, STIPPLE_BUNDLE_MAX_BYTES, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (json == NULL)
    return 0;
  items = stipple_fhir_read_bundle (json, &status, &expression, &error);
  if (items == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (expression, "Bundle"));
      g_assert_true (status == 400 || status == 413 || status == 422);
      return 0;
    }
  for (guint i = 0; i < items->len; i++)
    check_item (items->pdata[i]);
  return 0;
}
