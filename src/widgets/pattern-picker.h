// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hair-pattern.h"
#include "widgets/choice-group.h"

G_BEGIN_DECLS

typedef enum
{
  STIPPLE_SCALE_NORWOOD,
  STIPPLE_SCALE_LUDWIG,
} StippleHairScale;

/* A StippleChoiceGroup of the classes of @scale, each a small head seen from above over its numeral.
 * "selected" is the StippleHairPattern; a class of the other scale leaves nothing chosen. */
GtkWidget *stipple_pattern_picker_new (StippleHairScale scale);

G_END_DECLS
