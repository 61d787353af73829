// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/search.h"

#include "core/error.h"
#include "core/search-terms.h"
#include "hub/record.h"
#include "wire/fhir.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define BATCH 200

static gint64
blind (StippleHub *hub, const char *context, const char *text)
{
  guint8 hash[STIPPLE_BLIND_BYTES];
  gint64 term;

  stipple_blind (hub->key, context, text, hash);
  memcpy (&term, hash, sizeof term);
  return GINT64_FROM_LE (term);
}

gint64
stipple_search_blind_word (StippleHub *hub, const char *word)
{
  return blind (hub, "search", word);
}

gint64
stipple_search_blind_outcome (StippleHub *hub, const char *outcome)
{
  return blind (hub, "search-outcome", outcome);
}

GArray *
stipple_search_blind_intake (StippleHub *hub, const StippleIntake *intake, const char *outcome)
{
  g_autoptr (GHashTable) words = stipple_search_terms (intake);
  GArray *terms = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (words) + 1);
  gint64 term =
      stipple_search_blind_outcome (hub, outcome != NULL ? outcome : STIPPLE_SEARCH_IN_PROGRESS);
  GHashTableIter iter;
  gpointer word;

  g_array_append_val (terms, term);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      term = stipple_search_blind_word (hub, word);
      g_array_append_val (terms, term);
    }
  return terms;
}

/* --- Catching up. */

static gboolean
prepare (StippleHub *hub, StippleIntakeRow *row, GError **error)
{
  g_autoptr (StippleJson) document = stipple_record_open (hub, row, error);
  g_autoptr (StippleJson) summary =
      document != NULL ? stipple_record_open_summary (hub, row, error) : NULL;
  g_autofree char *expression = NULL;
  g_autoptr (StippleIntake) intake = NULL;

  if (summary == NULL)
    return FALSE;
  intake = stipple_fhir_read_intake (json_object_get (document, "patient"),
                                     json_object_get (document, "response"), &expression, error);
  if (intake == NULL)
    return FALSE;
  stipple_record_describe_person (intake, summary);
  stipple_record_index (hub, row, intake, summary);
  stipple_record_seal_summary (hub, row, summary);
  return TRUE;
}

/* One that is damaged must not keep the others from being found. */
static void
prepare_all (StippleHub *hub, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      StippleIntakeRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GError) error = NULL;

      if (prepare (hub, row, &error))
        continue;
      g_printerr (_ ("stipple-hub: intake %s cannot be found by its words: %s\n"), row->id,
                  error->message);
      row->terms = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
}

static gboolean
index_batch (StippleHub *hub, GPtrArray *rows, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = NULL;

  prepare_all (hub, rows);
  tx = storage->begin (storage, error);
  if (tx == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!storage->in_index_intake (tx, g_ptr_array_index (rows, i), error))
      return FALSE;
  if (rows->len == 0 && !storage->in_set_search_rules (tx, STIPPLE_SEARCH_RULES, error))
    return FALSE;
  return storage->commit (g_steal_pointer (&tx), error);
}

gboolean
stipple_search_catch_up (StippleHub *hub, GError **error)
{
  gint64 done = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows =
          hub->storage->do_list_unindexed (hub->storage, STIPPLE_SEARCH_RULES, BATCH, error);

      if (rows == NULL || !index_batch (hub, rows, error))
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      done += rows->len;
      g_printerr (_ ("stipple-hub: %lld intakes made ready to be found\n"), (long long) done);
    }
}
