// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-close/day-close-cards.h"

#include "core/day-words.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>

#define COLUMN_GAP 24
#define ROW_GAP 10

static GtkWidget *
make_banner (const char *style_class, const char *icon, const char *title, const char *text)
{
  GtkWidget *banner = stipple_desk_banner (icon, title, style_class);

  stipple_desk_banner_say (banner, text, NULL);
  return banner;
}

GtkWidget *
stipple_day_close_banner (const StippleDayClose *close)
{
  StippleDayCounts counts;
  g_autofree char *verdict = NULL;
  g_autofree char *summary = NULL;

  stipple_day_close_count (close, &counts);
  verdict = stipple_day_verdict (&counts);
  summary = stipple_day_summary (&counts);
  if (stipple_day_counts_are_clean (&counts))
    return make_banner ("ok", "stipple-check-symbolic", verdict, summary);
  return counts.missing > 0 ? make_banner ("stop", "stipple-stop-symbolic", verdict, summary)
                            : make_banner ("caution", "stipple-warning-symbolic", verdict, summary);
}

GtkWidget *
stipple_day_close_warnings (const StippleDayClose *close)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < close->kiosks->len; i++)
    {
      const StippleDayKiosk *kiosk = g_ptr_array_index (close->kiosks, i);
      g_autofree char *heard = kiosk->heard != 0 ? stipple_desk_moment (kiosk->heard) : NULL;
      g_autofree char *text = NULL;

      if (!kiosk->silent)
        continue;
      text = stipple_day_silence (kiosk, heard);
      gtk_box_append (GTK_BOX (box), make_banner ("caution", "stipple-warning-symbolic",
                                                  _ ("A kiosk was not heard of"), text));
    }
  if (gtk_widget_get_first_child (box) != NULL)
    return box;
  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
}

/* --- The kiosks, in columns */

static void
put (GtkWidget *grid, int row, int column, const char *text, const char *style_classes)
{
  GtkWidget *label = stipple_desk_label (text, style_classes);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static void
put_number (GtkWidget *grid, int row, int column, guint n, const char *style_classes)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  put (grid, row, column, text, style_classes);
}

static void
put_state (GtkWidget *grid, int row, const StippleDayKiosk *kiosk)
{
  GtkWidget *tag;

  if (kiosk->silent)
    tag = stipple_desk_tag ("stipple-warning-symbolic", _ ("Not heard of"), "caution");
  else if (kiosk->missing->len > 0)
    tag = stipple_desk_tag ("stipple-stop-symbolic", C_ ("intakes", "Missing"), "stop");
  else if (kiosk->differing->len + kiosk->unclaimed->len > 0)
    tag = stipple_desk_tag ("stipple-warning-symbolic", _ ("To look into"), "caution");
  else
    tag = stipple_desk_tag ("stipple-check-symbolic", _ ("Accounted for"), "ok");
  gtk_widget_set_halign (tag, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (grid), tag, 4, row, 1, 1);
}

GtkWidget *
stipple_day_close_kiosks (const StippleDayClose *close)
{
  GtkWidget *card = stipple_desk_card (_ ("Kiosks"));
  GtkWidget *grid;
  const char *const heads[] = { _ ("Kiosk"), _ ("Recorded"), _ ("At the hub"),
                                C_ ("intakes", "Missing") };

  if (close->kiosks->len == 0)
    {
      gtk_box_append (GTK_BOX (card),
                      stipple_desk_label (_ ("No kiosk was enrolled on this day."), "muted"));
      return card;
    }
  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), COLUMN_GAP);
  gtk_grid_set_row_spacing (GTK_GRID (grid), ROW_GAP);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    put (grid, 0, (int) i, heads[i], "muted small");
  for (guint i = 0; i < close->kiosks->len; i++)
    {
      const StippleDayKiosk *kiosk = g_ptr_array_index (close->kiosks, i);
      const int row = (int) i + 1;

      put (grid, row, 0, kiosk->name, NULL);
      put_number (grid, row, 1, kiosk->recorded, "tabular");
      put_number (grid, row, 2, kiosk->held, "tabular");
      put_number (grid, row, 3, kiosk->missing->len,
                  kiosk->missing->len > 0 ? "tabular strong stop" : "tabular");
      put_state (grid, row, kiosk);
    }
  gtk_box_append (GTK_BOX (card), grid);
  return card;
}

/* --- What is to be explained */

static void
add_entries (GtkWidget *card, const StippleDayKiosk *kiosk, const GPtrArray *entries,
             const char *what)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const StippleDayEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      g_autofree char *code = stipple_day_code (entry);

      gtk_widget_add_css_class (row, "note");
      gtk_box_append (GTK_BOX (head), stipple_desk_label (code, "strong code"));
      gtk_box_append (GTK_BOX (head), stipple_desk_label (kiosk->name, "muted"));
      gtk_box_append (GTK_BOX (row), head);
      gtk_box_append (
          GTK_BOX (row),
          stipple_desk_label (what != NULL ? what : stipple_day_where (entry->where), NULL));
      gtk_box_append (GTK_BOX (card), row);
    }
}

GtkWidget *
stipple_day_close_exceptions (const StippleDayClose *close)
{
  StippleDayCounts counts;
  GtkWidget *card;

  stipple_day_close_count (close, &counts);
  if (counts.missing + counts.differing + counts.unclaimed == 0)
    return NULL;
  card = stipple_desk_card (_ ("To look into"));
  for (guint i = 0; i < close->kiosks->len; i++)
    {
      const StippleDayKiosk *kiosk = g_ptr_array_index (close->kiosks, i);

      add_entries (card, kiosk, kiosk->missing, NULL);
      add_entries (card, kiosk, kiosk->differing, stipple_day_differs ());
      add_entries (card, kiosk, kiosk->unclaimed, stipple_day_unclaimed ());
    }
  return card;
}

/* --- Who closed it */

GtkWidget *
stipple_day_close_signatures (const StippleDayClose *close)
{
  GtkWidget *card;

  if (close->signatures->len == 0)
    return NULL;
  card = stipple_desk_card (_ ("Closed"));
  for (guint i = 0; i < close->signatures->len; i++)
    {
      const StippleDaySignature *signature = g_ptr_array_index (close->signatures, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      g_autofree char *when = stipple_desk_moment (signature->at);
      g_autofree char *who =
          g_strdup_printf (C_ ("who and when", "%s · %s"),
                           signature->by != NULL ? signature->by : _ ("Somebody"), when);
      g_autofree char *verdict = stipple_day_verdict (&signature->counts);

      gtk_widget_add_css_class (row, "note");
      gtk_box_append (GTK_BOX (row), stipple_desk_label (who, "muted small"));
      gtk_box_append (GTK_BOX (row), stipple_desk_label (verdict, NULL));
      if (signature->reason != NULL)
        gtk_box_append (GTK_BOX (row), stipple_desk_label (signature->reason, NULL));
      gtk_box_append (GTK_BOX (card), row);
    }
  return card;
}
