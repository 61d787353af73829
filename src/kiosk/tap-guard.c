// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/tap-guard.h"

#include "kiosk/action-bar.h"
#include "kiosk/page.h"
#include "kiosk/sheet.h"
#include "kiosk/stops.h"
#include "widgets/keyboard.h"

#include <math.h>

#define NEAR 80    /* px between the taps of a double tap: fingers are no mice */
#define AT_ONCE 60 /* ms */

struct _StippleTapGuard
{
  GObject parent_instance;

  GtkWindow *window;   /* owns this */
  GHashTable *ignored; /* event sequences, until they end; NULL is the pointer */

  guint fingers; /* that are down, of those that were taken */

  /* The last touch that was taken. */
  gboolean any;
  guint32 time;
  double x;
  double y;
  gpointer screen; /* what it was a touch of: compared, never used */
};

G_DEFINE_FINAL_TYPE (StippleTapGuard, stipple_tap_guard, G_TYPE_OBJECT)

/* What a visitor takes for one screen. */
static gpointer
get_screen (StippleTapGuard *self)
{
  const GType types[] = { STIPPLE_TYPE_SHEET, STIPPLE_TYPE_PAGE };
  GtkWidget *screen = NULL;
  GtkWidget *stack;

  for (guint i = 0; screen == NULL && i < G_N_ELEMENTS (types); i++)
    screen = stipple_stops_find_type (GTK_WIDGET (self->window), types[i]);
  if (screen != NULL)
    return screen;
  stack = stipple_stops_find_type (GTK_WIDGET (self->window), GTK_TYPE_STACK);
  return stack != NULL ? gtk_stack_get_visible_child (GTK_STACK (stack)) : NULL;
}

static gboolean
is_changing (GtkWidget *widget)
{
  gboolean changing =
      GTK_IS_STACK (widget) && gtk_stack_get_transition_running (GTK_STACK (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !changing;
       child = gtk_widget_get_next_sibling (child))
    changing = is_changing (child);
  return changing;
}

static gboolean
is_on (StippleTapGuard *self, double x, double y, GType type)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->window), x, y, GTK_PICK_DEFAULT);

  return picked != NULL && gtk_widget_get_ancestor (picked, type) != NULL;
}

static guint32
double_tap_time (StippleTapGuard *self)
{
  int time;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->window)), "gtk-double-click-time", &time,
                NULL);
  return (guint32) MAX (time, 0);
}

static gboolean
is_meant (StippleTapGuard *self, double x, double y, guint32 time, gpointer screen)
{
  guint32 since = time - self->time;

  if (is_changing (GTK_WIDGET (self->window)))
    return FALSE;
  if (!self->any || is_on (self, x, y, STIPPLE_TYPE_KEYBOARD))
    return TRUE;
  if (since < double_tap_time (self) && hypot (x - self->x, y - self->y) < NEAR)
    return screen == self->screen && !is_on (self, x, y, STIPPLE_TYPE_ACTION_BAR);
  return self->fingers == 0 || since >= AT_ONCE;
}

gboolean
stipple_tap_guard_takes (StippleTapGuard *self, double x, double y, guint32 time)
{
  gpointer screen = get_screen (self);

  if (!is_meant (self, x, y, time, screen))
    return FALSE;
  self->any = TRUE;
  self->fingers++;
  self->time = time;
  self->x = x;
  self->y = y;
  self->screen = screen;
  return TRUE;
}

void
stipple_tap_guard_lift (StippleTapGuard *self)
{
  if (self->fingers > 0)
    self->fingers--;
}

static gboolean
takes_event (StippleTapGuard *self, GdkEvent *event)
{
  double x, y, left, top;

  if (!gdk_event_get_position (event, &x, &y))
    return TRUE;
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &left, &top);
  return stipple_tap_guard_takes (self, x - left, y - top, gdk_event_get_time (event));
}

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, StippleTapGuard *self)
{
  gpointer finger = gdk_event_get_event_sequence (event);

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      if (takes_event (self, event))
        return GDK_EVENT_PROPAGATE;
      g_hash_table_add (self->ignored, finger);
      return GDK_EVENT_STOP;
    case GDK_TOUCH_UPDATE:
      return g_hash_table_contains (self->ignored, finger);
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      if (g_hash_table_remove (self->ignored, finger))
        return GDK_EVENT_STOP;
      stipple_tap_guard_lift (self);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
stipple_tap_guard_finalize (GObject *object)
{
  g_hash_table_unref (STIPPLE_TAP_GUARD (object)->ignored);
  G_OBJECT_CLASS (stipple_tap_guard_parent_class)->finalize (object);
}

static void
stipple_tap_guard_class_init (StippleTapGuardClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_tap_guard_finalize;
}

static void
stipple_tap_guard_init (StippleTapGuard *self)
{
  self->ignored = g_hash_table_new (NULL, NULL);
}

StippleTapGuard *
stipple_tap_guard_new (GtkWindow *window)
{
  StippleTapGuard *self = g_object_new (STIPPLE_TYPE_TAP_GUARD, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->window = window;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  return self;
}
