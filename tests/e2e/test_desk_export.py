# SPDX-License-Identifier: GPL-3.0-or-later
"""Intakes of some days leave as a file: asked twice, whole, for one pair of eyes, and written down."""

import contextlib
import csv
import datetime
import json
import os
import pathlib
import signal
import stat
import sys

from desk import SIZE, FrontDesk, fill
from driver import Failed, wait_until
from scenario import run

PEOPLE = 8
QUESTION = f"Take the health data of {PEOPLE} people out of Stipple?"


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def exports(world):
    return [line for line in world.hub.ctl("audit", "list").stdout.splitlines() if "\texport\t" in line]


def begin(desk, path):
    """As far as the second question."""
    desk.choose_from("Menu", "Export…")
    desk.screen.wait_for(f"The health data of {PEOPLE} people")
    choose(desk, path)


def choose(desk, path):
    desk.screen.click("Choose a file…")
    desk.name_file(path, lambda: desk.screen.has(QUESTION))


def holds_table(s, path):
    rows = rows_of(path)
    s.same(len(rows), PEOPLE, "as CSV, a row for everybody")
    s.holds("Tremblay" in [row["last_name"] for row in rows], "by name", rows)
    medications = {row["medication"] for row in rows}
    s.holds("'=1+1" in medications and "=1+1" not in medications,
            "what somebody typed is no formula to a spreadsheet", medications)
    s.same(stat.S_IMODE(path.stat().st_mode), 0o600, "for nobody else to read")
    s.same([file.name for file in path.parent.glob(f"{path.name}*")], [path.name],
           "and nothing is left beside it")


def refused(desk):
    desk.focus()
    desk.key("Escape")
    with contextlib.suppress(Failed):
        return wait_until(lambda: not desk.screen.has(QUESTION), "the question", 5)
    return False


def by_the_desk(s, world, desk):
    path = world.directory / "desk.csv"
    begin(desk, path)
    s.becomes(lambda: desk.screen.lacks("admin exports all that came from", str(path),
                                        "The hub writes down who"), [],
              "the second question says who, what and where to")
    wait_until(lambda: refused(desk), "the question to go")
    s.holds(not path.exists() and not exports(world), "who says no exports nothing")
    choose(desk, path)
    desk.answer("Export")
    desk.screen.wait_for(f"Saved as {path.name}")
    holds_table(s, path)
    s.same(len(exports(world)), 1, "who says yes is written down")
    s.holds(desk.process.running(), "and the desk goes on")


def cancelled(s, world, desk):
    """While the hub takes its time."""
    path = world.directory / "late.csv"
    begin(desk, path)
    os.kill(world.hub.process.pid, signal.SIGSTOP)
    try:
        desk.answer("Export")
        desk.screen.wait_for(f"Getting 0 of {PEOPLE}…")
        desk.screen.click("Cancel")
        desk.screen.wait_for("Cancelled.", patience=30)
    finally:
        os.kill(world.hub.process.pid, signal.SIGCONT)
    s.same(list(path.parent.glob(f"{path.name}*")), [], "who cancels gets no file")


def by_the_command(s, world):
    path = world.directory / "out.ndjson"
    before = len(exports(world))
    # A day of leeway on both sides: the hub's machine and this one agree, midnight may pass.
    today = datetime.date.today()
    day = datetime.timedelta(days=1)
    call = ("export", "--from", today - day, "--to", today + day, "--format", "ndjson", "--output",
            path)
    refused = world.hub.ctl(*call, check=False)
    s.holds(refused.returncode == 2 and f"--confirm {PEOPLE}" in refused.stderr,
            "without a second word, stipplectl says how many people it is about", refused.stderr)
    s.same(world.hub.ctl(*call, "--confirm", PEOPLE + 1, check=False).returncode, 2,
           "another number will not do")
    s.holds(not path.exists(), "and nothing is written")
    world.hub.ctl(*call, "--confirm", PEOPLE)
    kinds = [json.loads(line)["resourceType"] for line in path.read_text().splitlines()]
    s.same(kinds, ["Patient", "QuestionnaireResponse"] * PEOPLE, "with it, FHIR, a line a resource")
    s.same(stat.S_IMODE(path.stat().st_mode), 0o600, "for nobody else to read")
    table = world.directory / "out.csv"
    world.hub.ctl(*call[:6], "csv", "--output", table, "--confirm", PEOPLE)
    holds_table(s, table)
    s.same(len(exports(world)), before + 2, "written down, each time")


def export(s):
    with s.world() as world:
        world.hub.start()
        fill(world, s.arguments.filler, more=1)
        desk = FrontDesk(world)
        desk.sign_in()
        desk.await_list()
        desk.screen.wait_for("Tremblay")
        by_the_desk(s, world, desk)
        by_the_command(s, world)
        cancelled(s, world, desk)


if __name__ == "__main__":
    sys.exit(run(export, *SIZE, options={"--filler": {"type": pathlib.Path, "required": True}}))
