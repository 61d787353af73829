// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/page-flow.h"

G_BEGIN_DECLS

/**
 * StippleFormBlock: one question of a form with all that is filled in beneath it, which no page break parts: words, boxes
 * to tick, lines and letter boxes to write on. Built from above, at a height that stipple_form_block_down() moves; places
 * are points from the leading edge, and mirrored as the flow is. Private to print/.
 */
typedef struct _StippleFormBlock StippleFormBlock;

StippleFormBlock *stipple_form_block_new (StipplePageFlow *flow);
void stipple_form_block_free (StippleFormBlock *self);
/* Takes @self: it is the next box of its flow. */
void stipple_form_block_place (StippleFormBlock *self);

void stipple_form_block_down (StippleFormBlock *self, double height);
/* Its height. */
double stipple_form_block_text (StippleFormBlock *self, StippleTypeStyle style, double x,
                                double width, const char *text);
/* A box to tick with its words after it. Its height. */
double stipple_form_block_tick (StippleFormBlock *self, double x, double width, const char *text);
/* The width that it takes in one line. */
double stipple_form_block_measure_tick (StippleFormBlock *self, const char *text);
/* All of them, as many beside each other as there is room for, in equal columns; down beneath them. */
void stipple_form_block_ticks (StippleFormBlock *self, double x, double width,
                               const char *const *texts);
/* A line to write on, with its baseline here. */
void stipple_form_block_line (StippleFormBlock *self, double x, double width);
/* Year, month and day in letter boxes, STIPPLE_FORM_DATE_WIDTH wide, each under its name in small. Its height. */
double stipple_form_block_date (StippleFormBlock *self, double x);
#define STIPPLE_FORM_DATE_WIDTH 136.0
/* Draws within @height at the full width, now and not mirrored. As a box of the flow otherwise. */
void stipple_form_block_draw (StippleFormBlock *self, double height, StippleDrawFunc draw,
                              gpointer data, GDestroyNotify destroy);

G_END_DECLS
