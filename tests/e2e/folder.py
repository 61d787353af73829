# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk's data folder from outside: its bytes, and what its outbox holds, while it runs or not."""

import contextlib
import pathlib
import shutil
import sqlite3
import tempfile
import time

from driver import files_below, wait_until

WAITING, DELIVERED, QUARANTINED = range(3)  # StippleDeliveryState


def bytes_of(folder):
    """{file: (mode, bytes)} of all below folder."""
    return {path.relative_to(folder).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes())
            for path in files_below(folder)}


def differences(before, after):
    """What changed between two bytes_of(), as words. An empty log is what SQLite lays beside a database
    in order to read it."""
    nothing = (None, b"")
    names = sorted(before.keys() | after.keys())
    return [f"{name}: {'gone' if name not in after else 'new' if name not in before else 'changed'}"
            for name in names if before.get(name) != after.get(name)
            and (name in before or not name.endswith("-wal")
                 or after.get(name, nothing)[1] != b"")]


def query(folder, sql):
    """The first column of the rows, read off a copy: the kiosk lets nobody else in. None when the copy was
    taken in the middle of a write."""
    with tempfile.TemporaryDirectory(prefix="stipple-copy-") as copy:
        for name in ("kiosk.db", "kiosk.db-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(pathlib.Path(folder) / name, copy)
        with contextlib.closing(sqlite3.connect(pathlib.Path(copy) / "kiosk.db")) as database:
            with contextlib.suppress(sqlite3.DatabaseError):
                return [row[0] for row in database.execute(sql)]
    return None


def outbox(folder):
    """The states of all intakes in the order of saving."""
    return query(folder, "SELECT state FROM outbox ORDER BY number")


def hold_back(folder, seconds):
    """A kiosk that is not running tries to deliver in so many seconds only, as after a long outage."""
    when = int((time.time() + seconds) * 1_000_000)
    with contextlib.closing(sqlite3.connect(pathlib.Path(folder) / "kiosk.db")) as database, database:
        database.executemany("UPDATE meta SET value = ? WHERE name = ?",
                             [(20, "backoff-failures"), (when, "backoff-next-try")])


def await_content(folder, version):
    """The pack that the next start begins with."""
    wait_until(lambda: query(folder, "SELECT version FROM content") == [version],
               f"content of version {version}")


def await_outbox(folder, states, patience=180):
    """Long enough for the pauses between tries that fail."""
    wait_until(lambda: outbox(folder) == states,
               lambda: f"the outbox to be {states}; it is {outbox(folder)}", patience)
