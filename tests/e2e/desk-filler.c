// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "kiosk-program.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <stdio.h>
#include <stdlib.h>

/* Fills a hub with sample people, as a kiosk would: desk-filler DIRECTORY HUB CODE [NUMBER]. The first six are
 * those of the picture of the desk; with a NUMBER, so many more, whose medication is no name of one. */

/* What a spreadsheet would reckon. */
#define FORMULA "=1+1"

typedef struct
{
  const char *first;
  const char *last;
  int birth[3];
  const char *mobile;
  const char *language;
  const char *condition; /* NULL: all no */
  StippleAnswer answer;
  gboolean wants_date;
  const char *medication;
  StippleHairPattern pattern;
  gboolean at_desk;
} Sample;

static const Sample samples[] = {
  { "رنا",
    "Haddad",
    { 1991, 2, 27 },
    "416 555 0166",
    "ar",
    NULL,
    STIPPLE_ANSWER_NO,
    FALSE,
    NULL,
    STIPPLE_PATTERN_LUDWIG_1,
    FALSE },
  { "Wei 陈伟",
    "Chen",
    { 1979, 11, 3 },
    "437 555 0113",
    "zh-Hans",
    NULL,
    STIPPLE_ANSWER_NO,
    FALSE,
    "Vitamin D",
    STIPPLE_PATTERN_NORWOOD_2,
    FALSE },
  { "Luca",
    "Marchetti",
    { 1985, 5, 30 },
    "416 555 0190",
    "en",
    "heart-disease",
    STIPPLE_ANSWER_YES,
    FALSE,
    "Bisoprolol 5 mg",
    STIPPLE_PATTERN_NORWOOD_6,
    FALSE },
  { "Harpreet",
    "Singh",
    { 1969, 8, 19 },
    "905 555 0121",
    "en",
    "diabetes",
    STIPPLE_ANSWER_UNSURE,
    FALSE,
    NULL,
    STIPPLE_PATTERN_NORWOOD_3,
    FALSE },
  { "David",
    "Okafor",
    { 1990, 1, 9 },
    "647 555 0177",
    "en",
    NULL,
    STIPPLE_ANSWER_NO,
    FALSE,
    NULL,
    STIPPLE_PATTERN_NORWOOD_5,
    FALSE },
  { "Marie-Ève",
    "Gagnon",
    { 1994, 10, 12 },
    "450 555 0108",
    "fr-CA",
    NULL,
    STIPPLE_ANSWER_NO,
    FALSE,
    NULL,
    STIPPLE_PATTERN_NONE,
    TRUE },
  { "Amélie",
    "Tremblay",
    { 1988, 3, 14 },
    "416 555 0142",
    "fr-CA",
    "antibiotics",
    STIPPLE_ANSWER_YES,
    TRUE,
    "Amoxicillin 500 mg",
    STIPPLE_PATTERN_NORWOOD_4,
    FALSE },
};

static void
answer (StippleSession *session, StippleClock *clock, const Sample *sample)
{
  GDate until;

  fixture_answer_all (session, STIPPLE_ANSWER_NO);
  if (sample->condition == NULL)
    return;
  stipple_session_set_reply (session, sample->condition, sample->answer);
  if (!sample->wants_date)
    return;
  stipple_session_set_reply (session, "high-blood-pressure", STIPPLE_ANSWER_UNSURE);
  stipple_clock_today (clock, &until);
  g_date_add_days (&until, 13);
  stipple_session_set_follow_up (session, sample->condition, FALSE, &until);
}

static void
look (StippleSession *session, const Sample *sample)
{
  StippleLook *own = stipple_session_get_look (session);
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  g_object_set (own, "pattern", (int) sample->pattern, "hair-color", 2, "complexion", 3, NULL);
  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  stipple_look_set_marks (own, marks);
}

static StippleSession *
make_session (StipplePack *pack, StippleClock *clock, const Sample *sample, int number)
{
  StippleSession *session = fixture_session_new (pack, clock);
  g_autofree char *first =
      number > 0 ? g_strdup_printf ("%s %d", sample->first, number) : g_strdup (sample->first);

  stipple_session_set_language (session, sample->language);
  g_object_set (session, "first-name", first, "last-name", sample->last, "mobile", sample->mobile,
                "birth-year", sample->birth[0], "birth-month", sample->birth[1], "birth-day",
                sample->birth[2], "medication", number > 0 ? FORMULA : sample->medication,
                "contact", (int) STIPPLE_CONTACT_CALL, NULL);
  answer (session, clock, sample);
  if (sample->pattern != STIPPLE_PATTERN_NONE)
    look (session, sample);
  stipple_session_set_at_desk (session, sample->at_desk);
  return session;
}

static void
save (StippleStore *store, StippleSession *session, StippleIds *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) intake = NULL;

  if (!stipple_session_get_at_desk (session))
    stipple_session_evaluate (session, &error);
  program_check (error, "evaluating");
  stipple_store_save_async (store, session, ids, NULL, program_keep, &result);
  intake = stipple_store_save_finish (store, program_wait_for (&result), &error);
  program_check (error, "saving");
  printf ("%s\n", intake->code);
}

static void
deliver (StippleStore *store, const StippleEnrolment *enrolment, StippleClock *clock)
{
  g_autoptr (StippleSync) sync = stipple_sync_new (store, enrolment, clock, NULL);

  stipple_sync_start (sync);
  program_drain (store, sync, TRUE);
  stipple_sync_stop (sync);
}

int
main (int argc, char **argv)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleEnrolment) enrolment = NULL;
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, NULL, &error);
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  g_autoptr (StippleStore) store = NULL;
  const int more = argc > 4 ? atoi (argv[4]) : 0;

  program_check (error, "reading the pack");
  if (argc < 4)
    return EXIT_FAILURE;
  store = program_open_store (argv[1], clock);
  enrolment = program_enrol (store, argv[2], argv[3], "Lobby 1");
  for (int i = -more; i < (int) G_N_ELEMENTS (samples); i++)
    {
      const Sample *sample = &samples[i < 0 ? -i % (int) G_N_ELEMENTS (samples) : i];
      g_autoptr (StippleSession) session = make_session (pack, clock, sample, MAX (-i, 0));

      save (store, session, ids);
    }
  deliver (store, enrolment, clock);
  stipple_store_close (store);
  return EXIT_SUCCESS;
}
