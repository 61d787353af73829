// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <jansson.h>

/* Put @value (JSON text; NULL takes away) at a JSON pointer of @root; "-" appends to a list. */
void edit_json (json_t *root, const char *pointer, const char *value);
/* Text that must be JSON. Transfer full. */
json_t *edit_parse (const char *text);
