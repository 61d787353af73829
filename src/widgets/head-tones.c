// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/head-tones.h"

#include "widgets/paint.h"
#include "widgets/style.h"

static StippleInk
to_ink (const GdkRGBA *color)
{
  return (StippleInk){ color->red, color->green, color->blue };
}

StippleInk
stipple_head_ink (GtkWidget *widget, const char *name)
{
  GdkRGBA color = stipple_paint_color (widget, name);

  return to_ink (&color);
}

StippleHeadTones
stipple_head_tones (GtkWidget *widget, guint index)
{
  gboolean flat = stipple_style_get_high_contrast ();
  g_autofree char *name = g_strdelimit (g_strdup (stipple_complexion_get_id (index)), "-", '_');
  GdkRGBA ink = stipple_paint_color (widget, "ink");
  GdkRGBA copper = stipple_paint_color (widget, "copper");
  GdkRGBA skin = stipple_paint_color (widget, flat ? "card" : name);
  GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA warm = stipple_paint_mix (&copper, &ink, 0.55);
  GdkRGBA light = stipple_paint_mix (&skin, &white, 0.24);
  GdkRGBA shade = flat ? ink : stipple_paint_mix (&skin, &warm, 0.45);

  return (StippleHeadTones){
    .skin = to_ink (&skin),
    .light = to_ink (&light),
    .shade = to_ink (&shade),
    .flat = flat,
  };
}
