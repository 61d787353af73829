// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/http.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * StippleHubClient: the desk's side of the hub. Each lane is a thread with a connection of its own, so that
 * neither a batch nor a poll holds up what somebody waits for; the answers' JSON is read there, too.
 * Main thread only. It keeps the session token in memory and nowhere else.
 *
 * Properties (read-only, notify):
 *   state   int, StippleClientState
 *   online  boolean: the last call that came to an end reached the hub
 *   user, role  string, NULL while nobody is signed in; both stay while the state is EXPIRED
 */
typedef enum
{
  STIPPLE_CLIENT_SIGNED_OUT,
  STIPPLE_CLIENT_SIGNED_IN,
  STIPPLE_CLIENT_EXPIRED, /* the hub no longer takes the token: the same person signs in again */
} StippleClientState;

typedef enum
{
  STIPPLE_LANE_ASK,   /* what somebody waits for */
  STIPPLE_LANE_WATCH, /* the polls */
  STIPPLE_LANE_BULK,  /* batches */
  STIPPLE_N_LANES
} StippleLane;

#define STIPPLE_TYPE_HUB_CLIENT (stipple_hub_client_get_type ())
G_DECLARE_FINAL_TYPE (StippleHubClient, stipple_hub_client, STIPPLE, HUB_CLIENT, GObject)

/* @hub as of stipple_http_base_url(). @options: NULL for the defaults. */
StippleHubClient *stipple_hub_client_new (const char *hub, const StippleHttpOptions *options);
/* Cancels what is under way, waits for the threads, forgets the token. Before the last reference goes. */
void stipple_hub_client_close (StippleHubClient *self);

typedef struct
{
  const char *method;
  const char *path;          /* of wire/api.h, with its query */
  const json_t *body;        /* may be NULL */
  const char *if_match;      /* may be NULL */
  const char *if_none_match; /* may be NULL */
} StippleHubCall;

typedef struct
{
  int status;   /* 2xx, 304 or 412 */
  char *etag;   /* may be NULL */
  char *next;   /* STIPPLE_HEADER_NEXT of wire/api.h; may be NULL */
  GBytes *body; /* as it came */
  json_t *json; /* NULL when the body is none */
} StippleHubReply;
void stipple_hub_reply_free (StippleHubReply *self);

/* @call is copied. Errors: those of stipple_http_perform() and of stipple_http_answer_to_error(), but for 412,
 * which is a reply; UNAUTHORIZED turns the state to EXPIRED. */
void stipple_hub_client_call_async (StippleHubClient *self, StippleLane lane,
                                    const StippleHubCall *call, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* Transfer full. */
StippleHubReply *stipple_hub_client_call_finish (StippleHubClient *self, GAsyncResult *result,
                                                 GError **error);

/* Errors besides: UNAUTHORIZED (wrong), THROTTLED; their messages are the desk's own, in this thread's language. */
void stipple_hub_client_sign_in_async (StippleHubClient *self, const char *user,
                                       const char *password, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_hub_client_sign_in_finish (StippleHubClient *self, GAsyncResult *result,
                                            GError **error);
/* Forgets the token at once, and tells the hub. */
void stipple_hub_client_sign_out (StippleHubClient *self);

const char *stipple_hub_client_get_hub (StippleHubClient *self);
const char *stipple_hub_client_get_user (StippleHubClient *self); /* NULL: nobody */
const char *stipple_hub_client_get_role (StippleHubClient *self);
StippleClientState stipple_hub_client_get_state (StippleHubClient *self);
gboolean stipple_hub_client_get_online (StippleHubClient *self);
/* Since when it has not been reached, µs UTC; 0 while it is. */
gint64 stipple_hub_client_get_offline_since (StippleHubClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHubReply, stipple_hub_reply_free)

G_END_DECLS
