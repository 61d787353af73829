// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleFaultLine: what is wrong, and what to do about it, at the place where it can be put right; as
 * StippleField shows it, for things that are no field. Hidden while there is nothing to say; an
 * alert to assistive technology.
 *
 * Property: text (string or NULL).
 */
#define STIPPLE_TYPE_FAULT_LINE (stipple_fault_line_get_type ())
G_DECLARE_FINAL_TYPE (StippleFaultLine, stipple_fault_line, STIPPLE, FAULT_LINE, AdwBin)

const char *stipple_fault_line_get_text (StippleFaultLine *self);
void stipple_fault_line_set_text (StippleFaultLine *self, const char *text);

G_END_DECLS
