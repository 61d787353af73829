# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's staff drawer: a PIN set at the hub, good without it; guessing held up across a restart; today's intakes,
what waits and why; it locks itself, and ends the kiosk."""

import sys

from drawer import Drawer, set_pin
from driver import PATIENCE, traces_of, wait_until
from folder import DELIVERED, WAITING, await_outbox, hold_back, query
from scenario import run
from visit import Person, Visit

PIN, WRONG = "602214076182", "602214076183"
FIRST = Person(first="Ana", last="Ñandú-Probe")
SECOND = Person(first="Bo", last="Zwischenfall")
HOLD_S = 5
STILL_S = 60  # how long the drawer stays open untouched


def choose_pin(s, world):
    refused = set_pin(world, "123456")
    s.holds(refused.returncode == 1 and "guessed" in refused.stderr, "a PIN in a row is refused",
            refused.stderr)
    s.same(set_pin(world, PIN).returncode, 0, "another is taken")


def no_pin(s, visit):
    drawer = Drawer(visit)
    drawer.by_keys()
    drawer.type(PIN)
    visit.screen.wait_for("No PIN was set yet")
    s.comes(lambda: "stipplectl --hub URL kiosk-pin" in visit.screen.words(),
            "without a PIN the drawer stays closed, and says how to set one")
    visit.screen.click("Close")
    visit.await_attract()


def guess(s, world, folder):
    """Five wrong ones, without a hub; the wait outlives the program."""
    visit = Visit(world.start_kiosk(enrol=False), world.programs)
    visit.await_attract()
    drawer = Drawer(visit)
    drawer.by_hand()
    s.holds(True, f"a finger held {HOLD_S} s in the corner asks for the PIN, not for a visit")
    for number in range(1, 6):
        drawer.type(WRONG)
        visit.screen.wait_for("This PIN is not right" if number < 5 else "Too many wrong PINs")
        wait_until(lambda n=number: query(
            folder, "SELECT value FROM meta WHERE name = 'drawer-failures'") == [n], "the count")
    s.holds(True, "after five wrong PINs there is a wait")
    world.kiosks[-1].kill()
    visit = Visit(world.start_kiosk(enrol=False), world.programs)
    visit.await_attract()
    drawer = Drawer(visit)
    drawer.by_keys()
    drawer.type(PIN)
    visit.screen.wait_for("Too many wrong PINs")
    s.holds(True, "which the right PIN does not end, nor killing the kiosk")
    return visit, drawer


def look(s, visit, drawer, codes):
    screen = visit.screen
    wait_until(lambda: "Too many" not in screen.words(), "the wait to be over")
    drawer.unlock(PIN)
    screen.wait_for(FIRST.last)
    s.becomes(lambda: screen.lacks(FIRST.last, SECOND.last, *codes), [],
              "today's intakes, by name and code, without a hub")
    s.becomes(lambda: screen.lacks("Waits for the hub", "The hub has it"), [],
              "and where each stands")
    drawer.tab("Waiting")
    screen.wait_for("cannot be reached")  # once that was tried
    s.becomes(lambda: screen.lacks(*codes, "Next try", SECOND.last), [codes[0], SECOND.last],
              "what waits, why, and when it is tried again; nobody's name stands there")
    drawer.tab("This kiosk")
    screen.wait_for("Network")
    s.becomes(lambda: screen.lacks("Hub", "Disk", "Printer", "Clock", " free"), [],
              "network, hub, disk, printer and clock")
    drawer.tab("Settings")
    screen.wait_for("Ask whether a visitor is still there after")


def log_off(s, visit):
    visit.screen.is_touched = False
    wait_until(visit.is_at_attract, "the drawer to lock itself", STILL_S + PATIENCE)
    words = visit.screen.words()
    s.same([word for word in (FIRST.last, SECOND.last) if word in words], [],
           "untouched for a minute, it locks itself and shows nobody's name")


def end(s, world, visit):
    drawer = Drawer(visit)
    drawer.by_keys()
    drawer.unlock(PIN)
    drawer.tab("Settings")
    visit.screen.click("End the kiosk…")
    visit.screen.click("Yes, end it now")
    s.same(world.kiosks[-1].wait(), 10, "staff end the kiosk, and its status says so")


def told(s, world, folder, codes):
    """What was done offline is in the hub's audit in the end, once."""
    world.hub.start()
    hold_back(folder, 0)  # else it would try again in minutes only
    visit = Visit(world.start_kiosk(enrol=False), world.programs)
    visit.await_attract()
    await_outbox(folder, [DELIVERED] * 2)
    s.same(sorted(row[0] for row in world.hub.intakes()), sorted(codes), "what waited has arrived")

    def actions():
        text = world.hub.ctl("audit", "list", "--limit", "1000").stdout
        counts = {action: text.count(action) for action in (
            "kiosk-pin", "drawer-refused", "drawer-opened", "kiosk-ended")}
        return counts if counts["kiosk-ended"] else None
    s.same(wait_until(actions, "the kiosk to tell"),
           {"kiosk-pin": 1, "drawer-refused": 5, "drawer-opened": 2, "kiosk-ended": 1},
           "the hub's audit has it all, once each")


def staff_drawer(s):
    with s.world() as world:
        world.hub.start()
        folder = world.directory / "kiosk"
        visit = Visit(world.start_kiosk("--name", "Lobby 1"), world.programs)
        visit.await_attract()
        no_pin(s, visit)
        choose_pin(s, world)
        codes = [visit.whole(FIRST)]
        visit.done()
        await_outbox(folder, [DELIVERED])
        s.same(world.kiosks[-1].stop(), 0, "the kiosk ends well")
        visit = Visit(world.start_kiosk(enrol=False), world.programs)
        wait_until(lambda: query(folder, "SELECT value FROM meta WHERE name = 'drawer-pin-version'")
                   == [1], "the kiosk to take the PIN over")
        world.hub.stop()
        visit.await_attract()
        visit.go_to("details", SECOND)
        visit.screen.desktop.xdotool("key", "ctrl+alt+shift+s")
        visit.screen.enter(visit.entry("First name"), SECOND.first)
        visit.screen.enter(visit.entry("Last name"), SECOND.last)
        s.comes(lambda: visit.is_at("details"), "during a visit, the drawer does not open")
        codes.append(visit.to_desk())
        visit.done()
        await_outbox(folder, [DELIVERED, WAITING])
        s.same(world.kiosks[-1].stop(), 0, "the kiosk ends well")
        visit, drawer = guess(s, world, folder)
        look(s, visit, drawer, codes)
        log_off(s, visit)
        end(s, world, visit)
        told(s, world, folder, codes)
        s.same(traces_of([PIN, FIRST.last, SECOND.last], world.directory), [],
               "no file has the PIN or a name in clear")


if __name__ == "__main__":
    sys.exit(run(staff_drawer))
