// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fading-curve.h"

#include "core/follicles.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>

#define N_BARS 12 /* a quarter of a year each */
#define N_YEARS 4 /* labels: finished, 1, 2 and 3 years */
#define HIGH_BAR 138
#define GAP 10
#define RADIUS 10
#define SPACE 12

struct _StippleFadingCurve
{
  GtkWidget parent_instance;
  GtkWidget *years[N_YEARS];
  GtkWidget *caption;
};

G_DEFINE_FINAL_TYPE (StippleFadingCurve, stipple_fading_curve, GTK_TYPE_WIDGET)

static int
natural_size (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

/* Room between the year labels when all stand in one line; negative when they do not. */
static int
room_between (StippleFadingCurve *self, int width)
{
  int taken = 0;

  for (int i = 0; i < N_YEARS; i++)
    taken += natural_size (self->years[i], GTK_ORIENTATION_HORIZONTAL, -1);
  return (width - taken) / (N_YEARS - 1);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleFadingCurve *self = STIPPLE_FADING_CURVE (widget);
  int first = natural_size (self->years[0], GTK_ORIENTATION_HORIZONTAL, -1);
  int last = natural_size (self->years[N_YEARS - 1], GTK_ORIENTATION_HORIZONTAL, -1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (first + last + SPACE, N_BARS * 2 * GAP);
      *natural = MAX (*minimum, 640);
    }
  else
    {
      *minimum = *natural = HIGH_BAR + 2 * SPACE
                            + natural_size (self->years[0], GTK_ORIENTATION_VERTICAL, -1)
                            + natural_size (self->caption, GTK_ORIENTATION_VERTICAL, for_size);
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleFadingCurve *self = STIPPLE_FADING_CURVE (widget);
  int line = natural_size (self->years[0], GTK_ORIENTATION_VERTICAL, -1);
  int room = room_between (self, width);
  int y = HIGH_BAR + SPACE;
  int x = 0;

  for (int i = 0; i < N_YEARS; i++)
    {
      int own = natural_size (self->years[i], GTK_ORIENTATION_HORIZONTAL, -1);
      gboolean end = i == 0 || i == N_YEARS - 1;
      gboolean shown = end || room >= SPACE;
      int left = i == N_YEARS - 1 ? width - own : x;

      gtk_widget_set_child_visible (self->years[i], shown);
      if (shown)
        gtk_widget_size_allocate (
            self->years[i],
            &(GtkAllocation){ stipple_paint_mirror (widget, left, own, width), y, own, line }, -1);
      x += own + room;
    }

  y += line + SPACE;
  gtk_widget_size_allocate (self->caption, &(GtkAllocation){ 0, y, width, height - y }, -1);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  static const char *const tones[] = { "fade_full", "fade_half", "fade_low" };
  double width = gtk_widget_get_width (widget);
  double column = (width - GAP * (N_BARS - 1)) / N_BARS;
  GdkRGBA edge = stipple_paint_color (widget, "figure_edge");

  for (int i = 0; i < N_BARS; i++)
    {
      double years = (N_YEARS - 1) * i / (double) (N_BARS - 1);
      double height = HIGH_BAR * stipple_follicle_fading (years);
      double x = i * (column + GAP);
      GdkRGBA color = stipple_paint_color (widget, tones[i * 3 / N_BARS]);

      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        x = width - x - column;
      stipple_paint_round (snap,
                           &GRAPHENE_RECT_INIT ((float) x, (float) (HIGH_BAR - height),
                                                (float) column, (float) height),
                           RADIUS, &color, &edge, 3);
    }
  GTK_WIDGET_CLASS (stipple_fading_curve_parent_class)->snapshot (widget, snap);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dispose (GObject *object)
{
  StippleFadingCurve *self = STIPPLE_FADING_CURVE (object);

  for (int i = 0; i < N_YEARS; i++)
    g_clear_pointer (&self->years[i], gtk_widget_unparent);
  g_clear_pointer (&self->caption, gtk_widget_unparent);

  G_OBJECT_CLASS (stipple_fading_curve_parent_class)->dispose (object);
}

static void
stipple_fading_curve_class_init (StippleFadingCurveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "fadingcurve");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add_label (StippleFadingCurve *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "muted");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
stipple_fading_curve_init (StippleFadingCurve *self)
{
  const char *const years[N_YEARS] = { _ ("Finished"), _ ("1 year"), _ ("2 years"), _ ("3 years") };
  const char *caption = _ ("Illustration of gradual fading, not a prediction.");

  for (int i = 0; i < N_YEARS; i++)
    self->years[i] = add_label (self, years[i]);
  self->caption = add_label (self, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, caption,
                                  -1);
}

GtkWidget *
stipple_fading_curve_new (void)
{
  return g_object_new (STIPPLE_TYPE_FADING_CURVE, NULL);
}
