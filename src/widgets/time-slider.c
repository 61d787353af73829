// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/time-slider.h"

#include "core/follicles.h"
#include "widgets/style.h"
#include "widgets/time-rail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define GAP 16        /* px between the buttons */
#define RAIL_GAP 12   /* px from the rail to them */
#define STAGE_MS 1800 /* of playing */
#define JUMP_MS 250   /* to a button that is touched */
#define N_STOPS (STIPPLE_STAGE_LAST + 1)

struct _StippleTimeSlider
{
  GtkWidget parent_instance;
  GtkWidget *rail;
  GtkWidget *stops[N_STOPS];
  GtkWidget *play;
  GtkWidget *play_icon;
  GtkWidget *play_label;

  AdwAnimation *animation; /* NULL while the thumb stands still */
  guint timer;             /* plays when motion is reduced */
  gboolean playing;
};

G_DEFINE_FINAL_TYPE (StippleTimeSlider, stipple_time_slider, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STAGE,
  PROP_PLAYING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_playing_state (StippleTimeSlider *self, gboolean playing)
{
  const char *name = playing ? _ ("Pause") : _ ("Play");

  if (self->playing == playing)
    return;
  self->playing = playing;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->play_icon),
                                playing ? "stipple-pause-symbolic" : "stipple-play-symbolic");
  gtk_label_set_label (GTK_LABEL (self->play_label), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
drop_animation (StippleTimeSlider *self)
{
  g_autoptr (AdwAnimation) animation = g_steal_pointer (&self->animation);

  if (animation == NULL)
    return;
  g_signal_handlers_disconnect_by_data (animation, self);
  adw_animation_pause (animation);
}

static void
stand_still (StippleTimeSlider *self)
{
  drop_animation (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  set_playing_state (self, FALSE);
}

static void
on_animated (double stage, gpointer data)
{
  StippleTimeSlider *self = data;

  stipple_time_rail_set_stage (STIPPLE_TIME_RAIL (self->rail), stage);
}

static void
go_to (StippleTimeSlider *self, double stage, guint duration, AdwEasing easing)
{
  double from = stipple_time_slider_get_stage (self);

  drop_animation (self);
  self->animation =
      adw_timed_animation_new (GTK_WIDGET (self), from, stage, duration,
                               adw_callback_animation_target_new (on_animated, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), easing);
  g_signal_connect_swapped (self->animation, "done", G_CALLBACK (stand_still), self);
  adw_animation_play (self->animation);
}

static gboolean
on_timer (gpointer data)
{
  StippleTimeSlider *self = data;
  double stage = floor (stipple_time_slider_get_stage (self)) + 1;

  stipple_time_rail_set_stage (STIPPLE_TIME_RAIL (self->rail), stage);
  if (stage < STIPPLE_STAGE_LAST)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  stand_still (self);
  return G_SOURCE_REMOVE;
}

static void
on_toggled (GtkWidget *button)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
      active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
on_stop (StippleTimeSlider *self, GtkWidget *button)
{
  int stop = 0;

  while (self->stops[stop] != button)
    stop++;
  stand_still (self);
  go_to (self, stop, JUMP_MS, ADW_EASE_OUT_CUBIC);
}

static void
on_play (StippleTimeSlider *self)
{
  stipple_time_slider_set_playing (self, !self->playing);
}

static void
on_stage (StippleTimeSlider *self)
{
  int nearest = (int) lround (stipple_time_slider_get_stage (self));

  /* On the way to a button that was touched, that one stays marked. */
  if (self->animation == NULL || self->playing)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->stops[nearest]), TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/* Layout: the rail beside the buttons, and below them the one that plays. */

static int
measured (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int least, best;

  gtk_widget_measure (child, orientation, for_size, &least, &best, NULL, NULL);
  return natural ? best : least;
}

static int
stop_height (StippleTimeSlider *self, int width)
{
  int height = 0;

  for (int i = 0; i < N_STOPS; i++)
    height = MAX (height, measured (self->stops[i], GTK_ORIENTATION_VERTICAL, width, FALSE));
  return height;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleTimeSlider *self = STIPPLE_TIME_SLIDER (widget);
  int rail = measured (self->rail, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + RAIL_GAP;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 0;
      for (int i = 0; i < N_STOPS; i++)
        {
          *minimum = MAX (*minimum, rail + measured (self->stops[i], orientation, -1, FALSE));
          *natural = MAX (*natural, rail + measured (self->stops[i], orientation, -1, TRUE));
        }
      *minimum = MAX (*minimum, measured (self->play, orientation, -1, FALSE));
      *natural = MAX (*natural, measured (self->play, orientation, -1, TRUE));
    }
  else
    {
      int width = for_size < 0 ? -1 : MAX (0, for_size - rail);

      *minimum = *natural = N_STOPS * (stop_height (self, width) + GAP) + GAP / 2
                            + measured (self->play, orientation, for_size, FALSE);
    }
}

static void
place (GtkWidget *parent, GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (parent) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleTimeSlider *self = STIPPLE_TIME_SLIDER (widget);
  int rail = measured (self->rail, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int play = measured (self->play, GTK_ORIENTATION_VERTICAL, width, FALSE);
  int step = (height - play - GAP / 2) / N_STOPS;
  int buttons = rail + RAIL_GAP;

  place (widget, self->rail, 0, -GAP / 2, rail, N_STOPS * step);
  for (int i = 0; i < N_STOPS; i++)
    place (widget, self->stops[i], buttons, i * step, width - buttons, step - GAP);
  place (widget, self->play, 0, height - play, width, play);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
unmap (GtkWidget *widget)
{
  stand_still (STIPPLE_TIME_SLIDER (widget));
  GTK_WIDGET_CLASS (stipple_time_slider_parent_class)->unmap (widget);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleTimeSlider *self = STIPPLE_TIME_SLIDER (object);

  switch (id)
    {
    case PROP_STAGE:
      g_value_set_double (value, stipple_time_slider_get_stage (self));
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleTimeSlider *self = STIPPLE_TIME_SLIDER (object);

  switch (id)
    {
    case PROP_STAGE:
      stipple_time_slider_set_stage (self, g_value_get_double (value));
      break;
    case PROP_PLAYING:
      stipple_time_slider_set_playing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleTimeSlider *self = STIPPLE_TIME_SLIDER (object);

  drop_animation (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->rail, gtk_widget_unparent);
  for (int i = 0; i < N_STOPS; i++)
    g_clear_pointer (&self->stops[i], gtk_widget_unparent);
  g_clear_pointer (&self->play, gtk_widget_unparent);

  G_OBJECT_CLASS (stipple_time_slider_parent_class)->dispose (object);
}

static void
stipple_time_slider_class_init (StippleTimeSliderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->get_request_mode = get_request_mode;
  widget_class->unmap = unmap;

  properties[PROP_STAGE] =
      g_param_spec_double ("stage", NULL, NULL, 0, STIPPLE_STAGE_LAST, 0, flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "timeslider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_stop (StippleTimeSlider *self, int stop)
{
  const char *name = stipple_stage_get_name (stop);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", name, "wrap", TRUE, "xalign", 0.0, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_RADIO, "child", label, NULL);

  gtk_widget_add_css_class (button, "time-stop");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (stop > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->stops[0]));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), stop == 0);
  on_toggled (button);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
  self->stops[stop] = button;
}

static void
add_play (StippleTimeSlider *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  self->play_icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "stipple-play-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->play_label = g_object_new (GTK_TYPE_LABEL, "label", _ ("Play"), NULL);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->play_icon);
  gtk_box_append (GTK_BOX (box), self->play_label);

  self->play = g_object_new (GTK_TYPE_BUTTON, "child", box, NULL);
  gtk_widget_add_css_class (self->play, "pill-button");
  gtk_widget_add_css_class (self->play, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Play"), -1);
  gtk_widget_set_parent (self->play, GTK_WIDGET (self));
  g_signal_connect_object (self->play, "clicked", G_CALLBACK (on_play), self, G_CONNECT_SWAPPED);
}

/* Who plays on does so in the other manner. */
static void
motion_changed (StippleTimeSlider *self)
{
  if (!self->playing)
    return;
  stipple_time_slider_set_playing (self, FALSE);
  stipple_time_slider_set_playing (self, TRUE);
}

static void
stipple_time_slider_init (StippleTimeSlider *self)
{
  self->rail = stipple_time_rail_new ();
  gtk_widget_set_parent (self->rail, GTK_WIDGET (self));
  for (int i = 0; i < N_STOPS; i++)
    add_stop (self, i);
  add_play (self);

  g_signal_connect_object (self->rail, "notify::stage", G_CALLBACK (on_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rail, "moved", G_CALLBACK (stand_still), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-enable-animations",
                           G_CALLBACK (motion_changed), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Course of the treatment"), -1);
}

GtkWidget *
stipple_time_slider_new (void)
{
  return g_object_new (STIPPLE_TYPE_TIME_SLIDER, NULL);
}

double
stipple_time_slider_get_stage (StippleTimeSlider *self)
{
  g_return_val_if_fail (STIPPLE_IS_TIME_SLIDER (self), 0);

  return stipple_time_rail_get_stage (STIPPLE_TIME_RAIL (self->rail));
}

void
stipple_time_slider_set_stage (StippleTimeSlider *self, double stage)
{
  g_return_if_fail (STIPPLE_IS_TIME_SLIDER (self));

  if (stage == stipple_time_slider_get_stage (self))
    return;
  stand_still (self);
  stipple_time_rail_set_stage (STIPPLE_TIME_RAIL (self->rail), stage);
}

gboolean
stipple_time_slider_get_playing (StippleTimeSlider *self)
{
  g_return_val_if_fail (STIPPLE_IS_TIME_SLIDER (self), FALSE);

  return self->playing;
}

void
stipple_time_slider_set_playing (StippleTimeSlider *self, gboolean playing)
{
  double stage;

  g_return_if_fail (STIPPLE_IS_TIME_SLIDER (self));

  if (self->playing == !!playing)
    return;
  stand_still (self);
  if (!playing)
    return;

  if (stipple_time_slider_get_stage (self) >= STIPPLE_STAGE_LAST)
    stipple_time_rail_set_stage (STIPPLE_TIME_RAIL (self->rail), STIPPLE_STAGE_BEFORE);
  stage = stipple_time_slider_get_stage (self);
  set_playing_state (self, TRUE);
  if (stipple_style_get_reduce_motion ())
    self->timer = g_timeout_add (STAGE_MS, on_timer, self);
  else
    go_to (self, STIPPLE_STAGE_LAST, (guint) (STAGE_MS * (STIPPLE_STAGE_LAST - stage)), ADW_LINEAR);
}
