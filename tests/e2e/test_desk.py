# SPDX-License-Identifier: GPL-3.0-or-later
"""A morning at the front desk: somebody is found, looked at, noted, reviewed and put on paper."""

import json
import pathlib
import subprocess
import sys

from desk import SIZE, FrontDesk, fill
from driver import wait_until
from evidence import squeeze
from scenario import run

NOTE = "Calls back on Tuesday, after the result is known"


def text_of(pdf):
    return squeeze(subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True,
                                  capture_output=True, text=True).stdout)


def sign_in(s, desk):
    desk.sign_in("not the password")
    desk.screen.wait_for("do not go together")
    s.comes(lambda: "admin" in desk.screen.words(),
            "a wrong password is told kindly; the name stays")
    desk.sign_in(user=None)
    desk.await_list()
    desk.screen.wait_for("Tremblay")
    s.comes(lambda: "7 new" in desk.screen.words(), "the list is there, and says how many are new",
            desk.screen.words)


def find(s, desk):
    desk.find("zzzz")
    desk.screen.wait_for("Nothing matches")
    s.holds("Tremblay" not in desk.screen.words(), "what nobody is called matches nothing")
    desk.find("tremb ame")
    desk.screen.wait_for("Tremblay")
    wait_until(lambda: "Okafor" not in desk.screen.words(), "the others to go")
    s.holds(True, "half a name, in any order and without its accents, finds one")
    desk.open_first("Amélie Tremblay")
    s.becomes(lambda: desk.screen.lacks(
        "Amoxicillin 500 mg", "10 others: No", "Norwood IV", "prefers a call", "checked by the hub",
        "3 of 3 right at once", "Lobby 1"), [], "what was answered is on the screen")
    desk.screen.wait_for("6 new")
    s.holds(True, "opening it marks it seen")


def work(s, desk, world, code):
    desk.note(NOTE)
    desk.screen.click("Add note")
    desk.screen.wait_for("Note added")
    desk.screen.click("Mark reviewed")
    desk.screen.wait_for("Marked reviewed")
    desk.screen.wait_for("Mark treated")
    s.holds(True, "it is reviewed, and its next step offered")
    bundle = json.loads(world.hub.ctl("export", code).stdout)
    s.same(bundle["type"], "collection", "the hub still gives it out")


def note_without_hub(s, desk, world):
    world.hub.stop()
    desk.screen.wait_for("Hub not reached")
    desk.note("Written while the hub was away")
    desk.screen.click("Add note")
    desk.screen.wait_for("1 waiting")
    s.comes(lambda: "Written while the hub was away" in desk.screen.words(),
            "without a hub, a note is kept and shown as waiting")
    world.hub.start()
    desk.screen.wait_for("0 waiting")
    s.holds(True, "it is sent when the hub is back")


def export(s, desk, world, code):
    pdf = world.directory / "summary-of-the-desk.pdf"
    desk.key("ctrl+p")
    desk.screen.click("Export as PDF…")
    desk.save_as(pdf)
    desk.screen.wait_for("Saved as")
    text = text_of(pdf)
    for what in ("Amélie Tremblay", code, "416 555 0142", "Amoxicillin 500 mg"):
        s.holds(squeeze(what) in text, f"“{what}” is in the PDF", text)
    pdf.unlink()


def leave(s, desk):
    desk.focus()
    desk.key("ctrl+l")
    wait_until(lambda: not [word for word in ("Tremblay", "Amoxicillin", "416 555 0142")
                            if word in desk.screen.words()], "the screen to forget")
    s.holds(True, "who signs out leaves nothing of anybody behind")


def morning(s):
    with s.world() as world:
        world.hub.start()
        codes = fill(world, s.arguments.filler)
        code = f"{codes[-1][:3]}-{codes[-1][3:]}"
        desk = FrontDesk(world)
        sign_in(s, desk)
        find(s, desk)
        work(s, desk, world, code)
        note_without_hub(s, desk, world)
        export(s, desk, world, code)
        leave(s, desk)


if __name__ == "__main__":
    sys.exit(run(morning, *SIZE, options={"--filler": {"type": pathlib.Path, "required": True}}))
