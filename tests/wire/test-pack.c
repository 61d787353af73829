// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "edit.h"
#include "sample-gallery.h"
#include "wire/default-pack.h"
#include "wire/fhir.h"
#include "wire/pack-parts.h"
#include "wire/pack-reader.h"

#include <string.h>

/* One way to break the default pack, and what the reader must say of it. */
typedef struct
{
  const char *name;
  const char *pointer;
  const char *value; /* JSON; NULL takes away */
  const char *fault;
} Broken;

#define ANSWER "/faq/entries/0/answer/en"

static const Broken broken[] = {
  { "root", "/version", NULL, "/version: is missing" },
  { "unknown", "/colour", "1", "/colour: is not a known field" },
  { "unknown-escaped", "/a~b", "1", "/a~0b: is not a known field" },
  { "version-real", "/version", "1.0", "/version: must be a whole number" },
  { "version-huge", "/version", "4294967297", "/version: must be from 1 to 2147483647" },
  { "null", "/clinic", "null", "/clinic: must be an object" },
  { "list", "/faq/entries", "{}", "/faq/entries: must be a list" },
  { "entry", "/faq/entries/3", "7", "/faq/entries/3: must be an object" },
  { "too-few", "/plan/sessions", "[]", "/plan/sessions: must have at least 1" },
  { "boolean", "/languages/0/reviewed", "1", "/languages/0/reviewed: must be true or false" },
  { "tag", "/languages/1/tag", "\"french\"",
    "/languages/1/tag: must be a language tag such as en or fr-CA" },
  { "tag-newline", "/languages/1/tag", "\"fr\\n\"",
    "/languages/1/tag: must be a language tag such as en or fr-CA" },
  { "tag-twice", "/languages/1/tag", "\"en\"", "/languages/1/tag: appears twice in this list" },

  { "text-missing", "/attract/title", NULL, "/attract/title: is missing" },
  { "language-missing", "/faq/entries/3/answer/fr-CA", NULL,
    "/faq/entries/3/answer/fr-CA: is missing" },
  { "language-unknown", "/attract/title/de", "\"Hallo\"",
    "/attract/title/de: is not a known field" },
  { "language-new", "/languages/-", "{\"tag\":\"de\",\"name\":\"Deutsch\",\"reviewed\":false}",
    "/clinic/name/de: is missing" },
  { "text-number", "/attract/title/en", "7", "/attract/title/en: must be a text" },
  { "text-empty", "/attract/title/en", "\"\"", "/attract/title/en: must not be empty" },
  { "text-blank", "/attract/title/en", "\" \\u00a0\"", "/attract/title/en: must not be empty" },
  { "text-lines", "/attract/title/en", "\"a\\nb\"", "/attract/title/en: must be one line" },
  { "text-tab", "/attract/text/en", "\"a\\tb\"",
    "/attract/text/en: must not hold tabs or carriage returns" },
  { "text-control", "/attract/text/en", "\"a\\u0007\"",
    "/attract/text/en: must not hold control characters" },
  { "text-long", "/faq/categories/0/name/en", "\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddé\"",
    "/faq/categories/0/name/en: must have at most 40 characters" },
  { "placeholder", "/attract/title/en", "\"Hello {name}\"",
    "/attract/title/en: has a placeholder that is not known" },
  { "placeholder-open", "/attract/title/en", "\"Hello {\"",
    "/attract/title/en: has a placeholder that is not known" },
  { "date", "/health/results/wait/title/en", "\"From {date}\"",
    "/health/results/wait/title/en: has a date where there is none" },
  { "no-date", "/health/results/wait/titleDated/en", "\"Not today\"",
    "/health/results/wait/titleDated/en: must have {date} exactly once" },
  { "two-dates", "/health/results/wait/titleDated/en", "\"{date} or {date}\"",
    "/health/results/wait/titleDated/en: must have {date} exactly once" },

  { "id", "/faq/entries/0/id", "\"No Spaces\"",
    "/faq/entries/0/id: must be 1 to 64 small letters, digits and hyphens" },
  { "id-newline", "/faq/entries/0/id", "\"a\\n\"",
    "/faq/entries/0/id: must be 1 to 64 small letters, digits and hyphens" },
  { "id-twice", "/faq/categories/1/id", "\"basics\"",
    "/faq/categories/1/id: appears twice in this list" },
  { "contraindication-twice", "/health/contraindications/3/id", "\"epilepsy\"",
    "/health/contraindications/3/id: appears twice in this list" },
  { "category", "/faq/entries/2/category", "\"elsewhere\"",
    "/faq/entries/2/category: is not the id of a category" },
  { "figure", "/faq/entries/2/figure", "\"chart\"",
    "/faq/entries/2/figure: must be one of: none, fading, sessions, pain, layers, prices" },
  { "url-http", "/clinic/website", "\"http://stipple.example\"",
    "/clinic/website: must be a whole address with https://" },
  { "url-user", "/clinic/website", "\"https://a@stipple.example\"",
    "/clinic/website: must be a whole address with https://" },
  { "url-space", "/faq/entries/0/qr", "\"https://stipple.example/a b\"",
    "/faq/entries/0/qr: must be a whole address with https://" },
  { "canonical-version", "/canonical", "\"https://stipple.example/q|1\"",
    "/canonical: must be a whole address with https://, and no version" },
  { "time-zone", "/clinic/timeZone", "\"-5\"",
    "/clinic/timeZone: must be a time zone such as America/Toronto" },
  { "time-zone-nowhere", "/clinic/timeZone", "\"Mars/Olympus\"",
    "/clinic/timeZone: must be a time zone such as America/Toronto" },

  { "pain-order", "/comfort/pain/usualFrom", "9",
    "/comfort/pain/usualTo: is less than where the range begins" },
  { "pain-top", "/comfort/pain/worst", "2",
    "/comfort/pain/usualTo: is above the top of the scale" },
  { "session-order", "/plan/sessions/1/minDays", "15",
    "/plan/sessions/1/maxDays: is less than where the range begins" },
  { "hours-order", "/plan/minHours", "24", "/plan/maxHours: is less than where the range begins" },
  { "aftercare-order", "/aftercare/days/0/to", "30",
    "/aftercare/days/1/from: is not after the days before it" },
  { "aftercare-open", "/aftercare/days/0/to", NULL,
    "/aftercare/days/1/from: is not after the days before it" },
  { "two-right", "/aftercare/questions/0/choices/0/right", "true",
    "/aftercare/questions/0/choices: must have exactly one right choice" },
  { "none-right", "/aftercare/questions/0/choices/1/right", "false",
    "/aftercare/questions/0/choices: must have exactly one right choice" },
  { "choice-twice", "/aftercare/questions/0/choices/1/id", "\"scrub\"",
    "/aftercare/questions/0/choices/1/id: appears twice in this list" },
  { "question-twice", "/aftercare/questions/1/id", "\"scalp\"",
    "/aftercare/questions/1/id: appears twice in this list" },

  { "gallery-id-twice", "/gallery/1/id", "\"sample-top\"",
    "/gallery/1/id: appears twice in this list" },
  { "gallery-title", "/gallery/0/title/fr-CA", NULL, "/gallery/0/title/fr-CA: is missing" },
  { "gallery-caption", "/gallery/0/caption", NULL, "/gallery/0/caption: is missing" },
  { "gallery-neither", "/gallery/1/link", NULL, "/gallery/1: must have an image or a link" },
  { "gallery-link", "/gallery/1/link", "\"http://stipple.example\"",
    "/gallery/1/link: must be a whole address with https://" },
  { "gallery-image", "/gallery/0/image", "\"top.png\"", "/gallery/0/image: must be an object" },
  { "gallery-file", "/gallery/0/image/file", "\"top.png\"",
    "/gallery/0/image/file: is not a known field" },
  { "gallery-sha256", "/gallery/0/image/sha256",
    "\"0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\"",
    "/gallery/0/image/sha256: must be the SHA-256 of the picture: 64 digits and small letters from "
    "a to f" },
  { "gallery-type", "/gallery/0/image/type", "\"image/webp\"",
    "/gallery/0/image/type: must be one of: image/png, image/jpeg" },
  { "gallery-width", "/gallery/0/image/width", "4097",
    "/gallery/0/image/width: must be from 1 to 4096" },
  { "gallery-height", "/gallery/0/image/height", NULL, "/gallery/0/image/height: is missing" },
  { "gallery-alt", "/gallery/0/image/alt/ar", NULL, "/gallery/0/image/alt/ar: is missing" },
  { "price-order", "/prices/rows/0/min", "1000000",
    "/prices/rows/0/max: is less than where the range begins" },

  { "kind", "/health/contraindications/3/kind", "\"sometimes\"",
    "/health/contraindications/3/kind: must be one of: permanent, temporary" },
  { "kind-missing", "/health/contraindications/3/kind", NULL,
    "/health/contraindications/3/kind: is missing" },
  { "permanent-waits", "/health/contraindications/0/waitingDays", "7",
    "/health/contraindications/0/waitingDays: must be 0 for a permanent one" },
  { "permanent-ends", "/health/contraindications/0/followUp",
    "{\"question\":{\"en\":\"When?\",\"fr-CA\":\"Quand ?\",\"es\":\"¿Cuándo?\","
    "\"ar\":\"متى؟\",\"zh-Hans\":\"何时？\"}}",
    "/health/contraindications/0/followUp: does not belong to a permanent one" },
  { "follow-up-empty", "/health/contraindications/1/followUp", "{}",
    "/health/contraindications/1/followUp/question: is missing" },
  { "outcome-missing", "/health/results/physician", NULL, "/health/results/physician: is missing" },

  { "html", ANSWER, "\"a <b>b</b>\"", ANSWER ": has HTML, which is not shown" },
  { "html-block", ANSWER, "\"<script>x</script>\"", ANSWER ": has HTML, which is not shown" },
  { "image", ANSWER, "\"![a](https://stipple.example/a.png)\"",
    ANSWER ": has an image, which is not shown" },
  { "table", ANSWER, "\"| a | b |\\n|---|---|\\n| 1 | 2 |\"",
    ANSWER ": has a table, which is not shown" },
  { "quotation", ANSWER, "\"> a\"", ANSWER ": has a quotation, which is not shown" },
  { "rule", ANSWER, "\"a\\n\\n---\\n\\nb\"", ANSWER ": has a rule, which is not shown" },
  { "link-http", ANSWER, "\"[a](http://stipple.example)\"",
    ANSWER ": has a link that does not begin with https://" },
  { "link-script", ANSWER, "\"[a](javascript:alert)\"",
    ANSWER ": has a link that does not begin with https://" },
  { "link-empty", ANSWER, "\"[](https://stipple.example)\"", ANSWER ": has a link without a text" },
  { "lists", ANSWER, "\"- a\\n  - b\\n    - c\\n      - d\\n        - e\"",
    ANSWER ": has lists nested more than four deep" },
};

/* With a gallery, which the default pack leaves empty. */
static json_t *
default_json (void)
{
  g_autoptr (GBytes) bytes = sample_gallery_pack_json (1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);

  return edit_parse (text);
}

static StipplePack *
parse (const json_t *json, char ***faults, GError **error)
{
  char *text = stipple_json_canonical (json);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return stipple_pack_parse (bytes, faults, error);
}

static StipplePack *
parse_text (const char *text, char ***faults, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return stipple_pack_parse (bytes, faults, error);
}

static void
test_default (void)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_auto (GStrv) faults = NULL;
  GError *error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (bytes, &faults, &error);
  const StippleContraindication *rule;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (faults), ==, 0);
  g_assert_cmpstr (pack->digest, ==, digest);
  g_assert_cmpstr (pack->time_zone, ==, "America/Toronto");
  g_assert_cmpstr (stipple_pack_default_language (pack), ==, "en");
  g_assert_cmpuint (pack->faq->len, >=, 18);
  g_assert_cmpuint (pack->contraindications->len, ==, 12);
  g_assert_cmpuint (pack->plan.sessions->len, ==, 3);
  g_assert_true (stipple_text_has (pack->slogan, "en"));
  g_assert_true (stipple_text_has (pack->slogan, "fr-CA"));

  rule = stipple_pack_find_contraindication (pack, "antibiotics");
  g_assert_cmpint (rule->kind, ==, STIPPLE_KIND_TEMPORARY);
  g_assert_true (rule->asks_until);
  g_assert_nonnull (rule->follow_up_question);
  g_assert_cmpint (rule->waiting_days, ==, 0);
  rule = stipple_pack_find_contraindication (pack, "diabetes");
  g_assert_cmpint (rule->kind, ==, STIPPLE_KIND_PERMANENT);
  g_assert_false (rule->asks_until);
  g_assert_null (rule->follow_up_question);
}

static const StippleFaqEntry *
find_entry (const StipplePack *pack, const char *id)
{
  for (guint i = 0; i < pack->faq->len; i++)
    if (strcmp (((const StippleFaqEntry *) pack->faq->pdata[i])->id, id) == 0)
      return pack->faq->pdata[i];
  return NULL;
}

/* Every kind of field lands in its own place. */
static void
test_fields (void)
{
  g_autoptr (StippleJson) json = default_json ();
  GError *error = NULL;
  g_autoptr (StipplePack) pack = NULL;
  const StipplePlace *place;
  const StippleFaqEntry *entry;
  const StippleAftercareDay *day;
  const StipplePrice *price;

  edit_json (json, "/version", "41");
  edit_json (json, "/clinic/website", "\"https://clinic.example/\"");
  edit_json (json, "/clinic/places/0",
             "{\"id\":\"main\","
             "\"name\":{\"en\":\"Main\",\"fr-CA\":\"Centre\",\"es\":\"Centro\","
             "\"ar\":\"المركز\",\"zh-Hans\":\"总店\"},"
             "\"address\":{\"en\":\"1 Sample Street\\nToronto\",\"fr-CA\":\"1, rue Exemple\","
             "\"es\":\"Calle Ejemplo 1\",\"ar\":\"1 Sample Street\","
             "\"zh-Hans\":\"1 Sample Street\"},"
             "\"phone\":\"+1 416 555-0100\",\"url\":\"https://clinic.example/main\"}");
  edit_json (json, "/faq/entries/0/id", "\"sample\"");
  edit_json (json, "/faq/entries/0/figure", "\"pain\"");
  edit_json (json, "/faq/entries/0/qr", "\"https://clinic.example/a?b=c\"");
  edit_json (json, "/health/contraindications/1/waitingDays", "28");
  edit_json (json, "/prices/rows/0/max", NULL);
  pack = parse (json, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (pack->version, ==, 41);
  g_assert_cmpstr (pack->website, ==, "https://clinic.example/");
  place = pack->places->pdata[0];
  g_assert_cmpstr (place->id, ==, "main");
  g_assert_cmpstr (stipple_text_get (place->name, "fr-CA"), ==, "Centre");
  g_assert_cmpstr (stipple_text_get (place->address, "en"), ==, "1 Sample Street\nToronto");
  g_assert_null (place->hours);
  g_assert_cmpstr (place->phone, ==, "+1 416 555-0100");
  g_assert_cmpstr (place->url, ==, "https://clinic.example/main");
  entry = find_entry (pack, "sample");
  g_assert_cmpint (entry->figure, ==, STIPPLE_FIGURE_PAIN);
  g_assert_cmpstr (entry->qr_target, ==, "https://clinic.example/a?b=c");
  g_assert_cmpint (((StippleContraindication *) pack->contraindications->pdata[1])->waiting_days,
                   ==, 28);
  day = pack->aftercare->pdata[pack->aftercare->len - 1];
  g_assert_cmpint (day->to_day, ==, -1);
  price = pack->prices->pdata[0];
  g_assert_cmpint (price->min_amount, ==, 2500);
  g_assert_cmpint (price->max_amount, ==, -1);
  g_assert_nonnull (pack->results[STIPPLE_OUTCOME_WAIT].title_dated);
  g_assert_null (pack->results[STIPPLE_OUTCOME_PROCEED].title_dated);
}

static void
test_gallery (void)
{
  g_autoptr (StippleJson) json = default_json ();
  g_autoptr (StipplePack) pack = parse (json, NULL, NULL);
  const StippleGalleryEntry *entry;

  g_assert_cmpuint (pack->gallery->len, ==, 3);
  entry = pack->gallery->pdata[0];
  g_assert_cmpstr (entry->id, ==, "sample-top");
  g_assert_true (g_str_has_prefix (stipple_text_get (entry->title, "en"), "A sample picture"));
  g_assert_true (g_str_has_prefix (stipple_text_get (entry->caption, "fr-CA"), "Elle tient lieu"));
  g_assert_cmpstr (entry->image->sha256, ==, sample_picture_sha256 (0));
  g_assert_cmpint (entry->image->type, ==, STIPPLE_IMAGE_PNG);
  g_assert_cmpint (entry->image->width, ==, 320);
  g_assert_cmpint (entry->image->height, ==, 240);
  g_assert_true (stipple_text_has (entry->image->alt, "zh-Hans"));
  g_assert_null (entry->link);
  entry = pack->gallery->pdata[1];
  g_assert_null (entry->image);
  g_assert_cmpstr (entry->link, ==, "https://clinic.example/gallery/before-and-after");
  entry = pack->gallery->pdata[2];
  g_assert_cmpint (entry->image->type, ==, STIPPLE_IMAGE_JPEG);
  g_assert_nonnull (entry->link);
}

/* Kiosks and hubs hold packs from before there was a gallery. */
static void
test_no_gallery (void)
{
  g_autoptr (StippleJson) json = default_json ();
  GError *error = NULL;
  g_autoptr (StipplePack) pack = NULL;

  edit_json (json, "/gallery", NULL);
  pack = parse (json, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pack->gallery->len, ==, 0);
}

static void
test_broken (gconstpointer data)
{
  const Broken *self = data;
  g_autoptr (StippleJson) json = default_json ();
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) error = NULL;

  edit_json (json, self->pointer, self->value);
  g_assert_null (parse (json, &faults, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpstr (faults[0], ==, self->fault);
  g_assert_cmpstr (error->message, ==, self->fault);
}

/* Whoever writes a pack hears of all faults at once. */
static void
test_all_faults (void)
{
  static const char *const expected[] = {
    "/clinic/slogan/fr-CA: is missing",
    "/faq/entries/5/category: is not the id of a category",
    "/aftercare/days/0/avoid: must be a list",
    "/consent/version: must be from 1 to 2147483647",
    NULL,
  };
  g_autoptr (StippleJson) json = default_json ();
  g_auto (GStrv) faults = NULL;

  edit_json (json, "/consent/version", "0");
  edit_json (json, "/clinic/slogan/fr-CA", NULL);
  edit_json (json, "/faq/entries/5/category", "\"x\"");
  edit_json (json, "/aftercare/days/0/avoid", "{}");
  g_assert_null (parse (json, &faults, NULL));
  g_assert_cmpstrv (faults, expected);
}

static void
test_hundred_faults (void)
{
  g_autoptr (StippleJson) json = default_json ();
  g_auto (GStrv) faults = NULL;

  edit_json (json, "/languages/-", "{\"tag\":\"de\",\"name\":\"Deutsch\",\"reviewed\":false}");
  g_assert_null (parse (json, &faults, NULL));
  g_assert_cmpuint (g_strv_length (faults), ==, 100);
}

static void
test_not_json (void)
{
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_text ("{\"version\": 1,", &faults, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpuint (g_strv_length (faults), ==, 1);
  g_assert_true (g_str_has_prefix (faults[0], "/: "));
}

static void
test_duplicate_key (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_text ("{\"version\": 1, \"version\": 2}", NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_not_an_object (void)
{
  g_auto (GStrv) faults = NULL;

  g_assert_null (parse_text ("[]", &faults, NULL));
  g_assert_cmpstr (faults[0], ==, "/: must be an object");
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (g_strnfill (STIPPLE_PACK_MAX_BYTES + 1, ' '), STIPPLE_PACK_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_pack_parse (bytes, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_too_deep (void)
{
  g_autofree char *text = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_text (text, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_markdown_fine (gconstpointer markdown)
{
  g_assert_cmpstr (stipple_markdown_check (markdown), ==, NULL);
}

static void
test_markdown_refused (gconstpointer markdown)
{
  g_assert_nonnull (stipple_markdown_check (markdown));
}

int
main (int argc, char *argv[])
{
  static const char *const markdown_fine[] = {
    "Plain.",
    "# A\n\n## B\n\ntext *em* **strong** ***both***",
    "- a\n- b\n  1. c\n     - d\n       - e",
    "[a](https://stipple.example/a_b) and [*b*](https://stipple.example)",
    "A line  \nbroken and\\\nbroken, 3 < 4 & 5 > 2, a | b, 1 - 2, _x_y_",
    "a | b\nc | d",
  };
  static const char *const markdown_refused[] = {
    "`code`",
    "    code",
    "```\ncode\n```",
    "<!-- a -->",
    "a <br> b",
    "<https://user@stipple.example> <mailto:sample@mail.example>",
    "![](a)",
    "***",
    "a | b\n--- | ---\nc | d",
    "a\n:-: | :-:",
    "[a][b]\n\n[b]: ftp://stipple.example",
    "1. a\n   1. b\n      1. c\n         1. d\n            1. e",
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/pack/default", test_default);
  g_test_add_func ("/wire/pack/fields", test_fields);
  g_test_add_func ("/wire/pack/gallery", test_gallery);
  g_test_add_func ("/wire/pack/no-gallery", test_no_gallery);
  g_test_add_func ("/wire/pack/all-faults", test_all_faults);
  g_test_add_func ("/wire/pack/hundred-faults", test_hundred_faults);
  g_test_add_func ("/wire/pack/not-json", test_not_json);
  g_test_add_func ("/wire/pack/duplicate-key", test_duplicate_key);
  g_test_add_func ("/wire/pack/not-an-object", test_not_an_object);
  g_test_add_func ("/wire/pack/too-large", test_too_large);
  g_test_add_func ("/wire/pack/too-deep", test_too_deep);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/pack/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  for (guint i = 0; i < G_N_ELEMENTS (markdown_fine); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/pack/markdown/fine/%u", i);

      g_test_add_data_func (path, markdown_fine[i], test_markdown_fine);
    }
  for (guint i = 0; i < G_N_ELEMENTS (markdown_refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/pack/markdown/refused/%u", i);

      g_test_add_data_func (path, markdown_refused[i], test_markdown_refused);
    }
  return g_test_run ();
}
