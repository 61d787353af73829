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

/* Where to find a person: at the desk, or here when called. */
static const char *
describe_call (StippleCallState call, StippleHelpFlags flags)
{
  if ((flags & STIPPLE_HELP_CALL) == 0)
    return _ ("If you would like a person to help you, please ask at reception.");
  switch (call)
    {
    case STIPPLE_CALL_ON_ITS_WAY:
      return _ ("Your call is on its way…");
    case STIPPLE_CALL_SENT:
      return _ ("Your call was sent. Somebody from our staff will come to this screen.");
    case STIPPLE_CALL_FAILED:
      return _ ("Your call could not be sent. Please walk to the desk: our staff will gladly help "
                "you there.");
    case STIPPLE_CALL_NONE:
    default:
      return _ ("Our staff can come to you at this screen. What you have entered stays.");
    }
}

/* Who has called waits for one thing only to read. */
static char *
describe (const char *step, StippleCallState call, StippleHelpFlags flags)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *purpose = stipple_help_text (step);

  if (call == STIPPLE_CALL_NONE)
    g_ptr_array_add (lines, purpose);
  if (call == STIPPLE_CALL_NONE && (flags & STIPPLE_HELP_KEYS) != 0)
    g_ptr_array_add (lines, _ ("With keys: “next” goes on, “select” chooses, “back” goes back, "
                               "“help” shows this."));
  g_ptr_array_add (lines, (gpointer) describe_call (call, flags));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n\n", (char **) lines->pdata);
}

/* What makes the screen easier, beside what the header has. */
static void
add_ticks (StippleSheet *sheet, StippleHelpFlags flags)
{
  stipple_sheet_begin_row (sheet, "");
  stipple_sheet_add_tick (sheet, "still", _ ("Reduce motion"), (flags & STIPPLE_HELP_STILL) != 0);
  if ((flags & STIPPLE_HELP_REACH) != 0)
    stipple_sheet_add_tick (sheet, "low", _ ("Lower the screen"), (flags & STIPPLE_HELP_LOW) != 0);
  stipple_sheet_begin_row (sheet, NULL);
}

/* How long a switch has for each. */
static void
add_tempos (StippleSheet *sheet, StippleHelpFlags flags)
{
  const struct
  {
    const char *id;
    const char *label;
    StippleHelpFlags flag;
  } tempos[] = {
    { "slower", _ ("Slower"), STIPPLE_HELP_SLOWER },
    { "usual", _ ("As usual"), STIPPLE_HELP_SWITCH },
    { "quicker", _ ("Quicker"), STIPPLE_HELP_QUICKER },
  };

  stipple_sheet_begin_row (sheet, _ ("How quickly it goes on"));
  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    stipple_sheet_add_choice (sheet, tempos[i].id, tempos[i].label,
                              (flags & tempos[i].flag) != 0 ? STIPPLE_CHOICE_PRIMARY
                                                            : STIPPLE_CHOICE_PLAIN);
  stipple_sheet_begin_row (sheet, NULL);
}

StippleSheet *
stipple_help_new (const char *step, StippleCallState call, StippleHelpFlags flags)
{
  g_autofree char *text = describe (step, call, flags);
  StippleSheet *sheet = stipple_sheet_new (_ ("Do you need help?"), text);
  gboolean can_call = (flags & STIPPLE_HELP_CALL) != 0
                      && (call == STIPPLE_CALL_NONE || call == STIPPLE_CALL_FAILED);

  if (step != NULL)
    add_ticks (sheet, flags);
  if (step != NULL
      && (flags & (STIPPLE_HELP_SWITCH | STIPPLE_HELP_SLOWER | STIPPLE_HELP_QUICKER)) != 0)
    add_tempos (sheet, flags);
  if (can_call)
    stipple_sheet_add_choice (sheet, "call",
                              call == STIPPLE_CALL_FAILED ? _ ("Call again") : _ ("Call our staff"),
                              STIPPLE_CHOICE_PRIMARY);
  if ((flags & STIPPLE_HELP_DESK) != 0)
    stipple_sheet_add_choice (sheet, "desk", _ ("Finish at the desk"), STIPPLE_CHOICE_PLAIN);
  stipple_sheet_add_choice (sheet, "close", _ ("Close"),
                            can_call ? STIPPLE_CHOICE_QUIET : STIPPLE_CHOICE_PRIMARY);
  return sheet;
}
