// SPDX-License-Identifier: GPL-3.0-or-later
/* A request as the hub's server hands it over, by any caller: the first line is who asks (0 nobody, 1 device,
 * 2 reception, 3 administrator), the method and the target; then the content type; then the body. */
#include "target.h"

#include "hub-test.h"
#include "hub/router.h"

#include <string.h>

static HubTest hub;

static void
tear_down (void)
{
  hub_test_tear_down (&hub, NULL);
}

static const char *
get_token (char caller)
{
  if (hub.hub == NULL)
    {
      hub_test_set_up (&hub, NULL);
      atexit (tear_down);
    }
  switch (caller)
    {
    case '1':
      return hub.device;
    case '2':
      return hub.reception;
    case '3':
      return hub.admin;
    default:
      return NULL;
    }
}

/* Up to the next line feed; what follows it is left in @text. */
static char *
take_line (const char **text, gsize *length)
{
  const char *end = memchr (*text, '\n', *length);
  gsize taken = end != NULL ? (gsize) (end - *text) : *length;
  char *line = g_strndup (*text, taken);

  *text += taken;
  *length -= taken;
  if (end != NULL)
    {
      (*text)++;
      (*length)--;
    }
  return line;
}

static StippleResponse *
answer (StippleRequest *request)
{
  StippleResponse *response = stipple_router_admit (hub.hub, request);

  if (response == NULL && request->body->len > request->route->max_body)
    response = stipple_response_new_error (request, 413, "The body is too large.", NULL);
  return response != NULL ? response : stipple_router_run (hub.hub, request);
}

static void
check (const StippleRequest *request, const StippleResponse *response)
{
  gsize length = 0;
  const char *body = response->body != NULL ? g_bytes_get_data (response->body, &length) : NULL;

  /* 500 and beyond would be faults of ours. */
  g_assert_cmpint (response->status, >=, 200);
  g_assert_cmpint (response->status, <, 500);
  if (response->status < 300 && !(request->route->roles & STIPPLE_ROLE_ANYONE))
    g_assert_true (request->caller != NULL && (request->route->roles & request->caller->role));
  if (response->content_type != NULL && g_str_has_suffix (response->content_type, "json"))
    {
      g_autoptr (StippleJson) json = json_loadb (body, length, 0, NULL);

      g_assert_nonnull (json);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *rest = data != NULL ? (const char *) data : "";
  gsize length = size;
  g_autoptr (StippleRequest) request = stipple_request_new ();
  g_autoptr (StippleResponse) response = NULL;
  g_autofree char *line = take_line (&rest, &length);
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  request->bearer = g_strdup (get_token (line[0]));
  if (g_strv_length (words) < 3 || !stipple_request_set_target (request, words[2], NULL))
    return 0;
  request->method = g_strdup (words[1]);
  request->base = g_strdup ("http://localhost");
  request->content_type = take_line (&rest, &length);
  request->has_body = length > 0;
  request->body = g_byte_array_new ();
  if (length > 0)
    g_byte_array_append (request->body, (const guint8 *) rest, (guint) length);
  response = answer (request);
  check (request, response);
  return 0;
}
