// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-plan.h"

#include <string.h>

/* A portrait screen of 1080 px holds ten keys of a thumb's width beside each other. */
#define COLUMNS 10
#define SYMBOL_ROW 10
#define SHIFT_MAX 1.5
#define MODE_UNITS 1.5
#define DONE_UNITS 2

#define PAD_COLUMNS 4
#define ROWS_OF_LETTERS 3
#define LATIN_SAMPLE "abc"
#define BOTTOM_MARKS "-'."

StipplePad
stipple_pad_for_purpose (GtkInputPurpose purpose)
{
  switch (purpose)
    {
    case GTK_INPUT_PURPOSE_EMAIL:
    case GTK_INPUT_PURPOSE_URL:
      return STIPPLE_PAD_EMAIL;
    case GTK_INPUT_PURPOSE_PHONE:
      return STIPPLE_PAD_PHONE;
    case GTK_INPUT_PURPOSE_NUMBER:
      return STIPPLE_PAD_NUMBER;
    case GTK_INPUT_PURPOSE_DIGITS:
    case GTK_INPUT_PURPOSE_PIN:
      return STIPPLE_PAD_DIGITS;
    case GTK_INPUT_PURPOSE_FREE_FORM:
    case GTK_INPUT_PURPOSE_ALPHA:
    case GTK_INPUT_PURPOSE_NAME:
    case GTK_INPUT_PURPOSE_PASSWORD:
    case GTK_INPUT_PURPOSE_TERMINAL:
    default:
      return STIPPLE_PAD_TEXT;
    }
}

static GArray *
add_row (StippleKeyPlan *self)
{
  GArray *row = g_array_new (FALSE, TRUE, sizeof (StipplePlanKey));

  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_action (GArray *row, StippleKeyAction action, double units)
{
  StipplePlanKey key = { .action = action, .units = units };

  g_array_append_val (row, key);
}

static void
add_text (GArray *row, const char *text, const char *more, double units)
{
  StipplePlanKey key = { .action = STIPPLE_KEY_TYPE, .units = units, .text = text, .more = more };

  g_array_append_val (row, key);
}

static void
add_key (GArray *row, const StippleMapKey *from, const char *text)
{
  StipplePlanKey key = { .action = STIPPLE_KEY_TYPE, .units = 1, .text = text, .key = from };

  g_array_append_val (row, key);
}

static double
units_of (GArray *row)
{
  double units = 0;

  for (guint i = 0; i < row->len; i++)
    units += g_array_index (row, StipplePlanKey, i).units;
  return units;
}

static const char *
digit_of (const StippleMapKey *key)
{
  for (guint level = 0; level < STIPPLE_N_KEY_LEVELS; level++)
    if (key->texts[level] != NULL && g_ascii_isdigit (*key->texts[level]))
      return key->texts[level];
  return NULL;
}

/* As the keyboard has them, 1 to 0; the ASCII ones, at whatever level. */
static void
add_digits (StippleKeyPlan *self, const StippleKeyMap *map)
{
  GArray *row = add_row (self);
  guint n;
  const StippleMapKey *keys = stipple_key_map_get_row (map, STIPPLE_KEY_ROW_NUMBERS, &n);

  for (guint i = 0; i < n; i++)
    if (digit_of (&keys[i]) != NULL)
      add_key (row, &keys[i], digit_of (&keys[i]));
}

/* A key whose plain text is a letter. Ligatures are left out: their letters have keys. */
static void
collect_letters (const StippleKeyMap *map, StippleKeyRow row, GPtrArray *letters)
{
  guint n;
  const StippleMapKey *keys = stipple_key_map_get_row (map, row, &n);

  for (guint i = 0; i < n; i++)
    if (stipple_key_text_is_letter (keys[i].texts[0]))
      g_ptr_array_add (letters, (gpointer) &keys[i]);
}

static gboolean
offers (const StippleKeyMap *map, const char *text)
{
  for (int row = 0; row < STIPPLE_N_KEY_ROWS; row++)
    {
      guint n;
      const StippleMapKey *keys = stipple_key_map_get_row (map, row, &n);

      for (guint i = 0; i < n; i++)
        for (guint level = 0; level < STIPPLE_N_KEY_LEVELS; level++)
          if (g_strcmp0 (keys[i].texts[level], text) == 0)
            return TRUE;
    }
  return FALSE;
}

/* The marks that names and notes need, in the script of @map. */
static void
add_mark (GArray *row, const StippleKeyMap *map, char mark)
{
  gboolean arabic = offers (map, "،");

  if (mark == ',')
    add_text (row, arabic ? "،" : ",", arabic ? "؛ ," : ";", 1);
  else if (mark == '?')
    add_text (row, arabic ? "؟" : "?", "! :", 1);
  else if (mark == '.')
    add_text (row, ".", arabic ? "، ؟ ! : ؛" : ", ? ! : ;", 1);
  else
    add_text (row, "-", "_ / ( ) & +", 1);
}

/* A key that brings back the letters of @map shows some of them. */
static void
add_letters_key (GArray *row, StippleKeyAction action, const StippleKeyMap *map)
{
  StipplePlanKey key = { .action = action, .units = MODE_UNITS, .text = LATIN_SAMPLE };

  if (!stipple_key_map_is_latin (map))
    {
      g_autoptr (GString) sample = g_string_new (NULL);
      guint n;
      const StippleMapKey *keys = stipple_key_map_get_row (map, STIPPLE_KEY_ROW_HOME, &n);

      for (guint i = 0; i < n && i < strlen (LATIN_SAMPLE); i++)
        g_string_append (sample, keys[i].texts[0]);
      key.text = g_intern_string (sample->str);
    }
  g_array_append_val (row, key);
}

static void
add_ending (GArray *row, const StippleKeyRequest *request, double done_units)
{
  if (request->has_next)
    add_action (row, STIPPLE_KEY_NEXT, 1);
  add_action (row, STIPPLE_KEY_DONE, done_units);
}

static void
add_bottom_of_email (StippleKeyPlan *self, const StippleKeyRequest *request, GArray *row)
{
  double ending = DONE_UNITS + (request->has_next ? 1 : 0);

  add_text (row, "@", NULL, request->has_next ? 1 : MODE_UNITS);
  add_text (row, "_", NULL, 1);
  add_text (row, "-", "+", 1);
  add_text (row, ".", NULL, 1);
  add_text (row, ".com", ".ca .org .net", self->columns - ending - units_of (row));
  add_ending (row, request, DONE_UNITS);
}

static void
add_bottom (StippleKeyPlan *self, const StippleKeyRequest *request, gboolean with_marks)
{
  GArray *row = add_row (self);
  /* A space bar must be left. */
  gboolean crowded = request->other != NULL && request->has_next;
  double space;
  guint at;

  if (request->symbols > 0)
    add_letters_key (row, STIPPLE_KEY_LETTERS, request->map);
  else
    add_action (row, STIPPLE_KEY_SYMBOLS, MODE_UNITS);
  if (request->pad == STIPPLE_PAD_EMAIL)
    {
      add_bottom_of_email (self, request, row);
      return;
    }
  if (request->other != NULL)
    add_letters_key (row, STIPPLE_KEY_SCRIPT, request->other);
  if (with_marks && !crowded)
    add_mark (row, request->map, '-');
  at = row->len;
  if (with_marks)
    {
      add_text (row, "'", crowded ? "- \" ’" : "\" ’", 1);
      add_mark (row, request->map, '.');
    }
  if (request->multiline)
    add_action (row, STIPPLE_KEY_ENTER, 1);
  add_ending (row, request, DONE_UNITS);

  space = self->columns - units_of (row);
  g_array_insert_val (
      row, at, ((StipplePlanKey){ .action = STIPPLE_KEY_TYPE, .units = space, .text = " " }));
}

static void
add_shift_row (StippleKeyPlan *self, GPtrArray *letters)
{
  GArray *row = add_row (self);
  double side = CLAMP ((self->columns - (double) letters->len) / 2, 1, SHIFT_MAX);

  add_action (row, STIPPLE_KEY_SHIFT, side);
  for (guint i = 0; i < letters->len; i++)
    add_key (row, letters->pdata[i], NULL);
  add_action (row, STIPPLE_KEY_BACKSPACE, side);
}

/* A script with more letters than there are columns (Arabic has 12 in a row): what stands beyond
 * them goes to a row of its own, in place of the digits. */
static void
add_letters_in_four_rows (StippleKeyPlan *self, const StippleKeyMap *map, GPtrArray **letters)
{
  static const char marks[] = ",.-?";
  GArray *last;
  double side;

  for (int i = 0; i < ROWS_OF_LETTERS; i++)
    {
      GArray *row = add_row (self);

      for (guint j = 0; j < letters[i]->len && row->len < (guint) self->columns; j++)
        add_key (row, letters[i]->pdata[j], NULL);
    }
  last = add_row (self);
  add_action (last, STIPPLE_KEY_SHIFT, SHIFT_MAX);
  for (int i = 0; i < ROWS_OF_LETTERS; i++)
    for (guint j = self->columns; j < letters[i]->len; j++)
      add_key (last, letters[i]->pdata[j], NULL);
  for (const char *mark = marks; *mark != '\0' && units_of (last) + 2 <= self->columns; mark++)
    add_mark (last, map, *mark);
  side = self->columns - units_of (last);
  add_action (last, STIPPLE_KEY_BACKSPACE, side);
}

static void
add_letters (StippleKeyPlan *self, const StippleKeyRequest *request)
{
  g_autoptr (GPtrArray) upper = g_ptr_array_new ();
  g_autoptr (GPtrArray) home = g_ptr_array_new ();
  g_autoptr (GPtrArray) lower = g_ptr_array_new ();
  GPtrArray *letters[ROWS_OF_LETTERS] = { upper, home, lower };
  int needed;

  collect_letters (request->map, STIPPLE_KEY_ROW_UPPER, upper);
  collect_letters (request->map, STIPPLE_KEY_ROW_HOME, home);
  collect_letters (request->map, STIPPLE_KEY_ROW_LOWER, lower);
  collect_letters (request->map, STIPPLE_KEY_ROW_EDGES, lower);
  needed = (int) MAX (MAX (upper->len, home->len), lower->len + 2);
  self->columns = CLAMP (needed, COLUMNS, request->max_columns);
  if (needed > self->columns)
    {
      add_letters_in_four_rows (self, request->map, letters);
      add_bottom (self, request, FALSE);
      return;
    }
  if (!request->without_digits)
    add_digits (self, request->map);
  for (int i = 0; i < ROWS_OF_LETTERS - 1; i++)
    {
      GArray *row = add_row (self);

      for (guint j = 0; j < letters[i]->len; j++)
        add_key (row, letters[i]->pdata[j], NULL);
    }
  add_shift_row (self, lower);
  add_bottom (self, request, TRUE);
}

/* What the letters' page has at the bottom stands there for the symbols as well. */
static gboolean
is_symbol (const char *text)
{
  gunichar c = text != NULL ? g_utf8_get_char (text) : 0;

  return c != 0 && !g_unichar_isalnum (c) && !g_unichar_ismark (c)
         && (c > 127 || strchr (BOTTOM_MARKS, (int) c) == NULL);
}

/* In the order of the keys; what Shift reaches first, then ASCII that is behind AltGr, then the
 * rest. */
static GPtrArray *
collect_symbols (const StippleKeyMap *map)
{
  GPtrArray *symbols = g_ptr_array_new ();

  for (int pass = 0; pass < 3; pass++)
    for (int row = 0; row < STIPPLE_N_KEY_ROWS; row++)
      {
        guint n;
        const StippleMapKey *keys = stipple_key_map_get_row (map, row, &n);

        for (guint i = 0; i < n; i++)
          for (guint level = pass == 0 ? 0 : 2; level < (pass == 0 ? 2 : STIPPLE_N_KEY_LEVELS);
               level++)
            {
              const char *text = keys[i].texts[level];

              if (is_symbol (text) && (pass != 1 || g_ascii_isgraph (*text))
                  && !g_ptr_array_find (symbols, text, NULL))
                g_ptr_array_add (symbols, (gpointer) text);
            }
      }
  return symbols;
}

static void
add_symbols (StippleKeyPlan *self, const StippleKeyRequest *request)
{
  g_autoptr (GPtrArray) symbols = collect_symbols (request->map);
  const guint in_last = COLUMNS - 3;
  const guint n_rows = request->without_digits ? ROWS_OF_LETTERS - 1 : ROWS_OF_LETTERS;
  const guint page = (n_rows - 1) * SYMBOL_ROW + in_last;
  guint n_pages = MAX (1, (symbols->len + page - 1) / page);
  guint from = ((guint) (request->symbols - 1) % n_pages) * page;

  self->columns = COLUMNS;
  add_digits (self, request->map);
  for (guint i = 0; i < n_rows; i++)
    {
      gboolean last = i == n_rows - 1;
      GArray *row = add_row (self);

      if (last && n_pages > 1)
        add_action (row, STIPPLE_KEY_SYMBOLS, SHIFT_MAX);
      for (guint j = 0; j < (last ? in_last : SYMBOL_ROW) && from < symbols->len; j++)
        add_text (row, symbols->pdata[from++], NULL, 1);
      if (last)
        add_action (row, STIPPLE_KEY_BACKSPACE, SHIFT_MAX);
    }
  add_bottom (self, request, TRUE);
}

/* Where digits are all, they stand in the middle of a row that ends as the others do. */
static void
add_bottom_of_digits (StippleKeyPlan *self, const StippleKeyRequest *request)
{
  GArray *row = add_row (self);

  self->columns = request->has_next ? PAD_COLUMNS + 1 : PAD_COLUMNS - 1;
  add_action (row, STIPPLE_KEY_BACKSPACE, request->has_next ? 2 : 1);
  add_text (row, "0", NULL, 1);
  add_ending (row, request, 1);
}

/* As on a telephone. */
static void
add_pad (StippleKeyPlan *self, const StippleKeyRequest *request)
{
  static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  gboolean plain = request->pad == STIPPLE_PAD_DIGITS;
  gboolean phone = request->pad == STIPPLE_PAD_PHONE;
  GArray *row;

  for (int i = 0; i < 3; i++)
    {
      row = add_row (self);
      for (int j = 0; j < 3; j++)
        add_text (row, digits[3 * i + j], NULL, 1);
      if (!plain && i == 0)
        add_action (row, STIPPLE_KEY_BACKSPACE, 1);
      else if (!plain)
        add_text (row, i == 1 ? "-" : phone ? " " : ".", NULL, 1);
    }
  if (plain)
    {
      add_bottom_of_digits (self, request);
      return;
    }
  self->columns = PAD_COLUMNS;
  row = add_row (self);
  if (phone)
    add_text (row, "+", "( ) # *", 1);
  add_text (row, "0", NULL, phone ? 1 : 2);
  add_ending (row, request, request->has_next ? 1 : 2);
}

StippleKeyPlan *
stipple_key_plan_new (const StippleKeyRequest *request)
{
  StippleKeyPlan *self = g_new0 (StippleKeyPlan, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (request->pad != STIPPLE_PAD_TEXT && request->pad != STIPPLE_PAD_EMAIL)
    add_pad (self, request);
  else if (request->symbols > 0)
    add_symbols (self, request);
  else
    add_letters (self, request);
  return self;
}

void
stipple_key_plan_free (StippleKeyPlan *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}
