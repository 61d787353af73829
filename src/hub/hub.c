// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/lock.h"
#include "hub/search.h"
#include "hub/setup.h"
#include "wire/pack-reader.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL_MAX 64
/* Parsed packs kept at hand: kiosks use the newest one or two. */
#define MAX_PACKS 16

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
say_not_set_up (const char *data_dir, GError **error)
{
  g_clear_error (error);
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
               _ ("There is no hub in %s yet. Run “stipplectl --data %s init” first."), data_dir,
               data_dir);
}

/* The key that sealed the data, or an error before anything was touched. */
static gboolean
load_code_key (StippleHub *self, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *ours = stipple_key_fingerprint (self->key);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;

  if (!self->storage->do_get_hub (self->storage, &fingerprint, &sealed, error))
    return FALSE;
  if (strcmp (fingerprint, ours) != 0)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_WRONG_KEY,
                           _ ("The key is not the one this hub's data was sealed with. Put the "
                              "right key file back; nothing was changed."));
      return FALSE;
    }
  plain = stipple_unseal (self->key, "hub", "code-key", 1, g_bytes_get_data (sealed, NULL),
                          g_bytes_get_size (sealed), error);
  if (plain == NULL)
    return FALSE;
  if (g_bytes_get_size (plain) != sizeof self->code_key)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                           _ ("The hub's database is damaged. Restore it from a backup."));
      return FALSE;
    }
  memcpy (self->code_key, g_bytes_get_data (plain, NULL), sizeof self->code_key);
  return TRUE;
}

StippleHub *
stipple_hub_open_as_is (const char *data_dir, const char *database, StippleClock *clock,
                        GError **error)
{
  g_autoptr (StippleHub) self = g_new0 (StippleHub, 1);
  g_autoptr (GError) fault = NULL;

  self->clock = stipple_clock_ref (clock);
  self->ids = stipple_ids_new_random ();
  self->metrics = stipple_metrics_new ();
  pthread_mutex_init (&self->guess_lock, NULL);
  pthread_mutex_init (&self->refusal_lock, NULL);
  pthread_mutex_init (&self->pack_lock, NULL);
  self->packs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) stipple_pack_unref);

  self->storage = stipple_storage_open (data_dir, database, FALSE, &fault);
  if (self->storage != NULL)
    self->key = stipple_key_load (data_dir, FALSE, &fault);
  if (self->key != NULL && load_code_key (self, &fault))
    return g_steal_pointer (&self);

  /* A database without its key is not a hub to set up anew. */
  if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND)
      && (self->storage == NULL || self->key != NULL))
    say_not_set_up (data_dir, &fault);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

StippleHub *
stipple_hub_open (const char *data_dir, const char *database, StippleClock *clock, GError **error)
{
  g_autoptr (StippleHub) self = stipple_hub_open_as_is (data_dir, database, clock, error);

  if (self == NULL || !stipple_audit_begin (self, error) || !stipple_search_catch_up (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
stipple_hub_close (StippleHub *self)
{
  g_clear_pointer (&self->storage, stipple_storage_close);
  g_clear_pointer (&self->key, stipple_key_unref);
  stipple_clock_unref (self->clock);
  stipple_ids_unref (self->ids);
  stipple_metrics_free (self->metrics);
  g_hash_table_unref (self->packs);
  g_free (self->decoy);
  explicit_bzero (self->code_key, sizeof self->code_key);
  pthread_mutex_destroy (&self->guess_lock);
  pthread_mutex_destroy (&self->refusal_lock);
  pthread_mutex_destroy (&self->pack_lock);
  g_free (self);
}

gint64
stipple_hub_now (StippleHub *self)
{
  return stipple_clock_now (self->clock);
}

StipplePack *
stipple_hub_get_pack (StippleHub *self, int version, GError **error)
{
  g_autoptr (StipplePackRow) row = NULL;
  StipplePack *pack;
  /* Held while reading and parsing: one does the work, whoever else wants the same finds it done. */
  STIPPLE_HOLD (&self->pack_lock);

  pack = g_hash_table_lookup (self->packs, GINT_TO_POINTER (version));
  if (pack != NULL)
    return stipple_pack_ref (pack);
  row = self->storage->do_get_pack (self->storage, version, error);
  if (row == NULL)
    return NULL;
  pack = g_hash_table_lookup (self->packs, GINT_TO_POINTER (row->version));
  if (pack != NULL)
    return stipple_pack_ref (pack);
  pack = stipple_pack_parse (row->json, NULL, error);
  if (pack == NULL)
    return NULL;
  if (g_hash_table_size (self->packs) >= MAX_PACKS)
    g_hash_table_remove_all (self->packs);
  g_hash_table_insert (self->packs, GINT_TO_POINTER (row->version), stipple_pack_ref (pack));
  return pack;
}

void
stipple_hub_blind_user (StippleKey *key, const char *user, guint8 out[STIPPLE_BLIND_BYTES])
{
  g_autofree char *normal = g_utf8_normalize (user, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);

  stipple_blind (key, "staff-user", folded, out);
}

char *
stipple_hub_check_label (const char *typed, const char *what, GError **error)
{
  g_autofree char *label = NULL;
  gboolean good = typed != NULL && g_utf8_validate (typed, -1, NULL);

  if (good)
    {
      label = g_utf8_normalize (typed, -1, G_NORMALIZE_NFC);
      g_strstrip (label);
      good = label[0] != '\0' && g_utf8_strlen (label, -1) <= LABEL_MAX;
      for (const char *p = label; good && *p != '\0'; p = g_utf8_next_char (p))
        good = g_unichar_isprint (g_utf8_get_char (p));
    }
  if (good)
    return g_steal_pointer (&label);
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
               "%s: give 1 to %d characters, all of them visible.", what, LABEL_MAX);
  return NULL;
}

StippleStaffRow *
stipple_hub_new_staff (StippleKey *key, StippleIds *ids, const char *user, StippleRole role,
                       char **password)
{
  StippleStaffRow *row = g_new0 (StippleStaffRow, 1);

  *password = stipple_hub_random_digits (16);
  row->id = stipple_ids_uuid (ids);
  row->name = stipple_seal (key, "staff", row->id, 1, user, strlen (user));
  row->role = role;
  row->password = stipple_password_hash (key, *password);
  return row;
}

char *
stipple_hub_open_staff_name (StippleHub *self, const StippleStaffRow *row, GError **error)
{
  g_autoptr (GBytes) name =
      stipple_unseal (self->key, "staff", row->id, 1, g_bytes_get_data (row->name, NULL),
                      g_bytes_get_size (row->name), error);

  return name != NULL ? g_strndup (g_bytes_get_data (name, NULL), g_bytes_get_size (name)) : NULL;
}

char *
stipple_hub_random_digits (guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guint8 *bytes = g_malloc (n);

  stipple_random (bytes, n);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, digits[bytes[i] % 32]);
    }
  explicit_bzero (bytes, n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
