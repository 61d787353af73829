// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleChip: a pill that is on or off (filters, areas of the head). A GtkToggleButton: use
 * "active" and gtk_toggle_button_set_group() for one of several.
 *
 * Property: text (string). Accessible: a button named by its text, pressed or not.
 */
#define STIPPLE_TYPE_CHIP (stipple_chip_get_type ())
G_DECLARE_FINAL_TYPE (StippleChip, stipple_chip, STIPPLE, CHIP, GtkToggleButton)

GtkWidget *stipple_chip_new (const char *text);
const char *stipple_chip_get_text (StippleChip *self);
void stipple_chip_set_text (StippleChip *self, const char *text);

G_END_DECLS
