// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static GBytes *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  GBytes *out;
  g_subprocess_communicate (child, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));
  return out;
}

char *
pdf_run (const char *const *argv)
{
  g_autoptr (GBytes) out = run (argv);
  gsize length;
  const char *data = g_bytes_get_data (out, &length);
  return g_strndup (data, length);
}

char *
pdf_text (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char *const all[] = { "pdftotext", "-layout", path, "-", NULL };
  const char *const one[] = { "pdftotext", "-layout", "-f", number, "-l", number, path, "-", NULL };
  g_autofree char *raw = pdf_run (page > 0 ? one : all);
  g_auto (GStrv) words = g_strsplit_set (raw, " \n\t\f", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);
  return g_strdup (text->str);
}

char *
pdf_scan (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *picture = g_strconcat (path, ".png", NULL);
  const char *const draw[] = { "pdftoppm", "-r",   "200",         "-f", number, "-l",
                               number,     "-png", "-singlefile", path, path,   NULL };
  const char *const read[] = { "zbarimg",         "--raw",    "-q",    "-Sdisable",
                               "-Sqrcode.enable", "-Sbinary", picture, NULL };
  g_autofree char *nothing = pdf_run (draw);
  char *found = pdf_run (read);
  g_unlink (picture);
  return found;
}

guint
pdf_ink (const char *path, int x, int y, int width, int height)
{
  const int box[] = { x, y, width, height };
  char *numbers[G_N_ELEMENTS (box)];
  for (guint i = 0; i < G_N_ELEMENTS (box); i++)
    numbers[i] = g_strdup_printf ("%d", box[i]);
  const char *const argv[] = { "pdftoppm", "-r",       "72",       "-gray",    "-singlefile",
                               "-x",       numbers[0], "-y",       numbers[1], "-W",
                               numbers[2], "-H",       numbers[3], path,       NULL };
  g_autoptr (GBytes) picture = run (argv);
  gsize length;
  const guchar *data = g_bytes_get_data (picture, &length);
  const gsize n = (gsize) width * (gsize) height;
  guint ink = 0;
  g_assert_cmpuint (length, >, n);
  for (gsize i = length - n; i < length; i++)
    ink += data[i] < 128;
  for (guint i = 0; i < G_N_ELEMENTS (box); i++)
    g_free (numbers[i]);
  return ink;
}

void
pdf_assert_has (const char *text, const char *wanted)
{
  if (strstr (text, wanted) == NULL)
    g_error ("“%s” is not in: %s", wanted, text);
}
