// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/desk.h"

struct _StippleDesk
{
  GObject parent_instance;

  StippleHubClient *client;
  StippleHubWatch *watch;
  StippleNoteBox *notes;
  StippleDrafts *drafts;
  StipplePrintList *unprinted;
  StipplePackCache *packs;
  StippleDeskSettings *settings;
};

G_DEFINE_FINAL_TYPE (StippleDesk, stipple_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_TOAST,
  SIGNAL_INTAKE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

StippleHubClient *
stipple_desk_get_client (StippleDesk *self)
{
  return self->client;
}

StippleHubWatch *
stipple_desk_get_watch (StippleDesk *self)
{
  return self->watch;
}

StippleNoteBox *
stipple_desk_get_notes (StippleDesk *self)
{
  return self->notes;
}

StippleDrafts *
stipple_desk_get_drafts (StippleDesk *self)
{
  return self->drafts;
}

StipplePrintList *
stipple_desk_get_unprinted (StippleDesk *self)
{
  return self->unprinted;
}

StipplePackCache *
stipple_desk_get_packs (StippleDesk *self)
{
  return self->packs;
}

StippleDeskSettings *
stipple_desk_get_settings (StippleDesk *self)
{
  return self->settings;
}

void
stipple_desk_toast (StippleDesk *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, text, NULL, NULL);
}

void
stipple_desk_dismiss_toast (StippleDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, NULL, NULL, NULL);
}

void
stipple_desk_toast_with_action (StippleDesk *self, const char *text, const char *action,
                                GCallback callback, GObject *object)
{
  GClosure *closure = g_cclosure_new_object_swap (callback, object);

  g_closure_set_marshal (closure, g_cclosure_marshal_VOID__VOID);
  g_closure_ref (closure);
  g_closure_sink (closure);
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, text, action, closure);
  g_closure_unref (closure);
}

void
stipple_desk_intake_changed (StippleDesk *self, json_t *intake)
{
  g_signal_emit (self, signals[SIGNAL_INTAKE_CHANGED], 0, intake);
}

void
stipple_desk_close (StippleDesk *self)
{
  stipple_print_list_close (self->unprinted);
  stipple_hub_watch_stop (self->watch);
  stipple_hub_client_close (self->client);
}

static void
stipple_desk_dispose (GObject *object)
{
  StippleDesk *self = STIPPLE_DESK (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->notes);
  g_clear_object (&self->drafts);
  g_clear_object (&self->unprinted);
  g_clear_object (&self->packs);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (stipple_desk_parent_class)->dispose (object);
}

static void
stipple_desk_class_init (StippleDeskClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_desk_dispose;
  signals[SIGNAL_TOAST] =
      g_signal_new ("toast", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_POINTER);
  signals[SIGNAL_INTAKE_CHANGED] =
      g_signal_new ("intake-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
stipple_desk_init (StippleDesk *self)
{
}

StippleDesk *
stipple_desk_new (StippleHubClient *client, StippleDeskSettings *settings)
{
  StippleDesk *self = g_object_new (STIPPLE_TYPE_DESK, NULL);

  self->client = g_object_ref (client);
  self->settings = g_object_ref (settings);
  self->watch = stipple_hub_watch_new (client);
  self->packs = stipple_pack_cache_new (client);
  self->notes = stipple_note_box_new (client);
  self->drafts = stipple_drafts_new (client);
  self->unprinted = stipple_print_list_new (settings);
  g_signal_connect_object (self->notes, "sent", G_CALLBACK (stipple_desk_intake_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "refused", G_CALLBACK (stipple_desk_toast), self,
                           G_CONNECT_SWAPPED);
  return self;
}
