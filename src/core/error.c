// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"

/* Not G_DEFINE_QUARK, whose bare name the formatter takes for a sum. */
GQuark
stipple_error_quark (void)
{
  return g_quark_from_static_string ("stipple-error-quark");
}
