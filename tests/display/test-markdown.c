// SPDX-License-Identifier: GPL-3.0-or-later
/* Markdown to widgets: expected texts, roles and codes. */
#include "core/language.h"
#include "display-test.h"
#include "widgets/markdown-view.h"
#include "widgets/qr-code.h"

typedef struct
{
  const char *name;
  const char *markdown;
  const char *texts;
} Case;

static const Case cases[] = {
  { "paragraph", "One line\nand its rest.", "One line and its rest." },
  { "paragraphs", "One.\n\nTwo.", "One. | Two." },
  { "line-break", "One\\\ntwo", "One\ntwo" },
  { "strong", "a **b** c", "a b c" },
  { "heading", "# Title\n\nText", "Title | Text" },
  { "bullets", "- one\n- two", "• | one | • | two" },
  { "ordered", "1. one\n2. two", "1 | one | 2 | two" },
  { "ordered-from-three", "3. one\n4. two", "3 | one | 4 | two" },
  { "nested", "- one\n  - inner", "• | one | • | inner" },
  { "quote", "> said", "said" },
  { "code", "`a < b`", "a < b" },
  { "code-block", "    a & b", "a & b" },
  { "markup-is-text", "<b>x</b> a < b & c", "x a < b & c" },
  { "image-is-its-description", "![a head](x.png)", "a head" },
  { "empty", "", "" },
  { "link", "See [here](https://example.org/a&b).", "See here. | https://example.org/a&b" },
};

static void
test_texts (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GtkWidget) view = g_object_ref_sink (stipple_markdown_view_new (test->markdown));
  g_autofree char *texts = display_test_texts (view);

  g_assert_cmpstr (texts, ==, test->texts);
}

static void
test_strong_is_bold (void)
{
  g_autoptr (GtkWidget) view =
      g_object_ref_sink (stipple_markdown_view_new ("a **b** *c* [d](https://example.org)"));
  GtkWidget *label = display_test_find (view, GTK_TYPE_LABEL, "body");

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "a <b>b</b> <i>c</i> <u>d</u>");
}

static void
test_nothing_to_activate (void)
{
  g_autoptr (GtkWidget) view =
      g_object_ref_sink (stipple_markdown_view_new ("[d](https://example.org)"));
  GtkWidget *label = display_test_find (view, GTK_TYPE_LABEL, "body");

  g_assert_false (gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_null (gtk_label_get_current_uri (GTK_LABEL (label)));
  g_assert_false (gtk_widget_get_focusable (label));
}

static void
test_link_has_code (void)
{
  g_autoptr (GtkWidget) view =
      g_object_ref_sink (stipple_markdown_view_new ("See [d](https://example.org/x)."));
  GtkWidget *code = display_test_find (view, STIPPLE_TYPE_QR_CODE, NULL);

  g_assert_nonnull (code);
  g_assert_cmpstr (stipple_qr_code_get_text (STIPPLE_QR_CODE (code)), ==, "https://example.org/x");
}

static void
test_roles (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (stipple_markdown_view_new ("## Title\n\n- one"));
  GtkWidget *heading = display_test_find (view, GTK_TYPE_LABEL, "heading");
  GtkWidget *list = gtk_widget_get_last_child (view);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_first_child (list)),
                                   GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
test_hanging_indent (void)
{
  GtkWidget *view = stipple_markdown_view_new (
      "9. short\n10. a line so long that it has to wrap into a second line of the very same item, "
      "which must stay clear of the marker");
  GtkWindow *window = display_test_show (view);
  GtkWidget *list = gtk_widget_get_first_child (view);
  int from[2];
  int i = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_last_child (row), list, &bounds));
      from[i++] = (int) bounds.origin.x;
    }
  g_assert_cmpint (from[0], >, 0);
  g_assert_cmpint (from[0], ==, from[1]);
  gtk_window_destroy (window);
}

static float
first_baseline (GtkWidget *label, GtkWidget *within)
{
  graphene_rect_t bounds;
  int y;

  g_assert_true (gtk_widget_compute_bounds (label, within, &bounds));
  gtk_label_get_layout_offsets (GTK_LABEL (label), NULL, &y);
  /* The offset is within the label's allocation, as the bounds are: there is no padding. */
  return bounds.origin.y + (float) y
         + (float) PANGO_PIXELS (
             pango_layout_get_baseline (gtk_label_get_layout (GTK_LABEL (label))));
}

/* Arabic's lines are higher than those of the digits, which another font has. */
static void
test_marker_stands_on_the_line (void)
{
  static const char *const items[] = { "1. one", "1. واحد", "1. 一", "- واحد\n\n  اثنان" };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      GtkWidget *view = stipple_markdown_view_new (items[i]);
      GtkWindow *window = display_test_show (view);
      GtkWidget *marker = display_test_find (view, GTK_TYPE_LABEL, "marker");
      GtkWidget *text =
          display_test_find (gtk_widget_get_next_sibling (marker), GTK_TYPE_LABEL, "body");

      g_assert_cmpfloat_with_epsilon (first_baseline (marker, view), first_baseline (text, view),
                                      1.5);
      gtk_window_destroy (window);
    }
}

static void
test_replaced (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (stipple_markdown_view_new ("One."));
  int count;

  display_test_count (view, "markdown", &count);
  stipple_markdown_view_set_markdown (STIPPLE_MARKDOWN_VIEW (view), "Two.");
  stipple_markdown_view_set_markdown (STIPPLE_MARKDOWN_VIEW (view), "Two.");
  g_assert_cmpint (count, ==, 1);

  g_autofree char *texts = display_test_texts (view);
  g_assert_cmpstr (texts, ==, "Two.");

  stipple_markdown_view_set_markdown (STIPPLE_MARKDOWN_VIEW (view), NULL);
  g_assert_null (gtk_widget_get_first_child (view));
}

static void
test_text_class (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (
      g_object_new (STIPPLE_TYPE_MARKDOWN_VIEW, "markdown", "x", "text-class", "lead", NULL));

  g_assert_nonnull (display_test_find (view, GTK_TYPE_LABEL, "lead"));
  g_assert_null (display_test_find (view, GTK_TYPE_LABEL, "body"));
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/markdown/texts/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_texts);
    }
  g_test_add_func ("/markdown/strong-is-bold", test_strong_is_bold);
  g_test_add_func ("/markdown/nothing-to-activate", test_nothing_to_activate);
  g_test_add_func ("/markdown/link-has-code", test_link_has_code);
  g_test_add_func ("/markdown/roles", test_roles);
  g_test_add_func ("/markdown/hanging-indent", test_hanging_indent);
  g_test_add_func ("/markdown/marker-stands-on-the-line", test_marker_stands_on_the_line);
  g_test_add_func ("/markdown/replaced", test_replaced);
  g_test_add_func ("/markdown/text-class", test_text_class);
  return g_test_run ();
}
