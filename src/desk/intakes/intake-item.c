// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intake-item.h"

#include "core/clock.h"
#include "core/person.h"

#include <glib/gi18n-lib.h>

struct _StippleIntakeItem
{
  GObject parent_instance;

  char *id;
  char *code;
  char *name;
  char *phone;
  char *device;
  char *device_name;
  gint64 received;
  int revision;
  StippleWorkState state;
  gboolean in_progress;
  gboolean mismatch;
  gboolean has_outcome;
  StippleOutcome outcome;
  GDate earliest;
};

G_DEFINE_FINAL_TYPE (StippleIntakeItem, stipple_intake_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
text_of (const json_t *row, const char *key)
{
  const char *text = json_string_value (json_object_get (row, key));

  return text != NULL ? text : "";
}

/* As a list has it, so that the eye finds the family name. Transfer full. */
static char *
list_name (const json_t *row)
{
  const char *first = text_of (row, "firstName");
  const char *last = text_of (row, "lastName");

  if (*first == '\0' || *last == '\0')
    return g_strdup (text_of (row, "name"));
  /* TRANSLATORS: a name in a list, family name first: "Tremblay, Amélie" */
  return g_strdup_printf (C_ ("family name, given name", "%s, %s"), last, first);
}

static void
take_result (StippleIntakeItem *self, const json_t *row)
{
  const char *outcome = json_string_value (json_object_get (row, "outcome"));
  const char *earliest = json_string_value (json_object_get (row, "earliest"));

  self->in_progress = json_is_true (json_object_get (row, "inProgress"));
  self->mismatch = json_is_true (json_object_get (row, "mismatch"));
  self->has_outcome = outcome != NULL && stipple_outcome_from_string (outcome, &self->outcome);
  g_date_clear (&self->earliest, 1);
  if (earliest != NULL)
    stipple_date_parse_iso (earliest, &self->earliest, NULL);
}

gboolean
stipple_intake_item_fill (StippleIntakeItem *self, const json_t *row)
{
  const char *id = json_string_value (json_object_get (row, "id"));
  const char *code = json_string_value (json_object_get (row, "code"));
  const int revision = (int) json_integer_value (json_object_get (row, "revision"));
  gint64 received;

  if (id == NULL || code == NULL
      || !stipple_clock_parse_utc (text_of (row, "received"), &received, NULL))
    return FALSE;
  if (g_strcmp0 (self->id, id) == 0 && self->revision == revision)
    return TRUE;
  g_free (self->id);
  self->id = g_strdup (id);
  g_free (self->code);
  self->code = g_strdup (code);
  stipple_wipe (self->name);
  self->name = list_name (row);
  stipple_set_secret (&self->phone, text_of (row, "phone"));
  g_free (self->device);
  self->device = g_strdup (text_of (row, "device"));
  g_free (self->device_name);
  self->device_name =
      g_strdup (json_is_true (json_object_get (row, "onPaper")) ? C_ ("instead of a kiosk", "Paper")
                                                                : text_of (row, "deviceName"));
  self->received = received;
  self->revision = revision;
  if (!stipple_work_state_from_string (text_of (row, "state"), &self->state))
    self->state = STIPPLE_WORK_NEW;
  take_result (self, row);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

const char *
stipple_intake_item_get_id (StippleIntakeItem *self)
{
  return self->id;
}

const char *
stipple_intake_item_get_code (StippleIntakeItem *self)
{
  return self->code;
}

const char *
stipple_intake_item_get_name (StippleIntakeItem *self)
{
  return self->name != NULL ? self->name : "";
}

const char *
stipple_intake_item_get_phone (StippleIntakeItem *self)
{
  return self->phone != NULL ? self->phone : "";
}

const char *
stipple_intake_item_get_device (StippleIntakeItem *self)
{
  return self->device != NULL ? self->device : "";
}

const char *
stipple_intake_item_get_device_name (StippleIntakeItem *self)
{
  return self->device_name != NULL ? self->device_name : "";
}

gint64
stipple_intake_item_get_received (StippleIntakeItem *self)
{
  return self->received;
}

StippleWorkState
stipple_intake_item_get_state (StippleIntakeItem *self)
{
  return self->state;
}

gboolean
stipple_intake_item_is_in_progress (StippleIntakeItem *self)
{
  return self->in_progress;
}

gboolean
stipple_intake_item_has_mismatch (StippleIntakeItem *self)
{
  return self->mismatch;
}

gboolean
stipple_intake_item_get_outcome (StippleIntakeItem *self, StippleOutcome *outcome, GDate *earliest)
{
  *outcome = self->outcome;
  *earliest = self->earliest;
  return self->has_outcome;
}

static void
stipple_intake_item_finalize (GObject *object)
{
  StippleIntakeItem *self = STIPPLE_INTAKE_ITEM (object);

  g_free (self->id);
  g_free (self->code);
  stipple_wipe (self->name);
  stipple_wipe (self->phone);
  g_free (self->device);
  g_free (self->device_name);
  G_OBJECT_CLASS (stipple_intake_item_parent_class)->finalize (object);
}

static void
stipple_intake_item_class_init (StippleIntakeItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_intake_item_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_intake_item_init (StippleIntakeItem *self)
{
  g_date_clear (&self->earliest, 1);
}

StippleIntakeItem *
stipple_intake_item_new (void)
{
  return g_object_new (STIPPLE_TYPE_INTAKE_ITEM, NULL);
}
