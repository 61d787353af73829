// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-button.h"

#include "core/language.h"
#include "desk/parts.h"

#include <string.h>

struct _StippleDayButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *calendar;
  char *format;
};

G_DEFINE_FINAL_TYPE (StippleDayButton, stipple_day_button, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
stipple_day_button_get_day (StippleDayButton *self, GDate *day)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (chosen),
                  (GDateMonth) g_date_time_get_month (chosen),
                  (GDateYear) g_date_time_get_year (chosen));
}

static void
name (StippleDayButton *self)
{
  const char *gap = strstr (self->format, "%s");
  g_autofree char *text = NULL;
  g_autoptr (GString) words = g_string_new (self->format);
  GDate day;

  stipple_day_button_get_day (self, &day);
  text = stipple_language_format_date (&day, NULL, STIPPLE_DATE_DAY);
  if (gap != NULL)
    {
      g_string_erase (words, gap - self->format, 2);
      g_string_insert (words, gap - self->format, text);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), words->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->str, -1);
}

void
stipple_day_button_set_format (StippleDayButton *self, const char *format)
{
  g_free (self->format);
  self->format = g_strdup (format);
  name (self);
}

void
stipple_day_button_set_day (StippleDayButton *self, const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), g_date_get_month (day),
                                                      g_date_get_day (day), 12, 0, 0);

  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  name (self);
}

static void
on_day (StippleDayButton *self)
{
  name (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stipple_day_button_dispose (GObject *object)
{
  stipple_desk_unparent_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (stipple_day_button_parent_class)->dispose (object);
}

static void
stipple_day_button_finalize (GObject *object)
{
  g_free (STIPPLE_DAY_BUTTON (object)->format);
  G_OBJECT_CLASS (stipple_day_button_parent_class)->finalize (object);
}

static void
stipple_day_button_class_init (StippleDayButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_day_button_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_day_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_day_button_init (StippleDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->format = g_strdup ("%s");
  self->button = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->button, "day-button");
  self->calendar = gtk_calendar_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  name (self);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day), self,
                           G_CONNECT_SWAPPED);
}
