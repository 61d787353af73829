// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "display-test.h"
#include "widgets/key-grid.h"
#include "widgets/keyboard.h"

/* A window with an on-screen keyboard under something to write in. */

typedef struct
{
  GtkWindow *window;
  GtkWidget *keyboard;
  GtkWidget *entry;
  GtkWidget *text; /* what has the focus in it */
} Desk;

/* In @language, with the focus in @entry and the keyboard laid out. */
void desk_open (Desk *desk, const char *language, GtkWidget *entry);
/* Waits until the keyboard has been freed; back to English. */
void desk_close (Desk *desk);
/* Until what has been changed is laid out. */
void lay_out (Desk *desk);
void settle (void);
GtkWidget *entry_for (GtkInputPurpose purpose);

/* Of the keys that are shown: the one that types @text, or does @action; NULL when there is none. */
StippleKey *key_of (Desk *desk, const char *text);
StippleKey *action_key (Desk *desk, StippleKeyAction action);
gboolean types (StippleKey *key, gconstpointer text);
gboolean does (StippleKey *key, gconstpointer action);
/* All of them. Transfer container. */
GPtrArray *all_keys (GtkWidget *grid);
/* Every text that is typed, from left to right and top to bottom, with "|" between rows. Transfer
 * full. */
char *shown (Desk *desk);

/* Fail when there is no such key. */
void touch (StippleKey *key);
void hold (StippleKey *key);
/* A touch for each letter. */
void write_text (Desk *desk, const char *letters);
void assert_text (Desk *desk, const char *expected);
