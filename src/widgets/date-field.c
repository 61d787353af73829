// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/date-field.h"

#include "core/language.h"
#include "widgets/calendar.h"
#include "widgets/line-layout.h"

#include <glib/gi18n-lib.h>

#define N_MONTHS 12
#define MONTH_COLUMNS 3

struct _StippleDateField
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *hint;
  GtkWidget *parts;
  GtkWidget *year_part;
  GtkWidget *month_part;
  GtkWidget *day_part;
  GtkWidget *year;
  GtkWidget *month_button;
  GtkWidget *month_name;
  GtkWidget *day;
  GtkWidget *revealer;
  GtkWidget *months;
  GtkWidget *error_line;
  GtkWidget *error;

  GtkWidget *tiles[N_MONTHS];
  int month;
  int shown[2]; /* year and day as last notified */
};

G_DEFINE_FINAL_TYPE (StippleDateField, stipple_date_field, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_HINT,
  PROP_ERROR,
  PROP_YEAR,
  PROP_MONTH,
  PROP_DAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Digits of any script; anything else makes it no number. */
static int
parse_number (GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  int number = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (text));

      if (digit < 0)
        return 0;
      number = number * 10 + digit;
    }
  return number;
}

static void
show_number (GtkWidget *entry, int number)
{
  g_autofree char *text = number > 0 ? stipple_language_format_number (number) : g_strdup ("");

  /* "05" and "5" are the same to a binding, and not to the person who is typing. */
  if (parse_number (entry) != number
      || (number == 0 && gtk_entry_get_text_length (GTK_ENTRY (entry)) > 0))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
on_typed (StippleDateField *self)
{
  int year = parse_number (self->year);
  int day = parse_number (self->day);

  if (self->shown[0] != year)
    {
      self->shown[0] = year;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEAR]);
    }
  if (self->shown[1] != day)
    {
      self->shown[1] = day;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
    }
}

static void
update_month (StippleDateField *self)
{
  g_autofree char *name =
      self->month > 0 ? stipple_calendar_month_name (self->month) : g_strdup (_ ("Choose"));
  /* Translators: the month part of a date field, for assistive technology: "Month: March". */
  g_autofree char *spoken = g_strdup_printf (_ ("Month: %s"), name);

  gtk_label_set_text (GTK_LABEL (self->month_name), name);
  if (self->month > 0)
    gtk_widget_remove_css_class (self->month_button, "unset");
  else
    gtk_widget_add_css_class (self->month_button, "unset");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->month_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  for (int i = 0; i < N_MONTHS; i++)
    {
      gboolean chosen = i + 1 == self->month;

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tiles[i]), chosen);
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (self->tiles[i]), GTK_ACCESSIBLE_STATE_CHECKED,
          chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
set_month (StippleDateField *self, int month)
{
  if (self->month == month)
    return;

  self->month = month;
  update_month (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONTH]);
}

static void
on_month_button (StippleDateField *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->month_button));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->month_button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
}

static void
on_month_tile (StippleDateField *self, GtkToggleButton *tile)
{
  for (int i = 0; i < N_MONTHS; i++)
    {
      if (self->tiles[i] == GTK_WIDGET (tile))
        set_month (self, i + 1);
    }
  /* Touching the chosen one again must not take it back. */
  update_month (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->month_button), FALSE);
}

static const char *
shown_text (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  return *text != '\0' ? text : NULL;
}

static void
set_label (StippleDateField *self, const char *text)
{
  const char *label = text != NULL ? text : "";
  /* Translators: parts of a date field, for assistive technology; %s is the label of the field. */
  g_autofree char *day = g_strdup_printf (_ ("%s, day"), label);
  g_autofree char *year = g_strdup_printf (_ ("%s, year"), label);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->label)), label) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL, day,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL, year,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
set_hint (StippleDateField *self, const char *hint)
{
  if (g_strcmp0 (shown_text (self->hint), hint) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, shown_text (self->hint) != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleDateField *self = STIPPLE_DATE_FIELD (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->label)));
      break;
    case PROP_HINT:
      g_value_set_string (value, shown_text (self->hint));
      break;
    case PROP_ERROR:
      g_value_set_string (value, stipple_date_field_get_error (self));
      break;
    case PROP_YEAR:
      g_value_set_int (value, parse_number (self->year));
      break;
    case PROP_MONTH:
      g_value_set_int (value, self->month);
      break;
    case PROP_DAY:
      g_value_set_int (value, parse_number (self->day));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleDateField *self = STIPPLE_DATE_FIELD (object);

  switch (id)
    {
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      set_hint (self, g_value_get_string (value));
      break;
    case PROP_ERROR:
      stipple_date_field_set_error (self, g_value_get_string (value));
      break;
    case PROP_YEAR:
      show_number (self->year, g_value_get_int (value));
      break;
    case PROP_MONTH:
      set_month (self, g_value_get_int (value));
      break;
    case PROP_DAY:
      show_number (self->day, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
grab_focus (GtkWidget *widget)
{
  StippleDateField *self = STIPPLE_DATE_FIELD (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->parts);

  return gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (stipple_date_field_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/widgets/ui/date-field.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, label);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, hint);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, parts);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, year_part);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, month_part);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, day_part);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, year);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, month_button);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, month_name);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, day);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, revealer);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, months);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, error_line);
  gtk_widget_class_bind_template_child (widget_class, StippleDateField, error);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_month_button);
}

static void
stipple_date_field_class_init (StippleDateFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->grab_focus = grab_focus;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_YEAR] = g_param_spec_int ("year", NULL, NULL, 0, 9999, 0, flags);
  properties[PROP_MONTH] = g_param_spec_int ("month", NULL, NULL, 0, N_MONTHS, 0, flags);
  properties[PROP_DAY] = g_param_spec_int ("day", NULL, NULL, 0, 99, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "datefield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
order_parts (StippleDateField *self)
{
  GtkWidget *const boxes[STIPPLE_N_DATE_PARTS] = { [STIPPLE_DATE_PART_YEAR] = self->year_part,
                                                   [STIPPLE_DATE_PART_MONTH] = self->month_part,
                                                   [STIPPLE_DATE_PART_DAY] = self->day_part };
  StippleDatePart order[STIPPLE_N_DATE_PARTS];
  GtkWidget *before = NULL;

  stipple_calendar_get_order (order);
  for (int i = 0; i < STIPPLE_N_DATE_PARTS; i++)
    {
      gtk_box_reorder_child_after (GTK_BOX (self->parts), boxes[order[i]], before);
      before = boxes[order[i]];
    }
}

static void
add_months (StippleDateField *self)
{
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *name = stipple_calendar_month_name (i + 1);
      GtkWidget *tile = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_RADIO, "label", name, NULL);

      gtk_widget_add_css_class (tile, "tile");
      gtk_widget_add_css_class (tile, "low");
      g_signal_connect_object (tile, "clicked", G_CALLBACK (on_month_tile), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (self->months), tile, i % MONTH_COLUMNS, i / MONTH_COLUMNS, 1, 1);
      self->tiles[i] = tile;
    }
}

static void
stipple_date_field_init (StippleDateField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  order_parts (self);
  add_months (self);
  update_month (self);
  on_month_button (self);
}

GtkWidget *
stipple_date_field_new (const char *label)
{
  return g_object_new (STIPPLE_TYPE_DATE_FIELD, "label", label, NULL);
}

const char *
stipple_date_field_get_error (StippleDateField *self)
{
  g_return_val_if_fail (STIPPLE_IS_DATE_FIELD (self), NULL);

  return shown_text (self->error);
}

void
stipple_date_field_set_error (StippleDateField *self, const char *error)
{
  g_return_if_fail (STIPPLE_IS_DATE_FIELD (self));

  if (g_strcmp0 (stipple_date_field_get_error (self), error) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->error), error != NULL ? error : "");
  gboolean wrong = stipple_date_field_get_error (self) != NULL;
  GtkWidget *const entries[] = { self->year, self->month_button, self->day };

  gtk_widget_set_visible (self->error_line, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (entries[i]), GTK_ACCESSIBLE_STATE_INVALID,
          wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
      if (wrong)
        gtk_accessible_update_relation (GTK_ACCESSIBLE (entries[i]),
                                        GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->error, NULL,
                                        -1);
      else
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (entries[i]),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}
