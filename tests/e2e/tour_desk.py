# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the front desk: every screen of it, in one language."""

import contextlib
import datetime
import json
import re
import sqlite3
import subprocess
import urllib.request
import uuid

import printer
from desk import FrontDesk, fill
from driver import wait_until
from visit import PACK, PARTS

OPENED = {"physician": ("Harpreet", "Singh"), "unsuitable": ("Luca", "Marchetti"),
          "in-progress": ("Marie-Ève", "Gagnon"), "wait": ("Amélie", "Tremblay")}


FORM_CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}\b")


def call(world):
    """A visitor at a kiosk asks for staff."""
    _status, kiosk = world.hub.post("/enrol", {"code": world.hub.enrol_code("Lobby 2"),
                                               "name": "Lobby 2"})
    made = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    world.hub.post("/calls", {"id": str(uuid.uuid4()), "made": made}, kiosk["token"])


def refuse(world, code, name, **changes):
    """A kiosk tells of an intake like that of the code, refused for what is changed in its patient."""
    _status, kiosk = world.hub.post("/enrol", {"code": world.hub.enrol_code(name), "name": name})
    bundle = json.loads(world.hub.ctl("export", code).stdout)
    patient, response = (entry["resource"] for entry in bundle["entry"])
    text = json.dumps({"patient": patient | changes, "response": response}, ensure_ascii=False)
    ids = {resource["id"]: str(uuid.uuid4()) for resource in (patient, response)}
    for old, new in ids.items():
        text = text.replace(old, new)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    (field,) = changes
    world.hub.post(f"/quarantine/{ids[response['id']]}", {
        "round": 1, "made": now, "refused": now, "document": text, "code": code, "refusal": {
            "kind": "invalid", "status": 422, "issue": "invalid",
            "expression": f"Bundle.entry[0].resource.{field}"}}, kiosk["token"], method="PUT")


def correct_elsewhere(world, code):
    """At another desk, with other names."""
    token = world.hub.sign_in()

    def ask(method, body=None):
        request = urllib.request.Request(
            f"{world.hub.url}/staff/intakes/{code}", method=method,
            data=json.dumps(body).encode() if body else None,
            headers={"Authorization": f"Bearer {token}", "If-Match": "*",
                     "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    intake = ask("GET")
    intake["patient"]["name"][0].update(family="Tremblay-Roy", given=["Amely"])
    ask("PUT", {"patient": intake["patient"], "response": intake["response"],
                "reason": "Married last month"})


class Tour:
    def __init__(self, camera, world, filler, tag, settings):
        self.camera, self.world, self.filler = camera, world, filler
        self.desk = FrontDesk(world, tag, **settings)
        self.screen, self.words = self.desk.screen, self.desk.words

    def sign_in(self):
        self.screen.wait_for(self.words("Password"))
        self.camera.shoot("sign-in")
        self.desk.sign_in("not the password")
        self.screen.wait_for(self.words("That user name and password do not go together. Please check "
                                        "both and try again."))
        self.camera.shoot("sign-in-refused")
        self.desk.sign_in(user=None)
        self.desk.await_list()
        self.screen.wait_for(self.words("No intakes yet"))
        self.camera.shoot("empty")

    def search(self, text):
        """Finds; an empty text shows all again."""
        self.desk.find(text)
        if not text:
            self.desk.key("BackSpace")

    def open(self, first, last):
        """Found by the last name; the whole name is in this language's order."""
        self.search(last.lower())
        self.screen.wait_for(last)
        self.desk.open_first(f"{last} {first}" if self.words.tag == "zh-Hans" else f"{first} {last}")

    def details(self):
        for name, person in OPENED.items():
            self.open(*person)
            self.search("")
            self.screen.wait_for("Okafor")
            self.camera.shoot(name)
        self.screen.click(self.words("Mark reviewed"))
        self.screen.wait_for(self.words("Marked reviewed"))
        self.screen.bring_into_view(self.screen.find(re.compile(re.escape(
            self.words.part("Received %s from %s · content %d · receipt %s")))))
        self.camera.shoot("wait-end")

    def correction(self, code):
        """Of who is open, and again by somebody else."""
        self.desk.key("ctrl+e")
        self.screen.wait_for(self.words("Correct this intake"))
        self.desk.key("ctrl+a")
        self.desk.type("Amelia")
        self.camera.shoot("correction")
        # Contact has three, and epilepsy is the third that the pack asks about.
        self.screen.touch(self.screen.all(role="radio button")[10])
        self.screen.wait_for(self.words("Unsuitable"))
        self.camera.shoot("correction-result")
        correct_elsewhere(self.world, code)
        self.screen.enter(self.words("Reason for the correction"), "As on her card")
        self.desk.key("ctrl+s")
        self.screen.wait_for(self.words("Two corrections at once"))
        self.camera.shoot("conflict")
        self.desk.key("Escape")
        self.screen.wait_for(self.words("Correct this intake"))
        self.desk.key("Escape")
        self.screen.wait_for(self.words("Leave this correction?"))
        self.camera.shoot("correction-leave")
        self.desk.answer("Discard")

    def letter(self):
        self.open(*OPENED["physician"])
        self.screen.click(self.words("Enter the letter…"))
        self.screen.wait_for(self.words("Date received"))
        self.desk.type("Dr. Sample")
        self.screen.touch(self.screen.find(self.words("Cleared with conditions"), "radio button"))
        self.screen.wait_for(self.words("Conditions"))
        self.camera.shoot("letter")
        self.desk.key("Escape")
        self.screen.wait_for(self.words("Leave this letter?"))
        self.desk.answer("Discard")
        self.search("")
        self.screen.wait_for("Okafor")

    def windows(self):
        """Each over the other, by its keys, and away by Escape."""
        for name, keys, title in (("preview", "ctrl+p", "Export as PDF…"),
                                  ("preferences", "ctrl+comma", "Lock after minutes"),
                                  ("shortcuts", "F1", "Print the summary")):
            self.desk.focus()
            self.desk.key(keys)
            self.screen.wait_for(self.words(title))
            self.camera.shoot(name)
            self.desk.focus()
            self.desk.key("Escape")
        self.desk.focus()

    def area(self, title):
        self.desk.area(title)

    def row(self, pattern):
        x, y, width, height = self.screen.find(re.compile(pattern), "list item").extents()
        self.world.desktop.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)

    def calls(self):
        self.area("Calls")
        self.screen.wait_for(self.words("Nobody has called"))
        self.camera.shoot("calls-none")
        call(self.world)
        self.screen.wait_for(self.words("I am going"))
        self.camera.shoot("calls")
        self.area("Intakes")
        self.screen.wait_for("Okafor")

    def day_close(self):
        """All here; then one kiosk is silent, and an intake lost; then closed all the same."""
        self.area("Day close")
        self.screen.wait_for("Lobby 1")
        self.camera.shoot("day-close")
        self.world.hub.stop()
        with sqlite3.connect(self.world.hub.data / "hub.db") as database:
            database.execute("UPDATE claims SET state = 'waiting'")
            for table in ("intake_versions", "search_documents", "intakes"):
                database.execute(f"DELETE FROM {table} WHERE seq = 1")
            database.execute("UPDATE devices SET told = told - 3600000000, "
                             "enrolled = enrolled - 7200000000")
        database.close()
        self.world.hub.start()
        self.screen.wait_for(self.words("A kiosk was not heard of"))
        self.camera.shoot("day-close-gap")
        self.screen.click(self.words("Close the day"))
        self.screen.wait_for(self.words("Close this day with a gap?"))
        self.camera.shoot("day-close-reason")
        self.screen.enter(self.words("Reason, without names"), "Sample")
        self.screen.click(re.compile("^" + re.escape(self.words("Close the day anyway"))))
        self.screen.wait_for(self.words("The day is closed"))
        self.camera.shoot("day-close-closed")
        self.area("Intakes")
        self.screen.wait_for("Okafor")

    def quarantine(self, codes):
        self.area("Quarantine")
        self.screen.wait_for(self.words("Nothing is in quarantine"))
        self.camera.shoot("quarantine-none")
        telecom = [{"system": "phone", "value": "41", "rank": 1}]
        refuse(self.world, codes[0], "Lobby 3", telecom=telecom)
        refuse(self.world, codes[2], "Lobby 2", birthDate="2999-01-01")
        self.screen.wait_for("Lobby 2")
        self.screen.wait_for("Lobby 3")
        self.camera.shoot("quarantine-list")
        self.row("Lobby 2")
        self.screen.wait_for("2999-01-01")
        self.camera.shoot("quarantine")
        self.desk.key("ctrl+a")
        self.desk.type("1985-05-30")
        self.screen.click(self.words("Send again as it was"))
        self.screen.wait_for(self.words("The kiosk sends it once more as it was, as soon as it "
                                        "reaches the hub."))
        self.camera.shoot("quarantine-again")
        self.area("Intakes")
        self.screen.wait_for("Okafor")


    def aftercare(self):
        self.desk.choose_from("More", "Aftercare sheet…")
        self.screen.wait_for(self.words.part("First session: %s"))
        self.camera.shoot("aftercare")
        self.desk.focus()
        self.desk.key("Escape")
        self.desk.focus()

    def export(self):
        self.desk.choose_from("Menu", "Export…")
        self.screen.wait_for(self.words("Choose a file…"))
        self.screen.wait_for(re.compile(r"\b7\b"))
        self.camera.shoot("export")
        self.desk.focus()
        self.desk.key("Escape")
        self.desk.focus()

    def blank_form(self):
        """Of this language; gives its code. Its pages are pictures, too."""
        pdf = self.camera.directory / "form.pdf"
        pdf.unlink(missing_ok=True)
        self.area("Paper form")
        self.screen.wait_for(self.words("Enter a paper form"))
        self.camera.shoot("paper")
        self.screen.click_until(lambda: self.words("Copies") in self.screen.words(),
                                self.words("Print blank forms…"))
        self.desk.focus()
        languages = [language["tag"] for language in PACK["languages"]]
        self.desk.key("space", *["Down"] * languages.index(self.words.tag), "Return")
        self.camera.shoot("paper-blank")
        self.screen.click(self.words("Save as PDF…"))
        self.desk.save_as(pdf)
        wait_until(lambda: not self.screen.has(self.words("Save as PDF…")), "the window to go")
        self.desk.focus()
        subprocess.run(["pdftoppm", "-r", "90", "-png", str(pdf), str(pdf.with_suffix(""))],
                       check=True)
        text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True,
                              text=True).stdout
        return FORM_CODE.search(text).group()

    def open_form(self, code):
        self.desk.key("ctrl+n", "ctrl+a")
        self.desk.type(code)
        self.desk.key("Return")

    def key_in(self, *texts):
        """Of several fields; an empty text passes one over."""
        for text in texts:
            if text:
                self.desk.type(text)
            self.desk.key("Return")

    def answer(self, letter):
        """By the key that this language has for it."""
        self.desk.type(self.words(letter, "key of an answer"))

    def paper(self):
        """A form is keyed in with a fault in it, then without; and once more."""
        code = self.blank_form()
        self.open_form("000-000")
        self.screen.wait_for(self.words("No form was printed with this code. Compare it with the "
                                        "paper."))
        self.camera.shoot("paper-no-form")
        self.open_form(code)
        self.screen.wait_for(code)
        self.camera.shoot("paper-form")
        self.key_in("Sam", "Sample", "19880314", "41", "sam@sample.example")
        self.desk.key("1", "1", "3", "Return", "4", "Return", "4", "3", "2")
        self.key_in("", "Sample")
        for condition in (condition for part in PARTS for condition in part):
            self.answer({"antibiotics": "y", "diabetes": "u"}.get(condition["id"], "n"))
            if condition["id"] == "antibiotics":
                self.key_in((datetime.date.today() + datetime.timedelta(days=9)).isoformat())
        self.screen.wait_for(self.words.part("Wait until %s"))
        self.camera.shoot("paper-health")
        self.answer("n")
        self.key_in("Amoxicillin")
        self.desk.key("2", "1", "3")
        # Before today at the clinic, too.
        self.key_in((datetime.date.today() - datetime.timedelta(days=1)).isoformat())
        self.screen.bring_into_view(self.screen.all(self.words("Result"))[-1])
        self.camera.shoot("paper-result")
        self.desk.key("ctrl+s")
        self.screen.wait_for(re.compile(re.escape(self.words(
            "Something is missing or will not do: it is marked. What the client left out can be "
            "asked later: save the form unfinished."))))
        self.camera.shoot("paper-fault")
        self.desk.key("ctrl+a")
        self.desk.type("416 555 0142")
        self.desk.key("ctrl+s")
        self.screen.wait_for(self.words("Form %s is kept").replace("%s", code))
        self.camera.shoot("paper-kept")
        self.open_form(code)
        self.screen.wait_for(self.words("This form has been keyed in already. Here it is."))
        self.camera.shoot("paper-again")
        self.area("Intakes")

    def printing(self, server):
        """At a printer that stands still."""
        self.area("Printing")
        self.screen.wait_for(self.words("Nothing waits to be printed"))
        self.camera.shoot("printing-none")
        self.area("Intakes")
        server.disable()
        self.desk.focus()
        self.desk.key("ctrl+p")
        self.desk.press_last("Print…")
        self.screen.find(printer.QUEUE)
        self.camera.shoot("print-dialog")
        # GTK says "Print" in the language of the system, or in ours: it is what Return does.
        self.desk.focus()
        self.desk.key("Return")
        self.screen.wait_for(self.words.part("It was stopped: “%s”."))
        self.desk.focus()
        self.area("Printing")
        self.camera.shoot("printing")
        self.area("Intakes")


def desk(camera, world, filler, tag, **settings):
    with contextlib.ExitStack() as stack:
        server = None
        if printer.missing() is None:
            server = stack.enter_context(printer.PrintServer())
            server.add()
            world.desktop.env.update(server.env)
        show(camera, world, filler, tag, settings, server)


def show(camera, world, filler, tag, settings, server):
    tour = Tour(camera, world, filler, tag, settings)
    tour.sign_in()
    codes = fill(world, filler)
    tour.screen.wait_for("Tremblay")
    camera.shoot("list")
    tour.details()
    tour.correction(codes[-1])
    tour.letter()
    tour.search("zzzz")
    tour.screen.wait_for(tour.words("Nothing matches"))
    camera.shoot("nothing-found")
    tour.search("")
    tour.screen.wait_for("Okafor")
    tour.windows()
    tour.aftercare()
    tour.export()
    tour.paper()
    if server is not None:
        tour.printing(server)
    tour.calls()
    tour.quarantine(codes)
    tour.day_close()
    world.hub.stop()
    tour.screen.wait_for(tour.words("Hub not reached"))
    camera.shoot("offline")
