// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strokes.h"

G_BEGIN_DECLS

/**
 * A signature on the wire is a small SVG picture, so that any FHIR system can show it:
 * one path, "M x,y x,y … h0" a stroke (h0 gives a single point its dot). Transfer full.
 */
char *stipple_signature_to_svg (const StippleStrokes *strokes);
/* Reads exactly what the function above writes, and no other SVG. Error INVALID. */
StippleStrokes *stipple_signature_from_svg (const char *svg, GError **error);

G_END_DECLS
