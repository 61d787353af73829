// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub-test.h"

G_BEGIN_DECLS

/* A hub, and what its one kiosk tells it. The clock stands at Saturday, December 5, 2026, 09:42:07 in the clinic, whose
 * zone is America/Toronto; the hub's machine is in UTC. */
#define TODAY "2026-12-05"
#define YESTERDAY "2026-12-04"
#define MINUTE G_TIME_SPAN_MINUTE

/* An intake that a kiosk made. */
typedef struct
{
  char *id;
  char *code;
  char *receipt;
} Made;
void made_clear (Made *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

/* Recorded, and nowhere but on the kiosk. */
Made day_record (HubTest *self);
/* Delivered as well; finished now, or at a time (µs UTC). */
Made day_deliver (HubTest *self);
Made day_deliver_at (HubTest *self, gint64 finished);

/* Transfer full. */
json_t *day_claim (const Made *made, const char *state);
/* Takes @claims. */
Answer *day_put_tally (HubTest *self, const char *token, const char *day, int sequence,
                       gboolean complete, json_t *claims);
/* All of today, as the kiosk does after a delivery; must be taken. Takes @claims. */
void day_tell (HubTest *self, int sequence, json_t *claims);

/* What the front desk sees of @day; of its kiosks one; and the members of that. */
Answer *day_look (HubTest *self, const char *day);
const json_t *day_kiosk (const Answer *answer, gsize index);
gint64 day_number (const json_t *json, const char *member);
gboolean day_is_silent (const json_t *json);
/* Of the only kiosk. */
void day_assert_counts (HubTest *self, const char *day, gint64 recorded, gint64 held,
                        gint64 missing);
/* The entry by @code among @list of the only kiosk; NULL when there is none. */
const json_t *day_entry (const Answer *answer, const char *list, const char *code);

G_END_DECLS
