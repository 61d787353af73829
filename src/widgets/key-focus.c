// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-focus.h"

#include "widgets/key-target.h"

struct _StippleKeyFocus
{
  GObject parent_instance;

  GtkWidget *keyboard; /* owns this */
  GtkRoot *root;       /* it is in there */
  GtkEventController *watch;
  GtkWidget *target; /* weak */
  GHashTable *fingers;
  gboolean on_target; /* the last touch began there */
  gboolean by_key;    /* the last event was a physical key, no touch */
  guint released;     /* source */
};

G_DEFINE_FINAL_TYPE (StippleKeyFocus, stipple_key_focus, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOUCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void on_target_unmapped (StippleKeyFocus *self);

static void
set_target (StippleKeyFocus *self, GtkWidget *target)
{
  if (self->target == target)
    return;
  if (self->target != NULL)
    g_signal_handlers_disconnect_by_func (self->target, on_target_unmapped, self);
  g_set_weak_pointer (&self->target, target);
  if (target != NULL)
    g_signal_connect_object (target, "unmap", G_CALLBACK (on_target_unmapped), self,
                             G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Before the window finds a new place for the focus. */
static void
on_target_unmapped (StippleKeyFocus *self)
{
  set_target (self, NULL);
}

static void
update (StippleKeyFocus *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *target = stipple_key_target_takes_text (focus) ? focus : NULL;

  if (g_hash_table_size (self->fingers) > 0)
    return;
  if (focus != NULL && self->target != NULL && gtk_widget_is_ancestor (focus, self->keyboard))
    return;
  set_target (self, target);
}

/* Once whatever the touch was for has been done. */
static gboolean
after_release (gpointer data)
{
  StippleKeyFocus *self = data;
  GtkWidget *before = self->target;

  self->released = 0;
  update (self);
  if (self->on_target && self->target != NULL && self->target == before)
    g_signal_emit (self, signals[SIGNAL_TOUCHED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_on_target (StippleKeyFocus *self, GdkEvent *event)
{
  GtkWidget *field = self->target;
  GtkWidget *picked;
  double x, y, left, top;

  if (field == NULL || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  if (GTK_IS_TEXT (field))
    field = gtk_widget_get_parent (field);
  gtk_native_get_surface_transform (GTK_NATIVE (self->root), &left, &top);
  picked = gtk_widget_pick (GTK_WIDGET (self->root), x - left, y - top, GTK_PICK_DEFAULT);
  return picked != NULL && (picked == field || gtk_widget_is_ancestor (picked, field));
}

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, StippleKeyFocus *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gpointer finger = gdk_event_get_event_sequence (event); /* NULL is the pointer */

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    {
      g_hash_table_add (self->fingers, finger);
      self->on_target = is_on_target (self, event);
      self->by_key = FALSE;
    }
  else if (type == GDK_KEY_PRESS && !gdk_key_event_is_modifier (event))
    {
      self->by_key = TRUE;
    }
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    {
      g_hash_table_remove (self->fingers, finger);
      if (self->released == 0)
        self->released = g_idle_add (after_release, self);
    }
  return GDK_EVENT_PROPAGATE;
}

void
stipple_key_focus_follow (StippleKeyFocus *self, GtkRoot *root)
{
  g_return_if_fail (self->root == NULL);

  self->root = root;
  self->watch = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->watch, GTK_PHASE_CAPTURE);
  g_signal_connect (self->watch, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (root), self->watch);
  g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (update), self);
  update (self);
}

void
stipple_key_focus_leave (StippleKeyFocus *self)
{
  if (self->root == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->root, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->root), self->watch);
  g_clear_handle_id (&self->released, g_source_remove);
  g_hash_table_remove_all (self->fingers);
  self->root = NULL;
  self->watch = NULL;
  update (self);
}

GtkWidget *
stipple_key_focus_get_target (StippleKeyFocus *self)
{
  return self->target;
}

gboolean
stipple_key_focus_is_by_key (StippleKeyFocus *self)
{
  return self->by_key;
}

static void
stipple_key_focus_dispose (GObject *object)
{
  StippleKeyFocus *self = STIPPLE_KEY_FOCUS (object);

  stipple_key_focus_leave (self);
  g_clear_weak_pointer (&self->target);
  G_OBJECT_CLASS (stipple_key_focus_parent_class)->dispose (object);
}

static void
stipple_key_focus_finalize (GObject *object)
{
  g_hash_table_unref (STIPPLE_KEY_FOCUS (object)->fingers);
  G_OBJECT_CLASS (stipple_key_focus_parent_class)->finalize (object);
}

static void
stipple_key_focus_class_init (StippleKeyFocusClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  static const char *names[N_SIGNALS] = { "changed", "touched" };

  object_class->dispose = stipple_key_focus_dispose;
  object_class->finalize = stipple_key_focus_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_key_focus_init (StippleKeyFocus *self)
{
  self->fingers = g_hash_table_new (NULL, NULL);
}

StippleKeyFocus *
stipple_key_focus_new (GtkWidget *keyboard)
{
  StippleKeyFocus *self = g_object_new (STIPPLE_TYPE_KEY_FOCUS, NULL);

  self->keyboard = keyboard;
  return self;
}
