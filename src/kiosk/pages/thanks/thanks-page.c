// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/thanks/thanks-page.h"

#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/parts.h"

#include <glib/gi18n-lib.h>

#define FIRST_STEP 3 /* of the words, after title, lead and heading */

struct _StippleThanksPage
{
  StipplePage parent_instance;

  char *code;

  GtkLabel *title;
  GtkLabel *lead;
  GtkLabel *code_label;
  GtkBox *steps;
};

G_DEFINE_FINAL_TYPE (StippleThanksPage, stipple_thanks_page, STIPPLE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_CODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
stipple_thanks_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleThanksPage *self = STIPPLE_THANKS_PAGE (object);

  if (id == PROP_CODE)
    g_value_set_string (value, self->code);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_thanks_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleThanksPage *self = STIPPLE_THANKS_PAGE (object);

  if (id != PROP_CODE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (g_strcmp0 (self->code, g_value_get_string (value)) == 0)
    return;
  g_free (self->code);
  self->code = g_value_dup_string (value);
  gtk_label_set_label (self->code_label, self->code != NULL ? self->code : "");
  g_object_notify_by_pspec (object, pspec);
}

static void
stipple_thanks_page_constructed (GObject *object)
{
  StippleThanksPage *self = STIPPLE_THANKS_PAGE (object);
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  gboolean at_desk = stipple_session_get_at_desk (session);
  static const char *const all[] = {
    N_ ("Thank you"),
    N_ ("Your answers are saved. This is your code:"),
    N_ ("What happens next"),
    N_ ("Go to reception and say your code, or your name."),
    N_ ("Our staff will go over your answers with you and answer your questions."),
    N_ ("This screen clears by itself. Nothing about you stays on it."),
    NULL,
  };
  static const char *const desk[G_N_ELEMENTS (all)] = {
    N_ ("Please go to the desk"),
    N_ ("What you entered so far is kept. This is your code:"),
    N_ ("What happens next"),
    N_ ("Go to the desk and say your code."),
    N_ ("Our staff go on with you from where you are now."),
    N_ ("This screen clears by itself. Nothing about you stays on it."),
    NULL,
  };
  const char *const *words = at_desk ? desk : all;

  G_OBJECT_CLASS (stipple_thanks_page_parent_class)->constructed (object);
  gtk_label_set_label (self->title, g_dgettext (GETTEXT_PACKAGE, words[0]));
  gtk_label_set_label (self->lead, g_dgettext (GETTEXT_PACKAGE, words[1]));
  for (guint i = FIRST_STEP; words[i] != NULL; i++)
    gtk_box_append (self->steps, stipple_part_numbered (i + 1 - FIRST_STEP,
                                                        g_dgettext (GETTEXT_PACKAGE, words[i])));
  stipple_companion_set_all (session, GTK_WIDGET (self), words);
}

static void
stipple_thanks_page_finalize (GObject *object)
{
  g_free (STIPPLE_THANKS_PAGE (object)->code);
  G_OBJECT_CLASS (stipple_thanks_page_parent_class)->finalize (object);
}

static void
stipple_thanks_page_class_init (StippleThanksPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = stipple_thanks_page_get_property;
  object_class->set_property = stipple_thanks_page_set_property;
  object_class->constructed = stipple_thanks_page_constructed;
  object_class->finalize = stipple_thanks_page_finalize;
  properties[PROP_CODE] =
      g_param_spec_string ("code", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/thanks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleThanksPage, title);
  gtk_widget_class_bind_template_child (widget_class, StippleThanksPage, lead);
  gtk_widget_class_bind_template_child (widget_class, StippleThanksPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, StippleThanksPage, steps);
}

static void
stipple_thanks_page_init (StippleThanksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
