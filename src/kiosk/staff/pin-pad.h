// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StipplePinPad: where staff type their PIN, on twelve large keys or a physical keyboard. What is typed is kept in
 * locked memory and shown as dots; nothing of it is told to assistive technology but how many there are.
 *
 * Signals: "entered" (const char *pin): borrowed from that memory, which is wiped when the handlers return;
 *          "closed".
 */
#define STIPPLE_TYPE_PIN_PAD (stipple_pin_pad_get_type ())
G_DECLARE_FINAL_TYPE (StipplePinPad, stipple_pin_pad, STIPPLE, PIN_PAD, AdwBin)

GtkWidget *stipple_pin_pad_new (void);
/* What came of it, or how to get a PIN; NULL: nothing. An alert to assistive technology. */
void stipple_pin_pad_set_message (StipplePinPad *self, const char *message);
/* While what was entered is looked at, and while nothing can be: no key works but that which closes. */
void stipple_pin_pad_set_busy (StipplePinPad *self, gboolean busy);

G_END_DECLS
