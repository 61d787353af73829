# SPDX-License-Identifier: GPL-3.0-or-later
"""A visit to the kiosk, in a visitor's terms: what to answer on each screen, in any language."""

import contextlib
import dataclasses
import datetime
import gettext
import json
import pathlib
import re

from driver import CONTROLS, Failed, wait_until

PACK_FILE = pathlib.Path(__file__).resolve().parents[2] / "data/content/pack.json"
PACK = json.loads(PACK_FILE.read_text("utf-8"))
STEPS = ("learn", "comfort", "aftercare", "understanding", "look", "health", "result", "wishes",
         "details", "consent", "thanks")
# What the main button of each step says, in English; of no two the same.
NEXT = {"learn": "Next: comfort", "comfort": "Next: aftercare", "aftercare": "Next: quick check",
        "understanding": "Next: your look", "look": "Next: health check",
        "result": "Leave my details", "wishes": "Next: your details",
        "details": "Review and sign", "consent": "Finish", "thanks": "Done"}
MONTHS = {"en": ("January", "February", "March", "April", "May", "June", "July", "August",
                 "September", "October", "November", "December"),
          "fr-CA": ("Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août",
                    "Septembre", "Octobre", "Novembre", "Décembre"),
          "es": ("Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto",
                 "Septiembre", "Octubre", "Noviembre", "Diciembre"),
          "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر",
                 "أكتوبر", "نوفمبر", "ديسمبر"),
          "zh-Hans": ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月",
                      "十一月", "十二月")}
CATALOGUES = {"zh-Hans": "zh_CN"}
RULES = PACK["health"]["contraindications"]
PARTS = [RULES[start:start + 4] for start in range(0, len(RULES), 4)]
QUESTIONS = PACK["aftercare"]["questions"]
DETAILS = {"first": "First name", "last": "Last name", "mobile": "Mobile phone", "email": "E-mail"}
CONTACT = {"call": "Call", "text": "Text message", "email": "E-mail"}
# By their ids on the wire: what they are called.
REGIONS = {"hairline": "Hairline", "temples": "Temples", "mid-scalp": "Mid-scalp", "crown": "Crown",
           "sides": "Sides", "back": "Back of the scalp"}
SCAR = [(.4, .4), (.45, .5), (.5, .45)]
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
    # The look: what is on the wire as pattern, hair color and complexion, and its names. No pattern:
    # nothing at all is said of it.
    pattern: tuple = ("norwood-5", "Norwood V")
    hair: tuple = ("hair-6", "Red")
    complexion: tuple = ("skin-4", "Olive")
    regions: tuple = ("crown", "back")
    areas: tuple = ("crown", "scars")
    scars: str = "Thin line behind the left ear, from 1999"
    note: str = "Keep my widow’s peak, please"
    medication: str = "Ibuprofène 200 mg & vitamin D"
    numbing: str = "Yes"
    # The questions of the understanding check they get wrong at first.
    misses: tuple = ()
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
                          gettext.translation("stipple", locale,
                                              [CATALOGUES.get(tag, tag.replace("-", "_"))]))

    def __call__(self, text, context=None):
        if context:
            return self.catalogue.pgettext(context, text)
        return self.catalogue.gettext(text)

    def plural(self, one, many, number):
        """Of a number and a noun, the number put in."""
        return self.catalogue.ngettext(one, many, number).replace("%u", str(number))

    def part(self, text):
        """The longest of what stands around what is put in: some languages begin with that."""
        return max(re.split(r"%(?:\d\$)?[sdu]", self(text)), key=len)

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

    def is_at_attract(self):
        """In whatever language."""
        return self.screen.has(frozenset(PACK["attract"]["title"].values()))

    def await_attract(self):
        wait_until(self.is_at_attract, lambda: f"the attract screen on:\n{self.screen.words()}")

    def choose_language(self):
        """On the attract screen, the visit's."""
        title = self.words.pack(PACK["attract"]["title"])
        if self.words.tag != "en":
            self.screen.click_until(lambda: self.screen.has(title), self.words.name)

    def begin(self):
        """From the attract screen, in the visit's language."""
        self.choose_language()
        self.screen.click_until(lambda: self.is_at("learn"), self.words("Touch to begin"))

    def is_at(self, step):
        if step == "health":
            return self.is_at_part(1)
        if step == "understanding":
            return self.is_at_question(1)
        return self.screen.has(self.words(NEXT[step]), CONTROLS)

    def is_at_question(self, number):
        """Of the understanding check."""
        return self.screen.has(self.words("Question %u of %u").replace("%u", "{}")
                               .format(number, len(QUESTIONS)))

    def is_at_part(self, number):
        """Of the health step."""
        return self.screen.has(self.words("Part %u of %u").replace("%u", "{}")
                               .format(number, len(PARTS)))

    def await_step(self, step):
        wait_until(lambda: self.is_at(step), lambda: f"step “{step}” on:\n{self.screen.words()}")

    def next(self, step):
        """From step to the one after it."""
        following = STEPS[STEPS.index(step) + 1]
        self.screen.click_until(lambda: self.is_at(following), self.words(NEXT[step]))

    def back(self, to):
        self.screen.click_until(lambda: self.is_at(to), self.words("Back"))

    def switch_language(self, tag):
        before = self.words
        self.words = Words(self.programs, tag)
        close = before("Close")
        self.screen.click_until(lambda: self.screen.has(close), before("Language"))
        self.screen.click_until(lambda: not self.screen.has(close), self.words.name)

    def use_companion(self, tag):
        """Another language beneath the visit's, for somebody with the visitor."""
        close = self.words("Close")
        self.screen.click_until(lambda: self.screen.has(close), self.words("Language"))
        self.screen.click_until(lambda: not self.screen.has(close),
                                self.words("Also in %s") % Words(self.programs, tag).name)

    def done(self):
        """From “Thank you” to the attract screen."""
        self.screen.click_until(self.is_at_attract, self.words("Done"))

    # --- Help

    def help(self, choice):
        """A choice of the help sheet."""
        title = self.words("Do you need help?")
        self.screen.click_until(lambda: self.screen.has(title), self.words("Help"))
        choice = self.words(choice)
        self.screen.click_until(lambda: not self.screen.has(choice, CONTROLS), choice)

    def close_help(self):
        title = self.words("Do you need help?")
        self.screen.click_until(lambda: not self.screen.has(title), self.words("Close"))

    def to_desk(self):
        """Goes on at the desk; gives the code for it."""
        self.help("Finish at the desk")
        there = self.words("Please go to the desk")
        self.screen.click_until(lambda: there in self.screen.words(),
                                self.words("Yes, go on at the desk"))
        return self.code()

    # --- Answering

    def choose(self, question, right):
        """The right choice of a question that is shown, or the first wrong one."""
        choice = next(one for one in question["choices"] if one["right"] == right)
        self.screen.choose(self.words.pack(choice["text"]))
        self.screen.wait_for(self.words.pack(question["correction"]))

    def understanding(self, person):
        """All questions; the last one stays."""
        for number, question in enumerate(QUESTIONS, 1):
            wait_until(lambda: self.is_at_question(number), f"question {number}")
            self.choose(question, question["id"] not in person.misses)
            if number < len(QUESTIONS):
                self.screen.click_until(lambda: self.is_at_question(number + 1),
                                        self.words("Next"))

    def look(self, person):
        """Every panel of the look; the scar is drawn on the top of the head."""
        screen, words = self.screen, self.words
        if person.pattern is None:
            return
        screen.choose(words(person.pattern[1]))
        screen.choose(words("Mark the head"))
        screen.choose(*(words(REGIONS[region], "region of the head") for region in person.regions))
        screen.choose(words("Top of the head"), role="radio button")
        screen.choose(words("Draw"))
        self.draw_scar()
        screen.choose(words("Colours"))
        screen.choose(words(person.hair[1], "hair color"),
                      words(person.complexion[1], "complexion"))

    def draw_scar(self):
        """When a line is there already, it is another one."""
        head = re.compile("^" + re.escape(self.words("Top of the head")))
        self.screen.drag(self.screen.find(head, "image"), SCAR)

    def answer(self, condition, answer):
        """One condition on the part of the health step that is shown."""
        self.screen.choose(self._first_answer(condition, answer))
        if answer == "Ongoing":
            self.screen.choose(self._of(self.condition(condition), self.words("Ongoing")))
        elif isinstance(answer, datetime.date):
            self.open_picker(condition)
            self.pick(answer)

    def _first_answer(self, condition, answer):
        word = "Yes" if isinstance(answer, datetime.date) or answer == "Ongoing" else answer
        return self._of(self.condition(condition), self.words(word, "answer"))

    def condition(self, condition):
        return self.words.pack(next(rule for rule in RULES if rule["id"] == condition)["name"])

    def _of(self, condition, text):
        return self.words("%s: %s") % (condition, text)

    def open_picker(self, condition):
        self.screen.click_until(lambda: self.screen.has(self.words("Month after")),
                                self._of(self.condition(condition), self.words("Pick a date")))

    def pick(self, date, text="Until %s", role=CONTROLS):
        """In the calendar that is open; it closes then, and the date stands in @text."""
        month = MONTHS[self.words.tag][date.month - 1]
        # In Chinese the year comes first, and “一月” ends “十一月”.
        shown = re.compile(rf"^(?=.*{date.year})(.*\W|\d+年)?{month}(\W|$)", re.I)
        while not self.screen.has(shown, ("heading", "label")):
            before = self.screen.words()
            self.screen.click_until(lambda: self.screen.words() != before,
                                    self.words("Month after"))
        day = re.compile(rf"(?<!\d){date.day}(?!\d)\D+{date.year}|{date.year}年\d+月{date.day}日")
        shown = re.compile(re.escape(self.words(text).split("%s")[0]) + r"\S")
        self.screen.click_until(lambda: self.screen.has(shown, role), day, "radio button")

    def first_session(self, date):
        self.screen.click_until(lambda: self.screen.has(self.words("Month after")),
                                self.words("See your own dates: pick the day of a first session"))
        self.pick(date, "First session: %s")

    def part(self, number, person):
        """One part of the health step, from 1, then on to what follows."""
        wait_until(lambda: self.is_at_part(number), f"part {number} of the health step")
        answers = {rule["id"]: person.answer(rule["id"]) for rule in PARTS[number - 1]}
        self.screen.choose(*(self._first_answer(*one) for one in answers.items()))
        for condition, answer in answers.items():
            self.answer(condition, answer)
        self.leave_part(number)

    def leave_part(self, number):
        if number < len(PARTS):
            self.screen.click_until(lambda: self.is_at_part(number + 1), self.words("Next"))
        else:
            self.screen.click_until(lambda: self.is_at("result"), self.words("See my result"))

    def health(self, person):
        """All of it, and on to the result."""
        for number in range(1, len(PARTS) + 1):
            self.part(number, person)

    def entry(self, label):
        """The name of a field, which ends in “(optional)” or not."""
        return re.compile("^" + re.escape(self.words(label)))

    def wishes(self, person):
        self.screen.choose(*(self.words.pack(area["name"]) for area in PACK["intake"]["areas"]
                             if area["id"] in person.areas))
        self.screen.enter(self.entry("Scars we should know of"), person.scars)
        self.screen.enter(self.entry("Anything else you wish"), person.note)
        self.screen.enter(self.entry("Medication you take now or plan to take"),
                          person.medication)
        self.screen.choose(self.words(person.numbing, "answer"))

    def details(self, person):
        for field in (*DETAILS, "birth", "contact"):
            self.detail(person, field)

    def detail(self, person, field):
        """One of the details, by its name in Person."""
        if field == "birth":
            self.birth_date(*person.birth)
        elif field == "contact":
            context = "contact" if person.contact == "email" else None
            self.screen.choose(self.words(CONTACT[person.contact], context))
        else:
            self.screen.enter(self.entry(DETAILS[field]), getattr(person, field))

    def birth_date(self, year, month, day):
        label = self.words("Date of birth")
        self.screen.enter(self.words("%s, day") % label, str(day))
        self.screen.enter(self.words("%s, year") % label, str(year))
        name = MONTHS[self.words.tag][month - 1]
        any_month = re.compile("^" + re.escape(self.words("Month: %s").split("%s")[0]))
        chosen = self.words("Month: %s") % name
        if not self.screen.has(chosen):
            self.screen.click_until(lambda: self.screen.is_expanded(any_month), any_month)
            self.screen.click_until(lambda: self.screen.has(chosen), name, "radio button")

    def agree(self):
        statement = self.words.pack(PACK["consent"]["statement"])
        self.screen.touch_until(lambda: self.screen.is_chosen(statement), statement, "check box")

    def sign(self):
        def pad():
            return self.screen.find(self.words("Signature"), "image")

        def signed():
            self.screen.drag(pad(), SIGNATURE)
            with contextlib.suppress(Failed):
                return wait_until(lambda: pad().description != before, "the signature", 5)
            return False
        before = pad().description
        wait_until(signed, "the signature to be there")

    def finish(self):
        """From the consent step to “Thank you”; gives the code on the screen."""
        self.screen.click_until(lambda: self.is_at("thanks"), self.words("Finish"))
        return self.code()

    def code(self):
        return self.screen.wait_for(re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b")).group()

    # --- All of it

    def go_to(self, wanted, person):
        """From the attract screen to a step, answering all before it."""
        self.begin()
        work = {"understanding": self.understanding, "look": self.look, "wishes": self.wishes,
                "details": self.details}
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
