# SPDX-License-Identifier: GPL-3.0-or-later
"""A data folder that the kiosk cannot use: it says why, in words, and changes nothing in it."""

import contextlib
import os
import shutil
import sqlite3
import sys

from folder import bytes_of, differences
from scenario import run
from visit import Visit

TITLE = "This kiosk cannot start"
DAMAGED = "The database is damaged."
ADVICE = "nothing was changed or overwritten"


def truncate(folder):
    os.truncate(folder / "kiosk.db", (folder / "kiosk.db").stat().st_size // 2)


def cut_end(folder):
    """SQLite takes what is missing of the last page for zeros."""
    os.truncate(folder / "kiosk.db", (folder / "kiosk.db").stat().st_size - 100)


def spoil_page(folder):
    """One that nobody reads at the start."""
    size = (folder / "kiosk.db").stat().st_size
    with open(folder / "kiosk.db", "r+b") as file:
        file.seek(size - 4096)
        file.write(os.urandom(4096))


def empty(folder):
    os.truncate(folder / "kiosk.db", 0)


def fill_with_garbage(folder):
    size = (folder / "kiosk.db").stat().st_size
    (folder / "kiosk.db").write_bytes(os.urandom(size))


def make_newer(folder):
    with contextlib.closing(sqlite3.connect(folder / "kiosk.db")) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {version + 1}")


def replace_key(folder):
    (folder / "key").write_bytes(os.urandom(32))


def lose_key(folder):
    (folder / "key").unlink()


def cut_key(folder):
    os.truncate(folder / "key", 16)


def open_key(folder):
    (folder / "key").chmod(0o644)


FAULTS = [
    ("a database cut in half", truncate, DAMAGED),
    ("a database without its end", cut_end, DAMAGED),
    ("a page of garbage", spoil_page, DAMAGED),
    ("an empty database", empty, DAMAGED),
    ("a database of garbage", fill_with_garbage, DAMAGED),
    ("a database of a newer version", make_newer, "written by a newer version of Stipple"),
    ("another key", replace_key, "This data was sealed with another key"),
    ("no key", lose_key, "is missing"),
    ("half a key", cut_key, "is not a key of 32 bytes"),
    ("a key that others may read", open_key, "Others may read the key file"),
]


def start(scenario, world, name):
    return Visit(world.start_kiosk(name=name, enrol=False), scenario.programs)


def refuses(scenario, visit, folder, before, name, words):
    visit.screen.wait_for(TITLE)
    shown = visit.screen.words()
    scenario.holds(words in shown and ADVICE in shown, f"{name}: said in words", shown)
    changed = differences(before, bytes_of(folder))
    scenario.holds(not changed, f"{name}: nothing is changed", changed)


def faulty(scenario, world, number, name, damage, words):
    folder = world.directory / f"kiosk-{number}"
    shutil.copytree(world.directory / "kiosk", folder)
    damage(folder)
    before = bytes_of(folder)
    visit = start(scenario, world, folder.name)
    refuses(scenario, visit, folder, before, name, words)
    scenario.same(visit.screen.process.stop(), 0, f"{name}: no crash, and a good end")
    scenario.holds(not differences(before, bytes_of(folder)), f"{name}: nor when it ends")


def put_right(scenario, world):
    """While the screen is up; then “Try again”."""
    folder = world.directory / "kiosk-right"
    shutil.copytree(world.directory / "kiosk", folder)
    open_key(folder)
    visit = start(scenario, world, folder.name)
    visit.screen.wait_for(TITLE)
    (folder / "key").chmod(0o600)
    visit.screen.click_until(visit.is_at_attract, "Try again")
    scenario.comes(visit.is_at_attract, "put right, “Try again” lets it serve")
    visit.screen.process.stop()


def twice(scenario, world):
    folder = world.directory / "kiosk"
    first = start(scenario, world, folder.name)
    first.await_attract()
    first.begin()
    before = bytes_of(folder)
    second = start(scenario, world, folder.name)
    refuses(scenario, second, folder, before, "opened twice", "open in another program")
    scenario.same(second.screen.process.stop(), 0, "the second kiosk ends well")
    scenario.holds(not differences(before, bytes_of(folder)), "the first one’s files are as before")
    first.next("learn")
    scenario.comes(lambda: first.is_at("comfort"), "the first one goes on serving its visitor")


def database(scenario):
    with scenario.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), scenario.programs)
        visit.await_attract()
        visit.screen.process.stop()
        for number, (name, damage, words) in enumerate(FAULTS):
            faulty(scenario, world, number, name, damage, words)
        put_right(scenario, world)
        twice(scenario, world)


if __name__ == "__main__":
    sys.exit(run(database))
