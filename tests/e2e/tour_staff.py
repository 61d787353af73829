# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the kiosk's staff drawer: its PIN, and all that is behind it."""

from accessible import State
from drawer import Drawer, set_pin
from driver import CONTROLS, wait_until
from folder import DELIVERED, WAITING, await_outbox, outbox, query
from visit import Visit

PIN, WRONG = "602214076182", "602214076183"
TRIES = 5


def _wait_for_pin(world, folder, tag, person):
    """A kiosk that knows the PIN, with one intake more, which waits: the hub is gone by then."""
    set_pin(world, PIN)
    visit = Visit(world.start_kiosk(enrol=False), world.programs, tag)
    wait_until(lambda: query(folder, "SELECT value FROM meta WHERE name = 'drawer-pin-version'")
               == [1], "the kiosk to take the PIN over")
    world.hub.stop()
    before = outbox(folder)
    visit.await_attract()
    visit.go_to("health", person)
    visit.part(1, person)
    visit.to_desk()
    visit.done()
    await_outbox(folder, [*before, WAITING])
    return visit


def _too_many(words):
    """How what is said of too many wrong ones begins."""
    return words.plural("Too many wrong PINs. Try again in %u second.",
                        "Too many wrong PINs. Try again in %u seconds.", 30).split("30")[0]


def _guess(camera, drawer):
    """Once, and then too often, and until the wait is over."""
    screen, words = drawer.screen, drawer.words
    drawer.type(WRONG)
    screen.wait_for(words("This PIN is not right. Try again."))
    camera.shoot("staff-pin-wrong")
    for _try in range(1, TRIES):
        drawer.type(WRONG)
        screen.find(words.plural("%u digit typed", "%u digits typed", 0))
        wait_until(lambda: screen.find("1", CONTROLS).is_in_state(State.SENSITIVE)
                   or _too_many(words) in screen.words(), "an answer")
    screen.wait_for(_too_many(words))
    camera.shoot("staff-wait")
    wait_until(lambda: _too_many(words) not in screen.words(), "the wait to be over")


def staff(camera, world, tag, person):
    """Of the kiosk called “kiosk”, which need not have seen a client."""
    folder = world.directory / "kiosk"
    visit = Visit(world.start_kiosk(), world.programs, tag)
    visit.await_attract()
    if not outbox(folder):
        visit.whole(person)
        visit.done()
        await_outbox(folder, [DELIVERED])
    visit.choose_language()
    drawer = Drawer(visit)
    drawer.by_keys()
    camera.shoot("staff-pin")
    drawer.type(PIN)
    drawer.screen.wait_for("stipplectl --hub URL kiosk-pin")
    camera.shoot("staff-no-pin")
    world.kiosks[-1].stop()
    visit = _wait_for_pin(world, folder, tag, person)
    visit.choose_language()
    drawer = Drawer(visit)
    drawer.by_keys()
    _guess(camera, drawer)
    drawer.unlock(PIN)
    drawer.screen.wait_for(drawer.words("The hub has it"))
    camera.shoot("staff-today")
    for tab, name, text in (("Waiting", "waiting", "Waits for the hub"),
                            ("This kiosk", "states", "Network"),
                            ("Settings", "settings", "Keys on the screen")):
        drawer.tab(tab)
        drawer.screen.wait_for(drawer.words(text))
        camera.shoot(f"staff-{name}")
    drawer.screen.click(drawer.words("End the kiosk…"))
    end = drawer.screen.find(drawer.words("Yes, end it now"))
    camera.shoot("staff-end", lambda: drawer.screen.bring_into_view(end))
    drawer.screen.click(drawer.words("No, keep it running"))
    world.kiosks[-1].stop()
    world.hub.start()
