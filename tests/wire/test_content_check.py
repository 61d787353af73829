# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build asks of the pack that ships: stipplectl check-content names each fault and fails.

usage: test_content_check.py STIPPLECTL CHECKED, where CHECKED is what the build wrote of the check.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

PACK = pathlib.Path(__file__).resolve().parents[2] / "data/content/pack.json"
GOOD = json.loads(PACK.read_text("utf-8"))
STIPPLECTL, CHECKED = sys.argv[1:3]


def check(pack):
    """The exit status and what is said of a pack."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(pack, file, ensure_ascii=False)
        file.flush()
        done = subprocess.run([STIPPLECTL, "check-content", file.name], text=True, check=False,
                              capture_output=True)
    return done.returncode, done.stdout + done.stderr


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


def main():
    print(f"1..{len(CASES) + 1}")
    failed = 0
    for number, (name, change, place) in enumerate(CASES, 1):
        status, said = check(changed(change))
        fine = status == 0 if place is None else status != 0 and place in said
        failed += not fine
        print(f"{'ok' if fine else 'not ok'} {number} {name}")
        if not fine:
            print(f"# status {status}: {said[:300]!r}")
    fine = pathlib.Path(CHECKED).read_text("utf-8").startswith("Good")
    failed += not fine
    print(f"{'ok' if fine else 'not ok'} {len(CASES) + 1} the build has checked it")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
