// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/intake-query.h"
#include "desk/session/hub-client.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleIntakeList: the hub's intakes as a GListModel of StippleIntakeItem, newest first. It grows page by page as
 * its end comes near, and keeps only the pages that were read last: what scrolls back into sight is asked for
 * again, and empty until it comes. Main thread only.
 *
 * Properties (read-only, notify):
 *   loading  boolean: the first page of the query is on the way
 *   fault    string: why it did not come; NULL when it did
 */
#define STIPPLE_TYPE_INTAKE_LIST (stipple_intake_list_get_type ())
G_DECLARE_FINAL_TYPE (StippleIntakeList, stipple_intake_list, STIPPLE, INTAKE_LIST, GObject)

/* A GtkListView makes widgets for 200 rows if it can: what a search finds is on the screen sooner when it is not
 * much more than the screen shows. */
#define STIPPLE_INTAKE_LIST_FIRST 20 /* rows, of the first page */
#define STIPPLE_INTAKE_LIST_PAGE 50
#define STIPPLE_INTAKE_LIST_KEPT 48 /* pages */

StippleIntakeList *stipple_intake_list_new (StippleHubClient *client);
/* Instead of those above, before anything is listed: for tests, which have few rows. */
void stipple_intake_list_set_pages (StippleIntakeList *self, guint rows, guint kept);
/* Asks for the first page anew; what is there stays until it comes. An answer to an earlier query is dropped. */
void stipple_intake_list_set_query (StippleIntakeList *self, const StippleIntakeQuery *query);
const StippleIntakeQuery *stipple_intake_list_get_query (StippleIntakeList *self);
void stipple_intake_list_reload (StippleIntakeList *self);
/* The row at @position is on the screen: near the end, the next page is asked for. A GtkListView reads far more rows
 * than it shows. */
void stipple_intake_list_reach (StippleIntakeList *self, guint position);
/* Takes the "intakes" of STIPPLE_PATH_CHANGES: what is listed changes or goes; for what is not, the newest page is
 * looked at, and what is new comes first. Positions behind it move; nothing is replaced. */
void stipple_intake_list_take_changes (StippleIntakeList *self, const json_t *intakes);
/* An intake as a call answered it. */
void stipple_intake_list_take (StippleIntakeList *self, const json_t *intake);
/* Stops, and empties it: nobody is signed in. */
void stipple_intake_list_clear (StippleIntakeList *self);

gboolean stipple_intake_list_is_loading (StippleIntakeList *self);
const char *stipple_intake_list_get_fault (StippleIntakeList *self);
/* How many rows are in memory. */
guint stipple_intake_list_get_n_kept (StippleIntakeList *self);

G_END_DECLS
