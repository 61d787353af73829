// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/window.h"

#include "desk/calls/calls-page.h"
#include "desk/day-close/day-close-page.h"
#include "desk/export/export-window.h"
#include "desk/intakes/intakes-page.h"
#include "desk/leaving.h"
#include "desk/preferences.h"
#include "desk/printing/batch.h"
#include "desk/paper/blank-forms.h"
#include "desk/paper/paper-page.h"
#include "desk/printing/printing-page.h"
#include "desk/quarantine/quarantine-page.h"
#include "desk/sidebar.h"
#include "desk/sign-in/sign-in-view.h"
#include "widgets/idle-watch.h"

#include <glib/gi18n-lib.h>

#define MS_A_MINUTE 60000
#define TOAST_SECONDS 8
#define ACTION_SECONDS 20 /* long enough to reach it by keys, or to have it read out */

struct _StippleDeskWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *toasts;
  GtkWidget *stage;
  GtkWidget *sign_in;
  GtkWidget *sheet;
  GtkWidget *sheet_sign_in;
  GtkWidget *main_box;
  GtkWidget *areas;
  GtkWidget *sidebar;
  GtkWidget *intakes;
  GtkWidget *pages[STIPPLE_N_AREAS]; /* two of them the same: intakes */

  StippleDesk *desk;
  StippleIdleWatch *idle;
  guint idle_ms;          /* 0: as set */
  GtkWidget *interrupted; /* weak: who had the focus when the session ended */
  gboolean may_close;     /* somebody said so */
  gboolean has_counted;   /* what the watch counts includes what was there already */
  AdwToast *toast;        /* weak: the one that stands */
};

G_DEFINE_FINAL_TYPE (StippleDeskWindow, stipple_desk_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
shows_intakes (StippleArea area)
{
  return area == STIPPLE_AREA_INTAKES || area == STIPPLE_AREA_IN_PROGRESS;
}

/* What is typed anywhere is a search, where there is one. */
static void
capture_keys (StippleDeskWindow *self)
{
  const gboolean search =
      stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
          == STIPPLE_CLIENT_SIGNED_IN
      && shows_intakes (stipple_sidebar_get_area (STIPPLE_SIDEBAR (self->sidebar)));

  stipple_intakes_page_capture_keys (STIPPLE_INTAKES_PAGE (self->intakes),
                                     search ? GTK_WIDGET (self) : NULL);
}

/* --- Signing in and out */

static void
watch_for_idle (StippleDeskWindow *self)
{
  StippleDeskSettings *settings = stipple_desk_get_settings (self->desk);
  const guint ms = self->idle_ms > 0
                       ? self->idle_ms
                       : stipple_desk_settings_get_idle_minutes (settings) * MS_A_MINUTE;

  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      == STIPPLE_CLIENT_SIGNED_OUT)
    stipple_idle_watch_stop (self->idle);
  else
    stipple_idle_watch_start (self->idle, ms, 0);
}

static void
show_sign_in (StippleDeskWindow *self)
{
  StippleDeskSettings *settings = stipple_desk_get_settings (self->desk);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stage), "sign-in");
  stipple_sign_in_view_set_user (STIPPLE_SIGN_IN_VIEW (self->sign_in),
                                 stipple_desk_settings_get_user (settings));
  stipple_sign_in_view_reset (STIPPLE_SIGN_IN_VIEW (self->sign_in));
}

static void
show_sheet (StippleDeskWindow *self)
{
  StippleSignInView *view = STIPPLE_SIGN_IN_VIEW (self->sheet_sign_in);

  g_set_weak_pointer (&self->interrupted, gtk_window_get_focus (GTK_WINDOW (self)));
  stipple_sign_in_view_set_only (
      view, stipple_hub_client_get_user (stipple_desk_get_client (self->desk)));
  stipple_sign_in_view_reset (view);
  /* Not insensitive: what is behind stays as it was, and a field in it keeps what it is in the middle of. */
  gtk_widget_set_can_focus (self->main_box, FALSE);
}

/* Where one begins in the area that is shown: GTK takes no keys, not even shortcuts, while the focus
 * is on what is hidden. */
static void
focus_area (StippleDeskWindow *self)
{
  const StippleArea area = stipple_sidebar_get_area (STIPPLE_SIDEBAR (self->sidebar));

  if (shows_intakes (area))
    stipple_intakes_page_focus_search (STIPPLE_INTAKES_PAGE (self->intakes));
  else if (area == STIPPLE_AREA_PAPER)
    stipple_paper_page_focus (STIPPLE_PAPER_PAGE (self->pages[area]));
  else if (!gtk_widget_child_focus (self->pages[area], GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
}

/* Where somebody was typing when the session ended; else where one begins. */
static void
go_on (StippleDeskWindow *self)
{
  GtkWidget *widget = self->interrupted;

  if (widget == NULL || !gtk_widget_get_mapped (widget) || !gtk_widget_grab_focus (widget))
    focus_area (self);
  else if (GTK_IS_TEXT (widget))
    /* Not selected as a whole: what is typed next would replace it. */
    gtk_editable_set_position (GTK_EDITABLE (widget), -1);
  g_clear_weak_pointer (&self->interrupted);
}

/* Their shortcuts, too, wait for somebody to be signed in. */
static void
allow_actions (StippleDeskWindow *self)
{
  static const char *const of_everybody[] = { "search",      "print-today", "paper",
                                              "print-forms", "print",       "correct" };
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  const gboolean signed_in = stipple_hub_client_get_state (client) == STIPPLE_CLIENT_SIGNED_IN;

  for (guint i = 0; i < G_N_ELEMENTS (of_everybody); i++)
    {
      g_autofree char *name = g_strconcat ("desk.", of_everybody[i], NULL);

      gtk_widget_action_set_enabled (GTK_WIDGET (self), name, signed_in);
    }
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "desk.export",
      signed_in && g_strcmp0 (stipple_hub_client_get_role (client), "administrator") == 0);
}

static void
state_changed (StippleDeskWindow *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  const StippleClientState state = stipple_hub_client_get_state (client);
  const gboolean expired = state == STIPPLE_CLIENT_EXPIRED;

  allow_actions (self);
  gtk_widget_set_visible (self->sheet, expired);
  if (!expired)
    gtk_widget_set_can_focus (self->main_box, TRUE);
  self->has_counted &= state != STIPPLE_CLIENT_SIGNED_OUT;
  if (state == STIPPLE_CLIENT_SIGNED_OUT)
    show_sign_in (self);
  else if (expired)
    show_sheet (self);
  else
    {
      g_object_set (stipple_desk_get_settings (self->desk), "user",
                    stipple_hub_client_get_user (client), NULL);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stage), "desk");
      go_on (self);
    }
  capture_keys (self);
  watch_for_idle (self);
}

static void
sign_out (StippleDeskWindow *self, const char *title, const char *reason)
{
  stipple_sign_in_view_set_reason (STIPPLE_SIGN_IN_VIEW (self->sign_in), title, reason);
  stipple_hub_client_sign_out (stipple_desk_get_client (self->desk));
}

static void
on_idle (StippleDeskWindow *self)
{
  sign_out (self, _ ("Welcome back"),
            _ ("Nobody was here for a while, so the desk was locked. What you had begun is kept "
               "until you sign in again."));
}

static void
sign_out_now (GtkWindow *window)
{
  sign_out (STIPPLE_DESK_WINDOW (window), _ ("Front desk"), NULL);
}

static void
on_sign_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (stipple_leaving_loses (STIPPLE_DESK_WINDOW (widget)->desk))
    stipple_leaving_ask (GTK_WINDOW (widget), STIPPLE_DESK_WINDOW (widget)->desk, FALSE,
                         sign_out_now);
  else
    sign_out_now (GTK_WINDOW (widget));
}

static void
close_now (GtkWindow *window)
{
  STIPPLE_DESK_WINDOW (window)->may_close = TRUE;
  gtk_window_close (window);
}

static gboolean
stipple_desk_window_close_request (GtkWindow *window)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (window);

  if (!self->may_close && stipple_leaving_loses (self->desk))
    {
      stipple_leaving_ask (window, self->desk, TRUE, close_now);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (stipple_desk_window_parent_class)->close_request (window);
}

static void
on_somebody_else (StippleDeskWindow *self)
{
  sign_out (self, _ ("Front desk"), NULL);
}

/* --- Areas */

static void
area_chosen (StippleDeskWindow *self)
{
  const StippleArea area = stipple_sidebar_get_area (STIPPLE_SIDEBAR (self->sidebar));

  capture_keys (self);
  /* What was said of one area is not in the way of the next. */
  if (self->desk != NULL)
    stipple_desk_dismiss_toast (self->desk);
  if (shows_intakes (area))
    stipple_intakes_page_set_in_progress (STIPPLE_INTAKES_PAGE (self->intakes),
                                          area == STIPPLE_AREA_IN_PROGRESS);
  gtk_stack_set_visible_child (GTK_STACK (self->areas), self->pages[area]);
  if (area == STIPPLE_AREA_PAPER)
    stipple_paper_page_focus (STIPPLE_PAPER_PAGE (self->pages[area]));
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  if (!shows_intakes (stipple_sidebar_get_area (STIPPLE_SIDEBAR (self->sidebar))))
    stipple_sidebar_set_area (STIPPLE_SIDEBAR (self->sidebar), STIPPLE_AREA_INTAKES);
  stipple_intakes_page_focus_search (STIPPLE_INTAKES_PAGE (self->intakes));
}

static void
on_preferences (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (
      stipple_preferences_new (stipple_desk_get_settings (self->desk), GTK_WINDOW (self))));
}

static void
on_paper (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  stipple_sidebar_set_area (STIPPLE_SIDEBAR (self->sidebar), STIPPLE_AREA_PAPER);
  stipple_paper_page_focus (STIPPLE_PAPER_PAGE (self->pages[STIPPLE_AREA_PAPER]));
}

static void
on_print_forms (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (
      stipple_blank_forms_new (STIPPLE_DESK_WINDOW (widget)->desk, GTK_WINDOW (widget))));
}

static void
show_intake (StippleDeskWindow *self, const char *code)
{
  stipple_sidebar_set_area (STIPPLE_SIDEBAR (self->sidebar), STIPPLE_AREA_INTAKES);
  stipple_intakes_page_open (STIPPLE_INTAKES_PAGE (self->intakes), code);
}

static void
on_print_today (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  stipple_batch_run (STIPPLE_BATCH (stipple_batch_new_today (self->desk, GTK_WINDOW (self))));
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (stipple_export_window_new (self->desk, GTK_WINDOW (self))));
}

static void
on_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (widget);

  if (stipple_sidebar_get_area (STIPPLE_SIDEBAR (self->sidebar)) == STIPPLE_AREA_DAY_CLOSE)
    stipple_day_close_page_print (STIPPLE_DAY_CLOSE_PAGE (self->pages[STIPPLE_AREA_DAY_CLOSE]));
  else
    stipple_intakes_page_print (STIPPLE_INTAKES_PAGE (self->intakes));
}

static void
on_correct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  stipple_intakes_page_correct (STIPPLE_INTAKES_PAGE (STIPPLE_DESK_WINDOW (widget)->intakes));
}

static void
show_printing (StippleDeskWindow *self)
{
  stipple_sidebar_set_area (STIPPLE_SIDEBAR (self->sidebar), STIPPLE_AREA_PRINTING);
}

static void
print_trouble (StippleDeskWindow *self, const char *id)
{
  const StipplePrintEntry *entry =
      stipple_print_list_find (stipple_desk_get_unprinted (self->desk), id);

  if (entry != NULL && entry->trouble != NULL
      && stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
             == STIPPLE_CLIENT_SIGNED_IN)
    stipple_desk_toast_with_action (self->desk, entry->trouble, _ ("Show"),
                                    G_CALLBACK (show_printing), G_OBJECT (self));
}

static void
run_action (AdwToast *toast, GClosure *closure)
{
  g_auto (GValue) instance = G_VALUE_INIT;

  g_value_init (&instance, ADW_TYPE_TOAST);
  g_value_set_object (&instance, toast);
  g_closure_invoke (closure, NULL, 1, &instance, NULL);
}

static void
free_action (gpointer closure, GClosure *connection)
{
  g_closure_unref (closure);
}

/* A toast's button is labelled twice in libadwaita 1.2, and so called "Undo Undo" by assistive technology. */
static void
name_buttons (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), name) == 0)
      {
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                        -1);
      }
}

static void
on_toast (StippleDeskWindow *self, const char *text, const char *action, GClosure *closure)
{
  AdwToast *toast;

  /* The newest is what somebody has just done; it does not wait for the others to go. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  if (text == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, action != NULL ? ACTION_SECONDS : TOAST_SECONDS);
  if (action != NULL)
    {
      adw_toast_set_button_label (toast, action);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (run_action),
                             g_closure_ref (closure), free_action, 0);
    }
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
  if (action != NULL)
    name_buttons (gtk_widget_get_last_child (self->toasts), action);
}

static void
waiting_changed (StippleDeskWindow *self)
{
  stipple_sidebar_set_waiting (
      STIPPLE_SIDEBAR (self->sidebar),
      stipple_note_box_get_n_waiting (stipple_desk_get_notes (self->desk)));
}

/* What was there before somebody came makes no sound. */
static void
counted (StippleDeskWindow *self)
{
  self->has_counted = TRUE;
}

static void
new_came (StippleDeskWindow *self, GParamSpec *pspec, StippleHubWatch *watch)
{
  guint before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), pspec->name));
  guint now;

  g_object_get (watch, pspec->name, &now, NULL);
  g_object_set_data (G_OBJECT (self), pspec->name, GUINT_TO_POINTER (now));
  if (self->has_counted && now > before
      && stipple_desk_settings_get_sound (stipple_desk_get_settings (self->desk)))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* --- The widget */

void
stipple_desk_window_set_idle_ms (StippleDeskWindow *self, guint ms)
{
  self->idle_ms = ms;
  watch_for_idle (self);
}

static void
stipple_desk_window_dispose (GObject *object)
{
  StippleDeskWindow *self = STIPPLE_DESK_WINDOW (object);

  g_clear_object (&self->idle);
  g_clear_weak_pointer (&self->interrupted);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_DESK_WINDOW);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_desk_window_parent_class)->dispose (object);
}

static void
stipple_desk_window_class_init (StippleDeskWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_desk_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = stipple_desk_window_close_request;
  g_type_ensure (STIPPLE_TYPE_SIGN_IN_VIEW);
  g_type_ensure (STIPPLE_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/window.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, sheet_sign_in);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, main_box);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, StippleDeskWindow, areas);
  gtk_widget_class_bind_template_callback (widget_class, area_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_somebody_else);
  gtk_widget_class_install_action (widget_class, "desk.sign-out", NULL, on_sign_out);
  gtk_widget_class_install_action (widget_class, "desk.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "desk.preferences", NULL, on_preferences);
  gtk_widget_class_install_action (widget_class, "desk.print-today", NULL, on_print_today);
  gtk_widget_class_install_action (widget_class, "desk.export", NULL, on_export);
  gtk_widget_class_install_action (widget_class, "desk.paper", NULL, on_paper);
  gtk_widget_class_install_action (widget_class, "desk.print-forms", NULL, on_print_forms);
  gtk_widget_class_install_action (widget_class, "desk.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "desk.correct", NULL, on_correct);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "desk.correct",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "desk.paper",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "desk.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "desk.sign-out",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "desk.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK,
                                       "desk.preferences", NULL);
}

static void
stipple_desk_window_init (StippleDeskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_shortcuts (StippleDeskWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/stipple/desk/shortcuts.ui");

  gtk_application_window_set_help_overlay (
      GTK_APPLICATION_WINDOW (self),
      GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
}

static void
listen (StippleDeskWindow *self)
{
  StippleHubWatch *watch = stipple_desk_get_watch (self->desk);

  g_signal_connect_object (stipple_desk_get_client (self->desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_notes (self->desk), "changed",
                           G_CALLBACK (waiting_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_unprinted (self->desk), "trouble",
                           G_CALLBACK (print_trouble), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "notify::n-new", G_CALLBACK (new_came), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "notify::n-calls", G_CALLBACK (new_came), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "reset", G_CALLBACK (counted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_settings (self->desk), "notify::idle-minutes",
                           G_CALLBACK (watch_for_idle), self, G_CONNECT_SWAPPED);
}

static void
add_pages (StippleDeskWindow *self)
{
  self->intakes = stipple_intakes_page_new (self->desk);
  self->pages[STIPPLE_AREA_INTAKES] = self->intakes;
  self->pages[STIPPLE_AREA_IN_PROGRESS] = self->intakes;
  self->pages[STIPPLE_AREA_CALLS] = stipple_calls_page_new (self->desk);
  self->pages[STIPPLE_AREA_PAPER] = stipple_paper_page_new (self->desk);
  g_signal_connect_object (self->pages[STIPPLE_AREA_PAPER], "show-intake", G_CALLBACK (show_intake),
                           self, G_CONNECT_SWAPPED);
  self->pages[STIPPLE_AREA_QUARANTINE] = stipple_quarantine_page_new (self->desk);
  self->pages[STIPPLE_AREA_PRINTING] = stipple_printing_page_new (self->desk);
  self->pages[STIPPLE_AREA_DAY_CLOSE] = stipple_day_close_page_new (self->desk);
  for (guint i = 0; i < STIPPLE_N_AREAS; i++)
    if (gtk_widget_get_parent (self->pages[i]) == NULL)
      gtk_stack_add_child (GTK_STACK (self->areas), self->pages[i]);
}

StippleDeskWindow *
stipple_desk_window_new (GtkApplication *application, StippleDesk *desk)
{
  StippleDeskWindow *self =
      g_object_new (STIPPLE_TYPE_DESK_WINDOW, "application", application, NULL);
  StippleHubClient *client = stipple_desk_get_client (desk);

  self->desk = g_object_ref (desk);
  self->idle = stipple_idle_watch_new (GTK_WIDGET (self));
  g_signal_connect_object (self->idle, "expired", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  stipple_sign_in_view_set_client (STIPPLE_SIGN_IN_VIEW (self->sign_in), client);
  stipple_sign_in_view_set_client (STIPPLE_SIGN_IN_VIEW (self->sheet_sign_in), client);
  stipple_sign_in_view_set_reason (STIPPLE_SIGN_IN_VIEW (self->sheet_sign_in),
                                   _ ("Please sign in again"),
                                   _ ("Your session has ended. Nothing that you typed is lost: you "
                                      "go on where you were."));
  stipple_sidebar_set_desk (STIPPLE_SIDEBAR (self->sidebar), desk);
  add_pages (self);
  add_shortcuts (self);
  listen (self);
  state_changed (self);
  return self;
}
