// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/look.h"

#define MOST_STEPS 100 /* that can be undone */

struct _StippleLook
{
  GObject parent_instance;

  int pattern;
  int hair_color;
  int complexion;

  GPtrArray *states; /* StippleMarks, each set after the one before it */
  guint now;         /* the one that counts */
};

G_DEFINE_FINAL_TYPE (StippleLook, stipple_look, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATTERN,
  PROP_HAIR_COLOR,
  PROP_COMPLEXION,
  PROP_MARKS,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_number (StippleLook *self, int *field, int value, guint prop)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static gboolean
can_undo (StippleLook *self)
{
  return self->now > 0;
}

static gboolean
can_redo (StippleLook *self)
{
  return self->now + 1 < self->states->len;
}

/* Both flags are told every time: who shows them does not mind. */
static void
marks_changed (StippleLook *self)
{
  for (guint prop = PROP_MARKS; prop <= PROP_CAN_REDO; prop++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleLook *self = STIPPLE_LOOK (object);

  switch (id)
    {
    case PROP_PATTERN:
      g_value_set_int (value, self->pattern);
      break;
    case PROP_HAIR_COLOR:
      g_value_set_int (value, self->hair_color);
      break;
    case PROP_COMPLEXION:
      g_value_set_int (value, self->complexion);
      break;
    case PROP_MARKS:
      g_value_set_boxed (value, stipple_look_get_marks (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleLook *self = STIPPLE_LOOK (object);

  switch (id)
    {
    case PROP_PATTERN:
      set_number (self, &self->pattern, g_value_get_int (value), id);
      break;
    case PROP_HAIR_COLOR:
      set_number (self, &self->hair_color, g_value_get_int (value), id);
      break;
    case PROP_COMPLEXION:
      set_number (self, &self->complexion, g_value_get_int (value), id);
      break;
    case PROP_MARKS:
      stipple_look_set_marks (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  StippleLook *self = STIPPLE_LOOK (object);

  g_ptr_array_unref (self->states);
  self->pattern = self->hair_color = self->complexion = 0;
  G_OBJECT_CLASS (stipple_look_parent_class)->finalize (object);
}

static void
stipple_look_class_init (StippleLookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags entered = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;

  properties[PROP_PATTERN] =
      g_param_spec_int ("pattern", NULL, NULL, 0, STIPPLE_N_PATTERNS - 1, 0, entered);
  properties[PROP_HAIR_COLOR] =
      g_param_spec_int ("hair-color", NULL, NULL, 0, STIPPLE_N_HAIR_COLORS, 0, entered);
  properties[PROP_COMPLEXION] =
      g_param_spec_int ("complexion", NULL, NULL, 0, STIPPLE_N_COMPLEXIONS, 0, entered);
  properties[PROP_MARKS] = g_param_spec_boxed ("marks", NULL, NULL, STIPPLE_TYPE_MARKS, entered);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_look_init (StippleLook *self)
{
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_marks_free);
  g_ptr_array_add (self->states, stipple_marks_new ());
}

StippleLook *
stipple_look_new (void)
{
  return g_object_new (STIPPLE_TYPE_LOOK, NULL);
}

StippleHairPattern
stipple_look_get_pattern (StippleLook *self)
{
  return (StippleHairPattern) self->pattern;
}

int
stipple_look_get_hair_color (StippleLook *self)
{
  return self->hair_color;
}

int
stipple_look_get_complexion (StippleLook *self)
{
  return self->complexion;
}

const StippleMarks *
stipple_look_get_marks (StippleLook *self)
{
  return g_ptr_array_index (self->states, self->now);
}

void
stipple_look_set_marks (StippleLook *self, const StippleMarks *marks)
{
  g_return_if_fail (STIPPLE_IS_LOOK (self));
  g_return_if_fail (marks != NULL);

  if (stipple_marks_equal (stipple_look_get_marks (self), marks))
    return;

  g_ptr_array_set_size (self->states, (int) self->now + 1);
  g_ptr_array_add (self->states, stipple_marks_copy (marks));
  if (self->states->len > MOST_STEPS + 1)
    g_ptr_array_remove_index (self->states, 0);
  self->now = self->states->len - 1;
  marks_changed (self);
}

void
stipple_look_undo (StippleLook *self)
{
  g_return_if_fail (STIPPLE_IS_LOOK (self));

  if (!can_undo (self))
    return;
  self->now--;
  marks_changed (self);
}

void
stipple_look_redo (StippleLook *self)
{
  g_return_if_fail (STIPPLE_IS_LOOK (self));

  if (!can_redo (self))
    return;
  self->now++;
  marks_changed (self);
}

gboolean
stipple_look_is_empty (StippleLook *self)
{
  return self->pattern == STIPPLE_PATTERN_NONE && self->hair_color == 0 && self->complexion == 0
         && stipple_marks_is_empty (stipple_look_get_marks (self));
}
