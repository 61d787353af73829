// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tally.h"

static const char *const words[STIPPLE_N_TALLY_STATES] = {
  [STIPPLE_TALLY_WAITING] = "waiting",         [STIPPLE_TALLY_DELIVERED] = "delivered",
  [STIPPLE_TALLY_QUARANTINED] = "quarantined", [STIPPLE_TALLY_DISMISSED] = "dismissed",
  [STIPPLE_TALLY_PURGED] = "purged",           [STIPPLE_TALLY_GONE] = "gone",
};

const char *
stipple_tally_state_to_string (StippleTallyState state)
{
  return words[state];
}

gboolean
stipple_tally_state_from_string (const char *text, StippleTallyState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], text) == 0)
      {
        *state = (StippleTallyState) i;
        return TRUE;
      }
  return FALSE;
}

StippleClaim *
stipple_claim_new (const char *id, const char *code, const char *receipt, StippleTallyState state)
{
  StippleClaim *self = g_new0 (StippleClaim, 1);

  self->id = g_strdup (id);
  self->code = g_strdup (code);
  self->receipt = g_strdup (receipt);
  self->state = state;
  return self;
}

void
stipple_claim_free (StippleClaim *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->receipt);
  g_free (self);
}

StippleTally *
stipple_tally_new (const char *day, gint64 sequence)
{
  StippleTally *self = g_new0 (StippleTally, 1);

  self->day = g_strdup (day);
  self->sequence = sequence;
  self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_claim_free);
  return self;
}

void
stipple_tally_free (StippleTally *self)
{
  g_free (self->day);
  g_ptr_array_unref (self->claims);
  g_free (self);
}
