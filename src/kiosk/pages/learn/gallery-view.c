// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/learn/gallery-view.h"

#include "kiosk/parts.h"
#include "widgets/picture.h"
#include "widgets/qr-code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BETWEEN 28 /* px, cards */
#define SPACING 24 /* px, in a card */

/* Without what every address begins with: it is to be known again, not typed. */
static const char *
address_of (const char *link)
{
  return link + strlen ("https://");
}

static void
append_paired (StipplePage *page, GtkWidget *card, GtkWidget *label, const StippleText *text)
{
  gtk_box_append (GTK_BOX (card), label);
  stipple_page_pair (page, label, text);
}

static void
append_link (StipplePage *page, GtkWidget *card, const char *link)
{
  GtkWidget *code = stipple_qr_code_new (link);
  GtkWidget *hint = stipple_part_label (_ ("Scan this with your phone to see more."), "caption");

  gtk_widget_set_halign (code, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), code);
  gtk_box_append (GTK_BOX (card), hint);
  stipple_page_pair_words (page, hint, N_ ("Scan this with your phone to see more."));
  gtk_box_append (GTK_BOX (card), stipple_part_label (address_of (link), "caption muted"));
}

static GtkWidget *
make_card (StipplePage *page, const StippleGalleryEntry *entry)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "padded");
  append_paired (page, card, stipple_part_heading (stipple_page_text (page, entry->title)),
                 entry->title);
  if (entry->image != NULL)
    gtk_box_append (
        GTK_BOX (card),
        stipple_picture_new (stipple_session_get_media_source (stipple_page_get_session (page)),
                             entry->image, stipple_page_text (page, entry->image->alt)));
  append_paired (page, card, stipple_part_label (stipple_page_text (page, entry->caption), "body"),
                 entry->caption);
  if (entry->link != NULL)
    append_link (page, card, entry->link);
  return card;
}

GtkWidget *
stipple_gallery_view_new (StipplePage *page)
{
  const GPtrArray *gallery = stipple_session_get_pack (stipple_page_get_session (page))->gallery;
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, BETWEEN);

  for (guint i = 0; i < gallery->len; i++)
    gtk_box_append (GTK_BOX (view), make_card (page, g_ptr_array_index (gallery, i)));
  return view;
}
