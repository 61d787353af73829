// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* What the hub refused is told to it, so that staff can settle it at a desk, and it is asked what became of that. None of
 * this holds up intakes or content: it has a back-off of its own, and its faults are nobody's trouble here. */

#define PAGE 20

static StippleHttpAnswer *
perform (StippleDelivery *self, const char *method, const StippleOutboxItem *item, const char *body,
         GError **error)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_QUARANTINE, "/", item->id, NULL);
  const StippleHttpRequest request = {
    .method = method,
    .url = url,
    .bearer = self->token,
    .content_type = body != NULL ? "application/json" : NULL,
    .accept = "application/json",
    .body = body,
    .body_length = body != NULL ? strlen (body) : 0,
  };
  return stipple_http_perform (self->http, &request, self->cancellable, error);
}

static char *
write_report (const StippleOutboxItem *item)
{
  g_autofree char *made = stipple_clock_format_utc (item->created);
  g_autofree char *refused = stipple_clock_format_utc (item->changed);
  g_autoptr (StippleRefusal) damaged = stipple_refusal_new (STIPPLE_REFUSAL_DAMAGED, 0);
  g_autoptr (StippleJson) json = json_pack ("{ss ss si}", "made", made, "refused", refused, "round",
                                            (int) MAX (item->round, 1));

  json_object_set_new (json, "refusal",
                       stipple_refusal_to_json (item->refusal != NULL ? item->refusal : damaged));
  if (item->code != NULL && *item->code != '\0')
    json_object_set_new (json, "code", json_string (item->code));
  /* Beyond that the hub would not even take it to look at. */
  if (item->document != NULL && strlen (item->document) <= STIPPLE_BUNDLE_MAX_BYTES)
    json_object_set_new (json, "document", json_string (item->document));
  return stipple_json_canonical (json);
}

/* --- What the hub says */

typedef enum
{
  SAYS_NOTHING, /* busy, away, or somebody else: later */
  SAYS_NO,      /* it will not hear of this one: leave it, the others may do better */
  SAYS_UNKNOWN, /* it was never told, or of an earlier round only */
  SAYS_STATE,
  SAYS_REFUSED, /* it no longer takes us */
} Says;

typedef struct
{
  Says says;
  gint64 retry_after; /* seconds; -1: it did not say */
  StippleDeliveryState state;
  char *receipt;
} Word;

static void
word_clear (Word *self)
{
  g_clear_pointer (&self->receipt, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Word, word_clear)

static gboolean
read_state (const json_t *json, Word *word)
{
  const char *state = json_string_value (json_object_get (json, "state"));
  const char *receipt = json_string_value (json_object_get (json, "receipt"));

  if (g_strcmp0 (state, "open") == 0)
    word->state = STIPPLE_DELIVERY_QUARANTINED;
  else if (g_strcmp0 (state, "again") == 0)
    word->state = STIPPLE_DELIVERY_WAITING;
  else if (g_strcmp0 (state, "dismissed") == 0)
    word->state = STIPPLE_DELIVERY_DISMISSED;
  else if (g_strcmp0 (state, "resolved") == 0 && receipt != NULL)
    word->state = STIPPLE_DELIVERY_DELIVERED;
  else
    return FALSE;
  word->receipt = g_strdup (receipt);
  return TRUE;
}

/* Only the hub's own words about this very intake count: a sign-in page says 200 as well. */
static Says
read_answer (const StippleHttpAnswer *answer, const StippleOutboxItem *item, Word *word)
{
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  const gint64 round = json_integer_value (json_object_get (json, "round"));

  if (strcmp (answer->content_type, "application/json") != 0
      || g_strcmp0 (json_string_value (json_object_get (json, "id")), item->id) != 0
      || !read_state (json, word))
    return SAYS_NOTHING;
  /* What is settled is so whichever round it was. */
  if (round < item->round
      && (word->state == STIPPLE_DELIVERY_WAITING || word->state == STIPPLE_DELIVERY_QUARANTINED))
    return SAYS_UNKNOWN;
  return SAYS_STATE;
}

static Says
judge (const StippleHttpAnswer *answer, const StippleOutboxItem *item, Word *word)
{
  if (answer->status == 200 || answer->status == 201)
    return read_answer (answer, item, word);
  if (strcmp (answer->content_type, "application/problem+json") != 0)
    return SAYS_NOTHING;
  switch (answer->status)
    {
    case 401:
      return SAYS_REFUSED;
    case 404:
      return SAYS_UNKNOWN;
    case 400:
    case 403:
    case 409:
    case 410:
    case 413:
    case 415:
    case 422:
      return SAYS_NO;
    default:
      return SAYS_NOTHING;
    }
}

static void
hear (StippleDelivery *self, const char *method, const StippleOutboxItem *item, const char *body,
      Word *word)
{
  g_autoptr (StippleHttpAnswer) answer = perform (self, method, item, body, NULL);

  word_clear (word);
  word->retry_after = answer != NULL ? answer->retry_after : -1;
  word->says = answer != NULL ? judge (answer, item, word) : SAYS_NOTHING;
}

/* --- What is done about it */

/* FALSE: the store could not. */
static gboolean
settle (StippleDelivery *self, const StippleOutboxItem *item, const Word *word)
{
  const char *receipt = word->state == STIPPLE_DELIVERY_DELIVERED ? word->receipt : NULL;
  STIPPLE_AWAIT (self, result, stipple_store_settle_async, item->id, item->round, word->state,
                 receipt);
  g_autoptr (GError) error = NULL;

  if (!stipple_store_settle_finish (self->store, result, &error))
    {
      g_message ("what became of a refused intake could not be kept: %s", error->message);
      return FALSE;
    }
  stipple_delivery_heed_tally (self);
  if (word->state == STIPPLE_DELIVERY_WAITING)
    stipple_delivery_probe (self);
  stipple_delivery_tell (self, self->state, self->trouble,
                         receipt != NULL ? stipple_delivery_receipt (item->id, receipt) : NULL,
                         NULL);
  return TRUE;
}

/* FALSE: not now. */
static gboolean
ask (StippleDelivery *self, const StippleOutboxItem *item, gint64 *retry_after)
{
  g_auto (Word) word = { 0 };

  hear (self, "GET", item, NULL, &word);
  if (word.says == SAYS_UNKNOWN)
    {
      char *report = write_report (item);

      hear (self, "PUT", item, report, &word);
      stipple_wipe (report);
      /* A hub that does not know this path either. */
      if (word.says == SAYS_UNKNOWN)
        return TRUE;
    }
  *retry_after = word.retry_after;
  if (word.says == SAYS_REFUSED)
    stipple_delivery_refuse (self);
  if (word.says == SAYS_STATE && word.state != STIPPLE_DELIVERY_QUARANTINED)
    return settle (self, item, &word);
  return word.says == SAYS_STATE || word.says == SAYS_NO;
}

static void
fail (StippleDelivery *self, gint64 retry_after_s)
{
  gint64 asked = CLAMP (retry_after_s * G_USEC_PER_SEC, 0, self->pace.longest_wait);
  gint64 delay = self->pace.backoff_delay (self->quarantine_failures, g_random_double ());

  self->quarantine_failures = MIN (self->quarantine_failures + 1, 1000);
  self->next_quarantine = g_get_monotonic_time () + MAX (delay, asked);
}

void
stipple_delivery_ask_quarantine (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_next_quarantined_async, self->asked_number, PAGE);
  g_autoptr (GPtrArray) items = stipple_store_next_quarantined_finish (self->store, result, NULL);
  gint64 retry_after = -1;

  self->last_quarantine = g_get_monotonic_time ();
  for (guint i = 0; items != NULL && i < items->len && !self->refused; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (items, i);

      if (!ask (self, item, &retry_after))
        {
          fail (self, retry_after);
          return;
        }
      self->asked_number = item->number;
    }
  self->quarantine_failures = 0;
  /* The rest at once; intakes go out in between. */
  if (items != NULL && items->len == PAGE)
    self->next_quarantine = 0;
  else
    {
      self->asked_number = 0;
      self->next_quarantine = self->last_quarantine + self->pace.quarantine_interval;
    }
}
