// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StipplePriceTable: the pack's prices, a row each, and what they include. Where the clinic gives
 * no amount, the row says that it comes with the consultation.
 */
#define STIPPLE_TYPE_PRICE_TABLE (stipple_price_table_get_type ())
G_DECLARE_FINAL_TYPE (StipplePriceTable, stipple_price_table, STIPPLE, PRICE_TABLE, GtkWidget)

/* @pack is read, not kept. */
GtkWidget *stipple_price_table_new (const StipplePack *pack, const char *language);

/* "$2,500 to $6,000", "$2,500", "from $2,500", "up to $6,000", or NULL when both are -1. In the
 * thread's language; transfer full. */
char *stipple_price_format (int min_amount, int max_amount);

G_END_DECLS
