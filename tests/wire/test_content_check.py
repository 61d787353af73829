# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build asks of the pack that ships: stipplectl check-content names each fault and fails, also of the
pictures beside a pack.

usage: test_content_check.py STIPPLECTL CHECKED, where CHECKED is what the build wrote of the check.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACK = ROOT / "data/content/pack.json"
SAMPLES = ROOT / "tests/fixtures"
GALLERY = json.loads((SAMPLES / "sample-gallery.json").read_text("utf-8"))
PICTURES = ("sample-top.png", "sample-side.jpg")
GOOD = json.loads(PACK.read_text("utf-8"))
STIPPLECTL, CHECKED = sys.argv[1:3]


def ctl(*arguments):
    done = subprocess.run([STIPPLECTL, *arguments], text=True, check=False, capture_output=True)
    return done.returncode, done.stdout + done.stderr


def check(pack, pictures=()):
    """The exit status and what is said of a pack with files of these names and contents beside it."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "my-pack.json"
        file.write_text(json.dumps(pack, ensure_ascii=False), "utf-8")
        for name, content in pictures:
            (file.parent / "media").mkdir(exist_ok=True)
            (file.parent / "media" / name).write_bytes(content)
        return ctl("check-content", file)


def changed(change):
    pack = copy.deepcopy(GOOD)
    change(pack)
    return pack


def leave_out(tag):
    return lambda pack: pack["aftercare"]["questions"][0]["question"].pop(tag)


def put(tag, words):
    return lambda pack: pack["faq"]["categories"][0]["name"].update({tag: words})


def add_language(pack):
    pack["languages"].append({"tag": "de", "name": "Deutsch", "reviewed": False})


QUESTION = "/aftercare/questions/0/question"
NAME = "/faq/categories/0/name"
CASES = [("the default pack is good", lambda _pack: None, None)]
for language in GOOD["languages"]:
    CASES.append((f"a question without {language['tag']}", leave_out(language["tag"]), QUESTION))
    CASES.append((f"a name too long in {language['tag']}", put(language["tag"], "x" * 41),
                  f"{NAME}/{language['tag']}"))
CASES += [
    ("a name that is empty in Spanish", put("es", ""), f"{NAME}/es"),
    ("a language with no texts", add_language, "/attract/title/de"),
]


def with_gallery(*pictures):
    return check(GOOD | {"gallery": GALLERY}, pictures)


def sample(name):
    return (SAMPLES / name).read_bytes()


def expect(status, *words):
    """What must be said; a status of 0 or not."""
    def judge(found):
        return (found[0] == 0) == (status == 0) and all(word in found[1] for word in words)
    return judge


TOP, SIDE = PICTURES
MISSING = "/gallery/0/image/sha256: is the name of a picture that is not there"
PICTURE_CASES = [
    ("pictures of any name beside the pack", expect(0, "Good"),
     lambda: with_gallery(("first.png", sample(TOP)), ("second", sample(SIDE)))),
    ("no folder of pictures", expect(1, MISSING, "/gallery/2/image/sha256: "), with_gallery),
    ("one picture is missing", expect(1, MISSING), lambda: with_gallery((SIDE, sample(SIDE)))),
    ("a picture was changed", expect(1, MISSING),
     lambda: with_gallery((SIDE, sample(SIDE)), (TOP, sample(TOP) + b"."))),
    ("what is no picture is named, and no matter", expect(0, "notes.txt: ", "Good"),
     lambda: with_gallery((TOP, sample(TOP)), (SIDE, sample(SIDE)), ("notes.txt", b"Sample"))),
    ("a picture is described as the pack wants it",
     lambda found: json.loads(found[1]) | {"alt": GALLERY[0]["image"]["alt"]} == GALLERY[0]["image"],
     lambda: ctl("picture", SAMPLES / TOP)),
    ("what is no picture is not described", expect(1, "PNG"),
     lambda: ctl("picture", SAMPLES / "sample-gallery.json")),
    ("a picture that is not there", expect(1), lambda: ctl("picture", SAMPLES / "none.png")),
    ("no picture named", lambda found: found[0] == 2, lambda: ctl("picture")),
]


def main():
    cases = len(CASES) + len(PICTURE_CASES)
    print(f"1..{cases + 1}")
    failed = 0
    for number, (name, change, place) in enumerate(CASES, 1):
        status, said = check(changed(change))
        fine = status == 0 if place is None else status != 0 and place in said
        failed += not fine
        print(f"{'ok' if fine else 'not ok'} {number} {name}")
        if not fine:
            print(f"# status {status}: {said[:300]!r}")
    for number, (name, judge, look) in enumerate(PICTURE_CASES, len(CASES) + 1):
        found = look()
        fine = judge(found)
        failed += not fine
        print(f"{'ok' if fine else 'not ok'} {number} {name}")
        if not fine:
            print(f"# {found}")
    fine = pathlib.Path(CHECKED).read_text("utf-8").startswith("Good")
    failed += not fine
    print(f"{'ok' if fine else 'not ok'} {cases + 1} the build has checked it")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
