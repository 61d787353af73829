// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/filter-bar.h"

#include "core/person.h"
#include "core/search-terms.h"
#include "desk/words.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

#define IN_PROGRESS "in-progress"
/* A timer until midnight would not hear of a clock that is set, nor of a night asleep. */
#define LOOK_AT_CLOCK_S 30

/* What a chip narrows to: one of these, or nothing. */
typedef struct
{
  const char *label;
  const char *outcome;
  const char *state;
} Choice;

static const Choice choices[] = {
  { NC_ ("filter of intakes", "All"), NULL, NULL },
  { NC_ ("filter of intakes", "New"), NULL, "new" },
  { NC_ ("filter of intakes", "Proceed"), "proceed", NULL },
  { NC_ ("filter of intakes", "Wait"), "wait", NULL },
  { NC_ ("filter of intakes", "Physician"), "physician", NULL },
  { NC_ ("filter of intakes", "Unsuitable"), "unsuitable", NULL },
};

/* Days back from today that "received" is narrowed to. */
typedef struct
{
  const char *label;
  int first; /* days ago; -1: no beginning */
  int last;
} Days;

static const Days days[] = {
  { NC_ ("filter of intakes", "Any day"), -1, 0 },
  { NC_ ("filter of intakes", "Today"), 0, 0 },
  { NC_ ("filter of intakes", "Yesterday"), 1, 1 },
  { NC_ ("filter of intakes", "Last 7 days"), 6, 0 },
  { NC_ ("filter of intakes", "Last 30 days"), 29, 0 },
};

struct _StippleFilterBar
{
  GtkBox parent_instance;

  GtkWidget *search;
  GtkWidget *more;
  GtkWidget *chips;
  GtkWidget *day;
  GtkWidget *device;
  GtkWidget *state;
  GtkWidget *buttons[G_N_ELEMENTS (choices)];
  GPtrArray *devices; /* ids, as the drop-down has them; the first is "" for all */
  gboolean in_progress;
  gboolean setting;
  StippleClock *clock;
  guint timer; /* while a day is chosen */
  StippleIntakeQuery *query;
};

G_DEFINE_FINAL_TYPE (StippleFilterBar, stipple_filter_bar, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const Choice *
chosen (StippleFilterBar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
      return &choices[i];
  return &choices[0];
}

static const char *
chosen_state (StippleFilterBar *self, const Choice *choice)
{
  const guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state));

  if (choice->state != NULL)
    return choice->state;
  return index > 0 && index <= STIPPLE_N_WORK_STATES
             ? stipple_work_state_to_string ((StippleWorkState) (index - 1))
             : NULL;
}

/* A whole page of text, pasted, would not go into an address. */
static char *
get_words (StippleFilterBar *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return g_strstrip (
      g_utf8_substring (typed, 0, MIN (g_utf8_strlen (typed, -1), STIPPLE_SEARCH_QUERY_MAX)));
}

static StippleIntakeQuery *
make_query (StippleFilterBar *self)
{
  const Choice *choice = chosen (self);
  const Days *span = &days[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->day))];
  const guint device = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->device));
  StippleIntakeQuery *query = g_new0 (StippleIntakeQuery, 1);

  query->words = get_words (self);
  query->outcome = g_strdup (self->in_progress ? IN_PROGRESS : choice->outcome);
  query->state = g_strdup (chosen_state (self, choice));
  query->device =
      device < self->devices->len ? g_strdup (g_ptr_array_index (self->devices, device)) : NULL;
  if (span->first >= 0)
    {
      query->from = stipple_intake_query_midnight_by (self->clock, span->first);
      query->to =
          span->last > 0 ? stipple_intake_query_midnight_by (self->clock, span->last - 1) : 0;
    }
  return query;
}

static gboolean
on_time (gpointer self)
{
  stipple_filter_bar_look_at_clock (self);
  return G_SOURCE_CONTINUE;
}

static void
watch_clock (StippleFilterBar *self, gboolean wanted)
{
  if (!wanted)
    g_clear_handle_id (&self->timer, g_source_remove);
  else if (self->timer == 0)
    self->timer = g_timeout_add_seconds (LOOK_AT_CLOCK_S, on_time, self);
}

static void
update (StippleFilterBar *self)
{
  StippleIntakeQuery *query;
  gboolean narrowed;

  if (self->setting)
    return;
  query = make_query (self);
  narrowed = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->day)) > 0
             || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->device)) > 0
             || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state)) > 0;
  if (narrowed)
    gtk_widget_add_css_class (self->more, "on");
  else
    gtk_widget_remove_css_class (self->more, "on");
  watch_clock (self, query->from != 0);
  stipple_intake_query_free (self->query);
  self->query = query;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_chip (GtkToggleButton *button, GParamSpec *pspec, StippleFilterBar *self)
{
  if (gtk_toggle_button_get_active (button))
    update (self);
}

static gboolean
on_search_key (GtkEventControllerKey *controller, guint keyval, guint keycode,
               GdkModifierType modifiers, StippleFilterBar *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_DOWN], 0);
  return GDK_EVENT_STOP;
}

static void
on_activate (StippleFilterBar *self)
{
  g_signal_emit (self, signals[SIGNAL_DOWN], 0);
}

static void
on_stop_search (StippleFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_clear (StippleFilterBar *self)
{
  stipple_filter_bar_clear (self);
}

const StippleIntakeQuery *
stipple_filter_bar_get_query (StippleFilterBar *self)
{
  return self->query;
}

void
stipple_filter_bar_set_clock (StippleFilterBar *self, StippleClock *clock)
{
  stipple_clock_unref (self->clock);
  self->clock = stipple_clock_ref (clock);
}

void
stipple_filter_bar_look_at_clock (StippleFilterBar *self)
{
  g_autoptr (StippleIntakeQuery) now = make_query (self);

  if (now->from != self->query->from || now->to != self->query->to)
    update (self);
}

void
stipple_filter_bar_clear (StippleFilterBar *self)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[0]), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->day), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->device), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->state), 0);
  self->setting = FALSE;
  update (self);
}

void
stipple_filter_bar_set_in_progress (StippleFilterBar *self, gboolean in_progress)
{
  if (self->in_progress == in_progress)
    return;
  self->in_progress = in_progress;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].outcome != NULL)
      gtk_widget_set_visible (self->buttons[i], !in_progress);
  stipple_filter_bar_clear (self);
}

void
stipple_filter_bar_focus_search (StippleFilterBar *self)
{
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
stipple_filter_bar_capture_keys (StippleFilterBar *self, GtkWidget *widget)
{
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), widget);
}

void
stipple_filter_bar_add_device (StippleFilterBar *self, const char *device, const char *name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->device));

  if (*device == '\0'
      || g_ptr_array_find_with_equal_func (self->devices, device, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->devices, g_strdup (device));
  gtk_string_list_append (GTK_STRING_LIST (model), name);
}

/* --- The widget */

static void
add_chips (StippleFilterBar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (
          g_dpgettext2 (GETTEXT_PACKAGE, "filter of intakes", choices[i].label));

      self->buttons[i] = button;
      gtk_widget_add_css_class (button, "filter-chip");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect (button, "notify::active", G_CALLBACK (on_chip), self);
      stipple_wrap_box_append (STIPPLE_WRAP_BOX (self->chips), button);
    }
}

static void
fill_drop_down (GtkWidget *drop_down, const char *const *labels)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
}

static void
fill_popover (StippleFilterBar *self)
{
  const char *day_labels[G_N_ELEMENTS (days) + 1] = { NULL };
  const char *device_labels[] = { _ ("All kiosks"), NULL };
  const char *state_labels[STIPPLE_N_WORK_STATES + 2] = { _ ("Any state") };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    day_labels[i] = g_dpgettext2 (GETTEXT_PACKAGE, "filter of intakes", days[i].label);
  for (guint i = 0; i < STIPPLE_N_WORK_STATES; i++)
    state_labels[i + 1] = stipple_desk_state_words ((StippleWorkState) i);
  fill_drop_down (self->day, day_labels);
  fill_drop_down (self->device, device_labels);
  fill_drop_down (self->state, state_labels);
  g_signal_connect_swapped (self->day, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->device, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->state, "notify::selected", G_CALLBACK (update), self);
}

static void
stipple_filter_bar_dispose (GObject *object)
{
  StippleFilterBar *self = STIPPLE_FILTER_BAR (object);

  self->setting = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->search != NULL)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (stipple_filter_bar_parent_class)->dispose (object);
}

static void
stipple_filter_bar_finalize (GObject *object)
{
  StippleFilterBar *self = STIPPLE_FILTER_BAR (object);

  g_ptr_array_unref (self->devices);
  stipple_clock_unref (self->clock);
  stipple_intake_query_free (self->query);
  G_OBJECT_CLASS (stipple_filter_bar_parent_class)->finalize (object);
}

static void
stipple_filter_bar_class_init (StippleFilterBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_filter_bar_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_filter_bar_finalize;
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, more);
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, day);
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, device);
  gtk_widget_class_bind_template_child (widget_class, StippleFilterBar, state);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DOWN] = g_signal_new ("down", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_filter_bar_init (StippleFilterBar *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->devices, g_strdup (""));
  self->query = g_new0 (StippleIntakeQuery, 1);
  self->clock = stipple_clock_new_system (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), STIPPLE_SEARCH_DELAY_MS);
  add_chips (self);
  fill_popover (self);
}
