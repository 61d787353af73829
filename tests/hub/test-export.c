// SPDX-License-Identifier: GPL-3.0-or-later
/* A span of time leaves the hub in a file: for administrators, page by page, and written down. */
#include "hub-test.h"

#include "core/person.h"
#include "hub/audit.h"
#include "wire/csv.h"
#include <string.h>

#define SPAN "?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"

static void
arrive (HubTest *self, guint n)
{
  while (n > 0)
    {
      const guint some = MIN (n, STIPPLE_BUNDLE_MAX_INTAKES);
      g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, some);

      hub_post_accepted (self, bundle);
      n -= some;
    }
}

/* Somebody with a name of their own choice. */
static void
arrive_as (HubTest *self, const char *first, const char *mobile)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  g_autoptr (StippleJson) bundle = NULL;

  stipple_set_secret (&intake->first_name, first);
  stipple_set_secret (&intake->mobile, mobile);
  bundle = hub_test_wrap (self, intake);
  hub_post_accepted (self, bundle);
}

static gint64
count (HubTest *self, const char *span)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_EXPORT, span, NULL);
  g_autoptr (Answer) answer = hub_get (self, target, self->admin);

  g_assert_cmpint (answer->status, ==, 200);
  return json_integer_value (json_object_get (answer->json, "intakes"));
}

/* All pages, one behind the other; @pages (out). */
static char *export(HubTest *self, const char *span, const char *format, guint *pages)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autofree char *after = g_strdup ("");

  *pages = 0;
  while (after != NULL)
    {
      g_autofree char *target =
          g_strconcat (STIPPLE_PATH_EXPORT, span, "&format=", format, after, NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->admin);
      g_autofree char *next = answer_get_header (answer, STIPPLE_HEADER_NEXT);

      g_assert_cmpint (answer->status, ==, 200);
      g_string_append_len (file, answer->body, (gssize) answer->length);
      g_free (after);
      after = next != NULL ? g_strconcat ("&after=", next, NULL) : NULL;
      (*pages)++;
    }
  return g_string_free (g_steal_pointer (&file), FALSE);
}

/* Records of CSV: a line's end within quotes is none. */
static guint
count_records (const char *csv)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (; *csv != '\0'; csv++)
    {
      if (*csv == '"')
        quoted = !quoted;
      n += !quoted && *csv == '\n';
    }
  return n;
}

static void
test_csv (HubTest *self, gconstpointer data)
{
  guint pages;
  g_autofree char *file = NULL;

  arrive_as (self, "=HYPERLINK(\"http://x\")", "+1 416 555 0142");
  file = export(self, SPAN, "csv", &pages);
  g_assert_true (g_str_has_prefix (file, STIPPLE_CSV_MARK "code,received,finished,"));
  g_assert_cmpuint (count_records (file), ==, 2);
  g_assert_nonnull (strstr (file, ",\"'=HYPERLINK(\"\"http://x\"\")\","));
  g_assert_nonnull (strstr (file, ",\"'+1 416 555 0142\","));
  g_assert_nonnull (strstr (file, "diabetes: "));
  g_assert_true (g_str_has_suffix (file, "\r\n"));
}

/* Somebody who signed for long, with 180 KiB. */
static void
arrive_large (HubTest *self)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  g_autoptr (StippleJson) bundle = NULL;

  g_clear_pointer (&intake->signature, stipple_strokes_free);
  intake->signed_on_paper = FALSE;
  intake->signature = stipple_strokes_new (4000);
  stipple_strokes_begin (intake->signature, 0, 0);
  for (int i = 1; i < STIPPLE_STROKES_MAX_POINTS; i++)
    stipple_strokes_extend (intake->signature, i % 2 * 9999, i % 4000);
  bundle = hub_test_wrap (self, intake);
  hub_post_accepted (self, bundle);
}

/* A page ends also where it is large enough; nothing is left out for that. */
static void
test_large (HubTest *self, gconstpointer data)
{
  const guint n = 20;
  guint pages;
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < n; i++)
    arrive_large (self);
  file = export(self, SPAN, "ndjson", &pages);
  g_assert_cmpuint (strlen (file), >, 2 * 1024 * 1024);
  g_assert_cmpuint (pages, ==, 2);
  lines = g_strsplit (file, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2 * n + 1);
}

static void
test_ndjson (HubTest *self, gconstpointer data)
{
  guint pages;
  g_autofree char *file = NULL;
  g_auto (GStrv) lines = NULL;

  arrive (self, 3);
  file = export(self, SPAN, "ndjson", &pages);
  lines = g_strsplit (file, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpstr (lines[6], ==, "");
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (StippleJson) resource = json_loads (lines[i], JSON_REJECT_DUPLICATES, NULL);

      g_assert_cmpstr (json_string_value (json_object_get (resource, "resourceType")), ==,
                       i % 2 == 0 ? "Patient" : "QuestionnaireResponse");
    }
}

static void
test_pages (HubTest *self, gconstpointer data)
{
  guint pages;
  g_autofree char *file = NULL;
  g_autofree char *none = NULL;

  arrive (self, 120);
  g_assert_cmpint (count (self, SPAN), ==, 120);
  file = export(self, SPAN, "csv", &pages);
  g_assert_cmpuint (pages, ==, 2);
  g_assert_cmpuint (count_records (file), ==, 121);
  /* The names of the columns stand once. */
  g_assert_null (strstr (file + strlen (STIPPLE_CSV_MARK) + 1, "code,received,"));
  none = export(self, "?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z", "csv", &pages);
  g_assert_cmpuint (count_records (none), ==, 1);
}

/* From is of it, to is not. */
static void
test_span (HubTest *self, gconstpointer data)
{
  const gint64 now = stipple_hub_now (self->hub);
  g_autofree char *at = stipple_clock_format_utc (now);
  g_autofree char *later = stipple_clock_format_utc (now + G_USEC_PER_SEC);
  g_autofree char *earlier = stipple_clock_format_utc (now - G_USEC_PER_SEC);
  g_autofree char *from = g_strdup_printf ("?from=%s&to=%s", at, later);
  g_autofree char *to = g_strdup_printf ("?from=%s&to=%s", earlier, at);
  g_autofree char *file = NULL;
  g_autofree char *none = NULL;
  guint pages;

  arrive (self, 2);
  g_assert_cmpint (count (self, from), ==, 2);
  g_assert_cmpint (count (self, to), ==, 0);
  file = export(self, from, "csv", &pages);
  g_assert_cmpuint (count_records (file), ==, 3);
  none = export(self, to, "csv", &pages);
  g_assert_cmpuint (count_records (none), ==, 1);
}

static void
test_deleted (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) list = NULL;
  g_autoptr (Answer) deleted = NULL;
  g_autofree char *target = NULL;
  g_autofree char *file = NULL;
  guint pages;

  arrive (self, 2);
  list = hub_get (self, STIPPLE_PATH_INTAKES "?limit=1", self->admin);
  target = g_strconcat (STIPPLE_PATH_INTAKES, "/",
                        json_string_value (json_object_get (
                            json_array_get (json_object_get (list->json, "intakes"), 0), "code")),
                        NULL);
  deleted = hub_ask (self, "DELETE", target, self->admin, "{\"reason\": \"asked for it\"}", NULL);
  g_assert_cmpint (deleted->status, ==, 204);
  g_assert_cmpint (count (self, SPAN), ==, 1);
  file = export(self, SPAN, "csv", &pages);
  g_assert_cmpuint (count_records (file), ==, 2);
}

static void
test_audited (HubTest *self, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autoptr (Answer) answer = NULL;
  const json_t *newest, *detail;
  guint pages;

  arrive (self, 3);
  g_assert_cmpint (count (self, SPAN), ==, 3);
  file = export(self, SPAN, "ndjson", &pages);
  answer = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=2", self->admin);
  newest = json_array_get (json_object_get (answer->json, "entries"), 0);
  detail = json_object_get (newest, "detail");
  g_assert_cmpstr (json_string_value (json_object_get (newest, "action")), ==,
                   STIPPLE_AUDIT_EXPORT);
  g_assert_cmpstr (json_string_value (json_object_get (newest, "role")), ==, "administrator");
  g_assert_nonnull (json_object_get (newest, "who"));
  g_assert_cmpstr (json_string_value (json_object_get (detail, "what")), ==, "ndjson");
  g_assert_cmpint (json_integer_value (json_object_get (detail, "count")), ==, 3);
  g_assert_cmpstr (json_string_value (json_object_get (detail, "from")), ==,
                   "2000-01-01T00:00:00Z");
  g_assert_cmpstr (json_string_value (json_object_get (detail, "to")), ==, "2100-01-01T00:00:00Z");
}

static void
test_reception (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer =
      hub_get (self, STIPPLE_PATH_EXPORT SPAN "&format=csv", self->reception);

  g_assert_cmpint (answer->status, ==, 403);
}

static void
test_refused (HubTest *self, gconstpointer data)
{
  static const char *const queries[] = {
    "", /* all there is must be asked for by name */
    "?from=2000-01-01T00:00:00Z&format=csv",
    "?to=2000-01-01T00:00:00Z&format=csv",
    "?from=2000-01-01&to=2100-01-01&format=csv",
    "?from=2100-01-01T00:00:00Z&to=2000-01-01T00:00:00Z&format=csv",
    SPAN "&format=xlsx",
    SPAN "&format=csv&after=x",
    SPAN "&format=csv&after=0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *target = g_strconcat (STIPPLE_PATH_EXPORT, queries[i], NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->admin);

      g_test_message ("%s", queries[i]);
      g_assert_cmpint (answer->status, ==, 400);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/export/csv", test_csv);
  hub_test_add ("/export/ndjson", test_ndjson);
  hub_test_add ("/export/pages", test_pages);
  hub_test_add ("/export/large", test_large);
  hub_test_add ("/export/span", test_span);
  hub_test_add ("/export/deleted-ones-are-gone", test_deleted);
  hub_test_add ("/export/audited", test_audited);
  hub_test_add ("/export/reception-may-not", test_reception);
  hub_test_add ("/export/refused", test_refused);
  return g_test_run ();
}
