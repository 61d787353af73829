// SPDX-License-Identifier: GPL-3.0-or-later
/* "Your look" is painted beside the UI thread. The linker puts the wrappers below in the place of what
 * takes long (--wrap, see meson.build); each counts the thread that it is called on. */
#include "core/follicles.h"
#include "display-test.h"
#include "print/head-drawing.h"
#include "widgets/head-view.h"
#include "widgets/pattern-picker.h"
#include "widgets/style.h"

typedef struct
{
  int here; /* on the thread of the frames */
  int elsewhere;
} Calls;

static GThread *ui_thread;
static Calls heads;
static Calls follicles;
static Calls hair;

void __real_stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale,
                                const StippleHeadTones *tones);
const StippleFollicle *__real_stipple_follicles_get (StippleHeadSide side, guint *n);
double __real_stipple_hair_pattern_get_hair (StippleHairPattern pattern,
                                             const StippleSkullPoint *point);
void __wrap_stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale,
                                const StippleHeadTones *tones);
const StippleFollicle *__wrap_stipple_follicles_get (StippleHeadSide side, guint *n);
double __wrap_stipple_hair_pattern_get_hair (StippleHairPattern pattern,
                                             const StippleSkullPoint *point);

static void
count (Calls *calls)
{
  g_atomic_int_inc (g_thread_self () == ui_thread ? &calls->here : &calls->elsewhere);
}

void
__wrap_stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale,
                           const StippleHeadTones *tones)
{
  count (&heads);
  __real_stipple_head_paint (cr, side, scale, tones);
}

const StippleFollicle *
__wrap_stipple_follicles_get (StippleHeadSide side, guint *n)
{
  count (&follicles);
  return __real_stipple_follicles_get (side, n);
}

double
__wrap_stipple_hair_pattern_get_hair (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  count (&hair);
  return __real_stipple_hair_pattern_get_hair (pattern, point);
}

static GtkWidget *
show_head (GtkWindow **window)
{
  GtkWidget *head = stipple_head_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_halign (head, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), head);
  *window = display_test_show (box);
  return head;
}

static gboolean
is_ready (gpointer head)
{
  gboolean ready;

  g_object_get (head, "ready", &ready, NULL);
  return ready;
}

static GBytes *
paint (GtkWidget *widget)
{
  int stride;

  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
  return display_test_paint (widget, &stride);
}

/* What the next frame would show; no main loop runs, so nothing arrives from another thread. */
static GBytes *
paint_now (GtkWidget *widget)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int height = gtk_widget_get_height (widget);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (widget), height);
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * height);
  cairo_surface_destroy (surface);
  return bytes;
}

static void
test_not_in_the_frame (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);

  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      g_object_set (head, "side", side, "pattern", (int) STIPPLE_PATTERN_NORWOOD_5, NULL);
      display_test_wait (is_ready, head);
      g_object_set (head, "pattern", (int) STIPPLE_PATTERN_LUDWIG_2, NULL);
      display_test_wait (is_ready, head);
      g_bytes_unref (paint (head));
    }
  g_assert_cmpint (g_atomic_int_get (&heads.elsewhere), >=, 2 * STIPPLE_HEAD_N_SIDES);
  g_assert_cmpint (g_atomic_int_get (&follicles.elsewhere), >=, 2 * STIPPLE_HEAD_N_SIDES);
  g_assert_cmpint (g_atomic_int_get (&hair.elsewhere), >, 0);
  g_assert_cmpint (heads.here, ==, 0);
  g_assert_cmpint (follicles.here, ==, 0);
  g_assert_cmpint (hair.here, ==, 0);
  gtk_window_destroy (window);
}

/* What @head shows is no longer @shown, and was painted anew. */
static void
assert_outdated (GtkWidget *head, GBytes **shown)
{
  int painted = g_atomic_int_get (&heads.elsewhere);
  g_autoptr (GBytes) next = NULL;

  g_assert_false (is_ready (head));
  display_test_wait (is_ready, head);
  next = paint (head);
  g_assert_cmpint (g_atomic_int_get (&heads.elsewhere), >, painted);
  g_assert_false (g_bytes_equal (next, *shown));
  g_bytes_unref (*shown);
  *shown = g_steal_pointer (&next);
}

static void
test_changes_outdate (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  GBytes *shown = NULL;

  display_test_wait (is_ready, head);
  shown = paint (head);
  g_object_set (head, "side", (int) STIPPLE_HEAD_LEFT, NULL);
  assert_outdated (head, &shown);
  g_object_set (head, "pattern", (int) STIPPLE_PATTERN_NORWOOD_7, NULL);
  assert_outdated (head, &shown);
  g_object_set (head, "complexion", 5, NULL);
  assert_outdated (head, &shown);
  g_object_set (head, "hair-color", 7, NULL);
  assert_outdated (head, &shown);
  g_bytes_unref (shown);
  gtk_window_destroy (window);
}

static gboolean
is_large (gpointer head)
{
  return gtk_widget_get_width (head) > 540 && is_ready (head);
}

static void
test_resized (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  int painted;

  display_test_wait (is_ready, head);
  g_bytes_unref (paint (head));
  painted = g_atomic_int_get (&heads.elsewhere);
  gtk_widget_set_halign (head, GTK_ALIGN_FILL);
  display_test_wait (is_large, head);
  g_assert_cmpint (g_atomic_int_get (&heads.elsewhere), >, painted);
  gtk_window_destroy (window);
}

static void
test_old_stays (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) during = NULL;
  g_autoptr (GBytes) after = NULL;

  display_test_wait (is_ready, head);
  before = paint_now (head);
  g_object_set (head, "complexion", 5, NULL);
  during = paint_now (head);
  g_assert_true (g_bytes_equal (before, during));
  display_test_wait (is_ready, head);
  after = paint_now (head);
  g_assert_false (g_bytes_equal (before, after));
  gtk_window_destroy (window);
}

/* A stage is no new picture: the slider moves every frame. */
static void
test_stage_paints_nothing (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  int painted;

  g_object_set (head, "pattern", (int) STIPPLE_PATTERN_NORWOOD_6, NULL);
  display_test_wait (is_ready, head);
  before = paint (head);
  painted = g_atomic_int_get (&heads.elsewhere);
  g_object_set (head, "stage", 2.0, NULL);
  g_assert_true (is_ready (head));
  after = paint (head);
  g_assert_false (g_bytes_equal (before, after));
  g_assert_cmpint (g_atomic_int_get (&heads.elsewhere), ==, painted);
  gtk_window_destroy (window);
}

/* Only the last of many changes is shown. */
static void
test_changed_while_painting (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GBytes) shown = NULL;

  g_object_set (head, "complexion", 4, NULL);
  display_test_wait (is_ready, head);
  expected = paint (head);
  for (int complexion = 0; complexion <= 4; complexion++)
    {
      g_object_set (head, "complexion", complexion, NULL);
      g_bytes_unref (paint_now (head));
    }
  g_assert_false (is_ready (head));
  display_test_wait (is_ready, head);
  shown = paint (head);
  g_assert_true (g_bytes_equal (shown, expected));
  gtk_window_destroy (window);
}

static gboolean
is_gone (gpointer where)
{
  return *(gpointer *) where == NULL;
}

static void
test_left_while_painting (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  gpointer gone = head;

  g_object_add_weak_pointer (G_OBJECT (head), &gone);
  display_test_wait (is_ready, head);
  gtk_widget_hide (head);
  g_assert_false (is_ready (head));
  gtk_widget_show (head);
  display_test_wait (is_ready, head);
  g_object_set (head, "complexion", 3, NULL);
  g_bytes_unref (paint_now (head));
  gtk_window_destroy (window);
  display_test_wait (is_gone, &gone);
}

/* Pictures of patterns */

static GtkWidget *
picture_of (GtkWidget *tile)
{
  return display_test_find (tile, GTK_TYPE_DRAWING_AREA, NULL);
}

/* Heads with no hair are all alike. */
static gboolean
has_hair (gpointer picker)
{
  g_autoptr (GBytes) first = paint (picture_of (gtk_widget_get_first_child (picker)));
  g_autoptr (GBytes) last = paint (picture_of (gtk_widget_get_last_child (picker)));

  return !g_bytes_equal (first, last);
}

static gboolean
is_painted_again (gpointer picker)
{
  int painted = heads.here;

  g_bytes_unref (paint (picture_of (gtk_widget_get_last_child (picker))));
  return heads.here > painted;
}

static void
test_pictures (void)
{
  GtkWidget *picker = stipple_pattern_picker_new (STIPPLE_SCALE_NORWOOD);
  GtkWindow *window = NULL;
  int painted = heads.here;

  window = display_test_show (picker);
  display_test_wait (has_hair, picker);
  g_assert_cmpint (hair.here, ==, 0);
  g_assert_cmpint (heads.here, ==, painted + 1);
  stipple_style_set_high_contrast (TRUE);
  display_test_wait (is_painted_again, picker);
  g_assert_cmpint (heads.here, ==, painted + 2);
  stipple_style_set_high_contrast (FALSE);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  ui_thread = g_thread_self ();
  display_test_init (&argc, &argv);
  g_test_add_func ("/look-painting/not-in-the-frame", test_not_in_the_frame);
  g_test_add_func ("/look-painting/changes-outdate", test_changes_outdate);
  g_test_add_func ("/look-painting/resized", test_resized);
  g_test_add_func ("/look-painting/old-stays", test_old_stays);
  g_test_add_func ("/look-painting/stage-paints-nothing", test_stage_paints_nothing);
  g_test_add_func ("/look-painting/changed-while-painting", test_changed_while_painting);
  g_test_add_func ("/look-painting/left-while-painting", test_left_while_painting);
  g_test_add_func ("/look-painting/pictures", test_pictures);
  return g_test_run ();
}
