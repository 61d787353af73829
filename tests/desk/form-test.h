// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk-test.h"
#include "look-test.h"

G_BEGIN_DECLS

/* A detail with one intake open, in a window, against a real hub: for the forms about it. */
typedef struct
{
  DeskTest test;
  StippleDesk *desk;
  GtkWidget *window;
  GtkWidget *detail;
  char *code;
} FormTest;

void form_test_set_up (FormTest *self, gconstpointer data);
void form_test_tear_down (FormTest *self, gconstpointer data);
/* A text anywhere on the screen. */
void form_test_wait_to_see (FormTest *self, const char *text);
void form_test_wait_to_be_gone (FormTest *self, const char *text);
/* Its one intake. */
void form_test_open_code (FormTest *self);
/* The form that an action of the detail opens. */
GtkWidget *form_test_act (FormTest *self, const char *action, GType type);
/* A correction. */
GtkWidget *form_test_begin (FormTest *self);
/* Of the field by that key, its entry, and what is typed into it. */
GtkWidget *form_test_row_of (FormTest *self, const char *key);
GtkWidget *form_test_entry_of (FormTest *self, const char *key);
void form_test_write_into (FormTest *self, const char *key, const char *text);
/* The check button of that label below @widget. */
void form_test_choose (GtkWidget *widget, const char *label);
/* The button of that label. */
void form_test_press (FormTest *self, const char *label);
void form_test_give_reason (FormTest *self);
/* A member of the summary, as the hub has it. Transfer full. */
char *form_test_at_hub (FormTest *self, const char *member);
void form_test_assert_first_name (FormTest *self, const char *name);
/* By the receptionist, at another desk. */
void form_test_correct_elsewhere (FormTest *self, const char *key, const char *value);

#define form_test_add(path, function)                                                              \
  g_test_add (path, FormTest, NULL, form_test_set_up, function, form_test_tear_down)

G_END_DECLS
