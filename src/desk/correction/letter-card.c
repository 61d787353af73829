// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/letter-card.h"

#include "core/clock.h"
#include "core/language.h"
#include "desk/correction/letter.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>

static const char *
text_of (const json_t *letter, const char *member)
{
  const char *text = json_string_value (json_object_get (letter, member));

  return text != NULL ? text : "";
}

static void
append (GtkWidget *card, const char *text, const char *style_classes)
{
  gtk_box_append (GTK_BOX (card), stipple_desk_label (text, style_classes));
}

static const char *
fit_class (const char *fit)
{
  if (g_str_equal (fit, "yes"))
    return "strong ok";
  return g_str_equal (fit, "no") ? "strong stop" : "strong caution";
}

static void
add_letter (GtkWidget *card, const json_t *letter)
{
  const char *fit = text_of (letter, "fit");
  g_autofree char *day = NULL;
  g_autofree char *from = NULL;
  g_autofree char *when = NULL;
  g_autofree char *entered = NULL;
  GDate received;
  gint64 at;

  append (card, stipple_letter_describe_fit (fit), fit_class (fit));
  if (*text_of (letter, "conditions") != '\0')
    append (card, text_of (letter, "conditions"), NULL);
  if (stipple_date_parse_iso (text_of (letter, "received"), &received, NULL))
    day = stipple_language_format_date (&received, NULL, STIPPLE_DATE_SHORT);
  /* TRANSLATORS: who wrote a letter and the day it came: "From Dr. Sample, received Dec 5, 2026" */
  from = g_strdup_printf (_ ("From %s, received %s"), text_of (letter, "from"),
                          day != NULL ? day : "—");
  append (card, from, NULL);
  if (!stipple_clock_parse_utc (text_of (letter, "at"), &at, NULL))
    return;
  when = stipple_desk_moment (at);
  entered = g_strdup_printf ("%s · %s", text_of (letter, "by"), when);
  append (card, entered, "muted small");
}

GtkWidget *
stipple_letter_card_new (StippleOpenIntake *document)
{
  const json_t *letter = json_object_get (stipple_open_intake_get_work (document), "letter");
  StippleOutcome outcome = STIPPLE_OUTCOME_PROCEED;
  GtkWidget *card, *button;
  GDate earliest;
  const gboolean awaited = stipple_open_intake_get_outcome (document, &outcome, &earliest)
                           && outcome == STIPPLE_OUTCOME_PHYSICIAN;

  if (!json_is_object (letter) && !awaited)
    return NULL;
  card = stipple_desk_card (_ ("Physician’s letter"));
  if (json_is_object (letter))
    {
      add_letter (card, letter);
      return card;
    }
  append (card, _ ("Not here yet. Enter it when the client brings it."), "muted");
  button = gtk_button_new_with_label (_ ("Enter the letter…"));
  gtk_widget_add_css_class (button, "desk-button");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 8);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "intake.letter");
  gtk_box_append (GTK_BOX (card), button);
  return card;
}
