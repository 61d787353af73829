// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/step-bar.h"

#include "core/language.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 10
#define GAP 12
#define LABEL_TOP 10

struct _StippleStepBar
{
  GtkWidget parent_instance;
  char **names;
  guint position;
  gboolean tight;
  GPtrArray *labels;  /* GtkLabel of each name */
  GtkWidget *summary; /* shown instead when the names do not fit */
};

G_DEFINE_FINAL_TYPE (StippleStepBar, stipple_step_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NAMES,
  PROP_POSITION,
  PROP_TIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
column_width (StippleStepBar *self, int width)
{
  int n = MAX (1, (int) self->labels->len);

  return (width - GAP * (n - 1)) / n;
}

/* Chinese may break anywhere, but should not within a name: one without spaces stays whole. */
static int
name_width (GtkWidget *label)
{
  int minimum, natural;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return strchr (gtk_label_get_text (GTK_LABEL (label)), ' ') != NULL ? minimum : natural;
}

/* Whether every name fits its column without breaking a word. */
static gboolean
names_fit (StippleStepBar *self, int width)
{
  if (width < 0)
    return TRUE;

  for (guint i = 0; i < self->labels->len; i++)
    {
      if (name_width (self->labels->pdata[i]) > column_width (self, width))
        return FALSE;
    }
  return TRUE;
}

static int
text_height (StippleStepBar *self, int width)
{
  int height = 0;

  if (!names_fit (self, width))
    {
      gtk_widget_measure (self->summary, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL,
                          NULL);
      return height;
    }

  for (guint i = 0; i < self->labels->len; i++)
    {
      int natural;

      gtk_widget_measure (self->labels->pdata[i], GTK_ORIENTATION_VERTICAL,
                          width < 0 ? -1 : column_width (self, width), NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (widget);
  int n = (int) self->labels->len;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural =
          self->tight ? BAR_HEIGHT : BAR_HEIGHT + LABEL_TOP + text_height (self, for_size);
      return;
    }

  gtk_widget_measure (self->summary, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = MAX (*minimum, n * (GAP + BAR_HEIGHT));
  *natural = MAX (*natural, n * 160);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (widget);
  gboolean fit = names_fit (self, width);
  int top = BAR_HEIGHT + LABEL_TOP;
  int column = column_width (self, width);

  gtk_widget_set_child_visible (self->summary, !fit && !self->tight);
  if (!fit && !self->tight)
    gtk_widget_size_allocate (self->summary, &(GtkAllocation){ 0, top, width, height - top }, -1);

  for (guint i = 0; i < self->labels->len; i++)
    {
      int x = stipple_paint_mirror (widget, (int) i * (column + GAP), column, width);

      gtk_widget_set_child_visible (self->labels->pdata[i], fit && !self->tight);
      if (fit && !self->tight)
        gtk_widget_size_allocate (self->labels->pdata[i],
                                  &(GtkAllocation){ x, top, column, height - top }, -1);
    }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (widget);
  int width = gtk_widget_get_width (widget);
  int column = column_width (self, width);
  GdkRGBA done = stipple_paint_color (widget, "primary");
  GdkRGBA line = stipple_paint_color (widget, "line");
  GdkRGBA edge = stipple_paint_color (widget, "figure_edge");
  GdkRGBA ahead = edge.alpha > 0 ? stipple_paint_color (widget, "card") : line;

  for (guint i = 0; i < self->labels->len; i++)
    {
      int x = stipple_paint_mirror (widget, (int) i * (column + GAP), column, width);

      stipple_paint_round (snap, &GRAPHENE_RECT_INIT (x, 0, column, BAR_HEIGHT), BAR_HEIGHT / 2.f,
                           i <= self->position ? &done : &ahead, &edge, 2);
    }
  GTK_WIDGET_CLASS (stipple_step_bar_parent_class)->snapshot (widget, snap);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
update (StippleStepBar *self)
{
  g_autofree char *summary = NULL;

  for (guint i = 0; i < self->labels->len; i++)
    {
      if (i == self->position)
        gtk_widget_add_css_class (self->labels->pdata[i], "current");
      else
        gtk_widget_remove_css_class (self->labels->pdata[i], "current");
    }

  if (self->position < self->labels->len)
    {
      g_autofree char *number = stipple_language_format_number ((int) self->position + 1);
      g_autofree char *total = stipple_language_format_number ((int) self->labels->len);

      /* Translators: the place in the visit: "Step 2 of 5: Comfort". */
      summary =
          g_strdup_printf (_ ("Step %s of %s: %s"), number, total, self->names[self->position]);
    }
  gtk_label_set_text (GTK_LABEL (self->summary), summary != NULL ? summary : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary != NULL ? summary : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (object);

  switch (id)
    {
    case PROP_NAMES:
      g_value_set_boxed (value, self->names);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_TIGHT:
      g_value_set_boolean (value, self->tight);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (object);

  switch (id)
    {
    case PROP_NAMES:
      stipple_step_bar_set_names (self, g_value_get_boxed (value));
      break;
    case PROP_POSITION:
      stipple_step_bar_set_position (self, g_value_get_uint (value));
      break;
    case PROP_TIGHT:
      stipple_step_bar_set_tight (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleStepBar *self = STIPPLE_STEP_BAR (object);

  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->summary, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (stipple_step_bar_parent_class)->dispose (object);
}

static void
stipple_step_bar_class_init (StippleStepBarClass *klass)
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

  properties[PROP_NAMES] = g_param_spec_boxed ("names", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "stepbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_label (StippleStepBar *self, const char *text)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, "yalign", 0.0,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
stipple_step_bar_init (StippleStepBar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "step-bar");
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->summary = add_label (self, "");
  gtk_widget_add_css_class (self->summary, "current");
}

GtkWidget *
stipple_step_bar_new (void)
{
  return g_object_new (STIPPLE_TYPE_STEP_BAR, NULL);
}

void
stipple_step_bar_set_names (StippleStepBar *self, const char *const *names)
{
  g_return_if_fail (STIPPLE_IS_STEP_BAR (self));

  if (names != NULL && self->names != NULL
      && g_strv_equal (names, (const char *const *) self->names))
    return;

  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
  g_ptr_array_set_size (self->labels, 0);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (self->labels, add_label (self, names[i]));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAMES]);
}

guint
stipple_step_bar_get_position (StippleStepBar *self)
{
  g_return_val_if_fail (STIPPLE_IS_STEP_BAR (self), 0);

  return self->position;
}

void
stipple_step_bar_set_position (StippleStepBar *self, guint position)
{
  g_return_if_fail (STIPPLE_IS_STEP_BAR (self));

  if (self->position == position)
    return;

  self->position = position;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

void
stipple_step_bar_set_tight (StippleStepBar *self, gboolean tight)
{
  g_return_if_fail (STIPPLE_IS_STEP_BAR (self));

  if (self->tight == tight)
    return;

  self->tight = tight;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIGHT]);
}
