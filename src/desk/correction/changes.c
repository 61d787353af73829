// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/changes.h"

#include "core/language.h"
#include "desk/correction/field.h"
#include "desk/parts.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

/* Two versions to compare; each is here or on its way. */
typedef struct
{
  GtkWidget *expander; /* weak */
  GtkWidget *list;     /* its child */
  StippleDesk *desk;
  StippleOpenIntake *document;
  int version;
  gboolean asked;
  StippleIntake *versions[2]; /* before, after */
} Changes;

/* One of the two calls. */
typedef struct
{
  GtkWidget *expander; /* keeps the Changes */
  Changes *changes;
  guint which;
} Asking;

static void
changes_free (gpointer data, GClosure *closure)
{
  Changes *self = data;

  g_object_unref (self->desk);
  g_object_unref (self->document);
  for (guint i = 0; i < G_N_ELEMENTS (self->versions); i++)
    g_clear_pointer (&self->versions[i], stipple_intake_unref);
  g_free (self);
}

static void
add_change (Changes *self, const StippleField *field)
{
  g_autofree char *before = stipple_field_read (field, self->versions[0]);
  g_autofree char *after = stipple_field_read (field, self->versions[1]);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *words = NULL;

  if (g_str_equal (before, after))
    return;
  old = stipple_field_describe (field, before);
  new = stipple_field_describe (field, after);
  /* TRANSLATORS: a field, what it said and what it says: "First name: Amelia, before: Amélie" */
  words = g_strdup_printf (_ ("%s: %s, before: %s"), field->label, new, old);
  gtk_box_append (GTK_BOX (self->list), stipple_desk_label (words, "small"));
}

static void
show (Changes *self)
{
  g_autoptr (GPtrArray) fields = stipple_fields_new (stipple_open_intake_get_pack (self->document));

  stipple_desk_clear (self->list);
  for (guint i = 0; i < fields->len; i++)
    add_change (self, g_ptr_array_index (fields, i));
  if (gtk_widget_get_first_child (self->list) == NULL)
    gtk_box_append (GTK_BOX (self->list),
                    stipple_desk_label (_ ("Nothing that this form shows"), "muted small"));
}

static void
came (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GtkWidget) expander = asking->expander;
  Changes *self = asking->changes;
  const guint which = asking->which;
  g_autoptr (GError) error = NULL;
  g_autofree char *expression = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  g_free (asking);
  /* Nobody looks any more. */
  if (gtk_widget_get_parent (expander) == NULL)
    return;
  if (reply != NULL)
    self->versions[which] =
        stipple_fhir_read_intake (json_object_get (reply->json, "patient"),
                                  json_object_get (reply->json, "response"), &expression, &error);
  if (error != NULL)
    {
      self->asked = FALSE;
      stipple_desk_clear (self->list);
      gtk_box_append (GTK_BOX (self->list), stipple_desk_label (error->message, "stop small"));
    }
  else if (self->versions[0] != NULL && self->versions[1] != NULL)
    show (self);
}

static void
ask (Changes *self, guint which)
{
  g_autofree char *path = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s/versions/%d",
                                           stipple_open_intake_get_code (self->document),
                                           self->version - 1 + (int) which);
  const StippleHubCall call = { .method = "GET", .path = path };
  Asking *asking = g_new0 (Asking, 1);

  g_clear_pointer (&self->versions[which], stipple_intake_unref);
  asking->expander = g_object_ref (self->expander);
  asking->changes = self;
  asking->which = which;
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, came, asking);
}

static void
unfolded (GtkExpander *expander, GParamSpec *pspec, Changes *self)
{
  if (!gtk_expander_get_expanded (expander) || self->asked)
    return;
  self->asked = TRUE;
  ask (self, 0);
  ask (self, 1);
}

GtkWidget *
stipple_changes_new (StippleDesk *desk, StippleOpenIntake *document, const json_t *event)
{
  Changes *self = g_new0 (Changes, 1);

  self->desk = g_object_ref (desk);
  self->document = g_object_ref (document);
  self->version = (int) json_integer_value (json_object_get (event, "version"));
  self->expander = gtk_expander_new (_ ("What changed"));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->expander, "muted");
  gtk_widget_add_css_class (self->expander, "small");
  gtk_box_append (GTK_BOX (self->list), stipple_desk_label (_ ("Asking the hub…"), "muted small"));
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->list);
  g_signal_connect_data (self->expander, "notify::expanded", G_CALLBACK (unfolded), self,
                         changes_free, 0);
  return self->expander;
}
