// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/refused-draft.h"

#include "core/person.h"

struct _StippleRefusedDraft
{
  GObject parent_instance;

  GHashTable *texts; /* by path */
};

G_DEFINE_FINAL_TYPE (StippleRefusedDraft, stipple_refused_draft, G_TYPE_OBJECT)

static void
stipple_refused_draft_finalize (GObject *object)
{
  g_hash_table_unref (STIPPLE_REFUSED_DRAFT (object)->texts);
  G_OBJECT_CLASS (stipple_refused_draft_parent_class)->finalize (object);
}

static void
stipple_refused_draft_class_init (StippleRefusedDraftClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_refused_draft_finalize;
}

static void
stipple_refused_draft_init (StippleRefusedDraft *self)
{
  self->texts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) stipple_wipe);
}

StippleRefusedDraft *
stipple_refused_draft_new (void)
{
  return g_object_new (STIPPLE_TYPE_REFUSED_DRAFT, NULL);
}

void
stipple_refused_draft_set (StippleRefusedDraft *self, const char *path, const char *text)
{
  g_hash_table_insert (self->texts, g_strdup (path), g_strdup (text));
}

const char *
stipple_refused_draft_get (StippleRefusedDraft *self, const char *path)
{
  return g_hash_table_lookup (self->texts, path);
}
