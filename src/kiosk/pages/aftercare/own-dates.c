// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/aftercare/own-dates.h"

#include "core/care-calendar.h"
#include "core/language.h"
#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "widgets/date-picker.h"
#include "widgets/qr-code.h"
#include "widgets/session-timeline.h"

#include <glib/gi18n-lib.h>

struct _StippleOwnDates
{
  GtkBox parent_instance;

  StippleSession *session;
  gboolean refreshing;

  GtkBox *timeline;
  GtkButton *pick;
  GtkLabel *pick_text;
  GtkRevealer *calendar;
  GtkWidget *picker; /* made when first needed */
  GtkWidget *take_home;
  StippleQrCode *code;
};

G_DEFINE_FINAL_TYPE (StippleOwnDates, stipple_own_dates, GTK_TYPE_BOX)

static void
show_timeline (StippleOwnDates *self, const GDate *first)
{
  const StipplePack *pack = stipple_session_get_pack (self->session);
  GtkWidget *before = gtk_widget_get_first_child (GTK_WIDGET (self->timeline));

  if (before != NULL)
    gtk_box_remove (self->timeline, before);
  gtk_box_append (self->timeline,
                  stipple_session_timeline_new (
                      &pack->plan, stipple_session_get_language (self->session), first));
}

static char *
describe_first (const GDate *first)
{
  if (first == NULL)
    return g_strdup (_ ("See your own dates: pick the day of a first session"));
  g_autofree char *date = stipple_language_format_date (first, NULL, STIPPLE_DATE_WEEKDAY);
  /* TRANSLATORS: a date: "First session: Saturday, December 5, 2026" */
  return g_strdup_printf (_ ("First session: %s"), date);
}

static void
show_pick (StippleOwnDates *self, const GDate *first)
{
  g_autofree char *text = describe_first (first);
  g_autofree char *beneath = NULL;

  gtk_label_set_label (self->pick_text, text);
  if (stipple_companion_begin (self->session))
    {
      beneath = describe_first (first);
      stipple_companion_end (self->session);
      stipple_companion_set (self->session, GTK_WIDGET (self->pick_text), beneath);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pick), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
show_code (StippleOwnDates *self, const GDate *first)
{
  const char *language = stipple_session_get_language (self->session);
  gint64 now = stipple_clock_now (stipple_session_get_clock (self->session));
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *ical = NULL;

  gtk_widget_set_visible (self->take_home, first != NULL);
  if (first == NULL)
    return;
  events = stipple_care_calendar_new (stipple_session_get_pack (self->session), language, first);
  ical = stipple_care_calendar_to_ical (events, now);
  stipple_qr_code_set_text (self->code, ical);
  /* What the code holds is for telephones; a pack with too much advice for one shows its dates only. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("QR code with your dates"), -1);
  gtk_widget_set_visible (self->take_home, stipple_qr_code_get_side (self->code) > 0);
}

/* From the session to the screen. */
static void
refresh (StippleOwnDates *self)
{
  GDate date;
  const GDate *first = stipple_session_get_first_session (self->session, &date) ? &date : NULL;

  self->refreshing = TRUE;
  show_timeline (self, first);
  show_pick (self, first);
  show_code (self, first);
  if (self->picker != NULL)
    stipple_date_picker_set_date (STIPPLE_DATE_PICKER (self->picker), first);
  self->refreshing = FALSE;
}

static void
date_picked (StippleOwnDates *self)
{
  GDate date;

  if (self->refreshing || !stipple_date_picker_get_date (STIPPLE_DATE_PICKER (self->picker), &date))
    return;
  gtk_revealer_set_reveal_child (self->calendar, FALSE);
  stipple_session_set_first_session (self->session, &date);
}

static void
make_picker (StippleOwnDates *self)
{
  GDate today, chosen;

  if (self->picker != NULL)
    return;
  stipple_clock_today (stipple_session_get_clock (self->session), &today);
  self->picker = stipple_date_picker_new (&today);
  gtk_widget_set_margin_top (self->picker, 32); /* no space while it is folded away */
  if (stipple_session_get_first_session (self->session, &chosen))
    stipple_date_picker_set_date (STIPPLE_DATE_PICKER (self->picker), &chosen);
  g_signal_connect_object (self->picker, "notify::date", G_CALLBACK (date_picked), self,
                           G_CONNECT_SWAPPED);
  gtk_revealer_set_child (self->calendar, self->picker);
}

static void
pick_clicked (StippleOwnDates *self)
{
  make_picker (self);
  gtk_revealer_set_reveal_child (self->calendar, !gtk_revealer_get_reveal_child (self->calendar));
}

static void
forget_clicked (StippleOwnDates *self)
{
  stipple_session_set_first_session (self->session, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->pick));
}

static void
stipple_own_dates_dispose (GObject *object)
{
  StippleOwnDates *self = STIPPLE_OWN_DATES (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (stipple_own_dates_parent_class)->dispose (object);
}

static void
stipple_own_dates_class_init (StippleOwnDatesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_own_dates_dispose;

  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/own-dates.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, timeline);
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, pick);
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, pick_text);
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, calendar);
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, take_home);
  gtk_widget_class_bind_template_child (widget_class, StippleOwnDates, code);
  gtk_widget_class_bind_template_callback (widget_class, pick_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
}

static void
stipple_own_dates_init (StippleOwnDates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_own_dates_new (StippleSession *session)
{
  StippleOwnDates *self = g_object_new (STIPPLE_TYPE_OWN_DATES, NULL);

  static const char *const words[] = {
    N_ ("Take your dates home"),
    N_ ("Point your phone’s camera at the code to put your sessions and aftercare into its "
        "calendar. The dates are in the code itself: nothing is sent anywhere."),
    N_ ("Clear the dates"),
    NULL,
  };

  self->session = g_object_ref (session);
  stipple_companion_set_all (session, self->take_home, words);
  g_signal_connect_object (session, "notify::first-session", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
