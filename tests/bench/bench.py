# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of ./dev bench: each beside its target, and beside a peer or the raw limit of the same run.

Whether a figure is reached decides nothing: the exit status says only whether all could be taken (0).
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import time
import traceback

import machine
from table import Row, Table

TIMEOUT = 120
INTAKES = 100_000
MANY_INTAKES = 1_000_000
WARM_VISITS = 50


class Bench:
    """What the benches share: the programs, a directory on a real disk, and the table."""

    def __init__(self, programs, build, visits=WARM_VISITS + 50, intakes=INTAKES):
        self.visits = visits
        self.intakes = intakes
        self.programs = programs.resolve()
        self.benches = (build / "tests/bench").resolve()
        self.directory = (build / "tmp").resolve()
        self.kept = (build / "kept").resolve()  # what takes long to make, for the next time
        self.table = Table()
        self._desktop = None
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)

    def room(self, name):
        directory = self.directory / name
        directory.mkdir(parents=True)
        return directory

    def run(self, name, *arguments, env=None, timeout=TIMEOUT):
        """A bench program's `name=value` lines, as numbers."""
        done = subprocess.run([self.benches / name, *map(str, arguments)], check=False, env=env,
                              capture_output=True, text=True, timeout=timeout)
        if done.returncode != 0:
            raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr[-2000:]}")
        pairs = (line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
        return {key: float(value) for key, value in pairs}

    @property
    def desktop(self):
        if self._desktop is None:
            from driver import Desktop, Process, wait_until  # pylint: disable=import-outside-toplevel
            self._desktop = Desktop(motion=True)
            manager = Process([self.benches / "bench-manager"], self.directory / "manager.log",
                              self._desktop.env)
            self._desktop.processes.append(manager)
            wait_until(lambda: "ready" in manager.output(), "the window manager's sign")
        return self._desktop

    def close(self):
        if self._desktop is not None:
            self._desktop.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def save(bench):
    found = bench.run("bench-save", bench.room("save"))
    count, size = found["save_n"], found["save_intake_bytes"] + found["save_outbox_bytes"]
    peer = "bare SQLite"
    bench.table.add(
        Row("Save, p50", found["save_p50_ms"], "ms", limit_ratio=2.5, peer=peer,
            peer_value=found["bare_p50_ms"],
            note=f"{count:.0f} sessions of {size:.0f} bytes in two rows, by turns; synchronous=FULL"),
        Row("Save, p99", found["save_p99_ms"], "ms", limit=20, peer=peer,
            peer_value=found["bare_p99_ms"]))


def drain(bench):
    from driver import Hub  # pylint: disable=import-outside-toplevel
    hubs = []
    try:
        for name in ("hub-1", "hub-2"):
            hubs.append(Hub(bench.programs, bench.room(name), None).start())
        found = bench.run("bench-drain", bench.room("drain"),
                          *(part for hub in hubs for part in (hub.url, hub.enrol_code())))
    finally:
        for hub in hubs:
            hub.stop()
    bench.table.add(
        Row("1,000 intakes delivered", found["drain_s"], "s", limit=10, peer="plain libcurl",
            peer_value=found["drain_curl_s"], note="50 deliveries of 20, to a hub on loopback"),
        Row("  their rows in 50 bare commits", found["drain_bare_s"], "s",
            note="the disk's share: what one database of two cannot be quicker than"))


def search(bench):
    found = bench.run("bench-search")
    bench.table.add(
        Row("Search a keystroke, p99", found["search_p99_ms"], "ms", limit=2,
            note=f"{found['search_n']:.0f} keystrokes, 10,000 entries"),
        Row("  the longest", found["search_max_ms"], "ms"),
        Row("  p50", found["search_p50_ms"], "ms"),
        Row("  making the index", found["search_index_ms"], "ms"))


def hub_search(bench):
    _hub_search(bench, bench.intakes, 15 if bench.intakes <= INTAKES else 60)


def hub_search_many(bench):
    """The first time it fills the hub for some minutes, with 10 GB."""
    _hub_search(bench, MANY_INTAKES, 60)


def _hub_search(bench, intakes, limit):
    from reception import fill  # pylint: disable=import-outside-toplevel
    found = bench.run("bench-hub-search", fill(bench, intakes), intakes)
    bench.table.add(
        Row(f"Search at the hub, {intakes:,} intakes, p95", found["hub_search_p95_ms"], "ms",
            limit=limit, peer="a bare commit",
            peer_value=found["hub_search_commit_p95_ms"],
            note=f"{found['hub_search_n']:.0f} searches among sealed intakes, each in the audit on disk;"
                 f" database {found['hub_search_mb']:.0f} MB"),
        Row("  of it at work, p95", found["hub_search_cpu_p95_ms"], "ms",
            note="processor time of its thread"),
        Row("  p50", found["hub_search_p50_ms"], "ms", peer="a bare commit",
            peer_value=found["hub_search_commit_p50_ms"]),
        Row("  p99", found["hub_search_p99_ms"], "ms"),
        Row("  the longest", found["hub_search_max_ms"], "ms"))


def desk(bench):
    from reception import desk as measure  # pylint: disable=import-outside-toplevel
    measure(bench)


def batch(bench):
    from reception import batch as measure  # pylint: disable=import-outside-toplevel
    measure(bench)


def frame(bench):
    import screen  # pylint: disable=import-outside-toplevel
    screen.frame(bench)


def memory(bench):
    import screen  # pylint: disable=import-outside-toplevel
    screen.memory(bench)


def ui(bench):
    import screen  # pylint: disable=import-outside-toplevel
    screen.main_loop(bench)


def look(bench):
    found = bench.run("bench-look", env=bench.desktop.env)
    bench.table.add(
        Row("Dots, a frame, p99", found["look_p99_ms"], "ms", limit=16.7,
            note=f"{found['look_dots']:.0f} dots on a head {found['look_width']:.0f} px wide,"
                 f" {found['look_n']:.0f} frames while the slider moves, software rendering"),
        Row("  p50", found["look_p50_ms"], "ms"),
        Row("  the longest", found["look_max_ms"], "ms"))


def touch(bench):
    from touch import touch as measure  # pylint: disable=import-outside-toplevel
    measure(bench)


def attract(bench):
    from touch import attract as measure  # pylint: disable=import-outside-toplevel
    measure(bench)


def visits(bench):
    from touch import visits as measure  # pylint: disable=import-outside-toplevel
    measure(bench)


BENCHES = {"save": save, "drain": drain, "search": search,
           "hub-search": hub_search, "hub-search-many": hub_search_many,
           "desk": desk, "batch": batch, "frame": frame, "memory": memory,
           "ui": ui, "look": look, "touch": touch, "attract": attract,
           "visits": visits}


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help=f"these only: {', '.join(BENCHES)}")
    parser.add_argument("--visits", type=int, default=WARM_VISITS + 50, metavar="N",
                        help="what “visits” measures: N complete visits, the first"
                        f" {WARM_VISITS} to warm up (%(default)s)")
    parser.add_argument("--intakes", type=int, default=INTAKES, metavar="N",
                        help="what “hub-search” and “desk” have (%(default)s)")
    arguments = parser.parse_args()
    if arguments.visits <= WARM_VISITS:
        parser.error(f"more than {WARM_VISITS} visits, please")
    for name in arguments.names:
        if name not in BENCHES:
            parser.error(f"there is no “{name}”: {', '.join(BENCHES)}")
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

    bench = Bench(arguments.programs, arguments.build, arguments.visits, arguments.intakes)
    print(machine.facts(bench.directory), flush=True)
    begun = time.monotonic()
    missed = []
    try:
        for name in arguments.names or BENCHES:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            try:
                BENCHES[name](bench)
            except Exception:  # pylint: disable=broad-except
                traceback.print_exc()
                missed.append(name)
    finally:
        bench.close()
    print(bench.table)
    print(f"Took {time.monotonic() - begun:.0f} s.")
    for name in missed:
        print(f"“{name}” could not be measured: see above.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
