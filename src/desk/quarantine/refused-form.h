// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "desk/quarantine/refused-draft.h"

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * StippleRefusedForm: what was entered in an intake that the hub refused, each to be changed, with the fault marked at its
 * field.
 *
 * Signal: changed ()  something is typed
 */
#define STIPPLE_TYPE_REFUSED_FORM (stipple_refused_form_get_type ())
G_DECLARE_FINAL_TYPE (StippleRefusedForm, stipple_refused_form, STIPPLE, REFUSED_FORM, GtkBox)

/* @one: a ONE of wire/api.h with its patient and response. @pack may be NULL. */
GtkWidget *stipple_refused_form_new (const json_t *one, const StipplePack *pack);
/* {"patient", "response"} as it is now. Transfer full. */
json_t *stipple_refused_form_get_document (StippleRefusedForm *self);
/* What was changed; NULL: nothing was. Transfer full. */
StippleRefusedDraft *stipple_refused_form_get_draft (StippleRefusedForm *self);
/* What somebody had changed is there again; a place that is no more is passed over. */
void stipple_refused_form_restore (StippleRefusedForm *self, StippleRefusedDraft *draft);
/* The hub does not take what is at @place (may be NULL) either: marks it, and goes there. FALSE: it is not here. */
gboolean stipple_refused_form_mark (StippleRefusedForm *self, const char *place);
void stipple_refused_form_focus (StippleRefusedForm *self);

G_END_DECLS
