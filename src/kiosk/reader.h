// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "speech/jack.h"
#include "speech/speaker.h"

G_BEGIN_DECLS

/**
 * StippleReader: reads a screen aloud, label by label from the top, and the words of its pictures; marks the one that is read (style
 * class "being-read") and brings it into view. What a visitor types is never read, nor what stands in
 * the companion's language. It reads into
 * headphones only: without them it is not available, and it goes silent the moment they are
 * unplugged.
 *
 * Properties (both notify):
 *   available  boolean, read-only: headphones are plugged in
 *   active     boolean: a visitor wants to be read to; FALSE is silence, and is what unplugging and a
 *              speech service that fails set
 *
 * Signal: "reading", at the beginning of each label.
 */
#define STIPPLE_TYPE_READER (stipple_reader_get_type ())
G_DECLARE_FINAL_TYPE (StippleReader, stipple_reader, STIPPLE, READER, GObject)

StippleReader *stipple_reader_new (StippleSpeaker *speaker, StippleJack *jack);
gboolean stipple_reader_get_available (StippleReader *self);
gboolean stipple_reader_get_active (StippleReader *self);
void stipple_reader_set_active (StippleReader *self, gboolean active);
/* From the top of @root, once it has been laid out; while not active it does nothing. @language: BCP 47. */
void stipple_reader_read (StippleReader *self, GtkWidget *root, const char *language);
/* Reads @root, which lies over what was being read, until stipple_reader_resume(): that goes on from the
 * label it was at, or is silent when all had been read. */
void stipple_reader_interrupt (StippleReader *self, GtkWidget *root, const char *language);
void stipple_reader_resume (StippleReader *self);

G_END_DECLS
