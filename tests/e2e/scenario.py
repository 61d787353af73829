# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario is a function that says what holds, one line of TAP each; it ends at the first exception."""

import argparse
import contextlib
import pathlib
import sys
import traceback

from driver import Desktop, Failed, World, wait_until


def explain(text):
    """As TAP has it, and for people: meson shows of a test that failed only what it said on stderr."""
    sys.stdout.flush()
    for line in str(text).splitlines():
        print("# " + line, flush=True)
        print(line, file=sys.stderr, flush=True)


class Scenario:
    def __init__(self, desktop, programs, arguments):
        self.desktop = desktop
        self.programs = programs
        self.arguments = arguments
        self.count = 0
        self.failed = 0

    def holds(self, condition, name, detail=""):
        """Says so, or says that not, and goes on."""
        self.count += 1
        self.failed += not condition
        print(f"{'ok' if condition else 'not ok'} {self.count} - {name.replace('#', '')}", flush=True)
        if not condition:
            print(f"FAILED: {name}", file=sys.stderr, flush=True)
            explain(detail)

    def comes(self, look, name, detail=""):
        """That it is so, now or as soon as a busy machine comes to it; a detail may be a function."""
        with contextlib.suppress(Failed):
            wait_until(look, name)
            self.holds(True, name)
            return
        self.holds(False, name, detail() if callable(detail) else detail)

    def skip(self, name, reason):
        self.count += 1
        print(f"ok {self.count} - {name.replace('#', '')} # SKIP {reason}", flush=True)

    def same(self, found, wanted, name):
        self.holds(found == wanted, name, f"found  {found!r}\nwanted {wanted!r}")

    def becomes(self, look, wanted, name):
        """What is looked at is the same, now or soon."""
        self.comes(lambda: look() == wanted, name,
                   lambda: f"found  {look()!r}\nwanted {wanted!r}")

    def world(self):
        return _Closing(self)


class _Closing:
    """A World whose good end is a case of its scenario."""

    def __init__(self, scenario):
        self.scenario = scenario

    def __enter__(self):
        self.world = World(self.scenario.desktop, self.scenario.programs)
        return self.world

    def __exit__(self, kind, _value, _trace):
        faults = self.world.close()
        if kind is None:
            self.scenario.holds(not faults, "kiosk and hub ended well, and complained of nothing",
                                "\n".join(faults))
        else:
            explain("\n".join(faults))


def run(function, width=1080, height=1920, options=None):
    """Runs it on a desktop of its own with --programs DIR; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=pathlib.Path, required=True,
                        help="where stipple-kiosk, stipple-hub and stipplectl are installed")
    parser.add_argument("--motion", action="store_true", help="with animations")
    for flag, settings in (options or {}).items():
        parser.add_argument(flag, **settings)
    arguments = parser.parse_args()
    for program in ("stipple-kiosk", "stipple-hub", "stipplectl"):
        if not (arguments.programs / program).exists():
            print(f"Bail out! {arguments.programs / program} is not installed; run “meson install”")
            return 1
    desktop = Desktop(width, height, arguments.motion)
    scenario = Scenario(desktop, arguments.programs, arguments)
    try:
        function(scenario)
    except Exception:  # pylint: disable=broad-except
        scenario.holds(False, "the scenario comes to its end", traceback.format_exc())
    finally:
        desktop.close()
    print(f"1..{scenario.count}")
    return 1 if scenario.failed else 0
