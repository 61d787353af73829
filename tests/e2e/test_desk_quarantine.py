# SPDX-License-Identifier: GPL-3.0-or-later
"""Intakes that the hub refuses: told by their kiosk, mended or sent again at the desk, delivered once."""

import contextlib
import json
import pathlib
import subprocess
import sys

from desk import SIZE, FrontDesk
from driver import traces_of, wait_until
from folder import DELIVERED, QUARANTINED, await_outbox, outbox, query
from proxy import Proxy, honest
from scenario import run

CONFLICT = json.dumps({"resourceType": "OperationOutcome", "issue": [{
    "severity": "error", "code": "conflict", "diagnostics": "A sample of a conflict."}]}).encode()
ISOLATES = dict.fromkeys((0x2068, 0x2069))  # around what somebody typed
GOOD, BAD = "1980-02-29", "2999-02-28"  # intake-spoiler.c


def picky(refused):
    """A hub that holds one of them with other content, as far as a kiosk can tell."""
    def way(exchange):
        if exchange.is_delivery() and refused in exchange.ids():
            exchange.tell(409, {"Content-Type": "application/fhir+json"}, CONFLICT)
        else:
            honest(exchange)
    return way


def prepare(s, world, folder):
    """A kiosk with three intakes, none delivered, the first of them spoilt; gives their ids."""
    def call(program, *arguments):
        subprocess.run([str(part) for part in (program, folder, *arguments)], env=world.desktop.env,
                       check=True, capture_output=True)
    call(s.arguments.saver, world.hub.url, world.hub.enrol_code())
    call(s.arguments.saver, 3)
    call(s.arguments.spoiler)
    return query(folder, "SELECT id FROM intake ORDER BY number")


def look(s, desk):
    desk.sign_in()
    desk.await_list()
    desk.row("^Quarantine, 2$")
    s.holds(True, "the sidebar says how many wait")
    desk.screen.wait_for("Not accepted: Date of birth")
    desk.screen.wait_for("The hub already holds this intake with other content.")
    s.comes(lambda: "Saver" in desk.screen.words(), "the desk lists both, with reason and kiosk",
            desk.screen.words)


def codes(world):
    return {intake[0] for intake in world.hub.intakes()}


def mend(s, desk, world):
    """Gives its code."""
    before = codes(world)
    desk.row("Not accepted: Date of birth")
    desk.screen.wait_for("Correct what is marked, then save.")
    s.becomes(lambda: desk.screen.entered("Date of birth"), BAD, "what was entered is there")
    s.comes(lambda: "The hub does not accept this as it is." in desk.screen.words(),
            "the fault is marked")
    wait_until(lambda: desk.screen.is_focused("Date of birth"),
               "the cursor to be in the field that is marked")
    desk.key("ctrl+a")
    desk.type(GOOD)
    wait_until(lambda: desk.screen.entered("Date of birth") == GOOD, "the date to be typed")
    desk.screen.click("Save and deliver")
    desk.screen.wait_for("The hub has the intake now")
    after = codes(world)
    s.same(len(after - before), 1, "the hub holds it, beside the good one")
    return (after - before).pop()


def send_again(s, desk):
    desk.row("The hub already holds this intake with other content.")
    desk.screen.click("Send again as it was")
    desk.screen.wait_for("The kiosk sends it once more as it was")
    s.holds(True, "the other is to be sent again")


def lineage(s, desk, code):
    desk.screen.wait_for("Nothing is in quarantine")
    s.holds(True, "the desk's quarantine is empty again")
    desk.area("Intakes")
    desk.find(code)
    wait_until(lambda: desk.screen.words().count("Sample, Sam, ") == 1, "it to be found alone")
    desk.open_first("Sam Sample")
    desk.screen.wait_for("Corrected in quarantine")
    words = desk.screen.words().translate(ISOLATES)
    s.holds(f"{BAD} → {GOOD}" in words,
            "the intake says what was refused, and what it was corrected to", words)


def quarantine(s):
    with s.world() as world:
        world.hub.start()
        folder = world.directory / "kiosk"
        ids = prepare(s, world, folder)
        with contextlib.closing(Proxy(world.hub.port)) as proxy:
            proxy.way = picky(ids[1])
            world.start_kiosk(enrol=False, hub=proxy.url)
            await_outbox(folder, [QUARANTINED, QUARANTINED, DELIVERED])
            s.holds(True, "two are refused; the good one is delivered")
            wait_until(lambda: sum(method == "PUT" and path.startswith("/quarantine/")
                                   for method, path, _way in proxy.seen) >= 2, "both to be told")
            s.same(len(world.hub.intakes()), 1, "the hub holds the good one only")
            world.kiosks[0].kill()
            s.same(outbox(folder), [QUARANTINED, QUARANTINED, DELIVERED],
                   "killed, the kiosk keeps both")
            desk = FrontDesk(world)
            look(s, desk)
            code = mend(s, desk, world)
            send_again(s, desk)
            proxy.way = honest
            world.start_kiosk(enrol=False, hub=proxy.url)
            await_outbox(folder, [DELIVERED] * 3)
            s.holds(True, "started again, the kiosk has the receipt of each")
            told = [(method, path) for method, path, _way in proxy.seen
                    if method == "PUT" and path.startswith("/quarantine/")]
            s.same(len(told), len(set(told)), "each was told once")
            world.kiosks[-1].stop()
        s.same(len(world.hub.intakes()), 3, "the hub holds each once")
        lineage(s, desk, code)
        s.same(traces_of([BAD, GOOD, "416 555 0142"], world.hub.data), [],
               "nothing of it is in clear at the hub")


if __name__ == "__main__":
    sys.exit(run(quarantine, *SIZE, options={
        "--saver": {"type": pathlib.Path, "required": True},
        "--spoiler": {"type": pathlib.Path, "required": True}}))
