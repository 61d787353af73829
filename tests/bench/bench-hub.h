// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "hub/hub.h"

G_BEGIN_DECLS

/* A hub that holds very many intakes of people who do not exist: some of their names are common, most are not. */

/**
 * bench_hub_open: the hub in @directory, which exists. The first time it is made, and filled with @n intakes through
 * the hub's own storage, some thousands a second; the password of its administrator "admin" is in @directory/password.
 * Ends the program when anything is wrong, or when it holds another number.
 */
StippleHub *bench_hub_open (const char *directory, guint n);

/* Somebody who might be in it; the code is that of number @count, who is. Transfer full. */
StippleIntake *bench_hub_new_person (StippleHub *hub, GRand *rand, guint count);

/* Ends the program, saying @what went wrong, when there is an @error. */
void bench_check (const GError *error, const char *what);

G_END_DECLS
