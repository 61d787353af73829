// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleHeadMarks: what lies over the drawing of a StippleHeadView, and takes the touches: regions and
 * lines. It is as large as the drawing. Properties and functions: see head-view.h. Private to
 * widgets/.
 */
#define STIPPLE_TYPE_HEAD_MARKS (stipple_head_marks_get_type ())
G_DECLARE_FINAL_TYPE (StippleHeadMarks, stipple_head_marks, STIPPLE, HEAD_MARKS, GtkWidget)

GtkWidget *stipple_head_marks_new (void);

void stipple_head_marks_set_side (StippleHeadMarks *self, StippleHeadSide side);
const StippleMarks *stipple_head_marks_get_marks (StippleHeadMarks *self);
void stipple_head_marks_set_marks (StippleHeadMarks *self, const StippleMarks *marks);

G_END_DECLS
