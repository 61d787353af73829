# SPDX-License-Identifier: GPL-3.0-or-later
"""The hub is down, or either side is killed: "Thank you" appears all the same, and all arrives once."""

import sys

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


def restart(scenario, world):
    """A kiosk on the same folder, and its next visitor."""
    visit = Visit(world.start_kiosk(enrol=False), scenario.programs)
    visit.await_attract()
    return visit


def outage(scenario):
    with scenario.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), scenario.programs)
        visit.await_attract()

        world.hub.stop()
        first = visit.whole(Person(first="Ana"))
        scenario.holds(first, "with the hub down, the thank-you and its code appear")
        scenario.same(outbox(world.directory / "kiosk"), [WAITING], "the intake waits")
        world.hub.start()
        await_codes(scenario, world, [first], "with the hub up again, it arrives once")

        world.hub.kill()
        visit.done()
        second = visit.whole(Person(first="Bo"))
        world.hub.start()
        await_codes(scenario, world, [first, second],
                    "after kill -9 of the hub, what it held is there once, and what waited arrives")

        world.hub.kill()
        visit.done()
        third = visit.whole(Person(first="Cy"))
        scenario.same(visit.screen.process.stop(), 0, "told to end with an intake waiting, it ends well")
        visit = restart(scenario, world)
        scenario.holds(visit.is_at_attract(), "started again without a hub, it serves")
        visit.screen.process.kill()
        visit = restart(scenario, world)
        scenario.holds(visit.is_at_attract(), "killed and started again, it serves")
        scenario.same((outbox(world.directory / "kiosk") or [None])[-1], WAITING,
                      "the intake still waits")
        world.hub.start()
        await_codes(scenario, world, [first, second, third], "it arrives once")

        world.hub.stop()
        fourth = visit.whole(Person(first="Di"))
        visit.screen.process.kill()
        world.hub.start()
        restart(scenario, world)
        await_codes(scenario, world, [first, second, third, fourth],
                    "killed at “Thank you”, the kiosk delivers once it runs again")


if __name__ == "__main__":
    sys.exit(run(outage))
