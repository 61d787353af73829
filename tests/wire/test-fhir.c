// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "edit.h"
#include "fixture.h"
#include "sample.h"
#include "wire/fhir.h"
#include "wire/signature.h"

#include <string.h>

#define N_RANDOM 500
#define N_RECEIPTS 20

/* The fixture's intake, for a test to change before it is written. */
typedef struct
{
  StipplePack *pack;
  StippleIntake *intake;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleClock) clock = fixture_clock_new ();

  self->pack = fixture_pack_new ();
  self->intake = fixture_intake_new (self->pack, clock, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stipple_intake_unref (self->intake);
  stipple_pack_unref (self->pack);
}

static json_t *
write_document (const StippleIntake *intake, const StipplePack *pack)
{
  g_autofree char *document = stipple_fhir_write_intake (intake, pack);

  return edit_parse (document);
}

static StippleIntake *
read_document (json_t *document)
{
  GError *error = NULL;
  StippleIntake *intake = stipple_fhir_read_intake (
      json_object_get (document, "patient"), json_object_get (document, "response"), NULL, &error);

  g_assert_no_error (error);
  return intake;
}

static void
assert_round_trip (const StippleIntake *intake, const StipplePack *pack)
{
  g_autoptr (StippleJson) document = write_document (intake, pack);
  g_autoptr (StippleIntake) again = read_document (document);
  g_autofree char *first = stipple_fhir_write_intake (intake, pack);
  g_autofree char *second = stipple_fhir_write_intake (again, pack);

  sample_assert_equal (intake, again);
  g_assert_cmpstr (first, ==, second);
}

static void
test_random (void)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (int i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);

      assert_round_trip (intake, pack);
    }
}

static void
test_session (Fixture *self, gconstpointer data)
{
  assert_round_trip (self->intake, self->pack);
}

/* Only what no intake can lack. */
static void
test_sparse (Fixture *self, gconstpointer data)
{
  StippleIntake *intake = self->intake;

  g_clear_pointer (&intake->email, g_free);
  g_clear_pointer (&intake->scars, g_free);
  g_clear_pointer (&intake->wishes_note, g_free);
  g_clear_pointer (&intake->medication, g_free);
  g_clear_pointer (&intake->areas, g_strfreev);
  intake->areas = g_new0 (char *, 1);
  intake->numbing = STIPPLE_NUMBING_NONE;
  intake->contact = STIPPLE_CONTACT_NONE;
  assert_round_trip (intake, self->pack);
}

static void
test_companion (Fixture *self, gconstpointer data)
{
  g_autofree char *document = NULL;

  self->intake->consent_companion = g_strdup ("fr-CA");
  assert_round_trip (self->intake, self->pack);
  document = stipple_fhir_write_intake (self->intake, self->pack);
  g_assert_nonnull (strstr (document, "{\"answer\":[{\"valueString\":\"fr-CA\"}],"
                                      "\"linkId\":\"consent/companion-language\"}"));
}

static void
test_on_paper (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->intake->signature, stipple_strokes_free);
  self->intake->signed_on_paper = TRUE;
  assert_round_trip (self->intake, self->pack);
}

static void
test_name (Fixture *self, gconstpointer name)
{
  g_free (self->intake->first_name);
  g_free (self->intake->last_name);
  self->intake->first_name = stipple_person_check_name (name, NULL);
  self->intake->last_name = stipple_person_check_name (name, NULL);
  g_assert_nonnull (self->intake->first_name);
  assert_round_trip (self->intake, self->pack);
}

static void
test_contact (Fixture *self, gconstpointer contact)
{
  self->intake->contact = (StippleContact) GPOINTER_TO_INT (contact);
  assert_round_trip (self->intake, self->pack);
}

static void
test_birth (Fixture *self, gconstpointer iso)
{
  self->intake->birth_date = fixture_date (iso);
  assert_round_trip (self->intake, self->pack);
}

static void
test_follow_ups (Fixture *self, gconstpointer data)
{
  GDate day = fixture_date ("9999-12-31");
  StippleReplies *replies = self->intake->replies;

  stipple_replies_set (replies, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_replies_set_follow_up (replies, "antibiotics", TRUE, NULL);
  stipple_replies_set (replies, "chemotherapy", STIPPLE_ANSWER_YES);
  stipple_replies_set_follow_up (replies, "chemotherapy", FALSE, &day);
  assert_round_trip (self->intake, self->pack);
}

/* A pack newer than this one may have asked what this one does not know. */
static void
test_unknown_contraindication (Fixture *self, gconstpointer data)
{
  stipple_replies_set (self->intake->replies, "of-another-pack", STIPPLE_ANSWER_NO);
  assert_round_trip (self->intake, self->pack);
}

static void
test_understanding (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->intake->understanding, stipple_understanding_free);
  self->intake->understanding = stipple_understanding_new ();
  assert_round_trip (self->intake, self->pack); /* nothing was asked */
  stipple_understanding_set (self->intake->understanding, "activity", NULL, TRUE);
  stipple_understanding_set (self->intake->understanding, "scalp", NULL, FALSE);
  stipple_understanding_set (self->intake->understanding, "of-another-pack", NULL, TRUE);
  assert_round_trip (self->intake, self->pack);
}

/* The preferred contact as any FHIR system understands it: the entry with rank 1. */
static void
test_rank (Fixture *self, gconstpointer data)
{
  static const char *const systems[] = {
    [STIPPLE_CONTACT_CALL] = "phone",
    [STIPPLE_CONTACT_TEXT] = "sms",
    [STIPPLE_CONTACT_EMAIL] = "email",
  };

  for (int contact = STIPPLE_CONTACT_CALL; contact <= STIPPLE_CONTACT_EMAIL; contact++)
    {
      g_autoptr (StippleJson) document = NULL;
      gsize index;
      json_t *point;
      const char *preferred = NULL;

      self->intake->contact = (StippleContact) contact;
      document = write_document (self->intake, self->pack);
      json_array_foreach (json_object_get (json_object_get (document, "patient"), "telecom"), index,
                          point)
        if (json_integer_value (json_object_get (point, "rank")) == 1)
          preferred = json_string_value (json_object_get (point, "system"));
      g_assert_cmpstr (preferred, ==, systems[contact]);
    }
}

static char *
receipt_of (json_t *document)
{
  return stipple_fhir_receipt (json_object_get (document, "patient"),
                               json_object_get (document, "response"));
}

/* It is the SHA-256 of the very bytes that the kiosk keeps. */
static void
test_receipt (Fixture *self, gconstpointer data)
{
  g_autofree char *text = stipple_fhir_write_intake (self->intake, self->pack);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr (StippleJson) document = edit_parse (text);
  g_autofree char *receipt = receipt_of (document);

  g_assert_cmpstr (receipt, ==, expected);
}

static void
test_receipt_at_hub (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleJson) document = write_document (self->intake, self->pack);
  g_autofree char *receipt = receipt_of (document);
  g_autofree char *stamped = NULL;
  g_autofree char *tagged = NULL;

  edit_json (document, "/patient/meta",
             "{\"versionId\": \"1\", \"lastUpdated\": \"2026-12-05T14:42:08.000Z\"}");
  edit_json (document, "/response/meta", "{\"versionId\": \"1\"}");
  stamped = receipt_of (document);
  g_assert_cmpstr (stamped, ==, receipt);
  g_assert_nonnull (json_object_get (json_object_get (document, "patient"), "meta"));

  edit_json (document, "/patient/meta", "{\"versionId\": \"1\", \"source\": \"x\"}");
  tagged = receipt_of (document);
  g_assert_cmpstr (tagged, !=, receipt);
}

/* Whatever changes in what was said, so does the receipt. */
static void
test_receipt_changes (void)
{
  static const char *const places[] = { "/patient/birthDate",
                                        "/patient/name/0/family",
                                        "/patient/telecom/0/value",
                                        "/response/authored",
                                        "/response/item/0/item/0/answer/0/valueCoding/code",
                                        "/response/item/1",
                                        "/response/id" };
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_RECEIPTS; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);
      g_autoptr (StippleJson) whole = write_document (intake, pack);

      g_assert_true (g_hash_table_add (seen, receipt_of (whole)));
      for (guint k = 0; k < G_N_ELEMENTS (places); k++)
        {
          g_autoptr (StippleJson) document = json_deep_copy (whole);

          edit_json (document, places[k], "\"x\"");
          g_assert_true (g_hash_table_add (seen, receipt_of (document)));
        }
    }
}

static void
test_display (void)
{
  g_autofree char *shown =
      stipple_receipt_display ("8f3a19c0ffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  g_assert_cmpstr (shown, ==, "8F3A-19C0");
}

static void
test_read_names_place (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleJson) document = write_document (self->intake, self->pack);
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;

  edit_json (document, "/patient/birthDate", "\"secret\"");
  g_assert_null (stipple_fhir_read_intake (json_object_get (document, "patient"),
                                           json_object_get (document, "response"), &expression,
                                           &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpstr (expression, ==, "Patient.birthDate");
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_read_swapped (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleJson) document = write_document (self->intake, self->pack);
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_fhir_read_intake (json_object_get (document, "response"),
                                           json_object_get (document, "patient"), &expression,
                                           &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpstr (expression, ==, "QuestionnaireResponse.resourceType");
}

static void
test_read_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_fhir_read_intake (NULL, NULL, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_signature (void)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (3000);
  g_autoptr (StippleStrokes) again = NULL;
  g_autofree char *svg = NULL;
  GError *error = NULL;

  stipple_strokes_begin (strokes, 0, 0);
  stipple_strokes_extend (strokes, 10000, 3000);
  stipple_strokes_begin (strokes, 5, 6);
  svg = stipple_signature_to_svg (strokes);
  g_assert_nonnull (strstr (svg, "viewBox=\"0 0 10000 3000\""));
  g_assert_nonnull (strstr (svg, "d=\"M0,0 10000,3000h0M5,6h0\""));
  again = stipple_signature_from_svg (svg, &error);
  g_assert_no_error (error);
  g_assert_true (stipple_strokes_equal (strokes, again));
}

/* Of the picture above with one thing changed, none is read. */
static void
test_signature_foreign (void)
{
  static const char *const changes[][2] = {
    { "<svg", "<svg onload=\"alert(1)\"" },
    { "10000 3000", "10000 0" },
    { "10000 3000", "10000 99999" },
    { "M0,0", "M00,0" },
    { "M0,0", "M-1,0" },
    { "M0,0", "M 0,0" },
    { "M0,0", "M10001,0" },
    { "h0", "" },
    { "h0M", "h0 M" },
    { "h0M", ";" },
    { "</svg>", "<script/></svg>" },
    { "</svg>", "</svg> " },
    { "M0,0 10000,3000h0M5,6h0", "" },
    { "M0,0 10000,3000h0M5,6h0", "h0" },
  };
  static const char svg[] =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10000 3000\"><path fill=\"none\" "
      "stroke=\"#000\" stroke-width=\"60\" stroke-linecap=\"round\" stroke-linejoin=\"round\" "
      "d=\"M0,0 10000,3000h0M5,6h0\"/></svg>";
  g_autoptr (StippleStrokes) whole = stipple_signature_from_svg (svg, NULL);

  g_assert_nonnull (whole);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) changed = g_string_new (svg);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (changed, changes[i][0], changes[i][1], 1), ==, 1);
      g_assert_null (stipple_signature_from_svg (changed->str, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/wire/fhir/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  static char long_name[2 * STIPPLE_NAME_MAX + 1];

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < STIPPLE_NAME_MAX; i++)
    memcpy (long_name + 2 * i, "é", 2);

  g_test_add_func ("/wire/fhir/round-trip/random", test_random);
  ADD ("round-trip/session", NULL, test_session);
  ADD ("round-trip/sparse", NULL, test_sparse);
  ADD ("round-trip/name/emoji", "👩🏿‍🦲 Sample 🇨🇦", test_name);
  ADD ("round-trip/name/right-to-left", "محمد עברית", test_name);
  ADD ("round-trip/name/marks", "Z͑ͫ̓ạ́lgo ก็", test_name);
  ADD ("round-trip/name/quotes", "\"O'Neil\" \\ </div>", test_name);
  ADD ("round-trip/name/percent", "%s%n 100 %", test_name);
  ADD ("round-trip/name/one-letter", "O", test_name);
  ADD ("round-trip/name/200", long_name, test_name);
  ADD ("round-trip/contact/call", GINT_TO_POINTER (STIPPLE_CONTACT_CALL), test_contact);
  ADD ("round-trip/contact/text", GINT_TO_POINTER (STIPPLE_CONTACT_TEXT), test_contact);
  ADD ("round-trip/contact/email", GINT_TO_POINTER (STIPPLE_CONTACT_EMAIL), test_contact);
  ADD ("round-trip/contact/none", GINT_TO_POINTER (STIPPLE_CONTACT_NONE), test_contact);
  ADD ("round-trip/birth/leap-day", "2004-02-29", test_birth);
  ADD ("round-trip/birth/1900", "1900-01-01", test_birth);
  ADD ("round-trip/birth/today", "2026-12-05", test_birth);
  ADD ("round-trip/follow-ups", NULL, test_follow_ups);
  ADD ("round-trip/companion", NULL, test_companion);
  ADD ("round-trip/on-paper", NULL, test_on_paper);
  ADD ("round-trip/unknown-contraindication", NULL, test_unknown_contraindication);
  ADD ("round-trip/understanding", NULL, test_understanding);
  ADD ("rank", NULL, test_rank);
  ADD ("receipt", NULL, test_receipt);
  ADD ("receipt/at-hub", NULL, test_receipt_at_hub);
  g_test_add_func ("/wire/fhir/receipt/changes", test_receipt_changes);
  g_test_add_func ("/wire/fhir/receipt/display", test_display);
  ADD ("read/names-place", NULL, test_read_names_place);
  ADD ("read/swapped", NULL, test_read_swapped);
  g_test_add_func ("/wire/fhir/read/nothing", test_read_nothing);
  g_test_add_func ("/wire/fhir/signature", test_signature);
  g_test_add_func ("/wire/fhir/signature/foreign", test_signature_foreign);
  return g_test_run ();
}
