// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/sign-in/sign-in-view.h"

#include "core/error.h"
#include "widgets/logo.h"

#include <glib/gi18n-lib.h>

struct _StippleSignInView
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *reason;
  GtkWidget *user;
  GtkWidget *password;
  GtkWidget *fault;
  GtkWidget *fault_row;
  GtkWidget *button;
  GtkWidget *spinner;
  GtkWidget *hub;
  StippleHubClient *client;
  GCancellable *cancellable; /* while the hub is asked */
};

G_DEFINE_FINAL_TYPE (StippleSignInView, stipple_sign_in_view, GTK_TYPE_BOX)

enum
{
  SIGNAL_SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_fault (StippleSignInView *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->fault), words != NULL ? words : "");
  gtk_widget_set_visible (self->fault_row, words != NULL);
}

static void
set_busy (StippleSignInView *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->button, !busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->password), !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleSignInView) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean good =
      stipple_hub_client_sign_in_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (good)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0);
      return;
    }
  set_fault (self, error->message);
  gtk_widget_grab_focus (self->password);
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED))
    gtk_editable_select_region (GTK_EDITABLE (self->password), 0, -1);
}

static void
on_sign_in (StippleSignInView *self)
{
  if (self->client == NULL || self->cancellable != NULL)
    return;
  if (*text_of (self->user) == '\0' || *text_of (self->password) == '\0')
    {
      set_fault (self, _ ("Please give your user name and your password."));
      gtk_widget_grab_focus (*text_of (self->user) == '\0' ? self->user : self->password);
      return;
    }
  set_fault (self, NULL);
  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  stipple_hub_client_sign_in_async (self->client, text_of (self->user), text_of (self->password),
                                    self->cancellable, asked, g_object_ref (self));
}

static void
on_user_activate (StippleSignInView *self)
{
  gtk_widget_grab_focus (self->password);
}

void
stipple_sign_in_view_set_client (StippleSignInView *self, StippleHubClient *client)
{
  g_set_object (&self->client, client);
  gtk_label_set_text (GTK_LABEL (self->hub),
                      client != NULL ? stipple_hub_client_get_hub (client) : "");
}

void
stipple_sign_in_view_set_user (StippleSignInView *self, const char *user)
{
  gtk_editable_set_text (GTK_EDITABLE (self->user), user != NULL ? user : "");
}

void
stipple_sign_in_view_set_only (StippleSignInView *self, const char *user)
{
  if (user != NULL)
    stipple_sign_in_view_set_user (self, user);
  gtk_widget_set_sensitive (self->user, user == NULL);
}

void
stipple_sign_in_view_set_reason (StippleSignInView *self, const char *title, const char *reason)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);
}

void
stipple_sign_in_view_reset (StippleSignInView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  set_fault (self, NULL);
  gtk_widget_grab_focus (*text_of (self->user) == '\0' ? self->user : self->password);
}

static void
stipple_sign_in_view_dispose (GObject *object)
{
  StippleSignInView *self = STIPPLE_SIGN_IN_VIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_SIGN_IN_VIEW);
  G_OBJECT_CLASS (stipple_sign_in_view_parent_class)->dispose (object);
}

static void
stipple_sign_in_view_class_init (StippleSignInViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_sign_in_view_dispose;
  g_type_ensure (STIPPLE_TYPE_LOGO);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/sign-in-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, title);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, reason);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, user);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, password);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, fault_row);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, button);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, spinner);
  gtk_widget_class_bind_template_child (widget_class, StippleSignInView, hub);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_user_activate);
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (class),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_sign_in_view_init (StippleSignInView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_sign_in_view_new (void)
{
  return g_object_new (STIPPLE_TYPE_SIGN_IN_VIEW, NULL);
}
