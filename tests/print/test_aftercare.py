# SPDX-License-Identifier: GPL-3.0-or-later
"""stipplectl aftercare, without a hub: what it writes, and what it says when called wrongly.

usage: test_aftercare.py STIPPLECTL
"""

import pathlib
import subprocess
import sys
import tempfile

PACK = pathlib.Path(__file__).resolve().parents[2] / "data/content/pack.json"
STIPPLECTL = sys.argv[1]


def call(*arguments):
    return subprocess.run([STIPPLECTL, "aftercare", *map(str, arguments)], text=True, check=False,
                          capture_output=True)


def text(pdf):
    return " ".join(subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, text=True,
                                   capture_output=True).stdout.split())


def writes(directory):
    pdf = directory / "sheet.pdf"
    done = call("--date", "2026-12-05", "--content", PACK, "--output", pdf)
    return (done.returncode == 0 and "Dec 12, 2026 – Dec 19, 2026" in text(pdf)
            and "Page 1 of 2" in text(pdf))


def speaks(directory):
    pdf = directory / "french.pdf"
    done = call("--date", "2026-12-05", "--content", PACK, "--language", "fr-CA", "--paper", "a4",
                "--output", pdf)
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, text=True, capture_output=True).stdout
    return (done.returncode == 0 and "595.28 x 841.89" in info
            and "Nous parlons de vos soins en détail" in text(pdf))


def refuses(status, words, *arguments):
    def case(directory):
        pdf = directory / "none.pdf"
        done = call(*arguments, "--output", pdf)
        return done.returncode == status and words in done.stderr and not pdf.exists()
    return case


DATED = ("--date", "2026-12-05", "--content", PACK)
CASES = {
    "a sheet of a content pack": writes,
    "its language and paper": speaks,
    "no date": refuses(2, "--date YYYY-MM-DD", "--content", PACK),
    "an unknown language": refuses(2, "There is no content in “de”", *DATED, "--language", "de"),
    "an unknown paper": refuses(2, "“letter” or “a4”", *DATED, "--paper", "a3"),
    "no hub and no content": refuses(2, "--hub URL", "--date", "2026-12-05"),
    "no such content": refuses(1, "No such file", "--date", "2026-12-05", "--content", "/no/pack"),
    "no output": lambda _directory: "--output FILE.pdf" in call(*DATED).stderr,
}
for wrong in ("2026-02-30", "2026-12-5", "12/05/2026", "tomorrow", "2026-12-05x", "", "0000-01-01"):
    CASES[f"the date “{wrong}”"] = refuses(2, "--date YYYY-MM-DD", "--date", wrong, "--content", PACK)

failed = 0
print(f"1..{len(CASES)}")
with tempfile.TemporaryDirectory() as scratch:
    for number, (name, case) in enumerate(CASES.items(), 1):
        good = case(pathlib.Path(scratch))
        failed += not good
        print("ok" if good else "not ok", number, name)
sys.exit(failed > 0)
