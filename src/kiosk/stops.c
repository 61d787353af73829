// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/stops.h"

#include "kiosk/action-bar.h"
#include "kiosk/header.h"
#include "kiosk/page.h"
#include "widgets/key-grid.h"

static gboolean
is_open (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget)
         && gtk_widget_is_sensitive (widget) && gtk_widget_get_can_focus (widget);
}

/* A label has the focus for a screen reader to begin at; there is nothing to do there. */
static gboolean
is_leaf (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_VIEWPORT (widget);
}

static void
add_leaves (GtkWidget *widget, GPtrArray *leaves)
{
  guint before = leaves->len;

  if (!is_open (widget))
    return;
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
    {
      g_ptr_array_add (leaves, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_leaves (child, leaves);
  if (leaves->len == before && is_leaf (widget))
    g_ptr_array_add (leaves, widget);
}

/* What @leaf is chosen together with: a region or a row of keys; NULL when nothing. */
static gpointer
group_of (GtkWidget *leaf, gboolean regions, guint *row)
{
  GtkWidget *grid = gtk_widget_get_ancestor (leaf, STIPPLE_TYPE_KEY_GRID);
  const GType types[] = { STIPPLE_TYPE_HEADER, STIPPLE_TYPE_ACTION_BAR, STIPPLE_TYPE_PAGE };
  gpointer found = NULL;

  *row = 0;
  if (grid != NULL)
    {
      *row = stipple_key_grid_get_row_of (STIPPLE_KEY_GRID (grid), STIPPLE_KEY (leaf));
      return grid;
    }
  for (guint i = 0; regions && found == NULL && i < G_N_ELEMENTS (types); i++)
    found = gtk_widget_get_ancestor (leaf, types[i]);
  return found;
}

static gboolean
is_in_sight (GtkWidget *leaf)
{
  GtkWidget *page = gtk_widget_get_ancestor (leaf, STIPPLE_TYPE_PAGE);

  return page == NULL || stipple_page_shows (STIPPLE_PAGE (page), leaf);
}

static void
add_page (GPtrArray *stops, GtkWidget *root)
{
  GtkWidget *page = stipple_stops_find_type (root, STIPPLE_TYPE_PAGE);
  GPtrArray *stop = NULL;

  if (page == NULL || !is_open (page) || !stipple_page_has_more (STIPPLE_PAGE (page)))
    return;
  for (guint i = 0; i < stops->len && stop == NULL; i++)
    if (gtk_widget_is_ancestor (g_ptr_array_index ((GPtrArray *) stops->pdata[i], 0), page))
      stop = stops->pdata[i];
  if (stop == NULL)
    {
      stop = g_ptr_array_new ();
      g_ptr_array_insert (stops, (int) MIN (stipple_stops_first (stops), stops->len), stop);
    }
  g_ptr_array_add (stop, page);
}

/* The alternates of a key come last in the tree, and stand in a row above it. */
static void
add_to_its_row (GPtrArray *stops, GPtrArray *groups, GtkWidget *leaf, gboolean regions)
{
  guint row;
  gpointer group = group_of (leaf, regions, &row);
  g_autofree char *id = g_strdup_printf ("%p/%u", group, row);
  guint at;

  if (group != NULL && g_ptr_array_find_with_equal_func (groups, id, g_str_equal, &at))
    {
      g_ptr_array_add (stops->pdata[at], leaf);
      return;
    }
  g_ptr_array_add (groups, group != NULL ? g_steal_pointer (&id) : g_strdup (""));
  g_ptr_array_add (stops, g_ptr_array_new ());
  g_ptr_array_add (stops->pdata[stops->len - 1], leaf);
}

GPtrArray *
stipple_stops_collect (GtkWidget *root, gboolean regions)
{
  GPtrArray *stops = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

  add_leaves (root, leaves);
  for (guint i = 0; i < leaves->len; i++)
    if (!regions || is_in_sight (leaves->pdata[i]))
      add_to_its_row (stops, groups, leaves->pdata[i], regions);
  if (regions)
    add_page (stops, root);
  return stops;
}

gboolean
stipple_stops_find (GPtrArray *stops, gpointer widget, guint *stop, guint *leaf)
{
  for (*stop = 0; widget != NULL && *stop < stops->len; (*stop)++)
    if (g_ptr_array_find (stops->pdata[*stop], widget, leaf))
      return TRUE;
  return FALSE;
}

guint
stipple_stops_first (GPtrArray *stops)
{
  guint i = 0;

  while (i < stops->len
         && gtk_widget_get_ancestor (g_ptr_array_index ((GPtrArray *) stops->pdata[i], 0),
                                     STIPPLE_TYPE_HEADER)
                != NULL)
    i++;
  return i < stops->len ? i : 0;
}

GtkWidget *
stipple_stops_find_type (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = stipple_stops_find_type (child, type);
  return found;
}
