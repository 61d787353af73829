# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of ./dev bench that a receptionist would feel: searching, opening, scrolling and printing at the
front desk, beside a plain list of GTK."""

import subprocess
import time

from driver import Desktop, Hub, Process, wait_until

from table import Row

SIZE = (1440, 900)
TODAY = 200  # summaries in a batch


class KeptHub(Hub):
    """One that bench-hub-fill made: it is there already, with its password."""

    def __init__(self, programs, data, log):  # pylint: disable=super-init-not-called
        self.programs = programs
        self.directory = self.data = data
        self.env = None
        self.log = log
        self.log.write_text("")
        self.process = None
        self.port = 0
        self.password_file = data / "password"


def fill(bench, intakes, directory=None):
    """The data of a hub that holds so many; those that take long to make are kept for the next time."""
    directory = directory or bench.kept / f"hub-{intakes}"
    directory.mkdir(parents=True, exist_ok=True)
    bench.run("bench-hub-fill", directory, intakes, timeout=120 + intakes / 500)
    return directory


class Reception:
    """A screen with a window manager's sign, for one program that fills it and prints what it measured."""

    def __init__(self, bench):
        self.bench = bench
        self.desktop = Desktop(*SIZE, motion=True)
        manager = Process([bench.benches / "bench-manager"], bench.directory / "desk-manager.log",
                          self.desktop.env)
        self.desktop.processes.append(manager)
        wait_until(lambda: "ready" in manager.output(), "the window manager's sign")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.desktop.close()

    def run(self, name, *arguments, timeout):
        program = self.bench.benches / name
        with subprocess.Popen([str(part) for part in (program, *arguments)], env=self.desktop.env,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                self.desktop.fill_screen(process.pid)
                out, err = process.communicate(timeout=timeout)
            except BaseException:
                process.kill()
                raise
        if process.returncode != 0:
            raise RuntimeError(f"{name} ended with {process.returncode}: {err[-2000:]}")
        pairs = (line.split("=", 1) for line in out.splitlines() if "=" in line)
        return {key: float(value) for key, value in pairs}


def _list(bench, reception, hub):
    return reception.run("bench-desk", "list", hub.url, hub.password_file, bench.directory / "desk.ini",
                         bench.intakes, timeout=300 + bench.intakes / 50)


def desk(bench):
    hub = KeptHub(bench.programs, fill(bench, bench.intakes), bench.directory / "desk-hub.log")
    with Reception(bench) as reception:
        plain = reception.run("bench-list", bench.intakes, timeout=300 + bench.intakes / 50)
        hub.start()
        try:
            found = _list(bench, reception, hub)
        finally:
            hub.stop()
    peer = "a plain GtkListView"
    bench.table.add(
        Row("Search at the desk, p95", found["desk_search_p95_ms"], "ms", limit=100,
            peer="GTK's filter in memory", peer_value=plain["list_search_p95_ms"],
            note=f"from a key pressed until the rows it asks for are painted;"
                 f" {found['desk_search_n']:.0f} keys, {bench.intakes:,} intakes at a hub on loopback,"
                 f" software rendering, {SIZE[0]} × {SIZE[1]}"),
        Row("  of it at work, p95", found["desk_search_work_p95_ms"], "ms",
            note="processor time of its thread"),
        Row("  p50", found["desk_search_p50_ms"], "ms"),
        Row("  the longest", found["desk_search_max_ms"], "ms"),
        Row("Opening an intake, p95", found["desk_open_p95_ms"], "ms", limit=100,
            note=f"from choosing a row until all about it is painted; {found['desk_open_n']:.0f} intakes"),
        Row("  of it at work, p95", found["desk_open_work_p95_ms"], "ms",
            note="processor time of its thread"),
        Row("  the first, with its content pack", found["desk_open_first_ms"], "ms"),
        Row("  the longest after it", found["desk_open_max_ms"], "ms"),
        Row("Scrolling, a frame, p99", found["desk_scroll_p99_ms"], "ms", limit=33, peer=peer,
            peer_value=plain["list_scroll_p99_ms"],
            note=f"the UI thread's time from frame to frame, a screenful of new rows in each, through all"
                 f" {bench.intakes:,}: {found['desk_scroll_n']:.0f} frames;"
                 f" {found['desk_scroll_waited_s']:.0f} s more at the end of what there was, for the hub"),
        Row("  of it at work, p99", found["desk_scroll_work_p99_ms"], "ms", peer=peer,
            peer_value=plain["list_scroll_work_p99_ms"], note="processor time of its thread"),
        Row("  p50", found["desk_scroll_p50_ms"], "ms"),
        Row("  the longest", found["desk_scroll_max_ms"], "ms"),
        Row("Memory of the desk after it", found["desk_scrolled_pss_mb"], "MB", limit=160, peer=peer,
            peer_value=plain["list_pss_mb"],
            note=f"PSS; {found['desk_scroll_kept']:.0f} rows in memory"),
        Row("  with the first page of the list", found["desk_pss_mb"], "MB"))


def batch(bench):
    pages = bench.run("bench-summary", TODAY)
    hub = KeptHub(bench.programs, fill(bench, TODAY, bench.room("batch-hub")),
                  bench.directory / "batch-hub.log")
    with Reception(bench) as reception:
        hub.start()
        try:
            found = reception.run("bench-desk", "batch", hub.url, hub.password_file,
                                  bench.directory / "desk.ini", timeout=120)
        finally:
            hub.stop()
    bench.table.add(
        Row("A page of a summary, p95", pages["page_p95_ms"], "ms", limit=50,
            note=f"laid out and written as PDF; {pages['page_n']:.0f} pages of {TODAY} sample intakes, in"
                 " five languages"),
        Row("  of it at work, p95", pages["page_work_p95_ms"], "ms", note="processor time of its thread"),
        Row("  p50", pages["page_p50_ms"], "ms"),
        Row("  where all is as long as it may be, p95", pages["long_page_p95_ms"], "ms"),
        Row(f"A batch of {TODAY} summaries", (found["desk_batch_ms"] + pages["batch_ms"]) / 1000, "s",
            limit=5, note="those of today: found and fetched from the hub one by one, each in the audit,"
                          f" with progress; then all their {pages['batch_pages']:.0f} pages"),
        Row("  fetching them", found["desk_batch_ms"] / 1000, "s"),
        Row("  their pages", pages["batch_ms"] / 1000, "s"),
        Row("  of them at work", pages["batch_work_ms"] / 1000, "s"))
