// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/date-picker.h"

#include "core/clock.h"
#include "core/language.h"
#include "widgets/calendar.h"
#include "widgets/line-layout.h"

#include <time.h>

#define DAYS_A_WEEK 7
#define LAST_YEAR 9999 /* what an ISO date can say */

struct _StippleDatePicker
{
  GtkWidget parent_instance;

  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *title;
  GtkWidget *grid;

  GDate minimum;
  GDate date;  /* invalid while none is chosen */
  GDate month; /* first day of the month shown */
};

G_DEFINE_FINAL_TYPE (StippleDatePicker, stipple_date_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MINIMUM,
  PROP_DATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GQuark day_quark;

static void show_month (StippleDatePicker *self);

static void
mark (GtkWidget *tile, gboolean chosen)
{
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_STATE_CHECKED,
      chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
on_day (StippleDatePicker *self, GtkToggleButton *tile)
{
  GDate day = self->month;

  mark (GTK_WIDGET (tile), gtk_toggle_button_get_active (tile));
  if (!gtk_toggle_button_get_active (tile))
    return;

  g_date_set_day (&day, GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (tile), day_quark)));
  stipple_date_picker_set_date (self, &day);
}

static void
on_previous (StippleDatePicker *self)
{
  g_date_subtract_months (&self->month, 1);
  show_month (self);
}

static void
on_next (StippleDatePicker *self)
{
  g_date_add_months (&self->month, 1);
  show_month (self);
}

static GtkWidget *
new_day (StippleDatePicker *self, int number, GtkToggleButton *group)
{
  GDate day = self->month;
  g_autofree char *text = stipple_language_format_number (number);
  g_autofree char *name = NULL;
  GtkWidget *tile = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_RADIO, "label", text, NULL);
  gboolean chosen;

  g_date_set_day (&day, (GDateDay) number);
  name = stipple_language_format_date (&day, NULL, STIPPLE_DATE_WEEKDAY);
  chosen = g_date_valid (&self->date) && g_date_compare (&day, &self->date) == 0;

  gtk_widget_add_css_class (tile, "tile");
  if (g_date_compare (&day, &self->minimum) == 0)
    gtk_widget_add_css_class (tile, "today");
  gtk_widget_set_sensitive (tile, g_date_compare (&day, &self->minimum) >= 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_qdata (G_OBJECT (tile), day_quark, GINT_TO_POINTER (number));
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), chosen);
  mark (tile, chosen);
  g_signal_connect_object (tile, "toggled", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
  return tile;
}

static void
clear_grid (StippleDatePicker *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

static void
show_month (StippleDatePicker *self)
{
  GDateYear year = g_date_get_year (&self->month);
  GDateMonth month = g_date_get_month (&self->month);
  GDateWeekday first = stipple_calendar_first_weekday ();
  int offset = (g_date_get_weekday (&self->month) - first + DAYS_A_WEEK) % DAYS_A_WEEK;
  g_autofree char *title = stipple_calendar_month_title (year, month);
  GtkWidget *group = NULL;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_sensitive (self->previous, g_date_compare (&self->month, &self->minimum) > 0);
  gtk_widget_set_sensitive (self->next, year < LAST_YEAR || month < G_DATE_DECEMBER);

  clear_grid (self);
  for (int i = 0; i < DAYS_A_WEEK; i++)
    {
      GDateWeekday weekday =
          (GDateWeekday) ((first - G_DATE_MONDAY + i) % DAYS_A_WEEK + G_DATE_MONDAY);
      g_autofree char *name = stipple_calendar_weekday_name (weekday);
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "accessible-role",
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (label, "weekday");
      gtk_grid_attach (GTK_GRID (self->grid), label, i, 0, 1, 1);
    }

  for (int day = 1; day <= g_date_get_days_in_month (month, year); day++)
    {
      GtkWidget *tile = new_day (self, day, (GtkToggleButton *) group);
      int cell = offset + day - 1;

      if (group == NULL)
        group = tile;
      gtk_grid_attach (GTK_GRID (self->grid), tile, cell % DAYS_A_WEEK, 1 + cell / DAYS_A_WEEK, 1,
                       1);
    }
}

static void
go_to_month (StippleDatePicker *self, const GDate *date)
{
  self->month = *date;
  g_date_set_day (&self->month, 1);
  show_month (self);
}

static gboolean
is_shown (StippleDatePicker *self, const GDate *date)
{
  return g_date_valid (&self->month) && g_date_get_month (date) == g_date_get_month (&self->month)
         && g_date_get_year (date) == g_date_get_year (&self->month);
}

static void
choose_tile (StippleDatePicker *self, int day)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (self->grid); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    {
      if (GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (tile), day_quark)) == day)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), TRUE);
    }
}

static void
set_date_from_text (StippleDatePicker *self, const char *text)
{
  GDate date;

  if (text == NULL || *text == '\0')
    stipple_date_picker_set_date (self, NULL);
  else if (stipple_date_parse_iso (text, &date, NULL))
    stipple_date_picker_set_date (self, &date);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleDatePicker *self = STIPPLE_DATE_PICKER (object);

  switch (id)
    {
    case PROP_MINIMUM:
      g_value_set_boxed (value, &self->minimum);
      break;
    case PROP_DATE:
      if (g_date_valid (&self->date))
        g_value_take_string (value, stipple_date_format_iso (&self->date));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleDatePicker *self = STIPPLE_DATE_PICKER (object);

  switch (id)
    {
    case PROP_MINIMUM:
      if (g_value_get_boxed (value) != NULL)
        self->minimum = *(const GDate *) g_value_get_boxed (value);
      break;
    case PROP_DATE:
      set_date_from_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
constructed (GObject *object)
{
  StippleDatePicker *self = STIPPLE_DATE_PICKER (object);

  G_OBJECT_CLASS (stipple_date_picker_parent_class)->constructed (object);

  if (!g_date_valid (&self->minimum))
    g_date_set_time_t (&self->minimum, time (NULL));
  go_to_month (self, g_date_valid (&self->date) ? &self->date : &self->minimum);
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (stipple_date_picker_parent_class)->dispose (object);
}

static void
stipple_date_picker_class_init (StippleDatePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  day_quark = g_quark_from_static_string ("stipple-day");
  object_class->constructed = constructed;
  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_MINIMUM] =
      g_param_spec_boxed ("minimum", NULL, NULL, G_TYPE_DATE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DATE] =
      g_param_spec_string ("date", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "datepicker");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/widgets/ui/date-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleDatePicker, previous);
  gtk_widget_class_bind_template_child (widget_class, StippleDatePicker, next);
  gtk_widget_class_bind_template_child (widget_class, StippleDatePicker, title);
  gtk_widget_class_bind_template_child (widget_class, StippleDatePicker, grid);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
stipple_date_picker_init (StippleDatePicker *self)
{
  g_date_clear (&self->minimum, 1);
  g_date_clear (&self->date, 1);
  g_date_clear (&self->month, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_date_picker_new (const GDate *minimum)
{
  return g_object_new (STIPPLE_TYPE_DATE_PICKER, "minimum", minimum, NULL);
}

gboolean
stipple_date_picker_get_date (StippleDatePicker *self, GDate *date)
{
  g_return_val_if_fail (STIPPLE_IS_DATE_PICKER (self), FALSE);

  if (!g_date_valid (&self->date))
    return FALSE;

  *date = self->date;
  return TRUE;
}

void
stipple_date_picker_set_date (StippleDatePicker *self, const GDate *date)
{
  gboolean had = FALSE;

  g_return_if_fail (STIPPLE_IS_DATE_PICKER (self));

  had = g_date_valid (&self->date);
  if (date == NULL ? !had : had && g_date_compare (date, &self->date) == 0)
    return;
  if (date != NULL && g_date_valid (&self->minimum) && g_date_compare (date, &self->minimum) < 0)
    return;

  if (date != NULL)
    self->date = *date;
  else
    g_date_clear (&self->date, 1);

  /* A touch has marked its tile already; building the page again would take the focus away. */
  if (date != NULL && is_shown (self, date))
    choose_tile (self, g_date_get_day (date));
  else if (g_date_valid (&self->month))
    go_to_month (self, date != NULL ? date : &self->month);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}
