// SPDX-License-Identifier: GPL-3.0-or-later
/* The pack's gallery, as a part of the first page. */
#include "kiosk-fixture.h"

#include "core/language.h"
#include "sample-gallery.h"
#include "widgets/picture.h"
#include "widgets/qr-code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_show_gallery (fixture);
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* All of @type that are shown. */
static GPtrArray *
all (Fixture *fixture, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->window), type, found);
  return found;
}

static gboolean
all_are (Fixture *fixture, StipplePictureState state)
{
  g_autoptr (GPtrArray) pictures = all (fixture, STIPPLE_TYPE_PICTURE);
  guint n = 0;

  for (guint i = 0; i < pictures->len; i++)
    n += stipple_picture_get_state (pictures->pdata[i]) == state;
  return pictures->len == SAMPLE_N_PICTURES && n == pictures->len;
}

static gboolean
all_shown (Fixture *fixture)
{
  return all_are (fixture, STIPPLE_PICTURE_SHOWN);
}

static gboolean
all_broken (Fixture *fixture)
{
  return all_are (fixture, STIPPLE_PICTURE_BROKEN);
}

static gboolean
all_asked (Fixture *fixture)
{
  return album_count_questions (fixture->album) == SAMPLE_N_PICTURES;
}

static const StippleGalleryEntry *
entry (Fixture *fixture, guint index)
{
  return g_ptr_array_index (fixture->pack->gallery, index);
}

static void
open_gallery (Fixture *fixture, const char *tag)
{
  fixture_begin (fixture, tag, "learn");
  press (fixture, _ ("Gallery"));
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  open_gallery (fixture, "en");
  wait_until (fixture, all_shown);
  for (guint i = 0; i < fixture->pack->gallery->len; i++)
    {
      g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, i)->title, "en")));
      g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, i)->caption, "en")));
    }
  g_assert_null (find (fixture, "Does it hurt?"));
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) codes = NULL;

  open_gallery (fixture, "en");
  codes = all (fixture, STIPPLE_TYPE_QR_CODE);
  g_assert_cmpuint (codes->len, ==, 2);
  g_assert_cmpstr (stipple_qr_code_get_text (codes->pdata[0]), ==, entry (fixture, 1)->link);
  g_assert_cmpstr (stipple_qr_code_get_text (codes->pdata[1]), ==, entry (fixture, 2)->link);
  g_assert_true (shows_text (fixture, "clinic.example/gallery/before-and-after"));
  g_assert_true (shows_text (fixture, "clinic.example/gallery/side"));
}

/* In every language what there is to see is said as well. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->pack->languages->len; i++)
    {
      const char *tag = ((const StippleLanguage *) fixture->pack->languages->pdata[i])->tag;
      g_autoptr (GPtrArray) pictures = NULL;

      open_gallery (fixture, tag);
      pictures = all (fixture, STIPPLE_TYPE_PICTURE);
      g_assert_cmpuint (pictures->len, ==, 2);
      g_assert_cmpstr (stipple_picture_get_alt (pictures->pdata[0]), ==,
                       stipple_text_get (entry (fixture, 0)->image->alt, tag));
      gtk_test_accessible_assert_role (pictures->pdata[0], GTK_ACCESSIBLE_ROLE_IMG);
      gtk_test_accessible_assert_property (pictures->pdata[0], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           stipple_text_get (entry (fixture, 0)->image->alt, tag));
    }
}

/* The place of a picture is kept until it is there, so that nothing jumps. */
static void
test_place_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) pictures = NULL;
  int height;

  album_hold (fixture->album, TRUE);
  open_gallery (fixture, "en");
  next_frame (fixture);
  wait_until (fixture, all_asked);
  g_assert_true (all_are (fixture, STIPPLE_PICTURE_WAITING));
  pictures = all (fixture, STIPPLE_TYPE_PICTURE);
  height = gtk_widget_get_height (pictures->pdata[0]);
  g_assert_cmpint (height, ==, entry (fixture, 0)->image->height);
  album_hold (fixture->album, FALSE);
  wait_until (fixture, all_shown);
  next_frame (fixture);
  g_assert_cmpint (gtk_widget_get_height (pictures->pdata[0]), ==, height);
}

static void
assert_in_words (Fixture *fixture)
{
  wait_until (fixture, all_broken);
  g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, 0)->image->alt, "en")));
  g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, 2)->image->alt, "en")));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    album_put (fixture->album, sample_picture_sha256 (i), NULL);
  open_gallery (fixture, "en");
  assert_in_words (fixture);
}

/* Cut in the middle, not the type it says, and of a type that only other decoders of the system know. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = sample_picture_bytes (0);
  g_autoptr (GBytes) second = sample_picture_bytes (1);
  g_autoptr (GBytes) svg = g_bytes_new_static (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", 62);
  g_autoptr (GBytes) start = g_bytes_new_from_bytes (first, 0, 60);

  album_put (fixture->album, sample_picture_sha256 (0), start);
  album_put (fixture->album, sample_picture_sha256 (1), svg);
  open_gallery (fixture, "en");
  assert_in_words (fixture);

  album_put (fixture->album, sample_picture_sha256 (0), second);
  album_put (fixture->album, sample_picture_sha256 (1), first);
  open_gallery (fixture, "en");
  assert_in_words (fixture);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_set_media_source (fixture->window, NULL);
  open_gallery (fixture, "en");
  assert_in_words (fixture);
}

/* Who leaves while pictures are under way, leaves nothing behind: the tear-down sees to the window. */
static void
test_left_early (Fixture *fixture, gconstpointer data)
{
  album_hold (fixture->album, TRUE);
  open_gallery (fixture, "en");
  next_frame (fixture);
  wait_until (fixture, all_asked);
  stipple_kiosk_window_end (fixture->window);
  settle ();
  album_hold (fixture->album, FALSE);
  settle ();
}

static void
test_back_to_questions (Fixture *fixture, gconstpointer data)
{
  open_gallery (fixture, "en");
  wait_until (fixture, all_shown);
  press (fixture, "Cost");
  g_assert_nonnull (find (fixture, "How much does it cost?"));
  g_assert_null (find_type (fixture, STIPPLE_TYPE_PICTURE));
  press (fixture, "Gallery");
  wait_until (fixture, all_shown);
  g_assert_null (find (fixture, "How much does it cost?"));
}

/* A search is for an answer, and takes all questions. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry_;

  open_gallery (fixture, "en");
  entry_ = GTK_EDITABLE (find (fixture, "Search questions"));
  gtk_editable_set_text (entry_, "transplant");
  settle ();
  g_assert_nonnull (find (fixture, "Can it cover scars?"));
  g_assert_null (find_type (fixture, STIPPLE_TYPE_PICTURE));
  press (fixture, "Gallery");
  g_assert_cmpstr (gtk_editable_get_text (entry_), ==, "");
  g_assert_nonnull (find_type (fixture, STIPPLE_TYPE_PICTURE));
  g_assert_null (find (fixture, "Can it cover scars?"));
}

static void
test_other_language (Fixture *fixture, gconstpointer data)
{
  open_gallery (fixture, "en");
  g_assert_true (stipple_kiosk_window_use_language (fixture->window, "ar"));
  settle ();
  wait_until (fixture, all_shown);
  g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, 0)->title, "ar")));
}

/* Beneath each other, in two languages. */
static void
test_companion (Fixture *fixture, gconstpointer data)
{
  fixture->companion = "es";
  open_gallery (fixture, "en");
  for (guint i = 0; i < fixture->pack->gallery->len; i++)
    {
      g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, i)->title, "es")));
      g_assert_true (shows_text (fixture, stipple_text_get (entry (fixture, i)->caption, "es")));
    }
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "learn");
  g_assert_cmpuint (fixture->pack->gallery->len, ==, 0);
  g_assert_null (find (fixture, "Gallery"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
#define ADD(name, function)                                                                        \
  g_test_add ("/kiosk/gallery/" name, Fixture, NULL, set_up, function, fixture_tear_down)
  ADD ("entries", test_entries);
  ADD ("links", test_links);
  ADD ("names", test_names);
  ADD ("place-kept", test_place_kept);
  ADD ("missing", test_missing);
  ADD ("broken", test_broken);
  ADD ("nowhere", test_nowhere);
  ADD ("left-early", test_left_early);
  ADD ("back-to-questions", test_back_to_questions);
  ADD ("search", test_search);
  ADD ("other-language", test_other_language);
  ADD ("companion", test_companion);
  test_add ("/kiosk/gallery/none", test_none);
  return g_test_run ();
}
