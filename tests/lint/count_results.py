# SPDX-License-Identifier: GPL-3.0-or-later
"""Print the tally of a Meson run, "N passed, N failed, N skipped", from its JSON log.

Each line of a TAP test is a case; a test that dies without a "not ok" line, or that speaks no TAP, is one
more. Exit status 1 when anything failed, or when nothing ran at all.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b([^\n]*)$", re.M)
SKIP = re.compile(r"#\s*skip\b", re.I)


def count_test(result, output):
    """(passed, failed, skipped) of one test of Meson's."""
    passed = failed = skipped = 0
    for bad, rest in CASE.findall(output):
        if bad:
            failed += 1
        elif SKIP.search(rest):
            skipped += 1
        else:
            passed += 1
    if result in ("OK", "EXPECTEDFAIL"):
        return (passed, failed, skipped) if passed + failed + skipped else (1, 0, 0)
    if result == "SKIP":
        return passed, failed, max(skipped, 1)
    return passed, max(failed, 1), skipped


def count(lines):
    totals = [0, 0, 0]
    for line in lines:
        test = json.loads(line)
        for index, number in enumerate(count_test(test["result"], test.get("stdout") or "")):
            totals[index] += number
    return totals


def main(argv):
    try:
        with open(argv[1], encoding="utf-8") as log:
            passed, failed, skipped = count(log)
    except (OSError, ValueError, KeyError) as error:
        print(f"no results to count: {error}", file=sys.stderr)
        passed, failed, skipped = 0, 1, 0
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
