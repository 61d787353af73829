// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-service-private.h"

#include "core/language.h"

gboolean
stipple_staff_service_is_open (StippleStaffService *self)
{
  return self->drawer != NULL && self->store != NULL && stipple_staff_drawer_is_open (self->drawer);
}

/* --- In the drawer's words */

static char *
moment (StippleStaffService *self, gint64 time)
{
  return stipple_language_format_moment (time, stipple_clock_get_zone (self->clock));
}

static void
gather_facts (StippleStaffService *self, StippleStaffFacts *facts, GtkPrinter *printer)
{
  facts->network = g_network_monitor_get_network_available (g_network_monitor_get_default ());
  facts->hub = self->hub;
  facts->free_bytes = self->free_bytes;
  facts->ahead = stipple_sync_get_heard (self->sync).ahead;
  if (printer == NULL)
    return;
  facts->printer_name = gtk_printer_get_name (printer);
  facts->printer_message = gtk_printer_get_state_message (printer);
  facts->printer = !gtk_printer_is_accepting_jobs (printer) ? STIPPLE_STAFF_PRINTER_REFUSES
                   : gtk_printer_is_paused (printer)        ? STIPPLE_STAFF_PRINTER_STOPPED
                                                            : STIPPLE_STAFF_PRINTER_READY;
}

static StippleStaffIntake *
describe (StippleStaffService *self, const char *id, const char *code, gint64 created,
          StippleDeliveryState state)
{
  static const StippleStaffIntakeState states[] = {
    [STIPPLE_DELIVERY_WAITING] = STIPPLE_STAFF_WAITING,
    [STIPPLE_DELIVERY_DELIVERED] = STIPPLE_STAFF_DELIVERED,
    [STIPPLE_DELIVERY_QUARANTINED] = STIPPLE_STAFF_QUARANTINED,
    [STIPPLE_DELIVERY_DISMISSED] = STIPPLE_STAFF_DISMISSED,
  };
  StippleStaffIntake *intake = g_new0 (StippleStaffIntake, 1);

  intake->id = g_strdup (id);
  intake->code = *code != '\0' ? stipple_code_display (code) : g_strdup ("");
  intake->time = moment (self, created);
  intake->state = states[state];
  return intake;
}

static GPtrArray *
new_intakes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_staff_intake_free);
}

static GPtrArray *
describe_today (StippleStaffService *self)
{
  GPtrArray *intakes = new_intakes ();

  for (guint i = 0; i < self->today->len; i++)
    {
      const StippleDrawerIntake *item = g_ptr_array_index (self->today, i);
      StippleStaffIntake *intake =
          describe (self, item->id, item->code, item->created, item->state);

      intake->open = item->intake != NULL;
      intake->name = item->intake != NULL ? stipple_intake_get_name (item->intake) : NULL;
      intake->in_progress = item->intake != NULL && item->intake->in_progress;
      g_ptr_array_add (intakes, intake);
    }
  return intakes;
}

static GPtrArray *
describe_waiting (StippleStaffService *self, const StippleStaffFacts *facts)
{
  GPtrArray *intakes = new_intakes ();

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (self->waiting, i);
      g_autofree char *reason = item->refusal != NULL ? stipple_refusal_describe (item->refusal)
                                                      : g_strdup (item->reason);
      StippleStaffIntake *intake;

      if (item->state != STIPPLE_DELIVERY_WAITING && item->state != STIPPLE_DELIVERY_QUARANTINED)
        continue;
      intake = describe (self, item->id, item->code, item->created, item->state);
      intake->reason = stipple_staff_explain (intake->state, reason, facts);
      g_ptr_array_add (intakes, intake);
    }
  return intakes;
}

static void
show (StippleStaffService *self)
{
  const gint64 heard_at = stipple_sync_get_heard (self->sync).at;
  g_autofree char *advice = NULL;
  g_autofree char *heard = heard_at > 0 ? moment (self, heard_at) : NULL;
  g_autofree char *next_try =
      self->backoff.failures > 0 ? moment (self, self->backoff.next_try) : NULL;
  StippleStaffFacts facts = { .heard = heard, .next_try = next_try };
  g_autoptr (GPtrArray) today = describe_today (self);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) states = NULL;

  g_object_get (self->sync, "advice", &advice, NULL);
  facts.advice = advice != NULL ? advice : "";
  gather_facts (self, &facts, stipple_printers_choose (self->printers, self->settings.printer));
  waiting = describe_waiting (self, &facts);
  states = stipple_staff_judge (&facts);
  stipple_staff_drawer_show (self->drawer, today, waiting, states);
}

void
stipple_staff_service_show_settings (StippleStaffService *self)
{
  g_auto (GStrv) names = stipple_printers_list_names (self->printers);
  const StippleStaffSettings settings = {
    .idle_s = self->settings.idle_s > 0 ? self->settings.idle_s : STIPPLE_KIOSK_IDLE_S,
    .idle_fixed = self->settings.idle_fixed,
    .keys = self->settings.keys,
    .keys_fixed = self->settings.keys_fixed,
    .printer = self->settings.printer,
    .printers = (const char *const *) names,
  };

  if (self->drawer != NULL)
    stipple_staff_drawer_show_settings (self->drawer, &settings);
}

/* --- Looking: the store's lists, its back-off, the disk */

static void
looked (StippleStaffService *self)
{
  self->looking = FALSE;
  if (!stipple_staff_service_is_open (self))
    return;
  if (self->today != NULL && self->waiting != NULL)
    show (self);
  if (self->look_again)
    stipple_staff_service_look (self);
}

static void
disk_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info_finish (G_FILE (source), result, NULL);

  self->free_bytes =
      info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
          ? (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
          : -1;
  looked (self);
}

static void
backoff_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GFile) folder = g_file_new_for_path (self->data_dir);

  if (!stipple_store_get_backoff_finish (STIPPLE_STORE (source), result, &self->backoff, NULL))
    self->backoff = (StippleBackoff){ 0 };
  g_file_query_filesystem_info_async (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, G_PRIORITY_DEFAULT,
                                      self->cancellable, disk_found, g_object_ref (self));
}

static void
waiting_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  GPtrArray *waiting = stipple_store_list_finish (STIPPLE_STORE (source), result, NULL);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->waiting = waiting;
  stipple_store_get_backoff_async (STIPPLE_STORE (source), self->cancellable, backoff_found,
                                   g_object_ref (self));
}

static void
today_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleStaffService) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) today =
      stipple_store_list_since_finish (STIPPLE_STORE (source), result, &error);

  if (!stipple_staff_service_is_open (self))
    {
      self->looking = FALSE;
      return;
    }
  if (today == NULL)
    stipple_staff_drawer_set_notice (self->drawer, error->message);
  g_clear_pointer (&self->today, g_ptr_array_unref);
  self->today = g_steal_pointer (&today);
  stipple_store_list_async (STIPPLE_STORE (source), self->cancellable, waiting_found,
                            g_object_ref (self));
}

/* When today began, µs UTC. */
static gint64
midnight (StippleStaffService *self)
{
  GTimeZone *zone = stipple_clock_get_zone (self->clock);
  GDate today;
  g_autoptr (GDateTime) begin = NULL;

  stipple_clock_today (self->clock, &today);
  begin = g_date_time_new (zone, g_date_get_year (&today), (int) g_date_get_month (&today),
                           g_date_get_day (&today), 0, 0, 0);
  return begin != NULL ? g_date_time_to_unix (begin) * G_USEC_PER_SEC
                       : stipple_clock_now (self->clock) - G_TIME_SPAN_DAY;
}

void
stipple_staff_service_look (StippleStaffService *self)
{
  if (!stipple_staff_service_is_open (self))
    return;
  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  stipple_store_list_since_async (self->store, midnight (self), self->cancellable, today_found,
                                  g_object_ref (self));
}

void
stipple_staff_service_printers_changed (StippleStaffService *self)
{
  if (stipple_staff_service_is_open (self))
    stipple_staff_service_show_settings (self);
  stipple_staff_service_look (self);
}
