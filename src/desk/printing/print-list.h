// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StipplePrintList: what was to be printed and is not on paper yet, so that no job is lost with a printer. It is kept
 * over restarts in the desk's settings: codes and days, never what anybody said. What the print system has is looked
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
  STIPPLE_PRINT_DAY_CLOSE,
  STIPPLE_PRINT_PAPER_FORM, /* blank */
  STIPPLE_N_PRINT_KINDS
} StipplePrintKind;
/* As it is called in the settings, and at the hub. */
const char *stipple_print_kind_name (StipplePrintKind kind);

typedef struct
{
  char *id; /* eight hexadecimal digits */
  StipplePrintKind kind;
  char **codes;     /* of the intakes, or of the forms; a day close has none */
  char *language;   /* of the pages; NULL: each in its client's, or the desk's */
  GDate day;        /* of the first session, for an aftercare sheet; that is closed; else invalid */
  int pack_version; /* of the content that forms ask by; else 0 */
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
/* What is to be printed, and nothing of what became of it. */
StipplePrintEntry *stipple_print_entry_copy (const StipplePrintEntry *entry);
void stipple_print_entry_free (StipplePrintEntry *entry);
/* What its job is called in a queue, where all may read it. Transfer full. */
char *stipple_print_entry_title (const StipplePrintEntry *entry);

/* A new one, to be printed: of kind, codes, language, day and pack version of @what. Gives its id; borrowed. */
const char *stipple_print_list_add (StipplePrintList *self, const StipplePrintEntry *what);
/* @tracker will say what becomes of it, by one of those below; it is kept as long. */
void stipple_print_list_set_sent (StipplePrintList *self, const char *id, const char *printer,
                                  GObject *tracker);
/* The tracker heard that it came to an end, not which: GTK takes a job that is gone for one that is printed. */
void stipple_print_list_settle (StipplePrintList *self, const char *id);
/* It was not printed, and waits for somebody to print it again. */
void stipple_print_list_set_failed (StipplePrintList *self, const char *id, const char *trouble);
/* It is on paper, or nobody wants it any more. */
void stipple_print_list_remove (StipplePrintList *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePrintEntry, stipple_print_entry_free)

G_END_DECLS
