// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleSpeaker: says one text at a time through speech-dispatcher: the one at SPEECHD_ADDRESS, which
 * somebody else looks after, or else the user's own, started when need be. A thread of its own
 * talks to the server, from the first text on, so that nothing blocks but the last unref: that one
 * gives the server half a second to fall silent. One speaker a program, for libspeechd's callbacks
 * know of no other.
 *
 * Signals, in the main context that made it:
 *   "finished"                the text was said to its end
 *   "failed" (const char *)   it could not be said; a sentence for staff
 * Neither comes for a text that was stopped or replaced.
 */
#define STIPPLE_TYPE_SPEAKER (stipple_speaker_get_type ())
G_DECLARE_FINAL_TYPE (StippleSpeaker, stipple_speaker, STIPPLE, SPEAKER, GObject)

StippleSpeaker *stipple_speaker_new (void);
/* In place of what is being said. @language: BCP 47. */
void stipple_speaker_say (StippleSpeaker *self, const char *language, const char *text);
/* Silent at once, here and at the server. */
void stipple_speaker_stop (StippleSpeaker *self);

G_END_DECLS
