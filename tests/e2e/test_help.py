# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers hidden from others' eyes, a call for staff, and an intake that goes on at the desk."""

import sys

from driver import traces_of, wait_until
from evidence import answers, expected, export, squeeze, summary_text
from folder import DELIVERED, await_outbox
from scenario import run
from visit import PACK, Person, Visit

CLIENT = Person(answers={"diabetes": "Not sure", "antibiotics": "Ongoing"})


def hide(s, visit):
    screen = visit.screen
    s.comes(lambda: CLIENT.last in screen.words(), "the name is on the screen")
    screen.click_until(lambda: screen.has("Show my answers"), "Hide my answers")
    words = screen.words()
    s.same([word for word in CLIENT.secrets() if word in words], [],
           "one touch, and nothing of the person is there for assistive technology either")
    s.holds(not screen.has("Last name") and not screen.has("Back"), "nor anything else", words)
    screen.click_until(lambda: not screen.has("Show my answers"), "Show my answers")
    s.becomes(lambda: screen.entered(visit.entry("Last name")), CLIENT.last,
              "one more, and it is back")


def call(s, world, visit):
    s.same(world.hub.calls(), [], "nobody has called yet")
    visit.help("Call our staff")
    visit.screen.wait_for("Your call was sent.")
    (row,) = world.hub.calls()
    s.same(row[2:], ["open", "Lobby 1"], "the hub says which kiosk calls")
    world.hub.ctl("calls", "--answer", row[0])
    s.same([found[2] for found in world.hub.calls()], ["answered"], "staff have answered it")
    visit.close_help()
    visit.await_step("details")


def look_at_the_desk(s, world, code):
    (row,) = wait_until(world.hub.intakes, "the intake to arrive")
    s.same((row[0], row[2], row[4]), (code, "in progress", f"{CLIENT.first} {CLIENT.last}"),
           "reception sees it under its code, in progress")
    resources = export(world.hub, code)
    response = resources["QuestionnaireResponse"]
    s.same(response["status"], "in-progress", "its status says so")
    found = answers(response)
    for link, value in expected(CLIENT).items():
        s.same(found.get(link), value, f"{link} is as answered")
    s.same([link for link in found if link.startswith(("result", "consent"))], [],
           "nothing is concluded, and nothing consented to")
    s.same([key for key in ("telecom", "birthDate") if key in resources["Patient"]], [],
           "what was not said is not there")
    pdf = world.directory / "summary.pdf"
    text = summary_text(world.hub, code, pdf)
    for words in (code, CLIENT.first, CLIENT.last, "In progress", "Not signed yet",
                  CLIENT.medication, PACK["health"]["physicianLine"]["en"]):
        s.holds(squeeze(words) in text, f"“{words}” is on the summary", text)
    pdf.unlink()


def without_hub(s, world, visit, first):
    """The next visitor calls in vain, and goes to the desk all the same."""
    world.hub.stop()
    visit.go_to("health", Person())
    visit.part(1, Person())
    visit.help("Call our staff")
    visit.screen.wait_for("could not be sent")
    s.comes(lambda: "walk to the desk" in visit.screen.words(),
            "without a hub: told to walk to the desk")
    visit.close_help()
    code = visit.to_desk()
    s.holds(code != first, "the code for the desk is there without a hub, too")
    world.hub.start()
    await_outbox(world.directory / "kiosk", [DELIVERED] * 2)
    s.same([row[0] for row in world.hub.intakes()], [code, first], "it arrives later, once")
    s.same(len(world.hub.calls()), 1, "a call that failed is not made up for")


def helping(s):
    with s.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk("--name", "Lobby 1"), world.programs)
        visit.await_attract()
        visit.go_to("details", CLIENT)
        visit.screen.enter(visit.entry("First name"), CLIENT.first)
        visit.screen.enter(visit.entry("Last name"), CLIENT.last)
        hide(s, visit)
        call(s, world, visit)
        code = visit.to_desk()
        await_outbox(world.directory / "kiosk", [DELIVERED])
        look_at_the_desk(s, world, code)
        visit.done()
        words = visit.screen.words()
        s.same([word for word in CLIENT.secrets() if word in words], [], "the screen forgets")
        s.same(traces_of(CLIENT.secrets(), world.directory), [], "no file has it in clear")
        without_hub(s, world, visit, code)


if __name__ == "__main__":
    sys.exit(run(helping))
