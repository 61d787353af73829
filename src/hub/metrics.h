// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleMetrics: what the hub counts since it started. Any thread.
 */
typedef struct _StippleMetrics StippleMetrics;

StippleMetrics *stipple_metrics_new (void);
void stipple_metrics_free (StippleMetrics *self);
/* @method and @route: static strings of the route table; never what a client sent. */
void stipple_metrics_count_request (StippleMetrics *self, const char *method, const char *route,
                                    int status, gint64 duration_us);
void stipple_metrics_count_stored (StippleMetrics *self, guint intakes);
/* Prometheus text format 0.0.4, appended to @text. */
void stipple_metrics_write (StippleMetrics *self, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleMetrics, stipple_metrics_free)

G_END_DECLS
