// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage.h"

#include "core/error.h"
#include "hub/storage-sqlite.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define SQLITE_SCHEME "sqlite:"

StippleStorage *
stipple_storage_open (const char *data_dir, const char *uri, gboolean create, GError **error)
{
  g_autofree char *path = NULL;

  if (uri == NULL)
    path = g_build_filename (data_dir, "hub.db", NULL);
  else if (g_str_has_prefix (uri, SQLITE_SCHEME) && uri[strlen (SQLITE_SCHEME)] != '\0')
    path = g_strdup (uri + strlen (SQLITE_SCHEME));
  else
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("This hub can use SQLite only. Leave --database away, or give it as "
                              "sqlite:PATH."));
      return NULL;
    }
  return stipple_storage_sqlite_new (path, create, error);
}

void
stipple_storage_close (StippleStorage *self)
{
  self->close (self);
}

void
stipple_tx_free (StippleTx *tx)
{
  tx->storage->rollback (tx);
}
