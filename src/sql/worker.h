// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleWorker: one named thread with a priority queue of GTasks; the only one to touch the handle it
 * was made for.
 */
typedef struct _StippleWorker StippleWorker;

StippleWorker *stipple_worker_new (const char *name);
/* Lower @priority values run first (G_PRIORITY_*), equal ones in order. Takes no reference beyond the run. */
void stipple_worker_queue (StippleWorker *self, int priority, GTask *task, GTaskThreadFunc run);
/* Runs what is queued, then ends and joins the thread. After this, queueing cancels the task. */
void stipple_worker_shutdown (StippleWorker *self);
gboolean stipple_worker_is_current (StippleWorker *self); /* called on that very thread? */
void stipple_worker_free (StippleWorker *self);           /* shuts down first */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleWorker, stipple_worker_free)

G_END_DECLS
