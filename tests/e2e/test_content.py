# SPDX-License-Identifier: GPL-3.0-or-later
"""New content while kiosks serve: a bad pack changes nothing, a good one is there from the next visitor on."""

import contextlib
import copy
import json
import sys

from driver import wait_until
from folder import DELIVERED, await_outbox
from proxy import Proxy, honest, silent
from scenario import run
from visit import PACK, PACK_FILE, Person, Visit

OLD = PACK["version"]
TITLE = "A new title for a new version"
QUESTION = "What is this new question?"


def newer(version):
    pack = copy.deepcopy(PACK)
    pack["version"] = version
    pack["attract"]["title"]["en"] = TITLE
    pack["faq"]["entries"][0]["question"]["en"] = QUESTION
    return pack


def write(world, name, pack):
    path = world.directory / name
    path.write_text(json.dumps(pack, ensure_ascii=False), "utf-8")
    return path


def refused(scenario, world):
    pack = newer(OLD + 1)
    del pack["attract"]["title"]["fr-CA"]
    pack["faq"]["entries"][2]["category"] = "nowhere"
    pack["faq"]["entries"][3]["answer"]["en"] = "<script>alert(1)</script>"
    pack["health"]["contraindications"][1]["id"] = pack["health"]["contraindications"][0]["id"]
    done = world.hub.ctl("publish", write(world, "bad.json", pack), check=False)
    scenario.same(done.returncode, 1, "a bad pack is not published: exit status 1")
    for path in ("/attract/title/fr-CA", "/faq/entries/2/category", "/faq/entries/3/answer/en",
                 "/health/contraindications/1/id"):
        scenario.holds(path + ":" in done.stderr, f"its fault at {path} is named", done.stderr)
    done = world.hub.ctl("publish", write(world, "torn.json", {"version": OLD + 1}), check=False)
    scenario.same(done.returncode, 1, "nor is half a pack")
    torn = world.directory / "torn.json"
    torn.write_text(PACK_FILE.read_text("utf-8")[:5000], "utf-8")
    done = world.hub.ctl("publish", torn, check=False)
    scenario.holds(done.returncode == 1 and done.stderr.strip(), "nor a file that was cut", done)


def unusable():
    """Packs that no hub of ours hands out, as the bytes on the wire."""
    faulty = newer(OLD + 1)
    del faulty["attract"]["title"]["fr-CA"]
    good = json.dumps(newer(OLD + 1)).encode()
    return (("a faulty pack", json.dumps(faulty).encode()), ("a pack cut short", good[:5000]),
            ("a page instead of a pack", b"<!DOCTYPE html><title>Welcome</title>"))


def spoilt(scenario, world, proxy):
    """What the kiosk is given for content is of no use: the content it has stays."""
    for name, pack in unusable():
        def spoil(exchange, pack=pack):
            if exchange.path == "/content":
                exchange.tell(200, {"Content-Type": "application/json"}, pack)
            else:
                honest(exchange)

        before = proxy.count("/content", spoil)
        proxy.way = spoil
        visit = Visit(world.start_kiosk(enrol=False, hub=proxy.url), scenario.programs)
        wait_until(lambda: proxy.count("/content", spoil) > before, "a look for content")
        visit.await_attract()
        visit.begin()
        scenario.holds(visit.screen.has(PACK["faq"]["entries"][0]["question"]["en"])
                       and not visit.screen.has(QUESTION), f"{name}: the old content stays")
        scenario.same(visit.screen.process.stop(), 0, f"{name}: the kiosk ends well")


def publish(scenario, world):
    done = world.hub.ctl("publish", write(world, "good.json", newer(OLD + 1)), check=False)
    scenario.same(done.returncode, 0, "a good newer pack is published")
    done = world.hub.ctl("publish", write(world, "old.json", newer(OLD)), check=False)
    scenario.same(done.returncode, 1, "another pack under a version that is there is not")


def pack_version(world, code):
    """Of the questionnaire that an intake answers, as the hub exports it."""
    bundle = json.loads(world.hub.ctl("export", code).stdout)
    (response,) = (entry["resource"] for entry in bundle["entry"]
                   if entry["resource"]["resourceType"] == "QuestionnaireResponse")
    canonical, version = response["questionnaire"].rsplit("|", 1)
    return canonical, int(version)


def shows(visit, new):
    """Which attract screen."""
    wanted, other = (TITLE, PACK["attract"]["title"]["en"]) if new else (
        PACK["attract"]["title"]["en"], TITLE)
    return visit.screen.has(wanted) and not visit.screen.has(other)


def under_way(scenario, world, proxy):
    """Content comes while somebody is in the middle of a visit. The kiosk looks for it every five minutes,
    but at once when what kept it from looking is over, so the network is away at first."""
    proxy.way = silent
    visit = Visit(world.start_kiosk(enrol=False, hub=proxy.url), scenario.programs)
    visit.await_attract()
    wait_until(lambda: proxy.count("/content", silent), "the first look for content")
    first = visit.whole(Person(first="Ana"))
    visit.done()
    visit.go_to("wishes", Person(first="Bo"))
    publish(scenario, world)
    proxy.way = honest
    # The longer the visit took with the network away, the longer the pause between two tries.
    await_outbox(world.directory / "kiosk", [DELIVERED], patience=600)
    wait_until(lambda: proxy.count("/content", honest), "the new content to be fetched")
    visit.wishes(Person(first="Bo"))
    visit.back("result")
    visit.next("result")
    scenario.same(visit.screen.entered(visit.entry("Anything else you wish")), Person().note,
                  "content that arrives in the middle of a visit leaves it alone")
    while not visit.is_at("learn"):
        before = visit.screen.words()
        visit.screen.click_until(lambda: visit.screen.words() != before, visit.words("Back"))
    scenario.holds(visit.screen.has(PACK["faq"]["entries"][0]["question"]["en"])
                   and not visit.screen.has(QUESTION), "its first page has the old question")
    return visit, first


def finish_again(visit, person):
    """From the first step of a visit whose answers are there already, up to wishes."""
    for step in ("learn", "comfort", "aftercare"):
        visit.next(step)
    visit.understanding(person)
    visit.next("understanding")
    visit.next("look")
    visit.health(person)
    visit.next("result")
    visit.next("wishes")
    visit.details(person)
    visit.next("details")
    visit.agree()
    visit.sign()
    return visit.finish()


def next_visitor(scenario, visit):
    scenario.holds(shows(visit, new=True), "the next visitor sees the new title")
    visit.screen.click_until(lambda: visit.is_at("learn"), visit.words("Touch to begin"))
    scenario.holds(visit.screen.has(QUESTION), "and the new question")


def content(scenario):
    canonical = PACK["canonical"]
    with scenario.world() as world:
        world.hub.start()
        with contextlib.closing(Proxy(world.hub.port)) as proxy:
            visit = Visit(world.start_kiosk(hub=proxy.url), scenario.programs)
            visit.await_attract()
            refused(scenario, world)
            visit.screen.process.stop()
            spoilt(scenario, world, proxy)

            visit, first = under_way(scenario, world, proxy)
            second = finish_again(visit, Person(first="Bo"))
            await_outbox(world.directory / "kiosk", [DELIVERED] * 2)
            scenario.same([pack_version(world, code) for code in (first, second)],
                          [(canonical, OLD)] * 2, "both intakes name the version they were asked under")
            visit.screen.click_until(lambda: visit.screen.has(TITLE), visit.words("Done"))
            next_visitor(scenario, visit)
            scenario.same(visit.screen.process.stop(), 0, "the kiosk ends well")

            visit = Visit(world.start_kiosk(enrol=False, hub="http://127.0.0.1:9"),
                          scenario.programs)
            wait_until(lambda: shows(visit, new=True), "the new title")
            scenario.holds(True, "started without a hub, the kiosk still has the new content")
            visit.screen.process.stop()

            visit = Visit(world.start_kiosk(name="fresh"), scenario.programs)
            wait_until(lambda: shows(visit, new=True), "the new title on a fresh kiosk")
            next_visitor(scenario, visit)
            scenario.same(proxy.faults, [], "the proxy itself had no fault")


if __name__ == "__main__":
    sys.exit(run(content))
