// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/portions.h"

#include "kiosk/columns.h"
#include "widgets/paint.h"
#include "widgets/wrap-box.h"

/* Of one frame, or one round. A label counts for several widgets: laying out text is what takes long. */
#define PORTION 64
#define LABEL 4
#define SHED_PORTION 32

static const char key[] = "stipple-unfolding";

typedef struct
{
  GtkWidget *page;
  GQueue seen;   /* GtkWidget, owned */
  GQueue unseen; /* the same, in what is not on top of a stack */
  gboolean begun;
  gboolean shown;
} Unfolding;

static gboolean
is_divisible (GtkWidget *widget)
{
  /* A class of its own may count on its children. */
  return G_OBJECT_TYPE (widget) == GTK_TYPE_BOX || GTK_IS_STACK (widget)
         || STIPPLE_IS_COLUMNS (widget);
}

static int
weigh (GtkWidget *widget, int label)
{
  int weight = GTK_IS_LABEL (widget) ? label : 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    weight += weigh (child, label);
  return weight;
}

/* --- Unfolding */

static gboolean
can_unfold (GtkWidget *widget)
{
  return is_divisible (widget) || STIPPLE_IS_WRAP_BOX (widget);
}

static void
fold (Unfolding *self, GtkWidget *widget, gboolean seen)
{
  gboolean is_stack = GTK_IS_STACK (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean child_seen =
          seen && (!is_stack || child == gtk_stack_get_visible_child (GTK_STACK (widget)));

      if (!gtk_widget_get_visible (child))
        continue;
      /* A stack shows another child when one is hidden. */
      if (is_stack || (can_unfold (child) && weigh (child, LABEL) > PORTION))
        fold (self, child, child_seen);
      else
        {
          gtk_widget_set_visible (child, FALSE);
          g_queue_push_tail (child_seen ? &self->seen : &self->unseen, g_object_ref (child));
        }
    }
}

static void
unfold_portion (GQueue *parts)
{
  int left = PORTION;

  while (left > 0 && !g_queue_is_empty (parts))
    {
      g_autoptr (GtkWidget) part = g_queue_pop_head (parts);

      left -= weigh (part, LABEL);
      gtk_widget_set_visible (part, TRUE);
    }
}

/* What is around a page comes first. */
static gboolean
is_within_unfolding (GtkWidget *page)
{
  GtkWidget *around = gtk_widget_get_parent (page);

  while (around != NULL && !stipple_portions_is_unfolding (around))
    around = gtk_widget_get_parent (around);
  return around != NULL;
}

static gboolean
unfold_more (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Unfolding *self = data;

  /* The first tick comes before the layout of its frame, which has the rest of the screen. */
  if (!self->begun || is_within_unfolding (page))
    self->begun = TRUE;
  else if (!g_queue_is_empty (&self->seen))
    unfold_portion (&self->seen);
  else if (!self->shown)
    {
      gtk_widget_set_opacity (page, 1);
      self->shown = TRUE;
    }
  else
    unfold_portion (&self->unseen);
  return self->shown && g_queue_is_empty (&self->unseen) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
unfolding_free (gpointer data)
{
  Unfolding *self = data;

  g_object_set_data (G_OBJECT (self->page), key, NULL);
  g_queue_clear_full (&self->seen, g_object_unref);
  g_queue_clear_full (&self->unseen, g_object_unref);
  g_free (self);
}

static void
unfold_all (GQueue *parts)
{
  while (!g_queue_is_empty (parts))
    unfold_portion (parts);
}

void
stipple_portions_unfold (GtkWidget *page, GtkWidget *content)
{
  Unfolding *self = g_object_get_data (G_OBJECT (page), key);

  if (self == NULL)
    {
      self = g_new0 (Unfolding, 1);
      self->page = page;
      g_queue_init (&self->seen);
      g_queue_init (&self->unseen);
      g_object_set_data (G_OBJECT (page), key, self);
      gtk_widget_add_tick_callback (page, unfold_more, self, unfolding_free);
    }
  stipple_portions_show_all (page);
  fold (self, content, TRUE);
  self->shown = FALSE;
  gtk_widget_set_opacity (page, 0);
}

void
stipple_portions_show_all (GtkWidget *page)
{
  Unfolding *self = g_object_get_data (G_OBJECT (page), key);

  if (self == NULL)
    return;
  unfold_all (&self->seen);
  unfold_all (&self->unseen);
}

gboolean
stipple_portions_is_unfolding (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), key) != NULL;
}

void
stipple_portions_turn (GtkStack *stack, GtkWidget *child, GtkStackTransitionType transition)
{
  gboolean slow = stipple_paint_is_slow (GTK_WIDGET (stack));

  if (gtk_stack_get_visible_child (stack) == child)
    return;
  gtk_stack_set_transition_type (stack, slow ? GTK_STACK_TRANSITION_TYPE_NONE : transition);
  gtk_stack_set_visible_child (stack, child);
  if (slow)
    stipple_portions_unfold (child, child);
}

/* --- Shedding */

static void
take_out (GtkWidget *child, GPtrArray *kept)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  g_ptr_array_add (kept, g_object_ref (child));
  if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), child);
  else if (GTK_IS_STACK (parent))
    gtk_stack_remove (GTK_STACK (parent), child);
  else
    gtk_widget_unparent (child);
}

/* What is left of @portion. */
static int
shed (GtkWidget *widget, int portion, GPtrArray *kept)
{
  GtkWidget *child;

  while (portion > 0 && (child = gtk_widget_get_last_child (widget)) != NULL)
    {
      int weight = weigh (child, 1);

      if (is_divisible (child) && weight > SHED_PORTION)
        portion = shed (child, portion, kept);
      else
        {
          take_out (child, kept);
          portion -= weight;
        }
    }
  return portion;
}

gboolean
stipple_portions_shed (GtkWidget *content, GPtrArray *kept)
{
  if (is_divisible (content))
    shed (content, SHED_PORTION, kept);
  return is_divisible (content) && gtk_widget_get_first_child (content) != NULL;
}
