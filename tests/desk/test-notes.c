// SPDX-License-Identifier: GPL-3.0-or-later
/* Notes reach the hub once, whatever happens on the way. */
#include "desk-test.h"

#include "desk/session/note-box.h"
#include "desk/settings.h"

static gboolean
nothing_waits (gpointer notes)
{
  return stipple_note_box_get_n_waiting (notes) == 0;
}

/* Their texts, at the hub, with " | " between. Transfer full. */
static char *
notes_at_hub (DeskTest *self, const char *code)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, NULL);
  g_autoptr (Answer) answer = hub_get (&self->hub, path, self->hub.reception);
  const json_t *notes = json_object_get (json_object_get (answer->json, "work"), "notes");
  GString *texts = g_string_new (NULL);
  gsize i;
  json_t *note;

  json_array_foreach (notes, i, note)
    {
      g_string_append_printf (texts, "%s%s", i > 0 ? " | " : "",
                              json_string_value (json_object_get (note, "text")));
    }
  return g_string_free (texts, FALSE);
}

static void
serve_again (DeskTest *self, const char *listen)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;

  options.listen = listen;
  self->hub.httpd = stipple_httpd_start (self->hub.hub, &options, NULL);
  g_assert_nonnull (self->hub.httpd);
}

static void
test_sent (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleNoteBox) notes = stipple_note_box_new (self->client);
  g_autofree char *code = NULL;
  g_autofree char *found = NULL;

  desk_test_arrive (self, 1);
  code = desk_test_newest (self);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_note_box_set_draft (notes, code, "Calls back tomorr");
  stipple_note_box_add (notes, code, "Calls back tomorrow");
  g_assert_cmpstr (stipple_note_box_get_draft (notes, code), ==, "");
  desk_test_wait (nothing_waits, notes);
  found = notes_at_hub (self, code);
  g_assert_cmpstr (found, ==, "Calls back tomorrow");
}

static gboolean
is_offline (gpointer client)
{
  return !stipple_hub_client_get_online (client);
}

/* Both are kept, and come in their order when the hub is back; once. */
static void
test_hub_away (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleNoteBox) notes = stipple_note_box_new (self->client);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->hub.port);
  g_autofree char *code = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (StippleHubReply) reply = NULL;

  desk_test_arrive (self, 1);
  code = desk_test_newest (self);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_httpd_stop (self->hub.httpd);
  stipple_note_box_add (notes, code, "first");
  stipple_note_box_add (notes, code, "second");
  desk_test_wait (is_offline, self->client);
  waiting = stipple_note_box_get_waiting (notes, code);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (waiting, 0), ==, "first");
  serve_again (self, listen);
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL);
  desk_test_wait (nothing_waits, notes);
  found = notes_at_hub (self, code);
  g_assert_cmpstr (found, ==, "first | second");
}

/* It goes on where it was when the same person signs in again. */
static void
test_expired (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleNoteBox) notes = stipple_note_box_new (self->client);
  g_autoptr (StippleHubReply) reply = NULL;
  g_autofree char *code = NULL;
  g_autofree char *found = NULL;

  desk_test_arrive (self, 1);
  code = desk_test_newest (self);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  desk_test_expire (self);
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL);
  stipple_note_box_add (notes, code, "written meanwhile");
  g_assert_cmpuint (stipple_note_box_get_n_waiting (notes), ==, 1);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  desk_test_wait (nothing_waits, notes);
  {
    g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, NULL);
    g_autoptr (StippleHubReply) whole = desk_test_call (self, "GET", path, NULL, NULL);
    const json_t *all = json_object_get (json_object_get (whole->json, "work"), "notes");

    g_assert_cmpuint (json_array_size (all), ==, 1);
    found = g_strdup (json_string_value (json_object_get (json_array_get (all, 0), "text")));
  }
  g_assert_cmpstr (found, ==, "written meanwhile");
}

static void
keep_message (StippleNoteBox *notes, const char *message, char **slot)
{
  g_free (*slot);
  *slot = g_strdup (message);
}

/* A note on what is gone is a draft again, and somebody is told. */
static void
test_refused (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleNoteBox) notes = stipple_note_box_new (self->client);
  g_autofree char *message = NULL;

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  g_signal_connect (notes, "refused", G_CALLBACK (keep_message), &message);
  stipple_note_box_add (notes, "000000", "for nobody");
  desk_test_wait (nothing_waits, notes);
  g_assert_nonnull (message);
  g_assert_cmpstr (stipple_note_box_get_draft (notes, "000000"), ==, "for nobody");
}

/* What one wrote is there when they are back, and not for the next. */
static void
test_drafts (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleNoteBox) notes = stipple_note_box_new (self->client);

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_note_box_set_draft (notes, "7K4Q2M", "half a thought");
  stipple_note_box_set_draft (notes, "8K4Q2M", "another");
  stipple_hub_client_sign_out (self->client);
  g_assert_cmpstr (stipple_note_box_get_draft (notes, "7K4Q2M"), ==, "");
  /* An emptied view does not take it away. */
  stipple_note_box_set_draft (notes, "7K4Q2M", "");
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  g_assert_cmpstr (stipple_note_box_get_draft (notes, "7K4Q2M"), ==, "half a thought");
  stipple_note_box_set_draft (notes, "7K4Q2M", "");
  g_assert_cmpstr (stipple_note_box_get_draft (notes, "7K4Q2M"), ==, "");
  g_assert_cmpstr (stipple_note_box_get_draft (notes, "8K4Q2M"), ==, "another");
}

static void
test_settings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deeper", "desk.ini", NULL);

  {
    g_autoptr (StippleDeskSettings) settings = stipple_desk_settings_new (path);

    g_assert_cmpuint (stipple_desk_settings_get_idle_minutes (settings), ==, 10);
    g_assert_null (stipple_desk_settings_get_hub (settings));
    g_object_set (settings, "hub", "https://hub.example", "user", "robin", "idle-minutes", 3,
                  "sound", TRUE, "printing", "[Print Settings]\nprinter=front\n", NULL);
  }
  {
    g_autoptr (StippleDeskSettings) settings = stipple_desk_settings_new (path);

    g_assert_cmpstr (stipple_desk_settings_get_hub (settings), ==, "https://hub.example");
    g_assert_cmpstr (stipple_desk_settings_get_user (settings), ==, "robin");
    g_assert_cmpuint (stipple_desk_settings_get_idle_minutes (settings), ==, 3);
    g_assert_true (stipple_desk_settings_get_sound (settings));
    g_assert_false (stipple_desk_settings_get_high_contrast (settings));
    g_assert_cmpstr (stipple_desk_settings_get_printing (settings), ==,
                     "[Print Settings]\nprinter=front\n");
  }
  g_assert_cmpint (remove (path), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desk_test_add ("/notes/sent", test_sent);
  desk_test_add ("/notes/hub-away", test_hub_away);
  desk_test_add ("/notes/expired", test_expired);
  desk_test_add ("/notes/refused", test_refused);
  desk_test_add ("/notes/drafts", test_drafts);
  g_test_add_func ("/settings/remembered", test_settings);
  return g_test_run ();
}
