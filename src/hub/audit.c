// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/audit.h"

#include "core/error.h"
#include "hub/lock.h"
#include "hub/router.h"
#include "hub/sealed.h"
#include "wire/fhir.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define DETAIL_TABLE "audit"
#define PAGE 500

typedef struct
{
  gint64 count;
  guint8 hash[STIPPLE_BLIND_BYTES];
} Head;

/* --- The chain. */

static json_t *
text_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static json_t *
base64_or_null (const void *data, gsize length)
{
  g_autofree char *text = data != NULL ? g_base64_encode (data, length) : NULL;

  return text_or_null (text);
}

/* Over every member of the row: none can run into the next, for it is JSON that is hashed. */
static void
hash_row (StippleHub *hub, const StippleAuditRow *row, guint8 out[STIPPLE_BLIND_BYTES])
{
  gsize length = 0;
  const void *detail = row->detail != NULL ? g_bytes_get_data (row->detail, &length) : NULL;
  g_autoptr (StippleJson) members =
      json_pack ("[I, I, o, o, o, o, o, o, o]", (json_int_t) row->seq, (json_int_t) row->at,
                 text_or_null (row->who), text_or_null (row->role), text_or_null (row->address),
                 text_or_null (row->action), text_or_null (row->subject),
                 base64_or_null (detail, length), base64_or_null (row->prev, sizeof row->prev));
  /* What is in the database may have been tampered with so that it is no UTF-8. */
  g_autofree char *text = members != NULL ? stipple_json_canonical (members) : g_strdup ("");

  stipple_blind (hub->key, "audit", text, out);
}

static GBytes *
seal_head (StippleHub *hub, const Head *head)
{
  return stipple_seal (hub->key, "hub", "audit-head", 1, head, sizeof *head);
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                       _ ("The hub's database is damaged. Restore it from a backup."));
  return FALSE;
}

static gboolean
read_head (StippleHub *hub, StippleTx *tx, Head *head, gboolean *exists, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;

  *head = (Head){ 0 };
  if (!hub->storage->in_get_audit_head (tx, &sealed, error))
    return FALSE;
  *exists = sealed != NULL;
  if (sealed == NULL)
    return TRUE;
  plain = stipple_unseal (hub->key, "hub", "audit-head", 1, g_bytes_get_data (sealed, NULL),
                          g_bytes_get_size (sealed), error);
  if (plain == NULL)
    return FALSE;
  if (g_bytes_get_size (plain) == sizeof *head)
    {
      memcpy (head, g_bytes_get_data (plain, NULL), sizeof *head);
      return TRUE;
    }
  return fail_damaged (error);
}

static GBytes *
seal_detail (StippleHub *hub, gint64 seq, json_t *detail)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, seq);

  return stipple_sealed_write (hub, DETAIL_TABLE, id, 1, detail);
}

json_t *
stipple_audit_open_detail (StippleHub *hub, const StippleAuditRow *row, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->seq);

  return row->detail != NULL ? stipple_sealed_read (hub, DETAIL_TABLE, id, 1, row->detail, error)
                             : NULL;
}

/* --- Adding. */

static const char *
role_of (const StippleRequest *request)
{
  if (request == NULL)
    return "hub";
  if (request->caller == NULL)
    return "anyone";
  return request->caller->role == STIPPLE_ROLE_DEVICE
             ? "device"
             : stipple_role_to_string (request->caller->role);
}

static gboolean
append (StippleHub *hub, StippleTx *tx, const StippleRequest *request, const char *action,
        const char *subject, json_t *detail, gint64 *seq, GError **error)
{
  g_autoptr (StippleJson) owned = detail;
  g_autoptr (StippleAuditRow) row = g_new0 (StippleAuditRow, 1);
  g_autoptr (GBytes) sealed = NULL;
  gboolean exists;
  Head head;

  if (!read_head (hub, tx, &head, &exists, error))
    return FALSE;
  row->seq = head.count + 1;
  row->at = stipple_hub_now (hub);
  row->who = request != NULL && request->caller != NULL ? g_strdup (request->caller->id) : NULL;
  row->role = g_strdup (role_of (request));
  row->address = request != NULL ? g_strdup (request->from) : NULL;
  row->action = g_strdup (action);
  row->subject = g_strdup (subject);
  row->detail = owned != NULL ? seal_detail (hub, row->seq, owned) : NULL;
  memcpy (row->prev, head.hash, sizeof row->prev);
  hash_row (hub, row, row->hash);
  head.count = row->seq;
  memcpy (head.hash, row->hash, sizeof head.hash);
  sealed = seal_head (hub, &head);
  if (seq != NULL)
    *seq = row->seq;
  return hub->storage->in_add_audit (tx, row, sealed, error);
}

gboolean
stipple_audit_add (StippleHub *hub, StippleTx *tx, const StippleRequest *request,
                   const char *action, const char *subject, json_t *detail, GError **error)
{
  return append (hub, tx, request, action, subject, detail, NULL, error);
}

gboolean
stipple_audit_event (StippleHub *hub, const StippleRequest *request, const char *action,
                     const char *subject, json_t *detail, gint64 *seq, GError **error)
{
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, error);

  if (tx == NULL)
    {
      json_decref (detail);
      return FALSE;
    }
  return append (hub, tx, request, action, subject, detail, seq, error)
         && hub->storage->commit (g_steal_pointer (&tx), error);
}

/* Whether this one is written; @before (out): how many were not before it. */
static gboolean
count_refusal (StippleHub *hub, guint *before)
{
  gint64 minute = stipple_hub_now (hub) / G_TIME_SPAN_MINUTE;
  STIPPLE_HOLD (&hub->refusal_lock);

  if (minute != hub->refusal_minute)
    {
      hub->refusal_minute = minute;
      hub->n_refusals = 0;
    }
  if (hub->n_refusals >= STIPPLE_AUDIT_REFUSALS)
    {
      hub->n_unwritten++;
      return FALSE;
    }
  hub->n_refusals++;
  *before = hub->n_unwritten;
  hub->n_unwritten = 0;
  return TRUE;
}

void
stipple_audit_refusal (StippleHub *hub, const StippleRequest *request, const char *action,
                       int status)
{
  g_autoptr (GError) error = NULL;
  guint before = 0;
  json_t *detail;

  if (!count_refusal (hub, &before))
    return;
  detail = json_pack ("{s:i, s:s, s:s}", "status", status, "method", request->route->method, "path",
                      request->route->pattern);
  if (before > 0)
    json_object_set_new (detail, "unwritten", json_integer (before));
  if (!stipple_audit_event (hub, request, action, NULL, detail, NULL, &error))
    g_printerr ("stipple-hub: %s\n", error->message);
}

gboolean
stipple_audit_begin (StippleHub *hub, GError **error)
{
  g_autoptr (GPtrArray) rows = hub->storage->do_list_audit (hub->storage, 0, 1, error);
  g_autoptr (StippleTx) tx = rows != NULL ? hub->storage->begin (hub->storage, error) : NULL;
  gboolean exists;
  Head head;

  if (tx == NULL || !read_head (hub, tx, &head, &exists, error))
    return FALSE;
  if (!exists && rows->len > 0)
    return fail_damaged (error);
  return exists
         || (append (hub, tx, NULL, STIPPLE_AUDIT_BEGIN, NULL, NULL, NULL, error)
             && hub->storage->commit (g_steal_pointer (&tx), error));
}

/* --- Verifying, from the head back to the first. */

static gboolean
fail_removed (gint64 seq, GError **error)
{
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
               _ ("Entry %lld of the audit was removed."), (long long) seq);
  return FALSE;
}

static gboolean
fail_changed (gint64 seq, GError **error)
{
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
               _ ("Entry %lld of the audit was changed."), (long long) seq);
  return FALSE;
}

/* Whether @row is the entry that @next, the head of what is left, speaks of. */
static gboolean
check_row (StippleHub *hub, const StippleAuditRow *row, const Head *next, GError **error)
{
  guint8 hash[STIPPLE_BLIND_BYTES];

  if (row->seq < next->count)
    return fail_removed (next->count, error);
  if (row->seq > next->count)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                   _ ("Entry %lld of the audit was not written by this hub."),
                   (long long) row->seq);
      return FALSE;
    }
  hash_row (hub, row, hash);
  /* Edited; or whole, but in the place of another. */
  return (memcmp (hash, row->hash, sizeof hash) == 0 && memcmp (hash, next->hash, sizeof hash) == 0)
         || fail_changed (row->seq, error);
}

static gboolean
load_head (StippleHub *hub, Head *head, GError **error)
{
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, error);
  gboolean exists;

  if (tx == NULL || !read_head (hub, tx, head, &exists, error))
    return FALSE;
  if (exists)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                       _ ("There is no audit yet: it begins when the hub is started."));
  return FALSE;
}

/* As many rows as there may be below @next, which moves along. */
static gboolean
check_page (StippleHub *hub, const GPtrArray *rows, Head *next, gint64 *since, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const StippleAuditRow *row = g_ptr_array_index (rows, i);

      if (!check_row (hub, row, next, error))
        return FALSE;
      next->count = row->seq - 1;
      memcpy (next->hash, row->prev, sizeof next->hash);
      *since = row->at;
    }
  return TRUE;
}

gboolean
stipple_audit_verify (StippleHub *hub, gint64 *count, gint64 *since, GError **error)
{
  static const guint8 none[STIPPLE_BLIND_BYTES];
  gint64 before = 0;
  guint n;
  Head next;

  if (!load_head (hub, &next, error))
    return FALSE;
  *count = next.count;
  do
    {
      g_autoptr (GPtrArray) rows = hub->storage->do_list_audit (hub->storage, before, PAGE, error);

      if (rows == NULL || !check_page (hub, rows, &next, since, error))
        return FALSE;
      before = next.count + 1;
      n = rows->len;
    }
  while (n == PAGE);
  if (next.count > 0)
    return fail_removed (next.count, error);
  return memcmp (next.hash, none, sizeof none) == 0 || fail_changed (1, error);
}
