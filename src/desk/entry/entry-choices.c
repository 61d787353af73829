// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/entry/entry-choices.h"

#include "widgets/wrap-box.h"

#include <string.h>

typedef struct
{
  char *id;
  gunichar key; /* 0: none */
  GtkWidget *button;
} Option;

struct _StippleEntryChoices
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *options; /* Option */
  gboolean many;
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (StippleEntryChoices, stipple_entry_choices, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
option_free (Option *self)
{
  g_free (self->id);
  g_free (self);
}

static Option *
find_button (StippleEntryChoices *self, GtkWidget *button)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      Option *option = g_ptr_array_index (self->options, i);

      if (option->button == button)
        return option;
    }
  return NULL;
}

static void
on_toggled (StippleEntryChoices *self, GtkWidget *button)
{
  if (self->refreshing)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, find_button (self, button)->id);
}

void
stipple_entry_choices_set_on (StippleEntryChoices *self, const char *id, gboolean on)
{
  self->refreshing = TRUE;
  for (guint i = 0; i < self->options->len; i++)
    {
      const Option *option = g_ptr_array_index (self->options, i);

      if (strcmp (option->id, id) == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (option->button), on);
    }
  self->refreshing = FALSE;
}

void
stipple_entry_choices_add (StippleEntryChoices *self, const char *id, const char *name,
                           const char *key)
{
  Option *option = g_new0 (Option, 1);

  option->id = g_strdup (id);
  option->key = key != NULL ? g_unichar_tolower (g_utf8_get_char (key)) : 0;
  option->button = gtk_toggle_button_new_with_label (name);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (option->button))), TRUE);
  gtk_widget_set_focusable (option->button, FALSE);
  gtk_widget_add_css_class (option->button, "filter-chip");
  g_signal_connect_swapped (option->button, "toggled", G_CALLBACK (on_toggled), self);
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (self->box), option->button);
  g_ptr_array_add (self->options, option);
}

static Option *
find_key (StippleEntryChoices *self, gunichar typed)
{
  const int digit = g_unichar_digit_value (typed);
  const guint number = digit > 0 ? (guint) digit : digit == 0 ? 10 : 0;

  for (guint i = 0; i < self->options->len; i++)
    {
      Option *option = g_ptr_array_index (self->options, i);

      if ((option->key != 0 && option->key == g_unichar_tolower (typed)) || number == i + 1)
        return option;
    }
  return NULL;
}

static gboolean
on_key (StippleEntryChoices *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  const gunichar typed = gdk_keyval_to_unicode (keyval);
  Option *option;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      g_signal_emit (self, signals[SIGNAL_NEXT], 0);
      return GDK_EVENT_STOP;
    }
  option = typed != 0 ? find_key (self, typed) : NULL;
  /* Letters that mean nothing here are no search of the window's either. */
  if (option == NULL)
    return typed != 0 && g_unichar_isgraph (typed) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, option->id);
  if (!self->many)
    g_signal_emit (self, signals[SIGNAL_NEXT], 0);
  return GDK_EVENT_STOP;
}

static void
stipple_entry_choices_dispose (GObject *object)
{
  StippleEntryChoices *self = STIPPLE_ENTRY_CHOICES (object);

  g_ptr_array_set_size (self->options, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (stipple_entry_choices_parent_class)->dispose (object);
}

static void
stipple_entry_choices_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_ENTRY_CHOICES (object)->options);
  G_OBJECT_CLASS (stipple_entry_choices_parent_class)->finalize (object);
}

static void
stipple_entry_choices_class_init (StippleEntryChoicesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_entry_choices_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_entry_choices_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "entrychoices");
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_entry_choices_init (StippleEntryChoices *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
  self->box = stipple_wrap_box_new ();
  g_object_set (self->box, "spacing", 8, NULL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
stipple_entry_choices_new (const char *name, gboolean many)
{
  StippleEntryChoices *self = g_object_new (STIPPLE_TYPE_ENTRY_CHOICES, NULL);

  self->many = many;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
