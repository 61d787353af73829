// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/correction.h"

#include "core/error.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const StippleField *field;
  char *original; /* wiped, as all values are */
  char *value;
  GPtrArray *done;   /* earlier values */
  GPtrArray *undone; /* later ones */
  int typing;        /* 1: letters are being added, -1: taken away, 0: neither */
} Entry;

struct _StippleCorrection
{
  GObject parent_instance;

  StippleOpenIntake *base;
  GPtrArray *fields;
  GPtrArray *entries; /* Entry, as fields */
  char *reason;
  GDate day; /* on which the intake was finished */
};

G_DEFINE_FINAL_TYPE (StippleCorrection, stipple_correction, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  stipple_wipe (entry->original);
  stipple_wipe (entry->value);
  g_ptr_array_unref (entry->done);
  g_ptr_array_unref (entry->undone);
  g_free (entry);
}

static Entry *
find (StippleCorrection *self, const char *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->field->key, key))
        return entry;
    }
  g_return_val_if_reached (NULL);
}

StippleOpenIntake *
stipple_correction_get_base (StippleCorrection *self)
{
  return self->base;
}

GPtrArray *
stipple_correction_get_fields (StippleCorrection *self)
{
  return self->fields;
}

const char *
stipple_correction_get (StippleCorrection *self, const char *key)
{
  return find (self, key)->value;
}

const char *
stipple_correction_get_original (StippleCorrection *self, const char *key)
{
  return find (self, key)->original;
}

/* --- Steps */

/* Where @after has one letter more (1) or less (-1) than @before; else 0. A space ends a word. */
static int
typed_one (const char *before, const char *after)
{
  const glong more = g_utf8_strlen (after, -1) - g_utf8_strlen (before, -1);
  gsize same = 0;

  while (before[same] != '\0' && before[same] == after[same])
    same++;
  if (more == -1)
    return -1;
  return more == 1 && after[same] != ' ' && after[same] != '\n' ? 1 : 0;
}

static void
put (StippleCorrection *self, Entry *entry, const char *value)
{
  stipple_set_secret (&entry->value, value);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, entry->field->key);
}

void
stipple_correction_set (StippleCorrection *self, const char *key, const char *value)
{
  Entry *entry = find (self, key);
  const gboolean is_text =
      entry->field->kind != STIPPLE_FIELD_CHOICE && entry->field->kind != STIPPLE_FIELD_SET;
  int typing;

  if (g_str_equal (entry->value, value))
    return;
  typing = is_text ? typed_one (entry->value, value) : 0;
  if (typing == 0 || typing != entry->typing)
    g_ptr_array_add (entry->done, g_strdup (entry->value));
  entry->typing = typing;
  g_ptr_array_set_size (entry->undone, 0);
  put (self, entry, value);
}

static gboolean
step (StippleCorrection *self, Entry *entry, GPtrArray *from, GPtrArray *to)
{
  g_autofree char *value = NULL;

  if (from->len == 0)
    return FALSE;
  value = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, g_strdup (entry->value));
  entry->typing = 0;
  put (self, entry, value);
  explicit_bzero (value, strlen (value));
  return TRUE;
}

gboolean
stipple_correction_undo (StippleCorrection *self, const char *key)
{
  Entry *entry = find (self, key);

  return step (self, entry, entry->done, entry->undone);
}

gboolean
stipple_correction_redo (StippleCorrection *self, const char *key)
{
  Entry *entry = find (self, key);

  return step (self, entry, entry->undone, entry->done);
}

/* --- Changes */

/* As it would be kept; as typed while it cannot be. Transfer full. */
static char *
normalise (StippleCorrection *self, const Entry *entry)
{
  char *kept = stipple_field_check (entry->field, entry->value, FALSE, &self->day, NULL);

  return kept != NULL ? kept : g_strdup (entry->value);
}

static gboolean
is_changed (StippleCorrection *self, const Entry *entry)
{
  char *kept;
  gboolean changed;

  if (g_str_equal (entry->value, entry->original))
    return FALSE;
  kept = normalise (self, entry);
  changed = !g_str_equal (kept, entry->original);
  stipple_wipe (kept);
  return changed;
}

gboolean
stipple_correction_is_changed (StippleCorrection *self, const char *key)
{
  return is_changed (self, find (self, key));
}

guint
stipple_correction_get_n_changed (StippleCorrection *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += is_changed (self, g_ptr_array_index (self->entries, i));
  return n;
}

gboolean
stipple_correction_is_touched (StippleCorrection *self)
{
  return *self->reason != '\0' || stipple_correction_get_n_changed (self) > 0;
}

const char *
stipple_correction_get_reason (StippleCorrection *self)
{
  return self->reason;
}

void
stipple_correction_set_reason (StippleCorrection *self, const char *reason)
{
  if (stipple_set_secret (&self->reason, reason))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
}

/* --- Checks */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE, message);
  return FALSE;
}

/* Nobody is reached by what they did not give. */
static gboolean
check_contact (StippleCorrection *self, const char *key, GError **error)
{
  const char *contact = stipple_correction_get (self, "contact");
  const char *wanted = g_str_equal (contact, "email") ? "email" : "mobile";
  g_autofree char *given = g_strstrip (g_strdup (stipple_correction_get (self, wanted)));

  if (*contact == '\0' || !g_str_equal (key, wanted) || *given != '\0')
    return TRUE;
  return refuse (error, g_str_equal (wanted, "email")
                            ? _ ("Please give the e-mail address, or choose another contact.")
                            : _ ("Please give the phone number, or choose another contact."));
}

gboolean
stipple_correction_check (StippleCorrection *self, const char *key, GError **error)
{
  const Entry *entry = find (self, key);
  const gboolean required = stipple_field_is_required (entry->field)
                            && !stipple_open_intake_get_intake (self->base)->in_progress;
  char *kept;

  /* What it said before is not refused now. */
  if (!is_changed (self, entry))
    return check_contact (self, key, error);
  kept = stipple_field_check (entry->field, entry->value, required, &self->day, error);
  if (kept == NULL)
    return FALSE;
  stipple_wipe (kept);
  return check_contact (self, key, error);
}

gboolean
stipple_correction_check_reason (StippleCorrection *self, GError **error)
{
  g_autofree char *reason = stipple_person_check_note (self->reason, error);
  glong n;

  if (reason == NULL)
    return FALSE;
  n = g_utf8_strlen (reason, -1);
  if (n < STIPPLE_REASON_LEAST)
    return refuse (error, _ ("Please say in a few words why you correct this."));
  if (n > STIPPLE_REASON_MOST)
    return refuse (error, _ ("Please give a shorter reason."));
  return TRUE;
}

/* --- The corrected intake */

/* The base once more, to write on. */
static StippleIntake *
copy_base (StippleCorrection *self, GError **error)
{
  const json_t *json = stipple_open_intake_get_json (self->base);
  g_autofree char *expression = NULL;

  return stipple_fhir_read_intake (json_object_get (json, "patient"),
                                   json_object_get (json, "response"), &expression, error);
}

/* Only what passes. */
static void
write_entry (StippleCorrection *self, const Entry *entry, StippleIntake *intake)
{
  char *kept = is_changed (self, entry) ? normalise (self, entry) : g_strdup (entry->original);

  stipple_field_write (entry->field, kept, intake);
  stipple_wipe (kept);
}

StippleEligibility *
stipple_correction_evaluate (StippleCorrection *self)
{
  g_autoptr (StippleIntake) scratch = stipple_intake_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->field->kind == STIPPLE_FIELD_ANSWER)
        write_entry (self, entry, scratch);
    }
  return stipple_eligibility_evaluate (stipple_open_intake_get_pack (self->base), scratch->replies,
                                       &self->day, NULL);
}

StippleIntake *
stipple_correction_make (StippleCorrection *self, GError **error)
{
  g_autoptr (StippleIntake) intake = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleField *field = g_ptr_array_index (self->fields, i);

      if (!stipple_correction_check (self, field->key, error))
        return NULL;
    }
  intake = copy_base (self, error);
  if (intake == NULL)
    return NULL;
  /* Answers come in the pack's order, also those that are new. */
  stipple_replies_free (intake->replies);
  intake->replies = stipple_replies_new ();
  for (guint i = 0; i < self->entries->len; i++)
    write_entry (self, g_ptr_array_index (self->entries, i), intake);
  if (intake->in_progress)
    return g_steal_pointer (&intake);
  g_clear_pointer (&intake->result, stipple_eligibility_unref);
  intake->result = stipple_eligibility_evaluate (stipple_open_intake_get_pack (self->base),
                                                 intake->replies, &self->day, error);
  return intake->result != NULL ? g_steal_pointer (&intake) : NULL;
}

json_t *
stipple_correction_write (StippleCorrection *self, GError **error)
{
  g_autoptr (StippleIntake) intake = stipple_correction_make (self, error);
  char *text;
  json_t *body;

  if (intake == NULL || !stipple_correction_check_reason (self, error))
    return NULL;
  text = stipple_fhir_write_intake (intake, stipple_open_intake_get_pack (self->base));
  body = stipple_json_parse (text, strlen (text), STIPPLE_BUNDLE_MAX_BYTES, error);
  stipple_wipe (text);
  if (body != NULL)
    json_object_set_new (body, "reason", json_string (self->reason));
  return body;
}

/* --- Theirs */

static char *
read_theirs (const Entry *entry, StippleOpenIntake *theirs)
{
  return stipple_field_read (entry->field, stipple_open_intake_get_intake (theirs));
}

gboolean
stipple_correction_is_changed_by (StippleCorrection *self, StippleOpenIntake *theirs,
                                  const char *key)
{
  const Entry *entry = find (self, key);
  char *value = read_theirs (entry, theirs);
  const gboolean changed = !g_str_equal (value, entry->original);

  stipple_wipe (value);
  return changed;
}

gboolean
stipple_correction_differs_from (StippleCorrection *self, StippleOpenIntake *theirs,
                                 const char *key)
{
  const Entry *entry = find (self, key);
  char *mine = normalise (self, entry);
  char *value = read_theirs (entry, theirs);
  const gboolean differs = !g_str_equal (mine, value);

  stipple_wipe (mine);
  stipple_wipe (value);
  return differs;
}

void
stipple_correction_rebase (StippleCorrection *self, StippleOpenIntake *theirs)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      const gboolean kept = is_changed (self, entry);
      char *value = read_theirs (entry, theirs);

      stipple_set_secret (&entry->original, value);
      if (!kept)
        stipple_set_secret (&entry->value, value);
      stipple_wipe (value);
    }
  g_set_object (&self->base, theirs);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
}

/* --- The object */

static void
stipple_correction_finalize (GObject *object)
{
  StippleCorrection *self = STIPPLE_CORRECTION (object);

  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->fields);
  stipple_wipe (self->reason);
  g_object_unref (self->base);
  G_OBJECT_CLASS (stipple_correction_parent_class)->finalize (object);
}

static void
stipple_correction_class_init (StippleCorrectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_correction_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_correction_init (StippleCorrection *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->reason = g_strdup ("");
}

StippleCorrection *
stipple_correction_new (StippleOpenIntake *base)
{
  StippleCorrection *self = g_object_new (STIPPLE_TYPE_CORRECTION, NULL);
  const StippleIntake *intake = stipple_open_intake_get_intake (base);

  self->base = g_object_ref (base);
  self->fields = stipple_fields_new (stipple_open_intake_get_pack (base));
  stipple_intake_get_day (intake, &self->day);
  for (guint i = 0; i < self->fields->len; i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->field = g_ptr_array_index (self->fields, i);
      entry->original = stipple_field_read (entry->field, intake);
      entry->value = g_strdup (entry->original);
      entry->done = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_wipe);
      entry->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_wipe);
      g_ptr_array_add (self->entries, entry);
    }
  return self;
}
