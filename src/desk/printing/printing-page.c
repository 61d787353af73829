// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/printing-page.h"

#include "core/ids.h"
#include "core/language.h"
#include "desk/parts.h"
#include "desk/printing/batch.h"
#include "desk/printing/spooler.h"
#include "desk/words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StipplePrintingPage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
  StippleDesk *desk;
};

G_DEFINE_FINAL_TYPE (StipplePrintingPage, stipple_printing_page, GTK_TYPE_WIDGET)

/* --- What is done with an entry */

/* A button of an entry: what it does, and to which. */
typedef struct
{
  StipplePrintingPage *page;
  char *id;
  void (*act) (StipplePrintingPage *self, const StipplePrintEntry *entry);
} Deed;

static void
deed_free (gpointer data, GClosure *closure)
{
  Deed *deed = data;

  g_free (deed->id);
  g_free (deed);
}

static void
on_deed (GtkButton *button, Deed *deed)
{
  const StipplePrintEntry *entry =
      stipple_print_list_find (stipple_desk_get_unprinted (deed->page->desk), deed->id);

  if (entry != NULL)
    deed->act (deed->page, entry);
}

static void
print_again (StipplePrintingPage *self, const StipplePrintEntry *entry)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  stipple_batch_run (STIPPLE_BATCH (stipple_batch_new_again (self->desk, entry->id, parent)));
}

/* A job that was taken out of its queue. */
typedef struct
{
  StipplePrintingPage *page;
  char *id;
} Taken;

static void
taken_back (GObject *source, GAsyncResult *result, gpointer data)
{
  Taken *taken = data;
  g_autoptr (StipplePrintingPage) self = taken->page;
  g_autofree char *id = taken->id;
  g_autoptr (GError) error = NULL;
  const gboolean good = stipple_spooler_cancel_finish (result, &error);

  g_free (taken);
  if (self->desk == NULL)
    return;
  if (good)
    stipple_print_list_set_failed (stipple_desk_get_unprinted (self->desk), id,
                                   _ ("It was taken back from the printer."));
  else
    stipple_desk_toast (self->desk, error->message);
}

static void
take_back (StipplePrintingPage *self, const StipplePrintEntry *entry)
{
  g_autofree char *title = stipple_print_entry_title (entry);
  Taken *taken = g_new0 (Taken, 1);

  taken->page = g_object_ref (self);
  taken->id = g_strdup (entry->id);
  stipple_spooler_cancel_async (title, taken_back, taken);
}

static void
drop (StipplePrintingPage *self, const StipplePrintEntry *entry)
{
  stipple_print_list_remove (stipple_desk_get_unprinted (self->desk), entry->id);
}

/* --- Showing */

static GtkWidget *
make_button (StipplePrintingPage *self, const StipplePrintEntry *entry, const char *label,
             const char *style, void (*act) (StipplePrintingPage *, const StipplePrintEntry *))
{
  GtkWidget *button = gtk_button_new_with_label (label);
  Deed *deed = g_new0 (Deed, 1);

  deed->page = self;
  deed->id = g_strdup (entry->id);
  deed->act = act;
  gtk_widget_add_css_class (button, "desk-button");
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_deed), deed, deed_free, 0);
  return button;
}

static const char *
kind_words (StipplePrintKind kind)
{
  switch (kind)
    {
    case STIPPLE_PRINT_AFTERCARE:
      return _ ("Aftercare sheet");
    case STIPPLE_PRINT_DAY_CLOSE:
      return _ ("Day close");
    case STIPPLE_PRINT_PAPER_FORM:
      return _ ("Blank form");
    case STIPPLE_PRINT_SUMMARY:
    case STIPPLE_N_PRINT_KINDS:
    default:
      return _ ("Summary");
    }
}

/* "Summary · 7K4-Q2M", "7 summaries", "Day close · Dec 5, 2026". Transfer full. */
static char *
title_words (const StipplePrintEntry *entry)
{
  const guint n = entry->codes != NULL ? g_strv_length (entry->codes) : 0;
  g_autofree char *which =
      n > 0 ? stipple_code_display (entry->codes[0])
            : stipple_language_format_date (&entry->day, NULL, STIPPLE_DATE_SHORT);

  if (n > 1)
    return g_strdup_printf (
        entry->kind == STIPPLE_PRINT_PAPER_FORM
            ? g_dngettext (GETTEXT_PACKAGE, "%u blank form", "%u blank forms", n)
            : g_dngettext (GETTEXT_PACKAGE, "%u summary", "%u summaries", n),
        n);
  /* TRANSLATORS: what is printed, and the code of its intake or its day */
  return g_strdup_printf (C_ ("printing", "%s · %s"), kind_words (entry->kind), which);
}

static char *
state_words (const StipplePrintEntry *entry)
{
  if (entry->trouble != NULL)
    return g_strdup (entry->trouble);
  if (!entry->sent)
    return g_strdup (_ ("It was not printed."));
  if (entry->printer == NULL)
    return g_strdup (_ ("On its way to the printer"));
  /* TRANSLATORS: %s is a printer */
  return g_strdup_printf (_ ("On its way to “%s”"), entry->printer);
}

static GtkWidget *
make_row (StipplePrintingPage *self, const StipplePrintEntry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const gboolean alert = !entry->sent || entry->trouble != NULL;
  g_autofree char *title = title_words (entry);
  g_autofree char *state = state_words (entry);
  g_autofree char *when = stipple_desk_moment (entry->made);

  gtk_widget_add_css_class (row, "desk-card");
  gtk_widget_add_css_class (row, "call-row");
  gtk_box_append (GTK_BOX (row), stipple_desk_label (title, "strong"));
  gtk_box_append (GTK_BOX (row), alert
                                     ? stipple_desk_tag ("stipple-warning-symbolic", state, "stop")
                                     : stipple_desk_label (state, NULL));
  if (entry->sent && entry->trouble != NULL && entry->printer != NULL)
    gtk_box_append (GTK_BOX (row),
                    stipple_desk_label (_ ("It waits there, and is printed once, as soon as the "
                                           "printer goes on."),
                                        NULL));
  gtk_box_append (GTK_BOX (row), stipple_desk_label (when, "muted small"));
  if (entry->sent)
    gtk_box_append (GTK_BOX (buttons),
                    make_button (self, entry, _ ("Take it back"), NULL, take_back));
  else
    {
      gtk_box_append (GTK_BOX (buttons),
                      make_button (self, entry, _ ("Print again"), "primary", print_again));
      gtk_box_append (GTK_BOX (buttons),
                      make_button (self, entry, _ ("Do not print"), "plain", drop));
    }
  gtk_box_append (GTK_BOX (row), buttons);
  return row;
}

static void
list_changed (StipplePrintingPage *self)
{
  StipplePrintList *list = stipple_desk_get_unprinted (self->desk);
  const guint n = stipple_print_list_get_n (list);

  stipple_desk_clear (self->list);
  for (guint i = n; i > 0; i--)
    gtk_box_append (GTK_BOX (self->list), make_row (self, stipple_print_list_get (list, i - 1)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
}

static void
stipple_printing_page_dispose (GObject *object)
{
  StipplePrintingPage *self = STIPPLE_PRINTING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_PRINTING_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_printing_page_parent_class)->dispose (object);
}

static void
stipple_printing_page_class_init (StipplePrintingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_printing_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/printing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StipplePrintingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, StipplePrintingPage, list);
}

static void
stipple_printing_page_init (StipplePrintingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_printing_page_new (StippleDesk *desk)
{
  StipplePrintingPage *self = g_object_new (STIPPLE_TYPE_PRINTING_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_unprinted (desk), "changed", G_CALLBACK (list_changed),
                           self, G_CONNECT_SWAPPED);
  list_changed (self);
  return GTK_WIDGET (self);
}
