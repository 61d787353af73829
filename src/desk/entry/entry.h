// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"

G_BEGIN_DECLS

/**
 * StippleEntry: what somebody at the desk keys in of one intake, as a text for each field, under one pack, with
 * undo. In memory only, and wiped with it. Nothing in it need be right: that is asked by stipple_entry_check().
 *
 * Fields, in the order of the paper (print/paper-form.h), and what their texts mean; "" is nothing:
 *   first-name  last-name  mobile  email     as typed
 *   birth-date           a date, see stipple_entry_read_date()
 *   contact              "call" "text" "email"
 *   area/<id>            "yes"
 *   pattern              id of a StippleHairPattern
 *   region/<id>          "yes"
 *   hair-color  complexion   id
 *   scars  wishes-note   as typed
 *   health/<id>          "no" "yes" "unsure"
 *   health/<id>/until    a date, or "ongoing"; counts beside a yes
 *   numbing              "no" "yes" "unsure"
 *   medication           as typed
 *   understanding/<id>   id of a choice
 *   consent              a date: when it was signed on paper
 *
 * Signal: changed (const char *field)  also when it was undone or done again
 */
#define STIPPLE_TYPE_ENTRY (stipple_entry_get_type ())
G_DECLARE_FINAL_TYPE (StippleEntry, stipple_entry, STIPPLE, ENTRY, GObject)

/* @language: the client's. */
StippleEntry *stipple_entry_new (StipplePack *pack, StippleClock *clock, const char *language);

StipplePack *stipple_entry_get_pack (StippleEntry *self);
StippleClock *stipple_entry_get_clock (StippleEntry *self);
const char *stipple_entry_get_language (StippleEntry *self);

/* All that there are, in order. NULL-terminated; borrowed. */
const char *const *stipple_entry_get_fields (StippleEntry *self);

/* Never NULL. Borrowed, until the field changes. */
const char *stipple_entry_get (StippleEntry *self, const char *field);
/* One step to undo; what is typed into a field in one go is one step. */
void stipple_entry_set (StippleEntry *self, const char *field, const char *text);
/* Typing goes no further: what is typed next is a step of its own. */
void stipple_entry_end_step (StippleEntry *self);
/* The field that changed back; NULL when there is nothing to undo. Borrowed. */
const char *stipple_entry_undo (StippleEntry *self);
const char *stipple_entry_redo (StippleEntry *self);
/* Anything entered at all. */
gboolean stipple_entry_is_empty (StippleEntry *self);

/* A date as people write it: year, month, day, with or without anything between them, in digits of any script.
 * INCOMPLETE when empty, INVALID. */
gboolean stipple_entry_read_date (const char *text, GDate *date, GError **error);

/* Whether @field will do; the message says what to do next. INCOMPLETE (still empty), INVALID. */
gboolean stipple_entry_check (StippleEntry *self, const char *field, GError **error);
/* The first field that will not do, and why; NULL when all will. Borrowed. */
const char *stipple_entry_find_fault (StippleEntry *self, GError **error);

/* A visitor's session that says the same, as far as it will do. Its time is now. Transfer full. */
StippleSession *stipple_entry_make_session (StippleEntry *self);

G_END_DECLS
