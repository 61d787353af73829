// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intake-list.h"

#include "core/error.h"
#include "desk/intakes/intake-pages.h"
#include "wire/fhir.h"

/* Rows from the end at which the next page is asked for; of a short list not before somebody scrolls. */
#define AHEAD(n) MIN (30, (n) / 4)

struct _StippleIntakeList
{
  GObject parent_instance;

  StippleHubClient *client;
  StippleIntakeQuery *query;
  GPtrArray *pages;
  char *next; /* cursor behind the last page; NULL: that was all */
  guint n_items;
  guint64 uses;
  guint first_rows;
  guint page_rows;
  guint pages_kept;
  guint reached; /* what is on the screen */
  guint idle;
  GCancellable *fetch;   /* a page on the way */
  GCancellable *refresh; /* the first page of a query on the way */
  GCancellable *peek;    /* the newest on the way */
  gboolean peek_again;
  char *fault;
};

static void stipple_intake_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleIntakeList, stipple_intake_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      stipple_intake_list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_FAULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fetch_soon (StippleIntakeList *self);
static void peek (StippleIntakeList *self);

static void
changed (StippleIntakeList *self, guint position, guint removed, guint added)
{
  self->n_items = self->n_items - removed + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* --- The model */

static GType
get_item_type (GListModel *model)
{
  return STIPPLE_TYPE_INTAKE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return STIPPLE_INTAKE_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  StippleIntakeList *self = STIPPLE_INTAKE_LIST (model);
  guint index;
  guint start;
  StippleIntakePage *page;

  if (position >= self->n_items)
    return NULL;
  index = stipple_intake_pages_find (self->pages, position, &start);
  page = stipple_intake_pages_at (self->pages, index);
  if (page->items == NULL)
    {
      stipple_intake_pages_forget (self->pages, self->pages_kept);
      stipple_intake_page_make_items (page);
    }
  page->used = ++self->uses;
  if (!page->filled)
    fetch_soon (self);
  return g_object_ref (g_ptr_array_index (page->items, position - start));
}

static void
stipple_intake_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* --- Fetching */

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
}

static void
set_fault (StippleIntakeList *self, const GError *error)
{
  const char *message = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->fault, message) == 0)
    return;
  g_free (self->fault);
  self->fault = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

static void
set_next (StippleIntakeList *self, const json_t *list)
{
  g_free (self->next);
  self->next = g_strdup (json_string_value (json_object_get (list, "next")));
}

/* Gone with the model, or with the query that it belonged to. */
static void
stop (GCancellable **slot)
{
  if (*slot != NULL)
    g_cancellable_cancel (*slot);
  g_clear_object (slot);
}

typedef struct
{
  StippleIntakeList *list;
  GCancellable *cancellable;
  guint page;
} Fetch;

/* NULL when it is out of date; else @slot is free again. */
static json_t *
fetched (Fetch *fetch, GObject *source, GAsyncResult *result, GCancellable **slot, GError **error)
{
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, error);
  const gboolean current = *slot == fetch->cancellable;

  if (current)
    g_clear_object (slot);
  else
    {
      g_clear_error (error);
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED, "");
    }
  return reply != NULL && current ? json_incref (reply->json) : NULL;
}

static void
fetch_free (Fetch *self)
{
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
start_fetch (StippleIntakeList *self, GCancellable **slot, guint page, guint rows,
             const char *after, GAsyncReadyCallback callback)
{
  g_autofree char *path = stipple_intake_query_path (self->query, rows, after);
  const StippleHubCall call = { .method = "GET", .path = path };
  Fetch *fetch = g_new0 (Fetch, 1);

  stop (slot);
  *slot = g_cancellable_new ();
  fetch->list = g_object_ref (self);
  fetch->cancellable = g_object_ref (*slot);
  fetch->page = page;
  stipple_hub_client_call_async (self->client, STIPPLE_LANE_ASK, &call, *slot, callback, fetch);
}

static void
append_page (StippleIntakeList *self, GPtrArray *items)
{
  StippleIntakePage *page = g_new0 (StippleIntakePage, 1);
  const guint position = self->n_items;

  stipple_intake_pages_forget (self->pages, self->pages_kept);
  page->after = g_steal_pointer (&self->next);
  page->n = items->len;
  page->items = g_ptr_array_ref (items);
  page->filled = TRUE;
  page->used = ++self->uses;
  g_ptr_array_add (self->pages, page);
  changed (self, position, 0, items->len);
}

/* What it held before is filled in place, so that what is on the screen stays. */
static void
refill_page (StippleIntakeList *self, guint index, const json_t *rows, GPtrArray *items)
{
  StippleIntakePage *page = stipple_intake_pages_at (self->pages, index);
  const guint start = stipple_intake_pages_start (self->pages, index);
  const guint n = page->n;
  const guint common = MIN (n, items->len);

  if (page->items == NULL)
    return;
  for (guint i = 0; i < common; i++)
    stipple_intake_item_fill (g_ptr_array_index (page->items, i), json_array_get (rows, i));
  for (guint i = common; i < items->len; i++)
    g_ptr_array_add (page->items, g_object_ref (g_ptr_array_index (items, i)));
  g_ptr_array_set_size (page->items, (int) items->len);
  page->n = items->len;
  page->filled = TRUE;
  changed (self, start + common, n - common, items->len - common);
}

static void
page_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  StippleIntakeList *self = fetch->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) list = fetched (fetch, source, result, &self->fetch, &error);
  const json_t *rows = json_object_get (list, "intakes");
  g_autoptr (GPtrArray) items = stipple_intake_rows_read (rows);

  if (list == NULL)
    return;
  if (fetch->page < self->pages->len)
    refill_page (self, fetch->page, rows, items);
  else
    {
      append_page (self, items);
      set_next (self, list);
    }
  fetch_soon (self);
}

static gboolean
is_near_end (StippleIntakeList *self)
{
  return self->next != NULL && self->reached + AHEAD (self->n_items) >= self->n_items;
}

static gboolean
fetch_wanted (gpointer data)
{
  StippleIntakeList *self = data;
  const guint page = stipple_intake_pages_find_empty (self->pages);

  self->idle = 0;
  if (self->refresh != NULL || self->fetch != NULL)
    return G_SOURCE_REMOVE;
  if (page < self->pages->len)
    start_fetch (self, &self->fetch, page, self->page_rows,
                 stipple_intake_pages_at (self->pages, page)->after, page_came);
  else if (is_near_end (self))
    start_fetch (self, &self->fetch, page, self->page_rows, self->next, page_came);
  return G_SOURCE_REMOVE;
}

/* One page is on the way at a time. */
static void
fetch_soon (StippleIntakeList *self)
{
  if (self->idle == 0 && self->fetch == NULL)
    self->idle = g_idle_add (fetch_wanted, self);
}

void
stipple_intake_list_reach (StippleIntakeList *self, guint position)
{
  self->reached = position;
  if (is_near_end (self))
    fetch_soon (self);
}

/* --- A query */

static void
replace_all (StippleIntakeList *self, GPtrArray *items, const json_t *list)
{
  const guint before = self->n_items;
  StippleIntakePage *page = g_new0 (StippleIntakePage, 1);

  g_ptr_array_set_size (self->pages, 0);
  page->n = items->len;
  page->items = g_ptr_array_ref (items);
  page->filled = TRUE;
  g_ptr_array_add (self->pages, page);
  set_next (self, list);
  self->reached = 0;
  changed (self, 0, before, items->len);
}

static void
first_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  StippleIntakeList *self = fetch->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) list = fetched (fetch, source, result, &self->refresh, &error);

  if (is_cancelled (error))
    return;
  if (list != NULL)
    {
      g_autoptr (GPtrArray) items = stipple_intake_rows_read (json_object_get (list, "intakes"));

      replace_all (self, items, list);
      fetch_soon (self);
    }
  set_fault (self, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
stipple_intake_list_reload (StippleIntakeList *self)
{
  stop (&self->fetch);
  stop (&self->peek);
  g_clear_handle_id (&self->idle, g_source_remove);
  start_fetch (self, &self->refresh, 0, self->first_rows, NULL, first_came);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
stipple_intake_list_set_query (StippleIntakeList *self, const StippleIntakeQuery *query)
{
  if (stipple_intake_query_equal (self->query, query))
    return;
  stipple_intake_query_free (self->query);
  self->query = stipple_intake_query_copy (query);
  stipple_intake_list_reload (self);
}

const StippleIntakeQuery *
stipple_intake_list_get_query (StippleIntakeList *self)
{
  return self->query;
}

/* --- Changes */

static void
remove_item (StippleIntakeList *self, guint index, guint at)
{
  StippleIntakePage *page = stipple_intake_pages_at (self->pages, index);

  g_ptr_array_remove_index (page->items, at);
  page->n--;
  changed (self, stipple_intake_pages_start (self->pages, index) + at, 1, 0);
}

static void
put_first (StippleIntakeList *self, const json_t *rows)
{
  g_autoptr (GPtrArray) items = stipple_intake_rows_read (rows);
  StippleIntakePage *first = stipple_intake_pages_at (self->pages, 0);
  guint n_new = 0;
  guint index, at;

  while (n_new < items->len
         && stipple_intake_pages_find_item (
                self->pages, stipple_intake_item_get_id (g_ptr_array_index (items, n_new)), &index,
                &at)
                == NULL)
    n_new++;
  for (guint i = 0; i < n_new; i++)
    g_ptr_array_insert (first->items, (int) i, g_object_ref (g_ptr_array_index (items, i)));
  first->n += n_new;
  changed (self, 0, 0, n_new);
}

static void
newest_came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  StippleIntakeList *self = fetch->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) list = fetched (fetch, source, result, &self->peek, &error);
  const json_t *rows = json_object_get (list, "intakes");
  const gboolean again = self->peek_again;

  if (is_cancelled (error))
    return;
  self->peek_again = FALSE;
  if (list != NULL && self->pages->len > 0)
    put_first (self, rows);
  if (again)
    peek (self);
}

static void
peek (StippleIntakeList *self)
{
  if (self->refresh != NULL)
    return;
  if (self->pages->len == 0)
    stipple_intake_list_reload (self);
  else if (self->peek != NULL)
    self->peek_again = TRUE;
  else
    start_fetch (self, &self->peek, 0, self->page_rows, NULL, newest_came);
}

/* FALSE when it is not listed. */
static gboolean
take_one (StippleIntakeList *self, const json_t *row)
{
  guint index, at;
  StippleIntakeItem *item = stipple_intake_pages_find_item (
      self->pages, json_string_value (json_object_get (row, "id")), &index, &at);

  if (item == NULL)
    return json_is_true (json_object_get (row, "deleted"));
  if (json_is_true (json_object_get (row, "deleted")))
    remove_item (self, index, at);
  else
    stipple_intake_item_fill (item, row);
  return TRUE;
}

void
stipple_intake_list_take_changes (StippleIntakeList *self, const json_t *intakes)
{
  gboolean unknown = FALSE;
  gsize i;
  json_t *row;

  json_array_foreach (intakes, i, row)
    {
      unknown |= !take_one (self, row);
    }
  if (unknown)
    peek (self);
  /* What could not be had while the hub was away. */
  fetch_soon (self);
}

void
stipple_intake_list_take (StippleIntakeList *self, const json_t *intake)
{
  take_one (self, intake);
}

void
stipple_intake_list_clear (StippleIntakeList *self)
{
  const guint before = self->n_items;

  stop (&self->fetch);
  stop (&self->refresh);
  stop (&self->peek);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_set_size (self->pages, 0);
  g_clear_pointer (&self->next, g_free);
  self->reached = 0;
  changed (self, 0, before, 0);
}

/* --- The object */

void
stipple_intake_list_set_pages (StippleIntakeList *self, guint rows, guint kept)
{
  self->first_rows = self->page_rows = rows;
  self->pages_kept = kept;
}

gboolean
stipple_intake_list_is_loading (StippleIntakeList *self)
{
  return self->refresh != NULL;
}

const char *
stipple_intake_list_get_fault (StippleIntakeList *self)
{
  return self->fault;
}

guint
stipple_intake_list_get_n_kept (StippleIntakeList *self)
{
  return stipple_intake_pages_get_n_kept (self->pages);
}

static void
stipple_intake_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleIntakeList *self = STIPPLE_INTAKE_LIST (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, stipple_intake_list_is_loading (self));
  else if (id == PROP_FAULT)
    g_value_set_string (value, self->fault);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_intake_list_dispose (GObject *object)
{
  StippleIntakeList *self = STIPPLE_INTAKE_LIST (object);

  stop (&self->fetch);
  stop (&self->refresh);
  stop (&self->peek);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (stipple_intake_list_parent_class)->dispose (object);
}

static void
stipple_intake_list_finalize (GObject *object)
{
  StippleIntakeList *self = STIPPLE_INTAKE_LIST (object);

  g_ptr_array_unref (self->pages);
  stipple_intake_query_free (self->query);
  g_free (self->next);
  g_free (self->fault);
  G_OBJECT_CLASS (stipple_intake_list_parent_class)->finalize (object);
}

static void
stipple_intake_list_class_init (StippleIntakeListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_intake_list_get_property;
  object_class->dispose = stipple_intake_list_dispose;
  object_class->finalize = stipple_intake_list_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_intake_list_init (StippleIntakeList *self)
{
  self->query = g_new0 (StippleIntakeQuery, 1);
  self->pages = stipple_intake_pages_new ();
  self->first_rows = STIPPLE_INTAKE_LIST_FIRST;
  self->page_rows = STIPPLE_INTAKE_LIST_PAGE;
  self->pages_kept = STIPPLE_INTAKE_LIST_KEPT;
}

StippleIntakeList *
stipple_intake_list_new (StippleHubClient *client)
{
  StippleIntakeList *self = g_object_new (STIPPLE_TYPE_INTAKE_LIST, NULL);

  self->client = g_object_ref (client);
  return self;
}
