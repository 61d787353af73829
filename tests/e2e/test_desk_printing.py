# SPDX-License-Identifier: GPL-3.0-or-later
"""The front desk at a real printer: what is printed is on paper once, and what is not, is not lost."""

import contextlib
import pathlib
import re
import subprocess
import sys

from desk import SIZE, FrontDesk, fill
from driver import Failed, wait_until
from evidence import squeeze
from printer import QUEUE, PrintServer, missing
from scenario import run

PRINT_IN_DIALOG = re.compile("^_Print")
LATER = re.compile("^Later")
NOTHING = "Nothing waits to be printed"
CLINIC = "The Scalp Micropigmentation Center"
PEOPLE = ("Tremblay", "Amélie", "Okafor", "416 555", "647 555", "Amoxicillin")


def pages_of(pdf):
    """The text of each."""
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True,
                          text=True).stdout
    return [squeeze(page) for page in said.split("\f")[:-1]]


def shown(code):
    return f"{code[:3]}-{code[3:]}"


class Reception:
    """A receptionist with a printer."""

    def __init__(self, s, world, printer):
        self.s, self.world, self.printer = s, world, printer
        self.desk = FrontDesk(world)
        self.screen = self.desk.screen

    def sign_in(self, user="admin"):
        self.desk.sign_in(user=user)
        self.desk.await_list()
        self.screen.wait_for("Tremblay")

    def come_back(self):
        """The desk is closed and opened again."""
        self.desk.process.stop()
        self.desk.start()
        self.screen = self.desk.screen
        self.sign_in(user=None)

    def open(self, words, name):
        self.desk.focus()
        self.desk.find(words)
        self.screen.wait_for(name.split()[-1])
        self.desk.open_first(name)

    def preview(self):
        """Of the intake that is open."""
        self.desk.focus()
        self.desk.key("ctrl+p")
        self.screen.find("Page 1 of 2")

    def send(self, button="Print…"):
        """To the printer that the dialog has chosen: the only one, or that of last time."""
        if button is not None:
            wait_until(lambda: self.asks(button), f"the dialog to come of {button}")
        self.screen.find(PRINT_IN_DIALOG, "push button")
        self.screen.find(QUEUE)
        # The dialog goes, and the keys with it.
        self.screen.click_until(lambda: not self.screen.has(PRINT_IN_DIALOG, "push button"),
                                PRINT_IN_DIALOG, "push button")

    def asks(self, button):
        """GTK 4.8 drops an action on what is not painted yet: the list is made anew at every change."""
        self.desk.press_last(button)
        with contextlib.suppress(Failed):
            return self.screen.find(PRINT_IN_DIALOG, "push button", patience=10)
        return None

    def print(self):
        self.preview()
        self.send()

    def written(self):
        """The desk's settings, which are written anew at every change."""
        def read():
            with contextlib.suppress(FileNotFoundError):
                return self.desk.settings.read_text()
            return None
        return wait_until(read, "the settings")

    def kept(self):
        """What the desk has written down of what is not on paper."""
        found = re.search(r"^unprinted=(.*)$", self.written(), re.M)
        return found.group(1) if found else ""

    def printed(self, n, name):
        """So many files have come out of the printer, and no more is to come."""
        found = self.printer.await_printed(n)
        wait_until(lambda: not self.kept(), "the desk to forget what is on paper")
        self.s.same(len(found), n, name)
        came, went = pages_of(found[-1]), pages_of(self.printer.sent())
        self.s.same(len(came), len(went), f"{name}: with as many pages as were sent")
        self.s.holds(len(" ".join(came)) > 20, f"{name}: and something is on them", came)
        return " ".join(went)


def usual(r, code):
    """Found by half a name, reviewed, and printed by the dialog; then at one press."""
    s = r.s
    r.open("tremb ame", "Amélie Tremblay")
    r.screen.click("Mark reviewed")
    r.screen.wait_for("Mark treated")
    r.print()
    text = r.printed(1, "the dialog prints one")
    for what in ("Amélie Tremblay", shown(code), "416 555 0142", "Amoxicillin 500 mg"):
        s.holds(squeeze(what) in text, f"“{what}” is on the paper", text)
    name = r.printer.printed()[0].name
    s.holds("Tremblay" not in name and shown(code) in name, "the queue shows the code and no name",
            name)
    r.open("okafor", "David Okafor")
    r.print()
    text = r.printed(2, "and once more")
    s.holds("David Okafor" in text, "and it is the other person", text)


def aftercare(r):
    r.open("okafor", "David Okafor")
    r.desk.choose_from("More", "Aftercare sheet…")
    r.screen.wait_for("First session: ")
    r.send()
    text = r.printed(3, "the aftercare sheet is printed")
    r.s.holds("Aftercare sheet" in text and "Session 2" in text and "Okafor" not in text,
              "with the dates of the sessions, and nothing of a person", text)


def stopped(r, code):
    """The queue stands still: the desk says so, and what waits there is printed once when it goes on."""
    s = r.s
    r.printer.disable()
    r.open("tremb ame", "Amélie Tremblay")
    r.print()
    r.screen.wait_for("does not print. It was stopped: “Out of paper”.")
    s.holds(True, "a printer that stands still is told, and why")
    s.comes(lambda: code in r.kept(), "what waits is written down, by its code", r.kept)
    r.come_back()
    r.desk.area("Printing")
    r.screen.wait_for(shown(code))
    r.screen.wait_for("does not print")
    kept = r.written()
    s.holds(not [word for word in PEOPLE if word in kept],
            "what is kept over a restart names nobody", kept)
    s.same(len(r.printer.printed()), 3, "nothing came out meanwhile")
    r.printer.enable()
    r.screen.wait_for(NOTHING)
    r.printed(4, "when the printer is back it goes out once, though the desk was closed in between")


def removed(r, code):
    """The queue goes, and what waited in it."""
    s = r.s
    r.printer.disable()
    r.open("tremb ame", "Amélie Tremblay")
    r.print()
    r.screen.wait_for("does not print. It was stopped")
    r.printer.remove()
    r.screen.wait_for("The print system does not know it any more")
    s.comes(lambda: code in r.kept(), "a printer that is taken away is told, and its job is not lost")
    r.come_back()
    r.printer.add()
    r.desk.area("Printing")
    r.screen.wait_for(shown(code))
    r.send("Print again")
    text = r.printed(5, "what was kept for later is printed again, after a restart")
    s.holds("Tremblay" in text, "and is what it was", text)


def full(r):
    """A printer that takes no more today."""
    s = r.s
    n = len(r.printer.printed())
    r.printer.ration()
    r.open("okafor", "David Okafor")
    r.print()
    r.screen.wait_for("The print system did not take it: the queue is full, a quota is used up")
    s.comes(r.kept, "a quota that is used up: told, and not lost")
    s.same(len(r.printer.printed()), n, "nothing was printed")
    r.printer.unration()
    r.screen.click(LATER)
    r.desk.area("Printing")
    r.send("Print again")
    text = r.printed(n + 1, "the same again, and it is printed once")
    s.holds("David Okafor" in text, "and is what it was", text)


def batch(r, people):
    n = len(r.printer.printed())
    r.desk.choose_from("Menu", "Print all of today’s…")
    r.send(None)
    text = r.printed(n + 1, "all of today’s go to the printer as one job")
    for name in people:
        r.s.holds(name in text, f"{name} is among them", text)


def print_day(r):
    r.desk.area("Day close")
    r.screen.wait_for("accounted for")
    r.desk.focus_alone()
    r.desk.key("ctrl+p")
    r.send(None)


def print_forms(r):
    """Two."""
    r.desk.focus_alone()
    r.desk.key("ctrl+n")
    r.screen.wait_for("Enter a paper form")
    r.screen.click_until(lambda: "Copies" in r.screen.words(), "Print blank forms…")
    r.desk.focus_dialog()
    r.desk.key("Tab")
    r.desk.key("ctrl+a")
    r.desk.type("2")
    r.desk.key("Tab")
    r.send()


def papers(r):
    """A day close and blank forms, which are of no intake: the printer stands still, then it is gone."""
    s = r.s
    n = len(r.printer.printed())
    r.printer.disable()
    print_day(r)
    r.screen.wait_for("does not print. It was stopped")
    s.comes(lambda: "kind=day-close" in r.kept() and "day=" in r.kept(),
            "a day close waits, by its day", r.kept)
    r.printer.enable()
    text = r.printed(n + 1, "and goes out when the printer is back")
    s.holds("Day close" in text and "Lobby 1" in text, "it is the day close", text)
    s.holds(CLINIC in text, "with the clinic's name at its head", text)
    r.printer.disable()
    print_day(r)
    print_forms(r)
    wait_until(lambda: "kind=paper-form" in r.kept(), "the forms to wait")
    r.printer.remove()
    r.screen.wait_for("The print system does not know it any more")
    r.come_back()
    r.printer.add()
    r.desk.area("Printing")
    r.screen.wait_for("2 blank forms")
    r.screen.wait_for("Day close · ")
    r.send("Print again")
    wait_until(lambda: "kind=day-close" not in r.kept(), "the older one to be on paper")
    r.send("Print again")
    text = r.printed(n + 3, "both are printed again, after a restart")
    s.same(text.count("Your signature"), 2, "and are what they were")


def printing(s):
    reason = missing()
    if reason is not None:
        s.skip("the front desk at a printer", reason)
        return
    with PrintServer() as printer, s.world() as world:
        world.desktop.env.update(printer.env)
        printer.add()
        world.hub.start()
        code = fill(world, s.arguments.filler)[-1]
        r = Reception(s, world, printer)
        r.sign_in()
        usual(r, code)
        aftercare(r)
        stopped(r, code)
        removed(r, code)
        full(r)
        papers(r)
        batch(r, ("Tremblay", "Okafor", "Gagnon", "Singh", "Marchetti"))


if __name__ == "__main__":
    sys.exit(run(printing, *SIZE,
                 options={"--filler": {"type": pathlib.Path, "required": True}}))
