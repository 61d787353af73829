// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync.h"

#include "core/error.h"
#include "sync/delivery.h"

#include <glib/gi18n-lib.h>

/* The object that the main thread sees: properties, signals, and the life of the thread that does the
 * work (delivery.c). */
struct _StippleSync
{
  GObject parent_instance;
  StippleDelivery *delivery;
  GNetworkMonitor *monitor;
  gulong monitor_handler;
  StippleSyncState state;
  StippleSyncTrouble trouble;
  guint waiting;
};

enum
{
  PROP_STATE = 1,
  PROP_WAITING,
  PROP_ADVICE,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CONTENT,
  SIGNAL_DELIVERED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StippleSync, stipple_sync, G_TYPE_OBJECT)

/* In the language of the thread that asks, which is the window's. */
static const char *
advice_of (StippleSyncTrouble trouble)
{
  switch (trouble)
    {
    case STIPPLE_TROUBLE_NETWORK:
      return _ ("The hub cannot be reached. Intakes are safe here and will be sent when it can. "
                "Check the network cable or Wi-Fi, and that the hub runs.");
    case STIPPLE_TROUBLE_TLS:
      return _ (
          "The hub could not be verified, so nothing is sent. Check this kiosk’s clock and the "
          "hub’s certificate.");
    case STIPPLE_TROUBLE_REDIRECT:
      return _ ("Something between this kiosk and the hub redirects it, so nothing is sent. Check "
                "the hub’s address and the network’s sign-in page.");
    case STIPPLE_TROUBLE_NOT_A_HUB:
      return _ ("What answers is not the hub, so nothing counts as delivered. Check the network’s "
                "sign-in page and the hub’s address.");
    case STIPPLE_TROUBLE_BUSY:
      return _ ("The hub is busy or being looked after. It will be tried again by itself.");
    case STIPPLE_TROUBLE_REFUSED:
      return _ ("The hub no longer accepts this kiosk. Everything is kept here. Ask an "
                "administrator for a new enrolment code.");
    case STIPPLE_TROUBLE_STORE:
      return _ ("This kiosk cannot read or write its own records. Check its disk.");
    case STIPPLE_TROUBLE_CONTENT:
      return _ ("The hub’s newest content has faults, so the one before stays. Ask an "
                "administrator to publish it again.");
    case STIPPLE_TROUBLE_NONE:
    default:
      return "";
    }
}

static void
on_report (const StippleSyncReport *report, gpointer user_data)
{
  g_autoptr (StippleSync) self = g_object_ref (user_data);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != report->state)
    {
      self->state = report->state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (self->waiting != report->waiting)
    {
      self->waiting = report->waiting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
    }
  if (self->trouble != report->trouble)
    {
      self->trouble = report->trouble;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADVICE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  for (guint i = 0; report->delivered != NULL && i < report->delivered->len; i++)
    {
      const StippleSyncReceipt *one = g_ptr_array_index (report->delivered, i);
      g_signal_emit (self, signals[SIGNAL_DELIVERED], 0, one->id, one->receipt);
    }
  if (report->pack != NULL)
    g_signal_emit (self, signals[SIGNAL_CONTENT], 0, report->pack);
}

static void
stipple_sync_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  StippleSync *self = STIPPLE_SYNC (object);
  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_ADVICE:
      g_value_set_string (value, advice_of (self->trouble));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
stipple_sync_dispose (GObject *object)
{
  StippleSync *self = STIPPLE_SYNC (object);
  stipple_sync_stop (self);
  g_clear_pointer (&self->delivery, stipple_delivery_free);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (stipple_sync_parent_class)->dispose (object);
}

static void
stipple_sync_class_init (StippleSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->get_property = stipple_sync_get_property;
  object_class->dispose = stipple_sync_dispose;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, STIPPLE_SYNC_IDLE,
                                             STIPPLE_SYNC_UNTRUSTED, STIPPLE_SYNC_IDLE, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CONTENT] = g_signal_new ("content", STIPPLE_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, STIPPLE_TYPE_PACK);
  signals[SIGNAL_DELIVERED] =
      g_signal_new ("delivered", STIPPLE_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
stipple_sync_init (StippleSync *self)
{
}

StippleSync *
stipple_sync_new_paced (StippleStore *store, const StippleEnrolment *enrolment, StippleClock *clock,
                        const StippleHttpOptions *options, const StippleDeliveryPace *pace)
{
  StippleSync *self = g_object_new (STIPPLE_TYPE_SYNC, NULL);
  self->delivery = stipple_delivery_new (store, enrolment, clock, options, pace, on_report, self);
  return self;
}

StippleSync *
stipple_sync_new (StippleStore *store, const StippleEnrolment *enrolment, StippleClock *clock,
                  const StippleHttpOptions *options)
{
  return stipple_sync_new_paced (store, enrolment, clock, options, NULL);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer self)
{
  if (available)
    stipple_sync_probe (self);
}

void
stipple_sync_start (StippleSync *self)
{
  stipple_delivery_start (self->delivery);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->monitor_handler = g_signal_connect_object (self->monitor, "network-changed",
                                                   G_CALLBACK (on_network_changed), self, 0);
}

void
stipple_sync_probe (StippleSync *self)
{
  if (self->delivery != NULL)
    stipple_delivery_probe (self->delivery);
}

StippleSyncHeard
stipple_sync_get_heard (StippleSync *self)
{
  return stipple_delivery_get_heard (self->delivery);
}

void
stipple_sync_stop (StippleSync *self)
{
  if (self->monitor != NULL)
    g_clear_signal_handler (&self->monitor_handler, self->monitor);
  if (self->delivery != NULL)
    stipple_delivery_stop (self->delivery);
}
