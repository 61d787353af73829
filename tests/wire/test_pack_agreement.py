# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of content packs in C and the JSON Schema agree: what the schema refuses, the reader
refuses at the same place; what only the reader refuses is what a schema cannot say."""

import copy
import json
import random
import re
import subprocess
import sys

from test_schema import ALLOWED, BROKEN, DROP, FULL, PACK, errors, variant

READER = sys.argv[1]
N_MUTATIONS = 400

# What the reader refuses beyond the schema, as the schema's own description lists it.
BEYOND = re.compile(
    r"is missing|is not a known field"  # a text's languages
    r"|appears twice in this list|is not the id of a category"
    r"|is less than where the range begins|is above the top of the scale"
    r"|is not after the days before it"
    r"|has (HTML|an image|code|a quotation|a rule|a table|lists nested|a link)"
    r"|must be a time zone"  # one that the system knows
    r"|must have \{date\} exactly once|must not be empty|must not hold control characters"
)


def read(packs):
    """The reader's faults of each pack."""
    lines = "".join(json.dumps(pack, ensure_ascii=False) + "\n" for pack in packs)
    result = subprocess.run([READER], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def place(fault):
    return fault.split(": ", 1)[0]


def pointer_of(way):
    return "/" + "/".join(str(key).replace("~", "~0").replace("/", "~1") for key in way)


def in_every_language(value):
    if isinstance(value, dict) and set(value) == {"en"}:
        return {language["tag"]: value["en"] for language in PACK["languages"]}
    return value


def small():
    """A pack of the default one's shape, quick to judge."""
    pack = copy.deepcopy(FULL)
    pack["faq"]["entries"] = pack["faq"]["entries"][:3]
    pack["health"]["contraindications"] = pack["health"]["contraindications"][:3]
    return pack


def places_of(node, way=()):
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in children:
        yield (*way, key)
        if isinstance(child, (dict, list)):
            yield from places_of(child, (*way, key))


JUNK = [None, True, -1, 0, 1, 3651, 2**31, 2**63 - 1, 1.5, "", " ", "x", "X", "a b", "é", "\u0000",
        "a\u0001", "a\nb", "a\tb", "{date}", "{x}", "x" * 41, "x" * 201, "x" * 1001, "x" * 8001,
        "https://", "https://a", "http://a", "<b>x</b>", "![x](https://a)", "[x](http://a)", [], {},
        [{}], {"en": "x"}, {"en": "x", "fr-CA": "y"}, {"xx": "y"}]


def mutate(rng, pack):
    way = rng.choice(list(places_of(pack)))
    holder = pack
    for key in way[:-1]:
        holder = holder[key]
    what = rng.randrange(4)
    if what == 0:
        del holder[way[-1]]
    elif what == 1 and isinstance(holder, list):
        holder.append(copy.deepcopy(rng.choice(holder)))
    elif what == 1:
        holder[rng.choice(["extra", "", "a/b~c", "id"])] = rng.choice(JUNK)
    else:
        holder[way[-1]] = rng.choice(JUNK)
    return way


def test_default():
    return [fault for faults in read([PACK, FULL]) for fault in faults]


def broken_case(pointer, value, faults):
    near = [f for f in faults if place(f) == pointer or place(f).startswith(pointer + "/")]
    return [] if near else [f"named elsewhere: {faults}" if faults else "is accepted"]


def mutation_case(pack, faults):
    """Problems of one mutated pack, whose faults the reader named."""
    refused = errors(pack)
    if refused and not faults:
        return [f"only the schema refuses: {[e.json_path for e in refused]}"]
    if not refused:
        return [f"only the reader refuses: {f}" for f in faults if not BEYOND.search(f)]
    if "This is not JSON" in faults[0]:  # \u0000: no parser of ours lets it in
        return []
    found = {place(f) for f in faults}
    lost = []
    for error in refused:
        where = pointer_of(error.absolute_path)
        if not any(p == where or p.startswith(where.rstrip("/") + "/") for p in found):
            lost.append(where)
    return [f"the reader does not name {where}: {sorted(found)[:4]}" for where in lost]


def main():
    cases = [("the default pack passes", test_default())]
    for (pointer, value), faults in zip(BROKEN, read(variant(*row) for row in BROKEN)):
        shown = "(left out)" if value is DROP else json.dumps(value)[:50]
        cases.append((f"refuses {pointer} {shown}", broken_case(pointer, value, faults)))
    allowed = [(pointer, in_every_language(value)) for pointer, value in ALLOWED]
    for (pointer, _), faults in zip(allowed, read(variant(*row) for row in allowed)):
        cases.append((f"allows {pointer}", faults))

    rng = random.Random(2026)
    packs, ways = [], []
    for _ in range(N_MUTATIONS):
        pack = small()
        ways.append(mutate(rng, pack))
        packs.append(pack)
    problems = [f"{way}: {problem}" for way, pack, faults in zip(ways, packs, read(packs))
                for problem in mutation_case(pack, faults)]
    cases.append((f"{N_MUTATIONS} mutations: reader and schema agree", problems))
    refused = sum(1 for faults in read(packs) if faults)
    cases.append(("the mutations are both good and bad",
                  [] if N_MUTATIONS / 20 < refused < N_MUTATIONS else [f"{refused} refused"]))

    for number, (name, found) in enumerate(cases, 1):
        print(f"{'not ok' if found else 'ok'} {number} - {name.replace('#', ' ')}")
        for line in found[:10]:
            print(f"# {line}")
    print(f"1..{len(cases)}")
    return 1 if any(found for _, found in cases) else 0


if __name__ == "__main__":
    sys.exit(main())
