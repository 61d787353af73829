// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * Fields of a person, checked one by one so that a fault can be shown at its field. Input is what was
 * typed; output is trimmed and normalised (NFC). Limits are generous: names are what people say
 * they are. All errors are STIPPLE_ERROR_INVALID (or INCOMPLETE when empty) with a translated,
 * kind message that says what to do.
 */
#define STIPPLE_NAME_MAX 200  /* characters */
#define STIPPLE_EMAIL_MAX 254 /* bytes, RFC 5321 */
#define STIPPLE_PHONE_DIGITS_MIN 7
#define STIPPLE_PHONE_DIGITS_MAX 15 /* ITU-T E.164 */
#define STIPPLE_NOTE_MAX 2000       /* characters */
#define STIPPLE_OLDEST_YEAR 1900

/* Transfer full; NULL with @error set when it will not do. */
char *stipple_person_check_name (const char *typed, GError **error);
char *stipple_person_check_email (const char *typed, GError **error);
/* Any shape with 7-15 digits in any script; kept as typed but for spaces at the ends. */
char *stipple_person_check_phone (const char *typed, GError **error);
/* A day that exists, from 1900 to @today. 29 February is a birthday. */
gboolean stipple_person_check_birth_date (int year, int month, int day, const GDate *today,
                                          GDate *date, GError **error);
/* Free text up to STIPPLE_NOTE_MAX characters, control characters other than newline removed. */
char *stipple_person_check_note (const char *typed, GError **error);

/* Whether this thread's language puts the family name first. */
gboolean stipple_person_family_first (void);

/* The whole name as this thread's language orders it. A name in Chinese characters alone is written
 * as everywhere: family name first, without a space. Transfer full. */
char *stipple_person_full_name (const char *first, const char *last);

/* The digits of a phone number as ASCII ("4165550142"). Transfer full. */
char *stipple_person_phone_digits (const char *phone);

typedef enum
{
  STIPPLE_CONTACT_NONE,
  STIPPLE_CONTACT_CALL,
  STIPPLE_CONTACT_TEXT,
  STIPPLE_CONTACT_EMAIL,
} StippleContact;

typedef enum
{
  STIPPLE_NUMBING_NONE, /* not answered */
  STIPPLE_NUMBING_NO,   /* will not use any */
  STIPPLE_NUMBING_YES,  /* uses or plans to use a numbing cream */
  STIPPLE_NUMBING_UNSURE,
} StippleNumbing;

/* Stable words for the wire: "call", "text", "email"; "no", "yes", "unsure"; NULL for none. */
const char *stipple_contact_to_string (StippleContact contact);
StippleContact stipple_contact_from_string (const char *text);
const char *stipple_numbing_to_string (StippleNumbing numbing);
StippleNumbing stipple_numbing_from_string (const char *text);

/* Overwrite and free. NULL is fine. */
void stipple_wipe (char *secret);
/* Set @slot to a copy of @value, wiping what was there. Returns whether it changed. */
gboolean stipple_set_secret (char **slot, const char *value);

G_END_DECLS
