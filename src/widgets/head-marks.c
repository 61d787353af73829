// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/head-marks.h"

#include "widgets/head-tones.h"

#include <math.h>

#define SLOP 24 /* px that a finger may move while it touches */
#define PEN 7.0
#define FAINT 0.6 /* what a finger is on */

struct _StippleHeadMarks
{
  GtkWidget parent_instance;

  StippleHeadSide side;
  StippleMarks *marks;

  gboolean drawing;
  gboolean inking; /* a finger is down and draws */
  int touched;     /* the region under a finger, or -1 */
  double start_x;  /* of the touch, px */
  double start_y;
  GtkGesture *click;
  GtkGesture *drag;
};

G_DEFINE_FINAL_TYPE (StippleHeadMarks, stipple_head_marks, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MARKS,
  PROP_DRAWING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Units of the drawing to px. */
static double
get_unit (StippleHeadMarks *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / (double) STIPPLE_STROKES_WIDTH;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleHeadMarks *self = STIPPLE_HEAD_MARKS (widget);
  const StippleHeadPen pen = { stipple_head_ink (widget, "copper"),
                               stipple_head_ink (widget, "card"), PEN };
  cairo_t *cr = NULL;

  if (stipple_marks_is_empty (self->marks) && self->touched < 0)
    return;

  cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                             gtk_widget_get_height (widget)));
  stipple_head_paint_marks (cr, self->side, get_unit (self), self->marks, &pen);
  if (self->touched >= 0)
    stipple_head_paint_region (cr, self->side, get_unit (self), (StippleRegion) self->touched, &pen,
                               FAINT);
  cairo_destroy (cr);
}

/* Touch */

static gboolean
region_under (StippleHeadMarks *self, double x, double y, StippleRegion *region)
{
  double unit = get_unit (self);

  return unit > 0 && stipple_region_at (self->side, x / unit, y / unit, region);
}

static void
set_touched (StippleHeadMarks *self, int touched)
{
  if (self->touched == touched)
    return;
  self->touched = touched;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
marks_changed (StippleHeadMarks *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, StippleHeadMarks *self)
{
  StippleRegion region;

  self->start_x = x;
  self->start_y = y;
  set_touched (self, region_under (self, x, y, &region) ? (int) region : -1);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, StippleHeadMarks *self)
{
  int touched = self->touched;

  set_touched (self, -1);
  if (touched < 0 || hypot (x - self->start_x, y - self->start_y) > SLOP)
    return;
  stipple_marks_set_region (self->marks, (StippleRegion) touched,
                            !stipple_marks_has_region (self->marks, (StippleRegion) touched));
  marks_changed (self);
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, StippleHeadMarks *self)
{
  set_touched (self, -1);
}

static void
add_point (StippleHeadMarks *self, double x, double y, gboolean first)
{
  double unit = get_unit (self);
  int column = (int) lround (x / unit);
  int row = (int) lround (y / unit);

  (first ? stipple_marks_begin : stipple_marks_extend) (self->marks, self->side, column, row);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, StippleHeadMarks *self)
{
  if (get_unit (self) <= 0)
    return;

  /* The page that this lies on must not scroll. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->inking = TRUE;
  self->start_x = x;
  self->start_y = y;
  add_point (self, x, y, TRUE);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, StippleHeadMarks *self)
{
  if (self->inking)
    add_point (self, self->start_x + dx, self->start_y + dy, FALSE);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, StippleHeadMarks *self)
{
  if (!self->inking)
    return;
  self->inking = FALSE;
  marks_changed (self);
}

static void
set_drawing (StippleHeadMarks *self, gboolean drawing)
{
  if (self->drawing == drawing)
    return;

  self->drawing = drawing;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->click),
                                              drawing ? GTK_PHASE_NONE : GTK_PHASE_BUBBLE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag),
                                              drawing ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
}

static void
unmap (GtkWidget *widget)
{
  set_touched (STIPPLE_HEAD_MARKS (widget), -1);
  GTK_WIDGET_CLASS (stipple_head_marks_parent_class)->unmap (widget);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleHeadMarks *self = STIPPLE_HEAD_MARKS (object);

  switch (id)
    {
    case PROP_MARKS:
      g_value_set_boxed (value, self->marks);
      break;
    case PROP_DRAWING:
      g_value_set_boolean (value, self->drawing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleHeadMarks *self = STIPPLE_HEAD_MARKS (object);

  switch (id)
    {
    case PROP_MARKS:
      stipple_head_marks_set_marks (self, g_value_get_boxed (value));
      break;
    case PROP_DRAWING:
      set_drawing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  stipple_marks_free (STIPPLE_HEAD_MARKS (object)->marks);
  G_OBJECT_CLASS (stipple_head_marks_parent_class)->finalize (object);
}

static void
stipple_head_marks_class_init (StippleHeadMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = finalize;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->snapshot = snapshot;
  widget_class->unmap = unmap;

  properties[PROP_MARKS] = g_param_spec_boxed ("marks", NULL, NULL, STIPPLE_TYPE_MARKS, flags);
  properties[PROP_DRAWING] = g_param_spec_boolean ("drawing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "headmarks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
stipple_head_marks_init (StippleHeadMarks *self)
{
  self->touched = -1;
  self->marks = stipple_marks_new ();

  self->click = gtk_gesture_click_new ();
  g_signal_connect (self->click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (self->click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (self->click, "cancel", G_CALLBACK (on_cancel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->click));

  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_NONE);
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}

GtkWidget *
stipple_head_marks_new (void)
{
  return g_object_new (STIPPLE_TYPE_HEAD_MARKS, NULL);
}

void
stipple_head_marks_set_side (StippleHeadMarks *self, StippleHeadSide side)
{
  g_return_if_fail (STIPPLE_IS_HEAD_MARKS (self));

  self->side = side;
  self->inking = FALSE;
  self->touched = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const StippleMarks *
stipple_head_marks_get_marks (StippleHeadMarks *self)
{
  g_return_val_if_fail (STIPPLE_IS_HEAD_MARKS (self), NULL);

  return self->marks;
}

void
stipple_head_marks_set_marks (StippleHeadMarks *self, const StippleMarks *marks)
{
  g_return_if_fail (STIPPLE_IS_HEAD_MARKS (self));
  g_return_if_fail (marks != NULL);

  if (stipple_marks_equal (self->marks, marks))
    return;

  self->inking = FALSE;
  stipple_marks_free (self->marks);
  self->marks = stipple_marks_copy (marks);
  marks_changed (self);
}
