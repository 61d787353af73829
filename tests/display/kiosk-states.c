// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff-states.h"

#include "core/language.h"
#include "sample-gallery.h"
#include "widgets/choice-group.h"
#include "widgets/keyboard.h"
#include "widgets/signature-pad.h"

#include <glib/gi18n-lib.h>

#define A_LONG_TIME 3600000u /* ms: nothing happens by itself */

static const char *
rule_name (Fixture *fixture, const char *id, const char *tag)
{
  return stipple_text_get (stipple_pack_find_contraindication (fixture->pack, id)->name, tag);
}

/* They are added a few a frame. */
static gboolean
has_last_question (Fixture *fixture)
{
  const StippleFaqEntry *last = g_ptr_array_index (fixture->pack->faq, fixture->pack->faq->len - 1);

  return find (fixture, stipple_text_get (last->question, stipple_language_current ())) != NULL;
}

static gboolean
has_keys (Fixture *fixture)
{
  GtkWidget *keyboard = find_type (fixture, STIPPLE_TYPE_KEYBOARD);

  return keyboard != NULL && stipple_keyboard_get_open (STIPPLE_KEYBOARD (keyboard));
}

static gboolean
is_warned (Fixture *fixture)
{
  return find (fixture, _ ("I’m still here")) != NULL;
}

static gboolean
has_words_of_picture (Fixture *fixture)
{
  const StippleGalleryEntry *entry = g_ptr_array_index (fixture->pack->gallery, 0);

  next_frame (fixture);
  return shows_text (fixture, stipple_text_get (entry->image->alt, stipple_language_current ()));
}

static void
look_at_learn (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  GtkWidget *entry;

  fixture_show_gallery (fixture);
  fixture_begin (fixture, tag, "learn");
  wait_until (fixture, has_last_question);
  look (fixture, "learn", data);
  for (guint i = 0; i < fixture->pack->faq->len; i++)
    {
      const StippleFaqEntry *faq = g_ptr_array_index (fixture->pack->faq, i);

      press (fixture, stipple_text_get (faq->question, tag));
    }
  look (fixture, "learn, all answers", data);
  entry = find (fixture, _ ("Search questions"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  settle ();
  look (fixture, "learn, searched", data);
  gtk_editable_set_text (GTK_EDITABLE (entry), "77777");
  settle ();
  look (fixture, "learn, nothing found", data);
  press (fixture, _ ("Gallery"));
  look (fixture, "learn, gallery", data);
  album_put (fixture->album, sample_picture_sha256 (0), NULL);
  fixture_begin (fixture, tag, "learn");
  press (fixture, _ ("Gallery"));
  wait_until (fixture, has_words_of_picture);
  look (fixture, "learn, gallery without a picture", data);
}

static void
look_at_aftercare (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  GDate first;

  g_date_clear (&first, 1);
  fixture_begin (fixture, tag, "aftercare");
  for (guint i = 0; i < fixture->pack->aftercare->len; i++)
    {
      const StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, i);
      g_autofree char *state = g_strdup_printf ("aftercare, day %d", day->from_day);

      press (fixture, stipple_text_get (day->label, tag));
      look (fixture, state, data);
    }
  press (fixture, _ ("See your own dates: pick the day of a first session"));
  look (fixture, "aftercare, calendar", data);
  g_date_set_dmy (&first, 28, G_DATE_NOVEMBER, 2026);
  stipple_session_set_first_session (fixture->session, &first);
  settle ();
  look (fixture, "aftercare, own dates", data);
}

/* Each question unanswered, missed, and corrected. */
static void
look_at_understanding (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  fixture_begin (fixture, tag, "understanding");
  for (guint i = 0; i < fixture->pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (fixture->pack->questions, i);

      look (fixture, "understanding", data);
      for (guint right = 0; right < 2; right++)
        for (guint k = 0; k < question->choices->len; k++)
          {
            const StippleChoice *choice = g_ptr_array_index (question->choices, k);
            GtkWidget *card = find (fixture, stipple_text_get (choice->text, tag));

            if (choice->right != (right == 1))
              continue;
            gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
            settle ();
            look (fixture, right ? "understanding, right" : "understanding, missed", data);
          }
      if (i + 1 < fixture->pack->questions->len)
        press (fixture, _ ("Next"));
    }
}

/* Every panel; each scale; nothing said, and all of it. */
static void
look_at_look (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  StippleChoiceGroup *tabs;
  StippleChoiceGroup *scales;

  fixture_begin (fixture, tag, "look");
  look (fixture, "look, an example", data);
  scales = STIPPLE_CHOICE_GROUP (gtk_widget_get_parent (find (fixture, _ ("Norwood scale, men"))));
  tabs = STIPPLE_CHOICE_GROUP (gtk_widget_get_parent (find (fixture, _ ("Pattern"))));
  stipple_choice_group_set_selected (scales, 2);
  look (fixture, "look, women", data);
  for (int pattern = 1; pattern < STIPPLE_N_PATTERNS; pattern++)
    {
      g_object_set (stipple_session_get_look (fixture->session), "pattern", pattern, NULL);
      settle ();
      look (fixture, "look, a pattern", data);
    }
  stipple_choice_group_set_selected (tabs, 2);
  settle ();
  look (fixture, "look, marks", data);
  stipple_choice_group_set_selected (tabs, 3);
  g_object_set (stipple_session_get_look (fixture->session), "hair-color", 1, NULL);
  settle ();
  look (fixture, "look, colors", data);
}

static void
look_at_health (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  GDate until;

  fixture_begin (fixture, tag, "health");
  press (fixture, _ ("Next"));
  look (fixture, "health, unanswered", data);
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  press (fixture, _ ("Next"));
  look (fixture, "health, second part", data);
  press (fixture, _ ("Next"));
  stipple_session_set_reply (fixture->session, "antibiotics", STIPPLE_ANSWER_YES);
  settle ();
  press (fixture, _ ("See my result"));
  look (fixture, "health, until when", data);

  g_autofree char *pick =
      g_strdup_printf (_ ("%s: %s"), rule_name (fixture, "antibiotics", tag), _ ("Pick a date"));

  press (fixture, pick);
  look (fixture, "health, calendar", data);
  g_date_clear (&until, 1);
  g_date_set_dmy (&until, 1, G_DATE_MAY, 2027);
  stipple_session_set_follow_up (fixture->session, "antibiotics", FALSE, &until);
  settle ();
  look (fixture, "health, answered", data);
}

static void
look_at_results (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  static const struct
  {
    const char *id;
    StippleAnswer answer;
  } cases[] = {
    { "diabetes", STIPPLE_ANSWER_NO },
    { "diabetes", STIPPLE_ANSWER_UNSURE },
    { "under-the-influence", STIPPLE_ANSWER_YES },
    { "diabetes", STIPPLE_ANSWER_YES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *state = g_strdup_printf ("result, %u", i);

      fixture_begin (fixture, tag, "health");
      fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
      stipple_session_set_reply (fixture->session, cases[i].id, cases[i].answer);
      g_assert_true (stipple_flow_go_next (fixture->flow, NULL));
      settle ();
      look (fixture, state, data);
    }
}

/* What is written in brings up keys: letters, and digits. */
static void
look_at_keys (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  const char *const fields[] = { _ ("First name"), _ ("Mobile phone") };

  fixture_begin (fixture, tag, "details");
  next_frame (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *state = g_strdup_printf ("details, keys %u", i);

      gtk_widget_grab_focus (find (fixture, fields[i]));
      wait_until (fixture, has_keys);
      look (fixture, state, data);
    }
}

/* What lies over the screen. */
static void
look_at_sheets (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  fixture_begin (fixture, tag, "wishes");
  press (fixture, _ ("Help"));
  look (fixture, "help", data);
  press (fixture, _ ("Close"));
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), A_LONG_TIME);
  press (fixture, _ ("Help"));
  look (fixture, "help, a switch", data);
  press (fixture, _ ("Close"));
  stipple_walk_set_pace (stipple_kiosk_window_get_walk (fixture->window), 0);
  press (fixture, _ ("Hide my answers"));
  look (fixture, "cover", data);
  press (fixture, _ ("Show my answers"));
  stipple_kiosk_window_set_patience (fixture->window, 50, A_LONG_TIME, A_LONG_TIME);
  wait_until (fixture, is_warned);
  look (fixture, "idle warning", data);
  stipple_kiosk_window_set_patience (fixture->window, A_LONG_TIME, A_LONG_TIME, A_LONG_TIME);
}

static void
look_at_the_end (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  fixture_begin (fixture, tag, "wishes");
  look (fixture, "wishes", data);
  fixture_begin (fixture, tag, "details");
  look (fixture, "details", data);
  g_object_set (fixture->session, "first-name", "", "last-name", "", "birth-day", 0, "mobile", "12",
                "email", "a@", NULL);
  press (fixture, _ ("Review and sign"));
  look (fixture, "details, faults", data);
  fixture_fill (fixture);
  g_object_set (fixture->session, "email", "", NULL);
  fixture_begin (fixture, tag, "consent");
  look (fixture, "consent", data);
  g_object_set (fixture->session, "consent-given", FALSE, NULL);
  stipple_signature_pad_clear (
      STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD)));
  press (fixture, _ ("Finish"));
  look (fixture, "consent, faults", data);
  press (fixture, _ ("Start over"));
  look (fixture, "start over", data);
  press (fixture, _ ("Keep going"));
  press (fixture, _ ("Language"));
  look (fixture, "language", data);
  press (fixture, _ ("Close"));
  fixture_fill (fixture);
  press (fixture, _ ("Finish"));
  look (fixture, "saving", data);
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  look (fixture, "thanks", data);
}

void
states_walk (Fixture *fixture, const char *tag, Look look, gpointer data)
{
  g_assert_true (stipple_kiosk_window_use_language (fixture->window, tag));
  settle ();
  look (fixture, "attract", data);
  staff_states_walk (fixture, look, data);
  look_at_learn (fixture, tag, look, data);
  fixture_begin (fixture, tag, "comfort");
  look (fixture, "comfort", data);
  look_at_aftercare (fixture, tag, look, data);
  look_at_understanding (fixture, tag, look, data);
  look_at_look (fixture, tag, look, data);
  look_at_health (fixture, tag, look, data);
  look_at_results (fixture, tag, look, data);
  look_at_keys (fixture, tag, look, data);
  look_at_sheets (fixture, tag, look, data);
  look_at_the_end (fixture, tag, look, data);
  stipple_kiosk_window_end (fixture->window);
}
