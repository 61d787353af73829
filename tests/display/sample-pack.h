// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

/* A small pack with what the widgets show, in "en" and "fr-CA", its texts plainly samples. Has one
 * price with amounts and one without. Transfer full. */
StipplePack *sample_pack_new (void);
