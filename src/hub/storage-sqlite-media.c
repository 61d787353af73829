// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include <glib/gi18n-lib.h>

/* The table's own check keeps other types out. */
static StippleImageType
read_type (StippleStatement *statement, int column)
{
  StippleImageType type = STIPPLE_IMAGE_PNG;

  stipple_image_type_from_string (stipple_statement_text (statement, column), &type);
  return type;
}

static gboolean
do_add_media (StippleStorage *storage, const StippleMediaFacts *facts, GBytes *file, gint64 now,
              gboolean *added, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  int changed = 0;

  if (!stipple_db_run (self->db, &changed, error,
                       "INSERT INTO media (sha256, type, width, height, file, stored) "
                       "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                       "ssiibi", facts->sha256, stipple_image_type_to_string (facts->type),
                       (gint64) facts->width, (gint64) facts->height, file, now))
    return FALSE;
  *added = changed == 1;
  return TRUE;
}

static gboolean
in_find_media (StippleTx *tx, const char *sha256, StippleMediaFacts *facts, GError **error)
{
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                                "SELECT sha256, type, width, height FROM media WHERE sha256 = ?",
                                "s", sha256);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such picture."), error))
    return FALSE;
  g_strlcpy (facts->sha256, stipple_statement_text (statement, 0), sizeof facts->sha256);
  facts->type = read_type (statement, 1);
  facts->width = (int) stipple_statement_int (statement, 2);
  facts->height = (int) stipple_statement_int (statement, 3);
  return TRUE;
}

static GBytes *
do_get_media (StippleStorage *storage, const char *sha256, StippleImageType *type, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (self->db, error, "SELECT type, file FROM media WHERE sha256 = ?",
                                "s", sha256);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such picture."), error))
    return NULL;
  *type = read_type (statement, 0);
  return stipple_statement_bytes (statement, 1);
}

void
stipple_sqlite_fill_media (StippleStorage *table)
{
  table->do_add_media = do_add_media;
  table->in_find_media = in_find_media;
  table->do_get_media = do_get_media;
}
