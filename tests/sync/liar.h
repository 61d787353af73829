// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Liar: an HTTP server on 127.0.0.1, on threads of its own, that answers as a test scripts it.
 */
typedef struct _Liar Liar;

typedef struct
{
  char *method;
  char *path;
  char *head; /* raw */
  char *body;
  gsize body_length;
} LiarRequest;

/* One reply, in a thread of the liar. TRUE: keep the connection open for another request. @end is
 * cancelled by liar_free(). */
typedef gboolean (*LiarReply) (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                               gpointer data);

Liar *liar_new (void);
/* Its port is its own, and refuses until liar_open(). */
Liar *liar_new_closed (void);
void liar_open (Liar *self);
void liar_free (Liar *self); /* ends what hangs */
guint16 liar_get_port (Liar *self);
char *liar_url (Liar *self, const char *path);

/* The next request is answered so; the last reply of the script answers all that follow. */
void liar_then (Liar *self, LiarReply reply, gpointer data);
/* @path has a script of its own. */
void liar_then_at (Liar *self, const char *path, LiarReply reply, gpointer data);
/* The next request is answered with a copy of @raw, and the connection closed. */
void liar_say (Liar *self, const char *raw);
void liar_say_at (Liar *self, const char *path, const char *raw);
/* Requests so far, of @path or (NULL) of all; and one of them, borrowed until the liar is freed. */
guint liar_count_at (Liar *self, const char *path);
const LiarRequest *liar_nth_at (Liar *self, const char *path, guint n);
guint liar_count (Liar *self);
const LiarRequest *liar_nth (Liar *self, guint n);
/* Without white space; NULL when there is none of that name. Transfer full. */
char *liar_request_header (const LiarRequest *request, const char *name);

/* --- Replies */
gboolean liar_write (GIOStream *connection, const char *text, gssize length);
/* A whole reply with its length; keeps the connection open. */
gboolean liar_answer (GIOStream *connection, const char *status, const char *headers,
                      const char *body);
/* Close without a word. */
gboolean liar_drop (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                    gpointer data);
/* Say @data (may be NULL) and then nothing until the client goes away. */
gboolean liar_hang (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                    gpointer data);
/* Say @data and then one byte a tenth of a second until the client goes away. */
gboolean liar_drip (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                    gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Liar, liar_free)

G_END_DECLS
