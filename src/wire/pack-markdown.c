// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/pack-parts.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define LISTS_MAX 4

typedef cmark_node MarkdownNode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MarkdownNode, cmark_node_free)
typedef cmark_iter MarkdownIter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MarkdownIter, cmark_iter_free)

static const char *
check_link (cmark_node *link)
{
  if (!g_str_has_prefix (cmark_node_get_url (link), "https://"))
    return _ ("has a link that does not begin with https://");
  if (cmark_node_first_child (link) == NULL)
    return _ ("has a link without a text");
  return NULL;
}

static const char *
check_node (cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
      return _ ("has HTML, which is not shown");
    case CMARK_NODE_IMAGE:
      return _ ("has an image, which is not shown");
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
      return _ ("has code, which is not shown; a line that begins with four spaces is code too");
    case CMARK_NODE_BLOCK_QUOTE:
      return _ ("has a quotation, which is not shown");
    case CMARK_NODE_THEMATIC_BREAK:
      return _ ("has a rule, which is not shown");
    case CMARK_NODE_LINK:
      return check_link (node);
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    default:
      return NULL;
    }
}

const char *
stipple_markdown_check (const char *markdown)
{
  g_autoptr (MarkdownNode) document =
      cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  g_autoptr (MarkdownIter) iter = cmark_iter_new (document);
  const char *wrong = NULL;
  guint lists = 0;

  /* cmark reads a table as a paragraph; its line of dashes gives it away. */
  if (g_regex_match_simple ("^ *\\|? *:?-+:? *\\|(?: *:?-+:? *\\|?)* *$", markdown,
                            G_REGEX_MULTILINE, 0))
    return _ ("has a table, which is not shown");

  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE && wrong == NULL;
       event = cmark_iter_next (iter))
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean is_list = cmark_node_get_type (node) == CMARK_NODE_LIST;

      if (event == CMARK_EVENT_ENTER)
        wrong = check_node (node);
      if (is_list && event == CMARK_EVENT_ENTER && ++lists > LISTS_MAX)
        wrong = _ ("has lists nested more than four deep");
      else if (is_list && event == CMARK_EVENT_EXIT)
        lists--;
    }
  return wrong;
}
