// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/markdown-view.h"

#include "core/language.h"
#include "widgets/line-layout.h"
#include "widgets/qr-code.h"

#include <cmark.h>

#define BLOCK_SPACING 20
#define ITEM_SPACING 12
#define LONG_TEXT 40   /* characters */
#define LEAST_WIDTH 12 /* characters */

struct _StippleMarkdownView
{
  GtkWidget parent_instance;
  char *markdown;
  char *text_class;
};

G_DEFINE_FINAL_TYPE (StippleMarkdownView, stipple_markdown_view, GTK_TYPE_WIDGET)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)

enum
{
  PROP_0,
  PROP_MARKDOWN,
  PROP_TEXT_CLASS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void add_blocks (StippleMarkdownView *self, GtkWidget *parent, cmark_node *container);

/* Inlines */

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static void
append_styled (GString *markup, cmark_node_type type, gboolean entering)
{
  const char *tag = "";

  if (type == CMARK_NODE_STRONG)
    tag = entering ? "<b>" : "</b>";
  else if (type == CMARK_NODE_EMPH)
    tag = entering ? "<i>" : "</i>";
  else if (type == CMARK_NODE_LINK)
    tag = entering ? "<u>" : "</u>";
  g_string_append (markup, tag);
}

/* The inlines of @block as Pango markup; the addresses of its links are added to @links. */
static char *
inlines_to_markup (cmark_node *block, GPtrArray *links)
{
  GString *markup = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        append_escaped (markup, cmark_node_get_literal (node));
      else if (type == CMARK_NODE_SOFTBREAK)
        g_string_append_c (markup, ' ');
      else if (type == CMARK_NODE_LINEBREAK)
        g_string_append_c (markup, '\n');
      else
        append_styled (markup, type, event == CMARK_EVENT_ENTER);

      if (type == CMARK_NODE_LINK && event == CMARK_EVENT_ENTER
          && cmark_node_get_url (node)[0] != '\0')
        g_ptr_array_add (links, g_strdup (cmark_node_get_url (node)));
    }

  cmark_iter_free (iter);
  return g_string_free (markup, FALSE);
}

/* Blocks */

static GtkWidget *
new_label (const char *markup, const char *style_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", markup, "use-markup", TRUE, "wrap",
                                   TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);

  /* Else it lays itself out a letter a line, only to learn how narrow it could be. */
  if (g_utf8_strlen (markup, -1) > LONG_TEXT)
    gtk_label_set_width_chars (GTK_LABEL (label), LEAST_WIDTH);
  gtk_widget_add_css_class (label, style_class);
  return label;
}

static GtkWidget *
new_box (GtkOrientation orientation, int spacing, GtkAccessibleRole role)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", role, NULL);

  gtk_widget_set_layout_manager (box, stipple_line_layout_new (orientation, spacing));
  return box;
}

static void
add (GtkWidget *parent, GtkWidget *child)
{
  gtk_widget_insert_before (child, parent, NULL);
}

/* There is no browser: the address as a code to take along, with the words to type beside it. */
static void
add_links (GtkWidget *parent, GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      GtkWidget *row = new_box (GTK_ORIENTATION_HORIZONTAL, 24, GTK_ACCESSIBLE_ROLE_GROUP);
      g_autofree char *address = g_markup_escape_text (links->pdata[i], -1);
      GtkWidget *label = new_label (address, "caption");

      gtk_widget_add_css_class (label, "link");
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (row), stipple_qr_code_new (links->pdata[i]));
      gtk_box_append (GTK_BOX (row), label);
      add (parent, row);
    }
}

static void
add_paragraph (StippleMarkdownView *self, GtkWidget *parent, cmark_node *node)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markup = inlines_to_markup (node, links);

  if (*markup != '\0')
    add (parent, new_label (markup, self->text_class));
  add_links (parent, links);
}

static void
add_heading (GtkWidget *parent, cmark_node *node)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markup = inlines_to_markup (node, links);
  int level = cmark_node_get_heading_level (node);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", markup,
                    "use-markup", TRUE, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, level == 1 ? "title" : "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  add (parent, label);
  add_links (parent, links);
}

static void
add_list (StippleMarkdownView *self, GtkWidget *parent, cmark_node *node)
{
  gboolean ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start (node);
  GtkWidget *list = new_box (GTK_ORIENTATION_VERTICAL, ITEM_SPACING, GTK_ACCESSIBLE_ROLE_LIST);
  GtkSizeGroup *markers = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  /* Widgets do not hold the group that they are in. */
  g_object_set_data_full (G_OBJECT (list), "markers", markers, g_object_unref);

  for (cmark_node *item = cmark_node_first_child (node); item != NULL;
       item = cmark_node_next (item))
    {
      GtkWidget *row = new_box (GTK_ORIENTATION_HORIZONTAL, 20, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      GtkWidget *content =
          new_box (GTK_ORIENTATION_VERTICAL, ITEM_SPACING, GTK_ACCESSIBLE_ROLE_GROUP);
      g_autofree char *text = ordered ? stipple_language_format_number (number++) : g_strdup ("•");
      GtkWidget *marker = new_label (text, self->text_class);

      gtk_label_set_wrap (GTK_LABEL (marker), FALSE);
      gtk_widget_add_css_class (marker, "marker");
      gtk_widget_set_valign (marker, GTK_ALIGN_BASELINE);
      gtk_widget_set_valign (content, GTK_ALIGN_BASELINE);
      gtk_widget_set_hexpand (content, TRUE);
      gtk_size_group_add_widget (markers, marker);
      add_blocks (self, content, item);
      gtk_box_append (GTK_BOX (row), marker);
      gtk_box_append (GTK_BOX (row), content);
      gtk_box_append (GTK_BOX (list), row);
    }
  add (parent, list);
}

static void
add_quote (StippleMarkdownView *self, GtkWidget *parent, cmark_node *node)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, ITEM_SPACING, GTK_ACCESSIBLE_ROLE_GROUP);

  gtk_widget_add_css_class (box, "quote");
  add_blocks (self, box, node);
  add (parent, box);
}

static void
add_code (StippleMarkdownView *self, GtkWidget *parent, cmark_node *node)
{
  g_autofree char *text = g_strchomp (g_strdup (cmark_node_get_literal (node)));
  g_autofree char *markup = g_markup_escape_text (text, -1);

  add (parent, new_label (markup, self->text_class));
}

static void
add_blocks (StippleMarkdownView *self, GtkWidget *parent, cmark_node *container)
{
  for (cmark_node *node = cmark_node_first_child (container); node != NULL;
       node = cmark_node_next (node))
    {
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_PARAGRAPH)
        add_paragraph (self, parent, node);
      else if (type == CMARK_NODE_HEADING)
        add_heading (parent, node);
      else if (type == CMARK_NODE_LIST)
        add_list (self, parent, node);
      else if (type == CMARK_NODE_BLOCK_QUOTE)
        add_quote (self, parent, node);
      else if (type == CMARK_NODE_CODE_BLOCK)
        add_code (self, parent, node);
      else if (type == CMARK_NODE_THEMATIC_BREAK)
        add (parent, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    }
}

static void
clear (StippleMarkdownView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rebuild (StippleMarkdownView *self)
{
  g_autoptr (cmark_node) document = NULL;

  clear (self);
  if (self->markdown == NULL)
    return;

  document = cmark_parse_document (self->markdown, strlen (self->markdown), CMARK_OPT_DEFAULT);
  add_blocks (self, GTK_WIDGET (self), document);
}

static void
set_text_class (StippleMarkdownView *self, const char *text_class)
{
  if (g_strcmp0 (self->text_class, text_class) == 0)
    return;

  g_free (self->text_class);
  self->text_class = g_strdup (text_class);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_CLASS]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleMarkdownView *self = STIPPLE_MARKDOWN_VIEW (object);

  switch (id)
    {
    case PROP_MARKDOWN:
      g_value_set_string (value, self->markdown);
      break;
    case PROP_TEXT_CLASS:
      g_value_set_string (value, self->text_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleMarkdownView *self = STIPPLE_MARKDOWN_VIEW (object);

  switch (id)
    {
    case PROP_MARKDOWN:
      stipple_markdown_view_set_markdown (self, g_value_get_string (value));
      break;
    case PROP_TEXT_CLASS:
      set_text_class (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleMarkdownView *self = STIPPLE_MARKDOWN_VIEW (object);

  clear (self);
  g_clear_pointer (&self->markdown, g_free);
  g_clear_pointer (&self->text_class, g_free);

  G_OBJECT_CLASS (stipple_markdown_view_parent_class)->dispose (object);
}

static void
stipple_markdown_view_class_init (StippleMarkdownViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_MARKDOWN] = g_param_spec_string ("markdown", NULL, NULL, NULL, flags);
  properties[PROP_TEXT_CLASS] = g_param_spec_string ("text-class", NULL, NULL, "body", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "markdown");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
stipple_markdown_view_init (StippleMarkdownView *self)
{
  self->text_class = g_strdup ("body");
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 stipple_line_layout_new (GTK_ORIENTATION_VERTICAL, BLOCK_SPACING));
  gtk_widget_add_css_class (GTK_WIDGET (self), "markdown");
}

GtkWidget *
stipple_markdown_view_new (const char *markdown)
{
  return g_object_new (STIPPLE_TYPE_MARKDOWN_VIEW, "markdown", markdown, NULL);
}

const char *
stipple_markdown_view_get_markdown (StippleMarkdownView *self)
{
  g_return_val_if_fail (STIPPLE_IS_MARKDOWN_VIEW (self), NULL);

  return self->markdown;
}

void
stipple_markdown_view_set_markdown (StippleMarkdownView *self, const char *markdown)
{
  g_return_if_fail (STIPPLE_IS_MARKDOWN_VIEW (self));

  if (g_strcmp0 (self->markdown, markdown) == 0)
    return;

  g_free (self->markdown);
  self->markdown = g_strdup (markdown);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKDOWN]);
}
