// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "wire/reader.h"

G_BEGIN_DECLS

/**
 * The items of a QuestionnaireResponse: which may stand in a group, and what their answers are.
 * All functions record faults in the reader and give an empty value then, as StippleReader's do.
 */
#define STIPPLE_ITEMS_MAX 256 /* of one group; far beyond any pack's */
#define STIPPLE_ITEM_TEXT_MAX 4000
#define STIPPLE_ITEM_WORD_MAX 200

typedef struct
{
  StippleReader *reader;
  StippleIntake *intake;
  /* Of the result, until it is made. */
  StippleOutcome outcome;
  GDate earliest;
  int rules_version;
  GPtrArray *reasons;    /* StippleReason */
  StippleReason *reason; /* the one being read */
  gboolean ticked;       /* instead of a signature */
} StippleItems;

/* One kind of item that may stand in a group. A @link_id that ends in "/" is the start of many. */
typedef struct
{
  const char *link_id;
  void (*read) (StippleItems *self, json_t *item);
  gboolean required;
  gboolean repeats;
} StippleItemKind;

/* The items of @parent, or of a group item; the reader stands there. */
void stipple_items_read (StippleItems *self, json_t *parent, const StippleItemKind *kinds,
                         gsize n_kinds);
void stipple_items_read_group (StippleItems *self, json_t *item, const StippleItemKind *kinds,
                               gsize n_kinds);

/* The only answer of @item, entered; leave to @mark. It holds member @value only, and "item" when it
 * @nests. */
json_t *stipple_items_enter_answer (StippleItems *self, json_t *item, const char *value,
                                    gboolean nests, gsize *mark);
/* The same for @index of several, which the caller has entered. */
json_t *stipple_items_get_answer (StippleItems *self, json_t *answers, gsize index,
                                  const char *value, gboolean nests);

/* The only answer of @item. */
const char *stipple_items_read_string (StippleItems *self, json_t *item, gsize max);
int stipple_items_read_int (StippleItems *self, json_t *item, int min, int max);
gboolean stipple_items_read_bool (StippleItems *self, json_t *item);
gboolean stipple_items_read_true (StippleItems *self, json_t *item);
void stipple_items_read_date (StippleItems *self, json_t *item, GDate *date);
gint64 stipple_items_read_time (StippleItems *self, json_t *item);
StippleOutcome stipple_items_read_outcome (StippleItems *self, json_t *item);

/* Of an answer, at which the reader stands. */
const char *stipple_items_read_coding (StippleItems *self, json_t *answer, const char *system);
StippleAnswer stipple_items_read_yes_no (StippleItems *self, json_t *answer);
/* The code of the answer is a fault. */
void stipple_items_fault_of_code (StippleItems *self);

G_END_DECLS
