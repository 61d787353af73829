// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wrap-layout.h"

struct _StippleWrapLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
  gboolean justify;
  gboolean align_end;
};

G_DEFINE_FINAL_TYPE (StippleWrapLayout, stipple_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_JUSTIFY,
  PROP_ALIGN_END,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One line of children: from @first up to and without @end. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int n;
  int width;
  int height;
} Line;

static int
child_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return available < 0 ? natural : MAX (minimum, MIN (natural, available));
}

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* What each child of @line gets beyond its own width. */
static int
get_share (StippleWrapLayout *self, const Line *line, int available)
{
  return self->justify && line->n > 0 && available > line->width
             ? (available - line->width) / line->n
             : 0;
}

/* At the widths that the children will have: a label with more of it may need a line less. */
static int
measure_height (StippleWrapLayout *self, const Line *line, int available)
{
  int share = get_share (self, line, available);
  int highest = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width (child, available) + share,
                          NULL, &height, NULL, NULL);
      highest = MAX (highest, height);
    }
  return highest;
}

/* Fills in @line from the child it begins with; FALSE when there is none. */
static gboolean
next_line (StippleWrapLayout *self, GtkWidget *child, int available, Line *line)
{
  *line = (Line){ .first = skip_hidden (child) };
  for (child = line->first; child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = child_width (child, available);
      int taken = line->n > 0 ? line->width + self->spacing + width : width;

      if (available >= 0 && line->n > 0 && taken > available)
        break;
      line->n++;
      line->width = taken;
    }
  line->end = child;
  line->height = measure_height (self, line, available);
  return line->first != NULL;
}

static void
measure_width (StippleWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (n++ > 0 ? self->spacing : 0);
    }
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleWrapLayout *self = STIPPLE_WRAP_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int height = 0;
  Line line;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  for (; next_line (self, child, for_size, &line); child = line.end)
    height += line.height + (height > 0 ? self->spacing : 0);
  *minimum = *natural = height;
}

static void
allocate_line (StippleWrapLayout *self, GtkWidget *widget, const Line *line, int y, int available)
{
  int extra = MAX (0, available - line->width);
  int share = get_share (self, line, available);
  int x = self->align_end && !self->justify ? extra : 0;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (GtkWidget *child = line->first; child != line->end;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = child_width (child, available) + share;
      GtkAllocation place = { rtl ? available - x - width : x, y, width, line->height };

      gtk_widget_size_allocate (child, &place, -1);
      x += width + self->spacing;
    }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StippleWrapLayout *self = STIPPLE_WRAP_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;
  Line line;

  for (; next_line (self, child, width, &line); child = line.end)
    {
      allocate_line (self, widget, &line, y, width);
      y += line.height + self->spacing;
    }
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleWrapLayout *self = STIPPLE_WRAP_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_JUSTIFY:
      g_value_set_boolean (value, self->justify);
      break;
    case PROP_ALIGN_END:
      g_value_set_boolean (value, self->align_end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleWrapLayout *self = STIPPLE_WRAP_LAYOUT (object);
  int *slot = NULL;
  int new_value = 0;

  switch (id)
    {
    case PROP_SPACING:
      slot = &self->spacing;
      new_value = g_value_get_int (value);
      break;
    case PROP_JUSTIFY:
      slot = &self->justify;
      new_value = g_value_get_boolean (value);
      break;
    case PROP_ALIGN_END:
      slot = &self->align_end;
      new_value = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  if (*slot == new_value)
    return;
  *slot = new_value;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
stipple_wrap_layout_class_init (StippleWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
  layout_class->get_request_mode = get_request_mode;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 16, flags);
  properties[PROP_JUSTIFY] = g_param_spec_boolean ("justify", NULL, NULL, FALSE, flags);
  properties[PROP_ALIGN_END] = g_param_spec_boolean ("align-end", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_wrap_layout_init (StippleWrapLayout *self)
{
  self->spacing = 16;
}

GtkLayoutManager *
stipple_wrap_layout_new (void)
{
  return g_object_new (STIPPLE_TYPE_WRAP_LAYOUT, NULL);
}
