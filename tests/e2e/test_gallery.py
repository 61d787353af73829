# SPDX-License-Identifier: GPL-3.0-or-later
"""A clinic publishes pictures; a kiosk shows them, also when the hub is away."""

import contextlib
import sys

from driver import CONTROLS, wait_until
from folder import await_content, query
from gallery import GALLERY, VERSION, publish, write
from proxy import Proxy, honest
from scenario import run
from visit import Visit

PICTURES = [entry["image"]["sha256"] for entry in GALLERY if "image" in entry]


def not_without(scenario, world):
    done = world.hub.ctl("publish", write(world.directory, ["sample-side.jpg"]), check=False)
    scenario.holds(done.returncode == 1 and "/gallery/0/image/sha256: " in done.stderr,
                   "a pack is not published without its pictures", done.stderr)


def on_its_way(scenario, world):
    """The line is cut in the middle of the last picture; a restart goes on from there."""
    last = f"/content/media/{PICTURES[-1]}"
    first = f"/content/media/{PICTURES[0]}"
    with contextlib.closing(Proxy(world.hub.port)) as proxy:
        def cut(exchange):
            if exchange.path == last:
                exchange.tell(200, {"Content-Type": "image/jpeg", "Content-Length": "2000"}, b"cut")
            else:
                honest(exchange)

        proxy.way = cut
        kiosk = world.start_kiosk(hub=proxy.url)
        wait_until(lambda: proxy.count(last, cut), "the last picture to be asked for")
        scenario.same(kiosk.process.stop(), 0, "the kiosk ends well")
        folder = world.directory / "kiosk"
        scenario.same((query(folder, "SELECT version FROM content"),
                       query(folder, "SELECT sha256 FROM media")), ([], PICTURES[:1]),
                      "a pack whose pictures are not all there is not used; those there are kept")
        proxy.way = honest
        kiosk = world.start_kiosk(enrol=False, hub=proxy.url)
        await_content(folder, VERSION)
        scenario.same(proxy.count(first, honest), 0, "what is there is not fetched again")
        scenario.same(proxy.count(last, honest), 1, "what is missing is fetched")
        scenario.same(kiosk.process.stop(), 0, "the kiosk ends well")


def shown(scenario, world, tag):
    visit = Visit(world.start_kiosk(enrol=False, hub="http://127.0.0.1:9"), scenario.programs, tag)
    screen, words = visit.screen, visit.words
    visit.await_attract()
    visit.begin()
    screen.choose(words("Gallery"))
    screen.find(words.pack(GALLERY[-1]["title"]))
    texts = [words.pack(text) for entry in GALLERY for text in (entry["title"], entry["caption"])]
    scenario.becomes(lambda: screen.lacks(*texts), [],
                     f"{tag}: titles and captions are there, with the hub away")
    for entry in GALLERY:
        if "image" in entry:
            alt = words.pack(entry["image"]["alt"])
            scenario.comes(lambda: screen.has(alt, "image") and not screen.has(alt, "label"),
                           f"{tag}: {entry['id']} is a picture, and named")
        if "link" in entry:
            scenario.comes(lambda: screen.has(entry["link"], "image"),
                           f"{tag}: {entry['id']} has a code")
    scenario.comes(lambda: screen.has(words("Next: comfort"), CONTROLS), f"{tag}: the way goes on")
    scenario.same(screen.process.stop(), 0, f"{tag}: the kiosk ends well")


def gallery(scenario):
    with scenario.world() as world:
        world.hub.start()
        not_without(scenario, world)
        publish(world)
        on_its_way(scenario, world)
        world.hub.stop()
        for tag in ("en", "ar"):
            shown(scenario, world, tag)


if __name__ == "__main__":
    sys.exit(run(gallery))
