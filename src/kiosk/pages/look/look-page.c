// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/look/look-page.h"

#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/portions.h"
#include "widgets/chip.h"
#include "widgets/choice-group.h"
#include "widgets/head-view.h"
#include "widgets/pattern-picker.h"
#include "widgets/swatches.h"
#include "widgets/time-slider.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

/* What is drawn of what was not said. */
#define EXAMPLE_PATTERN STIPPLE_PATTERN_NORWOOD_4
#define EXAMPLE_COLOR 2 /* as in core/look.h */

/* Values of a choice group begin at 1. */
#define VALUE(index) ((int) (index) + 1)
#define INDEX(value) ((value) -1)

typedef enum
{
  PANEL_PATTERN,
  PANEL_MARKS,
  PANEL_COLORS,
  N_PANELS
} Panel;

struct _StippleLookPage
{
  StipplePage parent_instance;

  StippleLook *look; /* the session's */

  StippleHeadView *head;
  StippleTimeSlider *slider;
  GtkBox *course; /* head, rail and sides */
  StippleChoiceGroup *sides;
  StippleChoiceGroup *tabs;
  GtkStack *panels;

  StippleChoiceGroup *scales;
  GtkStack *pickers;
  GtkLabel *pattern_words;
  GtkWidget *clear_pattern;

  StippleWrapBox *regions;
  GtkToggleButton *draw;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *clear_marks;

  GtkBox *complexion;
  GtkBox *hair_color;
  GtkWidget *clear_colors;
};

G_DEFINE_FINAL_TYPE (StippleLookPage, stipple_look_page, STIPPLE_TYPE_PAGE)

/* The pattern */

static char *
describe_pattern (StippleHairPattern pattern)
{
  if (pattern == STIPPLE_PATTERN_NONE)
    /* TRANSLATORS: %s is a class of hair loss: "Norwood IV" */
    return g_strdup_printf (_ ("Nothing chosen yet. The drawing shows %s as an example."),
                            stipple_hair_pattern_get_name (EXAMPLE_PATTERN));
  return g_strdup_printf (_ ("%s: %s"), stipple_hair_pattern_get_name (pattern),
                          stipple_hair_pattern_get_description (pattern));
}

static void
show_pattern (StippleLookPage *self)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  StippleHairPattern pattern = stipple_look_get_pattern (self->look);
  gboolean chosen = pattern != STIPPLE_PATTERN_NONE;
  g_autofree char *words = describe_pattern (pattern);
  g_autofree char *beneath = NULL;

  stipple_head_view_set_pattern (self->head, chosen ? pattern : EXAMPLE_PATTERN);
  gtk_label_set_label (self->pattern_words, words);
  if (stipple_companion_begin (session))
    {
      beneath = describe_pattern (pattern);
      stipple_companion_end (session);
      stipple_companion_set (session, GTK_WIDGET (self->pattern_words), beneath);
    }
  gtk_widget_set_visible (self->clear_pattern, chosen);
}

static void
scale_selected (StippleLookPage *self)
{
  gtk_stack_set_visible_child_name (
      self->pickers,
      INDEX (stipple_choice_group_get_selected (self->scales)) == STIPPLE_SCALE_LUDWIG ? "ludwig"
                                                                                       : "norwood");
}

static void
clear_pattern (StippleLookPage *self)
{
  g_object_set (self->look, "pattern", STIPPLE_PATTERN_NONE, NULL);
}

static void
add_picker (StippleLookPage *self, StippleHairScale scale, const char *name)
{
  GtkWidget *picker = stipple_pattern_picker_new (scale);

  g_object_bind_property (self->look, "pattern", picker, "selected",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_stack_add_named (self->pickers, picker, name);
}

static void
set_up_pattern (StippleLookPage *self)
{
  gboolean ludwig = stipple_look_get_pattern (self->look) >= STIPPLE_PATTERN_LUDWIG_1;

  stipple_choice_group_add (self->scales, VALUE (STIPPLE_SCALE_NORWOOD), _ ("Norwood scale, men"),
                            STIPPLE_TONE_NO);
  stipple_choice_group_add (self->scales, VALUE (STIPPLE_SCALE_LUDWIG), _ ("Ludwig scale, women"),
                            STIPPLE_TONE_NO);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scales), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Scale"), -1);
  add_picker (self, STIPPLE_SCALE_NORWOOD, "norwood");
  add_picker (self, STIPPLE_SCALE_LUDWIG, "ludwig");
  stipple_choice_group_set_selected (self->scales,
                                     VALUE (ludwig ? STIPPLE_SCALE_LUDWIG : STIPPLE_SCALE_NORWOOD));
  g_signal_connect_object (self->look, "notify::pattern", G_CALLBACK (show_pattern), self,
                           G_CONNECT_SWAPPED);
  show_pattern (self);
}

/* What is marked */

static gboolean
is_seen (StippleRegion region, StippleHeadSide side)
{
  double points[2 * STIPPLE_REGION_POINTS];

  return stipple_region_get_outline (region, 0, side, points) > 0
         || stipple_region_get_outline (region, 1, side, points) > 0;
}

/* Nobody chooses a region in words and sees nothing happen. */
static void
turn_to (StippleLookPage *self, StippleRegion region)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  StippleHeadSide side = INDEX (stipple_choice_group_get_selected (self->sides));

  if (is_seen (region, side))
    return;
  stipple_marks_set_region (marks, region, TRUE);
  for (side = 0; !stipple_marks_is_seen_on (marks, side);)
    side++;
  stipple_choice_group_set_selected (self->sides, VALUE (side));
}

static void
region_toggled (GtkToggleButton *chip, StippleLookPage *self)
{
  g_autoptr (StippleMarks) marks = stipple_marks_copy (stipple_look_get_marks (self->look));
  gboolean on = gtk_toggle_button_get_active (chip);
  StippleRegion region = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->regions));
       other != GTK_WIDGET (chip); other = gtk_widget_get_next_sibling (other))
    region++;
  if (on == stipple_marks_has_region (marks, region))
    return;
  stipple_marks_set_region (marks, region, on);
  if (on)
    turn_to (self, region);
  stipple_look_set_marks (self->look, marks);
}

static void
show_marks (StippleLookPage *self)
{
  const StippleMarks *marks = stipple_look_get_marks (self->look);
  StippleRegion region = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->regions)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), region++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                  stipple_marks_has_region (marks, region));
  gtk_widget_set_sensitive (self->clear_marks, !stipple_marks_is_empty (marks));
}

static void
undo (StippleLookPage *self)
{
  stipple_look_undo (self->look);
}

static void
redo (StippleLookPage *self)
{
  stipple_look_redo (self->look);
}

static void
clear_marks (StippleLookPage *self)
{
  g_autoptr (StippleMarks) none = stipple_marks_new ();

  stipple_look_set_marks (self->look, none);
}

static void
set_up_marks (StippleLookPage *self)
{
  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    {
      GtkWidget *chip = stipple_chip_new (stipple_region_get_name (region));

      stipple_wrap_box_append (self->regions, chip);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (region_toggled), self, 0);
    }
  g_object_bind_property (self->look, "marks", self->head, "marks",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->draw, "active", self->head, "drawing", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->look, "can-undo", self->undo, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->look, "can-redo", self->redo, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->look, "notify::marks", G_CALLBACK (show_marks), self,
                           G_CONNECT_SWAPPED);
  show_marks (self);
}

/* Colours */

static void
show_colors (StippleLookPage *self)
{
  int complexion = stipple_look_get_complexion (self->look);
  int hair = stipple_look_get_hair_color (self->look);

  g_object_set (self->head, "complexion", INDEX (complexion > 0 ? complexion : EXAMPLE_COLOR),
                "hair-color", INDEX (hair > 0 ? hair : EXAMPLE_COLOR), NULL);
  gtk_widget_set_visible (self->clear_colors, complexion > 0 || hair > 0);
}

static void
clear_colors (StippleLookPage *self)
{
  g_object_set (self->look, "complexion", 0, "hair-color", 0, NULL);
}

static void
add_swatches (StippleLookPage *self, GtkBox *box, GtkWidget *swatches, const char *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  gtk_box_append (box, swatches);
  g_object_bind_property (self->look, property, swatches, "selected",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->look, signal, G_CALLBACK (show_colors), self, G_CONNECT_SWAPPED);
}

static void
set_up_colors (StippleLookPage *self)
{
  add_swatches (self, self->hair_color, stipple_swatches_new_hair_color (), "hair-color");
  add_swatches (self, self->complexion, stipple_swatches_new_complexion (), "complexion");
  show_colors (self);
}

/* The head, and the panels below it */

static void
side_selected (StippleLookPage *self)
{
  stipple_head_view_set_side (self->head, INDEX (stipple_choice_group_get_selected (self->sides)));
}

static void
set_up_sides (StippleLookPage *self)
{
  const char *const names[STIPPLE_HEAD_N_SIDES] = {
    [STIPPLE_HEAD_TOP] = C_ ("view of the head", "Top"),
    [STIPPLE_HEAD_FRONT] = C_ ("view of the head", "Front"),
    [STIPPLE_HEAD_BACK] = C_ ("view of the head", "Back"),
    [STIPPLE_HEAD_LEFT] = C_ ("view of the head", "Left"),
    [STIPPLE_HEAD_RIGHT] = C_ ("view of the head", "Right"),
  };

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      stipple_choice_group_add (self->sides, VALUE (side), names[side], STIPPLE_TONE_NO);
      /* "Back" is a way out of this page, too. */
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (gtk_widget_get_last_child (GTK_WIDGET (self->sides))),
          GTK_ACCESSIBLE_PROPERTY_LABEL, stipple_head_side_get_name (side), -1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sides), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Side of the head"), -1);
  stipple_choice_group_set_selected (self->sides, VALUE (STIPPLE_HEAD_TOP));
}

static void
tab_selected (StippleLookPage *self)
{
  static const char *const names[N_PANELS] = { "pattern", "marks", "colors" };
  int panel = INDEX (stipple_choice_group_get_selected (self->tabs));

  stipple_portions_turn (self->panels, gtk_stack_get_child_by_name (self->panels, names[panel]),
                         GTK_STACK_TRANSITION_TYPE_NONE);
  /* A page that cannot be scrolled by its picture must show why. */
  if (panel != PANEL_MARKS)
    gtk_toggle_button_set_active (self->draw, FALSE);
}

static void
set_up_tabs (StippleLookPage *self)
{
  const char *const names[N_PANELS] = { _ ("Pattern"), _ ("Mark the head"), _ ("Colours") };

  for (int panel = 0; panel < N_PANELS; panel++)
    stipple_choice_group_add (self->tabs, VALUE (panel), names[panel], STIPPLE_TONE_NO);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tabs), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What to tell"), -1);
  stipple_choice_group_set_selected (self->tabs, VALUE (PANEL_PATTERN));
}

/* The companion's language */

/* What @name calls each child of @parent, in their order, in the companion's language beneath it. */
static void
pair_children (StippleLookPage *self, GtkWidget *parent, const char *(*name) (guint index))
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  guint index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    {
      const char *words;

      stipple_companion_begin (session);
      words = name (index);
      stipple_companion_end (session);
      stipple_companion_set (session, child, words);
    }
}

static const char *
region_name (guint index)
{
  return stipple_region_get_name ((StippleRegion) index);
}

/* The head has its caption, and the rail its stops, in one line: they keep their places. */
static void
add_course (StippleLookPage *self, StippleSession *session)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *course = GTK_WIDGET (self->course);

  stipple_companion_begin (session);
  g_string_append (words, _ ("Illustration, not a prediction"));
  for (int stage = 0; stage <= STIPPLE_STAGE_LAST; stage++)
    g_string_append_printf (words, " · %s", stipple_stage_get_name (stage));
  stipple_companion_end (session);
  stipple_companion_add (session, course, words->str);
  /* Beneath the head and the rail, whose words they are; not beneath the views. */
  gtk_box_reorder_child_after (GTK_BOX (course), gtk_widget_get_last_child (course),
                               gtk_widget_get_first_child (course));
}

static void
pair (StippleLookPage *self)
{
  static const char *const words[] = {
    "view of the head\004Top",
    "view of the head\004Front",
    "view of the head\004Back",
    "view of the head\004Left",
    "view of the head\004Right",
    N_ ("Pattern"),
    N_ ("Mark the head"),
    N_ ("Colours"),
    N_ ("Norwood scale, men"),
    N_ ("Ludwig scale, women"),
    N_ ("Clear the pattern"),
    N_ ("Touch the head, or choose here."),
    N_ ("Scars: draw them on the head with a finger."),
    N_ ("Draw"),
    N_ ("Undo"),
    N_ ("Redo"),
    N_ ("Clear all marks"),
    N_ ("Hair colour"),
    N_ ("Complexion"),
    N_ ("Clear the colours"),
    NULL,
  };
  StipplePage *page = STIPPLE_PAGE (self);
  StippleSession *session = stipple_page_get_session (page);

  if (stipple_session_get_companion (session) == NULL)
    return;
  stipple_page_pair_title (page, N_ ("Where is your hair thinning?"),
                           N_ ("Show us, if you like. You can leave out what you wish."));
  stipple_companion_set_all (session, GTK_WIDGET (self), words);
  pair_children (self, GTK_WIDGET (self->regions), region_name);
  pair_children (self, gtk_widget_get_last_child (GTK_WIDGET (self->hair_color)),
                 stipple_hair_color_get_name);
  pair_children (self, gtk_widget_get_last_child (GTK_WIDGET (self->complexion)),
                 stipple_complexion_get_name);
  add_course (self, session);
}

static GVariant *
stipple_look_page_save_view (StipplePage *page)
{
  StippleLookPage *self = STIPPLE_LOOK_PAGE (page);

  return g_variant_new ("(iiid)", stipple_choice_group_get_selected (self->sides),
                        stipple_choice_group_get_selected (self->tabs),
                        stipple_choice_group_get_selected (self->scales),
                        stipple_time_slider_get_stage (self->slider));
}

static void
stipple_look_page_restore_view (StipplePage *page, GVariant *view)
{
  StippleLookPage *self = STIPPLE_LOOK_PAGE (page);
  int side, tab, scale;
  double stage;

  g_variant_get (view, "(iiid)", &side, &tab, &scale, &stage);
  stipple_choice_group_set_selected (self->sides, side);
  stipple_choice_group_set_selected (self->tabs, tab);
  stipple_choice_group_set_selected (self->scales, scale);
  stipple_time_slider_set_stage (self->slider, stage);
}

static void
stipple_look_page_constructed (GObject *object)
{
  StippleLookPage *self = STIPPLE_LOOK_PAGE (object);

  G_OBJECT_CLASS (stipple_look_page_parent_class)->constructed (object);
  self->look = stipple_session_get_look (stipple_page_get_session (STIPPLE_PAGE (self)));
  g_object_bind_property (self->slider, "stage", self->head, "stage", G_BINDING_SYNC_CREATE);
  set_up_sides (self);
  set_up_tabs (self);
  set_up_pattern (self);
  set_up_marks (self);
  set_up_colors (self);
  pair (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, head);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, slider);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, course);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, sides);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, panels);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, scales);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, pickers);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, pattern_words);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, clear_pattern);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, regions);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, draw);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, undo);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, redo);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, clear_marks);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, hair_color);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, complexion);
  gtk_widget_class_bind_template_child (widget_class, StippleLookPage, clear_colors);
  gtk_widget_class_bind_template_callback (widget_class, side_selected);
  gtk_widget_class_bind_template_callback (widget_class, tab_selected);
  gtk_widget_class_bind_template_callback (widget_class, scale_selected);
  gtk_widget_class_bind_template_callback (widget_class, clear_pattern);
  gtk_widget_class_bind_template_callback (widget_class, undo);
  gtk_widget_class_bind_template_callback (widget_class, redo);
  gtk_widget_class_bind_template_callback (widget_class, clear_marks);
  gtk_widget_class_bind_template_callback (widget_class, clear_colors);
}

static void
stipple_look_page_class_init (StippleLookPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  StipplePageClass *page_class = STIPPLE_PAGE_CLASS (class);

  object_class->constructed = stipple_look_page_constructed;
  page_class->save_view = stipple_look_page_save_view;
  page_class->restore_view = stipple_look_page_restore_view;

  g_type_ensure (STIPPLE_TYPE_CHIP);
  g_type_ensure (STIPPLE_TYPE_CHOICE_GROUP);
  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_HEAD_VIEW);
  g_type_ensure (STIPPLE_TYPE_TIME_SLIDER);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               "/stipple/kiosk/look-page.ui");
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
stipple_look_page_init (StippleLookPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
