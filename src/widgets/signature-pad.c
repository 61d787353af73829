// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signature-pad.h"

#include "print/stroke-path.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RATIO 0.36 /* height by width */
#define LEAST_WIDTH 320
#define PEN 5.0       /* px */
#define BASELINE 0.74 /* of the height */
#define INSET 56

struct _StippleSignaturePad
{
  GtkWidget parent_instance;
  StippleStrokes *strokes; /* NULL when empty */
  GtkWidget *hint;
  gboolean drawing;
  double start_x; /* of the drag, px */
  double start_y;
};

G_DEFINE_FINAL_TYPE (StippleSignaturePad, stipple_signature_pad, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STROKES,
  PROP_HINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Units of the strokes' box to px, for strokes made in a box of other proportions as well. */
static double
get_scale (StippleSignaturePad *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return MIN (width / STIPPLE_STROKES_WIDTH, height / stipple_strokes_get_height (self->strokes));
}

static void
update (StippleSignaturePad *self)
{
  gboolean empty = stipple_signature_pad_get_strokes (self) == NULL;

  gtk_widget_set_child_visible (self->hint, empty && !self->drawing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  empty ? _ ("Empty") : _ ("Signed"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
changed (StippleSignaturePad *self)
{
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STROKES]);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, StippleSignaturePad *self)
{
  /* The page that this lies on must not scroll. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->start_x = x;
  self->start_y = y;
  stipple_signature_pad_press (self, x, y);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, StippleSignaturePad *self)
{
  stipple_signature_pad_move (self, self->start_x + dx, self->start_y + dy);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, StippleSignaturePad *self)
{
  stipple_signature_pad_release (self);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  int width = for_size < 0 ? LEAST_WIDTH : for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = LEAST_WIDTH;
  else
    *minimum = *natural = (int) (width * RATIO);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleSignaturePad *self = STIPPLE_SIGNATURE_PAD (widget);
  int own;

  gtk_widget_measure (self->hint, GTK_ORIENTATION_VERTICAL, width - 2 * INSET, NULL, &own, NULL,
                      NULL);
  gtk_widget_size_allocate (
      self->hint,
      &(GtkAllocation){ INSET, (int) (height * BASELINE) - own - 16, width - 2 * INSET, own }, -1);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleSignaturePad *self = STIPPLE_SIGNATURE_PAD (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA line = stipple_paint_color (widget, "edge");
  guint n_strokes = self->strokes != NULL ? stipple_strokes_get_n (self->strokes) : 0;

  gtk_snapshot_append_color (
      snap, &line,
      &GRAPHENE_RECT_INIT (INSET, (float) floor (height * BASELINE), width - 2 * INSET, 2));
  GTK_WIDGET_CLASS (stipple_signature_pad_parent_class)->snapshot (widget, snap);

  if (n_strokes > 0)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, width, height));
      GdkRGBA ink;

      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
      gdk_cairo_set_source_rgba (cr, &ink);
      cairo_set_line_width (cr, PEN);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      for (guint i = 0; i < n_strokes; i++)
        {
          guint n;
          const int *points = stipple_strokes_get_points (self->strokes, i, &n);

          if (n > 0)
            {
              stipple_stroke_path (cr, points, n, get_scale (self));
              cairo_stroke (cr);
            }
        }
      cairo_destroy (cr);
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleSignaturePad *self = STIPPLE_SIGNATURE_PAD (object);

  switch (id)
    {
    case PROP_STROKES:
      g_value_set_boxed (value, stipple_signature_pad_get_strokes (self));
      break;
    case PROP_HINT:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->hint)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleSignaturePad *self = STIPPLE_SIGNATURE_PAD (object);

  switch (id)
    {
    case PROP_STROKES:
      stipple_signature_pad_set_strokes (self, g_value_get_boxed (value));
      break;
    case PROP_HINT:
      g_object_set_property (G_OBJECT (self->hint), "label", value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleSignaturePad *self = STIPPLE_SIGNATURE_PAD (object);

  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->strokes, stipple_strokes_free);

  G_OBJECT_CLASS (stipple_signature_pad_parent_class)->dispose (object);
}

static void
stipple_signature_pad_class_init (StippleSignaturePadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  properties[PROP_STROKES] =
      g_param_spec_boxed ("strokes", NULL, NULL, STIPPLE_TYPE_STROKES, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "signature");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stipple_signature_pad_init (StippleSignaturePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "signature-pad");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->hint = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_add_css_class (self->hint, "muted");
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Signature"), -1);
  update (self);
}

GtkWidget *
stipple_signature_pad_new (void)
{
  return g_object_new (STIPPLE_TYPE_SIGNATURE_PAD, NULL);
}

const StippleStrokes *
stipple_signature_pad_get_strokes (StippleSignaturePad *self)
{
  g_return_val_if_fail (STIPPLE_IS_SIGNATURE_PAD (self), NULL);

  if (self->strokes == NULL || stipple_strokes_get_n (self->strokes) == 0)
    return NULL;
  return self->strokes;
}

void
stipple_signature_pad_set_strokes (StippleSignaturePad *self, const StippleStrokes *strokes)
{
  const StippleStrokes *old = NULL;

  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  old = stipple_signature_pad_get_strokes (self);
  if (strokes != NULL && stipple_strokes_get_n (strokes) == 0)
    strokes = NULL;
  if (old == strokes || (old != NULL && strokes != NULL && stipple_strokes_equal (old, strokes)))
    return;

  self->drawing = FALSE;
  g_clear_pointer (&self->strokes, stipple_strokes_free);
  if (strokes != NULL)
    self->strokes = stipple_strokes_copy (strokes);
  changed (self);
}

void
stipple_signature_pad_undo (StippleSignaturePad *self)
{
  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  if (self->strokes != NULL && stipple_strokes_undo (self->strokes))
    changed (self);
}

void
stipple_signature_pad_clear (StippleSignaturePad *self)
{
  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  stipple_signature_pad_set_strokes (self, NULL);
}

void
stipple_signature_pad_press (StippleSignaturePad *self, double x, double y)
{
  int width, height;

  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width <= 0 || height <= 0)
    return;

  if (stipple_signature_pad_get_strokes (self) == NULL)
    {
      g_clear_pointer (&self->strokes, stipple_strokes_free);
      self->strokes = stipple_strokes_new (STIPPLE_STROKES_WIDTH * height / width);
    }

  self->drawing = TRUE;
  stipple_strokes_begin (self->strokes, (int) lround (x / get_scale (self)),
                         (int) lround (y / get_scale (self)));
  update (self);
}

void
stipple_signature_pad_move (StippleSignaturePad *self, double x, double y)
{
  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  if (!self->drawing)
    return;

  stipple_strokes_extend (self->strokes, (int) lround (x / get_scale (self)),
                          (int) lround (y / get_scale (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stipple_signature_pad_release (StippleSignaturePad *self)
{
  g_return_if_fail (STIPPLE_IS_SIGNATURE_PAD (self));

  if (!self->drawing)
    return;

  self->drawing = FALSE;
  changed (self);
}
