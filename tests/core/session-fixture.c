// SPDX-License-Identifier: GPL-3.0-or-later
#include "session-fixture.h"

static void
on_notify (GString *heard, GParamSpec *pspec)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

void
session_fixture_set_up (SessionFixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->session = stipple_session_new (f->pack, f->clock, "en");
  f->heard = g_string_new (NULL);
  g_signal_connect_swapped (f->session, "notify", G_CALLBACK (on_notify), f->heard);
}

void
session_fixture_tear_down (SessionFixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
  g_assert_true (g_atomic_ref_count_compare (&f->pack->ref_count, 1));
  g_string_free (f->heard, TRUE);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

void
session_fixture_assert_heard (SessionFixture *f, const char *expected)
{
  g_assert_cmpstr (f->heard->str, ==, expected);
  g_string_truncate (f->heard, 0);
}
