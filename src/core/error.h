// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * STIPPLE_ERROR: the project's error domain, used by every layer.
 *
 * A message is one sentence for a person and says what to do next; it never holds anything
 * a client typed.
 */
#define STIPPLE_ERROR (stipple_error_quark ())

typedef enum
{
  STIPPLE_ERROR_INVALID, /* a value breaks a rule; the message begins with its path if it has one */
  STIPPLE_ERROR_INCOMPLETE, /* something required is not answered yet */
  STIPPLE_ERROR_TOO_LARGE,  /* beyond a limit of length, count or depth */
  STIPPLE_ERROR_NOT_FOUND,
  STIPPLE_ERROR_EXISTS,
  STIPPLE_ERROR_CONFLICT,     /* same id, other content */
  STIPPLE_ERROR_GONE,         /* deleted or purged */
  STIPPLE_ERROR_UNAUTHORIZED, /* not, or no longer, signed in or enrolled */
  STIPPLE_ERROR_FORBIDDEN,    /* signed in, and not allowed */
  STIPPLE_ERROR_THROTTLED,    /* too many tries; the message says how long to wait */
  STIPPLE_ERROR_IN_USE,       /* another process has the database open */
  STIPPLE_ERROR_CORRUPT,      /* a file or sealed record is damaged */
  STIPPLE_ERROR_NEWER,        /* written by a newer version of Stipple */
  STIPPLE_ERROR_WRONG_KEY,    /* the key file is not the one this data was sealed with */
  STIPPLE_ERROR_DISK_FULL,
  STIPPLE_ERROR_IO,       /* any other fault of the disk or operating system */
  STIPPLE_ERROR_NETWORK,  /* no connection, or it broke */
  STIPPLE_ERROR_TLS,      /* the other side could not be verified */
  STIPPLE_ERROR_PROTOCOL, /* an answer came, and it is not one of a Stipple hub */
  STIPPLE_ERROR_CANCELLED,
} StippleError;

GQuark stipple_error_quark (void);

G_END_DECLS
