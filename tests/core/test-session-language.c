// SPDX-License-Identifier: GPL-3.0-or-later
#include "session-fixture.h"

static void
test_language (SessionFixture *f, gconstpointer unused)
{
  stipple_session_set_language (f->session, "fr-CA");
  session_fixture_assert_heard (f, "language ");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "fr-CA");
  stipple_session_set_language (f->session, "fr-CA");
  session_fixture_assert_heard (f, "");
}

static void
test_language_not_in_pack (SessionFixture *f, gconstpointer unused)
{
  stipple_session_set_language (f->session, "tlh");
  stipple_session_set_language (f->session, NULL);
  session_fixture_assert_heard (f, "");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "en");
}

static void
test_language_at_start (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleSession) french = stipple_session_new (f->pack, f->clock, "fr-CA");
  g_autoptr (StippleSession) unknown = stipple_session_new (f->pack, f->clock, "tlh");
  g_autoptr (StippleSession) none = stipple_session_new (f->pack, f->clock, NULL);

  g_assert_cmpstr (stipple_session_get_language (french), ==, "fr-CA");
  g_assert_cmpstr (stipple_session_get_language (unknown), ==, "en");
  g_assert_cmpstr (stipple_session_get_language (none), ==, "en");
}

static void
test_companion (SessionFixture *f, gconstpointer unused)
{
  g_assert_null (stipple_session_get_companion (f->session));
  stipple_session_set_companion (f->session, "fr-CA");
  session_fixture_assert_heard (f, "companion ");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "fr-CA");
  stipple_session_set_companion (f->session, "fr-CA");
  stipple_session_set_companion (f->session, "en");
  stipple_session_set_companion (f->session, "tlh");
  session_fixture_assert_heard (f, "");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "fr-CA");
  stipple_session_set_companion (f->session, NULL);
  session_fixture_assert_heard (f, "companion ");
  g_assert_null (stipple_session_get_companion (f->session));
}

/* Never the same language twice. */
static void
test_companion_changes_places (SessionFixture *f, gconstpointer unused)
{
  stipple_session_set_companion (f->session, "fr-CA");
  g_string_truncate (f->heard, 0);
  stipple_session_set_language (f->session, "fr-CA");
  session_fixture_assert_heard (f, "companion language ");
  g_assert_cmpstr (stipple_session_get_language (f->session), ==, "fr-CA");
  g_assert_cmpstr (stipple_session_get_companion (f->session), ==, "en");
}

static void
test_language_keeps_everything (SessionFixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  g_string_truncate (f->heard, 0);
  stipple_session_set_language (f->session, "fr-CA");
  session_fixture_assert_heard (f, "language ");
  g_assert_true (stipple_session_check (f->session, NULL));
}

#define ADD(path, function) session_fixture_add ("/session/" path, function)

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
