// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session-timeline.h"

#include "core/language.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARK 40 /* height of the first session's disc */
#define PILL 24 /* height of a range */
#define LINE 8
#define SPACE 20    /* marks to names, and between names */
#define INDENT 72   /* stacked: marks' column */
#define BEYOND 1.07 /* the line goes on a little after the last session */

/* Days are bent towards the end, so that the first weeks have room for their names. */
#define BEND 0.75

typedef struct
{
  int earliest; /* days after the first session */
  int latest;
  GtkWidget *name;
  GtkWidget *interval;
} Stop;

struct _StippleSessionTimeline
{
  GtkWidget parent_instance;
  GArray *stops; /* Stop */
};

G_DEFINE_FINAL_TYPE (StippleSessionTimeline, stipple_session_timeline, GTK_TYPE_WIDGET)

static Stop *
stop_at (StippleSessionTimeline *self, guint index)
{
  return &g_array_index (self->stops, Stop, index);
}

static int
natural_size (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static double
day_x (StippleSessionTimeline *self, int day, int width)
{
  int last = MAX (1, stop_at (self, self->stops->len - 1)->latest);

  return (width - MARK) * pow (day / (last * BEYOND), BEND);
}

static int
natural_room (const Stop *stop)
{
  return MAX (natural_size (stop->name, GTK_ORIENTATION_HORIZONTAL, -1),
              natural_size (stop->interval, GTK_ORIENTATION_HORIZONTAL, -1));
}

/* Where the names of each stop begin, each on one line: where its mark does, or as near to that as leaves room for
 * the others. NULL when they do not fit beside each other, and are stacked. Transfer full. */
static int *
place_names (StippleSessionTimeline *self, int width)
{
  g_autofree int *places = g_new (int, self->stops->len);
  int from = 0;
  int to = width;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = stop_at (self, i);

      places[i] = MAX (from, (int) day_x (self, stop->earliest, width));
      from = places[i] + natural_room (stop) + SPACE;
    }
  for (guint i = self->stops->len; i-- > 0;)
    {
      places[i] = MIN (places[i], to - natural_room (stop_at (self, i)));
      to = places[i] - SPACE;
    }
  return to >= -SPACE ? g_steal_pointer (&places) : NULL;
}

static gboolean
is_stacked (StippleSessionTimeline *self, int width)
{
  g_autofree int *places = width >= 0 ? place_names (self, width) : NULL;

  return width >= 0 && places == NULL;
}

static int
stop_height (const Stop *stop, int width)
{
  return natural_size (stop->name, GTK_ORIENTATION_VERTICAL, width)
         + natural_size (stop->interval, GTK_ORIENTATION_VERTICAL, width);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleSessionTimeline *self = STIPPLE_SESSION_TIMELINE (widget);
  gboolean stacked = is_stacked (self, for_size);
  int size = 0;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = stop_at (self, i);

      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          int name, interval;

          gtk_widget_measure (stop->name, orientation, -1, &name, NULL, NULL, NULL);
          gtk_widget_measure (stop->interval, orientation, -1, &interval, NULL, NULL, NULL);
          size = MAX (size, INDENT + MAX (name, interval));
        }
      else if (stacked)
        size += stop_height (stop, for_size - INDENT) + (i > 0 ? SPACE : 0);
      else
        size = MAX (size, MARK + SPACE + stop_height (stop, -1));
    }
  *minimum = size;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (size, 720) : size;
}

static void
allocate_stop (GtkWidget *widget, const Stop *stop, int x, int y, int width)
{
  int name = natural_size (stop->name, GTK_ORIENTATION_VERTICAL, width);
  int interval = natural_size (stop->interval, GTK_ORIENTATION_VERTICAL, width);

  x = stipple_paint_mirror (widget, x, width, gtk_widget_get_width (widget));
  gtk_widget_size_allocate (stop->name, &(GtkAllocation){ x, y, width, name }, -1);
  gtk_widget_size_allocate (stop->interval, &(GtkAllocation){ x, y + name, width, interval }, -1);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleSessionTimeline *self = STIPPLE_SESSION_TIMELINE (widget);
  g_autofree int *places = place_names (self, width);
  int y = 0;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = stop_at (self, i);

      if (places == NULL)
        {
          allocate_stop (widget, stop, INDENT, y, width - INDENT);
          y += stop_height (stop, width - INDENT) + SPACE;
        }
      else
        {
          allocate_stop (widget, stop, places[i], MARK + SPACE, natural_room (stop));
        }
    }
}

static void
draw_pill (GtkSnapshot *snap, GtkWidget *widget, double x, double y, double width, double height,
           gboolean filled)
{
  GdkRGBA primary = stipple_paint_color (widget, "primary");
  GdkRGBA soft = stipple_paint_color (widget, "primary_soft");
  int total = gtk_widget_get_width (widget);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  stipple_paint_round (snap,
                       &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                       (float) MIN (width, height) / 2, filled ? &primary : &soft, &primary, 3);
}

static void
draw_line (GtkSnapshot *snap, GtkWidget *widget, double x, double y, double width, double height)
{
  GdkRGBA line = stipple_paint_color (widget, "line");
  int total = gtk_widget_get_width (widget);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  stipple_paint_round (snap,
                       &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                       LINE / 2.f, &line, NULL, 0);
}

static void
draw_beside (StippleSessionTimeline *self, GtkSnapshot *snap)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);

  draw_line (snap, widget, MARK + 4, (MARK - LINE) / 2.0, width - MARK - 4, LINE);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = stop_at (self, i);
      double from = day_x (self, stop->earliest, width);
      double to = day_x (self, stop->latest, width);

      if (i == 0)
        draw_pill (snap, widget, 0, 0, MARK, MARK, TRUE);
      else
        draw_pill (snap, widget, from, (MARK - PILL) / 2.0, MAX (to - from, PILL), PILL, FALSE);
    }
}

static void
draw_stacked (StippleSessionTimeline *self, GtkSnapshot *snap)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget) - INDENT;
  int y = 0;

  draw_line (snap, widget, (MARK - LINE) / 2.0, MARK / 2.0, LINE,
             MAX (LINE, gtk_widget_get_height (widget) - MARK));
  for (guint i = 0; i < self->stops->len; i++)
    {
      int height = stop_height (stop_at (self, i), width);

      if (i == 0)
        draw_pill (snap, widget, 0, y, MARK, MARK, TRUE);
      else
        draw_pill (snap, widget, (MARK - PILL) / 2.0, y + LINE, PILL, height - 2 * LINE, FALSE);
      y += height + SPACE;
    }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StippleSessionTimeline *self = STIPPLE_SESSION_TIMELINE (widget);

  if (self->stops->len > 0 && is_stacked (self, gtk_widget_get_width (widget)))
    draw_stacked (self, snap);
  else if (self->stops->len > 0)
    draw_beside (self, snap);
  GTK_WIDGET_CLASS (stipple_session_timeline_parent_class)->snapshot (widget, snap);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dispose (GObject *object)
{
  StippleSessionTimeline *self = STIPPLE_SESSION_TIMELINE (object);

  for (guint i = 0; i < self->stops->len; i++)
    {
      gtk_widget_unparent (stop_at (self, i)->name);
      gtk_widget_unparent (stop_at (self, i)->interval);
    }
  g_array_set_size (self->stops, 0);

  G_OBJECT_CLASS (stipple_session_timeline_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_array_unref (STIPPLE_SESSION_TIMELINE (object)->stops);

  G_OBJECT_CLASS (stipple_session_timeline_parent_class)->finalize (object);
}

static void
stipple_session_timeline_class_init (StippleSessionTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stipple_session_timeline_init (StippleSessionTimeline *self)
{
  self->stops = g_array_new (FALSE, TRUE, sizeof (Stop));
}

static GtkWidget *
add_label (StippleSessionTimeline *self, const char *text, const char *first, const char *second)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, first);
  gtk_widget_add_css_class (label, second);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

/* "Dec 12, 2026 – Dec 19, 2026" */
static char *
session_dates (const StippleTreatmentPlan *plan, guint index, const GDate *first)
{
  int earliest, latest;
  GDate from = *first;
  GDate to = *first;

  stipple_treatment_plan_get_days (plan, index, &earliest, &latest);
  g_date_add_days (&from, (guint) earliest);
  g_date_add_days (&to, (guint) latest);
  return stipple_language_format_range (&from, &to);
}

GtkWidget *
stipple_session_timeline_new (const StippleTreatmentPlan *plan, const char *language,
                              const GDate *first)
{
  StippleSessionTimeline *self = g_object_new (STIPPLE_TYPE_SESSION_TIMELINE, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (plan != NULL, NULL);

  for (guint i = 0; i < plan->sessions->len; i++)
    {
      const StippleTreatmentSession *session = plan->sessions->pdata[i];
      const char *name = stipple_text_get (session->name, language);
      g_autofree char *interval =
          first != NULL ? session_dates (plan, i, first) : stipple_session_interval (session);
      const char *below =
          interval != NULL ? interval : stipple_text_get (session->summary, language);
      Stop stop = { 0 };

      stipple_treatment_plan_get_days (plan, i, &stop.earliest, &stop.latest);
      stop.name = add_label (self, name, "body", "strong");
      stop.interval = add_label (self, below, "caption", "muted");
      g_array_append_val (self->stops, stop);
      g_string_append_printf (words, "%s%s: %s.", i > 0 ? " " : "", name, below);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
  return GTK_WIDGET (self);
}

char *
stipple_session_interval (const StippleTreatmentSession *session)
{
  int min = session->min_days;
  int max = session->max_days;
  gboolean weeks = min % 7 == 0 && max % 7 == 0 && min >= 28;
  g_autofree char *from = stipple_language_format_number (weeks ? min / 7 : min);
  g_autofree char *to = stipple_language_format_number (weeks ? max / 7 : max);

  if (max <= 0)
    return NULL;

  if (min == max && weeks)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s week later", "%s weeks later", (gulong) max / 7), to);
  if (min == max)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s day later", "%s days later", (gulong) max), to);
  if (weeks)
    /* Translators: a range of weeks after the session before: "4–6 weeks later". */
    return g_strdup_printf (_ ("%s–%s weeks later"), from, to);
  /* Translators: a range of days after the session before: "7–14 days later". */
  return g_strdup_printf (_ ("%s–%s days later"), from, to);
}
