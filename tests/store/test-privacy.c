// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "store-fixture.h"

#include <string.h>

/* Words that no file has by chance: all that one person enters, cut at spaces and signs. */
static const char *const WORDS[] = {
  "Zebulonia",       "Quackenbush",
  "Wintergård",      "ورقاء",
  "زيبولونيا",       "Наталия",
  "zebulonia.quack", "sample.example",
  "zebulonia",       "416-555-0142",
  "4165550142",      "555-0142",
  "5550142",         "1984-02-29",
  "19840229",        "29/02/1984",
  "02/29/1984",      "29.02.1984",
  "February 29",     "29 February",
  "Furosamplide",    "earlobe",
  "sampleflicker",   "Hedgerow",
  "trampoline",      "sample-token-of-this-device",
};

static StippleSession *
session_new (StoreFixture *f)
{
  StippleSession *session = fixture_session_new (f->pack, f->clock);
  g_object_set (session, "first-name", "Zebulonia Наталия زيبولونيا", "last-name",
                "Quackenbush-Wintergård ورقاء", "birth-year", 1984, "birth-month", 2, "birth-day",
                29, "mobile", "+1 416-555-0142", "email", "zebulonia.quack@sample.example",
                "medication", "Furosamplide for my earlobe", "scars", "sampleflicker",
                "wishes-note", "Hedgerow and trampoline", NULL);
  return session;
}

/* --- Looking */

static gboolean
contains (GBytes *bytes, const void *needle, gsize length)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), needle, length) != NULL;
}

static GBytes *
lower (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *copy = g_malloc (length + 1);
  for (gsize i = 0; i < length; i++)
    copy[i] = g_ascii_tolower (data[i]);
  return g_bytes_new_take (copy, length);
}

/* In any case of ASCII letters; as UTF-8, or as UTF-16 of either byte order. */
static gboolean
has_word (GBytes *lowered, const char *word)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };
  g_autofree char *lowered_word = g_ascii_strdown (word, -1);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *encoded =
          g_convert (lowered_word, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_assert_nonnull (encoded);
      if (contains (lowered, encoded, length))
        return TRUE;
    }
  return FALSE;
}

/* The first of WORDS, or @more, found in any file of the folder; NULL when there is none. */
static const char *
find_word (StoreFixture *f, const char *more)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n_files = 0;
  for (const char *name; (name = g_dir_read_name (dir)); n_files++)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_autoptr (GBytes) bytes = store_fixture_read (path);
      g_autoptr (GBytes) lowered = lower (bytes);
      for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
        if (has_word (lowered, WORDS[i]))
          return WORDS[i];
      if (more != NULL && has_word (lowered, more))
        return more;
    }
  g_assert_cmpuint (n_files, >=, 2);
  return NULL;
}

/* While it is open, with its log, and after it was closed. */
static void
assert_nothing_found (StoreFixture *f, const char *more)
{
  g_assert_cmpstr (find_word (f, more), ==, NULL);
  store_fixture_reopen (f);
  g_assert_cmpstr (find_word (f, more), ==, NULL);
}

/* --- Cases */

static void
test_saved (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = session_new (f);
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, NULL);
  g_assert_nonnull (intake);
  assert_nothing_found (f, intake->code);

  /* It is all there, though. */
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 1);
  const StippleOutboxItem *item = g_ptr_array_index (batch, 0);
  g_assert_nonnull (strstr (item->document, "Quackenbush"));
  g_assert_nonnull (strstr (item->document, "1984-02-29"));
  g_assert_nonnull (strstr (item->document, "Furosamplide"));
}

static void
test_quarantined (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = session_new (f);
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, NULL);
  /* What a hub says may quote what it refuses. */
  g_assert_true (store_fixture_quarantine (f, intake->id, "The name Quackenbush is odd", NULL));
  assert_nothing_found (f, intake->code);
}

static void
test_delivered_and_purged (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = session_new (f);
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, NULL);
  const char *const ids[] = { intake->id, NULL };
  g_assert_true (store_fixture_deliver (f, ids, NULL));
  assert_nothing_found (f, intake->code);
  g_assert_cmpint (store_fixture_purge (f, 0), ==, 1);
  assert_nothing_found (f, intake->code);
}

/* After a purge not even the sealed record is left. */
static void
test_purged_is_gone (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = session_new (f);
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, NULL);
  const char *const ids[] = { intake->id, NULL };
  store_fixture_close (f);

  sqlite3 *handle = store_fixture_sqlite (f);
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2 (handle, "SELECT sealed FROM intake", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_autoptr (GBytes) sealed =
      g_bytes_new (sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  g_assert_cmpuint (g_bytes_get_size (sealed), >, 200);
  const char *piece = (const char *) g_bytes_get_data (sealed, NULL) + 100;
  g_autoptr (GBytes) before = store_fixture_read (f->db_path);
  g_assert_true (contains (before, piece, 24));

  store_fixture_reopen (f);
  g_assert_true (store_fixture_deliver (f, ids, NULL));
  g_assert_cmpint (store_fixture_purge (f, 0), ==, 1);
  const char *const paths[] = { f->db_path, f->log_path };
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GBytes) after = store_fixture_read (paths[i]);
      g_assert_false (contains (after, piece, 24));
    }
}

/* That nothing was found proves something only if it would have been found. */
static void
test_finds (StoreFixture *f, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };
  g_autofree char *path = g_build_filename (f->folder, "leak", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *encoded =
          g_convert ("xx QUACKENBUSH xx", -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_assert_true (g_file_set_contents (path, encoded, length, NULL));
      g_assert_cmpstr (find_word (f, NULL), ==, "Quackenbush");
    }
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/privacy/saved", test_saved);
  ADD ("/store/privacy/quarantined", test_quarantined);
  ADD ("/store/privacy/delivered-and-purged", test_delivered_and_purged);
  ADD ("/store/privacy/purged-is-gone", test_purged_is_gone);
  ADD ("/store/privacy/finds", test_finds);
  return g_test_run ();
}
