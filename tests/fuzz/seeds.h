// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/* Inputs that a fuzzer begins with: good ones out of the fixtures, and bad ones of every kind known.
 * @target is "fuzz-bundle", "fuzz-media", "fuzz-pack" or "fuzz-router"; another has none. Transfer full: GPtrArray of
 * GBytes. */
GPtrArray *fuzz_seeds (const char *target);
