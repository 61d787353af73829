# SPDX-License-Identifier: GPL-3.0-or-later
"""The hub no longer accepts the kiosk: clients are thanked all the same, everything is kept, staff are told."""

import contextlib
import json
import sys

from driver import wait_until
from folder import DELIVERED, WAITING, await_outbox, outbox
from proxy import Proxy, honest
from scenario import run
from visit import Person, Visit

REVOKED = json.dumps({"resourceType": "OperationOutcome",
                      "issue": [{"severity": "error", "code": "login"}]}).encode()


def revoked(exchange):
    if exchange.is_delivery():
        exchange.tell(401, {"Content-Type": "application/fhir+json"}, REVOKED)
    else:
        honest(exchange)


def refused(s):
    with s.world() as world:
        world.hub.start()
        folder = world.directory / "kiosk"
        with contextlib.closing(Proxy(world.hub.port)) as proxy:
            proxy.way = revoked
            visit = Visit(world.start_kiosk(hub=proxy.url), world.programs)
            visit.await_attract()
            codes = [visit.whole(Person(first="Ana"))]
            visit.done()
            wait_until(lambda: proxy.count("/fhir", revoked), "a delivery")
            visit.screen.wait_for("enrolment code")
            s.holds(True, "staff read on the attract screen what to do")
            s.becomes(lambda: outbox(folder), [WAITING], "the intake is kept")
            codes.append(visit.whole(Person(first="Bo")))
            visit.done()
            s.becomes(lambda: outbox(folder), [WAITING] * 2, "and the next one; its client is thanked")
            s.same(proxy.count("/fhir", revoked), 1, "the hub is not bothered again")
            s.same(world.kiosks[0].stop(), 0, "the kiosk ends well")
            proxy.way = honest
            world.start_kiosk(enrol=False, hub=proxy.url)
            await_outbox(folder, [DELIVERED] * 2)
            s.same(sorted(row[0] for row in world.hub.intakes()), sorted(codes),
                   "once accepted again, each arrives once")


if __name__ == "__main__":
    sys.exit(run(refused))
