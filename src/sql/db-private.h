// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/db.h"

#include "core/error.h"

G_BEGIN_DECLS

struct _StippleDb
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL → sqlite3_stmt that nobody uses now */
};

/* Without a handle yet. */
StippleDb *stipple_db_new (void);
/* What to do about @code, as a sentence in the reader's language. */
const char *stipple_db_advice (StippleError code);

G_END_DECLS
