// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk-test.h"
#include "desk/window.h"
#include "look-test.h"

G_BEGIN_DECLS

/* The desk's whole window on a display, against a real hub; nobody is signed in. */
typedef struct
{
  DeskTest test;
  StippleDesk *desk;
  StippleDeskWindow *window;
} WindowTest;

void window_test_set_up (WindowTest *self, gconstpointer data);
/* Nothing of the window stays behind. */
void window_test_tear_down (WindowTest *self, gconstpointer data);
#define window_test_add(path, function)                                                            \
  g_test_add (path, WindowTest, NULL, window_test_set_up, function, window_test_tear_down)

/* A text anywhere in the window. */
void window_test_wait_to_see (WindowTest *self, const char *text);
void window_test_wait_to_be_gone (WindowTest *self, const char *text);
/* As the administrator. */
void window_test_sign_in (WindowTest *self);

G_END_DECLS
