// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/aftercare/aftercare-page.h"

#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/pages/aftercare/own-dates.h"
#include "kiosk/parts.h"
#include "widgets/markdown-view.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleAftercarePage
{
  StipplePage parent_instance;

  StippleWrapBox *days;
  GPtrArray *tiles; /* GtkToggleButton, owned by days; in the pack's order */
  GtkLabel *day_title;
  GtkLabel *day_date; /* shown once there is a first session */
  StippleMarkdownView *detail;
  GtkWidget *avoid;
  GtkBox *avoid_list;
  GtkWidget *fine;
  GtkBox *fine_list;
  GtkWidget *heading;
  GtkBox *plan;
};

G_DEFINE_FINAL_TYPE (StippleAftercarePage, stipple_aftercare_page, STIPPLE_TYPE_PAGE)

static const StipplePack *
get_pack (StippleAftercarePage *self)
{
  return stipple_session_get_pack (stipple_page_get_session (STIPPLE_PAGE (self)));
}

static void
fill_list (StippleAftercarePage *self, GtkWidget *panel, GtkBox *list, const GPtrArray *texts,
           const char *icon_name)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_box_remove (list, child);
  for (guint i = 0; i < texts->len; i++)
    {
      StipplePage *page = STIPPLE_PAGE (self);
      const StippleText *text = g_ptr_array_index (texts, i);

      gtk_box_append (list,
                      stipple_part_icon_line (icon_name, stipple_page_text (page, text), "body"));
      stipple_page_pair (page, gtk_widget_get_last_child (GTK_WIDGET (list)), text);
    }
  gtk_widget_set_visible (panel, texts->len > 0);
}

static char *
describe_date (const GDate *date, gboolean goes_on)
{
  g_autofree char *from = stipple_language_format_date (date, NULL, STIPPLE_DATE_WEEKDAY);

  if (!goes_on)
    return g_steal_pointer (&from);
  /* TRANSLATORS: a period of aftercare begins: "From Saturday, December 12, 2026" */
  return g_strdup_printf (_ ("From %s"), from);
}

static void
show_date (StippleAftercarePage *self, const StippleAftercareDay *day)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  const gboolean goes_on = day->to_day != day->from_day;
  g_autofree char *text = NULL;
  g_autofree char *beneath = NULL;
  GDate date;
  gboolean known = stipple_session_get_first_session (session, &date);

  gtk_widget_set_visible (GTK_WIDGET (self->day_date), known);
  if (known)
    {
      g_date_add_days (&date, (guint) day->from_day);
      text = describe_date (&date, goes_on);
      gtk_label_set_label (self->day_date, text);
    }
  if (known && stipple_companion_begin (session))
    {
      beneath = describe_date (&date, goes_on);
      stipple_companion_end (session);
    }
  stipple_companion_set (session, GTK_WIDGET (self->day_date), beneath);
}

static void
show_day (StippleAftercarePage *self, const StippleAftercareDay *day)
{
  StipplePage *page = STIPPLE_PAGE (self);
  const char *detail = stipple_page_text (page, day->detail);
  /* TRANSLATORS: a day and what it is about: "Day 1 · Rest your scalp" */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), stipple_page_text (page, day->label),
                                            stipple_page_text (page, day->title));

  gtk_label_set_label (self->day_title, title);
  stipple_page_pair (page, self->day_title, day->title);
  show_date (self, day);
  stipple_markdown_view_set_markdown (self->detail, detail);
  stipple_page_pair_markdown (page, self->detail, day->detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  fill_list (self, self->avoid, self->avoid_list, day->avoid, "stipple-cross-symbolic");
  fill_list (self, self->fine, self->fine_list, day->fine, "stipple-check-symbolic");
}

static void
tile_toggled (GtkToggleButton *tile, StippleAftercarePage *self)
{
  guint index;

  if (gtk_toggle_button_get_active (tile) && g_ptr_array_find (self->tiles, tile, &index))
    show_day (self, g_ptr_array_index (get_pack (self)->aftercare, index));
}

static void
add_day (StippleAftercarePage *self, const StippleAftercareDay *day)
{
  const char *label = stipple_page_text (STIPPLE_PAGE (self), day->label);
  GtkWidget *tile = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (tile, "tile");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->tiles->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), g_ptr_array_index (self->tiles, 0));
  g_ptr_array_add (self->tiles, tile);
  stipple_wrap_box_append (self->days, tile);
  stipple_page_pair (STIPPLE_PAGE (self), tile, day->label);
  g_signal_connect_object (tile, "toggled", G_CALLBACK (tile_toggled), self, 0);
}

static void
first_session_changed (StippleAftercarePage *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->tiles, i)))
      show_date (self, g_ptr_array_index (get_pack (self)->aftercare, i));
}

static void
choose_day (StippleAftercarePage *self, guint index)
{
  if (index < self->tiles->len)
    gtk_toggle_button_set_active (g_ptr_array_index (self->tiles, index), TRUE);
}

static GVariant *
stipple_aftercare_page_save_view (StipplePage *page)
{
  StippleAftercarePage *self = STIPPLE_AFTERCARE_PAGE (page);
  guint32 chosen = 0;

  for (guint i = 0; i < self->tiles->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->tiles, i)))
      chosen = i;
  return g_variant_new_uint32 (chosen);
}

static void
stipple_aftercare_page_restore_view (StipplePage *page, GVariant *view)
{
  choose_day (STIPPLE_AFTERCARE_PAGE (page), g_variant_get_uint32 (view));
}

static void
stipple_aftercare_page_constructed (GObject *object)
{
  StippleAftercarePage *self = STIPPLE_AFTERCARE_PAGE (object);
  StipplePage *page = STIPPLE_PAGE (self);
  const StipplePack *pack = get_pack (self);
  g_autofree char *lead = NULL;

  G_OBJECT_CLASS (stipple_aftercare_page_parent_class)->constructed (object);
  lead =
      stipple_language_join (stipple_page_text (page, pack->aftercare_intro), _ ("Touch a day."));
  stipple_page_set_lead (page, lead);
  stipple_page_pair_title (page, N_ ("The days after"), NULL);
  stipple_page_pair_lead (page, pack->aftercare_intro);
  stipple_page_pair_words (page, self->avoid, N_ ("Avoid"));
  stipple_page_pair_words (page, self->fine, "aftercare\004Fine");
  stipple_page_pair_words (page, self->heading, N_ ("More than one session"));
  if (pack->questions->len > 0)
    stipple_page_set_next_label (page, _ ("Next: quick check"));
  for (guint i = 0; i < pack->aftercare->len; i++)
    add_day (self, g_ptr_array_index (pack->aftercare, i));
  choose_day (self, 0);
  g_signal_connect_object (stipple_page_get_session (page), "notify::first-session",
                           G_CALLBACK (first_session_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->plan, stipple_own_dates_new (stipple_page_get_session (page)));
  gtk_box_append (self->plan,
                  stipple_part_label (stipple_page_text (page, pack->plan.note), "body muted"));
  stipple_page_pair (page, gtk_widget_get_last_child (GTK_WIDGET (self->plan)), pack->plan.note);
  stipple_companion_add_figure (stipple_page_get_session (page), GTK_WIDGET (self->plan),
                                STIPPLE_FIGURE_SESSIONS);
}

static void
stipple_aftercare_page_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_AFTERCARE_PAGE (object)->tiles);
  G_OBJECT_CLASS (stipple_aftercare_page_parent_class)->finalize (object);
}

static void
stipple_aftercare_page_class_init (StippleAftercarePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_aftercare_page_constructed;
  object_class->finalize = stipple_aftercare_page_finalize;
  STIPPLE_PAGE_CLASS (class)->save_view = stipple_aftercare_page_save_view;
  STIPPLE_PAGE_CLASS (class)->restore_view = stipple_aftercare_page_restore_view;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_MARKDOWN_VIEW);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/aftercare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, days);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, day_title);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, day_date);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, detail);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, avoid);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, avoid_list);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, fine);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, fine_list);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, heading);
  gtk_widget_class_bind_template_child (widget_class, StippleAftercarePage, plan);
}

static void
stipple_aftercare_page_init (StippleAftercarePage *self)
{
  self->tiles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
