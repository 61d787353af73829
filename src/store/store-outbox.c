// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/drawer.h"

#include "store/store-private.h"
#include "wire/fhir.h"

#include <string.h>

#define COLUMNS "intake.id, created, state, version, label, number, changed, round"
enum
{
  ID,
  CREATED,
  STATE,
  LABEL_VERSION,
  LABEL,
  NUMBER,
  CHANGED,
  ROUND,
  DOCUMENT /* where asked for */
};

void
stipple_outbox_item_free (StippleOutboxItem *self)
{
  g_free (self->id);
  g_free (self->code);
  stipple_wipe (self->document);
  g_free (self->receipt);
  g_free (self->reason);
  g_clear_pointer (&self->refusal, stipple_refusal_free);
  g_free (self);
}

/* Before there were kinds, the label held the words themselves. */
static void
read_reason (StippleOutboxItem *item, const char *text)
{
  g_autoptr (StippleJson) json = stipple_json_parse (text, strlen (text), strlen (text), NULL);

  item->refusal = json != NULL ? stipple_refusal_from_json (json, NULL) : NULL;
  item->reason = item->refusal != NULL ? stipple_refusal_describe (item->refusal) : g_strdup (text);
}

static gboolean
read_label (StippleVault *vault, StippleStatement *row, StippleOutboxItem *item, GError **error)
{
  const char *fields[STIPPLE_LABEL_FIELDS];
  g_autoptr (GBytes) sealed = stipple_statement_bytes (row, LABEL);
  g_autoptr (GBytes) plain = stipple_vault_unseal_fields (
      vault, "outbox", item->id, stipple_statement_int (row, LABEL_VERSION), sealed,
      STIPPLE_LABEL_FIELDS, fields, error);

  if (plain == NULL)
    return FALSE;
  item->code = g_strdup (fields[STIPPLE_LABEL_CODE]);
  item->receipt = g_strdup (fields[STIPPLE_LABEL_RECEIPT]);
  if (item->state == STIPPLE_DELIVERY_QUARANTINED)
    read_reason (item, fields[STIPPLE_LABEL_REASON]);
  return TRUE;
}

static gboolean
read_document (StippleVault *vault, StippleStatement *row, StippleOutboxItem *item, GError **error)
{
  g_autoptr (GBytes) sealed = stipple_statement_bytes (row, DOCUMENT);
  g_autoptr (GBytes) plain =
      stipple_unseal (vault->key, "intake", item->id, 1, g_bytes_get_data (sealed, NULL),
                      g_bytes_get_size (sealed), error);

  if (plain == NULL)
    return FALSE;
  item->document = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return TRUE;
}

static StippleOutboxItem *
item_new (StippleStatement *row)
{
  StippleOutboxItem *item = g_new0 (StippleOutboxItem, 1);
  item->id = g_strdup (stipple_statement_text (row, ID));
  item->created = stipple_statement_int (row, CREATED);
  item->state = stipple_statement_int (row, STATE);
  item->number = stipple_statement_int (row, NUMBER);
  item->changed = stipple_statement_int (row, CHANGED);
  item->round = (guint) stipple_statement_int (row, ROUND);
  return item;
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_outbox_item_free);
}

/* Takes @items; or @error, when there is one. */
static void
return_items (GTask *task, GPtrArray *items, GError *error)
{
  if (error == NULL)
    {
      g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_ptr_array_unref (items);
  g_task_return_error (task, error);
}

/* --- The next batch */

/* One that its disk has spoilt must not hold up the others: it is quarantined. */
static gboolean
set_aside (StippleStore *self, GPtrArray *damaged, GError **error)
{
  g_autoptr (StippleRefusal) refusal = stipple_refusal_new (STIPPLE_REFUSAL_DAMAGED, 0);

  for (guint i = 0; i < damaged->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (damaged, i);
      if (!stipple_vault_quarantine (self->vault, item->id, refusal, error))
        return FALSE;
    }
  if (damaged->len > 0)
    stipple_store_announce (self);
  return TRUE;
}

static void
next_batch_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  StippleVault *vault = self->vault;
  GError *error = NULL;
  g_autoptr (GPtrArray) damaged = items_new ();
  GPtrArray *items = items_new ();
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, &error,
                        "SELECT " COLUMNS ", sealed FROM outbox JOIN intake USING (number) "
                        "WHERE state = ? ORDER BY number LIMIT ?",
                        "ii", (gint64) STIPPLE_DELIVERY_WAITING, (gint64) GPOINTER_TO_UINT (data));

  while (row != NULL && stipple_statement_step (row, &error))
    {
      StippleOutboxItem *item = item_new (row);
      gboolean sound =
          read_label (vault, row, item, NULL) && read_document (vault, row, item, NULL);
      g_ptr_array_add (sound ? items : damaged, item);
    }
  g_clear_pointer (&row, stipple_statement_free);
  if (error == NULL)
    set_aside (self, damaged, &error);
  return_items (task, items, error);
}

void
stipple_store_next_batch_async (StippleStore *self, guint limit, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_next_batch_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, GUINT_TO_POINTER (limit), NULL);
  stipple_store_queue (self, G_PRIORITY_LOW, task, next_batch_run);
}

GPtrArray *
stipple_store_next_batch_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- The quarantined ones */

typedef struct
{
  gint64 number;
  guint limit;
} Page;

static void
next_quarantined_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const Page *page = data;
  GError *error = NULL;
  GPtrArray *items = items_new ();
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, &error,
      "SELECT " COLUMNS ", sealed FROM outbox JOIN intake USING (number) "
      "WHERE state = ? AND number > ? ORDER BY number LIMIT ?",
      "iii", (gint64) STIPPLE_DELIVERY_QUARANTINED, page->number, (gint64) page->limit);

  while (row != NULL && stipple_statement_step (row, &error))
    {
      StippleOutboxItem *item = item_new (row);

      read_label (vault, row, item, NULL);
      read_document (vault, row, item, NULL);
      g_ptr_array_add (items, item);
    }
  return_items (task, items, error);
}

void
stipple_store_next_quarantined_async (StippleStore *self, gint64 number, guint limit,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_next_quarantined_async,
                                                   cancellable, callback, user_data);
  const Page page = { number, limit };

  g_task_set_task_data (task, g_memdup2 (&page, sizeof page), g_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, next_quarantined_run);
}

GPtrArray *
stipple_store_next_quarantined_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- All of them */

static void
list_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  GPtrArray *items = items_new ();
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, &error,
      "SELECT " COLUMNS " FROM outbox JOIN intake USING (number) ORDER BY number DESC", "");

  while (row != NULL && stipple_statement_step (row, &error))
    {
      StippleOutboxItem *item = item_new (row);
      g_autoptr (GError) fault = NULL;
      g_ptr_array_add (items, item);
      if (read_label (vault, row, item, &fault))
        continue;
      item->code = g_strdup ("");
      item->receipt = g_strdup ("");
      item->reason = g_strdup (fault->message);
    }
  return_items (task, items, error);
}

void
stipple_store_list_async (StippleStore *self, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task =
      stipple_store_task_new (self, stipple_store_list_async, cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, list_run);
}

GPtrArray *
stipple_store_list_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- With what they say, for the staff drawer */

/* NULL: damaged. */
static StippleIntake *
read_intake (StippleVault *vault, StippleStatement *row, StippleOutboxItem *item)
{
  g_autofree char *expression = NULL;
  g_autoptr (StippleJson) json = NULL;

  if (!read_document (vault, row, item, NULL))
    return NULL;
  json =
      stipple_json_parse (item->document, strlen (item->document), strlen (item->document), NULL);
  return stipple_fhir_read_intake (json_object_get (json, "patient"),
                                   json_object_get (json, "response"), &expression, NULL);
}

static StippleDrawerIntake *
drawer_intake_new (StippleVault *vault, StippleStatement *row)
{
  StippleOutboxItem *item = item_new (row);
  StippleDrawerIntake *self = g_new0 (StippleDrawerIntake, 1);

  if (read_label (vault, row, item, NULL))
    self->intake = read_intake (vault, row, item);
  self->id = g_steal_pointer (&item->id);
  self->code = item->code != NULL ? g_steal_pointer (&item->code) : g_strdup ("");
  self->receipt = item->receipt != NULL ? g_steal_pointer (&item->receipt) : g_strdup ("");
  self->created = item->created;
  self->state = item->state;
  stipple_outbox_item_free (item);
  return self;
}

GPtrArray *
stipple_vault_list_since (StippleVault *self, gint64 from, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_drawer_intake_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) row =
      stipple_db_query (self->db, error,
                        "SELECT " COLUMNS ", sealed FROM outbox JOIN intake USING (number) "
                        "WHERE created >= ? ORDER BY number DESC",
                        "i", from);

  if (row == NULL)
    return NULL;
  while (stipple_statement_step (row, &fault))
    g_ptr_array_add (items, drawer_intake_new (self, row));
  if (fault == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}
