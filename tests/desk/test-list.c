// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of intakes, page by page from a real hub. */
#include "desk-test.h"

#include "desk/intakes/intake-item.h"
#include "desk/intakes/intake-list.h"
#include "desk/session/hub-watch.h"

#define PAGE 20 /* rows */
#define KEPT 3  /* pages */

typedef struct
{
  StippleIntakeList *list;
  guint n;
} Wanted;

static guint
count (StippleIntakeList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static gboolean
has_n (gpointer data)
{
  const Wanted *wanted = data;

  return count (wanted->list) == wanted->n;
}

static gboolean
has_at_least (gpointer data)
{
  const Wanted *wanted = data;

  return count (wanted->list) >= wanted->n;
}

static void
wait_for_n (StippleIntakeList *list, guint n)
{
  Wanted wanted = { list, n };

  desk_test_wait (has_n, &wanted);
}

static gboolean
is_filled (gpointer item)
{
  return stipple_intake_item_get_id (item) != NULL;
}

static gboolean
has_loaded (gpointer list)
{
  return !stipple_intake_list_is_loading (list);
}

static StippleIntakeList *
new_list (DeskTest *self, guint n)
{
  StippleIntakeList *list;

  desk_test_arrive (self, n);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  list = stipple_intake_list_new (self->client);
  stipple_intake_list_set_pages (list, PAGE, KEPT);
  stipple_intake_list_reload (list);
  desk_test_wait (has_loaded, list);
  return list;
}

/* Sees and reads row by row, as scrolling does, until there is nothing more. */
static void
scroll_to (StippleIntakeList *list, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntakeItem) item = NULL;

      if (i >= count (list))
        {
          Wanted wanted = { list, MIN (n, i + PAGE) };

          desk_test_wait (has_at_least, &wanted);
        }
      stipple_intake_list_reach (list, i);
      item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_assert_nonnull (item);
    }
}

static json_t *
ask_newest_row (DeskTest *self)
{
  g_autoptr (StippleHubReply) reply =
      desk_test_call (self, "GET", STIPPLE_PATH_INTAKES "?limit=1", NULL, NULL);

  return json_incref (json_object_get (reply->json, "intakes"));
}

static void
test_empty (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 0);

  g_assert_cmpuint (count (list), ==, 0);
  g_assert_null (stipple_intake_list_get_fault (list));
}

static void
test_newest_first (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 5);
  g_autofree char *code = desk_test_newest (self);
  g_autoptr (StippleIntakeItem) first = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_cmpuint (count (list), ==, 5);
  g_assert_cmpstr (stipple_intake_item_get_code (first), ==, code);
  g_assert_cmpint (stipple_intake_item_get_state (first), ==, STIPPLE_WORK_NEW);
  g_assert_cmpint (stipple_intake_item_get_received (first), >, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 5));
}

/* All rows pass, few stay. */
static void
test_window_of_pages (DeskTest *self, gconstpointer data)
{
  const guint n = 200;
  g_autoptr (StippleIntakeList) list = new_list (self, n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (StippleIntakeItem) early = NULL;

  scroll_to (list, n);
  g_assert_cmpuint (count (list), ==, n);
  g_assert_cmpuint (stipple_intake_list_get_n_kept (list), <=, (KEPT + 1) * PAGE);
  /* What is no longer kept is empty at first, and comes back. */
  early = g_list_model_get_item (G_LIST_MODEL (list), PAGE + 7);
  g_assert_null (stipple_intake_item_get_id (early));
  desk_test_wait (is_filled, early);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (!is_filled (item))
        desk_test_wait (is_filled, item);
      g_assert_true (g_hash_table_add (seen, g_strdup (stipple_intake_item_get_id (item))));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
}

/* A GtkListView reads far more than it shows: only what is on the screen counts. */
static void
test_grows_by_sight (DeskTest *self, gconstpointer data)
{
  const guint shown = 5;
  g_autoptr (StippleIntakeList) list = stipple_intake_list_new (self->client);
  Wanted more = { list, STIPPLE_INTAKE_LIST_FIRST + 1 };

  desk_test_arrive (self, STIPPLE_INTAKE_LIST_FIRST + 30);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_intake_list_reload (list);
  desk_test_wait (has_loaded, list);
  stipple_intake_list_reach (list, shown);
  for (guint i = 0; i < count (list); i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  /* Calls are answered in their order: the second comes after what would have been asked for meanwhile. */
  for (guint i = 0; i < 2; i++)
    json_decref (ask_newest_row (self));
  g_assert_cmpuint (count (list), ==, STIPPLE_INTAKE_LIST_FIRST);
  stipple_intake_list_reach (list, STIPPLE_INTAKE_LIST_FIRST - 1);
  desk_test_wait (has_at_least, &more);
}

typedef struct
{
  guint calls;
  guint position;
  guint removed;
  guint added;
} Change;

static void
note_change (GListModel *model, guint position, guint removed, guint added, Change *change)
{
  change->calls++;
  change->position = position;
  change->removed = removed;
  change->added = added;
}

/* What is there moves down, and is not replaced. */
static void
test_arrivals (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 3);
  g_autoptr (StippleIntakeItem) before = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (StippleIntakeItem) after = NULL;
  g_autoptr (StippleJson) rows = NULL;
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (note_change), &change);
  desk_test_arrive (self, 2);
  rows = ask_newest_row (self);
  stipple_intake_list_take_changes (list, rows);
  wait_for_n (list, 5);
  g_assert_cmpuint (change.calls, ==, 1);
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 2);
  after = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (after == before);
}

static void
count_change (StippleIntakeItem *item, guint *n)
{
  (*n)++;
}

static void
test_changed_row (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 3);
  g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autofree char *path =
      g_strconcat (STIPPLE_PATH_INTAKES, "/", stipple_intake_item_get_code (item), "/state", NULL);
  g_autoptr (StippleJson) body = json_pack ("{ss}", "state", "reviewed");
  g_autoptr (StippleHubReply) reply = desk_test_call (self, "POST", path, body, NULL);
  guint n = 0;

  g_assert_nonnull (reply);
  g_signal_connect (item, "changed", G_CALLBACK (count_change), &n);
  stipple_intake_list_take (list, reply->json);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (stipple_intake_item_get_state (item), ==, STIPPLE_WORK_REVIEWED);
  /* Told again, nothing changes. */
  stipple_intake_list_take (list, reply->json);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_deleted_row (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 3);
  g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autoptr (StippleIntakeItem) last = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_autoptr (StippleIntakeItem) now = NULL;
  g_autoptr (StippleJson) rows =
      json_pack ("[{sssb}]", "id", stipple_intake_item_get_id (item), "deleted", TRUE);

  stipple_intake_list_take_changes (list, rows);
  g_assert_cmpuint (count (list), ==, 2);
  now = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (now == last);
}

/* Typing on: only the answer to the last query counts. */
static void
test_stale_answers (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 4);
  char none[] = "zzzzzzzz";
  char bad[] = "%_*\"'";
  const StippleIntakeQuery nobody = { .words = none };
  const StippleIntakeQuery odd = { .words = bad };
  const StippleIntakeQuery all = { 0 };

  stipple_intake_list_set_query (list, &odd);
  stipple_intake_list_set_query (list, &nobody);
  stipple_intake_list_set_query (list, &all);
  stipple_intake_list_set_query (list, &nobody);
  desk_test_wait (has_loaded, list);
  g_assert_cmpuint (count (list), ==, 0);
  stipple_intake_list_set_query (list, &all);
  wait_for_n (list, 4);
}

static void
test_filters (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 18);
  char state[] = "new";
  char outcome[] = "proceed";
  const StippleIntakeQuery fresh = { .state = state };
  const StippleIntakeQuery proceed = { .outcome = outcome };
  guint n = 0;

  for (guint i = 0; i < count (list); i++)
    {
      g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      StippleOutcome found;
      GDate earliest;

      n += stipple_intake_item_get_outcome (item, &found, &earliest)
           && found == STIPPLE_OUTCOME_PROCEED;
    }
  stipple_intake_list_set_query (list, &proceed);
  desk_test_wait (has_loaded, list);
  g_assert_cmpuint (count (list), ==, n);
  stipple_intake_list_set_query (list, &fresh);
  wait_for_n (list, 18);
}

static void
test_clear (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 3);

  stipple_intake_list_clear (list);
  g_assert_cmpuint (count (list), ==, 0);
  g_assert_cmpuint (stipple_intake_list_get_n_kept (list), ==, 0);
}

/* The watch asks for everything once, then tells what comes; its counts follow. */
static void
on_changed (StippleHubWatch *watch, json_t *intakes, StippleIntakeList *list)
{
  stipple_intake_list_take_changes (list, intakes);
}

static void
test_watch (DeskTest *self, gconstpointer data)
{
  g_autoptr (StippleIntakeList) list = new_list (self, 2);
  g_autoptr (StippleHubWatch) watch = stipple_hub_watch_new (self->client);

  g_signal_connect_swapped (watch, "reset", G_CALLBACK (stipple_intake_list_reload), list);
  g_signal_connect (watch, "changed", G_CALLBACK (on_changed), list);
  stipple_intake_list_clear (list);
  wait_for_n (list, 2);
  g_assert_cmpuint (stipple_hub_watch_get_n_new (watch), ==, 2);
  desk_test_arrive (self, 1);
  wait_for_n (list, 3);
  g_assert_cmpuint (stipple_hub_watch_get_n_new (watch), ==, 3);
  stipple_hub_watch_stop (watch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desk_test_add ("/list/empty", test_empty);
  desk_test_add ("/list/newest-first", test_newest_first);
  desk_test_add ("/list/window-of-pages", test_window_of_pages);
  desk_test_add ("/list/grows-by-sight", test_grows_by_sight);
  desk_test_add ("/list/arrivals", test_arrivals);
  desk_test_add ("/list/changed-row", test_changed_row);
  desk_test_add ("/list/deleted-row", test_deleted_row);
  desk_test_add ("/list/stale-answers", test_stale_answers);
  desk_test_add ("/list/filters", test_filters);
  desk_test_add ("/list/clear", test_clear);
  desk_test_add ("/list/watch", test_watch);
  return g_test_run ();
}
