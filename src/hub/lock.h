// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <pthread.h>

/**
 * A mutex held to the end of the block: `STIPPLE_HOLD (&self->mutex);`
 * POSIX mutexes rather than GMutex, whose futexes ThreadSanitizer cannot follow.
 */
typedef pthread_mutex_t StippleHeld;

static inline StippleHeld *
stipple_hold (pthread_mutex_t *mutex)
{
  pthread_mutex_lock (mutex);
  return mutex;
}

static inline void
stipple_let_go (StippleHeld *held)
{
  pthread_mutex_unlock (held);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHeld, stipple_let_go)

#define STIPPLE_HOLD(mutex) g_autoptr (StippleHeld) held G_GNUC_UNUSED = stipple_hold (mutex)
