// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture.h"

#include "widgets/paint.h"

#include <math.h>

#define LEAST_WIDTH 96
#define MOST_HEIGHT 720 /* what is higher than this leaves no room for its words */
#define RADIUS 24

/* A picture on its way through the decoder. */
typedef struct
{
  GBytes *file;
  char *type;
  int width; /* px of the screen */
  int height;
  cairo_surface_t *surface; /* what came of it; NULL when nothing did */
} Decoding;

struct _StipplePicture
{
  GtkWidget parent_instance;
  GtkWidget *words; /* what there is to see; hidden unless broken */

  StippleMediaSource *source;
  StippleImage *image;
  char *alt;

  StipplePictureState state;
  GCancellable *asked; /* while the file or its decoding is under way */
  int wanted_width;    /* px of the screen, of what is shown or asked for; 0: nothing is */
  cairo_surface_t *surface;
};

G_DEFINE_FINAL_TYPE (StipplePicture, stipple_picture, GTK_TYPE_WIDGET)

/* --- Decoding */

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_bytes_unref (self->file);
  g_free (self->type);
  g_free (self);
}

/* Straight to the size of the screen, where the format can: a large file is not held whole. */
static void
size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Decoding *self = data;
  double scale = MIN ((double) self->width / width, (double) self->height / height);

  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) lround (width * scale)),
                                MAX (1, (int) lround (height * scale)));
}

static GdkPixbuf *
decode (Decoding *self)
{
  /* By its checked type: no other loader of the system ever sees it. */
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (self->type, NULL);
  gboolean whole;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared), self);
  whole = gdk_pixbuf_loader_write_bytes (loader, self->file, NULL);
  whole = gdk_pixbuf_loader_close (loader, NULL) && whole;
  return whole && gdk_pixbuf_loader_get_pixbuf (loader) != NULL
             ? gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader))
             : NULL;
}

/* Not a texture: GTK 4.8's cairo renderer takes each pixel of one through floating point and back. */
static cairo_surface_t *
to_surface (GdkPixbuf *pixbuf)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      gdk_pixbuf_get_has_alpha (pixbuf) ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
      gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  cairo_t *cr = cairo_create (surface);

  gdk_cairo_set_source_pixbuf (cr, pixbuf, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

static void
decode_in_thread (gpointer data, gpointer unused)
{
  g_autoptr (GTask) task = data;
  Decoding *self = g_task_get_task_data (task);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  pixbuf = decode (self);
  if (pixbuf != NULL)
    self->surface = to_surface (pixbuf);
  g_task_return_boolean (task, TRUE);
}

/* One at a time: a file of 4096 × 4096 px takes 64 MiB while it is decoded. */
static void
queue_decoding (GTask *task)
{
  static GThreadPool *decoder;

  if (decoder == NULL)
    decoder = g_thread_pool_new (decode_in_thread, NULL, 1, FALSE, NULL);
  g_thread_pool_push (decoder, g_object_ref (task), NULL);
}

/* --- The state */

static void
set_state (StipplePicture *self, StipplePictureState state)
{
  self->state = state;
  gtk_widget_set_visible (self->words, state == STIPPLE_PICTURE_BROKEN);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
is_late (StipplePicture *self, GCancellable *asked)
{
  return asked != self->asked;
}

/* Megabytes that nobody sees. */
static void
let_go (StipplePicture *self)
{
  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->wanted_width = 0;
  if (self->state == STIPPLE_PICTURE_SHOWN)
    set_state (self, STIPPLE_PICTURE_WAITING);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePicture) self = data;
  Decoding *decoding = g_task_get_task_data (G_TASK (result));

  if (is_late (self, g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->asked);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = g_steal_pointer (&decoding->surface);
  set_state (self, self->surface != NULL ? STIPPLE_PICTURE_SHOWN : STIPPLE_PICTURE_BROKEN);
}

static void
decode_file (StipplePicture *self, GBytes *file)
{
  /* As its source the widget might lose its last reference on the other thread. */
  g_autoptr (GTask) task = g_task_new (NULL, self->asked, on_decoded, g_object_ref (self));
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->file = g_bytes_ref (file);
  decoding->type = g_strdup (stipple_image_type_to_string (self->image->type));
  decoding->width = self->wanted_width;
  decoding->height = MOST_HEIGHT * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_task_set_source_tag (task, decode_file);
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_set_check_cancellable (task, FALSE);
  queue_decoding (task);
}

typedef struct
{
  StipplePicture *picture;
  GCancellable *asked;
} Question;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (StipplePicture) self = question->picture;
  g_autoptr (GCancellable) asked = question->asked;
  g_autoptr (GBytes) file =
      stipple_media_source_load_finish (STIPPLE_MEDIA_SOURCE (source), result, NULL);

  if (is_late (self, asked))
    return;
  if (file != NULL)
    {
      decode_file (self, file);
      return;
    }
  g_clear_object (&self->asked);
  set_state (self, STIPPLE_PICTURE_BROKEN);
}

static void
ask (StipplePicture *self)
{
  Question *question;

  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  self->asked = g_cancellable_new ();
  question = g_new (Question, 1);
  question->picture = g_object_ref (self);
  question->asked = g_object_ref (self->asked);
  stipple_media_source_load_async (self->source, self->image->sha256, self->asked, on_loaded,
                                   question);
}

/* --- The widget */

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Of the picture in @width px. */
static graphene_size_t
get_size (StipplePicture *self, int width)
{
  double scale = MIN (
      1, MIN ((double) width / self->image->width, (double) MOST_HEIGHT / self->image->height));

  return GRAPHENE_SIZE_INIT ((float) round (self->image->width * scale),
                             (float) MAX (1, round (self->image->height * scale)));
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StipplePicture *self = STIPPLE_PICTURE (widget);
  graphene_size_t size = get_size (self, for_size < 0 ? self->image->width : for_size);

  if (self->state == STIPPLE_PICTURE_BROKEN)
    gtk_widget_measure (self->words, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) get_size (self, self->image->width).width;
      *minimum = MIN (*natural, LEAST_WIDTH);
    }
  else
    *minimum = *natural = (int) size.height;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StipplePicture *self = STIPPLE_PICTURE (widget);

  if (gtk_widget_should_layout (self->words))
    gtk_widget_size_allocate (self->words, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
append_picture (StipplePicture *self, GtkSnapshot *snap, const graphene_rect_t *place)
{
  double width = cairo_image_surface_get_width (self->surface);
  double height = cairo_image_surface_get_height (self->surface);
  double scale = MIN (place->size.width / width, place->size.height / height);
  cairo_t *cr = gtk_snapshot_append_cairo (snap, place);

  cairo_translate (cr, place->origin.x + (place->size.width - width * scale) / 2,
                   place->origin.y + (place->size.height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StipplePicture *self = STIPPLE_PICTURE (widget);
  int width = gtk_widget_get_width (widget);
  graphene_size_t size = get_size (self, width);
  int x = stipple_paint_mirror (widget, 0, (int) size.width, width);
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) x, 0, size.width, size.height);
  int wanted = (int) size.width * gtk_widget_get_scale_factor (widget);
  GskRoundedRect frame;

  if (self->state == STIPPLE_PICTURE_BROKEN)
    {
      GTK_WIDGET_CLASS (stipple_picture_parent_class)->snapshot (widget, snap);
      return;
    }
  if (self->wanted_width != wanted)
    {
      self->wanted_width = wanted;
      ask (self);
    }
  gsk_rounded_rect_init_from_rect (&frame, &place, RADIUS);
  gtk_snapshot_push_rounded_clip (snap, &frame);
  if (self->surface != NULL)
    append_picture (self, snap, &place);
  else
    {
      GdkRGBA place_kept = stipple_paint_color (widget, "primary_soft");

      gtk_snapshot_append_color (snap, &place_kept, &place);
    }
  gtk_snapshot_pop (snap);
}

static void
unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stipple_picture_parent_class)->unmap (widget);
  let_go (STIPPLE_PICTURE (widget));
}

static void
dispose (GObject *object)
{
  StipplePicture *self = STIPPLE_PICTURE (object);

  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  g_clear_object (&self->source);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  G_OBJECT_CLASS (stipple_picture_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  StipplePicture *self = STIPPLE_PICTURE (object);

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->image, stipple_image_free);
  g_free (self->alt);
  G_OBJECT_CLASS (stipple_picture_parent_class)->finalize (object);
}

static void
stipple_picture_class_init (StipplePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->unmap = unmap;
  gtk_widget_class_set_css_name (widget_class, "picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stipple_picture_init (StipplePicture *self)
{
  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0f, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->words, "notice");
  gtk_widget_add_css_class (self->words, "body");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

GtkWidget *
stipple_picture_new (StippleMediaSource *source, const StippleImage *image, const char *alt)
{
  StipplePicture *self = g_object_new (STIPPLE_TYPE_PICTURE, NULL);

  g_set_object (&self->source, source);
  self->image = stipple_image_copy (image);
  self->alt = g_strdup (alt);
  gtk_label_set_label (GTK_LABEL (self->words), alt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, alt, -1);
  if (source == NULL)
    set_state (self, STIPPLE_PICTURE_BROKEN);
  return GTK_WIDGET (self);
}

StipplePictureState
stipple_picture_get_state (StipplePicture *self)
{
  g_return_val_if_fail (STIPPLE_IS_PICTURE (self), STIPPLE_PICTURE_WAITING);

  return self->state;
}

const char *
stipple_picture_get_alt (StipplePicture *self)
{
  g_return_val_if_fail (STIPPLE_IS_PICTURE (self), NULL);

  return self->alt;
}
