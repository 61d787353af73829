// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/metrics.h"

#include "hub/lock.h"

struct _StippleMetrics
{
  pthread_mutex_t lock;
  GHashTable *series; /* label text → Series */
  guint64 stored;
};

typedef struct
{
  guint64 requests;
  gint64 duration_us;
} Series;

StippleMetrics *
stipple_metrics_new (void)
{
  StippleMetrics *self = g_new0 (StippleMetrics, 1);

  pthread_mutex_init (&self->lock, NULL);
  self->series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
stipple_metrics_free (StippleMetrics *self)
{
  g_hash_table_unref (self->series);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

void
stipple_metrics_count_request (StippleMetrics *self, const char *method, const char *route,
                               int status, gint64 duration_us)
{
  g_autofree char *labels =
      g_strdup_printf ("{method=\"%s\",route=\"%s\",status=\"%d\"}", method, route, status);
  STIPPLE_HOLD (&self->lock);
  Series *series = g_hash_table_lookup (self->series, labels);

  if (series == NULL)
    {
      series = g_new0 (Series, 1);
      g_hash_table_insert (self->series, g_steal_pointer (&labels), series);
    }
  series->requests++;
  series->duration_us += duration_us;
}

void
stipple_metrics_count_stored (StippleMetrics *self, guint intakes)
{
  STIPPLE_HOLD (&self->lock);

  self->stored += intakes;
}

void
stipple_metrics_write (StippleMetrics *self, GString *text)
{
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GList) labels =
      g_list_sort (g_hash_table_get_keys (self->series), (GCompareFunc) g_strcmp0);

  g_string_append (text, "# HELP stipple_http_requests_total Requests answered.\n"
                         "# TYPE stipple_http_requests_total counter\n");
  for (GList *l = labels; l != NULL; l = l->next)
    {
      const Series *series = g_hash_table_lookup (self->series, l->data);

      g_string_append_printf (text, "stipple_http_requests_total%s %" G_GUINT64_FORMAT "\n",
                              (const char *) l->data, series->requests);
    }
  g_string_append (text, "# HELP stipple_http_request_seconds_total Time spent answering.\n"
                         "# TYPE stipple_http_request_seconds_total counter\n");
  for (GList *l = labels; l != NULL; l = l->next)
    {
      const Series *series = g_hash_table_lookup (self->series, l->data);
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (seconds, sizeof seconds, "%.6f", (double) series->duration_us / 1e6);
      g_string_append_printf (text, "stipple_http_request_seconds_total%s %s\n",
                              (const char *) l->data, seconds);
    }
  g_string_append_printf (text,
                          "# HELP stipple_intakes_stored_total Intakes stored since the start.\n"
                          "# TYPE stipple_intakes_stored_total counter\n"
                          "stipple_intakes_stored_total %" G_GUINT64_FORMAT "\n",
                          self->stored);
}
