// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/figure.h"

#include "widgets/fading-curve.h"
#include "widgets/layers-figure.h"
#include "widgets/pain-figure.h"
#include "widgets/price-table.h"
#include "widgets/session-timeline.h"

GtkWidget *
stipple_figure_new (StippleFigure figure, const StipplePack *pack, const char *language)
{
  g_return_val_if_fail (pack != NULL, NULL);

  switch (figure)
    {
    case STIPPLE_FIGURE_FADING:
      return stipple_fading_curve_new ();
    case STIPPLE_FIGURE_SESSIONS:
      return stipple_session_timeline_new (&pack->plan, language, NULL);
    case STIPPLE_FIGURE_PAIN:
      return stipple_pain_figure_new (&pack->pain, language);
    case STIPPLE_FIGURE_LAYERS:
      return stipple_layers_figure_new ();
    case STIPPLE_FIGURE_PRICES:
      return stipple_price_table_new (pack, language);
    case STIPPLE_FIGURE_NONE:
    default:
      return NULL;
    }
}
