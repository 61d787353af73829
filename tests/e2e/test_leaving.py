# SPDX-License-Identifier: GPL-3.0-or-later
"""Walking away at every screen: the visit ends by itself, and nothing of the person is left."""

import sys

from driver import traces_of, wait_until
from scenario import run
from visit import Person, Visit

IDLE = 5  # the shortest there is
CLIENT = Person(pattern=None, answers={"diabetes": "Yes", "antibiotics": "Ongoing"})


def fill(visit, step):
    """Enter on a step all that it asks."""
    if step == "learn":
        visit.screen.enter(visit.words("Search questions"), CLIENT.note)
    elif step == "health":
        visit.part(1, CLIENT)
    elif step == "look":
        visit.screen.choose(visit.words("Norwood V"))
    elif step == "wishes":
        visit.wishes(CLIENT)
    elif step == "details":
        visit.details(CLIENT)
    elif step == "consent":
        visit.agree()
        visit.sign()


def leaving(s):
    with s.world() as world:
        world.hub.start()
        screen = world.start_kiosk("--idle", str(IDLE))
        visit = Visit(screen, world.programs)
        visit.await_attract()
        for step in s.arguments.steps.split(","):
            screen.is_touched = True
            visit.go_to(step, CLIENT)
            fill(visit, step)
            screen.is_touched = False
            if step != "thanks":
                wait_until(lambda: screen.has(visit.words("Are you still there?")), "the question")
                s.holds(True, f"{step}: asks whether the person is still there")
            visit.await_attract()
            words = screen.words()
            s.same([word for word in CLIENT.secrets() if word in words], [],
                   f"{step}: nothing of the person is on the screen")
            s.same(traces_of(CLIENT.secrets(), world.directory)
                   + traces_of(CLIENT.secrets(), world.desktop.directory), [],
                   f"{step}: nor in a file")
            screen.is_touched = True
            visit.begin()
            s.becomes(lambda: screen.entered(visit.words("Search questions")), "",
                      f"{step}: the next visitor starts afresh")
            visit.screen.click_until(visit.is_at_attract, visit.words("Start over"))
        finished = "thanks" in s.arguments.steps
        s.same(len(world.hub.intakes()), int(finished), "only a finished visit was sent")


if __name__ == "__main__":
    sys.exit(run(leaving, options={"--steps": {"required": True}}))
