// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-states.h"

#include "core/language.h"
#include "kiosk/attract-view.h"
#include "kiosk/flow-view.h"
#include "widgets/keyboard.h"
#include "widgets/style.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* %, of the height of the screen; with a second language in the frame, too */
#define PAGE_SHARE 55
#define PAGE_SHARE_BOTH 50

/* --- Nothing is left in English */

static void
add_property (GPtrArray *texts, GtkWidget *widget, GtkAccessibleProperty property)
{
  /* The check answers with what it found instead. */
  char *text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\001");

  if (text == NULL || g_str_equal (text, "<undefined>") || g_str_equal (text, "undefined"))
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

static void
collect_texts (GtkWidget *widget, GPtrArray *texts)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (texts, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
  if (GTK_IS_TEXT (widget) && gtk_text_get_placeholder_text (GTK_TEXT (widget)) != NULL)
    g_ptr_array_add (texts, g_strdup (gtk_text_get_placeholder_text (GTK_TEXT (widget))));
  add_property (texts, widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
  add_property (texts, widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* Names, codes, addresses, and words that are the same in both languages. */
static gboolean
is_alike (Fixture *fixture, const char *text)
{
  static const char *const names[] = { "Stipple", "7K4-Q2M", NULL };
  /* The same in Spanish or in French. */
  static const char *const words[] = { "Aa",         "No",      "Diabetes",  "Diabetes: No",
                                       "Epidermis",  "alcohol", "Signature", "12 conditions",
                                       "Apostrophe", "Dollar",  "Plus",      "Tilde",
                                       "Blond",      "Olive",   NULL };

  if (g_strv_contains (names, text) || g_strv_contains (words, text)
      || g_str_equal (text, stipple_text_get (fixture->pack->clinic_name, "en")))
    return TRUE;
  /* Scales keep their inventors' names, and classes their numerals. */
  for (StippleHairPattern i = 0; i < STIPPLE_N_PATTERNS; i++)
    if (g_str_equal (text, stipple_hair_pattern_get_name (i))
        || g_str_equal (text, stipple_hair_pattern_get_numeral (i)))
      return TRUE;
  for (guint i = 0; i < fixture->pack->languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (fixture->pack->languages, i);

      if (g_str_equal (language->name, text))
        return TRUE;
    }
  for (guint i = 0; i < fixture->pack->gallery->len; i++)
    {
      const StippleGalleryEntry *entry = g_ptr_array_index (fixture->pack->gallery, i);

      if (entry->link != NULL && g_str_has_suffix (entry->link, text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_words (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]))
      return TRUE;
  return FALSE;
}

static void
remember (Fixture *fixture, const char *state, gpointer english)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  collect_texts (GTK_WIDGET (fixture->window), texts);
  g_assert_cmpuint (texts->len, >, 5);
  for (guint i = 0; i < texts->len; i++)
    g_hash_table_add (english, g_ptr_array_index (texts, i));
}

static void
check_translated (Fixture *fixture, const char *state, gpointer english)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  collect_texts (GTK_WIDGET (fixture->window), texts);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (has_words (text) && g_hash_table_contains (english, text) && !is_alike (fixture, text))
        {
          g_test_message ("%s: “%s” is in English", state, text);
          g_test_fail ();
        }
    }
}

static void
test_translated (Fixture *fixture, gconstpointer tag)
{
  g_autoptr (GHashTable) english = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  states_walk (fixture, "en", remember, english);
  states_walk (fixture, tag, check_translated, english);
}

/* --- Everything has its room */

typedef struct
{
  const char *tag;
  const char *companion;
  int width;
  int height;
  int scale;
} Room;

static void
complain (const Room *room, const char *state, GtkWidget *widget, const char *what)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                                           : gtk_widget_get_css_name (widget);

  g_test_message ("%s, %s and %s, %d × %d at %d %%: “%s” %s", state, room->tag,
                  room->companion != NULL ? room->companion : "none", room->width, room->height,
                  room->scale, text, what);
  g_test_fail ();
}

static void
check_label (GtkLabel *label, const char *state, const Room *room)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    complain (room, state, GTK_WIDGET (label), "is ellipsized");
  /* Pango lets the tracking after a line's last letter stand out. */
  if (width > gtk_widget_get_width (GTK_WIDGET (label)) + 4)
    complain (room, state, GTK_WIDGET (label), "is wider than its place");
  if (height > gtk_widget_get_height (GTK_WIDGET (label)) + 1)
    complain (room, state, GTK_WIDGET (label), "is higher than its place");
  if (pango_layout_get_unknown_glyphs_count (layout) > 0)
    complain (room, state, GTK_WIDGET (label), "has letters that no font has");
}

/* Labels side by side, or one below the other, are not one over the other. */
static void
check_apart (GtkWidget *root, GtkWidget *label, const char *state, const Room *room)
{
  graphene_rect_t own, others, both;

  for (GtkWidget *next = gtk_widget_get_next_sibling (label); next != NULL;
       next = gtk_widget_get_next_sibling (next))
    if (GTK_IS_LABEL (next) && gtk_widget_get_mapped (next)
        && gtk_widget_compute_bounds (label, root, &own)
        && gtk_widget_compute_bounds (next, root, &others)
        && graphene_rect_intersection (&own, &others, &both) && both.size.width > 1
        && both.size.height > 1)
      complain (room, state, label, "lies over another");
}

static void
check_places (GtkWidget *root, GtkWidget *widget, const char *state, const Room *room)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_compute_bounds (widget, root, &bounds)
      && (bounds.origin.x < -0.5f
          || bounds.origin.x + bounds.size.width > (float) room->width + 0.5f))
    complain (room, state, widget, "reaches beyond the screen");
  if (GTK_IS_LABEL (widget))
    {
      check_label (GTK_LABEL (widget), state, room);
      check_apart (root, widget, state, room);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_places (root, child, state, room);
}

/* The frame around the page is there to serve it. */
static void
check_share (Fixture *fixture, const char *state, const Room *room)
{
  GtkWidget *page = find_type (fixture, STIPPLE_TYPE_FLOW_VIEW);
  GtkWidget *keyboard = find_type (fixture, STIPPLE_TYPE_KEYBOARD);
  gboolean typing = keyboard != NULL && stipple_keyboard_get_open (STIPPLE_KEYBOARD (keyboard));

  int share = room->companion != NULL ? PAGE_SHARE_BOTH : PAGE_SHARE;

  if (page != NULL && !typing && gtk_widget_get_height (page) * 100 < room->height * share)
    complain (room, state, page, "is left too little of the height by its frame");
}

static void
check_room (Fixture *fixture, const char *state, gpointer data)
{
  const Room *room = data;

  /* Between visits the text has its first size. */
  if (room->scale != stipple_style_text_scales[0] && find_type (fixture, STIPPLE_TYPE_ATTRACT_VIEW))
    return;
  stipple_style_set_text_scale (room->scale);
  next_frame (fixture);
  if (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > room->width)
    complain (room, state, GTK_WIDGET (fixture->window), "is too small for what is in it");
  else
    check_places (GTK_WIDGET (fixture->window), GTK_WIDGET (fixture->window), state, room);
  check_share (fixture, state, room);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  Room room = *(const Room *) data;

  fixture_resize (fixture, room.width, room.height);
  fixture->companion = room.companion;
  states_walk (fixture, room.tag, check_room, &room);
}

/* --- Direction */

static double
middle (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds));
  return bounds.origin.x + bounds.size.width / 2;
}

/* Where the first is left of the second in English, it is right of it in Arabic. */
static void
assert_before (Fixture *fixture, GtkWidget *first, GtkWidget *second)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (fixture->window)) == GTK_TEXT_DIR_RTL;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  if (rtl)
    g_assert_cmpfloat (middle (fixture, first), >, middle (fixture, second));
  else
    g_assert_cmpfloat (middle (fixture, first), <, middle (fixture, second));
}

static void
test_direction (Fixture *fixture, gconstpointer data)
{
  const char *tag = data;
  const StippleAftercareDay *first = g_ptr_array_index (fixture->pack->aftercare, 0);
  const StippleAftercareDay *second = g_ptr_array_index (fixture->pack->aftercare, 1);

  fixture_begin (fixture, tag, "aftercare");
  next_frame (fixture);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (fixture->window)), ==,
                   stipple_language_is_rtl (tag) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  assert_before (fixture, find (fixture, _ ("Back")), find (fixture, _ ("Start over")));
  assert_before (fixture, find (fixture, _ ("Start over")),
                 find (fixture, _ ("Next: quick check")));
  assert_before (fixture, find (fixture, _ ("Text size")), find (fixture, _ ("Language")));
  assert_before (fixture, find (fixture, stipple_text_get (first->label, tag)),
                 find (fixture, stipple_text_get (second->label, tag)));
}

static void
test_order_of_fields (Fixture *fixture, gconstpointer data)
{
  const char *tag = data;
  gboolean family_first = g_str_equal (tag, "zh-Hans");
  GtkWidget *day, *year;
  graphene_rect_t first, last;

  fixture_begin (fixture, tag, "details");
  next_frame (fixture);

  g_autofree char *day_name = g_strdup_printf (_ ("%s, day"), _ ("Date of birth"));
  g_autofree char *year_name = g_strdup_printf (_ ("%s, year"), _ ("Date of birth"));

  day = find (fixture, day_name);
  year = find (fixture, year_name);
  if (family_first)
    assert_before (fixture, year, day);
  else
    assert_before (fixture, day, year);
  g_assert_true (gtk_widget_compute_bounds (find (fixture, _ ("First name")),
                                            GTK_WIDGET (fixture->window), &first));
  g_assert_true (gtk_widget_compute_bounds (find (fixture, _ ("Last name")),
                                            GTK_WIDGET (fixture->window), &last));
  g_assert_true ((last.origin.y < first.origin.y) == family_first);

  g_object_set (fixture->session, "first-name", "", "last-name", "", NULL);
  press (fixture, _ ("Review and sign"));
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                              find (fixture, family_first ? _ ("Last name") : _ ("First name"))));
}

static void
test_languages_to_choose (Fixture *fixture, gconstpointer data)
{
  GtkWidget *begin = find (fixture, "Touch to begin");
  graphene_rect_t bounds;

  fixture_resize (fixture, 1080, 1920);
  for (guint i = 1; i < fixture->pack->languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (fixture->pack->languages, i);

      g_assert_nonnull (find (fixture, language->name));
    }
  /* In one row, as long as there is room. */
  g_assert_true (gtk_widget_compute_bounds (begin, gtk_widget_get_parent (begin), &bounds));
  g_assert_cmpfloat ((float) gtk_widget_get_height (gtk_widget_get_parent (begin)), <,
                     bounds.size.height + 16);
  for (guint i = 1; i < fixture->pack->languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (fixture->pack->languages, i);

      press (fixture, language->name);
      g_assert_true (
          shows_text (fixture, stipple_text_get (fixture->pack->attract_title, language->tag)));
      g_assert_null (find (fixture, language->name));
    }
}

/* --- */

int
main (int argc, char *argv[])
{
  static const char *const tags[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };
  static Room rooms[G_N_ELEMENTS (tags) * 4];
  static const Room side_by_side[G_N_ELEMENTS (tags)] = {
    { "en", "ar", 1080, 1920, 200 },         { "fr-CA", "es", 1080, 1920, 200 },
    { "es", "fr-CA", 1366, 768, 200 },       { "ar", "en", 1080, 1920, 100 },
    { "zh-Hans", "fr-CA", 1080, 1920, 200 },
  };

  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/languages/choose", test_languages_to_choose);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const Room sizes[] = { { tags[i], NULL, 1080, 1920, 100 },
                             { tags[i], NULL, 1080, 1920, 200 },
                             { tags[i], NULL, 1920, 1080, 200 },
                             { tags[i], NULL, 1366, 768, 200 } };
      const Room *together = &side_by_side[i];
      g_autofree char *beneath =
          g_strdup_printf ("/languages/side-by-side/%s/%s", together->tag, together->companion);
      g_autofree char *translated = g_strconcat ("/languages/translated/", tags[i], NULL);
      g_autofree char *direction = g_strconcat ("/languages/direction/", tags[i], NULL);
      g_autofree char *order = g_strconcat ("/languages/order/", tags[i], NULL);

      if (i > 0)
        g_test_add (translated, Fixture, tags[i], fixture_set_up, test_translated,
                    fixture_tear_down);
      g_test_add (beneath, Fixture, together, fixture_set_up, test_room, fixture_tear_down);
      g_test_add (direction, Fixture, tags[i], fixture_set_up, test_direction, fixture_tear_down);
      g_test_add (order, Fixture, tags[i], fixture_set_up, test_order_of_fields, fixture_tear_down);
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          g_autofree char *path = g_strdup_printf ("/languages/room/%s/%dx%d/%d", tags[i],
                                                   sizes[j].width, sizes[j].height, sizes[j].scale);

          rooms[i * G_N_ELEMENTS (sizes) + j] = sizes[j];
          g_test_add (path, Fixture, &rooms[i * G_N_ELEMENTS (sizes) + j], fixture_set_up,
                      test_room, fixture_tear_down);
        }
    }
  return g_test_run ();
}
