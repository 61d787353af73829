// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "ctl/command.h"
#include "print/document.h"

G_BEGIN_DECLS

/* What the subcommands that write pages and files share. */

/* A content pack of the hub; its newest when @version is 0. Transfer full. */
StipplePack *stipple_ctl_fetch_pack (StippleHubSession *session, int version, GError **error);
/* An INTAKE of wire/api.h, by its code as somebody typed it. Transfer full. */
json_t *stipple_ctl_fetch_intake (StippleHubSession *session, const char *typed, GError **error);
/* Whether @rest is one code. */
gboolean stipple_ctl_one_code (char **rest, GError **error);
/* @text: "letter", "a4", or NULL, which is letter. */
gboolean stipple_ctl_parse_paper (const char *text, StipplePaper *paper, GError **error);
/* Makes @language, which @pack has to have, this thread's. */
gboolean stipple_ctl_use_language (const StipplePack *pack, const char *language, GError **error);

G_END_DECLS
