// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleMarkdownView: CommonMark as labels: paragraphs, headings, bullet and numbered lists with
 * hanging indents, quotes, strong and emphasis. A link stays text, and its address follows
 * the block as a QR code: there is no browser here. Raw HTML is left out, a picture is its
 * description.
 *
 * Properties: markdown (string or NULL), and text-class (string: the type class of paragraphs,
 * "body"). Accessible: headings are headings with their level, lists are lists.
 */
#define STIPPLE_TYPE_MARKDOWN_VIEW (stipple_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleMarkdownView, stipple_markdown_view, STIPPLE, MARKDOWN_VIEW, GtkWidget)

GtkWidget *stipple_markdown_view_new (const char *markdown);
const char *stipple_markdown_view_get_markdown (StippleMarkdownView *self);
void stipple_markdown_view_set_markdown (StippleMarkdownView *self, const char *markdown);

G_END_DECLS
