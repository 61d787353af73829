// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/preferences.h"

#include "desk/printing/paper.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_switch (GtkWidget *group, StippleDeskSettings *settings, const char *property,
            const char *title, const char *subtitle)
{
  GtkWidget *control = gtk_switch_new ();

  add_row (group, title, subtitle, control);
  g_object_bind_property (settings, property, control, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
add_idle (GtkWidget *group, StippleDeskSettings *settings)
{
  GtkWidget *control = gtk_spin_button_new_with_range (1, 120, 1);

  add_row (group, _ ("Lock after minutes"), _ ("When nobody touches mouse or keyboard for so long"),
           control);
  g_object_bind_property (settings, "idle-minutes", control, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* Each in its own language, as at the kiosk. */
static const struct
{
  const char *tag;
  const char *name;
} languages[] = {
  { NULL, N_ ("As the system") },
  { "en", "English" },
  { "fr-CA", "Français" },
  { "es", "Español" },
  { "ar", "العربية" },
  { "zh-Hans", "简体中文" },
};

static gboolean
index_of_tag (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].tag, g_value_get_string (from)) == 0)
      {
        g_value_set_uint (to, i);
        return TRUE;
      }
  return FALSE;
}

static gboolean
tag_of_index (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  const guint index = g_value_get_uint (from);

  if (index >= G_N_ELEMENTS (languages))
    return FALSE;
  g_value_set_string (to, languages[index].tag);
  return TRUE;
}

static void
add_language (GtkWidget *group, StippleDeskSettings *settings)
{
  const char *names[G_N_ELEMENTS (languages) + 1] = { NULL };
  GtkWidget *control;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    names[i] = i == 0 ? _ (languages[i].name) : languages[i].name;
  control = gtk_drop_down_new_from_strings (names);
  add_row (group, _ ("Language"), _ ("From the next start on"), control);
  g_object_bind_property_full (settings, "language", control, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, index_of_tag,
                               tag_of_index, NULL, NULL);
}

/* In the order of StipplePaper. */
static void
paper_chosen (GtkDropDown *control, GParamSpec *pspec, StippleDeskSettings *settings)
{
  const StipplePaper paper = (StipplePaper) gtk_drop_down_get_selected (control);

  if (paper != stipple_print_paper (settings))
    stipple_print_set_paper (settings, paper);
}

static void
add_paper (GtkWidget *group, StippleDeskSettings *settings)
{
  const char *const names[] = { C_ ("paper", "Letter"), C_ ("paper", "A4"), NULL };
  GtkWidget *control = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), stipple_print_paper (settings));
  add_row (group, _ ("Paper"), _ ("What pages are laid out for; printing on another changes it"),
           control);
  g_signal_connect_object (control, "notify::selected", G_CALLBACK (paper_chosen), settings, 0);
}

GtkWidget *
stipple_preferences_new (StippleDeskSettings *settings, GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 440);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  add_idle (group, settings);
  add_switch (group, settings, "sound", _ ("Sound"),
              _ ("When an intake arrives or a client calls"));
  add_switch (group, settings, "staff-language", _ ("Print in the desk’s language"),
              _ ("Otherwise each summary is in its client’s language"));
  add_paper (group, settings);
  add_switch (group, settings, "high-contrast", _ ("High contrast"),
              _ ("Black on white, strong edges"));
  add_language (group, settings);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  return window;
}
