// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

static gboolean deliver (StippleDelivery *self, GPtrArray *items);

static char *
write_bundle (GPtrArray *items)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (documents, ((StippleOutboxItem *) g_ptr_array_index (items, i))->document);
  return stipple_fhir_write_bundle ((const char *const *) documents->pdata, documents->len, NULL);
}

static StippleHttpAnswer *
post (StippleDelivery *self, const char *bundle, GError **error)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_FHIR, NULL);
  const StippleHttpRequest request = {
    .method = "POST",
    .url = url,
    .bearer = self->token,
    .content_type = STIPPLE_FHIR_TYPE,
    .accept = STIPPLE_FHIR_TYPE,
    .body = bundle,
    .body_length = strlen (bundle),
  };
  self->last_try = g_get_monotonic_time ();
  return stipple_http_perform (self->http, &request, self->cancellable, error);
}

static void
receipt_free (gpointer data)
{
  StippleSyncReceipt *receipt = data;
  g_free (receipt->id);
  g_free (receipt->receipt);
  g_free (receipt);
}

static void
add_receipt (GPtrArray *receipts, const char *id, const char *text)
{
  StippleSyncReceipt *receipt = g_new0 (StippleSyncReceipt, 1);
  receipt->id = g_strdup (id);
  receipt->receipt = g_strdup (text);
  g_ptr_array_add (receipts, receipt);
}

GPtrArray *
stipple_delivery_receipt (const char *id, const char *receipt)
{
  GPtrArray *receipts = g_ptr_array_new_with_free_func (receipt_free);
  add_receipt (receipts, id, receipt);
  return receipts;
}

static GPtrArray *
receipts_of (GPtrArray *items)
{
  GPtrArray *receipts = g_ptr_array_new_with_free_func (receipt_free);
  for (guint i = 0; i < items->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (items, i);
      add_receipt (receipts, item->id, item->receipt);
    }
  return receipts;
}

/* The store's fault, not the hub's: what the hub holds already is sent again, which changes nothing there. */
static gboolean
fail_store (StippleDelivery *self, const GError *error)
{
  g_message ("the outbox could not be read or written: %s", error->message);
  stipple_delivery_fail (self, STIPPLE_SYNC_BACKOFF, STIPPLE_TROUBLE_STORE, -1);
  return FALSE;
}

static gboolean
mark_delivered (StippleDelivery *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (ids, ((StippleOutboxItem *) g_ptr_array_index (items, i))->id);
  g_ptr_array_add (ids, NULL);
  STIPPLE_AWAIT (self, result, stipple_store_mark_delivered_async,
                 (const char *const *) ids->pdata);
  g_autoptr (GError) error = NULL;
  if (!stipple_store_mark_delivered_finish (self->store, result, &error))
    return fail_store (self, error);
  stipple_delivery_succeed (self);
  stipple_delivery_revive_content (self);
  self->tally_failures = 0;
  stipple_delivery_heed_tally (self);
  stipple_delivery_tell (self, STIPPLE_SYNC_SENDING, STIPPLE_TROUBLE_NONE, receipts_of (items),
                         NULL);
  return TRUE;
}

static gboolean
quarantine (StippleDelivery *self, const StippleOutboxItem *item, const StippleRefusal *refusal)
{
  STIPPLE_AWAIT (self, result, stipple_store_quarantine_async, item->id, refusal);
  g_autoptr (GError) error = NULL;
  if (!stipple_store_quarantine_finish (self->store, result, &error))
    return fail_store (self, error);
  stipple_delivery_heed_tally (self);
  self->next_quarantine = 0;
  return TRUE;
}

/* Halve until the one that is refused stands alone; the others go on. */
static gboolean
split (StippleDelivery *self, GPtrArray *items, const StippleRefusal *refusal)
{
  if (items->len == 1)
    return quarantine (self, g_ptr_array_index (items, 0), refusal);
  guint half = items->len / 2;
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) second = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (i < half ? first : second, g_ptr_array_index (items, i));
  return deliver (self, first) && deliver (self, second);
}

/* TRUE when every item is dealt with: delivered or quarantined. */
static gboolean
judge (StippleDelivery *self, const StippleHttpAnswer *answer, GPtrArray *items)
{
  g_autoptr (StippleRefusal) refusal = NULL;
  gboolean asked_to_wait = answer->status == 429 || answer->status == 503;
  switch (stipple_sync_judge (answer, items, &refusal))
    {
    case STIPPLE_VERDICT_DELIVERED:
      if (!mark_delivered (self, items))
        return FALSE;
      stipple_delivery_heed_content (self, answer->content);
      return TRUE;
    case STIPPLE_VERDICT_SPLIT:
      return split (self, items, refusal);
    case STIPPLE_VERDICT_STOP:
      stipple_delivery_refuse (self);
      return FALSE;
    case STIPPLE_VERDICT_UNTRUSTED:
      stipple_delivery_fail (self, STIPPLE_SYNC_UNTRUSTED, STIPPLE_TROUBLE_REDIRECT, -1);
      return FALSE;
    case STIPPLE_VERDICT_RETRY:
    default:
      stipple_delivery_fail (self, STIPPLE_SYNC_BACKOFF,
                             stipple_delivery_trouble_of_answer (answer),
                             asked_to_wait ? answer->retry_after : -1);
      return FALSE;
    }
}

static gboolean
deliver (StippleDelivery *self, GPtrArray *items)
{
  char *bundle = write_bundle (items);
  /* Too much for one delivery, or one of them is damaged: the others can still go. */
  if (bundle == NULL)
    {
      const StippleOutboxItem *first = g_ptr_array_index (items, 0);
      gboolean is_large = strlen (first->document) > STIPPLE_BUNDLE_MAX_BYTES / 2;
      g_autoptr (StippleRefusal) refusal =
          stipple_refusal_new (is_large ? STIPPLE_REFUSAL_TOO_LARGE : STIPPLE_REFUSAL_DAMAGED, 0);
      return split (self, items, refusal);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = post (self, bundle, &error);
  stipple_wipe (bundle);
  if (answer != NULL)
    {
      stipple_delivery_hear (self, answer);
      return judge (self, answer, items);
    }
  StippleSyncTrouble trouble = stipple_delivery_trouble_of_error (error);
  if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
    stipple_delivery_fail (
        self, trouble == STIPPLE_TROUBLE_TLS ? STIPPLE_SYNC_UNTRUSTED : STIPPLE_SYNC_BACKOFF,
        trouble, -1);
  return FALSE;
}

gboolean
stipple_delivery_send (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_next_batch_async, STIPPLE_BUNDLE_MAX_INTAKES);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = stipple_store_next_batch_finish (self->store, result, &error);
  if (items == NULL)
    return fail_store (self, error);
  if (items->len == 0)
    {
      stipple_delivery_succeed (self);
      stipple_delivery_tell (self, STIPPLE_SYNC_IDLE, STIPPLE_TROUBLE_NONE, NULL, NULL);
      return FALSE;
    }
  if (self->state != STIPPLE_SYNC_SENDING)
    stipple_delivery_tell (self, STIPPLE_SYNC_SENDING, self->trouble, NULL, NULL);
  return deliver (self, items);
}
