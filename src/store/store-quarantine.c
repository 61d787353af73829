// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

GBytes *
stipple_vault_reseal_label (StippleVault *self, const char *id, gint64 version, GBytes *label,
                            const char *receipt, const char *reason)
{
  const char *fields[STIPPLE_LABEL_FIELDS + 1] = { NULL };
  g_autoptr (GBytes) plain = stipple_vault_unseal_fields (self, "outbox", id, version, label,
                                                          STIPPLE_LABEL_FIELDS, fields, NULL);
  if (plain == NULL)
    fields[STIPPLE_LABEL_CODE] = fields[STIPPLE_LABEL_RECEIPT] = fields[STIPPLE_LABEL_REASON] = "";
  if (receipt != NULL)
    fields[STIPPLE_LABEL_RECEIPT] = receipt;
  if (reason != NULL)
    fields[STIPPLE_LABEL_REASON] = reason;
  return stipple_vault_seal_fields (self, "outbox", id, version + 1, fields);
}

/* A statement that stands at the one row; NULL with NOT_FOUND when there is none. */
static StippleStatement *
step_to_row (StippleStatement *row, GError **error)
{
  g_autoptr (StippleStatement) owned = row;
  g_autoptr (GError) fault = NULL;

  if (owned == NULL)
    return NULL;
  if (stipple_statement_step (owned, &fault))
    return g_steal_pointer (&owned);
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                         _ ("This intake does not wait here. Look at the list again."));
  return NULL;
}

/* --- Into quarantine */

typedef struct
{
  char *id;
  StippleRefusal *refusal;
} Quarantine;

static void
quarantine_free (gpointer data)
{
  Quarantine *self = data;
  g_free (self->id);
  stipple_refusal_free (self->refusal);
  g_free (self);
}

static gboolean
quarantine (StippleVault *vault, const char *id, const StippleRefusal *refusal, GError **error)
{
  g_autoptr (StippleStatement) row = step_to_row (
      stipple_db_query (vault->db, error,
                        "SELECT number, version, label FROM outbox JOIN intake USING (number) "
                        "WHERE id = ? AND state NOT IN (?, ?)",
                        "sii", id, (gint64) STIPPLE_DELIVERY_DELIVERED,
                        (gint64) STIPPLE_DELIVERY_DISMISSED),
      error);

  if (row == NULL)
    return FALSE;
  gint64 version = stipple_statement_int (row, 1);
  g_autoptr (GBytes) label = stipple_statement_bytes (row, 2);
  g_autoptr (StippleJson) json = stipple_refusal_to_json (refusal);
  char *reason = stipple_json_canonical (json);
  g_autoptr (GBytes) resealed =
      stipple_vault_reseal_label (vault, id, version, label, NULL, reason);
  stipple_wipe (reason);
  return stipple_db_run (vault->db, NULL, error,
                         "UPDATE outbox SET state = ?, changed = ?, version = ?, label = ?, "
                         "round = round + 1 WHERE number = ?",
                         "iiibi", (gint64) STIPPLE_DELIVERY_QUARANTINED,
                         stipple_clock_now (vault->clock), version + 1, resealed,
                         stipple_statement_int (row, 0))
         && stipple_vault_audit (vault, "quarantined", id, error);
}

gboolean
stipple_vault_quarantine (StippleVault *self, const char *id, const StippleRefusal *refusal,
                          GError **error)
{
  gboolean done = stipple_db_begin (self->db, error) && quarantine (self, id, refusal, error);
  return stipple_vault_end (self, done, error);
}

static void
return_done (GTask *task, StippleStore *self, gboolean done, GError *error)
{
  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  stipple_store_announce (self);
  g_task_return_boolean (task, TRUE);
}

static void
quarantine_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  const Quarantine *wish = data;
  GError *error = NULL;
  gboolean done = stipple_vault_quarantine (self->vault, wish->id, wish->refusal, &error);
  return_done (task, self, done, error);
}

void
stipple_store_quarantine_async (StippleStore *self, const char *id, const StippleRefusal *refusal,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_quarantine_async,
                                                   cancellable, callback, user_data);
  Quarantine *wish = g_new (Quarantine, 1);
  *wish = (Quarantine){ g_strdup (id), stipple_refusal_copy (refusal) };
  g_task_set_task_data (task, wish, quarantine_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, quarantine_run);
}

gboolean
stipple_store_quarantine_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Out of it */

typedef struct
{
  char *id;
  guint round;
  StippleDeliveryState state;
  char *receipt;
} Settlement;

static void
settlement_free (gpointer data)
{
  Settlement *self = data;
  g_free (self->id);
  g_free (self->receipt);
  g_free (self);
}

/* The words of the audit. */
static const char *
action_of (StippleDeliveryState state)
{
  if (state == STIPPLE_DELIVERY_WAITING)
    return "requeued";
  return state == STIPPLE_DELIVERY_DELIVERED ? "delivered" : "dismissed";
}

static gboolean
settle (StippleVault *vault, const Settlement *wish, GError **error)
{
  g_autoptr (StippleStatement) row = step_to_row (
      stipple_db_query (vault->db, error,
                        "SELECT number, version, label FROM outbox JOIN intake USING (number) "
                        "WHERE id = ? AND state = ? AND round = ?",
                        "sii", wish->id, (gint64) STIPPLE_DELIVERY_QUARANTINED,
                        (gint64) wish->round),
      error);

  if (row == NULL)
    return FALSE;
  gint64 version = stipple_statement_int (row, 1);
  g_autoptr (GBytes) label = stipple_statement_bytes (row, 2);
  g_autoptr (GBytes) resealed =
      stipple_vault_reseal_label (vault, wish->id, version, label, wish->receipt, "");
  return stipple_db_run (vault->db, NULL, error,
                         "UPDATE outbox SET state = ?, changed = ?, version = ?, label = ? "
                         "WHERE number = ?",
                         "iiibi", (gint64) wish->state, stipple_clock_now (vault->clock),
                         version + 1, resealed, stipple_statement_int (row, 0))
         && stipple_vault_audit (vault, action_of (wish->state), wish->id, error);
}

static void
settle_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  GError *error = NULL;
  gboolean done = stipple_db_begin (self->vault->db, &error) && settle (self->vault, data, &error);
  done = stipple_vault_end (self->vault, done, &error);
  return_done (task, self, done, error);
}

void
stipple_store_settle_async (StippleStore *self, const char *id, guint round,
                            StippleDeliveryState state, const char *receipt,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_settle_async, cancellable, callback, user_data);
  Settlement *wish = g_new (Settlement, 1);
  *wish = (Settlement){ g_strdup (id), round, state, g_strdup (receipt) };
  g_task_set_task_data (task, wish, settlement_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, settle_run);
}

gboolean
stipple_store_settle_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
