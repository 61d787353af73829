// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"

/* Which of several conditions is the rarest is found by counting, but only this far: two that are more frequent
 * will soon be met together. */
#define COUNT_MAX 10000
/* A clock that was set back leaves intakes out of their order by this many at the most. */
#define DISORDER 1000

/* The intakes of one term, of one state or of one device stand in the order of seq in an index of their own. One
 * is walked from the newest on, the others are looked up beside it. */
typedef enum
{
  WALK_ALL,
  WALK_STATE,
  WALK_DEVICE,
  WALK_TERM,
} Walk;

/* --- Filling. */

gboolean
stipple_sqlite_unindex (StippleDb *db, gint64 seq, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (db, error, "SELECT terms FROM search_documents WHERE seq = ?", "i", seq);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) fault = NULL;
  const gint64 *terms;
  gsize length;

  if (statement == NULL)
    return FALSE;
  if (!stipple_statement_step (statement, &fault))
    {
      if (fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
      return fault == NULL;
    }
  bytes = stipple_statement_bytes (statement, 0);
  g_clear_pointer (&statement, stipple_statement_free);
  terms = g_bytes_get_data (bytes, &length);
  for (gsize i = 0; i < length / sizeof *terms; i++)
    if (!stipple_db_run (db, NULL, error, "DELETE FROM search_terms WHERE term = ? AND seq = ?",
                         "ii", terms[i], seq))
      return FALSE;
  return stipple_db_run (db, NULL, error, "DELETE FROM search_documents WHERE seq = ?", "i", seq);
}

gboolean
stipple_sqlite_index (StippleDb *db, gint64 seq, const GArray *terms, int rules, GError **error)
{
  if (!stipple_sqlite_unindex (db, seq, error))
    return FALSE;
  for (guint i = 0; i < terms->len; i++)
    if (!stipple_db_run (
            db, NULL, error,
            "INSERT INTO search_terms (term, seq) VALUES (?, ?) ON CONFLICT DO NOTHING", "ii",
            g_array_index (terms, gint64, i), seq))
      return FALSE;
  return stipple_db_run (db, NULL, error,
                         "INSERT INTO search_documents (seq, rules, terms) VALUES (?, ?, ?)", "iiB",
                         seq, (gint64) rules, terms->data, (gsize) terms->len * sizeof (gint64));
}

static gboolean
in_index_intake (StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_sqlite_index (db, row->seq, row->terms, STIPPLE_SEARCH_RULES, error)
         && stipple_db_run (db, NULL, error,
                            "UPDATE intake_versions SET summary = ? WHERE seq = ? AND version = ?",
                            "bii", row->summary, row->seq, (gint64) row->version)
         && stipple_db_run (db, NULL, error,
                            "UPDATE intakes SET in_progress = ?, "
                            "day = COALESCE (?, day) WHERE seq = ?",
                            "isi", (gint64) row->in_progress, row->day, row->seq);
}

static GPtrArray *
do_list_unindexed (StippleStorage *storage, int rules, guint limit, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return stipple_sqlite_read_intakes (
      stipple_db_query (
          self->db, error,
          "SELECT " STIPPLE_SQLITE_INTAKE_COLUMNS "FROM intakes AS i " STIPPLE_SQLITE_INTAKE_JOINS
          "WHERE i.deleted IS NULL "
          "AND NOT EXISTS (SELECT 1 FROM hub WHERE search_rules = ?1) "
          "AND NOT EXISTS (SELECT 1 FROM search_documents WHERE seq = i.seq AND rules = ?1) "
          "ORDER BY i.seq LIMIT ?2",
          "ii", (gint64) rules, (gint64) limit),
      error);
}

static gboolean
in_set_search_rules (StippleTx *tx, int rules, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "UPDATE hub SET search_rules = ?1 WHERE search_rules <> ?1", "i",
                         (gint64) rules);
}

/* --- Finding. */

static gboolean
read_int (StippleStatement *statement, gint64 *value, GError **error)
{
  g_autoptr (StippleStatement) owned = statement;

  if (owned == NULL || !stipple_sqlite_step_one (owned, "", error))
    return FALSE;
  *value = stipple_statement_int (owned, 0);
  return TRUE;
}

static gboolean
count (StippleDb *db, const StippleSearch *search, Walk walk, guint term, gint64 *n, GError **error)
{
  static const char *const sql[] = {
    [WALK_STATE] = "SELECT COUNT (*) FROM (SELECT 1 FROM intakes WHERE state = ?1 "
                   "AND deleted IS NULL LIMIT ?2)",
    [WALK_DEVICE] = "SELECT COUNT (*) FROM (SELECT 1 FROM intakes WHERE device = ?1 LIMIT ?2)",
    [WALK_TERM] = "SELECT COUNT (*) FROM (SELECT 1 FROM search_terms WHERE term = ?1 LIMIT ?2)",
  };
  gint64 max = COUNT_MAX;

  if (walk == WALK_TERM)
    return read_int (stipple_db_query (db, error, sql[walk], "ii", search->terms[term], max), n,
                     error);
  return read_int (stipple_db_query (db, error, sql[walk], "si",
                                     walk == WALK_STATE ? search->state : search->device, max),
                   n, error);
}

/* The rarest condition; @term (out): which term, if it is one. */
static gboolean
choose (StippleDb *db, const StippleSearch *search, Walk *walk, guint *term, GError **error)
{
  gint64 least = G_MAXINT64;

  *walk = WALK_ALL;
  *term = 0;
  for (guint i = 0; i < search->n_terms + 2; i++)
    {
      Walk kind = i < search->n_terms ? WALK_TERM : i == search->n_terms ? WALK_STATE : WALK_DEVICE;
      gint64 n;

      if ((kind == WALK_STATE && search->state == NULL)
          || (kind == WALK_DEVICE && search->device == NULL))
        continue;
      if (!count (db, search, kind, i, &n, error))
        return FALSE;
      if (n >= least)
        continue;
      least = n;
      *walk = kind;
      *term = kind == WALK_TERM ? i : 0;
    }
  return TRUE;
}

/* Intakes come in the order of time, so a span of time is one of seq, nearly. */
static gboolean
find_span (StippleDb *db, const StippleSearch *search, gint64 *first, gint64 *before,
           GError **error)
{
  gint64 last = G_MAXINT64 - 1;

  *first = 0;
  *before = search->before > 0 ? search->before : G_MAXINT64;
  if (search->received_from > 0
      && !read_int (
          stipple_db_query (db, error,
                            "SELECT COALESCE (MIN (seq), 9223372036854775807) FROM (SELECT seq "
                            "FROM intakes WHERE received >= ? ORDER BY received LIMIT ?)",
                            "ii", search->received_from, (gint64) DISORDER),
          first, error))
    return FALSE;
  if (search->received_to > 0
      && !read_int (
          stipple_db_query (db, error,
                            "SELECT COALESCE (MAX (seq), 0) FROM (SELECT seq "
                            "FROM intakes WHERE received < ? ORDER BY received DESC LIMIT ?)",
                            "ii", search->received_to, (gint64) DISORDER),
          &last, error))
    return FALSE;
  *before = MIN (*before, last + 1);
  return TRUE;
}

/* ?1 before, ?2 first, ?3 and ?4 the span, ?5 how many, ?6 state, ?7 device, ?8 … the terms. */
static char *
write_query (const StippleSearch *search, Walk walk, guint term)
{
  static const char *const from[] = {
    [WALK_ALL] = "intakes AS i ",
    [WALK_STATE] = "intakes AS i INDEXED BY intakes_state ",
    [WALK_DEVICE] = "intakes AS i INDEXED BY intakes_device ",
    [WALK_TERM] = "search_terms AS t CROSS JOIN intakes AS i ON i.seq = t.seq ",
  };
  const char *seq = walk == WALK_TERM ? "t.seq" : "i.seq";
  GString *sql = g_string_new ("SELECT " STIPPLE_SQLITE_INTAKE_COLUMNS "FROM ");

  g_string_append_printf (sql, "%s" STIPPLE_SQLITE_INTAKE_JOINS, from[walk]);
  g_string_append_printf (sql, "WHERE %s < ?1 AND %s >= ?2 AND i.deleted IS NULL ", seq, seq);
  g_string_append (sql,
                   walk == WALK_STATE ? "AND i.state = ?6 " : "AND (?6 IS NULL OR +i.state = ?6) ");
  g_string_append (sql, walk == WALK_DEVICE ? "AND i.device = ?7 "
                                            : "AND (?7 IS NULL OR +i.device = ?7) ");
  for (guint i = 0; i < search->n_terms; i++)
    if (walk == WALK_TERM && i == term)
      g_string_append_printf (sql, "AND t.term = ?%u ", 8 + i);
    else
      g_string_append_printf (
          sql, "AND EXISTS (SELECT 1 FROM search_terms WHERE term = ?%u AND seq = %s) ", 8 + i,
          seq);
  /* The row itself is read only for what needs it. */
  if (search->received_from > 0 || search->received_to > 0)
    g_string_append (sql, "AND i.received >= ?3 AND i.received < ?4 ");
  g_string_append_printf (sql, "ORDER BY %s DESC LIMIT ?5", seq);
  return g_string_free (sql, FALSE);
}

static GPtrArray *
do_search (StippleStorage *storage, const StippleSearch *search, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  const gint64 *terms = search->terms;
  g_autofree char *types = g_strdup_printf ("iiiiiss%.*s", (int) search->n_terms, "iiiiiiiii");
  g_autofree char *sql = NULL;
  gint64 first, before;
  Walk walk;
  guint term;

  G_STATIC_ASSERT (G_N_ELEMENTS (search->terms) == 9);
  if (!choose (self->db, search, &walk, &term, error)
      || !find_span (self->db, search, &first, &before, error))
    return NULL;
  sql = write_query (search, walk, term);
  return stipple_sqlite_read_intakes (
      stipple_db_query (self->db, error, sql, types, before, first, search->received_from,
                        search->received_to > 0 ? search->received_to : G_MAXINT64,
                        (gint64) search->limit, search->state, search->device, terms[0], terms[1],
                        terms[2], terms[3], terms[4], terms[5], terms[6], terms[7], terms[8]),
      error);
}

static gboolean
do_count_received (StippleStorage *storage, gint64 from, gint64 to, gint64 *n, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return read_int (stipple_db_query (self->db, error,
                                     "SELECT COUNT (*) FROM intakes WHERE received >= ? "
                                     "AND received < ? AND deleted IS NULL",
                                     "ii", from, to),
                   n, error);
}

void
stipple_sqlite_fill_search (StippleStorage *table)
{
  table->do_search = do_search;
  table->do_count_received = do_count_received;
  table->do_list_unindexed = do_list_unindexed;
  table->in_index_intake = in_index_intake;
  table->in_set_search_rules = in_set_search_rules;
}
