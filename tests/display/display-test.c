// SPDX-License-Identifier: GPL-3.0-or-later
#include "display-test.h"

#include "core/language.h"
#include "widgets/style.h"

#define WAIT_SECONDS 120 /* for a machine that does much else */

void
display_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  stipple_language_use ("en");
  gtk_init ();
  stipple_style_init ();
  stipple_style_set_reduce_motion (TRUE);
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

GtkWindow *
display_test_show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, -1);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  display_test_wait (is_laid_out, child);
  return GTK_WINDOW (window);
}

static gboolean
on_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

void
display_test_wait (gboolean (*done) (gpointer), gpointer data)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (WAIT_SECONDS, on_late, &late);

  while (!done (data))
    {
      g_assert_false (late);
      g_main_context_iteration (NULL, TRUE);
    }
  if (!late)
    g_source_remove (timer);
}

static void
collect (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      if (*text != '\0')
        g_string_append_printf (texts, "%s%s", texts->len > 0 ? " | " : "", text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

char *
display_test_texts (GtkWidget *widget)
{
  GString *texts = g_string_new (NULL);

  collect (widget, texts);
  return g_string_free (texts, FALSE);
}

GtkWidget *
display_test_find (GtkWidget *widget, GType type, const char *style_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (style_class == NULL || gtk_widget_has_css_class (widget, style_class)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = display_test_find (child, type, style_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer count)
{
  (*(int *) count)++;
}

void
display_test_count (gpointer object, const char *property, int *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = 0;
  g_signal_connect (object, signal, G_CALLBACK (on_notify), count);
}

GBytes *
display_test_paint (GtkWidget *widget, int *stride)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  *stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) *stride * height);
  cairo_surface_destroy (surface);
  return bytes;
}
