// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key.h"

#include "widgets/key-text.h"

#include <glib/gi18n-lib.h>

#define DOTTED_CIRCLE "\u25CC" /* what a mark that sits on letters is shown on */
#define OPEN_BOX "\u2423"      /* a space bar that is not long */

struct _StippleKey
{
  GtkButton parent_instance;

  StipplePlanKey plan;
  StippleShift shift;
};

G_DEFINE_FINAL_TYPE (StippleKey, stipple_key, GTK_TYPE_BUTTON)

static guint held_signal;

const StipplePlanKey *
stipple_key_get_plan (StippleKey *self)
{
  return &self->plan;
}

const char *
stipple_key_get_text (StippleKey *self)
{
  const StippleMapKey *key = self->plan.key;
  const char *text = self->plan.text;

  if (self->plan.action != STIPPLE_KEY_TYPE)
    return NULL;
  if (text != NULL)
    return text;
  if (self->shift == STIPPLE_SHIFT_ONCE)
    text = key->texts[1];
  else if (self->shift == STIPPLE_SHIFT_CAPS)
    text = key->caps;
  return text != NULL ? text : key->texts[0];
}

char **
stipple_key_get_alternates (StippleKey *self)
{
  const char *text = stipple_key_get_text (self);

  if (text == NULL)
    return g_new0 (char *, 1);
  if (self->plan.more != NULL)
    return g_strsplit (self->plan.more, " ", -1);
  return stipple_key_alternates (self->plan.key, text);
}

static void
set_name (StippleKey *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_text (StippleKey *self)
{
  const char *text = stipple_key_get_text (self);
  g_autofree char *marked = NULL;

  if (g_unichar_ismark (g_utf8_get_char (text)))
    marked = g_strconcat (DOTTED_CIRCLE, text, NULL);
  else if (g_str_equal (text, " ") && self->plan.units <= 1)
    marked = g_strdup (OPEN_BOX);
  gtk_button_set_label (GTK_BUTTON (self), marked != NULL ? marked : text);
  set_name (self, stipple_key_name (text));
}

static void
show_shift (StippleKey *self)
{
  gboolean caps = self->shift == STIPPLE_SHIFT_CAPS;

  gtk_button_set_icon_name (GTK_BUTTON (self), caps ? "stipple-caps-symbolic"
                                               : self->shift == STIPPLE_SHIFT_ONCE
                                                   ? "stipple-shift-on-symbolic"
                                                   : "stipple-shift-symbolic");
  set_name (self, caps ? _ ("Capitals stay on") : _ ("Shift"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_PRESSED,
                               self->shift != STIPPLE_SHIFT_OFF ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  if (self->shift != STIPPLE_SHIFT_OFF)
    gtk_widget_add_css_class (GTK_WIDGET (self), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "on");
}

static void
show_icon (StippleKey *self, const char *icon, const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), icon);
  set_name (self, name);
}

static void
show_label (StippleKey *self, const char *label, const char *name)
{
  gtk_button_set_label (GTK_BUTTON (self), label);
  set_name (self, name);
}

static void
show_action (StippleKey *self)
{
  switch (self->plan.action)
    {
    case STIPPLE_KEY_TYPE:
      show_text (self);
      break;
    case STIPPLE_KEY_SHIFT:
      show_shift (self);
      break;
    case STIPPLE_KEY_BACKSPACE:
      show_icon (self, "stipple-backspace-symbolic", _ ("Delete"));
      break;
    case STIPPLE_KEY_ENTER:
      show_icon (self, "stipple-enter-symbolic", _ ("New line"));
      break;
    case STIPPLE_KEY_NEXT:
      show_icon (self, "stipple-tab-symbolic", _ ("Next field"));
      break;
    case STIPPLE_KEY_DONE:
      /* Translators: closes the on-screen keyboard. Short: it stands on a key. */
      show_label (self, C_ ("key", "Done"), C_ ("key", "Done"));
      break;
    case STIPPLE_KEY_SYMBOLS:
      /* A mark of direction: without, it would read =+# among Arabic keys. */
      show_label (self, "\u200E#+=", _ ("Symbols"));
      break;
    case STIPPLE_KEY_LETTERS:
      show_label (self, self->plan.text, _ ("Letters"));
      break;
    case STIPPLE_KEY_SCRIPT:
      show_label (self, self->plan.text, _ ("Other letters"));
      break;
    default:
      g_assert_not_reached ();
    }
}

void
stipple_key_set_shift (StippleKey *self, StippleShift shift)
{
  if (self->shift == shift)
    return;
  self->shift = shift;
  if (self->plan.action == STIPPLE_KEY_SHIFT)
    show_shift (self);
  else if (self->plan.action == STIPPLE_KEY_TYPE && self->plan.text == NULL)
    show_text (self);
}

static void
on_held (GtkGesture *gesture, double x, double y, StippleKey *self)
{
  g_auto (GStrv) alternates = stipple_key_get_alternates (self);

  if (alternates[0] == NULL)
    return;
  /* So that letting go is no click. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, held_signal, 0);
}

static void
stipple_key_class_init (StippleKeyClass *class)
{
  held_signal = g_signal_new ("held", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
stipple_key_init (StippleKey *self)
{
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (hold), GTK_PHASE_CAPTURE);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_held), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "key");
}

GtkWidget *
stipple_key_new (const StipplePlanKey *plan)
{
  StippleKey *self = g_object_new (STIPPLE_TYPE_KEY, NULL);

  self->plan = *plan;
  show_action (self);
  if (plan->action == STIPPLE_KEY_DONE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "primary");
  else if (plan->action != STIPPLE_KEY_TYPE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "function");
  return GTK_WIDGET (self);
}
