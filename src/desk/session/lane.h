// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/**
 * StippleLaneWorker: one thread that sends one call after the other, over one connection. Private to
 * session/.
 */
typedef struct _StippleLaneWorker StippleLaneWorker;

typedef struct
{
  char *method;
  char *url;
  char *token; /* wiped; may be NULL */
  char *body;  /* wiped; may be NULL */
  char *if_match;
  char *if_none_match;
  char *language; /* of an error's message */
  GCancellable *cancellable;
} StippleLaneCall;
StippleLaneCall *stipple_lane_call_new (void);
void stipple_lane_call_free (StippleLaneCall *self);

StippleLaneWorker *stipple_lane_worker_new (const char *name, const StippleHttpOptions *options);
/* Waits for the thread: cancel what is under way before. */
void stipple_lane_worker_free (StippleLaneWorker *self);
/* @task's data is a StippleLaneCall; it returns a StippleHubReply. Takes a reference to @task. */
void stipple_lane_worker_push (StippleLaneWorker *self, GTask *task);

G_END_DECLS
