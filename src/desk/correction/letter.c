// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/letter.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/person.h"
#include "desk/entry/entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FROM_MOST 200 /* characters, as the hub takes them */

struct _StippleLetter
{
  GObject parent_instance;

  char *texts[STIPPLE_N_LETTER_PARTS]; /* never NULL; wiped */
};

G_DEFINE_FINAL_TYPE (StippleLetter, stipple_letter, G_TYPE_OBJECT)

const char *
stipple_letter_get (StippleLetter *self, StippleLetterPart part)
{
  return self->texts[part];
}

void
stipple_letter_set (StippleLetter *self, StippleLetterPart part, const char *text)
{
  stipple_set_secret (&self->texts[part], text);
}

gboolean
stipple_letter_is_touched (StippleLetter *self)
{
  return *self->texts[STIPPLE_LETTER_FROM] != '\0' || *self->texts[STIPPLE_LETTER_FIT] != '\0'
         || *self->texts[STIPPLE_LETTER_CONDITIONS] != '\0';
}

/* --- Checks */

static gboolean
refuse (GError **error, int code, const char *message)
{
  g_set_error_literal (error, STIPPLE_ERROR, code, message);
  return FALSE;
}

static gboolean
check_received (const char *text, GError **error)
{
  GDate day, today;

  if (!stipple_entry_read_date (text, &day, error))
    return FALSE;
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  return g_date_compare (&day, &today) <= 0
         || refuse (error, STIPPLE_ERROR_INVALID,
                    _ ("This day is still to come. Please give the day the letter came."));
}

/* Something to read of at most @most characters. */
static gboolean
check_text (const char *text, glong most, const char *missing, GError **error)
{
  g_autofree char *note = stipple_person_check_note (text, error);

  if (note == NULL)
    return FALSE;
  if (*note == '\0')
    return refuse (error, STIPPLE_ERROR_INCOMPLETE, missing);
  return g_utf8_strlen (note, -1) <= most
         || refuse (error, STIPPLE_ERROR_INVALID, _ ("Please give a shorter text."));
}

gboolean
stipple_letter_check (StippleLetter *self, StippleLetterPart part, GError **error)
{
  const char *text = self->texts[part];

  switch (part)
    {
    case STIPPLE_LETTER_RECEIVED:
      return check_received (text, error);
    case STIPPLE_LETTER_FROM:
      return check_text (text, FROM_MOST, _ ("Please say which physician wrote the letter."),
                         error);
    case STIPPLE_LETTER_FIT:
      return *text != '\0'
             || refuse (error, STIPPLE_ERROR_INCOMPLETE, _ ("Please choose what the letter says."));
    case STIPPLE_LETTER_CONDITIONS:
    case STIPPLE_N_LETTER_PARTS:
    default:
      return !g_str_equal (self->texts[STIPPLE_LETTER_FIT], "conditions")
             || check_text (text, STIPPLE_NOTE_MAX,
                            _ ("Please write down the conditions of the letter."), error);
    }
}

json_t *
stipple_letter_write (StippleLetter *self)
{
  g_autofree char *received = NULL;
  const char *fit = self->texts[STIPPLE_LETTER_FIT];
  json_t *letter;
  GDate day;

  if (!stipple_entry_read_date (self->texts[STIPPLE_LETTER_RECEIVED], &day, NULL))
    g_return_val_if_reached (NULL);
  received = stipple_date_format_iso (&day);
  letter = json_pack ("{ss ss ss}", "received", received, "from", self->texts[STIPPLE_LETTER_FROM],
                      "fit", fit);
  if (g_str_equal (fit, "conditions"))
    json_object_set_new (letter, "conditions",
                         json_string (self->texts[STIPPLE_LETTER_CONDITIONS]));
  return letter;
}

const char *
stipple_letter_describe_fit (const char *fit)
{
  if (g_strcmp0 (fit, "yes") == 0)
    return _ ("Cleared for treatment");
  if (g_strcmp0 (fit, "no") == 0)
    return _ ("Not cleared");
  return _ ("Cleared with conditions");
}

/* --- The object */

static void
stipple_letter_finalize (GObject *object)
{
  StippleLetter *self = STIPPLE_LETTER (object);

  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    stipple_wipe (self->texts[i]);
  G_OBJECT_CLASS (stipple_letter_parent_class)->finalize (object);
}

static void
stipple_letter_class_init (StippleLetterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_letter_finalize;
}

static void
stipple_letter_init (StippleLetter *self)
{
  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    self->texts[i] = g_strdup ("");
}

StippleLetter *
stipple_letter_new (void)
{
  StippleLetter *self = g_object_new (STIPPLE_TYPE_LETTER, NULL);
  g_autofree char *iso = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  iso = stipple_date_format_iso (&today);
  stipple_letter_set (self, STIPPLE_LETTER_RECEIVED, iso);
  return self;
}
