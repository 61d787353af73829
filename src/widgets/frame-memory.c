// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/frame-memory.h"

#include <malloc.h>

#ifdef GDK_WINDOWING_X11
#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>
#endif

#define HEAP_BLOCK_MAX (32 << 20) /* bytes: what glibc allows, and enough for 3840 × 2160 */
#define HEAP_SPARE_MAX (64 << 20)

#ifdef GDK_WINDOWING_X11

static void
get_screen (GdkDisplay *display, int *width, int *height)
{
  GListModel *monitors = gdk_display_get_monitors (display);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      int scale = gdk_monitor_get_scale_factor (monitor);
      GdkRectangle area;

      gdk_monitor_get_geometry (monitor, &area);
      *width = MAX (*width, area.width * scale);
      *height = MAX (*height, area.height * scale);
    }
}

/* Cairo makes a pool for what it is asked for first, with room for a few more of that size, and lets go
 * of it when nothing is left in it: so first something large, then something small that stays. */
static cairo_surface_t *
hold_pool (GdkDisplay *display)
{
  Display *x = gdk_x11_display_get_xdisplay (display);
  cairo_surface_t *root;
  cairo_surface_t *screen;
  cairo_surface_t *holder;
  int width = 1;
  int height = 1;

  get_screen (display, &width, &height);
  root = cairo_xlib_surface_create (x, DefaultRootWindow (x), DefaultVisual (x, DefaultScreen (x)),
                                    1, 1);
  screen = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, width, height);
  holder = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, 16, 16);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (root);
  return holder;
}

#endif

void
stipple_frame_memory_keep (GdkDisplay *display)
{
  static const char key[] = "stipple-frame-memory";

  mallopt (M_MMAP_THRESHOLD, HEAP_BLOCK_MAX);
  mallopt (M_TRIM_THRESHOLD, HEAP_SPARE_MAX);
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (display) && g_object_get_data (G_OBJECT (display), key) == NULL)
    g_object_set_data_full (G_OBJECT (display), key, hold_pool (display),
                            (GDestroyNotify) cairo_surface_destroy);
#endif
}

void
stipple_frame_memory_share (void)
{
  mallopt (M_ARENA_MAX, 1);
}

void
stipple_frame_memory_release (void)
{
  malloc_trim (0);
}
