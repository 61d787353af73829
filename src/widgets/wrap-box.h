// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleWrapBox: children in a StippleWrapLayout; children in .ui as <child>.
 * Properties: spacing, justify, align-end as the layout's.
 */
#define STIPPLE_TYPE_WRAP_BOX (stipple_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (StippleWrapBox, stipple_wrap_box, STIPPLE, WRAP_BOX, GtkWidget)

GtkWidget *stipple_wrap_box_new (void);
void stipple_wrap_box_append (StippleWrapBox *self, GtkWidget *child);
/* Removes every child. */
void stipple_wrap_box_clear (StippleWrapBox *self);

G_END_DECLS
