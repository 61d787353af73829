// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleWalk: works a window without touching it.
 *
 * By four keys: next (Tab, and the arrows down and forwards; the other arrows go back again), select
 * (Enter), back (Escape) and help (F1), or four others of a button box. Next goes on in the order of
 * reading, and reads on in a page that is longer than the screen. Select on a field
 * brings up the on-screen keyboard, whose rows are chosen first, then a key of the row.
 *
 * By a single switch (Space or Enter), when there is a pace: what can be worked is shown one after the other,
 * regions first, and the switch selects.
 *
 * What is shown has the style class "walked"; and the focus, unless that belongs elsewhere: in the field
 * whose keys are walked over, and everywhere with a switch.
 *
 * Signals: "back": there was nothing nearer to go back from; "help".
 */
#define STIPPLE_TYPE_WALK (stipple_walk_get_type ())
G_DECLARE_FINAL_TYPE (StippleWalk, stipple_walk, STIPPLE, WALK, GObject)

typedef enum
{
  STIPPLE_WALK_NEXT,
  STIPPLE_WALK_SELECT,
  STIPPLE_WALK_BACK,
  STIPPLE_WALK_HELP,
  STIPPLE_N_WALK_KEYS,
} StippleWalkKey;

/* For @window, which is not kept alive. */
StippleWalk *stipple_walk_new (GtkWindow *window);
/* Keys of a button box, besides the usual ones: names as xkb has them ("F9", "KP_Add"), in the order of
 * StippleWalkKey, by commas. FALSE when that is not what @names is. */
gboolean stipple_walk_set_keys (StippleWalk *self, const char *names);
/* Whether it would take them. Needs no display. */
gboolean stipple_walk_are_keys (const char *names);
/* Goes on by itself every @pace ms; 0 (the default): never. */
void stipple_walk_set_pace (StippleWalk *self, guint pace);
/* Whether it does. */
gboolean stipple_walk_has_pace (StippleWalk *self);

/* What a visitor makes of the pace. */
typedef enum
{
  STIPPLE_TEMPO_USUAL,
  STIPPLE_TEMPO_SLOWER,  /* twice as long */
  STIPPLE_TEMPO_QUICKER, /* half as long, but never less than the shortest that can be set up */
} StippleTempo;
#define STIPPLE_PACE_LEAST 300 /* ms */
StippleTempo stipple_walk_get_tempo (StippleWalk *self);
void stipple_walk_set_tempo (StippleWalk *self, StippleTempo tempo);
/* How long each is shown with it, ms; 0 without a pace. */
guint stipple_walk_get_interval (StippleWalk *self);
/* As the keys of that name; with a pace, as the time that passes. */
void stipple_walk_next (StippleWalk *self);
void stipple_walk_select (StippleWalk *self);

G_END_DECLS
