# SPDX-License-Identifier: GPL-3.0-or-later
"""A visit that is read aloud, by what the speech server was given: every screen and each question in
the language of the visit, nothing that was typed, and silence when it is turned off or over."""

import sys

from driver import wait_until
from scenario import run
from speech import SpeechServer
from visit import PACK, PARTS, QUESTIONS, RULES, Person, Visit

CLIENT = Person()
BUTTON = "Read aloud"


def hears(s, server, text, name):
    wait_until(lambda: text in server.said(), lambda: f"“{text}” among {server.said()[-9:]}")
    s.holds(True, name)


def is_on(visit):
    return visit.screen.is_chosen(visit.words(BUTTON))


def is_hushed(server):
    """Whether the last it was told is to be silent."""
    return "CANCEL" in server.log().rsplit("Queueing message", 1)[-1]


def turn_on(visit):
    visit.screen.click_until(lambda: is_on(visit), visit.words(BUTTON))


def reading(s, server, visit):
    words = visit.words
    hears(s, server, words("What would you like to know?"), "the title is read")
    hears(s, server, words.pack(PACK["faq"]["entries"][-1]["question"]),
          "and all of the screen, down to the last question")
    visit.next("learn")
    hears(s, server, words.pack(PACK["comfort"]["numbing"][-1]["when"]), "comfort is read")
    visit.next("comfort")
    hears(s, server, words.pack(PACK["aftercare"]["days"][0]["avoid"][0]), "aftercare is read")
    visit.next("aftercare")
    hears(s, server, words.pack(QUESTIONS[0]["question"]), "the first question of the check is read")
    visit.understanding(CLIENT)
    hears(s, server, words.pack(QUESTIONS[-1]["question"]), "and the last, when it comes")
    visit.next("understanding")
    hears(s, server, words("Where is your hair thinning?"), "your look is read")
    visit.next("look")


def health(s, server, visit):
    for number, rules in enumerate(PARTS, 1):
        for rule in rules:
            name = visit.words.pack(rule["name"])
            wait_until(lambda name=name: name in server.said(), f"{name} to be read")
        visit.part(number, CLIENT)
    s.holds(True, f"all {len(RULES)} questions of the health check are read")


def typed(s, server, visit):
    visit.await_step("result")
    visit.next("result")
    visit.wishes(CLIENT)
    visit.next("wishes")
    hears(s, server, visit.words("Date of birth"), "the fields of the details are named")
    visit.details(CLIENT)
    visit.next("details")
    hears(s, server, visit.words.pack(PACK["consent"]["statement"]), "the consent is read")
    label = visit.words("Last name")
    count = server.said().count(label)
    visit.back("details")
    wait_until(lambda: server.said().count(label) > count, "the details to be read again")
    s.holds(True, "the details are read again on the way back")
    visit.next("details")
    said = "\n".join(server.said())
    s.same([word for word in CLIENT.secrets() if word in said], [], "nothing that was typed is read")


def breaks(s, server, visit):
    server.kill()
    visit.back("details")
    wait_until(lambda: not is_on(visit), "reading aloud to be given up")
    s.holds(True, "without a server it turns itself off, and the visit goes on")
    server.start()
    turn_on(visit)
    count = len(server.said())
    visit.next("details")
    wait_until(lambda: len(server.said()) > count, "the new server to be given something")
    s.holds(True, "and works again when the server is back")


def turned_off(s, server, visit):
    visit.screen.click_until(lambda: not is_on(visit), visit.words(BUTTON))
    s.comes(lambda: is_hushed(server), "turned off, what was being said is cut off at the server")
    count = len(server.said())
    visit.back("details")
    visit.next("details")
    s.same(len(server.said()), count, "and it is silent")
    turn_on(visit)


def ends(s, server, visit):
    visit.agree()
    visit.sign()
    visit.finish()
    visit.screen.click_until(visit.is_at_attract, visit.words("Done"))
    visit = Visit(visit.screen, visit.programs, "en")
    visit.begin()
    s.holds(not is_on(visit), "the next visitor is not read to")
    wait_until(lambda: is_hushed(server), "the last visitor's to be cut off")
    count = len(server.said())
    visit.next("learn")
    visit.next("comfort")
    s.same(len(server.said()), count, "and hears nothing")


def speech(s):
    with s.world() as world:
        server = SpeechServer(world.directory, world.desktop.env)
        world.desktop.env["SPEECHD_ADDRESS"] = server.address()
        world.hub.start()
        visit = Visit(world.start_kiosk("--speech", "always"), world.programs, s.arguments.language)
        visit.begin()
        s.same(server.said(), [], "nothing is read unasked")
        turn_on(visit)
        reading(s, server, visit)
        health(s, server, visit)
        typed(s, server, visit)
        s.same({tag.split("-")[0] for tag in server.languages()[1:]},
               {s.arguments.language.split("-")[0]}, "in the language of the visit")
        breaks(s, server, visit)
        turned_off(s, server, visit)
        ends(s, server, visit)
        server.stop()


def offered(s):
    """Only into headphones, and this machine has no socket for them."""
    with s.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), world.programs, "en")
        visit.begin()
        s.holds(not visit.screen.has(visit.words(BUTTON)), "not offered without headphones")


def both(s):
    speech(s)
    offered(s)


if __name__ == "__main__":
    sys.exit(run(both, options={"--language": {"default": "en"}}))
