// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleSidebar: the areas with what waits in each, the menu, who is signed in, and how it is with the hub.
 *
 * Signal: chosen ()
 */
typedef enum
{
  STIPPLE_AREA_INTAKES,
  STIPPLE_AREA_IN_PROGRESS,
  STIPPLE_AREA_CALLS,
  STIPPLE_AREA_PAPER,
  STIPPLE_AREA_QUARANTINE,
  STIPPLE_AREA_DAY_CLOSE,
  STIPPLE_AREA_PRINTING,
  STIPPLE_N_AREAS
} StippleArea;

#define STIPPLE_TYPE_SIDEBAR (stipple_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (StippleSidebar, stipple_sidebar, STIPPLE, SIDEBAR, GtkBox)

void stipple_sidebar_set_desk (StippleSidebar *self, StippleDesk *desk);
StippleArea stipple_sidebar_get_area (StippleSidebar *self);
void stipple_sidebar_set_area (StippleSidebar *self, StippleArea area);
/* Notes and marks of this desk that the hub does not have yet. */
void stipple_sidebar_set_waiting (StippleSidebar *self, guint n);

G_END_DECLS
