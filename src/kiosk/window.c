// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/window-private.h"

#include "core/language.h"
#include "kiosk/fill-layout.h"
#include "kiosk/status-view.h"
#include "widgets/dots.h"
#include "widgets/frame-memory.h"
#include "widgets/paint.h"
#include "widgets/style.h"
#include "widgets/warm-up.h"

#include <glib/gi18n-lib.h>

#define STILL_MS 60000
#define COUNTDOWN_MS 20000
#define THANKS_MS 30000
#define LOW_SCREEN 900 /* px */
/* Lower than this, as if the text were of 100 %, the frame makes room for the page, px. */
#define TIGHT_SCREEN 600

G_DEFINE_FINAL_TYPE (StippleKioskWindow, stipple_kiosk_window, GTK_TYPE_APPLICATION_WINDOW)

enum
{
  SIGNAL_SAVE,
  SIGNAL_RETRY,
  SIGNAL_CALL_STAFF,
  SIGNAL_VISIT_OVER,
  SIGNAL_STAFF,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Screens */

static void
drop_hidden_screens (StippleKioskWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->screens);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->screens));

  if (gtk_stack_get_transition_running (self->screens))
    return;
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != shown)
        gtk_stack_remove (self->screens, child);
      child = next;
    }
}

/* Only the way into a visit may fade: what a visitor entered must be gone at once. */
void
stipple_kiosk_window_show_screen (StippleKioskWindow *self, GtkWidget *screen, gboolean fade)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->attract = STIPPLE_IS_ATTRACT_VIEW (screen) ? STIPPLE_ATTRACT_VIEW (screen) : NULL;
  self->visit = STIPPLE_IS_VISIT_VIEW (screen) ? STIPPLE_VISIT_VIEW (screen) : NULL;
  self->drawer = STIPPLE_IS_STAFF_DRAWER (screen) ? STIPPLE_STAFF_DRAWER (screen) : NULL;
  stipple_staff_gesture_set_active (self->gesture, self->attract != NULL);
  gtk_stack_set_transition_type (self->screens, fade && !stipple_paint_is_slow (GTK_WIDGET (self))
                                                    ? GTK_STACK_TRANSITION_TYPE_CROSSFADE
                                                    : GTK_STACK_TRANSITION_TYPE_NONE);
  if (stipple_paint_is_slow (GTK_WIDGET (self)) && self->visit != NULL)
    stipple_visit_view_unfold (self->visit);
  else if (stipple_paint_is_slow (GTK_WIDGET (self)))
    stipple_paint_next_frame (screen);
  gtk_stack_add_child (self->screens, screen);
  gtk_stack_set_visible_child (self->screens, screen);
  drop_hidden_screens (self);
}

/* --- Walking away */

void
stipple_kiosk_window_watch (StippleKioskWindow *self)
{
  if (self->drawer != NULL)
    stipple_idle_watch_start (self->idle, MIN (self->still, STIPPLE_STAFF_STILL_MS), 0);
  else if (self->saving || (self->flow == NULL && self->attract == NULL))
    stipple_idle_watch_stop (self->idle);
  else if (self->flow == NULL)
    stipple_idle_watch_start (self->idle, self->still, 0);
  else if (stipple_step_is_final (stipple_flow_get_current (self->flow)))
    stipple_idle_watch_start (self->idle, self->thanks, 0);
  else
    stipple_idle_watch_start (self->idle, self->still, self->countdown);
}

/* --- Visits */

void
stipple_kiosk_window_save (StippleKioskWindow *self)
{
  if (self->saving)
    return;
  self->saving = TRUE;
  stipple_visit_view_set_failure (self->visit, NULL);
  stipple_visit_view_set_saving (self->visit, TRUE);
  stipple_kiosk_window_watch (self);
  g_signal_emit (self, signals[SIGNAL_SAVE], 0, stipple_flow_get_session (self->flow));
}

void
stipple_kiosk_window_saved (StippleKioskWindow *self, StippleSession *session, const char *code,
                            const GError *error)
{
  if (self->flow == NULL || stipple_flow_get_session (self->flow) != session || !self->saving)
    return;
  self->saving = FALSE;
  stipple_visit_view_set_saving (self->visit, FALSE);
  if (error != NULL && stipple_session_get_at_desk (session))
    {
      stipple_session_set_at_desk (session, FALSE);
      stipple_kiosk_window_desk_failed (self, error->message);
    }
  else if (error != NULL)
    {
      stipple_visit_view_set_failure (self->visit, error->message);
    }
  else
    {
      stipple_visit_view_set_code (self->visit, code);
      stipple_flow_finish (self->flow);
    }
  stipple_kiosk_window_watch (self);
}

static StippleVisitView *
make_visit (StippleKioskWindow *self)
{
  StippleVisitView *visit = stipple_visit_view_new (self->flow);

  static const struct
  {
    const char *signal;
    void (*handler) (StippleKioskWindow *self);
  } wishes[] = {
    { "finish", stipple_kiosk_window_save },
    { "leave", stipple_kiosk_window_leave_wanted },
    { "choose-language", stipple_kiosk_window_language_wanted },
    { "help", stipple_kiosk_window_help_wanted },
    { "hide-answers", stipple_kiosk_window_hide_wanted },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    g_signal_connect_object (visit, wishes[i].signal, G_CALLBACK (wishes[i].handler), self,
                             G_CONNECT_SWAPPED);
  if (self->reader != NULL)
    stipple_visit_view_set_reader (visit, self->reader);
  stipple_visit_view_set_tight (visit, self->tight);
  return visit;
}

void
stipple_kiosk_window_set_media_source (StippleKioskWindow *self, StippleMediaSource *source)
{
  g_set_object (&self->media, source);
}

/* Who listens to a page is still there; the question whether they are is no such page. */
static void
reading (StippleKioskWindow *self)
{
  if (self->sheet == NULL || self->sheet_kind != STIPPLE_SHEET_IDLE)
    stipple_idle_watch_reset (self->idle);
}

void
stipple_kiosk_window_set_reader (StippleKioskWindow *self, StippleReader *reader)
{
  if (g_set_object (&self->reader, reader))
    g_signal_connect_object (reader, "reading", G_CALLBACK (reading), self, G_CONNECT_SWAPPED);
}

void
stipple_kiosk_window_begin (StippleKioskWindow *self)
{
  g_autoptr (StippleSession) session = NULL;

  g_return_if_fail (self->pack != NULL);

  if (self->flow == NULL)
    self->still_before = stipple_style_get_reduce_motion ();
  session = stipple_session_new (self->pack, self->clock, self->language);
  stipple_session_set_media_source (session, self->media);
  g_clear_object (&self->flow);
  self->flow = stipple_flow_new (session);
  g_signal_connect_object (self->flow, "notify::current", G_CALLBACK (stipple_kiosk_window_watch),
                           self, G_CONNECT_SWAPPED);
  stipple_kiosk_window_show_screen (self, GTK_WIDGET (make_visit (self)), TRUE);
  stipple_kiosk_window_watch (self);
}

/* Text that was marked in a field outlives the field on the clipboards. */
static void
forget_clipboards (StippleKioskWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  gdk_clipboard_set_content (gdk_display_get_clipboard (display), NULL);
  gdk_clipboard_set_content (gdk_display_get_primary_clipboard (display), NULL);
}

/* The next visitor finds the screen as the clinic has set it up. */
static void
forget_adjustments (StippleKioskWindow *self)
{
  stipple_style_set_text_scale (stipple_style_text_scales[0]);
  stipple_style_set_high_contrast (FALSE);
  stipple_reach_layout_set_low (self->reach, FALSE);
  stipple_walk_set_tempo (self->walk, STIPPLE_TEMPO_USUAL);
  if (self->flow != NULL)
    stipple_style_set_reduce_motion (self->still_before);
}

static gboolean
release_memory (gpointer data)
{
  StippleKioskWindow *self = data;

  self->release_source = 0;
  stipple_frame_memory_release ();
  return G_SOURCE_REMOVE;
}

void
stipple_kiosk_window_end (StippleKioskWindow *self)
{
  stipple_kiosk_window_close_sheet (self);
  stipple_kiosk_window_uncover (self);
  self->saving = FALSE;
  self->call = STIPPLE_CALL_NONE;
  if (self->reader != NULL)
    stipple_reader_set_active (self->reader, FALSE);
  forget_adjustments (self);
  g_clear_object (&self->flow);
  g_clear_pointer (&self->language, g_free);
  stipple_kiosk_window_show_attract (self);
  forget_clipboards (self);
  if (self->release_source == 0)
    self->release_source = g_idle_add_full (G_PRIORITY_LOW, release_memory, self, NULL);
  g_signal_emit (self, signals[SIGNAL_VISIT_OVER], 0);
}

void
stipple_kiosk_window_call_staff (StippleKioskWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_CALL_STAFF], 0);
}

StippleFlow *
stipple_kiosk_window_get_flow (StippleKioskWindow *self)
{
  return self->flow;
}

/* --- Language */

static gboolean
speak (StippleKioskWindow *self, const char *tag)
{
  if (!stipple_language_use (tag))
    return FALSE;
  g_free (self->language);
  self->language = g_strdup (tag);
  gtk_widget_set_default_direction (stipple_language_is_rtl (tag) ? GTK_TEXT_DIR_RTL
                                                                  : GTK_TEXT_DIR_LTR);
  return TRUE;
}

/* The visit's screen anew, in its languages. */
static void
rebuild_visit (StippleKioskWindow *self)
{
  StippleVisitView *new = make_visit (self);

  stipple_visit_view_take_view (new, self->visit);
  stipple_kiosk_window_show_screen (self, GTK_WIDGET (new), FALSE);
}

void
stipple_kiosk_window_use_companion (StippleKioskWindow *self, const char *tag)
{
  StippleSession *session;

  g_return_if_fail (self->flow != NULL);

  session = stipple_flow_get_session (self->flow);
  if (g_strcmp0 (tag, stipple_session_get_companion (session)) == 0)
    return;
  stipple_session_set_companion (session, tag);
  stipple_kiosk_window_close_sheet (self);
  rebuild_visit (self);
}

gboolean
stipple_kiosk_window_use_language (StippleKioskWindow *self, const char *tag)
{
  if (g_strcmp0 (tag, self->language) == 0)
    return TRUE;
  if (!speak (self, tag))
    return FALSE;
  stipple_kiosk_window_close_sheet (self);
  if (self->flow == NULL)
    {
      stipple_kiosk_window_show_attract (self);
      return TRUE;
    }
  stipple_session_set_language (stipple_flow_get_session (self->flow), tag);
  rebuild_visit (self);
  return TRUE;
}

static void
language_touched (StippleKioskWindow *self, const char *tag)
{
  stipple_kiosk_window_use_language (self, tag);
}

void
stipple_kiosk_window_show_attract (StippleKioskWindow *self)
{
  StippleAttractView *attract;

  if (self->pack == NULL)
    return;
  if (self->language == NULL || stipple_pack_find_language (self->pack, self->language) == NULL)
    speak (self, stipple_pack_default_language (self->pack));
  attract = stipple_attract_view_new (self->pack, self->language);
  stipple_attract_view_set_staff_note (attract, self->staff_note);
  g_signal_connect_object (attract, "begin", G_CALLBACK (stipple_kiosk_window_begin), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (attract, "language", G_CALLBACK (language_touched), self,
                           G_CONNECT_SWAPPED);
  stipple_kiosk_window_show_screen (self, GTK_WIDGET (attract), FALSE);
  stipple_kiosk_window_watch (self);
}

/* On the attract screen, nobody there means: back to the first language. */
static void
expired (StippleKioskWindow *self)
{
  if (self->drawer != NULL)
    stipple_kiosk_window_close_staff (self);
  else if (self->flow != NULL)
    stipple_kiosk_window_end (self);
  else if (g_strcmp0 (self->language, stipple_pack_default_language (self->pack)) != 0)
    stipple_kiosk_window_use_language (self, stipple_pack_default_language (self->pack));
  else
    {
      stipple_attract_view_nobody_came (self->attract);
      stipple_kiosk_window_watch (self);
    }
}

void
stipple_kiosk_window_set_pack (StippleKioskWindow *self, StipplePack *pack)
{
  g_clear_pointer (&self->pack, stipple_pack_unref);
  self->pack = stipple_pack_ref (pack);
  if (self->flow == NULL && self->drawer == NULL)
    stipple_kiosk_window_show_attract (self);
}

void
stipple_kiosk_window_set_staff_note (StippleKioskWindow *self, const char *note)
{
  g_free (self->staff_note);
  self->staff_note = g_strdup (note);
  if (self->attract != NULL)
    stipple_attract_view_set_staff_note (self->attract, note);
}

static void
retry_wanted (StippleKioskWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

void
stipple_kiosk_window_show_status (StippleKioskWindow *self, const char *title, const char *text,
                                  const char *advice, gboolean can_retry)
{
  StippleStatusView *view = stipple_status_view_new (title, text, advice, can_retry);

  g_signal_connect_object (view, "retry", G_CALLBACK (retry_wanted), self, G_CONNECT_SWAPPED);
  stipple_kiosk_window_show_screen (self, GTK_WIDGET (view), FALSE);
  stipple_kiosk_window_watch (self);
}

StippleWalk *
stipple_kiosk_window_get_walk (StippleKioskWindow *self)
{
  return self->walk;
}

void
stipple_kiosk_window_set_patience (StippleKioskWindow *self, guint still, guint countdown,
                                   guint thanks)
{
  self->still = still > 0 ? still : self->still;
  self->countdown = countdown > 0 ? countdown : self->countdown;
  self->thanks = thanks > 0 ? thanks : self->thanks;
  stipple_kiosk_window_watch (self);
}

/* --- Object */

/* A secondary click would open a menu in a field. */
static void
swallow (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
set_class (StippleKioskWindow *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
make_room (StippleKioskWindow *self)
{
  self->tight = self->screen_height > 0
                && self->screen_height * 100 / stipple_style_get_text_scale () < TIGHT_SCREEN;
  set_class (self, "tight", self->tight);
  if (self->visit != NULL)
    stipple_visit_view_set_tight (self->visit, self->tight);
}

/* Landscape screens have lower keys; low ones give less room to the frame and the display type, too.
 * The screen counts, not only the window: with the large type the window may have become higher than it.
 * Only for a new size: where the window is, the X server says when it has painted all it was sent. */
static void
laid_out (GdkSurface *surface, int width, int height, StippleKioskWindow *self)
{
  GdkRectangle screen = { 0, 0, width, height };
  GdkMonitor *monitor;

  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  monitor = gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &screen);
  self->screen_height = MIN (height, screen.height);
  set_class (self, "low", self->screen_height < LOW_SCREEN);
  set_class (self, "landscape", width > self->screen_height);
  make_room (self);
}

static void
stipple_kiosk_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stipple_kiosk_window_parent_class)->realize (widget);
  if (stipple_paint_is_slow (widget))
    stipple_frame_memory_keep (gtk_widget_get_display (widget));
  stipple_warm_up (STIPPLE_KIOSK_WINDOW (widget)->overlay);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (laid_out), widget, 0);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi",
                           G_CALLBACK (make_room), widget, G_CONNECT_SWAPPED);
}

static void
stipple_kiosk_window_dispose (GObject *object)
{
  StippleKioskWindow *self = STIPPLE_KIOSK_WINDOW (object);

  g_clear_handle_id (&self->release_source, g_source_remove);
  if (self->idle != NULL)
    stipple_idle_watch_stop (self->idle);
  self->attract = NULL;
  self->visit = NULL;
  self->drawer = NULL;
  self->sheet = NULL;
  self->cover = NULL;
  g_clear_weak_pointer (&self->focus_before);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->flow);
  g_clear_object (&self->idle);
  g_clear_object (&self->walk);
  g_clear_object (&self->guard);
  g_clear_object (&self->gesture);
  if (self->reader != NULL)
    stipple_reader_set_active (self->reader, FALSE);
  g_clear_object (&self->reader);
  g_clear_object (&self->media);
  g_clear_pointer (&self->pack, stipple_pack_unref);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  G_OBJECT_CLASS (stipple_kiosk_window_parent_class)->dispose (object);
}

static void
stipple_kiosk_window_finalize (GObject *object)
{
  StippleKioskWindow *self = STIPPLE_KIOSK_WINDOW (object);

  g_free (self->language);
  g_free (self->staff_note);
  G_OBJECT_CLASS (stipple_kiosk_window_parent_class)->finalize (object);
}

static void
stipple_kiosk_window_class_init (StippleKioskWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const plain[] = { "retry", "call-staff", "visit-over" };

  object_class->dispose = stipple_kiosk_window_dispose;
  object_class->finalize = stipple_kiosk_window_finalize;
  widget_class->realize = stipple_kiosk_window_realize;
  signals[SIGNAL_SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, STIPPLE_TYPE_SESSION);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    signals[SIGNAL_RETRY + i] =
        g_signal_new (plain[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
  signals[SIGNAL_STAFF] =
      g_signal_new ("staff", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, STIPPLE_TYPE_STAFF_DRAWER);

  g_type_ensure (STIPPLE_TYPE_REACH_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_FILL_LAYOUT);
  g_type_ensure (STIPPLE_TYPE_DOTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/window.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleKioskWindow, reach);
  gtk_widget_class_bind_template_child (widget_class, StippleKioskWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, StippleKioskWindow, screens);
  gtk_widget_class_bind_template_callback (widget_class, drop_hidden_screens);
  gtk_widget_class_bind_template_callback (widget_class, swallow);
}

static void
stipple_kiosk_window_init (StippleKioskWindow *self)
{
  self->still = STILL_MS;
  self->countdown = COUNTDOWN_MS;
  self->thanks = THANKS_MS;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = stipple_tap_guard_new (GTK_WINDOW (self));
  self->gesture = stipple_staff_gesture_new (GTK_WIDGET (self));
  g_signal_connect_object (self->gesture, "asked", G_CALLBACK (stipple_kiosk_window_open_staff),
                           self, G_CONNECT_SWAPPED);
  self->walk = stipple_walk_new (GTK_WINDOW (self));
  g_signal_connect_object (self->walk, "back", G_CALLBACK (stipple_kiosk_window_back_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->walk, "help", G_CALLBACK (stipple_kiosk_window_help_by_key), self,
                           G_CONNECT_SWAPPED);
  self->idle = stipple_idle_watch_new (GTK_WIDGET (self));
  g_signal_connect_object (self->idle, "notify::remaining",
                           G_CALLBACK (stipple_kiosk_window_remaining_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "expired", G_CALLBACK (expired), self, G_CONNECT_SWAPPED);
}

StippleKioskWindow *
stipple_kiosk_window_new (GtkApplication *app, StippleClock *clock)
{
  StippleKioskWindow *self = g_object_new (STIPPLE_TYPE_KIOSK_WINDOW, "application", app, NULL);

  self->clock = stipple_clock_ref (clock);
  return self;
}
