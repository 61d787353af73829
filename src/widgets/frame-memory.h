// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Without a GPU a frame is drawn into memory as large as what changed, and on X copied from there into
 * memory shared with the server. GTK and cairo ask for both anew each frame and give them back after it,
 * so that a full screen of 1080 × 1920 costs some four thousand page faults: most of its time.
 *
 * This makes the process keep what it has once used for frames: the heap's top, and the pool that cairo
 * shares with the server of @display. Takes the memory of one screen twice (half of it on X only). Again
 * for the same display: does nothing. Sources: glibc's mallopt(3); cairo 1.16, cairo-xlib-surface-shm.c.
 */
void stipple_frame_memory_keep (GdkDisplay *display);

/* One heap for all threads, instead of one for each that asks while another does: of those glibc never gives
 * the top back, some 17 MB each where a screen was drawn, and how many there come to be is chance. Before the
 * first thread. Source: glibc 2.36, malloc.c: mtrim(). */
void stipple_frame_memory_share (void);

/* Gives all that is free on the heap back, and with it what was written there; the next frames ask for theirs
 * again. What is kept lies between what is used, and would grow from visit to visit. Takes milliseconds: for
 * when nobody is there. */
void stipple_frame_memory_release (void);

G_END_DECLS
