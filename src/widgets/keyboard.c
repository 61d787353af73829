// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/keyboard.h"

#include "widgets/key-focus.h"
#include "widgets/key-grid.h"
#include "widgets/key-target.h"
#include "widgets/key.h"
#include "widgets/style.h"

#include <glib/gi18n-lib.h>

#define REPEAT_DELAY_MS 500
#define REPEAT_INTERVAL_MS 80
#define LEAST_COLUMNS 10
#define LARGE_SCALE 150 /* percent; from here on the type of keys grows no more */

struct _StippleKeyboard
{
  GtkWidget parent_instance;

  const StippleKeyMap *native;
  const StippleKeyMap *latin;
  gboolean use_latin; /* although the language has other letters */

  StippleKeyFocus *focus;
  StippleKeyGrid *grid;
  GtkWidget *recall;
  GtkWidget *target; /* weak */
  StipplePad pad;
  gboolean folded;
  gboolean compact;
  int symbols;
  int max_columns;

  StippleShift shift;
  gint64 shifted; /* when shift was touched last, µs */

  guint delay;
  guint interval;
  guint repeat;      /* source */
  gboolean repeated; /* during this press */
};

G_DEFINE_FINAL_TYPE (StippleKeyboard, stipple_keyboard, GTK_TYPE_WIDGET)

static StippleKeyboardUse use = STIPPLE_KEYBOARD_ON_TOUCH;

enum
{
  PROP_0,
  PROP_TARGET,
  PROP_OPEN,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint keys_changed_signal;

/* --- Keys */

static void
set_shift (StippleKeyboard *self, StippleShift shift)
{
  if (self->shift == shift)
    return;
  self->shift = shift;
  stipple_key_grid_set_shift (self->grid, shift);
}

static const StippleKeyMap *
current_map (StippleKeyboard *self)
{
  return self->use_latin || self->pad == STIPPLE_PAD_EMAIL ? self->latin : self->native;
}

static void
shift_by_itself (StippleKeyboard *self)
{
  gboolean capital = stipple_key_map_has_case (current_map (self))
                     && stipple_key_target_wants_capital (self->target);

  if (self->shift != STIPPLE_SHIFT_CAPS)
    set_shift (self, capital ? STIPPLE_SHIFT_ONCE : STIPPLE_SHIFT_OFF);
}

static void
build (StippleKeyboard *self)
{
  const StippleKeyMap *map = current_map (self);
  StippleKeyRequest request = {
    .map = map,
    .pad = self->pad,
    .max_columns = self->max_columns,
    .symbols = self->symbols,
    .without_digits = self->compact,
    .multiline = GTK_IS_TEXT_VIEW (self->target),
    .has_next = stipple_key_target_has_next (self->target, GTK_WIDGET (self)),
  };

  if (self->native != self->latin && self->pad == STIPPLE_PAD_TEXT)
    request.other = map == self->native ? self->latin : self->native;
  stipple_key_grid_set_text_direction (self->grid, stipple_key_map_is_rtl (map) ? GTK_TEXT_DIR_RTL
                                                                                : GTK_TEXT_DIR_LTR);
  stipple_key_grid_take_plan (self->grid, stipple_key_plan_new (&request));
  g_signal_emit (self, keys_changed_signal, 0);
}

static void
show_or_hide (StippleKeyboard *self)
{
  gboolean open = stipple_keyboard_get_open (self);

  gtk_widget_set_visible (GTK_WIDGET (self->grid), open);
  gtk_widget_set_visible (self->recall, !open);
  gtk_widget_set_visible (GTK_WIDGET (self), self->target != NULL && use != STIPPLE_KEYBOARD_NEVER);
  if (open)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
}

static void
set_folded (StippleKeyboard *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  /* The focus may be on what goes away now. */
  if (self->target != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (self->target);
  self->folded = folded;
  show_or_hide (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
on_target_changed (StippleKeyboard *self)
{
  gboolean was_open = stipple_keyboard_get_open (self);

  g_clear_handle_id (&self->repeat, g_source_remove);
  g_set_weak_pointer (&self->target, stipple_key_focus_get_target (self->focus));
  /* Who came here by a physical keyboard has one; who has it open goes on with it. */
  self->folded = use == STIPPLE_KEYBOARD_NEVER
                 || (use == STIPPLE_KEYBOARD_ON_TOUCH && !was_open
                     && stipple_key_focus_is_by_key (self->focus));
  self->symbols = 0;
  if (self->target != NULL)
    {
      if (self->native == NULL)
        {
          self->native = stipple_key_map_get ();
          self->latin = stipple_key_map_get_latin ();
        }
      self->pad = stipple_pad_for_purpose (stipple_key_target_get_purpose (self->target));
      set_shift (self, STIPPLE_SHIFT_OFF);
      shift_by_itself (self);
      build (self);
    }
  show_or_hide (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TARGET]);
  if (was_open != stipple_keyboard_get_open (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
on_target_touched (StippleKeyboard *self)
{
  set_folded (self, use == STIPPLE_KEYBOARD_NEVER);
}

static void
recall_clicked (StippleKeyboard *self)
{
  set_folded (self, FALSE);
}

static gint64
double_tap_us (StippleKeyboard *self)
{
  int time;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &time, NULL);
  return time * G_GINT64_CONSTANT (1000);
}

static void
on_shift (StippleKeyboard *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean second = now - self->shifted < double_tap_us (self);

  self->shifted = second ? 0 : now;
  if (second && self->shift != STIPPLE_SHIFT_CAPS)
    set_shift (self, STIPPLE_SHIFT_CAPS);
  else
    set_shift (self, self->shift == STIPPLE_SHIFT_OFF ? STIPPLE_SHIFT_ONCE : STIPPLE_SHIFT_OFF);
}

/* As Tab does it, from what is written in. */
static void
go_on (StippleKeyboard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_root_get_focus (root) != self->target)
    gtk_widget_grab_focus (self->target);
  gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
on_typed (StippleKeyboard *self, StippleKey *key)
{
  if (self->target == NULL)
    return;
  switch (stipple_key_get_plan (key)->action)
    {
    case STIPPLE_KEY_TYPE:
      stipple_key_target_type (self->target, stipple_key_get_text (key));
      shift_by_itself (self);
      break;
    case STIPPLE_KEY_SHIFT:
      on_shift (self);
      break;
    case STIPPLE_KEY_BACKSPACE:
      if (!self->repeated)
        g_signal_emit_by_name (self->target, "backspace");
      self->repeated = FALSE;
      shift_by_itself (self);
      break;
    case STIPPLE_KEY_ENTER:
      stipple_key_target_type (self->target, "\n");
      break;
    case STIPPLE_KEY_DONE:
      set_folded (self, TRUE);
      break;
    case STIPPLE_KEY_NEXT:
      go_on (self);
      break;
    case STIPPLE_KEY_SYMBOLS:
      self->symbols++;
      build (self);
      break;
    case STIPPLE_KEY_LETTERS:
      self->symbols = 0;
      build (self);
      break;
    case STIPPLE_KEY_SCRIPT:
      self->use_latin = !self->use_latin;
      self->symbols = 0;
      shift_by_itself (self);
      build (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
repeat_backspace (gpointer data)
{
  StippleKeyboard *self = data;

  if (!self->repeated)
    self->repeat = g_timeout_add (self->interval, repeat_backspace, self);
  self->repeated = TRUE;
  g_signal_emit_by_name (self->target, "backspace");
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_repeat (gpointer data)
{
  StippleKeyboard *self = data;

  self->repeat = 0;
  repeat_backspace (self);
  return G_SOURCE_REMOVE;
}

static void
on_pressed (StippleKeyboard *self, StippleKey *key, gboolean pressed)
{
  if (stipple_key_get_plan (key)->action != STIPPLE_KEY_BACKSPACE)
    return;
  g_clear_handle_id (&self->repeat, g_source_remove);
  if (pressed)
    {
      self->repeated = FALSE;
      self->repeat = g_timeout_add (self->delay, begin_repeat, self);
    }
}

/* --- Layout */

/* At the largest text a key holds its letter no longer: there its type grows less. */
static void
text_scaled (StippleKeyboard *self)
{
  if (stipple_style_get_text_scale () > LARGE_SCALE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "large");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "large");
}

static gboolean
rebuild_for_width (gpointer data)
{
  StippleKeyboard *self = data;

  if (stipple_keyboard_get_open (self))
    build (self);
  return G_SOURCE_REMOVE;
}

static void
stipple_keyboard_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleKeyboard *self = STIPPLE_KEYBOARD (widget);
  GtkWidget *shown = self->folded ? self->recall : GTK_WIDGET (self->grid);
  int columns = stipple_key_grid_count_columns (width);

  gtk_widget_size_allocate (shown, &(GtkAllocation){ 0, 0, width, height }, -1);
  if (columns == self->max_columns)
    return;
  self->max_columns = columns;
  /* No widget may come or go within an allocation. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rebuild_for_width, g_object_ref (self), g_object_unref);
}

static void
stipple_keyboard_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  StippleKeyboard *self = STIPPLE_KEYBOARD (widget);

  gtk_widget_measure (self->folded ? self->recall : GTK_WIDGET (self->grid), orientation, for_size,
                      minimum, natural, NULL, NULL);
}

/* One stop for Tab, in the field's order before what follows the keyboard. */
static gboolean
stipple_keyboard_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
      && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (stipple_keyboard_parent_class)->focus (widget, direction);
}

/* --- Object */

static void
stipple_keyboard_root (GtkWidget *widget)
{
  StippleKeyboard *self = STIPPLE_KEYBOARD (widget);

  GTK_WIDGET_CLASS (stipple_keyboard_parent_class)->root (widget);
  stipple_key_focus_follow (self->focus, gtk_widget_get_root (widget));
}

static void
stipple_keyboard_unroot (GtkWidget *widget)
{
  stipple_key_focus_leave (STIPPLE_KEYBOARD (widget)->focus);
  GTK_WIDGET_CLASS (stipple_keyboard_parent_class)->unroot (widget);
}

static void
stipple_keyboard_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleKeyboard *self = STIPPLE_KEYBOARD (object);

  switch (id)
    {
    case PROP_TARGET:
      g_value_set_object (value, self->target);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, stipple_keyboard_get_open (self));
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_keyboard_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    stipple_keyboard_set_compact (STIPPLE_KEYBOARD (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_keyboard_dispose (GObject *object)
{
  StippleKeyboard *self = STIPPLE_KEYBOARD (object);

  g_clear_handle_id (&self->repeat, g_source_remove);
  g_clear_object (&self->focus);
  g_clear_weak_pointer (&self->target);
  g_clear_pointer ((GtkWidget **) &self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->recall, gtk_widget_unparent);
  G_OBJECT_CLASS (stipple_keyboard_parent_class)->dispose (object);
}

static void
stipple_keyboard_class_init (StippleKeyboardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = stipple_keyboard_dispose;
  object_class->get_property = stipple_keyboard_get_property;
  object_class->set_property = stipple_keyboard_set_property;
  widget_class->root = stipple_keyboard_root;
  widget_class->unroot = stipple_keyboard_unroot;
  widget_class->measure = stipple_keyboard_measure;
  widget_class->size_allocate = stipple_keyboard_size_allocate;
  widget_class->focus = stipple_keyboard_focus;

  properties[PROP_TARGET] = g_param_spec_object ("target", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OPEN] =
      g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  keys_changed_signal = g_signal_new ("keys-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "keyboard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_recall (StippleKeyboard *self)
{
  GtkWidget *recall =
      g_object_new (GTK_TYPE_BUTTON, "icon-name", "stipple-keyboard-symbolic", "halign",
                    GTK_ALIGN_END, "focus-on-click", FALSE, "visible", FALSE, NULL);

  gtk_widget_add_css_class (recall, "round-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (recall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show the keyboard"), -1);
  g_signal_connect_object (recall, "clicked", G_CALLBACK (recall_clicked), self, G_CONNECT_SWAPPED);
  return recall;
}

static void
stipple_keyboard_init (StippleKeyboard *self)
{
  self->delay = REPEAT_DELAY_MS;
  self->interval = REPEAT_INTERVAL_MS;
  self->max_columns = LEAST_COLUMNS;
  stipple_key_map_warm_up ();
  self->focus = stipple_key_focus_new (GTK_WIDGET (self));
  g_signal_connect_object (self->focus, "changed", G_CALLBACK (on_target_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->focus, "touched", G_CALLBACK (on_target_touched), self,
                           G_CONNECT_SWAPPED);

  self->grid = STIPPLE_KEY_GRID (stipple_key_grid_new ());
  g_signal_connect_object (self->grid, "typed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  self->recall = new_recall (self);
  gtk_widget_set_parent (self->recall, GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keyboard"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scaled), self, G_CONNECT_SWAPPED);
  text_scaled (self);
}

GtkWidget *
stipple_keyboard_new (void)
{
  return g_object_new (STIPPLE_TYPE_KEYBOARD, NULL);
}

void
stipple_keyboard_set_use (StippleKeyboardUse new_use)
{
  use = new_use;
}

GtkWidget *
stipple_keyboard_get_target (StippleKeyboard *self)
{
  g_return_val_if_fail (STIPPLE_IS_KEYBOARD (self), NULL);

  return self->target;
}

gboolean
stipple_keyboard_get_open (StippleKeyboard *self)
{
  g_return_val_if_fail (STIPPLE_IS_KEYBOARD (self), FALSE);

  return self->target != NULL && !self->folded;
}

StipplePad
stipple_keyboard_get_pad (StippleKeyboard *self)
{
  g_return_val_if_fail (STIPPLE_IS_KEYBOARD (self), STIPPLE_PAD_TEXT);

  return self->pad;
}

gboolean
stipple_keyboard_open (StippleKeyboard *self)
{
  g_return_val_if_fail (STIPPLE_IS_KEYBOARD (self), FALSE);

  if (self->target == NULL || use == STIPPLE_KEYBOARD_NEVER)
    return FALSE;
  set_folded (self, FALSE);
  return TRUE;
}

void
stipple_keyboard_fold (StippleKeyboard *self)
{
  g_return_if_fail (STIPPLE_IS_KEYBOARD (self));

  set_folded (self, TRUE);
}

void
stipple_keyboard_set_compact (StippleKeyboard *self, gboolean compact)
{
  g_return_if_fail (STIPPLE_IS_KEYBOARD (self));

  if (self->compact == !!compact)
    return;
  self->compact = !!compact;
  if (stipple_keyboard_get_open (self))
    build (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

void
stipple_keyboard_set_repeat (StippleKeyboard *self, guint delay, guint interval)
{
  g_return_if_fail (STIPPLE_IS_KEYBOARD (self));

  self->delay = delay;
  self->interval = interval;
}
