// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strokes.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_HEIGHT 40000
/* Enough ink to be meant: a tenth of the width. */
#define MEANT_LENGTH (STIPPLE_STROKES_WIDTH / 10)

struct _StippleStrokes
{
  int height;
  int *points; /* x, y, x, y, … of all strokes */
  guint n_points;
  guint capacity;
  GArray *starts; /* guint: the first point of each stroke */
};

G_DEFINE_BOXED_TYPE (StippleStrokes, stipple_strokes, stipple_strokes_copy, stipple_strokes_free)

StippleStrokes *
stipple_strokes_new (int height)
{
  g_return_val_if_fail (height >= 1 && height <= MAX_HEIGHT, NULL);

  StippleStrokes *self = g_new0 (StippleStrokes, 1);

  self->height = height;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

static void
wipe_points (StippleStrokes *self)
{
  if (self->points != NULL)
    explicit_bzero (self->points, self->capacity * 2 * sizeof (int));
  g_clear_pointer (&self->points, g_free);
  self->capacity = 0;
  self->n_points = 0;
}

/* Not realloc(), which may leave a copy of the signature behind in freed memory. */
static void
reserve (StippleStrokes *self, guint capacity)
{
  int *points = g_new (int, (gsize) capacity * 2);
  guint n_points = self->n_points;

  if (n_points > 0)
    memcpy (points, self->points, n_points * 2 * sizeof (int));
  wipe_points (self);
  self->points = points;
  self->n_points = n_points;
  self->capacity = capacity;
}

StippleStrokes *
stipple_strokes_copy (const StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  StippleStrokes *copy = stipple_strokes_new (self->height);

  if (self->n_points > 0)
    {
      reserve (copy, self->n_points);
      memcpy (copy->points, self->points, self->n_points * 2 * sizeof (int));
      copy->n_points = self->n_points;
      g_array_append_vals (copy->starts, self->starts->data, self->starts->len);
    }

  return copy;
}

void
stipple_strokes_free (StippleStrokes *self)
{
  if (self == NULL)
    return;

  wipe_points (self);
  g_array_unref (self->starts);
  g_free (self);
}

int
stipple_strokes_get_height (const StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

static void
append_point (StippleStrokes *self, int x, int y)
{
  if (self->n_points == self->capacity)
    reserve (self, MAX (64, self->capacity * 2));

  self->points[self->n_points * 2] = CLAMP (x, 0, STIPPLE_STROKES_WIDTH);
  self->points[self->n_points * 2 + 1] = CLAMP (y, 0, self->height);
  self->n_points++;
}

void
stipple_strokes_begin (StippleStrokes *self, int x, int y)
{
  g_return_if_fail (self != NULL);

  if (self->n_points == STIPPLE_STROKES_MAX_POINTS)
    return;

  g_array_append_val (self->starts, self->n_points);
  append_point (self, x, y);
}

void
stipple_strokes_extend (StippleStrokes *self, int x, int y)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->starts->len > 0);

  if (self->n_points < STIPPLE_STROKES_MAX_POINTS)
    append_point (self, x, y);
}

void
stipple_strokes_clear (StippleStrokes *self)
{
  g_return_if_fail (self != NULL);

  wipe_points (self);
  g_array_set_size (self->starts, 0);
}

gboolean
stipple_strokes_undo (StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->starts->len == 0)
    return FALSE;

  guint start = g_array_index (self->starts, guint, self->starts->len - 1);

  explicit_bzero (self->points + start * 2, (self->n_points - start) * 2 * sizeof (int));
  self->n_points = start;
  g_array_set_size (self->starts, self->starts->len - 1);

  return TRUE;
}

guint
stipple_strokes_get_n (const StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->starts->len;
}

const int *
stipple_strokes_get_points (const StippleStrokes *self, guint index, guint *n_points)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->starts->len, NULL);
  g_return_val_if_fail (n_points != NULL, NULL);

  guint start = g_array_index (self->starts, guint, index);
  guint end = index + 1 < self->starts->len ? g_array_index (self->starts, guint, index + 1)
                                            : self->n_points;

  *n_points = end - start;

  return self->points + start * 2;
}

gboolean
stipple_strokes_is_meant (const StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  double length = 0;

  for (guint i = 0; i < self->starts->len; i++)
    {
      guint n;
      const int *p = stipple_strokes_get_points (self, i, &n);

      for (guint j = 1; j < n; j++)
        length += hypot (p[j * 2] - p[j * 2 - 2], p[j * 2 + 1] - p[j * 2 - 1]);
    }

  return length >= MEANT_LENGTH;
}

gboolean
stipple_strokes_equal (const StippleStrokes *a, const StippleStrokes *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->height != b->height || a->n_points != b->n_points || a->starts->len != b->starts->len)
    return FALSE;

  return a->n_points == 0
         || (memcmp (a->points, b->points, a->n_points * 2 * sizeof (int)) == 0
             && memcmp (a->starts->data, b->starts->data, a->starts->len * sizeof (guint)) == 0);
}

char *
stipple_strokes_to_string (const StippleStrokes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Five digits twice, a comma and a separator for each point: the buffer never grows. */
  gsize size = 8 + (gsize) self->n_points * 12;
  char *text = g_malloc (size);
  char *end = text + g_snprintf (text, size, "%d", self->height);

  for (guint i = 0; i < self->starts->len; i++)
    {
      guint n;
      const int *p = stipple_strokes_get_points (self, i, &n);

      for (guint j = 0; j < n; j++)
        end += g_snprintf (end, size - (gsize) (end - text), "%c%d,%d", j == 0 ? ';' : ' ',
                           p[j * 2], p[j * 2 + 1]);
    }

  return text;
}

/* Up to five digits, no more than @max; no sign, no leading zero. */
static gboolean
take_number (const char **text, int max, int *number)
{
  const char *p = *text;

  if (!g_ascii_isdigit (*p) || (*p == '0' && g_ascii_isdigit (p[1])))
    return FALSE;

  for (*number = 0; g_ascii_isdigit (*p) && p - *text < 5; p++)
    *number = *number * 10 + (*p - '0');
  *text = p;

  return *number <= max;
}

static gboolean
take_points (StippleStrokes *self, const char *text)
{
  while (*text != '\0')
    {
      char separator = *text++;
      int x, y;

      if (separator != ';' && (separator != ' ' || self->starts->len == 0))
        return FALSE;
      if (!take_number (&text, STIPPLE_STROKES_WIDTH, &x) || *text++ != ','
          || !take_number (&text, self->height, &y) || self->n_points == STIPPLE_STROKES_MAX_POINTS)
        return FALSE;

      if (separator == ';')
        stipple_strokes_begin (self, x, y);
      else
        stipple_strokes_extend (self, x, y);
    }

  return TRUE;
}

StippleStrokes *
stipple_strokes_from_string (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (StippleStrokes) self = NULL;
  int height;

  if (take_number (&text, MAX_HEIGHT, &height) && height > 0)
    self = stipple_strokes_new (height);

  if (self == NULL || !take_points (self, text))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("This drawing cannot be read. Please draw it again."));
      return NULL;
    }

  return g_steal_pointer (&self);
}
