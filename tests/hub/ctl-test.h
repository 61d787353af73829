// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub-test.h"

G_BEGIN_DECLS

/* What stipplectl did. */
typedef struct
{
  int status;
  char *output;
  char *errors;
} CtlRun;
void ctl_run_clear (CtlRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlRun, ctl_run_clear)

/* The program of the build, to its end. */
CtlRun ctl_run (const char *const *arguments);
/* The same, of the hub under test and as its administrator. */
CtlRun ctl_run_at (HubTest *self, const char *const *arguments);

G_END_DECLS
