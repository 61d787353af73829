// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/rows.h"

#include <string.h>

void
stipple_staff_row_free (StippleStaffRow *self)
{
  g_free (self->id);
  g_clear_pointer (&self->name, g_bytes_unref);
  g_free (self->password);
  g_free (self);
}

void
stipple_device_row_free (StippleDeviceRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

void
stipple_caller_free (StippleCaller *self)
{
  g_free (self->id);
  g_free (self);
}

void
stipple_pack_row_free (StipplePackRow *self)
{
  g_free (self->digest);
  g_clear_pointer (&self->json, g_bytes_unref);
  g_free (self);
}

void
stipple_paper_form_row_free (StipplePaperFormRow *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_free (self->staff);
  g_free (self);
}

void
stipple_call_row_free (StippleCallRow *self)
{
  g_free (self->id);
  g_free (self->device);
  g_free (self->name);
  g_free (self);
}

void
stipple_intake_row_free (StippleIntakeRow *self)
{
  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->device);
  g_free (self->device_name);
  g_free (self->receipt);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->summary, g_bytes_unref);
  g_clear_pointer (&self->terms, g_array_unref);
  g_free (self->day);
  g_free (self->editor);
  g_free (self);
}

void
stipple_version_row_free (StippleVersionRow *self)
{
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->staff);
  g_free (self->receipt);
  g_free (self);
}

void
stipple_work_row_free (StippleWorkRow *self)
{
  g_free (self->id);
  g_free (self->staff);
  g_free (self->kind);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
stipple_claim_row_free (StippleClaimRow *self)
{
  g_free (self->id);
  g_free (self->device);
  g_free (self->receipt);
  g_clear_pointer (&self->code, g_bytes_unref);
  g_free (self);
}

void
stipple_tally_row_free (StippleTallyRow *self)
{
  g_free (self->device);
  g_free (self->day);
  g_free (self->today);
  g_ptr_array_unref (self->claims);
  g_free (self);
}

void
stipple_teller_row_free (StippleTellerRow *self)
{
  g_free (self->device);
  g_free (self->name);
  g_free (self->told_day);
  g_free (self);
}

void
stipple_day_close_row_free (StippleDayCloseRow *self)
{
  g_free (self->id);
  g_free (self->day);
  g_free (self->staff);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
stipple_audit_row_free (StippleAuditRow *self)
{
  g_free (self->who);
  g_free (self->role);
  g_free (self->address);
  g_free (self->action);
  g_free (self->subject);
  g_clear_pointer (&self->detail, g_bytes_unref);
  g_free (self);
}

void
stipple_quarantine_row_free (StippleQuarantineRow *self)
{
  g_free (self->id);
  g_free (self->device);
  g_free (self->device_name);
  g_free (self->sha256);
  g_clear_pointer (&self->report, g_bytes_unref);
  g_free (self->staff);
  g_clear_pointer (&self->outcome, g_bytes_unref);
  g_free (self);
}

static const char *const quarantine_states[STIPPLE_N_QUARANTINE_STATES] = {
  [STIPPLE_QUARANTINE_OPEN] = "open",           [STIPPLE_QUARANTINE_AGAIN] = "again",
  [STIPPLE_QUARANTINE_FIXED] = "fixed",         [STIPPLE_QUARANTINE_DELIVERED] = "delivered",
  [STIPPLE_QUARANTINE_DISMISSED] = "dismissed",
};

const char *
stipple_quarantine_state_to_string (StippleQuarantineState state)
{
  return quarantine_states[state];
}

gboolean
stipple_quarantine_state_from_string (const char *text, StippleQuarantineState *state)
{
  for (guint i = 0; text != NULL && i < STIPPLE_N_QUARANTINE_STATES; i++)
    if (strcmp (quarantine_states[i], text) == 0)
      {
        *state = (StippleQuarantineState) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
stipple_quarantine_is_settled (const StippleQuarantineRow *row)
{
  return row->state != STIPPLE_QUARANTINE_OPEN && row->state != STIPPLE_QUARANTINE_AGAIN;
}
