// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/reach-layout.h"

#define REACH 1000      /* px, from below */
#define LOW_ENOUGH 1080 /* px: windows that can be reached as they are */

struct _StippleReachLayout
{
  GtkLayoutManager parent_instance;

  gboolean low;
};

G_DEFINE_FINAL_TYPE (StippleReachLayout, stipple_reach_layout, GTK_TYPE_LAYOUT_MANAGER)

gboolean
stipple_reach_layout_matters (int width, int height)
{
  return height > width && height > LOW_ENOUGH;
}

void
stipple_reach_layout_set_low (StippleReachLayout *self, gboolean low)
{
  if (self->low == !!low)
    return;
  self->low = !!low;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

gboolean
stipple_reach_layout_get_low (StippleReachLayout *self)
{
  return self->low;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return gtk_widget_get_request_mode (gtk_widget_get_last_child (widget));
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_last_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StippleReachLayout *self = STIPPLE_REACH_LAYOUT (manager);
  GtkWidget *picture = gtk_widget_get_first_child (widget);
  int above = self->low && stipple_reach_layout_matters (width, height) ? height - REACH : 0;

  gtk_widget_set_child_visible (picture, above > 0);
  if (above > 0)
    gtk_widget_size_allocate (picture, &(GtkAllocation){ 0, 0, width, above }, -1);
  gtk_widget_size_allocate (gtk_widget_get_last_child (widget),
                            &(GtkAllocation){ 0, above, width, height - above }, -1);
}

static void
stipple_reach_layout_class_init (StippleReachLayoutClass *class)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (class);

  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
}

static void
stipple_reach_layout_init (StippleReachLayout *self)
{
}
