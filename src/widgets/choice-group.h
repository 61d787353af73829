// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a choice looks once chosen: the style class of the same name. */
typedef enum
{
  STIPPLE_TONE_NO,     /* calm: primary */
  STIPPLE_TONE_YES,    /* copper */
  STIPPLE_TONE_UNSURE, /* caution */
} StippleTone;

/**
 * StippleChoiceGroup: one choice of several, as pills that wrap. Radio buttons to assistive
 * technology; give the group a name with gtk_accessible_update_property() or a labelled-by
 * relation.
 *
 * Properties:
 *   selected                     int, the value of the chosen pill; 0 (the default) while nothing is
 *                                chosen. Setting a value that no pill has leaves nothing chosen
 *   spacing, align-end           as StippleWrapLayout; spacing is 12. With pictures there is no
 *                                align-end: they are laid out by a StippleTileLayout
 */
#define STIPPLE_TYPE_CHOICE_GROUP (stipple_choice_group_get_type ())
G_DECLARE_FINAL_TYPE (StippleChoiceGroup, stipple_choice_group, STIPPLE, CHOICE_GROUP, GtkWidget)

GtkWidget *stipple_choice_group_new (void);

/* A pill at the end. @value is greater than 0 and new in this group. @label is copied. */
void stipple_choice_group_add (StippleChoiceGroup *self, int value, const char *label,
                               StippleTone tone);

/* A tile with @picture over @label, in a group that has tiles only. @name is what assistive technology calls it, with @description
 * (may be NULL). @picture is taken. The tile is borrowed. */
GtkWidget *stipple_choice_group_add_picture (StippleChoiceGroup *self, int value,
                                             GtkWidget *picture, const char *label,
                                             const char *name, const char *description);

int stipple_choice_group_get_selected (StippleChoiceGroup *self);
void stipple_choice_group_set_selected (StippleChoiceGroup *self, int selected);

G_END_DECLS
