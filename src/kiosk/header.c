// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/header.h"

#include "widgets/logo.h"
#include "widgets/style.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleHeader
{
  AdwBin parent_instance;

  StippleSession *session;

  GtkLabel *clinic_name;
  GtkWidget *read_aloud;
  GtkWidget *text_size;
  GtkToggleButton *contrast;
  GtkWidget *hide;
  GtkWidget *language;
  GtkLabel *language_name;
};

G_DEFINE_FINAL_TYPE (StippleHeader, stipple_header, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
enum
{
  SIGNAL_CHOOSE_LANGUAGE,
  SIGNAL_HELP,
  SIGNAL_HIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
describe_text_size (StippleHeader *self)
{
  g_autofree char *text =
      g_strdup_printf (_ ("Now %d %%. Touch for the next size."), stipple_style_get_text_scale ());

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_size),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* The next larger size, and from the largest back to the first. */
static void
text_size_clicked (StippleHeader *self)
{
  const int *scale = stipple_style_text_scales;

  while (*scale != 0 && *scale <= stipple_style_get_text_scale ())
    scale++;
  stipple_style_set_text_scale (*scale != 0 ? *scale : stipple_style_text_scales[0]);
  describe_text_size (self);
}

static void
contrast_toggled (StippleHeader *self)
{
  stipple_style_set_high_contrast (gtk_toggle_button_get_active (self->contrast));
}

static void
language_clicked (StippleHeader *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE_LANGUAGE], 0);
}

static void
help_clicked (StippleHeader *self)
{
  g_signal_emit (self, signals[SIGNAL_HELP], 0);
}

static void
hide_clicked (StippleHeader *self)
{
  g_signal_emit (self, signals[SIGNAL_HIDE], 0);
}

void
stipple_header_set_tight (StippleHeader *self, gboolean tight)
{
  gtk_widget_set_visible (GTK_WIDGET (self->clinic_name), !tight);
}

void
stipple_header_set_can_hide (StippleHeader *self, gboolean can_hide)
{
  gtk_widget_set_visible (self->hide, can_hide);
}

/* Its lines begin beside the logo, though the letters may run the other way than the screen. */
static void
show_clinic_name (StippleHeader *self, const char *name)
{
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoDirection letters;

  gtk_label_set_label (self->clinic_name, name);
  letters = pango_layout_get_direction (gtk_label_get_layout (self->clinic_name), 0);
  gtk_label_set_justify (self->clinic_name, (letters == PANGO_DIRECTION_RTL) != rtl
                                                ? GTK_JUSTIFY_RIGHT
                                                : GTK_JUSTIFY_LEFT);
}

static void
stipple_header_constructed (GObject *object)
{
  StippleHeader *self = STIPPLE_HEADER (object);
  const StipplePack *pack = stipple_session_get_pack (self->session);
  const char *tag = stipple_session_get_language (self->session);
  const StippleLanguage *language = stipple_pack_find_language (pack, tag);

  G_OBJECT_CLASS (stipple_header_parent_class)->constructed (object);
  show_clinic_name (self, stipple_text_get (pack->clinic_name, tag));
  gtk_label_set_label (self->language_name, language != NULL ? language->name : tag);
  gtk_widget_set_visible (self->language, pack->languages->len > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->language),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  language != NULL ? language->name : tag, -1);
  gtk_toggle_button_set_active (self->contrast, stipple_style_get_high_contrast ());
  describe_text_size (self);
}

static void
stipple_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleHeader *self = STIPPLE_HEADER (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleHeader *self = STIPPLE_HEADER (object);

  if (id == PROP_SESSION)
    self->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_header_dispose (GObject *object)
{
  StippleHeader *self = STIPPLE_HEADER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (stipple_header_parent_class)->dispose (object);
}

static void
stipple_header_class_init (StippleHeaderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const names[N_SIGNALS] = { "choose-language", "help", "hide-answers" };

  object_class->constructed = stipple_header_constructed;
  object_class->get_property = stipple_header_get_property;
  object_class->set_property = stipple_header_set_property;
  object_class->dispose = stipple_header_dispose;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, STIPPLE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (STIPPLE_TYPE_LOGO);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/header.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, clinic_name);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, read_aloud);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, text_size);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, contrast);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, hide);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, language);
  gtk_widget_class_bind_template_child (widget_class, StippleHeader, language_name);
  gtk_widget_class_bind_template_callback (widget_class, text_size_clicked);
  gtk_widget_class_bind_template_callback (widget_class, contrast_toggled);
  gtk_widget_class_bind_template_callback (widget_class, language_clicked);
  gtk_widget_class_bind_template_callback (widget_class, help_clicked);
  gtk_widget_class_bind_template_callback (widget_class, hide_clicked);
}

static void
stipple_header_init (StippleHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
stipple_header_set_reader (StippleHeader *self, StippleReader *reader)
{
  g_object_bind_property (reader, "available", self->read_aloud, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (reader, "active", self->read_aloud, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}
