// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/xcb.h>

/* From exec to the first painted frame: bench-frame [--content] PROGRAM [ARGUMENTS]. It starts the program on
 * $DISPLAY, where it is the window manager for that long: as a kiosk's compositor does, it gives every
 * window the whole screen. The root has a colour that nobody paints. Printed, in ms from exec:
 *
 *   mapped=    the first window is mapped
 *   frame=     pixels of a mapped window have another colour than the root, all over the screen
 *   content=   with --content: what is there has more colours than a plain page, so text is painted
 *
 * Then it ends the program. */

#define ROOT_PIXEL 0xb1207fu
#define STRIPS 24
#define RICH 24 /* colours: text in greys has more, a plain page or a bar fewer */
#define PATIENCE_MS 20000
#define POLL_MS 1

typedef struct
{
  xcb_connection_t *x;
  xcb_screen_t *screen;
  gboolean mapped;
} Display;

G_NORETURN static void
give_up (const char *why)
{
  fprintf (stderr, "bench-frame: %s\n", why);
  exit (EXIT_FAILURE);
}

static Display
take_over (void)
{
  Display self = { .x = xcb_connect (NULL, NULL) };
  if (xcb_connection_has_error (self.x))
    give_up ("no display");
  self.screen = xcb_setup_roots_iterator (xcb_get_setup (self.x)).data;
  const guint32 values[] = { ROOT_PIXEL, XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT
                                             | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY };
  g_autofree xcb_generic_error_t *error = xcb_request_check (
      self.x, xcb_change_window_attributes_checked (self.x, self.screen->root,
                                                    XCB_CW_BACK_PIXEL | XCB_CW_EVENT_MASK, values));
  if (error != NULL)
    give_up ("the display has a window manager already");
  xcb_clear_area (self.x, 0, self.screen->root, 0, 0, 0, 0);
  xcb_flush (self.x);
  return self;
}

static void
fill_screen (Display *self, xcb_window_t window)
{
  const guint32 values[] = { 0, 0, self->screen->width_in_pixels, self->screen->height_in_pixels };
  xcb_configure_window (self->x, window,
                        XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y | XCB_CONFIG_WINDOW_WIDTH
                            | XCB_CONFIG_WINDOW_HEIGHT,
                        values);
}

static void
manage (Display *self)
{
  xcb_generic_event_t *event;
  while ((event = xcb_poll_for_event (self->x)) != NULL)
    {
      switch (event->response_type & 0x7f)
        {
        case XCB_MAP_REQUEST:
          fill_screen (self, ((xcb_map_request_event_t *) event)->window);
          xcb_map_window (self->x, ((xcb_map_request_event_t *) event)->window);
          self->mapped = TRUE;
          break;
        case XCB_CONFIGURE_REQUEST:
          fill_screen (self, ((xcb_configure_request_event_t *) event)->window);
          break;
        default:
          break;
        }
      free (event);
    }
  xcb_flush (self->x);
}

/* FALSE when the root is seen in @image. @colours may be NULL: then it is quick. */
static gboolean
add_colours (const xcb_get_image_reply_t *image, GHashTable *colours)
{
  const guint8 *data = xcb_get_image_data (image);
  for (guint i = 0; i < image->length; i++)
    {
      guint32 pixel;
      memcpy (&pixel, data + 4 * i, sizeof pixel);
      if ((pixel & 0xffffffu) == ROOT_PIXEL)
        return FALSE;
      if (colours != NULL)
        g_hash_table_add (colours, GUINT_TO_POINTER (pixel & 0xffffffu));
    }
  return TRUE;
}

/* At lines of the screen, one pixel high. FALSE when the root is seen. */
static gboolean
look (const Display *self, GHashTable *colours)
{
  xcb_get_image_cookie_t cookies[STRIPS];
  gboolean covered = TRUE;
  int height = self->screen->height_in_pixels;
  for (int i = 0; i < STRIPS; i++)
    cookies[i] = xcb_get_image (self->x, XCB_IMAGE_FORMAT_Z_PIXMAP, self->screen->root, 0,
                                (gint16) ((2 * i + 1) * height / (2 * STRIPS)),
                                self->screen->width_in_pixels, 1, ~0u);
  for (int i = 0; i < STRIPS; i++)
    {
      g_autofree xcb_get_image_reply_t *image = xcb_get_image_reply (self->x, cookies[i], NULL);
      if (image == NULL)
        give_up ("the screen cannot be read");
      covered = covered && add_colours (image, colours);
    }
  return covered;
}

static pid_t
start (char **argv)
{
  pid_t pid = fork ();
  if (pid != 0)
    return pid;
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  execvp (argv[0], argv);
  _exit (127);
}

/* The whole group: a browser is many processes. */
static void
stop (pid_t pid)
{
  kill (-pid, SIGTERM);
  for (int waited = 0; waited < 3000 && waitpid (pid, NULL, WNOHANG) == 0; waited += 10)
    poll (NULL, 0, 10);
  kill (-pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

static double
ms_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1000.0;
}

typedef struct
{
  double mapped;
  double frame;
  double content;
} Times;

static Times
watch (Display *display, gint64 begun, pid_t pid, gboolean wants_content)
{
  Times times = { -1, -1, -1 };
  while (times.frame < 0 || (wants_content && times.content < 0))
    {
      gboolean painted = times.frame >= 0;
      g_autoptr (GHashTable) colours = painted ? g_hash_table_new (NULL, NULL) : NULL;
      manage (display);
      if (display->mapped && times.mapped < 0)
        times.mapped = ms_since (begun);
      if (waitpid (pid, NULL, WNOHANG) != 0)
        give_up ("the program ended");
      if (ms_since (begun) > PATIENCE_MS)
        break;
      gboolean covered = display->mapped && look (display, colours);
      if (covered && !painted)
        times.frame = ms_since (begun);
      if (covered && painted && g_hash_table_size (colours) >= RICH)
        times.content = ms_since (begun);
      poll (NULL, 0, POLL_MS);
    }
  return times;
}

int
main (int argc, char **argv)
{
  gboolean wants_content = argc > 1 && g_str_equal (argv[1], "--content");
  char **program = argv + (wants_content ? 2 : 1);
  if (*program == NULL)
    give_up ("usage: bench-frame [--content] PROGRAM [ARGUMENTS]");
  Display display = take_over ();
  gint64 begun = g_get_monotonic_time ();
  pid_t pid = start (program);
  Times times = watch (&display, begun, pid, wants_content);
  stop (pid);
  xcb_disconnect (display.x);
  if (times.frame < 0 || (wants_content && times.content < 0))
    give_up ("the program painted too little");
  printf ("mapped=%.1f\nframe=%.1f\n", times.mapped, times.frame);
  if (wants_content)
    printf ("content=%.1f\n", times.content);
  return 0;
}
