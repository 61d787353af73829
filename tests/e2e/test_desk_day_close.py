# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a day at the front desk: what the kiosks recorded against the hub, a gap found, and the day closed."""

import pathlib
import re
import sqlite3
import subprocess
import sys
import threading

from desk import SIZE, FrontDesk, fill
from driver import Failed, wait_until
from evidence import squeeze
from scenario import run

REASON = "The hub was put back from an older copy"
HALF_AN_HOUR = 30 * 60 * 1000 * 1000


def saver(s, world, *arguments):
    done = subprocess.run([s.arguments.saver, world.directory / "saver", *map(str, arguments)],
                          env=world.desktop.env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"intake-saver: {done.stderr}")
    return done.stdout.split()


def look(world):
    """The day as the hub has it, beside the desk."""
    return world.hub.get("/staff/day-close", world.hub.sign_in())


def all_here(s, desk, n):
    desk.area("Day close")
    desk.screen.wait_for(f"All {n} accounted for")
    s.comes(lambda: "Lobby 1" in desk.screen.words(), "the kiosk is named")
    s.comes(lambda: "not heard of" not in desk.screen.words(), "and was heard of",
            desk.screen.words)


def close(s, desk, world):
    desk.screen.click("Close the day")
    desk.screen.wait_for("The day is closed")
    desk.screen.wait_for("admin ·")
    closes = look(world)["closes"]
    s.same([(c["by"], c["recorded"], c["missing"]) for c in closes], [("admin", 7, 0)],
           "the hub knows who closed it, with what")


def close_while_syncing(s, desk, world):
    """A second kiosk saves and delivers all the while."""
    saver(s, world, world.hub.url, world.hub.enrol_code())
    end = threading.Event()

    def sync():
        while not end.is_set():
            saver(s, world, 2)
            saver(s, world, "drain")

    kiosk = threading.Thread(target=sync)
    kiosk.start()
    try:
        desk.screen.wait_for("Saver")
        desk.screen.click("Close the day")
        wait_until(lambda: any(text in desk.screen.words() for text in (
            "Something changed meanwhile", "The day is closed", "with a gap")), "an answer")
    finally:
        end.set()
        kiosk.join()
    if "with a gap" in desk.screen.words():
        desk.screen.click(re.compile("^Leave it open"))
    for signed in look(world)["closes"]:
        s.holds(signed["recorded"] == signed["held"] + signed["missing"],
                "what was signed fits together", str(signed))
    saver(s, world, "tell")
    day = look(world)
    counts = [(kiosk["recorded"], kiosk["held"], len(kiosk["unclaimed"])) for kiosk in day["kiosks"]]
    s.holds(all(recorded == held and odd == 0 for recorded, held, odd in counts),
            "when it is done, every intake is accounted for", str(counts))
    desk.screen.wait_for(f"All {sum(count[0] for count in counts)} accounted for")
    return sum(count[0] for count in counts)


def damage(world, *statements):
    """In the hub's database, while nobody has it open."""
    world.hub.stop()
    with sqlite3.connect(world.hub.data / "hub.db") as database:
        for statement, *values in statements:
            database.execute(statement, values)
    database.close()
    world.hub.start()


def gap(s, desk, world, code):
    token = world.hub.sign_in()
    lost = world.hub.get(f"/staff/intakes/{code.replace('-', '')}", token)["id"]
    damage(world, ("DELETE FROM intake_versions WHERE seq = (SELECT seq FROM intakes WHERE id = ?)",
                   lost),
           ("DELETE FROM search_documents WHERE seq = (SELECT seq FROM intakes WHERE id = ?)", lost),
           ("DELETE FROM intakes WHERE id = ?", lost))
    desk.screen.wait_for("1 missing")
    desk.screen.wait_for(code)
    s.comes(lambda: "it is still on that kiosk" in desk.screen.words(),
            "the missing one is named by code, with where it is", desk.screen.words)


def close_with_gap(s, desk, world):
    desk.screen.click("Close the day")
    desk.screen.wait_for("Close this day with a gap?")
    before = len(look(world)["closes"])
    desk.screen.enter("Reason, without names", REASON)
    # libadwaita has the button twice, for a wide and a narrow dialog, and names it by both.
    desk.screen.click(re.compile("^Close the day anyway"))
    desk.screen.wait_for("The day is closed")
    desk.screen.wait_for(REASON)
    closes = look(world)["closes"]
    s.same((len(closes), closes[0]["reason"], closes[0]["missing"]), (before + 1, REASON, 1),
           "with a gap, the day is closed with a reason")


def on_paper(s, world, code):
    pdf = world.directory / "day.pdf"
    told = world.hub.ctl("day-close", "--output", pdf).stdout
    s.holds("1 missing" in told and code in told, "operators are told the same", told)
    text = squeeze(subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True,
                                  capture_output=True, text=True).stdout)
    for what in ("1 missing", code, "Lobby 1", REASON):
        s.holds(squeeze(what) in text, f"“{what}” is on the sheet", text)
    pdf.unlink()


def silence(s, desk, world):
    damage(world, ("UPDATE devices SET told = told - ?, enrolled = enrolled - ? WHERE name = 'Lobby 1'",
                   HALF_AN_HOUR, HALF_AN_HOUR))
    desk.screen.wait_for("A kiosk was not heard of")
    s.comes(lambda: "Lobby 1 was last heard of" in desk.screen.words(),
            "a kiosk that is silent is a warning", desk.screen.words)


def evening(s):
    with s.world() as world:
        world.hub.start()
        codes = fill(world, s.arguments.filler)
        code = f"{codes[0][:3]}-{codes[0][3:]}"
        desk = FrontDesk(world)
        desk.sign_in()
        desk.await_list()
        all_here(s, desk, len(codes))
        close(s, desk, world)
        close_while_syncing(s, desk, world)
        gap(s, desk, world, code)
        close_with_gap(s, desk, world)
        on_paper(s, world, code)
        silence(s, desk, world)
        desk.key("ctrl+l")
        wait_until(lambda: code not in desk.screen.words(), "the screen to forget")
        s.holds(True, "who signs out leaves no code behind")


if __name__ == "__main__":
    sys.exit(run(evening, *SIZE, options={"--filler": {"type": pathlib.Path, "required": True},
                                          "--saver": {"type": pathlib.Path, "required": True}}))
