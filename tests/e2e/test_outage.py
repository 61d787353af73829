# SPDX-License-Identifier: GPL-3.0-or-later
"""The hub is down or full, or both sides are killed: "Thank you" appears all the same; all arrives once."""

import re
import sys
import urllib.request

from driver import wait_until
from folder import WAITING, outbox
from scenario import run
from visit import Person, Visit

PATIENCE = 180  # the pauses between tries grow while the hub is down


def codes(hub):
    return sorted(row[0] for row in hub.intakes())


def await_codes(scenario, world, wanted, name):
    """All of them arrive and leave the outbox; none of them twice."""
    wait_until(lambda: set(wanted) <= set(codes(world.hub)), f"{wanted} at the hub", PATIENCE)
    wait_until(lambda: WAITING not in (outbox(world.directory / "kiosk") or [WAITING]),
               "the outbox to be empty", PATIENCE)
    scenario.same(codes(world.hub), sorted(wanted), name)


def last_state(world):
    """Of the intake that was saved last."""
    return (outbox(world.directory / "kiosk") or [None])[-1]


def restart(scenario, world):
    """A kiosk on the same folder, and its next visitor."""
    visit = Visit(world.start_kiosk(enrol=False), scenario.programs)
    visit.await_attract()
    return visit


def failed_deliveries(hub):
    """How many the hub answered with a fault of its own, by its own count."""
    with urllib.request.urlopen(f"{hub.url}/metrics") as metrics:
        lines = re.findall(r'^stipple_http_requests_total\{(.*)\} (\d+)$',
                           metrics.read().decode(), re.M)
    return sum(int(number) for labels, number in lines
               if '"POST"' in labels and '"/fhir"' in labels and re.search('"5(..)"', labels))


def hub_down(scenario, world, visit):
    world.hub.stop()
    code = visit.whole(Person(first="Ana"))
    scenario.holds(code, "with the hub down, the thank-you and its code appear")
    scenario.becomes(lambda: last_state(world), WAITING, "the intake waits")
    world.hub.start()
    await_codes(scenario, world, [code], "with the hub up again, it arrives once")
    return code


def hand_over(visit, person):
    """The shortest visit that leaves an intake; gives its code."""
    visit.go_to("health", person)
    visit.part(1, person)
    return visit.to_desk()


def hub_full(scenario, world, visit, before):
    world.hub.process.limit_files(1)
    code = hand_over(visit, Person(first="Bo", pattern=None))
    wait_until(lambda: failed_deliveries(world.hub), "a delivery to a full disk", PATIENCE)
    scenario.becomes(lambda: last_state(world), WAITING, "while the hub’s disk is full, the intake waits")
    world.hub.process.limit_files()
    await_codes(scenario, world, [*before, code], "with room again, it arrives once")
    return code


def both_killed(scenario, world, visit, before):
    world.hub.kill()
    code = hand_over(visit, Person(first="Cy", pattern=None))
    visit.screen.process.kill()
    visit = restart(scenario, world)
    scenario.comes(visit.is_at_attract, "killed at “Thank you”, it serves again, without a hub")
    scenario.becomes(lambda: last_state(world), WAITING, "the intake still waits")
    scenario.same(visit.screen.process.stop(), 0, "told to end with an intake waiting, it ends well")
    visit = restart(scenario, world)
    scenario.becomes(lambda: last_state(world), WAITING, "and it waits on when it is started again")
    world.hub.start()
    await_codes(scenario, world, [*before, code],
                "after kill -9 of both, what the hub held is there once, and what waited arrives once")


def outage(scenario):
    with scenario.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), scenario.programs)
        visit.await_attract()
        first = hub_down(scenario, world, visit)
        visit.done()
        second = hub_full(scenario, world, visit, [first])
        visit.done()
        both_killed(scenario, world, visit, [first, second])


if __name__ == "__main__":
    sys.exit(run(outage))
