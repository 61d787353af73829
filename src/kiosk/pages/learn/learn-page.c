// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/learn/learn-page.h"

#include "core/faq-search.h"
#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/pages/learn/gallery-view.h"
#include "kiosk/parts.h"
#include "widgets/chip.h"
#include "widgets/expander.h"
#include "widgets/figure.h"
#include "widgets/markdown-view.h"
#include "widgets/qr-code.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

#define QUESTIONS_A_FRAME 6

struct _StippleLearnPage
{
  StipplePage parent_instance;

  StippleFaqSearch *search;
  GPtrArray *questions; /* StippleExpander, by index in the pack's FAQ; owned by the list */
  gboolean first_frame_over;
  GPtrArray *chips; /* StippleChip: all, each category, the gallery; owned by the categories' box */

  GtkEntry *entry;
  StippleWrapBox *categories;
  GtkLabel *found;
  GtkWidget *nothing;
  GtkBox *list;
  GtkBox *answers; /* the list, and the gallery once it was wanted */
  GtkWidget *gallery;
};

G_DEFINE_FINAL_TYPE (StippleLearnPage, stipple_learn_page, STIPPLE_TYPE_PAGE)

static const StipplePack *
get_pack (StippleLearnPage *self)
{
  return stipple_session_get_pack (stipple_page_get_session (STIPPLE_PAGE (self)));
}

/* The chosen category; NULL for all. */
static const char *
get_category (StippleLearnPage *self)
{
  const GPtrArray *categories = get_pack (self)->categories;

  for (guint i = 0; i < categories->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->chips, i + 1)))
      return ((const StippleNamed *) g_ptr_array_index (categories, i))->id;
  return NULL;
}

static gboolean
has_gallery (StippleLearnPage *self)
{
  return get_pack (self)->gallery->len > 0;
}

/* Its chip is the last. */
static gboolean
wants_gallery (StippleLearnPage *self)
{
  return has_gallery (self)
         && gtk_toggle_button_get_active (self->chips->pdata[self->chips->len - 1]);
}

/* Made when it is first wanted: its pictures are many and large. */
static void
show_gallery (StippleLearnPage *self, gboolean shown)
{
  if (shown && self->gallery == NULL)
    {
      self->gallery = stipple_gallery_view_new (STIPPLE_PAGE (self));
      gtk_box_prepend (self->answers, self->gallery);
    }
  if (self->gallery != NULL)
    gtk_widget_set_visible (self->gallery, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !shown);
}

/* With no match, the first question of each category is offered instead. */
static GArray *
suggest (StippleLearnPage *self)
{
  const StipplePack *pack = get_pack (self);
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *last = NULL;

  for (guint i = 0; i < pack->faq->len; i++)
    {
      const StippleFaqEntry *entry = g_ptr_array_index (pack->faq, i);

      if (g_strcmp0 (entry->category, last) != 0)
        g_array_append_val (indices, i);
      last = entry->category;
    }
  return indices;
}

static void
announce (StippleLearnPage *self, guint n, gboolean searching)
{
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u question found", "%u questions found", n), n);

  gtk_label_set_label (self->found, text);
  gtk_widget_set_visible (GTK_WIDGET (self->found), searching && n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
}

/* An answer is built when it is first opened: most never are. */
static void
question_expanded (StippleExpander *question, GParamSpec *pspec, StippleLearnPage *self)
{
  StipplePage *page = STIPPLE_PAGE (self);
  const StipplePack *pack = get_pack (self);
  const StippleFaqEntry *entry;
  GtkWidget *body;
  GtkWidget *figure;
  guint index;

  if (stipple_expander_get_child (question) != NULL
      || !g_ptr_array_find (self->questions, question, &index))
    return;
  entry = g_ptr_array_index (pack->faq, index);
  body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 32);
  gtk_box_append (GTK_BOX (body),
                  stipple_markdown_view_new (stipple_page_text (page, entry->answer)));
  stipple_page_pair_markdown (page, gtk_widget_get_first_child (body), entry->answer);
  figure = stipple_figure_new (entry->figure, pack,
                               stipple_session_get_language (stipple_page_get_session (page)));
  if (figure != NULL)
    {
      gtk_box_append (GTK_BOX (body), figure);
      stipple_companion_add_figure (stipple_page_get_session (page), body, entry->figure);
    }
  if (entry->qr_target != NULL)
    {
      GtkWidget *code = stipple_qr_code_new (entry->qr_target);

      gtk_widget_set_halign (code, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (body), code);
      gtk_box_append (GTK_BOX (body),
                      stipple_part_label (_ ("Scan this with your phone to see more."), "caption"));
    }
  stipple_expander_set_child (question, body);
}

/* Questions up to and without @end, that are not there yet. */
static void
add_questions (StippleLearnPage *self, guint end)
{
  const GPtrArray *faq = get_pack (self)->faq;

  for (guint i = self->questions->len; i < MIN (end, faq->len); i++)
    {
      const StippleFaqEntry *entry = g_ptr_array_index (faq, i);
      GtkWidget *question =
          stipple_expander_new (stipple_page_text (STIPPLE_PAGE (self), entry->question));

      g_signal_connect_object (question, "notify::expanded", G_CALLBACK (question_expanded), self,
                               0);
      g_ptr_array_add (self->questions, question);
      gtk_box_append (self->list, question);
      stipple_page_pair (STIPPLE_PAGE (self), question, entry->question);
    }
}

/* All of them in one frame would make it a long one, and the first has the rest of the page. */
static gboolean
add_more_questions (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StippleLearnPage *self = STIPPLE_LEARN_PAGE (widget);

  if (!gtk_widget_get_visible (widget)) /* left already */
    return G_SOURCE_REMOVE;
  if (!self->first_frame_over || stipple_page_is_unfolding (STIPPLE_PAGE (self)))
    {
      self->first_frame_over = TRUE;
      return G_SOURCE_CONTINUE;
    }
  add_questions (self, self->questions->len + QUESTIONS_A_FRAME);
  return self->questions->len < get_pack (self)->faq->len ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
refresh (StippleLearnPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) indices = stipple_faq_search_query (self->search, typed, get_category (self));
  GtkWidget *last = NULL;

  add_questions (self, get_pack (self)->faq->len);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     *typed != '\0' ? "stipple-cross-symbolic" : NULL);
  announce (self, indices->len, *typed != '\0');
  show_gallery (self, FALSE);
  if (indices->len == 0)
    {
      g_array_unref (indices);
      indices = suggest (self);
    }
  for (guint i = 0; i < self->questions->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->questions, i), FALSE);
  for (guint i = 0; i < indices->len; i++)
    {
      GtkWidget *question = g_ptr_array_index (self->questions, g_array_index (indices, guint, i));

      gtk_widget_set_visible (question, TRUE);
      gtk_box_reorder_child_after (self->list, question, last);
      last = question;
    }
}

/* Who searches looks for an answer; the gallery has none. */
static void
search_changed (StippleLearnPage *self)
{
  if (wants_gallery (self) && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_toggle_button_set_active (g_ptr_array_index (self->chips, 0), TRUE);
  else if (!wants_gallery (self))
    refresh (self);
}

static void
clear_search (StippleLearnPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
chip_toggled (GtkToggleButton *chip, StippleLearnPage *self)
{
  if (!gtk_toggle_button_get_active (chip))
    return;
  if (!wants_gallery (self))
    {
      refresh (self);
      return;
    }
  clear_search (self);
  gtk_widget_set_visible (GTK_WIDGET (self->found), FALSE);
  gtk_widget_set_visible (self->nothing, FALSE);
  show_gallery (self, TRUE);
}

static void
show_all (StippleLearnPage *self)
{
  clear_search (self);
  gtk_toggle_button_set_active (g_ptr_array_index (self->chips, 0), TRUE);
}

static GtkWidget *
add_chip (StippleLearnPage *self, const char *name, guint count)
{
  /* TRANSLATORS: a category and how many questions it has: "Results 6" */
  g_autofree char *text = g_strdup_printf (_ ("%s %u"), name, count);
  GtkWidget *chip = stipple_chip_new (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->chips->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), g_ptr_array_index (self->chips, 0));
  g_ptr_array_add (self->chips, chip);
  stipple_wrap_box_append (self->categories, chip);
  return chip;
}

static void
add_categories (StippleLearnPage *self)
{
  const StipplePack *pack = get_pack (self);

  add_chip (self, C_ ("questions", "All"), pack->faq->len);
  for (guint i = 0; i < pack->categories->len; i++)
    {
      const StippleNamed *category = g_ptr_array_index (pack->categories, i);
      guint count = 0;

      for (guint j = 0; j < pack->faq->len; j++)
        if (g_str_equal (((const StippleFaqEntry *) g_ptr_array_index (pack->faq, j))->category,
                         category->id))
          count++;
      stipple_page_pair (
          STIPPLE_PAGE (self),
          add_chip (self, stipple_page_text (STIPPLE_PAGE (self), category->name), count),
          category->name);
    }
  if (has_gallery (self))
    stipple_page_pair_words (STIPPLE_PAGE (self),
                             add_chip (self, _ ("Gallery"), pack->gallery->len), N_ ("Gallery"));
  gtk_toggle_button_set_active (g_ptr_array_index (self->chips, 0), TRUE);
  for (guint i = 0; i < self->chips->len; i++)
    g_signal_connect_object (g_ptr_array_index (self->chips, i), "toggled",
                             G_CALLBACK (chip_toggled), self, 0);
}

static GVariant *
stipple_learn_page_save_view (StipplePage *page)
{
  StippleLearnPage *self = STIPPLE_LEARN_PAGE (page);
  g_auto (GVariantBuilder) open = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("au"));
  guint32 chip = 0;

  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->chips, i)))
      chip = i;
  for (guint32 i = 0; i < self->questions->len; i++)
    if (stipple_expander_get_expanded (g_ptr_array_index (self->questions, i)))
      g_variant_builder_add (&open, "u", i);
  return g_variant_new ("(suau)", gtk_editable_get_text (GTK_EDITABLE (self->entry)), chip, &open);
}

static void
stipple_learn_page_restore_view (StipplePage *page, GVariant *view)
{
  StippleLearnPage *self = STIPPLE_LEARN_PAGE (page);
  g_autoptr (GVariantIter) open = NULL;
  const char *typed;
  guint32 chip;
  guint32 index;

  g_variant_get (view, "(&suau)", &typed, &chip, &open);
  add_questions (self, get_pack (self)->faq->len);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  if (chip < self->chips->len)
    gtk_toggle_button_set_active (g_ptr_array_index (self->chips, chip), TRUE);
  while (g_variant_iter_next (open, "u", &index))
    if (index < self->questions->len)
      stipple_expander_set_expanded (g_ptr_array_index (self->questions, index), TRUE);
}

static void
stipple_learn_page_constructed (GObject *object)
{
  StippleLearnPage *self = STIPPLE_LEARN_PAGE (object);

  G_OBJECT_CLASS (stipple_learn_page_parent_class)->constructed (object);
  stipple_page_pair_title (STIPPLE_PAGE (self), N_ ("What would you like to know?"), NULL);
  self->search = stipple_faq_search_new (
      get_pack (self),
      stipple_session_get_language (stipple_page_get_session (STIPPLE_PAGE (self))));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), add_more_questions, NULL, NULL);
  add_categories (self);
}

static void
stipple_learn_page_finalize (GObject *object)
{
  StippleLearnPage *self = STIPPLE_LEARN_PAGE (object);

  g_clear_pointer (&self->search, stipple_faq_search_free);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->chips);
  G_OBJECT_CLASS (stipple_learn_page_parent_class)->finalize (object);
}

static void
stipple_learn_page_class_init (StippleLearnPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_learn_page_constructed;
  object_class->finalize = stipple_learn_page_finalize;
  STIPPLE_PAGE_CLASS (class)->save_view = stipple_learn_page_save_view;
  STIPPLE_PAGE_CLASS (class)->restore_view = stipple_learn_page_restore_view;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/learn-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, entry);
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, categories);
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, found);
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, list);
  gtk_widget_class_bind_template_child (widget_class, StippleLearnPage, answers);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
}

static void
stipple_learn_page_init (StippleLearnPage *self)
{
  self->questions = g_ptr_array_new ();
  self->chips = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
