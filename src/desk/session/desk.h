// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/drafts.h"
#include "desk/printing/print-list.h"
#include "desk/session/hub-client.h"
#include "desk/session/hub-watch.h"
#include "desk/session/note-box.h"
#include "desk/session/pack-cache.h"
#include "desk/settings.h"

G_BEGIN_DECLS

/**
 * StippleDesk: what the areas of one window share: the hub and what is watched there, and what is
 * remembered here. Areas say what they want of the window by its signals.
 *
 * Signals:
 *   toast (const char *text, const char *action, gpointer call)
 *       for a few seconds; NULL: no more of the last one; @action (may be NULL) is the label of a button that runs the GClosure *@call
 *   intake-changed (json_t *intake)  an INTAKE of wire/api.h as a call of this desk answered it
 */
#define STIPPLE_TYPE_DESK (stipple_desk_get_type ())
G_DECLARE_FINAL_TYPE (StippleDesk, stipple_desk, STIPPLE, DESK, GObject)

StippleDesk *stipple_desk_new (StippleHubClient *client, StippleDeskSettings *settings);
/* Stops the watch and closes the client. */
void stipple_desk_close (StippleDesk *self);

StippleHubClient *stipple_desk_get_client (StippleDesk *self);
StippleHubWatch *stipple_desk_get_watch (StippleDesk *self);
StippleNoteBox *stipple_desk_get_notes (StippleDesk *self);
StippleDrafts *stipple_desk_get_drafts (StippleDesk *self);
StipplePrintList *stipple_desk_get_unprinted (StippleDesk *self);
StipplePackCache *stipple_desk_get_packs (StippleDesk *self);
StippleDeskSettings *stipple_desk_get_settings (StippleDesk *self);

void stipple_desk_toast (StippleDesk *self, const char *text);
/* What stands on the screen goes: it would hide what comes there. */
void stipple_desk_dismiss_toast (StippleDesk *self);
/* @callback (@object) when @action is pressed, as long as the toast stands and @object lives. */
void stipple_desk_toast_with_action (StippleDesk *self, const char *text, const char *action,
                                     GCallback callback, GObject *object);
void stipple_desk_intake_changed (StippleDesk *self, json_t *intake);

G_END_DECLS
