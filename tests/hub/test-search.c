// SPDX-License-Identifier: GPL-3.0-or-later
/* Finding intakes at the front desk, through keyed hashes only. Sample people. */
#include "hub-test.h"

#include "core/search-terms.h"
#include "hub/record.h"
#include <string.h>

/* A person of our own, delivered; @phone may be NULL. Transfer full: the code. */
static char *
add (HubTest *self, const char *first, const char *last, const char *phone)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  g_autoptr (StippleJson) bundle = NULL;

  g_clear_pointer (&intake->code, g_free);
  stipple_set_secret (&intake->first_name, first);
  stipple_set_secret (&intake->last_name, last);
  stipple_set_secret (&intake->mobile, phone != NULL ? phone : "604 555 0123");
  g_date_set_dmy (&intake->birth_date, 12, G_DATE_MARCH, 1985);
  bundle = hub_test_wrap (self, intake);
  hub_post_accepted (self, bundle);
  return g_strdup (intake->code);
}

static Answer *
find (HubTest *self, const char *query)
{
  g_autofree char *escaped = g_uri_escape_string (query, NULL, FALSE);
  g_autofree char *target = g_strconcat (STIPPLE_PATH_INTAKES "?q=", escaped, NULL);
  Answer *answer = hub_get (self, target, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  return answer;
}

static gsize
count (const Answer *answer)
{
  return json_array_size (json_object_get (answer->json, "intakes"));
}

static void
finds (HubTest *self, const char *query, gsize n)
{
  g_autoptr (Answer) answer = find (self, query);

  g_assert_cmpuint (count (answer), ==, n);
}

static void
lists (HubTest *self, const char *filter, gsize n)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_INTAKES "?", filter, NULL);
  g_autoptr (Answer) answer = hub_get (self, target, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpuint (count (answer), ==, n);
}

static const json_t *
row (const Answer *answer, gsize index)
{
  return json_array_get (json_object_get (answer->json, "intakes"), index);
}

static const char *
text (const json_t *json, const char *member)
{
  return json_string_value (json_object_get (json, member));
}

static void
add_three (HubTest *self)
{
  g_autofree char *a = add (self, "Zoé", "Lefèvre", "(416) 555-0142");
  g_autofree char *b = add (self, "小明", "王", "+1 647 555 0199");
  g_autofree char *c = add (self, "أحمد", "عينة", "905 555 0111");
}

static void
test_row (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Zoé", "Lefèvre", "(416) 555-0142");
  g_autoptr (Answer) answer = find (self, "lefevre zoe");
  const json_t *found = row (answer, 0);

  g_assert_cmpuint (count (answer), ==, 1);
  g_assert_cmpstr (text (found, "code"), ==, code);
  g_assert_cmpstr (text (found, "firstName"), ==, "Zoé");
  g_assert_cmpstr (text (found, "lastName"), ==, "Lefèvre");
  g_assert_cmpstr (text (found, "born"), ==, "1985-03-12");
  g_assert_cmpstr (text (found, "phone"), ==, "(416) 555-0142");
  g_assert_cmpstr (text (found, "deviceName"), ==, "Lobby");
  g_assert_cmpstr (text (found, "state"), ==, "new");
  g_assert_cmpint (json_integer_value (json_object_get (found, "version")), ==, 1);
  g_assert_nonnull (text (found, "updated"));
}

static void
test_words (HubTest *self, gconstpointer data)
{
  add_three (self);
  finds (self, "", 3);
  finds (self, "   ", 3);
  finds (self, "zoe", 1);
  finds (self, "LEF Z", 1);
  finds (self, "小", 1);
  finds (self, "王小明", 1);
  finds (self, "احمد", 1);
  finds (self, "zoe 王", 0);
  finds (self, "1985", 3);
  finds (self, "1985-03-12 zo", 1);
  finds (self, "4165550142", 1);
  finds (self, "555", 3);
  finds (self, "0199", 1);
  finds (self, "nobody", 0);
}

static void
test_odd_queries (HubTest *self, gconstpointer data)
{
  g_autofree char *long_query = g_strnfill (10000, 'z');
  g_autofree char *many_words = g_strnfill (10000, ' ');

  add_three (self);
  finds (self, "%", 0);
  finds (self, "*", 0);
  finds (self, "\"", 0);
  finds (self, "' OR 1=1 --", 0);
  finds (self, "\u202ezoe\u202c\u200f", 1);
  finds (self, "z%", 1);
  finds (self, "🙂", 0);
  finds (self, long_query, 0);
  for (guint i = 0; i < 10000; i += 2)
    many_words[i] = 'z';
  finds (self, many_words, 1);
}

static void
test_code (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Zoé", "Lefèvre", NULL);
  g_autofree char *shown = stipple_code_display (code);
  g_autofree char *lower = g_ascii_strdown (code, -1);

  finds (self, code, 1);
  finds (self, shown, 1);
  finds (self, lower, 1);
}

/* Codes of letters alone are found when they are complete. */
static void
test_code_like_a_name (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  g_autoptr (StippleJson) bundle = NULL;

  g_free (intake->code);
  intake->code = g_strdup ("QQZZKH");
  bundle = hub_test_wrap (self, intake);
  hub_post_accepted (self, bundle);
  finds (self, "qqzzkh", 1);
  finds (self, "QQZ-ZKH", 1);
  finds (self, "qqzzk", 0);
}

/* --- Filters. */

static void
set_state (HubTest *self, const char *code, const char *state)
{
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s/state", code);
  g_autofree char *body = g_strdup_printf ("{\"state\":\"%s\"}", state);
  g_autoptr (Answer) answer = hub_ask (self, "POST", target, self->reception, body, NULL);

  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_filters (HubTest *self, gconstpointer data)
{
  g_autofree char *first = add (self, "Ana", "Sample", NULL);
  g_autofree char *second = NULL;
  g_autoptr (Answer) all = NULL;
  g_autofree char *by_device = NULL;

  stipple_clock_advance (self->clock, 10 * G_TIME_SPAN_HOUR);
  second = add (self, "Ana", "Other", NULL);
  set_state (self, first, "seen");
  lists (self, "state=seen", 1);
  lists (self, "state=new", 1);
  lists (self, "state=closed", 0);
  lists (self, "state=new&q=ana", 1);
  lists (self, "state=new&q=sample", 0);
  lists (self, "from=2026-12-05T15:00:00Z", 1);
  lists (self, "to=2026-12-05T15:00:00Z", 1);
  lists (self, "from=2026-12-05T00:00:00Z&to=2026-12-07T00:00:00Z", 2);
  lists (self, "from=2026-12-07T00:00:00Z", 0);
  lists (self, "to=2026-12-05T00:00:00Z", 0);
  lists (self, "from=2026-12-05T15:00:00Z&q=ana&state=new", 1);
  all = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  by_device = g_strdup_printf ("device=%s&q=ana", text (row (all, 0), "device"));
  lists (self, by_device, 2);
  lists (self, "device=other", 0);
  lists (self, "device=other&state=new&q=ana", 0);
}

static void
test_outcomes (HubTest *self, gconstpointer data)
{
  static const char *const outcomes[] = { "unsuitable", "wait", "physician", "proceed" };
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 20);
  g_autoptr (Answer) all = NULL;
  gsize total = 0;

  hub_post_accepted (self, bundle);
  all = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *filter = g_strconcat ("outcome=", outcomes[i], NULL);
      gsize n = 0;

      for (gsize j = 0; j < count (all); j++)
        n += g_strcmp0 (text (row (all, j), "outcome"), outcomes[i]) == 0;
      lists (self, filter, n);
      total += n;
    }
  g_assert_cmpuint (total, ==, 20);
  lists (self, "outcome=in-progress", 0);
}

static void
test_filters_refused (HubTest *self, gconstpointer data)
{
  static const char *const filters[] = { "outcome=fine",     "state=lost", "from=yesterday",
                                         "to=2026-12-05",    "limit=0",    "limit=201",
                                         "after=x&state=new" };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *target = g_strconcat (STIPPLE_PATH_INTAKES "?", filters[i], NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 400);
    }
}

/* --- Against a search that looks at every intake. */

static gboolean
matches (GHashTable *terms, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_hash_table_contains (terms, words[i]))
      return FALSE;
  return words[0] != NULL;
}

/* All pages of a query, as codes, the newest first. */
static GPtrArray *
read_pages (HubTest *self, const char *query, guint limit)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *escaped = g_uri_escape_string (query, NULL, FALSE);
  g_autofree char *after = g_strdup ("");

  for (;;)
    {
      g_autofree char *target =
          g_strdup_printf (STIPPLE_PATH_INTAKES "?q=%s&limit=%u%s", escaped, limit, after);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 200);
      for (gsize i = 0; i < count (answer); i++)
        g_ptr_array_add (codes, g_strdup (text (row (answer, i), "code")));
      if (answer_get_string (answer, "next") == NULL)
        return codes;
      g_assert_cmpuint (count (answer), ==, limit);
      g_free (after);
      after = g_strconcat ("&after=", answer_get_string (answer, "next"), NULL);
    }
}

static char *
new_query (GRand *rand, const StippleIntake *intake)
{
  const char *fields[] = { intake->first_name, intake->last_name, intake->mobile, "1985", "ana" };
  const char *a = fields[g_rand_int_range (rand, 0, 5)];
  const char *b = fields[g_rand_int_range (rand, 0, 5)];
  g_autofree char *start =
      g_utf8_substring (a, 0, MIN (g_utf8_strlen (a, -1), (glong) g_rand_int_range (rand, 1, 4)));

  return g_rand_boolean (rand) ? g_steal_pointer (&start) : g_strjoin (" ", b, start, NULL);
}

static void
test_against_all (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) intakes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_unref);
  g_autoptr (GPtrArray) terms =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < 120; i++)
    {
      StippleIntake *intake = sample_intake (self->rand, self->pack);
      g_autoptr (StippleJson) bundle = NULL;

      g_clear_pointer (&intake->code, g_free);
      bundle = hub_test_wrap (self, intake);
      hub_post_accepted (self, bundle);
      g_ptr_array_add (intakes, intake);
      g_ptr_array_add (terms, stipple_search_terms (intake));
    }
  for (guint round = 0; round < 150; round++)
    {
      guint chosen = (guint) g_rand_int_range (self->rand, 0, (gint32) intakes->len);
      g_autofree char *query = new_query (self->rand, g_ptr_array_index (intakes, chosen));
      g_auto (GStrv) words = stipple_search_words (query);
      g_autoptr (GPtrArray) found = read_pages (self, query, 7);
      guint n = 0;

      if (words[0] == NULL)
        continue;
      for (guint i = intakes->len; i-- > 0;)
        if (matches (g_ptr_array_index (terms, i), words))
          {
            const StippleIntake *intake = g_ptr_array_index (intakes, i);

            g_assert_cmpuint (n, <, found->len);
            g_assert_cmpstr (g_ptr_array_index (found, n++), ==, intake->code);
          }
      g_assert_cmpuint (n, ==, found->len);
    }
}

/* --- What is found follows what is kept. */

static void
test_correction (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Ana", "Before", NULL);
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autoptr (Answer) before = hub_get (self, target, self->reception);
  json_t *patient = json_object_get (before->json, "patient");
  g_autoptr (StippleJson) document = json_pack ("{s:O, s:O}", "patient", patient, "response",
                                                json_object_get (before->json, "response"));
  g_autofree char *body = NULL;
  g_autoptr (Answer) put = NULL;

  finds (self, "before", 1);
  json_object_set_new (json_array_get (json_object_get (patient, "name"), 0), "family",
                       json_string ("Later"));
  body = stipple_json_canonical (document);
  put = hub_ask (self, "PUT", target, self->reception, body, "If-Match: \"1\"\r\n");
  g_assert_cmpint (put->status, ==, 200);
  finds (self, "before", 0);
  finds (self, "later ana", 1);
}

static void
test_deletion (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Ana", "Sample", "416 555 0142");
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autoptr (Answer) gone =
      hub_ask (self, "DELETE", target, self->admin, "{\"reason\":\"asked for it\"}", NULL);

  g_assert_cmpint (gone->status, ==, 204);
  finds (self, "ana", 0);
  finds (self, code, 0);
  lists (self, "", 0);
  /* The rows themselves are gone: a term that stayed would meet this row again. */
  hub_test_sql (self, "CREATE TABLE none (n INTEGER CHECK (n = 0)); INSERT INTO none "
                      "SELECT COUNT (*) FROM search_terms; INSERT INTO none "
                      "SELECT COUNT (*) FROM search_documents; DROP TABLE none");
}

/* What was stored before there was an index is found after the next start, also when that was cut short. */
static void
test_catch_up (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 20);

  hub_post_accepted (self, bundle);
  add_three (self);
  hub_test_sql (self, "DELETE FROM search_terms; DELETE FROM search_documents WHERE seq <> 5; "
                      "UPDATE hub SET search_rules = 0");
  finds (self, "zoe", 0);
  hub_test_restart (self, NULL);
  finds (self, "zoe lefevre", 1);
  finds (self, "1985-03-12", 3);
  hub_test_sql (self, "CREATE TABLE some (n INTEGER CHECK (n = 23)); INSERT INTO some "
                      "SELECT COUNT (*) FROM search_documents; DROP TABLE some");
}

/* As the list had it before it told whose it is. */
static void
make_older (HubTest *self, const char *code)
{
  StippleStorage *storage = self->hub->storage;
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (StippleIntakeRow) intake = NULL;
  g_autoptr (StippleJson) summary = NULL;
  g_autoptr (StippleTx) tx = NULL;

  stipple_record_blind_code (self->hub, code, blind);
  intake = storage->do_get_intake_by_code (storage, blind, NULL);
  summary = stipple_record_open_summary (self->hub, intake, NULL);
  json_object_del (summary, "phone");
  json_object_del (summary, "born");
  stipple_record_seal_summary (self->hub, intake, summary);
  intake->terms = g_array_new (FALSE, FALSE, sizeof (gint64));
  tx = storage->begin (storage, NULL);
  g_assert_true (storage->in_index_intake (tx, intake, NULL));
  g_assert_true (storage->commit (g_steal_pointer (&tx), NULL));
  hub_test_sql (self, "DELETE FROM search_documents; UPDATE hub SET search_rules = 0");
}

static void
test_catch_up_row (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Zoé", "Lefèvre", "416 555 0142");
  g_autoptr (Answer) older = NULL;
  g_autoptr (Answer) after = NULL;

  make_older (self, code);
  older = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  g_assert_null (text (row (older, 0), "phone"));
  hub_test_restart (self, NULL);
  after = find (self, "zoe");
  g_assert_cmpstr (text (row (after, 0), "phone"), ==, "416 555 0142");
  g_assert_cmpstr (text (row (after, 0), "born"), ==, "1985-03-12");
}

/* One that is damaged does not keep the hub from starting, nor the others from being found. */
static void
test_catch_up_damaged (HubTest *self, gconstpointer data)
{
  add_three (self);
  hub_test_sql (self, "DELETE FROM search_terms; DELETE FROM search_documents; "
                      "UPDATE hub SET search_rules = 0; "
                      "UPDATE intake_versions SET payload = x'00' WHERE seq = 1");
  hub_test_restart (self, NULL);
  finds (self, "zoe", 0);
  finds (self, "王", 1);
}

/* --- On its disk. */

static void
assert_absent (HubTest *self, const char *word)
{
  g_assert_false (hub_test_folder_has (self->dir, word, strlen (word)));
}

static void
test_nothing_in_clear (HubTest *self, gconstpointer data)
{
  g_autofree char *code = add (self, "Wilhelmina", "Lefèvre", "416 555 0142");
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autofree char *notes = g_strconcat (target, "/notes", NULL);
  g_autofree char *letter = g_strconcat (target, "/letter", NULL);
  static const char *const words[] = {
    "Wilhelmina", "wilhelmina", "wilhelmi",   "Lefèvre",    "lefevre",    "5550142",
    "416 555",    "1985-03",    "12-03-1985", "Remarkable", "Dr. Sample", "In writing",
  };

  finds (self, "wilhelmina lefevre", 1);
  finds (self, "5550142", 1);
  {
    g_autoptr (Answer) noted =
        hub_ask (self, "POST", notes, self->reception,
                 "{\"id\":\"3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01\",\"text\":\"Remarkable\"}", NULL);
    g_autoptr (Answer) received =
        hub_ask (self, "POST", letter, self->reception,
                 "{\"received\":\"2026-12-01\",\"from\":\"Dr. Sample\",\"fit\":\"yes\"}", NULL);

    g_assert_cmpint (noted->status, ==, 201);
    g_assert_cmpint (received->status, ==, 200);
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_absent (self, words[i]);
  {
    g_autoptr (Answer) gone =
        hub_ask (self, "DELETE", target, self->admin, "{\"reason\":\"In writing\"}", NULL);

    g_assert_cmpint (gone->status, ==, 204);
  }
  hub_test_restart (self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_absent (self, words[i]);
  /* The looking itself works: a device's name is no secret. */
  g_assert_true (hub_test_folder_has (self->dir, "Lobby", 5));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/search/row", test_row);
  hub_test_add ("/hub/search/words", test_words);
  hub_test_add ("/hub/search/odd-queries", test_odd_queries);
  hub_test_add ("/hub/search/code", test_code);
  hub_test_add ("/hub/search/code-like-a-name", test_code_like_a_name);
  hub_test_add ("/hub/search/filters", test_filters);
  hub_test_add ("/hub/search/outcomes", test_outcomes);
  hub_test_add ("/hub/search/filters-refused", test_filters_refused);
  hub_test_add ("/hub/search/against-all", test_against_all);
  hub_test_add ("/hub/search/correction", test_correction);
  hub_test_add ("/hub/search/deletion", test_deletion);
  hub_test_add ("/hub/search/catch-up", test_catch_up);
  hub_test_add ("/hub/search/catch-up-row", test_catch_up_row);
  hub_test_add ("/hub/search/catch-up-damaged", test_catch_up_damaged);
  hub_test_add ("/hub/search/nothing-in-clear", test_nothing_in_clear);
  return g_test_run ();
}
