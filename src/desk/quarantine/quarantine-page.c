// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/quarantine-page.h"

#include "core/clock.h"
#include "desk/parts.h"
#include "desk/quarantine/refused-view.h"
#include "desk/quarantine/refused-words.h"
#include "desk/words.h"
#include "wire/api.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StippleQuarantinePage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *paned;
  GtkWidget *list;
  GtkWidget *more;
  GtkWidget *fault;
  GtkWidget *view;

  StippleDesk *desk;
  GCancellable *asking;
  char *id;           /* of what is open */
  char *next;         /* of the page after what is shown; NULL: that is all */
  gboolean adding;    /* rows: nobody selects them */
  gboolean appending; /* what is asked for to what is shown */
  gboolean stale;     /* ask once more */
};

G_DEFINE_FINAL_TYPE (StippleQuarantinePage, stipple_quarantine_page, GTK_TYPE_WIDGET)

static void load (StippleQuarantinePage *self, const char *after);

static const char *
text_of (const json_t *json, const char *name)
{
  const char *text = json_string_value (json_object_get (json, name));

  return text != NULL ? text : "";
}

/* --- The list */

static GtkWidget *
make_line (const char *first, const char *first_class, GtkWidget *last)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (first);

  gtk_widget_add_css_class (label, first_class);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), last);
  return line;
}

static char *
when_words (const json_t *one)
{
  gint64 refused;

  return stipple_clock_parse_utc (text_of (one, "refused"), &refused, NULL)
             ? stipple_desk_when (refused)
             : g_strdup ("");
}

static GtkWidget *
make_row (const json_t *one)
{
  const gboolean again = g_str_equal (text_of (one, "state"), "again");
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *when = when_words (one);
  g_autofree char *reason =
      again ? g_strdup (_ ("Being sent again")) : stipple_refused_title (one, NULL);
  g_autofree char *summary = NULL;
  GtkWidget *moment = gtk_label_new (when);
  GtkWidget *tag = stipple_desk_tag (again ? "stipple-clock-symbolic" : "stipple-warning-symbolic",
                                     reason, again ? "physician" : "caution");

  gtk_widget_add_css_class (box, "refused-row");
  gtk_widget_add_css_class (moment, "muted");
  gtk_widget_add_css_class (moment, "small");
  gtk_widget_add_css_class (moment, "tabular");
  gtk_box_append (GTK_BOX (box), make_line (stipple_refused_name (one), "strong", moment));
  gtk_box_append (GTK_BOX (box), make_line (text_of (one, "deviceName"), "muted",
                                            gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0)));
  gtk_box_append (GTK_BOX (box), tag);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (text_of (one, "id")), g_free);
  /* TRANSLATORS: a refused intake read aloud: name, reason, kiosk, when */
  summary = g_strdup_printf (_ ("%s, %s, %s, %s"), stipple_refused_name (one), reason,
                             text_of (one, "deviceName"), when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
  return row;
}

static void
clear_list (StippleQuarantinePage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
open_row (StippleQuarantinePage *self, GtkListBoxRow *row)
{
  const char *id = row != NULL ? g_object_get_data (G_OBJECT (row), "id") : NULL;

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  stipple_refused_view_open (STIPPLE_REFUSED_VIEW (self->view), id);
}

static void
on_row_selected (StippleQuarantinePage *self)
{
  if (!self->adding)
    open_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

/* What was open is so still, if it is there. */
static void
choose (StippleQuarantinePage *self)
{
  GtkWidget *chosen = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL && chosen == NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "id"), self->id) == 0)
      chosen = row;
  self->adding = FALSE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), (GtkListBoxRow *) chosen);
  open_row (self, (GtkListBoxRow *) chosen);
  stipple_refused_view_refresh (STIPPLE_REFUSED_VIEW (self->view));
}

static void
take (StippleQuarantinePage *self, const json_t *answer, gboolean is_first)
{
  const json_t *list = json_object_get (answer, "quarantine");
  gsize i;
  json_t *one;

  self->adding = TRUE;
  if (is_first)
    clear_list (self);
  json_array_foreach (list, i, one)
    {
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (one));
    }
  g_free (self->next);
  self->next = g_strdup (json_string_value (json_object_get (answer, "next")));
  gtk_widget_set_visible (self->more, self->next != NULL);
  choose (self);
  gtk_stack_set_visible_child_name (
      GTK_STACK (self->stack), gtk_widget_get_first_child (self->list) != NULL ? "list" : "empty");
}

/* --- The hub */

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleQuarantinePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL || self->asking == NULL)
    return;
  g_clear_object (&self->asking);
  if (reply != NULL)
    take (self, reply->json, !self->appending);
  else if (gtk_widget_get_first_child (self->list) == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->fault), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "fault");
    }
  if (self->stale)
    load (self, NULL);
}

/* @after: NULL for the first page. */
static void
load (StippleQuarantinePage *self, const char *after)
{
  g_autofree char *path =
      g_strconcat (STIPPLE_PATH_STAFF_QUARANTINE, after != NULL ? "?after=" : NULL, after, NULL);
  const StippleHubCall call = { .method = "GET", .path = path };
  StippleHubClient *client = stipple_desk_get_client (self->desk);

  /* What is on its way may be from before. */
  self->stale = self->asking != NULL && after == NULL;
  if (self->asking != NULL || stipple_hub_client_get_state (client) != STIPPLE_CLIENT_SIGNED_IN)
    return;
  self->asking = g_cancellable_new ();
  self->appending = after != NULL;
  stipple_hub_client_call_async (client, STIPPLE_LANE_ASK, &call, self->asking, loaded,
                                 g_object_ref (self));
}

static void
load_first (StippleQuarantinePage *self)
{
  load (self, NULL);
}

static void
on_more (StippleQuarantinePage *self)
{
  if (self->next != NULL)
    load (self, self->next);
}

static void
hub_changed (StippleQuarantinePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load_first (self);
}

/* The next person begins anew. */
static void
state_changed (StippleQuarantinePage *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      != STIPPLE_CLIENT_SIGNED_OUT)
    return;
  self->adding = TRUE;
  clear_list (self);
  self->adding = FALSE;
  g_clear_pointer (&self->id, g_free);
  stipple_refused_view_open (STIPPLE_REFUSED_VIEW (self->view), NULL);
}

/* --- The widget */

static void
stipple_quarantine_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stipple_quarantine_page_parent_class)->map (widget);
  load_first (STIPPLE_QUARANTINE_PAGE (widget));
}

static void
stipple_quarantine_page_dispose (GObject *object)
{
  StippleQuarantinePage *self = STIPPLE_QUARANTINE_PAGE (object);

  self->adding = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_QUARANTINE_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->asking);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->next, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_quarantine_page_parent_class)->dispose (object);
}

static void
stipple_quarantine_page_class_init (StippleQuarantinePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_quarantine_page_dispose;
  widget_class->map = stipple_quarantine_page_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/quarantine-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleQuarantinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleQuarantinePage, paned);
  gtk_widget_class_bind_template_child (widget_class, StippleQuarantinePage, list);
  gtk_widget_class_bind_template_child (widget_class, StippleQuarantinePage, more);
  gtk_widget_class_bind_template_child (widget_class, StippleQuarantinePage, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, load_first);
}

static void
stipple_quarantine_page_init (StippleQuarantinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_quarantine_page_new (StippleDesk *desk)
{
  StippleQuarantinePage *self = g_object_new (STIPPLE_TYPE_QUARANTINE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->view = stipple_refused_view_new (desk);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->view);
  g_signal_connect_object (self->view, "settled", G_CALLBACK (load_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_watch (desk), "notify::quarantine-change",
                           G_CALLBACK (hub_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
