// SPDX-License-Identifier: GPL-3.0-or-later
#include "finger.h"

#include <gdk/x11/gdkx.h>

#define WAIT_SECONDS 120 /* for a machine that does much else */

static gboolean
note_event (GtkEventController *controller, GdkEvent *event, int *count)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE || type == GDK_KEY_PRESS
      || type == GDK_KEY_RELEASE)
    (*count)++;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_until (gboolean (*done) (gpointer), gpointer data)
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

typedef struct
{
  int wanted;
  int count;
} Events;

static gboolean
have_come (gpointer data)
{
  const Events *events = data;

  return events->count >= events->wanted;
}

/* What was asked of the server before has been done; what it has sent is here. */
static void
catch_up (GtkWidget *widget)
{
  gdk_display_sync (gtk_widget_get_display (widget));
}

/* Lets @expected presses and releases come, and what they lead to. */
static void
run (GtkWidget *widget, const char *commands, int expected)
{
  g_autoptr (GtkWidget) window = g_object_ref (GTK_WIDGET (gtk_widget_get_native (widget)));
  GtkEventController *watch = gtk_event_controller_legacy_new ();
  g_autofree char *line = g_strconcat ("xdotool ", commands, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  Events events = { expected, 0 };
  int status;

  gtk_event_controller_set_propagation_phase (watch, GTK_PHASE_CAPTURE);
  g_signal_connect (watch, "event", G_CALLBACK (note_event), &events.count);
  gtk_widget_add_controller (window, watch);
  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  catch_up (window);
  /* Without a fork, which takes long under a sanitizer. */
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  catch_up (window);
  wait_until (have_come, &events);
  gtk_widget_remove_controller (window, watch);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static char *
move_to (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_point_t middle;

  g_assert_true (
      gtk_widget_compute_point (widget, window,
                                &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                      (float) gtk_widget_get_height (widget) / 2),
                                &middle));
  return g_strdup_printf ("mousemove %d %d ", (int) middle.x, (int) middle.y);
}

static void
run_at (GtkWidget *widget, const char *commands, int expected)
{
  g_autofree char *move = move_to (widget);
  g_autofree char *all = g_strconcat (move, commands, NULL);

  run (widget, all, expected);
}

void
finger_tap (GtkWidget *widget)
{
  run_at (widget, "mousedown 1 mouseup 1", 2);
}

void
finger_tap_twice (GtkWidget *widget)
{
  run_at (widget, "mousedown 1 mouseup 1 mousedown 1 mouseup 1", 4);
}

void
finger_tap_here (GtkWidget *widget)
{
  /* A pointer that has not moved stays with what was there before; a finger does not. */
  run (widget, "mousemove_relative 1 1 mousedown 1 mouseup 1", 2);
}

void
finger_down (GtkWidget *widget)
{
  run_at (widget, "mousedown 1", 1);
}

void
finger_down_at (GtkWidget *widget, int x, int y)
{
  g_autofree char *commands = g_strdup_printf ("mousemove %d %d mousedown 1", x, y);

  run (widget, commands, 1);
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer events)
{
  ((Events *) events)->count++;
  return have_come (events) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* GDK keeps a move for the frame after it. */
static void
let_frames_pass (GtkWidget *widget)
{
  Events frames = { 2, 0 };

  gtk_widget_add_tick_callback (GTK_WIDGET (gtk_widget_get_native (widget)), count_frame, &frames,
                                NULL);
  wait_until (have_come, &frames);
}

void
finger_move_to (GtkWidget *widget, int x, int y)
{
  g_autofree char *commands = g_strdup_printf ("mousemove %d %d", x, y);

  run (widget, commands, 0);
  let_frames_pass (widget);
}

void
finger_move (GtkWidget *widget)
{
  run_at (widget, "", 0);
  let_frames_pass (widget);
}

void
finger_up (GtkWidget *widget)
{
  run (widget, "mouseup 1", 1);
}

void
finger_key (GtkWidget *widget, const char *name)
{
  g_autofree char *command = g_strdup_printf ("key %s", name);
  g_auto (GStrv) keys = g_strsplit (name, "+", -1);

  run (widget, command, 2 * (int) g_strv_length (keys));
}

static gboolean
is_active (gpointer native)
{
  return gtk_window_is_active (native);
}

static gboolean
is_mapped (gpointer native)
{
  return gtk_widget_get_mapped (native);
}

void
finger_focus (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *command = NULL;

  wait_until (is_mapped, native);
  command = g_strdup_printf ("windowfocus %lu",
                             gdk_x11_surface_get_xid (gtk_native_get_surface (native)));
  run (widget, command, 0);
  wait_until (is_active, native);
}
