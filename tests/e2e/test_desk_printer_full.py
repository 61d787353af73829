# SPDX-License-Identifier: GPL-3.0-or-later
"""The front desk at a real printer whose queue is full: it says so, the job is not lost, and is printed after."""

import pathlib
import sys

from desk import SIZE, fill
from printer import PrintServer, missing
from scenario import run
from test_desk_printing import LATER, Reception, shown

FULL = "The print system did not take it"


def fill_queue(r):
    """As many jobs wait as may."""
    r.printer.disable()
    r.open("okafor", "David Okafor")
    r.print()
    r.screen.wait_for("does not print. It was stopped")
    r.s.becomes(lambda: len(r.printer.jobs()), 1, "one job waits, and there is no room for more")


def refused(r, code):
    s = r.s
    r.open("tremb ame", "Amélie Tremblay")
    r.print()
    r.screen.wait_for(FULL)
    s.comes(lambda: "a quota is used up" in r.screen.words(), "it is told why, in plain words",
            r.screen.words)
    s.holds("does not know it any more" not in r.screen.words(), "and not that it was lost",
            r.screen.words())
    s.same(len(r.printer.jobs()), 1, "the queue has not taken it")
    s.comes(lambda: code in r.kept(), "the job is not lost", r.kept)
    r.screen.click(LATER)


def after(r, code):
    """The queue has room again: the one that waited goes out, and the other one is asked for."""
    s = r.s
    r.desk.area("Printing")
    r.screen.wait_for(shown(code))
    r.screen.wait_for(FULL)
    s.holds(True, "it stands under “Printing”, and why")
    r.printer.enable()
    r.printer.await_printed(1)
    r.send("Print again")
    text = r.printed(2, "once there is room it is printed, once")
    s.holds("Amélie Tremblay" in text, "and is what it was", text)


def printer_full(s):
    reason = missing()
    if reason is not None:
        s.skip("the front desk at a printer whose queue is full", reason)
        return
    with PrintServer() as printer, s.world() as world:
        world.desktop.env.update(printer.env)
        printer.allow_jobs(1)
        printer.add()
        world.hub.start()
        code = fill(world, s.arguments.filler)[-1]
        r = Reception(s, world, printer)
        r.sign_in()
        fill_queue(r)
        refused(r, code)
        after(r, code)


if __name__ == "__main__":
    sys.exit(run(printer_full, *SIZE,
                 options={"--filler": {"type": pathlib.Path, "required": True}}))
