// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk-fixture.h"

G_BEGIN_DECLS

/* What stands on the screen in one state of a visit, and under which name it is judged. */
typedef void (*Look) (Fixture *fixture, const char *state, gpointer data);

/* A visit in @tag through every state of every screen, and of what lies over them. */
void states_walk (Fixture *fixture, const char *tag, Look look, gpointer data);

G_END_DECLS
