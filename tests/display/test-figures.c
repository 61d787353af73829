// SPDX-License-Identifier: GPL-3.0-or-later
/* The pictures: what they say in words, in both languages, and codes. */
#include "core/language.h"
#include "display-test.h"
#include "sample-pack.h"
#include "widgets/fading-curve.h"
#include "widgets/figure.h"
#include "widgets/layers-figure.h"
#include "widgets/pain-figure.h"
#include "widgets/price-table.h"
#include "widgets/qr-code.h"
#include "widgets/session-timeline.h"

#include <glib/gstdio.h>
#include <unistd.h>

static StipplePack *pack;

static GtkWidget *
new_figure (StippleFigure figure, const char *language)
{
  GtkWidget *widget = NULL;

  stipple_language_use (language);
  widget = g_object_ref_sink (stipple_figure_new (figure, pack, language));
  stipple_language_use ("en");
  return widget;
}

static void
check_texts (StippleFigure figure, const char *language, const char *expected)
{
  g_autoptr (GtkWidget) widget = new_figure (figure, language);
  g_autofree char *texts = display_test_texts (widget);

  g_assert_cmpstr (texts, ==, expected);
}

static void
check_described (StippleFigure figure, const char *expected)
{
  g_autoptr (GtkWidget) widget = new_figure (figure, "en");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       expected);
}

static void
test_classes (void)
{
  static const struct
  {
    StippleFigure figure;
    const char *type;
  } pairs[] = { { STIPPLE_FIGURE_FADING, "StippleFadingCurve" },
                { STIPPLE_FIGURE_SESSIONS, "StippleSessionTimeline" },
                { STIPPLE_FIGURE_PAIN, "StipplePainFigure" },
                { STIPPLE_FIGURE_LAYERS, "StippleLayersFigure" },
                { STIPPLE_FIGURE_PRICES, "StipplePriceTable" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GtkWidget) widget = new_figure (pairs[i].figure, "en");

      g_assert_cmpstr (G_OBJECT_TYPE_NAME (widget), ==, pairs[i].type);
    }
  g_assert_null (stipple_figure_new (STIPPLE_FIGURE_NONE, pack, "en"));
}

/* Pain */

static void
test_pain_texts (void)
{
  check_texts (STIPPLE_FIGURE_PAIN, "en",
               "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | Most clients | "
               "10 is the worst pain you can imagine");
}

static void
test_pain_described (void)
{
  check_described (STIPPLE_FIGURE_PAIN, "Most clients: 1 to 3 on a scale of 1 to 10. "
                                        "10 is the worst pain you can imagine");
}

static guint
count_usual (GtkWidget *figure)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (figure); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_has_css_class (child, "usual");
  return n;
}

static void
test_pain_usual_range (void)
{
  StipplePainScale scale = pack->pain;
  g_autoptr (GtkWidget) figure = NULL;

  scale.usual_from = 2;
  scale.usual_to = 5;
  figure = g_object_ref_sink (stipple_pain_figure_new (&scale, "en"));
  g_assert_cmpuint (count_usual (figure), ==, 4);
}

static void
test_pain_odd_scale (void)
{
  StipplePainScale scale = pack->pain;
  GtkWidget *figure = NULL;

  scale.worst = 3;
  scale.usual_from = 0;
  scale.usual_to = 9;
  figure = stipple_pain_figure_new (&scale, "en");
  g_assert_cmpuint (count_usual (figure), ==, 3);
  gtk_window_destroy (display_test_show (figure));
}

/* Fading */

static void
test_fading_texts (void)
{
  check_texts (STIPPLE_FIGURE_FADING, "en",
               "Finished | 1 year | 2 years | 3 years | "
               "Illustration of gradual fading, not a prediction.");
  check_texts (STIPPLE_FIGURE_FADING, "fr-CA",
               "Terminé | 1 an | 2 ans | 3 ans | "
               "Illustration d’une atténuation graduelle, et non une prédiction.");
}

static void
test_fading_described (void)
{
  check_described (STIPPLE_FIGURE_FADING, "Illustration of gradual fading, not a prediction.");
}

/* Layers */

static void
test_layers_texts (void)
{
  check_texts (STIPPLE_FIGURE_LAYERS, "en",
               "Scalp micropigmentation | Ordinary tattoo | Epidermis | Upper dermis | "
               "Mid to lower dermis");
}

/* Sessions */

static void
test_sessions_texts (void)
{
  check_texts (STIPPLE_FIGURE_SESSIONS, "en",
               "Session 1 | First dots | Session 2 | 7–14 days later | Session 3 | "
               "4–6 weeks later");
  check_texts (STIPPLE_FIGURE_SESSIONS, "fr-CA",
               "Séance 1 | First dots | Séance 2 | 7 à 14 jours après | Séance 3 | "
               "4 à 6 semaines après");
}

static void
test_sessions_described (void)
{
  check_described (STIPPLE_FIGURE_SESSIONS, "Session 1: First dots. Session 2: 7–14 days later. "
                                            "Session 3: 4–6 weeks later.");
}

static void
check_interval (int min_days, int max_days, const char *expected)
{
  StippleTreatmentSession session = { .min_days = min_days, .max_days = max_days };
  g_autofree char *interval = stipple_session_interval (&session);

  g_assert_cmpstr (interval, ==, expected);
}

static void
test_intervals (void)
{
  check_interval (0, 0, NULL);
  check_interval (1, 1, "1 day later");
  check_interval (10, 10, "10 days later");
  check_interval (7, 14, "7–14 days later");
  check_interval (28, 42, "4–6 weeks later");
  check_interval (28, 40, "28–40 days later");
  check_interval (28, 28, "4 weeks later");
}

static void
get_place (GtkWidget *figure, const char *text, graphene_rect_t *bounds)
{
  for (GtkWidget *child = gtk_widget_get_first_child (figure); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (child)), text))
        {
          g_assert_true (gtk_widget_compute_bounds (child, figure, bounds));
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_sessions_in_order (void)
{
  GtkWidget *figure = stipple_figure_new (STIPPLE_FIGURE_SESSIONS, pack, "en");
  GtkWindow *window = display_test_show (figure);
  graphene_rect_t first, second, third;

  get_place (figure, "Session 1", &first);
  get_place (figure, "Session 2", &second);
  get_place (figure, "Session 3", &third);
  g_assert_cmpfloat (first.origin.y, ==, third.origin.y);
  g_assert_cmpfloat (first.origin.x + first.size.width, <, second.origin.x);
  g_assert_cmpfloat (second.origin.x + second.size.width, <, third.origin.x);
  gtk_window_destroy (window);
}

static gboolean
is_stacked (gpointer figure)
{
  graphene_rect_t first, third;

  get_place (figure, "Session 1", &first);
  get_place (figure, "Session 3", &third);
  return first.origin.x == third.origin.x && third.origin.y > first.origin.y;
}

static void
test_sessions_stack_when_narrow (void)
{
  GtkWidget *figure = stipple_figure_new (STIPPLE_FIGURE_SESSIONS, pack, "en");
  GtkWindow *window = NULL;

  window = display_test_show (figure);
  g_assert_false (is_stacked (figure));
  gtk_widget_set_margin_end (figure, 700);
  display_test_wait (is_stacked, figure);
  gtk_window_destroy (window);
}

/* A date is never broken: there is a line for it, or the sessions are stacked. */
static void
test_sessions_dates_whole (void)
{
  static const char *const languages[] = { "en", "fr-CA" };
  GDate first;

  g_date_set_dmy (&first, 1, G_DATE_DECEMBER, 2026);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      GtkWidget *figure = NULL;
      GtkWindow *window = NULL;

      stipple_language_use (languages[i]);
      figure = stipple_session_timeline_new (&pack->plan, languages[i], &first);
      stipple_language_use ("en");
      window = display_test_show (figure);
      for (GtkWidget *child = gtk_widget_get_first_child (figure); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (child))), ==,
                         1);
      gtk_window_destroy (window);
    }
}

/* Prices */

static void
test_prices_texts (void)
{
  check_texts (STIPPLE_FIGURE_PRICES, "en",
               "Full treatment | $2,500 to $6,000 | By extent and area. | Touch-up | "
               "At your consultation | The consultation | Three treatments");
}

static void
check_price (int min, int max, const char *expected)
{
  g_autofree char *price = stipple_price_format (min, max);

  g_assert_cmpstr (price, ==, expected);
}

static void
test_prices_format (void)
{
  check_price (-1, -1, NULL);
  check_price (0, 0, "$0");
  check_price (250, 250, "$250");
  check_price (1000, -1, "from $1,000");
  check_price (-1, 1234567, "up to $1,234,567");
  check_price (2500, 6000, "$2,500 to $6,000");
  stipple_language_use ("fr-CA");
  check_price (2500, 6000, "2\u00a0500\u00a0$ à 6\u00a0000\u00a0$");
  stipple_language_use ("en");
}

/* Codes */

static void
test_qr_code (void)
{
  g_autoptr (GtkWidget) code = g_object_ref_sink (stipple_qr_code_new ("https://example.org"));
  int count;

  /* Version 2 holds 26 bytes at level M: 25 modules a side. */
  g_assert_cmpint (stipple_qr_code_get_side (STIPPLE_QR_CODE (code)), ==, 25);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (code), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "https://example.org");
  display_test_count (code, "text", &count);
  g_object_set (code, "text", NULL, NULL);
  g_object_set (code, "text", NULL, NULL);
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpint (stipple_qr_code_get_side (STIPPLE_QR_CODE (code)), ==, 0);
}

static void
test_qr_code_too_long (void)
{
  g_autofree char *text = g_strnfill (4000, 'a');
  GtkWidget *code = stipple_qr_code_new (text);

  g_assert_cmpint (stipple_qr_code_get_side (STIPPLE_QR_CODE (code)), ==, 0);
  gtk_window_destroy (display_test_show (code));
}

/* What @widget paints, as a file that another program reads. */
static char *
write_png (GtkWidget *widget)
{
  int stride;
  g_autoptr (GBytes) bytes = display_test_paint (widget, &stride);
  char *path = NULL;
  int fd = g_file_open_tmp ("stipple-code-XXXXXX.png", &path, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (bytes, NULL), CAIRO_FORMAT_ARGB32, gtk_widget_get_width (widget),
      gtk_widget_get_height (widget), stride);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

/* As a telephone sees it, at the size it has by itself. */
static char *
scan (GtkWidget *code)
{
  g_autofree char *path = write_png (code);
  const char *argv[] = { "zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", path, NULL };
  g_autoptr (GError) error = NULL;
  char *found = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &found, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_strchomp (found);
}

static void
test_qr_code_scans (gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR");
  GtkWidget *code;
  GtkWindow *window;

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    g_string_append_printf (text, " Séance %d · 第一次", i);
  code = stipple_qr_code_new (text->str);
  gtk_widget_set_halign (code, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (code, GTK_ALIGN_CENTER);
  window = display_test_show (code);
  g_autofree char *found = scan (code);
  g_assert_cmpstr (found, ==, text->str);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  int status;

  display_test_init (&argc, &argv);
  pack = sample_pack_new ();
  g_test_add_func ("/figure/classes", test_classes);
  g_test_add_func ("/pain/texts", test_pain_texts);
  g_test_add_func ("/pain/described", test_pain_described);
  g_test_add_func ("/pain/usual-range", test_pain_usual_range);
  g_test_add_func ("/pain/odd-scale", test_pain_odd_scale);
  g_test_add_func ("/fading/texts", test_fading_texts);
  g_test_add_func ("/fading/described", test_fading_described);
  g_test_add_func ("/layers/texts", test_layers_texts);
  g_test_add_func ("/sessions/texts", test_sessions_texts);
  g_test_add_func ("/sessions/described", test_sessions_described);
  g_test_add_func ("/sessions/intervals", test_intervals);
  g_test_add_func ("/sessions/in-order", test_sessions_in_order);
  g_test_add_func ("/sessions/stack-when-narrow", test_sessions_stack_when_narrow);
  g_test_add_func ("/sessions/dates-whole", test_sessions_dates_whole);
  g_test_add_func ("/prices/texts", test_prices_texts);
  g_test_add_func ("/prices/format", test_prices_format);
  g_test_add_func ("/qr-code/code", test_qr_code);
  g_test_add_func ("/qr-code/too-long", test_qr_code_too_long);
  g_test_add_data_func ("/qr-code/scans/short", GINT_TO_POINTER (2), test_qr_code_scans);
  g_test_add_data_func ("/qr-code/scans/long", GINT_TO_POINTER (60), test_qr_code_scans);
  status = g_test_run ();
  stipple_pack_unref (pack);
  return status;
}
