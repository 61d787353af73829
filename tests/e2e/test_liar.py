# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between kiosk and hub lies about deliveries: nothing is lost, nothing arrives twice."""

import contextlib
import json
import subprocess
import sys

from driver import wait_until
from folder import DELIVERED, QUARANTINED, WAITING, await_outbox, outbox
from proxy import Proxy, honest, sign_in_page
from scenario import run
from visit import Person, Visit

MANY = 20  # as many as one bundle takes


def lose_reply(exchange):
    """After the hub has committed."""
    exchange.ask()
    exchange.drop()


def cut_reply(exchange):
    status, headers, body = exchange.ask()
    exchange.tell(status, headers, body, cut_at=len(body) // 2)


class Refusal:
    """Refuses every bundle that holds one of two intakes, which it picks from the first bundle."""

    __name__ = "refusal"

    def __init__(self):
        self.victims = {}

    def __call__(self, exchange):
        if not exchange.is_delivery():
            honest(exchange)
            return
        ids = exchange.ids()
        if not self.victims:
            self.victims = {ids[4]: 422, ids[13]: 409}
        status = next((self.victims[one] for one in ids if one in self.victims), None)
        if status is None:
            honest(exchange)
            return
        outcome = {"resourceType": "OperationOutcome", "issue": [
            {"severity": "error", "code": "processing", "diagnostics": "Not this one."}]}
        exchange.tell(status, {"Content-Type": "application/fhir+json"},
                      json.dumps(outcome).encode())


def count(hub):
    return len(hub.intakes())


def await_try(proxy, way):
    """A delivery that is dealt with so, from now on."""
    before = proxy.count("/fhir", way)
    proxy.way = way
    wait_until(lambda: proxy.count("/fhir", way) > before, f"a delivery by {way.__name__}", 180)


def replies(scenario, world, proxy, visit):
    kiosk = world.directory / "kiosk"
    proxy.way = lose_reply
    visit.whole(Person(first="Ana"))
    wait_until(lambda: proxy.count("/fhir", lose_reply), "a delivery")
    scenario.becomes(lambda: (count(world.hub), outbox(kiosk)), (1, [WAITING]),
                     "reply lost after the commit: the hub has it, the kiosk keeps it")
    await_try(proxy, lose_reply)
    proxy.way = honest
    await_outbox(kiosk, [DELIVERED])
    scenario.same(count(world.hub), 1, "sent again, it is delivered once")

    visit.done()
    proxy.way = sign_in_page
    visit.whole(Person(first="Bo"))
    wait_until(lambda: proxy.count("/fhir", sign_in_page), "a delivery")
    scenario.becomes(lambda: (count(world.hub), outbox(kiosk)), (1, [DELIVERED, WAITING]),
                     "200 with HTML is no delivery")
    await_try(proxy, cut_reply)
    scenario.becomes(lambda: (count(world.hub), outbox(kiosk)), (2, [DELIVERED, WAITING]),
                     "a reply cut in the middle is no delivery")
    proxy.way = honest
    await_outbox(kiosk, [DELIVERED] * 2)
    scenario.same(count(world.hub), 2, "when all is honest, each has arrived once")


def refusals(scenario, world, proxy, visit):
    kiosk = world.directory / "kiosk"
    scenario.same(visit.screen.process.stop(), 0, "the kiosk ends well")
    subprocess.run([scenario.arguments.saver, kiosk, str(MANY)], check=True,
                   stdout=subprocess.DEVNULL)
    proxy.way = refusal = Refusal()
    visit = Visit(world.start_kiosk(enrol=False, hub=proxy.url), scenario.programs)
    visit.await_attract()
    wanted = [DELIVERED] * (2 + MANY)
    wanted[2 + 4] = wanted[2 + 13] = QUARANTINED
    await_outbox(kiosk, wanted)
    scenario.same(count(world.hub), MANY,
                  f"422 for one and 409 for another of {MANY}: the others arrive, once")
    scenario.holds(proxy.count("/fhir", refusal) < MANY,
                   "they are found by halving, not one by one", proxy.count("/fhir", refusal))
    scenario.comes(visit.is_at_attract, "and the kiosk serves")


def liar(scenario):
    with scenario.world() as world:
        world.hub.start()
        with contextlib.closing(Proxy(world.hub.port)) as proxy:
            visit = Visit(world.start_kiosk(hub=proxy.url), scenario.programs)
            visit.await_attract()
            replies(scenario, world, proxy, visit)
            refusals(scenario, world, proxy, visit)
            scenario.same(proxy.faults, [], "the proxy itself had no fault")


if __name__ == "__main__":
    sys.exit(run(liar, options={"--saver": {"required": True}}))
