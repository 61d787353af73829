// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/choice-group.h"

G_BEGIN_DECLS

/* StippleChoiceGroups of colours, each a disc over its name. "selected" is the colour's index in
 * core/head.h plus 1, because 0 is none. What is chosen has a heavy edge and a tick: never colour alone. */
GtkWidget *stipple_swatches_new_complexion (void);
GtkWidget *stipple_swatches_new_hair_color (void);

G_END_DECLS
