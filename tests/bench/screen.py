# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of ./dev bench that need a display: first frame, memory, and the watch on the main loop."""

import collections
import dataclasses
import os
import pathlib
import statistics
import subprocess
import sys
import time

from driver import Process, Screen, World, wait_until
from visit import PACK, Person, STEPS, Visit

from table import Row

N_WARM = 2
N_MEASURED = 5
TIMEOUT = 60
CHROMIUM = ("chromium", "--kiosk", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync")


def chromium(profile):
    """On a blank page, with a profile of its own that nobody used before."""
    # Its sandbox does not run as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [*CHROMIUM, *sandbox, f"--user-data-dir={profile}", "about:blank"]


class Enrolled(World):
    """A hub, and the data of a kiosk that is enrolled with it, all on the real disk."""

    def __init__(self, bench, name):
        super().__init__(bench.desktop, bench.programs)
        self.room = bench.room(name)
        self.hub.start()
        self.start_kiosk()
        Visit(Screen(self.desktop, self.kiosks[-1]), self.programs).await_attract()
        self.kiosks.pop().stop()

    def kiosk(self, program):
        return [program, "--data", self.directory / "kiosk", "--hub", self.hub.url]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        faults = self.close()
        if faults:
            print(f"The programs complained {len(faults)} times, first: {faults[0]}",
                  file=sys.stderr)


# --- First frame

def _frame_once(bench, argv, options=()):
    done = subprocess.run([bench.benches / "bench-frame", *options, *argv], env=bench.desktop.env,
                          check=False, capture_output=True, text=True, timeout=TIMEOUT)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return {key: float(value) for key, value in
            (line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)}


def _warm(take):
    """The median of each value, of the runs after those that warm the caches."""
    runs = [take(number) for number in range(N_WARM + N_MEASURED)][N_WARM:]
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def frame(bench):
    profiles = bench.room("chromium-frame")
    with Enrolled(bench, "frame") as world:
        argv = world.kiosk(bench.programs / "stipple-kiosk")
        kiosk = _warm(lambda _number: _frame_once(bench, argv, ["--content"]))
    browser = _warm(lambda number: _frame_once(bench, chromium(profiles / str(number))))
    bench.table.add(
        Row("First frame, warm", kiosk["frame"], "ms", limit=400, peer="Chromium, blank page",
            peer_value=browser["frame"],
            note=f"from exec to a painted screen of {bench.desktop.width} × {bench.desktop.height}"
                 f" on Xvfb; median of {N_MEASURED} after {N_WARM} to warm up; hub and database"
                 " there, enrolled"),
        Row("  first screen with text", kiosk["content"], "ms",
            note="from exec until the attract screen can be read: store opened, content found"))


# --- Memory

def _tree(pid):
    """pid and all that descend from it."""
    children = collections.defaultdict(list)
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(after_name[1])].append(int(path.parent.name))
    found = [pid]
    for parent in found:
        found += children[parent]
    return found


def pss(pid):
    """MB, of the whole tree of processes."""
    total = 0
    for process in _tree(pid):
        try:
            lines = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024 / 1e6


def settled_pss(pid):
    """When two looks a second apart differ by less than a hundredth; or after ten."""
    values = [pss(pid)]
    while len(values) < 10:
        started = time.monotonic()
        wait_until(lambda: time.monotonic() - started >= 1, "a second to pass")
        values.append(pss(pid))
        if abs(values[-1] - values[-2]) < values[-1] / 100:
            break
    return values[-1]


def chromium_pss(bench):
    profile = bench.room("chromium-memory")
    process = Process(chromium(profile), profile / "log", bench.desktop.env)
    try:
        bench.desktop.fill_screen(process.pid)
        return settled_pss(process.pid)
    finally:
        process.stop()


def memory(bench):
    with Enrolled(bench, "memory") as world:
        screen = world.start_kiosk(enrol=False)
        Walk(screen, bench.programs).whole()
        pid = screen.process.pid
        kiosk = settled_pss(pid)
    bench.table.add(
        Row("Memory after a walk", kiosk, "MB", limit=130, limit_ratio=0.4,
            peer="Chromium, blank page", peer_value=chromium_pss(bench),
            note="PSS of all processes; after one visit from attract to “Thank you”"))


# --- The main loop

class Walk:
    """One visit, all steps to “Thank you”, through accessibility; remembers when each step began."""

    def __init__(self, screen, programs):
        self.visit = Visit(screen, programs)
        self.person = Person()
        self.times = []

    def mark(self, step):
        self.times.append((time.monotonic() * 1e6, step))

    def step_at(self, moment):
        return next((step for begun, step in reversed(self.times) if begun <= moment), "start")

    def learn(self):
        visit, words = self.visit, self.visit.words
        search = words("Search questions")
        for length in range(1, len("cost") + 1):
            visit.screen.enter(search, "cost"[:length])
        visit.screen.enter(search, "")
        for entry in PACK["faq"]["entries"][:3]:
            visit.screen.click(words.pack(entry["question"]))

    def whole(self):
        visit, person = self.visit, self.person
        self.mark("attract")
        visit.await_attract()
        self.mark("learn")
        visit.begin()
        work = {"learn": lambda _person: self.learn(), "understanding": visit.understanding,
                "look": visit.look, "wishes": visit.wishes, "details": visit.details}
        for step, following in zip(STEPS, STEPS[1:]):
            if step == "health":
                visit.health(person)
                self.mark(following)
            elif step == "consent":
                visit.agree()
                visit.sign()
                self.mark(following)
                visit.finish()
            else:
                work.get(step, lambda _person: None)(person)
                self.mark(following)
                visit.next(step)
        self.mark("after")


@dataclasses.dataclass
class Round:
    """Of the main loop, from poll to poll, in µs; worked on a processor for a part of it, painted for
    a part of that."""

    begun: int
    length: int
    worked: int
    painted: int
    samples: list = dataclasses.field(default_factory=list)


class Watch:
    """What the watchdog in bench-kiosk wrote: see watchdog.h."""

    def __init__(self, path):
        self.start = self.count = 0
        self.rounds = []
        for line in path.read_text().splitlines():
            word, _, rest = line.partition(" ")
            if word == "round":
                self.rounds.append(Round(*map(int, rest.split())))
            elif word == "at":
                self.rounds[-1].samples.append(rest.split(";"))
            elif word.startswith("start="):
                self.start = int(word[6:])
            elif word.startswith("rounds="):
                self.count = int(word[7:])

    def longer_than(self, limit):
        return sum(entry.length > limit for entry in self.rounds)

    def p99(self):
        """The short rounds are counted only; they are all below 1 ms."""
        lengths = sorted((entry.length for entry in self.rounds), reverse=True)
        place = self.count // 100
        return lengths[place] if place < len(lengths) else 1000

    def worked_longer_than(self, limit):
        return sum(entry.worked > limit for entry in self.rounds)

    def busy_longer_than(self, limit):
        return sum(entry.worked - entry.painted > limit for entry in self.rounds)

    def longest(self, number):
        return sorted(self.rounds, key=lambda entry: -entry.length)[:number]


# What a sample was spent on, by the innermost function that says so.
KINDS = (
    ("painting", ("gsk_render", "gdk_draw_context", "cairo_", "pixman_")),
    ("text layout", ("pango_", "hb_")),
    ("fonts", ("Fc",)),
    ("style", ("gtk_css_", "gtk_style_")),
    ("building a screen", ("gtk_widget_init_template", "gtk_builder_")),
    ("layout", ("gtk_widget_measure", "gtk_widget_size_allocate", "gtk_widget_allocate")),
    ("snapshot", ("gtk_widget_snapshot",)),
    ("accessibility", ("gtk_accessible", "gtk_at_", "g_dbus_", "g_variant_")),
)


def kind_of(sample):
    for function in sample:
        for kind, prefixes in KINDS:
            if function.lstrip("_").startswith(prefixes):
                return kind
    return "other"


def own_of(sample):
    """Our innermost function in it."""
    return next((name for name in sample if name.startswith("stipple_")), None)


def describe(samples):
    """"painting 70 %, style 30 %; in stipple_learn_page_new"."""
    kinds = collections.Counter(map(kind_of, samples))
    text = ", ".join(f"{kind} {100 * n / len(samples):.0f} %" for kind, n in kinds.most_common(3))
    own = collections.Counter(filter(None, map(own_of, samples))).most_common(1)
    return text + (f"; in {own[0][0]}" if own else "")


def repaint(bench, room):
    """A window of that size and one colour, painting itself: the median round's length, and the work of
    it, in ms."""
    written = room / "repaint"
    subprocess.run([bench.benches / "bench-repaint", str(bench.desktop.width),
                    str(bench.desktop.height)], env={**bench.desktop.env, "BENCH_WATCH": written},
                   check=True, timeout=TIMEOUT)
    rounds = Watch(written).rounds
    return (statistics.median(entry.length for entry in rounds) / 1000,
            statistics.median(entry.worked for entry in rounds) / 1000)


def main_loop(bench):
    room = bench.room("ui")
    written = room / "watch"
    plain, plain_work = repaint(bench, room)
    with Enrolled(bench, "ui-kiosk") as world:
        process = Process([*world.kiosk(bench.benches / "bench-kiosk"), "--windowed"],
                          world.directory / "watched.log",
                          {**bench.desktop.env, "BENCH_WATCH": str(written)})
        world.kiosks.append(process)
        bench.desktop.fill_screen(process.pid)
        walk = Walk(Screen(bench.desktop, process), bench.programs)
        walk.whole()
        process.stop()
    watch = Watch(written)
    longest = watch.longest(8)
    lines = [f"    {entry.length / 1000:5.1f} ms ({entry.worked / 1000:.1f} worked,"
             f" {entry.painted / 1000:.1f} of it painting)"
             f"  {walk.step_at(entry.begun):10} {describe(entry.samples)}"
             for entry in longest if entry.samples]
    bench.table.add(
        Row("UI thread, longest block", longest[0].length / 1000, "ms", limit=16,
            peer="painting a plain window", peer_value=plain,
            note="a block is one round of the main loop, from poll to poll, painting included; of"
                 f" {watch.count} rounds in a visit from the first frame to “Thank you”, with"
                 " animations, driven through accessibility, which the same thread answers; the"
                 " start before the first frame is a row of its own, and the end is not counted."
                 " The longest, by the step they led to:\n" + "\n".join(lines) + "\n   "),
        Row("  p99", watch.p99() / 1000, "ms"),
        Row("  blocks above 8 ms", watch.longer_than(8000)),
        Row("  blocks above 16 ms", watch.longer_than(16000), limit=0),
        Row("  above 16 ms of work", watch.worked_longer_than(16000),
            note="of processor time: what is left of them when nothing else runs meanwhile"),
        Row("  longest by work", max(entry.worked for entry in watch.rounds) / 1000, "ms",
            peer="painting a plain window", peer_value=plain_work),
        Row("  above 16 ms of work, without painting", watch.busy_longer_than(16000),
            note="from the layout of a frame to its end is painting: the widgets' drawing, and that of"
                 " GTK without a GPU"),
        Row("  longest by work, without painting",
            max(entry.worked - entry.painted for entry in watch.rounds) / 1000, "ms"),
        Row("  longest until the first frame", watch.start / 1000, "ms"))
    keep = bench.directory.parent / "bench-watch.txt"
    keep.write_bytes(written.read_bytes())
