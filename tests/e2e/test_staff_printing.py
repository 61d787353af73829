# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's staff drawer at a real printer: a summary and an aftercare sheet, and what it says when the printer stands
still, is full, or is gone."""

import pathlib
import subprocess
import sys

from drawer import Drawer, set_pin
from driver import wait_until
from folder import query
from printer import QUEUE, PrintServer, missing
from scenario import run
from test_desk_printing import pages_of
from visit import Visit

PIN = "602214076182"
NAME = "Sam Sample"
AT_PRINTER = "The page is at the printer."


class Staff:
    """At the drawer, which is open; its kiosk has one intake of today."""

    def __init__(self, s, printer, drawer, code):
        self.s, self.printer, self.drawer, self.code = s, printer, drawer, code
        self.screen = drawer.screen

    def print(self, what, said):
        self.drawer.tab("Settings")
        self.drawer.tab("Today")
        self.screen.click(f"Print the {what} {self.code}")
        self.screen.wait_for(said)

    def printed(self, n):
        """So many in all, and no more; the text of the last one as it was sent."""
        found = self.printer.await_printed(n)
        self.s.same(len(found), n, f"page {n} comes out of the printer, once")
        return " ".join(pages_of(self.printer.sent()))

    def look(self, said):
        self.drawer.tab("This kiosk")
        self.screen.wait_for(said)


def usual(staff):
    s = staff.s
    staff.print("summary of", AT_PRINTER)
    text = staff.printed(1)
    s.same([what for what in (NAME, staff.code) if what not in text], [],
           "it is the summary of that person")
    name = staff.printer.printed()[0].name
    s.holds("Sample" not in name and staff.code in name, "the queue shows the code and no name", name)
    staff.print("aftercare sheet for", AT_PRINTER)
    text = staff.printed(2)
    s.holds("Aftercare sheet" in text and "Sample" not in text,
            "then the aftercare sheet, with nothing of a person", text)


def stopped(staff):
    staff.printer.disable()
    staff.look(f"{QUEUE} is stopped")
    staff.s.comes(lambda: "See to paper and toner" in staff.screen.words(),
                  "a printer that stands still is told, with advice", staff.screen.words)
    staff.print("summary of", "The page waits: the printer is stopped.")
    staff.s.becomes(lambda: len(staff.printer.jobs()), 1, "what is printed meanwhile waits in its queue")


def full(staff):
    """The one that waits is as many as may."""
    staff.print("summary of", "It was not printed: The print system did not take it")
    staff.s.becomes(lambda: len(staff.printer.jobs()), 1, "a full queue: it is told, and there is no second job")
    staff.printer.enable()
    staff.printed(3)


def gone(staff):
    staff.printer.remove()
    staff.look("Print at the desk, or have a printer set up on this machine.")
    staff.print("summary of", "There is no printer. Print at the desk, or have one set up.")
    staff.s.holds(True, "a printer that is gone: it is told, and what to do")
    staff.printer.add()
    staff.look(f"{QUEUE} is ready")
    staff.print("summary of", AT_PRINTER)
    staff.s.holds(NAME in staff.printed(4), "it is back, and prints")


def open_drawer(world):
    visit = Visit(world.start_kiosk(enrol=False), world.programs)
    visit.await_attract()
    drawer = Drawer(visit)
    drawer.by_keys()
    drawer.unlock(PIN)
    return drawer


def settings(s, world, drawer):
    """Which printer, also after a restart."""
    drawer.tab("Settings")
    drawer.screen.choose(QUEUE, role="radio button")
    s.same(world.kiosks[-1].stop(), 0, "the kiosk ends well")
    drawer = open_drawer(world)
    drawer.tab("Settings")
    wait_until(lambda: drawer.screen.is_chosen(QUEUE, "radio button"), "the printer to be chosen")
    s.holds(True, "the printer that was chosen is so after a restart")


def told(s, world):
    """What was printed at the kiosk is in the hub's audit, each try, at the kiosk's next contact."""

    def count():
        return world.hub.ctl("audit", "list", "--limit", "1000").stdout.count("drawer-printed")
    wait_until(lambda: count() == 6, lambda: f"six entries, there are {count()}")
    s.holds(True, "each is in the hub's audit")


def staff_printing(s):
    reason = missing()
    if reason is not None:
        s.skip("the staff drawer at a printer", reason)
        return
    with PrintServer() as printer, s.world() as world:
        world.desktop.env.update(printer.env)
        printer.allow_jobs(1)
        printer.add()
        world.hub.start()
        s.same(set_pin(world, PIN).returncode, 0, "a PIN is set at the hub")
        folder = world.directory / "kiosk"
        for arguments in ((world.hub.url, world.hub.enrol_code("Lobby 1")), ("1",)):
            saved = subprocess.run([s.arguments.saver, folder, *arguments], check=True,
                                   capture_output=True, text=True)
        code = saved.stdout.strip()
        world.start_kiosk(enrol=False)
        wait_until(lambda: query(folder, "SELECT value FROM meta WHERE name = 'drawer-pin-version'")
                   == [1], "the kiosk to take the PIN over")
        s.same(world.kiosks[-1].stop(), 0, "and the kiosk has it")
        drawer = open_drawer(world)
        drawer.screen.wait_for(NAME)
        staff = Staff(s, printer, drawer, f"{code[:3]}-{code[3:]}")
        usual(staff)
        stopped(staff)
        full(staff)
        gone(staff)
        settings(s, world, drawer)
        told(s, world)


if __name__ == "__main__":
    sys.exit(run(staff_printing, options={"--saver": {"type": pathlib.Path, "required": True}}))
