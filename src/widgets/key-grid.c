// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-grid.h"

#include <math.h>

/* On a wide screen keys grow no wider than these, px: a letter's way must not be long. */
#define KEY_MAX 132
#define PAD_KEY_MAX 240
#define PAD_COLUMNS 5

struct _StippleKeyGrid
{
  GtkWidget parent_instance;

  GPtrArray *rows; /* of GPtrArray of StippleKey, which are children */
  int columns;
  GtkTextDirection direction;
  StippleShift shift;

  StippleKey *held;      /* a long press is on; in rows */
  GPtrArray *alternates; /* StippleKey, children as well */
};

G_DEFINE_FINAL_TYPE (StippleKeyGrid, stipple_key_grid, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TYPED,
  SIGNAL_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

int
stipple_key_grid_count_columns (int width)
{
  return (width + STIPPLE_KEY_GAP) / (STIPPLE_KEY_WIDTH + STIPPLE_KEY_GAP);
}

/* --- Keys */

/* A key may go in the middle of its own click: what is left of that needs it for a while yet. */
static void
drop (gpointer key)
{
  gtk_widget_unparent (key);
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, key);
}

static gboolean
find (StippleKeyGrid *self, gpointer key, guint *row, guint *column)
{
  for (*row = 0; *row < self->rows->len; (*row)++)
    if (g_ptr_array_find (self->rows->pdata[*row], key, column))
      return TRUE;
  return FALSE;
}

static guint
row_of_alternates (StippleKeyGrid *self)
{
  guint row, column;

  find (self, self->held, &row, &column);
  return row > 0 ? row - 1 : 1;
}

static void
set_row_visible (StippleKeyGrid *self, guint row, gboolean visible)
{
  GPtrArray *keys = self->rows->pdata[row];

  for (guint i = 0; i < keys->len; i++)
    gtk_widget_set_child_visible (keys->pdata[i], visible);
}

static void
hide_alternates (StippleKeyGrid *self)
{
  if (self->held == NULL)
    return;
  set_row_visible (self, row_of_alternates (self), TRUE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->held), "held");
  self->held = NULL;
  g_ptr_array_set_size (self->alternates, 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_clicked (StippleKeyGrid *self, StippleKey *key)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, key);
  hide_alternates (self);
}

static void
on_state (StippleKey *key, GtkStateFlags before, StippleKeyGrid *self)
{
  GtkStateFlags now = gtk_widget_get_state_flags (GTK_WIDGET (key));

  if (((before ^ now) & GTK_STATE_FLAG_ACTIVE) != 0)
    g_signal_emit (self, signals[SIGNAL_PRESSED], 0, key, (now & GTK_STATE_FLAG_ACTIVE) != 0);
}

static void on_held (StippleKeyGrid *self, StippleKey *key);

static GtkWidget *
add_key (StippleKeyGrid *self, const StipplePlanKey *plan)
{
  GtkWidget *key = g_object_ref_sink (stipple_key_new (plan));

  gtk_widget_set_direction (key, self->direction);
  stipple_key_set_shift (STIPPLE_KEY (key), self->shift);
  g_signal_connect_object (key, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "state-flags-changed", G_CALLBACK (on_state), self, 0);
  g_signal_connect_object (key, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (key, GTK_WIDGET (self));
  return key;
}

static void
on_held (StippleKeyGrid *self, StippleKey *key)
{
  g_auto (GStrv) texts = stipple_key_get_alternates (key);
  guint row, column;

  hide_alternates (self);
  if (!find (self, key, &row, &column) || self->rows->len < 2)
    return;
  self->held = key;
  gtk_widget_add_css_class (GTK_WIDGET (key), "held");
  set_row_visible (self, row_of_alternates (self), FALSE);
  for (int i = 0; texts[i] != NULL && i < self->columns; i++)
    {
      StipplePlanKey plan = { .action = STIPPLE_KEY_TYPE,
                              .units = 1,
                              .text = g_intern_string (texts[i]) };
      GtkWidget *alternate;

      /* ".org" is wider than a letter. */
      if (g_utf8_strlen (texts[i], -1) > 2)
        plan.units = 2;
      alternate = add_key (self, &plan);
      gtk_widget_add_css_class (alternate, "alternate");
      g_ptr_array_add (self->alternates, alternate);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
stipple_key_grid_take_plan (StippleKeyGrid *self, StippleKeyPlan *plan)
{
  g_autoptr (StippleKeyPlan) owned = plan;
  g_autoptr (GPtrArray) before = NULL;
  guint row = 0;
  guint column = 0;
  gboolean focused = find (self, gtk_widget_get_focus_child (GTK_WIDGET (self)), &row, &column);

  hide_alternates (self);
  before = g_steal_pointer (&self->rows);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->columns = plan != NULL ? plan->columns : 0;
  for (guint i = 0; plan != NULL && i < plan->rows->len; i++)
    {
      GArray *keys = plan->rows->pdata[i];
      GPtrArray *widgets = g_ptr_array_new_with_free_func (drop);

      for (guint j = 0; j < keys->len; j++)
        g_ptr_array_add (widgets, add_key (self, &g_array_index (keys, StipplePlanKey, j)));
      g_ptr_array_add (self->rows, widgets);
    }
  if (focused && self->rows->len > 0)
    {
      GPtrArray *widgets = self->rows->pdata[MIN (row, self->rows->len - 1)];

      gtk_widget_grab_focus (widgets->pdata[MIN (column, widgets->len - 1)]);
    }
}

void
stipple_key_grid_set_text_direction (StippleKeyGrid *self, GtkTextDirection direction)
{
  self->direction = direction;
}

void
stipple_key_grid_set_shift (StippleKeyGrid *self, StippleShift shift)
{
  self->shift = shift;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *keys = self->rows->pdata[i];

      for (guint j = 0; j < keys->len; j++)
        stipple_key_set_shift (keys->pdata[j], shift);
    }
}

guint
stipple_key_grid_get_row_of (StippleKeyGrid *self, StippleKey *key)
{
  guint row, column;

  if (find (self, key, &row, &column))
    return row;
  return self->held != NULL ? row_of_alternates (self) : 0;
}

/* --- Layout */

static double
units_of (GPtrArray *keys)
{
  double units = 0;

  for (guint i = 0; i < keys->len; i++)
    units += stipple_key_get_plan (keys->pdata[i])->units;
  return units;
}

/* Wide keys take in the gaps that they stand for. */
static double
width_of (double units, double unit)
{
  return units * unit + (units - 1) * STIPPLE_KEY_GAP;
}

static int
row_height (StippleKeyGrid *self)
{
  int height = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *keys = self->rows->pdata[i];

      for (guint j = 0; j < keys->len; j++)
        {
          int minimum;

          gtk_widget_measure (keys->pdata[j], GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL,
                              NULL);
          height = MAX (height, minimum);
        }
    }
  return height;
}

static int
least_width (StippleKeyGrid *self)
{
  double unit = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *keys = self->rows->pdata[i];

      for (guint j = 0; j < keys->len; j++)
        {
          double units = stipple_key_get_plan (keys->pdata[j])->units;
          int minimum;

          gtk_widget_measure (keys->pdata[j], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                              NULL);
          unit = MAX (unit, (minimum - (units - 1) * STIPPLE_KEY_GAP) / units);
        }
    }
  return self->columns > 0 ? (int) ceil (width_of (self->columns, unit)) : 0;
}

static void
stipple_key_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleKeyGrid *self = STIPPLE_KEY_GRID (widget);
  int n = (int) self->rows->len;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = least_width (self);
  else
    *minimum = n * row_height (self) + MAX (n - 1, 0) * STIPPLE_KEY_GAP;
  *natural = *minimum;
}

static void
place_row (GPtrArray *keys, double left, double unit, int top, int height)
{
  for (guint i = 0; i < keys->len; i++)
    {
      double width = width_of (stipple_key_get_plan (keys->pdata[i])->units, unit);
      int from = (int) ceil (left);
      int to = (int) floor (left + width);

      gtk_widget_size_allocate (keys->pdata[i], &(GtkAllocation){ from, top, to - from, height },
                                -1);
      left += width + STIPPLE_KEY_GAP;
    }
}

static void
stipple_key_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleKeyGrid *self = STIPPLE_KEY_GRID (widget);
  int n = (int) self->rows->len;
  int key_height;
  double unit;

  if (n == 0)
    return;
  key_height = (height - (n - 1) * STIPPLE_KEY_GAP) / n;
  unit = (width - (self->columns - 1) * STIPPLE_KEY_GAP) / (double) self->columns;
  unit = MIN (unit, self->columns > PAD_COLUMNS ? KEY_MAX : PAD_KEY_MAX);
  for (int i = 0; i < n; i++)
    {
      GPtrArray *keys = self->rows->pdata[i];
      int top = i * (key_height + STIPPLE_KEY_GAP);

      place_row (keys, (width - width_of (units_of (keys), unit)) / 2, unit, top, key_height);
    }
  if (self->held != NULL)
    {
      double all = width_of (units_of (self->alternates), unit);
      double block = width_of (self->columns, unit);
      double first = (width - block) / 2;
      graphene_rect_t key;

      /* As near to the finger as the row allows. */
      if (!gtk_widget_compute_bounds (GTK_WIDGET (self->held), widget, &key))
        key = GRAPHENE_RECT_INIT ((float) first, 0, 0, 0);
      place_row (self->alternates,
                 CLAMP (key.origin.x + (key.size.width - all) / 2, first,
                        MAX (first, first + block - all)),
                 unit, (int) row_of_alternates (self) * (key_height + STIPPLE_KEY_GAP), key_height);
    }
}

/* --- Object */

static void
stipple_key_grid_dispose (GObject *object)
{
  StippleKeyGrid *self = STIPPLE_KEY_GRID (object);

  self->held = NULL;
  g_ptr_array_set_size (self->alternates, 0);
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (stipple_key_grid_parent_class)->dispose (object);
}

static void
stipple_key_grid_finalize (GObject *object)
{
  StippleKeyGrid *self = STIPPLE_KEY_GRID (object);

  g_ptr_array_unref (self->alternates);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (stipple_key_grid_parent_class)->finalize (object);
}

static void
stipple_key_grid_class_init (StippleKeyGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->dispose = stipple_key_grid_dispose;
  object_class->finalize = stipple_key_grid_finalize;
  widget_class->measure = stipple_key_grid_measure;
  widget_class->size_allocate = stipple_key_grid_size_allocate;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, STIPPLE_TYPE_KEY);
  signals[SIGNAL_PRESSED] = g_signal_new ("pressed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, STIPPLE_TYPE_KEY, G_TYPE_BOOLEAN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
stipple_key_grid_init (StippleKeyGrid *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->alternates = g_ptr_array_new_with_free_func (drop);
}

GtkWidget *
stipple_key_grid_new (void)
{
  return g_object_new (STIPPLE_TYPE_KEY_GRID, NULL);
}
