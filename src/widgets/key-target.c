// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-target.h"

gboolean
stipple_key_target_takes_text (GtkWidget *widget)
{
  if (widget == NULL || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (GTK_IS_TEXT (widget))
    return gtk_editable_get_editable (GTK_EDITABLE (widget));
  return GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
}

GtkInputPurpose
stipple_key_target_get_purpose (GtkWidget *target)
{
  return GTK_IS_TEXT (target) ? gtk_text_get_input_purpose (GTK_TEXT (target))
                              : gtk_text_view_get_input_purpose (GTK_TEXT_VIEW (target));
}

void
stipple_key_target_type (GtkWidget *target, const char *text)
{
  if (GTK_IS_TEXT (target))
    {
      gtk_editable_delete_selection (GTK_EDITABLE (target));
      g_signal_emit_by_name (target, "insert-at-cursor", text);
    }
  else
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (target));

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      g_signal_emit_by_name (target, "insert-at-cursor", text);
      gtk_text_buffer_end_user_action (buffer);
    }
}

gboolean
stipple_key_target_wants_capital (GtkWidget *target)
{
  g_autofree char *before = NULL;
  int position;

  if (!GTK_IS_TEXT (target) || stipple_key_target_get_purpose (target) != GTK_INPUT_PURPOSE_NAME)
    return FALSE;
  position = gtk_editable_get_position (GTK_EDITABLE (target));
  before = gtk_editable_get_chars (GTK_EDITABLE (target), 0, position);
  return *before == '\0' || g_str_has_suffix (before, " ") || g_str_has_suffix (before, "-");
}

static gboolean
has_text_within (GtkWidget *widget, GtkWidget *keyboard)
{
  gboolean found = FALSE;

  if (widget == keyboard || !gtk_widget_get_visible (widget)
      || !gtk_widget_get_child_visible (widget))
    return FALSE;
  if (stipple_key_target_takes_text (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_text_within (child, keyboard);
  return found;
}

gboolean
stipple_key_target_has_next (GtkWidget *target, GtkWidget *keyboard)
{
  gboolean found = FALSE;

  for (GtkWidget *at = target; at != NULL && !found; at = gtk_widget_get_parent (at))
    for (GtkWidget *after = gtk_widget_get_next_sibling (at); after != NULL && !found;
         after = gtk_widget_get_next_sibling (after))
      found = has_text_within (after, keyboard);
  return found;
}
