// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "album.h"
#include "kiosk/window.h"

G_BEGIN_DECLS

/* A kiosk window with the default pack and a clock that stands at 2026-11-22 15:00 UTC. */
typedef struct
{
  StippleKioskWindow *window;
  StipplePack *pack;
  StippleClock *clock;
  StippleFlow *flow;       /* of the visit that fixture_begin() began; borrowed */
  StippleSession *session; /* likewise */
  guint n_saves;           /* how often the window asked */
  Album *album;            /* with a gallery; else NULL */
  const char *companion; /* the language beneath, in visits that begin from now on; NULL for none */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Visits from now on are under the default pack with the sample gallery, whose pictures the album has. */
void fixture_show_gallery (Fixture *fixture);
/* Begins a visit in @language and goes to @step; what must be answered before it is: no to all. */
void fixture_begin (Fixture *fixture, const char *language, const char *step);
void fixture_answer_all (Fixture *fixture, StippleAnswer answer);
void fixture_understand_all (Fixture *fixture);
/* All that a complete intake needs. */
void fixture_fill (Fixture *fixture);
const char *fixture_step (Fixture *fixture);

/* The accessible name of @widget. Transfer full; never NULL. */
char *accessible_name (GtkWidget *widget);
/* The shown widget below @root (NULL: the window) with this name, or label text; NULL when none. */
GtkWidget *find (Fixture *fixture, const char *name);
GtkWidget *find_type (Fixture *fixture, GType type);
/* The shown label that has @text somewhere in it; NULL when none. */
GtkWidget *find_label (Fixture *fixture, const char *text);
gboolean shows_text (Fixture *fixture, const char *text);
/* The beginning of a Markdown text, up to the next mark. */
gboolean shows_markdown (Fixture *fixture, const StippleText *text, const char *language);
void press (Fixture *fixture, const char *name);
/* Everything shown that can be worked, as names. */
GPtrArray *controls (Fixture *fixture);

typedef gboolean (*Condition) (Fixture *fixture);
/* Runs the main loop until @condition; fails after two minutes. */
void wait_until (Fixture *fixture, Condition condition);
void settle (void);
/* Lays out and draws. */
void next_frame (Fixture *fixture);
/* The screen is @width × @height, which the X server has to say first. */
void fixture_resize (Fixture *fixture, int width, int height);

#define test_add(path, function)                                                                   \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

G_END_DECLS
