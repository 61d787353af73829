// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/app.h"

#include "core/ids.h"
#include "kiosk/staff/staff-service.h"
#include "kiosk/window.h"
#include "store/store.h"
#include "sync/staff-call.h"
#include "sync/sync.h"

G_BEGIN_DECLS

/* What app.c (the parts and their life) and app-options.c (the command line) share. */

struct _StippleKioskApp
{
  AdwApplication parent_instance;

  char *data_dir;
  char *hub; /* NULL: as enrolled */
  char *enrol_code;
  char *device_name;
  gboolean windowed;
  StippleKioskSettings settings; /* as the command line has them */
  int switch_ms;
  char *keys;            /* NULL: the usual ones */
  StippleReader *reader; /* NULL: nothing is read aloud */

  GCancellable *cancellable;
  StippleIds *ids;
  StippleStore *store;
  StippleSync *sync;
  StippleStaffCall *call;     /* for staff, by the visitor */
  StippleStaffService *staff; /* behind their drawer */
  gboolean ended;             /* by staff */
  StippleKioskWindow *window; /* owned by GTK */
  guint signal_sources[2];
};

void stipple_kiosk_app_add_options (StippleKioskApp *self);
/* The virtual function of GApplication. */
int stipple_kiosk_app_handle_local_options (GApplication *application, GVariantDict *options);

G_END_DECLS
