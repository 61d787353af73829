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
#define N_BANDS 4
#define FORM_FRAME_MS 50 /* one band a frame */
#define BREATH_FRAME_MS 80
#define FORM_SECONDS 2.4 /* of one layer */
#define FORM_STEP 1.1    /* seconds from one layer to the next */
#define FORMED_SECONDS (FORM_SECONDS + FORM_STEP * (N_LAYERS - 1))
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

/* What is drawn once and then only blended; made in a thread, read by the main thread afterwards. */
typedef struct
{
  int width; /* px of the widget */
  int height;
  int scale;
  GdkRGBA dot_color;
  GdkRGBA glow_color;
  cairo_surface_t *layers[N_LAYERS];
} Drawing;

struct _StippleDots
{
  GtkWidget parent_instance;

  GCancellable *drawing_wanted; /* while a thread draws */
  Drawing *drawing;
  GskRenderNode *bands[N_BANDS]; /* the layers as last blended, from the top down */
  int next_band;
  gint64 started; /* µs, monotonic */
  guint timer;
  gboolean formed; /* the timer is the slow one */
  gboolean resting;
  gulong settings_handler;
};

G_DEFINE_FINAL_TYPE (StippleDots, stipple_dots, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ANIMATING,
  PROP_RESTING,
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

static void
drawing_free (Drawing *drawing)
{
  for (int i = 0; i < N_LAYERS; i++)
    g_clear_pointer (&drawing->layers[i], cairo_surface_destroy);
  g_free (drawing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static void
draw_layers (Drawing *drawing)
{
  const GArray *dots = get_dots ();
  double half = MIN (drawing->width / 2.0, drawing->height / (HEAD_HEIGHT + 0.04)) * 0.995;
  double middle = drawing->width / 2.0;
  double ears = (drawing->height + half * HEAD_HEIGHT) / 2;
  cairo_t *layers[N_LAYERS];

  for (int i = 0; i < N_LAYERS; i++)
    {
      drawing->layers[i] = cairo_image_surface_create (
          CAIRO_FORMAT_ARGB32, drawing->width * drawing->scale, drawing->height * drawing->scale);
      layers[i] = cairo_create (drawing->layers[i]);
      cairo_scale (layers[i], drawing->scale, drawing->scale);
    }
  for (guint i = 0; i < dots->len; i++)
    {
      const Dot *dot = &g_array_index (dots, Dot, i);
      GdkRGBA color = dot->glow ? drawing->glow_color : drawing->dot_color;
      cairo_t *cr = layers[dot->layer];

      color.alpha *= dot->shade;
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_arc (cr, middle + dot->x * half, ears - dot->y * half, dot->size * SPACING * half, 0,
                 2 * G_PI);
      cairo_fill (cr);
    }
  for (int i = 0; i < N_LAYERS; i++)
    cairo_destroy (layers[i]);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Drawing *drawing = g_memdup2 (data, sizeof (Drawing));

  draw_layers (drawing);
  g_task_return_pointer (task, drawing, (GDestroyNotify) drawing_free);
}

static gboolean
is_drawn_as (StippleDots *self, const Drawing *drawing)
{
  const Drawing *mine = self->drawing;

  return mine != NULL && mine->width == drawing->width && mine->height == drawing->height
         && mine->scale == drawing->scale;
}

static void
drop_drawing (StippleDots *self)
{
  if (self->drawing_wanted != NULL)
    g_cancellable_cancel (self->drawing_wanted);
  g_clear_object (&self->drawing_wanted);
  g_clear_pointer (&self->drawing, drawing_free);
  for (int i = 0; i < N_BANDS; i++)
    g_clear_pointer (&self->bands[i], gsk_render_node_unref);
}

static double
get_seconds (StippleDots *self)
{
  return (g_get_monotonic_time () - self->started) / (double) G_USEC_PER_SEC;
}

/* The opacity of each layer now. */
static void
get_opacities (StippleDots *self, double opacities[N_LAYERS])
{
  double seconds = get_seconds (self);

  for (int i = 0; i < N_LAYERS; i++)
    {
      double turn = seconds / BREATH_SECONDS + i / (double) N_LAYERS;

      opacities[i] = 1;
      if (self->timer != 0)
        opacities[i] = smooth (0, FORM_SECONDS, seconds - i * FORM_STEP)
                       * (1 - BREATH_DEPTH * (0.5 + 0.5 * sin (2 * G_PI * turn)));
    }
}

/* Blended here and not by the renderer, which without a GPU takes longer for it than a frame lasts; a band
 * at a time, so that only that much of the screen is painted again; and as a cairo image, because GTK 4.8
 * without a GPU converts each pixel of a texture in each frame. */
static void
blend_band (StippleDots *self, int band)
{
  float scale = (float) self->drawing->scale;
  int width = self->drawing->width * self->drawing->scale;
  int height = self->drawing->height * self->drawing->scale;
  int top = height * band / N_BANDS;
  int rows = MAX (height * (band + 1) / N_BANDS - top, 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, rows);
  cairo_t *cr = cairo_create (surface);
  double opacities[N_LAYERS];

  get_opacities (self, opacities);
  for (int i = 0; i < N_LAYERS; i++)
    {
      cairo_set_source_surface (cr, self->drawing->layers[i], 0, -top);
      cairo_paint_with_alpha (cr, opacities[i]);
    }
  cairo_destroy (cr);

  g_clear_pointer (&self->bands[band], gsk_render_node_unref);
  self->bands[band] = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (0, (float) top / scale, (float) width / scale, (float) rows / scale));
  cr = gsk_cairo_node_get_draw_context (self->bands[band]);
  cairo_scale (cr, 1 / scale, 1 / scale);
  cairo_set_source_surface (cr, surface, 0, top);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
blend_all (StippleDots *self)
{
  for (int i = 0; i < N_BANDS && self->drawing != NULL; i++)
    blend_band (self, i);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drawn (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Drawing) drawing = g_task_propagate_pointer (G_TASK (result), NULL);
  StippleDots *self = data;

  /* Cancelled: perhaps @self is no more. */
  if (drawing == NULL)
    return;
  g_clear_object (&self->drawing_wanted);
  self->drawing = g_steal_pointer (&drawing);
  self->started = g_get_monotonic_time ();
  blend_all (self);
}

static void
ensure_drawing (StippleDots *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const Drawing wanted = {
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .scale = gtk_widget_get_scale_factor (widget),
    .dot_color = stipple_paint_color (widget, "night_dot"),
    .glow_color = stipple_paint_color (widget, "night_glow"),
  };
  g_autoptr (GTask) task = NULL;

  if (self->drawing_wanted != NULL || is_drawn_as (self, &wanted))
    return;
  drop_drawing (self);
  self->drawing_wanted = g_cancellable_new ();
  task = g_task_new (NULL, self->drawing_wanted, drawn, self);
  g_task_set_source_tag (task, ensure_drawing);
  g_task_set_task_data (task, g_memdup2 (&wanted, sizeof (wanted)), g_free);
  g_task_run_in_thread (task, draw_in_thread);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleDots *self = STIPPLE_DOTS (widget);

  if (gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;

  ensure_drawing (self);
  for (int i = 0; i < N_BANDS && self->bands[i] != NULL; i++)
    gtk_snapshot_append_node (snap, self->bands[i]);
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
  StippleDots *self = STIPPLE_DOTS (data);

  if (self->drawing != NULL)
    {
      blend_band (self, self->next_band);
      self->next_band = (self->next_band + 1) % N_BANDS;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (self->formed || self->drawing == NULL || get_seconds (self) < FORMED_SECONDS)
    return G_SOURCE_CONTINUE;
  self->formed = TRUE;
  self->timer = g_timeout_add (BREATH_FRAME_MS, on_frame, self);
  return G_SOURCE_REMOVE;
}

static void
update_timer (StippleDots *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean motion = TRUE;
  gboolean wanted;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &motion, NULL);
  wanted = motion && !self->resting && gtk_widget_get_mapped (widget);
  if (wanted == (self->timer != 0))
    return;

  if (wanted)
    {
      self->started = g_get_monotonic_time ();
      self->formed = FALSE;
      self->timer = g_timeout_add (FORM_FRAME_MS, on_frame, self);
    }
  else
    {
      g_clear_handle_id (&self->timer, g_source_remove);
    }
  blend_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANIMATING]);
}

void
stipple_dots_set_resting (StippleDots *self, gboolean resting)
{
  if (self->resting == !!resting)
    return;
  self->resting = !!resting;
  update_timer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESTING]);
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
  /* Megabytes that nobody sees. */
  drop_drawing (self);
  update_timer (self);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (stipple_dots_parent_class)->css_changed (widget, change);
  drop_drawing (STIPPLE_DOTS (widget));
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
    case PROP_RESTING:
      g_value_set_boolean (value, STIPPLE_DOTS (object)->resting);
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
    case PROP_RESTING:
      stipple_dots_set_resting (STIPPLE_DOTS (object), g_value_get_boolean (value));
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
  drop_drawing (self);

  G_OBJECT_CLASS (stipple_dots_parent_class)->dispose (object);
}

static void
stipple_dots_class_init (StippleDotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->map = map;
  widget_class->unmap = unmap;
  widget_class->css_changed = css_changed;

  properties[PROP_ANIMATING] = g_param_spec_boolean ("animating", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RESTING] =
      g_param_spec_boolean ("resting", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
