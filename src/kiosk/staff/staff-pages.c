// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-pages.h"

#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/parts.h"
#include "widgets/choice-group.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

#define GAP 20
#define N_SETTINGS 4

/* Seconds to choose from. */
static const int patiences[] = { 30, 60, 120, 300 };

/* On a button: of which intake. */
static GQuark
id_quark (void)
{
  return g_quark_from_static_string ("stipple-staff-id");
}

static GtkWidget *
new_column (int spacing, const char *classes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    gtk_widget_add_css_class (box, names[i]);
  return box;
}

static GtkWidget *
add (GtkWidget *box, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (box), child);
  return child;
}

/* Two columns of cards where there is room for them, one below the other where there is not. */
static GtkWidget *
new_page (void)
{
  GtkWidget *page = g_object_new (STIPPLE_TYPE_COLUMNS, "spacing", GAP, NULL);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *column = new_column (GAP, "");

      gtk_widget_set_valign (column, GTK_ALIGN_START);
      gtk_widget_set_visible (column, FALSE);
      stipple_columns_append (STIPPLE_COLUMNS (page), column);
    }
  return page;
}

/* The one at @place of @n: the first half of them in the first column. */
static GtkWidget *
add_card (GtkWidget *page, guint place, guint n)
{
  GtkWidget *column = gtk_widget_get_first_child (page);

  if (place >= (n + 1) / 2)
    column = gtk_widget_get_next_sibling (column);
  gtk_widget_set_visible (column, TRUE);
  return add (column, new_column (12, "card tight"));
}

static void
fill_empty (GtkWidget *page, const char *heading, const char *text)
{
  GtkWidget *column = gtk_widget_get_first_child (page);

  gtk_widget_set_visible (column, TRUE);
  add (column, stipple_part_heading (heading));
  add (column, stipple_part_label (text, "lead muted"));
}

static GtkWidget *
add_button (GtkWidget *wrap, const char *label, const char *name, const char *classes)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = gtk_label_new (label);
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; names[i] != NULL; i++)
    gtk_widget_add_css_class (button, names[i]);
  stipple_wrap_box_append (STIPPLE_WRAP_BOX (wrap), button);
  return button;
}

static GtkWidget *
new_wrap (void)
{
  return g_object_new (STIPPLE_TYPE_WRAP_BOX, "spacing", 16, "margin-top", 12, NULL);
}

/* --- Intakes */

static void
summary_clicked (GtkButton *button, StippleStaffDrawer *drawer)
{
  g_autofree char *id = g_strdup (g_object_get_qdata (G_OBJECT (button), id_quark ()));

  stipple_staff_drawer_print (drawer, id, STIPPLE_STAFF_SUMMARY);
}

static void
aftercare_clicked (GtkButton *button, StippleStaffDrawer *drawer)
{
  g_autofree char *id = g_strdup (g_object_get_qdata (G_OBJECT (button), id_quark ()));

  stipple_staff_drawer_print (drawer, id, STIPPLE_STAFF_AFTERCARE);
}

static void
add_prints (GtkWidget *card, StippleStaffDrawer *drawer, const StippleStaffIntake *intake)
{
  const struct
  {
    const char *label;
    const char *name;
    GCallback clicked;
  } prints[] = {
    /* TRANSLATORS: %s is the code of an intake */
    { _ ("Print the summary"), _ ("Print the summary of %s"), G_CALLBACK (summary_clicked) },
    { _ ("Print the aftercare sheet"), _ ("Print the aftercare sheet for %s"),
      G_CALLBACK (aftercare_clicked) },
  };
  GtkWidget *wrap = add (card, new_wrap ());

  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    {
      g_autoptr (GString) name = g_string_new (prints[i].name);
      GtkWidget *button;

      g_string_replace (name, "%s", intake->code, 1);
      button = add_button (wrap, prints[i].label, name->str, "pill-button small");
      g_object_set_qdata_full (G_OBJECT (button), id_quark (), g_strdup (intake->id), g_free);
      g_signal_connect_object (button, "clicked", prints[i].clicked, drawer, 0);
    }
}

/* Time and code: what begins a line gives it its direction. */
static GtkWidget *
new_caption (const StippleStaffIntake *intake)
{
  g_autofree char *code = stipple_language_left_to_right (intake->code);
  g_autofree char *text = g_strdup_printf ("%s · %s", intake->time, code);

  return stipple_part_label (text, "caption muted tabular");
}

static GtkWidget *
new_state (const StippleStaffIntake *intake)
{
  switch (intake->state)
    {
    case STIPPLE_STAFF_DELIVERED:
      return stipple_part_icon_line ("stipple-check-symbolic", _ ("The hub has it"), "body ok");
    case STIPPLE_STAFF_QUARANTINED:
      return stipple_part_icon_line ("stipple-warning-symbolic", _ ("Set aside"), "body caution");
    case STIPPLE_STAFF_DISMISSED:
      return stipple_part_icon_line ("stipple-cross-symbolic", _ ("Dismissed at the desk"), "body");
    case STIPPLE_STAFF_WAITING:
    default:
      return stipple_part_icon_line ("stipple-clock-symbolic", _ ("Waits for the hub"), "body");
    }
}

static void
fill_today (GtkWidget *card, StippleStaffDrawer *drawer, const StippleStaffIntake *intake)
{
  g_autofree char *name = intake->name != NULL && *intake->name != '\0'
                              ? stipple_language_isolate (intake->name)
                              : g_strdup (_ ("No name given"));

  add (card, stipple_part_heading (intake->open ? name : _ ("This intake cannot be read")));
  add (card, new_caption (intake));
  add (card, new_state (intake));
  if (intake->in_progress)
    add (card, stipple_part_label (_ ("It goes on at the desk."), "body muted"));
  if (intake->open)
    add_prints (card, drawer, intake);
}

GtkWidget *
stipple_staff_page_today (StippleStaffDrawer *drawer, GPtrArray *intakes)
{
  GtkWidget *page = new_page ();

  if (intakes->len == 0)
    fill_empty (page, _ ("No intakes today yet"),
                _ ("Who finishes a visit at this kiosk appears here."));
  for (guint i = 0; i < intakes->len; i++)
    fill_today (add_card (page, i, intakes->len), drawer, g_ptr_array_index (intakes, i));
  return page;
}

GtkWidget *
stipple_staff_page_waiting (GPtrArray *intakes)
{
  GtkWidget *page = new_page ();

  if (intakes->len == 0)
    fill_empty (page, _ ("Nothing waits"), _ ("The hub has everything that was saved here."));
  for (guint i = 0; i < intakes->len; i++)
    {
      const StippleStaffIntake *intake = g_ptr_array_index (intakes, i);
      GtkWidget *card = add_card (page, i, intakes->len);

      add (card, stipple_part_heading (intake->code));
      add (card, stipple_part_label (intake->time, "caption muted tabular"));
      add (card, new_state (intake));
      add (card, stipple_part_label (intake->reason != NULL ? intake->reason : "", "body"));
    }
  return page;
}

/* --- States */

GtkWidget *
stipple_staff_page_states (GPtrArray *states)
{
  static const struct
  {
    const char *icon;
    const char *classes;
  } looks[] = {
    [STIPPLE_STAFF_GOOD] = { "stipple-check-symbolic", "body strong ok" },
    [STIPPLE_STAFF_CARE] = { "stipple-info-symbolic", "body strong caution" },
    [STIPPLE_STAFF_BAD] = { "stipple-warning-symbolic", "body strong stop" },
  };
  GtkWidget *page = new_page ();

  for (guint i = 0; i < states->len; i++)
    {
      const StippleStaffState *state = g_ptr_array_index (states, i);
      GtkWidget *card = add_card (page, i, states->len);

      add (card, stipple_part_heading (state->what));
      add (card, stipple_part_icon_line (looks[state->level].icon, state->state,
                                         looks[state->level].classes));
      if (state->advice != NULL)
        add (card, stipple_part_label (state->advice, "body"));
    }
  return page;
}

/* --- Settings */

static void
idle_chosen (StippleChoiceGroup *group, GParamSpec *pspec, StippleStaffDrawer *drawer)
{
  g_autofree char *value = g_strdup_printf ("%d", stipple_choice_group_get_selected (group));

  stipple_staff_drawer_set (drawer, STIPPLE_STAFF_SET_IDLE, value);
}

static void
keys_chosen (StippleChoiceGroup *group, GParamSpec *pspec, StippleStaffDrawer *drawer)
{
  g_autofree char *value = g_strdup_printf ("%d", stipple_choice_group_get_selected (group) - 1);

  stipple_staff_drawer_set (drawer, STIPPLE_STAFF_SET_KEYS, value);
}

static void
printer_chosen (StippleChoiceGroup *group, GParamSpec *pspec, StippleStaffDrawer *drawer)
{
  char **names = g_object_get_data (G_OBJECT (group), "names");
  int selected = stipple_choice_group_get_selected (group);

  stipple_staff_drawer_set (drawer, STIPPLE_STAFF_SET_PRINTER,
                            selected > 1 ? names[selected - 2] : "");
}

static StippleChoiceGroup *
add_setting (GtkWidget *card, const char *what, gboolean fixed)
{
  GtkWidget *group = stipple_choice_group_new ();

  add (card, stipple_part_heading (what));
  if (fixed)
    add (card,
         stipple_part_label (_ ("Set when the kiosk was started, and not to be changed here."),
                             "body muted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_widget_set_sensitive (group, !fixed);
  add (card, group);
  return STIPPLE_CHOICE_GROUP (group);
}

static void
fill_idle (GtkWidget *card, StippleStaffDrawer *drawer, const StippleStaffSettings *settings)
{
  StippleChoiceGroup *group =
      add_setting (card, _ ("Ask whether a visitor is still there after"), settings->idle_fixed);

  for (guint i = 0; i < G_N_ELEMENTS (patiences); i++)
    {
      g_autofree char *label = patiences[i] < 60
                                   ? g_strdup_printf (_ ("%d s"), patiences[i])
                                   : g_strdup_printf (_ ("%d min"), patiences[i] / 60);

      stipple_choice_group_add (group, patiences[i], label, STIPPLE_TONE_NO);
    }
  stipple_choice_group_set_selected (group, settings->idle_s);
  g_signal_connect_object (group, "notify::selected", G_CALLBACK (idle_chosen), drawer, 0);
}

static void
fill_keys (GtkWidget *card, StippleStaffDrawer *drawer, const StippleStaffSettings *settings)
{
  const struct
  {
    StippleKeyboardUse use;
    const char *label;
  } uses[] = {
    { STIPPLE_KEYBOARD_ON_TOUCH, _ ("When a field is touched") },
    { STIPPLE_KEYBOARD_ALWAYS, C_ ("keys on the screen", "Always") },
    { STIPPLE_KEYBOARD_NEVER, C_ ("keys on the screen", "Never") },
  };
  StippleChoiceGroup *group = add_setting (card, _ ("Keys on the screen"), settings->keys_fixed);

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    stipple_choice_group_add (group, (int) uses[i].use + 1, uses[i].label, STIPPLE_TONE_NO);
  stipple_choice_group_set_selected (group, (int) settings->keys + 1);
  g_signal_connect_object (group, "notify::selected", G_CALLBACK (keys_chosen), drawer, 0);
}

static void
fill_printers (GtkWidget *card, StippleStaffDrawer *drawer, const StippleStaffSettings *settings)
{
  StippleChoiceGroup *group = add_setting (card, _ ("Printer"), FALSE);
  int selected = 1;

  stipple_choice_group_add (group, 1, _ ("The system’s own"), STIPPLE_TONE_NO);
  for (int i = 0; settings->printers != NULL && settings->printers[i] != NULL; i++)
    {
      stipple_choice_group_add (group, i + 2, settings->printers[i], STIPPLE_TONE_NO);
      if (g_strcmp0 (settings->printers[i], settings->printer) == 0)
        selected = i + 2;
    }
  stipple_choice_group_set_selected (group, selected);
  g_object_set_data_full (G_OBJECT (group), "names", g_strdupv ((char **) settings->printers),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (group, "notify::selected", G_CALLBACK (printer_chosen), drawer, 0);
}

/* --- The end */

typedef struct
{
  GtkWidget *ask;
  GtkWidget *answer;
} End;

static void
end_asked (GtkWidget *button, End *end)
{
  gtk_widget_set_visible (end->ask, FALSE);
  gtk_widget_set_visible (end->answer, TRUE);
  gtk_widget_child_focus (end->answer, GTK_DIR_TAB_BACKWARD);
}

static void
end_declined (GtkWidget *button, End *end)
{
  gtk_widget_set_visible (end->answer, FALSE);
  gtk_widget_set_visible (end->ask, TRUE);
}

static void
end_meant (StippleStaffDrawer *drawer)
{
  stipple_staff_drawer_end (drawer);
}

static void
fill_end (GtkWidget *card, StippleStaffDrawer *drawer)
{
  End *end = g_new (End, 1);
  GtkWidget *yes, *no;

  add (card, stipple_part_heading (_ ("End the kiosk")));
  add (card, stipple_part_label (_ ("The screen closes, and nobody is served until it is started "
                                    "again. Nothing is lost: what waits is sent then."),
                                 "body"));
  end->ask = add_button (add (card, new_wrap ()), _ ("End the kiosk…"), _ ("End the kiosk…"),
                         "pill-button small");
  end->answer = add (card, new_wrap ());
  gtk_widget_set_visible (end->answer, FALSE);
  yes = add_button (end->answer, _ ("Yes, end it now"), _ ("Yes, end it now"),
                    "pill-button small stop");
  no = add_button (end->answer, _ ("No, keep it running"), _ ("No, keep it running"),
                   "pill-button small");
  g_object_set_data_full (G_OBJECT (card), "end", end, g_free);
  g_signal_connect (end->ask, "clicked", G_CALLBACK (end_asked), end);
  g_signal_connect (no, "clicked", G_CALLBACK (end_declined), end);
  g_signal_connect_object (yes, "clicked", G_CALLBACK (end_meant), drawer, G_CONNECT_SWAPPED);
}

GtkWidget *
stipple_staff_page_settings (StippleStaffDrawer *drawer, const StippleStaffSettings *settings)
{
  GtkWidget *page = new_page ();

  fill_idle (add_card (page, 0, N_SETTINGS), drawer, settings);
  fill_keys (add_card (page, 1, N_SETTINGS), drawer, settings);
  fill_printers (add_card (page, 2, N_SETTINGS), drawer, settings);
  fill_end (add_card (page, 3, N_SETTINGS), drawer);
  return page;
}
