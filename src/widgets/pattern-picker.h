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

/* Works out the hair of all of them on another thread. Heads without it are bald until that is done,
 * which takes a few frames. */
void stipple_pattern_picker_warm_up (void);

G_END_DECLS
