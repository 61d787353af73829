// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit.h"

#include <stdlib.h>
#include <string.h>

json_t *
edit_parse (const char *text)
{
  json_t *json = json_loads (text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

  g_assert_nonnull (json);
  return json;
}

void
edit_json (json_t *root, const char *pointer, const char *value)
{
  g_auto (GStrv) keys = g_strsplit (pointer + 1, "/", -1);
  guint last = g_strv_length (keys) - 1;
  json_t *at = root;
  int status = 0;

  for (guint i = 0; i < last; i++)
    {
      at = json_is_array (at) ? json_array_get (at, strtoul (keys[i], NULL, 10))
                              : json_object_get (at, keys[i]);
      g_assert_nonnull (at);
    }
  if (json_is_object (at))
    status = value != NULL ? json_object_set_new (at, keys[last], edit_parse (value))
                           : json_object_del (at, keys[last]);
  else if (strcmp (keys[last], "-") == 0)
    status = json_array_append_new (at, edit_parse (value));
  else
    {
      gsize index = strtoul (keys[last], NULL, 10);

      status = value != NULL ? json_array_set_new (at, index, edit_parse (value))
                             : json_array_remove (at, index);
    }
  g_assert_cmpint (status, ==, 0);
}
