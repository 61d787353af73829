// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/head-view.h"

#include "widgets/head-marks.h"
#include "widgets/head-picture.h"
#include "widgets/head-tones.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_WIDTH 240
#define NATURAL_WIDTH 520
#define MOST_WIDTH 560 /* of the drawing: what is higher leaves no room for anything else */
#define SPACE 12       /* above the caption */

/* A picture on its way: what to paint, and what came of it. */
typedef struct
{
  guint changes;
  StippleHeadSide side;
  StippleHairPattern pattern;
  StippleHeadTones tones;
  GdkRGBA hair;
  int width;
  int height;
  double scale;
  gboolean whole; /* also when the dots must be made first, which takes a while */
  double stage;
  StippleHeadPicture *picture;
  cairo_surface_t *frame; /* of it at that stage */
} Painting;

/* How much of what is wanted the picture has. */
typedef enum
{
  EXTENT_NONE, /* it shows what was wanted before */
  EXTENT_SKIN,
  EXTENT_WHOLE,
} Extent;

struct _StippleHeadView
{
  GtkWidget parent_instance;
  StippleHeadMarks *marks;
  GtkWidget *caption;

  int most_width; /* of the drawing, px */
  StippleHeadSide side;
  StippleHairPattern pattern;
  double stage;
  guint complexion;
  guint hair_color;

  StippleHeadPicture *picture; /* what is seen; NULL before the first one, and while nobody looks */
  Extent extent;
  guint changes; /* a picture begun before the last of them is out of date */
  gboolean painting;
  graphene_rect_t place;  /* of the drawing, px */
  cairo_surface_t *frame; /* of the picture, at this stage */
};

G_DEFINE_FINAL_TYPE (StippleHeadView, stipple_head_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIDE,
  PROP_PATTERN,
  PROP_STAGE,
  PROP_COMPLEXION,
  PROP_HAIR_COLOR,
  PROP_MARKS,
  PROP_DRAWING,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In words */

static void
describe (StippleHeadView *self)
{
  const StippleMarks *marks = stipple_head_marks_get_marks (self->marks);
  g_autofree char *regions = stipple_marks_describe_regions (marks);
  /* Translators: "Top of the head, Norwood IV, Session 2, illustration" */
  g_autofree char *name =
      g_strdup_printf (_ ("%s, %s, %s, illustration"), stipple_head_side_get_name (self->side),
                       stipple_hair_pattern_get_name (self->pattern),
                       stipple_stage_get_name ((int) lround (self->stage)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *regions != '\0'                 ? regions
                                  : stipple_marks_is_empty (marks) ? _ ("Nothing marked")
                                                                   : _ ("Lines drawn by hand"),
                                  -1);
}

/* The picture */

static void
drop_frame (StippleHeadView *self)
{
  g_clear_pointer (&self->frame, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_ready (StippleHeadView *self)
{
  return self->extent == EXTENT_WHOLE;
}

static void
set_extent (StippleHeadView *self, Extent extent)
{
  gboolean was_ready = is_ready (self);

  self->extent = extent;
  if (was_ready != is_ready (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

/* The next frame asks for another picture; until it is there, the old one stays. */
static void
outdate_picture (StippleHeadView *self)
{
  self->changes++;
  set_extent (self, EXTENT_NONE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_picture (StippleHeadView *self)
{
  g_clear_pointer (&self->picture, stipple_head_picture_free);
  drop_frame (self);
  outdate_picture (self);
}

static void
painting_free (gpointer data)
{
  Painting *painting = data;

  g_clear_pointer (&painting->picture, stipple_head_picture_free);
  g_clear_pointer (&painting->frame, cairo_surface_destroy);
  g_free (painting);
}

static void
paint_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Painting *painting = data;

  painting->whole = painting->whole || stipple_follicles_are_made (painting->side);
  painting->picture = stipple_head_picture_new (painting->side, &painting->tones, &painting->hair,
                                                painting->width, painting->height, painting->scale);
  if (painting->whole)
    stipple_head_picture_set_pattern (painting->picture, painting->pattern);
  painting->frame = stipple_head_picture_draw (painting->picture, painting->stage);
  g_task_return_boolean (task, TRUE);
}

static void
on_painted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleHeadView) self = data;
  Painting *painting = g_task_get_task_data (G_TASK (result));

  self->painting = FALSE;
  if (painting->changes == self->changes)
    {
      g_clear_pointer (&self->picture, stipple_head_picture_free);
      self->picture = g_steal_pointer (&painting->picture);
      drop_frame (self);
      if (painting->stage == self->stage)
        self->frame = g_steal_pointer (&painting->frame);
      set_extent (self, painting->whole ? EXTENT_WHOLE : EXTENT_SKIN);
    }
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_unit (StippleHeadView *self)
{
  return self->place.size.width / STIPPLE_STROKES_WIDTH;
}

/* Skin and dots take longer than a frame may: another thread paints them, one picture at a time. */
static void
ask_for_picture (StippleHeadView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int factor = gtk_widget_get_scale_factor (widget);
  g_autofree char *color =
      g_strdelimit (g_strdup (stipple_hair_color_get_id (self->hair_color)), "-", '_');
  g_autoptr (GTask) task = NULL;
  Painting *painting = NULL;

  if (self->painting || is_ready (self))
    return;

  painting = g_new0 (Painting, 1);
  painting->changes = self->changes;
  painting->side = self->side;
  painting->pattern = self->pattern;
  painting->tones = stipple_head_tones (widget, self->complexion);
  painting->hair = stipple_paint_color (widget, painting->tones.flat ? "ink" : color);
  painting->width = (int) self->place.size.width * factor;
  painting->height = (int) self->place.size.height * factor;
  painting->scale = get_unit (self) * factor;
  painting->whole = self->extent == EXTENT_SKIN;
  painting->stage = self->stage;
  self->painting = TRUE;
  /* As its source the widget might lose its last reference on the other thread. */
  task = g_task_new (NULL, NULL, on_painted, g_object_ref (self));
  g_task_set_source_tag (task, ask_for_picture);
  g_task_set_task_data (task, painting, painting_free);
  g_task_run_in_thread (task, paint_in_thread);
}

/* Widget */

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
caption_height (StippleHeadView *self, int width)
{
  int height;

  gtk_widget_measure (self->caption, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height + SPACE;
}

static int
height_of (int width)
{
  return width * STIPPLE_HEAD_HEIGHT / STIPPLE_STROKES_WIDTH;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->caption, orientation, -1, minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, LEAST_WIDTH);
      *natural = MAX (*minimum, MIN (NATURAL_WIDTH, self->most_width));
    }
  else
    {
      int width = MIN (for_size < 0 ? NATURAL_WIDTH : for_size, self->most_width);
      int below = caption_height (self, for_size);

      *minimum = *natural = height_of (width) + below;
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (widget);
  int below = caption_height (self, width);
  int drawn = MIN (width, (height - below) * STIPPLE_STROKES_WIDTH / STIPPLE_HEAD_HEIGHT);
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) ((width - drawn) / 2), 0, (float) drawn,
                                              (float) height_of (drawn));

  gtk_widget_size_allocate (
      self->caption, &(GtkAllocation){ 0, height - below + SPACE, width, below - SPACE }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->marks),
                            &(GtkAllocation){ (width - drawn) / 2, 0, drawn, height_of (drawn) },
                            -1);
  if (!graphene_rect_equal (&place, &self->place))
    {
      self->place = place;
      outdate_picture (self);
    }
}

static void
append_frame (StippleHeadView *self, GtkSnapshot *snap)
{
  double scale;
  cairo_t *cr = NULL;

  if (self->picture == NULL)
    return;
  if (self->frame == NULL)
    self->frame = stipple_head_picture_draw (self->picture, self->stage);

  scale = self->place.size.width / cairo_image_surface_get_width (self->frame);
  cr = gtk_snapshot_append_cairo (snap, &self->place);
  cairo_translate (cr, self->place.origin.x, self->place.origin.y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->frame, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (widget);

  if (self->place.size.width >= 1 && self->place.size.height >= 1)
    {
      ask_for_picture (self);
      append_frame (self, snap);
    }
  GTK_WIDGET_CLASS (stipple_head_view_parent_class)->snapshot (widget, snap);
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (stipple_head_view_parent_class)->css_changed (widget, change);
  outdate_picture (STIPPLE_HEAD_VIEW (widget));
}

static void
unmap (GtkWidget *widget)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (widget);

  GTK_WIDGET_CLASS (stipple_head_view_parent_class)->unmap (widget);
  /* Megabytes that nobody sees. */
  drop_picture (self);
}

static void
set_index (StippleHeadView *self, guint *field, guint value, int property)
{
  if (*field == value)
    return;
  *field = value;
  outdate_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (object);

  switch (id)
    {
    case PROP_SIDE:
      g_value_set_int (value, (int) self->side);
      break;
    case PROP_PATTERN:
      g_value_set_int (value, (int) self->pattern);
      break;
    case PROP_STAGE:
      g_value_set_double (value, self->stage);
      break;
    case PROP_COMPLEXION:
      g_value_set_int (value, (int) self->complexion);
      break;
    case PROP_HAIR_COLOR:
      g_value_set_int (value, (int) self->hair_color);
      break;
    case PROP_MARKS:
    case PROP_DRAWING:
      g_object_get_property (G_OBJECT (self->marks), pspec->name, value);
      break;
    case PROP_READY:
      g_value_set_boolean (value, is_ready (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (object);

  switch (id)
    {
    case PROP_SIDE:
      stipple_head_view_set_side (self, (StippleHeadSide) g_value_get_int (value));
      break;
    case PROP_PATTERN:
      stipple_head_view_set_pattern (self, (StippleHairPattern) g_value_get_int (value));
      break;
    case PROP_STAGE:
      stipple_head_view_set_stage (self, g_value_get_double (value));
      break;
    case PROP_COMPLEXION:
      set_index (self, &self->complexion, (guint) g_value_get_int (value), PROP_COMPLEXION);
      break;
    case PROP_HAIR_COLOR:
      set_index (self, &self->hair_color, (guint) g_value_get_int (value), PROP_HAIR_COLOR);
      break;
    case PROP_MARKS:
    case PROP_DRAWING:
      g_object_set_property (G_OBJECT (self->marks), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleHeadView *self = STIPPLE_HEAD_VIEW (object);

  if (self->marks != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->marks));
  self->marks = NULL;
  g_clear_pointer (&self->caption, gtk_widget_unparent);
  self->changes++;
  g_clear_pointer (&self->picture, stipple_head_picture_free);
  g_clear_pointer (&self->frame, cairo_surface_destroy);

  G_OBJECT_CLASS (stipple_head_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_SIDE] =
      g_param_spec_int ("side", NULL, NULL, 0, STIPPLE_HEAD_N_SIDES - 1, 0, flags);
  properties[PROP_PATTERN] =
      g_param_spec_int ("pattern", NULL, NULL, 0, STIPPLE_N_PATTERNS - 1, 0, flags);
  properties[PROP_STAGE] =
      g_param_spec_double ("stage", NULL, NULL, 0, STIPPLE_STAGE_LAST, 0, flags);
  properties[PROP_COMPLEXION] =
      g_param_spec_int ("complexion", NULL, NULL, 0, STIPPLE_N_COMPLEXIONS - 1, 0, flags);
  properties[PROP_HAIR_COLOR] =
      g_param_spec_int ("hair-color", NULL, NULL, 0, STIPPLE_N_HAIR_COLORS - 1, 0, flags);
  properties[PROP_MARKS] = g_param_spec_boxed ("marks", NULL, NULL, STIPPLE_TYPE_MARKS, flags);
  properties[PROP_DRAWING] = g_param_spec_boolean ("drawing", NULL, NULL, FALSE, flags);
  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_head_view_class_init (StippleHeadViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  widget_class->unmap = unmap;

  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "headview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
on_marks (StippleHeadView *self)
{
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

static void
on_drawing (StippleHeadView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
}

static void
stipple_head_view_init (StippleHeadView *self)
{
  self->most_width = MOST_WIDTH;
  self->marks = STIPPLE_HEAD_MARKS (stipple_head_marks_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->marks), GTK_WIDGET (self));
  g_signal_connect_swapped (self->marks, "notify::marks", G_CALLBACK (on_marks), self);
  g_signal_connect_swapped (self->marks, "notify::drawing", G_CALLBACK (on_drawing), self);

  self->caption = g_object_new (GTK_TYPE_LABEL, "label", _ ("Illustration, not a prediction"),
                                "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_widget_add_css_class (self->caption, "muted");
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));

  describe (self);
}

GtkWidget *
stipple_head_view_new (void)
{
  return g_object_new (STIPPLE_TYPE_HEAD_VIEW, NULL);
}

void
stipple_head_view_set_most_width (StippleHeadView *self, int width)
{
  g_return_if_fail (STIPPLE_IS_HEAD_VIEW (self));

  self->most_width = MAX (width, LEAST_WIDTH);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
stipple_head_view_set_side (StippleHeadView *self, StippleHeadSide side)
{
  g_return_if_fail (STIPPLE_IS_HEAD_VIEW (self));
  g_return_if_fail (side < STIPPLE_HEAD_N_SIDES);

  if (self->side == side)
    return;

  self->side = side;
  stipple_head_marks_set_side (self->marks, side);
  describe (self);
  outdate_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

void
stipple_head_view_set_pattern (StippleHeadView *self, StippleHairPattern pattern)
{
  g_return_if_fail (STIPPLE_IS_HEAD_VIEW (self));
  g_return_if_fail (pattern < STIPPLE_N_PATTERNS);

  if (self->pattern == pattern)
    return;

  self->pattern = pattern;
  describe (self);
  outdate_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATTERN]);
}

void
stipple_head_view_set_stage (StippleHeadView *self, double stage)
{
  gboolean named;

  g_return_if_fail (STIPPLE_IS_HEAD_VIEW (self));

  stage = CLAMP (stage, 0, STIPPLE_STAGE_LAST);
  if (fabs (self->stage - stage) < 1e-6)
    return;

  named = lround (self->stage) == lround (stage);
  self->stage = stage;
  if (!named)
    describe (self);
  drop_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

double
stipple_head_view_get_stage (StippleHeadView *self)
{
  g_return_val_if_fail (STIPPLE_IS_HEAD_VIEW (self), 0);

  return self->stage;
}

const StippleMarks *
stipple_head_view_get_marks (StippleHeadView *self)
{
  g_return_val_if_fail (STIPPLE_IS_HEAD_VIEW (self), NULL);

  return stipple_head_marks_get_marks (self->marks);
}

void
stipple_head_view_set_marks (StippleHeadView *self, const StippleMarks *marks)
{
  g_return_if_fail (STIPPLE_IS_HEAD_VIEW (self));
  g_return_if_fail (marks != NULL);

  stipple_head_marks_set_marks (self->marks, marks);
}
