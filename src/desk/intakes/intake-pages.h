// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/intake-item.h"

G_BEGIN_DECLS

/* The pages of a StippleIntakeList, newest first. Private to it. */

/* Rows between two cursors. The first page also takes what is new, and is always kept. */
typedef struct
{
  char *after; /* NULL: the newest */
  guint n;
  GPtrArray *items; /* NULL: not kept */
  gboolean filled;  /* FALSE: its items are still empty */
  guint64 used;
} StippleIntakePage;

/* GPtrArray of StippleIntakePage. Transfer full. */
GPtrArray *stipple_intake_pages_new (void);
StippleIntakePage *stipple_intake_pages_at (GPtrArray *pages, guint index);
/* Of a row; @start (out): the position of the page's first row. */
guint stipple_intake_pages_find (GPtrArray *pages, guint position, guint *start);
guint stipple_intake_pages_start (GPtrArray *pages, guint index);
/* Makes room for one of @most beside the first: what was read longest ago is no longer kept. */
void stipple_intake_pages_forget (GPtrArray *pages, guint most);
/* The empty page that was read last; the number of pages when there is none. */
guint stipple_intake_pages_find_empty (GPtrArray *pages);
/* NULL when it is not kept. Borrowed. */
StippleIntakeItem *stipple_intake_pages_find_item (GPtrArray *pages, const char *id, guint *index,
                                                   guint *at);
/* Rows in memory. */
guint stipple_intake_pages_get_n_kept (GPtrArray *pages);

/* Empty rows, until they come. */
void stipple_intake_page_make_items (StippleIntakePage *page);
/* GPtrArray of StippleIntakeItem. Transfer full. */
GPtrArray *stipple_intake_rows_read (const json_t *rows);

G_END_DECLS
