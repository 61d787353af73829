# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole visit in one language: everything entered is found again at the hub and on paper, and
nothing of it anywhere in clear."""

import datetime
import os
import pathlib
import shutil
import subprocess
import sys

from driver import files_below, traces_of, wait_until
from evidence import (answers, expected, export, identity, identity_of, squeeze,
                      summary_text)
from folder import DELIVERED, await_outbox
from scenario import run
from visit import PACK, PARTS, QUESTIONS, REGIONS, Person, Visit, Words

VALIDATE = pathlib.Path(__file__).resolve().parents[1] / "wire/validate"
UNTIL = datetime.date.today() + datetime.timedelta(days=40)
CLIENT = Person(answers={"antibiotics": UNTIL, "blood-thinners": "Ongoing",
                         "diabetes": "Not sure"}, misses=("sun",))


def wander(s, visit, other):
    """Back, forth and in the other language, answers stay."""
    mine = visit.words.tag
    visit.go_to("details", CLIENT)
    visit.details(CLIENT)
    visit.back("wishes")
    s.becomes(lambda: visit.screen.entered(visit.entry("Anything else you wish")), CLIENT.note,
           "a wish is still there after going on and back")
    s.comes(lambda: visit.screen.is_chosen(visit.words(CLIENT.numbing, "answer")),
            "so is the answer about numbing cream")
    visit.back("look")
    s.comes(lambda: visit.screen.is_chosen(visit.words(CLIENT.pattern[1])),
            "the pattern of hair loss is still chosen")
    visit.next("look")
    for part in range(1, len(PARTS) + 1):
        visit.leave_part(part)
    title = visit.words.pack(PACK["health"]["results"]["wait"]["title"])
    s.becomes(lambda: visit.screen.lacks(title), [], f"the result is “{title}”")
    for condition in CLIENT.answers:
        s.becomes(lambda: visit.screen.lacks(visit.condition(condition)), [],
                  f"the result names {condition}")
    s.becomes(lambda: visit.screen.lacks(visit.words.pack(PACK["health"]["physicianLine"])), [],
              "the physician line stands on the result")
    visit.next("result")
    visit.next("wishes")
    visit.switch_language(other)
    visit.await_step("details")
    s.becomes(lambda: visit.screen.entered(visit.entry("Last name")), CLIENT.last,
           f"after a change to {other} the name is still there")
    visit.switch_language(mine)
    visit.await_step("details")
    s.becomes(lambda: visit.screen.entered(visit.entry("Mobile phone")), CLIENT.mobile,
           "and back again the phone number is")
    visit.next("details")
    visit.agree()
    visit.sign()
    visit.back("details")
    visit.next("details")
    statement = visit.words.pack(PACK["consent"]["statement"])
    s.comes(lambda: visit.screen.is_chosen(statement), "the consent stays given after going back")


def ask_before_starting_over(s, visit):
    visit.screen.click_until(lambda: visit.screen.has(visit.words("Keep going")),
                             visit.words("Start over"))
    visit.screen.click_until(lambda: not visit.screen.has(visit.words("Keep going")),
                             visit.words("Keep going"))
    s.comes(lambda: visit.is_at("consent"), "start over asks, and “Keep going” keeps going")


def look_at_the_hub(s, world, visit, code):
    rows = wait_until(world.hub.intakes, "the intake to arrive")
    s.same([row[0] for row in rows], [code], "the code on the screen is the hub's only intake")
    resources = export(world.hub, code)
    s.same(identity(resources["Patient"]), identity_of(CLIENT), "the person is as typed")
    found = answers(resources["QuestionnaireResponse"])
    for link, value in expected(CLIENT).items():
        s.same(found.get(link), value, f"{link} is as answered")
    s.same(found.get("result/outcome"), ["wait"], "the outcome is “wait”")
    s.same(resources["QuestionnaireResponse"].get("language"), visit.words.tag,
           "the language is the visit's")
    s.holds("svg" in str(found.get("consent/signature")), "the signature is there")
    s.holds("svg" in str(found.get("look/lines/top")), "the scar is there, as drawn on the head")
    s.holds("differs" not in rows[0], "the hub computes the same result")
    await_outbox(world.directory / "kiosk", [DELIVERED])
    s.holds(True, "the kiosk's receipt is the hub's")
    return rows[0][3]


def look_at_the_paper(s, world, visit, code, receipt):
    for language in ("en", "fr-CA"):
        pdf = world.directory / f"summary-{language}.pdf"
        text = summary_text(world.hub, code, pdf, "--language", language)
        for what in (code, receipt, CLIENT.first, CLIENT.last, CLIENT.mobile, CLIENT.email,
                     CLIENT.medication, CLIENT.note, CLIENT.scars,
                     PACK["health"]["physicianLine"][language]):
            s.holds(squeeze(what) in text, f"“{what}” is on the {language} summary", text)
        for rule in PACK["health"]["contraindications"]:
            if rule["id"] in CLIENT.answers:
                s.holds(squeeze(rule["name"][language]) in text,
                        f"{rule['id']} is on the {language} summary", text)
        for question in QUESTIONS:
            s.same(squeeze(question["question"][language]) in text,
                   question["id"] in CLIENT.misses,
                   f"{question['id']} is on the {language} summary when missed only")
        words = Words(world.programs, language)
        regions = [words(REGIONS[region], "region of the head") for region in CLIENT.regions]
        for what in (words(CLIENT.pattern[1]), words(CLIENT.hair[1], "hair color"),
                     words(CLIENT.complexion[1], "complexion"), words(", ").join(regions),
                     words("Top of the head"), words("Back of the head")):
            s.holds(squeeze(what) in text, f"“{what}” is on the {language} summary", text)
        for area in PACK["intake"]["areas"]:
            if area["id"] in CLIENT.areas:
                s.holds(squeeze(area["name"][language]) in text,
                        f"the area {area['id']} is on the {language} summary", text)
        pdf.unlink()


def validate(s, world, code):
    """By validators that are not ours."""
    node = shutil.which("node") or shutil.which("nodejs")
    name = "the hub's bundle passes the R4 validators"
    if node is None or not (VALIDATE / "node_modules/fhir").is_dir():
        if os.environ.get("CI") == "true":
            s.holds(False, name, "the validators are not installed")
        else:
            s.skip(name, "the validators are not installed: ./dev setup")
        return
    done = subprocess.run([node, VALIDATE / "validate-file.mjs", "-"], text=True, check=False,
                          input=world.hub.ctl("export", code).stdout, capture_output=True)
    s.holds(done.returncode == 0, name, done.stdout + done.stderr)


def no_trace(s, world, visit):
    """On the screen after the visit, and in any file of either program."""
    secrets = CLIENT.secrets()
    visit.screen.click_until(visit.is_at_attract, visit.words("Done"))
    words = visit.screen.words()
    s.same([word for word in secrets if word in words], [], "nothing of the person on the screen")
    for directory in (world.directory / "kiosk", world.hub.data, world.desktop.directory / "home"):
        s.same(traces_of(secrets, directory), [], f"nothing in clear below {directory.name}")
    s.same(traces_of(secrets, world.directory), [], "nor in a log")
    s.holds(files_below(world.hub.data), "there are files to look at")


def start_over_leaves_nothing(s, visit):
    visit.words = type(visit.words)(visit.programs, "en")
    visit.go_to("details", CLIENT)
    visit.details(CLIENT)
    visit.screen.click_until(lambda: visit.screen.has(visit.words("Yes, start over")),
                             visit.words("Start over"))
    visit.screen.click_until(visit.is_at_attract, visit.words("Yes, start over"))
    words = visit.screen.words()
    s.same([word for word in CLIENT.secrets() if word in words], [], "start over clears the screen")
    visit.begin()
    visit.screen.click_until(visit.is_at_attract, visit.words("Start over"))
    s.holds(True, "start over does not ask when nothing was entered")


def journey(s):
    tag = s.arguments.language
    other = "en" if tag != "en" else "fr-CA"
    with s.world() as world:
        world.hub.start()
        visit = Visit(world.start_kiosk(), world.programs, tag)
        visit.await_attract()
        wander(s, visit, other)
        ask_before_starting_over(s, visit)
        code = visit.finish()
        receipt = look_at_the_hub(s, world, visit, code)
        look_at_the_paper(s, world, visit, code, receipt)
        validate(s, world, code)
        no_trace(s, world, visit)
        start_over_leaves_nothing(s, visit)
        s.same(len(world.hub.intakes()), 1, "and sends nothing")


if __name__ == "__main__":
    sys.exit(run(journey, options={
        "--language": {"default": "en",
                       "choices": [language["tag"] for language in PACK["languages"]]}}))
