// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/damage.h>
#include <xcb/xcb.h>
#include <xcb/xtest.h>

/* A finger on $DISPLAY, and eyes: it touches, and sees when the screen answers. For each line on standard
 * input one on standard output; X, Y, WIDTH and HEIGHT are a control's, in px of the screen:
 *
 *   press X Y WIDTH HEIGHT   touches its middle, and slides off it so that nothing comes of it
 *   tap X Y WIDTH HEIGHT     touches its middle, and lets go there
 *
 * The answer is `pressed=MS released=US done=MS`: from the touch to the first changed pixel of the control;
 * when it was let go, µs of CLOCK_MONOTONIC; and from then to the last change anywhere on the screen before
 * QUIET_MS of none. -1: not within PATIENCE_MS. */

#define QUIET_MS 400
#define SETTLED_MS 120
#define HOLD_MS 60
#define SETTLE_MS 600 /* the attract screen never does */
#define PATIENCE_MS 5000

typedef struct
{
  xcb_connection_t *x;
  xcb_window_t root;
  guint8 damage_event;
  xcb_damage_damage_t damage;
  gint64 last_change; /* µs */
} Eyes;

G_NORETURN static void
give_up (const char *why)
{
  fprintf (stderr, "bench-touch: %s\n", why);
  exit (EXIT_FAILURE);
}

static double
ms_between (gint64 from, gint64 to)
{
  return (double) (to - from) / 1000.0;
}

static Eyes
open_eyes (void)
{
  Eyes self = { .x = xcb_connect (NULL, NULL) };
  if (xcb_connection_has_error (self.x))
    give_up ("no display");
  self.root = xcb_setup_roots_iterator (xcb_get_setup (self.x)).data->root;
  const xcb_query_extension_reply_t *damage = xcb_get_extension_data (self.x, &xcb_damage_id);
  const xcb_query_extension_reply_t *test = xcb_get_extension_data (self.x, &xcb_test_id);
  if (!damage->present || !test->present)
    give_up ("the display has no DAMAGE or XTEST");
  free (xcb_damage_query_version_reply (self.x, xcb_damage_query_version (self.x, 1, 1), NULL));
  self.damage_event = damage->first_event;
  self.damage = xcb_generate_id (self.x);
  xcb_damage_create (self.x, self.damage, self.root, XCB_DAMAGE_REPORT_LEVEL_RAW_RECTANGLES);
  xcb_flush (self.x);
  return self;
}

static void
note_changes (Eyes *self)
{
  xcb_generic_event_t *event;
  while ((event = xcb_poll_for_event (self->x)) != NULL)
    {
      if ((event->response_type & 0x7f) == self->damage_event + XCB_DAMAGE_NOTIFY)
        self->last_change = g_get_monotonic_time ();
      free (event);
    }
}

/* Nothing has changed for @quiet ms; FALSE when @patience ms are over before. */
static gboolean
await_quiet (Eyes *self, int quiet, int patience)
{
  gint64 begun = g_get_monotonic_time ();
  self->last_change = begun;
  while (ms_between (begun, g_get_monotonic_time ()) < patience)
    {
      note_changes (self);
      if (ms_between (self->last_change, g_get_monotonic_time ()) >= quiet)
        return TRUE;
      poll (NULL, 0, 1);
    }
  return FALSE;
}

static xcb_get_image_reply_t *
look (Eyes *self, const int box[4])
{
  xcb_get_image_reply_t *image = xcb_get_image_reply (
      self->x,
      xcb_get_image (self->x, XCB_IMAGE_FORMAT_Z_PIXMAP, self->root, (gint16) box[0],
                     (gint16) box[1], (guint16) box[2], (guint16) box[3], ~0u),
      NULL);
  if (image == NULL)
    give_up ("the control is not on the screen");
  return image;
}

static gboolean
same_image (const xcb_get_image_reply_t *a, const xcb_get_image_reply_t *b)
{
  return a->length == b->length
         && memcmp (xcb_get_image_data (a), xcb_get_image_data (b), (gsize) a->length * 4) == 0;
}

static double
await_change (Eyes *self, const int box[4], const xcb_get_image_reply_t *before, gint64 begun)
{
  while (ms_between (begun, g_get_monotonic_time ()) < PATIENCE_MS)
    {
      g_autofree xcb_get_image_reply_t *now = look (self, box);
      if (!same_image (before, now))
        return ms_between (begun, g_get_monotonic_time ());
      poll (NULL, 0, 1);
    }
  return -1;
}

static void
move (Eyes *self, int x, int y)
{
  xcb_test_fake_input (self->x, XCB_MOTION_NOTIFY, 0, XCB_CURRENT_TIME, self->root, (gint16) x,
                       (gint16) y, 0);
  xcb_flush (self->x);
}

static void
set_button (Eyes *self, gboolean down)
{
  xcb_test_fake_input (self->x, down ? XCB_BUTTON_PRESS : XCB_BUTTON_RELEASE, XCB_BUTTON_INDEX_1,
                       XCB_CURRENT_TIME, self->root, 0, 0, 0);
  xcb_flush (self->x);
}

static void
touch (Eyes *self, const int box[4], gboolean slides_off)
{
  move (self, box[0] + box[2] / 2, box[1] + box[3] / 2);
  await_quiet (self, SETTLED_MS, SETTLE_MS);
  g_autofree xcb_get_image_reply_t *before = look (self, box);
  gint64 begun = g_get_monotonic_time ();
  set_button (self, TRUE);
  double pressed = await_change (self, box, before, begun);
  poll (NULL, 0, HOLD_MS);
  if (slides_off)
    {
      move (self, 1, 1);
      poll (NULL, 0, HOLD_MS);
    }
  gint64 released = g_get_monotonic_time ();
  set_button (self, FALSE);
  gboolean quiet = await_quiet (self, slides_off ? SETTLED_MS : QUIET_MS, PATIENCE_MS);
  printf ("pressed=%.2f released=%" G_GINT64_FORMAT " done=%.2f\n", pressed, released,
          quiet ? ms_between (released, self->last_change) : -1);
  fflush (stdout);
}

int
main (void)
{
  Eyes eyes = open_eyes ();
  char line[100];
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      char what[8];
      int box[4];
      if (sscanf (line, "%7s %d %d %d %d", what, &box[0], &box[1], &box[2], &box[3]) != 5)
        give_up ("each line: press or tap, X Y WIDTH HEIGHT");
      touch (&eyes, box, g_str_equal (what, "press"));
    }
  xcb_disconnect (eyes.x);
  return 0;
}
