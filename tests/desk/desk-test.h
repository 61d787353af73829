// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"
#include "hub-test.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A desk's client beside a real hub of its own for each case. */
typedef struct
{
  HubTest hub;
  StippleHubClient *client;
  StippleDesk *desk; /* NULL: not opened */
  char *folder;      /* of its settings */
} DeskTest;

void desk_test_set_up (DeskTest *self, gconstpointer data);
void desk_test_tear_down (DeskTest *self, gconstpointer data);
#define desk_test_add(path, function)                                                              \
  g_test_add (path, DeskTest, NULL, desk_test_set_up, function, desk_test_tear_down)

/* A desk over the client, with settings of its own. Borrowed. */
StippleDesk *desk_test_open_desk (DeskTest *self);
/* Nothing of it, or of its @window, stays behind. */
void desk_test_close_desk (DeskTest *self, GtkWindow *window);

/* Runs the main loop until @done; fails after half a minute. */
void desk_test_wait (gboolean (*done) (gpointer), gpointer data);
/* Keeps a result in a GAsyncResult *slot, and waits for it. */
void desk_test_keep (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult *desk_test_await (GAsyncResult **slot);

/* As the administrator "admin"; @password NULL: the right one. */
gboolean desk_test_sign_in (DeskTest *self, const char *password, GError **error);
/* One call, and its answer. */
StippleHubReply *desk_test_call (DeskTest *self, const char *method, const char *path,
                                 const json_t *body, GError **error);
/* So many intakes arrive at the hub. */
void desk_test_arrive (DeskTest *self, guint n);
/* Every session of staff ends at the hub. */
void desk_test_expire (DeskTest *self);
/* The code of the newest intake. Transfer full. */
char *desk_test_newest (DeskTest *self);

G_END_DECLS
