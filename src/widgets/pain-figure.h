// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StipplePainFigure: the pain scale as a picture: a bar for each number, the usual range underlined
 * and named, the worst named at the end. Accessible: an image whose description says the same in
 * words.
 */
#define STIPPLE_TYPE_PAIN_FIGURE (stipple_pain_figure_get_type ())
G_DECLARE_FINAL_TYPE (StipplePainFigure, stipple_pain_figure, STIPPLE, PAIN_FIGURE, GtkWidget)

/* @scale is read, not kept. */
GtkWidget *stipple_pain_figure_new (const StipplePainScale *scale, const char *language);

G_END_DECLS
