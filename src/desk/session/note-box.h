// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/**
 * StippleNoteBox: what staff wrote and the hub does not have yet. A draft is kept for each intake while somebody writes;
 * a note that was added is sent, and sent again under the same id, until the hub has it. In memory only, apart for each
 * user.
 *
 * Signals:
 *   changed ()                    notes wait, or no longer do
 *   sent (json_t *intake)         the INTAKE that the hub answered
 *   refused (const char *message) the hub would not have a note; its text is the intake's draft again
 */
#define STIPPLE_TYPE_NOTE_BOX (stipple_note_box_get_type ())
G_DECLARE_FINAL_TYPE (StippleNoteBox, stipple_note_box, STIPPLE, NOTE_BOX, GObject)

StippleNoteBox *stipple_note_box_new (StippleHubClient *client);

/* "" when there is none. Borrowed. */
const char *stipple_note_box_get_draft (StippleNoteBox *self, const char *code);
void stipple_note_box_set_draft (StippleNoteBox *self, const char *code, const char *text);
/* Sends @text; the draft is empty then. */
void stipple_note_box_add (StippleNoteBox *self, const char *code, const char *text);

/* Of all intakes and users. */
guint stipple_note_box_get_n_waiting (StippleNoteBox *self);
/* Of all intakes and users: texts begun and not added. */
guint stipple_note_box_get_n_drafts (StippleNoteBox *self);
/* Texts of the notes that wait for @code, oldest first. Transfer container. */
GPtrArray *stipple_note_box_get_waiting (StippleNoteBox *self, const char *code);

G_END_DECLS
