// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile-layout.h"

struct _StippleTileLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (StippleTileLayout, stipple_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
next_tile (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

#define FOR_EACH_TILE(tile, widget)                                                                \
  for (GtkWidget *tile = next_tile (gtk_widget_get_first_child (widget)); tile != NULL;            \
       tile = next_tile (gtk_widget_get_next_sibling (tile)))

/* The widest child, as narrow as it can be without breaking a word, and its natural width. */
static int
widest (GtkWidget *widget, int *natural)
{
  int width = 0;

  *natural = 0;
  FOR_EACH_TILE (tile, widget)
  {
    int least, best;

    gtk_widget_measure (tile, GTK_ORIENTATION_HORIZONTAL, -1, &least, &best, NULL, NULL);
    width = MAX (width, least);
    *natural = MAX (*natural, best);
  }
  return width;
}

static int
count (GtkWidget *widget)
{
  int n = 0;

  FOR_EACH_TILE (tile, widget)
  n++;
  return n;
}

static int
n_columns (StippleTileLayout *self, GtkWidget *widget, int available)
{
  int n = MAX (1, count (widget));
  int natural;
  int width = MAX (1, widest (widget, &natural));
  int most = CLAMP ((available + self->spacing) / (width + self->spacing), 1, n);
  int lines = (n + most - 1) / most;

  return (n + lines - 1) / lines;
}

static int
tile_width (StippleTileLayout *self, int columns, int available)
{
  return (available - self->spacing * (columns - 1)) / columns;
}

static int
tile_height (GtkWidget *widget, int width)
{
  int height = 0;

  FOR_EACH_TILE (tile, widget)
  {
    int least;

    gtk_widget_measure (tile, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
    height = MAX (height, least);
  }
  return height;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleTileLayout *self = STIPPLE_TILE_LAYOUT (manager);
  int n = count (widget);
  int best;
  int least = widest (widget, &best);
  int all = n * best + MAX (0, n - 1) * self->spacing;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = all;
    }
  else
    {
      int available = for_size < 0 ? all : for_size;
      int columns = n_columns (self, widget, available);
      int lines = (n + columns - 1) / columns;

      *minimum = *natural = lines * tile_height (widget, tile_width (self, columns, available))
                            + MAX (0, lines - 1) * self->spacing;
    }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StippleTileLayout *self = STIPPLE_TILE_LAYOUT (manager);
  int columns = n_columns (self, widget, width);
  int across = tile_width (self, columns, width);
  int down = tile_height (widget, across);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int i = 0;

  FOR_EACH_TILE (tile, widget)
  {
    /* What division leaves over is spread, so that the last tile ends at the edge. */
    int x = i % columns * (width + self->spacing) / columns;
    int end = (i % columns + 1) * (width + self->spacing) / columns - self->spacing;
    int y = i / columns * (down + self->spacing);

    gtk_widget_size_allocate (tile, &(GtkAllocation){ rtl ? width - end : x, y, end - x, down },
                              -1);
    i++;
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
  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, STIPPLE_TILE_LAYOUT (object)->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleTileLayout *self = STIPPLE_TILE_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      if (self->spacing == g_value_get_int (value))
        return;
      self->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_tile_layout_class_init (StippleTileLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
  layout_class->get_request_mode = get_request_mode;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_tile_layout_init (StippleTileLayout *self)
{
  self->spacing = 12;
}

GtkLayoutManager *
stipple_tile_layout_new (void)
{
  return g_object_new (STIPPLE_TYPE_TILE_LAYOUT, NULL);
}
