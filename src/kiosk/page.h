// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/flow.h"
#include "core/session.h"

G_BEGIN_DECLS

/**
 * StipplePage: one screen of the visit. A page reads and writes the session and knows nothing of the
 * window, the application or the other pages: the flow decides what comes next.
 *
 * Properties: session, step (construct-only); title, lead (strings; "" hides the label);
 * content (GtkWidget, below them, scrolled with them); next-label (what the main action is called).
 */
#define STIPPLE_TYPE_PAGE (stipple_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (StipplePage, stipple_page, STIPPLE, PAGE, AdwBin)

struct _StipplePageClass
{
  AdwBinClass parent_class;

  /* Next was pressed. TRUE when the page dealt with it (it went on to its own next part, or shows
   * what is missing); FALSE lets the flow go on. */
  gboolean (*next) (StipplePage *self);
  /* Back was pressed; TRUE when the page went back within itself. */
  gboolean (*back) (StipplePage *self);
  /* The flow refuses to go on: show why, where it can be put right. By default in the page's alert. */
  void (*show_fault) (StipplePage *self, const GError *error);

  /* What the eye would miss after the page is rebuilt in another language and the session does not
   * hold: an open answer, the current part. A floating variant, or NULL. */
  GVariant *(*save_view) (StipplePage *self);
  void (*restore_view) (StipplePage *self, GVariant *view);
};

StippleSession *stipple_page_get_session (StipplePage *self); /* transfer none */
StippleStep *stipple_page_get_step (StipplePage *self);       /* transfer none */
/* @text in the visit's language; "" when there is none. Borrowed. */
const char *stipple_page_text (StipplePage *self, const StippleText *text);
/* The companion's @text beneath @widget (any GtkWidget); and strings of the program, by their English. See
 * stipple_companion_set(). */
void stipple_page_pair (StipplePage *self, gpointer widget, const StippleText *text);
void stipple_page_pair_markdown (StipplePage *self, gpointer view, const StippleText *text);
void stipple_page_pair_words (StipplePage *self, gpointer widget, const char *english);
/* The same beneath title and lead; either may be NULL. The lead may be a text of the pack. */
void stipple_page_pair_title (StipplePage *self, const char *title, const char *lead);
void stipple_page_pair_lead (StipplePage *self, const StippleText *text);
const char *stipple_page_get_next_label (StipplePage *self);
void stipple_page_set_next_label (StipplePage *self, const char *label);
void stipple_page_set_title (StipplePage *self, const char *title);
void stipple_page_set_lead (StipplePage *self, const char *lead);

gboolean stipple_page_next (StipplePage *self);
gboolean stipple_page_back (StipplePage *self);
void stipple_page_show_fault (StipplePage *self, const GError *error);

/* A sentence above the content that assistive technology reads out; NULL takes it away. */
void stipple_page_alert (StipplePage *self, const char *message);
/* Brings @widget, somewhere inside the page, into view. */
void stipple_page_scroll_to (StipplePage *self, GtkWidget *widget);
/* Brings the field that has the focus into view, if one has: with its label and fault where there is
 * room for them. It happens by itself when the page gets less room. */
void stipple_page_reveal_focus (StipplePage *self);
/* Whether the middle of @widget, in the page, is in sight. */
gboolean stipple_page_shows (StipplePage *self, GtkWidget *widget);
/* Whether all of @widget is in sight, or would be when one has read on. */
gboolean stipple_page_is_near (StipplePage *self, GtkWidget *widget);
/* Whether the page is longer than its place on the screen. */
gboolean stipple_page_has_more (StipplePage *self);
/* On by most of a screen; FALSE at the end. */
gboolean stipple_page_read_on (StipplePage *self);
/* Back to the top, with the focus on the title, where a screen reader begins. */
void stipple_page_focus_title (StipplePage *self);

/* The page's own view with the scroll position; transfer full. Give it to a new page of the same
 * step to find things as they were. */
GVariant *stipple_page_save_view (StipplePage *self);
void stipple_page_restore_view (StipplePage *self, GVariant *view);

/* A page that comes is laid out over some frames, and painted when it is whole; one that is left goes over some
 * rounds of the main loop: FALSE when nothing of it is left but itself. Hides it. See kiosk/portions.h. */
void stipple_page_unfold (StipplePage *self);
gboolean stipple_page_is_unfolding (StipplePage *self);
gboolean stipple_page_shed (StipplePage *self);

G_END_DECLS
