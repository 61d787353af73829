// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake.h"
#include "fixture.h"

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  StippleLook *look;
  guint n_heard;
} Fixture;

static void
on_notify (Fixture *f)
{
  f->n_heard++;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->session = stipple_session_new (f->pack, f->clock, "en");
  f->look = stipple_session_get_look (f->session);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

static void
set_region (Fixture *f, StippleRegion region, gboolean on)
{
  g_autoptr (StippleMarks) marks = stipple_marks_copy (stipple_look_get_marks (f->look));

  stipple_marks_set_region (marks, region, on);
  stipple_look_set_marks (f->look, marks);
}

static void
assert_regions (Fixture *f, const char *expected)
{
  g_autofree char *regions = stipple_marks_describe_regions (stipple_look_get_marks (f->look));

  g_assert_cmpstr (regions, ==, expected);
}

static void
assert_ways (Fixture *f, gboolean undo, gboolean redo)
{
  gboolean can_undo, can_redo;

  g_object_get (f->look, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_cmpint (can_undo, ==, undo);
  g_assert_cmpint (can_redo, ==, redo);
}

static void
test_nothing_said (Fixture *f, gconstpointer unused)
{
  g_assert_true (stipple_look_is_empty (f->look));
  g_assert_false (stipple_session_is_touched (f->session));
  assert_regions (f, "");
  assert_ways (f, FALSE, FALSE);
}

/* The session tells of each, once. */
static void
test_properties (Fixture *f, gconstpointer name)
{
  int value;

  g_signal_connect_swapped (f->session, "notify::look", G_CALLBACK (on_notify), f);
  g_object_set (f->look, name, 2, NULL);
  g_object_set (f->look, name, 2, NULL);
  g_object_get (f->look, name, &value, NULL);
  g_assert_cmpint (value, ==, 2);
  g_assert_cmpuint (f->n_heard, ==, 1);
  g_assert_false (stipple_look_is_empty (f->look));
  g_assert_true (stipple_session_is_touched (f->session));
}

static void
test_undo_redo (Fixture *f, gconstpointer unused)
{
  g_signal_connect_swapped (f->look, "notify::marks", G_CALLBACK (on_notify), f);
  stipple_look_undo (f->look);
  stipple_look_redo (f->look);
  g_assert_cmpuint (f->n_heard, ==, 0);

  set_region (f, STIPPLE_REGION_CROWN, TRUE);
  set_region (f, STIPPLE_REGION_CROWN, TRUE);
  set_region (f, STIPPLE_REGION_TEMPLES, TRUE);
  g_assert_cmpuint (f->n_heard, ==, 2);
  assert_regions (f, "Temples, Crown");
  assert_ways (f, TRUE, FALSE);
  stipple_look_undo (f->look);
  assert_regions (f, "Crown");
  assert_ways (f, TRUE, TRUE);
  stipple_look_undo (f->look);
  assert_regions (f, "");
  assert_ways (f, FALSE, TRUE);
  stipple_look_redo (f->look);
  stipple_look_redo (f->look);
  assert_regions (f, "Temples, Crown");
  assert_ways (f, TRUE, FALSE);
}

/* What was undone is gone once something else is marked. */
static void
test_new_way (Fixture *f, gconstpointer unused)
{
  set_region (f, STIPPLE_REGION_CROWN, TRUE);
  stipple_look_undo (f->look);
  set_region (f, STIPPLE_REGION_BACK, TRUE);
  assert_ways (f, TRUE, FALSE);
  stipple_look_redo (f->look);
  assert_regions (f, "Back of the scalp");
}

static void
test_many_steps (Fixture *f, gconstpointer unused)
{
  for (int i = 0; i < 250; i++)
    set_region (f, STIPPLE_REGION_BACK, i % 2 == 0);
  for (int i = 0; i < 250; i++)
    stipple_look_undo (f->look);
  assert_ways (f, FALSE, TRUE);
  for (int i = 0; i < 250; i++)
    stipple_look_redo (f->look);
  assert_regions (f, "");
  assert_ways (f, TRUE, FALSE);
}

/* Clearing everything can be undone as well. */
static void
test_clear (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleMarks) marks = fixture_marks_new ();
  g_autoptr (StippleMarks) none = stipple_marks_new ();

  stipple_look_set_marks (f->look, marks);
  stipple_look_set_marks (f->look, none);
  g_assert_true (stipple_look_is_empty (f->look));
  stipple_look_undo (f->look);
  g_assert_true (stipple_marks_equal (stipple_look_get_marks (f->look), marks));
}

static void
test_marks_equal (void)
{
  g_autoptr (StippleMarks) a = fixture_marks_new ();
  g_autoptr (StippleMarks) b = stipple_marks_copy (a);
  g_autoptr (StippleMarks) c = stipple_marks_copy (a);

  g_assert_true (stipple_marks_equal (a, b));
  stipple_marks_extend (b, STIPPLE_HEAD_LEFT, 1, 1);
  g_assert_false (stipple_marks_equal (a, b));
  stipple_marks_set_region (c, STIPPLE_REGION_BACK, FALSE);
  g_assert_false (stipple_marks_equal (a, c));
  stipple_strokes_clear (b->lines[STIPPLE_HEAD_LEFT]);
  stipple_marks_extend (b, STIPPLE_HEAD_LEFT, 1, 1); /* there is no line to go on with */
  g_assert_null (stipple_marks_get_lines (b, STIPPLE_HEAD_LEFT));
}

static void
test_marks_limit (void)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      stipple_marks_begin (marks, (StippleHeadSide) side, 0, 0);
      for (int i = 0; i < STIPPLE_MARKS_MAX_POINTS / 2; i++)
        stipple_marks_extend (marks, (StippleHeadSide) side, i, i);
    }
  g_assert_cmpuint (stipple_marks_get_n_points (marks), ==, STIPPLE_MARKS_MAX_POINTS);
}

static void
test_seen_on (void)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    g_assert_false (stipple_marks_is_seen_on (marks, (StippleHeadSide) side));
  stipple_marks_set_region (marks, STIPPLE_REGION_SIDES, TRUE);
  g_assert_true (stipple_marks_is_seen_on (marks, STIPPLE_HEAD_LEFT));
  g_assert_true (stipple_marks_is_seen_on (marks, STIPPLE_HEAD_RIGHT));
  g_assert_false (stipple_marks_is_seen_on (marks, STIPPLE_HEAD_TOP));
  stipple_marks_begin (marks, STIPPLE_HEAD_TOP, 1, 1);
  g_assert_true (stipple_marks_is_seen_on (marks, STIPPLE_HEAD_TOP));
}

/* Wherever a region is said to be seen best, it is seen. */
static void
test_seen_where_drawn (void)
{
  double points[2 * STIPPLE_REGION_POINTS];

  for (int region = 0; region < STIPPLE_N_REGIONS; region++)
    {
      g_autoptr (StippleMarks) marks = stipple_marks_new ();
      int n_sides = 0;

      stipple_marks_set_region (marks, (StippleRegion) region, TRUE);
      for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
        if (stipple_marks_is_seen_on (marks, (StippleHeadSide) side))
          {
            guint n = stipple_region_get_outline ((StippleRegion) region, 0, (StippleHeadSide) side,
                                                  points)
                      + stipple_region_get_outline ((StippleRegion) region, 1,
                                                    (StippleHeadSide) side, points);

            g_assert_cmpuint (n, >, 0);
            n_sides++;
          }
      g_assert_cmpint (n_sides, >, 0);
    }
}

/* It goes with its session, and all that could be undone with it. */
static void
test_dispose (Fixture *f, gconstpointer unused)
{
  gpointer look = f->look;

  set_region (f, STIPPLE_REGION_CROWN, TRUE);
  g_object_add_weak_pointer (look, &look);
  g_object_run_dispose (G_OBJECT (f->session));
  g_assert_null (look);
  g_assert_null (stipple_session_get_look (f->session));
}

static void
test_intake (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleMarks) marks = fixture_marks_new ();
  g_autoptr (StippleIntake) intake = fixture_intake_new (f->pack, f->clock, 1);

  g_assert_cmpint (intake->hair_pattern, ==, STIPPLE_PATTERN_NORWOOD_4);
  g_assert_cmpint (intake->hair_color, ==, 3);
  g_assert_cmpint (intake->complexion, ==, 2);
  g_assert_true (stipple_marks_equal (intake->marks, marks));
}

static void
test_intake_without (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (1);
  g_autoptr (StippleIntake) intake = NULL;
  g_autoptr (GError) error = NULL;

  fixture_complete (f->session);
  intake = stipple_intake_new_from_session (f->session, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (intake->hair_pattern, ==, STIPPLE_PATTERN_NONE);
  g_assert_true (stipple_marks_is_empty (intake->marks));
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/look/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-said", NULL, test_nothing_said);
  ADD ("pattern", "pattern", test_properties);
  ADD ("hair-color", "hair-color", test_properties);
  ADD ("complexion", "complexion", test_properties);
  ADD ("undo-redo", NULL, test_undo_redo);
  ADD ("new-way", NULL, test_new_way);
  ADD ("many-steps", NULL, test_many_steps);
  ADD ("clear", NULL, test_clear);
  ADD ("dispose", NULL, test_dispose);
  ADD ("intake", NULL, test_intake);
  ADD ("intake-without", NULL, test_intake_without);
  g_test_add_func ("/marks/equal", test_marks_equal);
  g_test_add_func ("/marks/limit", test_marks_limit);
  g_test_add_func ("/marks/seen-on", test_seen_on);
  g_test_add_func ("/marks/seen-where-drawn", test_seen_where_drawn);

  return g_test_run ();
}
