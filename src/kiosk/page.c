// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/page.h"

#include "kiosk/companion.h"
#include "kiosk/fill-layout.h"
#include "kiosk/portions.h"
#include "widgets/date-field.h"
#include "widgets/field.h"

#include <graphene.h>

#define SCROLL_MARGIN 32 /* px above what is brought into view, when there is room for it */
#define READ_ON 0.8      /* of a screen: some lines are seen again */

typedef struct
{
  StippleSession *session;
  StippleStep *step;
  char *next_label;
  GtkWidget *content;
  GPtrArray *shed;      /* GtkWidget, once of the content */
  double scroll_wanted; /* -1: none; applied once the page has its height */
  double room;          /* the height of the page that is in view, px */

  GtkScrolledWindow *scroller;
  GtkBox *column;
  GtkLabel *title;
  GtkLabel *lead;
  GtkLabel *alert;
} StipplePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (StipplePage, stipple_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_STEP,
  PROP_TITLE,
  PROP_LEAD,
  PROP_CONTENT,
  PROP_NEXT_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define PRIV(self) ((StipplePagePrivate *) stipple_page_get_instance_private (self))

StippleSession *
stipple_page_get_session (StipplePage *self)
{
  return PRIV (self)->session;
}

StippleStep *
stipple_page_get_step (StipplePage *self)
{
  return PRIV (self)->step;
}

const char *
stipple_page_text (StipplePage *self, const StippleText *text)
{
  return stipple_text_get (text, stipple_session_get_language (PRIV (self)->session));
}

void
stipple_page_pair (StipplePage *self, gpointer widget, const StippleText *text)
{
  StippleSession *session = PRIV (self)->session;

  stipple_companion_set (session, widget, stipple_companion_text (session, text));
}

void
stipple_page_pair_markdown (StipplePage *self, gpointer view, const StippleText *text)
{
  StippleSession *session = PRIV (self)->session;

  stipple_companion_set_markdown (session, view, stipple_companion_text (session, text));
}

void
stipple_page_pair_words (StipplePage *self, gpointer widget, const char *english)
{
  StippleSession *session = PRIV (self)->session;

  stipple_companion_set (session, widget, stipple_companion_words (session, english));
}

void
stipple_page_pair_title (StipplePage *self, const char *title, const char *lead)
{
  if (title != NULL)
    stipple_page_pair_words (self, PRIV (self)->title, title);
  if (lead != NULL)
    stipple_page_pair_words (self, PRIV (self)->lead, lead);
}

void
stipple_page_pair_lead (StipplePage *self, const StippleText *text)
{
  stipple_page_pair (self, PRIV (self)->lead, text);
}

const char *
stipple_page_get_next_label (StipplePage *self)
{
  return PRIV (self)->next_label;
}

void
stipple_page_set_next_label (StipplePage *self, const char *label)
{
  StipplePagePrivate *priv = PRIV (self);

  if (g_strcmp0 (priv->next_label, label) == 0)
    return;
  g_free (priv->next_label);
  priv->next_label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_LABEL]);
}

static void
set_line (StipplePage *self, GtkLabel *label, const char *text, int prop)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return;
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
stipple_page_set_title (StipplePage *self, const char *title)
{
  set_line (self, PRIV (self)->title, title, PROP_TITLE);
}

void
stipple_page_set_lead (StipplePage *self, const char *lead)
{
  set_line (self, PRIV (self)->lead, lead, PROP_LEAD);
}

static void
set_content (StipplePage *self, GtkWidget *content)
{
  StipplePagePrivate *priv = PRIV (self);

  if (priv->content == content)
    return;
  if (priv->content != NULL)
    gtk_box_remove (priv->column, priv->content);
  priv->content = content;
  if (content != NULL)
    gtk_box_append (priv->column, content);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

gboolean
stipple_page_next (StipplePage *self)
{
  StipplePageClass *class = STIPPLE_PAGE_GET_CLASS (self);

  return class->next != NULL && class->next (self);
}

gboolean
stipple_page_back (StipplePage *self)
{
  StipplePageClass *class = STIPPLE_PAGE_GET_CLASS (self);

  return class->back != NULL && class->back (self);
}

void
stipple_page_show_fault (StipplePage *self, const GError *error)
{
  STIPPLE_PAGE_GET_CLASS (self)->show_fault (self, error);
}

static void
show_fault_in_alert (StipplePage *self, const GError *error)
{
  StipplePagePrivate *priv = PRIV (self);

  stipple_page_alert (self, error->message);
  stipple_page_scroll_to (self, GTK_WIDGET (priv->alert));
}

void
stipple_page_alert (StipplePage *self, const char *message)
{
  StipplePagePrivate *priv = PRIV (self);
  const char *shown = message != NULL ? message : "";

  gtk_label_set_label (priv->alert, shown);
  gtk_widget_set_visible (GTK_WIDGET (priv->alert), *shown != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->alert), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown, -1);
}

typedef struct
{
  StipplePage *page;
  GtkWidget *widget;
  guint frames;
} ScrollTarget;

static void
scroll_target_free (gpointer data)
{
  ScrollTarget *target = data;

  g_object_unref (target->widget);
  g_free (target);
}

static gboolean
scroll_to_target (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ScrollTarget *target = data;
  StipplePagePrivate *priv = PRIV (target->page);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (priv->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;
  double top;

  /* The first tick comes before the layout of its frame. */
  if (target->frames++ == 0)
    return G_SOURCE_CONTINUE;
  /* In what is scrolled, that is with the column's margin. */
  if (!gtk_widget_compute_bounds (target->widget, gtk_widget_get_parent (GTK_WIDGET (priv->column)),
                                  &bounds))
    return G_SOURCE_REMOVE;
  top = bounds.origin.y;
  if (top < value || top + bounds.size.height > value + page)
    gtk_adjustment_set_value (adjustment,
                              top - CLAMP (page - bounds.size.height, 0, SCROLL_MARGIN));
  return G_SOURCE_REMOVE;
}

void
stipple_page_scroll_to (StipplePage *self, GtkWidget *widget)
{
  ScrollTarget *target = g_new0 (ScrollTarget, 1);

  /* After the next layout: what is to be shown has often only just become visible. */
  target->page = self; /* it owns the callback: a reference would keep a page that is left */
  target->widget = g_object_ref (widget);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_target, target, scroll_target_free);
}

/* The field @focus is in, when that fits the page; else its entry. */
static GtkWidget *
field_around (StipplePage *self, GtkWidget *focus)
{
  GtkWidget *field = gtk_widget_get_ancestor (focus, STIPPLE_TYPE_FIELD);

  if (field == NULL)
    field = gtk_widget_get_ancestor (focus, STIPPLE_TYPE_DATE_FIELD);
  if (field == NULL || gtk_widget_get_height (field) > PRIV (self)->room)
    field = GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
  return field;
}

void
stipple_page_reveal_focus (StipplePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (PRIV (self)->column)))
    stipple_page_scroll_to (self, field_around (self, focus));
}

/* Where @widget stands in what is scrolled, and which part of that is in sight. */
static gboolean
find_in_sight (StipplePage *self, GtkWidget *widget, graphene_rect_t *bounds, double *top,
               double *bottom)
{
  StipplePagePrivate *priv = PRIV (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (priv->scroller);

  *top = gtk_adjustment_get_value (adjustment);
  *bottom = *top + gtk_adjustment_get_page_size (adjustment);
  return gtk_widget_compute_bounds (widget, gtk_widget_get_parent (GTK_WIDGET (priv->column)),
                                    bounds);
}

gboolean
stipple_page_shows (StipplePage *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  double top, bottom, middle;

  if (!find_in_sight (self, widget, &bounds, &top, &bottom))
    return FALSE;
  middle = bounds.origin.y + bounds.size.height / 2;
  return middle >= top && middle <= bottom;
}

gboolean
stipple_page_is_near (StipplePage *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  double top, bottom;

  return find_in_sight (self, widget, &bounds, &top, &bottom) && bounds.origin.y >= top
         && bounds.origin.y + bounds.size.height <= bottom + READ_ON * (bottom - top);
}

gboolean
stipple_page_has_more (StipplePage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (PRIV (self)->scroller);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1;
}

gboolean
stipple_page_read_on (StipplePage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (PRIV (self)->scroller);
  double before = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment,
                            before + READ_ON * gtk_adjustment_get_page_size (adjustment));
  return gtk_adjustment_get_value (adjustment) > before;
}

/* Not grab_focus(): a label takes that for its text, which nobody can select here. */
void
stipple_page_focus_title (StipplePage *self)
{
  StipplePagePrivate *priv = PRIV (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (priv->scroller), 0);
  if (root != NULL && gtk_widget_get_visible (GTK_WIDGET (priv->title)))
    gtk_root_set_focus (root, GTK_WIDGET (priv->title));
}

GVariant *
stipple_page_save_view (StipplePage *self)
{
  StipplePagePrivate *priv = PRIV (self);
  StipplePageClass *class = STIPPLE_PAGE_GET_CLASS (self);
  g_autoptr (GVariant) own = class->save_view != NULL ? class->save_view (self) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (priv->scroller);

  if (own == NULL)
    own = g_variant_new_boolean (FALSE);
  g_variant_ref_sink (own);
  return g_variant_ref_sink (g_variant_new ("(dv)", gtk_adjustment_get_value (adjustment), own));
}

static void
adjustment_changed (GtkAdjustment *adjustment, StipplePage *self)
{
  StipplePagePrivate *priv = PRIV (self);
  double room = gtk_adjustment_get_page_size (adjustment);
  gboolean less = room < priv->room;

  priv->room = room;
  if (less)
    stipple_page_reveal_focus (self);
  if (priv->scroll_wanted < 0 || gtk_adjustment_get_upper (adjustment) <= 1)
    return;
  gtk_adjustment_set_value (adjustment, priv->scroll_wanted);
  /* While it unfolds, it grows. */
  if (gtk_widget_get_opacity (GTK_WIDGET (self)) > 0)
    priv->scroll_wanted = -1;
}

void
stipple_page_restore_view (StipplePage *self, GVariant *view)
{
  StipplePagePrivate *priv = PRIV (self);
  StipplePageClass *class = STIPPLE_PAGE_GET_CLASS (self);
  g_autoptr (GVariant) own = NULL;

  g_variant_get (view, "(dv)", &priv->scroll_wanted, &own);
  if (class->restore_view == NULL || g_variant_is_of_type (own, G_VARIANT_TYPE_BOOLEAN))
    return;
  /* It may show and hide parts, which must not have been hidden for another reason. */
  stipple_portions_show_all (GTK_WIDGET (self));
  class->restore_view (self, own);
  if (stipple_page_is_unfolding (self))
    stipple_page_unfold (self);
}

/* --- Coming and going */

void
stipple_page_unfold (StipplePage *self)
{
  stipple_portions_unfold (GTK_WIDGET (self), PRIV (self)->content);
}

gboolean
stipple_page_is_unfolding (StipplePage *self)
{
  return stipple_portions_is_unfolding (GTK_WIDGET (self));
}

static void
opacity_changed (StipplePage *self)
{
  if (gtk_widget_get_opacity (GTK_WIDGET (self)) > 0)
    PRIV (self)->scroll_wanted = -1;
}

gboolean
stipple_page_shed (StipplePage *self)
{
  StipplePagePrivate *priv = PRIV (self);

  /* Then nothing around it is laid out anew. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return stipple_portions_shed (priv->content, priv->shed);
}

/* --- Object */

static void
stipple_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StipplePage *self = STIPPLE_PAGE (object);
  StipplePagePrivate *priv = PRIV (self);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_STEP:
      g_value_set_object (value, priv->step);
      break;
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (priv->title));
      break;
    case PROP_LEAD:
      g_value_set_string (value, gtk_label_get_label (priv->lead));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, priv->content);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StipplePage *self = STIPPLE_PAGE (object);
  StipplePagePrivate *priv = PRIV (self);

  switch (id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_STEP:
      priv->step = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      stipple_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_LEAD:
      stipple_page_set_lead (self, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    case PROP_NEXT_LABEL:
      stipple_page_set_next_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_page_dispose (GObject *object)
{
  StipplePagePrivate *priv = PRIV (STIPPLE_PAGE (object));

  /* No gtk_widget_dispose_template() in src/kiosk: in GTK 4.8 it takes the child away under the bin,
   * box or window that still counts on it, and that parent class lets go of the child anyway. */
  priv->content = NULL;
  g_clear_object (&priv->session);
  g_clear_object (&priv->step);
  G_OBJECT_CLASS (stipple_page_parent_class)->dispose (object);
}

static void
stipple_page_finalize (GObject *object)
{
  StipplePagePrivate *priv = PRIV (STIPPLE_PAGE (object));

  g_ptr_array_unref (priv->shed);
  g_free (priv->next_label);
  G_OBJECT_CLASS (stipple_page_parent_class)->finalize (object);
}

static void
stipple_page_class_init (StipplePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags text = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_page_get_property;
  object_class->set_property = stipple_page_set_property;
  object_class->dispose = stipple_page_dispose;
  object_class->finalize = stipple_page_finalize;
  class->show_fault = show_fault_in_alert;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, STIPPLE_TYPE_SESSION, once);
  properties[PROP_STEP] = g_param_spec_object ("step", NULL, NULL, STIPPLE_TYPE_STEP, once);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", text);
  properties[PROP_LEAD] = g_param_spec_string ("lead", NULL, NULL, "", text);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, text);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, "", text);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_FILL_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, StipplePage, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, StipplePage, column);
  gtk_widget_class_bind_template_child_private (widget_class, StipplePage, title);
  gtk_widget_class_bind_template_child_private (widget_class, StipplePage, lead);
  gtk_widget_class_bind_template_child_private (widget_class, StipplePage, alert);
}

static void
stipple_page_init (StipplePage *self)
{
  StipplePagePrivate *priv = PRIV (self);

  priv->scroll_wanted = -1;
  priv->shed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::opacity", G_CALLBACK (opacity_changed), NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (priv->scroller), "changed",
                           G_CALLBACK (adjustment_changed), self, 0);
}
