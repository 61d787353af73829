// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/understanding.h"

struct _StippleUnderstanding
{
  GPtrArray *all; /* StippleUnderstood */
};

G_DEFINE_BOXED_TYPE (StippleUnderstanding, stipple_understanding, stipple_understanding_copy,
                     stipple_understanding_free)

static void
understood_free (gpointer data)
{
  StippleUnderstood *one = data;

  g_free (one->id);
  g_free (one->choice);
  g_free (one);
}

StippleUnderstanding *
stipple_understanding_new (void)
{
  StippleUnderstanding *self = g_new0 (StippleUnderstanding, 1);

  self->all = g_ptr_array_new_with_free_func (understood_free);
  return self;
}

StippleUnderstanding *
stipple_understanding_copy (const StippleUnderstanding *self)
{
  StippleUnderstanding *copy = stipple_understanding_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      const StippleUnderstood *one = stipple_understanding_get_nth (self, i);

      stipple_understanding_set (copy, one->id, one->choice, one->missed);
    }
  return copy;
}

void
stipple_understanding_free (StippleUnderstanding *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}

gboolean
stipple_understanding_equal (const StippleUnderstanding *a, const StippleUnderstanding *b)
{
  if (a->all->len != b->all->len)
    return FALSE;

  for (guint i = 0; i < a->all->len; i++)
    {
      const StippleUnderstood *one = stipple_understanding_get_nth (a, i);
      const StippleUnderstood *other = stipple_understanding_get_nth (b, i);

      if (g_strcmp0 (one->id, other->id) != 0 || g_strcmp0 (one->choice, other->choice) != 0
          || one->missed != other->missed)
        return FALSE;
    }
  return TRUE;
}

guint
stipple_understanding_get_n (const StippleUnderstanding *self)
{
  return self->all->len;
}

const StippleUnderstood *
stipple_understanding_get_nth (const StippleUnderstanding *self, guint n)
{
  g_return_val_if_fail (n < self->all->len, NULL);

  return g_ptr_array_index (self->all, n);
}

const StippleUnderstood *
stipple_understanding_find (const StippleUnderstanding *self, const char *id)
{
  for (guint i = 0; i < self->all->len; i++)
    if (g_strcmp0 (stipple_understanding_get_nth (self, i)->id, id) == 0)
      return stipple_understanding_get_nth (self, i);
  return NULL;
}

guint
stipple_understanding_get_n_missed (const StippleUnderstanding *self)
{
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++)
    n += stipple_understanding_get_nth (self, i)->missed ? 1 : 0;
  return n;
}

gboolean
stipple_understanding_set (StippleUnderstanding *self, const char *id, const char *choice,
                           gboolean missed)
{
  StippleUnderstood *one = (StippleUnderstood *) stipple_understanding_find (self, id);

  if (one == NULL)
    {
      one = g_new0 (StippleUnderstood, 1);
      one->id = g_strdup (id);
      one->missed = missed;
      g_ptr_array_add (self->all, one);
    }
  else if (g_strcmp0 (one->choice, choice) == 0)
    return FALSE;

  g_free (one->choice);
  one->choice = g_strdup (choice);
  return TRUE;
}
