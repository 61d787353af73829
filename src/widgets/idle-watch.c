// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/idle-watch.h"

struct _StippleIdleWatch
{
  GObject parent_instance;

  GtkWidget *widget; /* not owned; NULL once it is gone */
  GtkEventController *controller;
  guint timeout;
  guint countdown;
  guint remaining;
  gint64 last_sign; /* monotonic, µs */
  guint source;
};

G_DEFINE_FINAL_TYPE (StippleIdleWatch, stipple_idle_watch, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_REMAINING,
  N_PROPS
};

enum
{
  SIGNAL_EXPIRED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void schedule (StippleIdleWatch *self, gint64 in_ms);

guint
stipple_idle_watch_get_remaining (StippleIdleWatch *self)
{
  return self->remaining;
}

static void
set_remaining (StippleIdleWatch *self, guint remaining)
{
  if (self->remaining == remaining)
    return;
  self->remaining = remaining;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMAINING]);
}

/* A touch only notes the time; this finds out, when the old deadline comes, how things stand. */
static gboolean
look (gpointer data)
{
  StippleIdleWatch *self = data;
  gint64 idle = (g_get_monotonic_time () - self->last_sign) / 1000;
  gint64 left = (gint64) self->timeout + self->countdown - idle;

  self->source = 0;
  if (idle < self->timeout)
    {
      schedule (self, self->timeout - idle);
    }
  else if (left > 0)
    {
      schedule (self, (left - 1) % 1000 + 1);
      set_remaining (self, (guint) ((left + 999) / 1000));
    }
  else
    {
      g_autoptr (StippleIdleWatch) alive = g_object_ref (self);

      set_remaining (self, 0);
      g_signal_emit (self, signals[SIGNAL_EXPIRED], 0);
    }
  return G_SOURCE_REMOVE;
}

static void
schedule (StippleIdleWatch *self, gint64 in_ms)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add ((guint) MAX (in_ms, 1), look, self);
}

void
stipple_idle_watch_start (StippleIdleWatch *self, guint timeout, guint countdown)
{
  self->timeout = timeout;
  self->countdown = countdown;
  self->last_sign = g_get_monotonic_time ();
  set_remaining (self, 0);
  schedule (self, timeout);
}

void
stipple_idle_watch_stop (StippleIdleWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  set_remaining (self, 0);
}

void
stipple_idle_watch_reset (StippleIdleWatch *self)
{
  self->last_sign = g_get_monotonic_time ();
  if (self->remaining == 0)
    return;
  set_remaining (self, 0);
  schedule (self, self->timeout);
}

static gboolean
event_seen (GtkEventControllerLegacy *controller, GdkEvent *event, StippleIdleWatch *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_KEY_PRESS:
    case GDK_SCROLL:
      stipple_idle_watch_reset (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
stipple_idle_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleIdleWatch *self = STIPPLE_IDLE_WATCH (object);

  if (id == PROP_REMAINING)
    g_value_set_uint (value, self->remaining);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_idle_watch_dispose (GObject *object)
{
  StippleIdleWatch *self = STIPPLE_IDLE_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->widget != NULL)
    gtk_widget_remove_controller (self->widget, self->controller);
  g_clear_weak_pointer (&self->widget);
  G_OBJECT_CLASS (stipple_idle_watch_parent_class)->dispose (object);
}

static void
stipple_idle_watch_class_init (StippleIdleWatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = stipple_idle_watch_get_property;
  object_class->dispose = stipple_idle_watch_dispose;
  properties[PROP_REMAINING] = g_param_spec_uint ("remaining", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_EXPIRED] = g_signal_new ("expired", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_idle_watch_init (StippleIdleWatch *self)
{
}

StippleIdleWatch *
stipple_idle_watch_new (GtkWidget *widget)
{
  StippleIdleWatch *self = g_object_new (STIPPLE_TYPE_IDLE_WATCH, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->controller, "event", G_CALLBACK (event_seen), self, 0);
  gtk_widget_add_controller (widget, self->controller);
  return self;
}
