// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample-pack.h"

static StippleText *
text (const char *en, const char *fr)
{
  StippleText *self = stipple_text_new ();

  stipple_text_set (self, "en", en);
  stipple_text_set (self, "fr-CA", fr);
  return self;
}

static void
add_session (StipplePack *pack, const char *en, const char *fr, const char *summary, int min_days,
             int max_days)
{
  StippleTreatmentSession *session = g_new0 (StippleTreatmentSession, 1);

  session->id = g_strdup_printf ("s%u", pack->plan.sessions->len);
  session->name = text (en, fr);
  session->summary = text (summary, summary);
  session->min_days = min_days;
  session->max_days = max_days;
  g_ptr_array_add (pack->plan.sessions, session);
}

static void
add_price (StipplePack *pack, const char *label, int min, int max)
{
  StipplePrice *price = g_new0 (StipplePrice, 1);

  price->id = g_strdup_printf ("p%u", pack->prices->len);
  price->label = text (label, label);
  price->min_amount = min;
  price->max_amount = max;
  price->note = min >= 0 ? text ("By extent and area.", "Selon l’étendue et la zone.") : NULL;
  g_ptr_array_add (pack->prices, price);
}

StipplePack *
sample_pack_new (void)
{
  StipplePack *pack = stipple_pack_new ();

  pack->pain.worst = 10;
  pack->pain.usual_from = 1;
  pack->pain.usual_to = 3;
  pack->pain.summary = text ("Most say **1 to 3**.", "La plupart disent **1 à 3**.");
  pack->pain.usual_label = text ("Most clients", "La plupart des clients");
  pack->pain.worst_label =
      text ("10 is the worst pain you can imagine", "10 est la pire douleur imaginable");

  add_session (pack, "Session 1", "Séance 1", "First dots", 0, 0);
  add_session (pack, "Session 2", "Séance 2", "Density", 7, 14);
  add_session (pack, "Session 3", "Séance 3", "Final touch", 28, 42);
  pack->plan.min_hours = 1;
  pack->plan.max_hours = 4;
  pack->plan.note =
      text ("Some dots do not take the first time.", "Certains points ne tiennent pas.");

  add_price (pack, "Full treatment", 2500, 6000);
  add_price (pack, "Touch-up", -1, -1);
  g_ptr_array_add (pack->price_includes, text ("The consultation", "La consultation"));
  g_ptr_array_add (pack->price_includes, text ("Three treatments", "Trois traitements"));
  return pack;
}
