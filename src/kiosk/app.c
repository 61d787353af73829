// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app-private.h"

#include "core/error.h"
#include "core/language.h"
#include "widgets/frame-memory.h"
#include "widgets/keyboard.h"
#include "widgets/style.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

G_DEFINE_FINAL_TYPE (StippleKioskApp, stipple_kiosk_app, ADW_TYPE_APPLICATION)

static void open_store (StippleKioskApp *self);
static void find_enrolment (StippleKioskApp *self);

/* --- Saving */

typedef struct
{
  StippleKioskApp *app;
  StippleSession *session;
} Save;

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Save *save = data;
  g_autoptr (StippleKioskApp) self = save->app;
  g_autoptr (StippleSession) session = save->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) intake =
      stipple_store_save_finish (STIPPLE_STORE (source), result, &error);
  g_autofree char *code = intake != NULL ? stipple_code_display (intake->code) : NULL;

  g_free (save);
  if (self->window == NULL)
    return;
  stipple_kiosk_window_saved (self->window, session, code, error);
  if (intake != NULL && self->sync != NULL)
    stipple_sync_probe (self->sync);
}

static void
save_wanted (StippleKioskApp *self, StippleSession *session)
{
  Save *save = g_new0 (Save, 1);

  save->app = g_object_ref (self);
  save->session = g_object_ref (session);
  /* Not cancellable: once begun, the visitor is told what became of it. */
  stipple_store_save_async (self->store, session, self->ids, NULL, saved, save);
}

/* --- Content */

static void
parse_default (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  GError *error = NULL;
  StipplePack *pack = stipple_pack_parse (json, NULL, &error);

  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) stipple_pack_unref);
  else
    g_task_return_error (task, error);
}

static void
default_parsed (GObject *source, GAsyncResult *result, gpointer data)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->window == NULL)
    return;
  if (pack != NULL)
    stipple_kiosk_window_set_pack (self->window, pack);
  else
    stipple_kiosk_window_show_status (self->window, _ ("This kiosk has no content"), error->message,
                                      _ ("Please install Stipple again."), FALSE);
  stipple_sync_start (self->sync);
}

static void
content_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleKioskApp) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack =
      stipple_store_get_content_finish (STIPPLE_STORE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (self->window == NULL)
    return;
  if (pack != NULL)
    {
      stipple_kiosk_window_set_pack (self->window, pack);
      stipple_sync_start (self->sync);
      return;
    }
  if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    g_warning ("Using the default content: %s", error->message);
  task = g_task_new (self, self->cancellable, default_parsed, NULL);
  g_task_set_source_tag (task, content_found);
  g_task_run_in_thread (task, parse_default);
}

/* --- The hub */

/* Staff read it on the attract screen; a passing fault of the network is nothing to tell. */
static void
sync_changed (StippleKioskApp *self)
{
  g_autofree char *advice = NULL;
  int state;

  if (self->window == NULL)
    return;
  g_object_get (self->sync, "state", &state, "advice", &advice, NULL);
  stipple_kiosk_window_set_staff_note (
      self->window,
      state == STIPPLE_SYNC_REFUSED || state == STIPPLE_SYNC_UNTRUSTED ? advice : NULL);
}

static void
content_arrived (StippleKioskApp *self, StipplePack *pack)
{
  if (self->window != NULL)
    stipple_kiosk_window_set_pack (self->window, pack);
}

/* --- Staff */

static void
call_changed (StippleKioskApp *self)
{
  StippleCallState state = stipple_staff_call_get_state (self->call);

  if (self->window != NULL)
    stipple_kiosk_window_set_call (self->window, state);
  /* The hub is there: what could not be sent before need not wait any longer. */
  if (state == STIPPLE_CALL_SENT && self->sync != NULL)
    stipple_sync_probe (self->sync);
}

static void
call_wanted (StippleKioskApp *self)
{
  stipple_staff_call_send (self->call);
}

static void
visit_over (StippleKioskApp *self)
{
  stipple_staff_call_forget (self->call);
}

static void
listen_for_calls (StippleKioskApp *self, const StippleEnrolment *enrolment, StippleClock *clock)
{
  self->call = stipple_staff_call_new (enrolment, clock, NULL, 0);
  g_signal_connect_object (self->call, "notify::state", G_CALLBACK (call_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "call-staff", G_CALLBACK (call_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "visit-over", G_CALLBACK (visit_over), self,
                           G_CONNECT_SWAPPED);
}

/* Who sets it short wants the rest of it short as well. */
static void
set_patience (StippleKioskApp *self, int seconds)
{
  stipple_kiosk_window_set_patience (self->window, (guint) seconds * 1000,
                                     (guint) MIN (seconds, 20) * 1000,
                                     (guint) MIN (seconds, 30) * 1000);
}

static void
settings_changed (StippleKioskApp *self)
{
  const StippleKioskSettings *settings = stipple_staff_service_get_settings (self->staff);

  stipple_keyboard_set_use (settings->keys);
  if (self->window != NULL && settings->idle_s > 0)
    set_patience (self, settings->idle_s);
}

static void
end_wanted (StippleKioskApp *self)
{
  self->ended = TRUE;
  g_application_quit (G_APPLICATION (self));
}

static void
serve_staff (StippleKioskApp *self, const StippleEnrolment *enrolment, StippleClock *clock)
{
  self->staff = stipple_staff_service_new (self->window, self->store, self->sync, clock,
                                           self->data_dir, enrolment->hub, &self->settings);
  g_signal_connect_object (self->staff, "settings", G_CALLBACK (settings_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->staff, "end", G_CALLBACK (end_wanted), self, G_CONNECT_SWAPPED);
}

static void
start_serving (StippleKioskApp *self, const StippleEnrolment *enrolment)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);

  self->sync = stipple_sync_new (self->store, enrolment, clock, NULL);
  g_signal_connect_object (self->sync, "notify::state", G_CALLBACK (sync_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "content", G_CALLBACK (content_arrived), self,
                           G_CONNECT_SWAPPED);
  listen_for_calls (self, enrolment, clock);
  serve_staff (self, enrolment, clock);
  stipple_kiosk_window_set_media_source (self->window, STIPPLE_MEDIA_SOURCE (self->store));
  /* The sync starts when that is done: or else what is at hand could come after, and replace, what the hub has. */
  stipple_store_get_content_async (self->store, self->cancellable, content_found,
                                   g_object_ref (self));
}

/* --- Enrolment */

static void
show_setup (StippleKioskApp *self, const char *what)
{
  stipple_kiosk_window_show_status (
      self->window, _ ("This kiosk is being set up"),
      what != NULL ? what : _ ("It is not connected to the clinic’s hub yet."),
      _ ("For staff: on the hub, ask for a code with “stipplectl enrol-code”. Then start "
         "this kiosk with --hub URL and --enrol CODE. A code is good for 15 minutes."),
      what != NULL);
}

static void
enrolment_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleKioskApp) self = data;
  g_autoptr (GError) error = NULL;

  if (self->window == NULL)
    return;
  if (!stipple_store_set_enrolment_finish (STIPPLE_STORE (source), result, &error))
    {
      show_setup (self, error->message);
      return;
    }
  g_clear_pointer (&self->enrol_code, g_free);
  find_enrolment (self);
}

static void
store_enrolment (StippleKioskApp *self, const StippleEnrolment *enrolment)
{
  stipple_store_set_enrolment_async (self->store, enrolment, self->cancellable, enrolment_stored,
                                     g_object_ref (self));
}

static void
enrolment_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleKioskApp) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleEnrolment) enrolment =
      stipple_store_get_enrolment_finish (STIPPLE_STORE (source), result, &error);

  if (self->window == NULL)
    return;
  if (enrolment == NULL)
    {
      show_setup (self, g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND)
                            ? NULL
                            : error->message);
      return;
    }
  /* The hub has moved: the same identity, at the new address. */
  if (self->hub != NULL && g_strcmp0 (self->hub, enrolment->hub) != 0)
    {
      g_free (enrolment->hub);
      enrolment->hub = g_strdup (self->hub);
      store_enrolment (self, enrolment);
      return;
    }
  start_serving (self, enrolment);
}

static void
find_enrolment (StippleKioskApp *self)
{
  stipple_store_get_enrolment_async (self->store, self->cancellable, enrolment_found,
                                     g_object_ref (self));
}

static void
enrol_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (source);
  GError *error = NULL;
  StippleEnrolment *enrolment = stipple_sync_enrol (self->hub, self->enrol_code, self->device_name,
                                                    NULL, cancellable, &error);

  if (enrolment != NULL)
    g_task_return_pointer (task, enrolment, (GDestroyNotify) stipple_enrolment_free);
  else
    g_task_return_error (task, error);
}

static void
enrolled (GObject *source, GAsyncResult *result, gpointer data)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleEnrolment) enrolment = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->window == NULL)
    return;
  if (enrolment != NULL)
    {
      store_enrolment (self, enrolment);
      return;
    }
  g_printerr ("stipple-kiosk: %s\n", error->message);
  show_setup (self, error->message);
}

static void
enrol (StippleKioskApp *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, enrolled, NULL);

  g_task_set_source_tag (task, enrol);
  g_task_run_in_thread (task, enrol_in_thread);
}

/* --- The store */

static void
store_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleKioskApp) self = data;
  g_autoptr (GError) error = NULL;
  StippleStore *store = stipple_store_open_finish (result, &error);

  if (store == NULL && self->window != NULL)
    {
      g_printerr ("stipple-kiosk: %s\n", error->message);
      stipple_kiosk_window_show_status (
          self->window, _ ("This kiosk cannot start"), error->message,
          _ ("For staff: nothing was changed or overwritten. When this is put right, touch “Try "
             "again”."),
          TRUE);
    }
  if (store == NULL)
    return;
  self->store = store;
  if (self->window == NULL)
    return;
  if (self->enrol_code != NULL)
    enrol (self);
  else
    find_enrolment (self);
}

static void
open_store (StippleKioskApp *self)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);

  stipple_store_open_async (self->data_dir, clock, self->cancellable, store_opened,
                            g_object_ref (self));
}

static void
retry_wanted (StippleKioskApp *self)
{
  if (self->store == NULL)
    open_store (self);
  else if (self->enrol_code != NULL)
    enrol (self);
  else
    find_enrolment (self);
}

/* --- Application */

static void
window_gone (StippleKioskApp *self)
{
  self->window = NULL;
}

static void
stipple_kiosk_app_activate (GApplication *application)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (application);
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);

  if (self->window != NULL)
    return;
  self->window = stipple_kiosk_window_new (GTK_APPLICATION (self), clock);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_gone), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "save", G_CALLBACK (save_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "retry", G_CALLBACK (retry_wanted), self,
                           G_CONNECT_SWAPPED);
  if (self->settings.idle_s > 0)
    set_patience (self, self->settings.idle_s);
  if (self->switch_ms > 0)
    stipple_walk_set_pace (stipple_kiosk_window_get_walk (self->window), (guint) self->switch_ms);
  if (self->keys != NULL)
    stipple_walk_set_keys (stipple_kiosk_window_get_walk (self->window), self->keys);
  if (self->reader != NULL)
    stipple_kiosk_window_set_reader (self->window, self->reader);
  if (!self->windowed)
    {
      gtk_window_fullscreen (GTK_WINDOW (self->window));
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self->window), "none");
    }
  gtk_window_present (GTK_WINDOW (self->window));
  open_store (self);
}

static gboolean
stop_asked (gpointer data)
{
  g_application_quit (G_APPLICATION (data));
  return G_SOURCE_CONTINUE;
}

static void
stipple_kiosk_app_startup (GApplication *application)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (application);

  G_APPLICATION_CLASS (stipple_kiosk_app_parent_class)->startup (application);
  stipple_style_init ();
  self->signal_sources[0] = g_unix_signal_add (SIGTERM, stop_asked, self);
  self->signal_sources[1] = g_unix_signal_add (SIGINT, stop_asked, self);
}

static void
stipple_kiosk_app_shutdown (GApplication *application)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_cancellable_cancel (self->cancellable);
  if (self->staff != NULL)
    stipple_staff_service_stop (self->staff);
  if (self->sync != NULL)
    stipple_sync_stop (self->sync);
  g_clear_object (&self->sync);
  if (self->call != NULL)
    stipple_staff_call_stop (self->call);
  g_clear_object (&self->call);
  /* Answers that are on their way find the window gone, and let go of the application. */
  if (self->store != NULL)
    stipple_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->staff);
  g_clear_object (&self->store);
  G_APPLICATION_CLASS (stipple_kiosk_app_parent_class)->shutdown (application);
}

static void
stipple_kiosk_app_finalize (GObject *object)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ids, stipple_ids_unref);
  g_clear_object (&self->reader);
  g_free (self->data_dir);
  g_free (self->hub);
  g_free (self->enrol_code);
  g_free (self->device_name);
  g_free (self->keys);
  G_OBJECT_CLASS (stipple_kiosk_app_parent_class)->finalize (object);
}

static void
stipple_kiosk_app_class_init (StippleKioskAppClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = stipple_kiosk_app_finalize;
  application_class->activate = stipple_kiosk_app_activate;
  application_class->startup = stipple_kiosk_app_startup;
  application_class->shutdown = stipple_kiosk_app_shutdown;
  application_class->handle_local_options = stipple_kiosk_app_handle_local_options;
}

static void
stipple_kiosk_app_init (StippleKioskApp *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = stipple_ids_new_random ();
  stipple_kiosk_app_add_options (self);
}

gboolean
stipple_kiosk_app_was_ended (StippleKioskApp *self)
{
  return self->ended;
}

StippleKioskApp *
stipple_kiosk_app_new (void)
{
  stipple_frame_memory_share ();
  /* Not unique: what must not be opened twice is a database, and that sees to it itself. */
  return g_object_new (STIPPLE_TYPE_KIOSK_APP, "application-id", "com.example.stipple.Kiosk",
                       "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path", "/stipple/kiosk",
                       NULL);
}
