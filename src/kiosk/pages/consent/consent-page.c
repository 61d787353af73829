// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/consent/consent-page.h"

#include "kiosk/columns.h"
#include "kiosk/fault-line.h"
#include "widgets/line-layout.h"
#include "widgets/markdown-view.h"
#include "widgets/signature-pad.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleConsentPage
{
  StipplePage parent_instance;

  StippleMarkdownView *text;
  GtkCheckButton *agree;
  GtkLabel *statement;
  StippleFaultLine *agree_fault;
  StippleSignaturePad *pad;
  GtkWidget *undo;
  GtkWidget *clear;
  StippleFaultLine *signature_fault;
  GtkCheckButton *tick;
};

G_DEFINE_FINAL_TYPE (StippleConsentPage, stipple_consent_page, STIPPLE_TYPE_PAGE)

static StippleSession *
get_session (StippleConsentPage *self)
{
  return stipple_page_get_session (STIPPLE_PAGE (self));
}

static gboolean
check (StippleConsentPage *self, const char *field, StippleFaultLine *fault)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = stipple_session_check_field (get_session (self), field, &error);

  stipple_fault_line_set_text (fault, fine ? NULL : error->message);
  return fine;
}

static gboolean
stipple_consent_page_next (StipplePage *page)
{
  StippleConsentPage *self = STIPPLE_CONSENT_PAGE (page);
  gboolean agreed = check (self, "consent-given", self->agree_fault);
  gboolean is_signed = check (self, "signature", self->signature_fault);

  if (agreed && is_signed)
    return FALSE;
  if (!agreed)
    gtk_widget_grab_focus (GTK_WIDGET (self->agree));
  stipple_page_scroll_to (page, GTK_WIDGET (agreed ? self->signature_fault : self->agree_fault));
  return TRUE;
}

static void
agree_toggled (StippleConsentPage *self)
{
  if (gtk_check_button_get_active (self->agree))
    stipple_fault_line_set_text (self->agree_fault, NULL);
}

static void
signature_changed (StippleConsentPage *self)
{
  const StippleStrokes *strokes = stipple_signature_pad_get_strokes (self->pad);
  gboolean any = strokes != NULL && stipple_strokes_get_n (strokes) > 0;

  stipple_session_set_signature (get_session (self), strokes);
  gtk_widget_set_sensitive (self->undo, any);
  gtk_widget_set_sensitive (self->clear, any);
  if (stipple_session_check_field (get_session (self), "signature", NULL))
    stipple_fault_line_set_text (self->signature_fault, NULL);
}

/* For who cannot draw: the session takes the drawing back. */
static void
tick_toggled (StippleConsentPage *self)
{
  if (!gtk_check_button_get_active (self->tick))
    return;
  stipple_signature_pad_clear (self->pad);
  stipple_fault_line_set_text (self->signature_fault, NULL);
}

static void
undo_clicked (StippleConsentPage *self)
{
  stipple_signature_pad_undo (self->pad);
}

static void
clear_clicked (StippleConsentPage *self)
{
  stipple_signature_pad_clear (self->pad);
}

static void
stipple_consent_page_constructed (GObject *object)
{
  StippleConsentPage *self = STIPPLE_CONSENT_PAGE (object);
  StipplePage *page = STIPPLE_PAGE (self);
  const StipplePack *pack = stipple_session_get_pack (get_session (self));
  const char *statement = stipple_page_text (page, pack->consent.statement);

  G_OBJECT_CLASS (stipple_consent_page_parent_class)->constructed (object);
  stipple_markdown_view_set_markdown (self->text, stipple_page_text (page, pack->consent.text));
  gtk_label_set_label (self->statement, statement);
  stipple_page_pair_title (page, N_ ("Review and sign"), NULL);
  stipple_page_pair_markdown (page, self->text, pack->consent.text);
  stipple_page_pair (page, self->statement, pack->consent.statement);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->agree), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  statement, -1);
  g_object_bind_property (get_session (self), "consent-given", self->agree, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  stipple_signature_pad_set_strokes (self->pad, stipple_session_get_signature (get_session (self)));
  signature_changed (self);
  g_object_bind_property (get_session (self), "signed-by-tick", self->tick, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->pad, "notify::strokes", G_CALLBACK (signature_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
stipple_consent_page_class_init (StippleConsentPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_consent_page_constructed;
  STIPPLE_PAGE_CLASS (class)->next = stipple_consent_page_next;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_FAULT_LINE);
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_MARKDOWN_VIEW);
  g_type_ensure (STIPPLE_TYPE_SIGNATURE_PAD);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, text);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, agree);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, statement);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, agree_fault);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, pad);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, undo);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, clear);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, signature_fault);
  gtk_widget_class_bind_template_child (widget_class, StippleConsentPage, tick);
  gtk_widget_class_bind_template_callback (widget_class, agree_toggled);
  gtk_widget_class_bind_template_callback (widget_class, tick_toggled);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
}

static void
stipple_consent_page_init (StippleConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
