// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * What the kiosk's staff drawer stands on, part of StippleStore: the PIN, set at the hub and kept here for times
 * without it; the throttle on guessing it; today's intakes, opened only while the drawer is; and the trail of what was
 * done at it, until the hub has been told.
 */

/* --- The PIN, as the hub gave it: its hash (seal/pin.h), sealed. INVALID when it is none. */
void stipple_store_set_pin_async (StippleStore *self, gint64 version, const char *hash,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean stipple_store_set_pin_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* 0: none was ever set; -1: @error. */
void stipple_store_get_pin_version_async (StippleStore *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gint64 stipple_store_get_pin_version_finish (StippleStore *self, GAsyncResult *result,
                                             GError **error);

/* --- Opening and closing. */
typedef enum
{
  STIPPLE_DRAWER_OPEN,
  STIPPLE_DRAWER_WRONG,     /* counted */
  STIPPLE_DRAWER_THROTTLED, /* not even looked at */
  STIPPLE_DRAWER_NO_PIN,
} StippleDrawerAnswer;

/* @pin is copied into locked memory before this returns. Each try is counted on disk before it is looked at, so that
 * ending the program saves nobody a wait (core/throttle.h). Takes about 120 ms of the store's thread. Errors: those of
 * the database; nothing is opened then. */
void stipple_store_open_drawer_async (StippleStore *self, const char *pin,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @wait (out): µs until the next try, when wrong or throttled. On an error, the answer is WRONG and @error set. */
StippleDrawerAnswer stipple_store_open_drawer_finish (StippleStore *self, GAsyncResult *result,
                                                      gint64 *wait, GError **error);
/* Comes before whatever else waits for the store. Nobody waits for it; closing twice is closing once. */
void stipple_store_close_drawer (StippleStore *self);

/* --- What it shows. */
typedef struct
{
  char *id;
  char *code;
  char *receipt;
  gint64 created; /* µs UTC */
  StippleDeliveryState state;
  StippleIntake *intake; /* NULL: the disk has spoilt it */
} StippleDrawerIntake;
void stipple_drawer_intake_free (StippleDrawerIntake *self);

/* What was saved here at @from (µs UTC) or later, newest first: GPtrArray of StippleDrawerIntake. FORBIDDEN unless the
 * drawer is open. */
void stipple_store_list_since_async (StippleStore *self, gint64 from, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *stipple_store_list_since_finish (StippleStore *self, GAsyncResult *result,
                                            GError **error);

/* --- The trail: the kiosk's audit, of which the hub is told what was done at the drawer. */
typedef struct
{
  gint64 number;
  gint64 time;   /* µs UTC */
  char *action;  /* STIPPLE_KIOSK_… of wire/api.h */
  char *subject; /* id of an intake; NULL: none */
} StippleDrawerEvent;
void stipple_drawer_event_free (StippleDrawerEvent *self);

/* @subject may be NULL. */
void stipple_store_note_async (StippleStore *self, const char *action, const char *subject,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean stipple_store_note_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* The oldest that the hub has not been told, up to @limit: GPtrArray of StippleDrawerEvent. */
void stipple_store_list_untold_async (StippleStore *self, guint limit, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *stipple_store_list_untold_finish (StippleStore *self, GAsyncResult *result,
                                             GError **error);
/* The hub has them up to @number. */
void stipple_store_mark_told_async (StippleStore *self, gint64 number, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_store_mark_told_finish (StippleStore *self, GAsyncResult *result, GError **error);

/* --- What staff set at this kiosk: a text that is the kiosk's own affair, nothing of a person. "" at first. */
void stipple_store_set_settings_async (StippleStore *self, const char *settings,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean stipple_store_set_settings_finish (StippleStore *self, GAsyncResult *result,
                                            GError **error);
void stipple_store_get_settings_async (StippleStore *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
char *stipple_store_get_settings_finish (StippleStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDrawerIntake, stipple_drawer_intake_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDrawerEvent, stipple_drawer_event_free)

G_END_DECLS
