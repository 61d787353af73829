// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/note-box.h"

#include "core/error.h"
#include "core/ids.h"
#include "core/person.h"
#include "wire/api.h"
#include "wire/fhir.h"

#define RETRY_SECONDS 5 /* while the hub answers, and not as it should */

typedef struct
{
  gatomicrefcount ref_count;
  char *id;
  char *code;
  char *user;
  char *text; /* wiped */
  gboolean sending;
} Note;

struct _StippleNoteBox
{
  GObject parent_instance;

  StippleHubClient *client;
  StippleIds *ids;
  GHashTable *drafts; /* user and code → text */
  GPtrArray *notes;   /* Note, oldest first */
  guint retry;
};

G_DEFINE_FINAL_TYPE (StippleNoteBox, stipple_note_box, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SENT,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
note_unref (gpointer data)
{
  Note *note = data;

  if (!g_atomic_ref_count_dec (&note->ref_count))
    return;
  g_free (note->id);
  g_free (note->code);
  g_free (note->user);
  stipple_wipe (note->text);
  g_free (note);
}

static Note *
note_ref (Note *note)
{
  g_atomic_ref_count_inc (&note->ref_count);
  return note;
}

static const char *
current_user (StippleNoteBox *self)
{
  const char *user = stipple_hub_client_get_user (self->client);

  return user != NULL ? user : "";
}

static char *
draft_key (const char *user, const char *code)
{
  return g_strconcat (user, "\n", code, NULL);
}

const char *
stipple_note_box_get_draft (StippleNoteBox *self, const char *code)
{
  g_autofree char *key = draft_key (current_user (self), code);
  const char *text = g_hash_table_lookup (self->drafts, key);

  return text != NULL ? text : "";
}

static void
keep_draft (StippleNoteBox *self, const char *user, const char *code, const char *text)
{
  if (text != NULL && *text != '\0')
    g_hash_table_replace (self->drafts, draft_key (user, code), g_strdup (text));
  else
    {
      g_autofree char *key = draft_key (user, code);

      g_hash_table_remove (self->drafts, key);
    }
}

void
stipple_note_box_set_draft (StippleNoteBox *self, const char *code, const char *text)
{
  /* A view that is emptied after its owner went keeps what they wrote. */
  if (stipple_hub_client_get_user (self->client) != NULL)
    keep_draft (self, current_user (self), code, text);
}

/* --- Sending */

static void send_all (StippleNoteBox *self);
static void send_next (StippleNoteBox *self);

static gboolean
on_retry (gpointer data)
{
  StippleNoteBox *self = data;

  self->retry = 0;
  send_all (self);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  StippleNoteBox *box;
  Note *note;
} Sending;

/* Whether it may go better later; else the hub means it. */
static gboolean
is_passing (const GError *error)
{
  return error->code == STIPPLE_ERROR_NETWORK || error->code == STIPPLE_ERROR_TLS
         || error->code == STIPPLE_ERROR_UNAUTHORIZED || error->code == STIPPLE_ERROR_CANCELLED
         || error->code == STIPPLE_ERROR_THROTTLED || error->code == STIPPLE_ERROR_PROTOCOL;
}

static void
sent (GObject *source, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  g_autoptr (StippleNoteBox) self = sending->box;
  Note *note = sending->note;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  note->sending = FALSE;
  if (reply != NULL)
    {
      g_ptr_array_remove (self->notes, note);
      if (reply->json != NULL)
        g_signal_emit (self, signals[SIGNAL_SENT], 0, reply->json);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      send_next (self);
    }
  else if (!is_passing (error))
    {
      keep_draft (self, note->user, note->code, note->text);
      g_ptr_array_remove (self->notes, note);
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error->message);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      send_next (self);
    }
  else if (self->retry == 0)
    self->retry = g_timeout_add_seconds (RETRY_SECONDS, on_retry, self);
  note_unref (note);
  g_free (sending);
}

static void
send_note (StippleNoteBox *self, Note *note)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", note->code, "/notes", NULL);
  g_autoptr (StippleJson) body = json_pack ("{ss ss}", "id", note->id, "text", note->text);
  const StippleHubCall call = { .method = "POST", .path = path, .body = body };
  Sending *sending;

  note->sending = TRUE;
  sending = g_new0 (Sending, 1);
  sending->box = g_object_ref (self);
  sending->note = note_ref (note);
  stipple_hub_client_call_async (self->client, STIPPLE_LANE_ASK, &call, NULL, sent, sending);
}

/* One at a time, so that they arrive in the order they were written. */
static void
send_next (StippleNoteBox *self)
{
  if (stipple_hub_client_get_state (self->client) != STIPPLE_CLIENT_SIGNED_IN)
    return;
  for (guint i = 0; i < self->notes->len; i++)
    {
      Note *note = g_ptr_array_index (self->notes, i);

      if (g_strcmp0 (note->user, current_user (self)) != 0)
        continue;
      if (!note->sending)
        send_note (self, note);
      return;
    }
}

/* The hub is back, or somebody signed in again. */
static void
send_all (StippleNoteBox *self)
{
  if (stipple_hub_client_get_online (self->client))
    send_next (self);
}

void
stipple_note_box_add (StippleNoteBox *self, const char *code, const char *text)
{
  Note *note = g_new0 (Note, 1);

  g_atomic_ref_count_init (&note->ref_count);
  note->id = stipple_ids_uuid (self->ids);
  note->code = g_strdup (code);
  note->user = g_strdup (current_user (self));
  note->text = g_strdup (text);
  g_ptr_array_add (self->notes, note);
  stipple_note_box_set_draft (self, code, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  send_next (self);
}

guint
stipple_note_box_get_n_waiting (StippleNoteBox *self)
{
  return self->notes->len;
}

guint
stipple_note_box_get_n_drafts (StippleNoteBox *self)
{
  return g_hash_table_size (self->drafts);
}

GPtrArray *
stipple_note_box_get_waiting (StippleNoteBox *self, const char *code)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = g_ptr_array_index (self->notes, i);

      if (g_str_equal (note->code, code) && g_str_equal (note->user, current_user (self)))
        g_ptr_array_add (texts, note->text);
    }
  return texts;
}

static void
stipple_note_box_finalize (GObject *object)
{
  StippleNoteBox *self = STIPPLE_NOTE_BOX (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_hash_table_unref (self->drafts);
  g_ptr_array_unref (self->notes);
  stipple_ids_unref (self->ids);
  g_object_unref (self->client);
  G_OBJECT_CLASS (stipple_note_box_parent_class)->finalize (object);
}

static void
stipple_note_box_class_init (StippleNoteBoxClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_note_box_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SENT] = g_signal_new ("sent", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_note_box_init (StippleNoteBox *self)
{
  self->ids = stipple_ids_new_random ();
  self->drafts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) stipple_wipe);
  self->notes = g_ptr_array_new_with_free_func (note_unref);
}

StippleNoteBox *
stipple_note_box_new (StippleHubClient *client)
{
  StippleNoteBox *self = g_object_new (STIPPLE_TYPE_NOTE_BOX, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "notify::online", G_CALLBACK (send_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (send_all), self, G_CONNECT_SWAPPED);
  return self;
}
