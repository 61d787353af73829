// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fill-layout.h"

struct _StippleFillLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (StippleFillLayout, stipple_fill_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
stipple_fill_layout_class_init (StippleFillLayoutClass *class)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (class);

  manager_class->measure = measure;
  manager_class->allocate = allocate;
}

static void
stipple_fill_layout_init (StippleFillLayout *self)
{
}
