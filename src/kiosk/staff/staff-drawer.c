// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-drawer.h"

#include "kiosk/fill-layout.h"
#include "kiosk/staff/pin-pad.h"
#include "kiosk/staff/staff-pages.h"
#include "widgets/choice-group.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  TAB_TODAY = 1,
  TAB_WAITING,
  TAB_STATE,
  TAB_SETTINGS,
} Tab;

struct _StippleStaffDrawer
{
  AdwBin parent_instance;

  gboolean is_open;
  guint patience; /* source: until the next try */
  GPtrArray *today;
  GPtrArray *waiting;
  GPtrArray *states;
  StippleStaffSettings settings;
  char *printer;
  char **printers;

  GtkStack *halves;
  StipplePinPad *pad;
  GtkWidget *open;
  StippleChoiceGroup *tabs;
  GtkLabel *notice;
  AdwBin *page;
};

G_DEFINE_FINAL_TYPE (StippleStaffDrawer, stipple_staff_drawer, ADW_TYPE_BIN)

enum
{
  SIGNAL_UNLOCK,
  SIGNAL_PRINT,
  SIGNAL_SET,
  SIGNAL_LOOK,
  SIGNAL_END,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Opening */

static gboolean
patient (gpointer data)
{
  StippleStaffDrawer *self = data;

  self->patience = 0;
  stipple_pin_pad_set_busy (self->pad, FALSE);
  stipple_pin_pad_set_message (self->pad, NULL);
  return G_SOURCE_REMOVE;
}

static char *
describe_wait (gint64 wait)
{
  guint seconds = (guint) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  guint minutes = (seconds + 59) / 60;

  if (seconds < 120)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Too many wrong PINs. Try again in %u second.",
                                         "Too many wrong PINs. Try again in %u seconds.", seconds),
                            seconds);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Too many wrong PINs. Try again in %u minute.",
                                       "Too many wrong PINs. Try again in %u minutes.", minutes),
                          minutes);
}

static void
make_wait (StippleStaffDrawer *self, gint64 wait)
{
  g_autofree char *text = describe_wait (wait);

  stipple_pin_pad_set_message (self->pad, text);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add ((guint) (wait / 1000 + 1), patient, self);
}

static void
open (StippleStaffDrawer *self)
{
  self->is_open = TRUE;
  gtk_stack_set_visible_child (self->halves, self->open);
  stipple_choice_group_set_selected (self->tabs, TAB_TODAY);
  gtk_widget_child_focus (self->open, GTK_DIR_TAB_FORWARD);
}

void
stipple_staff_drawer_answer (StippleStaffDrawer *self, StippleStaffAnswer answer, gint64 wait,
                             const char *fault)
{
  switch (answer)
    {
    case STIPPLE_STAFF_OPENED:
      open (self);
      break;
    case STIPPLE_STAFF_NO_PIN:
      stipple_pin_pad_set_message (
          self->pad, _ ("No PIN was set yet, so the drawer stays closed. An administrator sets "
                        "one with “stipplectl --hub URL kiosk-pin”; this kiosk takes it over "
                        "within five minutes."));
      break;
    case STIPPLE_STAFF_FAULT:
      stipple_pin_pad_set_busy (self->pad, FALSE);
      stipple_pin_pad_set_message (self->pad, fault);
      break;
    case STIPPLE_STAFF_WRONG:
    case STIPPLE_STAFF_THROTTLED:
    default:
      if (wait > 0)
        {
          make_wait (self, wait);
          break;
        }
      stipple_pin_pad_set_busy (self->pad, FALSE);
      stipple_pin_pad_set_message (self->pad, _ ("This PIN is not right. Try again."));
    }
}

gboolean
stipple_staff_drawer_is_open (StippleStaffDrawer *self)
{
  return self->is_open;
}

static void
pin_entered (StippleStaffDrawer *self, const char *pin)
{
  stipple_pin_pad_set_message (self->pad, NULL);
  stipple_pin_pad_set_busy (self->pad, TRUE);
  g_signal_emit (self, signals[SIGNAL_UNLOCK], 0, pin);
}

static void
close_clicked (StippleStaffDrawer *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* --- What is shown */

static void
show_page (StippleStaffDrawer *self)
{
  GtkWidget *page = NULL;

  switch ((Tab) stipple_choice_group_get_selected (self->tabs))
    {
    case TAB_TODAY:
      page = self->today != NULL ? stipple_staff_page_today (self, self->today) : NULL;
      break;
    case TAB_WAITING:
      page = self->waiting != NULL ? stipple_staff_page_waiting (self->waiting) : NULL;
      break;
    case TAB_STATE:
      page = self->states != NULL ? stipple_staff_page_states (self->states) : NULL;
      break;
    case TAB_SETTINGS:
    default:
      page = stipple_staff_page_settings (self, &self->settings);
    }
  adw_bin_set_child (self->page, page);
}

static void
tab_chosen (StippleStaffDrawer *self)
{
  if (!self->is_open)
    return;
  stipple_staff_drawer_set_notice (self, NULL);
  show_page (self);
  g_signal_emit (self, signals[SIGNAL_LOOK], 0);
}

static void
keep (GPtrArray **slot, GPtrArray *list)
{
  g_ptr_array_ref (list);
  g_clear_pointer (slot, g_ptr_array_unref);
  *slot = list;
}

void
stipple_staff_drawer_show (StippleStaffDrawer *self, GPtrArray *today, GPtrArray *waiting,
                           GPtrArray *states)
{
  if (!self->is_open)
    return;
  keep (&self->today, today);
  keep (&self->waiting, waiting);
  keep (&self->states, states);
  if (stipple_choice_group_get_selected (self->tabs) != TAB_SETTINGS)
    show_page (self);
}

void
stipple_staff_drawer_show_settings (StippleStaffDrawer *self, const StippleStaffSettings *settings)
{
  g_free (self->printer);
  g_strfreev (self->printers);
  self->settings = *settings;
  self->settings.printer = self->printer = g_strdup (settings->printer);
  self->printers = g_strdupv ((char **) settings->printers);
  self->settings.printers = (const char *const *) self->printers;
  if (self->is_open && stipple_choice_group_get_selected (self->tabs) == TAB_SETTINGS)
    show_page (self);
}

void
stipple_staff_drawer_set_notice (StippleStaffDrawer *self, const char *notice)
{
  gtk_label_set_label (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

/* --- What was touched on its pages */

void
stipple_staff_drawer_print (StippleStaffDrawer *self, const char *id, StippleStaffSheet what)
{
  g_signal_emit (self, signals[SIGNAL_PRINT], 0, id, (int) what);
}

void
stipple_staff_drawer_set (StippleStaffDrawer *self, const char *name, const char *value)
{
  g_signal_emit (self, signals[SIGNAL_SET], 0, name, value);
}

void
stipple_staff_drawer_end (StippleStaffDrawer *self)
{
  g_signal_emit (self, signals[SIGNAL_END], 0);
}

/* --- Object */

static void
stipple_staff_drawer_dispose (GObject *object)
{
  StippleStaffDrawer *self = STIPPLE_STAFF_DRAWER (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->today, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->printer, g_free);
  g_clear_pointer (&self->printers, g_strfreev);
  G_OBJECT_CLASS (stipple_staff_drawer_parent_class)->dispose (object);
}

static void
stipple_staff_drawer_class_init (StippleStaffDrawerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const plain[] = { "look", "end", "closed" };

  G_OBJECT_CLASS (class)->dispose = stipple_staff_drawer_dispose;
  signals[SIGNAL_UNLOCK] =
      g_signal_new ("unlock", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_PRINT] =
      g_signal_new ("print", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    signals[SIGNAL_LOOK + i] = g_signal_new (plain[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (STIPPLE_TYPE_PIN_PAD);
  g_type_ensure (STIPPLE_TYPE_CHOICE_GROUP);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_FILL_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/staff-drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, halves);
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, pad);
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, open);
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, tabs);
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, notice);
  gtk_widget_class_bind_template_child (widget_class, StippleStaffDrawer, page);
  gtk_widget_class_bind_template_callback (widget_class, pin_entered);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, tab_chosen);
}

static void
stipple_staff_drawer_init (StippleStaffDrawer *self)
{
  const struct
  {
    Tab tab;
    const char *name;
  } tabs[] = {
    { TAB_TODAY, _ ("Today") },
    { TAB_WAITING, _ ("Waiting") },
    { TAB_STATE, _ ("This kiosk") },
    { TAB_SETTINGS, _ ("Settings") },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    stipple_choice_group_add (self->tabs, tabs[i].tab, tabs[i].name, STIPPLE_TONE_NO);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tabs), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to look at"), -1);
}

StippleStaffDrawer *
stipple_staff_drawer_new (void)
{
  return g_object_new (STIPPLE_TYPE_STAFF_DRAWER, NULL);
}
