// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-gesture.h"

#include <math.h>

/* A finger that moves as far means something else, px. */
#define STILL 48

struct _StippleStaffGesture
{
  GObject parent_instance;

  GtkWidget *window; /* owns this */
  GtkGesture *drag;  /* owned by the window, as is the next */
  GtkEventController *keys;
  gboolean active;
  guint hold;
  guint source; /* while a finger is held */
};

G_DEFINE_FINAL_TYPE (StippleStaffGesture, stipple_staff_gesture, G_TYPE_OBJECT)

static guint asked_signal;

static void
let_go (StippleStaffGesture *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}

static gboolean
held (gpointer data)
{
  g_autoptr (StippleStaffGesture) self = g_object_ref (data);

  self->source = 0;
  /* What is below the finger shall not take it for a touch when it is lifted. */
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, asked_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
drag_begin (GtkGestureDrag *drag, double x, double y, StippleStaffGesture *self)
{
  gboolean rtl = gtk_widget_get_direction (self->window) == GTK_TEXT_DIR_RTL;
  double from_start = rtl ? gtk_widget_get_width (self->window) - x : x;

  let_go (self);
  if (self->active && from_start < STIPPLE_STAFF_CORNER && y < STIPPLE_STAFF_CORNER)
    self->source = g_timeout_add (self->hold, held, self);
}

static void
drag_update (GtkGestureDrag *drag, double x, double y, StippleStaffGesture *self)
{
  if (hypot (x, y) > STILL)
    let_go (self);
}

static gboolean
key_pressed (GtkEventControllerKey *keys, guint value, guint code, GdkModifierType state,
             StippleStaffGesture *self)
{
  const GdkModifierType all = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;

  if (!self->active || (state & all) != all || gdk_keyval_to_lower (value) != GDK_KEY_s)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, asked_signal, 0);
  return GDK_EVENT_STOP;
}

void
stipple_staff_gesture_set_active (StippleStaffGesture *self, gboolean active)
{
  self->active = active;
  if (!active)
    let_go (self);
}

void
stipple_staff_gesture_set_hold (StippleStaffGesture *self, guint ms)
{
  self->hold = ms;
}

static void
stipple_staff_gesture_dispose (GObject *object)
{
  let_go (STIPPLE_STAFF_GESTURE (object));
  G_OBJECT_CLASS (stipple_staff_gesture_parent_class)->dispose (object);
}

static void
stipple_staff_gesture_class_init (StippleStaffGestureClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_staff_gesture_dispose;
  asked_signal = g_signal_new ("asked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
stipple_staff_gesture_init (StippleStaffGesture *self)
{
  self->hold = STIPPLE_STAFF_HOLD_MS;
}

StippleStaffGesture *
stipple_staff_gesture_new (GtkWidget *window)
{
  StippleStaffGesture *self = g_object_new (STIPPLE_TYPE_STAFF_GESTURE, NULL);

  self->window = window;
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (drag_begin), self, 0);
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (drag_update), self, 0);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (self->drag));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (window, self->keys);
  return self;
}
