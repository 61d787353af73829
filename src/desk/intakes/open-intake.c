// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/open-intake.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

struct _StippleOpenIntake
{
  GObject parent_instance;

  json_t *json;
  StippleIntake *intake;
  StipplePack *pack;
};

G_DEFINE_FINAL_TYPE (StippleOpenIntake, stipple_open_intake, G_TYPE_OBJECT)

StippleOpenIntake *
stipple_open_intake_new (json_t *json, StipplePack *pack, GError **error)
{
  g_autofree char *expression = NULL;
  StippleIntake *intake = stipple_fhir_read_intake (
      json_object_get (json, "patient"), json_object_get (json, "response"), &expression, error);
  StippleOpenIntake *self;

  if (intake == NULL)
    return NULL;
  self = g_object_new (STIPPLE_TYPE_OPEN_INTAKE, NULL);
  self->json = json_incref (json);
  self->intake = intake;
  self->pack = stipple_pack_ref (pack);
  return self;
}

/* --- Loading */

typedef struct
{
  StipplePackCache *packs;
  StippleLane lane;
  json_t *json;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->packs);
  g_clear_pointer (&load->json, json_decref);
  g_free (load);
}

static void
pack_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StipplePack) pack =
      stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, &error);
  StippleOpenIntake *document =
      pack != NULL ? stipple_open_intake_new (load->json, pack, &error) : NULL;

  if (document != NULL)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
intake_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (reply->json == NULL)
    {
      g_task_return_new_error (
          task, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL, "%s",
          _ ("What answered does not look like a Stipple hub. Check the address."));
      return;
    }
  load->json = json_incref (reply->json);
  stipple_pack_cache_get_async (
      load->packs, load->lane,
      (int) json_integer_value (json_object_get (reply->json, "packVersion")),
      g_task_get_cancellable (task), pack_came, g_object_ref (task));
}

void
stipple_open_intake_load_async (StippleHubClient *client, StipplePackCache *packs, StippleLane lane,
                                const char *code, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, NULL);
  const StippleHubCall call = { .method = "GET", .path = path };
  Load *load = g_new0 (Load, 1);

  load->packs = g_object_ref (packs);
  load->lane = lane;
  g_task_set_source_tag (task, stipple_open_intake_load_async);
  g_task_set_task_data (task, load, load_free);
  stipple_hub_client_call_async (client, lane, &call, cancellable, intake_came,
                                 g_object_ref (task));
}

StippleOpenIntake *
stipple_open_intake_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- What it says */

StippleIntake *
stipple_open_intake_get_intake (StippleOpenIntake *self)
{
  return self->intake;
}

StipplePack *
stipple_open_intake_get_pack (StippleOpenIntake *self)
{
  return self->pack;
}

json_t *
stipple_open_intake_get_json (StippleOpenIntake *self)
{
  return self->json;
}

const json_t *
stipple_open_intake_get_work (StippleOpenIntake *self)
{
  return json_object_get (self->json, "work");
}

const char *
stipple_open_intake_get_code (StippleOpenIntake *self)
{
  return self->intake->code;
}

StippleWorkState
stipple_open_intake_get_state (StippleOpenIntake *self)
{
  StippleWorkState state;

  if (!stipple_work_state_from_string (stipple_open_intake_get_text (self, "state"), &state))
    state = STIPPLE_WORK_NEW;
  return state;
}

int
stipple_open_intake_get_version (StippleOpenIntake *self)
{
  return (int) json_integer_value (json_object_get (self->json, "version"));
}

int
stipple_open_intake_get_revision (StippleOpenIntake *self)
{
  return (int) json_integer_value (json_object_get (self->json, "revision"));
}

gboolean
stipple_open_intake_says_the_same (StippleOpenIntake *self, StippleOpenIntake *other)
{
  static const char *const moving[] = { "state", "revision", "work", NULL };
  const char *key;
  json_t *value;

  if (self->pack != other->pack || json_object_size (self->json) != json_object_size (other->json))
    return FALSE;
  json_object_foreach (self->json, key, value)
    if (!g_strv_contains (moving, key) && !json_equal (value, json_object_get (other->json, key)))
      return FALSE;
  return TRUE;
}

gboolean
stipple_open_intake_has_mismatch (StippleOpenIntake *self)
{
  return json_is_true (json_object_get (self->json, "mismatch"));
}

gboolean
stipple_open_intake_get_outcome (StippleOpenIntake *self, StippleOutcome *outcome, GDate *earliest)
{
  const char *date = stipple_open_intake_get_text (self, "earliest");

  g_date_clear (earliest, 1);
  if (*date != '\0')
    stipple_date_parse_iso (date, earliest, NULL);
  return stipple_outcome_from_string (stipple_open_intake_get_text (self, "outcome"), outcome);
}

char *
stipple_open_intake_get_receipt (StippleOpenIntake *self)
{
  return stipple_receipt_display (stipple_open_intake_get_text (self, "receipt"));
}

const char *
stipple_open_intake_get_text (StippleOpenIntake *self, const char *key)
{
  const char *text = json_string_value (json_object_get (self->json, key));

  return text != NULL ? text : "";
}

static void
stipple_open_intake_finalize (GObject *object)
{
  StippleOpenIntake *self = STIPPLE_OPEN_INTAKE (object);

  json_decref (self->json);
  stipple_intake_unref (self->intake);
  stipple_pack_unref (self->pack);
  G_OBJECT_CLASS (stipple_open_intake_parent_class)->finalize (object);
}

static void
stipple_open_intake_class_init (StippleOpenIntakeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_open_intake_finalize;
}

static void
stipple_open_intake_init (StippleOpenIntake *self)
{
}
