// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/pack-reader.h"

#include "core/error.h"
#include "wire/fhir.h"
#include "wire/pack-parts.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define LANGUAGES_MAX 16
#define LANGUAGE_NAME_MAX 40
#define TAG_MAX 11 /* "zho-Hans-CN" */
#define PLACES_MAX 200
#define AREAS_MAX 30
#define CANONICAL_MAX 500
#define PHONE_MAX 40
#define TIME_ZONE_MAX 64

static gboolean
has_language (const StipplePack *pack, const char *tag)
{
  for (guint i = 0; i < pack->languages->len; i++)
    if (strcmp (((const StippleLanguage *) pack->languages->pdata[i])->tag, tag) == 0)
      return TRUE;
  return FALSE;
}

/* One whose tag will not do is left out: texts could not be looked up by it. */
static gpointer
read_language (StipplePackReader *self, json_t *object)
{
  g_autofree char *tag = stipple_pack_read_pattern (
      self, object, "tag", "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", TAG_MAX,
      _ ("must be a language tag such as en or fr-CA"), TRUE);
  const char *name = stipple_reader_string (&self->reader, object, "name", LANGUAGE_NAME_MAX, TRUE);
  gboolean reviewed = stipple_reader_bool (&self->reader, object, "reviewed", TRUE);
  StippleLanguage *language;

  if (tag == NULL)
    return NULL;
  if (has_language (self->pack, tag))
    {
      stipple_reader_fault_at (&self->reader, "tag", _ ("appears twice in this list"));
      return NULL;
    }
  language = g_new0 (StippleLanguage, 1);
  language->tag = g_steal_pointer (&tag);
  language->name = g_strdup (name);
  language->reviewed = reviewed;
  return language;
}

static gpointer
read_place (StipplePackReader *self, json_t *object)
{
  StipplePlace *place = g_new0 (StipplePlace, 1);

  place->id = stipple_pack_read_id (self, object);
  place->name = stipple_pack_read_text (self, object, "name", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  place->address =
      stipple_pack_read_text (self, object, "address", STIPPLE_PROSE, STIPPLE_PLAIN, FALSE);
  place->hours =
      stipple_pack_read_text (self, object, "hours", STIPPLE_PROSE, STIPPLE_PLAIN, FALSE);
  place->phone = stipple_pack_read_pattern (self, object, "phone", "[0-9 ()+.#x-]{3,40}$",
                                            PHONE_MAX, _ ("must be a phone number"), FALSE);
  place->url = stipple_pack_read_url (self, object, "url");
  return place;
}

static void
read_time_zone (StipplePackReader *self, json_t *clinic)
{
  const char *wrong = _ ("must be a time zone such as America/Toronto");
  StipplePack *pack = self->pack;

  pack->time_zone = stipple_pack_read_pattern (self, clinic, "timeZone",
                                               "[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$",
                                               TIME_ZONE_MAX, wrong, TRUE);
  if (pack->time_zone == NULL)
    return;
  pack->zone = g_time_zone_new_identifier (pack->time_zone);
  if (pack->zone == NULL)
    stipple_reader_fault_at (&self->reader, "timeZone", wrong);
}

static void
read_clinic (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "name", "slogan", "website", "places", "timeZone", NULL };
  static const char *const place_known[] = {
    "id", "name", "address", "hours", "phone", "url", NULL
  };
  json_t *clinic = stipple_reader_object (&self->reader, root, "clinic", known, TRUE);
  StipplePack *pack = self->pack;
  gsize mark = stipple_reader_enter (&self->reader, "clinic");

  pack->clinic_name =
      stipple_pack_read_text (self, clinic, "name", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  pack->slogan = stipple_pack_read_text (self, clinic, "slogan", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  pack->website = stipple_pack_read_url (self, clinic, "website");
  stipple_pack_read_list (self, clinic, "places", 0, PLACES_MAX, place_known, read_place,
                          pack->places);
  read_time_zone (self, clinic);
  stipple_reader_leave (&self->reader, mark);
}

static void
read_attract (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "title", "text", NULL };
  json_t *attract = stipple_reader_object (&self->reader, root, "attract", known, TRUE);
  gsize mark = stipple_reader_enter (&self->reader, "attract");

  self->pack->attract_title =
      stipple_pack_read_text (self, attract, "title", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  self->pack->attract_text =
      stipple_pack_read_text (self, attract, "text", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  stipple_reader_leave (&self->reader, mark);
}

static void
read_intake (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "areas", NULL };
  json_t *intake = stipple_reader_object (&self->reader, root, "intake", known, TRUE);
  gsize mark = stipple_reader_enter (&self->reader, "intake");

  stipple_pack_read_named (self, intake, "areas", AREAS_MAX, self->pack->areas);
  stipple_reader_leave (&self->reader, mark);
}

static void
read_consent (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "version", "text", "statement", NULL };
  json_t *object = stipple_reader_object (&self->reader, root, "consent", known, TRUE);
  StippleConsentText *consent = &self->pack->consent;
  gsize mark = stipple_reader_enter (&self->reader, "consent");

  consent->version = stipple_reader_int (&self->reader, object, "version", 1, G_MAXINT, 1, TRUE);
  consent->text =
      stipple_pack_read_text (self, object, "text", STIPPLE_ARTICLE, STIPPLE_MARKDOWN, TRUE);
  consent->statement =
      stipple_pack_read_text (self, object, "statement", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  stipple_reader_leave (&self->reader, mark);
}

static void
read_root (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "version", "canonical", "languages", "clinic", "attract",
                                       "faq",     "gallery",   "comfort",   "plan",   "aftercare",
                                       "health",  "intake",    "consent",   "prices", NULL };
  static const char *const language_known[] = { "tag", "name", "reviewed", NULL };

  if (!json_is_object (root))
    {
      stipple_reader_fault (&self->reader, _ ("must be an object"));
      return;
    }
  stipple_reader_check_names (&self->reader, root, known);
  self->pack->version = stipple_reader_int (&self->reader, root, "version", 1, G_MAXINT, 1, TRUE);
  self->pack->canonical = stipple_pack_read_pattern (
      self, root, "canonical", "(*UCP)https://[^\\s/?#@|\"<>\\\\]+(/[^\\s?#|\"<>\\\\]*)?$",
      CANONICAL_MAX, _ ("must be a whole address with https://, and no version"), TRUE);
  /* First, for every text needs them. */
  stipple_pack_read_list (self, root, "languages", 1, LANGUAGES_MAX, language_known, read_language,
                          self->pack->languages);
  read_clinic (self, root);
  read_attract (self, root);
  stipple_pack_read_faq (self, root);
  stipple_pack_read_gallery (self, root);
  stipple_pack_read_comfort (self, root);
  stipple_pack_read_plan (self, root);
  stipple_pack_read_aftercare (self, root);
  stipple_pack_read_health (self, root);
  read_intake (self, root);
  read_consent (self, root);
  stipple_pack_read_prices (self, root);
}

static char **
list_faults (StippleReader *reader)
{
  g_autoptr (GStrvBuilder) faults = g_strv_builder_new ();

  for (guint i = 0; i < reader->places->len; i++)
    {
      g_autofree char *fault = stipple_reader_format_fault (reader, i);

      g_strv_builder_add (faults, fault);
    }
  return g_strv_builder_end (faults);
}

StipplePack *
stipple_pack_parse (GBytes *json, char ***faults, GError **error)
{
  g_autoptr (StipplePack) pack = stipple_pack_new ();
  StipplePackReader self = { .pack = pack };
  g_autoptr (GError) parse_error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (json, &length);
  g_autoptr (StippleJson) root =
      stipple_json_parse (data, length, STIPPLE_PACK_MAX_BYTES, &parse_error);
  gboolean fine;

  stipple_reader_init (&self.reader, STIPPLE_PATH_POINTER, "");
  if (root != NULL)
    read_root (&self, root);
  else
    stipple_reader_fault (&self.reader, parse_error->message);

  fine = !stipple_reader_has_fault (&self.reader);
  if (faults != NULL)
    *faults = list_faults (&self.reader);
  if (root == NULL)
    g_propagate_error (error, g_steal_pointer (&parse_error));
  else if (!fine)
    stipple_reader_propagate (&self.reader, NULL, error);
  stipple_reader_clear (&self.reader);

  if (!fine)
    return NULL;
  pack->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  return g_steal_pointer (&pack);
}
