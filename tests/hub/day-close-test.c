// SPDX-License-Identifier: GPL-3.0-or-later
#include "day-close-test.h"
#include <string.h>

void
made_clear (Made *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->receipt);
}
static json_t *
make_bundle (HubTest *self, gint64 finished, Made *made)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  json_t *bundle;

  g_clear_pointer (&intake->code, g_free);
  intake->started = finished - MINUTE;
  intake->consent_time = intake->finished = finished;
  bundle = hub_test_wrap (self, intake);
  made->id = g_strdup (intake->id);
  made->code = g_strdup (intake->code);
  made->receipt =
      stipple_fhir_receipt (bundle_get_resource (bundle, 0), bundle_get_resource (bundle, 1));
  return bundle;
}

/* Recorded, and nowhere but on the kiosk. */
Made
day_record (HubTest *self)
{
  Made made;

  json_decref (make_bundle (self, stipple_hub_now (self->hub), &made));
  return made;
}

Made
day_deliver_at (HubTest *self, gint64 finished)
{
  Made made;
  g_autoptr (StippleJson) bundle = make_bundle (self, finished, &made);
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);

  g_assert_cmpint (answer->status, ==, 200);
  return made;
}

Made
day_deliver (HubTest *self)
{
  return day_deliver_at (self, stipple_hub_now (self->hub));
}

json_t *
day_claim (const Made *made, const char *state)
{
  return json_pack ("{s:s, s:s, s:s, s:s}", "id", made->id, "code", made->code, "receipt",
                    made->receipt, "state", state);
}

Answer *
day_put_tally (HubTest *self, const char *token, const char *day, int sequence, gboolean complete,
               json_t *claims)
{
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_TALLY "/%s", day);
  g_autoptr (StippleJson) json =
      json_pack ("{s:i, s:b, s:o}", "sequence", sequence, "complete", complete, "claims", claims);
  g_autofree char *body = stipple_json_canonical (json);

  return hub_ask (self, "PUT", target, token, body, NULL);
}

/* All of today, as the kiosk does after a delivery. Takes @claims. */
void
day_tell (HubTest *self, int sequence, json_t *claims)
{
  g_autoptr (Answer) answer = day_put_tally (self, self->device, TODAY, sequence, TRUE, claims);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpint (json_integer_value (json_object_get (answer->json, "sequence")), ==, sequence);
}

/* --- What the front desk sees. */

Answer *
day_look (HubTest *self, const char *day)
{
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_DAY_CLOSE "?date=%s", day);
  g_autoptr (Answer) answer = hub_get (self, target, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "date"), ==, day);
  return g_steal_pointer (&answer);
}

const json_t *
day_kiosk (const Answer *answer, gsize index)
{
  return json_array_get (json_object_get (answer->json, "kiosks"), index);
}

gint64
day_number (const json_t *json, const char *member)
{
  g_assert_true (json_is_integer (json_object_get (json, member)));
  return json_integer_value (json_object_get (json, member));
}

gboolean
day_is_silent (const json_t *json)
{
  return json_is_true (json_object_get (json, "silent"));
}

/* The only kiosk's, of @day. */
void
day_assert_counts (HubTest *self, const char *day, gint64 recorded, gint64 held, gint64 missing)
{
  g_autoptr (Answer) answer = day_look (self, day);
  const json_t *one = day_kiosk (answer, 0);

  g_assert_cmpint (day_number (one, "recorded"), ==, recorded);
  g_assert_cmpint (day_number (one, "held"), ==, held);
  g_assert_cmpuint (json_array_size (json_object_get (one, "missing")), ==, missing);
}

/* The entry by @code among @list of the only kiosk; NULL when there is none. */
const json_t *
day_entry (const Answer *answer, const char *list, const char *code)
{
  const json_t *entries = json_object_get (day_kiosk (answer, 0), list);
  gsize i;
  json_t *one;

  json_array_foreach (entries, i, one)
    {
      if (g_strcmp0 (json_string_value (json_object_get (one, "code")), code) == 0)
        return one;
    }
  return NULL;
}
