// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/head-marks.h"

#include "widgets/paint.h"

#include <math.h>

#define SLOP 24 /* px that a finger may move while it touches */
#define OUTLINE 5.0
#define PEN 7.0
#define GROUND 3.5 /* what is pale around them, wider by this */

struct _StippleHeadMarks
{
  GtkWidget parent_instance;

  StippleHeadSide side;
  guint regions; /* bits by StippleRegion */
  GStrv region_ids;
  StippleStrokes *strokes[STIPPLE_HEAD_N_SIDES];

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
  PROP_REGIONS,
  PROP_DRAWING,
  N_PROPS
};

enum
{
  STROKES_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Units of the drawing to px. */
static double
get_unit (StippleHeadMarks *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / (double) STIPPLE_STROKES_WIDTH;
}

/* Dashed, on a pale ground that keeps it clear of dark hair. */
static void
draw_outline (StippleHeadMarks *self, cairo_t *cr, guint region, double alpha)
{
  GdkRGBA copper = stipple_paint_color (GTK_WIDGET (self), "copper");
  GdkRGBA card = stipple_paint_color (GTK_WIDGET (self), "card");
  double points[2 * STIPPLE_REGION_POINTS];
  double unit = get_unit (self);

  for (guint part = 0; part < 2; part++)
    {
      guint n = stipple_region_get_outline ((StippleRegion) region, part, self->side, points);

      if (n == 0)
        continue;
      for (guint i = 0; i < n; i++)
        cairo_line_to (cr, points[2 * i] * unit, points[2 * i + 1] * unit);
      cairo_close_path (cr);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, OUTLINE + GROUND);
      cairo_set_source_rgba (cr, card.red, card.green, card.blue, 0.6 * alpha);
      cairo_stroke_preserve (cr);
      cairo_set_dash (cr, (double[]){ 13, 9 }, 2, 0);
      cairo_set_line_width (cr, OUTLINE);
      cairo_set_source_rgba (cr, copper.red, copper.green, copper.blue, alpha);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static void
draw_lines (StippleHeadMarks *self, cairo_t *cr, const StippleStrokes *strokes)
{
  GdkRGBA copper = stipple_paint_color (GTK_WIDGET (self), "copper");
  GdkRGBA card = stipple_paint_color (GTK_WIDGET (self), "card");

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < stipple_strokes_get_n (strokes); i++)
    {
      guint n;
      const int *points = stipple_strokes_get_points (strokes, i, &n);

      if (n == 0)
        continue;
      stipple_paint_stroke (cr, points, n, get_unit (self));
      cairo_set_line_width (cr, PEN + GROUND);
      gdk_cairo_set_source_rgba (cr, &card);
      cairo_stroke_preserve (cr);
      cairo_set_line_width (cr, PEN);
      gdk_cairo_set_source_rgba (cr, &copper);
      cairo_stroke (cr);
    }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleHeadMarks *self = STIPPLE_HEAD_MARKS (widget);
  const StippleStrokes *strokes = self->strokes[self->side];
  cairo_t *cr = NULL;

  if (self->regions == 0 && self->touched < 0 && strokes == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                             gtk_widget_get_height (widget)));
  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    {
      gboolean on = (self->regions & 1u << i) != 0;

      if (on || self->touched == (int) i)
        draw_outline (self, cr, i, on && self->touched != (int) i ? 1 : 0.6);
    }
  if (strokes != NULL)
    draw_lines (self, cr, strokes);
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
regions_changed (StippleHeadMarks *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    {
      if ((self->regions & 1u << i) != 0)
        g_strv_builder_add (ids, stipple_region_get_id ((StippleRegion) i));
    }
  g_strfreev (self->region_ids);
  self->region_ids = g_strv_builder_end (ids);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGIONS]);
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
  self->regions ^= 1u << touched;
  regions_changed (self);
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

  (first ? stipple_strokes_begin : stipple_strokes_extend) (self->strokes[self->side], column, row);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, StippleHeadMarks *self)
{
  if (get_unit (self) <= 0)
    return;

  /* The page that this lies on must not scroll. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->strokes[self->side] == NULL)
    self->strokes[self->side] = stipple_strokes_new (STIPPLE_HEAD_HEIGHT);
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
  g_signal_emit (self, signals[STROKES_CHANGED], 0, (int) self->side);
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
    case PROP_REGIONS:
      g_value_set_boxed (value, self->region_ids);
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
    case PROP_REGIONS:
      stipple_head_marks_set_regions (self, g_value_get_boxed (value));
      break;
    case PROP_DRAWING:
      set_drawing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleHeadMarks *self = STIPPLE_HEAD_MARKS (object);

  g_clear_pointer (&self->region_ids, g_strfreev);
  for (int i = 0; i < STIPPLE_HEAD_N_SIDES; i++)
    g_clear_pointer (&self->strokes[i], stipple_strokes_free);

  G_OBJECT_CLASS (stipple_head_marks_parent_class)->dispose (object);
}

static void
stipple_head_marks_class_init (StippleHeadMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->snapshot = snapshot;
  widget_class->unmap = unmap;

  properties[PROP_REGIONS] = g_param_spec_boxed ("regions", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_DRAWING] = g_param_spec_boolean ("drawing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[STROKES_CHANGED] =
      g_signal_new ("strokes-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "headmarks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
stipple_head_marks_init (StippleHeadMarks *self)
{
  self->touched = -1;
  self->region_ids = g_new0 (char *, 1);

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

const char *const *
stipple_head_marks_get_regions (StippleHeadMarks *self)
{
  g_return_val_if_fail (STIPPLE_IS_HEAD_MARKS (self), NULL);

  return (const char *const *) self->region_ids;
}

void
stipple_head_marks_set_regions (StippleHeadMarks *self, const char *const *ids)
{
  guint regions = 0;

  g_return_if_fail (STIPPLE_IS_HEAD_MARKS (self));

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      StippleRegion region;

      if (stipple_region_from_id (ids[i], &region))
        regions |= 1u << region;
    }
  if (self->regions == regions)
    return;
  self->regions = regions;
  regions_changed (self);
}

const StippleStrokes *
stipple_head_marks_get_strokes (StippleHeadMarks *self, StippleHeadSide side)
{
  g_return_val_if_fail (STIPPLE_IS_HEAD_MARKS (self), NULL);
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  if (self->strokes[side] == NULL || stipple_strokes_get_n (self->strokes[side]) == 0)
    return NULL;
  return self->strokes[side];
}

void
stipple_head_marks_set_strokes (StippleHeadMarks *self, StippleHeadSide side,
                                const StippleStrokes *strokes)
{
  const StippleStrokes *old = NULL;

  g_return_if_fail (STIPPLE_IS_HEAD_MARKS (self));
  g_return_if_fail (side < STIPPLE_HEAD_N_SIDES);

  old = stipple_head_marks_get_strokes (self, side);
  if (strokes != NULL && stipple_strokes_get_n (strokes) == 0)
    strokes = NULL;
  if (old == strokes || (old != NULL && strokes != NULL && stipple_strokes_equal (old, strokes)))
    return;

  if (side == self->side)
    self->inking = FALSE;
  g_clear_pointer (&self->strokes[side], stipple_strokes_free);
  if (strokes != NULL)
    self->strokes[side] = stipple_strokes_copy (strokes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[STROKES_CHANGED], 0, (int) side);
}

void
stipple_head_marks_undo (StippleHeadMarks *self)
{
  g_return_if_fail (STIPPLE_IS_HEAD_MARKS (self));

  if (self->strokes[self->side] == NULL || !stipple_strokes_undo (self->strokes[self->side]))
    return;
  self->inking = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[STROKES_CHANGED], 0, (int) self->side);
}
