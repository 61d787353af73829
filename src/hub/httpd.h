// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"

G_BEGIN_DECLS

/**
 * StippleHttpd: the hub's HTTP server, on libmicrohttpd, one thread a connection (so that a slow password
 * hash, or a slow client, holds up nobody else). Everything a client can make us hold is bounded: connections,
 * sizes, and absolute times, which a client sending a byte a second cannot stretch.
 */
typedef struct
{
  const char *listen;          /* "127.0.0.1:8844", "[::1]:0", "localhost:8844" */
  const char *tls_certificate; /* PEM file names; both or neither */
  const char *tls_key;
  gint64 head_us;    /* from connecting, or the reply before, to the request line */
  gint64 request_us; /* from the request line to the last byte of the reply */
  guint max_connections;
  guint max_connections_per_address;
} StippleHttpdOptions;

#define STIPPLE_HTTPD_LISTEN "127.0.0.1:8844"
#define STIPPLE_HTTPD_DEFAULTS                                                                     \
  {                                                                                                \
    .listen = STIPPLE_HTTPD_LISTEN, .head_us = 30 * G_TIME_SPAN_SECOND,                            \
    .request_us = 60 * G_TIME_SPAN_SECOND, .max_connections = 256,                                 \
    .max_connections_per_address = 64,                                                             \
  }

typedef struct _StippleHttpd StippleHttpd;

/* @hub must outlive it. Errors: INVALID (an address or certificate we cannot use), IN_USE (the port), IO. */
StippleHttpd *stipple_httpd_start (StippleHub *hub, const StippleHttpdOptions *options,
                                   GError **error);
/* "http://127.0.0.1:40213", with the port that was found free. Borrowed. */
const char *stipple_httpd_get_url (StippleHttpd *self);
/* Takes no more connections, lets running requests finish (for 5 s at most), then closes. */
void stipple_httpd_stop (StippleHttpd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHttpd, stipple_httpd_stop)

G_END_DECLS
