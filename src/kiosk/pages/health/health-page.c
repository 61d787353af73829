// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/health/health-page.h"

#include "kiosk/columns.h"
#include "kiosk/portions.h"
#include "kiosk/pages/health/condition-row.h"

#include <glib/gi18n-lib.h>

#define PER_PART 4
#define PER_COLUMN 2

struct _StippleHealthPage
{
  StipplePage parent_instance;

  GPtrArray *rows; /* StippleConditionRow, of all parts; owned by the stack's boxes */
  gboolean first_frame_over;
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
  GtkWidget *widget = gtk_stack_get_child_by_name (self->parts, name);

  if (widget == NULL)
    {
      widget = g_object_new (STIPPLE_TYPE_COLUMNS, "spacing", 20, NULL);
      gtk_stack_add_named (self->parts, widget, name);
    }
  return widget;
}

static const GPtrArray *
get_rules (StippleHealthPage *self)
{
  return stipple_session_get_pack (stipple_page_get_session (STIPPLE_PAGE (self)))
      ->contraindications;
}

/* Rows up to and without @end, that are not there yet. */
static void
add_rows (StippleHealthPage *self, guint end)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const GPtrArray *rules = get_rules (self);

  while (self->rows->len < MIN (end, rules->len))
    {
      GtkWidget *part = get_part (self, self->rows->len / PER_PART);
      GtkWidget *row =
          stipple_condition_row_new (session, g_ptr_array_index (rules, self->rows->len));

      if (self->rows->len % PER_COLUMN == 0)
        stipple_columns_append (STIPPLE_COLUMNS (part), gtk_box_new (GTK_ORIENTATION_VERTICAL, 20));
      gtk_box_append (GTK_BOX (gtk_widget_get_last_child (part)), row);
      g_ptr_array_add (self->rows, row);
    }
}

/* Rows of parts that nobody sees yet would make the first frame a long one. */
static gboolean
add_more_rows (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (widget);

  if (!gtk_widget_get_visible (widget)) /* left already */
    return G_SOURCE_REMOVE;
  if (!self->first_frame_over || stipple_page_is_unfolding (STIPPLE_PAGE (self)))
    {
      self->first_frame_over = TRUE;
      return G_SOURCE_CONTINUE;
    }
  add_rows (self, self->rows->len + 1);
  return self->rows->len < get_rules (self)->len ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
show_part (StippleHealthPage *self, guint part)
{
  StipplePage *page = STIPPLE_PAGE (self);
  g_autofree char *text = g_strdup_printf (_ ("Part %u of %u"), part + 1, self->n_parts);

  add_rows (self, (part + 1) * PER_PART);
  stipple_portions_turn (self->parts, get_part (self, part),
                         part >= self->part ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                            : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  self->part = part;
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
stipple_health_page_constructed (GObject *object)
{
  StippleHealthPage *self = STIPPLE_HEALTH_PAGE (object);
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));

  G_OBJECT_CLASS (stipple_health_page_parent_class)->constructed (object);
  stipple_page_pair_title (STIPPLE_PAGE (self), N_ ("Your health"),
                           N_ ("Some conditions decide whether we can treat you. Only clinic staff "
                               "see your answers."));
  self->n_parts = MAX (1, (get_rules (self)->len + PER_PART - 1) / PER_PART);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), add_more_rows, NULL, NULL);
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
