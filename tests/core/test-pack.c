// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/pack.h"

static StippleText *
text (const char *english)
{
  StippleText *result = stipple_text_new ();

  stipple_text_set (result, "en", english);

  return result;
}

/* One of everything that owns memory: the leak checker sees what is not freed. */
static StipplePack *
full_pack (void)
{
  StipplePack *pack = stipple_pack_new ();
  StippleLanguage *english = g_new0 (StippleLanguage, 1);
  StippleLanguage *french = g_new0 (StippleLanguage, 1);
  StipplePlace *place = g_new0 (StipplePlace, 1);
  StippleNamed *area = g_new0 (StippleNamed, 1);
  StippleContraindication *rule = g_new0 (StippleContraindication, 1);
  StippleAftercareDay *day = stipple_aftercare_day_new ();

  *english = (StippleLanguage){ g_strdup ("en"), g_strdup ("English"), TRUE };
  *french = (StippleLanguage){ g_strdup ("fr-CA"), g_strdup ("Français"), FALSE };
  g_ptr_array_add (pack->languages, english);
  g_ptr_array_add (pack->languages, french);
  *place =
      (StipplePlace){ g_strdup ("p"),        text ("P"), text ("1 Sample Street"), text ("9 to 5"),
                      g_strdup ("555-0142"), NULL };
  g_ptr_array_add (pack->places, place);
  *area = (StippleNamed){ g_strdup ("crown"), text ("Crown") };
  g_ptr_array_add (pack->areas, area);
  rule->id = g_strdup ("epilepsy");
  rule->name = text ("Epilepsy");
  rule->follow_up_question = text ("Until when?");
  g_ptr_array_add (pack->contraindications, rule);
  day->id = g_strdup ("day-1");
  g_ptr_array_add (day->avoid, text ("Running"));
  g_ptr_array_add (day->fine, text ("Office work"));
  g_ptr_array_add (pack->aftercare, day);
  pack->clinic_name = text ("Sample clinic");
  pack->digest = g_strdup ("0");
  pack->results[STIPPLE_OUTCOME_WAIT].title = text ("Not today");
  g_ptr_array_add (pack->results[STIPPLE_OUTCOME_WAIT].next, text ("Ask your physician"));
  g_ptr_array_add (pack->price_includes, text ("The consultation"));

  return pack;
}

static void
test_empty (void)
{
  g_autoptr (StipplePack) pack = stipple_pack_new ();

  g_assert_cmpuint (pack->faq->len, ==, 0);
  g_assert_cmpuint (pack->plan.sessions->len, ==, 0);
  for (int i = 0; i < STIPPLE_N_OUTCOMES; i++)
    {
      g_assert_nonnull (pack->results[i].next);
      g_assert_nonnull (pack->results[i].next_dated);
    }
  g_assert_null (stipple_pack_default_language (pack));
}

static void
test_ref (void)
{
  StipplePack *pack = full_pack ();
  StipplePack *same = stipple_pack_ref (pack);

  g_assert_true (same == pack);
  stipple_pack_unref (pack);
  g_assert_cmpstr (stipple_text_get (same->clinic_name, "en"), ==, "Sample clinic");
  stipple_pack_unref (same);
}

static void
test_find (void)
{
  g_autoptr (StipplePack) pack = full_pack ();

  g_assert_cmpstr (stipple_pack_default_language (pack), ==, "en");
  g_assert_cmpstr (stipple_pack_find_language (pack, "fr-CA")->name, ==, "Français");
  g_assert_null (stipple_pack_find_language (pack, "fr"));
  g_assert_null (stipple_pack_find_language (pack, NULL));
  g_assert_cmpstr (stipple_pack_find_contraindication (pack, "epilepsy")->id, ==, "epilepsy");
  g_assert_null (stipple_pack_find_contraindication (pack, "Epilepsy"));
  g_assert_cmpstr (stipple_pack_find_area (pack, "crown")->id, ==, "crown");
  g_assert_null (stipple_pack_find_area (pack, ""));
}

static void
test_outcomes (void)
{
  static const char *const words[] = { "proceed", "physician", "wait", "unsuitable" };
  StippleOutcome outcome;

  for (int i = 0; i < STIPPLE_N_OUTCOMES; i++)
    {
      g_assert_cmpstr (stipple_outcome_to_string ((StippleOutcome) i), ==, words[i]);
      g_assert_true (stipple_outcome_from_string (words[i], &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
  g_assert_false (stipple_outcome_from_string ("Proceed", &outcome));
  g_assert_false (stipple_outcome_from_string ("", &outcome));
  g_assert_false (stipple_outcome_from_string (NULL, &outcome));
}

static void
test_image_types (void)
{
  static const char *const words[] = { "image/png", "image/jpeg" };
  StippleImageType type;

  for (int i = 0; i < STIPPLE_N_IMAGE_TYPES; i++)
    {
      g_assert_cmpstr (stipple_image_type_to_string ((StippleImageType) i), ==, words[i]);
      g_assert_true (stipple_image_type_from_string (words[i], &type));
      g_assert_cmpint (type, ==, i);
    }
  g_assert_false (stipple_image_type_from_string ("image/webp", &type));
  g_assert_false (stipple_image_type_from_string (NULL, &type));
}

static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (STIPPLE_ERROR), ==, "stipple-error-quark");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/empty", test_empty);
  g_test_add_func ("/pack/ref", test_ref);
  g_test_add_func ("/pack/find", test_find);
  g_test_add_func ("/pack/outcomes", test_outcomes);
  g_test_add_func ("/pack/image-types", test_image_types);
  g_test_add_func ("/pack/error-domain", test_error_domain);
  return g_test_run ();
}
