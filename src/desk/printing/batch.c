// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/batch.h"

#include "core/clock.h"
#include "core/error.h"
#include "desk/day-close/day-print.h"
#include "desk/intakes/intake-query.h"
#include "desk/intakes/open-intake.h"
#include "desk/paper/form-print.h"
#include "desk/printing/intake-print.h"
#include "wire/api.h"
#include "wire/day-close.h"

#include <glib/gi18n-lib.h>

#define PAGE 200

struct _StippleBatch
{
  GtkWindow parent_instance;

  GtkWidget *words;
  GtkWidget *bar;

  StippleDesk *desk;
  StippleIntakeQuery query;
  GCancellable *cancellable;
  GPtrArray *codes;
  GPtrArray *documents;
  guint n_asked;           /* of the codes */
  StipplePrintEntry *what; /* of the list, or new: summaries */
};

G_DEFINE_FINAL_TYPE (StippleBatch, stipple_batch, GTK_TYPE_WINDOW)

static void load_next (StippleBatch *self);

/* Over, before anything was printed. */
static void
give_up (StippleBatch *self, const char *why)
{
  stipple_desk_toast (self->desk, why);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Whoever was deleted meanwhile is not printed any more. */
static void
print_none (StippleBatch *self)
{
  if (self->what->id != NULL)
    stipple_print_list_remove (stipple_desk_get_unprinted (self->desk), self->what->id);
  give_up (self, _ ("There is nothing left to print: it was deleted at the hub."));
}

static GtkWindow *
get_parent (StippleBatch *self)
{
  return gtk_window_get_transient_for (GTK_WINDOW (self));
}

static void
print (StippleBatch *self)
{
  stipple_intake_print (self->desk, self->what, self->documents, get_parent (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- Intakes */

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBatch) self = data;
  g_autoptr (GError) error = NULL;
  StippleOpenIntake *document = stipple_open_intake_load_finish (result, &error);

  if (self->desk == NULL || g_cancellable_is_cancelled (self->cancellable))
    g_clear_object (&document);
  else if (document == NULL && error->code != STIPPLE_ERROR_GONE
           && error->code != STIPPLE_ERROR_NOT_FOUND)
    give_up (self, error->message);
  else
    {
      if (document != NULL)
        g_ptr_array_add (self->documents, document);
      load_next (self);
    }
}

static void
load_next (StippleBatch *self)
{
  const guint n = self->n_asked;
  g_autofree char *words = NULL;

  if (n == self->codes->len)
    {
      if (self->documents->len > 0)
        print (self);
      else
        print_none (self);
      return;
    }
  self->n_asked++;
  words = g_strdup_printf (_ ("Getting %u of %u…"), n + 1, self->codes->len);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double) n / self->codes->len);
  stipple_open_intake_load_async (
      stipple_desk_get_client (self->desk), stipple_desk_get_packs (self->desk), STIPPLE_LANE_BULK,
      g_ptr_array_index (self->codes, n), self->cancellable, loaded, g_object_ref (self));
}

static void list (StippleBatch *self, const char *after);

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  const char *next;
  gsize i;
  json_t *row;

  if (self->desk == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (reply == NULL)
    {
      give_up (self, error->message);
      return;
    }
  json_array_foreach (json_object_get (reply->json, "intakes"), i, row)
    {
      g_ptr_array_add (self->codes, g_strdup (json_string_value (json_object_get (row, "code"))));
    }
  next = json_string_value (json_object_get (reply->json, "next"));
  if (next != NULL && self->codes->len < STIPPLE_BATCH_MAX)
    list (self, next);
  else if (self->codes->len == 0)
    give_up (self, _ ("No intake has arrived today."));
  else
    load_next (self);
}

static void
list (StippleBatch *self, const char *after)
{
  g_autofree char *path = stipple_intake_query_path (&self->query, PAGE, after);
  const StippleHubCall call = { .method = "GET", .path = path };

  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_BULK, &call,
                                 self->cancellable, listed, g_object_ref (self));
}

/* --- Of what has no intakes */

static void
got_pack (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack =
      stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, &error);

  if (self->desk == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (pack == NULL)
    {
      give_up (self, error->message);
      return;
    }
  stipple_form_print (self->desk, self->what, pack, get_parent (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
got_day (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  g_autoptr (StippleDayClose) close =
      reply != NULL ? stipple_day_close_read (reply->json, &error) : NULL;

  if (self->desk == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (close == NULL)
    {
      give_up (self, error->message);
      return;
    }
  stipple_day_print (self->desk, close, self->what->id, get_parent (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
get_day (StippleBatch *self)
{
  g_autofree char *day = stipple_date_format_iso (&self->what->day);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_DAY_CLOSE "?date=", day, NULL);
  const StippleHubCall call = { .method = "GET", .path = path };

  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_BULK, &call,
                                 self->cancellable, got_day, g_object_ref (self));
}

/* --- The window */

void
stipple_batch_run (StippleBatch *self)
{
  gtk_window_present (GTK_WINDOW (self));
  if (self->what->kind == STIPPLE_PRINT_DAY_CLOSE)
    get_day (self);
  else if (self->what->kind == STIPPLE_PRINT_PAPER_FORM)
    stipple_pack_cache_get_async (stipple_desk_get_packs (self->desk), STIPPLE_LANE_BULK,
                                  self->what->pack_version, self->cancellable, got_pack,
                                  g_object_ref (self));
  else if (self->what->id != NULL)
    load_next (self);
  else
    list (self, NULL);
}

/* A window that is closed lives on while a call to the hub holds it. */
static gboolean
stipple_batch_close_request (GtkWindow *window)
{
  g_cancellable_cancel (STIPPLE_BATCH (window)->cancellable);
  return GTK_WINDOW_CLASS (stipple_batch_parent_class)->close_request (window);
}

static void
state_changed (StippleBatch *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      == STIPPLE_CLIENT_SIGNED_IN)
    return;
  g_cancellable_cancel (self->cancellable);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
stipple_batch_dispose (GObject *object)
{
  StippleBatch *self = STIPPLE_BATCH (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_BATCH);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_batch_parent_class)->dispose (object);
}

static void
stipple_batch_finalize (GObject *object)
{
  StippleBatch *self = STIPPLE_BATCH (object);

  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->documents);
  g_object_unref (self->cancellable);
  stipple_print_entry_free (self->what);
  G_OBJECT_CLASS (stipple_batch_parent_class)->finalize (object);
}

static void
stipple_batch_class_init (StippleBatchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_batch_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_batch_finalize;
  GTK_WINDOW_CLASS (class)->close_request = stipple_batch_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/batch.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleBatch, words);
  gtk_widget_class_bind_template_child (widget_class, StippleBatch, bar);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
stipple_batch_init (StippleBatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static StippleBatch *
new_batch (StippleDesk *desk, const StipplePrintEntry *what, GtkWindow *parent)
{
  StippleBatch *self = g_object_new (STIPPLE_TYPE_BATCH, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->what = stipple_print_entry_copy (what);
  for (guint i = 0; what->codes != NULL && what->codes[i] != NULL; i++)
    g_ptr_array_add (self->codes, g_strdup (what->codes[i]));
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  return self;
}

GtkWidget *
stipple_batch_new_today (StippleDesk *desk, GtkWindow *parent)
{
  const StipplePrintEntry what = { .kind = STIPPLE_PRINT_SUMMARY };
  StippleBatch *self = new_batch (desk, &what, parent);

  self->query.from = stipple_intake_query_midnight (0);
  return GTK_WIDGET (self);
}

GtkWidget *
stipple_batch_new_again (StippleDesk *desk, const char *id, GtkWindow *parent)
{
  StippleBatch *self =
      new_batch (desk, stipple_print_list_find (stipple_desk_get_unprinted (desk), id), parent);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Print again"));
  return GTK_WIDGET (self);
}
