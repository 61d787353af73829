// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/plain-words.h"

#include <cmark.h>
#include <string.h>

static void
append_words (GString *text, cmark_node *node, gboolean entering)
{
  const cmark_node_type type = cmark_node_get_type (node);
  if (!entering)
    return;
  if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
    g_string_append (text, cmark_node_get_literal (node));
  else if (type == CMARK_NODE_SOFTBREAK)
    g_string_append_c (text, ' ');
  else if (type == CMARK_NODE_LINEBREAK)
    g_string_append_c (text, '\n');
  else if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) && text->len > 0)
    g_string_append_c (text, '\n');
}

char *
stipple_plain_words (const char *markdown)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cmark_node *root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    append_words (text, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
  cmark_node_free (root);
  return g_strdup (text->str);
}
