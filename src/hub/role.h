// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who is asking. A caller has one role; a route names a set of them. */
typedef enum
{
  STIPPLE_ROLE_ANYONE = 1 << 0, /* no token needed */
  STIPPLE_ROLE_DEVICE = 1 << 1,
  STIPPLE_ROLE_RECEPTION = 1 << 2,
  STIPPLE_ROLE_ADMINISTRATOR = 1 << 3,
} StippleRole;
typedef guint StippleRoles;

#define STIPPLE_ROLES_STAFF (STIPPLE_ROLE_RECEPTION | STIPPLE_ROLE_ADMINISTRATOR)

/* "reception", "administrator" of the wire; NULL and FALSE for what is no staff role. */
const char *stipple_role_to_string (StippleRole role);
gboolean stipple_role_from_string (const char *text, StippleRole *role);

G_END_DECLS
