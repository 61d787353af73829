// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/refusal.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const kinds[STIPPLE_N_REFUSALS] = {
  [STIPPLE_REFUSAL_INVALID] = "invalid", [STIPPLE_REFUSAL_CONFLICT] = "conflict",
  [STIPPLE_REFUSAL_GONE] = "gone",       [STIPPLE_REFUSAL_TOO_LARGE] = "too-large",
  [STIPPLE_REFUSAL_UNKNOWN] = "unknown", [STIPPLE_REFUSAL_DAMAGED] = "damaged",
};

StippleRefusal *
stipple_refusal_new (StippleRefusalKind kind, int status)
{
  StippleRefusal *self = g_new0 (StippleRefusal, 1);

  self->kind = kind;
  self->status = status;
  return self;
}

void
stipple_refusal_free (StippleRefusal *self)
{
  g_free (self->issue);
  g_free (self->expression);
  g_free (self->diagnostics);
  g_free (self);
}

StippleRefusal *
stipple_refusal_copy (const StippleRefusal *self)
{
  StippleRefusal *copy = stipple_refusal_new (self->kind, self->status);

  copy->issue = g_strdup (self->issue);
  copy->expression = g_strdup (self->expression);
  copy->diagnostics = g_strdup (self->diagnostics);
  return copy;
}

static StippleRefusalKind
kind_of (int status)
{
  switch (status)
    {
    case 404:
      return STIPPLE_REFUSAL_UNKNOWN;
    case 409:
    case 412:
      return STIPPLE_REFUSAL_CONFLICT;
    case 410:
      return STIPPLE_REFUSAL_GONE;
    case 413:
      return STIPPLE_REFUSAL_TOO_LARGE;
    default:
      return STIPPLE_REFUSAL_INVALID;
    }
}

static char *
cut (const char *text, glong max)
{
  if (text == NULL || *text == '\0')
    return NULL;
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), max));
}

StippleRefusal *
stipple_refusal_new_from_outcome (int status, const json_t *outcome)
{
  const json_t *issue = json_array_get (json_object_get (outcome, "issue"), 0);
  const json_t *details = json_object_get (issue, "details");
  const json_t *expression = json_array_get (json_object_get (issue, "expression"), 0);
  const char *words = json_string_value (json_object_get (issue, "diagnostics"));
  StippleRefusal *self = stipple_refusal_new (kind_of (status), status);

  if (words == NULL)
    words = json_string_value (json_object_get (details, "text"));
  self->issue =
      cut (json_string_value (json_object_get (issue, "code")), STIPPLE_REFUSAL_ISSUE_MAX);
  self->expression = cut (json_string_value (expression), STIPPLE_REFUSAL_EXPRESSION_MAX);
  self->diagnostics = cut (words, STIPPLE_REFUSAL_DIAGNOSTICS_MAX);
  return self;
}

static void
set_text (json_t *json, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_new (json, name, json_string (text));
}

json_t *
stipple_refusal_to_json (const StippleRefusal *self)
{
  json_t *json = json_pack ("{s:s, s:i}", "kind", kinds[self->kind], "status", self->status);

  set_text (json, "issue", self->issue);
  set_text (json, "expression", self->expression);
  set_text (json, "diagnostics", self->diagnostics);
  return json;
}

/* FALSE for what is no text, or too long a one; an absent one is NULL. */
static gboolean
take_text (const json_t *json, const char *name, glong max, char **text)
{
  const json_t *member = json_object_get (json, name);

  *text = g_strdup (json_string_value (member));
  return member == NULL || (*text != NULL && **text != '\0' && g_utf8_strlen (*text, -1) <= max);
}

static gboolean
take_kind (const json_t *json, StippleRefusalKind *kind)
{
  const char *word = json_string_value (json_object_get (json, "kind"));

  for (guint i = 0; word != NULL && i < STIPPLE_N_REFUSALS; i++)
    if (strcmp (kinds[i], word) == 0)
      {
        *kind = (StippleRefusalKind) i;
        return TRUE;
      }
  return FALSE;
}

StippleRefusal *
stipple_refusal_from_json (const json_t *json, GError **error)
{
  g_autoptr (StippleRefusal) self = stipple_refusal_new (STIPPLE_REFUSAL_INVALID, 0);
  const json_t *status = json_object_get (json, "status");
  const json_int_t number = json_integer_value (status);

  if (take_kind (json, &self->kind) && json_is_integer (status)
      && (number == 0 || (number >= 400 && number <= 599))
      && take_text (json, "issue", STIPPLE_REFUSAL_ISSUE_MAX, &self->issue)
      && take_text (json, "expression", STIPPLE_REFUSAL_EXPRESSION_MAX, &self->expression)
      && take_text (json, "diagnostics", STIPPLE_REFUSAL_DIAGNOSTICS_MAX, &self->diagnostics))
    {
      self->status = (int) number;
      return g_steal_pointer (&self);
    }
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       "refusal: send its kind and status, and short texts.");
  return NULL;
}

const char *
stipple_refusal_title (const StippleRefusal *self)
{
  switch (self->kind)
    {
    case STIPPLE_REFUSAL_CONFLICT:
      return _ ("The hub already holds this intake with other content.");
    case STIPPLE_REFUSAL_GONE:
      return _ ("This intake was deleted at the hub.");
    case STIPPLE_REFUSAL_TOO_LARGE:
      return _ ("This intake is larger than the hub accepts.");
    case STIPPLE_REFUSAL_UNKNOWN:
      return _ ("The hub does not know what this intake refers to.");
    case STIPPLE_REFUSAL_DAMAGED:
      return _ ("This intake was damaged on the kiosk’s disk. Ask the client again.");
    case STIPPLE_REFUSAL_INVALID:
    case STIPPLE_N_REFUSALS:
    default:
      return _ ("The hub found something wrong in this intake.");
    }
}

char *
stipple_refusal_describe (const StippleRefusal *self)
{
  g_autoptr (GString) words = g_string_new (stipple_refusal_title (self));

  if (self->diagnostics != NULL)
    g_string_append_printf (words, " %s", self->diagnostics);
  if (self->expression != NULL)
    g_string_append_printf (words, " (%s)", self->expression);
  return g_strdup (words->str);
}
