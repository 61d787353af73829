// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intakes-page.h"

#include "desk/intakes/detail-view.h"
#include "desk/intakes/filter-bar.h"
#include "desk/intakes/intake-item.h"
#include "desk/intakes/row-view.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define TOP 40.0 /* px: as good as at the top of the list */
#define NEAR 100 /* rows */

struct _StippleIntakesPage
{
  GtkWidget parent_instance;

  GtkWidget *paned;
  GtkWidget *filters;
  GtkWidget *offline;
  GtkWidget *offline_words;
  GtkWidget *stack;
  GtkWidget *spinner;
  GtkWidget *scroller;
  GtkWidget *list_view;
  GtkWidget *empty;
  GtkWidget *fault;
  GtkWidget *detail;

  StippleDesk *desk;
  StippleIntakeList *list;
  GtkSingleSelection *selection;
  char *code; /* of what is open */
};

G_DEFINE_FINAL_TYPE (StippleIntakesPage, stipple_intakes_page, GTK_TYPE_WIDGET)

/* --- The list */

static void
set_up_row (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, stipple_row_view_new ());
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *list_item, StippleIntakesPage *self)
{
  StippleIntakeItem *item = gtk_list_item_get_item (list_item);

  stipple_row_view_set_item (STIPPLE_ROW_VIEW (gtk_list_item_get_child (list_item)), item);
  stipple_filter_bar_add_device (STIPPLE_FILTER_BAR (self->filters),
                                 stipple_intake_item_get_device (item),
                                 stipple_intake_item_get_device_name (item));
}

static void
unbind_row (GtkListItemFactory *factory, GtkListItem *list_item)
{
  stipple_row_view_set_item (STIPPLE_ROW_VIEW (gtk_list_item_get_child (list_item)), NULL);
}

static const char *
choose_state (StippleIntakesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "list";
  if (stipple_intake_list_is_loading (self->list))
    return "loading";
  if (stipple_intake_list_get_fault (self->list) != NULL)
    return "fault";
  return stipple_intake_query_is_empty (stipple_intake_list_get_query (self->list)) ? "empty"
                                                                                    : "nothing";
}

static void
show_state (StippleIntakesPage *self)
{
  const char *state = choose_state (self);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->fault),
                                   stipple_intake_list_get_fault (self->list));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), state);
  /* GTK goes on turning one that cannot be seen, sixty times a second. */
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), g_str_equal (state, "loading"));
}

/* After a new answer to a query, what is open is chosen again when it is near the top of it. */
static void
choose_open (StippleIntakesPage *self)
{
  const guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->list)), NEAR);

  if (self->code == NULL || gtk_single_selection_get_selected_item (self->selection) != NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_strcmp0 (stipple_intake_item_get_code (item), self->code) == 0)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

/* All rows are of one height, nearly. */
static void
scrolled (StippleIntakesPage *self, GtkAdjustment *adjustment)
{
  const double upper = gtk_adjustment_get_upper (adjustment);
  const double bottom =
      gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);

  if (upper > 0)
    stipple_intake_list_reach (
        self->list,
        (guint) (g_list_model_get_n_items (G_LIST_MODEL (self->list)) * MIN (bottom / upper, 1)));
}

/* Who is at the top of the list sees what comes; who has scrolled down stays there. What is found is seen from its
 * beginning. */
static void
items_changed (StippleIntakesPage *self, guint position, guint removed, guint added)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (position == 0 && added > 0 && (removed > 0 || gtk_adjustment_get_value (adjustment) < TOP))
    gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", 0);
  if (position == 0)
    choose_open (self);
  show_state (self);
}

static void
selection_changed (StippleIntakesPage *self)
{
  StippleIntakeItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *code = item != NULL ? stipple_intake_item_get_code (item) : NULL;

  if (code == NULL || g_strcmp0 (code, self->code) == 0)
    return;
  g_free (self->code);
  self->code = g_strdup (code);
  stipple_detail_view_open (STIPPLE_DETAIL_VIEW (self->detail), code);
}

void
stipple_intakes_page_open (StippleIntakesPage *self, const char *code)
{
  g_free (self->code);
  self->code = g_strdup (code);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  choose_open (self);
  stipple_detail_view_open (STIPPLE_DETAIL_VIEW (self->detail), code);
}

static void
query_changed (StippleIntakesPage *self)
{
  stipple_intake_list_set_query (self->list,
                                 stipple_filter_bar_get_query (STIPPLE_FILTER_BAR (self->filters)));
  show_state (self);
}

static void
on_show_all (StippleIntakesPage *self)
{
  stipple_filter_bar_clear (STIPPLE_FILTER_BAR (self->filters));
}

static void
on_try_again (StippleIntakesPage *self)
{
  stipple_intake_list_reload (self->list);
}

/* From the search into the list, to what was found first. */
static void
on_search_down (StippleIntakesPage *self)
{
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION
      && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_grab_focus (self->list_view);
}

/* --- The hub */

static void
hub_changed (StippleIntakesPage *self, json_t *intakes)
{
  StippleOpenIntake *open = stipple_detail_view_get_document (STIPPLE_DETAIL_VIEW (self->detail));
  gsize i;
  json_t *row;

  stipple_intake_list_take_changes (self->list, intakes);
  json_array_foreach (intakes, i, row)
    {
      if (open == NULL
          || g_strcmp0 (json_string_value (json_object_get (row, "id")),
                        stipple_open_intake_get_text (open, "id"))
                 != 0)
        continue;
      /* What this desk did itself it knows already. */
      if (json_integer_value (json_object_get (row, "revision"))
          != stipple_open_intake_get_revision (open))
        stipple_detail_view_refresh (STIPPLE_DETAIL_VIEW (self->detail));
      return;
    }
}

static void
intake_changed (StippleIntakesPage *self, json_t *intake)
{
  stipple_intake_list_take (self->list, intake);
}

static void
online_changed (StippleIntakesPage *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  const gboolean online = stipple_hub_client_get_online (client);
  g_autofree char *since = NULL;
  g_autofree char *words = NULL;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->offline), !online);
  if (online)
    return;
  since = stipple_desk_time (stipple_hub_client_get_offline_since (client));
  words = g_strdup_printf (
      _ ("The hub has not been reached since %s. What you see is from before; it goes on trying."),
      since);
  gtk_label_set_text (GTK_LABEL (self->offline_words), words);
}

static void
state_changed (StippleIntakesPage *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      != STIPPLE_CLIENT_SIGNED_OUT)
    return;
  g_clear_pointer (&self->code, g_free);
  stipple_detail_view_open (STIPPLE_DETAIL_VIEW (self->detail), NULL);
  stipple_intake_list_clear (self->list);
  stipple_filter_bar_clear (STIPPLE_FILTER_BAR (self->filters));
}

static void
listen (StippleIntakesPage *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  StippleHubWatch *watch = stipple_desk_get_watch (self->desk);
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "changed", G_CALLBACK (hub_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "reset", G_CALLBACK (stipple_intake_list_reload), self->list,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "intake-changed", G_CALLBACK (intake_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::online", G_CALLBACK (online_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  online_changed (self);
}

/* --- The widget */

void
stipple_intakes_page_set_in_progress (StippleIntakesPage *self, gboolean in_progress)
{
  stipple_filter_bar_set_in_progress (STIPPLE_FILTER_BAR (self->filters), in_progress);
}

void
stipple_intakes_page_focus_search (StippleIntakesPage *self)
{
  stipple_filter_bar_focus_search (STIPPLE_FILTER_BAR (self->filters));
}

void
stipple_intakes_page_capture_keys (StippleIntakesPage *self, GtkWidget *widget)
{
  stipple_filter_bar_capture_keys (STIPPLE_FILTER_BAR (self->filters), widget);
}

void
stipple_intakes_page_print (StippleIntakesPage *self)
{
  gtk_widget_activate_action (self->detail, "intake.print", NULL);
}

void
stipple_intakes_page_correct (StippleIntakesPage *self)
{
  gtk_widget_activate_action (self->detail, "intake.correct", NULL);
}

const char *
stipple_intakes_page_get_code (StippleIntakesPage *self)
{
  return self->code;
}

StippleIntakeList *
stipple_intakes_page_get_list (StippleIntakesPage *self)
{
  return self->list;
}

static void
stipple_intakes_page_dispose (GObject *object)
{
  StippleIntakesPage *self = STIPPLE_INTAKES_PAGE (object);

  /* The list empties itself on the way, and there is nothing left to show it in. */
  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_data (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_INTAKES_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (stipple_intakes_page_parent_class)->dispose (object);
}

static void
stipple_intakes_page_class_init (StippleIntakesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_intakes_page_dispose;
  g_type_ensure (STIPPLE_TYPE_FILTER_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/intakes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, paned);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, offline);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, offline_words);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, StippleIntakesPage, fault);
  gtk_widget_class_bind_template_callback (widget_class, set_up_row);
  gtk_widget_class_bind_template_callback (widget_class, bind_row);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, query_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
  gtk_widget_class_bind_template_callback (widget_class, on_search_down);
}

static void
stipple_intakes_page_init (StippleIntakesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_intakes_page_new (StippleDesk *desk)
{
  StippleIntakesPage *self = g_object_new (STIPPLE_TYPE_INTAKES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->list = stipple_intake_list_new (stipple_desk_get_client (desk));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), GTK_SELECTION_MODEL (self->selection));
  self->detail = stipple_detail_view_new (desk);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->detail);
  listen (self);
  show_state (self);
  return GTK_WIDGET (self);
}
