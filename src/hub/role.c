// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/role.h"

static const struct
{
  StippleRole role;
  const char *name;
} names[] = {
  { STIPPLE_ROLE_RECEPTION, "reception" },
  { STIPPLE_ROLE_ADMINISTRATOR, "administrator" },
};

const char *
stipple_role_to_string (StippleRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].role == role)
      return names[i].name;
  return NULL;
}

gboolean
stipple_role_from_string (const char *text, StippleRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].name, text) == 0)
      {
        *role = names[i].role;
        return TRUE;
      }
  return FALSE;
}
