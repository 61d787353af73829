// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/setup.h"

#include "core/error.h"
#include "hub/hub.h"
#include "wire/media.h"
#include "wire/pack-reader.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
check_is_new (StippleStorage *storage, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (GBytes) code_key = NULL;
  g_autoptr (GError) fault = NULL;

  if (storage->do_get_hub (storage, &fingerprint, &code_key, &fault))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_EXISTS,
                           _ ("There is a hub in this folder already. Choose another folder, or "
                              "start stipple-hub with this one."));
      return FALSE;
    }
  if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static GBytes *
new_code_key (StippleKey *key)
{
  guint8 code_key[STIPPLE_CODE_KEY_BYTES];
  GBytes *sealed;

  stipple_random (code_key, sizeof code_key);
  sealed = stipple_seal (key, "hub", "code-key", 1, code_key, sizeof code_key);
  explicit_bzero (code_key, sizeof code_key);
  return sealed;
}

static gboolean
fill (StippleStorage *storage, StippleKey *key, const StipplePackRow *pack,
      const StippleStaffRow *admin, const char *user, GError **error)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autofree char *fingerprint = stipple_key_fingerprint (key);
  g_autoptr (GBytes) code_key = new_code_key (key);
  gint64 now = stipple_clock_now (clock);
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (StippleTx) tx = storage->begin (storage, error);

  stipple_hub_blind_user (key, user, blind);
  return tx != NULL && storage->in_set_hub (tx, fingerprint, code_key, now, error)
         && storage->in_add_staff (tx, admin, blind, now, error)
         && storage->in_add_pack (tx, pack, now, error)
         && storage->commit (g_steal_pointer (&tx), error);
}

static const StippleMediaFacts *
find_no_media (const char *sha256, gpointer data)
{
  return NULL;
}

static gboolean
check_no_media (const StipplePack *pack, GError **error)
{
  g_auto (GStrv) faults = stipple_media_check_pack (pack, find_no_media, NULL);

  if (faults[0] == NULL)
    return TRUE;
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
               _ ("%s. A new hub has no pictures: leave them out, and send them with “stipplectl "
                  "publish” afterwards."),
               faults[0]);
  return FALSE;
}

gboolean
stipple_hub_init (const char *data_dir, GBytes *pack, const char *admin_user, char **password,
                  GError **error)
{
  g_autoptr (StipplePack) parsed = stipple_pack_parse (pack, NULL, error);
  g_autofree char *user = NULL;
  g_autofree char *secret = NULL;
  g_autoptr (StippleStorage) storage = NULL;
  g_autoptr (StippleKey) key = NULL;
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (StippleStaffRow) admin = NULL;
  StipplePackRow row;

  if (parsed == NULL || !check_no_media (parsed, error)
      || (user = stipple_hub_check_label (admin_user, "user", error)) == NULL)
    return FALSE;
  if (g_mkdir_with_parents (data_dir, 0700) != 0)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, _ ("Could not make the folder %s: %s"),
                   data_dir, g_strerror (errno));
      return FALSE;
    }
  storage = stipple_storage_open (data_dir, NULL, TRUE, error);
  if (storage == NULL || !check_is_new (storage, error)
      || (key = stipple_key_load (data_dir, TRUE, error)) == NULL)
    return FALSE;

  row = (StipplePackRow){ .version = parsed->version, .digest = parsed->digest, .json = pack };
  admin = stipple_hub_new_staff (key, ids, user, STIPPLE_ROLE_ADMINISTRATOR, &secret);
  if (!fill (storage, key, &row, admin, user, error))
    return FALSE;
  *password = g_steal_pointer (&secret);
  return TRUE;
}
