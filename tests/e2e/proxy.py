# SPDX-License-Identifier: GPL-3.0-or-later
"""A reverse proxy on loopback between a kiosk and its hub, which lies as it is told."""

import http.client
import http.server
import json
import threading

KEPT_REQUEST = ("Accept", "Authorization", "Content-Type", "If-None-Match")
KEPT_REPLY = ("Content-Type", "ETag", "Cache-Control", "Retry-After", "Stipple-Content")


class Exchange:
    """One request, and what may be done with it."""

    def __init__(self, handler, port):
        self.handler = handler
        self.port = port
        self.method = handler.command
        self.path = handler.path
        length = int(handler.headers.get("Content-Length", "0"))
        self.body = handler.rfile.read(length)

    def is_delivery(self):
        return (self.method, self.path) == ("POST", "/fhir")

    def ids(self):
        """Of the intakes in this delivery."""
        resources = (entry["resource"] for entry in json.loads(self.body)["entry"])
        return [resource["id"] for resource in resources
                if resource["resourceType"] == "QuestionnaireResponse"]

    def ask(self):
        """What the hub says: status, headers, body."""
        hub = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {name: self.handler.headers[name] for name in KEPT_REQUEST
                       if name in self.handler.headers}
            hub.request(self.method, self.path, self.body or None, headers)
            reply = hub.getresponse()
            return (reply.status, {name: reply.getheader(name) for name in KEPT_REPLY
                                   if reply.getheader(name)}, reply.read())
        finally:
            hub.close()

    def tell(self, status, headers, body, cut_at=None):
        """The kiosk, or only as much of the body as cut_at."""
        self.handler.send_response_only(status)
        for name, value in headers.items():
            self.handler.send_header(name, value)
        if status != 304:
            self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        self.handler.wfile.write(body[:cut_at])
        if cut_at is not None:
            self.drop()

    def drop(self):
        """Without a word, or another one."""
        self.handler.close_connection = True


def honest(exchange):
    exchange.tell(*exchange.ask())


def silent(exchange):
    exchange.drop()


def sign_in_page(exchange):
    """What a captive portal says to everything."""
    exchange.tell(200, {"Content-Type": "text/html"},
                  b"<!DOCTYPE html><title>Welcome</title><p>Please sign in to the network.")


class Proxy:
    """Deals with every exchange by `way`, a function; keeps a list of (method, path, way's name)."""

    def __init__(self, port):
        self.way = honest
        self.seen = []
        self.faults = []
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_exchange(self):
                exchange = Exchange(self, port)
                way = proxy.way
                try:
                    way(exchange)
                except ConnectionError:  # either side hung up
                    exchange.drop()
                except Exception as error:  # pylint: disable=broad-except
                    proxy.faults.append(repr(error))
                    exchange.drop()
                proxy.seen.append((exchange.method, exchange.path, way.__name__))

            do_GET = do_POST = do_PUT = handle_one_exchange  # noqa: N815

            def log_message(self, *_arguments):  # pylint: disable=arguments-differ
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def count(self, path, way):
        return sum((seen[1], seen[2]) == (path, way.__name__) for seen in self.seen)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
