// SPDX-License-Identifier: GPL-3.0-or-later
/* Every class: is made, is shown, fits a phone-wide card at the largest text, and is freed. */
#include "core/language.h"
#include "display-test.h"
#include "sample-pack.h"
#include "widgets/chip.h"
#include "widgets/choice-group.h"
#include "widgets/date-field.h"
#include "widgets/date-picker.h"
#include "widgets/dots.h"
#include "widgets/expander.h"
#include "widgets/field.h"
#include "widgets/figure.h"
#include "widgets/logo.h"
#include "widgets/markdown-view.h"
#include "widgets/qr-code.h"
#include "widgets/signature-pad.h"
#include "widgets/step-bar.h"
#include "widgets/style.h"
#include "widgets/wrap-box.h"

#define CARD_WIDTH 868 /* 1080 less the margins of page and card */

static StipplePack *pack;
static const char *language = "en";

static GtkWidget *
make_choice_group (void)
{
  GtkWidget *group = stipple_choice_group_new ();

  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 1, "No", STIPPLE_TONE_NO);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 2, "Yes", STIPPLE_TONE_YES);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 3, "Not sure", STIPPLE_TONE_UNSURE);
  return group;
}

static GtkWidget *
make_chip (void)
{
  return stipple_chip_new ("Choosing a clinic");
}

static GtkWidget *
make_date_field (void)
{
  GtkWidget *field = stipple_date_field_new ("Date of birth");

  g_object_set (field, "year", 1988, "month", 9, "day", 14, "error", "Choose a day.", NULL);
  return field;
}

static GtkWidget *
make_date_picker (void)
{
  GDate minimum;

  g_date_set_dmy (&minimum, 22, G_DATE_NOVEMBER, 2026);
  return stipple_date_picker_new (&minimum);
}

static GtkWidget *
make_expander (void)
{
  GtkWidget *expander = stipple_expander_new ("What is scalp micropigmentation?");

  stipple_expander_set_child (STIPPLE_EXPANDER (expander),
                              stipple_markdown_view_new ("Dots, one by one."));
  stipple_expander_set_expanded (STIPPLE_EXPANDER (expander), TRUE);
  return expander;
}

static GtkWidget *
make_field (void)
{
  GtkWidget *field = stipple_field_new ("Mobile phone");

  g_object_set (field, "purpose", GTK_INPUT_PURPOSE_PHONE, "hint", "With the area code", "error",
                "Enter at least 7 digits.", NULL);
  return field;
}

static GtkWidget *
make_fading (void)
{
  return stipple_figure_new (STIPPLE_FIGURE_FADING, pack, language);
}

static GtkWidget *
make_sessions (void)
{
  return stipple_figure_new (STIPPLE_FIGURE_SESSIONS, pack, language);
}

static GtkWidget *
make_pain (void)
{
  return stipple_figure_new (STIPPLE_FIGURE_PAIN, pack, language);
}

static GtkWidget *
make_layers (void)
{
  return stipple_figure_new (STIPPLE_FIGURE_LAYERS, pack, language);
}

static GtkWidget *
make_prices (void)
{
  return stipple_figure_new (STIPPLE_FIGURE_PRICES, pack, language);
}

static GtkWidget *
make_markdown (void)
{
  return stipple_markdown_view_new (
      "# A title\n\nWords **strong** and [a link](https://example.org/pictures).\n\n"
      "1. one\n2. two\n   - inner\n\n> quoted\n\n---\n\n    code");
}

static GtkWidget *
make_qr_code (void)
{
  return stipple_qr_code_new ("https://example.org");
}

static GtkWidget *
make_step_bar (void)
{
  static const char *const names[] = { "Learn",        "Comfort",      "Aftercare",
                                       "Health check", "Your details", NULL };
  GtkWidget *bar = stipple_step_bar_new ();

  stipple_step_bar_set_names (STIPPLE_STEP_BAR (bar), names);
  return bar;
}

static GtkWidget *
make_wrap_box (void)
{
  GtkWidget *box = stipple_wrap_box_new ();

  for (int i = 0; i < 8; i++)
    stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), stipple_chip_new ("The basics"));
  return box;
}

typedef struct
{
  const char *name;
  GtkWidget *(*make) (void);
} Case;

static const Case cases[] = {
  { "chip", make_chip },
  { "choice-group", make_choice_group },
  { "date-field", make_date_field },
  { "date-picker", make_date_picker },
  { "dots", stipple_dots_new },
  { "expander", make_expander },
  { "fading-curve", make_fading },
  { "field", make_field },
  { "layers-figure", make_layers },
  { "logo", stipple_logo_new },
  { "markdown-view", make_markdown },
  { "pain-figure", make_pain },
  { "price-table", make_prices },
  { "qr-code", make_qr_code },
  { "session-timeline", make_sessions },
  { "signature-pad", stipple_signature_pad_new },
  { "step-bar", make_step_bar },
  { "wrap-box", make_wrap_box },
};

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static void
test_freed (gconstpointer data)
{
  const Case *test = data;
  gpointer widget = test->make ();
  GtkWindow *window = NULL;

  g_object_add_weak_pointer (widget, &widget);
  window = display_test_show (widget);
  gtk_window_destroy (window);
  display_test_wait (is_gone, &widget);
}

static void
test_freed_unshown (gconstpointer data)
{
  const Case *test = data;
  gpointer widget = g_object_ref_sink (test->make ());

  g_object_add_weak_pointer (widget, &widget);
  g_object_unref (widget);
  g_assert_null (widget);
}

/* What a widget follows ends with it, GTK's own faults included: a kiosk shows thousands a day. */
static void
test_no_handler_stays (void)
{
  gpointer scrolled = gtk_scrolled_window_new ();
  gconstpointer address = scrolled;
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWindow *window = NULL;

  g_object_add_weak_pointer (scrolled, &scrolled);
  window = display_test_show (scrolled);
  gtk_window_destroy (window);
  display_test_wait (is_gone, &scrolled);
  g_assert_cmpuint (
      g_signal_handler_find (settings, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, (gpointer) address),
      ==, 0);
}

static void
check_width (const Case *test)
{
  GtkWidget *widget = test->make ();
  GtkWindow *window = display_test_show (widget);
  int minimum, height;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > CARD_WIDTH)
    g_test_message ("%s: %s %d", test->name, language, minimum);
  g_assert_cmpint (minimum, <=, CARD_WIDTH);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, CARD_WIDTH, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 0);
  gtk_window_destroy (window);
}

static void
test_large_text (gconstpointer data)
{
  stipple_style_set_text_scale (200);
  check_width (data);
  language = "fr-CA";
  stipple_language_use (language);
  check_width (data);
  language = "en";
  stipple_language_use (language);
  stipple_style_set_text_scale (100);
}

static void
test_right_to_left (gconstpointer data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  stipple_language_use ("ar");
  check_width (data);
  stipple_language_use ("en");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
add_cases (const char *prefix, GTestDataFunc func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", prefix, cases[i].name);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int argc, char **argv)
{
  int status;

  display_test_init (&argc, &argv);
  pack = sample_pack_new ();
  add_cases ("freed", test_freed);
  add_cases ("freed-unshown", test_freed_unshown);
  g_test_add_func ("/no-handler-stays", test_no_handler_stays);
  add_cases ("large-text", test_large_text);
  add_cases ("right-to-left", test_right_to_left);
  status = g_test_run ();
  stipple_pack_unref (pack);
  return status;
}
