// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/reckoning.h"

#include "hub/record.h"
#include "hub/sealed.h"
#include "wire/day-close.h"
#include "wire/fhir.h"

#include <string.h>

#define CLAIMS_TABLE "claims"
#define CLOSES_TABLE "day_closes"

char *
stipple_reckoning_day (const StipplePack *pack, gint64 time)
{
  GDate day;

  stipple_clock_day_of (time, pack->time_zone, &day);
  return stipple_date_format_iso (&day);
}

/* --- What is sealed. */

GBytes *
stipple_claim_seal_code (StippleHub *hub, const char *id, const char *code)
{
  return stipple_seal (hub->key, CLAIMS_TABLE, id, 1, code, strlen (code));
}

/* @entry's code, when the kiosk told it and it is not damaged: one that is missing is shown without it, too. */
static void
open_code (StippleHub *hub, const StippleClaimRow *row, StippleDayEntry *entry)
{
  g_autoptr (GBytes) plain = NULL;

  if (row->code == NULL)
    return;
  plain = stipple_unseal (hub->key, CLAIMS_TABLE, row->id, 1, g_bytes_get_data (row->code, NULL),
                          g_bytes_get_size (row->code), NULL);
  if (plain != NULL)
    entry->code = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

GBytes *
stipple_reckoning_seal (StippleHub *hub, const char *id, const StippleDayCounts *counts,
                        const char *reason)
{
  g_autoptr (StippleJson) body = json_pack ("{s:s*}", "reason", reason);

  stipple_day_counts_write (counts, body);
  return stipple_sealed_write (hub, CLOSES_TABLE, id, 1, body);
}

static StippleDaySignature *
open_signature (StippleHub *hub, const StippleDayCloseRow *row, GHashTable *names, GError **error)
{
  g_autoptr (StippleJson) body =
      stipple_sealed_read (hub, CLOSES_TABLE, row->id, 1, row->body, error);
  StippleDaySignature *signature;

  if (body == NULL)
    return NULL;
  signature = g_new0 (StippleDaySignature, 1);
  signature->at = row->at;
  signature->by = g_strdup (g_hash_table_lookup (names, row->staff));
  signature->reason = g_strdup (json_string_value (json_object_get (body, "reason")));
  stipple_day_counts_read (body, &signature->counts);
  return signature;
}

/* --- The kiosks of a day. */

typedef struct
{
  StippleHub *hub;
  const StipplePack *pack;
  StippleDayClose *close;
  GHashTable *tellers; /* device → StippleTellerRow */
  GHashTable *kiosks;  /* device → StippleDayKiosk */
} Reckoning;

static gboolean
is_silent (const StippleTellerRow *teller, const char *day, gint64 now)
{
  const gint64 until = teller->revoked != 0 ? MIN (teller->revoked, now) : now;

  /* It told all when it had come to a later day: nothing can be added to this one. */
  if (teller->told_day != NULL && strcmp (teller->told_day, day) > 0)
    return FALSE;
  return until - MAX (teller->told, teller->enrolled) > STIPPLE_HEARD_US;
}

static StippleDayKiosk *
get_kiosk (Reckoning *self, const char *device)
{
  StippleDayKiosk *kiosk = g_hash_table_lookup (self->kiosks, device);
  const StippleTellerRow *teller;

  if (kiosk != NULL)
    return kiosk;
  teller = g_hash_table_lookup (self->tellers, device);
  kiosk = stipple_day_kiosk_new (device, teller->name);
  kiosk->revoked = teller->revoked != 0;
  kiosk->heard = teller->told;
  kiosk->silent = is_silent (teller, self->close->day, self->close->as_of);
  g_hash_table_insert (self->kiosks, kiosk->device, kiosk);
  return kiosk;
}

/* As days are written, their order is that of the alphabet. */
static gboolean
was_enrolled (const StipplePack *pack, const StippleTellerRow *teller, const char *day)
{
  g_autofree char *from = stipple_reckoning_day (pack, teller->enrolled);
  g_autofree char *to = stipple_reckoning_day (pack, teller->revoked);

  return strcmp (from, day) <= 0 && (teller->revoked == 0 || strcmp (to, day) >= 0);
}

static void
add_claim (Reckoning *self, const StippleClaimRow *claim)
{
  StippleDayKiosk *kiosk = get_kiosk (self, claim->device);
  StippleDayEntry *entry;

  kiosk->recorded++;
  if (claim->deleted)
    kiosk->deleted++;
  else if (claim->held)
    kiosk->held++;
  else if (claim->state == STIPPLE_TALLY_DISMISSED)
    kiosk->dismissed++;
  if (claim->deleted || (claim->held && claim->same)
      || (!claim->held && claim->state == STIPPLE_TALLY_DISMISSED))
    return;
  entry = stipple_day_entry_new (NULL, claim->state, 0);
  g_ptr_array_add (claim->held ? kiosk->differing : kiosk->missing, entry);
  open_code (self->hub, claim, entry);
}

/* A kiosk delivers first and tells then: what came after it told is not in doubt. */
static gboolean
add_unclaimed (Reckoning *self, const StippleIntakeRow *row, GError **error)
{
  StippleDayKiosk *kiosk = get_kiosk (self, row->device);
  g_autoptr (StippleJson) summary = NULL;

  if (row->deleted != 0 || row->received >= kiosk->heard)
    {
      kiosk->recorded++;
      if (row->deleted != 0)
        kiosk->deleted++;
      else
        kiosk->held++;
      return TRUE;
    }
  summary = stipple_record_open_summary (self->hub, row, error);
  if (summary == NULL)
    return FALSE;
  g_ptr_array_add (kiosk->unclaimed,
                   stipple_day_entry_new (json_string_value (json_object_get (summary, "code")),
                                          STIPPLE_TALLY_GONE, row->received));
  return TRUE;
}

static gboolean
add_all (Reckoning *self, const GPtrArray *tellers, const GPtrArray *claims,
         const GPtrArray *unclaimed, GError **error)
{
  for (guint i = 0; i < tellers->len; i++)
    {
      StippleTellerRow *teller = g_ptr_array_index (tellers, i);

      g_hash_table_insert (self->tellers, teller->device, teller);
      if (was_enrolled (self->pack, teller, self->close->day))
        get_kiosk (self, teller->device);
    }
  for (guint i = 0; i < claims->len; i++)
    add_claim (self, g_ptr_array_index (claims, i));
  for (guint i = 0; i < unclaimed->len; i++)
    if (!add_unclaimed (self, g_ptr_array_index (unclaimed, i), error))
      return FALSE;
  /* By name, as the tellers are. */
  for (guint i = 0; i < tellers->len; i++)
    {
      const StippleTellerRow *teller = g_ptr_array_index (tellers, i);
      StippleDayKiosk *kiosk = g_hash_table_lookup (self->kiosks, teller->device);

      if (kiosk != NULL)
        g_ptr_array_add (self->close->kiosks, kiosk);
    }
  return TRUE;
}

static gboolean
add_kiosks (StippleHub *hub, StippleTx *tx, const StipplePack *pack, StippleDayClose *close,
            GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GPtrArray) tellers = storage->in_list_tellers (tx, error);
  g_autoptr (GPtrArray) claims =
      tellers != NULL ? storage->in_list_claims (tx, close->day, error) : NULL;
  g_autoptr (GPtrArray) unclaimed =
      claims != NULL ? storage->in_list_unclaimed (tx, close->day, error) : NULL;
  g_autoptr (GHashTable) by_device = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) kiosks = g_hash_table_new (g_str_hash, g_str_equal);
  Reckoning reckoning = { hub, pack, close, by_device, kiosks };

  return unclaimed != NULL && add_all (&reckoning, tellers, claims, unclaimed, error);
}

static gboolean
add_signatures (StippleHub *hub, StippleTx *tx, StippleDayClose *close, GHashTable *names,
                GError **error)
{
  g_autoptr (GPtrArray) rows = hub->storage->in_list_day_closes (tx, close->day, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      StippleDaySignature *signature =
          open_signature (hub, g_ptr_array_index (rows, i), names, error);

      if (signature == NULL)
        return FALSE;
      g_ptr_array_add (close->signatures, signature);
    }
  return TRUE;
}

StippleDayClose *
stipple_reckon (StippleHub *hub, StippleTx *tx, const StipplePack *pack, GHashTable *names,
                const char *day, GError **error)
{
  g_autoptr (StippleDayClose) close = stipple_day_close_new (day, stipple_hub_now (hub));

  close->today = stipple_reckoning_day (pack, close->as_of);
  return add_kiosks (hub, tx, pack, close, error) && add_signatures (hub, tx, close, names, error)
             ? g_steal_pointer (&close)
             : NULL;
}

char *
stipple_reckoning_etag (const StippleDayClose *close)
{
  g_autoptr (StippleJson) json = stipple_day_close_write (close);
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  gsize i;
  json_t *kiosk;

  json_object_del (json, "asOf");
  json_array_foreach (json_object_get (json, "kiosks"), i, kiosk)
    {
      if (!json_is_true (json_object_get (kiosk, "silent")))
        json_object_del (kiosk, "heard");
    }
  text = stipple_json_canonical (json);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strdup_printf ("\"%s\"", digest);
}
