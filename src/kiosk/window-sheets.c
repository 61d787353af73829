// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/window-private.h"

#include "core/language.h"
#include "kiosk/cover.h"
#include "kiosk/help.h"
#include "widgets/style.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- What lies over the screen */

/* What is covered is not drawn, not reached by keys, and not there for assistive technology, for which GTK
 * 4.8 asks nobody whether a widget is mapped. */
static void
veil (StippleKioskWindow *self)
{
  gboolean idle = self->sheet != NULL && self->sheet_kind == STIPPLE_SHEET_IDLE;
  gboolean hidden = self->cover != NULL || idle;

  gtk_widget_set_child_visible (GTK_WIDGET (self->screens), !hidden);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->screens), GTK_ACCESSIBLE_STATE_HIDDEN, hidden,
                               -1);
}

void
stipple_kiosk_window_close_sheet (StippleKioskWindow *self)
{
  GtkWidget *sheet = GTK_WIDGET (g_steal_pointer (&self->sheet));

  if (sheet == NULL)
    return;
  gtk_overlay_remove_overlay (self->overlay, sheet);
  gtk_widget_set_can_target (GTK_WIDGET (self->screens), TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->screens), TRUE);
  veil (self);
  if (self->focus_before != NULL)
    gtk_widget_grab_focus (self->focus_before);
  else if (self->visit != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->visit), GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->focus_before);
  if (self->reader != NULL)
    stipple_reader_resume (self->reader);
}

static void
open_sheet (StippleKioskWindow *self, StippleSheet *sheet, StippleSheetKind kind,
            GCallback response)
{
  stipple_kiosk_window_close_sheet (self);
  g_set_weak_pointer (&self->focus_before, gtk_root_get_focus (GTK_ROOT (self)));
  self->sheet = sheet;
  self->sheet_kind = kind;
  stipple_sheet_fit (sheet, self->width > 0 ? self->width : G_MAXINT, self->tight);
  g_signal_connect_object (sheet, "response", response, self, G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (sheet));
  gtk_widget_set_can_target (GTK_WIDGET (self->screens), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->screens), FALSE);
  veil (self);
  gtk_widget_grab_focus (GTK_WIDGET (sheet));
  if (self->reader != NULL)
    stipple_reader_interrupt (self->reader, GTK_WIDGET (sheet), self->language);
}

static gboolean
is_open (StippleKioskWindow *self, StippleSheetKind kind)
{
  return self->sheet != NULL && self->sheet_kind == kind;
}

/* --- Hidden answers */

void
stipple_kiosk_window_uncover (StippleKioskWindow *self)
{
  GtkWidget *focus = self->focus;

  if (self->cover == NULL)
    return;
  gtk_overlay_remove_overlay (self->overlay, g_steal_pointer (&self->cover));
  g_clear_weak_pointer (&self->focus);
  veil (self);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

void
stipple_kiosk_window_hide_wanted (StippleKioskWindow *self)
{
  if (self->cover != NULL)
    return;
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  if (self->reader != NULL)
    stipple_reader_set_active (self->reader, FALSE);
  self->cover = stipple_cover_new ();
  g_signal_connect_object (self->cover, "clicked", G_CALLBACK (stipple_kiosk_window_uncover), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (self->overlay, self->cover);
  veil (self);
  gtk_widget_grab_focus (self->cover);
}

/* --- On at the desk */

static void
desk_answered (StippleKioskWindow *self, const char *id)
{
  stipple_kiosk_window_close_sheet (self);
  if (!g_str_equal (id, "desk"))
    return;
  stipple_session_set_at_desk (stipple_flow_get_session (self->flow), TRUE);
  stipple_kiosk_window_save (self);
}

static void
ask_for_desk (StippleKioskWindow *self)
{
  StippleSheet *sheet =
      stipple_sheet_new (_ ("Go on at the desk?"),
                         _ ("We keep what you have entered so far under a short code. At the "
                            "desk, our staff go on from there together with you."));

  stipple_sheet_add_choice (sheet, "desk", _ ("Yes, go on at the desk"), STIPPLE_CHOICE_PRIMARY);
  stipple_sheet_add_choice (sheet, "", _ ("No, stay here"), STIPPLE_CHOICE_PLAIN);
  open_sheet (self, sheet, STIPPLE_SHEET_QUESTION, G_CALLBACK (desk_answered));
}

void
stipple_kiosk_window_desk_failed (StippleKioskWindow *self, const char *message)
{
  g_autofree char *text =
      stipple_language_join (message, _ ("Nothing you entered is lost. Try again, or ask our "
                                         "staff for help."));
  StippleSheet *sheet = stipple_sheet_new (_ ("Your answers are not saved yet"), text);

  stipple_sheet_add_choice (sheet, "desk", _ ("Try again"), STIPPLE_CHOICE_PRIMARY);
  stipple_sheet_add_choice (sheet, "", _ ("No, stay here"), STIPPLE_CHOICE_PLAIN);
  open_sheet (self, sheet, STIPPLE_SHEET_QUESTION, G_CALLBACK (desk_answered));
}

/* There is something to hand over, and it has not been handed over yet. */
static gboolean
can_go_to_desk (StippleKioskWindow *self)
{
  return !self->saving && !stipple_step_is_final (stipple_flow_get_current (self->flow))
         && stipple_session_is_touched (stipple_flow_get_session (self->flow));
}

/* --- Help */

static void show_help (StippleKioskWindow *self);

/* The sheet anew, with what is chosen now. */
static void
use_tempo (StippleKioskWindow *self, StippleTempo tempo)
{
  stipple_walk_set_tempo (self->walk, tempo);
  show_help (self);
}

static StippleHelpFlags
tempo_flags (StippleKioskWindow *self)
{
  static const StippleHelpFlags flags[] = {
    [STIPPLE_TEMPO_USUAL] = STIPPLE_HELP_SWITCH,
    [STIPPLE_TEMPO_SLOWER] = STIPPLE_HELP_SLOWER,
    [STIPPLE_TEMPO_QUICKER] = STIPPLE_HELP_QUICKER,
  };

  return stipple_walk_has_pace (self->walk) ? flags[stipple_walk_get_tempo (self->walk)] : 0;
}

static void
help_answered (StippleKioskWindow *self, const char *id)
{
  if (g_str_equal (id, "still"))
    stipple_style_set_reduce_motion (!stipple_style_get_reduce_motion ());
  else if (g_str_equal (id, "low"))
    stipple_reach_layout_set_low (self->reach, !stipple_reach_layout_get_low (self->reach));
  else if (g_str_equal (id, "slower"))
    use_tempo (self, STIPPLE_TEMPO_SLOWER);
  else if (g_str_equal (id, "usual"))
    use_tempo (self, STIPPLE_TEMPO_USUAL);
  else if (g_str_equal (id, "quicker"))
    use_tempo (self, STIPPLE_TEMPO_QUICKER);
  else if (g_str_equal (id, "call"))
    stipple_kiosk_window_call_staff (self);
  else
    {
      stipple_kiosk_window_close_sheet (self);
      if (g_str_equal (id, "desk"))
        ask_for_desk (self);
    }
}

static void
show_help (StippleKioskWindow *self)
{
  StippleStep *step = self->flow != NULL ? stipple_flow_get_current (self->flow) : NULL;
  StippleHelpFlags flags = self->help_by_key ? STIPPLE_HELP_KEYS : 0;

  if (step != NULL)
    flags |= STIPPLE_HELP_CALL;
  if (step != NULL && can_go_to_desk (self))
    flags |= STIPPLE_HELP_DESK;
  flags |= tempo_flags (self);
  if (stipple_style_get_reduce_motion ())
    flags |= STIPPLE_HELP_STILL;
  if (stipple_reach_layout_matters (self->width, self->height))
    flags |= STIPPLE_HELP_REACH;
  if (stipple_reach_layout_get_low (self->reach))
    flags |= STIPPLE_HELP_LOW;
  open_sheet (
      self, stipple_help_new (step != NULL ? stipple_step_get_id (step) : NULL, self->call, flags),
      STIPPLE_SHEET_HELP, G_CALLBACK (help_answered));
}

void
stipple_kiosk_window_help_wanted (StippleKioskWindow *self)
{
  self->help_by_key = FALSE;
  show_help (self);
}

/* A question that is open comes first. */
void
stipple_kiosk_window_help_by_key (StippleKioskWindow *self)
{
  if (self->sheet != NULL || self->cover != NULL || self->drawer != NULL)
    return;
  self->help_by_key = TRUE;
  show_help (self);
}

/* Out of a question is the answer that changes nothing. */
void
stipple_kiosk_window_back_wanted (StippleKioskWindow *self)
{
  if (self->sheet != NULL)
    stipple_kiosk_window_close_sheet (self);
  else if (self->cover != NULL)
    stipple_kiosk_window_uncover (self);
  else if (self->visit != NULL)
    stipple_visit_view_back (self->visit);
  else
    stipple_kiosk_window_close_staff (self);
}

void
stipple_kiosk_window_set_call (StippleKioskWindow *self, StippleCallState call)
{
  if (self->call == call)
    return;
  self->call = call;
  if (is_open (self, STIPPLE_SHEET_HELP))
    show_help (self);
}

/* --- Leaving */

static void
start_over_answered (StippleKioskWindow *self, const char *id)
{
  stipple_kiosk_window_close_sheet (self);
  if (g_str_equal (id, "leave"))
    stipple_kiosk_window_end (self);
  else if (g_str_equal (id, "desk"))
    ask_for_desk (self);
}

void
stipple_kiosk_window_leave_wanted (StippleKioskWindow *self)
{
  StippleSheet *sheet;

  if (stipple_step_is_final (stipple_flow_get_current (self->flow))
      || !stipple_session_is_touched (stipple_flow_get_session (self->flow)))
    {
      stipple_kiosk_window_end (self);
      return;
    }
  sheet = stipple_sheet_new (_ ("Start over?"),
                             _ ("What you have entered so far will be erased from this screen."));
  stipple_sheet_add_choice (sheet, "stay", _ ("Keep going"), STIPPLE_CHOICE_PRIMARY);
  stipple_sheet_add_choice (sheet, "desk", _ ("Finish at the desk"), STIPPLE_CHOICE_PLAIN);
  stipple_sheet_add_choice (sheet, "leave", _ ("Yes, start over"), STIPPLE_CHOICE_PLAIN);
  open_sheet (self, sheet, STIPPLE_SHEET_QUESTION, G_CALLBACK (start_over_answered));
}

/* --- Language */

/* The ids of a companion's language in the chooser. */
#define COMPANION_PREFIX "+"
#define NO_COMPANION "-"

static void
language_answered (StippleKioskWindow *self, const char *tag)
{
  stipple_kiosk_window_close_sheet (self);
  if (g_str_equal (tag, NO_COMPANION))
    stipple_kiosk_window_use_companion (self, NULL);
  else if (g_str_has_prefix (tag, COMPANION_PREFIX))
    stipple_kiosk_window_use_companion (self, tag + strlen (COMPANION_PREFIX));
  else if (*tag != '\0')
    stipple_kiosk_window_use_language (self, tag);
}

/* For somebody with the visitor: any other language beneath theirs. */
static void
add_companions (StippleSheet *sheet, StippleSession *session)
{
  const GPtrArray *languages = stipple_session_get_pack (session)->languages;
  const char *companion = stipple_session_get_companion (session);

  stipple_sheet_begin_row (sheet, _ ("Is someone with you? A second language beneath yours"));
  stipple_sheet_add_choice (sheet, NO_COMPANION, C_ ("second language", "None"),
                            companion == NULL ? STIPPLE_CHOICE_PRIMARY : STIPPLE_CHOICE_PLAIN);
  for (guint i = 0; i < languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (languages, i);
      g_autofree char *id = g_strconcat (COMPANION_PREFIX, language->tag, NULL);
      /* TRANSLATORS: the name of a button that shows a second language beneath: "Also in Français" */
      g_autofree char *name = g_strdup_printf (_ ("Also in %s"), language->name);

      if (g_str_equal (language->tag, stipple_session_get_language (session)))
        continue;
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (stipple_sheet_add_choice (sheet, id, language->name,
                                                    g_strcmp0 (language->tag, companion) == 0
                                                        ? STIPPLE_CHOICE_PRIMARY
                                                        : STIPPLE_CHOICE_PLAIN)),
          GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

void
stipple_kiosk_window_language_wanted (StippleKioskWindow *self)
{
  StippleSheet *sheet = stipple_sheet_new (_ ("Language"), NULL);
  GPtrArray *languages =
      stipple_session_get_pack (stipple_flow_get_session (self->flow))->languages;

  /* Lowered, or on a landscape screen, all of it is to be seen without scrolling. */
  if (stipple_reach_layout_get_low (self->reach) || self->width > self->screen_height)
    stipple_sheet_begin_row (sheet, "");
  for (guint i = 0; i < languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (languages, i);

      stipple_sheet_add_choice (sheet, language->tag, language->name,
                                g_strcmp0 (language->tag, self->language) == 0
                                    ? STIPPLE_CHOICE_PRIMARY
                                    : STIPPLE_CHOICE_PLAIN);
    }
  if (!stipple_step_is_final (stipple_flow_get_current (self->flow)))
    add_companions (sheet, stipple_flow_get_session (self->flow));
  stipple_sheet_begin_row (sheet, NULL);
  stipple_sheet_add_choice (sheet, "", _ ("Close"), STIPPLE_CHOICE_QUIET);
  open_sheet (self, sheet, STIPPLE_SHEET_QUESTION, G_CALLBACK (language_answered));
}

/* --- Walking away */

static void
still_here (StippleKioskWindow *self)
{
  stipple_idle_watch_reset (self->idle);
}

void
stipple_kiosk_window_remaining_changed (StippleKioskWindow *self)
{
  guint remaining = stipple_idle_watch_get_remaining (self->idle);
  g_autofree char *text = NULL;

  if (remaining == 0)
    {
      if (is_open (self, STIPPLE_SHEET_IDLE))
        stipple_kiosk_window_close_sheet (self);
      return;
    }
  if (!is_open (self, STIPPLE_SHEET_IDLE))
    {
      StippleSheet *sheet = stipple_sheet_new (_ ("Are you still there?"), "");

      stipple_sheet_add_choice (sheet, "here", _ ("I’m still here"), STIPPLE_CHOICE_PRIMARY);
      open_sheet (self, sheet, STIPPLE_SHEET_IDLE, G_CALLBACK (still_here));
    }
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "To protect your privacy, this visit ends in %u second.",
                   "To protect your privacy, this visit ends in %u seconds.", remaining),
      remaining);
  stipple_sheet_set_text (self->sheet, text);
}
