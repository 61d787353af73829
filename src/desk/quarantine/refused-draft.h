// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define STIPPLE_DRAFT_REFUSED "refused" /* in StippleDrafts, by the intake's id */

/** StippleRefusedDraft: what somebody has changed in an intake that the hub refused, by its place; wiped at its end. */
#define STIPPLE_TYPE_REFUSED_DRAFT (stipple_refused_draft_get_type ())
G_DECLARE_FINAL_TYPE (StippleRefusedDraft, stipple_refused_draft, STIPPLE, REFUSED_DRAFT, GObject)

StippleRefusedDraft *stipple_refused_draft_new (void);
void stipple_refused_draft_set (StippleRefusedDraft *self, const char *path, const char *text);
/* NULL: not changed. */
const char *stipple_refused_draft_get (StippleRefusedDraft *self, const char *path);

G_END_DECLS
