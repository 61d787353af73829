// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-service-private.h"

#include "kiosk/staff/staff-sheets.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (StippleStaffService, stipple_staff_service, G_TYPE_OBJECT)

enum
{
  SIGNAL_SETTINGS,
  SIGNAL_END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Opening and closing */

typedef struct
{
  StippleStaffService *service;
  guint visit;
} Try;

/* At everything; a printer may have stopped, or gone, since the drawer was opened. */
static void
look (StippleStaffService *self)
{
  if (stipple_staff_service_is_open (self))
    stipple_printers_look (self->printers);
  stipple_staff_service_look (self);
}

static void
unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  static const StippleStaffAnswer answers[] = {
    [STIPPLE_DRAWER_OPEN] = STIPPLE_STAFF_OPENED,
    [STIPPLE_DRAWER_WRONG] = STIPPLE_STAFF_WRONG,
    [STIPPLE_DRAWER_THROTTLED] = STIPPLE_STAFF_THROTTLED,
    [STIPPLE_DRAWER_NO_PIN] = STIPPLE_STAFF_NO_PIN,
  };
  g_autofree Try *one = data;
  g_autoptr (StippleStaffService) self = one->service;
  g_autoptr (GError) error = NULL;
  gint64 wait;
  StippleDrawerAnswer answer =
      stipple_store_open_drawer_finish (STIPPLE_STORE (source), result, &wait, &error);

  if (self->store == NULL)
    return;
  if (self->drawer == NULL || self->visit != one->visit)
    {
      /* Nobody stands before it any more. */
      stipple_store_close_drawer (self->store);
      return;
    }
  stipple_staff_drawer_answer (self->drawer, error != NULL ? STIPPLE_STAFF_FAULT : answers[answer],
                               wait, error != NULL ? error->message : NULL);
  if (!stipple_staff_service_is_open (self))
    return;
  stipple_staff_service_show_settings (self);
  look (self);
}

static void
unlock (StippleStaffService *self, const char *pin)
{
  Try *one;

  if (self->store == NULL)
    return;
  one = g_new (Try, 1);
  *one = (Try){ .service = g_object_ref (self), .visit = self->visit };
  stipple_store_open_drawer_async (self->store, pin, self->cancellable, unlocked, one);
}

static void
forget (StippleStaffService *self)
{
  g_clear_pointer (&self->today, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  if (self->store != NULL)
    stipple_store_close_drawer (self->store);
}

static void
drawer_gone (StippleStaffService *self, GtkWidget *drawer)
{
  if (GTK_WIDGET (self->drawer) != drawer)
    return;
  g_clear_weak_pointer (&self->drawer);
  forget (self);
}

/* --- Printing */

/* As far as the last look tells. */
static const char *
where_it_is (StippleStaffService *self)
{
  GtkPrinter *printer = stipple_printers_choose (self->printers, self->settings.printer);

  return printer != NULL && gtk_printer_is_paused (printer)
             ? _ ("The page waits: the printer is stopped. See to it; the page is then printed.")
             : _ ("The page is at the printer.");
}

static void
printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!stipple_printers_print_finish (STIPPLE_PRINTERS (source), result, &error))
    text = g_strdup_printf (_ ("It was not printed: %s See to the printer, then try again."),
                            error->message);
  if (stipple_staff_service_is_open (self))
    stipple_staff_drawer_set_notice (self->drawer, text != NULL ? text : where_it_is (self));
}

static void
sheet_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autofree char *title = NULL;
  g_autoptr (GBytes) pdf = stipple_staff_sheet_finish (result, &title);
  GtkPrinter *printer = stipple_printers_choose (self->printers, self->settings.printer);

  if (!stipple_staff_service_is_open (self))
    return;
  if (printer == NULL)
    stipple_staff_drawer_set_notice (
        self->drawer, _ ("There is no printer. Print at the desk, or have one set up."));
  else
    stipple_printers_print_async (self->printers, printer, title, pdf, printed,
                                  g_object_ref (self));
}

typedef struct
{
  StippleStaffService *service;
  StippleIntake *intake;
  char *receipt;
  StippleStaffSheet what;
} Print;

static void
print_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Print *print = data;
  g_autoptr (StippleStaffService) self = print->service;
  g_autoptr (StippleIntake) intake = print->intake;
  g_autofree char *receipt = print->receipt;
  g_autoptr (GError) error = NULL;

  if (!stipple_staff_service_is_open (self) || self->window == NULL)
    return;
  if (!stipple_store_note_finish (STIPPLE_STORE (source), result, &error))
    stipple_staff_drawer_set_notice (self->drawer, error->message);
  else
    stipple_staff_sheet_async (intake, stipple_kiosk_window_get_pack (self->window), receipt,
                               print->what, self->clock, sheet_made, g_object_ref (self));
}

/* What cannot be put on record is not done. */
static void
print (StippleStaffService *self, const char *id, int what)
{
  const StippleDrawerIntake *found = NULL;
  Print *print;

  for (guint i = 0; self->today != NULL && i < self->today->len && found == NULL; i++)
    {
      const StippleDrawerIntake *item = g_ptr_array_index (self->today, i);

      found = g_str_equal (item->id, id) ? item : NULL;
    }
  if (found == NULL || found->intake == NULL || !stipple_staff_service_is_open (self))
    return;
  stipple_staff_drawer_set_notice (self->drawer, _ ("The page is being made…"));
  print = g_new (Print, 1);
  *print = (Print){
    .service = g_object_ref (self),
    .intake = stipple_intake_ref (found->intake),
    .receipt = stipple_receipt_display (found->receipt),
    .what = (StippleStaffSheet) what,
  };
  stipple_store_note_async (self->store, STIPPLE_KIOSK_DRAWER_PRINTED, id, self->cancellable,
                            print_noted, print);
}

/* --- Settings */

static void
settings_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GError) error = NULL;

  if (!stipple_store_set_settings_finish (STIPPLE_STORE (source), result, &error)
      && stipple_staff_service_is_open (self))
    stipple_staff_drawer_set_notice (self->drawer, error->message);
}

static void
set (StippleStaffService *self, const char *name, const char *value)
{
  g_autofree char *text = NULL;

  if (self->store == NULL || !stipple_kiosk_settings_set (&self->settings, name, value))
    return;
  text = stipple_kiosk_settings_write (&self->settings);
  stipple_store_set_settings_async (self->store, text, self->cancellable, settings_kept,
                                    g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_SETTINGS], 0);
}

static void
settings_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autofree char *text = stipple_store_get_settings_finish (STIPPLE_STORE (source), result, NULL);

  if (text == NULL || self->store == NULL)
    return;
  stipple_kiosk_settings_read (&self->settings, text);
  g_signal_emit (self, signals[SIGNAL_SETTINGS], 0);
}

const StippleKioskSettings *
stipple_staff_service_get_settings (StippleStaffService *self)
{
  return &self->settings;
}

/* --- The end */

static void
end_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GError) error = NULL;

  /* A full disk shall not keep it running. */
  if (!stipple_store_note_finish (STIPPLE_STORE (source), result, &error))
    g_message ("the audit could not be written: %s", error->message);
  g_signal_emit (self, signals[SIGNAL_END], 0);
}

static void
end (StippleStaffService *self)
{
  if (stipple_staff_service_is_open (self))
    stipple_store_note_async (self->store, STIPPLE_KIOSK_ENDED, NULL, NULL, end_noted,
                              g_object_ref (self));
}

/* --- Object */

static void
drawer_wanted (StippleStaffService *self, StippleStaffDrawer *drawer)
{
  const struct
  {
    const char *signal;
    GCallback handler;
  } wishes[] = {
    { "unlock", G_CALLBACK (unlock) }, { "look", G_CALLBACK (look) },
    { "print", G_CALLBACK (print) },   { "set", G_CALLBACK (set) },
    { "end", G_CALLBACK (end) },       { "destroy", G_CALLBACK (drawer_gone) },
  };

  g_set_weak_pointer (&self->drawer, drawer);
  self->visit++;
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    g_signal_connect_object (drawer, wishes[i].signal, wishes[i].handler, self, G_CONNECT_SWAPPED);
}

void
stipple_staff_service_stop (StippleStaffService *self)
{
  if (self->drawer != NULL)
    g_clear_weak_pointer (&self->drawer);
  forget (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
}

static void
stipple_staff_service_finalize (GObject *object)
{
  StippleStaffService *self = STIPPLE_STAFF_SERVICE (object);

  g_clear_weak_pointer (&self->drawer);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->today, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->sync);
  g_clear_object (&self->printers);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  stipple_kiosk_settings_clear (&self->settings);
  g_free (self->data_dir);
  g_free (self->hub);
  G_OBJECT_CLASS (stipple_staff_service_parent_class)->finalize (object);
}

static void
stipple_staff_service_class_init (StippleStaffServiceClass *class)
{
  static const char *const plain[] = { "settings", "end" };

  G_OBJECT_CLASS (class)->finalize = stipple_staff_service_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    signals[i] = g_signal_new (plain[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_staff_service_init (StippleStaffService *self)
{
  self->cancellable = g_cancellable_new ();
  self->printers = stipple_printers_new ();
  self->free_bytes = -1;
  g_signal_connect_object (self->printers, "changed",
                           G_CALLBACK (stipple_staff_service_printers_changed), self,
                           G_CONNECT_SWAPPED);
}

StippleStaffService *
stipple_staff_service_new (StippleKioskWindow *window, StippleStore *store, StippleSync *sync,
                           StippleClock *clock, const char *data_dir, const char *hub,
                           const StippleKioskSettings *settings)
{
  StippleStaffService *self = g_object_new (STIPPLE_TYPE_STAFF_SERVICE, NULL);

  g_set_weak_pointer (&self->window, window);
  self->store = g_object_ref (store);
  self->sync = g_object_ref (sync);
  self->clock = stipple_clock_ref (clock);
  self->data_dir = g_strdup (data_dir);
  self->hub = g_strdup (hub);
  self->settings = *settings;
  self->settings.printer = g_strdup (settings->printer);
  g_signal_connect_object (window, "staff", G_CALLBACK (drawer_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (stipple_staff_service_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify", G_CALLBACK (stipple_staff_service_look), self,
                           G_CONNECT_SWAPPED);
  stipple_store_get_settings_async (store, self->cancellable, settings_found, g_object_ref (self));
  return self;
}
