// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/preview.h"

#include "core/language.h"
#include "desk/day-button.h"
#include "desk/parts.h"
#include "desk/printing/intake-print.h"
#include "desk/printing/paper.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define PAGE_WIDTH 612 /* px: as many as the paper has points */

struct _StipplePreview
{
  GtkWindow parent_instance;

  GtkWidget *pages;
  GtkWidget *languages;
  GtkWidget *day;
  StippleDesk *desk;
  StippleOpenIntake *document;
  StippleDocument *layout;
  StipplePaper paper;
  GDate first; /* of an aftercare sheet; invalid: a summary */
};

G_DEFINE_FINAL_TYPE (StipplePreview, stipple_preview, GTK_TYPE_WINDOW)

static const char *
chosen_language (StipplePreview *self)
{
  GPtrArray *languages = stipple_open_intake_get_pack (self->document)->languages;
  const guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->languages));
  const StippleLanguage *language;

  if (index >= languages->len)
    return stipple_print_language (self->desk, self->document);
  language = g_ptr_array_index (languages, index);
  return language->tag;
}

static void
draw_page (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  StipplePreview *self = data;
  const guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double paper_width, paper_height;

  stipple_paper_get_size (self->paper, &paper_width, &paper_height);
  cairo_scale (cr, width / paper_width, width / paper_width);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (self->layout != NULL)
    stipple_document_draw_page (self->layout, page, cr);
}

static GtkWidget *
make_page (StipplePreview *self, guint page, guint n)
{
  GtkWidget *area = gtk_drawing_area_new ();
  g_autofree char *name = g_strdup_printf (_ ("Page %u of %u"), page + 1, n);
  double width, height;

  stipple_paper_get_size (self->paper, &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PAGE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) (PAGE_WIDTH * height / width));
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (area, "paper-page");
  g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (page));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return area;
}

static void
lay_out (StipplePreview *self)
{
  guint n;

  g_clear_pointer (&self->layout, stipple_document_free);
  self->layout = stipple_intake_print_lay_out (self->document, &self->first, chosen_language (self),
                                               self->paper);
  n = stipple_document_get_n_pages (self->layout);
  stipple_desk_clear (self->pages);
  for (guint page = 0; page < n; page++)
    gtk_box_append (GTK_BOX (self->pages), make_page (self, page, n));
}

/* --- What is done with it */

static void
on_print (StipplePreview *self)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  const StipplePrintEntry what = {
    .kind = g_date_valid (&self->first) ? STIPPLE_PRINT_AFTERCARE : STIPPLE_PRINT_SUMMARY,
    .language = (char *) chosen_language (self),
    .day = self->first,
  };

  g_ptr_array_add (documents, g_object_ref (self->document));
  stipple_intake_print (self->desk, &what, documents,
                        gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_export (StipplePreview *self)
{
  stipple_export_pdf (self->desk, self->document, chosen_language (self),
                      g_date_valid (&self->first) ? &self->first : NULL,
                      gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The day of the first session */

static void
on_day (StipplePreview *self)
{
  stipple_day_button_get_day (STIPPLE_DAY_BUTTON (self->day), &self->first);
  lay_out (self);
}

/* Who locks the desk or leaves it takes this from the screen as well. */
static void
state_changed (StipplePreview *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      == STIPPLE_CLIENT_SIGNED_OUT)
    gtk_window_close (GTK_WINDOW (self));
}

static void
add_languages (StipplePreview *self)
{
  GPtrArray *languages = stipple_open_intake_get_pack (self->document)->languages;
  const char *wanted = stipple_print_language (self->desk, self->document);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < languages->len; i++)
    gtk_string_list_append (names, ((StippleLanguage *) g_ptr_array_index (languages, i))->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->languages), G_LIST_MODEL (names));
  for (guint i = 0; i < languages->len; i++)
    if (g_str_equal (((StippleLanguage *) g_ptr_array_index (languages, i))->tag, wanted))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->languages), i);
  g_signal_connect_object (self->languages, "notify::selected", G_CALLBACK (lay_out), self,
                           G_CONNECT_SWAPPED);
}

static void
stipple_preview_dispose (GObject *object)
{
  StipplePreview *self = STIPPLE_PREVIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_PREVIEW);
  g_clear_pointer (&self->layout, stipple_document_free);
  g_clear_object (&self->document);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_preview_parent_class)->dispose (object);
}

static void
stipple_preview_class_init (StipplePreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_preview_dispose;
  g_type_ensure (STIPPLE_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/preview.ui");
  gtk_widget_class_bind_template_child (widget_class, StipplePreview, pages);
  gtk_widget_class_bind_template_child (widget_class, StipplePreview, languages);
  gtk_widget_class_bind_template_child (widget_class, StipplePreview, day);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
stipple_preview_init (StipplePreview *self)
{
  g_date_clear (&self->first, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_preview (StippleDesk *desk, StippleOpenIntake *document, gboolean aftercare, GtkWindow *parent)
{
  StipplePreview *self = g_object_new (STIPPLE_TYPE_PREVIEW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->document = g_object_ref (document);
  self->paper = stipple_print_paper (stipple_desk_get_settings (desk));
  if (aftercare)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Aftercare sheet"));
      gtk_widget_set_visible (self->day, TRUE);
      /* TRANSLATORS: %s is a day */
      stipple_day_button_set_format (STIPPLE_DAY_BUTTON (self->day), _ ("First session: %s"));
      stipple_day_button_get_day (STIPPLE_DAY_BUTTON (self->day), &self->first);
      g_signal_connect_object (self->day, "changed", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
    }
  add_languages (self);
  lay_out (self);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
stipple_preview_new (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent)
{
  return new_preview (desk, document, FALSE, parent);
}

GtkWidget *
stipple_preview_new_aftercare (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent)
{
  return new_preview (desk, document, TRUE, parent);
}
