# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of a visit: the hub's bundle, and the summary's text."""

import datetime
import json
import re
import subprocess
import unicodedata

from visit import QUESTIONS, RULES

YES_NO = {"Y": "Yes", "N": "No", "UNK": "Not sure"}
CHANNEL = {"call": "phone", "text": "sms", "email": "email"}


def export(hub, code):
    """The Patient and the QuestionnaireResponse of an intake."""
    bundle = json.loads(hub.ctl("export", code).stdout)
    return {entry["resource"]["resourceType"]: entry["resource"] for entry in bundle["entry"]}


def answers(response):
    """linkId → its values, of a QuestionnaireResponse at any depth."""
    found = {}

    def read(items):
        for item in items:
            for answer in item.get("answer", ()):
                for key, value in answer.items():
                    if key.startswith("value"):
                        value = value["code"] if key == "valueCoding" else value
                        found.setdefault(item["linkId"], []).append(value)
                read(answer.get("item", ()))
            read(item.get("item", ()))

    read(response["item"])
    return found


def expected(person):
    """What answers() must hold of a person."""
    words = {word: code for code, word in YES_NO.items()}
    wanted = {"numbing": [words[person.numbing]], "wishes/areas": list(person.areas)}
    if person.pattern is not None:
        wanted.update({"look/pattern": [person.pattern[0]], "look/hair-color": [person.hair[0]],
                       "look/complexion": [person.complexion[0]],
                       "look/regions": list(person.regions)})
    for link, text in (("medication", person.medication), ("wishes/scars", person.scars),
                       ("wishes/note", person.note)):
        if text:
            wanted[link] = [unicodedata.normalize("NFC", text)]
    for question in QUESTIONS:
        wanted["understanding/" + question["id"]] = [question["id"] not in person.misses]
    for rule in RULES:
        answer = person.answer(rule["id"])
        link = "health/" + rule["id"]
        if isinstance(answer, datetime.date):
            wanted[link], wanted[link + "/until"] = ["Y"], [answer.isoformat()]
        elif answer == "Ongoing":
            wanted[link], wanted[link + "/ongoing"] = ["Y"], [True]
        else:
            wanted[link] = [words[answer]]
    return wanted


def identity(patient):
    """(given, family, birth date, phone, e-mail, preferred contact) of a Patient."""
    contacts = {point["system"]: point for point in patient["telecom"]}
    name = patient["name"][0]
    first = min(patient["telecom"], key=lambda point: point.get("rank", 9))
    return (name["given"][0], name["family"], patient["birthDate"], contacts["phone"]["value"],
            contacts.get("email", {}).get("value", ""), first["system"])


def identity_of(person):
    """The same of a person."""
    def nfc(text):
        return unicodedata.normalize("NFC", text.strip())
    return (nfc(person.first), nfc(person.last), "{:04}-{:02}-{:02}".format(*person.birth),
            person.mobile, person.email, CHANNEL[person.contact])


def summary_text(hub, code, pdf, *arguments):
    """The words of the summary's PDF, one space between them."""
    hub.ctl("summary", code, "--output", pdf, *arguments)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True,
                          capture_output=True, text=True).stdout
    return squeeze(text)


def squeeze(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
