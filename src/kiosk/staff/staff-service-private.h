// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/staff/staff-service.h"

#include "kiosk/staff/printers.h"
#include "store/drawer.h"

G_BEGIN_DECLS

/* What the files of the service share: staff-service.c (opening, printing, settings, the end) and staff-look.c (what
 * the drawer shows). */

struct _StippleStaffService
{
  GObject parent_instance;

  StippleKioskWindow *window; /* weak */
  StippleStore *store;        /* NULL once stopped */
  StippleSync *sync;
  StippleClock *clock;
  char *data_dir;
  char *hub;
  StippleKioskSettings settings;
  StipplePrinters *printers;
  GCancellable *cancellable;

  StippleStaffDrawer *drawer; /* weak: while there is one */
  guint visit;                /* counts the drawers: what comes late for another is let go */

  /* What is looked at, one after the other. */
  gboolean looking;
  gboolean look_again;
  GPtrArray *today;   /* StippleDrawerIntake; only while the drawer is open */
  GPtrArray *waiting; /* StippleOutboxItem */
  StippleBackoff backoff;
  gint64 free_bytes;
};

/* A drawer stands there, with its PIN given. */
gboolean stipple_staff_service_is_open (StippleStaffService *self);
/* Shows what there is now, once all of it is known. */
void stipple_staff_service_look (StippleStaffService *self);
void stipple_staff_service_show_settings (StippleStaffService *self);
void stipple_staff_service_printers_changed (StippleStaffService *self);

G_END_DECLS
