// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub-test.h"

G_BEGIN_DECLS

/**
 * An intake that the hub refuses, its birth date lying ahead, as a kiosk has it; and what kiosk and staff do with it.
 */
#define REFUSED_MADE "2026-11-22T15:00:00.000Z"
#define REFUSED_AT "2026-11-22T15:00:05.000Z"
#define REFUSED_TIMES "\"made\":\"" REFUSED_MADE "\",\"refused\":\"" REFUSED_AT "\""
#define REFUSED_WHY                                                                                \
  "{\"kind\":\"invalid\",\"status\":422,\"issue\":\"invalid\","                                    \
  "\"expression\":\"Bundle.entry[0].resource.birthDate\",\"diagnostics\":\"It lies ahead.\"}"

typedef struct
{
  json_t *document; /* {"patient", "response"} */
  char *text;
  const char *id;
  char *path; /* of the kiosk's */
  char *desk; /* of staff's */
} Refused;

void refused_init (Refused *self, HubTest *test);
/* `text` anew, after a change of `document`. */
void refused_write (Refused *self);
/* With the birth date that is right; the hub takes it. */
void refused_make_good (Refused *self);
void refused_clear (Refused *self);
const char *refused_code (const Refused *self);

/* The kiosk: tells (PUT), and so that it is answered with @status and @state; asks (GET); delivers. */
char *refused_report (const Refused *self, int round);
Answer *refused_tell (HubTest *test, const Refused *self, const char *token, int round);
void refused_told (HubTest *test, const Refused *self, int round, int status, const char *state);
Answer *refused_asked (HubTest *test, const Refused *self, const char *state);
Answer *refused_post (HubTest *test, const Refused *self, int status);

/* Staff: the list of @n; one; POST to it with @verb; the same with the right birth date. */
Answer *refused_list (HubTest *test, gsize n);
Answer *refused_one (HubTest *test, const Refused *self);
Answer *refused_act (HubTest *test, const Refused *self, const char *verb, const char *token,
                     const char *body, int status);
char *refused_fixed (const Refused *self);
Answer *refused_fix (HubTest *test, const Refused *self, int status);
/* Of "counts" among the changes. */
json_int_t refused_count (HubTest *test, const char *name);
/* The id of the device of the only one there is. Transfer full. */
char *refused_device (HubTest *test);

json_int_t number_of (const json_t *json, const char *name);
/* Takes @answer. */
void done (Answer *answer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refused, refused_clear)

G_END_DECLS
