// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/refused-view.h"

#include "core/error.h"
#include "core/ids.h"
#include "core/language.h"
#include "desk/parts.h"
#include "desk/quarantine/refused-fields.h"
#include "desk/quarantine/refused-form.h"
#include "desk/quarantine/refused-words.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define REASON_LEAST 3 /* characters, as the hub wants them */

struct _StippleRefusedView
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *fault;
  GtkWidget *name;
  GtkWidget *facts;
  GtkWidget *again;
  GtkWidget *save;
  GtkWidget *banner_place;
  GtkWidget *form_place;
  GtkWidget *origin;

  StippleDesk *desk;
  char *id;        /* of what is, or should be, open */
  json_t *one;     /* NULL: nothing is */
  GtkWidget *form; /* NULL: it cannot be read */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (StippleRefusedView, stipple_refused_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
text_of (const json_t *json, const char *name)
{
  const char *text = json_string_value (json_object_get (json, name));

  return text != NULL ? text : "";
}

static gboolean
is_settled (const json_t *one)
{
  const char *state = text_of (one, "state");

  return !g_str_equal (state, "open") && !g_str_equal (state, "again");
}

/* --- Showing */

static char *
facts_words (const json_t *one)
{
  g_autofree char *made = stipple_refused_moment (one, "made");
  g_autofree char *refused = stipple_refused_moment (one, "refused");
  g_autofree char *shown = *text_of (one, "code") != '\0'
                               ? stipple_code_display (text_of (one, "code"))
                               : g_strdup ("—");
  g_autofree char *code = stipple_language_left_to_right (shown);
  g_autofree char *kiosk = stipple_language_isolate (text_of (one, "deviceName"));

  /* TRANSLATORS: "Lobby 1 · recorded today, 3:04 PM · refused today, 3:05 PM · code 7K4-Q2M" */
  return g_strdup_printf (_ ("%s · recorded %s · refused %s · code %s"), kiosk, made, refused,
                          code);
}

static GtkWidget *
make_banner (const json_t *one, const StipplePack *pack)
{
  const gboolean again = g_str_equal (text_of (one, "state"), "again");
  const gboolean good = stipple_refused_is_good (one);
  g_autofree char *title =
      again ? g_strdup (_ ("Being sent again")) : stipple_refused_title (one, pack);
  g_autofree char *hub = stipple_refused_hub_words (one);
  GtkWidget *banner =
      stipple_desk_banner (again ? "stipple-clock-symbolic"
                                 : (good ? "stipple-check-symbolic" : "stipple-warning-symbolic"),
                           title, again ? "physician" : (good ? "ok" : "caution"));

  stipple_desk_banner_say (banner, stipple_refused_advice (one), NULL);
  if (hub != NULL)
    stipple_desk_banner_say (banner, hub, "small");
  return banner;
}

static StippleDrafts *
get_drafts (StippleRefusedView *self)
{
  return stipple_desk_get_drafts (self->desk);
}

/* What is typed is the draft from now on; nothing typed is none. */
static void
form_changed (StippleRefusedView *self)
{
  g_autoptr (StippleRefusedDraft) draft =
      self->form != NULL ? stipple_refused_form_get_draft (STIPPLE_REFUSED_FORM (self->form))
                         : NULL;

  if (self->form != NULL)
    stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_REFUSED, self->id, draft);
  gtk_widget_set_sensitive (self->save, draft != NULL);
}

static void
show_form (StippleRefusedView *self, const StipplePack *pack)
{
  StippleRefusedDraft *draft;

  stipple_desk_clear (self->form_place);
  self->form = NULL;
  if (json_object_get (self->one, "patient") == NULL
      || json_object_get (self->one, "response") == NULL)
    return;
  self->form = stipple_refused_form_new (self->one, pack);
  draft = stipple_drafts_get (get_drafts (self), STIPPLE_DRAFT_REFUSED, self->id);
  if (draft != NULL)
    stipple_refused_form_restore (STIPPLE_REFUSED_FORM (self->form), draft);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->form_place), self->form);
}

static void
show (StippleRefusedView *self, const StipplePack *pack)
{
  const json_t *one = self->one;
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  g_autofree char *facts = facts_words (one);
  g_autofree char *digest = g_strndup (text_of (one, "sha256"), 16);
  g_autofree char *straight = stipple_language_left_to_right (digest);
  g_autofree char *origin = g_strdup_printf (_ ("Refused content %s…"), straight);

  gtk_label_set_text (GTK_LABEL (self->name), stipple_refused_name (one));
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_label_set_text (GTK_LABEL (self->origin), *digest != '\0' ? origin : "");
  stipple_desk_clear (self->banner_place);
  gtk_box_append (GTK_BOX (self->banner_place), make_banner (one, pack));
  show_form (self, pack);
  gtk_widget_set_sensitive (self->again, g_str_equal (text_of (one, "state"), "open"));
  gtk_widget_set_visible (self->save, self->form != NULL);
  form_changed (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "refused.dismiss",
                                 g_strcmp0 (stipple_hub_client_get_role (client), "administrator")
                                     == 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "one");
}

/* Hidden is not gone: nothing of the person stays in a widget. */
static void
clear (StippleRefusedView *self)
{
  gtk_label_set_text (GTK_LABEL (self->name), "");
  gtk_label_set_text (GTK_LABEL (self->facts), "");
  gtk_label_set_text (GTK_LABEL (self->origin), "");
  stipple_desk_clear (self->banner_place);
  stipple_desk_clear (self->form_place);
  self->form = NULL;
  g_clear_pointer (&self->one, json_decref);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "none");
}

/* --- Loading */

/* "https://…/Questionnaire/…|7" */
static int
pack_version (const json_t *one)
{
  const char *canonical = text_of (json_object_get (one, "response"), "questionnaire");
  const char *bar = strrchr (canonical, '|');

  return bar != NULL ? (int) g_ascii_strtoll (bar + 1, NULL, 10) : 0;
}

static void
pack_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleRefusedView) self = data;
  g_autoptr (StipplePack) pack =
      stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, NULL);

  if (self->desk == NULL || self->one == NULL
      || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->loading);
  /* Without it the conditions have their ids for names. */
  show (self, pack);
  if (self->form != NULL)
    stipple_refused_form_focus (STIPPLE_REFUSED_FORM (self->form));
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleRefusedView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (reply == NULL || reply->json == NULL || is_settled (reply->json))
    {
      g_clear_object (&self->loading);
      clear (self);
      if (reply != NULL)
        stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_REFUSED, self->id, NULL);
      if (reply != NULL || g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
        return;
      adw_status_page_set_description (ADW_STATUS_PAGE (self->fault), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "fault");
      return;
    }
  g_clear_pointer (&self->one, json_decref);
  self->one = json_incref (reply->json);
  stipple_pack_cache_get_async (stipple_desk_get_packs (self->desk), STIPPLE_LANE_ASK,
                                pack_version (self->one), self->loading, pack_came,
                                g_object_ref (self));
}

static void
load (StippleRefusedView *self)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_STAFF_QUARANTINE, "/", self->id, NULL);
  const StippleHubCall call = { .method = "GET", .path = path };

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 self->loading, loaded, g_object_ref (self));
}

void
stipple_refused_view_refresh (StippleRefusedView *self)
{
  if (self->id != NULL
      && (self->form == NULL
          || stipple_drafts_get (get_drafts (self), STIPPLE_DRAFT_REFUSED, self->id) == NULL))
    load (self);
}

void
stipple_refused_view_open (StippleRefusedView *self, const char *id)
{
  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  clear (self);
  if (id != NULL)
    load (self);
  else if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
}

static void
on_try_again (StippleRefusedView *self)
{
  if (self->id != NULL)
    load (self);
}

/* --- The ways out */

static void
call (StippleRefusedView *self, const char *verb, const json_t *body, GAsyncReadyCallback callback,
      gpointer data)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_STAFF_QUARANTINE, "/", self->id, verb, NULL);
  g_autofree char *etag =
      g_strdup_printf ("\"%" G_GINT64_FORMAT "\"",
                       (gint64) json_integer_value (json_object_get (self->one, "revision")));
  const StippleHubCall wanted = { .method = "POST", .path = path, .body = body, .if_match = etag };

  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &wanted,
                                 NULL, callback, data);
}

/* Whoever was first has settled it, or it has been told anew. */
static void
look_again (StippleRefusedView *self, const char *words)
{
  if (words != NULL)
    stipple_desk_toast (self->desk, words);
  if (self->id != NULL)
    load (self);
  stipple_hub_watch_look (stipple_desk_get_watch (self->desk));
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static const char *
changed_words (void)
{
  return _ ("Somebody changed this meanwhile. Look at it again.");
}

static void
acted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleRefusedView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (reply == NULL)
    {
      look_again (self, error->message);
      return;
    }
  if (reply->status == 412)
    look_again (self, changed_words ());
  else
    look_again (self, g_str_equal (text_of (reply->json, "state"), "again")
                          ? _ ("The kiosk sends it again as soon as it reaches the hub")
                          : _ ("Dismissed"));
}

static void
on_again (StippleRefusedView *self)
{
  if (self->one == NULL)
    return;
  gtk_widget_set_sensitive (self->again, FALSE);
  call (self, "/again", NULL, acted, g_object_ref (self));
}

/* Another may be open when the answer comes. */
typedef struct
{
  StippleRefusedView *view;
  char *id;
} Fix;

static void
fixed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Fix *fix = data;
  g_autoptr (StippleRefusedView) self = fix->view;
  g_autofree char *id = fix->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  g_autofree char *place = NULL;

  if (self->desk == NULL)
    return;
  if (reply != NULL)
    {
      if (reply->status != 412)
        {
          stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_REFUSED, id, NULL);
          stipple_desk_intake_changed (self->desk, reply->json);
        }
      look_again (self, reply->status == 412 ? changed_words () : _ ("The hub has the intake now"));
      return;
    }
  form_changed (self);
  /* What was typed stays. */
  place = stipple_refused_place_of_words (error->message);
  if (self->form == NULL || place == NULL
      || !stipple_refused_form_mark (STIPPLE_REFUSED_FORM (self->form), place))
    stipple_desk_toast (self->desk, error->message);
}

static void
on_save (StippleRefusedView *self)
{
  g_autoptr (StippleJson) document = NULL;
  Fix *fix;

  if (self->one == NULL || self->form == NULL)
    return;
  fix = g_new0 (Fix, 1);
  document = stipple_refused_form_get_document (STIPPLE_REFUSED_FORM (self->form));
  gtk_widget_set_sensitive (self->save, FALSE);
  fix->view = g_object_ref (self);
  fix->id = g_strdup (self->id);
  call (self, "/fix", document, fixed, fix);
}

/* --- Dismissing */

static void
on_dismiss_response (AdwMessageDialog *dialog, const char *response, StippleRefusedView *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autoptr (StippleJson) body =
      json_pack ("{ss}", "reason", gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (g_str_equal (response, "dismiss") && self->one != NULL && self->desk != NULL)
    call (self, "/dismiss", body, acted, g_object_ref (self));
}

static void
reason_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "dismiss",
                                           g_utf8_strlen (reason, -1) >= REASON_LEAST);
}

static void
on_dismiss (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleRefusedView *self = STIPPLE_REFUSED_VIEW (widget);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Dismiss this intake?"),
      _ ("Only when it is here twice, or not wanted. What was entered goes from the hub, and from "
         "the kiosk a day later."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason, without names"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason, without names"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep it"), "dismiss",
                                    _ ("Dismiss"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "dismiss",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "dismiss", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_dismiss_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- The widget */

static void
stipple_refused_view_dispose (GObject *object)
{
  StippleRefusedView *self = STIPPLE_REFUSED_VIEW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->form = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_REFUSED_VIEW);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_pointer (&self->one, json_decref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_refused_view_parent_class)->dispose (object);
}

static void
stipple_refused_view_class_init (StippleRefusedViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_refused_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/refused-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, name);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, facts);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, again);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, save);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, banner_place);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, form_place);
  gtk_widget_class_bind_template_child (widget_class, StippleRefusedView, origin);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
  gtk_widget_class_install_action (widget_class, "refused.dismiss", NULL, on_dismiss);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_refused_view_init (StippleRefusedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_refused_view_new (StippleDesk *desk)
{
  StippleRefusedView *self = g_object_new (STIPPLE_TYPE_REFUSED_VIEW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
