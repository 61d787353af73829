// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleDeadlines: absolute deadlines for sockets, which libmicrohttpd's own timeout (of inactivity) is not.
 * One thread shuts down every socket whose time is up; its owner then sees the end of the stream.
 */
typedef struct _StippleDeadlines StippleDeadlines;
typedef struct _StippleDeadline StippleDeadline;

StippleDeadlines *stipple_deadlines_new (void);
void stipple_deadlines_free (StippleDeadlines *self); /* every deadline is removed by then */

/* @fd stays the caller's and must stay open until stipple_deadlines_remove(). */
StippleDeadline *stipple_deadlines_add (StippleDeadlines *self, int fd, gint64 in_us);
void stipple_deadlines_set (StippleDeadlines *self, StippleDeadline *deadline, gint64 in_us);
void stipple_deadlines_remove (StippleDeadlines *self, StippleDeadline *deadline);

G_END_DECLS
