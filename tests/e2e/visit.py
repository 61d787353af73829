# SPDX-License-Identifier: GPL-3.0-or-later
"""A visit to the kiosk, in a visitor's terms: what to answer on each screen, in either language."""

import dataclasses
import datetime
import gettext
import json
import pathlib
import re

from driver import CONTROLS, Failed, wait_until

PACK_FILE = pathlib.Path(__file__).resolve().parents[2] / "data/content/pack.json"
PACK = json.loads(PACK_FILE.read_text("utf-8"))
STEPS = ("learn", "comfort", "aftercare", "health", "result", "wishes", "details", "consent",
         "thanks")
# What the main button of each step says, in English; of no two the same.
NEXT = {"learn": "Next: comfort", "comfort": "Next: aftercare", "aftercare": "Next: health check",
        "result": "Leave my details", "wishes": "Next: your details",
        "details": "Review and sign", "consent": "Finish", "thanks": "Done"}
MONTHS = {"en": ("January", "February", "March", "April", "May", "June", "July", "August",
                 "September", "October", "November", "December"),
          "fr-CA": ("Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août",
                    "Septembre", "Octobre", "Novembre", "Décembre")}
RULES = PACK["health"]["contraindications"]
PARTS = [RULES[start:start + 4] for start in range(0, len(RULES), 4)]
CONTACT = {"call": "Call", "text": "Text message", "email": "E-mail"}
SIGNATURE = [(.15, .6), (.25, .3), (.35, .7), (.45, .3), (.55, .7), (.65, .4), (.8, .55)]


@dataclasses.dataclass
class Person:
    """A sample person and all they say."""

    first: str = "Zoë-Maëlle"
    last: str = "Ñandú O’Sample"
    birth: tuple = (1988, 2, 29)
    mobile: str = "+1 (416) 555-0142"
    email: str = "zoe.sample@example.com"
    contact: str = "text"
    areas: tuple = ("crown", "scars")
    scars: str = "Thin line behind the left ear, from 1999"
    note: str = "Keep my widow’s peak, please"
    medication: str = "Ibuprofène 200 mg & vitamin D"
    numbing: str = "Yes"
    # By contraindication: "No" (the default), "Yes", "Not sure", "Ongoing", or a date.
    answers: dict = dataclasses.field(default_factory=dict)

    def answer(self, condition):
        return self.answers.get(condition, "No")

    def secrets(self):
        """Words of theirs that are nobody else's."""
        return [word for word in (self.first, self.last, self.mobile, self.email, self.scars,
                                  self.note, self.medication) if word]


class Words:
    """The kiosk's own words in a language: as its catalogue has them, and as the pack has."""

    def __init__(self, programs, tag):
        self.tag = tag
        locale = pathlib.Path(programs).parent / "share/locale"
        self.catalogue = (gettext.NullTranslations() if tag == "en" else
                          gettext.translation("stipple", locale, [tag.replace("-", "_")]))

    def __call__(self, text, context=None):
        if context:
            return self.catalogue.pgettext(context, text)
        return self.catalogue.gettext(text)

    def pack(self, text):
        return text[self.tag]

    @property
    def name(self):
        return next(entry["name"] for entry in PACK["languages"] if entry["tag"] == self.tag)


class Visit:
    def __init__(self, screen, programs, tag="en"):
        self.screen = screen
        self.programs = programs
        self.words = Words(programs, tag)

    # --- Moving

    def await_attract(self):
        self.screen.find(self.words("Touch to begin"))

    def begin(self):
        """From the attract screen, in the visit's language."""
        if self.words.tag != "en":
            self.screen.click(self.words.name)
        self.screen.click(self.words("Touch to begin"))
        self.await_step("learn")

    def await_step(self, step):
        if step == "health":
            self.await_part(1)
        else:
            self.screen.find(self.words(NEXT[step]), CONTROLS)

    def await_part(self, number):
        """Of the health step."""
        self.screen.wait_for(self.words("Part %u of %u").replace("%u", "{}")
                             .format(number, len(PARTS)))

    def next(self, step):
        """From step to the one after it."""
        self.screen.click(self.words(NEXT[step]))
        self.await_step(STEPS[STEPS.index(step) + 1])

    def back(self, to):
        self.screen.click(self.words("Back"))
        self.await_step(to)

    def switch_language(self, tag):
        self.screen.click(self.words("Language"))
        self.words = Words(self.programs, tag)
        self.screen.click(self.words.name)

    def start_over(self, sure=True):
        self.screen.click(self.words("Start over"))
        self.screen.click(self.words("Yes, start over" if sure else "Keep going"))

    # --- Answering

    def answer(self, condition, answer):
        """One condition on the part of the health step that is shown."""
        name = self.condition(condition)
        dated = isinstance(answer, datetime.date)
        word = "Yes" if dated or answer == "Ongoing" else answer
        self.screen.click(self._of(name, self.words(word, "answer")))
        if answer == "Ongoing":
            self.screen.click(self._of(name, self.words("Ongoing")))
        elif dated:
            self.open_picker(condition)
            self.pick(answer)

    def condition(self, condition):
        return self.words.pack(next(rule for rule in RULES if rule["id"] == condition)["name"])

    def _of(self, condition, text):
        return self.words("%s: %s") % (condition, text)

    def open_picker(self, condition):
        self.screen.click(self._of(self.condition(condition), self.words("Pick a date")))

    def pick(self, date):
        today = datetime.date.today()
        for _ in range((date.year - today.year) * 12 + date.month - today.month):
            self.screen.click(self.words("Month after"))
        self.screen.click(re.compile(rf"\b{date.day}\b\D+{date.year}"), "radio button")

    def part(self, number, person):
        """One part of the health step, from 1, then on to what follows."""
        self.await_part(number)
        for rule in PARTS[number - 1]:
            self.answer(rule["id"], person.answer(rule["id"]))
        self.screen.click(self.words("Next" if number < len(PARTS) else "See my result"))

    def health(self, person):
        """All of it, and on to the result."""
        for number in range(1, len(PARTS) + 1):
            self.part(number, person)
        self.await_step("result")

    def entry(self, label):
        """The name of a field, which ends in “(optional)” or not."""
        return re.compile("^" + re.escape(self.words(label)))

    def wishes(self, person):
        for area in PACK["intake"]["areas"]:
            if area["id"] in person.areas:
                self.screen.click(self.words.pack(area["name"]))
        self.screen.enter(self.entry("Scars we should know of"), person.scars)
        self.screen.enter(self.entry("Anything else you wish"), person.note)
        self.screen.enter(self.entry("Medication you take now or plan to take"),
                          person.medication)
        self.screen.click(self.words(person.numbing, "answer"))

    def details(self, person):
        self.screen.enter(self.entry("First name"), person.first)
        self.screen.enter(self.entry("Last name"), person.last)
        self.birth_date(*person.birth)
        self.screen.enter(self.entry("Mobile phone"), person.mobile)
        self.screen.enter(self.entry("E-mail"), person.email)
        context = "contact" if person.contact == "email" else None
        self.screen.click(self.words(CONTACT[person.contact], context))

    def birth_date(self, year, month, day):
        label = self.words("Date of birth")
        self.screen.enter(self.words("%s, day") % label, str(day))
        self.screen.enter(self.words("%s, year") % label, str(year))
        self.screen.click(re.compile("^" + re.escape(self.words("Month: %s").split("%s")[0])))
        name = MONTHS[self.words.tag][month - 1]
        wanted = self.words("Month: %s") % name

        def chosen():
            # A list that is still unfolding takes no press.
            self.screen.press(self.screen.find(name, "radio button"))
            return self.screen.has(wanted)
        wait_until(chosen, f"“{wanted}”")

    def agree(self):
        statement = self.words.pack(PACK["consent"]["statement"])
        self.screen.touch(self.screen.find(statement, "check box"))
        wait_until(lambda: self.screen.is_chosen(statement), "the consent to be given")

    def sign(self):
        pad = self.screen.find(self.words("Signature"), "image")
        before = pad.description
        self.screen.drag(pad, SIGNATURE)
        wait_until(lambda: self.screen.find(self.words("Signature"), "image").description != before,
                   "the signature to be there")

    def finish(self):
        """From the consent step to “Thank you”; gives the code on the screen."""
        self.screen.click(self.words("Finish"))
        self.await_step("thanks")
        return self.code()

    def code(self):
        return self.screen.wait_for(re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b")).group()

    # --- All of it

    def go_to(self, wanted, person):
        """From the attract screen to a step, answering all before it."""
        self.begin()
        work = {"health": self.health, "wishes": self.wishes, "details": self.details}
        for step in STEPS:
            if step == wanted:
                return self
            if step == "health":
                self.health(person)
                continue
            if step == "consent":
                self.agree()
                self.sign()
                self.finish()
                continue
            work.get(step, lambda _person: None)(person)
            self.next(step)
        raise Failed(f"there is no step “{wanted}”")

    def whole(self, person):
        """From the attract screen to “Thank you”; gives the code."""
        self.go_to("thanks", person)
        return self.code()
