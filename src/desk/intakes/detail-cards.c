// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/detail-cards.h"

#include "core/language.h"
#include "desk/correction/changes.h"
#include "desk/parts.h"
#include "desk/words.h"
#include "widgets/head-view.h"

#include <glib/gi18n-lib.h>

#define HEAD_WIDTH 240

static const char *
in_language (const StippleText *text)
{
  return stipple_text_get (text, stipple_language_current ());
}

static void
add_fact (GString *facts, const char *fact)
{
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

static const char *
language_name (StippleOpenIntake *document, const char *tag)
{
  const StippleLanguage *language =
      tag != NULL ? stipple_pack_find_language (stipple_open_intake_get_pack (document), tag)
                  : NULL;

  return language != NULL ? language->name : tag;
}

char *
stipple_detail_facts (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  g_autofree char *shown = stipple_code_display (intake->code);
  g_autofree char *straight = stipple_language_left_to_right (shown);
  g_autofree char *code = g_strdup_printf (_ ("code %s"), straight);
  GString *facts = g_string_new (NULL);

  if (g_date_valid (&intake->birth_date))
    {
      g_autofree char *date =
          stipple_language_format_date (&intake->birth_date, NULL, STIPPLE_DATE_LONG);
      g_autofree char *born = g_strdup_printf (_ ("Born %s"), date);

      add_fact (facts, born);
    }
  if (intake->mobile != NULL)
    {
      g_autofree char *mobile = stipple_language_left_to_right (intake->mobile);

      add_fact (facts, mobile);
    }
  if (intake->email != NULL)
    {
      g_autofree char *email = stipple_language_left_to_right (intake->email);

      add_fact (facts, email);
    }
  add_fact (facts, language_name (document, intake->language));
  add_fact (facts, code);
  return g_string_free (facts, FALSE);
}

/* --- The result */

static char *
reason_words (StippleOpenIntake *document, const StippleReason *reason)
{
  const StippleContraindication *rule =
      stipple_pack_find_contraindication (stipple_open_intake_get_pack (document), reason->id);
  const char *name = rule != NULL ? in_language (rule->name) : reason->id;
  g_autofree char *day = NULL;

  if (reason->answer == STIPPLE_ANSWER_UNSURE)
    return g_strdup_printf (_ ("%s: not sure"), name);
  if (reason->ongoing)
    return g_strdup_printf (_ ("%s: ongoing"), name);
  if (!g_date_valid (&reason->until))
    return g_strdup_printf (_ ("%s: yes"), name);
  day = stipple_language_format_date (&reason->until, NULL, STIPPLE_DATE_LONG);
  /* TRANSLATORS: a condition and until when: "Antibiotic therapy: until December 5, 2026" */
  return g_strdup_printf (_ ("%s: until %s"), name, day);
}

static char *
rules_words (StippleOpenIntake *document, const StippleEligibility *result)
{
  g_autofree char *set = g_strdup_printf (_ ("Rule set %d"), result->rules_version);

  /* TRANSLATORS: "Rule set 14, checked by the hub" */
  return g_strdup_printf (stipple_open_intake_has_mismatch (document)
                              ? _ ("%s, the hub comes to another result")
                              : _ ("%s, checked by the hub"),
                          set);
}

GtkWidget *
stipple_detail_banner (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  g_autofree char *title = NULL;
  g_autofree char *rules = NULL;
  GtkWidget *banner;
  StippleOutcome outcome;
  GDate earliest;

  if (!stipple_open_intake_get_outcome (document, &outcome, &earliest) || intake->result == NULL)
    {
      banner = stipple_desk_banner ("stipple-play-symbolic", _ ("In progress"), "in-progress");
      stipple_desk_banner_say (
          banner, _ ("The client goes on here at the desk: there is no result and no consent yet."),
          NULL);
      return banner;
    }
  title = stipple_desk_outcome_words (outcome, &earliest);
  banner = stipple_desk_banner (stipple_desk_outcome_icon (outcome), title,
                                stipple_desk_outcome_class (outcome));
  for (guint i = 0; i < intake->result->reasons->len; i++)
    {
      g_autofree char *reason =
          reason_words (document, g_ptr_array_index (intake->result->reasons, i));

      stipple_desk_banner_say (banner, reason, NULL);
    }
  rules = rules_words (document, intake->result);
  stipple_desk_banner_say (banner, rules,
                           stipple_open_intake_has_mismatch (document) ? "strong stop" : "small");
  if (stipple_open_intake_has_mismatch (document))
    {
      g_autofree char *said =
          stipple_desk_outcome_words (intake->result->outcome, &intake->result->earliest);
      g_autofree char *words = g_strdup_printf (
          _ ("The client was told “%s”. Go over the answers with them before you rely on either."),
          said);

      stipple_desk_banner_say (banner, words, NULL);
    }
  return banner;
}

/* --- Health */

/* "Yes, until December 5, 2026". Transfer full. */
static char *
answer_words (const StippleReply *reply)
{
  g_autofree char *day = NULL;

  switch (reply->answer)
    {
    case STIPPLE_ANSWER_NO:
      return g_strdup (_ ("No"));
    case STIPPLE_ANSWER_UNSURE:
      return g_strdup (_ ("Not sure"));
    case STIPPLE_ANSWER_NONE:
      return g_strdup (_ ("Not answered"));
    case STIPPLE_ANSWER_YES:
    default:
      if (reply->ongoing)
        return g_strdup (_ ("Yes, ongoing"));
      if (!g_date_valid (&reply->until))
        return g_strdup (_ ("Yes"));
      day = stipple_language_format_date (&reply->until, NULL, STIPPLE_DATE_SHORT);
      return g_strdup_printf (_ ("Yes, until %s"), day);
    }
}

static const char *
answer_class (StippleAnswer answer)
{
  switch (answer)
    {
    case STIPPLE_ANSWER_YES:
      return "strong caution";
    case STIPPLE_ANSWER_UNSURE:
      return "strong physician";
    case STIPPLE_ANSWER_NONE:
      return "strong in-progress";
    case STIPPLE_ANSWER_NO:
    default:
      return "muted";
    }
}

static void
add_answers (StippleOpenIntake *document, GtkWidget *card, GtkWidget *others, guint *n_others)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  GPtrArray *rules = stipple_open_intake_get_pack (document)->contraindications;

  for (guint i = 0; i < rules->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (rules, i);
      const StippleReply *reply = stipple_replies_get (intake->replies, rule->id);
      const gboolean no = reply->answer == STIPPLE_ANSWER_NO;
      g_autofree char *words = answer_words (reply);

      *n_others += no;
      gtk_box_append (
          GTK_BOX (no ? others : card),
          stipple_desk_pair (in_language (rule->name), words, answer_class (reply->answer)));
    }
}

static const char *
numbing_words (StippleNumbing numbing)
{
  switch (numbing)
    {
    case STIPPLE_NUMBING_YES:
      return _ ("Yes, used or planned");
    case STIPPLE_NUMBING_UNSURE:
      return _ ("Not sure");
    case STIPPLE_NUMBING_NO:
      return _ ("No");
    case STIPPLE_NUMBING_NONE:
    default:
      return _ ("Not answered");
    }
}

GtkWidget *
stipple_detail_health_card (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  GtkWidget *card = stipple_desk_card (_ ("Health check"));
  GtkWidget *others = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *medication;
  guint n = 0;

  add_answers (document, card, others, &n);
  if (n > 0)
    {
      /* TRANSLATORS: so many conditions that the client answered with "no" */
      g_autofree char *words =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u other: No", "%u others: No", n), n);
      GtkWidget *expander = gtk_expander_new (words);

      gtk_widget_add_css_class (expander, "muted");
      gtk_expander_set_child (GTK_EXPANDER (expander), others);
      gtk_box_append (GTK_BOX (card), expander);
    }
  else
    g_object_unref (g_object_ref_sink (others));
  medication = stipple_desk_label (_ ("Medication"), "strong card-title");
  gtk_widget_set_margin_top (medication, 12);
  gtk_box_append (GTK_BOX (card), medication);
  gtk_box_append (
      GTK_BOX (card),
      stipple_desk_label (intake->medication != NULL ? intake->medication : _ ("None given"),
                          intake->medication != NULL ? NULL : "muted"));
  gtk_box_append (GTK_BOX (card),
                  stipple_desk_pair (_ ("Numbing cream"), numbing_words (intake->numbing), NULL));
  return card;
}

/* --- Wishes */

static const char *
contact_words (StippleContact contact)
{
  switch (contact)
    {
    case STIPPLE_CONTACT_CALL:
      return _ ("prefers a call");
    case STIPPLE_CONTACT_TEXT:
      return _ ("prefers a text message");
    case STIPPLE_CONTACT_EMAIL:
      return _ ("prefers e-mail");
    case STIPPLE_CONTACT_NONE:
    default:
      return NULL;
    }
}

static char *
wishes_words (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  const char *contact = contact_words (intake->contact);
  g_autofree char *regions = stipple_marks_describe_regions (intake->marks);
  GString *words = g_string_new (NULL);

  for (guint i = 0; intake->areas[i] != NULL; i++)
    {
      const StippleNamed *area =
          stipple_pack_find_area (stipple_open_intake_get_pack (document), intake->areas[i]);

      add_fact (words, area != NULL ? in_language (area->name) : intake->areas[i]);
    }
  if (intake->hair_pattern != STIPPLE_PATTERN_NONE)
    add_fact (words, stipple_hair_pattern_get_name (intake->hair_pattern));
  if (*regions != '\0')
    add_fact (words, regions);
  if (contact != NULL)
    add_fact (words, contact);
  return g_string_free (words, FALSE);
}

/* The side that shows most of what was marked. */
static StippleHeadSide
best_side (const StippleMarks *marks)
{
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    if (stipple_marks_is_seen_on (marks, side))
      return side;
  return STIPPLE_HEAD_TOP;
}

static GtkWidget *
make_head (const StippleIntake *intake)
{
  GtkWidget *head = stipple_head_view_new ();

  g_object_set (head, "side", (int) best_side (intake->marks), "pattern",
                (int) intake->hair_pattern, "complexion", MAX (intake->complexion - 1, 0),
                "hair-color", MAX (intake->hair_color - 1, 0), "stage", 0.0, NULL);
  stipple_head_view_set_most_width (STIPPLE_HEAD_VIEW (head), HEAD_WIDTH);
  stipple_head_view_set_marks (STIPPLE_HEAD_VIEW (head), intake->marks);
  gtk_widget_set_can_target (head, FALSE);
  gtk_widget_set_margin_top (head, 8);
  return head;
}

GtkWidget *
stipple_detail_wishes_card (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  GtkWidget *card = stipple_desk_card (_ ("Wants"));
  g_autofree char *words = wishes_words (document);

  gtk_box_append (GTK_BOX (card), stipple_desk_label (*words != '\0' ? words : _ ("Nothing said"),
                                                      *words != '\0' ? NULL : "muted"));
  if (intake->scars != NULL)
    {
      g_autofree char *scars = g_strdup_printf (_ ("Scars: %s"), intake->scars);

      gtk_box_append (GTK_BOX (card), stipple_desk_label (scars, NULL));
    }
  if (intake->wishes_note != NULL)
    {
      g_autofree char *quoted = g_strdup_printf (_ ("“%s”"), intake->wishes_note);

      gtk_box_append (GTK_BOX (card), stipple_desk_label (quoted, NULL));
    }
  if (intake->hair_pattern != STIPPLE_PATTERN_NONE || !stipple_marks_is_empty (intake->marks))
    gtk_box_append (GTK_BOX (card), make_head (intake));
  return card;
}

/* --- Understanding, consent */

GtkWidget *
stipple_detail_understanding_card (StippleOpenIntake *document)
{
  const StippleUnderstanding *understanding =
      stipple_open_intake_get_intake (document)->understanding;
  const guint n = stipple_understanding_get_n (understanding);
  const guint missed = stipple_understanding_get_n_missed (understanding);
  g_autofree char *score = NULL;
  GtkWidget *card;

  if (n == 0)
    return NULL;
  card = stipple_desk_card (_ ("Understanding check"));
  /* TRANSLATORS: questions that were answered right at once, of all: "2 of 3 right at once" */
  score = g_strdup_printf (_ ("%u of %u right at once"), n - missed, n);
  gtk_box_append (GTK_BOX (card), stipple_desk_label (score, NULL));
  for (guint i = 0; i < n; i++)
    {
      const StippleUnderstood *one = stipple_understanding_get_nth (understanding, i);
      const StippleQuestion *question =
          stipple_pack_find_question (stipple_open_intake_get_pack (document), one->id);
      g_autofree char *words = NULL;

      if (!one->missed)
        continue;
      words = g_strdup_printf (_ ("To go over: %s"),
                               question != NULL ? in_language (question->question) : one->id);
      gtk_box_append (GTK_BOX (card), stipple_desk_label (words, "strong caution"));
    }
  return card;
}

/* Paper has a date, and no time of day. */
static char *
consent_day (const StippleIntake *intake)
{
  GDate day;

  stipple_intake_get_consent_day (intake, &day);
  return stipple_language_format_date (&day, NULL, STIPPLE_DATE_LONG);
}

GtkWidget *
stipple_detail_consent_card (StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  GtkWidget *card = stipple_desk_card (_ ("Consent"));
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (intake->in_progress)
    {
      gtk_box_append (GTK_BOX (card),
                      stipple_desk_label (_ ("Not signed yet"), "strong in-progress"));
      return card;
    }
  when =
      intake->signed_on_paper ? consent_day (intake) : stipple_desk_moment (intake->consent_time);
  words = g_strdup_printf (
      intake->signed_on_paper
          ? C_ ("consent at the desk", "Signed on paper, %s, in %s, consent text %d")
      : intake->signature != NULL
          ? /* TRANSLATORS: when is "today, 3:16 PM" or a day with its time */
          C_ ("consent at the desk", "Signed %s, in %s, consent text %d")
          : C_ ("consent at the desk",
                "Signed by a tick, without drawing, %s, in %s, consent text %d"),
      when, language_name (document, intake->consent_language), intake->consent_version);
  gtk_box_append (GTK_BOX (card), stipple_desk_label (words, NULL));
  return card;
}

/* --- History */

static char *
event_words (const json_t *event)
{
  const char *what = json_string_value (json_object_get (event, "what"));
  StippleWorkState state;

  if (g_strcmp0 (what, "received") == 0)
    return g_strdup (_ ("Received"));
  if (g_strcmp0 (what, "fixed") == 0)
    return g_strdup (_ ("Corrected in quarantine"));
  if (g_strcmp0 (what, "keyed") == 0)
    return g_strdup (_ ("Keyed in from paper"));
  if (g_strcmp0 (what, "corrected") == 0)
    return g_strdup (_ ("Corrected"));
  if (g_strcmp0 (what, "note") == 0)
    return g_strdup (_ ("Note added"));
  if (g_strcmp0 (what, "letter") == 0)
    return g_strdup (_ ("Physician’s letter received"));
  if (stipple_work_state_from_string (json_string_value (json_object_get (event, "state")), &state))
    return g_strdup (stipple_desk_state_words (state));
  return g_strdup (what);
}

/* Why, and what: under its line in the history. */
static void
add_correction (StippleDesk *desk, StippleOpenIntake *document, GtkWidget *card,
                const json_t *event)
{
  const char *reason = json_string_value (json_object_get (event, "reason"));

  if (reason != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Reason: %s"), reason);

      gtk_box_append (GTK_BOX (card), stipple_desk_label (words, "small"));
    }
  gtk_box_append (GTK_BOX (card), stipple_changes_new (desk, document, event));
}

GtkWidget *
stipple_detail_history_card (StippleDesk *desk, StippleOpenIntake *document)
{
  const json_t *history = json_object_get (stipple_open_intake_get_work (document), "history");
  GtkWidget *card = stipple_desk_card (_ ("History"));
  gsize i;
  json_t *event;

  json_array_foreach (history, i, event)
    {
      const char *by = json_string_value (json_object_get (event, "by"));
      const char *at = json_string_value (json_object_get (event, "at"));
      g_autofree char *words = event_words (event);
      g_autofree char *when = NULL;
      g_autofree char *who = NULL;
      gint64 moment;

      if (at == NULL || !stipple_clock_parse_utc (at, &moment, NULL))
        continue;
      when = stipple_desk_moment (moment);
      who = by != NULL ? g_strdup_printf ("%s · %s", by, when) : g_strdup (when);
      gtk_box_append (GTK_BOX (card), stipple_desk_pair (words, who, "muted small tabular"));
      if (g_strcmp0 (json_string_value (json_object_get (event, "what")), "corrected") == 0)
        add_correction (desk, document, card, event);
    }
  return card;
}

char *
stipple_detail_origin (StippleOpenIntake *document)
{
  g_autofree char *receipt = stipple_open_intake_get_receipt (document);
  g_autofree char *straight = stipple_language_left_to_right (receipt != NULL ? receipt : "—");
  g_autofree char *when = NULL;
  gint64 received = 0;

  stipple_clock_parse_utc (stipple_open_intake_get_text (document, "received"), &received, NULL);
  when = stipple_desk_moment (received);
  /* TRANSLATORS: "Received Today, 9:42 AM from Lobby 1 · content 31 · receipt 8F3A-19C0" */
  return g_strdup_printf (
      _ ("Received %s from %s · content %d · receipt %s"), when,
      json_is_true (json_object_get (stipple_open_intake_get_json (document), "onPaper"))
          ? C_ ("instead of a kiosk", "Paper")
          : stipple_open_intake_get_text (document, "deviceName"),
      stipple_open_intake_get_intake (document)->pack_version, straight);
}
