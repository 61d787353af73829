// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text.h"

G_BEGIN_DECLS

/**
 * StipplePack: all text, rules, prices and places a client sees, in one versioned, immutable whole.
 *
 * Read from JSON by stipple_pack_parse() in wire/, which checks everything; after that nobody
 * changes it, and threads may share it. Reference counted. All fields are read-only for everyone but
 * the reader. Arrays are GPtrArray of the struct named beside them, in the pack's order, never NULL.
 * Texts that a clinic may leave empty may be NULL; all others have every language of the pack.
 */

typedef struct
{
  char *tag;         /* BCP 47: "en", "fr-CA" */
  char *name;        /* in its own language: "Français" */
  gboolean reviewed; /* a speaker of the language has read the texts */
} StippleLanguage;

typedef struct
{
  char *id;
  StippleText *name;
  StippleText *address; /* may be NULL */
  StippleText *hours;   /* may be NULL */
  char *phone;          /* may be NULL */
  char *url;            /* https; may be NULL */
} StipplePlace;

typedef struct
{
  char *id;
  StippleText *name;
} StippleNamed; /* a FAQ category, an area of the head */

typedef enum
{
  STIPPLE_FIGURE_NONE,
  STIPPLE_FIGURE_FADING,   /* bars from finished to 3 years */
  STIPPLE_FIGURE_SESSIONS, /* the treatment plan as a line */
  STIPPLE_FIGURE_PAIN,     /* the pain scale */
  STIPPLE_FIGURE_LAYERS,   /* skin layers: SMP's depth beside an ordinary tattoo's */
  STIPPLE_FIGURE_PRICES,   /* the price table */
} StippleFigure;

typedef struct
{
  char *id;
  char *category; /* id of a category */
  StippleText *question;
  StippleText *answer;   /* Markdown */
  StippleText *keywords; /* may be NULL; words a person may search for */
  StippleFigure figure;
  char *qr_target; /* https URL shown as a QR code; may be NULL */
} StippleFaqEntry;

typedef struct
{
  int worst;            /* top of the scale: 10 */
  int usual_from;       /* most clients: 1 */
  int usual_to;         /* to 3 */
  StippleText *summary; /* Markdown, one line */
  StippleText *usual_label;
  StippleText *worst_label;
} StipplePainScale;

typedef struct
{
  char *id;
  StippleText *when; /* a few words: "1–2 h before" */
  StippleText *text; /* Markdown */
} StippleAdvice;

typedef struct
{
  char *id;
  StippleText *name;
  StippleText *summary;
  int min_days; /* after the session before; 0 for the first */
  int max_days;
} StippleTreatmentSession;

typedef struct
{
  GPtrArray *sessions; /* StippleTreatmentSession */
  int min_hours;       /* of one session */
  int max_hours;
  StippleText *note; /* why more than one */
} StippleTreatmentPlan;

typedef struct
{
  char *id;
  int from_day;        /* 0 is the day of the treatment */
  int to_day;          /* -1: from then on */
  StippleText *label;  /* the chip: "Day 1" */
  StippleText *title;  /* "Rest your scalp" */
  StippleText *detail; /* Markdown; may be NULL */
  GPtrArray *avoid;    /* StippleText; may be empty */
  GPtrArray *fine;     /* StippleText; may be empty */
} StippleAftercareDay;

typedef struct
{
  char *id;
  StippleText *text;
  gboolean right; /* of exactly one choice of a question */
} StippleChoice;

typedef struct
{
  char *id;
  StippleText *question;
  GPtrArray *choices;      /* StippleChoice, 2 to 4 */
  StippleText *correction; /* explains the right one, after any answer */
} StippleQuestion;

typedef enum
{
  STIPPLE_KIND_PERMANENT, /* yes → unsuitable */
  STIPPLE_KIND_TEMPORARY, /* yes → wait */
} StippleContraindicationKind;

typedef struct
{
  char *id;
  StippleText *name;
  StippleText *help; /* may be NULL */
  StippleContraindicationKind kind;
  int waiting_days;                /* after the end; 0 until the clinic sets it */
  gboolean asks_until;             /* a yes asks "until when?": a date or ongoing */
  StippleText *follow_up_question; /* present when asks_until */
} StippleContraindication;

typedef struct
{
  StippleText *title;       /* "Not today" */
  StippleText *title_dated; /* "Not today — from {date}"; NULL but for wait */
  StippleText *summary;     /* Markdown */
  GPtrArray *next;       /* StippleText, what to do next, in order; `{date}` only in next_dated */
  GPtrArray *next_dated; /* used instead when there is an earliest date; may be empty */
} StippleResultText;

typedef struct
{
  int version;
  StippleText *text;      /* Markdown */
  StippleText *statement; /* the line beside the box to tick */
} StippleConsentText;

typedef struct
{
  char *id;
  StippleText *label;
  int min_amount;    /* whole dollars; -1 when the clinic gives none */
  int max_amount;    /* -1 likewise */
  StippleText *note; /* may be NULL */
} StipplePrice;

typedef enum
{
  STIPPLE_IMAGE_PNG,
  STIPPLE_IMAGE_JPEG,
} StippleImageType;
#define STIPPLE_N_IMAGE_TYPES 2

typedef struct
{
  char *sha256; /* of the file, in lower-case hex: where it is found */
  StippleImageType type;
  int width; /* px */
  int height;
  StippleText *alt; /* what there is to see, for who does not see it */
} StippleImage;

typedef struct
{
  char *id;
  StippleText *title;
  StippleText *caption;
  StippleImage *image; /* NULL: only a link */
  char *link;          /* https URL, shown as text and QR code; NULL: only an image */
} StippleGalleryEntry;

typedef enum
{
  STIPPLE_OUTCOME_PROCEED, /* by rising severity */
  STIPPLE_OUTCOME_PHYSICIAN,
  STIPPLE_OUTCOME_WAIT,
  STIPPLE_OUTCOME_UNSUITABLE,
} StippleOutcome;
#define STIPPLE_N_OUTCOMES 4

typedef struct _StipplePack StipplePack;
struct _StipplePack
{
  gatomicrefcount ref_count;
  int version;
  char *digest;    /* lower-case hex SHA-256 of the JSON bytes it was read from: the ETag */
  char *canonical; /* the Questionnaire's canonical URL, without version */

  GPtrArray *languages; /* StippleLanguage; the first is the default */

  StippleText *clinic_name;
  StippleText *slogan;
  char *website;     /* https; may be NULL */
  GPtrArray *places; /* StipplePlace */
  char *time_zone;   /* IANA: "America/Toronto" */
  GTimeZone *zone;   /* that one; while it is held, GLib does not read its file again */
  StippleText *attract_title;
  StippleText *attract_text;

  GPtrArray *categories; /* StippleNamed */
  GPtrArray *faq;        /* StippleFaqEntry */
  GPtrArray *gallery;    /* StippleGalleryEntry; may be empty */

  StipplePainScale pain;
  GPtrArray *numbing;    /* StippleAdvice: before, during */
  GPtrArray *afterwards; /* StippleAdvice: minutes after, … */

  StippleTreatmentPlan plan;
  StippleText *aftercare_intro;
  GPtrArray *aftercare; /* StippleAftercareDay */
  GPtrArray *questions; /* StippleQuestion, the understanding check; may be empty */

  int rules_version;
  GPtrArray *contraindications; /* StippleContraindication */
  StippleText *why_not;         /* why the clinic does not treat with these */
  StippleText *physician_line;  /* stands on every result and every summary */
  StippleResultText results[STIPPLE_N_OUTCOMES];

  GPtrArray *areas; /* StippleNamed: what bothers the client */
  StippleConsentText consent;
  GPtrArray *prices;         /* StipplePrice */
  GPtrArray *price_includes; /* StippleText */
};

#define STIPPLE_TYPE_PACK (stipple_pack_get_type ())
GType stipple_pack_get_type (void);

/* An empty pack with every array made, for the reader to fill. */
StipplePack *stipple_pack_new (void);
StipplePack *stipple_pack_ref (StipplePack *self);
void stipple_pack_unref (StipplePack *self);

/* Look-ups; NULL when there is none. Borrowed from the pack. */
const StippleLanguage *stipple_pack_find_language (const StipplePack *self, const char *tag);
const StippleContraindication *stipple_pack_find_contraindication (const StipplePack *self,
                                                                   const char *id);
const StippleNamed *stipple_pack_find_area (const StipplePack *self, const char *id);
const StippleQuestion *stipple_pack_find_question (const StipplePack *self, const char *id);
const StippleChoice *stipple_question_find_choice (const StippleQuestion *self, const char *id);
const char *stipple_pack_default_language (const StipplePack *self);
/* When session @index usually is, in days after the first: those of all sessions up to it added up. */
void stipple_treatment_plan_get_days (const StippleTreatmentPlan *self, guint index, int *earliest,
                                      int *latest);

/* "proceed", "physician", "wait", "unsuitable"; and back. */
const char *stipple_outcome_to_string (StippleOutcome outcome);
gboolean stipple_outcome_from_string (const char *text, StippleOutcome *outcome);

/* Its media type: "image/png"; and back. */
const char *stipple_image_type_to_string (StippleImageType type);
gboolean stipple_image_type_from_string (const char *text, StippleImageType *type);

/* Constructors of the entries, zeroed with their inner arrays made; the pack's arrays free them. */
StippleAftercareDay *stipple_aftercare_day_new (void);
StippleQuestion *stipple_question_new (void);
/* All but its alt, which is NULL. */
StippleImage *stipple_image_copy (const StippleImage *self);
void stipple_image_free (StippleImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePack, stipple_pack_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleImage, stipple_image_free)

G_END_DECLS
