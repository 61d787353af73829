// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* StippleDeskApp: the command line, the look and the language, and one window. */
#define STIPPLE_TYPE_DESK_APP (stipple_desk_app_get_type ())
G_DECLARE_FINAL_TYPE (StippleDeskApp, stipple_desk_app, STIPPLE, DESK_APP, AdwApplication)

StippleDeskApp *stipple_desk_app_new (void);

G_END_DECLS
