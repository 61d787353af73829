// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/flow-view.h"

#include "kiosk/pages/aftercare/aftercare-page.h"
#include "kiosk/pages/comfort/comfort-page.h"
#include "kiosk/pages/consent/consent-page.h"
#include "kiosk/pages/details/details-page.h"
#include "kiosk/pages/health/health-page.h"
#include "kiosk/pages/learn/learn-page.h"
#include "kiosk/pages/look/look-page.h"
#include "kiosk/pages/result/result-page.h"
#include "kiosk/pages/thanks/thanks-page.h"
#include "kiosk/pages/understanding/understanding-page.h"
#include "kiosk/pages/wishes/wishes-page.h"
#include "widgets/paint.h"

struct _StippleFlowView
{
  AdwBin parent_instance;

  StippleFlow *flow;
  GtkStack *stack;
  StipplePage *page; /* owned by the stack */
  guint position;
  guint drop_source;
  char *code;
};

G_DEFINE_FINAL_TYPE (StippleFlowView, stipple_flow_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FLOW,
  PROP_PAGE,
  PROP_CODE,
  N_PROPS
};

enum
{
  SIGNAL_FINISH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const struct
{
  const char *id;
  GType (*get_type) (void);
} pages[] = {
  { "learn", stipple_learn_page_get_type },
  { "comfort", stipple_comfort_page_get_type },
  { "aftercare", stipple_aftercare_page_get_type },
  { "understanding", stipple_understanding_page_get_type },
  { "look", stipple_look_page_get_type },
  { "health", stipple_health_page_get_type },
  { "result", stipple_result_page_get_type },
  { "wishes", stipple_wishes_page_get_type },
  { "details", stipple_details_page_get_type },
  { "consent", stipple_consent_page_get_type },
  { "thanks", stipple_thanks_page_get_type },
};

StippleFlowView *
stipple_flow_view_new (StippleFlow *flow)
{
  return g_object_new (STIPPLE_TYPE_FLOW_VIEW, "flow", flow, NULL);
}

StipplePage *
stipple_flow_view_get_page (StippleFlowView *self)
{
  return self->page;
}

const char *
stipple_flow_view_get_code (StippleFlowView *self)
{
  return self->code;
}

void
stipple_flow_view_set_code (StippleFlowView *self, const char *code)
{
  if (g_strcmp0 (self->code, code) == 0)
    return;
  g_free (self->code);
  self->code = g_strdup (code);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

static StipplePage *
make_page (StippleFlowView *self, StippleStep *step)
{
  const char *id = stipple_step_get_id (step);
  StipplePage *page = NULL;

  for (guint i = 0; page == NULL && i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].id, id))
      page = g_object_new (pages[i].get_type (), "session", stipple_flow_get_session (self->flow),
                           "step", step, NULL);
  g_assert (page != NULL);
  if (STIPPLE_IS_THANKS_PAGE (page))
    g_object_bind_property (self, "code", page, "code", G_BINDING_SYNC_CREATE);
  return page;
}

static GtkWidget *
find_left_page (StippleFlowView *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  return child != shown || child == NULL ? child : gtk_widget_get_next_sibling (child);
}

/* A page that slid out is gone for good: coming back makes a new one from the session. It is of many
 * widgets, and goes some at a time. */
static gboolean
drop_when_idle (gpointer data)
{
  StippleFlowView *self = data;
  GtkWidget *left = find_left_page (self);

  if (left != NULL && !gtk_stack_get_transition_running (self->stack))
    {
      if (!stipple_page_shed (STIPPLE_PAGE (left)))
        gtk_stack_remove (self->stack, left);
      return G_SOURCE_CONTINUE;
    }
  self->drop_source = 0;
  return G_SOURCE_REMOVE;
}

static void
drop_left_pages (StippleFlowView *self)
{
  if (self->drop_source == 0)
    self->drop_source = g_idle_add_full (G_PRIORITY_LOW, drop_when_idle, self, NULL);
}

static void
show_current (StippleFlowView *self)
{
  guint position = stipple_flow_get_position (self->flow);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean still = self->page == NULL || stipple_paint_is_slow (GTK_WIDGET (self));

  self->page = make_page (self, stipple_flow_get_current (self->flow));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->page));
  gtk_stack_set_transition_type (self->stack, still ? GTK_STACK_TRANSITION_TYPE_NONE
                                              : position >= self->position
                                                  ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                                                  : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  /* Else the stack would pass it on, to a field perhaps, and the keyboard would come and go. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  if (still)
    stipple_page_unfold (self->page);
  self->position = position;
  drop_left_pages (self);
  stipple_page_focus_title (self->page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

void
stipple_flow_view_next (StippleFlowView *self)
{
  g_autoptr (GError) error = NULL;
  gboolean last;

  if (stipple_page_next (self->page))
    return;
  stipple_page_alert (self->page, NULL);
  last = stipple_flow_get_position (self->flow) + 2
         == g_list_model_get_n_items (G_LIST_MODEL (self->flow));
  if (last && stipple_flow_is_ready (self->flow, &error))
    g_signal_emit (self, signals[SIGNAL_FINISH], 0);
  else if (last || !stipple_flow_go_next (self->flow, &error))
    stipple_page_show_fault (self->page, error);
}

void
stipple_flow_view_back (StippleFlowView *self)
{
  if (!stipple_page_back (self->page))
    stipple_flow_go_back (self->flow);
}

static void
stipple_flow_view_constructed (GObject *object)
{
  StippleFlowView *self = STIPPLE_FLOW_VIEW (object);

  G_OBJECT_CLASS (stipple_flow_view_parent_class)->constructed (object);
  g_signal_connect_object (self->flow, "notify::current", G_CALLBACK (show_current), self,
                           G_CONNECT_SWAPPED);
  show_current (self);
}

/* The first page is made before there is a window that could have a focus. */
static void
stipple_flow_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stipple_flow_view_parent_class)->root (widget);
  stipple_page_focus_title (STIPPLE_FLOW_VIEW (widget)->page);
}

static void
stipple_flow_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleFlowView *self = STIPPLE_FLOW_VIEW (object);

  switch (id)
    {
    case PROP_FLOW:
      g_value_set_object (value, self->flow);
      break;
    case PROP_PAGE:
      g_value_set_object (value, self->page);
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_flow_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleFlowView *self = STIPPLE_FLOW_VIEW (object);

  switch (id)
    {
    case PROP_FLOW:
      self->flow = g_value_dup_object (value);
      break;
    case PROP_CODE:
      stipple_flow_view_set_code (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_flow_view_dispose (GObject *object)
{
  StippleFlowView *self = STIPPLE_FLOW_VIEW (object);

  self->page = NULL;
  g_clear_handle_id (&self->drop_source, g_source_remove);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (stipple_flow_view_parent_class)->dispose (object);
}

static void
stipple_flow_view_finalize (GObject *object)
{
  g_free (STIPPLE_FLOW_VIEW (object)->code);
  G_OBJECT_CLASS (stipple_flow_view_parent_class)->finalize (object);
}

static void
stipple_flow_view_class_init (StippleFlowViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_flow_view_constructed;
  object_class->get_property = stipple_flow_view_get_property;
  object_class->set_property = stipple_flow_view_set_property;
  object_class->dispose = stipple_flow_view_dispose;
  object_class->finalize = stipple_flow_view_finalize;
  widget_class->root = stipple_flow_view_root;

  properties[PROP_FLOW] =
      g_param_spec_object ("flow", NULL, NULL, STIPPLE_TYPE_FLOW,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, STIPPLE_TYPE_PAGE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CODE] =
      g_param_spec_string ("code", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_FINISH] = g_signal_new ("finish", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/flow-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleFlowView, stack);
  gtk_widget_class_bind_template_callback (widget_class, drop_left_pages);
}

static void
stipple_flow_view_init (StippleFlowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
