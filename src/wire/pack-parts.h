// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "wire/reader.h"

G_BEGIN_DECLS

/**
 * What a content pack is made of: texts by language, ids, addresses, lists. All record faults in the
 * reader, and give NULL then. Limits are those of data/content/pack.schema.json.
 */
typedef struct
{
  StippleReader reader;
  StipplePack *pack; /* being filled; its languages come first */
  GHashTable *ids;   /* met so far in the list being read */
} StipplePackReader;

#define STIPPLE_PACK_DAYS_MAX 3650

typedef enum
{
  STIPPLE_LABEL,   /* a chip, the end of a scale: one line of 40 characters */
  STIPPLE_LINE,    /* a title, a question: one line of 200 */
  STIPPLE_PROSE,   /* a paragraph or two: 1,000 characters */
  STIPPLE_ARTICLE, /* a whole answer: 8,000 */
} StippleTextSize;

typedef enum
{
  STIPPLE_PLAIN,
  STIPPLE_MARKDOWN,
  STIPPLE_DATED,     /* `{date}` stands in it exactly once */
  STIPPLE_MAY_DATED, /* `{date}` may stand in it */
} StippleTextStyle;

/* Member @key as a text in every language of the pack. Transfer full. */
StippleText *stipple_pack_read_text (StipplePackReader *self, json_t *object, const char *key,
                                     StippleTextSize size, StippleTextStyle style,
                                     gboolean required);
/* The same for each element of list @key, into @texts. */
void stipple_pack_read_texts (StipplePackReader *self, json_t *object, const char *key, gsize min,
                              gsize max, StippleTextStyle style, gboolean required,
                              GPtrArray *texts);

/* "id", unlike every other one of the list being read. Transfer full. */
char *stipple_pack_read_id (StipplePackReader *self, json_t *object);
/* An https address; may be left out. Transfer full. */
char *stipple_pack_read_url (StipplePackReader *self, json_t *object, const char *key);
/* A string that matches @pattern as a whole; @wrong says what it is not. Transfer full. */
char *stipple_pack_read_pattern (StipplePackReader *self, json_t *object, const char *key,
                                 const char *pattern, gsize max, const char *wrong,
                                 gboolean required);
/* The index of member @key in @choices; @fallback when absent (a fault when -1) or faulty. */
int stipple_pack_read_choice (StipplePackReader *self, json_t *object, const char *key,
                              const char *const *choices, int fallback);
/* @low and @high of a range are told apart by name when they stand the wrong way round. */
void stipple_pack_check_range (StipplePackReader *self, const char *high_key, int low, int high);

/* Each element of list @key, an object with @known members, is read by @read (transfer full, may be
 * NULL) into @into. */
typedef gpointer (*StipplePackRead) (StipplePackReader *self, json_t *object);
void stipple_pack_read_list (StipplePackReader *self, json_t *object, const char *key, gsize min,
                             gsize max, const char *const *known, StipplePackRead read,
                             GPtrArray *into);
/* List @key of {id, name}. */
void stipple_pack_read_named (StipplePackReader *self, json_t *object, const char *key, gsize max,
                              GPtrArray *into);

/* The parts, each out of the whole pack's JSON. */
void stipple_pack_read_faq (StipplePackReader *self, json_t *root);
/* May be left out: packs from before there was one have none. */
void stipple_pack_read_gallery (StipplePackReader *self, json_t *root);
void stipple_pack_read_comfort (StipplePackReader *self, json_t *root);
void stipple_pack_read_plan (StipplePackReader *self, json_t *root);
void stipple_pack_read_aftercare (StipplePackReader *self, json_t *root);
void stipple_pack_read_prices (StipplePackReader *self, json_t *root);
void stipple_pack_read_health (StipplePackReader *self, json_t *root);

/**
 * What is wrong with @markdown for the screens, or NULL: they show headings, paragraphs, lists up to
 * four deep, emphasis, strong and https links. Borrowed, translated.
 */
const char *stipple_markdown_check (const char *markdown);

G_END_DECLS
