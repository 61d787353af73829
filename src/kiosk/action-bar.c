// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/action-bar.h"

#include "widgets/line-layout.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleActionBar
{
  AdwBin parent_instance;

  gboolean can_go_back;
  gboolean final;
  gboolean busy;
  gboolean tight;
  char *next_label;

  GtkWidget *back;
  GtkWidget *back_text;
  GtkWidget *start_over;
  GtkWidget *next;
  GtkLabel *next_text;
  GtkWidget *next_arrow;
};

G_DEFINE_FINAL_TYPE (StippleActionBar, stipple_action_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CAN_GO_BACK,
  PROP_FINAL,
  PROP_BUSY,
  PROP_TIGHT,
  PROP_NEXT_LABEL,
  N_PROPS
};

enum
{
  SIGNAL_BACK,
  SIGNAL_NEXT,
  SIGNAL_START_OVER,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
refresh (StippleActionBar *self)
{
  const char *label = self->busy ? _ ("Saving…") : self->next_label;

  if (label == NULL || *label == '\0')
    label = _ ("Next");
  gtk_widget_set_visible (self->back, self->can_go_back && !self->final);
  gtk_widget_set_sensitive (self->back, !self->busy);
  gtk_widget_set_visible (self->back_text, !self->tight);
  gtk_widget_set_visible (self->start_over, !self->final);
  gtk_widget_set_halign (self->start_over, self->can_go_back ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->start_over, !self->busy);
  gtk_widget_set_visible (self->next_arrow, !self->busy && !self->final);
  gtk_label_set_label (self->next_text, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_STATE_BUSY, self->busy,
                               -1);
}

static void
back_clicked (StippleActionBar *self)
{
  if (!self->busy)
    g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
next_clicked (StippleActionBar *self)
{
  if (!self->busy)
    g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

static void
start_over_clicked (StippleActionBar *self)
{
  if (!self->busy)
    g_signal_emit (self, signals[SIGNAL_START_OVER], 0);
}

static gboolean *
flag_of (StippleActionBar *self, guint id)
{
  return id == PROP_CAN_GO_BACK ? &self->can_go_back
         : id == PROP_FINAL     ? &self->final
         : id == PROP_BUSY      ? &self->busy
         : id == PROP_TIGHT     ? &self->tight
                                : NULL;
}

static void
stipple_action_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleActionBar *self = STIPPLE_ACTION_BAR (object);
  const gboolean *flag = flag_of (self, id);

  if (flag != NULL)
    g_value_set_boolean (value, *flag);
  else if (id == PROP_NEXT_LABEL)
    g_value_set_string (value, self->next_label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_action_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleActionBar *self = STIPPLE_ACTION_BAR (object);
  gboolean *flag = flag_of (self, id);

  if (flag != NULL)
    {
      if (*flag == g_value_get_boolean (value))
        return;
      *flag = g_value_get_boolean (value);
    }
  else if (id == PROP_NEXT_LABEL)
    {
      if (g_strcmp0 (self->next_label, g_value_get_string (value)) == 0)
        return;
      g_free (self->next_label);
      self->next_label = g_value_dup_string (value);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  refresh (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
stipple_action_bar_finalize (GObject *object)
{
  g_free (STIPPLE_ACTION_BAR (object)->next_label);
  G_OBJECT_CLASS (stipple_action_bar_parent_class)->finalize (object);
}

static void
stipple_action_bar_class_init (StippleActionBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const char *names[N_SIGNALS] = { "back", "next", "start-over" };

  object_class->get_property = stipple_action_bar_get_property;
  object_class->set_property = stipple_action_bar_set_property;
  object_class->finalize = stipple_action_bar_finalize;

  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  properties[PROP_FINAL] = g_param_spec_boolean ("final", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, back);
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, back_text);
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, start_over);
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, next);
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, next_text);
  gtk_widget_class_bind_template_child (widget_class, StippleActionBar, next_arrow);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, start_over_clicked);
}

static void
stipple_action_bar_init (StippleActionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  refresh (self);
}
