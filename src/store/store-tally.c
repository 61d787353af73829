// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/store-private.h"

/* A day goes when the hub knows that all of it is over, and longer ago than anybody closes. */
#define KEEP_DAYS 60

static char *
day_before (StippleVault *self, guint days)
{
  GDate day;

  g_date_clear (&day, 1);
  stipple_clock_today (self->clock, &day);
  g_date_subtract_days (&day, days);
  return stipple_date_format_iso (&day);
}

gboolean
stipple_vault_tally (StippleVault *self, const StippleIntake *intake, GBytes *label, GError **error)
{
  g_autofree char *text = NULL;
  GDate day;

  stipple_intake_get_day (intake, &day);
  text = stipple_date_format_iso (&day);
  return stipple_db_run (
      self->db, NULL, error,
      "INSERT INTO tally (id, day, state, version, label) VALUES (?, ?, ?, 1, ?)", "ssib",
      intake->id, text, (gint64) STIPPLE_TALLY_WAITING, label);
}

gboolean
stipple_vault_drop_old_tallies (StippleVault *self, GError **error)
{
  g_autofree char *before = day_before (self, KEEP_DAYS);

  return stipple_db_run (self->db, NULL, error,
                         "DELETE FROM tally_day WHERE day < ? AND told >= sequence "
                         "AND day NOT IN (SELECT day FROM tally WHERE state < ?)",
                         "si", before, (gint64) STIPPLE_TALLY_DISMISSED)
         && stipple_db_run (self->db, NULL, error,
                            "DELETE FROM tally WHERE day < ? "
                            "AND day NOT IN (SELECT day FROM tally_day)",
                            "s", before);
}

/* --- What to tell next */

static StippleTally *
choose_day (StippleVault *vault, GError **error)
{
  g_autofree char *today = day_before (vault, 0);
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, error,
      "SELECT day, sequence, n <= 1, is_news FROM "
      "(SELECT day, sequence, 1 AS is_news FROM tally_day WHERE told < sequence UNION ALL "
      " SELECT ?1, COALESCE ((SELECT sequence FROM tally_day WHERE day = ?1), 0), 0), "
      "(SELECT COUNT (*) AS n FROM tally_day WHERE told < sequence) "
      "ORDER BY is_news DESC, day LIMIT 1",
      "s", today);
  StippleTally *tally;

  if (row == NULL || !stipple_statement_step (row, error))
    return NULL;
  tally = stipple_tally_new (stipple_statement_text (row, 0), stipple_statement_int (row, 1));
  tally->complete = stipple_statement_int (row, 2) != 0;
  tally->is_news = stipple_statement_int (row, 3) != 0;
  return tally;
}

static void
add_claim (StippleVault *vault, StippleTally *tally, StippleStatement *row)
{
  const char *id = stipple_statement_text (row, 0);
  const char *fields[STIPPLE_LABEL_FIELDS] = { NULL };
  g_autoptr (GBytes) label = stipple_statement_bytes (row, 3);
  g_autoptr (GBytes) plain =
      stipple_vault_unseal_fields (vault, "outbox", id, stipple_statement_int (row, 2), label,
                                   STIPPLE_LABEL_FIELDS, fields, NULL);
  const char *code = plain != NULL ? fields[STIPPLE_LABEL_CODE] : "";
  const char *receipt = plain != NULL ? fields[STIPPLE_LABEL_RECEIPT] : "";

  g_ptr_array_add (tally->claims,
                   stipple_claim_new (id, *code != '\0' ? code : NULL,
                                      *receipt != '\0' ? receipt : NULL,
                                      (StippleTallyState) stipple_statement_int (row, 1)));
}

static gboolean
add_claims (StippleVault *vault, StippleTally *tally, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, error, "SELECT id, state, version, label FROM tally WHERE day = ? ORDER BY id",
      "s", tally->day);

  if (row == NULL)
    return FALSE;
  while (stipple_statement_step (row, &fault))
    add_claim (vault, tally, row);
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static void
next_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  g_autoptr (StippleTally) tally = choose_day (vault, &error);

  if (tally != NULL && add_claims (vault, tally, &error))
    g_task_return_pointer (task, g_steal_pointer (&tally), (GDestroyNotify) stipple_tally_free);
  else
    g_task_return_error (task, error);
}

void
stipple_store_next_tally_async (StippleStore *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_next_tally_async,
                                                   cancellable, callback, user_data);

  stipple_store_queue (self, G_PRIORITY_LOW, task, next_run);
}

StippleTally *
stipple_store_next_tally_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- What the hub said to it */

typedef struct
{
  char *day;
  gint64 sequence;
  gint64 known;
} Told;

static void
told_free (gpointer data)
{
  Told *self = data;

  g_free (self->day);
  g_free (self);
}

/* A hub that knows more has it from a time that this kiosk's data was put back behind. */
static gboolean
note_told (StippleVault *vault, const Told *told, GError **error)
{
  if (told->known <= told->sequence)
    return stipple_db_run (vault->db, NULL, error,
                           "UPDATE tally_day SET told = MAX (told, ?) WHERE day = ?", "is",
                           told->sequence, told->day);
  return stipple_db_run (vault->db, NULL, error,
                         "INSERT INTO tally_day (day, sequence) VALUES (?1, ?2 + 1) "
                         "ON CONFLICT (day) DO UPDATE SET sequence = MAX (sequence, ?2 + 1)",
                         "si", told->day, told->known);
}

static void
told_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;

  if (note_told (vault, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stipple_store_tally_told_async (StippleStore *self, const StippleTally *tally, gint64 known,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_tally_told_async,
                                                   cancellable, callback, user_data);
  Told *told = g_new (Told, 1);

  *told = (Told){ g_strdup (tally->day), tally->sequence, known };
  g_task_set_task_data (task, told, told_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, told_run);
}

gboolean
stipple_store_tally_told_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
