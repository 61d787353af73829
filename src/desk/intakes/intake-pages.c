// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intake-pages.h"

static void
page_free (gpointer data)
{
  StippleIntakePage *page = data;

  g_free (page->after);
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page);
}

StippleIntakePage *
stipple_intake_pages_at (GPtrArray *pages, guint index)
{
  return g_ptr_array_index (pages, index);
}

GPtrArray *
stipple_intake_rows_read (const json_t *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      g_autoptr (StippleIntakeItem) item = stipple_intake_item_new ();

      if (stipple_intake_item_fill (item, row))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return items;
}

guint
stipple_intake_pages_find (GPtrArray *pages, guint position, guint *start)
{
  guint index = 0;

  *start = 0;
  while (index + 1 < pages->len && position - *start >= stipple_intake_pages_at (pages, index)->n)
    *start += stipple_intake_pages_at (pages, index++)->n;
  return index;
}

guint
stipple_intake_pages_start (GPtrArray *pages, guint index)
{
  guint start = 0;

  for (guint i = 0; i < index; i++)
    start += stipple_intake_pages_at (pages, i)->n;
  return start;
}

void
stipple_intake_pages_forget (GPtrArray *pages, guint most)
{
  guint kept = 0;
  guint oldest = 0;

  for (guint i = 1; i < pages->len; i++)
    if (stipple_intake_pages_at (pages, i)->items != NULL)
      {
        kept++;
        if (oldest == 0
            || stipple_intake_pages_at (pages, i)->used
                   < stipple_intake_pages_at (pages, oldest)->used)
          oldest = i;
      }
  if (kept >= most)
    g_clear_pointer (&stipple_intake_pages_at (pages, oldest)->items, g_ptr_array_unref);
}

void
stipple_intake_page_make_items (StippleIntakePage *page)
{
  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  page->filled = FALSE;
  for (guint i = 0; i < page->n; i++)
    g_ptr_array_add (page->items, stipple_intake_item_new ());
}

guint
stipple_intake_pages_find_empty (GPtrArray *pages)
{
  guint found = pages->len;

  for (guint i = 0; i < pages->len; i++)
    {
      const StippleIntakePage *page = stipple_intake_pages_at (pages, i);

      if (page->items != NULL && !page->filled
          && (found == pages->len || page->used > stipple_intake_pages_at (pages, found)->used))
        found = i;
    }
  return found;
}

StippleIntakeItem *
stipple_intake_pages_find_item (GPtrArray *pages, const char *id, guint *index, guint *at)
{
  for (*index = 0; *index < pages->len; (*index)++)
    {
      const StippleIntakePage *page = stipple_intake_pages_at (pages, *index);

      for (*at = 0; page->items != NULL && *at < page->n; (*at)++)
        {
          StippleIntakeItem *item = g_ptr_array_index (page->items, *at);

          if (g_strcmp0 (stipple_intake_item_get_id (item), id) == 0)
            return item;
        }
    }
  return NULL;
}

guint
stipple_intake_pages_get_n_kept (GPtrArray *pages)
{
  guint n = 0;

  for (guint i = 0; i < pages->len; i++)
    if (stipple_intake_pages_at (pages, i)->items != NULL)
      n += stipple_intake_pages_at (pages, i)->n;
  return n;
}

GPtrArray *
stipple_intake_pages_new (void)
{
  return g_ptr_array_new_with_free_func (page_free);
}
