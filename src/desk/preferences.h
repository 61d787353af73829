// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A window over @parent that changes @settings at once. */
GtkWidget *stipple_preferences_new (StippleDeskSettings *settings, GtkWindow *parent);

G_END_DECLS
