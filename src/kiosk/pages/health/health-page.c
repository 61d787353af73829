// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/health/health-page.h"

#include "kiosk/columns.h"
#include "kiosk/pages/health/condition-row.h"

#include <glib/gi18n-lib.h>

#define PER_PART 4
#define PER_COLUMN 2

struct _StippleHealthPage
{
  StipplePage parent_instance;

  GPtrArray *rows; /* StippleConditionRow, of all parts; owned by the stack's boxes */
  guint part;
  guint n_parts;

  GtkLabel *part_label;
  GtkLabel *answered_label;
  GtkStack *parts;
};

G_DEFINE_FINAL_TYPE (StippleHealthPage, stipple_health_page, STIPPLE_TYPE_PAGE)

static void
refresh_answered (StippleHealthPage *self)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  g_autofree char *text =
      g_strdup_printf (_ ("%u of %u answered"), stipple_session_get_n_answered (session),
                       stipple_session_get_pack (session)->contraindications->len);

  gtk_label_set_label (self->answered_label, text);
}

static GtkWidget *
get_part (StippleHealthPage *self, guint part)
{
  g_autofree char *name = g_strdup_printf ("%u", part);

  return gtk_stack_get_child_by_name (self->parts, name);
}

static void
show_part (StippleHealthPage *self, guint part)
{
  StipplePage *page = STIPPLE_PAGE (self);
  g_autofree char *text = g_strdup_printf (_ ("Part %u of %u"), part + 1, self->n_parts);

  gtk_stack_set_transition_type (self->parts, part >= self->part
                                                  ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                                  : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  self->part = part;
  gtk_stack_set_visible_child (self->parts, get_part (self, part));
  gtk_label_set_label (self->part_label, text);
  stipple_page_set_next_label (page, part + 1 < self->n_parts ? _ ("Next") : _ ("See my result"));
  stipple_page_alert (page, NULL);
}

/* The first row of this part that lacks something; all such rows say so. */
static StippleConditionRow *
show_missing (StippleHealthPage *self)
{
  StippleConditionRow *first = NULL;
  guint end = MIN ((self->part + 1) * PER_PART, self->rows->len);

  for (guint i = self->part * PER_PART; i < end; i++)
    {
      StippleConditionRow *row = g_ptr_array_index (self->rows, i);

      if (stipple_condition_row_is_complete (row))
        continue;
      stipple_condition_row_show_missing (row);
      first = first != NULL ? first : row;
    }
  return first;
}

static gboolean
stipple_health_page_next (StipplePage *page)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (page);
  StippleConditionRow *missing = show_missing (self);

  if (missing != NULL)
    {
      stipple_condition_row_focus_missing (missing);
      stipple_page_scroll_to (page, GTK_WIDGET (missing));
      return TRUE;
    }
  if (self->part + 1 == self->n_parts)
    return FALSE;
  show_part (self, self->part + 1);
  stipple_page_focus_title (page);
  return TRUE;
}

static gboolean
stipple_health_page_back (StipplePage *page)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (page);

  if (self->part == 0)
    return FALSE;
  show_part (self, self->part - 1);
  stipple_page_focus_title (page);
  return TRUE;
}

static GVariant *
stipple_health_page_save_view (StipplePage *page)
{
  return g_variant_new_uint32 (STIPPLE_HEALTH_PAGE (page)->part);
}

static void
stipple_health_page_restore_view (StipplePage *page, GVariant *view)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (page);

  if (g_variant_get_uint32 (view) < self->n_parts)
    show_part (self, g_variant_get_uint32 (view));
}

static void
add_part (StippleHealthPage *self)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const GPtrArray *rules = stipple_session_get_pack (session)->contraindications;
  g_autofree char *name = g_strdup_printf ("%u", self->n_parts);
  GtkWidget *part = g_object_new (STIPPLE_TYPE_COLUMNS, "spacing", 20, NULL);
  GtkWidget *column = NULL;
  guint end = MIN (self->rows->len + PER_PART, rules->len);

  while (self->rows->len < end)
    {
      GtkWidget *row =
          stipple_condition_row_new (session, g_ptr_array_index (rules, self->rows->len));

      if (self->rows->len % PER_COLUMN == 0)
        {
          column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
          stipple_columns_append (STIPPLE_COLUMNS (part), column);
        }
      g_ptr_array_add (self->rows, row);
      gtk_box_append (GTK_BOX (column), row);
    }
  gtk_stack_add_named (self->parts, part, name);
  self->n_parts++;
}

static void
stipple_health_page_constructed (GObject *object)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (object);
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const GPtrArray *rules = stipple_session_get_pack (session)->contraindications;

  G_OBJECT_CLASS (stipple_health_page_parent_class)->constructed (object);
  stipple_page_pair_title (STIPPLE_PAGE (self), N_ ("Your health"),
                           N_ ("Some conditions decide whether we can treat you. Only clinic staff "
                               "see your answers."));
  do
    add_part (self);
  while (self->rows->len < rules->len);
  g_signal_connect_object (session, "notify::replies", G_CALLBACK (refresh_answered), self,
                           G_CONNECT_SWAPPED);
  refresh_answered (self);
  show_part (self, 0);
}

static void
stipple_health_page_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_HEALTH_PAGE (object)->rows);
  G_OBJECT_CLASS (stipple_health_page_parent_class)->finalize (object);
}

static void
stipple_health_page_class_init (StippleHealthPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  StipplePageClass *page_class = STIPPLE_PAGE_CLASS (class);

  object_class->constructed = stipple_health_page_constructed;
  object_class->finalize = stipple_health_page_finalize;
  page_class->next = stipple_health_page_next;
  page_class->back = stipple_health_page_back;
  page_class->save_view = stipple_health_page_save_view;
  page_class->restore_view = stipple_health_page_restore_view;

  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/health-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleHealthPage, part_label);
  gtk_widget_class_bind_template_child (widget_class, StippleHealthPage, answered_label);
  gtk_widget_class_bind_template_child (widget_class, StippleHealthPage, parts);
}

static void
stipple_health_page_init (StippleHealthPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
