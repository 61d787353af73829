// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/portions.h"
#include "sample-gallery.h"
#include "widgets/style.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#define PATIENCE (120 * G_TIME_SPAN_SECOND)         /* for a machine that does much else */
#define NOW_US G_GINT64_CONSTANT (1795359600000000) /* 2026-11-22T15:00:00Z */

static void
save_asked (StippleKioskWindow *window, StippleSession *session, Fixture *fixture)
{
  fixture->n_saves++;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  stipple_style_init ();
  stipple_style_set_reduce_motion (TRUE);
  fixture->pack = stipple_pack_parse (json, NULL, &error);
  g_assert_no_error (error);
  fixture->clock = stipple_clock_new_fixed (NOW_US, utc);
  fixture->window = stipple_kiosk_window_new (NULL, fixture->clock);
  g_signal_connect (fixture->window, "save", G_CALLBACK (save_asked), fixture);
  stipple_kiosk_window_set_pack (fixture->window, fixture->pack);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

void
fixture_show_gallery (Fixture *fixture)
{
  stipple_pack_unref (fixture->pack);
  fixture->pack = sample_gallery_pack (2);
  g_clear_object (&fixture->album);
  fixture->album = album_new ();
  stipple_kiosk_window_set_pack (fixture->window, fixture->pack);
  stipple_kiosk_window_set_media_source (fixture->window, STIPPLE_MEDIA_SOURCE (fixture->album));
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_null (window);
  stipple_pack_unref (fixture->pack);
  stipple_clock_unref (fixture->clock);
  g_clear_object (&fixture->album);
}

void
fixture_answer_all (Fixture *fixture, StippleAnswer answer)
{
  for (guint i = 0; i < fixture->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (fixture->pack->contraindications, i);

      stipple_session_set_reply (fixture->session, rule->id, answer);
    }
}

void
fixture_understand_all (Fixture *fixture)
{
  for (guint i = 0; i < fixture->pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (fixture->pack->questions, i);

      for (guint k = 0; k < question->choices->len; k++)
        {
          const StippleChoice *choice = g_ptr_array_index (question->choices, k);

          if (choice->right)
            stipple_session_set_choice (fixture->session, question->id, choice->id);
        }
    }
}

void
fixture_fill (Fixture *fixture)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (3000);

  stipple_strokes_begin (strokes, 1000, 1000);
  stipple_strokes_extend (strokes, 6000, 2000);
  g_object_set (fixture->session, "numbing", STIPPLE_NUMBING_NO, "first-name", "Sample",
                "last-name", "Person", "birth-year", 1988, "birth-month", 3, "birth-day", 14,
                "mobile", "416 555 0142", "contact", STIPPLE_CONTACT_CALL, "consent-given", TRUE,
                NULL);
  stipple_session_set_signature (fixture->session, strokes);
}

void
fixture_begin (Fixture *fixture, const char *language, const char *step)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stipple_kiosk_window_use_language (fixture->window, language));
  stipple_kiosk_window_begin (fixture->window);
  fixture->flow = stipple_kiosk_window_get_flow (fixture->window);
  fixture->session = stipple_flow_get_session (fixture->flow);
  if (fixture->companion != NULL && !g_str_equal (fixture->companion, language))
    stipple_kiosk_window_use_companion (fixture->window, fixture->companion);
  while (!g_str_equal (fixture_step (fixture), step))
    {
      if (g_str_equal (fixture_step (fixture), "understanding"))
        fixture_understand_all (fixture);
      if (g_str_equal (fixture_step (fixture), "health"))
        fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
      if (g_str_equal (fixture_step (fixture), "wishes"))
        fixture_fill (fixture);
      stipple_flow_go_next (fixture->flow, &error);
      g_assert_no_error (error);
    }
  settle ();
}

const char *
fixture_step (Fixture *fixture)
{
  return stipple_step_get_id (stipple_flow_get_current (fixture->flow));
}

char *
accessible_name (GtkWidget *widget)
{
  /* The check answers with what it found instead. */
  char *name = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");

  if (name != NULL && *name != '\0' && !g_str_equal (name, "<undefined>"))
    return name;
  g_free (name);
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return g_strdup (gtk_button_get_label (GTK_BUTTON (widget)));
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  return g_strdup ("");
}

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
search (GtkWidget *root, Match match, gconstpointer data)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (match (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search (child, match, data);
  return found;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
is_named (GtkWidget *widget, gconstpointer data)
{
  g_autofree char *name = is_control (widget) ? accessible_name (widget) : g_strdup ("");

  return g_str_equal (name, data);
}

GtkWidget *
find (Fixture *fixture, const char *name)
{
  return search (GTK_WIDGET (fixture->window), is_named, name);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), GPOINTER_TO_SIZE (data));
}

GtkWidget *
find_type (Fixture *fixture, GType type)
{
  return search (GTK_WIDGET (fixture->window), is_of_type, GSIZE_TO_POINTER (type));
}

static gboolean
has_text (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

GtkWidget *
find_label (Fixture *fixture, const char *text)
{
  return search (GTK_WIDGET (fixture->window), has_text, text);
}

gboolean
shows_text (Fixture *fixture, const char *text)
{
  return find_label (fixture, text) != NULL;
}

gboolean
shows_markdown (Fixture *fixture, const StippleText *text, const char *language)
{
  const char *all = stipple_text_get (text, language);
  const char *markdown = all + strspn (all, "#*- ");
  g_autofree char *start = g_strndup (markdown, strcspn (markdown, "*_[\n"));

  return *start != '\0' && shows_text (fixture, start);
}

void
press (Fixture *fixture, const char *name)
{
  GtkWidget *widget = find (fixture, name);

  if (widget == NULL)
    g_error ("Nothing here is called “%s”", name);
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget),
                                 !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)));
  else
    g_signal_emit_by_name (widget, "clicked");
  settle ();
}

static gboolean
collect (GtkWidget *widget, gconstpointer data)
{
  GPtrArray *names = (GPtrArray *) data;

  if (is_control (widget) && gtk_widget_get_mapped (widget) && gtk_widget_get_opacity (widget) > 0)
    g_ptr_array_add (names, accessible_name (widget));
  return FALSE;
}

GPtrArray *
controls (Fixture *fixture)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  search (GTK_WIDGET (fixture->window), collect, names);
  return names;
}

static gboolean
is_unfolding (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_get_mapped (widget) && stipple_portions_is_unfolding (widget);
}

static gboolean
pages_are_whole (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean whole = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      whole = whole && search (window, is_unfolding, NULL) == NULL;
    }
  return whole;
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE) || !pages_are_whole ())
    ;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  /* The one after the first: by then the first has been laid out. */
  return ++*(guint *) frames < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
next_frame (Fixture *fixture)
{
  guint frames = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), count_frame, &frames, NULL);
  while (frames < 2)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (Fixture *fixture, Condition condition)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  guint source = g_timeout_add (10, tick, NULL);

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static struct
{
  int width;
  int height;
} wanted;

/* Asked for again when what the window had before came in between. */
static gboolean
is_resized (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  if (width != wanted.width || height != wanted.height)
    gtk_window_set_default_size (GTK_WINDOW (window), wanted.width, wanted.height);
  return gtk_widget_get_width (window) == wanted.width
         && gtk_widget_get_height (window) == wanted.height;
}

void
fixture_resize (Fixture *fixture, int width, int height)
{
  wanted.width = width;
  wanted.height = height;
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  wait_until (fixture, is_resized);
  settle ();
  next_frame (fixture);
}
