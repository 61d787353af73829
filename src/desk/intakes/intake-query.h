// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

G_BEGIN_DECLS

/* What a list of intakes is narrowed by, as in wire/api.h; NULL or "" for what does not matter. */
typedef struct
{
  char *words;
  char *outcome; /* as in wire/api.h */
  char *state;   /* core/work-state.h */
  char *device;  /* id */
  gint64 from;   /* µs UTC, inclusive; 0: no beginning */
  gint64 to;     /* µs UTC, exclusive; 0: no end */
} StippleIntakeQuery;

StippleIntakeQuery *stipple_intake_query_copy (const StippleIntakeQuery *self);
void stipple_intake_query_free (StippleIntakeQuery *self);
gboolean stipple_intake_query_equal (const StippleIntakeQuery *a, const StippleIntakeQuery *b);
/* It narrows by nothing. */
gboolean stipple_intake_query_is_empty (const StippleIntakeQuery *self);
/* µs UTC of the first moment of the day so many days @ago, in the zone of @clock: where summer time begins or ends at
 * midnight there is no 0:00 on one day, and two on another. */
gint64 stipple_intake_query_midnight_by (StippleClock *clock, int ago);
/* By the clock and in the zone of this machine. */
gint64 stipple_intake_query_midnight (int ago);
/* The path to ask: a page of @limit from @after (NULL: the newest). Transfer full. */
char *stipple_intake_query_path (const StippleIntakeQuery *self, guint limit, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleIntakeQuery, stipple_intake_query_free)

G_END_DECLS
