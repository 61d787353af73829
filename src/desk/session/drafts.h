// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/**
 * StippleDrafts: what somebody began and has not saved, by what it is (STIPPLE_DRAFT_…: a correction, a letter, a paper
 * form, a fix of what the hub refused) and the intake's code or id, so that it is there again after a lock, an expired
 * session or another intake. In memory only, apart for each user.
 *
 * Signal: changed ()  one came or went
 */
#define STIPPLE_TYPE_DRAFTS (stipple_drafts_get_type ())
G_DECLARE_FINAL_TYPE (StippleDrafts, stipple_drafts, STIPPLE, DRAFTS, GObject)

StippleDrafts *stipple_drafts_new (StippleHubClient *client);

/* Of who is signed in; NULL: there is none. Borrowed. */
gpointer stipple_drafts_get (StippleDrafts *self, const char *kind, const char *code);
/* Takes a reference to @draft, a GObject; NULL: there is none any more. */
void stipple_drafts_set (StippleDrafts *self, const char *kind, const char *code, gpointer draft);
/* Of all kinds, intakes and users. */
guint stipple_drafts_get_n (StippleDrafts *self);

G_END_DECLS
