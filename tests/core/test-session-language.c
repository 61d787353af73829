// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session.h"

#include "fixture.h"

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  GString *heard; /* names of notified properties, a space after each */
} Fixture;

static void
on_notify (GString *heard, GParamSpec *pspec)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->session = stipple_session_new (f->pack, f->clock, "en");
  f->heard = g_string_new (NULL);
  g_signal_connect_swapped (f->session, "notify", G_CALLBACK (on_notify), f->heard);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
  g_assert_true (g_atomic_ref_count_compare (&f->pack->ref_count, 1));
  g_string_free (f->heard, TRUE);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

static void
assert_heard (Fixture *f, const char *expected)
{
  g_assert_cmpstr (f->heard->str, ==, expected);
  g_string_truncate (f->heard, 0);
}

static void
test_language (Fixture *f, gconstpointer unused)
{
  stipple_session_set_language (f->session, "fr-CA");
  assert_heard (f, "language ");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "fr-CA");
  stipple_session_set_language (f->session, "fr-CA");
  assert_heard (f, "");
}

static void
test_language_not_in_pack (Fixture *f, gconstpointer unused)
{
  stipple_session_set_language (f->session, "tlh");
  stipple_session_set_language (f->session, NULL);
  assert_heard (f, "");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "en");
}

static void
test_language_at_start (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleSession) french = stipple_session_new (f->pack, f->clock, "fr-CA");
  g_autoptr (StippleSession) unknown = stipple_session_new (f->pack, f->clock, "tlh");
  g_autoptr (StippleSession) none = stipple_session_new (f->pack, f->clock, NULL);

  g_assert_cmpstr (stipple_session_get_language (french), ==, "fr-CA");
  g_assert_cmpstr (stipple_session_get_language (unknown), ==, "en");
  g_assert_cmpstr (stipple_session_get_language (none), ==, "en");
}

static void
test_companion (Fixture *f, gconstpointer unused)
{
  g_assert_null (stipple_session_get_companion (f->session));
  stipple_session_set_companion (f->session, "fr-CA");
  assert_heard (f, "companion ");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "fr-CA");
  stipple_session_set_companion (f->session, "fr-CA");
  stipple_session_set_companion (f->session, "en");
  stipple_session_set_companion (f->session, "tlh");
  assert_heard (f, "");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "fr-CA");
  stipple_session_set_companion (f->session, NULL);
  assert_heard (f, "companion ");
  g_assert_null (stipple_session_get_companion (f->session));
}

/* Never the same language twice. */
static void
test_companion_changes_places (Fixture *f, gconstpointer unused)
{
  stipple_session_set_companion (f->session, "fr-CA");
  g_string_truncate (f->heard, 0);
  stipple_session_set_language (f->session, "fr-CA");
  assert_heard (f, "companion language ");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "fr-CA");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "en");
}

static void
test_language_keeps_everything (Fixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  g_string_truncate (f->heard, 0);
  stipple_session_set_language (f->session, "fr-CA");
  assert_heard (f, "language ");
  g_assert_true (stipple_session_check (f->session, NULL));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/session/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("language/set", test_language);
  ADD ("language/not-in-pack", test_language_not_in_pack);
  ADD ("language/at-start", test_language_at_start);
  ADD ("language/keeps-everything", test_language_keeps_everything);
  ADD ("companion/set", test_companion);
  ADD ("companion/changes-places", test_companion_changes_places);

  return g_test_run ();
}
