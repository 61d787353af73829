// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The look of the kiosk, for the whole display: sheets, tokens, icons, font. Main thread only.
 *
 * Sheets use the named colours of data/style/tokens.css and sizes in rem. 1 rem is 16 px at 100 %,
 * and the text scale multiplies it, so that every label and icon grows together. Classes:
 *
 *   type      hero display title heading lead body caption; strong muted ink ok caution stop
 *             copper primary-text tabular code
 *   buttons   pill-button (+ primary, flat, small, stop), round-button (+ wide), tile (+ low)
 *   surfaces  card (+ padded) with row children, panel (+ avoid or fine), follow-up, notice,
 *             soft-pill, sheet, scrim, cover (+ cover-icon), night (the attract screen)
 *   result    result-card (+ proceed, physician, wait or unsuitable), in it result-icon
 *   frame     kiosk-header, clinic-name, page, kiosk-footer, search (around an entry)
 *   controls  checkbutton.tick
 *
 * Children of a card show no corner of their own only when the card's overflow is hidden.
 */
void stipple_style_init (void);

/**
 * The look of the desk instead, by data/style/desk.css: the same tokens and typefaces at 15 px, for a mouse and a
 * keyboard. The text scale is the system's.
 */
void stipple_style_init_desk (void);

/* The steps of the text scale, in percent, smallest first; 0 ends. */
extern const int stipple_style_text_scales[];

/* @percent is one of the steps. */
void stipple_style_set_text_scale (int percent);
int stipple_style_get_text_scale (void);

/* Black on white, 3 px borders, no tints. */
void stipple_style_set_high_contrast (gboolean high_contrast);
gboolean stipple_style_get_high_contrast (void);

/* No transitions, and drawings stand still. */
void stipple_style_set_reduce_motion (gboolean reduce_motion);
gboolean stipple_style_get_reduce_motion (void);

G_END_DECLS
