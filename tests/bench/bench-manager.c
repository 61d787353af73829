// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/xcb.h>

/* What a kiosk's screen has and a bare Xvfb has not: the sign of a window manager, on $DISPLAY until its
 * end. Without it GDK asks the server for one several times a frame, and the server answers when it has
 * painted. Prints a line once the sign is there. EWMH, _NET_SUPPORTING_WM_CHECK. */

static xcb_atom_t
intern (xcb_connection_t *x, const char *name)
{
  xcb_intern_atom_reply_t *reply =
      xcb_intern_atom_reply (x, xcb_intern_atom (x, 0, (uint16_t) strlen (name), name), NULL);
  if (reply == NULL)
    exit (EXIT_FAILURE);
  xcb_atom_t atom = reply->atom;
  free (reply);
  return atom;
}

int
main (void)
{
  xcb_connection_t *x = xcb_connect (NULL, NULL);
  if (xcb_connection_has_error (x))
    {
      fputs ("bench-manager: no display\n", stderr);
      return EXIT_FAILURE;
    }
  xcb_window_t root = xcb_setup_roots_iterator (xcb_get_setup (x)).data->root;
  xcb_window_t window = xcb_generate_id (x);
  xcb_create_window (x, XCB_COPY_FROM_PARENT, window, root, -1, -1, 1, 1, 0,
                     XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, 0, NULL);
  xcb_atom_t check = intern (x, "_NET_SUPPORTING_WM_CHECK");
  xcb_change_property (x, XCB_PROP_MODE_REPLACE, window, check, XCB_ATOM_WINDOW, 32, 1, &window);
  xcb_change_property (x, XCB_PROP_MODE_REPLACE, root, check, XCB_ATOM_WINDOW, 32, 1, &window);
  xcb_flush (x);
  puts ("ready");
  fflush (stdout);
  xcb_generic_event_t *event;
  while ((event = xcb_wait_for_event (x)) != NULL)
    free (event);
  return 0;
}
