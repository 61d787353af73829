// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-close/day-close-page.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/language.h"
#include "desk/day-close/day-close-cards.h"
#include "desk/day-close/day-print.h"
#include "desk/day-close/day-signing.h"
#include "desk/parts.h"
#include "wire/api.h"
#include "wire/day-close.h"
#include "wire/fhir.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define LOOK_MS 3000

struct _StippleDayClosePage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *fault;
  GtkWidget *day_button;
  GtkWidget *calendar;
  GtkWidget *next;
  GtkWidget *print;
  GtkWidget *sign;
  GtkWidget *cards;

  StippleDesk *desk;
  char *day; /* NULL: today, by the clinic's calendar */
  StippleDayClose *close;
  char *etag;
  GCancellable *asking;
  guint timer;
};

G_DEFINE_FINAL_TYPE (StippleDayClosePage, stipple_day_close_page, GTK_TYPE_WIDGET)

static void look (StippleDayClosePage *self);

/* --- What is shown */

static void
append (StippleDayClosePage *self, GtkWidget *card)
{
  if (card != NULL)
    gtk_box_append (GTK_BOX (self->cards), card);
}

static void
show_day (StippleDayClosePage *self)
{
  const char *today = self->close != NULL ? self->close->today : NULL;
  const gboolean is_today = g_strcmp0 (self->day, today) == 0;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  GDate day;

  if (self->day == NULL || !stipple_date_parse_iso (self->day, &day, NULL))
    return;
  words = stipple_language_format_date (&day, NULL, STIPPLE_DATE_SHORT);
  /* TRANSLATORS: a day: "Today, Dec 5, 2026" */
  label = is_today ? g_strdup_printf (_ ("Today, %s"), words) : g_strdup (words);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->day_button), label);
  gtk_widget_set_sensitive (self->next, !is_today);
}

static void
show (StippleDayClosePage *self)
{
  stipple_desk_clear (self->cards);
  append (self, stipple_day_close_banner (self->close));
  append (self, stipple_day_close_warnings (self->close));
  append (self, stipple_day_close_exceptions (self->close));
  append (self, stipple_day_close_kiosks (self->close));
  append (self, stipple_day_close_signatures (self->close));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "day");
  show_day (self);
  gtk_widget_set_sensitive (self->print, TRUE);
  gtk_widget_set_sensitive (self->sign, TRUE);
}

static void
take (StippleDayClosePage *self, const json_t *json, const char *etag)
{
  g_autoptr (StippleDayClose) close = stipple_day_close_read (json, NULL);

  if (close == NULL)
    return;
  if (self->day == NULL)
    self->day = g_strdup (close->day);
  g_clear_pointer (&self->close, stipple_day_close_free);
  self->close = g_steal_pointer (&close);
  g_free (self->etag);
  self->etag = g_strdup (etag);
  show (self);
}

/* --- Looking */

static void
show_fault (StippleDayClosePage *self, const GError *error)
{
  /* What was seen stays; the sidebar says that the hub is away. */
  if (self->close != NULL || g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
    return;
  adw_status_page_set_description (ADW_STATUS_PAGE (self->fault), error->message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "fault");
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleDayClosePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  const gboolean stale = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));

  if (self->desk == NULL || stale)
    return;
  g_clear_object (&self->asking);
  if (reply == NULL)
    show_fault (self, error);
  else if (reply->json != NULL)
    take (self, reply->json, reply->etag);
}

static void
look (StippleDayClosePage *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  g_autofree char *path = self->day != NULL
                              ? g_strconcat (STIPPLE_PATH_DAY_CLOSE "?date=", self->day, NULL)
                              : g_strdup (STIPPLE_PATH_DAY_CLOSE);
  const StippleHubCall call = { .method = "GET", .path = path, .if_none_match = self->etag };

  if (self->asking != NULL || stipple_hub_client_get_state (client) != STIPPLE_CLIENT_SIGNED_IN)
    return;
  self->asking = g_cancellable_new ();
  stipple_hub_client_call_async (client, STIPPLE_LANE_WATCH, &call, self->asking, looked,
                                 g_object_ref (self));
}

static void
forget (StippleDayClosePage *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->close, stipple_day_close_free);
  g_clear_pointer (&self->etag, g_free);
  gtk_widget_set_sensitive (self->print, FALSE);
  gtk_widget_set_sensitive (self->sign, FALSE);
  stipple_desk_clear (self->cards);
}

/* Takes @day; NULL: today. */
static void
choose (StippleDayClosePage *self, char *day)
{
  forget (self);
  g_free (self->day);
  self->day = day;
  show_day (self);
  look (self);
}

static gboolean
look_again (gpointer data)
{
  look (data);
  return G_SOURCE_CONTINUE;
}

static void
on_try_again (StippleDayClosePage *self)
{
  look (self);
}

/* --- Which day */

static void
step (StippleDayClosePage *self, int days)
{
  GDate day;

  if (self->day == NULL || !stipple_date_parse_iso (self->day, &day, NULL))
    return;
  if (days < 0)
    g_date_subtract_days (&day, 1);
  else
    g_date_add_days (&day, 1);
  choose (self, stipple_date_format_iso (&day));
}

static void
on_previous (StippleDayClosePage *self)
{
  step (self, -1);
}

static void
on_next (StippleDayClosePage *self)
{
  step (self, 1);
}

static void
on_today (StippleDayClosePage *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->day_button));
  choose (self, NULL);
}

static void
on_day_selected (StippleDayClosePage *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *day = g_date_time_format (chosen, "%Y-%m-%d");

  /* Nothing is recorded on a day that is still to come; days are in the order of the alphabet. */
  if (self->close == NULL || g_strcmp0 (day, self->close->today) > 0
      || g_strcmp0 (day, self->day) == 0)
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->day_button));
  choose (self, g_steal_pointer (&day));
}

/* --- Printing and closing */

void
stipple_day_close_page_print (StippleDayClosePage *self)
{
  if (self->close != NULL)
    stipple_day_print (self->desk, self->close, NULL,
                       GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

/* What came back is the day as it is now, closed or not. */
static void
on_signed (const json_t *json, const char *etag, gpointer data)
{
  StippleDayClosePage *self = data;

  if (self->desk != NULL
      && g_strcmp0 (json_string_value (json_object_get (json, "date")), self->day) == 0)
    take (self, json, etag);
}

static void
on_sign (StippleDayClosePage *self)
{
  if (self->close != NULL)
    stipple_day_sign (self->desk, self->close, self->etag,
                      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), on_signed,
                      G_OBJECT (self));
}

/* --- The widget */

static void
stipple_day_close_page_map (GtkWidget *widget)
{
  StippleDayClosePage *self = STIPPLE_DAY_CLOSE_PAGE (widget);

  GTK_WIDGET_CLASS (stipple_day_close_page_parent_class)->map (widget);
  self->timer = g_timeout_add (LOOK_MS, look_again, self);
  /* Who comes back the next morning means that day. */
  if (self->close != NULL && g_strcmp0 (self->day, self->close->today) == 0)
    choose (self, NULL);
  else
    look (self);
}

static void
stipple_day_close_page_unmap (GtkWidget *widget)
{
  StippleDayClosePage *self = STIPPLE_DAY_CLOSE_PAGE (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (stipple_day_close_page_parent_class)->unmap (widget);
}

static void
stipple_day_close_page_dispose (GObject *object)
{
  StippleDayClosePage *self = STIPPLE_DAY_CLOSE_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->desk != NULL)
    forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_DAY_CLOSE_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_day_close_page_parent_class)->dispose (object);
}

static void
stipple_day_close_page_finalize (GObject *object)
{
  StippleDayClosePage *self = STIPPLE_DAY_CLOSE_PAGE (object);

  g_free (self->day);
  G_OBJECT_CLASS (stipple_day_close_page_parent_class)->finalize (object);
}

static void
stipple_day_close_page_class_init (StippleDayClosePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_day_close_page_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_day_close_page_finalize;
  widget_class->map = stipple_day_close_page_map;
  widget_class->unmap = stipple_day_close_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/day-close-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, day_button);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, calendar);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, next);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, print);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, sign);
  gtk_widget_class_bind_template_child (widget_class, StippleDayClosePage, cards);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_today);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, stipple_day_close_page_print);
  gtk_widget_class_bind_template_callback (widget_class, on_sign);
}

static void
stipple_day_close_page_init (StippleDayClosePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Nothing stays on the screen of who signed out. */
static void
state_changed (StippleDayClosePage *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      != STIPPLE_CLIENT_SIGNED_OUT)
    return;
  forget (self);
  g_clear_pointer (&self->day, g_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "waiting");
}

GtkWidget *
stipple_day_close_page_new (StippleDesk *desk)
{
  StippleDayClosePage *self = g_object_new (STIPPLE_TYPE_DAY_CLOSE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_watch (desk), "changed", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
