// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir.h"

#include "core/error.h"
#include "wire/fhir-read.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Status 400 is for what is not a transaction at all, 422 for a rule broken in it. */
#define STATUS_BAD_REQUEST 400
#define STATUS_TOO_LARGE 413
#define STATUS_UNPROCESSABLE 422

#define WORD_MAX 200

/* One entry, as found. */
typedef struct
{
  gsize index;
  gboolean is_patient;
  json_t *resource;
  const char *id;       /* of its url */
  const char *if_match; /* NULL when none */
} Entry;

static gboolean
is_etag (const char *text)
{
  return g_regex_match_simple ("^W/\"[A-Za-z0-9.-]{1,64}\"$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* "Patient/<uuid>" or "QuestionnaireResponse/<uuid>". */
static void
read_url (StippleReader *reader, const char *url, Entry *entry)
{
  const char *id;

  if (g_str_has_prefix (url, "Patient/"))
    entry->is_patient = TRUE;
  else if (!g_str_has_prefix (url, "QuestionnaireResponse/"))
    {
      stipple_reader_fault_at (reader, "url", _ ("names a resource that is not taken here"));
      return;
    }
  id = strchr (url, '/') + 1;
  if (stipple_uuid_is_valid (id))
    entry->id = id;
  else
    stipple_reader_fault_at (reader, "url", _ ("does not end in a UUID in lower case"));
}

static void
read_request (StippleReader *reader, json_t *object, Entry *entry)
{
  static const char *const known[] = { "method", "url", "ifMatch", NULL };
  json_t *request = stipple_reader_object (reader, object, "request", known, TRUE);
  gsize mark = stipple_reader_enter (reader, "request");
  const char *method = stipple_reader_string (reader, request, "method", WORD_MAX, TRUE);
  const char *url = stipple_reader_string (reader, request, "url", WORD_MAX, TRUE);

  if (method != NULL && strcmp (method, "PUT") != 0)
    stipple_reader_fault_at (reader, "method", _ ("is not PUT"));
  if (url != NULL)
    read_url (reader, url, entry);
  entry->if_match = stipple_reader_string (reader, request, "ifMatch", WORD_MAX, FALSE);
  if (entry->if_match != NULL && !is_etag (entry->if_match))
    stipple_reader_fault_at (reader, "ifMatch", _ ("is not a weak ETag"));
  stipple_reader_leave (reader, mark);
}

/* That the resource is of the type and id which its request names. */
static void
check_resource (StippleReader *reader, const Entry *entry)
{
  const char *expected = entry->is_patient ? "Patient" : "QuestionnaireResponse";
  gsize mark = stipple_reader_enter (reader, "resource");
  const char *type =
      stipple_reader_string (reader, entry->resource, "resourceType", WORD_MAX, TRUE);
  const char *id = stipple_reader_string (reader, entry->resource, "id", WORD_MAX, TRUE);

  if (type != NULL && strcmp (type, expected) != 0)
    stipple_reader_fault_at (reader, "resourceType", _ ("is not the type that the request names"));
  if (id != NULL && strcmp (id, entry->id) != 0)
    stipple_reader_fault_at (reader, "id", _ ("is not the id that the request names"));
  stipple_reader_leave (reader, mark);
}

/* @urls holds the urls met so far. The reader stands at the entry. */
static void
read_entry (StippleReader *reader, json_t *object, Entry *entry, GHashTable *urls)
{
  const char *url;
  gsize mark;

  entry->resource = stipple_reader_member (reader, object, "resource", JSON_OBJECT, TRUE);
  read_request (reader, object, entry);
  if (entry->resource == NULL || entry->id == NULL)
    return;

  check_resource (reader, entry);
  url = json_string_value (json_object_get (json_object_get (object, "request"), "url"));
  mark = stipple_reader_enter (reader, "request");
  if (!g_hash_table_add (urls, (char *) url))
    stipple_reader_fault_at (reader, "url", _ ("appears twice in this bundle"));
  stipple_reader_leave (reader, mark);
}

/* Array of Entry. */
static GArray *
read_entries (StippleReader *reader, json_t *entries)
{
  static const char *const known[] = { "resource", "request", NULL };
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *list = g_array_new (FALSE, TRUE, sizeof (Entry));

  stipple_reader_enter (reader, "entry");
  for (gsize i = 0; i < json_array_size (entries); i++)
    {
      Entry entry = { .index = i };
      gsize mark = stipple_reader_enter_index (reader, i);
      json_t *object = stipple_reader_element (reader, entries, i, known);

      read_entry (reader, object, &entry, urls);
      stipple_reader_leave (reader, mark);
      g_array_append_val (list, entry);
    }
  return list;
}

static Entry *
find_patient (GArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->is_patient && strcmp (entry->id, id) == 0)
        return entry;
    }
  return NULL;
}

static gsize
enter_resource (StippleReader *reader, const Entry *entry)
{
  gsize mark = stipple_reader_enter_index (reader, entry->index);

  stipple_reader_enter (reader, "resource");
  return mark;
}

/* The response and its patient, read to the last field. @taken gets the patient. */
static StippleBundleItem *
read_pair (StippleReader *reader, GArray *entries, const Entry *entry, GHashTable *taken)
{
  g_autoptr (StippleIntake) intake = stipple_intake_new ();
  g_autoptr (StippleBundleItem) item = g_new0 (StippleBundleItem, 1);
  gsize mark = enter_resource (reader, entry);
  Entry *patient;

  stipple_fhir_read_response (reader, entry->resource, intake);
  if (stipple_reader_has_fault (reader))
    return NULL;

  patient = find_patient (entries, intake->patient_id);
  if (patient == NULL || !g_hash_table_add (taken, patient))
    {
      stipple_reader_enter (reader, "subject");
      stipple_reader_fault_at (reader, "reference",
                               _ ("does not name a Patient of this bundle and response alone"));
      return NULL;
    }
  stipple_reader_leave (reader, mark);

  mark = enter_resource (reader, patient);
  stipple_fhir_read_patient (reader, patient->resource, intake);
  stipple_reader_leave (reader, mark);
  if (patient->if_match != NULL && g_strcmp0 (patient->if_match, entry->if_match) != 0)
    {
      stipple_reader_enter_index (reader, patient->index);
      stipple_reader_enter (reader, "request");
      stipple_reader_fault_at (reader, "ifMatch", _ ("is not that of the response"));
    }
  if (stipple_reader_has_fault (reader))
    return NULL;

  item->patient = patient->resource;
  item->response = entry->resource;
  item->patient_id = g_strdup (patient->id);
  item->response_id = g_strdup (entry->id);
  item->code = g_strdup (intake->code);
  item->if_match = g_strdup (entry->if_match);
  item->receipt = stipple_fhir_receipt (item->patient, item->response);
  return g_steal_pointer (&item);
}

static gboolean
has_code (GPtrArray *items, const char *code)
{
  for (guint i = 0; i < items->len; i++)
    if (strcmp (((StippleBundleItem *) items->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_pair (StippleReader *reader, GArray *entries, const Entry *entry, GHashTable *taken,
          GPtrArray *items)
{
  g_autoptr (StippleBundleItem) item = read_pair (reader, entries, entry, taken);

  if (item == NULL)
    return FALSE;
  if (has_code (items, item->code))
    {
      enter_resource (reader, entry);
      stipple_reader_enter (reader, "identifier");
      stipple_reader_fault_at (reader, "value", _ ("appears twice in this bundle"));
      return FALSE;
    }
  g_ptr_array_add (items, g_steal_pointer (&item));
  return TRUE;
}

/* The reader stands at Bundle.entry. NULL after a fault. */
static GPtrArray *
pair_entries (StippleReader *reader, GArray *entries)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_bundle_item_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!entry->is_patient && !add_pair (reader, entries, entry, taken, items))
        return NULL;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->is_patient && !g_hash_table_contains (taken, entry))
        {
          stipple_reader_enter_index (reader, i);
          stipple_reader_fault (reader, _ ("is a Patient without a response"));
          return NULL;
        }
    }
  return g_steal_pointer (&items);
}

/* The entries of a transaction; NULL after a fault, with @status set. */
static json_t *
open_bundle (StippleReader *reader, json_t *bundle, int *status)
{
  static const char *const known[] = { "resourceType", "id",    "meta", "type",
                                       "timestamp",    "entry", NULL };
  const char *resource_type, *type;
  json_t *entries;

  *status = STATUS_BAD_REQUEST;
  if (!json_is_object (bundle))
    {
      stipple_reader_fault (reader, _ ("must be an object"));
      return NULL;
    }
  resource_type = stipple_reader_string (reader, bundle, "resourceType", WORD_MAX, TRUE);
  type = stipple_reader_string (reader, bundle, "type", WORD_MAX, TRUE);
  if (resource_type != NULL && strcmp (resource_type, "Bundle") != 0)
    stipple_reader_fault_at (reader, "resourceType", _ ("is not Bundle"));
  if (type != NULL && strcmp (type, "transaction") != 0)
    stipple_reader_fault_at (reader, "type", _ ("is not transaction"));
  stipple_reader_check_names (reader, bundle, known);
  entries = stipple_reader_array (reader, bundle, "entry", 1, G_MAXSIZE, TRUE);
  return stipple_reader_has_fault (reader) ? NULL : entries;
}

GPtrArray *
stipple_fhir_read_bundle (json_t *bundle, int *status, char **expression, GError **error)
{
  g_auto (StippleReader) reader = { 0 };
  g_autoptr (GArray) list = NULL;
  GPtrArray *items = NULL;
  json_t *entries;

  stipple_reader_init (&reader, STIPPLE_PATH_FHIRPATH, "Bundle");
  entries = open_bundle (&reader, bundle, status);
  if (entries != NULL && json_array_size (entries) > 2 * STIPPLE_BUNDLE_MAX_INTAKES)
    {
      *status = STATUS_TOO_LARGE;
      if (expression != NULL)
        *expression = g_strdup ("Bundle.entry");
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("Bundle.entry: must have at most %d. Send fewer intakes at a time."),
                   2 * STIPPLE_BUNDLE_MAX_INTAKES);
      return NULL;
    }
  if (entries != NULL)
    {
      *status = STATUS_UNPROCESSABLE;
      list = read_entries (&reader, entries);
      if (!stipple_reader_has_fault (&reader))
        items = pair_entries (&reader, list);
    }
  if (items == NULL)
    stipple_reader_propagate (&reader, expression, error);
  return items;
}

void
stipple_bundle_item_free (StippleBundleItem *self)
{
  g_free (self->patient_id);
  g_free (self->response_id);
  g_free (self->code);
  g_free (self->if_match);
  g_free (self->receipt);
  g_free (self);
}

json_t *
stipple_fhir_collection (json_t *patient, json_t *response)
{
  json_t *const resources[] = { patient, response };
  json_t *entries = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      const char *id = json_string_value (json_object_get (resources[i], "id"));
      g_autofree char *url = g_strconcat ("urn:uuid:", id, NULL);

      if (id != NULL)
        json_array_append_new (entries,
                               json_pack ("{ss sO}", "fullUrl", url, "resource", resources[i]));
    }
  return json_pack ("{ss ss so}", "resourceType", "Bundle", "type", "collection", "entry", entries);
}
