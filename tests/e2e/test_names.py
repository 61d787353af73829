# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, birthdays and phone numbers of every shape, typed into the real kiosk."""

import datetime
import sys

from driver import traces_of, wait_until
from evidence import answers, expected, export, identity, identity_of, squeeze, summary_text
from scenario import run
from visit import Person, Visit

PEOPLE = (
    Person(first="Zoe\u0308 👩🏽‍🦲", last="محمد العيّنة", birth=(2004, 2, 29), mobile="٤١٦-٥٥٥-٠١٤٢",
           note="100 % “sûr” & <b>'); DROP TABLE intake; --", scars="%s%n%d \\ \" ' `",
           medication="שלום 王小明", pattern=None),
    Person(first="Ñ" * 200, last="O'Sample \"Sam\" %s & <Sons>", birth=(1900, 1, 1),
           mobile="+44 (0)20 7946.0958", contact="email", note="", scars="", medication="",
           pattern=None),
)
TOMORROW = datetime.date.today() + datetime.timedelta(days=1)
FAULTY = (
    ("a birthday tomorrow", {"birth": (TOMORROW.year, TOMORROW.month, TOMORROW.day)}),
    ("a birthday in 2038", {"birth": (2038, 1, 1)}),
    ("a birthday in 1899", {"birth": (1899, 12, 31)}),
    ("29 February of a year without", {"birth": (1999, 2, 29)}),
    ("31 April", {"birth": (1999, 4, 31)}),
    ("a phone number too short", {"mobile": "555-01"}),
    ("a phone number too long", {"mobile": "4165550142 4165550143"}),
    ("a phone number of letters", {"mobile": "call me"}),
    ("a name of spaces", {"first": "   "}),
    ("an e-mail address without @", {"email": "sam.example.com"}),
)


def names(s):
    with s.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), world.programs)
        screen = visit.screen
        visit.await_attract()
        visit.go_to("details", Person(pattern=None))
        visit.details(Person())
        for name, fault in FAULTY:
            (field,) = fault
            visit.detail(Person(**fault), field)
            clean = set(screen.words().splitlines())
            screen.click(visit.words("Review and sign"))
            wait_until(lambda: [line for line in set(screen.words().splitlines()) - clean
                                if "lease" in line], f"{name}: the field to say what to do")
            s.comes(lambda: visit.is_at("details"),
                    f"{name} is not taken; the field says what to do")
            visit.detail(Person(), field)
        visit.next("details")
        s.comes(lambda: visit.is_at("consent"), "put right, the visit goes on")
        screen.click_until(lambda: screen.has(visit.words("Yes, start over")),
                           visit.words("Start over"))
        screen.click_until(visit.is_at_attract, visit.words("Yes, start over"))

        for person in PEOPLE:
            code = visit.whole(person)
            label = "".join(c for c in person.last if c.isalpha())[:8]
            wait_until(lambda: code in [row[0] for row in world.hub.intakes()], "the intake")
            resources = export(world.hub, code)
            s.same(identity(resources["Patient"]), identity_of(person), f"{label}: as typed")
            found = answers(resources["QuestionnaireResponse"])
            for link, value in expected(person).items():
                if not link.startswith("health/"):
                    s.same(found.get(link), value, f"{label}: {link} is as typed")
            text = summary_text(world.hub, code, world.directory / "summary.pdf")
            (world.directory / "summary.pdf").unlink()
            for word in (person.mobile, person.email, person.note):
                if word.isascii():
                    s.holds(squeeze(word) in text, f"{label}: “{word}” is on the summary", text)
            screen.click_until(visit.is_at_attract, visit.words("Done"))
            words = screen.words()
            s.same([word for word in person.secrets() if word in words], [],
                   f"{label}: the screen forgets")
            s.same(traces_of(person.secrets(), world.directory), [], f"{label}: so do the files")


if __name__ == "__main__":
    sys.exit(run(names))
