// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session-private.h"

#include <string.h>

/* What the visitor answers and chooses, and the result that follows from it. */

const StippleUnderstanding *
stipple_session_get_understanding (StippleSession *self)
{
  return self->understanding;
}

void
stipple_session_set_choice (StippleSession *self, const char *question, const char *choice)
{
  const StippleQuestion *asked = stipple_pack_find_question (self->pack, question);
  const StippleChoice *chosen = asked != NULL ? stipple_question_find_choice (asked, choice) : NULL;

  g_return_if_fail (chosen != NULL);

  if (stipple_understanding_set (self->understanding, question, choice, !chosen->right))
    stipple_session_notify (self, PROP_UNDERSTANDING);
}

StippleLook *
stipple_session_get_look (StippleSession *self)
{
  return self->look;
}

const StippleReplies *
stipple_session_get_replies (StippleSession *self)
{
  return self->replies;
}

/* Both are settled before anyone hears of either. */
static void
replies_changed (StippleSession *self)
{
  gboolean had_result = self->result != NULL;

  g_clear_pointer (&self->result, stipple_eligibility_unref);
  stipple_session_notify (self, PROP_REPLIES);
  if (had_result)
    stipple_session_notify (self, PROP_RESULT);
}

void
stipple_session_set_reply (StippleSession *self, const char *id, StippleAnswer answer)
{
  g_return_if_fail (stipple_pack_find_contraindication (self->pack, id) != NULL);

  if (stipple_replies_get (self->replies, id)->answer == answer)
    return;

  stipple_replies_set (self->replies, id, answer);
  replies_changed (self);
}

void
stipple_session_set_follow_up (StippleSession *self, const char *id, gboolean ongoing,
                               const GDate *until)
{
  g_autoptr (StippleReplies) before = NULL;

  g_return_if_fail (stipple_pack_find_contraindication (self->pack, id) != NULL);

  before = stipple_replies_copy (self->replies);
  stipple_replies_set_follow_up (self->replies, id, ongoing, until);
  if (!stipple_replies_equal (before, self->replies))
    replies_changed (self);
}

guint
stipple_session_get_n_answered (StippleSession *self)
{
  return stipple_replies_get_n (self->replies);
}

StippleEligibility *
stipple_session_get_result (StippleSession *self)
{
  return self->result;
}

gboolean
stipple_session_evaluate (StippleSession *self, GError **error)
{
  g_autoptr (StippleEligibility) result = NULL;
  GDate today;

  stipple_clock_today (self->clock, &today);
  result = stipple_eligibility_evaluate (self->pack, self->replies, &today, error);
  if (result == NULL)
    return FALSE;
  if (self->result != NULL && stipple_eligibility_equal (self->result, result))
    return TRUE;

  g_clear_pointer (&self->result, stipple_eligibility_unref);
  self->result = g_steal_pointer (&result);
  stipple_session_notify (self, PROP_RESULT);
  return TRUE;
}

const char *const *
stipple_session_get_areas (StippleSession *self)
{
  return (const char *const *) self->areas;
}

void
stipple_session_set_area (StippleSession *self, const char *id, gboolean chosen)
{
  g_autoptr (GStrvBuilder) areas = NULL;

  g_return_if_fail (stipple_pack_find_area (self->pack, id) != NULL);

  if (stipple_session_has_area (self, id) == !!chosen)
    return;

  areas = g_strv_builder_new ();
  for (guint i = 0; i < self->pack->areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (self->pack->areas, i);

      if (strcmp (area->id, id) == 0 ? chosen : stipple_session_has_area (self, area->id))
        g_strv_builder_add (areas, area->id);
    }
  g_strfreev (self->areas);
  self->areas = g_strv_builder_end (areas);
  stipple_session_notify (self, PROP_AREAS);
}

gboolean
stipple_session_has_area (StippleSession *self, const char *id)
{
  return g_strv_contains (stipple_session_get_areas (self), id);
}

gboolean
stipple_session_get_first_session (StippleSession *self, GDate *date)
{
  *date = self->first_session;
  return g_date_valid (date);
}

void
stipple_session_set_first_session (StippleSession *self, const GDate *date)
{
  GDate before = self->first_session;

  g_date_clear (&self->first_session, 1);
  if (date != NULL && g_date_valid (date))
    self->first_session = *date;
  if (memcmp (&before, &self->first_session, sizeof before) != 0)
    stipple_session_notify (self, PROP_FIRST_SESSION);
}
