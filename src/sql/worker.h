// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleWorker: one named thread with a priority queue of GTasks; the only one to touch the handle it
 * was made for. Any thread may queue.
 */
typedef struct _StippleWorker StippleWorker;

StippleWorker *stipple_worker_new (const char *name);
/* Call @func on the thread whenever it has had nothing to do for @delay_ms after a task. Before the first
 * task is queued. */
void stipple_worker_set_idle (StippleWorker *self, guint delay_ms, void (*func) (gpointer data),
                              gpointer data);
/* Lower @priority values run first (G_PRIORITY_*), equal ones in order. Takes no reference beyond the run.
 * A task cancelled before its run is not run (STIPPLE_ERROR_CANCELLED); from then on cancelling changes
 * nothing, so that its result tells what was done. */
void stipple_worker_queue (StippleWorker *self, int priority, GTask *task, GTaskThreadFunc run);
/* Runs what is queued, then ends and joins the thread. After this, queueing cancels the task. */
void stipple_worker_shutdown (StippleWorker *self);
gboolean stipple_worker_is_current (StippleWorker *self); /* called on that very thread? */
/* Shuts down first. On its own thread (a task held the last reference to the owner) the thread
 * ends by itself after that task. */
void stipple_worker_free (StippleWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleWorker, stipple_worker_free)

G_END_DECLS
