// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/refused-words.h"

#include "core/clock.h"
#include "desk/quarantine/refused-fields.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define QUESTIONNAIRE "QuestionnaireResponse.questionnaire"

static const char *
text_of (const json_t *json, const char *name)
{
  return json_string_value (json_object_get (json, name));
}

static const json_t *
refusal_of (const json_t *one)
{
  return json_object_get (one, "refusal");
}

static StippleRefusal *
read_refusal (const json_t *one)
{
  StippleRefusal *refusal = stipple_refusal_from_json (refusal_of (one), NULL);

  return refusal != NULL ? refusal : stipple_refusal_new (STIPPLE_REFUSAL_INVALID, 0);
}

gboolean
stipple_refused_is_good (const json_t *one)
{
  return json_integer_value (json_object_get (json_object_get (one, "check"), "status")) == 200;
}

char *
stipple_refused_fault (const json_t *one)
{
  const json_t *check = json_object_get (one, "check");

  if (check == NULL)
    return stipple_refused_place (text_of (refusal_of (one), "expression"));
  if (text_of (check, "expression") != NULL)
    return stipple_refused_place (text_of (check, "expression"));
  return stipple_refused_is_good (one) ? NULL
                                       : stipple_refused_place_of_words (text_of (check, "detail"));
}

char *
stipple_refused_title (const json_t *one, const StipplePack *pack)
{
  g_autoptr (StippleRefusal) refusal = read_refusal (one);
  g_autofree char *fault = stipple_refused_fault (one);
  g_autofree char *told = stipple_refused_place (refusal->expression);
  const char *place = fault != NULL ? fault : told;
  g_autofree char *label = NULL;

  if (refusal->kind != STIPPLE_REFUSAL_INVALID || place == NULL)
    return g_strdup (stipple_refusal_title (refusal));
  if (g_str_has_prefix (place, QUESTIONNAIRE))
    return g_strdup (_ ("The hub does not have the kiosk’s version of the content."));
  label =
      stipple_refused_label (json_object_get (one, "patient") != NULL ? one : NULL, pack, place);
  /* TRANSLATORS: %s is a field of the form: "Not accepted: Date of birth" */
  return g_strdup_printf (_ ("Not accepted: %s"), label);
}

const char *
stipple_refused_advice (const json_t *one)
{
  g_autoptr (StippleRefusal) refusal = read_refusal (one);
  g_autofree char *fault = stipple_refused_fault (one);

  if (g_strcmp0 (text_of (one, "state"), "again") == 0)
    return _ ("The kiosk sends it once more as it was, as soon as it reaches the hub.");
  if (json_object_get (one, "held") != NULL)
    return _ ("The hub has an intake with this code already. What you save here becomes its new "
              "version. If it is the same visit twice, an administrator can dismiss this one.");
  if (refusal->kind == STIPPLE_REFUSAL_DAMAGED || json_object_get (one, "patient") == NULL)
    return _ ("What was entered cannot be read here. Ask the client again; an administrator can "
              "then dismiss this one.");
  if (stipple_refused_is_good (one))
    return _ ("The hub would accept it now as it is. Let the kiosk send it again.");
  if (fault != NULL && g_str_has_prefix (fault, QUESTIONNAIRE))
    return _ ("Publish the content that the kiosk has to this hub, then let the kiosk send it "
              "again.");
  return _ (
      "Correct what is marked, then save. The intake goes to the hub, and the kiosk is told.");
}

char *
stipple_refused_hub_words (const json_t *one)
{
  const char *words = text_of (json_object_get (one, "check"), "detail");
  g_autofree char *place = NULL;

  if (words == NULL)
    words = text_of (refusal_of (one), "diagnostics");
  /* The place is marked. */
  place = stipple_refused_place_of_words (words);
  if (place != NULL)
    words = strstr (words, ": ") + 2;
  if (words == NULL || *words == '\0')
    return NULL;
  /* What a hub says in the source's language is found in ours; what it says in another stays as it is. */
  /* TRANSLATORS: %s are the hub's words */
  return g_strdup_printf (_ ("The hub said: %s"), _ (words));
}

const char *
stipple_refused_name (const json_t *one)
{
  const char *name = text_of (one, "name");

  return name != NULL ? name : _ ("No name that can be read");
}

char *
stipple_refused_moment (const json_t *one, const char *name)
{
  const char *text = text_of (one, name);
  gint64 moment;

  return text != NULL && stipple_clock_parse_utc (text, &moment, NULL)
             ? stipple_desk_moment (moment)
             : g_strdup ("");
}
