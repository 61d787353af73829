// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/entry/entry.h"

#include <string.h>

#define AREA "area/"
#define REGION "region/"
#define HEALTH "health/"
#define UNTIL "/until"
#define UNDERSTANDING "understanding/"

typedef struct
{
  const char *field; /* one of the entry's own */
  char *before;
  char *after;
} Change;

struct _StippleEntry
{
  GObject parent_instance;

  StipplePack *pack;
  StippleClock *clock;
  char *language;
  GPtrArray *fields;  /* char *, ended by NULL */
  GHashTable *values; /* field → text; what is "" is not in it */
  GPtrArray *changes; /* Change */
  guint n_done;       /* of them; those after it were undone */
  gboolean is_open;   /* typing goes on in the last one done */
};

G_DEFINE_FINAL_TYPE (StippleEntry, stipple_entry, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
change_free (Change *self)
{
  stipple_wipe (self->before);
  stipple_wipe (self->after);
  g_free (self);
}

StipplePack *
stipple_entry_get_pack (StippleEntry *self)
{
  return self->pack;
}

StippleClock *
stipple_entry_get_clock (StippleEntry *self)
{
  return self->clock;
}

const char *
stipple_entry_get_language (StippleEntry *self)
{
  return self->language;
}

const char *const *
stipple_entry_get_fields (StippleEntry *self)
{
  return (const char *const *) self->fields->pdata;
}

/* Whether what is set there is typed letter by letter. */
static gboolean
is_typed (const char *field)
{
  static const char *const typed[] = { "first-name", "last-name",  "mobile",      "email",
                                       "scars",      "medication", "wishes-note", "birth-date",
                                       "consent",    NULL };

  return g_strv_contains (typed, field) || g_str_has_suffix (field, UNTIL);
}

/* The entry's own copy of @field's name; NULL: it has none by that name. */
static const char *
find_field (StippleEntry *self, const char *field)
{
  const char *const *fields = stipple_entry_get_fields (self);
  guint i = 0;

  while (fields[i] != NULL && strcmp (fields[i], field) != 0)
    i++;
  return fields[i];
}

const char *
stipple_entry_get (StippleEntry *self, const char *field)
{
  const char *text = g_hash_table_lookup (self->values, field);

  return text != NULL ? text : "";
}

/* --- Steps. */

static void
put (StippleEntry *self, const char *field, const char *text)
{
  if (*text != '\0')
    g_hash_table_replace (self->values, (gpointer) field, g_strdup (text));
  else
    g_hash_table_remove (self->values, field);
}

static void
remember (StippleEntry *self, const char *field, const char *text)
{
  Change *last = self->n_done > 0 ? g_ptr_array_index (self->changes, self->n_done - 1) : NULL;

  g_ptr_array_set_size (self->changes, (int) self->n_done);
  if (last == NULL || !self->is_open || last->field != field)
    {
      last = g_new0 (Change, 1);
      last->field = field;
      last->before = g_strdup (stipple_entry_get (self, field));
      g_ptr_array_add (self->changes, last);
      self->n_done++;
    }
  stipple_set_secret (&last->after, text);
  self->is_open = is_typed (field);
}

void
stipple_entry_set (StippleEntry *self, const char *field, const char *text)
{
  const char *own = find_field (self, field);

  if (own == NULL || strcmp (stipple_entry_get (self, own), text) == 0)
    return;
  remember (self, own, text);
  put (self, own, text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, own);
}

void
stipple_entry_end_step (StippleEntry *self)
{
  self->is_open = FALSE;
}

static const char *
step (StippleEntry *self, gboolean back)
{
  const Change *change;

  if (back ? self->n_done == 0 : self->n_done == self->changes->len)
    return NULL;
  change = g_ptr_array_index (self->changes, back ? self->n_done - 1 : self->n_done);
  self->n_done += back ? -1 : 1;
  self->is_open = FALSE;
  put (self, change->field, back ? change->before : change->after);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, change->field);
  return change->field;
}

const char *
stipple_entry_undo (StippleEntry *self)
{
  return step (self, TRUE);
}

const char *
stipple_entry_redo (StippleEntry *self)
{
  return step (self, FALSE);
}

gboolean
stipple_entry_is_empty (StippleEntry *self)
{
  return g_hash_table_size (self->values) == 0;
}

/* --- The object. */

static void
stipple_entry_finalize (GObject *object)
{
  StippleEntry *self = STIPPLE_ENTRY (object);

  g_ptr_array_unref (self->changes);
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->fields);
  g_free (self->language);
  stipple_clock_unref (self->clock);
  stipple_pack_unref (self->pack);
  G_OBJECT_CLASS (stipple_entry_parent_class)->finalize (object);
}

static void
stipple_entry_class_init (StippleEntryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_entry_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_entry_init (StippleEntry *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) stipple_wipe);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
}

static void
add_field (StippleEntry *self, const char *prefix, const char *id, const char *suffix)
{
  g_ptr_array_add (self->fields, g_strconcat (prefix, id, suffix, NULL));
}

static void
add_wishes (StippleEntry *self)
{
  for (guint i = 0; i < self->pack->areas->len; i++)
    add_field (self, AREA, ((StippleNamed *) g_ptr_array_index (self->pack->areas, i))->id, NULL);
  add_field (self, "pattern", "", NULL);
  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    add_field (self, REGION, stipple_region_get_id (region), NULL);
  add_field (self, "hair-color", "", NULL);
  add_field (self, "complexion", "", NULL);
  add_field (self, "scars", "", NULL);
  add_field (self, "wishes-note", "", NULL);
}

static void
add_health (StippleEntry *self)
{
  for (guint i = 0; i < self->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (self->pack->contraindications, i);

      add_field (self, HEALTH, rule->id, NULL);
      if (rule->asks_until)
        add_field (self, HEALTH, rule->id, UNTIL);
    }
}

StippleEntry *
stipple_entry_new (StipplePack *pack, StippleClock *clock, const char *language)
{
  static const char *const person[] = { "first-name", "last-name", "birth-date",
                                        "mobile",     "email",     "contact" };
  StippleEntry *self = g_object_new (STIPPLE_TYPE_ENTRY, NULL);

  self->pack = stipple_pack_ref (pack);
  self->clock = stipple_clock_ref (clock);
  self->language = g_strdup (language);
  for (guint i = 0; i < G_N_ELEMENTS (person); i++)
    add_field (self, person[i], "", NULL);
  add_wishes (self);
  add_health (self);
  add_field (self, "numbing", "", NULL);
  add_field (self, "medication", "", NULL);
  for (guint i = 0; i < pack->questions->len; i++)
    add_field (self, UNDERSTANDING,
               ((StippleQuestion *) g_ptr_array_index (pack->questions, i))->id, NULL);
  add_field (self, "consent", "", NULL);
  g_ptr_array_add (self->fields, NULL);
  return self;
}
