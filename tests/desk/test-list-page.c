// SPDX-License-Identifier: GPL-3.0-or-later
/* The list on the screen against a real hub: more rows than a page, arrivals, days, and what is typed into the search. */
#include "desk-test.h"
#include "look-test.h"

#include "core/language.h"
#include "desk/intakes/detail-view.h"
#include "desk/intakes/filter-bar.h"
#include "desk/intakes/intakes-page.h"
#include "desk/intakes/row-view.h"
#include "desk/window.h"
#include "widgets/style.h"

#include <X11/XKBlib.h>
#include <math.h>
#include <string.h>

#define MANY (STIPPLE_INTAKE_LIST_FIRST + STIPPLE_INTAKE_LIST_PAGE + 20)
#define MONTHS 2000  /* of intakes */
#define SOON_MS 5000 /* what a receptionist was promised */

typedef struct
{
  DeskTest test;
  StippleDesk *desk;
  StippleDeskWindow *window;
  GtkWidget *page;
  GtkWidget *list_view;
  StippleIntakeList *list;
  char *newest; /* code of what arrived last */
} PageTest;

static void
set_up (PageTest *self, gconstpointer data)
{
  desk_test_set_up (&self->test, NULL);
  self->desk = desk_test_open_desk (&self->test);
  self->window = stipple_desk_window_new (NULL, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
  self->page = look_find_type (GTK_WIDGET (self->window), STIPPLE_TYPE_INTAKES_PAGE);
  self->list_view = look_find_styled (self->page, "intake-list");
  self->list = stipple_intakes_page_get_list (STIPPLE_INTAKES_PAGE (self->page));
}

static void
tear_down (PageTest *self, gconstpointer data)
{
  desk_test_close_desk (&self->test, GTK_WINDOW (self->window));
  desk_test_tear_down (&self->test, NULL);
  g_free (self->newest);
}

/* --- The list */

typedef struct
{
  PageTest *test;
  guint n;
} Wanted;

static guint
count (PageTest *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
has_n (gpointer data)
{
  const Wanted *wanted = data;

  return count (wanted->test) == wanted->n && !stipple_intake_list_is_loading (wanted->test->list);
}

static void
wait_for_n (PageTest *self, guint n)
{
  Wanted wanted = { self, n };

  desk_test_wait (has_n, &wanted);
}

static void
sign_in (PageTest *self)
{
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
}

static GtkAdjustment *
get_scroll (PageTest *self)
{
  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->list_view, GTK_TYPE_SCROLLED_WINDOW)));
}

static gboolean
is_at_end (gpointer data)
{
  PageTest *self = data;
  GtkAdjustment *scroll = get_scroll (self);

  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
  return count (self) == MANY;
}

/* As somebody does who pulls it down again and again. */
static void
test_scrolls_through_all (PageTest *self, gconstpointer data)
{
  desk_test_arrive (&self->test, MANY);
  sign_in (self);
  wait_for_n (self, STIPPLE_INTAKE_LIST_FIRST);
  desk_test_wait (is_at_end, self);
}

/* Where on the screen the chosen row is; NAN while it is not there. */
static double
chosen_y (PageTest *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list_view); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED
          && gtk_widget_compute_bounds (row, self->list_view, &bounds))
        return bounds.origin.y;
    }
  return NAN;
}

typedef struct
{
  PageTest *test;
  double y;
} Place;

static gboolean
is_in_the_middle (gpointer data)
{
  PageTest *self = data;
  const double y = chosen_y (self);

  return y > 0 && y < gtk_widget_get_height (self->list_view) - 80;
}

static gboolean
is_at (gpointer data)
{
  const Place *place = data;
  const double y = chosen_y (place->test);

  return y > place->y - 1 && y < place->y + 1;
}

/* Who reads far down, with one open, is not moved when new ones come at the top. */
static void
test_keeps_its_place (PageTest *self, gconstpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view));
  const guint position = MANY - 30;
  Place place = { self, 0 };
  gpointer before;

  desk_test_arrive (&self->test, MANY);
  sign_in (self);
  wait_for_n (self, STIPPLE_INTAKE_LIST_FIRST);
  desk_test_wait (is_at_end, self);
  gtk_selection_model_select_item (model, position, TRUE);
  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position - 3);
  desk_test_wait (is_in_the_middle, self);
  place.y = chosen_y (self);
  before = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  desk_test_arrive (&self->test, 3);
  wait_for_n (self, MANY + 3);
  /* A test has no clock: the hub is asked so often that there is time left to show it. */
  g_assert_cmpint (2 * STIPPLE_HUB_WATCH_MS, <=, SOON_MS);
  desk_test_wait (is_at, &place);
  g_assert_true (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) == before);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==,
                    position + 3);
}

static gboolean
is_at_beginning (gpointer data)
{
  PageTest *self = data;

  return count (self) == STIPPLE_INTAKE_LIST_FIRST
         && gtk_adjustment_get_value (get_scroll (self)) == 0;
}

/* However far down somebody was before. */
static void
test_found_from_beginning (PageTest *self, gconstpointer data)
{
  desk_test_arrive (&self->test, MANY);
  sign_in (self);
  wait_for_n (self, STIPPLE_INTAKE_LIST_FIRST);
  desk_test_wait (is_at_end, self);
  stipple_intake_list_reload (self->list);
  desk_test_wait (is_at_beginning, self);
}

static gboolean
is_half_way (gpointer data)
{
  PageTest *self = data;
  GtkAdjustment *scroll = get_scroll (self);

  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
  return count (self) > MONTHS / 2;
}

/* Below three others, where it was scrolled to. */
static gboolean
is_fourth (gpointer data)
{
  PageTest *self = data;
  const int height = gtk_widget_get_height (gtk_widget_get_first_child (self->list_view));

  return fabs (chosen_y (self) - 3 * height) < height / 2;
}

/* At the top. */
static gboolean
has_newest (gpointer data)
{
  PageTest *self = data;
  g_autoptr (StippleIntakeItem) first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

  return g_strcmp0 (stipple_intake_item_get_code (first), self->newest) == 0;
}

/* In the middle of many, with one open: what arrives is there soon, and nothing moves. */
static void
test_arrivals_among_many (PageTest *self, gconstpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view));
  const guint position = MONTHS / 4;
  Place place = { self, 0 };
  gpointer before;

  desk_test_arrive (&self->test, MONTHS);
  sign_in (self);
  desk_test_wait (is_half_way, self);
  gtk_selection_model_select_item (model, position, TRUE);
  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position - 3);
  desk_test_wait (is_fourth, self);
  place.y = chosen_y (self);
  before = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  for (guint i = 0; i < 2; i++)
    {
      desk_test_arrive (&self->test, 7);
      g_free (self->newest);
      self->newest = desk_test_newest (&self->test);
      desk_test_wait (has_newest, self);
    }
  desk_test_wait (is_at, &place);
  g_assert_true (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) == before);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)), ==,
                    position + 14);
}

/* Of the newest row; FALSE also while there is none. */
static gboolean
is_marked (gpointer data)
{
  PageTest *self = data;
  GtkWidget *row = look_find_type (self->list_view, STIPPLE_TYPE_ROW_VIEW);
  GtkWidget *mark = row != NULL ? look_find_styled (row, "new-mark") : NULL;

  return mark != NULL && gtk_widget_get_opacity (mark) == 1;
}

static gboolean
is_unmarked (gpointer data)
{
  return !is_marked (data);
}

static void
test_unread_mark (PageTest *self, gconstpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view));

  desk_test_arrive (&self->test, 1);
  sign_in (self);
  wait_for_n (self, 1);
  desk_test_wait (is_marked, self);
  gtk_selection_model_select_item (model, 0, TRUE);
  desk_test_wait (is_unmarked, self);
  desk_test_arrive (&self->test, 1);
  wait_for_n (self, 2);
  desk_test_wait (is_marked, self);
}

/* A spinner that cannot be seen would be painted all the same. */
static void
test_rests (PageTest *self, gconstpointer data)
{
  GtkWidget *stack = gtk_widget_get_ancestor (self->list_view, GTK_TYPE_STACK);
  GtkWidget *spinner = look_find_type (stack, GTK_TYPE_SPINNER);

  desk_test_arrive (&self->test, 1);
  sign_in (self);
  wait_for_n (self, 1);
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  stipple_intake_list_clear (self->list);
  stipple_intake_list_reload (self->list);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  wait_for_n (self, 1);
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
}

/* A name that Pango ends the program at, where it has to break it. */
static gboolean
has_opened (gpointer data)
{
  PageTest *self = data;
  GtkWidget *detail = look_find_type (self->page, STIPPLE_TYPE_DETAIL_VIEW);
  GtkWidget *name = look_find_styled (detail, "detail-name");

  return gtk_widget_get_mapped (name) && gtk_widget_get_height (name) > 0
         && strstr (gtk_label_get_text (GTK_LABEL (name)), "Sample") != NULL;
}

static void
test_opens_lone_marks (PageTest *self, gconstpointer data)
{
  HubTest *hub = &self->test.hub;
  g_autoptr (StippleIntake) intake = sample_intake (hub->rand, hub->pack);
  g_autoptr (StippleJson) bundle = NULL;

  g_clear_pointer (&intake->code, g_free);
  stipple_set_secret (&intake->first_name, "S\u0645 \u200durn:%s%n S\"{date}");
  stipple_set_secret (&intake->last_name, "Sample\u0645 \u200de Sample\u0645 \u064be");
  bundle = hub_test_wrap (hub, intake);
  hub_post_accepted (hub, bundle);
  sign_in (self);
  wait_for_n (self, 1);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view)), 0,
                                   TRUE);
  desk_test_wait (has_opened, self);
}

typedef struct
{
  GtkWidget *detail;
  StippleWorkState state;
} Stage;

static gboolean
has_reached (gpointer data)
{
  const Stage *stage = data;
  StippleOpenIntake *document =
      stipple_detail_view_get_document (STIPPLE_DETAIL_VIEW (stage->detail));

  return document != NULL && stipple_open_intake_get_state (document) == stage->state;
}

/* What was unfolded is not folded up by what is done about the intake. */
static void
test_stays_unfolded (PageTest *self, gconstpointer data)
{
  Stage stage = { look_find_type (self->page, STIPPLE_TYPE_DETAIL_VIEW), STIPPLE_WORK_SEEN };
  GtkWidget *expander;

  desk_test_arrive (&self->test, 1);
  sign_in (self);
  wait_for_n (self, 1);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view)), 0,
                                   TRUE);
  desk_test_wait (has_reached, &stage);
  expander = look_find_type (stage.detail, GTK_TYPE_EXPANDER);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  stage.state = STIPPLE_WORK_CLOSED;
  gtk_widget_activate_action (stage.detail, "intake.close", NULL);
  desk_test_wait (has_reached, &stage);
  expander = look_find_type (stage.detail, GTK_TYPE_EXPANDER);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
}

/* --- Days */

static void
test_today_over_midnight (PageTest *self, gconstpointer data)
{
  StippleFilterBar *filters =
      STIPPLE_FILTER_BAR (look_find_type (self->page, STIPPLE_TYPE_FILTER_BAR));
  StippleClock *clock = self->test.hub.clock;
  const gint64 begun = stipple_intake_query_midnight_by (clock, 0);

  /* A minute before midnight. */
  stipple_clock_advance (clock,
                         begun + G_TIME_SPAN_DAY - G_TIME_SPAN_MINUTE - stipple_clock_now (clock));
  sign_in (self);
  desk_test_arrive (&self->test, 2);
  stipple_filter_bar_set_clock (filters, clock);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (look_find_type (self->page, GTK_TYPE_DROP_DOWN)), 1);
  wait_for_n (self, 2);
  stipple_filter_bar_look_at_clock (filters);
  wait_for_n (self, 2);
  stipple_clock_advance (clock, 2 * G_TIME_SPAN_MINUTE);
  stipple_filter_bar_look_at_clock (filters);
  wait_for_n (self, 0);
  desk_test_arrive (&self->test, 1);
  wait_for_n (self, 1);
}

/* --- Odd searches */

typedef struct
{
  const char *name;
  const char *typed; /* with @times > 1, so many times over */
  guint times;
} Odd;

static const Odd odds[] = {
  { "percent", "%", 1 },
  { "star", "*", 1 },
  { "quotes", "\"' OR '1'='1\" --", 1 },
  { "ampersand", "&state=closed#?", 1 },
  { "bidi-marks", "\u202ezzz\u202c\u200f", 1 },
  { "lone-marks", "\u0645 \u200dz \u0301z", 1 },
  { "10000-letters", "z", 10000 },
  { "10000-characters", "囧", 10000 },
  { "10000-words", "zz ", 10000 },
};

static gboolean
shows_nothing (gpointer data)
{
  PageTest *self = data;
  GtkWidget *stack = gtk_widget_get_ancestor (self->list_view, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "nothing") == 0;
}

static void
test_odd_search (PageTest *self, gconstpointer data)
{
  const Odd *odd = data;
  g_autoptr (GString) typed = g_string_new (NULL);
  GtkWidget *search = look_find_type (self->page, GTK_TYPE_SEARCH_ENTRY);

  for (guint i = 0; i < odd->times; i++)
    g_string_append (typed, odd->typed);
  desk_test_arrive (&self->test, 2);
  sign_in (self);
  wait_for_n (self, 2);
  gtk_editable_set_text (GTK_EDITABLE (search), typed->str);
  desk_test_wait (shows_nothing, self);
  g_assert_null (stipple_intake_list_get_fault (self->list));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  wait_for_n (self, 2);
}

/* --- The sound */

typedef struct
{
  Display *display;
  int event;
  guint n;
} Bell;

static Bell
listen_to_bell (void)
{
  Bell self = { XOpenDisplay (NULL) };
  int opcode, error, major = XkbMajorVersion, minor = XkbMinorVersion;

  g_assert_true (XkbQueryExtension (self.display, &opcode, &self.event, &error, &major, &minor));
  XkbSelectEvents (self.display, XkbUseCoreKbd, XkbBellNotifyMask, XkbBellNotifyMask);
  XSync (self.display, False);
  return self;
}

static gboolean
has_rung (gpointer data)
{
  Bell *self = data;

  XSync (self->display, False);
  while (XPending (self->display) > 0)
    {
      XkbEvent event;

      XNextEvent (self->display, &event.core);
      self->n += event.type == self->event && event.any.xkb_type == XkbBellNotify;
    }
  return self->n > 0;
}

/* The watch tells what it counts before it tells of rows. Not for what was there before, and not when nobody asked
 * for it. */
static void
test_sound (PageTest *self, gconstpointer data)
{
  StippleDeskSettings *settings = stipple_desk_get_settings (self->desk);
  Bell bell = listen_to_bell ();

  g_object_set (settings, "sound", TRUE, NULL);
  desk_test_arrive (&self->test, 1);
  sign_in (self);
  wait_for_n (self, 1);
  g_object_set (settings, "sound", FALSE, NULL);
  desk_test_arrive (&self->test, 1);
  wait_for_n (self, 2);
  g_assert_false (has_rung (&bell));
  g_object_set (settings, "sound", TRUE, NULL);
  desk_test_arrive (&self->test, 1);
  desk_test_wait (has_rung, &bell);
  XCloseDisplay (bell.display);
}

#define page_test_add(path, data, function)                                                        \
  g_test_add (path, PageTest, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  gtk_init ();
  stipple_style_init_desk ();
  stipple_style_set_reduce_motion (TRUE);
  page_test_add ("/list-page/scrolls-through-all", NULL, test_scrolls_through_all);
  page_test_add ("/list-page/keeps-its-place", NULL, test_keeps_its_place);
  page_test_add ("/list-page/found-from-beginning", NULL, test_found_from_beginning);
  page_test_add ("/list-page/arrivals-among-many", NULL, test_arrivals_among_many);
  page_test_add ("/list-page/unread-mark", NULL, test_unread_mark);
  page_test_add ("/list-page/rests", NULL, test_rests);
  page_test_add ("/list-page/opens-lone-marks", NULL, test_opens_lone_marks);
  page_test_add ("/list-page/stays-unfolded", NULL, test_stays_unfolded);
  page_test_add ("/list-page/today-over-midnight", NULL, test_today_over_midnight);
  page_test_add ("/list-page/sound", NULL, test_sound);
  for (gsize i = 0; i < G_N_ELEMENTS (odds); i++)
    {
      g_autofree char *path = g_strconcat ("/list-page/odd-search/", odds[i].name, NULL);

      page_test_add (path, &odds[i], test_odd_search);
    }
  return g_test_run ();
}
