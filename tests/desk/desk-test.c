// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-test.h"

#include <string.h>

#define PATIENCE_SECONDS 180 /* for a machine that does much else */
#define LOOK_MS 10
#define SETTINGS "desk.ini"

static gboolean
on_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

void
desk_test_wait (gboolean (*done) (gpointer), gpointer data)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (PATIENCE_SECONDS, on_late, &late);

  while (!done (data))
    {
      g_assert_false (late);
      g_main_context_iteration (NULL, TRUE);
    }
  if (!late)
    g_source_remove (timer);
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_ours_alone (gpointer object)
{
  return g_atomic_int_get ((gint *) &G_OBJECT (object)->ref_count) == 1;
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* What was cancelled still comes back, and a thread may be about to let go of it, which wakes nobody here. */
static void
wait_for_threads (gboolean (*done) (gpointer), gpointer data)
{
  guint timer = g_timeout_add (LOOK_MS, look_again, NULL);

  desk_test_wait (done, data);
  g_source_remove (timer);
}

void
desk_test_set_up (DeskTest *self, gconstpointer data)
{
  g_autofree char *url = NULL;

  hub_test_set_up (&self->hub, NULL);
  url = g_strdup_printf ("http://127.0.0.1:%u", self->hub.port);
  self->client = stipple_hub_client_new (url, NULL);
}

void
desk_test_tear_down (DeskTest *self, gconstpointer data)
{
  stipple_hub_client_close (self->client);
  wait_for_threads (is_ours_alone, self->client);
  g_assert_finalize_object (self->client);
  hub_test_tear_down (&self->hub, NULL);
}

StippleDesk *
desk_test_open_desk (DeskTest *self)
{
  g_autofree char *path = NULL;
  g_autoptr (StippleDeskSettings) settings = NULL;

  self->folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  path = g_build_filename (self->folder, SETTINGS, NULL);
  settings = stipple_desk_settings_new (path);
  self->desk = stipple_desk_new (self->client, settings);
  return self->desk;
}

void
desk_test_close_desk (DeskTest *self, GtkWindow *window)
{
  g_autofree char *path = g_build_filename (self->folder, SETTINGS, NULL);
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (window);
  stipple_desk_close (self->desk);
  wait_for_threads (is_gone, &weak);
  wait_for_threads (is_ours_alone, self->desk);
  g_assert_finalize_object (self->desk);
  remove (path);
  g_assert_cmpint (remove (self->folder), ==, 0);
  g_free (self->folder);
}

void
desk_test_keep (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static gboolean
has_come (gpointer slot)
{
  return *(GAsyncResult **) slot != NULL;
}

GAsyncResult *
desk_test_await (GAsyncResult **slot)
{
  desk_test_wait (has_come, slot);
  return *slot;
}

gboolean
desk_test_sign_in (DeskTest *self, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stipple_hub_client_sign_in_async (self->client, "admin",
                                    password != NULL ? password : hub_test_get_password (), NULL,
                                    desk_test_keep, &result);
  return stipple_hub_client_sign_in_finish (self->client, desk_test_await (&result), error);
}

StippleHubReply *
desk_test_call (DeskTest *self, const char *method, const char *path, const json_t *body,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const StippleHubCall call = { .method = method, .path = path, .body = body };

  stipple_hub_client_call_async (self->client, STIPPLE_LANE_ASK, &call, NULL, desk_test_keep,
                                 &result);
  return stipple_hub_client_call_finish (self->client, desk_test_await (&result), error);
}

void
desk_test_arrive (DeskTest *self, guint n)
{
  while (n > 0)
    {
      const guint some = MIN (n, STIPPLE_BUNDLE_MAX_INTAKES);
      g_autoptr (StippleJson) bundle = hub_test_new_bundle (&self->hub, some);

      hub_post_accepted (&self->hub, bundle);
      n -= some;
    }
}

void
desk_test_expire (DeskTest *self)
{
  stipple_clock_advance (self->hub.clock, 48 * G_TIME_SPAN_HOUR);
}

char *
desk_test_newest (DeskTest *self)
{
  g_autoptr (Answer) answer =
      hub_get (&self->hub, STIPPLE_PATH_INTAKES "?limit=1", self->hub.reception);
  const json_t *row = json_array_get (json_object_get (answer->json, "intakes"), 0);

  g_assert_nonnull (row);
  return g_strdup (json_string_value (json_object_get (row, "code")));
}
