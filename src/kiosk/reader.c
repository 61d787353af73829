// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/reader.h"

#include "kiosk/page.h"
#include "widgets/picture.h"

/* Where it is in something. */
typedef struct
{
  GtkWidget *root;  /* weak; NULL: nothing is left to read */
  GtkWidget *label; /* weak; NULL: at the top */
  char *language;
} Place;

struct _StippleReader
{
  GObject parent_instance;

  StippleSpeaker *speaker;
  StippleJack *jack;
  gboolean active;

  GtkWidget *root;  /* weak */
  GtkWidget *label; /* being read; weak */
  GtkWidget *from;  /* the first to be read, once root is laid out; weak; NULL: from the top */
  guint tick;       /* callback on root; 0 when it has run */
  char *language;
  Place interrupted;
};

G_DEFINE_FINAL_TYPE (StippleReader, stipple_reader, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint reading_signal;

/* --- What is there to read */

/* Entries hold what somebody typed, and are private; the companion's words are of another language than
 * the voice. */
static gboolean
is_left_out (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget)
         || gtk_widget_has_css_class (widget, "companion");
}

/* A picture's words stand for it; while it is broken, they are a label in it. */
static const char *
get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (STIPPLE_IS_PICTURE (widget)
      && stipple_picture_get_state (STIPPLE_PICTURE (widget)) != STIPPLE_PICTURE_BROKEN)
    return stipple_picture_get_alt (STIPPLE_PICTURE (widget));
  return "";
}

static gboolean
is_readable (GtkWidget *widget)
{
  return *get_words (widget) != '\0';
}

/* The first readable widget below @widget that comes after @after, in reading order. @passed: whether
 * @after has been seen; NULL begins at the top. What comes into being meanwhile is found as well. */
static GtkWidget *
find_next (GtkWidget *widget, GtkWidget *after, gboolean *passed)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (widget) || is_left_out (widget))
    return NULL;
  if (*passed && is_readable (widget))
    return widget;
  if (widget == after)
    *passed = TRUE;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_next (child, after, passed);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* --- Reading */

static void
mark (StippleReader *self, GtkWidget *label)
{
  if (self->label != NULL)
    gtk_widget_remove_css_class (self->label, "being-read");
  g_set_weak_pointer (&self->label, label);
  if (label != NULL)
    gtk_widget_add_css_class (label, "being-read");
}

static void
bring_into_view (GtkWidget *label)
{
  GtkWidget *page = gtk_widget_get_ancestor (label, STIPPLE_TYPE_PAGE);

  if (page != NULL)
    stipple_page_scroll_to (STIPPLE_PAGE (page), label);
}

static GtkWidget *
choose_next (StippleReader *self)
{
  gboolean passed = self->label == NULL;
  GtkWidget *from = self->from;

  g_clear_weak_pointer (&self->from);
  if (from != NULL && gtk_widget_get_mapped (from))
    return from;
  return self->root != NULL ? find_next (self->root, self->label, &passed) : NULL;
}

static void
read_next (StippleReader *self)
{
  GtkWidget *next = choose_next (self);

  mark (self, next);
  if (next == NULL)
    {
      g_clear_weak_pointer (&self->root);
      return;
    }
  bring_into_view (next);
  stipple_speaker_say (self->speaker, self->language, get_words (next));
  g_signal_emit (self, reading_signal, 0);
}

static gboolean
root_laid_out (GtkWidget *root, GdkFrameClock *clock, gpointer data)
{
  StippleReader *self = data;

  if (!gtk_widget_get_mapped (root) || gtk_widget_get_opacity (root) <= 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  read_next (self);
  return G_SOURCE_REMOVE;
}

static void
forget (StippleReader *self)
{
  if (self->tick != 0 && self->root != NULL)
    gtk_widget_remove_tick_callback (self->root, self->tick);
  self->tick = 0;
  mark (self, NULL);
  g_clear_weak_pointer (&self->from);
  g_clear_weak_pointer (&self->root);
  stipple_speaker_stop (self->speaker);
}

static void
place_clear (Place *place)
{
  g_clear_weak_pointer (&place->root);
  g_clear_weak_pointer (&place->label);
  g_clear_pointer (&place->language, g_free);
}

static void
read_from (StippleReader *self, GtkWidget *root, GtkWidget *label, const char *language)
{
  forget (self);
  g_free (self->language);
  self->language = g_strdup (language);
  g_set_weak_pointer (&self->root, root);
  g_set_weak_pointer (&self->from, label);
  self->tick = gtk_widget_add_tick_callback (root, root_laid_out, self, NULL);
}

void
stipple_reader_read (StippleReader *self, GtkWidget *root, const char *language)
{
  g_return_if_fail (STIPPLE_IS_READER (self));

  if (!self->active)
    return;
  place_clear (&self->interrupted);
  read_from (self, root, NULL, language);
}

void
stipple_reader_interrupt (StippleReader *self, GtkWidget *root, const char *language)
{
  g_return_if_fail (STIPPLE_IS_READER (self));

  if (!self->active)
    return;
  place_clear (&self->interrupted);
  g_set_weak_pointer (&self->interrupted.root, self->root);
  /* Interrupted again before it has gone on. */
  g_set_weak_pointer (&self->interrupted.label, self->from != NULL ? self->from : self->label);
  self->interrupted.language = g_strdup (self->language);
  read_from (self, root, NULL, language);
}

void
stipple_reader_resume (StippleReader *self)
{
  g_return_if_fail (STIPPLE_IS_READER (self));

  if (!self->active)
    return;
  if (self->interrupted.root != NULL)
    read_from (self, self->interrupted.root, self->interrupted.label, self->interrupted.language);
  else
    forget (self);
  place_clear (&self->interrupted);
}

static void
failed (StippleReader *self, const char *message)
{
  g_message ("%s", message);
  stipple_reader_set_active (self, FALSE);
}

static void
plugged_changed (StippleReader *self)
{
  if (!stipple_jack_get_plugged (self->jack))
    stipple_reader_set_active (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}

/* --- The object */

gboolean
stipple_reader_get_available (StippleReader *self)
{
  return stipple_jack_get_plugged (self->jack);
}

gboolean
stipple_reader_get_active (StippleReader *self)
{
  return self->active;
}

void
stipple_reader_set_active (StippleReader *self, gboolean active)
{
  active = active && stipple_reader_get_available (self);
  if (self->active == active)
    return;
  self->active = active;
  if (!active)
    {
      forget (self);
      place_clear (&self->interrupted);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
stipple_reader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleReader *self = STIPPLE_READER (object);

  switch (id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, stipple_reader_get_available (self));
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_reader_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    stipple_reader_set_active (STIPPLE_READER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_reader_dispose (GObject *object)
{
  StippleReader *self = STIPPLE_READER (object);

  if (self->speaker != NULL)
    forget (self);
  place_clear (&self->interrupted);
  g_clear_object (&self->speaker);
  g_clear_object (&self->jack);
  g_clear_pointer (&self->language, g_free);
  G_OBJECT_CLASS (stipple_reader_parent_class)->dispose (object);
}

static void
stipple_reader_class_init (StippleReaderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = stipple_reader_get_property;
  object_class->set_property = stipple_reader_set_property;
  object_class->dispose = stipple_reader_dispose;
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  reading_signal = g_signal_new ("reading", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_reader_init (StippleReader *self)
{
}

StippleReader *
stipple_reader_new (StippleSpeaker *speaker, StippleJack *jack)
{
  StippleReader *self = g_object_new (STIPPLE_TYPE_READER, NULL);

  self->speaker = g_object_ref (speaker);
  self->jack = g_object_ref (jack);
  g_signal_connect_object (speaker, "finished", G_CALLBACK (read_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (speaker, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jack, "notify::plugged", G_CALLBACK (plugged_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}
