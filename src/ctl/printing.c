// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printing.h"

#include "core/language.h"
#include "wire/api.h"
#include "wire/pack-reader.h"

#include <glib/gi18n-lib.h>

StipplePack *
stipple_ctl_fetch_pack (StippleHubSession *session, int version, GError **error)
{
  g_autofree char *path = version > 0
                              ? g_strdup_printf ("%s?version=%d", STIPPLE_PATH_CONTENT, version)
                              : g_strdup (STIPPLE_PATH_CONTENT);
  g_autoptr (StippleHttpAnswer) answer =
      stipple_hub_session_call (session, "GET", path, NULL, 0, error);
  return answer != NULL ? stipple_pack_parse (answer->body, NULL, error) : NULL;
}

gboolean
stipple_ctl_parse_paper (const char *text, StipplePaper *paper, GError **error)
{
  if (text == NULL || g_ascii_strcasecmp (text, "letter") == 0)
    *paper = STIPPLE_PAPER_LETTER;
  else if (g_ascii_strcasecmp (text, "a4") == 0)
    *paper = STIPPLE_PAPER_A4;
  else
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("The paper is “letter” or “a4”."));
      return FALSE;
    }
  return TRUE;
}

gboolean
stipple_ctl_use_language (const StipplePack *pack, const char *language, GError **error)
{
  if (stipple_pack_find_language (pack, language) != NULL && stipple_language_use (language))
    return TRUE;
  g_set_error (error, STIPPLE_CTL_USAGE, 0, _ ("There is no content in “%s”."), language);
  return FALSE;
}
