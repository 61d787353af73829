# SPDX-License-Identifier: GPL-3.0-or-later
"""New content while kiosks serve: a bad pack changes nothing, a good one is there from the next visitor on."""

import contextlib
import copy
import json
import sys

from driver import wait_until
from folder import DELIVERED, await_outbox, hold_back
from proxy import Proxy, honest, silent
from scenario import run
from visit import PACK, PACK_FILE, QUESTIONS, Person, Visit

OLD = PACK["version"]
TITLE = "A new title for a new version"
NEXT_TITLE = "And yet another title"
QUESTION = "What is this new question?"


def newer(version, title=TITLE):
    pack = copy.deepcopy(PACK)
    pack["version"] = version
    pack["attract"]["title"]["en"] = title
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
    # stipplectl looks for itself before it asks: the hub is to refuse it from whoever else sends it.
    status, answer = world.hub.post("/admin/content", pack, world.hub.sign_in())
    scenario.same(status, 422, "nor does the hub take it from another program")
    for path in ("/attract/title/fr-CA", "/faq/entries/2/category", "/faq/entries/3/answer/en",
                 "/health/contraindications/1/id"):
        scenario.holds(path + ":" in done.stderr and path + ":" in "\n".join(answer.get("faults", [])),
                       f"its fault at {path} is named by both", f"{done.stderr}\n{answer}")
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
        visit.screen.find(PACK["faq"]["entries"][0]["question"]["en"])
        scenario.holds(not visit.screen.has(QUESTION), f"{name}: the old content stays")
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


def shows(visit, title):
    """Which attract screen."""
    titles = {PACK["attract"]["title"]["en"], TITLE, NEXT_TITLE}
    return visit.screen.has(title) and not visit.screen.has(titles - {title})


def hand_over(visit):
    """The shortest visit that leaves an intake: one answer, then to the desk; gives its code."""
    visit.go_to("understanding", Person())
    visit.choose(QUESTIONS[0], True)
    return visit.to_desk()


def under_way(scenario, world, proxy):
    """Content comes while somebody is in the middle of a visit, after an outage: nothing would be tried for an
    hour, but a call for staff shows that the hub is there."""
    proxy.way = silent
    visit = Visit(world.start_kiosk(enrol=False, hub=proxy.url), scenario.programs)
    visit.await_attract()
    first = hand_over(visit)
    wait_until(lambda: proxy.count("/fhir", silent), "a delivery in vain")
    scenario.same(visit.screen.process.stop(), 0, "the kiosk ends well")
    hold_back(world.directory / "kiosk", 3600)
    proxy.way = honest
    visit = Visit(world.start_kiosk(enrol=False, hub=proxy.url), scenario.programs)
    visit.await_attract()
    visit.go_to("understanding", Person())
    visit.choose(QUESTIONS[0], True)
    publish(scenario, world)
    before = proxy.count("/content", honest)
    visit.help("Call our staff")
    visit.screen.wait_for("Your call was sent.")
    visit.close_help()
    await_outbox(world.directory / "kiosk", [DELIVERED])
    wait_until(lambda: proxy.count("/content", honest) > before, "the new content to be fetched")
    right = next(one for one in QUESTIONS[0]["choices"] if one["right"])
    scenario.comes(lambda: visit.screen.is_chosen(visit.words.pack(right["text"])),
                   "content that arrives in the middle of a visit leaves it alone")
    for step in ("aftercare", "comfort", "learn"):
        visit.back(step)
    scenario.comes(lambda: visit.screen.has(PACK["faq"]["entries"][0]["question"]["en"])
                   and not visit.screen.has(QUESTION), "its first page has the old question")
    second = visit.to_desk()
    await_outbox(world.directory / "kiosk", [DELIVERED] * 2)
    scenario.same([pack_version(world, code) for code in (first, second)],
                  [(PACK["canonical"], OLD)] * 2, "both intakes name the version they were asked under")
    visit.screen.click_until(lambda: visit.screen.has(TITLE), visit.words("Done"))
    return visit


def named(scenario, world, visit):
    """The hub's answer to an intake says that there is something newer: nothing is due for minutes yet."""
    world.hub.ctl("publish", write(world, "next.json", newer(OLD + 2, NEXT_TITLE)))
    code = hand_over(visit)
    await_outbox(world.directory / "kiosk", [DELIVERED] * 3)
    scenario.same(pack_version(world, code), (PACK["canonical"], OLD + 1),
                  "the next intake names the new version")
    visit.screen.click_until(lambda: shows(visit, NEXT_TITLE), visit.words("Done"))
    scenario.holds(True, "what is published then is there for the visitor after that")


def next_visitor(scenario, visit, title):
    scenario.comes(lambda: shows(visit, title), f"the next visitor sees “{title}”")
    visit.screen.click_until(lambda: visit.is_at("learn"), visit.words("Touch to begin"))
    scenario.comes(lambda: visit.screen.has(QUESTION), "and the new question")
    visit.screen.click_until(lambda: visit.screen.has(title), visit.words("Start over"))


def content(scenario):
    with scenario.world() as world:
        world.hub.start()
        with contextlib.closing(Proxy(world.hub.port)) as proxy:
            visit = Visit(world.start_kiosk(hub=proxy.url), scenario.programs)
            visit.await_attract()
            refused(scenario, world)
            visit.screen.process.stop()
            spoilt(scenario, world, proxy)

            visit = under_way(scenario, world, proxy)
            next_visitor(scenario, visit, TITLE)
            named(scenario, world, visit)
            scenario.same(visit.screen.process.stop(), 0, "the kiosk ends well")

            visit = Visit(world.start_kiosk(enrol=False, hub="http://127.0.0.1:9"),
                          scenario.programs)
            wait_until(lambda: shows(visit, NEXT_TITLE), "the new title")
            scenario.holds(True, "started without a hub, the kiosk still has the new content")
            visit.screen.process.stop()

            visit = Visit(world.start_kiosk(name="fresh"), scenario.programs)
            wait_until(lambda: shows(visit, NEXT_TITLE), "the new title on a fresh kiosk")
            next_visitor(scenario, visit, NEXT_TITLE)
            scenario.same(proxy.faults, [], "the proxy itself had no fault")


if __name__ == "__main__":
    sys.exit(run(content))
