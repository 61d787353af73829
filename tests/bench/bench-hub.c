// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-hub.h"

#include "core/person.h"
#include "core/ids.h"
#include "hub/record.h"
#include "hub/setup.h"
#include "hub/storage-sqlite.h"
#include "sample.h"
#include "wire/default-pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 20000
#define DOCUMENTS 64 /* what the others are copies of */

void
bench_check (const GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (EXIT_FAILURE);
}

/* --- People. */

static const char *const syllables[] = { "an", "ma",  "jo",  "el",  "sa", "ri", "na", "lo",
                                         "mi", "ka",  "de",  "ro",  "vi", "ta", "zo", "be",
                                         "lu", "cha", "dré", "sha", "gu", "pe", "fi", "ol" };
static const char *const common[] = { "Maria", "Mohamed", "John", "Anna",  "Li",    "Sam",
                                      "José",  "Zoé",     "Omar", "Sarah", "David", "Fatima" };

static char *
new_name (GRand *rand)
{
  g_autoptr (GString) name = g_string_new (NULL);
  double rank = g_rand_double (rand);

  if (rank < 0.3)
    return g_strdup (common[(gsize) (rank * rank / 0.09 * G_N_ELEMENTS (common))]);
  for (int n = g_rand_int_range (rand, 2, 5); n > 0; n--)
    g_string_append (name, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
  return g_strdup (name->str);
}

StippleIntake *
bench_hub_new_person (StippleHub *hub, GRand *rand, guint count)
{
  StippleIntake *intake = stipple_intake_new ();

  intake->first_name = new_name (rand);
  intake->last_name = new_name (rand);
  intake->mobile = g_strdup_printf ("(%d) 555-%04d", g_rand_int_range (rand, 201, 990),
                                    g_rand_int_range (rand, 0, 10000));
  intake->code = stipple_code_make (hub->code_key, 1 + count / STIPPLE_CODE_COUNTS,
                                    count % STIPPLE_CODE_COUNTS);
  g_date_set_dmy (&intake->birth_date, (GDateDay) g_rand_int_range (rand, 1, 29),
                  (GDateMonth) g_rand_int_range (rand, 1, 13),
                  (GDateYear) g_rand_int_range (rand, 1940, 2008));
  return intake;
}

static json_t *
summarise (const StippleIntake *intake, const char *outcome)
{
  g_autofree char *name = stipple_intake_get_name (intake);
  json_t *summary =
      json_pack ("{s:s, s:s, s:s, s:s, s:i, s:b, s:b, s:s}", "code", intake->code, "name", name,
                 "finished", "2026-12-05T14:42:07.000Z", "language", "en", "packVersion", 1,
                 "mismatch", 0, "inProgress", 0, "outcome", outcome);

  stipple_record_describe_person (intake, summary);
  return summary;
}

/* --- What they entered: the samples' documents, each copy with the code of its own. */

typedef struct
{
  char *text;      /* canonical */
  GArray *offsets; /* gsize, of the code in it */
} Document;

static void
document_free (gpointer data)
{
  Document *self = data;

  g_array_unref (self->offsets);
  g_free (self->text);
  g_free (self);
}

/* The samples go up to every limit; people say less: the shortest of a few. */
static Document *
new_document (GRand *rand, const StipplePack *pack)
{
  Document *self = g_new0 (Document, 1);
  g_autofree char *code = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);
      g_autofree char *text = NULL;

      stipple_set_secret (&intake->first_name, "Amélie");
      stipple_set_secret (&intake->last_name, "Tremblay");
      text = stipple_fhir_write_intake (intake, pack);
      if (self->text == NULL || strlen (text) < strlen (self->text))
        {
          g_free (self->text);
          self->text = g_steal_pointer (&text);
          g_free (code);
          code = g_strdup (intake->code);
        }
    }
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (const char *at = self->text; (at = strstr (at, code)) != NULL; at++)
    {
      const gsize offset = (gsize) (at - self->text);

      g_array_append_val (self->offsets, offset);
    }
  g_assert (self->offsets->len > 0);
  return self;
}

static GPtrArray *
new_documents (GRand *rand)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  GPtrArray *documents = g_ptr_array_new_with_free_func (document_free);

  for (guint i = 0; i < DOCUMENTS; i++)
    g_ptr_array_add (documents, new_document (rand, pack));
  return documents;
}

/* --- Filling. */

/* A row of the index. */
typedef struct
{
  gint64 term;
  gint64 seq;
} Posting;

typedef struct
{
  StippleHub *hub;
  GRand *rand;
  GPtrArray *documents;
  const char *device;
  GArray *postings; /* of this batch */
} Filling;

static int
compare_postings (const void *a, const void *b)
{
  const Posting *x = a;
  const Posting *y = b;

  if (x->term != y->term)
    return (x->term > y->term) - (x->term < y->term);
  return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Its words go into the index later, with those of the others: one by one they touch pages all over it. */
static void
insert (Filling *self, StippleTx *tx, guint count)
{
  static const char *const outcomes[] = { "unsuitable", "wait", "physician", "proceed" };
  StippleHub *hub = self->hub;
  const Document *document = g_ptr_array_index (self->documents, count % DOCUMENTS);
  g_autoptr (StippleIntake) intake = bench_hub_new_person (hub, self->rand, count);
  g_autoptr (StippleJson) summary =
      summarise (intake, outcomes[g_rand_int_range (self->rand, 0, 4)]);
  g_autoptr (StippleIntakeRow) row = g_new0 (StippleIntakeRow, 1);
  g_autoptr (GArray) terms = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < document->offsets->len; i++)
    memcpy (document->text + g_array_index (document->offsets, gsize, i), intake->code,
            STIPPLE_CODE_LENGTH);
  row->id = stipple_ids_uuid (hub->ids);
  row->patient_id = stipple_ids_uuid (hub->ids);
  row->device = g_strdup (self->device);
  row->receipt = g_strnfill (64, 'a');
  row->version = 1;
  row->received = row->updated = stipple_hub_now (hub);
  stipple_record_blind_code (hub, intake->code, row->code);
  stipple_record_index (hub, row, intake, summary);
  stipple_record_seal_summary (hub, row, summary);
  /* As stipple_record_seal() does it, but for writing the same JSON again and again. */
  row->payload =
      stipple_seal (hub->key, "intake", row->id, 1, document->text, strlen (document->text));
  terms = g_steal_pointer (&row->terms);
  row->terms = g_array_new (FALSE, FALSE, sizeof (gint64));
  hub->storage->in_insert_intake (tx, row, &error);
  bench_check (error, "storing an intake");
  for (guint i = 0; i < terms->len; i++)
    {
      const Posting posting = { g_array_index (terms, gint64, i), (gint64) count + 1 };

      g_array_append_val (self->postings, posting);
    }
  stipple_db_run (STIPPLE_SQLITE (hub->storage)->db, NULL, &error,
                  "UPDATE search_documents SET terms = ? WHERE seq = ?", "Bi", terms->data,
                  (gsize) terms->len * sizeof (gint64), (gint64) count + 1);
  bench_check (error, "storing an intake");
}

static void
insert_postings (Filling *self)
{
  StippleDb *db = STIPPLE_SQLITE (self->hub->storage)->db;
  g_autoptr (GError) error = NULL;

  qsort (self->postings->data, self->postings->len, sizeof (Posting), compare_postings);
  for (guint i = 0; i < self->postings->len && error == NULL; i++)
    {
      const Posting *posting = &g_array_index (self->postings, Posting, i);

      stipple_db_run (db, NULL, &error,
                      "INSERT INTO search_terms (term, seq) VALUES (?, ?) ON CONFLICT DO NOTHING",
                      "ii", posting->term, posting->seq);
    }
  bench_check (error, "indexing");
  g_array_set_size (self->postings, 0);
}

static void
fill (StippleHub *hub, guint n, const char *device)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (GPtrArray) documents = new_documents (rand);
  g_autoptr (GArray) postings = g_array_new (FALSE, FALSE, sizeof (Posting));
  Filling filling = { hub, rand, documents, device, postings };
  StippleDb *db = STIPPLE_SQLITE (hub->storage)->db;
  g_autoptr (GError) error = NULL;

  /* What is cut short here is only made again. */
  stipple_db_exec (db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -800000", &error);
  for (guint done = 0; done < n && error == NULL; done += BATCH)
    {
      StippleTx *tx = hub->storage->begin (hub->storage, &error);

      bench_check (error, "beginning");
      for (guint i = done; i < MIN (n, done + BATCH); i++)
        insert (&filling, tx, i);
      insert_postings (&filling);
      hub->storage->commit (tx, &error);
    }
  bench_check (error, "filling the hub");
  stipple_db_exec (db,
                   "UPDATE intakes SET state = CASE seq % 50 WHEN 0 THEN 'new' WHEN 1 THEN 'seen' "
                   "WHEN 2 THEN 'reviewed' ELSE 'closed' END",
                   &error);
  bench_check (error, "setting states");
  stipple_db_checkpoint (db, TRUE, NULL);
}

static char *
add_device (StippleHub *hub)
{
  g_autofree char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  StippleDeviceRow row = { .id = stipple_ids_uuid (hub->ids), .name = (char *) "Bench" };
  g_autoptr (GError) error = NULL;
  StippleTx *tx = hub->storage->begin (hub->storage, &error);

  bench_check (error, "beginning");
  hub->storage->in_add_device (tx, &row, hash, &error);
  bench_check (error, "adding a device");
  hub->storage->commit (tx, &error);
  bench_check (error, "adding a device");
  return row.id;
}

static StippleHub *
make (const char *directory, StippleClock *clock)
{
  g_autoptr (GBytes) pack = stipple_default_pack_bytes ();
  g_autofree char *path = g_build_filename (directory, "password", NULL);
  g_autofree char *password = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  StippleHub *hub;

  stipple_hub_init (directory, pack, "admin", &password, &error);
  bench_check (error, "making a hub");
  line = g_strconcat (password, "\n", NULL);
  g_file_set_contents_full (path, line, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  bench_check (error, "writing the password");
  hub = stipple_hub_open (directory, NULL, clock, &error);
  bench_check (error, "opening the hub");
  return hub;
}

StippleHub *
bench_hub_open (const char *directory, guint n)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autofree char *device = NULL;
  g_autoptr (GError) error = NULL;
  StippleHub *hub = stipple_hub_open (directory, NULL, clock, NULL);
  StippleStorageStats stats = { 0 };

  if (hub == NULL)
    hub = make (directory, clock);
  hub->storage->do_get_stats (hub->storage, &stats, &error);
  bench_check (error, "counting");
  if (stats.intakes == n)
    return hub;
  if (stats.intakes > 0)
    {
      fprintf (stderr, "%s holds another number of intakes: remove it.\n", directory);
      exit (EXIT_FAILURE);
    }
  device = add_device (hub);
  fill (hub, n, device);
  /* As it is in use. */
  stipple_hub_close (hub);
  hub = stipple_hub_open (directory, NULL, clock, &error);
  bench_check (error, "opening the hub again");
  return hub;
}
