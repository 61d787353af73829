// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/document.h"
#include "print/page-flow.h"

G_BEGIN_DECLS

/* What stands on every page. Texts transfer full to the document. */
typedef struct
{
  char *clinic;  /* above, at the leading edge */
  char *kind;    /* beneath it: which document this is */
  char *mark;    /* above, at the trailing edge, large */
  char *scanned; /* beyond it, as a QR code; may be NULL */
  char *caption; /* beneath it */
  char *line;    /* below: what nobody may overlook */
  char *origin;  /* beneath it */
  char *title;   /* of the PDF */
} StippleRunning;

/* An empty one. It is filled in @language, which the thread uses meanwhile. */
StippleDocument *stipple_document_new (const char *language, StipplePaper paper,
                                       const StippleRunning *running);
/* Borrowed. */
StipplePageFlow *stipple_document_get_flow (StippleDocument *self);

G_END_DECLS
