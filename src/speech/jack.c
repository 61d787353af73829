// SPDX-License-Identifier: GPL-3.0-or-later
#include "speech/jack.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEVICES "/dev/input"
#define IS_SET(bits, n) (((bits)[(n) / 8] >> ((n) % 8) & 1) != 0)

/* One switch: a sound card may have several. */
typedef struct
{
  StippleJack *jack;
  int descriptor;
  guint source;
  gboolean plugged;
} Switch;

struct _StippleJack
{
  GObject parent_instance;

  GPtrArray *switches; /* Switch */
  gboolean plugged;
};

G_DEFINE_FINAL_TYPE (StippleJack, stipple_jack, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PLUGGED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
switch_free (gpointer data)
{
  Switch *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  close (self->descriptor);
  g_free (self);
}

static void
update (StippleJack *self)
{
  gboolean plugged = FALSE;

  for (guint i = 0; i < self->switches->len; i++)
    plugged |= ((const Switch *) g_ptr_array_index (self->switches, i))->plugged;
  stipple_jack_set_plugged (self, plugged);
}

static gboolean
read_state (Switch *self)
{
  guchar bits[SW_CNT / 8 + 1] = { 0 };

  if (ioctl (self->descriptor, EVIOCGSW (sizeof bits), bits) < 0)
    return FALSE;
  self->plugged = IS_SET (bits, SW_HEADPHONE_INSERT);
  return TRUE;
}

/* The events only say that something moved: the state is asked for, so that none is missed. */
static gboolean
on_moved (int descriptor, GIOCondition condition, gpointer data)
{
  Switch *self = data;
  struct input_event events[16];
  gboolean alive = read (descriptor, events, sizeof events) > 0 && read_state (self);

  if (!alive)
    {
      self->plugged = FALSE; /* the sound card went */
      self->source = 0;
    }
  update (self->jack);
  return alive;
}

static void
add_switch (StippleJack *self, const char *path)
{
  guchar bits[SW_CNT / 8 + 1] = { 0 };
  int descriptor = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

  if (descriptor < 0)
    return;
  if (ioctl (descriptor, EVIOCGBIT (EV_SW, sizeof bits), bits) < 0
      || !IS_SET (bits, SW_HEADPHONE_INSERT))
    {
      close (descriptor);
      return;
    }

  Switch *new = g_new0 (Switch, 1);
  new->jack = self;
  new->descriptor = descriptor;
  read_state (new);
  new->source = g_unix_fd_add (descriptor, G_IO_IN | G_IO_HUP | G_IO_ERR, on_moved, new);
  g_ptr_array_add (self->switches, new);
}

static void
stipple_jack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PLUGGED)
    g_value_set_boolean (value, STIPPLE_JACK (object)->plugged);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_jack_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_JACK (object)->switches);
  G_OBJECT_CLASS (stipple_jack_parent_class)->finalize (object);
}

static void
stipple_jack_class_init (StippleJackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stipple_jack_get_property;
  object_class->finalize = stipple_jack_finalize;
  properties[PROP_PLUGGED] = g_param_spec_boolean ("plugged", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_jack_init (StippleJack *self)
{
  self->switches = g_ptr_array_new_with_free_func (switch_free);
}

StippleJack *
stipple_jack_new (void)
{
  StippleJack *self = g_object_new (STIPPLE_TYPE_JACK, NULL);
  g_autoptr (GDir) devices = g_dir_open (DEVICES, 0, NULL);
  const char *name;

  while (devices != NULL && (name = g_dir_read_name (devices)) != NULL)
    if (g_str_has_prefix (name, "event"))
      {
        g_autofree char *path = g_build_filename (DEVICES, name, NULL);
        add_switch (self, path);
      }
  update (self);
  return self;
}

StippleJack *
stipple_jack_new_fixed (gboolean plugged)
{
  StippleJack *self = g_object_new (STIPPLE_TYPE_JACK, NULL);

  self->plugged = plugged;
  return self;
}

void
stipple_jack_set_plugged (StippleJack *self, gboolean plugged)
{
  g_return_if_fail (STIPPLE_IS_JACK (self));

  if (self->plugged == !!plugged)
    return;
  self->plugged = !!plugged;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLUGGED]);
}

gboolean
stipple_jack_get_plugged (StippleJack *self)
{
  g_return_val_if_fail (STIPPLE_IS_JACK (self), FALSE);

  return self->plugged;
}
