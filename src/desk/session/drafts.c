// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/drafts.h"

struct _StippleDrafts
{
  GObject parent_instance;

  StippleHubClient *client;
  GHashTable *drafts; /* user, kind and code → GObject */
};

G_DEFINE_FINAL_TYPE (StippleDrafts, stipple_drafts, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* NULL: nobody is signed in. */
static char *
make_key (StippleDrafts *self, const char *kind, const char *code)
{
  const char *user = stipple_hub_client_get_user (self->client);

  return user != NULL ? g_strdup_printf ("%s\n%s\n%s", user, kind, code) : NULL;
}

gpointer
stipple_drafts_get (StippleDrafts *self, const char *kind, const char *code)
{
  g_autofree char *key = make_key (self, kind, code);

  return key != NULL ? g_hash_table_lookup (self->drafts, key) : NULL;
}

void
stipple_drafts_set (StippleDrafts *self, const char *kind, const char *code, gpointer draft)
{
  g_autofree char *key = make_key (self, kind, code);

  if (key == NULL || g_hash_table_lookup (self->drafts, key) == draft)
    return;
  if (draft != NULL)
    g_hash_table_replace (self->drafts, g_steal_pointer (&key), g_object_ref (draft));
  else
    g_hash_table_remove (self->drafts, key);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

guint
stipple_drafts_get_n (StippleDrafts *self)
{
  return g_hash_table_size (self->drafts);
}

static void
stipple_drafts_finalize (GObject *object)
{
  StippleDrafts *self = STIPPLE_DRAFTS (object);

  g_hash_table_unref (self->drafts);
  g_object_unref (self->client);
  G_OBJECT_CLASS (stipple_drafts_parent_class)->finalize (object);
}

static void
stipple_drafts_class_init (StippleDraftsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_drafts_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_drafts_init (StippleDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

StippleDrafts *
stipple_drafts_new (StippleHubClient *client)
{
  StippleDrafts *self = g_object_new (STIPPLE_TYPE_DRAFTS, NULL);

  self->client = g_object_ref (client);
  return self;
}
