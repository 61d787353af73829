// SPDX-License-Identifier: GPL-3.0-or-later
#include "window-test.h"

void
window_test_set_up (WindowTest *self, gconstpointer data)
{
  desk_test_set_up (&self->test, NULL);
  self->desk = desk_test_open_desk (&self->test);
  self->window = stipple_desk_window_new (NULL, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
window_test_tear_down (WindowTest *self, gconstpointer data)
{
  desk_test_close_desk (&self->test, GTK_WINDOW (self->window));
  desk_test_tear_down (&self->test, NULL);
}

void
window_test_wait_to_see (WindowTest *self, const char *text)
{
  look_wait_for (GTK_WIDGET (self->window), look_says, text);
}

void
window_test_wait_to_be_gone (WindowTest *self, const char *text)
{
  look_wait_until_none (GTK_WIDGET (self->window), look_says, text);
}

void
window_test_sign_in (WindowTest *self)
{
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
}
