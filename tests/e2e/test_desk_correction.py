# SPDX-License-Identifier: GPL-3.0-or-later
"""An intake is corrected at two desks at once, without a session, and without a hub; nothing typed is lost."""

import contextlib
import itertools
import json
import pathlib
import re
import sqlite3
import sys
import urllib.request

from desk import SIZE, FrontDesk, fill
from driver import Desktop, Failed, wait_until
from scenario import run

NOTE = "Comes by on Friday instead"
FORM = "Correct this intake"


class Desk(FrontDesk):
    """What somebody does who corrects."""

    def open(self, words, name):
        self.find(words)
        self.screen.wait_for(name.split()[-1])
        self.open_first(name)

    def correct(self):
        self.key("ctrl+e")
        self.screen.wait_for(FORM)

    def write(self, field, text):
        """By hand, in place of what is there."""
        self.screen.focus(field)
        self.key("ctrl+a")
        self.type(text)
        wait_until(lambda: self.screen.entered(field) == text, f"“{text}” in {field}")

    def choose(self, name):
        """Check buttons take no action from assistive technology in GTK 4.8."""
        self.screen.touch_until(lambda: self.screen.is_chosen(name, None), name)

    def close(self):
        """By the window's own button, of all that are there."""
        buttons = itertools.cycle(self.screen.all("Close", "push button"))

        def asked():
            if "Close the desk?" in self.screen.words():
                return True
            self.screen.press(next(buttons))
            with contextlib.suppress(Failed):
                self.screen.wait_for("Close the desk?", patience=3)
            return False
        wait_until(asked, "the desk to ask")

    def save(self, reason=None):
        if reason is not None:
            self.screen.enter("Reason for the correction", reason)
        self.key("ctrl+s")


class Truth:
    """What the hub has."""

    def __init__(self, world, code):
        self.world, self.code = world, code

    def version(self, number):
        request = urllib.request.Request(
            f"{self.world.hub.url}/staff/intakes/{self.code}/versions/{number}",
            headers={"Authorization": "Bearer " + self.world.hub.sign_in()})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def patient(self):
        bundle = json.loads(self.world.hub.ctl("export", self.code).stdout)
        return next(entry["resource"] for entry in bundle["entry"]
                    if entry["resource"]["resourceType"] == "Patient")


def given(patient):
    return patient["name"][0]["given"][0]


def phone(patient):
    return next(point["value"] for point in patient["telecom"] if point["system"] == "phone")


def new_receptionist(world):
    """Her password."""
    status, made = world.hub.post("/admin/staff", {"user": "rosa", "role": "reception"},
                                  world.hub.sign_in())
    assert status == 201, made
    return made["password"]


def expire(world):
    """Every session ends at the hub, which opens its database for itself alone."""
    world.hub.stop()
    with contextlib.closing(sqlite3.connect(world.hub.data / "hub.db", timeout=60)) as database:
        with database:
            database.execute("DELETE FROM sessions")
    world.hub.start()


def result_is_shown(s, desk):
    desk.correct()
    desk.choose("Epilepsy: Yes")
    desk.screen.wait_for("1 change")
    s.becomes(lambda: desk.screen.lacks("Wait until", "Unsuitable"), [],
              "the result is shown before and after, and nothing is saved yet")
    desk.key("ctrl+z")
    desk.screen.wait_for("Nothing changed yet")
    s.comes(lambda: "The result stays the same" in desk.screen.words(),
            "one step is taken back by keys")
    desk.write("Date of birth", "1988-02-30")
    desk.save("A sample reason")
    desk.screen.wait_for("Write the date as year, month and day")
    s.comes(lambda: FORM in desk.screen.words(), "a fault stands at its field, and nothing is sent")
    desk.key("ctrl+z")
    desk.key("Escape")
    desk.screen.wait_for("Leave this correction?")
    s.holds(True, "Escape asks before what is typed goes")
    desk.answer("Discard")
    desk.screen.wait_for("Mark reviewed")


def conflict(s, mine, theirs, truth):
    mine.correct()
    theirs.correct()
    theirs.write("First name", "Amely")
    theirs.write("Last name", "Tremblay-Roy")
    theirs.save("Married last month")
    theirs.screen.wait_for("Correction saved")
    mine.write("First name", "Amelia")
    mine.write("Mobile phone", "647 555 0123")
    mine.save("As on her card")
    mine.screen.wait_for("Two corrections at once")
    s.becomes(lambda: mine.screen.lacks(
        "rosa corrected this intake meanwhile", "Their reason: Married last month",
        "You both changed this", "First name, yours: Amelia", "First name, theirs: Amely",
        "Last name, theirs: Tremblay-Roy", "Mobile phone, yours: 647 555 0123",
        "1 field left to choose"), [], "both sides are in the view")
    s.same(given(truth.patient()), "Amely", "until somebody chose, theirs stands")
    mine.choose("First name, yours: Amelia")
    wait_until(lambda: "left to choose" not in mine.screen.words(), "the choice to count")
    mine.screen.click("Save what is chosen")
    mine.screen.wait_for("Correction saved")
    patient = truth.patient()
    s.same((given(patient), patient["name"][0]["family"], phone(patient)),
           ("Amelia", "Tremblay-Roy", "647 555 0123"), "what both corrected is kept, as chosen")
    s.same(given(truth.version(2)["patient"]), "Amely", "their version is kept in the history")
    mine.screen.wait_for("Reason: Married last month")
    mine.screen.touch(mine.screen.all("What changed")[-1])
    mine.screen.wait_for("Mobile phone: 647 555 0123, before: 416 555 0142")
    s.holds(True, "the history tells why, and what changed")


def expired(s, desk, truth):
    desk.correct()
    desk.write("Mobile phone", "647 555")
    expire(desk.world)
    desk.screen.wait_for("Please sign in again")
    s.becomes(lambda: desk.screen.entered("Mobile phone"), "647 555",
              "a session that ends loses nothing")
    desk.sign_in(user=None)
    wait_until(lambda: "Please sign in again" not in desk.screen.words(), "the sheet to go")
    desk.type(" 0177")
    wait_until(lambda: desk.screen.entered("Mobile phone") == "647 555 0177", "typing to go on")
    s.holds(True, "who signs in again goes on in the middle of the word")
    desk.save("She changed her number")
    desk.screen.wait_for("Correction saved")
    s.same(phone(truth.patient()), "647 555 0177", "the hub has it")


def without_hub(s, desk, world, truth):
    world.hub.stop()
    desk.screen.wait_for("Hub not reached")
    desk.note(NOTE)
    desk.screen.click("Add note")
    desk.screen.wait_for("1 waiting")
    desk.correct()
    desk.write("First name", "Ameline")
    desk.save("She spells it so")
    desk.screen.wait_for("What you typed is kept here")
    s.becomes(lambda: desk.screen.entered("First name"), "Ameline",
              "without a hub, nothing typed is lost")
    desk.close()
    s.becomes(lambda: desk.screen.lacks("1 note has not reached the hub.",
                                        "1 form is not saved."), [],
              "closing the desk asks first, and says what is lost")
    desk.answer("Stay")
    world.hub.start()
    desk.screen.wait_for("0 waiting")
    desk.screen.wait_for("Hub connected")
    desk.save()
    desk.screen.wait_for("Correction saved")
    desk.screen.wait_for(NOTE)
    s.same(given(truth.patient()), "Ameline", "both arrive when the hub is back")


def locked(s, desk):
    desk.correct()
    desk.write("First name", "Half a na")
    desk.key("ctrl+l")
    desk.screen.wait_for("Sign out?")
    desk.answer("Sign out")
    desk.screen.wait_for("Password")
    s.comes(lambda: "Half a na" not in desk.screen.words(), "who is signed out leaves nothing to read")
    desk.sign_in(user=None)
    desk.await_list()
    desk.open("tremb", "Ameline Tremblay-Roy")
    desk.screen.wait_for("You began a correction")
    desk.screen.click("Go on with it")
    desk.screen.wait_for(FORM)
    s.becomes(lambda: desk.screen.entered("First name"), "Half a na", "and goes on where they were")
    desk.key("Escape")
    desk.answer("Discard")
    desk.screen.wait_for("Mark reviewed")
    s.comes(lambda: "You began a correction" not in desk.screen.words(), "what is discarded is gone")


def letter(s, desk):
    desk.open("singh", "Harpreet Singh")
    desk.screen.click("Enter the letter…")
    desk.screen.wait_for("Date received")
    desk.key("ctrl+s")
    desk.screen.wait_for("Please say which physician wrote the letter.")
    s.comes(lambda: "Please choose what the letter says." in desk.screen.words(),
            "what a letter lacks is said at its field")
    desk.screen.enter("Physician", "Dr. Sample")
    desk.choose("Cleared for treatment")
    desk.key("ctrl+s")
    desk.screen.wait_for("Letter saved")
    desk.screen.wait_for("From Dr. Sample, received")
    s.comes(lambda: "Physician’s letter received" in desk.screen.words(), "the letter is in the detail")


def corrections(s):
    with s.world() as world, contextlib.ExitStack() as end:
        world.hub.start()
        codes = fill(world, s.arguments.filler)
        password = new_receptionist(world)
        other = Desktop(*SIZE)
        end.callback(other.close)
        mine = Desk(world)
        theirs = Desk(world, desktop=other, name="other-desk")
        end.callback(theirs.process.stop)
        mine.sign_in()
        theirs.sign_in(password, user="rosa")
        for desk in (mine, theirs):
            desk.await_list()
            desk.open("tremb", "Amélie Tremblay")
        truth = Truth(world, codes[-1])
        result_is_shown(s, mine)
        conflict(s, mine, theirs, truth)
        expired(s, mine, truth)
        without_hub(s, mine, world, truth)
        locked(s, mine)
        letter(s, mine)


if __name__ == "__main__":
    sys.exit(run(corrections, *SIZE,
                 options={"--filler": {"type": pathlib.Path, "required": True}}))
