// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleIds: where new identifiers come from. Reference counted.
 *
 * An intake has a UUID (version 4, lower case; the key of the wire) and a short code of six Crockford
 * base-32 digits that a person can say aloud (shown as `7K4-Q2M`).
 */
typedef struct _StippleIds StippleIds;

#define STIPPLE_TYPE_IDS (stipple_ids_get_type ())
GType stipple_ids_get_type (void);

StippleIds *stipple_ids_new_random (void);         /* from the kernel's random numbers */
StippleIds *stipple_ids_new_seeded (guint32 seed); /* the same sequence each time, for tests */
StippleIds *stipple_ids_ref (StippleIds *self);
void stipple_ids_unref (StippleIds *self);

/* 36 characters. Transfer full. */
char *stipple_ids_uuid (StippleIds *self);
void stipple_ids_bytes (StippleIds *self, guint8 *buffer, gsize length);

gboolean stipple_uuid_is_valid (const char *text);

/**
 * Short codes: 30 bits. The hub gives every enrolled device a space (12 bits, 0 is the hub's own) and
 * all of them one 16-byte key; the device counts (18 bits: 262,144 intakes an enrolment). A keyed
 * permutation of (space, count) makes the code: unique at the hub by construction, also offline,
 * and neither guessable nor telling which kiosk or how many.
 */
#define STIPPLE_CODE_LENGTH 6
#define STIPPLE_CODE_KEY_BYTES 16
#define STIPPLE_CODE_SPACES (1u << 12)
#define STIPPLE_CODE_COUNTS (1u << 18)

/* Six digits, no hyphen ("7K4Q2M"). Transfer full. */
char *stipple_code_make (const guint8 key[STIPPLE_CODE_KEY_BYTES], guint space, guint count);
/* "7K4-Q2M" of "7K4Q2M". Transfer full. */
char *stipple_code_display (const char *code);
/* What a person typed (any case, with or without hyphen and spaces, O for 0, I and L for 1) →
 * six digits; NULL when it cannot be a code. Transfer full. */
char *stipple_code_normalize (const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleIds, stipple_ids_unref)

G_END_DECLS
