// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/sidebar.h"

#include "widgets/logo.h"

#include <glib/gi18n-lib.h>

#define LOGO_WIDTH 32

struct _StippleSidebar
{
  GtkBox parent_instance;

  GtkWidget *logo_place;
  GtkWidget *list;
  GtkWidget *hub_mark;
  GtkWidget *hub_words;
  GtkWidget *user_button;
  GtkWidget *user;
  GtkWidget *rows[STIPPLE_N_AREAS];
  GtkWidget *counts[STIPPLE_N_AREAS];
  guint waiting;
  StippleDesk *desk;
};

G_DEFINE_FINAL_TYPE (StippleSidebar, stipple_sidebar, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const titles[STIPPLE_N_AREAS] = {
  [STIPPLE_AREA_INTAKES] = N_ ("Intakes"),     [STIPPLE_AREA_IN_PROGRESS] = N_ ("In progress"),
  [STIPPLE_AREA_CALLS] = N_ ("Calls"),         [STIPPLE_AREA_QUARANTINE] = N_ ("Quarantine"),
  [STIPPLE_AREA_DAY_CLOSE] = N_ ("Day close"), [STIPPLE_AREA_PRINTING] = N_ ("Printing"),
  [STIPPLE_AREA_PAPER] = N_ ("Paper form"),
};

static void
set_count (StippleSidebar *self, StippleArea area, const char *words)
{
  g_autofree char *name = NULL;

  gtk_label_set_text (GTK_LABEL (self->counts[area]), words != NULL ? words : "");
  /* TRANSLATORS: an area and what waits in it, read aloud: "Intakes, 6 new" */
  name = words != NULL ? g_strdup_printf (C_ ("area and count", "%s, %s"), _ (titles[area]), words)
                       : g_strdup (_ (titles[area]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[area]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
set_number (StippleSidebar *self, StippleArea area, guint n)
{
  g_autofree char *words = n > 0 ? g_strdup_printf ("%u", n) : NULL;

  set_count (self, area, words);
}

static void
set_alert (StippleSidebar *self, StippleArea area, gboolean alert)
{
  if (alert)
    gtk_widget_add_css_class (self->counts[area], "alert");
  else
    gtk_widget_remove_css_class (self->counts[area], "alert");
}

static void
counts_changed (StippleSidebar *self)
{
  StippleHubWatch *watch = stipple_desk_get_watch (self->desk);
  const guint n_new = stipple_hub_watch_get_n_new (watch);
  const guint n_calls = stipple_hub_watch_get_n_calls (watch);
  const guint n_quarantine = stipple_hub_watch_get_n_quarantine (watch);
  /* TRANSLATORS: beside "Intakes": so many that nobody has opened */
  g_autofree char *words =
      n_new > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", n_new), n_new)
                : NULL;

  set_count (self, STIPPLE_AREA_INTAKES, words);
  set_number (self, STIPPLE_AREA_IN_PROGRESS, stipple_hub_watch_get_n_in_progress (watch));
  set_number (self, STIPPLE_AREA_CALLS, n_calls);
  set_alert (self, STIPPLE_AREA_CALLS, n_calls > 0);
  set_number (self, STIPPLE_AREA_QUARANTINE, n_quarantine);
  set_alert (self, STIPPLE_AREA_QUARANTINE, n_quarantine > 0);
}

static void
printing_changed (StippleSidebar *self)
{
  StipplePrintList *list = stipple_desk_get_unprinted (self->desk);

  set_number (self, STIPPLE_AREA_PRINTING, stipple_print_list_get_n (list));
  set_alert (self, STIPPLE_AREA_PRINTING, stipple_print_list_get_n_troubled (list) > 0);
}

static void
hub_changed (StippleSidebar *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  const gboolean online = stipple_hub_client_get_online (client);
  const char *state = online ? _ ("Hub connected") : _ ("Hub not reached");
  g_autofree char *waiting = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u waiting", "%u waiting", self->waiting), self->waiting);
  /* TRANSLATORS: "Hub connected · 0 waiting"; a line may end after the dot, not before it. */
  g_autofree char *words = g_strdup_printf (C_ ("hub and notes", "%s · %s"), state, waiting);
  const char *user = stipple_hub_client_get_user (client);

  gtk_label_set_text (GTK_LABEL (self->hub_words), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->hub_mark),
                                online ? "stipple-check-symbolic" : "stipple-warning-symbolic");
  gtk_widget_remove_css_class (self->hub_mark, online ? "stop" : "ok");
  gtk_widget_add_css_class (self->hub_mark, online ? "ok" : "stop");
  gtk_label_set_text (GTK_LABEL (self->user), user != NULL ? user : "");
}

static void
on_row_selected (StippleSidebar *self)
{
  if (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

StippleArea
stipple_sidebar_get_area (StippleSidebar *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row != NULL ? (StippleArea) gtk_list_box_row_get_index (row) : STIPPLE_AREA_INTAKES;
}

void
stipple_sidebar_set_area (StippleSidebar *self, StippleArea area)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (self->rows[area]));
}

void
stipple_sidebar_set_waiting (StippleSidebar *self, guint n)
{
  self->waiting = n;
  hub_changed (self);
}

void
stipple_sidebar_set_desk (StippleSidebar *self, StippleDesk *desk)
{
  StippleHubClient *client = stipple_desk_get_client (desk);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_watch (desk), "notify", G_CALLBACK (counts_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify", G_CALLBACK (hub_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_unprinted (desk), "changed",
                           G_CALLBACK (printing_changed), self, G_CONNECT_SWAPPED);
  counts_changed (self);
  printing_changed (self);
  hub_changed (self);
}

static void
stipple_sidebar_dispose (GObject *object)
{
  StippleSidebar *self = STIPPLE_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_SIDEBAR);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_sidebar_parent_class)->dispose (object);
}

static void
stipple_sidebar_class_init (StippleSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, logo_place);
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, hub_mark);
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, hub_words);
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, user_button);
  gtk_widget_class_bind_template_child (widget_class, StippleSidebar, user);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_row (StippleSidebar *self, StippleArea area)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_ (titles[area]));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  self->counts[area] = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->counts[area], "count");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->counts[area]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
stipple_sidebar_init (StippleSidebar *self)
{
  GtkWidget *logo = stipple_logo_new ();
  GtkWidget *button;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A menu button puts what it holds in its middle. */
  button = gtk_widget_get_first_child (self->user_button);
  gtk_widget_set_halign (gtk_widget_get_first_child (button), GTK_ALIGN_START);
  stipple_logo_set_width (STIPPLE_LOGO (logo), LOGO_WIDTH);
  gtk_box_append (GTK_BOX (self->logo_place), logo);
  for (guint i = 0; i < STIPPLE_N_AREAS; i++)
    {
      self->rows[i] = make_row (self, (StippleArea) i);
      gtk_list_box_append (GTK_LIST_BOX (self->list), self->rows[i]);
      set_count (self, (StippleArea) i, NULL);
    }
  stipple_sidebar_set_area (self, STIPPLE_AREA_INTAKES);
}
