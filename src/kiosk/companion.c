// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/companion.h"

#include "core/language.h"
#include "kiosk/parts.h"
#include "widgets/line-layout.h"
#include "widgets/markdown-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GAP 6     /* px, between the two */
#define MARGIN 10 /* px, above and below both in a button, whose own is for one line */

static G_DEFINE_QUARK (stipple - companion, companion)

const char *
stipple_companion_text (StippleSession *session, const StippleText *text)
{
  const char *companion = stipple_session_get_companion (session);
  const char *words = companion != NULL ? stipple_text_get (text, companion) : "";

  return *words != '\0' ? words : NULL;
}

gboolean
stipple_companion_begin (StippleSession *session)
{
  const char *companion = stipple_session_get_companion (session);

  return companion != NULL && stipple_language_use (companion);
}

void
stipple_companion_end (StippleSession *session)
{
  stipple_language_use (stipple_session_get_language (session));
}

/* In the thread's language. */
static const char *
translate (const char *english)
{
  const char *context_end = strchr (english, '\004');

  return g_dpgettext (GETTEXT_PACKAGE, english,
                      context_end != NULL ? (gsize) (context_end - english) + 1 : 0);
}

const char *
stipple_companion_words (StippleSession *session, const char *english)
{
  const char *words;

  if (!stipple_companion_begin (session))
    return NULL;
  words = translate (english);
  stipple_companion_end (session);
  return words;
}

/* The words have a direction of their own, which children do not take from their parents. */
static void
set_direction (GtkWidget *widget, GtkTextDirection direction)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_direction (child, direction);
}

static GtkWidget *
first_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = first_label (child);
  return found;
}

static void
put_into (GtkWidget *parent, GtkWidget *box, GtkWidget *previous)
{
  if (GTK_IS_BUTTON (parent))
    gtk_button_set_child (GTK_BUTTON (parent), box);
  else if (GTK_IS_CHECK_BUTTON (parent))
    gtk_check_button_set_child (GTK_CHECK_BUTTON (parent), box);
  else
    gtk_widget_insert_after (box, parent, previous);
}

/* Both in a box that takes the place of @widget. */
static void
put_beneath (GtkWidget *widget, GtkWidget *second)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkWidget *previous = gtk_widget_get_prev_sibling (widget);
  const int margin = GTK_IS_BUTTON (parent) ? MARGIN : 0;
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "valign",
                    gtk_widget_get_valign (widget), "hexpand",
                    gtk_widget_compute_expand (widget, GTK_ORIENTATION_HORIZONTAL), NULL);

  gtk_widget_set_layout_manager (box, stipple_line_layout_new (GTK_ORIENTATION_VERTICAL, GAP));
  g_object_set (box, "margin-top", gtk_widget_get_margin_top (widget) + margin, "margin-bottom",
                gtk_widget_get_margin_bottom (widget) + margin, NULL);
  g_object_set (widget, "margin-top", 0, "margin-bottom", 0, NULL);
  g_object_ref (widget);
  if (GTK_IS_BUTTON (parent))
    gtk_button_set_child (GTK_BUTTON (parent), NULL);
  else if (GTK_IS_CHECK_BUTTON (parent))
    gtk_check_button_set_child (GTK_CHECK_BUTTON (parent), NULL);
  else
    gtk_widget_unparent (widget);
  gtk_box_append (GTK_BOX (box), widget);
  gtk_box_append (GTK_BOX (box), second);
  put_into (parent, box, previous);
  g_object_unref (widget);
}

/* What stands beneath @widget; made by @make when there is nothing yet. */
static GtkWidget *
get_second (GtkWidget *widget, GtkWidget *(*make) (void) )
{
  GtkWidget *second = g_object_get_qdata (G_OBJECT (widget), companion_quark ());

  if (second != NULL)
    return second;
  second = make ();
  gtk_widget_add_css_class (second, "companion");
  put_beneath (widget, second);
  g_object_set_qdata (G_OBJECT (widget), companion_quark (), second);
  return second;
}

static void
show (StippleSession *session, GtkWidget *second)
{
  gboolean rtl = stipple_language_is_rtl (stipple_session_get_companion (session));

  set_direction (second, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_widget_set_visible (second, TRUE);
}

static void
hide (GtkWidget *widget)
{
  GtkWidget *second = g_object_get_qdata (G_OBJECT (widget), companion_quark ());

  if (second != NULL)
    gtk_widget_set_visible (second, FALSE);
}

static GtkWidget *
make_label (void)
{
  return stipple_part_label ("", "caption");
}

static GtkWidget *
make_markdown (void)
{
  return stipple_markdown_view_new ("");
}

/* At the end of a line where @label is, though the words may run the other way; else where they begin. */
static float
align_beneath (StippleSession *session, GtkLabel *label)
{
  float xalign = gtk_label_get_xalign (label);
  gboolean opposed = stipple_language_is_rtl (stipple_session_get_companion (session))
                     != stipple_language_is_rtl (stipple_session_get_language (session));

  return xalign > 0.5f && opposed ? 1 - xalign : xalign;
}

void
stipple_companion_set (StippleSession *session, GtkWidget *widget, const char *words)
{
  GtkWidget *label = first_label (widget);
  GtkWidget *second;

  g_return_if_fail (label != NULL);

  if (words == NULL)
    {
      hide (label);
      return;
    }
  second = get_second (label, make_label);
  stipple_part_set_text (second, words);
  gtk_label_set_xalign (GTK_LABEL (second), align_beneath (session, GTK_LABEL (label)));
  gtk_label_set_justify (GTK_LABEL (second), gtk_label_get_justify (GTK_LABEL (label)));
  show (session, second);
}

static GtkWidget *
label_that_shows (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = label_that_shows (child, text);
  return found;
}

void
stipple_companion_set_all (StippleSession *session, GtkWidget *root, const char *const *english)
{
  for (; *english != NULL; english++)
    {
      GtkWidget *label = label_that_shows (root, translate (*english));

      g_return_if_fail (label != NULL);
      stipple_companion_set (session, label, stipple_companion_words (session, *english));
    }
}

void
stipple_companion_set_markdown (StippleSession *session, GtkWidget *view, const char *markdown)
{
  GtkWidget *second;

  if (markdown == NULL)
    {
      hide (view);
      return;
    }
  second = get_second (view, make_markdown);
  stipple_markdown_view_set_markdown (STIPPLE_MARKDOWN_VIEW (second), markdown);
  show (session, second);
}

void
stipple_companion_add (StippleSession *session, GtkWidget *box, const char *words)
{
  GtkWidget *label = stipple_part_label (words, "caption companion");

  gtk_box_append (GTK_BOX (box), label);
  show (session, label);
}

static void
add_text (GString *all, StippleSession *session, const StippleText *text)
{
  const char *words = stipple_companion_text (session, text);

  if (words != NULL)
    g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", words);
}

void
stipple_companion_add_figure (StippleSession *session, GtkWidget *box, StippleFigure figure)
{
  const StipplePack *pack = stipple_session_get_pack (session);
  g_autoptr (GString) all = g_string_new (NULL);

  if (figure == STIPPLE_FIGURE_PAIN)
    {
      add_text (all, session, pack->pain.usual_label);
      add_text (all, session, pack->pain.worst_label);
    }
  for (guint i = 0; figure == STIPPLE_FIGURE_SESSIONS && i < pack->plan.sessions->len; i++)
    {
      const StippleTreatmentSession *one = g_ptr_array_index (pack->plan.sessions, i);

      add_text (all, session, one->name);
      add_text (all, session, one->summary);
    }
  for (guint i = 0; figure == STIPPLE_FIGURE_PRICES && i < pack->prices->len; i++)
    {
      const StipplePrice *price = g_ptr_array_index (pack->prices, i);

      add_text (all, session, price->label);
      add_text (all, session, price->note);
    }
  for (guint i = 0; figure == STIPPLE_FIGURE_PRICES && i < pack->price_includes->len; i++)
    add_text (all, session, g_ptr_array_index (pack->price_includes, i));
  if (all->len > 0)
    stipple_companion_add (session, box, all->str);
}
