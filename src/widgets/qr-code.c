// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/qr-code.h"

#include "print/qr-matrix.h"
#include "widgets/paint.h"

#define SIZE 224
#define MODULE 4 /* px: no smaller than a telephone can tell apart at arm's length */

struct _StippleQrCode
{
  GtkWidget parent_instance;
  char *text;
  StippleQrMatrix *code; /* NULL for an empty text, and one too long */
};

G_DEFINE_FINAL_TYPE (StippleQrCode, stipple_qr_code, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  int side = stipple_qr_code_get_side (STIPPLE_QR_CODE (widget));

  *minimum = *natural = MAX (SIZE, (side + 2 * STIPPLE_QR_QUIET) * MODULE);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleQrCode *self = STIPPLE_QR_CODE (widget);
  int size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  int side = stipple_qr_code_get_side (self);
  int module = side > 0 ? size / (side + 2 * STIPPLE_QR_QUIET) : 0;
  GdkRGBA ink = stipple_paint_color (widget, "qr_ink");
  GdkRGBA paper = stipple_paint_color (widget, "qr_paper");
  int left = (gtk_widget_get_width (widget) - side * module) / 2;
  int top = (gtk_widget_get_height (widget) - side * module) / 2;
  int quiet = STIPPLE_QR_QUIET * module;

  /* Whole pixels to a module: scanners dislike blurred edges. */
  if (module == 0)
    return;

  gtk_snapshot_append_color (snap, &paper,
                             &GRAPHENE_RECT_INIT (left - quiet, top - quiet,
                                                  side * module + 2 * quiet,
                                                  side * module + 2 * quiet));
  for (int y = 0; y < side; y++)
    {
      for (int x = 0, run; x < side; x += run + 1)
        {
          run = stipple_qr_matrix_get_run (self->code, x, y);
          if (run > 0)
            gtk_snapshot_append_color (
                snap, &ink,
                &GRAPHENE_RECT_INIT (left + x * module, top + y * module, run * module, module));
        }
    }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, stipple_qr_code_get_text (STIPPLE_QR_CODE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      stipple_qr_code_set_text (STIPPLE_QR_CODE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  StippleQrCode *self = STIPPLE_QR_CODE (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->code, stipple_qr_matrix_free);

  G_OBJECT_CLASS (stipple_qr_code_parent_class)->finalize (object);
}

static void
stipple_qr_code_class_init (StippleQrCodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = finalize;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "qrcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stipple_qr_code_init (StippleQrCode *self)
{
}

GtkWidget *
stipple_qr_code_new (const char *text)
{
  return g_object_new (STIPPLE_TYPE_QR_CODE, "text", text, NULL);
}

const char *
stipple_qr_code_get_text (StippleQrCode *self)
{
  g_return_val_if_fail (STIPPLE_IS_QR_CODE (self), NULL);

  return self->text;
}

void
stipple_qr_code_set_text (StippleQrCode *self, const char *text)
{
  g_return_if_fail (STIPPLE_IS_QR_CODE (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->code, stipple_qr_matrix_free);
  if (text != NULL)
    self->code = stipple_qr_matrix_new (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

int
stipple_qr_code_get_side (StippleQrCode *self)
{
  g_return_val_if_fail (STIPPLE_IS_QR_CODE (self), 0);

  return self->code != NULL ? stipple_qr_matrix_get_side (self->code) : 0;
}
