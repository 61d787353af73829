// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/walk.h"

#include "kiosk/page.h"
#include "kiosk/stops.h"
#include "widgets/key-grid.h"
#include "widgets/keyboard.h"

#include <string.h>

#define WALKED "walked"

struct _StippleWalk
{
  GObject parent_instance;

  GtkWindow *window; /* owns this */
  GtkWidget *at;     /* weak: the control, or the first of those that are chosen together */
  gboolean inside;   /* one of those */
  gboolean in_keys;  /* on the on-screen keyboard */
  gboolean apart;    /* from the focus */
  GPtrArray *marked; /* of GtkWidget, owned */
  gboolean arrived;  /* by a key of ours, and nothing was typed since */

  guint keys[STIPPLE_N_WALK_KEYS];
  guint pace;
  StippleTempo tempo;
  guint source;
};

G_DEFINE_FINAL_TYPE (StippleWalk, stipple_walk, G_TYPE_OBJECT)

enum
{
  SIGNAL_BACK,
  SIGNAL_HELP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Where it is */

static gboolean
is_scanning (StippleWalk *self)
{
  return self->pace > 0;
}

static GPtrArray *
collect (StippleWalk *self)
{
  return stipple_stops_collect (GTK_WIDGET (self->window), is_scanning (self));
}

static GtkWidget *
get_focus (StippleWalk *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

static void
unmark (StippleWalk *self)
{
  for (guint i = 0; i < self->marked->len; i++)
    gtk_widget_remove_css_class (self->marked->pdata[i], WALKED);
  g_ptr_array_set_size (self->marked, 0);
}

static void
mark (StippleWalk *self, GtkWidget *widget)
{
  /* An entry is what one sees of its text; and what scrolls, of a page. */
  GtkWidget *shown = GTK_IS_TEXT (widget)       ? gtk_widget_get_parent (widget)
                     : STIPPLE_IS_PAGE (widget) ? gtk_widget_get_first_child (widget)
                                                : widget;

  gtk_widget_add_css_class (shown, WALKED);
  g_ptr_array_add (self->marked, g_object_ref (shown));
}

static void
leave (StippleWalk *self)
{
  unmark (self);
  self->inside = FALSE;
  self->in_keys = FALSE;
  self->apart = is_scanning (self);
  g_clear_weak_pointer (&self->at);
}

/* The focus stays in the field while its keys are walked over; and a switch moves it nowhere, for a
 * field that has the focus moves the page. */
static void
go_to (StippleWalk *self, GPtrArray *stop, GtkWidget *widget)
{
  unmark (self);
  g_set_weak_pointer (&self->at, widget);
  self->in_keys = STIPPLE_IS_KEY (widget);
  self->apart = is_scanning (self) || stop->len > 1 || STIPPLE_IS_KEY (widget);
  if (!self->apart)
    gtk_widget_grab_focus (widget);
  /* GTK shows the focus for three seconds only. */
  if (!self->inside && stop->len > 1)
    for (guint i = 0; i < stop->len; i++)
      mark (self, stop->pdata[i]);
  else
    mark (self, widget);
}

static void
focus_moved (StippleWalk *self)
{
  if (!self->apart && get_focus (self) != self->at)
    unmark (self);
}

/* Where a touch or another key has put the focus meanwhile, it goes on from there. */
static gboolean
find_place (StippleWalk *self, GPtrArray *stops, guint *stop, guint *leaf)
{
  GtkWidget *focus = get_focus (self);

  if (!self->apart && focus != self->at)
    {
      self->inside = FALSE;
      g_set_weak_pointer (&self->at, focus);
    }
  if (stipple_stops_find (stops, self->at, stop, leaf))
    return TRUE;
  leave (self);
  return FALSE;
}

/* --- Next */

/* What stands between here and @next in a page may be text that has not been in sight yet. */
static gboolean
read_on (StippleWalk *self, GtkWidget *next)
{
  GtkWidget *page = stipple_stops_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_PAGE);
  GtkWidget *from = self->at != NULL ? self->at : get_focus (self);

  if (page == NULL || from == NULL || !gtk_widget_is_ancestor (from, page)
      || !gtk_widget_get_can_focus (gtk_widget_get_parent (page)))
    return FALSE;
  /* The focus brings it into sight, past nothing that has not been there. */
  if (gtk_widget_is_ancestor (next, page)
      && (stipple_page_shows (STIPPLE_PAGE (page), next)
          || stipple_page_is_near (STIPPLE_PAGE (page), next)))
    return FALSE;
  return stipple_page_read_on (STIPPLE_PAGE (page));
}

static void
step_inside (StippleWalk *self, GPtrArray *stop, guint leaf, int delta)
{
  guint next = (leaf + stop->len + (guint) delta) % stop->len;

  /* Round once without a choice: the way out. */
  if (is_scanning (self) && delta > 0 && next == 0)
    {
      self->inside = FALSE;
      go_to (self, stop, stop->pdata[0]);
      return;
    }
  go_to (self, stop, stop->pdata[next]);
}

static void
step (StippleWalk *self, int delta)
{
  g_autoptr (GPtrArray) stops = collect (self);
  GPtrArray *stop;
  guint i, leaf;
  gboolean found = find_place (self, stops, &i, &leaf);

  if (stops->len == 0)
    return;
  if (found && self->inside)
    {
      step_inside (self, stops->pdata[i], leaf, delta);
      return;
    }
  if (found)
    i = (i + stops->len + (guint) delta) % stops->len;
  else
    i = stipple_stops_first (stops);
  stop = stops->pdata[i];
  if (!is_scanning (self) && delta > 0 && read_on (self, stop->pdata[0]))
    return;
  go_to (self, stop, stop->pdata[0]);
}

void
stipple_walk_next (StippleWalk *self)
{
  step (self, 1);
}

/* --- Select */

static StippleKeyboard *
get_keyboard (StippleWalk *self)
{
  GtkWidget *keyboard = stipple_stops_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_KEYBOARD);

  return keyboard != NULL ? STIPPLE_KEYBOARD (keyboard) : NULL;
}

/* To the keyboard's first row, when it is there. */
static void
go_to_keys (StippleWalk *self)
{
  g_autoptr (GPtrArray) stops = collect (self);

  leave (self);
  for (guint i = 0; i < stops->len && self->at == NULL; i++)
    if (STIPPLE_IS_KEY (g_ptr_array_index ((GPtrArray *) stops->pdata[i], 0)))
      go_to (self, stops->pdata[i], g_ptr_array_index ((GPtrArray *) stops->pdata[i], 0));
}

/* What was walked over is no more. */
static void
keys_changed (StippleWalk *self)
{
  if (self->in_keys)
    go_to_keys (self);
}

static void
write_in (StippleWalk *self, GtkWidget *text)
{
  StippleKeyboard *keyboard;

  gtk_widget_grab_focus (text);
  keyboard = get_keyboard (self);
  if (keyboard == NULL || !stipple_keyboard_open (keyboard))
    return;
  g_signal_handlers_disconnect_by_func (keyboard, keys_changed, self);
  g_signal_connect_object (keyboard, "keys-changed", G_CALLBACK (keys_changed), self,
                           G_CONNECT_SWAPPED);
  go_to_keys (self);
}

static void
activate (StippleWalk *self, GtkWidget *widget)
{
  gboolean is_key = STIPPLE_IS_KEY (widget);

  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    gtk_widget_activate (widget);
  /* The keys may be others now; or none, and the focus somewhere else. */
  if (is_key && get_keyboard (self) != NULL && stipple_keyboard_get_open (get_keyboard (self)))
    go_to_keys (self);
  else if (is_key)
    leave (self);
}

void
stipple_walk_select (StippleWalk *self)
{
  g_autoptr (GPtrArray) stops = collect (self);
  GPtrArray *stop;
  guint i, leaf;

  if (!find_place (self, stops, &i, &leaf))
    {
      step (self, 1);
      return;
    }
  stop = stops->pdata[i];
  if (!self->inside && stop->len > 1)
    {
      self->inside = TRUE;
      go_to (self, stop, stop->pdata[0]);
    }
  else if (STIPPLE_IS_PAGE (self->at))
    {
      if (!stipple_page_read_on (STIPPLE_PAGE (self->at)))
        stipple_page_focus_title (STIPPLE_PAGE (self->at));
    }
  else if (GTK_IS_TEXT (self->at) || GTK_IS_TEXT_VIEW (self->at))
    write_in (self, self->at);
  else
    activate (self, self->at);
}

/* --- Back */

static void
go_back (StippleWalk *self)
{
  StippleKeyboard *keyboard = get_keyboard (self);

  if (self->inside)
    {
      g_autoptr (GPtrArray) stops = collect (self);
      guint i, leaf;

      self->inside = FALSE;
      if (stipple_stops_find (stops, self->at, &i, &leaf))
        go_to (self, stops->pdata[i], g_ptr_array_index ((GPtrArray *) stops->pdata[i], 0));
    }
  else if (keyboard != NULL && stipple_keyboard_get_open (keyboard))
    {
      leave (self);
      stipple_keyboard_fold (keyboard);
    }
  else
    {
      leave (self);
      g_signal_emit (self, signals[SIGNAL_BACK], 0);
    }
}

/* --- Keys */

static void
do_key (StippleWalk *self, StippleWalkKey key)
{
  self->arrived = TRUE;
  if (key == STIPPLE_WALK_NEXT)
    step (self, 1);
  else if (key == STIPPLE_WALK_SELECT)
    stipple_walk_select (self);
  else if (key == STIPPLE_WALK_BACK)
    go_back (self);
  else
    g_signal_emit (self, signals[SIGNAL_HELP], 0);
}

static gboolean
is_in_text (StippleWalk *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus));
}

/* Space is for what has the focus, and ours where that is not what is shown; Enter is ours but in a
 * field that somebody writes in by keys of their own. */
static gboolean
is_select (StippleWalk *self, guint keyval)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!enter && keyval != GDK_KEY_space)
    return FALSE;
  if (self->apart || is_scanning (self))
    return TRUE;
  return enter && (self->arrived || !is_in_text (self));
}

static gboolean
find_key (StippleWalk *self, guint keyval, StippleWalkKey *key)
{
  for (*key = 0; *key < STIPPLE_N_WALK_KEYS; (*key)++)
    if (self->keys[*key] != 0 && self->keys[*key] == keyval)
      return TRUE;
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab)
    *key = STIPPLE_WALK_NEXT;
  else if (is_select (self, keyval))
    *key = STIPPLE_WALK_SELECT;
  else if (keyval == GDK_KEY_Escape)
    *key = STIPPLE_WALK_BACK;
  else if (keyval == GDK_KEY_F1 || keyval == GDK_KEY_Help)
    *key = STIPPLE_WALK_HELP;
  return *key < STIPPLE_N_WALK_KEYS;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state,
        StippleWalk *self)
{
  StippleWalkKey key;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_ISO_Left_Tab)
    {
      self->arrived = TRUE;
      step (self, -1);
      return GDK_EVENT_STOP;
    }
  if (find_key (self, keyval, &key))
    {
      do_key (self, key);
      return GDK_EVENT_STOP;
    }
  if (gdk_keyval_to_unicode (keyval) != 0)
    self->arrived = FALSE;
  return GDK_EVENT_PROPAGATE;
}

/* After all widgets that have a use of their own for arrows. */
static gboolean
on_arrow (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state,
          StippleWalk *self)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  gboolean forwards = keyval == GDK_KEY_Down || keyval == (rtl ? GDK_KEY_Left : GDK_KEY_Right);
  gboolean backwards = keyval == GDK_KEY_Up || keyval == (rtl ? GDK_KEY_Right : GDK_KEY_Left);

  if (!forwards && !backwards)
    return GDK_EVENT_PROPAGATE;
  self->arrived = TRUE;
  step (self, forwards ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* --- Pace */

static gboolean
on_pace (gpointer data)
{
  StippleWalk *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->window)))
    step (self, 1);
  return G_SOURCE_CONTINUE;
}

/* Whoever has just chosen is given the whole time for what comes next. */
static void
restart (StippleWalk *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->pace > 0)
    self->source = g_timeout_add (stipple_walk_get_interval (self), on_pace, self);
}

static void
on_release (StippleWalk *self)
{
  restart (self);
}

void
stipple_walk_set_pace (StippleWalk *self, guint pace)
{
  self->pace = pace;
  leave (self);
  restart (self);
}

gboolean
stipple_walk_has_pace (StippleWalk *self)
{
  return self->pace > 0;
}

StippleTempo
stipple_walk_get_tempo (StippleWalk *self)
{
  return self->tempo;
}

void
stipple_walk_set_tempo (StippleWalk *self, StippleTempo tempo)
{
  if (self->tempo == tempo)
    return;
  self->tempo = tempo;
  restart (self);
}

guint
stipple_walk_get_interval (StippleWalk *self)
{
  switch (self->tempo)
    {
    case STIPPLE_TEMPO_SLOWER:
      return self->pace * 2;
    case STIPPLE_TEMPO_QUICKER:
      return MAX (self->pace / 2, MIN (self->pace, STIPPLE_PACE_LEAST));
    case STIPPLE_TEMPO_USUAL:
    default:
      return self->pace;
    }
}

static gboolean
parse_keys (const char *names, guint keys[STIPPLE_N_WALK_KEYS])
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  gboolean fine = g_strv_length (parts) == STIPPLE_N_WALK_KEYS;

  for (guint i = 0; fine && i < STIPPLE_N_WALK_KEYS; i++)
    {
      keys[i] = gdk_keyval_from_name (parts[i]);
      fine = keys[i] != GDK_KEY_VoidSymbol;
    }
  return fine;
}

gboolean
stipple_walk_are_keys (const char *names)
{
  guint keys[STIPPLE_N_WALK_KEYS];

  return parse_keys (names, keys);
}

gboolean
stipple_walk_set_keys (StippleWalk *self, const char *names)
{
  guint keys[STIPPLE_N_WALK_KEYS];

  if (!parse_keys (names, keys))
    return FALSE;
  memcpy (self->keys, keys, sizeof keys);
  return TRUE;
}

/* --- Object */

static void
watch_keys (StippleWalk *self, GtkPropagationPhase phase, GCallback pressed)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect_object (controller, "key-pressed", pressed, self, 0);
  if (phase == GTK_PHASE_CAPTURE)
    g_signal_connect_object (controller, "key-released", G_CALLBACK (on_release), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
}

static void
stipple_walk_dispose (GObject *object)
{
  StippleWalk *self = STIPPLE_WALK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  leave (self);
  G_OBJECT_CLASS (stipple_walk_parent_class)->dispose (object);
}

static void
stipple_walk_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_WALK (object)->marked);
  G_OBJECT_CLASS (stipple_walk_parent_class)->finalize (object);
}

static void
stipple_walk_class_init (StippleWalkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  static const char *names[N_SIGNALS] = { "back", "help" };

  object_class->dispose = stipple_walk_dispose;
  object_class->finalize = stipple_walk_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_walk_init (StippleWalk *self)
{
  self->marked = g_ptr_array_new_with_free_func (g_object_unref);
}

StippleWalk *
stipple_walk_new (GtkWindow *window)
{
  StippleWalk *self = g_object_new (STIPPLE_TYPE_WALK, NULL);

  self->window = window;
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_moved), self,
                           G_CONNECT_SWAPPED);
  watch_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (on_key));
  watch_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (on_arrow));
  return self;
}
