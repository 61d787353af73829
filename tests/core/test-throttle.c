// SPDX-License-Identifier: GPL-3.0-or-later
/* How long a guesser waits, and which PINs may be chosen. */
#include "core/error.h"
#include "core/pin.h"
#include "core/throttle.h"

#define NOW (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define SECOND G_TIME_SPAN_SECOND

static void
test_delay (void)
{
  static const struct
  {
    guint failures;
    gint64 seconds;
  } cases[] = { { 0, 0 },   { 4, 0 },   { 5, 30 },   { 6, 60 },   { 7, 120 },
                { 8, 240 }, { 9, 480 }, { 10, 900 }, { 11, 900 }, { G_MAXUINT, 900 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (stipple_throttle_delay (cases[i].failures), ==, cases[i].seconds * SECOND);
}

static void
test_left (void)
{
  g_assert_cmpint (stipple_throttle_left (4, NOW, NOW), ==, 0);
  g_assert_cmpint (stipple_throttle_left (5, NOW, NOW), ==, 30 * SECOND);
  g_assert_cmpint (stipple_throttle_left (5, NOW, NOW + 29 * SECOND), ==, SECOND);
  g_assert_cmpint (stipple_throttle_left (5, NOW, NOW + 30 * SECOND), ==, 0);
}

static void
test_clock_set_back (void)
{
  g_assert_cmpint (stipple_throttle_left (5, NOW, NOW - G_TIME_SPAN_DAY), ==, 30 * SECOND);
  g_assert_cmpint (stipple_throttle_left (4, NOW, NOW - G_TIME_SPAN_DAY), ==, 0);
}

static void
test_a_day_forgets (void)
{
  g_assert_cmpuint (stipple_throttle_count (7, NOW, NOW + G_TIME_SPAN_DAY), ==, 7);
  g_assert_cmpuint (stipple_throttle_count (7, NOW, NOW + G_TIME_SPAN_DAY + 1), ==, 0);
}

static void
test_good_pins (void)
{
  static const char *const good[] = { "285016", "112233", "135790", "100000", "190119840612" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (stipple_pin_check (good[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_bad_pins (void)
{
  static const char *const bad[] = { "",       "28501",     "1901198406123", "28501a",
                                     "28 016", "٢٨٥٠١٦",    "000000",        "123456",
                                     "987654", "012345678", "-28501" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (stipple_pin_check (bad[i], &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/throttle/delay", test_delay);
  g_test_add_func ("/throttle/left", test_left);
  g_test_add_func ("/throttle/clock-set-back", test_clock_set_back);
  g_test_add_func ("/throttle/a-day-forgets", test_a_day_forgets);
  g_test_add_func ("/pin/good", test_good_pins);
  g_test_add_func ("/pin/bad", test_bad_pins);
  return g_test_run ();
}
