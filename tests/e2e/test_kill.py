# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at random moments of saving and syncing: what reached "Thank you" arrives, and arrives once."""

import argparse
import os
import pathlib
import random
import selectors
import subprocess
import sys
import tempfile

from driver import PATIENCE, Failed, Hub
from folder import DELIVERED, outbox


def run(saver, *arguments):
    done = subprocess.run([saver, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"intake-saver: {done.stderr}")


def save_until_killed(saver, data, dice):
    """Kills the saver a random moment after a random number of acknowledgements; those it gave."""
    child = subprocess.Popen([saver, data], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    selector = selectors.DefaultSelector()
    selector.register(child.stdout, selectors.EVENT_READ)
    wanted = dice.choice((0, 0, 1, 2, 3, 5, 8))
    seen = b""
    while seen.count(b"\n") < wanted:
        if not selector.select(PATIENCE):
            child.kill()
            raise Failed(f"the saver saved nothing for {PATIENCE:.0f} s")
        chunk = os.read(child.stdout.fileno(), 65536)
        if not chunk:
            raise Failed(f"the saver ended by itself: {child.wait()}")
        seen += chunk
    # The moment within the next save, or within opening the store.
    selector.unregister(child.stdout)
    selector.select(dice.uniform(0, 0.15 if wanted == 0 else 0.02))
    child.kill()
    seen += child.stdout.read()
    child.wait()
    child.stdout.close()
    # A line cut short was not yet an acknowledgement.
    return seen.decode().split("\n")[:-1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--saver", required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    print(f"# {arguments.kills} kills, --seed {arguments.seed}", flush=True)
    acknowledged = []
    hub_kills = 0
    with tempfile.TemporaryDirectory(prefix="stipple-kill-") as directory:
        hub = Hub(arguments.programs, pathlib.Path(directory), dict(os.environ)).start()
        data = pathlib.Path(directory) / "kiosk"
        try:
            run(arguments.saver, data, hub.url, hub.enrol_code())
            for number in range(arguments.kills):
                acknowledged += save_until_killed(arguments.saver, data, dice)
                if number % 20 == 19:
                    hub.kill()
                    hub.start()
                    hub_kills += 1
            run(arguments.saver, data, "drain")
            states = outbox(data)
            held = [row[0].replace("-", "") for row in hub.intakes()]
        finally:
            hub.stop()
    lost = set(acknowledged) - set(held)
    cases = [
        (len(acknowledged) >= arguments.kills, f"{len(acknowledged)} intakes reached their thank-you"),
        (hub_kills > 0 or arguments.kills < 20, f"the hub was killed {hub_kills} times as well"),
        (len(acknowledged) == len(set(acknowledged)), "no code was given twice"),
        (not lost, f"none was lost: {sorted(lost)[:5]}"),
        (len(held) == len(set(held)), "none arrived twice"),
        (set(states) == {DELIVERED}, "the kiosk has the receipt of each"),
        # At most the one save that a kill cut off between its commit and its acknowledgement.
        (len(held) <= len(acknowledged) + arguments.kills, "nothing arrived that nobody saved"),
    ]
    print(f"1..{len(cases)}")
    for number, (good, name) in enumerate(cases, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    return 0 if all(good for good, _name in cases) else 1


if __name__ == "__main__":
    sys.exit(main())
