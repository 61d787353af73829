// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/day-close-sheet.h"

#include "core/clock.h"
#include "core/day-words.h"
#include "core/language.h"
#include "print/document-private.h"

#include <glib/gi18n-lib.h>

#define SECTION_GAP 14
#define SIGN_GAP 36

typedef struct
{
  const StippleDayClose *close;
  GTimeZone *zone;
  StipplePageFlow *flow;
} Sheet;

static char *
moment (const Sheet *self, gint64 time)
{
  return stipple_language_format_moment (time, self->zone);
}

static void
begin_section (Sheet *self, const char *title)
{
  stipple_page_flow_space (self->flow, SECTION_GAP);
  stipple_page_flow_heading (self->flow, title);
}

/* --- Kiosks */

static void
add_kiosk (Sheet *self, const StippleDayKiosk *kiosk)
{
  const StippleDayCounts counts = {
    .recorded = kiosk->recorded,
    .held = kiosk->held,
    .deleted = kiosk->deleted,
    .dismissed = kiosk->dismissed,
    .missing = kiosk->missing->len,
  };
  g_autofree char *name = stipple_language_isolate (kiosk->name);
  g_autofree char *numbers = stipple_day_summary (&counts);
  g_autofree char *heard = kiosk->heard != 0 ? moment (self, kiosk->heard) : NULL;
  g_autofree char *silence = kiosk->silent ? stipple_day_silence (kiosk, heard) : NULL;

  const guint group = stipple_page_flow_begin_group (self->flow);
  stipple_page_flow_row (self->flow, name, numbers);
  if (silence != NULL)
    stipple_page_flow_callout (self->flow, 4, _ ("Not heard of"), silence);
  stipple_page_flow_end_group (self->flow, group);
}

/* --- What is to be explained */

static void
add_entries (Sheet *self, const StippleDayKiosk *kiosk, const GPtrArray *entries, const char *what)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const StippleDayEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *code = stipple_day_code (entry);
      g_autofree char *shown = stipple_language_isolate (code);
      g_autofree char *name = stipple_language_isolate (kiosk->name);
      const StippleCell cells[] = {
        { 0.16, STIPPLE_TYPE_STRONG, STIPPLE_BULLET_NONE, shown },
        { 0.22, STIPPLE_TYPE_BODY, STIPPLE_BULLET_NONE, name },
        { 0.62, STIPPLE_TYPE_BODY, STIPPLE_BULLET_NONE,
          what != NULL ? what : stipple_day_where (entry->where) },
      };

      stipple_page_flow_cells (self->flow, cells, G_N_ELEMENTS (cells));
    }
}

static void
add_exceptions (Sheet *self)
{
  begin_section (self, _ ("To look into"));
  for (guint i = 0; i < self->close->kiosks->len; i++)
    {
      const StippleDayKiosk *kiosk = g_ptr_array_index (self->close->kiosks, i);

      add_entries (self, kiosk, kiosk->missing, NULL);
      add_entries (self, kiosk, kiosk->differing, stipple_day_differs ());
      add_entries (self, kiosk, kiosk->unclaimed, stipple_day_unclaimed ());
    }
}

/* --- Who closed it */

static void
add_signatures (Sheet *self)
{
  begin_section (self, _ ("Closed"));
  for (guint i = 0; i < self->close->signatures->len; i++)
    {
      const StippleDaySignature *signature = g_ptr_array_index (self->close->signatures, i);
      g_autofree char *when = moment (self, signature->at);
      g_autofree char *by = stipple_language_isolate (signature->by != NULL ? signature->by : "");
      g_autofree char *label = g_strdup_printf ("%s\n%s", by, when);
      g_autofree char *verdict = stipple_day_verdict (&signature->counts);
      g_autofree char *reason =
          signature->reason != NULL ? stipple_language_isolate (signature->reason) : NULL;
      g_autofree char *value =
          reason != NULL ? g_strdup_printf ("%s\n%s", verdict, reason) : g_strdup (verdict);

      stipple_page_flow_row (self->flow, label, value);
    }
  if (self->close->signatures->len == 0)
    stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, _ ("Nobody has closed this day yet."));
  stipple_page_flow_space (self->flow, SIGN_GAP);
  stipple_page_flow_rule (self->flow);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_SMALL, _ ("Date, signature"));
}

/* --- The document */

static StippleRunning
running_of (const Sheet *self, const StipplePack *pack, const char *language)
{
  g_autofree char *when = moment (self, self->close->as_of);
  GDate day;

  g_date_clear (&day, 1);
  stipple_date_parse_iso (self->close->day, &day, NULL);
  return (StippleRunning){
    .clinic = g_strdup (pack != NULL ? stipple_text_get (pack->clinic_name, language) : "Stipple"),
    .kind = g_strdup (_ ("Day close")),
    .mark = stipple_language_format_date (&day, NULL, STIPPLE_DATE_SHORT),
    .caption = g_strdup (_ ("Recorded at kiosks against the hub")),
    .line = g_strdup (_ ("Codes only: no client is named on this sheet.")),
    .origin = g_strdup_printf (_ ("As of %s"), when),
    .title = g_strdup (_ ("Day close")),
  };
}

static void
add_all (Sheet *self)
{
  StippleDayCounts counts;
  g_autofree char *verdict = NULL;
  g_autofree char *summary = NULL;

  stipple_day_close_count (self->close, &counts);
  verdict = stipple_day_verdict (&counts);
  summary = stipple_day_summary (&counts);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_TITLE, verdict);
  stipple_page_flow_text (self->flow, STIPPLE_TYPE_BODY, summary);
  begin_section (self, _ ("Kiosks"));
  for (guint i = 0; i < self->close->kiosks->len; i++)
    add_kiosk (self, g_ptr_array_index (self->close->kiosks, i));
  if (counts.missing + counts.differing + counts.unclaimed > 0)
    add_exceptions (self);
  add_signatures (self);
}

StippleDocument *
stipple_day_close_sheet_new (const StippleDayClose *close, const StipplePack *pack, GTimeZone *zone,
                             const char *language, StipplePaper paper)
{
  Sheet sheet = { .close = close, .zone = zone };
  g_autofree char *before = g_strdup (stipple_language_current ());
  StippleRunning running;
  StippleDocument *document;

  stipple_language_use (language);
  running = running_of (&sheet, pack, language);
  document = stipple_document_new (language, paper, &running);
  sheet.flow = stipple_document_get_flow (document);
  add_all (&sheet);
  stipple_language_use (before);
  return document;
}
