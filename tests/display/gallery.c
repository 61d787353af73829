// SPDX-License-Identifier: GPL-3.0-or-later
/* Every widget on a page like those of the kiosk, to look at: gallery PAGE [--scale PERCENT]
 * [--contrast] [--still] [--language TAG]. For people and screenshots; not a test. */
#include "core/language.h"
#include "gallery-look.h"
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

#include <adwaita.h>
#include <stdlib.h>

static StipplePack *pack;
static const char *language = "en";

static GtkWidget *
with_classes (GtkWidget *widget, const char *classes)
{
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  for (char **name = names; *name != NULL; name++)
    gtk_widget_add_css_class (widget, *name);
  return widget;
}

static GtkWidget *
label (const char *text, const char *classes)
{
  GtkWidget *widget =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  return with_classes (widget, classes);
}

static GtkWidget *
vbox (int spacing, const char *classes)
{
  return with_classes (gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing), classes);
}

static GtkWidget *
hbox (int spacing, const char *classes)
{
  return with_classes (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing), classes);
}

static GtkWidget *
fill (GtkWidget *widget)
{
  gtk_widget_set_hexpand (widget, TRUE);
  return widget;
}

static void
add (GtkWidget *box, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (box), child);
}

static GtkWidget *
icon (const char *name)
{
  g_autofree char *full = g_strdup_printf ("stipple-%s-symbolic", name);

  return gtk_image_new_from_icon_name (full);
}

static GtkWidget *
button (const char *text, const char *classes, const char *before, const char *after)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *self = with_classes (gtk_button_new (), classes);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  if (before != NULL)
    add (box, icon (before));
  if (text != NULL)
    add (box, gtk_label_new (text));
  if (after != NULL)
    add (box, icon (after));
  gtk_button_set_child (GTK_BUTTON (self), box);
  return self;
}

static GtkWidget *
header (guint position)
{
  static const char *const names[] = { "Learn",        "Comfort",      "Aftercare",
                                       "Health check", "Your details", NULL };
  GtkWidget *self = vbox (28, "kiosk-header");
  GtkWidget *row = hbox (14, "");
  GtkWidget *bar = stipple_step_bar_new ();

  add (row, stipple_logo_new ());
  add (row, fill (label ("The Scalp\nMicropigmentation Center", "clinic-name")));
  add (row, with_classes (gtk_button_new_with_label ("Aa"), "round-button wide"));
  add (row, button (NULL, "round-button", "contrast", NULL));
  add (row, button (NULL, "round-button", "eye", NULL));
  add (row, button ("English", "round-button wide", NULL, "down"));
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  stipple_step_bar_set_names (STIPPLE_STEP_BAR (bar), names);
  stipple_step_bar_set_position (STIPPLE_STEP_BAR (bar), position);
  add (self, row);
  add (self, bar);
  return self;
}

static GtkWidget *
footer (const char *next)
{
  GtkWidget *self = hbox (16, "kiosk-footer");
  GtkWidget *middle = fill (button ("Start over", "pill-button flat", NULL, NULL));

  gtk_widget_set_halign (middle, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  add (self, button ("Back", "pill-button", "previous", NULL));
  add (self, middle);
  add (self, button (next, "pill-button primary", NULL, "next"));
  return self;
}

static GtkWidget *
frame (guint position, const char *next, GtkWidget *content)
{
  GtkWidget *self = vbox (0, "");
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy",
                                      GTK_POLICY_NEVER, "vexpand", TRUE, "child", content, NULL);

  gtk_widget_set_margin_top (content, 48);
  /* The kiosk's own frame rearranges itself for large text; this one stays away. */
  if (stipple_style_get_text_scale () == 100)
    add (self, header (position));
  add (self, scrolled);
  if (stipple_style_get_text_scale () == 100)
    add (self, footer (next));
  return self;
}

static GtkWidget *
card_with (GtkWidget *child)
{
  GtkWidget *card = vbox (0, "card padded");

  add (card, child);
  return card;
}

static GtkWidget *
advice (const char *when, const char *text)
{
  GtkWidget *row = hbox (32, "card");
  GtkWidget *pill = label (when, "soft-pill");

  gtk_label_set_xalign (GTK_LABEL (pill), 0.5);
  gtk_widget_set_size_request (pill, 196, -1);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  g_object_set (pill, "margin-start", 36, "margin-top", 32, "margin-bottom", 32, NULL);
  add (row, pill);
  add (row, fill (label (text, "body")));
  return row;
}

static GtkWidget *
page_pain (void)
{
  GtkWidget *page = vbox (0, "page");
  GtkWidget *list = vbox (20, "");
  GtkWidget *lead = stipple_markdown_view_new ("Most clients score it **1 to 3 out of 10**. "
                                               "Some fall asleep.");
  GtkWidget *title = label ("What we do about it", "title");

  g_object_set (lead, "text-class", "lead", NULL);
  g_object_set (lead, "margin-top", 20, "margin-bottom", 40, NULL);
  g_object_set (title, "margin-top", 56, "margin-bottom", 28, NULL);
  add (page, label ("How much does\nit hurt?", "display"));
  add (page, with_classes (lead, "muted"));
  add (page, card_with (stipple_figure_new (STIPPLE_FIGURE_PAIN, pack, language)));
  add (page, title);
  add (list, advice ("1–2 h before", "You may apply an over-the-counter numbing cream. Ask a "
                                     "pharmacist or doctor first, and tell us what you used."));
  add (list, advice ("During", "Our own topical anaesthetic goes on first; it is the strongest "
                               "we can use."));
  add (list, advice ("Minutes after", "Soreness usually fades before you leave. Redness, "
                                      "tenderness and light swelling settle on their own."));
  add (page, list);
  return frame (1, "Next: aftercare", page);
}

static GtkWidget *
page_learn (void)
{
  static const char *const chips[] = { "All 18", "The basics",        "Results", "Sessions",
                                       "Cost",   "Choosing a clinic", NULL };
  static const StippleFigure figures[] = { STIPPLE_FIGURE_LAYERS, STIPPLE_FIGURE_FADING,
                                           STIPPLE_FIGURE_SESSIONS, STIPPLE_FIGURE_PRICES };
  static const char *const questions[] = { "What is scalp micropigmentation?",
                                           "How long does it last?", "How many sessions are there?",
                                           "What does it cost?" };
  GtkWidget *page = vbox (32, "page");
  GtkWidget *search = vbox (0, "search");
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", "Search questions",
                                   "primary-icon-name", "stipple-search-symbolic", NULL);
  GtkWidget *wrap = stipple_wrap_box_new ();
  GtkWidget *card = vbox (0, "card");

  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  add (search, entry);
  for (int i = 0; chips[i] != NULL; i++)
    {
      GtkWidget *chip = stipple_chip_new (chips[i]);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), i == 0);
      stipple_wrap_box_append (STIPPLE_WRAP_BOX (wrap), chip);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      GtkWidget *row = stipple_expander_new (questions[i]);
      GtkWidget *body = vbox (32, "");

      add (body, stipple_markdown_view_new (
                     "Most clients go **1 to 3 years** before a touch-up. Nobody can promise an "
                     "exact time: age, metabolism, immune system and sun all play a part."));
      add (body, stipple_figure_new (figures[i], pack, language));
      stipple_expander_set_child (STIPPLE_EXPANDER (row), body);
      stipple_expander_set_expanded (STIPPLE_EXPANDER (row), i < 2);
      add (card, row);
    }
  add (page, label ("What would you\nlike to know?", "display"));
  add (page, search);
  add (page, wrap);
  add (page, card);
  return frame (0, "Next: comfort", page);
}

static GtkWidget *
panel (const char *title, const char *classes, const char *icon_name, const char *const *lines)
{
  GtkWidget *self = vbox (18, classes);

  add (self, label (title, "heading"));
  for (int i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *row = hbox (18, "");

      add (row, icon (icon_name));
      add (row, fill (label (lines[i], "body")));
      add (self, row);
    }
  return fill (self);
}

static GtkWidget *
page_after (void)
{
  static const char *const avoid[] = { "Washing or shampoo", "Sweating", "Running, gym",
                                       "Scrubs, abrasives", NULL };
  static const char *const fine[] = { "Office work", "Shopping", "Other light activity", NULL };
  static const char *const days[] = { "Today", "Day 1", "Day 2", "Day 3", "Day 4", NULL };
  GtkWidget *page = vbox (32, "page");
  GtkWidget *row = hbox (14, "");
  GtkWidget *day = vbox (32, "card padded");
  GtkWidget *panels = hbox (28, "");
  GtkWidget *plan = vbox (40, "card padded");

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (int i = 0; days[i] != NULL; i++)
    {
      GtkWidget *tile = with_classes (gtk_toggle_button_new_with_label (days[i]), "tile");

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), i == 1);
      add (row, tile);
    }
  gtk_box_set_homogeneous (GTK_BOX (panels), TRUE);
  add (panels, panel ("Avoid", "panel avoid", "cross", avoid));
  add (panels, panel ("Fine", "panel fine", "check", fine));
  add (day, label ("Day 1 · Rest your scalp", "title"));
  add (day, panels);
  add (plan, stipple_figure_new (STIPPLE_FIGURE_SESSIONS, pack, language));
  add (plan, label ("20 to 30% of the dots do not take the first time. That is normal, and why "
                    "later sessions are planned.",
                    "body muted"));
  add (page, label ("The days after", "display"));
  add (page, label ("Aftercare matters as much as the treatment. Touch a day.", "lead muted"));
  add (page, row);
  add (page, day);
  add (page, label ("Three sessions, not one", "title"));
  add (page, plan);
  return frame (2, "Next: health check", page);
}

static GtkWidget *
question (const char *name, const char *help, int selected)
{
  GtkWidget *row = hbox (16, "card");
  GtkWidget *words = vbox (4, "");
  GtkWidget *group = stipple_choice_group_new ();

  g_object_set (words, "margin-start", 36, "valign", GTK_ALIGN_CENTER, NULL);
  g_object_set (group, "margin-end", 36, "margin-top", 42, "margin-bottom", 42, "align-end", TRUE,
                NULL);
  add (words, label (name, "heading"));
  if (help != NULL)
    add (words, label (help, "caption muted"));
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 1, "No", STIPPLE_TONE_NO);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 2, "Yes", STIPPLE_TONE_YES);
  stipple_choice_group_add (STIPPLE_CHOICE_GROUP (group), 3, "Not sure", STIPPLE_TONE_UNSURE);
  stipple_choice_group_set_selected (STIPPLE_CHOICE_GROUP (group), selected);
  add (row, fill (words));
  add (row, group);
  return row;
}

static GtkWidget *
page_check (void)
{
  GtkWidget *page = vbox (20, "page");
  GtkWidget *more = hbox (12, "follow-up");
  GtkWidget *words = vbox (4, "");

  gtk_widget_set_margin_start (more, 48);
  add (words, label ("When does the course end?", "body strong"));
  add (words, label ("We work out your earliest date from this.", "caption"));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  add (more, fill (words));
  add (more, button ("Pick a date", "pill-button small", NULL, NULL));
  add (more, button ("Ongoing", "pill-button small", NULL, NULL));
  add (page, label ("Your health", "display"));
  add (page, label ("Some conditions make treatment unsafe. Only clinic staff see your answers.",
                    "lead muted"));
  add (page, question ("Diabetes", NULL, 1));
  add (page, question ("High blood pressure", "Even if medication controls it", 1));
  add (page, question ("Blood clots", "Now or in the past", 3));
  add (page, question ("Taking blood thinners", "For example warfarin or daily aspirin", 2));
  add (page, more);
  return frame (3, "Next", page);
}

static GtkWidget *
page_result (void)
{
  static const char *const outcomes[] = { "proceed", "physician", "wait", "unsuitable" };
  static const char *const icons[] = { "check", "physician", "clock", "stop" };
  GtkWidget *page = vbox (32, "page");

  for (int i = 2; i >= 0; i--)
    {
      GtkWidget *card = with_classes (vbox (24, "result-card"), outcomes[i]);
      GtkWidget *mark = with_classes (icon (icons[i]), "result-icon");

      gtk_widget_set_halign (mark, GTK_ALIGN_START);
      add (card, mark);
      add (card, label ("Not today —\nfrom 12 December", "display"));
      add (card, label ("You told us you are taking antibiotics until 5 December. We do not treat "
                        "during a course, because of the risk of infection.",
                        "lead"));
      add (page, card);
    }
  add (page, card_with (stipple_markdown_view_new (
                 "1. Leave your details and we will book you for 12 December or later.\n"
                 "2. Talk to your family physician before any treatment.\n\n"
                 "See [our pictures](https://example.org/pictures) for *real* results:\n\n"
                 "- at the clinic\n- on our website\n")));
  return frame (3, "Leave my details", page);
}

static GtkWidget *
page_details (void)
{
  GtkWidget *page = vbox (28, "page");
  GtkWidget *first = stipple_field_new ("First name");
  GtkWidget *phone = stipple_field_new ("Mobile phone");
  GtkWidget *email = stipple_field_new ("E-mail");
  GtkWidget *born = stipple_date_field_new ("Date of birth");
  GtkWidget *tick = with_classes (gtk_check_button_new (), "tick");

  g_object_set (first, "text", "Amélie", NULL);
  g_object_set (phone, "text", "416 555 0", "hint", "With the area code", "error",
                "Enter at least 7 digits, for example 416 555 0142.", NULL);
  g_object_set (email, "optional", TRUE, NULL);
  g_object_set (born, "year", 1988, "month", 3, "day", 14, NULL);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label ("I have read this", "body"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  add (page, label ("Your details", "display"));
  add (page, label ("So that reception can find you.", "body muted"));
  add (page, first);
  add (page, phone);
  add (page, born);
  add (page, email);
  add (page, tick);
  return frame (4, "Review and sign", page);
}

static GtkWidget *
page_dates (void)
{
  GtkWidget *page = vbox (28, "page");
  GtkWidget *born = stipple_date_field_new ("Date of birth");
  GDate today;
  GtkWidget *picker = NULL;

  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  picker = stipple_date_picker_new (&today);
  g_object_set (picker, "date", "2026-11-27", NULL);
  g_object_set (born, "month", 9, "error", "Choose a day that exists.", NULL);
  add (page, card_with (picker));
  add (page, born);
  return frame (3, "Next", page);
}

static GtkWidget *
page_sign (void)
{
  GtkWidget *page = vbox (28, "page");
  GtkWidget *empty = stipple_signature_pad_new ();
  GtkWidget *pad = stipple_signature_pad_new ();
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (3600);

  for (int i = 0; i <= 60; i++)
    {
      int x = 1500 + i * 110;
      int y = 2000 - (int) (900 * (i % 7) / (1.0 + i / 12)) + (i % 3) * 150;

      if (i == 0)
        stipple_strokes_begin (strokes, x, y);
      else
        stipple_strokes_extend (strokes, x, y);
    }
  g_object_set (pad, "strokes", strokes, NULL);
  g_object_set (empty, "hint", "Sign here with your finger", NULL);
  add (page, label ("Consent", "display"));
  add (page, empty);
  add (page, pad);
  add (page, stipple_qr_code_new ("https://example.org/pictures"));
  return frame (4, "Finish", page);
}

static GtkWidget *
page_attract (void)
{
  static const char *const languages[] = { "Français", "Español", "العربية", "中文", NULL };
  GtkWidget *page = vbox (0, "night");
  GtkWidget *dots = stipple_dots_new ();
  GtkWidget *row = hbox (14, "");
  GtkWidget *start = button ("Touch to begin", "pill-button primary", NULL, "next");

  g_object_set (dots, "vexpand", TRUE, "margin-top", 150, "margin-bottom", 180, NULL);
  g_object_set (start, "margin-end", 28, NULL);
  gtk_widget_set_margin_top (row, 12);
  add (row, start);
  for (int i = 0; languages[i] != NULL; i++)
    {
      GtkWidget *chip = stipple_chip_new (languages[i]);

      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      add (row, chip);
    }
  g_object_set (page, "margin-start", 0, NULL);
  add (page, dots);
  add (page, label ("Thinking about\nscalp micro-\npigmentation?", "hero"));
  add (page, label ("Ten minutes here answers the common questions and tells you whether treatment "
                    "may suit you. Free, private, no obligation.",
                    "lead muted"));
  gtk_widget_set_margin_top (gtk_widget_get_last_child (page), 28);
  add (page, row);
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_object_set (child, "margin-start", 72, "margin-end", 72, NULL);
  gtk_widget_set_margin_bottom (row, 84);
  return page;
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (void);
} pages[] = {
  { "attract", page_attract }, { "learn", page_learn },    { "pain", page_pain },
  { "after", page_after },     { "check", page_check },    { "result", page_result },
  { "details", page_details }, { "dates", page_dates },    { "sign", page_sign },
  { "look", gallery_look },    { "heads", gallery_heads },
};

int
main (int argc, char **argv)
{
  int scale = 100;
  gboolean contrast = FALSE;
  gboolean still = FALSE;
  g_autofree char *tag = NULL;
  const GOptionEntry entries[] = {
    { "scale", 0, 0, G_OPTION_ARG_INT, &scale, "Text scale", "PERCENT" },
    { "contrast", 0, 0, G_OPTION_ARG_NONE, &contrast, "High contrast", NULL },
    { "still", 0, 0, G_OPTION_ARG_NONE, &still, "Reduce motion", NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &tag, "Language", "TAG" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PAGE");
  const char *wanted = "pain";
  GtkWidget *window = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  wanted = argc > 1 ? argv[1] : wanted;
  language = tag != NULL ? tag : language;

  if (g_getenv ("STIPPLE_LOCALE_DIR") != NULL)
    stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  stipple_language_use (language);
  gtk_init ();
  stipple_style_init ();
  stipple_style_set_text_scale (scale);
  stipple_style_set_high_contrast (contrast);
  stipple_style_set_reduce_motion (still);
  if (stipple_language_is_rtl (language))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  pack = sample_pack_new ();
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 1920);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].name, wanted))
        gtk_window_set_child (GTK_WINDOW (window), pages[i].make ());
    }
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  stipple_pack_unref (pack);
  return EXIT_SUCCESS;
}
