# SPDX-License-Identifier: GPL-3.0-or-later
"""The care calendar of the default pack, read by an independent reader of iCalendar, in every language:
each date stands where the pack's own days put it, and it fits a code that telephones can read."""

import datetime
import subprocess
import sys

from icalendar import Calendar

from test_schema import PACK

WRITER = sys.argv[1]
FIRST = datetime.date(2028, 2, 27)  # the days after are those of a leap year
QR_MAX_BYTES = 2331  # of a code of version 35, level L: 4 px a module across 660 px


def calendar(language):
    result = subprocess.run(
        [WRITER, language, FIRST.isoformat()], capture_output=True, check=True
    )
    return result.stdout


def start_of(days):
    return FIRST + datetime.timedelta(days=days)


def check_form(raw, events):
    if len(raw) > QR_MAX_BYTES:
        yield f"{len(raw)} bytes"
    if len({event["UID"] for event in events}) != len(events):
        yield "the same UID twice"
    for event in events:
        if not isinstance(event["DTSTART"].dt, datetime.date) or "DTSTAMP" not in event:
            yield f"{event['UID']} has no day or no stamp"


def check_sessions(events, language):
    earliest = 0
    for session in PACK["plan"]["sessions"]:
        earliest += session["minDays"]
        name = session["name"][language]
        found = [event["DTSTART"].dt for event in events if event["SUMMARY"] == name]
        if found != [start_of(earliest)]:
            yield f"{name}: {found}"


def check_aftercare(events, language):
    by_day = {event["DTSTART"].dt: event for event in events if "aftercare" in event["UID"]}
    for day in PACK["aftercare"]["days"]:
        start = start_of(day["from"])
        last = max((when for when in by_day if when <= start), default=None)
        words = str(by_day[last].get("DESCRIPTION", "")) if last else ""
        for text in day["avoid"] + day["fine"]:
            if text[language] not in words:
                yield f"day {day['from']}: {text[language]} is not in {words!r}"


def check_rest(events):
    rest = [event for event in events if "aftercare-today" in event["UID"]]
    ends = [event["DTEND"].dt for event in rest]
    if ends != [start_of(4)]:
        yield f"the days of rest end before {ends}"


def faults_of(language):
    raw = calendar(language)
    events = list(Calendar.from_ical(raw).walk("VEVENT"))
    yield from check_form(raw, events)
    yield from check_sessions(events, language)
    yield from check_aftercare(events, language)
    yield from check_rest(events)


def main():
    tags = [language["tag"] for language in PACK["languages"]]
    print(f"1..{len(tags)}")
    failed = 0
    for number, tag in enumerate(tags, 1):
        faults = list(faults_of(tag))
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} {tag}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
