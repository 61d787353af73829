// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include "sql/db.h"
#include "sql/worker.h"
#include "wire/media.h"

G_BEGIN_DECLS

/**
 * StippleVault: what only the worker's thread touches.
 */
typedef struct
{
  StippleDb *db;
  StippleKey *key;
  StippleClock *clock;
  StippleEnrolment *enrolment; /* NULL until enrolled */
  guint code_count;            /* of the next code; may be ahead of the database */
  gboolean drawer_open;        /* staff have given the PIN */
} StippleVault;

struct _StippleStore
{
  GObject parent_instance;
  StippleWorker *worker;
  StippleVault *vault;   /* NULL once closed */
  GMainContext *context; /* of "changed" */
};

/* A task of @self, tagged with the function that starts it. */
GTask *stipple_store_task_new (StippleStore *self, gpointer source_tag, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
void stipple_store_queue (StippleStore *self, int priority, GTask *task, GTaskThreadFunc run);
/* Emits "changed" on the main thread, before the results of tasks that return after this call. */
void stipple_store_announce (StippleStore *self);

StippleVault *stipple_vault_open (const char *data_dir, StippleClock *clock, GError **error);
void stipple_vault_close (StippleVault *self);
gboolean stipple_vault_load_enrolment (StippleVault *self, GError **error);

/* The strings of an outbox label. */
enum
{
  STIPPLE_LABEL_CODE,
  STIPPLE_LABEL_RECEIPT,
  STIPPLE_LABEL_REASON,
  STIPPLE_LABEL_FIELDS
};
/* In a transaction of its own. NOT_FOUND when @id is not here, or was delivered or dismissed. */
gboolean stipple_vault_quarantine (StippleVault *self, const char *id,
                                   const StippleRefusal *refusal, GError **error);
/* Commits what @done did, or takes all of it back. */
gboolean stipple_vault_end (StippleVault *self, gboolean done, GError **error);
/* @label of @id (version @version) as its next version, with what is not NULL of these. A damaged one has only them. */
GBytes *stipple_vault_reseal_label (StippleVault *self, const char *id, gint64 version,
                                    GBytes *label, const char *receipt, const char *reason);

/* StippleDrawerIntake of what was saved at @from or later, newest first. */
GPtrArray *stipple_vault_list_since (StippleVault *self, gint64 from, GError **error);

/* What @pack names and is not here: StippleImage copies. */
GPtrArray *stipple_vault_missing_media (StippleVault *self, const StipplePack *pack,
                                        GError **error);
/* All but what these name. @replaced (may be NULL): a visit that began with it may still show it. */
gboolean stipple_vault_drop_media (StippleVault *self, const StipplePack *pack,
                                   const StipplePack *replaced, GError **error);
void stipple_store_media_source_init (StippleMediaSourceInterface *iface);

/* What the hub is told, see core/tally.h. The database itself keeps it in step with the outbox. In the caller's
 * transaction. */
gboolean stipple_vault_tally (StippleVault *self, const StippleIntake *intake, GBytes *label,
                              GError **error);
gboolean stipple_vault_drop_old_tallies (StippleVault *self, GError **error);

/* A row of the audit trail. @subject is an id. */
gboolean stipple_vault_audit (StippleVault *self, const char *action, const char *subject,
                              GError **error);

/* A few strings as one sealed record: NULL ends @fields. */
GBytes *stipple_vault_seal_fields (StippleVault *self, const char *table, const char *id,
                                   gint64 version, const char *const *fields);
/* The @n strings of such a record, borrowed from the result, which wipes itself. */
GBytes *stipple_vault_unseal_fields (StippleVault *self, const char *table, const char *id,
                                     gint64 version, GBytes *sealed, guint n, const char **fields,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleVault, stipple_vault_close)

G_END_DECLS
