// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/document-private.h"

#include "core/error.h"
#include "core/language.h"
#include "print/qr-matrix.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <locale.h>
#include <unistd.h>

#define MARGIN 48.0
#define HEADER_BOTTOM 96.0
#define FOOTER_HEIGHT 72.0
#define FOOTER_MARGIN 36.0
#define LETTER_WIDTH_MM 216 /* as locales round it */
#define QR_SIZE 42.0
#define QR_TOP 30.0
#define QR_GAP 14.0

struct _StippleDocument
{
  char *language;
  StippleRunning running;
  StipplePageGeometry geometry;
  StipplePageFlow *flow;
};

void
stipple_paper_get_size (StipplePaper paper, double *width, double *height)
{
  /* ISO 216 and ANSI/ASME Y14.1, in points. */
  *width = paper == STIPPLE_PAPER_A4 ? 595.28 : 612.0;
  *height = paper == STIPPLE_PAPER_A4 ? 841.89 : 792.0;
}

StipplePaper
stipple_paper_of_place (void)
{
  const char *place = setlocale (LC_PAPER, NULL);
  const gboolean nowhere =
      g_str_equal (place, "C") || g_str_equal (place, "POSIX") || g_str_has_prefix (place, "C.");
  locale_t before = uselocale (nowhere ? (locale_t) 0 : LC_GLOBAL_LOCALE);
  const guint width = GPOINTER_TO_UINT (nl_langinfo (_NL_PAPER_WIDTH));

  uselocale (before);
  return width == LETTER_WIDTH_MM ? STIPPLE_PAPER_LETTER : STIPPLE_PAPER_A4;
}

StippleDocument *
stipple_document_new (const char *language, StipplePaper paper, const StippleRunning *running)
{
  StippleDocument *self = g_new0 (StippleDocument, 1);
  self->language = g_strdup (language);
  self->running = *running;
  self->geometry.margin = MARGIN;
  self->geometry.top = HEADER_BOTTOM;
  self->geometry.language = self->language;
  stipple_paper_get_size (paper, &self->geometry.page_width, &self->geometry.page_height);
  self->geometry.bottom = self->geometry.page_height - FOOTER_MARGIN - FOOTER_HEIGHT;
  self->flow = stipple_page_flow_new (&self->geometry);
  return self;
}

void
stipple_document_free (StippleDocument *self)
{
  if (self == NULL)
    return;
  stipple_page_flow_free (self->flow);
  g_free (self->running.clinic);
  g_free (self->running.kind);
  g_free (self->running.mark);
  g_free (self->running.scanned);
  g_free (self->running.caption);
  g_free (self->running.line);
  g_free (self->running.origin);
  g_free (self->running.title);
  g_free (self->language);
  g_free (self);
}

StipplePageFlow *
stipple_document_get_flow (StippleDocument *self)
{
  return self->flow;
}

guint
stipple_document_get_n_pages (StippleDocument *self)
{
  return stipple_page_flow_get_n_pages (self->flow);
}

static void
draw_rule (StippleDocument *self, cairo_t *cr, double y)
{
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, self->geometry.page_width - MARGIN, y);
  cairo_stroke (cr);
}

/* At the trailing edge. How far it moves what else stands there. */
static double
draw_scanned (StippleDocument *self, cairo_t *cr)
{
  g_autoptr (StippleQrMatrix) code = NULL;
  const gboolean rtl = stipple_language_is_rtl (self->language);
  if (self->running.scanned != NULL)
    code = stipple_qr_matrix_new (self->running.scanned);
  if (code == NULL)
    return 0;
  cairo_save (cr);
  cairo_translate (cr, rtl ? MARGIN : self->geometry.page_width - MARGIN - QR_SIZE, QR_TOP);
  stipple_qr_matrix_paint (code, cr, QR_SIZE);
  cairo_restore (cr);
  return (rtl ? 1 : -1) * (QR_SIZE + QR_GAP);
}

static void
draw_header (StippleDocument *self, cairo_t *cr)
{
  const StippleRunning *running = &self->running;
  stipple_page_flow_draw_line (self->flow, cr, 36, FALSE, STIPPLE_TYPE_HEADING, running->clinic);
  stipple_page_flow_draw_line (self->flow, cr, 54, FALSE, STIPPLE_TYPE_BODY, running->kind);
  cairo_save (cr);
  cairo_translate (cr, draw_scanned (self, cr), 0);
  stipple_page_flow_draw_line (self->flow, cr, 30, TRUE, STIPPLE_TYPE_CODE, running->mark);
  stipple_page_flow_draw_line (self->flow, cr, 58, TRUE, STIPPLE_TYPE_SMALL, running->caption);
  cairo_restore (cr);
  draw_rule (self, cr, 78);
}

static void
draw_footer (StippleDocument *self, guint page, cairo_t *cr)
{
  double top = self->geometry.page_height - FOOTER_MARGIN - FOOTER_HEIGHT + 14;
  draw_rule (self, cr, top);
  double y = top + 8;
  y += stipple_page_flow_draw_line (self->flow, cr, y, FALSE, STIPPLE_TYPE_STRONG,
                                    self->running.line);
  stipple_page_flow_draw_line (self->flow, cr, y + 4, FALSE, STIPPLE_TYPE_SMALL,
                               self->running.origin);
  g_autofree char *number =
      g_strdup_printf (_ ("Page %u of %u"), page + 1, stipple_document_get_n_pages (self));
  stipple_page_flow_draw_line (self->flow, cr, y + 4, TRUE, STIPPLE_TYPE_SMALL, number);
}

void
stipple_document_draw_page (StippleDocument *self, guint page, cairo_t *cr)
{
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (self->language);
  draw_header (self, cr);
  stipple_page_flow_draw (self->flow, page, cr);
  draw_footer (self, page, cr);
  stipple_language_use (before);
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, STIPPLE_ERROR,
               code == ENOSPC || code == EDQUOT ? STIPPLE_ERROR_DISK_FULL : STIPPLE_ERROR_IO,
               _ ("“%s” could not be written: %s. Choose another place or make room."), path,
               g_strerror (code));
  return FALSE;
}

typedef struct
{
  int fd;
  int error;
} Sink;

/* cairo forgets errno by the time its surface is finished. */
static cairo_status_t
write_all (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;
  while (length > 0)
    {
      ssize_t written = write (sink->fd, data, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          sink->error = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += written;
      length -= (unsigned int) written;
    }
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
append_all (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_pages (StippleDocument *self, cairo_t *cr)
{
  for (guint page = 0; page < stipple_document_get_n_pages (self); page++)
    {
      stipple_document_draw_page (self, page, cr);
      cairo_show_page (cr);
    }
}

static cairo_status_t
draw_pdf (GPtrArray *documents, cairo_write_func_t write_func, void *closure)
{
  StippleDocument *self = g_ptr_array_index (documents, 0);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      write_func, closure, self->geometry.page_width, self->geometry.page_height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->running.title);
  cairo_t *cr = cairo_create (surface);
  for (guint i = 0; i < documents->len; i++)
    draw_pages (g_ptr_array_index (documents, i), cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
stipple_document_to_pdf (StippleDocument *self)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  GByteArray *bytes = g_byte_array_new ();

  g_ptr_array_add (alone, self);
  draw_pdf (alone, append_all, bytes);
  return g_byte_array_free_to_bytes (bytes);
}

gboolean
stipple_document_write_pdf (StippleDocument *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_ptr_array_add (alone, self);
  return stipple_document_write_pdf_of (alone, path, error);
}

gboolean
stipple_document_write_pdf_of (GPtrArray *documents, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  Sink sink = { .fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600) };
  if (sink.fd < 0)
    return fail (path, errno, error);
  cairo_status_t status = draw_pdf (documents, write_all, &sink);
  if (status == CAIRO_STATUS_SUCCESS && fsync (sink.fd) < 0)
    sink.error = errno;
  if (close (sink.fd) < 0 && sink.error == 0)
    sink.error = errno;
  if (status == CAIRO_STATUS_SUCCESS && sink.error == 0 && g_rename (temporary, path) < 0)
    sink.error = errno;
  if (status != CAIRO_STATUS_SUCCESS || sink.error != 0)
    {
      g_unlink (temporary);
      return fail (path, sink.error != 0 ? sink.error : EIO, error);
    }
  return TRUE;
}
