// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * What the tries of one session to be saved have in common; it lives as long as the session. The ids
 * are set by the session's thread, once; the rest belongs to the worker.
 */
typedef struct
{
  char *id;
  char *patient_id;
  char *code;
  StippleIntake *saved;
} Attempt;

typedef struct
{
  Attempt *attempt;
  StippleIntake *intake;
  StipplePack *pack;
} Save;

static void
attempt_clear (gpointer data)
{
  Attempt *self = data;
  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->code);
  g_clear_pointer (&self->saved, stipple_intake_unref);
}

static void
attempt_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, attempt_clear);
}

static void
save_free (gpointer data)
{
  Save *self = data;
  attempt_release (self->attempt);
  stipple_intake_unref (self->intake);
  stipple_pack_unref (self->pack);
  g_free (self);
}

static void
replace (char **slot, const char *value)
{
  g_free (*slot);
  *slot = g_strdup (value);
}

/* The attempt of @session, whose ids @intake takes; the first intake gives them. */
static Attempt *
attempt_join (StippleSession *session, StippleIntake *intake)
{
  static GQuark quark;
  if (quark == 0)
    quark = g_quark_from_static_string ("stipple-store-attempt");

  Attempt *attempt = g_object_get_qdata (G_OBJECT (session), quark);
  if (attempt == NULL)
    {
      attempt = g_atomic_rc_box_new0 (Attempt);
      attempt->id = g_strdup (intake->id);
      attempt->patient_id = g_strdup (intake->patient_id);
      g_object_set_qdata_full (G_OBJECT (session), quark, attempt, attempt_release);
    }
  replace (&intake->id, attempt->id);
  replace (&intake->patient_id, attempt->patient_id);
  return g_atomic_rc_box_acquire (attempt);
}

/* --- On the worker */

static gboolean
take_code (StippleVault *vault, Attempt *attempt, GError **error)
{
  const StippleEnrolment *enrolment = vault->enrolment;

  if (attempt->code != NULL)
    return TRUE;
  if (enrolment == NULL || vault->code_count >= STIPPLE_CODE_COUNTS)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                           enrolment == NULL
                               ? _ ("This kiosk is not enrolled with a hub yet. Enrol it first.")
                               : _ ("This kiosk has given out all of its codes. Enrol it anew."));
      return FALSE;
    }
  attempt->code =
      stipple_code_make (enrolment->code_key, enrolment->code_space, vault->code_count++);
  return TRUE;
}

static gboolean
insert (StippleVault *vault, const StippleIntake *intake, GBytes *sealed, GBytes *label,
        GError **error)
{
  return stipple_db_run (vault->db, NULL, error,
                         "UPDATE meta SET value = ? WHERE name = 'code-count'", "i",
                         (gint64) vault->code_count)
         && stipple_db_run (vault->db, NULL, error,
                            "INSERT INTO intake (id, created, sealed) VALUES (?, ?, ?)", "sib",
                            intake->id, intake->finished, sealed)
         && stipple_db_run (vault->db, NULL, error,
                            "INSERT INTO outbox (number, state, changed, version, label) "
                            "VALUES (last_insert_rowid (), ?, ?, 1, ?)",
                            "iib", (gint64) STIPPLE_DELIVERY_WAITING, intake->finished, label)
         && stipple_vault_tally (vault, intake, label, error)
         && stipple_vault_audit (vault, "saved", intake->id, error);
}

static gboolean
commit (StippleVault *vault, const StippleIntake *intake, GBytes *sealed, GBytes *label,
        GError **error)
{
  if (!stipple_db_begin (vault->db, error))
    return FALSE;
  if (!insert (vault, intake, sealed, label, error))
    {
      stipple_db_rollback (vault->db);
      return FALSE;
    }
  return stipple_db_commit (vault->db, error);
}

static gboolean
save (StippleVault *vault, const Save *data, GError **error)
{
  StippleIntake *intake = data->intake;

  if (!take_code (vault, data->attempt, error))
    return FALSE;
  replace (&intake->code, data->attempt->code);

  char *document = stipple_fhir_write_intake (intake, data->pack);
  /* stipple_fhir_receipt() of a document as we write it: the same bytes. */
  g_autofree char *receipt = g_compute_checksum_for_string (G_CHECKSUM_SHA256, document, -1);
  const char *const fields[STIPPLE_LABEL_FIELDS + 1] = {
    [STIPPLE_LABEL_CODE] = intake->code,
    [STIPPLE_LABEL_RECEIPT] = receipt,
    [STIPPLE_LABEL_REASON] = "",
  };

  g_autoptr (GBytes) sealed =
      stipple_seal (vault->key, "intake", intake->id, 1, document, strlen (document));
  g_autoptr (GBytes) label = stipple_vault_seal_fields (vault, "outbox", intake->id, 1, fields);
  stipple_wipe (document);
  return commit (vault, intake, sealed, label, error);
}

static void
save_run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StippleStore *self = source;
  Save *data = task_data;
  GError *error = NULL;

  if (data->attempt->saved == NULL)
    {
      if (!save (self->vault, data, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      data->attempt->saved = stipple_intake_ref (data->intake);
      stipple_store_announce (self);
    }
  g_task_return_pointer (task, stipple_intake_ref (data->attempt->saved),
                         (GDestroyNotify) stipple_intake_unref);
}

/* --- On the caller's thread */

void
stipple_store_save_async (StippleStore *self, StippleSession *session, StippleIds *ids,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_save_async, cancellable, callback, user_data);
  GError *error = NULL;
  StippleIntake *intake = stipple_intake_new_from_session (session, ids, NULL, &error);

  if (intake == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  Save *data = g_new (Save, 1);
  *data = (Save){
    .attempt = attempt_join (session, intake),
    .intake = intake,
    .pack = stipple_pack_ref (stipple_session_get_pack (session)),
  };
  g_task_set_task_data (task, data, save_free);
  stipple_store_queue (self, G_PRIORITY_HIGH, task, save_run);
}

StippleIntake *
stipple_store_save_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
