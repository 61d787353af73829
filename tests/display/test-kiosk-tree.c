// SPDX-License-Identifier: GPL-3.0-or-later
/* The real tree of widgets in every state of a visit: what can be touched is large and stands apart, has
 * a role and a name, and is walked over in the order of reading.
 *
 * What else is asked of the tree is asked elsewhere: that every text has its room, in five languages
 * on three screens, and that none is left in English, names included, in test-kiosk-languages.c; that the keys
 * follow this order and end, in test-kiosk-walk.c; contrast, in test-style.c. */
#include "kiosk-states.h"

#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/staff/pin-pad.h"
#include "kiosk/stops.h"
#include "widgets/head-marks.h"
#include "widgets/key.h"
#include "widgets/signature-pad.h"
#include "widgets/style.h"

/* px, at a text scale of 100 % */
#define TARGET 72
#define MAIN_TARGET 88
#define APART 12
#define ROUNDING 0.5f

typedef struct
{
  const char *tag;
  int width;
  int height;
  guint n; /* of what was looked at */
} Walk;

static void
complain (const char *state, const Walk *walk, GtkWidget *widget, const char *what)
{
  g_autofree char *name = accessible_name (widget);

  g_test_message ("%s, %s, %d × %d: %s “%s” %s", state, walk->tag, walk->width, walk->height,
                  G_OBJECT_TYPE_NAME (widget), name, what);
  g_test_fail ();
}

static graphene_rect_t
bounds_of (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds));
  return bounds;
}

/* --- What can be touched */

static gboolean
is_target (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_ENTRY (widget)
         || STIPPLE_IS_SIGNATURE_PAD (widget) || STIPPLE_IS_HEAD_MARKS (widget);
}

static gboolean
has_focus_for_work (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_VIEWPORT (widget);
}

/* What is in a target is none. */
static void
collect_targets (GtkWidget *widget, GPtrArray *targets)
{
  guint before = targets->len;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_can_target (widget)
      || gtk_widget_get_opacity (widget) == 0)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !is_target (widget);
       child = gtk_widget_get_next_sibling (child))
    collect_targets (child, targets);
  if (is_target (widget) || (targets->len == before && has_focus_for_work (widget)))
    g_ptr_array_add (targets, widget);
}

static GPtrArray *
targets_of (Fixture *fixture)
{
  GPtrArray *targets = g_ptr_array_new ();

  collect_targets (GTK_WIDGET (fixture->window), targets);
  g_assert_cmpuint (targets->len, >, 0);
  return targets;
}

/* --- Large, and apart */

static gboolean
is_main (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "pill-button")
         && !gtk_widget_has_css_class (widget, "small");
}

static float
gap_between (const graphene_rect_t *a, const graphene_rect_t *b)
{
  float x =
      MAX (b->origin.x - a->origin.x - a->size.width, a->origin.x - b->origin.x - b->size.width);
  float y =
      MAX (b->origin.y - a->origin.y - a->size.height, a->origin.y - b->origin.y - b->size.height);

  return MAX (x, y);
}

/* What scrolls comes as close to the frame as one scrolls it. */
static gboolean
are_neighbours (GtkWidget *a, GtkWidget *b)
{
  return gtk_widget_get_ancestor (a, GTK_TYPE_SCROLLED_WINDOW)
         == gtk_widget_get_ancestor (b, GTK_TYPE_SCROLLED_WINDOW);
}

static void
check_gap (Fixture *fixture, const char *state, const Walk *walk, GtkWidget *a, GtkWidget *b)
{
  const graphene_rect_t first = bounds_of (fixture, a);
  const graphene_rect_t second = bounds_of (fixture, b);
  float gap = gap_between (&first, &second);
  g_autofree char *name = accessible_name (b);
  g_autofree char *what =
      g_strdup_printf ("is %g px from %s “%s”", gap, G_OBJECT_TYPE_NAME (b), name);

  if (are_neighbours (a, b) && gap < APART - ROUNDING)
    complain (state, walk, a, what);
}

static void
check_targets (Fixture *fixture, const char *state, gpointer data)
{
  Walk *walk = data;
  g_autoptr (GPtrArray) targets = targets_of (fixture);

  walk->n += targets->len;
  for (guint i = 0; i < targets->len; i++)
    {
      GtkWidget *target = targets->pdata[i];
      const graphene_rect_t bounds = bounds_of (fixture, target);
      float side = MIN (bounds.size.width, bounds.size.height);
      g_autofree char *what =
          g_strdup_printf ("is %g × %g px", bounds.size.width, bounds.size.height);

      if (side < (is_main (target) ? MAIN_TARGET : TARGET) - ROUNDING)
        complain (state, walk, target, what);
      for (guint j = i + 1; j < targets->len; j++)
        check_gap (fixture, state, walk, target, targets->pdata[j]);
    }
}

/* --- A role and a name */

static void
check_names (Fixture *fixture, const char *state, gpointer data)
{
  const Walk *walk = data;
  g_autoptr (GPtrArray) targets = targets_of (fixture);

  for (guint i = 0; i < targets->len; i++)
    {
      GtkWidget *target = targets->pdata[i];
      GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (target));
      g_autofree char *name = accessible_name (target);

      /* A drawing of the head; what is touched on it has a button each beside it. */
      if (STIPPLE_IS_HEAD_MARKS (target))
        continue;
      if (role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_WIDGET
          || role == GTK_ACCESSIBLE_ROLE_NONE || role == GTK_ACCESSIBLE_ROLE_PRESENTATION)
        complain (state, walk, target, "has no role");
      if (*g_strstrip (name) == '\0')
        complain (state, walk, target, "has no name");
    }
}

/* --- The order of reading */

/* Columns are read one after the other, and what scrolls is read as a whole: up to the child of the first
 * that is around both. */
static void
lift (GtkWidget **a, GtkWidget **b)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (*a, GTK_TYPE_SCROLLED_WINDOW);

  for (GtkWidget *up = *a; up != NULL; up = gtk_widget_get_parent (up))
    {
      GtkWidget *parent = gtk_widget_get_parent (up);

      if (parent == NULL || !gtk_widget_is_ancestor (*b, parent))
        continue;
      if (!STIPPLE_IS_COLUMNS (parent))
        break;
      *a = up;
      while (gtk_widget_get_parent (*b) != parent)
        *b = gtk_widget_get_parent (*b);
      return;
    }
  if (scroller == gtk_widget_get_ancestor (*b, GTK_TYPE_SCROLLED_WINDOW))
    return;
  if (scroller != NULL)
    *a = scroller;
  else
    *b = gtk_widget_get_ancestor (*b, GTK_TYPE_SCROLLED_WINDOW);
}

/* Below, or in the same row and further on. */
static gboolean
is_further (const graphene_rect_t *a, const graphene_rect_t *b, gboolean rtl)
{
  if (b->origin.y >= a->origin.y + a->size.height - ROUNDING)
    return TRUE;
  if (b->origin.y + b->size.height <= a->origin.y + ROUNDING)
    return FALSE;
  return rtl ? b->origin.x + b->size.width <= a->origin.x + ROUNDING
             : b->origin.x >= a->origin.x + a->size.width - ROUNDING;
}

static void
check_next (Fixture *fixture, const char *state, const Walk *walk, GtkWidget *from, GtkWidget *to)
{
  GtkWidget *a = from;
  GtkWidget *b = to;
  /* Keys stand as on any keyboard of the language, and digits as on any telephone. */
  gboolean keys = (STIPPLE_IS_KEY (a) && STIPPLE_IS_KEY (b))
                  || (GTK_IS_GRID (gtk_widget_get_parent (a))
                      && gtk_widget_get_ancestor (a, STIPPLE_TYPE_PIN_PAD) != NULL
                      && gtk_widget_get_parent (a) == gtk_widget_get_parent (b));
  gboolean rtl = stipple_language_is_rtl (walk->tag) && !keys;
  graphene_rect_t first, second;

  lift (&a, &b);
  first = bounds_of (fixture, a);
  second = bounds_of (fixture, b);
  if (!is_further (&first, &second, rtl))
    {
      g_autofree char *name = accessible_name (GTK_IS_TEXT (to) ? gtk_widget_get_parent (to) : to);
      g_autofree char *what =
          g_strdup_printf ("at %g, %g goes on to %s “%s” at %g, %g", first.origin.x, first.origin.y,
                           G_OBJECT_TYPE_NAME (to), name, second.origin.x, second.origin.y);

      complain (state, walk, from, what);
    }
}

static void
check_order (Fixture *fixture, const char *state, gpointer data)
{
  const Walk *walk = data;
  g_autoptr (GPtrArray) stops = stipple_stops_collect (GTK_WIDGET (fixture->window), FALSE);
  GtkWidget *before = NULL;

  g_assert_cmpuint (stops->len, >, 0);
  for (guint i = 0; i < stops->len; i++)
    {
      GPtrArray *stop = stops->pdata[i];

      for (guint j = 0; j < stop->len; j++)
        {
          if (before != NULL)
            check_next (fixture, state, walk, before, stop->pdata[j]);
          before = stop->pdata[j];
        }
    }
}

/* --- */

static void
check (Fixture *fixture, const char *state, gpointer data)
{
  next_frame (fixture);
  check_targets (fixture, state, data);
  check_names (fixture, state, data);
  check_order (fixture, state, data);
}

static void
test_tree (Fixture *fixture, gconstpointer data)
{
  Walk walk = *(const Walk *) data;

  fixture_resize (fixture, walk.width, walk.height);
  states_walk (fixture, walk.tag, check, &walk);
  g_assert_cmpuint (walk.n, >, 1000);
}

int
main (int argc, char *argv[])
{
  /* A walk is what takes the time, so all is asked on the same: in every language, on a lobby screen
   * or in columns, and mirrored on both. */
  static const Walk walks[] = {
    { "en", 1080, 1920, 0 },      { "fr-CA", 1080, 1920, 0 }, { "ar", 1080, 1920, 0 },
    { "zh-Hans", 1080, 1920, 0 }, { "es", 1920, 1080, 0 },    { "ar", 1920, 1080, 0 },
  };

  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/tree/%s/%dx%d", walks[i].tag, walks[i].width, walks[i].height);

      g_test_add (path, Fixture, &walks[i], fixture_set_up, test_tree, fixture_tear_down);
    }
  return g_test_run ();
}
