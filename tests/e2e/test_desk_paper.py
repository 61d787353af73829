# SPDX-License-Identifier: GPL-3.0-or-later
"""A blank form is printed at the desk, and keyed in by keyboard under the content it was printed with, once."""

import datetime
import json
import re
import subprocess
import sys
import urllib.request

from desk import SIZE, FrontDesk
from driver import wait_until
from scenario import run

CODE = re.compile(r"\b([0-9A-HJKMNP-TV-Z]{3})-([0-9A-HJKMNP-TV-Z]{3})\b")
CONDITIONS = 12
UNTIL = "2027-01-05"


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True,
                          text=True).stdout


def print_blank(s, desk, world):
    """The codes of two copies, as they stand on the paper."""
    pdf = world.directory / "forms.pdf"
    desk.key("ctrl+n")
    desk.screen.wait_for("Enter a paper form")
    desk.screen.click_until(lambda: "Copies" in desk.screen.words(), "Print blank forms…")
    desk.focus_dialog()
    desk.key("Tab")
    desk.key("ctrl+a")
    desk.type("2")
    desk.key("Tab")
    desk.screen.click("Save as PDF…")
    desk.save_as(pdf)
    desk.screen.wait_for("Saved as")
    text = text_of(pdf)
    codes = list(dict.fromkeys("-".join(found) for found in CODE.findall(text)))
    s.same(len(codes), 2, "each copy has a code of its own")
    s.holds("Your signature" in text and "Chemotherapy" in text, "it asks for what the kiosk asks for")
    desk.focus_alone()
    return codes


def publish_newer(s, world):
    pack = json.loads(content(world, "/content"))
    pack["version"] += 1
    path = world.directory / "newer.json"
    path.write_text(json.dumps(pack))
    done = world.hub.ctl("publish", path)
    s.same(done.returncode, 0, "newer content is published meanwhile")


def content(world, path):
    """As staff, who may read it."""
    request = urllib.request.Request(world.hub.url + path, headers={
        "Authorization": f"Bearer {world.hub.sign_in()}"})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


def open_form(s, desk, code):
    desk.key("ctrl+n")
    for wrong, said in (("7K4", "A code has six letters and digits"),
                        ("000-000", "No form was printed with this code")):
        desk.key("ctrl+a")
        desk.type(wrong)
        desk.key("Return")
        desk.screen.wait_for(said)
        s.holds(True, f"“{wrong}” is no form's code, and it says so: {said}")
    desk.key("ctrl+a")
    desk.type(code.lower())
    desk.key("Return")
    desk.screen.wait_for("Form " + code)
    s.comes(lambda: "content 1" in desk.screen.words(), "the form opens as it was printed",
            desk.screen.words)


def line(desk, text=""):
    if text:
        desk.type(text)
    desk.key("Return")


def person_and_wishes(desk):
    for text in ("Sam", "Sample", "19880314", "416 555 0142", "sam@sample.example"):
        line(desk, text)
    desk.key("1")  # a call
    for keys in (("1", "3"), ("4",)):  # areas and regions: Enter goes on
        desk.key(*keys, "Return")
    for key in ("4", "3", "2"):  # Norwood IV, brown, fair
        desk.key(key)
    line(desk)
    line(desk, "Only the crown, please")


def health(desk):
    for number in range(CONDITIONS):
        if number == 8:  # antibiotics
            desk.key("y")
            line(desk, UNTIL)
        else:
            desk.key("u" if number == 3 else "n")


def rest(desk):
    desk.key("n")
    line(desk, "Amoxicillin")
    for key in ("2", "1", "3"):
        desk.key(key)
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    line(desk, yesterday.isoformat())


def undo(s, desk):
    """A slip: the wrong key, taken back."""
    desk.key("ctrl+z")
    wait_until(lambda: "It stands here once every" in desk.screen.words(), "the answer to go")
    desk.key("ctrl+shift+z")
    wait_until(lambda: "It stands here once every" not in desk.screen.words(), "the answer to be back")
    s.holds(True, "a step is taken back, and done again")
    desk.key("Return")  # on from where that was


def save_without_hub(s, desk, world, code):
    desk.key("ctrl+s")
    desk.screen.wait_for("What you typed is kept here")
    s.comes(lambda: "Amoxicillin" in entered(desk),
            "without a hub it says so, and everything is still there")
    world.hub.start()
    desk.screen.wait_for("Hub connected")
    desk.key("ctrl+s", "ctrl+s", "ctrl+s")
    desk.screen.wait_for(f"Form {code} is kept")
    s.holds(True, "it is kept once the hub is back")


def entered(desk):
    return desk.screen.entered("Now or planned")


def look(s, desk, world, code):
    desk.key("ctrl+n")
    desk.type(code)
    desk.key("Return")
    desk.screen.wait_for("Keyed in from paper")
    s.becomes(lambda: desk.screen.lacks("Sample", "Signed on paper", "Norwood IV", "Amoxicillin",
                                        "from Paper · content 1"), [],
              "the same code again shows the intake")
    rows = [row for row in world.hub.intakes() if row[0].replace("-", "") == code.replace("-", "")]
    s.same(len(rows), 1, "there is exactly one")
    s.same(len(world.hub.intakes()), 1, "and no other")


def paper(s):
    with s.world() as world:
        world.hub.start()
        desk = FrontDesk(world)
        desk.sign_in()
        desk.await_list()
        code, _other = print_blank(s, desk, world)
        publish_newer(s, world)
        open_form(s, desk, code)
        person_and_wishes(desk)
        world.hub.stop()
        desk.screen.wait_for("Hub not reached")
        health(desk)
        desk.screen.wait_for("Wait until")
        s.comes(lambda: "Physician" in desk.screen.words() or "physician" in desk.screen.words(),
                "the result stands there, with its reasons", desk.screen.words)
        undo(s, desk)
        rest(desk)
        save_without_hub(s, desk, world, code)
        look(s, desk, world, code)


if __name__ == "__main__":
    sys.exit(run(paper, *SIZE))
