// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session.h"

#include "core/session-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (StippleSession, stipple_session, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

void
stipple_session_notify (StippleSession *self, guint prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
set_text (StippleSession *self, guint prop, const char *value)
{
  if (stipple_set_secret (&self->texts[TEXT (prop)], value != NULL ? value : ""))
    stipple_session_notify (self, prop);
}

static void
set_number (StippleSession *self, guint prop, int value)
{
  if (self->numbers[NUMBER (prop)] == value)
    return;

  self->numbers[NUMBER (prop)] = value;
  stipple_session_notify (self, prop);
}

/* A consent is worth what was read when it was given: the last act of giving it counts. */
static void
record_consent (StippleSession *self)
{
  self->consent_time = stipple_clock_now (self->clock);
  g_free (self->consent_language);
  self->consent_language = g_strdup (self->language);
  g_free (self->consent_companion);
  self->consent_companion = g_strdup (self->companion);
}

static void
set_consent_given (StippleSession *self, gboolean given)
{
  if (self->consent_given == given)
    return;

  self->consent_given = given;
  if (given)
    record_consent (self);
  stipple_session_notify (self, PROP_CONSENT_GIVEN);
}

/* One way of signing takes the place of the other. */
static void
set_signed_by_tick (StippleSession *self, gboolean ticked)
{
  if (self->signed_by_tick == ticked)
    return;

  self->signed_by_tick = ticked;
  if (ticked)
    {
      stipple_session_set_signature (self, NULL);
      record_consent (self);
    }
  stipple_session_notify (self, PROP_SIGNED_BY_TICK);
}

static void
stipple_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StippleSession *self = STIPPLE_SESSION (object);

  switch (prop_id)
    {
    case PROP_PACK:
      g_value_set_boxed (value, self->pack);
      break;
    case PROP_CLOCK:
      g_value_set_boxed (value, self->clock);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_COMPANION:
      g_value_set_string (value, self->companion);
      break;
    case PROP_UNDERSTANDING:
      g_value_set_boxed (value, self->understanding);
      break;
    case PROP_LOOK:
      g_value_set_object (value, self->look);
      break;
    case PROP_REPLIES:
      g_value_set_boxed (value, self->replies);
      break;
    case PROP_RESULT:
      g_value_set_boxed (value, self->result);
      break;
    case PROP_FIRST_NAME ... PROP_WISHES_NOTE:
      g_value_set_string (value, self->texts[TEXT (prop_id)]);
      break;
    case PROP_BIRTH_YEAR ... PROP_NUMBING:
      g_value_set_int (value, self->numbers[NUMBER (prop_id)]);
      break;
    case PROP_AREAS:
      g_value_set_boxed (value, self->areas);
      break;
    case PROP_FIRST_SESSION:
      if (g_date_valid (&self->first_session))
        g_value_take_string (value, stipple_date_format_iso (&self->first_session));
      break;
    case PROP_CONSENT_GIVEN:
      g_value_set_boolean (value, self->consent_given);
      break;
    case PROP_SIGNATURE:
      g_value_set_boxed (value, self->signature);
      break;
    case PROP_SIGNED_BY_TICK:
      g_value_set_boolean (value, self->signed_by_tick);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
stipple_session_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  StippleSession *self = STIPPLE_SESSION (object);

  switch (prop_id)
    {
    case PROP_PACK:
      self->pack = g_value_dup_boxed (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_boxed (value);
      break;
    case PROP_LANGUAGE:
      stipple_session_set_language (self, g_value_get_string (value));
      break;
    case PROP_COMPANION:
      stipple_session_set_companion (self, g_value_get_string (value));
      break;
    case PROP_FIRST_NAME ... PROP_WISHES_NOTE:
      set_text (self, prop_id, g_value_get_string (value));
      break;
    case PROP_BIRTH_YEAR ... PROP_NUMBING:
      set_number (self, prop_id, g_value_get_int (value));
      break;
    case PROP_CONSENT_GIVEN:
      set_consent_given (self, g_value_get_boolean (value));
      break;
    case PROP_SIGNATURE:
      stipple_session_set_signature (self, g_value_get_boxed (value));
      break;
    case PROP_SIGNED_BY_TICK:
      set_signed_by_tick (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
stipple_session_constructed (GObject *object)
{
  StippleSession *self = STIPPLE_SESSION (object);

  G_OBJECT_CLASS (stipple_session_parent_class)->constructed (object);

  self->started = stipple_clock_now (self->clock);
  self->language = g_strdup (stipple_pack_default_language (self->pack));
}

static void
stipple_session_dispose (GObject *object)
{
  StippleSession *self = STIPPLE_SESSION (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_pointer (&self->texts[i], stipple_wipe);
  explicit_bzero (self->numbers, sizeof self->numbers);
  g_date_clear (&self->first_session, 1);
  g_clear_pointer (&self->signature, stipple_strokes_free);
  g_clear_pointer (&self->understanding, stipple_understanding_free);
  g_clear_object (&self->look);
  g_clear_pointer (&self->replies, stipple_replies_free);
  g_clear_pointer (&self->result, stipple_eligibility_unref);
  g_clear_pointer (&self->areas, g_strfreev);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->companion, g_free);
  g_clear_pointer (&self->consent_language, g_free);
  g_clear_pointer (&self->consent_companion, g_free);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_clear_object (&self->media_source);
  g_clear_pointer (&self->pack, stipple_pack_unref);

  G_OBJECT_CLASS (stipple_session_parent_class)->dispose (object);
}

static void
install_entries (void)
{
  static const char *const texts[N_TEXTS] = { "first-name", "last-name", "mobile",     "email",
                                              "medication", "scars",     "wishes-note" };
  static const struct
  {
    const char *name;
    int maximum;
  } numbers[N_NUMBERS] = {
    { "birth-year", G_MAXINT },
    { "birth-month", G_MAXINT },
    { "birth-day", G_MAXINT },
    { "contact", STIPPLE_CONTACT_EMAIL },
    { "numbing", STIPPLE_NUMBING_UNSURE },
  };
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  for (guint i = 0; i < N_TEXTS; i++)
    properties[PROP_FIRST_NAME + i] = g_param_spec_string (texts[i], NULL, NULL, "", flags);
  for (guint i = 0; i < N_NUMBERS; i++)
    properties[PROP_BIRTH_YEAR + i] =
        g_param_spec_int (numbers[i].name, NULL, NULL, 0, numbers[i].maximum, 0, flags);
}

static void
stipple_session_class_init (StippleSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags entered = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_session_get_property;
  object_class->set_property = stipple_session_set_property;
  object_class->constructed = stipple_session_constructed;
  object_class->dispose = stipple_session_dispose;

  properties[PROP_PACK] = g_param_spec_boxed ("pack", NULL, NULL, STIPPLE_TYPE_PACK, once);
  properties[PROP_CLOCK] = g_param_spec_boxed ("clock", NULL, NULL, STIPPLE_TYPE_CLOCK, once);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, entered);
  properties[PROP_COMPANION] = g_param_spec_string ("companion", NULL, NULL, NULL, entered);
  properties[PROP_UNDERSTANDING] =
      g_param_spec_boxed ("understanding", NULL, NULL, STIPPLE_TYPE_UNDERSTANDING, shown);
  properties[PROP_LOOK] = g_param_spec_object ("look", NULL, NULL, STIPPLE_TYPE_LOOK, shown);
  properties[PROP_REPLIES] =
      g_param_spec_boxed ("replies", NULL, NULL, STIPPLE_TYPE_REPLIES, shown);
  properties[PROP_RESULT] =
      g_param_spec_boxed ("result", NULL, NULL, STIPPLE_TYPE_ELIGIBILITY, shown);
  install_entries ();
  properties[PROP_AREAS] = g_param_spec_boxed ("areas", NULL, NULL, G_TYPE_STRV, shown);
  properties[PROP_FIRST_SESSION] = g_param_spec_string ("first-session", NULL, NULL, NULL, shown);
  properties[PROP_CONSENT_GIVEN] =
      g_param_spec_boolean ("consent-given", NULL, NULL, FALSE, entered);
  properties[PROP_SIGNATURE] =
      g_param_spec_boxed ("signature", NULL, NULL, STIPPLE_TYPE_STROKES, entered);
  properties[PROP_SIGNED_BY_TICK] =
      g_param_spec_boolean ("signed-by-tick", NULL, NULL, FALSE, entered);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
look_changed (StippleSession *self)
{
  stipple_session_notify (self, PROP_LOOK);
}

static void
stipple_session_init (StippleSession *self)
{
  self->understanding = stipple_understanding_new ();
  self->look = stipple_look_new ();
  g_signal_connect_object (self->look, "notify", G_CALLBACK (look_changed), self,
                           G_CONNECT_SWAPPED);
  self->replies = stipple_replies_new ();
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->areas = g_new0 (char *, 1);
  g_date_clear (&self->first_session, 1);
}

StippleSession *
stipple_session_new (StipplePack *pack, StippleClock *clock, const char *language)
{
  return g_object_new (STIPPLE_TYPE_SESSION, "pack", pack, "clock", clock, "language", language,
                       NULL);
}

StipplePack *
stipple_session_get_pack (StippleSession *self)
{
  return self->pack;
}

StippleMediaSource *
stipple_session_get_media_source (StippleSession *self)
{
  return self->media_source;
}

void
stipple_session_set_media_source (StippleSession *self, StippleMediaSource *source)
{
  g_set_object (&self->media_source, source);
}

StippleClock *
stipple_session_get_clock (StippleSession *self)
{
  return self->clock;
}

const char *
stipple_session_get_language (StippleSession *self)
{
  return self->language;
}

void
stipple_session_set_language (StippleSession *self, const char *language)
{
  if (g_strcmp0 (self->language, language) == 0
      || stipple_pack_find_language (self->pack, language) == NULL)
    return;

  /* Who takes the companion's language gives them theirs. */
  if (g_strcmp0 (self->companion, language) == 0)
    {
      g_autofree char *own = self->language;

      self->language = g_steal_pointer (&self->companion);
      self->companion = g_steal_pointer (&own);
      stipple_session_notify (self, PROP_COMPANION);
    }
  else
    {
      g_free (self->language);
      self->language = g_strdup (language);
    }
  stipple_session_notify (self, PROP_LANGUAGE);
}

const char *
stipple_session_get_companion (StippleSession *self)
{
  return self->companion;
}

void
stipple_session_set_companion (StippleSession *self, const char *language)
{
  if (g_strcmp0 (self->companion, language) == 0 || g_strcmp0 (self->language, language) == 0
      || (language != NULL && stipple_pack_find_language (self->pack, language) == NULL))
    return;

  g_free (self->companion);
  self->companion = g_strdup (language);
  stipple_session_notify (self, PROP_COMPANION);
}

gint64
stipple_session_get_started (StippleSession *self)
{
  return self->started;
}

const char *
stipple_session_get_first_name (StippleSession *self)
{
  return self->texts[TEXT (PROP_FIRST_NAME)];
}

const char *
stipple_session_get_last_name (StippleSession *self)
{
  return self->texts[TEXT (PROP_LAST_NAME)];
}

const char *
stipple_session_get_mobile (StippleSession *self)
{
  return self->texts[TEXT (PROP_MOBILE)];
}

const char *
stipple_session_get_email (StippleSession *self)
{
  return self->texts[TEXT (PROP_EMAIL)];
}

const char *
stipple_session_get_medication (StippleSession *self)
{
  return self->texts[TEXT (PROP_MEDICATION)];
}

const char *
stipple_session_get_scars (StippleSession *self)
{
  return self->texts[TEXT (PROP_SCARS)];
}

const char *
stipple_session_get_wishes_note (StippleSession *self)
{
  return self->texts[TEXT (PROP_WISHES_NOTE)];
}

StippleContact
stipple_session_get_contact (StippleSession *self)
{
  return (StippleContact) self->numbers[NUMBER (PROP_CONTACT)];
}

StippleNumbing
stipple_session_get_numbing (StippleSession *self)
{
  return (StippleNumbing) self->numbers[NUMBER (PROP_NUMBING)];
}

gboolean
stipple_session_get_consent_given (StippleSession *self)
{
  return self->consent_given;
}

gint64
stipple_session_get_consent_time (StippleSession *self)
{
  return self->consent_time;
}

const char *
stipple_session_get_consent_language (StippleSession *self)
{
  return self->consent_language;
}

const char *
stipple_session_get_consent_companion (StippleSession *self)
{
  return self->consent_companion;
}

void
stipple_session_set_signature (StippleSession *self, const StippleStrokes *strokes)
{
  if (strokes == self->signature
      || (strokes != NULL && self->signature != NULL
          && stipple_strokes_equal (strokes, self->signature)))
    return;

  g_clear_pointer (&self->signature, stipple_strokes_free);
  if (strokes != NULL)
    {
      self->signature = stipple_strokes_copy (strokes);
      set_signed_by_tick (self, FALSE);
      record_consent (self);
    }
  stipple_session_notify (self, PROP_SIGNATURE);
}

gboolean
stipple_session_get_signed_by_tick (StippleSession *self)
{
  return self->signed_by_tick;
}

void
stipple_session_set_signed_on_paper (StippleSession *self, const GDate *day)
{
  g_autoptr (GDateTime) begin = NULL;

  self->signed_on_paper = day != NULL;
  set_consent_given (self, day != NULL);
  if (day == NULL)
    return;
  set_signed_by_tick (self, FALSE);
  stipple_session_set_signature (self, NULL);
  begin = g_date_time_new (self->pack->zone, g_date_get_year (day), g_date_get_month (day),
                           g_date_get_day (day), 0, 0, 0);
  record_consent (self);
  self->consent_time = g_date_time_to_unix (begin) * G_USEC_PER_SEC;
}

gboolean
stipple_session_get_signed_on_paper (StippleSession *self)
{
  return self->signed_on_paper;
}

const StippleStrokes *
stipple_session_get_signature (StippleSession *self)
{
  return self->signature;
}

void
stipple_session_set_at_desk (StippleSession *self, gboolean at_desk)
{
  self->at_desk = at_desk;
}

gboolean
stipple_session_get_at_desk (StippleSession *self)
{
  return self->at_desk;
}
