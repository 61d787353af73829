// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * How long the main loop is away from its poll: from each return of the poll function to the next
 * call, on the default context. While that lasts nothing is painted and no touch is answered.
 *
 * After SAMPLE_AFTER_MS a timer notes what the thread is doing, every SAMPLE_EVERY_MS; shorter rounds
 * are not disturbed.
 */
void bench_watchdog_install (void); /* on the main thread, before the loop runs */
/* From the round after this one on, rounds count; those before are the start. Later calls change nothing. */
void bench_watchdog_begin (void);

/* Tells painting from other work, for the frames of a realized window. */
void bench_watchdog_watch_frames (GdkFrameClock *clock);
/**
 * Counts no more, and writes to $BENCH_WATCH, if set:
 *   start=N                 µs, the longest round of the start
 *   round TIME LENGTH WORK PAINT
 *                           µs: of CLOCK_MONOTONIC when it began, all of it, what of it was spent on a
 *                           processor, and what of that between the layout of a frame and its end;
 *                           one line a round that was longer than 1 ms
 *   at FUNCTION;FUNCTION;…  one line a sample of the round above, innermost first
 *   rounds=N                all of them, the short ones too
 */
void bench_watchdog_end (void);

G_END_DECLS
