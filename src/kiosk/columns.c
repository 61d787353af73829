// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/columns.h"

#include "widgets/style.h"

struct _StippleColumns
{
  GtkWidget parent_instance;

  int spacing;
  int breakpoint;
  gboolean hug;
  gboolean hug_last;
};

static void stipple_columns_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleColumns, stipple_columns, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      stipple_columns_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_BREAKPOINT,
  PROP_HUG,
  PROP_HUG_LAST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The next child to lay out, from @child on. */
static GtkWidget *
shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

#define FOR_EACH_SHOWN(self, child)                                                                \
  for (GtkWidget *child = shown (gtk_widget_get_first_child (GTK_WIDGET (self))); child != NULL;   \
       child = shown (gtk_widget_get_next_sibling (child)))

static int
count_shown (StippleColumns *self)
{
  int n = 0;

  FOR_EACH_SHOWN (self, child)
  n++;
  return n;
}

static int
child_width (GtkWidget *child, gboolean natural)
{
  int minimum;
  int wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wanted, NULL, NULL);
  return natural ? wanted : minimum;
}

static gboolean
is_hugged (StippleColumns *self, GtkWidget *child)
{
  if (self->hug && child == shown (gtk_widget_get_first_child (GTK_WIDGET (self))))
    return TRUE;
  return self->hug_last && shown (gtk_widget_get_next_sibling (child)) == NULL;
}

/* What each column gets that needs no more than the others; 0 to stack. */
static int
share_width (StippleColumns *self, int width)
{
  int n = count_shown (self);
  int left = width - (n - 1) * self->spacing;
  int before = -1;
  int share;

  if (n < 2 || width < self->breakpoint * stipple_style_get_text_scale () / 100)
    return 0;
  /* Whoever needs more takes it from the others, until that makes no more difference. */
  for (share = left; share != before;)
    {
      int rest = left;
      int sharing = 0;

      FOR_EACH_SHOWN (self, child)
      {
        int needed = child_width (child, is_hugged (self, child));

        if (is_hugged (self, child) || needed > share)
          rest -= needed;
        else
          sharing++;
      }
      if (sharing == 0 || rest < sharing)
        return 0;
      before = share;
      share = rest / sharing;
    }
  return share;
}

static int
column_width (StippleColumns *self, GtkWidget *child, int share)
{
  return is_hugged (self, child) ? child_width (child, TRUE)
                                 : MAX (share, child_width (child, FALSE));
}

static void
measure_height (StippleColumns *self, int width, int *minimum, int *natural)
{
  int share = share_width (self, width);
  int gaps = share > 0 ? 0 : MAX (count_shown (self) - 1, 0) * self->spacing;

  FOR_EACH_SHOWN (self, child)
  {
    int child_min;
    int child_nat;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                        share > 0 ? column_width (self, child, share) : width, &child_min,
                        &child_nat, NULL, NULL);
    *minimum = share > 0 ? MAX (*minimum, child_min) : *minimum + child_min;
    *natural = share > 0 ? MAX (*natural, child_nat) : *natural + child_nat;
  }
  *minimum += gaps;
  *natural += gaps;
}

static void
stipple_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleColumns *self = STIPPLE_COLUMNS (widget);

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, for_size, minimum, natural);
      return;
    }
  FOR_EACH_SHOWN (self, child)
  {
    int child_min;
    int child_nat;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, &child_nat, NULL, NULL);
    *minimum = MAX (*minimum, child_min);
    *natural = MAX (*natural, child_nat);
  }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
stack (StippleColumns *self, int width, int height)
{
  int needed = MAX (count_shown (self) - 1, 0) * self->spacing;
  int expanding = 0;
  int y = 0;

  FOR_EACH_SHOWN (self, child)
  {
    int natural;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
    needed += natural;
    expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) ? 1 : 0;
  }
  FOR_EACH_SHOWN (self, child)
  {
    gboolean expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL);
    int minimum;
    int child_height;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &child_height, NULL,
                        NULL);
    if (expands)
      child_height = MAX (minimum, child_height + (height - needed) / expanding);
    place (child, 0, y, width, child_height);
    y += child_height + self->spacing;
  }
}

static void
stipple_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleColumns *self = STIPPLE_COLUMNS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int share = share_width (self, width);
  int x = 0;

  if (share == 0)
    {
      stack (self, width, height);
      return;
    }
  FOR_EACH_SHOWN (self, child)
  {
    int column = column_width (self, child, share);

    place (child, rtl ? width - x - column : x, 0, column, height);
    x += column + self->spacing;
  }
}

static GtkSizeRequestMode
stipple_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stipple_columns_compute_expand (GtkWidget *widget, gboolean *horizontal, gboolean *vertical)
{
  FOR_EACH_SHOWN (widget, child)
  {
    *horizontal |= gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    *vertical |= gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL);
  }
}

static void
stipple_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleColumns *self = STIPPLE_COLUMNS (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else if (id == PROP_BREAKPOINT)
    g_value_set_int (value, self->breakpoint);
  else if (id == PROP_HUG)
    g_value_set_boolean (value, self->hug);
  else if (id == PROP_HUG_LAST)
    g_value_set_boolean (value, self->hug_last);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleColumns *self = STIPPLE_COLUMNS (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_BREAKPOINT:
      self->breakpoint = g_value_get_int (value);
      break;
    case PROP_HUG:
      self->hug = g_value_get_boolean (value);
      break;
    case PROP_HUG_LAST:
      self->hug_last = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
stipple_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (stipple_columns_parent_class)->dispose (object);
}

static void
stipple_columns_class_init (StippleColumnsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_columns_get_property;
  object_class->set_property = stipple_columns_set_property;
  object_class->dispose = stipple_columns_dispose;
  widget_class->measure = stipple_columns_measure;
  widget_class->size_allocate = stipple_columns_size_allocate;
  widget_class->get_request_mode = stipple_columns_get_request_mode;
  widget_class->compute_expand = stipple_columns_compute_expand;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 24, flags);
  properties[PROP_BREAKPOINT] =
      g_param_spec_int ("breakpoint", NULL, NULL, 0, G_MAXINT, 1100, flags);
  properties[PROP_HUG] = g_param_spec_boolean ("hug", NULL, NULL, FALSE, flags);
  properties[PROP_HUG_LAST] = g_param_spec_boolean ("hug-last", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_columns_init (StippleColumns *self)
{
  self->spacing = 24;
  self->breakpoint = 1100;
}

static void
stipple_columns_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                           const char *type)
{
  if (GTK_IS_WIDGET (child))
    stipple_columns_append (STIPPLE_COLUMNS (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
stipple_columns_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = stipple_columns_add_child;
}

GtkWidget *
stipple_columns_new (void)
{
  return g_object_new (STIPPLE_TYPE_COLUMNS, NULL);
}

void
stipple_columns_append (StippleColumns *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
