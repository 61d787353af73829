// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleStatusView: a calm screen for staff, when the kiosk cannot serve clients: it is being set up,
 * or its database will not open. Nobody's data is on it.
 * Signal "retry".
 */
#define STIPPLE_TYPE_STATUS_VIEW (stipple_status_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleStatusView, stipple_status_view, STIPPLE, STATUS_VIEW, AdwBin)

/* @text says what happened, @advice what staff can do; either may be NULL. */
StippleStatusView *stipple_status_view_new (const char *title, const char *text, const char *advice,
                                            gboolean can_retry);

G_END_DECLS
