// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/help.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *step;
  const char *text;
} texts[] = {
  { "learn", N_ ("Here are answers to the questions people ask most. Choose a question to read its "
                 "answer, or go on without.") },
  { "comfort", N_ ("This is what a session feels like, and what helps. There is nothing to fill "
                   "in.") },
  { "aftercare", N_ ("This is how to look after your scalp, day by day. There is nothing to fill "
                     "in.") },
  { "understanding", N_ ("A few questions about what you have read. A wrong answer does no harm: "
                         "you see the right one.") },
  { "look", N_ ("Choose what is most like your own hair, and see it as an illustration. You may "
                "leave all of it out.") },
  { "health", N_ ("Please answer for each condition whether it applies to you. “Not sure” is an "
                  "answer, too.") },
  { "result", N_ ("This is what your answers mean for a treatment, and what to do next.") },
  { "wishes", N_ ("Tell us what you would like, and which medication you take.") },
  { "details", N_ ("Your name, and how to reach you. In a field, “select” brings up letters to "
                   "choose from.") },
  { "consent", N_ ("Read this, tick the box if you agree, and sign. In place of drawing you may "
                   "tick the line below the box.") },
  { "thanks", N_ ("You are done. Note the code, or tell it to reception.") },
};

char *
stipple_help_text (const char *step)
{
  for (guint i = 0; step != NULL && i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].step, step))
      return g_strdup (_ (texts[i].text));
  return g_strdup (_ ("Begin here, in your language. You can stop at any time."));
}

StippleSheet *
stipple_help_new (const char *step)
{
  g_autofree char *purpose = stipple_help_text (step);
  g_autofree char *text = g_strjoin (
      "\n\n", purpose,
      _ ("With keys: “next” goes on, “select” chooses, “back” goes back, “help” shows this."),
      _ ("If you would like a person to help you, please ask at reception."), NULL);
  StippleSheet *sheet = stipple_sheet_new (_ ("Help"), text);

  stipple_sheet_add_choice (sheet, "close", _ ("Close"), STIPPLE_CHOICE_PRIMARY);
  return sheet;
}
