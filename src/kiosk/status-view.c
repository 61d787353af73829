// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/status-view.h"

#include "kiosk/fill-layout.h"
#include "widgets/logo.h"

struct _StippleStatusView
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *advice;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (StippleStatusView, stipple_status_view, ADW_TYPE_BIN)

static guint retry_signal;

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

StippleStatusView *
stipple_status_view_new (const char *title, const char *text, const char *advice,
                         gboolean can_retry)
{
  StippleStatusView *self = g_object_new (STIPPLE_TYPE_STATUS_VIEW, NULL);

  set_line (self->title, title);
  set_line (self->text, text);
  set_line (self->advice, advice);
  gtk_widget_set_visible (self->retry, can_retry);
  return self;
}

static void
retry_clicked (StippleStatusView *self)
{
  g_signal_emit (self, retry_signal, 0);
}

static void
stipple_status_view_class_init (StippleStatusViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  retry_signal = g_signal_new ("retry", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (STIPPLE_TYPE_LOGO);
  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_FILL_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/status-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleStatusView, title);
  gtk_widget_class_bind_template_child (widget_class, StippleStatusView, text);
  gtk_widget_class_bind_template_child (widget_class, StippleStatusView, advice);
  gtk_widget_class_bind_template_child (widget_class, StippleStatusView, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
}

static void
stipple_status_view_init (StippleStatusView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
