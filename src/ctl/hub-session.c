// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/error.h"
#include "core/person.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct _StippleHubSession
{
  StippleHttp *http;
  char *hub;
  char *token;
};

char *
stipple_ctl_read_secret (const char *path, GError **error)
{
  char *content;
  gsize length;
  g_autoptr (GError) local_error = NULL;
  if (!g_file_get_contents (path, &content, &length, &local_error))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, local_error->message);
      return NULL;
    }
  content[strcspn (content, "\r\n")] = '\0';
  return content;
}

char *
stipple_ctl_ask_secret (const char *prompt, const char *no_terminal, GError **error)
{
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, no_terminal);
      return NULL;
    }
  struct termios before;
  tcgetattr (STDIN_FILENO, &before);
  struct termios silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  fputs (prompt, stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  char line[1024];
  gboolean read = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fputc ('\n', stderr);
  if (!read)
    line[0] = '\0';
  line[strcspn (line, "\r\n")] = '\0';
  char *password = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return password;
}

static char *
ask_password (const char *user, GError **error)
{
  g_autofree char *prompt = g_strdup_printf (_ ("Password of %s: "), user);

  return stipple_ctl_ask_secret (
      prompt, _ ("No terminal to ask for the password on: give --password-file."), error);
}

static gboolean
sign_in (StippleHubSession *self, const char *user, const char *password, GError **error)
{
  g_autoptr (StippleJson) request = json_pack ("{ss ss}", "user", user, "password", password);
  if (request == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("The user name or password is not readable text."));
      return FALSE;
    }
  g_autoptr (StippleJson) answer =
      stipple_hub_session_json (self, "POST", STIPPLE_PATH_SIGN_IN, request, error);
  if (answer == NULL)
    return FALSE;
  self->token = g_strdup (json_string_value (json_object_get (answer, "token")));
  if (self->token == NULL)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL,
                         _ ("What answered does not look like a Stipple hub. Check the address."));
  return self->token != NULL;
}

StippleHubSession *
stipple_hub_session_open (const StippleCtlOptions *options, GError **error)
{
  if (options->hub == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("Say which hub: --hub URL."));
      return NULL;
    }
  const char *user = options->user != NULL ? options->user : "admin";
  char *password = options->password_file != NULL
                       ? stipple_ctl_read_secret (options->password_file, error)
                       : ask_password (user, error);
  if (password == NULL)
    return NULL;
  g_autoptr (StippleHubSession) self = g_new0 (StippleHubSession, 1);
  const StippleHttpOptions http_options = { .ca_file = options->ca_file,
                                            .pinned_key = options->pinned_key };
  self->http = stipple_http_new (&http_options);
  self->hub = g_strdup (options->hub);
  while (g_str_has_suffix (self->hub, "/"))
    self->hub[strlen (self->hub) - 1] = '\0';
  gboolean good = sign_in (self, user, password, error);
  stipple_wipe (password);
  return good ? g_steal_pointer (&self) : NULL;
}

void
stipple_hub_session_free (StippleHubSession *self)
{
  if (self == NULL)
    return;
  if (self->token != NULL)
    {
      g_autoptr (StippleHttpAnswer) answer =
          stipple_hub_session_call (self, "POST", STIPPLE_PATH_SIGN_OUT, NULL, 0, NULL);
    }
  g_clear_pointer (&self->http, stipple_http_free);
  g_free (self->hub);
  stipple_wipe (self->token);
  g_free (self);
}

static StippleHttpAnswer *
exchange (StippleHubSession *self, const char *method, const char *path, const char *type,
          const void *body, gsize length, GError **error)
{
  g_autofree char *url = g_strconcat (self->hub, path, NULL);
  const StippleHttpRequest request = {
    .method = method,
    .url = url,
    .bearer = self->token,
    .content_type = type,
    .body = body,
    .body_length = length,
  };
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (self->http, &request, NULL, error);
  if (answer != NULL && (answer->status < 200 || answer->status > 299))
    {
      stipple_http_answer_to_error (answer, error);
      return NULL;
    }
  return g_steal_pointer (&answer);
}

StippleHttpAnswer *
stipple_hub_session_call (StippleHubSession *self, const char *method, const char *path,
                          const void *body, gsize length, GError **error)
{
  return exchange (self, method, path, body != NULL ? "application/json" : NULL, body, length,
                   error);
}

gboolean
stipple_hub_session_put_file (StippleHubSession *self, const char *path, GBytes *file,
                              GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data (file, &length);
  g_autoptr (StippleHttpAnswer) answer =
      exchange (self, "PUT", path, "application/octet-stream", data, length, error);
  return answer != NULL;
}

json_t *
stipple_hub_session_json (StippleHubSession *self, const char *method, const char *path,
                          const json_t *body, GError **error)
{
  char *text = body != NULL ? stipple_json_canonical (body) : NULL;
  g_autoptr (StippleHttpAnswer) answer =
      stipple_hub_session_call (self, method, path, text, text != NULL ? strlen (text) : 0, error);
  stipple_wipe (text);
  if (answer == NULL)
    return NULL;
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  return stipple_json_parse (data, length, length, error);
}
