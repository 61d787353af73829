// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StipplePrintList: what was to be printed and is not on paper yet, so that no job is lost with a printer. It is kept
 * over restarts in the desk's settings: codes of intakes, never what they say. What the print system has is looked
 * at until it is printed, and printed again only when somebody asks for it.
 *
 * Signals:
 *   changed ()
 *   trouble (const char *id)   something new keeps an entry from paper: its `trouble`
 */
typedef enum
{
  STIPPLE_PRINT_SUMMARY,
  STIPPLE_PRINT_AFTERCARE,
} StipplePrintKind;

typedef struct
{
  char *id; /* eight hexadecimal digits */
  StipplePrintKind kind;
  char **codes;     /* of the intakes */
  char *language;   /* of the pages; NULL: each in its client's */
  GDate first;      /* day of the first session, of an aftercare sheet; else invalid */
  gint64 made;      /* µs UTC */
  gboolean sent;    /* the print system has it; else it is to be printed again */
  char *printer;    /* that has or had it; NULL: none yet */
  char *trouble;    /* a sentence; NULL: none. Not kept over a restart */
  GObject *tracker; /* who hears what becomes of it; NULL: the list looks */
} StipplePrintEntry;

#define STIPPLE_TYPE_PRINT_LIST (stipple_print_list_get_type ())
G_DECLARE_FINAL_TYPE (StipplePrintList, stipple_print_list, STIPPLE, PRINT_LIST, GObject)

StipplePrintList *stipple_print_list_new (StippleDeskSettings *settings);
/* Looks no more, and lets go of who tracked entries; they stay kept. */
void stipple_print_list_close (StipplePrintList *self);

guint stipple_print_list_get_n (StipplePrintList *self);
/* Of all entries those that somebody has to see to. */
guint stipple_print_list_get_n_troubled (StipplePrintList *self);
/* Oldest first. Borrowed, until the list changes. */
const StipplePrintEntry *stipple_print_list_get (StipplePrintList *self, guint index);
const StipplePrintEntry *stipple_print_list_find (StipplePrintList *self, const char *id);
/* What its job is called in a queue, where all may read it. Transfer full. */
char *stipple_print_entry_title (const StipplePrintEntry *entry);

/* A new one, to be printed. @first may be NULL. Gives its id; borrowed. */
const char *stipple_print_list_add (StipplePrintList *self, StipplePrintKind kind,
                                    const char *const *codes, const char *language,
                                    const GDate *first);
/* @tracker will say what becomes of it, by one of those below; it is kept as long. */
void stipple_print_list_set_sent (StipplePrintList *self, const char *id, const char *printer,
                                  GObject *tracker);
/* The tracker heard that it came to an end, not which: GTK takes a job that is gone for one that is printed. */
void stipple_print_list_settle (StipplePrintList *self, const char *id);
/* It was not printed, and waits for somebody to print it again. */
void stipple_print_list_set_failed (StipplePrintList *self, const char *id, const char *trouble);
/* It is on paper, or nobody wants it any more. */
void stipple_print_list_remove (StipplePrintList *self, const char *id);

G_END_DECLS
