// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

G_BEGIN_DECLS

#define STIPPLE_PACK_MAX_BYTES (4 * 1024 * 1024)

/**
 * stipple_pack_parse: read a content pack (the shape of data/content/pack.schema.json), checking
 * everything: types, lengths, ids (unique, `[a-z0-9-]{1,64}`), missing languages, dangling references,
 * numbers, URLs (https), Markdown limits (what widgets/ can show: headings, paragraphs, lists,
 * emphasis, strong, links; no raw HTML, images, tables; nesting ≤ 4), placeholders.
 *
 * @faults (out, may be NULL): transfer full strv, one "path: what is wrong" a fault
 * ("/faq/entries/3/answer/fr-CA: is missing"), at most 100, none when all is well. The
 * error's message is the first.
 * Errors: INVALID, TOO_LARGE.
 */
StipplePack *stipple_pack_parse (GBytes *json, char ***faults, GError **error);

G_END_DECLS
