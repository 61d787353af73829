// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ids.h"

#include <string.h>

static const guint8 key[STIPPLE_CODE_KEY_BYTES] = "sixteen bytes ok";
static const guint8 other_key[STIPPLE_CODE_KEY_BYTES] = "sixteen bytes oK";

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
test_uuid (void)
{
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 10000; i++)
    {
      char *uuid = stipple_ids_uuid (ids);

      g_assert_true (stipple_uuid_is_valid (uuid));
      g_assert_true (g_hash_table_add (seen, uuid));
    }
}

static void
test_uuid_valid (void)
{
  static const char *const wrong[] = {
    "",
    "f81d4fae-7dec-41d0-a765-00a0c91e6bf",
    "f81d4fae-7dec-41d0-a765-00a0c91e6bf66",
    "F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "f81d4fae-7dec-41d0-c765-00a0c91e6bf6",
    "f81d4fae07dec-41d0-a765-00a0c91e6bf6",
    "g81d4fae-7dec-41d0-a765-00a0c91e6bf6",
  };

  g_assert_true (stipple_uuid_is_valid ("f81d4fae-7dec-41d0-a765-00a0c91e6bf6"));
  g_assert_false (stipple_uuid_is_valid (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (stipple_uuid_is_valid (wrong[i]));
}

static void
test_seeded (void)
{
  g_autoptr (StippleIds) a = stipple_ids_new_seeded (7);
  g_autoptr (StippleIds) b = stipple_ids_new_seeded (7);
  g_autoptr (StippleIds) c = stipple_ids_new_seeded (8);
  g_autofree char *from_a = stipple_ids_uuid (a);
  g_autofree char *from_b = stipple_ids_uuid (b);
  g_autofree char *from_c = stipple_ids_uuid (c);
  g_autofree char *next = stipple_ids_uuid (a);

  g_assert_true (stipple_uuid_is_valid (from_a));
  g_assert_cmpstr (from_a, ==, from_b);
  g_assert_cmpstr (from_a, !=, from_c);
  g_assert_cmpstr (from_a, !=, next);
}

static void
test_bytes (void)
{
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  guint8 a[1000] = { 0 }, b[1000] = { 0 };
  guint seen[256] = { 0 };

  stipple_ids_bytes (ids, a, sizeof a);
  stipple_ids_bytes (ids, b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  /* Zeros would tell of bytes that were not filled. */
  for (gsize i = 0; i < sizeof a; i++)
    seen[a[i]]++;
  g_assert_cmpuint (seen[0], <, 50);
}

static guint32
code_value (const char *code)
{
  guint32 value = 0;

  g_assert_cmpuint (strlen (code), ==, STIPPLE_CODE_LENGTH);
  for (; *code != '\0'; code++)
    {
      const char *digit = strchr (digits, *code);

      g_assert_nonnull (digit);
      value = value << 5 | (guint32) (digit - digits);
    }

  return value;
}

/* 2^17 codes across spaces and counts, the corners among them: no two alike. */
static void
test_code_distinct (void)
{
  g_autofree guint8 *seen = g_malloc0 ((1u << 30) / 8);

  for (guint i = 0; i < 1u << 17; i++)
    {
      guint space = i < 1u << 16 ? 0 : (i >> 4) % STIPPLE_CODE_SPACES;
      guint count = i < 1u << 16 ? i : STIPPLE_CODE_COUNTS - 1 - (i & 15);
      g_autofree char *code = stipple_code_make (key, space, count);
      guint32 value = code_value (code);

      g_assert_false (seen[value / 8] & 1 << value % 8);
      seen[value / 8] |= (guint8) (1 << value % 8);
    }
}

static void
test_code_key (void)
{
  guint alike = 0;

  for (guint count = 0; count < 1000; count++)
    {
      g_autofree char *one = stipple_code_make (key, 3, count);
      g_autofree char *again = stipple_code_make (key, 3, count);
      g_autofree char *other = stipple_code_make (other_key, 3, count);

      g_assert_cmpstr (one, ==, again);
      alike += g_str_equal (one, other);
    }
  g_assert_cmpuint (alike, <, 3);
}

/* Codes made one after the other share no more digits than random ones: 1 in 32 at each place. */
static void
test_code_scatter (void)
{
  guint same[STIPPLE_CODE_LENGTH] = { 0 };
  g_autofree char *last = stipple_code_make (key, 1, 0);

  for (guint count = 1; count <= 3200; count++)
    {
      char *code = stipple_code_make (key, 1, count);

      for (int i = 0; i < STIPPLE_CODE_LENGTH; i++)
        same[i] += code[i] == last[i];
      g_free (last);
      last = code;
    }
  for (int i = 0; i < STIPPLE_CODE_LENGTH; i++)
    {
      g_assert_cmpuint (same[i], >, 40);
      g_assert_cmpuint (same[i], <, 180);
    }
}

/* Codes already given out must stay reachable after an update: the permutation is a format. */
static void
test_code_stable (void)
{
  static const struct
  {
    guint space;
    guint count;
    const char *code;
  } known[] = {
    { 0, 0, "27GEXN" },
    { 1, 0, "H3ZYG6" },
    { STIPPLE_CODE_SPACES - 1, STIPPLE_CODE_COUNTS - 1, "J1M3CH" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *code = stipple_code_make (key, known[i].space, known[i].count);

      g_assert_cmpstr (code, ==, known[i].code);
    }
}

static void
test_code_display (void)
{
  g_autofree char *shown = stipple_code_display ("7K4Q2M");

  g_assert_cmpstr (shown, ==, "7K4-Q2M");
}

static void
test_code_normalize (void)
{
  static const char *const right[][2] = {
    { "7K4Q2M", "7K4Q2M" },    { "7k4-q2m", "7K4Q2M" }, { " 7 K4 – Q2M ", "7K4Q2M" },
    { "OoIiLl", "001111" },    { "７K4Q2M", "7K4Q2M" }, { "٧k4q٢m", "7K4Q2M" },
    { "7K4-Q2M\n", "7K4Q2M" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *code = stipple_code_normalize (right[i][0]);

      g_assert_cmpstr (code, ==, right[i][1]);
    }
}

static void
test_code_normalize_faults (void)
{
  static const char *const wrong[] = { "",        "7K4Q2",  "7K4Q2M7",  "7K4Q2U", "7K4Q2*",
                                       "7K4.Q2M", "é23456", "\xff\xfe", "- - -" };

  g_assert_null (stipple_code_normalize (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (stipple_code_normalize (wrong[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ids/uuid", test_uuid);
  g_test_add_func ("/ids/uuid/valid", test_uuid_valid);
  g_test_add_func ("/ids/seeded", test_seeded);
  g_test_add_func ("/ids/bytes", test_bytes);
  g_test_add_func ("/ids/code/distinct", test_code_distinct);
  g_test_add_func ("/ids/code/key", test_code_key);
  g_test_add_func ("/ids/code/scatter", test_code_scatter);
  g_test_add_func ("/ids/code/stable", test_code_stable);
  g_test_add_func ("/ids/code/display", test_code_display);
  g_test_add_func ("/ids/code/normalize", test_code_normalize);
  g_test_add_func ("/ids/code/normalize/faults", test_code_normalize_faults);
  return g_test_run ();
}
