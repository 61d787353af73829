// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/paper/paper-draft.h"

#include "wire/fhir.h"

struct _StipplePaperDraft
{
  GObject parent_instance;

  StippleEntry *entry;
  char *code;
  char *id;
  char *patient_id;
  gint64 printed;
  json_t *written; /* NULL: anew */
  gboolean unfinished;
};

G_DEFINE_FINAL_TYPE (StipplePaperDraft, stipple_paper_draft, G_TYPE_OBJECT)

StippleEntry *
stipple_paper_draft_get_entry (StipplePaperDraft *self)
{
  return self->entry;
}

const char *
stipple_paper_draft_get_code (StipplePaperDraft *self)
{
  return self->code;
}

gint64
stipple_paper_draft_get_printed (StipplePaperDraft *self)
{
  return self->printed;
}

static void
forget_written (StipplePaperDraft *self)
{
  g_clear_pointer (&self->written, json_decref);
}

StippleEligibility *
stipple_paper_draft_evaluate (StipplePaperDraft *self)
{
  g_autoptr (StippleSession) session = stipple_entry_make_session (self->entry);
  StippleEligibility *result = stipple_session_get_result (session);

  return result != NULL ? stipple_eligibility_ref (result) : NULL;
}

static json_t *
write_anew (StipplePaperDraft *self, gboolean unfinished, GError **error)
{
  g_autoptr (StippleSession) session = stipple_entry_make_session (self->entry);
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (StippleIntake) intake = NULL;
  char *text;
  json_t *json;

  stipple_session_set_at_desk (session, unfinished);
  intake = stipple_intake_new_from_session (session, ids, self->code, error);
  if (intake == NULL)
    return NULL;
  g_free (intake->id);
  g_free (intake->patient_id);
  intake->id = g_strdup (self->id);
  intake->patient_id = g_strdup (self->patient_id);
  text = stipple_fhir_write_intake (intake, stipple_entry_get_pack (self->entry));
  json = json_loads (text, 0, NULL);
  stipple_wipe (text);
  return json;
}

json_t *
stipple_paper_draft_write (StipplePaperDraft *self, gboolean unfinished, GError **error)
{
  if (self->unfinished != unfinished)
    forget_written (self);
  self->unfinished = unfinished;
  if (self->written == NULL)
    self->written = write_anew (self, unfinished, error);
  return json_incref (self->written);
}

static void
stipple_paper_draft_finalize (GObject *object)
{
  StipplePaperDraft *self = STIPPLE_PAPER_DRAFT (object);

  forget_written (self);
  g_object_unref (self->entry);
  g_free (self->code);
  g_free (self->id);
  g_free (self->patient_id);
  G_OBJECT_CLASS (stipple_paper_draft_parent_class)->finalize (object);
}

static void
stipple_paper_draft_class_init (StipplePaperDraftClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_paper_draft_finalize;
}

static void
stipple_paper_draft_init (StipplePaperDraft *self)
{
}

StipplePaperDraft *
stipple_paper_draft_new (StipplePack *pack, const char *code, const char *language, gint64 printed)
{
  StipplePaperDraft *self = g_object_new (STIPPLE_TYPE_PAPER_DRAFT, NULL);
  g_autoptr (StippleClock) clock = stipple_clock_new_system (pack->zone);
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();

  self->entry = stipple_entry_new (pack, clock, language);
  self->code = g_strdup (code);
  self->id = stipple_ids_uuid (ids);
  self->patient_id = stipple_ids_uuid (ids);
  self->printed = printed;
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (forget_written), self,
                           G_CONNECT_SWAPPED);
  return self;
}
