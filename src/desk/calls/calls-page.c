// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/calls/calls-page.h"

#include "core/clock.h"
#include "desk/parts.h"
#include "desk/words.h"
#include "wire/api.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StippleCallsPage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  StippleDesk *desk;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (StippleCallsPage, stipple_calls_page, GTK_TYPE_WIDGET)

static void load (StippleCallsPage *self);

static const char *
text_of (const json_t *call, const char *key)
{
  const char *text = json_string_value (json_object_get (call, key));

  return text != NULL ? text : "";
}

/* "Lobby 1", and below it when and what became of it. Transfer full. */
static char *
when_words (const json_t *call)
{
  const char *state = text_of (call, "state");
  g_autofree char *when = NULL;
  gint64 received;

  if (!stipple_clock_parse_utc (text_of (call, "received"), &received, NULL))
    return g_strdup ("");
  when = stipple_desk_moment (received);
  if (g_str_equal (state, "answered"))
    /* TRANSLATORS: a call for staff; the time that it was made */
    return g_strdup_printf (_ ("%s · somebody went"), when);
  if (g_str_equal (state, "expired"))
    return g_strdup_printf (_ ("%s · nobody answered in time"), when);
  return g_strdup_printf (_ ("%s · waiting"), when);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleCallsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (reply == NULL)
    stipple_desk_toast (self->desk, error->message);
  load (self);
  stipple_hub_watch_look (stipple_desk_get_watch (self->desk));
}

static void
on_answer (GtkButton *button, StippleCallsPage *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "call");
  g_autofree char *path = g_strconcat (STIPPLE_PATH_STAFF_CALLS, "/", id, "/answer", NULL);
  const StippleHubCall call = { .method = "POST", .path = path };

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, answered, g_object_ref (self));
}

static GtkWidget *
make_row (StippleCallsPage *self, const json_t *call)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *kiosk = text_of (call, "name");
  g_autofree char *when = when_words (call);

  gtk_widget_add_css_class (row, "desk-card");
  gtk_widget_add_css_class (row, "call-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), stipple_desk_label (kiosk, "strong"));
  gtk_box_append (GTK_BOX (words), stipple_desk_label (when, "muted small"));
  gtk_box_append (GTK_BOX (row), words);
  if (g_str_equal (text_of (call, "state"), "open"))
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("I am going"));
      /* TRANSLATORS: %s is the name of a kiosk */
      g_autofree char *name = g_strdup_printf (_ ("I am going to %s"), kiosk);

      gtk_widget_add_css_class (button, "desk-button");
      gtk_widget_add_css_class (button, "primary");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "call", g_strdup (text_of (call, "id")), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_answer), self);
      gtk_box_append (GTK_BOX (row), button);
    }
  return row;
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleCallsPage) self = data;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, NULL);
  const json_t *calls;
  gsize i;
  json_t *call;

  g_clear_object (&self->asking);
  if (reply == NULL || self->desk == NULL)
    return;
  calls = json_object_get (reply->json, "calls");
  stipple_desk_clear (self->list);
  json_array_foreach (calls, i, call)
    {
      gtk_box_append (GTK_BOX (self->list), make_row (self, call));
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    json_array_size (calls) > 0 ? "list" : "empty");
}

static void
load (StippleCallsPage *self)
{
  const StippleHubCall call = { .method = "GET", .path = STIPPLE_PATH_STAFF_CALLS };
  StippleHubClient *client = stipple_desk_get_client (self->desk);

  if (self->asking != NULL || stipple_hub_client_get_state (client) != STIPPLE_CLIENT_SIGNED_IN)
    return;
  self->asking = g_cancellable_new ();
  stipple_hub_client_call_async (client, STIPPLE_LANE_ASK, &call, self->asking, loaded,
                                 g_object_ref (self));
}

static void
stipple_calls_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stipple_calls_page_parent_class)->map (widget);
  load (STIPPLE_CALLS_PAGE (widget));
}

static void
stipple_calls_page_dispose (GObject *object)
{
  StippleCallsPage *self = STIPPLE_CALLS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_CALLS_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->asking);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_calls_page_parent_class)->dispose (object);
}

static void
stipple_calls_page_class_init (StippleCallsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_calls_page_dispose;
  widget_class->map = stipple_calls_page_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/calls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleCallsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleCallsPage, list);
}

static void
stipple_calls_page_init (StippleCallsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_calls_page_new (StippleDesk *desk)
{
  StippleCallsPage *self = g_object_new (STIPPLE_TYPE_CALLS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_watch (desk), "notify::n-calls", G_CALLBACK (load),
                           self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
