// SPDX-License-Identifier: GPL-3.0-or-later
/* The look of a client on the wire: which words it has there, and what the reader refuses. */
#include "core/error.h"
#include "edit.h"
#include "fixture.h"
#include "wire/fhir.h"
#include "wire/signature.h"

#include <string.h>

typedef struct
{
  StipplePack *pack;
  json_t *document; /* of the fixture's intake */
} Fixture;

static json_t *
write_document (const StippleIntake *intake, const StipplePack *pack)
{
  g_autofree char *text = stipple_fhir_write_intake (intake, pack);

  return edit_parse (text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleClock) clock = fixture_clock_new ();
  g_autoptr (StippleIntake) intake = NULL;

  self->pack = fixture_pack_new ();
  intake = fixture_intake_new (self->pack, clock, 1);
  self->document = write_document (intake, self->pack);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  json_decref (self->document);
  stipple_pack_unref (self->pack);
}

/* Of @items and those below them. Borrowed. */
static json_t *
find_item (json_t *items, const char *link_id)
{
  gsize i;
  json_t *item;

  json_array_foreach (items, i, item)
    {
      json_t *below = NULL;

      if (strcmp (json_string_value (json_object_get (item, "linkId")), link_id) == 0)
        return item;
      below = find_item (json_object_get (item, "item"), link_id);
      if (below != NULL)
        return below;
    }
  return NULL;
}

static json_t *
find (Fixture *self, const char *link_id)
{
  return find_item (json_object_get (json_object_get (self->document, "response"), "item"),
                    link_id);
}

static json_t *
answer_of (Fixture *self, const char *link_id, gsize n)
{
  json_t *answer = json_array_get (json_object_get (find (self, link_id), "answer"), n);

  g_assert_nonnull (answer);
  return answer;
}

static void
assert_code (Fixture *self, const char *link_id, gsize n, const char *code)
{
  json_t *coding = json_object_get (answer_of (self, link_id, n), "valueCoding");

  g_assert_cmpstr (json_string_value (json_object_get (coding, "code")), ==, code);
}

static StippleIntake *
read_document (Fixture *self, char **expression, GError **error)
{
  return stipple_fhir_read_intake (json_object_get (self->document, "patient"),
                                   json_object_get (self->document, "response"), expression, error);
}

static void
assert_refused (Fixture *self, const char *where)
{
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_document (self, &expression, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  if (!g_str_has_suffix (expression, where))
    g_error ("“%s” is not at “%s”", expression, where);
}

static void
test_words (Fixture *self, gconstpointer data)
{
  assert_code (self, "look/pattern", 0, "norwood-4");
  assert_code (self, "look/hair-color", 0, "hair-3");
  assert_code (self, "look/complexion", 0, "skin-2");
  assert_code (self, "look/regions", 0, "crown");
  assert_code (self, "look/regions", 1, "back");
  g_assert_nonnull (find (self, "look/lines/top"));
  g_assert_nonnull (find (self, "look/lines/left"));
  g_assert_null (find (self, "look/lines/back"));
}

/* Any system can show what was drawn: it is a picture as high as the drawing of the head. */
static void
test_lines_are_a_picture (Fixture *self, gconstpointer data)
{
  json_t *attachment = json_object_get (answer_of (self, "look/lines/top", 0), "valueAttachment");
  gsize length;
  g_autofree char *svg =
      (char *) g_base64_decode (json_string_value (json_object_get (attachment, "data")), &length);

  g_assert_cmpstr (json_string_value (json_object_get (attachment, "contentType")), ==,
                   "image/svg+xml");
  g_assert_true (g_str_has_prefix (svg, "<svg "));
  g_assert_nonnull (g_strstr_len (svg, (gssize) length, "viewBox=\"0 0 10000 11200\""));
  g_assert_nonnull (g_strstr_len (svg, (gssize) length, "M4000,5000 5000,5600 6000,5200"));
}

/* A client who says nothing of it leaves nothing, and an older kiosk that never asks is understood. */
static void
test_nothing_said (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleClock) clock = fixture_clock_new ();
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (1);
  g_autoptr (StippleSession) session = fixture_session_new (self->pack, clock);
  g_autoptr (StippleIntake) intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", NULL);
  g_autoptr (StippleIntake) again = NULL;
  GError *error = NULL;

  json_decref (self->document);
  self->document = write_document (intake, self->pack);
  g_assert_null (find (self, "look"));
  again = read_document (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->hair_pattern, ==, STIPPLE_PATTERN_NONE);
  g_assert_cmpint (again->hair_color, ==, 0);
  g_assert_cmpint (again->complexion, ==, 0);
  g_assert_true (stipple_marks_is_empty (again->marks));
}

static void
test_foreign_code (Fixture *self, gconstpointer link_id)
{
  static const char *const codes[] = { "", "norwood-8", "none", "Crown" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      json_object_set_new (json_object_get (answer_of (self, link_id, 0), "valueCoding"), "code",
                           json_string (codes[i]));
      assert_refused (self, "");
    }
}

static void
test_foreign_system (Fixture *self, gconstpointer link_id)
{
  json_object_set_new (json_object_get (answer_of (self, link_id, 0), "valueCoding"), "system",
                       json_string ("https://stipple.example/fhir/CodeSystem/area"));
  assert_refused (self, "valueCoding.system");
}

static void
test_region_twice (Fixture *self, gconstpointer data)
{
  json_array_append (json_object_get (find (self, "look/regions"), "answer"),
                     answer_of (self, "look/regions", 0));
  assert_refused (self, "answer[2].valueCoding.code");
}

static void
test_unknown_side (Fixture *self, gconstpointer data)
{
  json_object_set_new (find (self, "look/lines/top"), "linkId", json_string ("look/lines/below"));
  assert_refused (self, "linkId");
}

static void
test_side_twice (Fixture *self, gconstpointer data)
{
  json_object_set_new (find (self, "look/lines/left"), "linkId", json_string ("look/lines/top"));
  assert_refused (self, "linkId");
}

static void
set_lines (Fixture *self, const char *link_id, const StippleStrokes *strokes)
{
  g_autofree char *svg = stipple_signature_to_svg (strokes);
  g_autofree char *base64 = g_base64_encode ((const guchar *) svg, strlen (svg));

  json_object_set_new (json_object_get (answer_of (self, link_id, 0), "valueAttachment"), "data",
                       json_string (base64));
}

/* Lines in a box of another shape would be drawn beside the head. */
static void
test_other_box (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleStrokes) strokes = fixture_signature_new ();

  set_lines (self, "look/lines/top", strokes);
  assert_refused (self, "answer");
}

static void
test_too_many_points (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (STIPPLE_HEAD_HEIGHT);

  stipple_strokes_begin (strokes, 0, 0);
  for (int i = 0; i < STIPPLE_MARKS_MAX_POINTS; i++)
    stipple_strokes_extend (strokes, i % 100, i % 70);
  set_lines (self, "look/lines/top", strokes);
  assert_refused (self, "answer");
}

/* Every answer that the kiosk may give is one that the Questionnaire offers. */
static void
test_questionnaire (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *link_id;
    gsize n_options;
  } asked[] = {
    { "look/pattern", STIPPLE_N_PATTERNS - 1 },
    { "look/hair-color", STIPPLE_N_HAIR_COLORS },
    { "look/complexion", STIPPLE_N_COMPLEXIONS },
    { "look/regions", STIPPLE_N_REGIONS },
  };
  json_t *questionnaire = stipple_fhir_questionnaire (self->pack);
  json_t *items = json_object_get (questionnaire, "item");

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_assert_cmpuint (
        json_array_size (json_object_get (find_item (items, asked[i].link_id), "answerOption")), ==,
        asked[i].n_options);
  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      g_autofree char *link_id =
          g_strconcat ("look/lines/", stipple_head_side_get_id ((StippleHeadSide) side), NULL);

      g_assert_nonnull (find_item (items, link_id));
    }
  json_decref (questionnaire);
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/wire/fhir-look/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("words", NULL, test_words);
  ADD ("lines-are-a-picture", NULL, test_lines_are_a_picture);
  ADD ("nothing-said", NULL, test_nothing_said);
  ADD ("foreign-code/pattern", "look/pattern", test_foreign_code);
  ADD ("foreign-code/hair-color", "look/hair-color", test_foreign_code);
  ADD ("foreign-code/complexion", "look/complexion", test_foreign_code);
  ADD ("foreign-code/regions", "look/regions", test_foreign_code);
  ADD ("foreign-system/pattern", "look/pattern", test_foreign_system);
  ADD ("foreign-system/regions", "look/regions", test_foreign_system);
  ADD ("region-twice", NULL, test_region_twice);
  ADD ("unknown-side", NULL, test_unknown_side);
  ADD ("side-twice", NULL, test_side_twice);
  ADD ("other-box", NULL, test_other_box);
  ADD ("too-many-points", NULL, test_too_many_points);
  ADD ("questionnaire", NULL, test_questionnaire);
  return g_test_run ();
}
