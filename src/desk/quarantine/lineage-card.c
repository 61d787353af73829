// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/lineage-card.h"

#include "core/language.h"
#include "desk/parts.h"
#include "desk/quarantine/refused-fields.h"
#include "desk/quarantine/refused-words.h"

#include <glib/gi18n-lib.h>

#define DIGEST_DIGITS 16

static const char *
text_of (const json_t *json, const char *name)
{
  return json_string_value (json_object_get (json, name));
}

/* A member that may be a text, a number or a yes or no. Transfer full. */
static char *
value_words (const json_t *value)
{
  if (json_is_string (value))
    return stipple_language_isolate (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? _ ("Yes") : _ ("No"));
  return g_strdup ("—");
}

static void
add_changes (GtkWidget *card, StippleOpenIntake *document, const json_t *changes)
{
  json_t *change;
  gsize i;

  json_array_foreach (changes, i, change)
    {
      const char *path = text_of (change, "path");
      g_autofree char *label =
          path != NULL ? stipple_refused_label (stipple_open_intake_get_json (document),
                                                stipple_open_intake_get_pack (document), path)
                       : NULL;
      g_autofree char *from = value_words (json_object_get (change, "from"));
      g_autofree char *to = value_words (json_object_get (change, "to"));
      g_autofree char *words = NULL;

      if (label == NULL)
        continue;
      /* TRANSLATORS: what was refused and what it was corrected to: "2999-01-01 → 1985-03-12" */
      words = g_strdup_printf (C_ ("from and to", "%s → %s"), from, to);
      gtk_box_append (GTK_BOX (card), stipple_desk_pair (label, words, "strong"));
    }
}

static void
add_end (GtkWidget *card, const json_t *lineage)
{
  const char *by = text_of (lineage, "by");
  g_autofree char *at = stipple_refused_moment (lineage, "at");
  g_autofree char *who = by != NULL ? g_strdup_printf ("%s · %s", by, at) : g_strdup (at);

  gtk_box_append (GTK_BOX (card),
                  stipple_desk_pair (g_strcmp0 (text_of (lineage, "state"), "fixed") == 0
                                         ? _ ("Corrected in quarantine")
                                         : _ ("Delivered after all"),
                                     who, "muted small tabular"));
}

GtkWidget *
stipple_lineage_card_new (StippleOpenIntake *document)
{
  const json_t *lineage = json_object_get (stipple_open_intake_get_json (document), "lineage");
  g_autofree char *refused = NULL;
  g_autofree char *title = NULL;
  GtkWidget *card;

  if (!json_is_object (lineage))
    return NULL;
  card = stipple_desk_card (_ ("Quarantine"));
  refused = stipple_refused_moment (lineage, "refused");
  title = stipple_refused_title (lineage, stipple_open_intake_get_pack (document));
  gtk_box_append (GTK_BOX (card), stipple_desk_pair (title, refused, "muted small tabular"));
  add_end (card, lineage);
  add_changes (card, document, json_object_get (lineage, "changed"));
  if (text_of (lineage, "sha256") != NULL)
    {
      g_autofree char *digest = g_strndup (text_of (lineage, "sha256"), DIGEST_DIGITS);
      g_autofree char *straight = stipple_language_left_to_right (digest);
      g_autofree char *words = g_strdup_printf (_ ("Refused content %s…"), straight);

      gtk_box_append (GTK_BOX (card), stipple_desk_label (words, "muted small"));
    }
  return card;
}
