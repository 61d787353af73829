# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of ./dev bench that a finger would feel: a press, a change of page, another language; and what
the attract screen costs while nobody touches it."""

import collections
import os
import pathlib
import re
import subprocess
import time

from driver import CONTROLS, Process, Screen, wait_until
from visit import NEXT, PARTS, Person, STEPS, Visit

from screen import Enrolled, Watch
from table import Row

PRESSES = 5      # on each step
LANGUAGES = ("fr-CA", "en")
WARM_VISITS = 50
FORMING_S = 8    # until the dots of the attract screen only breathe
ATTRACT_S = 15

Touch = collections.namedtuple("Touch", "what pressed released done")


class Finger:
    """bench-touch, on the controls of a screen."""

    def __init__(self, bench, screen):
        self.screen = screen
        self.touches = []
        self.child = subprocess.Popen([bench.benches / "bench-touch"], env=bench.desktop.env, text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def touch(self, verb, name, what=None):
        box = self.screen.bring_into_view(self.screen.find(name, CONTROLS))
        print(verb, *box, file=self.child.stdin, flush=True)
        answer = dict(part.split("=") for part in self.child.stdout.readline().split())
        touch = Touch(what, *(float(answer[key]) for key in Touch._fields[1:]))
        if touch.pressed < 0 or touch.done < 0:
            raise RuntimeError(f"the screen did not answer a {verb} on “{name}”: {touch}")
        self.touches.append(touch)

    def close(self):
        self.child.stdin.close()
        self.child.wait()

    def changes(self, what):
        return [touch for touch in self.touches if touch.what == what]


class TouchedVisit:
    """One visit, its main buttons by finger, what they lead to measured."""

    def __init__(self, bench, screen):
        self.visit = Visit(screen, bench.programs)
        self.screen = screen
        self.finger = Finger(bench, screen)
        self.person = Person()

    def answer(self, step):
        visit = self.visit
        if step == "health":
            for number in range(1, len(PARTS)):
                visit.part(number, self.person)
            wait_until(lambda: visit.is_at_part(len(PARTS)), "the last part")
            for condition in PARTS[-1]:
                visit.answer(condition["id"], "No")
        elif step == "consent":
            visit.agree()
            visit.sign()
        else:
            work = {"understanding": visit.understanding, "wishes": visit.wishes,
                    "details": visit.details}
            work.get(step, lambda _person: None)(self.person)

    def switch_language(self):
        """There and back again; what was typed must still be there."""
        for tag in LANGUAGES:
            before = self.visit.words
            self.finger.touch("tap", before("Language"))
            self.visit.words = type(before)(self.visit.programs, tag)
            self.finger.touch("tap", self.visit.words.name, "language")
            field = self.visit.entry("First name")
            wait_until(lambda: self.screen.all(field, ("text", "entry")), "the other language")
            if self.screen.entered(field) != self.person.first:
                raise RuntimeError("an answer was lost with the language")

    def whole(self):
        visit, finger = self.visit, self.finger
        visit.await_attract()
        finger.touch("tap", visit.words("Touch to begin"), "page")
        visit.await_step(STEPS[0])
        for step, following in zip(STEPS, STEPS[1:]):
            name = visit.words(NEXT.get(step, "See my result"))
            for _ in range(PRESSES):
                finger.touch("press", visit.words("Start over"))
            self.answer(step)
            if step == "details":
                self.switch_language()
            if following == "comfort":
                finger.touch("tap", name, "page")
                visit.await_step(following)
                finger.touch("tap", visit.words("Back"), "page")
                visit.await_step(step)
            finger.touch("tap", name, "page" if step != "consent" else None)
            visit.await_step(following)
        finger.close()


def longest_frame(watch, touches):
    """Of the main loop's rounds while the pages changed: by length and by work, in ms."""
    rounds = [entry for entry in watch.rounds for touch in touches
              if touch.released <= entry.begun + entry.length
              and entry.begun <= touch.released + touch.done * 1000]
    return (max(entry.length for entry in rounds) / 1000, max(entry.worked for entry in rounds) / 1000)


def touch(bench):
    written = bench.room("touch") / "watch"
    with Enrolled(bench, "touch-kiosk") as world:
        process = Process([*world.kiosk(bench.benches / "bench-kiosk"), "--windowed", "--idle", "3600"],
                          world.directory / "touched.log",
                          {**bench.desktop.env, "BENCH_WATCH": str(written)})
        world.kiosks.append(process)
        bench.desktop.fill_screen(process.pid)
        visit = TouchedVisit(bench, Screen(bench.desktop, process))
        visit.whole()
        process.stop()
    watch, finger = Watch(written), visit.finger
    pressed = sorted(touch.pressed for touch in finger.touches)
    pages, languages = finger.changes("page"), finger.changes("language")
    frame, work = longest_frame(watch, pages)
    (bench.directory.parent / "bench-touch.txt").write_bytes(written.read_bytes())
    bench.table.add(
        Row("Touch to pressed state, p95", pressed[len(pressed) * 95 // 100], "ms", limit=50,
            note=f"from an X button event to a changed pixel of the control on the screen, {len(pressed)}"
                 " times on every step"),
        Row("  the longest", pressed[-1], "ms"),
        Row("Page change, the longest", max(touch.done for touch in pages), "ms", limit=300,
            note=f"from letting go of the button to the last change on the screen, {len(pages)} changes;"
                 " with animations"),
        Row("  its longest frame", frame, "ms", limit=50, note="a round of the main loop meanwhile"),
        Row("  by work", work, "ms"),
        Row("Language switch, the longest", max(touch.done for touch in languages), "ms", limit=300,
            note=f"{len(languages)} at “Your details”, with what was typed found again"))


def _worked(pid):
    """Seconds on a processor, of all its threads."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share(pid, seconds):
    """Of one core, in percent."""
    worked, begun = _worked(pid), time.monotonic()
    wait_until(lambda: time.monotonic() - begun >= seconds, f"{seconds} s to pass")
    return 100 * (_worked(pid) - worked) / (time.monotonic() - begun)


def attract(bench):
    with Enrolled(bench, "attract") as world:
        screen = world.start_kiosk(enrol=False)
        Visit(screen, bench.programs).await_attract()
        forming = _share(screen.process.pid, FORMING_S)
        share = _share(screen.process.pid, ATTRACT_S)
    bench.table.add(
        Row("Attract screen, of one core", share, "%", limit=5,
            note=f"user and system time of the kiosk over {ATTRACT_S} s, with animations"),
        Row("  while its dots form", forming, "%", note=f"the first {FORMING_S} s"))


# --- Memory, visit after visit

def visits(bench):
    count, warm = bench.visits, WARM_VISITS
    with Enrolled(bench, "visits") as world:
        process = Process([*world.kiosk(bench.benches / "bench-visits"), "--windowed", "--idle", "3600"],
                          world.directory / "visits.log",
                          {**bench.desktop.env, "BENCH_VISITS": str(count), "BENCH_WARM": str(warm)})
        world.kiosks.append(process)
        bench.desktop.fill_screen(process.pid)
        status = process.wait(patience=30 * count)
        found = dict(line.split("=") for line in process.output().splitlines()
                     if re.fullmatch(r"\w+=\d+", line))
        if status != 0:
            raise RuntimeError(process.output()[-2000:])
    own, heap = ((float(found[f"{what}_end"]) - float(found[f"{what}_warm"])) * 1024 / 1e6
                 for what in ("own", "heap"))
    bench.table.add(
        Row("Memory, growth over visits", own, "MB", limit=1,
            note=f"anonymous and shared memory after {count} complete visits less that after {warm}, each with every screen"
                 " painted, another language and a delivered intake; --visits 1050 for a day of them"),
        Row("  of it in use on the heap", heap, "MB"),
        Row("  at the end", float(found["own_end"]) * 1024 / 1e6, "MB"))
