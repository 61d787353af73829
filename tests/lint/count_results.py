# SPDX-License-Identifier: GPL-3.0-or-later
"""Print the tally of a Meson run, "N passed, N failed, N skipped", from its JUnit log.

Exit status 1 when anything failed, or when nothing ran at all.
"""

import sys
import xml.etree.ElementTree as ET


def count(path):
    passed = failed = skipped = 0
    for case in ET.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main(argv):
    try:
        passed, failed, skipped = count(argv[1])
    except (OSError, ET.ParseError) as error:
        print(f"no results to count: {error}", file=sys.stderr)
        passed, failed, skipped = 0, 1, 0
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
