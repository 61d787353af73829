// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dots.h"

#include "widgets/paint.h"

#include <math.h>

/* The head in its own measure: half its width is 1, y up from the ears. */
#define HEAD_HEIGHT 1.36
#define HAIRLINE_WIDTH 0.84
#define HAIRLINE_HEIGHT 0.43
#define SPACING 0.0132 /* of dots where hair is fullest */
#define DARTS 90000
#define SEED 2000 /* follicles per square inch */

#define N_LAYERS 4
#define FRAME_MS 66
#define FORM_SECONDS 2.4 /* of one layer */
#define FORM_STEP 1.1    /* seconds from one layer to the next */
#define FORM_RISE 20.0   /* px that a layer comes up by */
#define BREATH_SECONDS 7.0
#define BREATH_DEPTH 0.2

typedef struct
{
  float x;
  float y;
  float size;  /* radius, in spacings */
  float shade; /* opacity */
  guint8 layer;
  gboolean glow; /* beyond the hairline */
} Dot;

struct _StippleDots
{
  GtkWidget parent_instance;

  GdkTexture *layers[N_LAYERS]; /* made for @width × @height at @scale */
  int width;
  int height;
  int scale;
  gint64 started; /* µs, monotonic */
  guint timer;
  gulong settings_handler;
};

G_DEFINE_FINAL_TYPE (StippleDots, stipple_dots, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ANIMATING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The pattern: darts thrown at the head; one that falls nearer to another than the spacing there is
 * taken back, which leaves an even, unpatterned grain ("blue noise"). */

#define LEAST_GRAIN 0.62
#define MOST_GRAIN 1.25
#define CELL (SPACING * LEAST_GRAIN / 1.5) /* never holds two dots */
#define COLUMNS ((int) (2.2 / CELL) + 1)
#define ROWS ((int) (1.5 / CELL) + 1)

static double
smooth (double from, double to, double value)
{
  double t = CLAMP ((value - from) / (to - from), 0, 1);

  return t * t * (3 - 2 * t);
}

/* How full the hair is: 0 outside the head, 1 on the crown. */
static double
fullness (double x, double y, gboolean *beyond_hairline)
{
  double head = hypot (x, y / HEAD_HEIGHT);
  double hairline = hypot (x / HAIRLINE_WIDTH, y / HAIRLINE_HEIGHT);

  *beyond_hairline = hairline < 1;
  if (head > 1)
    return 0;
  if (hairline < 1)
    return 0.09 * smooth (0.1, 1, hairline) * smooth (0, 0.1, y);
  return 0.02 + 0.98 * smooth (-0.02, 0.56, y);
}

static gboolean
has_room (const int *grid, const GArray *dots, double x, double y, double spacing)
{
  int reach = (int) ceil (spacing / CELL);
  int column = (int) ((x + 1.1) / CELL);
  int row = (int) ((y + 0.05) / CELL);

  for (int r = MAX (0, row - reach); r <= MIN (ROWS - 1, row + reach); r++)
    {
      for (int c = MAX (0, column - reach); c <= MIN (COLUMNS - 1, column + reach); c++)
        {
          const Dot *other;

          if (grid[r * COLUMNS + c] == 0)
            continue;
          other = &g_array_index (dots, Dot, grid[r * COLUMNS + c] - 1);
          if (hypot (other->x - x, other->y - y) < spacing)
            return FALSE;
        }
    }
  return TRUE;
}

static GArray *
throw_darts (void)
{
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (Dot));
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree int *grid = g_new0 (int, ROWS *COLUMNS);

  for (int i = 0; i < DARTS; i++)
    {
      double x = g_rand_double_range (rand, -1, 1);
      double y = g_rand_double_range (rand, 0, HEAD_HEIGHT);
      double chance = g_rand_double (rand);
      double grain = g_rand_double_range (rand, LEAST_GRAIN, MOST_GRAIN);
      gboolean beyond;
      double full = fullness (x, y, &beyond);
      Dot dot = { .x = (float) x, .y = (float) y, .glow = beyond };

      if (full <= 0 || !has_room (grid, dots, x, y, SPACING * grain / sqrt (full)))
        continue;

      dot.size = (float) (0.2 + 0.38 * chance * chance);
      dot.shade = (float) (0.45 + 0.55 * g_rand_double (rand));
      dot.layer = (guint8) g_rand_int_range (rand, 0, N_LAYERS);
      g_array_append_val (dots, dot);
      grid[(int) ((y + 0.05) / CELL) * COLUMNS + (int) ((x + 1.1) / CELL)] = (int) dots->len;
    }
  return dots;
}

static const GArray *
get_dots (void)
{
  static GArray *dots;

  if (g_once_init_enter (&dots))
    g_once_init_leave (&dots, throw_darts ());
  return dots;
}

/* Drawing */

/* Where the head is: its half width, middle and ears, in px. */
static double
place_head (StippleDots *self, double *middle, double *ears)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double half = MIN (width / 2, height / (HEAD_HEIGHT + 0.04)) * 0.995;

  *middle = width / 2;
  *ears = (height + half * HEAD_HEIGHT) / 2;
  return half;
}

static GdkTexture *
draw_layer (StippleDots *self, int layer)
{
  const GArray *dots = get_dots ();
  GdkRGBA dot_color = stipple_paint_color (GTK_WIDGET (self), "night_dot");
  GdkRGBA glow_color = stipple_paint_color (GTK_WIDGET (self), "night_glow");
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, self->width * self->scale, self->height * self->scale);
  cairo_t *cr = cairo_create (surface);
  double middle, ears;
  double half = place_head (self, &middle, &ears);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture = NULL;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_scale (cr, self->scale, self->scale);
  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);
      GdkRGBA color = dot->glow ? glow_color : dot_color;

      if (dot->layer != layer)
        continue;
      color.alpha *= dot->shade;
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_arc (cr, middle + dot->x * half, ears - dot->y * half, dot->size * SPACING * half, 0,
                 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * self->height * self->scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (self->width * self->scale, self->height * self->scale,
                                    GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  return texture;
}

static void
drop_layers (StippleDots *self)
{
  for (int i = 0; i < N_LAYERS; i++)
    g_clear_object (&self->layers[i]);
}

static void
ensure_layers (StippleDots *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (self->layers[0] != NULL && self->width == width && self->height == height
      && self->scale == scale)
    return;

  drop_layers (self);
  self->width = width;
  self->height = height;
  self->scale = scale;
  for (int i = 0; i < N_LAYERS; i++)
    self->layers[i] = draw_layer (self, i);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleDots *self = STIPPLE_DOTS (widget);
  double seconds = (g_get_monotonic_time () - self->started) / (double) G_USEC_PER_SEC;

  if (gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;

  ensure_layers (self);
  for (int i = 0; i < N_LAYERS; i++)
    {
      double formed = 1;
      double opacity = 1;

      if (self->timer != 0)
        {
          double turn = seconds / BREATH_SECONDS + i / (double) N_LAYERS;

          formed = smooth (0, FORM_SECONDS, seconds - i * FORM_STEP);
          opacity = formed * (1 - BREATH_DEPTH * (0.5 + 0.5 * sin (2 * G_PI * turn)));
        }
      if (opacity <= 0)
        continue;

      gtk_snapshot_push_opacity (snap, opacity);
      gtk_snapshot_append_texture (
          snap, self->layers[i],
          &GRAPHENE_RECT_INIT (0, (float) ((1 - formed) * FORM_RISE), self->width, self->height));
      gtk_snapshot_pop (snap);
    }
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  *minimum = 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 952 : 660;
}

/* Frames */

static gboolean
on_frame (gpointer data)
{
  gtk_widget_queue_draw (GTK_WIDGET (data));
  return G_SOURCE_CONTINUE;
}

static void
update_timer (StippleDots *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean motion = TRUE;
  gboolean wanted;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &motion, NULL);
  wanted = motion && gtk_widget_get_mapped (widget);
  if (wanted == (self->timer != 0))
    return;

  if (wanted)
    {
      self->started = g_get_monotonic_time ();
      self->timer = g_timeout_add (FRAME_MS, on_frame, self);
    }
  else
    {
      g_clear_handle_id (&self->timer, g_source_remove);
    }
  gtk_widget_queue_draw (widget);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANIMATING]);
}

static void
map (GtkWidget *widget)
{
  StippleDots *self = STIPPLE_DOTS (widget);

  GTK_WIDGET_CLASS (stipple_dots_parent_class)->map (widget);
  self->settings_handler =
      g_signal_connect_swapped (gtk_widget_get_settings (widget), "notify::gtk-enable-animations",
                                G_CALLBACK (update_timer), self);
  update_timer (self);
}

static void
unmap (GtkWidget *widget)
{
  StippleDots *self = STIPPLE_DOTS (widget);

  g_clear_signal_handler (&self->settings_handler, gtk_widget_get_settings (widget));
  GTK_WIDGET_CLASS (stipple_dots_parent_class)->unmap (widget);
  update_timer (self);
  /* Megabytes that nobody sees. */
  drop_layers (self);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (stipple_dots_parent_class)->css_changed (widget, change);
  drop_layers (STIPPLE_DOTS (widget));
  gtk_widget_queue_draw (widget);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ANIMATING:
      g_value_set_boolean (value, STIPPLE_DOTS (object)->timer != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleDots *self = STIPPLE_DOTS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  drop_layers (self);

  G_OBJECT_CLASS (stipple_dots_parent_class)->dispose (object);
}

static void
stipple_dots_class_init (StippleDotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->map = map;
  widget_class->unmap = unmap;
  widget_class->css_changed = css_changed;

  properties[PROP_ANIMATING] = g_param_spec_boolean ("animating", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "dots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
stipple_dots_init (StippleDots *self)
{
}

GtkWidget *
stipple_dots_new (void)
{
  return g_object_new (STIPPLE_TYPE_DOTS, NULL);
}
