// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session.h"
#include "fixture.h"

G_BEGIN_DECLS

/* A session in English on the sample pack, at FIXTURE_NOW, and what it notified. */
typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  GString *heard; /* names of notified properties, a space after each */
} SessionFixture;

void session_fixture_set_up (SessionFixture *f, gconstpointer unused);
/* Nothing may hold the session or its pack by then. */
void session_fixture_tear_down (SessionFixture *f, gconstpointer unused);
/* Just this was notified since it was last asked. */
void session_fixture_assert_heard (SessionFixture *f, const char *expected);

#define session_fixture_add(path, test)                                                            \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, test, session_fixture_tear_down)

G_END_DECLS
