// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/time-rail.h"

#include "core/follicles.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH 72 /* px: a finger's */
#define LINE 8
#define STOP 20
#define THUMB 48
#define SNAP 0.12 /* of a stage: a thumb let go nearer to a stop than this goes there */

struct _StippleTimeRail
{
  GtkWidget parent_instance;
  double stage;
  double start; /* y of the drag, px */
};

G_DEFINE_FINAL_TYPE (StippleTimeRail, stipple_time_rail, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STAGE,
  N_PROPS
};

enum
{
  MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The stops are in the middle of equal parts, as the buttons beside them are. */
static double
y_of (StippleTimeRail *self, double stage)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) * (stage + 0.5) / (STIPPLE_STAGE_LAST + 1);
}

static double
stage_at (StippleTimeRail *self, double y)
{
  int height = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));

  return y / height * (STIPPLE_STAGE_LAST + 1) - 0.5;
}

static void
move_to (StippleTimeRail *self, double stage)
{
  stipple_time_rail_set_stage (self, stage);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, StippleTimeRail *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->start = y;
  move_to (self, stage_at (self, y));
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, StippleTimeRail *self)
{
  move_to (self, stage_at (self, self->start + dy));
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, StippleTimeRail *self)
{
  double stop = round (self->stage);

  if (fabs (self->stage - stop) < SNAP)
    move_to (self, stop);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        StippleTimeRail *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if ((key == GDK_KEY_Right) != rtl)
        move_to (self, floor (self->stage + 1));
      else
        move_to (self, ceil (self->stage - 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
      move_to (self, floor (self->stage + 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
      move_to (self, ceil (self->stage - 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      move_to (self, STIPPLE_STAGE_BEFORE);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      move_to (self, STIPPLE_STAGE_LAST);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = WIDTH;
  else
    *minimum = *natural = WIDTH * (STIPPLE_STAGE_LAST + 1);
}

static void
draw_disc (GtkSnapshot *snap, double x, double y, double size, const GdkRGBA *fill,
           const GdkRGBA *edge, float width)
{
  stipple_paint_round (snap,
                       &GRAPHENE_RECT_INIT ((float) (x - size / 2), (float) (y - size / 2),
                                            (float) size, (float) size),
                       (float) (size / 2), fill, edge, width);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleTimeRail *self = STIPPLE_TIME_RAIL (widget);
  GdkRGBA card = stipple_paint_color (widget, "card");
  GdkRGBA edge = stipple_paint_color (widget, "edge");
  GdkRGBA primary = stipple_paint_color (widget, "primary");
  double x = gtk_widget_get_width (widget) / 2.0;
  double top = y_of (self, 0);
  double bottom = y_of (self, STIPPLE_STAGE_LAST);
  double here = y_of (self, self->stage);
  float left = (float) (x - LINE / 2.0);

  gtk_snapshot_append_color (
      snap, &edge,
      &GRAPHENE_RECT_INIT ((float) (x - 1.5), (float) here, 3, (float) (bottom - here)));
  gtk_snapshot_append_color (snap, &primary,
                             &GRAPHENE_RECT_INIT (left, (float) top, LINE, (float) (here - top)));
  for (int stop = 0; stop <= STIPPLE_STAGE_LAST; stop++)
    {
      gboolean passed = stop <= self->stage;

      draw_disc (snap, x, y_of (self, stop), STOP, passed ? &primary : &card,
                 passed ? &primary : &edge, 3);
    }
  draw_disc (snap, x, here, THUMB, &card, &primary, 6);
  draw_disc (snap, x, here, STOP, &primary, NULL, 0);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STAGE:
      g_value_set_double (value, STIPPLE_TIME_RAIL (object)->stage);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STAGE:
      stipple_time_rail_set_stage (STIPPLE_TIME_RAIL (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_time_rail_class_init (StippleTimeRailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;

  properties[PROP_STAGE] =
      g_param_spec_double ("stage", NULL, NULL, 0, STIPPLE_STAGE_LAST, 0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "timerail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
describe (StippleTimeRail *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->stage, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  stipple_stage_get_name ((int) lround (self->stage)), -1);
}

static void
stipple_time_rail_init (StippleTimeRail *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Time"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) STIPPLE_STAGE_LAST,
                                  -1);
  describe (self);
}

GtkWidget *
stipple_time_rail_new (void)
{
  return g_object_new (STIPPLE_TYPE_TIME_RAIL, NULL);
}

double
stipple_time_rail_get_stage (StippleTimeRail *self)
{
  g_return_val_if_fail (STIPPLE_IS_TIME_RAIL (self), 0);

  return self->stage;
}

void
stipple_time_rail_set_stage (StippleTimeRail *self, double stage)
{
  gboolean named;

  g_return_if_fail (STIPPLE_IS_TIME_RAIL (self));

  stage = CLAMP (stage, 0, STIPPLE_STAGE_LAST);
  if (self->stage == stage)
    return;

  named = lround (self->stage) == lround (stage);
  self->stage = stage;
  if (!named)
    describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}
