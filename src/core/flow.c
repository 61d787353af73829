// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_PLAIN = 0,
  STEP_HEALTH = 1 << 0,
  STEP_PERSONAL = 1 << 1,
  STEP_NEEDS_RESULT = 1 << 2, /* nobody stands here without one */
  STEP_FINAL = 1 << 3,
} StepFlags;

#define MAX_FIELDS 6

typedef struct
{
  const char *id;
  StippleChapter chapter;
  StepFlags flags;
  gboolean (*applicable) (StippleSession *session); /* NULL: always. May look at the pack only */
  const char *fields[MAX_FIELDS + 1]; /* complete when stipple_session_check_field() passes all */
  gboolean (*apply) (StippleSession *session, GError **error); /* on leaving forward; may be NULL */
} StepRule;

static gboolean
has_faq (StippleSession *session)
{
  return stipple_session_get_pack (session)->faq->len > 0;
}

static gboolean
has_aftercare (StippleSession *session)
{
  return stipple_session_get_pack (session)->aftercare->len > 0;
}

static gboolean
has_questions (StippleSession *session)
{
  return stipple_session_get_pack (session)->questions->len > 0;
}

/* The visit, in order. The result comes before the details, so that answers about health never
 * share a screen with the name. */
static const StepRule step_rules[] = {
  { "learn", STIPPLE_CHAPTER_LEARN, STEP_PLAIN, .applicable = has_faq },
  { "comfort", STIPPLE_CHAPTER_COMFORT, STEP_PLAIN },
  { "aftercare", STIPPLE_CHAPTER_AFTERCARE, STEP_PLAIN, .applicable = has_aftercare },
  { "understanding", STIPPLE_CHAPTER_AFTERCARE, STEP_PLAIN, .applicable = has_questions,
    .fields = { "understanding" } },
  { "look", STIPPLE_CHAPTER_LOOK, STEP_PLAIN },
  { "health", STIPPLE_CHAPTER_HEALTH, STEP_HEALTH, .fields = { "replies" },
    .apply = stipple_session_evaluate },
  { "result", STIPPLE_CHAPTER_HEALTH, STEP_HEALTH | STEP_NEEDS_RESULT, .fields = { "result" } },
  { "wishes", STIPPLE_CHAPTER_DETAILS, STEP_HEALTH | STEP_NEEDS_RESULT,
    .fields = { "numbing", "medication", "scars", "wishes-note" } },
  { "details", STIPPLE_CHAPTER_DETAILS, STEP_PERSONAL | STEP_NEEDS_RESULT,
    .fields = { "first-name", "last-name", "birth-date", "mobile", "contact", "email" } },
  { "consent", STIPPLE_CHAPTER_DETAILS, STEP_PERSONAL | STEP_NEEDS_RESULT,
    .fields = { "consent-given", "signature" } },
  { "thanks", STIPPLE_CHAPTER_DETAILS, STEP_PERSONAL | STEP_FINAL },
};

struct _StippleStep
{
  GObject parent_instance;

  const StepRule *rule;
};

G_DEFINE_FINAL_TYPE (StippleStep, stipple_step, G_TYPE_OBJECT)

static void
stipple_step_class_init (StippleStepClass *klass)
{
}

static void
stipple_step_init (StippleStep *self)
{
}

const char *
stipple_step_get_id (StippleStep *self)
{
  return self->rule->id;
}

StippleChapter
stipple_step_get_chapter (StippleStep *self)
{
  return self->rule->chapter;
}

gboolean
stipple_step_is_final (StippleStep *self)
{
  return (self->rule->flags & STEP_FINAL) != 0;
}

gboolean
stipple_step_is_health (StippleStep *self)
{
  return (self->rule->flags & STEP_HEALTH) != 0;
}

gboolean
stipple_step_is_personal (StippleStep *self)
{
  return (self->rule->flags & STEP_PERSONAL) != 0;
}

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_CURRENT,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_NEXT,
  PROP_CAN_FINISH,
  N_PROPS
};

struct _StippleFlow
{
  GObject parent_instance;

  StippleSession *session;
  GPtrArray *steps; /* StippleStep; the last is the final one */
  guint position;
  gboolean can_go_back;
  gboolean can_go_next;
  gboolean can_finish;
};

static void stipple_flow_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleFlow, stipple_flow, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      stipple_flow_list_model_init))

static GParamSpec *properties[N_PROPS];

static const StepRule *
rule_at (StippleFlow *self, guint position)
{
  return ((StippleStep *) g_ptr_array_index (self->steps, position))->rule;
}

static guint
final_position (StippleFlow *self)
{
  return self->steps->len - 1;
}

/* Whether every step before @position is complete; the error is the first fault. */
static gboolean
is_complete_before (StippleFlow *self, guint position, GError **error)
{
  for (guint i = 0; i < position; i++)
    for (const char *const *field = rule_at (self, i)->fields; *field != NULL; field++)
      if (!stipple_session_check_field (self->session, *field, error))
        return FALSE;
  return TRUE;
}

static gboolean
set_flag (gboolean *flag, gboolean value)
{
  const gboolean changed = *flag != value;

  *flag = value;
  return changed;
}

static void
announce (StippleFlow *self, gboolean changed, guint prop)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* The one place that moves. When the result is gone (a reply changed), the place falls back to where
 * a new one is made. All is settled before anyone hears of any of it. */
static void
settle (StippleFlow *self, guint position)
{
  const guint final = final_position (self);
  gboolean complete, moved, back, next, finish;

  if (stipple_session_get_result (self->session) == NULL)
    while ((rule_at (self, position)->flags & STEP_NEEDS_RESULT) != 0)
      position--;
  complete = position < final && is_complete_before (self, position + 1, NULL);

  moved = self->position != position;
  self->position = position;
  back = set_flag (&self->can_go_back, position > 0 && position < final);
  next = set_flag (&self->can_go_next, complete && position + 1 < final);
  finish = set_flag (&self->can_finish, complete && position + 1 == final);

  announce (self, moved, PROP_CURRENT);
  announce (self, back, PROP_CAN_GO_BACK);
  announce (self, next, PROP_CAN_GO_NEXT);
  announce (self, finish, PROP_CAN_FINISH);
}

static void
on_session_notify (StippleFlow *self)
{
  settle (self, self->position);
}

static gboolean
refuse_finished (StippleFlow *self, GError **error)
{
  if (self->position < final_position (self))
    return FALSE;

  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       _ ("This visit is finished. Please start a new one."));
  return TRUE;
}

/* Forward to @position: what lies before it must be complete, and every step left behind is
 * applied. */
static gboolean
advance (StippleFlow *self, guint position, GError **error)
{
  if (!is_complete_before (self, position, error))
    return FALSE;

  if (position == final_position (self))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("Everything is filled in. Please press Finish."));
      return FALSE;
    }

  for (guint i = self->position; i < position; i++)
    {
      const StepRule *rule = rule_at (self, i);

      if (rule->apply != NULL && !rule->apply (self->session, error))
        return FALSE;
    }
  settle (self, position);
  return TRUE;
}

static GType
stipple_flow_get_item_type (GListModel *model)
{
  return STIPPLE_TYPE_STEP;
}

static guint
stipple_flow_get_n_items (GListModel *model)
{
  return STIPPLE_FLOW (model)->steps->len;
}

static gpointer
stipple_flow_get_item (GListModel *model, guint position)
{
  StippleFlow *self = STIPPLE_FLOW (model);

  return position < self->steps->len ? g_object_ref (g_ptr_array_index (self->steps, position))
                                     : NULL;
}

static void
stipple_flow_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = stipple_flow_get_item_type;
  iface->get_n_items = stipple_flow_get_n_items;
  iface->get_item = stipple_flow_get_item;
}

static void
stipple_flow_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StippleFlow *self = STIPPLE_FLOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_CURRENT:
      g_value_set_object (value, stipple_flow_get_current (self));
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_CAN_GO_NEXT:
      g_value_set_boolean (value, self->can_go_next);
      break;
    case PROP_CAN_FINISH:
      g_value_set_boolean (value, self->can_finish);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
stipple_flow_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StippleFlow *self = STIPPLE_FLOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
stipple_flow_constructed (GObject *object)
{
  StippleFlow *self = STIPPLE_FLOW (object);

  G_OBJECT_CLASS (stipple_flow_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (step_rules); i++)
    {
      const StepRule *rule = &step_rules[i];
      StippleStep *step;

      if (rule->applicable != NULL && !rule->applicable (self->session))
        continue;

      step = g_object_new (STIPPLE_TYPE_STEP, NULL);
      step->rule = rule;
      g_ptr_array_add (self->steps, step);
    }
  g_signal_connect_object (self->session, "notify", G_CALLBACK (on_session_notify), self,
                           G_CONNECT_SWAPPED);
  settle (self, 0);
}

static void
stipple_flow_dispose (GObject *object)
{
  StippleFlow *self = STIPPLE_FLOW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->steps, g_ptr_array_unref);

  G_OBJECT_CLASS (stipple_flow_parent_class)->dispose (object);
}

static void
stipple_flow_class_init (StippleFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_flow_get_property;
  object_class->set_property = stipple_flow_set_property;
  object_class->constructed = stipple_flow_constructed;
  object_class->dispose = stipple_flow_dispose;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, STIPPLE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, STIPPLE_TYPE_STEP, shown);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_GO_NEXT] = g_param_spec_boolean ("can-go-next", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_FINISH] = g_param_spec_boolean ("can-finish", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_flow_init (StippleFlow *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

StippleFlow *
stipple_flow_new (StippleSession *session)
{
  return g_object_new (STIPPLE_TYPE_FLOW, "session", session, NULL);
}

StippleSession *
stipple_flow_get_session (StippleFlow *self)
{
  return self->session;
}

StippleStep *
stipple_flow_get_current (StippleFlow *self)
{
  return g_ptr_array_index (self->steps, self->position);
}

guint
stipple_flow_get_position (StippleFlow *self)
{
  return self->position;
}

gboolean
stipple_flow_get_can_go_back (StippleFlow *self)
{
  return self->can_go_back;
}

gboolean
stipple_flow_get_can_go_next (StippleFlow *self)
{
  return self->can_go_next;
}

gboolean
stipple_flow_get_can_finish (StippleFlow *self)
{
  return self->can_finish;
}

gboolean
stipple_flow_go_back (StippleFlow *self)
{
  if (!self->can_go_back)
    return FALSE;

  settle (self, self->position - 1);
  return TRUE;
}

gboolean
stipple_flow_go_next (StippleFlow *self, GError **error)
{
  if (refuse_finished (self, error))
    return FALSE;

  return advance (self, self->position + 1, error);
}

gboolean
stipple_flow_go_to (StippleFlow *self, const char *step_id, GError **error)
{
  guint position;

  if (refuse_finished (self, error))
    return FALSE;

  for (position = 0; position < self->steps->len; position++)
    if (g_str_equal (rule_at (self, position)->id, step_id))
      break;
  if (position == self->steps->len)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                           _ ("This visit has no such step. Please choose another."));
      return FALSE;
    }

  if (position > self->position)
    return advance (self, position, error);
  settle (self, position);
  return TRUE;
}

gboolean
stipple_flow_is_ready (StippleFlow *self, GError **error)
{
  return !refuse_finished (self, error) && is_complete_before (self, final_position (self), error);
}

void
stipple_flow_finish (StippleFlow *self)
{
  /* Unconditional: what is saved is saved, and staying would invite a second intake. */
  settle (self, final_position (self));
}
