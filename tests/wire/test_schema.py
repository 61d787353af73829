# SPDX-License-Identifier: GPL-3.0-or-later
"""The content pack's schema accepts the default pack and refuses broken ones; the default pack says
what the clinic says, in every language, in plain words."""

import copy
import json
import pathlib
import re
import sys
import unicodedata

from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "data" / "content"
SCHEMA = json.loads((CONTENT / "pack.schema.json").read_text("utf-8"))
PACK = json.loads((CONTENT / "pack.json").read_text("utf-8"))
# With pictures and links, which the clinic of the default pack has not given: what packs may hold.
GALLERY = json.loads((ROOT / "tests" / "fixtures" / "sample-gallery.json").read_text("utf-8"))
FULL = PACK | {"gallery": GALLERY}

DROP = object()
LONG = "a" * 9000

# Where, and what to put there (DROP takes it away). The schema must object at that place or, for a
# member that is missing or too much, at what holds it.
BROKEN = [
    ("/version", DROP),
    ("/version", 0),
    ("/version", "1"),
    ("/version", 1.5),
    ("/version", 2**31),
    ("/canonical", "http://stipple.example/fhir/Questionnaire/smp-intake"),
    ("/canonical", "https://stipple.example/fhir/Questionnaire/smp-intake|1"),
    ("/extra", 1),
    ("/languages", []),
    ("/languages/0/tag", "English"),
    ("/languages/0/tag", "fr_CA"),
    ("/languages/0/reviewed", "yes"),
    ("/languages/0/name", ""),
    ("/clinic/slogan", DROP),
    ("/clinic/slogan", "Be Bold"),
    ("/clinic/website", "http://stipple.example"),
    ("/clinic/website", "https://user@stipple.example"),
    ("/clinic/timeZone", "Toronto time"),
    ("/clinic/places/0/phone", "call us"),
    ("/clinic/places/0/url", "javascript:alert(1)"),
    ("/clinic/places/0/address", {}),
    ("/clinic/places/0/fax", "416 555 0100"),
    ("/attract/title", {"en": "a" * 201}),
    ("/attract/title", {"en": "two\nlines"}),
    ("/attract/text", {"en": " "}),
    ("/attract/text", {"en": 7}),
    ("/attract/text", {"english": "Hello"}),
    ("/attract/text", {"en": "Bell\u0007"}),
    ("/attract/text", {"en": "a" * 1001}),
    ("/faq/categories", []),
    ("/faq/categories/0/id", "The Basics"),
    ("/faq/categories/0/name", {"en": "a" * 41}),
    ("/faq/entries", []),
    ("/faq/entries/0/id", ""),
    ("/faq/entries/0/id", "a" * 65),
    ("/faq/entries/0/category", DROP),
    ("/faq/entries/0/question", DROP),
    ("/faq/entries/0/answer", {"en": LONG}),
    ("/faq/entries/0/answer", {"en": "by {date}"}),
    ("/faq/entries/0/figure", "chart"),
    ("/faq/entries/0/qr", "stipple.example"),
    ("/gallery", {}),
    ("/gallery", GALLERY * 9),
    ("/gallery/0/id", "Top"),
    ("/gallery/0/title", DROP),
    ("/gallery/0/title", {"en": "a" * 201}),
    ("/gallery/0/caption", DROP),
    ("/gallery/0/caption", {"en": ""}),
    ("/gallery/0", {key: GALLERY[0][key] for key in ("id", "title", "caption")}),
    ("/gallery/0/image", "picture.png"),
    ("/gallery/0/image/sha256", DROP),
    ("/gallery/0/image/sha256", "A" * 64),
    ("/gallery/0/image/sha256", "a" * 63),
    ("/gallery/0/image/type", "image/webp"),
    ("/gallery/0/image/width", 0),
    ("/gallery/0/image/width", 4097),
    ("/gallery/0/image/height", DROP),
    ("/gallery/0/image/height", 99.5),
    ("/gallery/0/image/alt", DROP),
    ("/gallery/0/image/alt", {"en": "two\nlines"}),
    ("/gallery/0/image/file", "picture.png"),
    ("/gallery/1/link", "http://clinic.example"),
    ("/gallery/2/link", "javascript:alert(1)"),
    ("/comfort/pain/worst", 11),
    ("/comfort/pain/usualFrom", 0),
    ("/comfort/numbing/0/when", DROP),
    ("/comfort/numbing/0/when", {"en": "a" * 41}),
    ("/comfort/afterwards", {}),
    ("/plan/sessions", []),
    ("/plan/sessions/1/minDays", -1),
    ("/plan/maxHours", 25),
    ("/plan/minHours", 0),
    ("/aftercare/days", []),
    ("/aftercare/days/0/from", DROP),
    ("/aftercare/days/0/to", None),
    ("/aftercare/days/0/avoid", DROP),
    ("/aftercare/days/0/fine", [{"en": "a"}] * 21),
    ("/aftercare/questions", DROP),
    ("/aftercare/questions/0/correction", DROP),
    ("/aftercare/questions/0/choices", [{"id": "a", "text": {"en": "A"}, "right": True}]),
    ("/aftercare/questions/0/choices", [{"id": i, "text": {"en": i}, "right": True} for i in "ab"]),
    ("/aftercare/questions/0/choices",
     [{"id": i, "text": {"en": i}, "right": False} for i in "ab"]),
    ("/aftercare/questions/0/choices/1/right", DROP),
    ("/health/rulesVersion", 0),
    ("/health/physicianLine", DROP),
    ("/health/physicianLine", {"en": ""}),
    ("/health/contraindications", []),
    ("/health/contraindications/0/kind", "sometimes"),
    ("/health/contraindications/0/waitingDays", DROP),
    ("/health/contraindications/0/waitingDays", 7),
    ("/health/contraindications/0/followUp", {"question": {"en": "Until when?"}}),
    ("/health/contraindications/1/waitingDays", 3651),
    ("/health/contraindications/1/followUp", {}),
    ("/health/results/unsuitable", DROP),
    ("/health/results/proceed/titleDated", {"en": "From {date}"}),
    ("/health/results/proceed/next", []),
    ("/health/results/wait/titleDated", DROP),
    ("/health/results/wait/titleDated", {"en": "Not today"}),
    ("/health/results/wait/next/0", {"en": "Come back on {date}"}),
    ("/health/results/wait/nextDated/0", {"en": "Come back on {day}"}),
    ("/intake/areas", []),
    ("/intake/areas/0/id", "crown of the head"),
    ("/consent/version", DROP),
    ("/consent/statement", DROP),
    ("/consent/text", {"en": LONG}),
    ("/prices/rows/0/min", -1),
    ("/prices/rows/0/max", "6000"),
    ("/prices/includes/0", "The consultation"),
]

# A clinic may leave these out, or give them.
ALLOWED = [
    ("/clinic/places", []),
    ("/clinic/website", "https://clinic.example/before-after?page=1"),
    ("/clinic/places/0/phone", "+1 (416) 555-0100 x2"),
    ("/clinic/places/0/address", {"en": "1 Sample Street\nToronto"}),
    ("/faq/entries/0/keywords", DROP),
    ("/faq/entries/0/figure", "none"),
    ("/faq/entries/0/qr", "https://clinic.example/a"),
    ("/gallery", DROP),
    ("/gallery", []),
    ("/gallery", GALLERY[:1]),
    ("/gallery/2/image", DROP),
    ("/gallery/2/link", DROP),
    ("/comfort/numbing", []),
    ("/aftercare/questions", []),
    ("/health/contraindications/1/help", DROP),
    ("/health/contraindications/1/waitingDays", 7),
    ("/health/results/wait/nextDated", DROP),
    ("/prices/rows", []),
    ("/prices/rows/0/min", DROP),
]

# id, a yes is temporary, asks until when: the facts' list, in their order
CONTRAINDICATIONS = [
    ("blood-clots", False, False),
    ("infectious-disease", True, True),
    ("epilepsy", False, False),
    ("diabetes", False, False),
    ("albinism", False, False),
    ("heart-disease", False, False),
    ("liver-disease", False, False),
    ("high-blood-pressure", False, False),
    ("antibiotics", True, True),
    ("blood-thinners", True, True),
    ("chemotherapy", True, True),
    ("under-the-influence", True, False),
]

# What an answer must say, in each language. Spaces stand for any space.
TAGS = ("en", "fr-CA", "es", "ar", "zh-Hans")
FIGURES = [
    ("how-many-dots", "2,000", "2 000", "2,000", "2,000", "2,000"),
    ("how-long-it-lasts", "1 to 3 years", "1 à 3 ans", "1 a 3 años", "1 إلى 3 سنوات", "1至3年"),
    ("pigment", "five", "cinq", "cinco", "خمسة", "五种"),
    ("session-length", "1 to 4 hours", "1 à 4 heures", "1 a 4 horas", "1 إلى 4 ساعات", "1至4小时"),
    ("session-length", "4 to 5 hours", "4 à 5 heures", "4 a 5 horas", "4 إلى 5 ساعات", "4至5小时"),
    ("how-many-sessions", "three", "trois", "tres", "ثلاث", "三次"),
    ("how-many-sessions", "7 to 14 days", "7 à 14 jours", "7 a 14 días", "7 إلى 14 يومًا", "7至14天"),
    ("how-many-sessions", "4 to 6 weeks", "4 à 6 semaines", "4 a 6 semanas", "4 إلى 6 أسابيع",
     "4至6周"),
    ("one-session", "20 to 30%", "20 à 30 %", "20 al 30 %", "20 إلى 30%", "20%至30%"),
    ("cost", "$2,500 to $6,000", "2 500 $ à 6 000 $", "$2,500 hasta $6,000", "2,500 $ إلى 6,000 $",
     "$2,500至$6,000"),
    ("price-includes", "12-month guarantee", "garantie de 12 mois", "garantía de 12 meses",
     "ضمانًا لمدة 12 شهرًا", "12个月的保证"),
    ("does-it-hurt", "1 to 3", "1 à 3", "1 a 3", "1 إلى 3", "1至3分"),
    ("does-it-hurt", "1 to 10", "1 à 10", "1 a 10", "1 إلى 10", "1至10分"),
    ("numbing", "1 to 2 hours", "1 à 2 heures", "1 a 2 horas", "1 إلى 2 ساعة", "1至2小时"),
    ("back-to-routine", "day 4", "jour 4", "día 4", "اليوم 4", "第4天"),
]

CASES = []


def case(name):
    """A case passes when it returns no fault (a list of strings)."""

    def add(function):
        CASES.append((name, function))
        return function

    return add


def errors(pack):
    return list(Draft202012Validator(SCHEMA).iter_errors(pack))


def variant(pointer, value):
    pack = copy.deepcopy(FULL)
    *way, last = [int(p) if p.isdigit() else p for p in pointer.split("/")[1:]]
    place = pack
    for step in way:
        place = place[step]
    if value is DROP:
        del place[last]
    else:
        place[last] = value
    return pack


def refused_at(pointer, value):
    found = ["/" + "/".join(map(str, e.absolute_path)) for e in errors(variant(pointer, value))]
    parent = pointer.rpartition("/")[0] or "/"
    near = [p for p in found if p == parent or (p + "/").startswith(pointer + "/")]
    return [] if near else [f"refused at {found}" if found else "is accepted"]


def texts(node, pointer=""):
    """Every text of the pack with its place."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from texts(item, f"{pointer}/{number}")
    elif isinstance(node, dict):
        tag = re.compile(SCHEMA["$defs"]["tag"]["pattern"])
        if node and all(tag.search(key) for key in node):
            yield pointer, node
        else:
            for key, item in node.items():
                yield from texts(item, f"{pointer}/{key}")


def lists(node, pointer=""):
    """Every list of things with ids, with its place."""
    if isinstance(node, list) and node and isinstance(node[0], dict) and "id" in node[0]:
        yield pointer, node
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, item in children:
        if isinstance(item, (dict, list)):
            yield from lists(item, f"{pointer}/{key}")


# By language: what must not be found, and why.
EVERYWHERE = {
    r"['\"]": "straight quote",
    r"[ \u00a0\u202f]{2}": "two spaces",
    r" $": "space at the end",
    r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]": "mark of direction",
}
TYPOGRAPHY = {
    "en": {
        r"[\u00a0\u202f]?[ \u00a0\u202f][;:?!%]": "space before a mark",
    },
    # Thin no-break space before ; ? !, no-break space before : » $ % and after «, as in Quebec.
    "fr-CA": {
        r"(?<!\u202f)[;?!]": "no thin no-break space before ; ? !",
        r"(?<!\u00a0)[:»$%]": "no no-break space before : » $ %",
        r"«(?!\u00a0)": "no no-break space after «",
        r"\d[ ,]\d{3}": "thousands not set apart by a no-break space",
    },
    # As in Mexico: $2,500; no-break space before %, and a mark at both ends.
    "es": {
        r"[ \u00a0\u202f][.,;:?!]": "space before a mark",
        r"(?<!\u00a0)%": "no no-break space before %",
        r"[¿¡][ \u00a0]": "space after an opening mark",
        r"^[^¿]*\?|¿[^?]*(\Z|¿)": "¿ ? do not pair",
        r"^[^¡]*!|¡[^!]*(\Z|¡)": "¡ ! do not pair",
    },
    "ar": {
        r"(?<=[\u0620-\u065f])\**[,;?]": "a Latin mark for ، ؛ ؟",
        r"[ \u00a0][،؛؟.:!]": "space before a mark",
        r"\u0640": "a stretched letter",
        r"[٠-٩۰-۹]": "other digits than the rest",
        r"[\ufb50-\ufdff\ufe70-\ufeff]": "a presentation form",
    },
    "zh-Hans": {
        r"(?<=[\u4e00-\u9fff])[ \u00a0]|(?<![-.])[ \u00a0](?=[\u4e00-\u9fff])":
            "space beside a character",
        r"(?<=[\u4e00-\u9fff*])[,.;:?!()]|[,;:?!()](?=[\u4e00-\u9fff])":
            "a Latin mark for ，。；：？！（）",
        r"[，。；：？！、（）] ": "space after a full-width mark",
    },
}


def typography_faults(tag, text):
    rules = EVERYWHERE | TYPOGRAPHY[tag]
    return [why for rule, why in rules.items() if re.search(rule, text, re.M)]


def shape(markdown):
    """What all languages of a text must share: paragraphs, list items, strong, placeholders."""
    return (
        markdown.count("\n\n"),
        len(re.findall(r"^- ", markdown, re.M)),
        len(re.findall(r"^\d+\. ", markdown, re.M)),
        markdown.count("**"),
        re.findall(r"\{\w+\}", markdown),
    )


def digits(text):
    """Of any script, as values."""
    return sorted(unicodedata.decimal(digit) for digit in re.findall(r"\d", text))


def syllables(word):
    word = word.lower()
    count = len(re.findall(r"[aeiouy]+", word))
    silent = (
        re.search(r"[^aeiouyl]e$|[aeiouy]le$", word)
        or re.search(r"[^aeiouytd]ed$", word)
        or re.search(r"[^aeiouysxzcgh]es$", word)
    )
    return max(count - bool(silent), 1)


def grade(markdown):
    """Flesch-Kincaid grade level (Kincaid et al., 1975). An item of a list counts as a sentence."""
    text = re.sub(r"^\s*(-|\d+\.)\s+", "", markdown.replace("*", ""), flags=re.M)
    sentences = [s for s in re.split(r"[.!?]+(?:\s|$)|\n+", text) if re.search(r"\w", s)]
    words = re.findall(r"[A-Za-zÀ-ÿ’]+", text)
    return (
        0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    )


def named(prefix, table, function):
    for row in table:
        name = prefix + " " + " ".join(
            "(left out)" if part is DROP else json.dumps(part, ensure_ascii=False)[:60]
            for part in row
        )
        CASES.append((name, lambda row=row: function(*row)))


# Where languages may say the same: names.
ALIKE = ("/clinic/name", "/clinic/slogan", "/health/contraindications/3/name")


@case("the schema is a JSON Schema of 2020-12")
def _():
    Draft202012Validator.check_schema(SCHEMA)
    return []


@case("every object of the schema is closed")
def _():
    def open_objects(node, place):
        if isinstance(node, dict):
            if "properties" in node and node.get("type") == "object":
                if node.get("additionalProperties") is not False:
                    yield place
            for key, item in node.items():
                yield from open_objects(item, f"{place}/{key}")

    return list(open_objects(SCHEMA, ""))


@case("the default pack passes")
def _():
    return [f"{e.json_path}: {e.message[:80]}" for e in errors(PACK)]


named("refuses", BROKEN, refused_at)
named("allows", ALLOWED, lambda *row: [e.message[:80] for e in errors(variant(*row))])


@case("the default pack with a gallery passes")
def _():
    return [f"{e.json_path}: {e.message[:80]}" for e in errors(FULL)]


@case("no picture or page that the clinic has not given")
def _():
    return [entry["id"] for entry in PACK["gallery"]]


@case("the five languages")
def _():
    found = tuple(language["tag"] for language in PACK["languages"])
    return [] if found == TAGS else list(found)


@case("no language passes for reviewed before somebody has")
def _():
    return [language["tag"] for language in PACK["languages"] if language["reviewed"]]


for section in PACK:
    here = dict(texts(PACK[section], "/" + section))
    if not here:
        continue

    @case(f"{section}: every text has every language and no other")
    def _(here=here):
        tags = {language["tag"] for language in PACK["languages"]}
        return [place for place, text in here.items() if set(text) != tags]

    for language in TAGS:

        @case(f"{section}: typography of {language}")
        def _(here=here, tag=language):
            return [f"{place}: {why}" for place, text in here.items()
                    for why in typography_faults(tag, text[tag])]

    @case(f"{section}: the same numbers in every language")
    def _(here=here):
        return [f"{place} ({tag})" for place, text in here.items() for tag in TAGS
                if digits(text["en"]) != digits(text[tag])]

    @case(f"{section}: the same shape in every language")
    def _(here=here):
        return [f"{place} ({tag})" for place, text in here.items() for tag in TAGS
                if shape(text["en"]) != shape(text[tag])]

    @case(f"{section}: nothing is left in English")
    def _(here=here):
        return [f"{place} ({tag}): {text[tag]}" for place, text in here.items() for tag in TAGS[1:]
                if text[tag] == text["en"] and place not in ALIKE]

    @case(f"{section}: Markdown keeps to what the screens show")
    def _(here=here):
        wrong = re.compile(r"[<>|`\\]|!\[|\]\(|^#|^    ", re.M)
        return [
            f"{p} ({tag})"
            for p, text in here.items()
            for tag, words in text.items()
            if wrong.search(words) or words.count("**") % 2
        ]


GOOD_AND_BAD = {
    "en": ("“Yes” – it’s 20% of $2,500: why?", ["Yes ?", '"Yes"', "it's", "two  spaces", "end "]),
    "fr-CA": ("L’eau\u00a0: 2\u00a0500\u00a0$, 20\u00a0%, «\u00a0oui\u00a0», non\u202f? Oui\u202f!",
              ["Oui ?", "Oui?", "Voici : a", "5\u202f%", "10 $", "« oui\u00a0»", "2 500\u00a0$",
               "l'eau"]),
    "es": ("¿Cuánto? ¡Poco! El 20\u00a0% de $2,500: “sí”, ¿no?",
           ["Cuánto?", "¿Cuánto", "20%", "20 %", "Poco!", "¡Poco", "¿ Qué?", "sí ,", "'sí'"]),
    "ar": ("كم؟ نعم، 20% من 2,500 $؛ لا.", ["كم?", "نعم, لا", "نعم; لا", "نعم ، لا", "نعـم", "٢٠",
                                          "\u200fنعم"]),
    "zh-Hans": ("约20%：是吗？“是”，**好**。", ["是吗?", "是,好", "是 好", "**是**.", "（好） 是", "好 20",
                                             "好(是)"]),
}


for language, samples in GOOD_AND_BAD.items():

    @case(f"the checks of {language} find each fault, and none else")
    def _(tag=language, good=samples[0], bad=samples[1]):
        return [text for text in bad if not typography_faults(tag, text)] + [
            f"{good}: {why}" for why in typography_faults(tag, good)]


@case("the reading level tells hard from easy")
def _():
    easy = grade("The cat sat on the mat. It was warm.")
    hard = grade(
        "Individuals contemplating dermatological micropigmentation interventions necessitate "
        "comprehensive preliminary consultation regarding contraindications and complications."
    )
    return [] if easy < 3 and hard > 20 else [f"easy {easy:.1f}, hard {hard:.1f}"]


@case("a client of grade 8 can read every answer")
def _():
    grades = [(grade(entry["answer"]["en"]), entry["id"]) for entry in PACK["faq"]["entries"]]
    mean = sum(number for number, _ in grades) / len(grades)
    hard = [f"{name}: grade {number:.1f}" for number, name in grades if number > 8]
    return hard + ([f"mean {mean:.1f}"] if mean > 6 else [])


@case("a client of grade 8 can read results, advice and consent")
def _():
    prose = [
        (place, text["en"])
        for section in ("attract", "comfort", "plan", "aftercare", "health", "consent")
        for place, text in texts(PACK[section], "/" + section)
        if len(text["en"].split()) >= 12
    ]
    return [f"{p}: grade {grade(text):.1f}" for p, text in prose if grade(text) > 8.5]


@case("ids are unique in each list")
def _():
    return [
        f"{place}: {item['id']}"
        for place, items in lists(PACK)
        for number, item in enumerate(items)
        if item["id"] in [other["id"] for other in items[:number]]
    ]


@case("at least 18 questions, in six categories that each have some")
def _():
    names = [category["id"] for category in PACK["faq"]["categories"]]
    used = [entry["category"] for entry in PACK["faq"]["entries"]]
    faults = [f"{name} is empty" for name in names if name not in used]
    faults += [f"{name} is no category" for name in set(used) if name not in names]
    if len(used) < 18 or len(names) != 6:
        faults.append(f"{len(used)} questions, {len(names)} categories")
    return faults


@case("each figure is shown once")
def _():
    shown = sorted(entry["figure"] for entry in PACK["faq"]["entries"] if "figure" in entry)
    return [] if shown == ["fading", "layers", "pain", "prices", "sessions"] else shown


@case("every question can be searched by other words")
def _():
    return [entry["id"] for entry in PACK["faq"]["entries"] if "keywords" not in entry]


@case("the trade's other names are found")
def _():
    found = " ".join(
        entry["answer"]["en"] + entry["keywords"]["en"] for entry in PACK["faq"]["entries"]
    ).lower()
    names = ["scalp tattoo", "hair tattoo", "scalp pigmentation", "head tattoo"]
    names += ["medical hairline restoration", "hair follicle simulation"]
    return [name for name in names if name not in found]


@case("exactly the twelve contraindications")
def _():
    found = [
        (rule["id"], rule["kind"] == "temporary", "followUp" in rule)
        for rule in PACK["health"]["contraindications"]
    ]
    return [] if found == CONTRAINDICATIONS else [str(found)]


@case("no waiting time that the clinic has not set")
def _():
    rules = PACK["health"]["contraindications"]
    return [rule["id"] for rule in rules if rule["waitingDays"] != 0]


@case("results and consent name the physician and the record")
def _():
    wanted = [
        (PACK["health"]["physicianLine"], "family physician", "médecin de famille",
         "médico de familia", "طبيب الأسرة", "家庭医生"),
        (PACK["health"]["whyNot"], "infection", "infection", "infección", "عدوى", "感染"),
        (PACK["consent"]["text"], "not** an agreement", "pas** un accord", "No** es un acuerdo",
         "ليس** موافقة", "不是**同意"),
        (PACK["consent"]["statement"], "as far as I know", "autant que je le sache",
         "hasta donde sé", "بحسب علمي", "据我所知"),
    ]
    return [f"{tag}: {words}" for text, *all_words in wanted for tag, words in zip(TAGS, all_words)
            if words not in text[tag]]


def figure_missing(name, *wanted):
    entry = next((e for e in PACK["faq"]["entries"] if e["id"] == name), None)
    if entry is None:
        return ["there is no such question"]
    plain = {tag: re.sub(r"\s", " ", text) for tag, text in entry["answer"].items()}
    return [f"{tag}: {text}" for tag, text in zip(TAGS, wanted, strict=True)
            if text not in plain[tag].replace("**", "")]


named("says", FIGURES, figure_missing)


@case("pain: 1 to 3 of 10")
def _():
    pain = PACK["comfort"]["pain"]
    found = (pain["usualFrom"], pain["usualTo"], pain["worst"])
    return [] if found == (1, 3, 10) else [str(found)]


@case("plan: three sessions of 1 to 4 hours; 7-14 days, then 4-6 weeks")
def _():
    plan = PACK["plan"]
    days = [(session["minDays"], session["maxDays"]) for session in plan["sessions"]]
    found = (days, plan["minHours"], plan["maxHours"])
    return [] if found == ([(0, 0), (7, 14), (28, 42)], 1, 4) else [str(found)]


@case("aftercare covers every day from the first on")
def _():
    expected, faults = 0, []
    for day in PACK["aftercare"]["days"]:
        if day["from"] != expected:
            faults.append(f"{day['id']} starts at {day['from']}, not {expected}")
        expected = day["to"] + 1 if "to" in day else None
    return faults + (["the last day ends"] if expected is not None else [])


@case("aftercare: the first few days are for rest")
def _():
    early = [day for day in PACK["aftercare"]["days"] if day["from"] < 4]
    short = [day["id"] for day in early if len(day["avoid"]) != 4 or len(day["fine"]) != 3]
    return short if len(early) == 4 else [f"{len(early)} days"]


@case("prices: $2,500 to $6,000, with three things included")
def _():
    rows = [(row.get("min"), row.get("max")) for row in PACK["prices"]["rows"]]
    included = len(PACK["prices"]["includes"])
    return [] if (rows, included) == ([(2500, 6000)], 3) else [str(rows), str(included)]


@case("no percentage but that of the dots")
def _():
    return [
        place
        for place, text in texts(PACK)
        if "%" in text["en"].replace("20 to 30%", "")
    ]


@case("chips and pills are short in every language")
def _():
    bounds = [("aftercare", "/label", 12), ("comfort", "/when", 14), ("faq", "/name", 20)]
    return [
        f"{place} ({tag}): {words}"
        for section, end, most in bounds
        for place, text in texts(PACK[section], "/" + section)
        for tag, words in text.items()
        if place.endswith(end) and len(words) > most
    ]


@case("the file is written the one way")
def _():
    tidy = json.dumps(PACK, ensure_ascii=False, indent=2) + "\n"
    return [] if (CONTENT / "pack.json").read_text("utf-8") == tidy else ["indent by 2, no escapes"]


def main():
    print(f"1..{len(CASES)}")
    failed = 0
    for number, (name, function) in enumerate(CASES, 1):
        faults = function()
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} {name.replace('#', '')}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
