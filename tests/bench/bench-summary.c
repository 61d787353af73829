// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "print/summary.h"
#include "sample.h"
#include "wire/fhir.h"

#include <cairo-pdf.h>
#include <string.h>
#include <time.h>

/* Summaries of sample people, laid out and drawn as PDF in memory: each by itself, as "Export" does, then all in one
 * document, as for a printer. bench-summary NUMBER */

#define FEW 20

static const char *const languages[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
} Pdf;

static cairo_status_t
throw_away (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

static Pdf
begin_pdf (void)
{
  Pdf self;
  double width, height;

  stipple_paper_get_size (STIPPLE_PAPER_LETTER, &width, &height);
  self.surface = cairo_pdf_surface_create_for_stream (throw_away, NULL, width, height);
  self.cr = cairo_create (self.surface);
  return self;
}

/* Writes the letters that were used. */
static void
end_pdf (Pdf *self)
{
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
}

static gint64
get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

typedef struct
{
  GArray *lengths;
  GArray *worked;
} Pages;

static Pages
pages_new (void)
{
  return (Pages){ g_array_new (FALSE, FALSE, sizeof (gint64)),
                  g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

static void
pages_clear (Pages *self)
{
  g_array_unref (self->lengths);
  g_array_unref (self->worked);
}

/* Each page is added to @pages; the first one includes the layout of all. */
static void
draw (Pdf *pdf, StippleIntake *intake, StipplePack *pack, const char *language, Pages *pages)
{
  gint64 begun = g_get_monotonic_time ();
  gint64 work = get_worked ();
  g_autoptr (StippleDocument) document =
      stipple_summary_new (intake, pack, "8F3A-19C0", language, STIPPLE_PAPER_LETTER);

  for (guint i = 0; i < stipple_document_get_n_pages (document); i++)
    {
      stipple_document_draw_page (document, i, pdf->cr);
      cairo_show_page (pdf->cr);
      begun = g_get_monotonic_time () - begun;
      work = get_worked () - work;
      g_array_append_val (pages->lengths, begun);
      g_array_append_val (pages->worked, work);
      begun = g_get_monotonic_time ();
      work = get_worked ();
    }
}

static void
draw_each (GPtrArray *intakes, StipplePack *pack, const char *name)
{
  g_autofree char *work_name = g_strconcat (name, "_work", NULL);
  Pages pages = pages_new ();

  for (guint i = 0; i < intakes->len; i++)
    {
      Pdf pdf = begin_pdf ();

      draw (&pdf, g_ptr_array_index (intakes, i), pack, languages[i % G_N_ELEMENTS (languages)],
            &pages);
      end_pdf (&pdf);
    }
  bench_print (name, pages.lengths);
  bench_print (work_name, pages.worked);
  pages_clear (&pages);
}

static void
draw_all (GPtrArray *intakes, StipplePack *pack)
{
  Pages pages = pages_new ();
  const gint64 begun = g_get_monotonic_time ();
  const gint64 work = get_worked ();
  Pdf pdf = begin_pdf ();

  for (guint i = 0; i < intakes->len; i++)
    draw (&pdf, g_ptr_array_index (intakes, i), pack, languages[i % G_N_ELEMENTS (languages)],
          &pages);
  end_pdf (&pdf);
  printf ("batch_pages=%u\nbatch_ms=%.3f\nbatch_work_ms=%.3f\n", pages.lengths->len,
          (double) (g_get_monotonic_time () - begun) / 1000,
          (double) (get_worked () - work) / 1000);
  pages_clear (&pages);
}

/* The samples go up to every limit; people say less: the shortest of a few. */
static StippleIntake *
new_intake (GRand *rand, const StipplePack *pack, guint few)
{
  StippleIntake *shortest = NULL;
  gsize least = G_MAXSIZE;

  for (guint i = 0; i < few; i++)
    {
      StippleIntake *intake = sample_intake (rand, pack);
      g_autofree char *text = stipple_fhir_write_intake (intake, pack);

      if (strlen (text) < least)
        {
          least = strlen (text);
          g_clear_pointer (&shortest, stipple_intake_unref);
          shortest = stipple_intake_ref (intake);
        }
      stipple_intake_unref (intake);
    }
  return shortest;
}

static GPtrArray *
new_intakes (GRand *rand, const StipplePack *pack, guint n, guint few)
{
  GPtrArray *intakes = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (intakes, new_intake (rand, pack, few));
  return intakes;
}

int
main (int argc, char **argv)
{
  const guint n = argc == 2 ? (guint) atoi (argv[1]) : 0;
  g_autoptr (GRand) rand = g_rand_new_with_seed (29);
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GPtrArray) intakes = NULL;
  g_autoptr (GPtrArray) long_ones = NULL;

  if (n == 0)
    {
      fprintf (stderr, "usage: bench-summary NUMBER\n");
      return 2;
    }
  intakes = new_intakes (rand, pack, n, FEW);
  long_ones = new_intakes (rand, pack, n, 1);
  draw_each (intakes, pack, "page");
  draw_each (long_ones, pack, "long_page");
  draw_all (intakes, pack);
  return 0;
}
