// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/signature.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define HEAD                                                                                       \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " G_STRINGIFY (STIPPLE_STROKES_WIDTH) " "
#define MIDDLE                                                                                     \
  "\"><path fill=\"none\" stroke=\"#000\" stroke-width=\"60\" stroke-linecap=\"round\" "           \
  "stroke-linejoin=\"round\" d=\""
#define TAIL "\"/></svg>"
#define DOT "h0"

char *
stipple_signature_to_svg (const StippleStrokes *strokes)
{
  GString *svg = g_string_new (HEAD);

  g_string_append_printf (svg, "%d" MIDDLE, stipple_strokes_get_height (strokes));
  for (guint i = 0; i < stipple_strokes_get_n (strokes); i++)
    {
      guint n;
      const int *points = stipple_strokes_get_points (strokes, i, &n);

      for (guint k = 0; k < n; k++)
        g_string_append_printf (svg, "%c%d,%d", k == 0 ? 'M' : ' ', points[2 * k],
                                points[2 * k + 1]);
      g_string_append (svg, DOT);
    }
  g_string_append (svg, TAIL);
  return g_string_free (svg, FALSE);
}

/* "height;x,y x,y;x,y", the shape that core reads, from the parts of the picture. */
static char *
to_strokes_text (const char *svg)
{
  const char *height, *middle, *path;
  GString *text;

  if (!g_str_has_prefix (svg, HEAD) || !g_str_has_suffix (svg, DOT TAIL))
    return NULL;
  height = svg + strlen (HEAD);
  middle = strstr (height, MIDDLE "M");
  if (middle == NULL)
    return NULL;
  path = middle + strlen (MIDDLE "M");

  text = g_string_new_len (height, middle - height);
  g_string_append_c (text, ';');
  g_string_append_len (text, path, strlen (path) - strlen (DOT TAIL));
  g_string_replace (text, DOT "M", ";", 0);
  return g_string_free (text, FALSE);
}

StippleStrokes *
stipple_signature_from_svg (const char *svg, GError **error)
{
  g_autofree char *text = to_strokes_text (svg);
  g_autoptr (StippleStrokes) strokes =
      text != NULL ? stipple_strokes_from_string (text, NULL) : NULL;

  if (strokes != NULL)
    {
      /* Written again it must be the same: nothing else than our own picture passes. */
      g_autofree char *again = stipple_signature_to_svg (strokes);

      if (strcmp (again, svg) == 0)
        return g_steal_pointer (&strokes);
    }
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       _ ("The signature is not one that Stipple draws. Sign again."));
  return NULL;
}
