// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pin.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each digit @step further than the one before. */
static gboolean
is_run (const char *pin, int step)
{
  for (; pin[1] != '\0'; pin++)
    if (pin[1] - pin[0] != step)
      return FALSE;
  return TRUE;
}

gboolean
stipple_pin_check (const char *pin, GError **error)
{
  gsize length = strlen (pin);

  if (length < STIPPLE_PIN_MIN || length > STIPPLE_PIN_MAX || strspn (pin, "0123456789") != length)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("A PIN has %d to %d digits and nothing else. Choose another one."),
                   STIPPLE_PIN_MIN, STIPPLE_PIN_MAX);
      return FALSE;
    }
  if (is_run (pin, 0) || is_run (pin, 1) || is_run (pin, -1))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("This PIN is easily guessed: its digits are all the same, or in a "
                              "row. Choose another one."));
      return FALSE;
    }
  return TRUE;
}
