// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "core/work-state.h"
#include "desk/session/pack-cache.h"

G_BEGIN_DECLS

/**
 * StippleOpenIntake: one whole intake as the hub has it, read, with the pack that it was made with. Immutable; a change
 * gives another one.
 */
#define STIPPLE_TYPE_OPEN_INTAKE (stipple_open_intake_get_type ())
G_DECLARE_FINAL_TYPE (StippleOpenIntake, stipple_open_intake, STIPPLE, OPEN_INTAKE, GObject)

/* @lane: on which to ask. Errors: those of a call and of stipple_fhir_read_intake(). */
void stipple_open_intake_load_async (StippleHubClient *client, StipplePackCache *packs,
                                     StippleLane lane, const char *code, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* Transfer full. */
StippleOpenIntake *stipple_open_intake_load_finish (GAsyncResult *result, GError **error);
/* @json: an INTAKE of wire/api.h. */
StippleOpenIntake *stipple_open_intake_new (json_t *json, StipplePack *pack, GError **error);

/* All borrowed. */
StippleIntake *stipple_open_intake_get_intake (StippleOpenIntake *self);
StipplePack *stipple_open_intake_get_pack (StippleOpenIntake *self);
json_t *stipple_open_intake_get_json (StippleOpenIntake *self);
const json_t *stipple_open_intake_get_work (StippleOpenIntake *self);
const char *stipple_open_intake_get_code (StippleOpenIntake *self);
StippleWorkState stipple_open_intake_get_state (StippleOpenIntake *self);
/* Of what it says; the revision counts every change. */
int stipple_open_intake_get_version (StippleOpenIntake *self);
int stipple_open_intake_get_revision (StippleOpenIntake *self);
/* All but the work on it, and its revision, is the same in both. */
gboolean stipple_open_intake_says_the_same (StippleOpenIntake *self, StippleOpenIntake *other);
gboolean stipple_open_intake_has_mismatch (StippleOpenIntake *self);
/* As the hub works it out. FALSE: none, it is in progress. */
gboolean stipple_open_intake_get_outcome (StippleOpenIntake *self, StippleOutcome *outcome,
                                          GDate *earliest);
/* As people see it, "8F3A-19C0". Transfer full. */
char *stipple_open_intake_get_receipt (StippleOpenIntake *self);
/* A text member of the INTAKE; "" when there is none. */
const char *stipple_open_intake_get_text (StippleOpenIntake *self, const char *key);

G_END_DECLS
