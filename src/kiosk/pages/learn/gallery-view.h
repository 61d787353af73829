// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/* The pack's gallery for @page: a card an entry, with its picture, and its link as text and QR code. Floating. */
GtkWidget *stipple_gallery_view_new (StipplePage *page);

G_END_DECLS
