// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/pin-pad.h"

#include "core/language.h"
#include "core/pin.h"
#include "kiosk/columns.h"

#include <glib/gi18n-lib.h>

struct _StipplePinPad
{
  AdwBin parent_instance;

  GtkEntryBuffer *pin; /* in locked memory */
  gboolean busy;
  GtkLabel *dots;
  GtkLabel *message;
  GtkGrid *keys;
  GtkWidget *enter;
};

G_DEFINE_FINAL_TYPE (StipplePinPad, stipple_pin_pad, ADW_TYPE_BIN)

enum
{
  SIGNAL_ENTERED,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GQuark digit_quark;

static void
show_dots (StipplePinPad *self)
{
  guint n = gtk_entry_buffer_get_length (self->pin);
  g_autoptr (GString) dots = g_string_new ("");
  g_autofree char *spoken =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u digit typed", "%u digits typed", n), n);

  for (guint i = 0; i < MAX (n, STIPPLE_PIN_MIN); i++)
    g_string_append (dots, i < n ? "●" : "○");
  gtk_label_set_label (self->dots, dots->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_sensitive (self->enter, !self->busy && n >= STIPPLE_PIN_MIN);
}

static void
wipe (StipplePinPad *self)
{
  gtk_entry_buffer_delete_text (self->pin, 0, -1);
  show_dots (self);
}

static void
type (StipplePinPad *self, char digit)
{
  const char text[] = { digit, '\0' };

  if (self->busy)
    return;
  gtk_entry_buffer_insert_text (self->pin, gtk_entry_buffer_get_length (self->pin), text, 1);
  show_dots (self);
}

static void
erase (StipplePinPad *self)
{
  guint n = gtk_entry_buffer_get_length (self->pin);

  if (self->busy || n == 0)
    return;
  gtk_entry_buffer_delete_text (self->pin, n - 1, 1);
  show_dots (self);
}

static void
enter (StipplePinPad *self)
{
  if (self->busy || gtk_entry_buffer_get_length (self->pin) < STIPPLE_PIN_MIN)
    return;
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, gtk_entry_buffer_get_text (self->pin));
  wipe (self);
}

static void
digit_clicked (GtkButton *button, StipplePinPad *self)
{
  type (self, (char) GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (button), digit_quark)));
}

static void
close_clicked (StipplePinPad *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static gboolean
key_pressed (GtkEventControllerKey *keys, guint value, guint code, GdkModifierType state,
             StipplePinPad *self)
{
  if (value >= GDK_KEY_0 && value <= GDK_KEY_9)
    type (self, (char) ('0' + value - GDK_KEY_0));
  else if (value >= GDK_KEY_KP_0 && value <= GDK_KEY_KP_9)
    type (self, (char) ('0' + value - GDK_KEY_KP_0));
  else if (value == GDK_KEY_BackSpace)
    erase (self);
  else if (value == GDK_KEY_KP_Enter)
    enter (self);
  else
    return GDK_EVENT_PROPAGATE;
  /* What Enter is for, once there is enough. */
  if (gtk_widget_get_sensitive (self->enter))
    gtk_widget_grab_focus (self->enter);
  return GDK_EVENT_STOP;
}

void
stipple_pin_pad_set_message (StipplePinPad *self, const char *message)
{
  gtk_label_set_label (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

void
stipple_pin_pad_set_busy (StipplePinPad *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->keys), !busy);
  show_dots (self);
}

static GtkWidget *
add_key (StipplePinPad *self, int column, int row, const char *label, const char *icon,
         const char *name)
{
  GtkWidget *button =
      label != NULL ? gtk_button_new_with_label (label) : gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "pill-button");
  gtk_widget_add_css_class (button, "digit");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->keys, button, column, row, 1, 1);
  return button;
}

static void
add_digit (StipplePinPad *self, int digit, int column, int row)
{
  g_autofree char *label = stipple_language_format_number (digit);
  GtkWidget *button = add_key (self, column, row, label, NULL, label);

  g_object_set_qdata (G_OBJECT (button), digit_quark, GINT_TO_POINTER ('0' + digit));
  g_signal_connect_object (button, "clicked", G_CALLBACK (digit_clicked), self, 0);
}

static void
stipple_pin_pad_dispose (GObject *object)
{
  g_clear_object (&STIPPLE_PIN_PAD (object)->pin);
  G_OBJECT_CLASS (stipple_pin_pad_parent_class)->dispose (object);
}

static void
stipple_pin_pad_class_init (StipplePinPadClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_pin_pad_dispose;
  digit_quark = g_quark_from_static_string ("stipple-pin-digit");
  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/pin-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, StipplePinPad, dots);
  gtk_widget_class_bind_template_child (widget_class, StipplePinPad, message);
  gtk_widget_class_bind_template_child (widget_class, StipplePinPad, keys);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked);
}

static void
stipple_pin_pad_init (StipplePinPad *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *back;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pin = gtk_password_entry_buffer_new ();
  gtk_entry_buffer_set_max_length (self->pin, STIPPLE_PIN_MAX);
  /* As on a telephone, in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->keys), GTK_TEXT_DIR_LTR);
  for (int digit = 1; digit <= 9; digit++)
    add_digit (self, digit, (digit - 1) % 3, (digit - 1) / 3);
  back = add_key (self, 0, 3, NULL, "stipple-backspace-symbolic", _ ("Erase the last digit"));
  g_signal_connect_object (back, "clicked", G_CALLBACK (erase), self, G_CONNECT_SWAPPED);
  add_digit (self, 0, 1, 3);
  self->enter = add_key (self, 2, 3, NULL, "stipple-check-symbolic", _ ("Open the drawer"));
  gtk_widget_add_css_class (self->enter, "primary");
  g_signal_connect_object (self->enter, "clicked", G_CALLBACK (enter), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_dots (self);
}

GtkWidget *
stipple_pin_pad_new (void)
{
  return g_object_new (STIPPLE_TYPE_PIN_PAD, NULL);
}
