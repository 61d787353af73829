// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/csv.h"

#include <string.h>

/* White space, and what is not seen at all, is skipped by some readers before they look for a formula. */
static gboolean
is_skipped (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL;
}

static gboolean
begins_formula (gunichar c)
{
  switch (c)
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xFF1D: /* the same in full width, which Excel takes as well */
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
    case 0x2212: /* minus sign */
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_dangerous (const char *cell)
{
  /* A tab or a line's end before it moves the rest into a cell of its own. */
  if (*cell == '\t' || *cell == '\r' || *cell == '\n')
    return TRUE;
  while (*cell != '\0' && is_skipped (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  return begins_formula (g_utf8_get_char (cell));
}

static void
append_cell (GString *csv, const char *cell)
{
  const gboolean guarded = is_dangerous (cell);
  const gsize length = strlen (cell);
  const gboolean quoted = guarded || strpbrk (cell, "\",\r\n;\t") != NULL
                          || (length > 0 && (cell[0] == ' ' || cell[length - 1] == ' '));

  if (quoted)
    g_string_append_c (csv, '"');
  if (guarded)
    g_string_append_c (csv, '\'');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *cell);
    }
  if (quoted)
    g_string_append_c (csv, '"');
}

void
stipple_csv_append_row (GString *csv, const char *const *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, cells[i] != NULL ? cells[i] : "");
    }
  g_string_append (csv, "\r\n");
}
