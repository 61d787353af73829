// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/visit-view.h"

#include "kiosk/action-bar.h"
#include "kiosk/fill-layout.h"
#include "kiosk/flow-view.h"
#include "kiosk/header.h"
#include "kiosk/portions.h"
#include "widgets/keyboard.h"
#include "widgets/step-bar.h"
#include "widgets/style.h"

#include <glib/gi18n-lib.h>

/* What typing needs above the keyboard, px: a field with its label; the second grows with the text. */
#define ROOM_FRAME 120
#define ROOM_TEXT 80

struct _StippleVisitView
{
  AdwBin parent_instance;

  StippleFlow *flow;
  gboolean saving;
  StippleReader *reader; /* NULL: nothing is read aloud */

  GtkBox *frame;
  GtkBox *head;
  StippleHeader *header; /* owned by the head */
  GtkWidget *step_bar;
  StippleFlowView *flow_view;
  GtkWidget *failure;
  GtkLabel *failure_text;
  StippleActionBar *actions;
  StippleKeyboard *keyboard;
  guint room; /* source */
  int width;  /* for which room was made last */
  int height;
  GBindingGroup *page;
};

G_DEFINE_FINAL_TYPE (StippleVisitView, stipple_visit_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FLOW,
  PROP_SAVING,
  N_PROPS
};

enum
{
  SIGNAL_FINISH,
  SIGNAL_LEAVE,
  SIGNAL_CHOOSE_LANGUAGE,
  SIGNAL_HELP,
  SIGNAL_HIDE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

StippleVisitView *
stipple_visit_view_new (StippleFlow *flow)
{
  return g_object_new (STIPPLE_TYPE_VISIT_VIEW, "flow", flow, NULL);
}

void
stipple_visit_view_set_saving (StippleVisitView *self, gboolean saving)
{
  if (self->saving == saving)
    return;
  self->saving = saving;
  /* What is being saved may not change under the hand. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->flow_view), !saving);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

void
stipple_visit_view_set_code (StippleVisitView *self, const char *code)
{
  stipple_flow_view_set_code (self->flow_view, code);
}

void
stipple_visit_view_set_failure (StippleVisitView *self, const char *message)
{
  gtk_label_set_label (self->failure_text, message != NULL ? message : "");
  gtk_widget_set_visible (self->failure, message != NULL);
}

void
stipple_visit_view_take_view (StippleVisitView *self, StippleVisitView *other)
{
  StipplePage *page = stipple_flow_view_get_page (other->flow_view);
  g_autoptr (GVariant) view = stipple_page_save_view (page);

  g_return_if_fail (self->flow == other->flow);

  stipple_flow_view_set_code (self->flow_view, stipple_flow_view_get_code (other->flow_view));
  stipple_page_restore_view (stipple_flow_view_get_page (self->flow_view), view);
  stipple_visit_view_set_saving (self, other->saving);
}

void
stipple_visit_view_unfold (StippleVisitView *self)
{
  stipple_portions_unfold (GTK_WIDGET (self), GTK_WIDGET (self->head));
}

/* --- Reading aloud */

static void
read_page (StippleVisitView *self)
{
  if (self->reader != NULL && self->flow_view != NULL)
    stipple_reader_read (self->reader, GTK_WIDGET (stipple_flow_view_get_page (self->flow_view)),
                         stipple_session_get_language (stipple_flow_get_session (self->flow)));
}

void
stipple_visit_view_set_reader (StippleVisitView *self, StippleReader *reader)
{
  self->reader = g_object_ref (reader);
  stipple_header_set_reader (self->header, reader);
  g_signal_connect_object (reader, "notify::active", G_CALLBACK (read_page), self,
                           G_CONNECT_SWAPPED);
  read_page (self);
}

/* --- Going on */

/* A finish pressed twice is one finish: the action bar is busy from the first on. */
static void
finish (StippleVisitView *self)
{
  g_signal_emit (self, signals[SIGNAL_FINISH], 0);
}

static void
next (StippleVisitView *self)
{
  if (stipple_step_is_final (stipple_flow_get_current (self->flow)))
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
  else
    {
      stipple_flow_view_next (self->flow_view);
      read_page (self); /* also when the page only went on within itself, or shows a fault */
    }
}

static void
back (StippleVisitView *self)
{
  stipple_visit_view_set_failure (self, NULL);
  stipple_flow_view_back (self->flow_view);
  read_page (self);
}

void
stipple_visit_view_back (StippleVisitView *self)
{
  if (!self->saving && stipple_flow_get_can_go_back (self->flow))
    back (self);
}

static void
start_over (StippleVisitView *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
}

static void
choose_language (StippleVisitView *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE_LANGUAGE], 0);
}

static void
help (StippleVisitView *self)
{
  g_signal_emit (self, signals[SIGNAL_HELP], 0);
}

static void
hide (StippleVisitView *self)
{
  g_signal_emit (self, signals[SIGNAL_HIDE], 0);
}

static void
page_changed (StippleVisitView *self)
{
  StippleStep *step = stipple_flow_get_current (self->flow);
  gboolean final = stipple_step_is_final (step);

  g_binding_group_set_source (self->page, stipple_flow_view_get_page (self->flow_view));
  g_object_set (self->actions, "can-go-back", stipple_flow_get_can_go_back (self->flow), "final",
                final, NULL);
  stipple_step_bar_set_position (STIPPLE_STEP_BAR (self->step_bar),
                                 stipple_step_get_chapter (step));
  gtk_widget_set_visible (self->step_bar, !final);
  stipple_header_set_can_hide (self->header,
                               stipple_step_is_health (step) || stipple_step_is_personal (step));
  stipple_visit_view_set_failure (self, NULL);
  read_page (self);
}

/* --- Room for the keyboard */

static int
height_of (StippleVisitView *self, gpointer widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (GTK_WIDGET (self)),
                      &height, NULL, NULL, NULL);
  return height;
}

static gboolean
is_roomy (StippleVisitView *self)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self)) - height_of (self, self->head)
             - height_of (self, self->failure) - height_of (self, self->keyboard)
             - height_of (self, self->actions);

  return room >= ROOM_FRAME + ROOM_TEXT * stipple_style_get_text_scale () / 100;
}

/* While somebody types on a low screen, the field comes first: then a row of keys goes, then the
 * actions, then the head. */
static void
make_room (StippleVisitView *self)
{
  gboolean open = stipple_keyboard_get_open (self->keyboard);

  gtk_widget_set_visible (GTK_WIDGET (self->head), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->actions), TRUE);
  if (!open)
    stipple_keyboard_set_compact (self->keyboard, FALSE);
  if (!open || is_roomy (self))
    return;
  stipple_keyboard_set_compact (self->keyboard, TRUE);
  if (is_roomy (self))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->actions), FALSE);
  if (!is_roomy (self))
    gtk_widget_set_visible (GTK_WIDGET (self->head), FALSE);
}

static void
target_changed (StippleVisitView *self)
{
  make_room (self);
  if (self->flow_view != NULL && stipple_keyboard_get_open (self->keyboard))
    stipple_page_reveal_focus (stipple_flow_view_get_page (self->flow_view));
}

static gboolean
make_room_later (gpointer data)
{
  StippleVisitView *self = data;

  self->room = 0;
  stipple_keyboard_set_compact (self->keyboard, FALSE);
  target_changed (self);
  return G_SOURCE_REMOVE;
}

void
stipple_visit_view_set_tight (StippleVisitView *self, gboolean tight)
{
  g_return_if_fail (STIPPLE_IS_VISIT_VIEW (self));

  stipple_header_set_tight (self->header, tight);
  stipple_step_bar_set_tight (STIPPLE_STEP_BAR (self->step_bar), tight);
  g_object_set (self->actions, "tight", tight, NULL);
  if (self->room == 0)
    self->room = g_idle_add (make_room_later, self);
}

static void
laid_out (StippleVisitView *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  /* Once the window has passed it on. */
  if (self->room == 0)
    self->room = g_idle_add (make_room_later, self);
}

static void
stipple_visit_view_realize (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  GTK_WIDGET_CLASS (stipple_visit_view_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (native), "layout", G_CALLBACK (laid_out), widget,
                           G_CONNECT_SWAPPED);
}

static void
name_chapters (StippleVisitView *self)
{
  const char *names[STIPPLE_N_CHAPTERS + 1] = {
    [STIPPLE_CHAPTER_LEARN] = _ ("Learn"),         [STIPPLE_CHAPTER_COMFORT] = _ ("Comfort"),
    [STIPPLE_CHAPTER_AFTERCARE] = _ ("Aftercare"), [STIPPLE_CHAPTER_LOOK] = _ ("Your look"),
    [STIPPLE_CHAPTER_HEALTH] = _ ("Health check"), [STIPPLE_CHAPTER_DETAILS] = _ ("Your details"),
  };

  stipple_step_bar_set_names (STIPPLE_STEP_BAR (self->step_bar), names);
}

static void
stipple_visit_view_constructed (GObject *object)
{
  StippleVisitView *self = STIPPLE_VISIT_VIEW (object);

  G_OBJECT_CLASS (stipple_visit_view_parent_class)->constructed (object);
  self->header =
      g_object_new (STIPPLE_TYPE_HEADER, "session", stipple_flow_get_session (self->flow), NULL);
  g_signal_connect_object (self->header, "choose-language", G_CALLBACK (choose_language), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "help", G_CALLBACK (help), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "hide-answers", G_CALLBACK (hide), self,
                           G_CONNECT_SWAPPED);
  gtk_box_prepend (self->head, GTK_WIDGET (self->header));
  name_chapters (self);

  self->flow_view = stipple_flow_view_new (self->flow);
  g_signal_connect_object (self->flow_view, "finish", G_CALLBACK (finish), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow_view, "notify::page", G_CALLBACK (page_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->frame, GTK_WIDGET (self->flow_view), GTK_WIDGET (self->head));
  g_binding_group_bind (self->page, "next-label", self->actions, "next-label",
                        G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "saving", self->actions, "busy", G_BINDING_SYNC_CREATE);
  page_changed (self);
}

static void
stipple_visit_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleVisitView *self = STIPPLE_VISIT_VIEW (object);

  switch (id)
    {
    case PROP_FLOW:
      g_value_set_object (value, self->flow);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_visit_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleVisitView *self = STIPPLE_VISIT_VIEW (object);

  switch (id)
    {
    case PROP_FLOW:
      self->flow = g_value_dup_object (value);
      break;
    case PROP_SAVING:
      stipple_visit_view_set_saving (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_visit_view_dispose (GObject *object)
{
  StippleVisitView *self = STIPPLE_VISIT_VIEW (object);

  self->flow_view = NULL;
  g_clear_handle_id (&self->room, g_source_remove);
  g_clear_object (&self->page);
  g_clear_object (&self->reader);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (stipple_visit_view_parent_class)->dispose (object);
}

static void
stipple_visit_view_class_init (StippleVisitViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *names[N_SIGNALS] = { "finish", "leave", "choose-language", "help",
                                          "hide-answers" };

  object_class->constructed = stipple_visit_view_constructed;
  object_class->get_property = stipple_visit_view_get_property;
  object_class->set_property = stipple_visit_view_set_property;
  object_class->dispose = stipple_visit_view_dispose;
  widget_class->realize = stipple_visit_view_realize;

  properties[PROP_FLOW] =
      g_param_spec_object ("flow", NULL, NULL, STIPPLE_TYPE_FLOW,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVING] =
      g_param_spec_boolean ("saving", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (STIPPLE_TYPE_STEP_BAR);
  g_type_ensure (STIPPLE_TYPE_ACTION_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_FILL_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_KEYBOARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/visit-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, frame);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, head);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, step_bar);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, failure);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, failure_text);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, actions);
  gtk_widget_class_bind_template_child (widget_class, StippleVisitView, keyboard);
  gtk_widget_class_bind_template_callback (widget_class, make_room);
  gtk_widget_class_bind_template_callback (widget_class, target_changed);
  gtk_widget_class_bind_template_callback (widget_class, next);
  gtk_widget_class_bind_template_callback (widget_class, back);
  gtk_widget_class_bind_template_callback (widget_class, start_over);
}

static void
stipple_visit_view_init (StippleVisitView *self)
{
  self->page = g_binding_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
