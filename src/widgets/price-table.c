// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/price-table.h"

#include "widgets/line-layout.h"

#include <glib/gi18n-lib.h>

struct _StipplePriceTable
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (StipplePriceTable, stipple_price_table, GTK_TYPE_WIDGET)

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (stipple_price_table_parent_class)->dispose (object);
}

static void
stipple_price_table_class_init (StipplePriceTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_css_name (widget_class, "pricetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
stipple_price_table_init (StipplePriceTable *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 stipple_line_layout_new (GTK_ORIENTATION_VERTICAL, 16));
  gtk_widget_add_css_class (GTK_WIDGET (self), "price-table");
}

static GtkWidget *
new_label (const char *text, const char *style_class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, style_class);
  return label;
}

static GtkWidget *
new_line (GtkOrientation orientation, int spacing)
{
  GtkWidget *line =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

  gtk_widget_set_layout_manager (line, stipple_line_layout_new (orientation, spacing));
  return line;
}

static GtkWidget *
new_row (const StipplePrice *price, const char *language)
{
  GtkWidget *row = new_line (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *amount = stipple_price_format (price->min_amount, price->max_amount);

  gtk_box_append (GTK_BOX (row), new_label (stipple_text_get (price->label, language), "caption"));
  gtk_box_append (GTK_BOX (row),
                  new_label (amount != NULL ? amount : _ ("At your consultation"), "title"));
  if (!stipple_text_is_empty (price->note))
    {
      GtkWidget *note = new_label (stipple_text_get (price->note, language), "caption");

      gtk_widget_add_css_class (note, "muted");
      gtk_box_append (GTK_BOX (row), note);
    }
  return row;
}

static GtkWidget *
new_included (const char *text)
{
  GtkWidget *row = new_line (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "stipple-check-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = new_label (text, "body");

  gtk_widget_add_css_class (icon, "ok");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

GtkWidget *
stipple_price_table_new (const StipplePack *pack, const char *language)
{
  GtkWidget *self = g_object_new (STIPPLE_TYPE_PRICE_TABLE, NULL);

  g_return_val_if_fail (pack != NULL, NULL);

  for (guint i = 0; i < pack->prices->len; i++)
    gtk_widget_insert_before (new_row (pack->prices->pdata[i], language), self, NULL);

  for (guint i = 0; i < pack->price_includes->len; i++)
    {
      const char *text = stipple_text_get (pack->price_includes->pdata[i], language);

      gtk_widget_insert_before (new_included (text), self, NULL);
    }
  return self;
}

/* Whole dollars with the language's separator of thousands. */
static char *
format_amount (int amount)
{
  g_autofree char *digits = g_strdup_printf ("%d", amount);
  gsize length = strlen (digits);
  GString *grouped = g_string_new (NULL);
  g_autofree char *number = NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        /* Translators: what separates thousands: the comma of 2,500. */
        g_string_append (grouped, C_ ("thousands separator", ","));
      g_string_append_c (grouped, digits[i]);
    }
  number = g_string_free (grouped, FALSE);
  /* Translators: an amount in dollars. */
  return g_strdup_printf (_ ("$%s"), number);
}

char *
stipple_price_format (int min_amount, int max_amount)
{
  g_autofree char *min = min_amount >= 0 ? format_amount (min_amount) : NULL;
  g_autofree char *max = max_amount >= 0 ? format_amount (max_amount) : NULL;

  if (min != NULL && max != NULL && min_amount != max_amount)
    /* Translators: a range of prices: $2,500 to $6,000. */
    return g_strdup_printf (_ ("%s to %s"), min, max);
  if (min != NULL && max != NULL)
    return g_steal_pointer (&min);
  if (min != NULL)
    /* Translators: a price: from $2,500. */
    return g_strdup_printf (_ ("from %s"), min);
  if (max != NULL)
    /* Translators: a price: up to $6,000. */
    return g_strdup_printf (_ ("up to %s"), max);
  return NULL;
}
