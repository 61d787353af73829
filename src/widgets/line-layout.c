// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/line-layout.h"

struct _StippleLineLayout
{
  GtkLayoutManager parent_instance;
  GtkOrientation orientation;
  int spacing;
};

G_DEFINE_FINAL_TYPE (StippleLineLayout, stipple_line_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_ORIENTATION,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

#define FOR_EACH_SHOWN(child, widget)                                                              \
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;         \
       child = next_shown (gtk_widget_get_next_sibling (child)))

/* The size of each child along the line: an array of GtkRequestedSize. @total is the line's length,
 * -1 for natural sizes; @across the other size, -1 when it does not matter. */
static GArray *
share_line (StippleLineLayout *self, GtkWidget *widget, int total, int across)
{
  GArray *sizes = g_array_new (FALSE, TRUE, sizeof (GtkRequestedSize));
  int n_expand = 0;
  int left;

  FOR_EACH_SHOWN (child, widget)
  {
    GtkRequestedSize size = { .data = child };

    gtk_widget_measure (child, self->orientation, across, &size.minimum_size, &size.natural_size,
                        NULL, NULL);
    if (total < 0)
      size.minimum_size = size.natural_size;
    n_expand += gtk_widget_compute_expand (child, self->orientation);
    g_array_append_val (sizes, size);
  }
  if (total < 0 || sizes->len == 0)
    return sizes;

  left = total - self->spacing * ((int) sizes->len - 1);
  for (guint i = 0; i < sizes->len; i++)
    left -= g_array_index (sizes, GtkRequestedSize, i).minimum_size;
  left = gtk_distribute_natural_allocation (MAX (0, left), sizes->len,
                                            (GtkRequestedSize *) (gpointer) sizes->data);

  for (guint i = 0; i < sizes->len && n_expand > 0; i++)
    {
      GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);

      if (gtk_widget_compute_expand (size->data, self->orientation))
        {
          int share = left / n_expand--;

          size->minimum_size += share;
          left -= share;
        }
    }
  return sizes;
}

static void
measure_line (StippleLineLayout *self, GtkWidget *widget, int across, int *minimum, int *natural)
{
  int n = 0;

  FOR_EACH_SHOWN (child, widget)
  {
    int child_minimum, child_natural;

    gtk_widget_measure (child, self->orientation, across, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum += child_minimum + (n > 0 ? self->spacing : 0);
    *natural += child_natural + (n++ > 0 ? self->spacing : 0);
  }
}

static void
measure_widest (GtkWidget *widget, int *minimum, int *natural)
{
  FOR_EACH_SHOWN (child, widget)
  {
    int child_minimum, child_natural;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL,
                        NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural = MAX (*natural, child_natural);
  }
}

/* The height of @child, and how far down its first line of text stands; a picture stands among letters
 * as if it reached a little below that line. */
static int
measure_standing (GtkWidget *child, int width, int *foot)
{
  int height, baseline;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, &baseline);
  /* GTK tells none of a widget in a size group. */
  if (baseline < 0 && GTK_IS_LABEL (child))
    baseline = PANGO_PIXELS (pango_layout_get_baseline (gtk_label_get_layout (GTK_LABEL (child))));
  *foot = baseline >= 0 ? baseline : height * 7 / 8;
  return height;
}

/* How far down the first line of text stands that the children with GTK_ALIGN_BASELINE share. */
static int
find_line (const GArray *sizes)
{
  int line = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      int foot;

      if (gtk_widget_get_valign (size->data) != GTK_ALIGN_BASELINE)
        continue;
      measure_standing (size->data, size->minimum_size, &foot);
      line = MAX (line, foot);
    }
  return line;
}

static void
measure_highest (StippleLineLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  g_autoptr (GArray) sizes = share_line (self, widget, width, -1);
  int line = find_line (sizes);

  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      int child_minimum, child_natural, foot;

      gtk_widget_measure (size->data, GTK_ORIENTATION_VERTICAL, size->minimum_size, &child_minimum,
                          &child_natural, NULL, NULL);
      if (gtk_widget_get_valign (size->data) == GTK_ALIGN_BASELINE)
        {
          child_minimum = measure_standing (size->data, size->minimum_size, &foot) + line - foot;
          child_natural = child_minimum;
        }
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* A column stands where its first child does. */
static void
measure_baseline (GtkWidget *widget, int width, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *first = next_shown (gtk_widget_get_first_child (widget));

  if (first != NULL)
    gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, minimum_baseline,
                        natural_baseline);
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleLineLayout *self = STIPPLE_LINE_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->orientation == orientation)
    measure_line (self, widget, -1, minimum, natural);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_widest (widget, minimum, natural);
  else if (self->orientation == orientation)
    {
      measure_line (self, widget, for_size, minimum, natural);
      measure_baseline (widget, for_size, minimum_baseline, natural_baseline);
    }
  else
    measure_highest (self, widget, for_size, minimum, natural);
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StippleLineLayout *self = STIPPLE_LINE_LAYOUT (manager);
  gboolean horizontal = self->orientation == GTK_ORIENTATION_HORIZONTAL;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) sizes =
      share_line (self, widget, horizontal ? width : height, horizontal ? -1 : width);
  int line = horizontal ? find_line (sizes) : 0;
  int at = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      GtkAllocation place = { 0, at, width, size->minimum_size };

      if (horizontal)
        place = (GtkAllocation){ rtl ? width - at - size->minimum_size : at, 0, size->minimum_size,
                                 height };
      if (horizontal && gtk_widget_get_valign (size->data) == GTK_ALIGN_BASELINE)
        {
          int foot;

          place.height = measure_standing (size->data, size->minimum_size, &foot);
          place.y = line - foot;
        }
      gtk_widget_size_allocate (size->data, &place, -1);
      at += size->minimum_size + self->spacing;
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
  StippleLineLayout *self = STIPPLE_LINE_LAYOUT (object);

  switch (id)
    {
    case PROP_ORIENTATION:
      g_value_set_enum (value, self->orientation);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleLineLayout *self = STIPPLE_LINE_LAYOUT (object);

  switch (id)
    {
    case PROP_ORIENTATION:
      if (self->orientation == (GtkOrientation) g_value_get_enum (value))
        return;
      self->orientation = g_value_get_enum (value);
      break;
    case PROP_SPACING:
      if (self->spacing == g_value_get_int (value))
        return;
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
stipple_line_layout_class_init (StippleLineLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
  layout_class->get_request_mode = get_request_mode;

  properties[PROP_ORIENTATION] = g_param_spec_enum ("orientation", NULL, NULL, GTK_TYPE_ORIENTATION,
                                                    GTK_ORIENTATION_HORIZONTAL, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_line_layout_init (StippleLineLayout *self)
{
}

GtkLayoutManager *
stipple_line_layout_new (GtkOrientation orientation, int spacing)
{
  return g_object_new (STIPPLE_TYPE_LINE_LAYOUT, "orientation", orientation, "spacing", spacing,
                       NULL);
}
