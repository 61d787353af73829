# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's own rules, checked over the files git knows.

Each rule is a function (path, text) -> iterable of (line, message). tests/lint/test_lint.py holds a
fixture for each that proves it fires.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 100

# What a layer may include of ours, from nearest to furthest. The programs may see what they stand on.
LAYERS = {
    "core": {"core"},
    "seal": {"seal", "core"},
    "sql": {"sql", "core"},
    "wire": {"wire", "core"},
    "store": {"store", "wire", "seal", "sql", "core"},
    "sync": {"sync", "store", "wire", "seal", "core"},
    "print": {"print", "core"},
    "widgets": {"widgets", "print", "core"},
    "speech": {"speech"},
    "kiosk": {"kiosk", "widgets", "speech", "print", "sync", "store", "wire", "seal", "core"},
    "desk": {"desk", "widgets", "print", "sync", "wire", "core"},
    "hub": {"hub", "wire", "seal", "sql", "core"},
    "ctl": {"ctl", "hub", "sync", "print", "wire", "seal", "core"},
}

# System headers and the layers that may see them.
SYSTEM = {
    r"gtk/|gdk/|adwaita": {"widgets", "kiosk", "desk"},
    r"cups/": {"desk"},
    r"sqlite3\.h": {"sql"},
    r"curl/": {"sync"},
    r"microhttpd\.h": {"hub"},
    r"sodium": {"seal"},
    r"jansson\.h": {"wire", "sync", "desk", "hub", "ctl"},
    r"cmark\.h": {"wire", "print", "widgets"},
    r"qrencode\.h": {"print"},
    r"libspeechd\.h": {"speech"},
    r"xkbcommon/|fontconfig/": {"widgets"},
    r"cairo|pango": {"print", "widgets", "kiosk", "desk"},
}

# A path of somebody's machine, not of a system.
MACHINE_PATH = re.compile(r"(?<![\w.])/(home|work|farm|Users)/\w")
SLEEP = re.compile(r"\b(g_usleep|usleep|nanosleep|time\.sleep|sleep)\s*\(")
LEFT_FOR_LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def is_c(path):
    return path.suffix in (".c", ".h")


def layer_of(path):
    parts = path.parts
    return parts[1] if len(parts) > 2 and parts[0] == "src" else None


def check_spdx(path, text):
    wanted = path.suffix in (".c", ".h", ".py", ".sql", ".css") or path.name in ("meson.build", "dev")
    if wanted and "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.split("\n")[:3]):
        yield 1, "no SPDX line at the top"


def check_pragma_once(path, text):
    if path.suffix == ".h" and "#pragma once" not in text:
        yield 1, "header without #pragma once"


def check_layers(path, text):
    layer = layer_of(path)
    if layer is None or not is_c(path):
        return
    if layer not in LAYERS:
        yield 1, f"src/{layer}: a layer the lint does not know"
        return
    for match in INCLUDE.finditer(text):
        kind, name = match.groups()
        where = line_of(text, match.start())
        if kind == '"' and "/" in name and name.split("/")[0] in LAYERS:
            if name.split("/")[0] not in LAYERS[layer]:
                yield where, f"{layer} may not include {name}"
        if kind == "<":
            for pattern, layers in SYSTEM.items():
                if re.match(pattern, name) and layer not in layers:
                    yield where, f"{layer} may not include <{name}>"


def check_length(path, text):
    if is_c(path) and text.count("\n") > FILE_LINES_MAX:
        yield 1, f"longer than {FILE_LINES_MAX} lines: does it hold one idea?"


def check_functions(path, text):
    if path.suffix != ".c":
        return
    start = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start is not None:
            if number - start > FUNCTION_LINES_MAX:
                yield start, f"a function of more than {FUNCTION_LINES_MAX} lines"
            start = None


def check_c_habits(path, text):
    if not is_c(path):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(r"^\s*goto\s+\w+;", line):
            yield number, "goto"
        if re.search(r"\btextdomain\s*\(", line) and "bind" not in line:
            yield number, "textdomain() breaks switching languages at run time"
        if "glib/gi18n.h" in line:
            yield number, "use <glib/gi18n-lib.h>"


def check_colours(path, text):
    if path.name.startswith("tokens") or path.suffix not in (".css", ".ui", ".c", ".h"):
        return
    if path.parts[0] not in ("src", "ui", "data"):
        return
    for match in re.finditer(r"#[0-9A-Fa-f]{6}\b", text):
        yield line_of(text, match.start()), f"colour {match.group()} outside the token files"


def check_ui_domain(path, text):
    if path.suffix == ".ui" and "translatable=" in text and '<interface domain="stipple">' not in text:
        yield 1, 'translatable strings without <interface domain="stipple">'


def check_sleeps(path, text):
    if path.parts[0] != "tests" or path.parts[:2] == ("tests", "lint"):
        return
    for match in SLEEP.finditer(text):
        yield line_of(text, match.start()), "a sleep in a test: wait for a condition"


def check_left_for_later(path, text):
    if path.parts[:2] == ("tests", "lint") or path.name == "COPYING":
        return
    for match in LEFT_FOR_LATER.finditer(text):
        yield line_of(text, match.start()), "left for later"


def check_machine_paths(path, text):
    if path.parts[:2] == ("tests", "lint"):
        return
    for match in MACHINE_PATH.finditer(text):
        yield line_of(text, match.start()), "a path of one machine"


def check_white_space(path, text):
    if path.suffix in (".po", ".md", ".svg") or path.name == "COPYING":
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield number, "white space at the end of the line"
        if "\t" in line and is_c(path):
            yield number, "a tab"
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "no newline at the end"


# The translations are the largest there is.
MOST_BYTES = 400_000

# Of the pack's own texts, tests/wire/test_schema.py says as much.
FRENCH_MARKS = {
    r"(?<![\u202f«])(?<!«\u00a0)[;?!]": "no thin no-break space before ; ? !",
    r"[ \u202f]:(?=[\s%]|$|\\n)": "no no-break space before :",
    r"«(?!\u00a0)|(?<!\u00a0)»": "no no-break space within « »",
}


def check_french_marks(path, text):
    if path.name != "fr_CA.po":
        return
    for entry in re.finditer(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', text, re.M):
        said = "".join(re.findall(r'^"(.*)"$', entry[1], re.M))
        if "Content-Type:" in said:
            continue
        for rule, why in FRENCH_MARKS.items():
            if re.search(rule, said):
                yield line_of(text, entry.start()), why


# The rules of a single file; those of the whole tree come below.
RULES = [value for name, value in sorted(globals().items()) if name.startswith("check_")]


def check_text(path, text):
    for rule in RULES:
        for line, message in rule(path, text):
            yield line, message, rule.__name__


def tracked(root):
    out = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
                         check=True, capture_output=True).stdout
    return [pathlib.PurePath(name) for name in out.decode().split("\0") if name]


def check_potfiles(root, paths):
    """Every file with something to translate is in po/POTFILES, and nothing else is."""
    listed = {line.strip() for line in (root / "po/POTFILES").read_text().split("\n")
              if line.strip() and not line.startswith("#")}
    wanted = set()
    for path in paths:
        if path.parts[0] not in ("src", "ui") or path.suffix not in (".c", ".ui"):
            continue
        text = (root / path).read_text()
        if "gi18n-lib.h" in text or 'translatable="yes"' in text:
            wanted.add(str(path))
    for path in sorted(wanted - listed):
        yield path, 1, "has strings to translate and is not in po/POTFILES"
    for path in sorted(listed - {str(path) for path in paths}):
        yield "po/POTFILES", 1, f"{path} does not exist"


KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "Q_:1g", "g_dngettext:2,3", "ngettext:1,2",
            "g_dpgettext2:2c,3", "g_dgettext:2"]


def untranslated(template, catalogue):
    """The messages of a template that a catalogue lacks, or has only a guess for."""
    merged = subprocess.run(["msgmerge", "-q", "--no-fuzzy-matching", "-o", "-", catalogue, template],
                            check=True, capture_output=True).stdout
    left = b""
    for kind in ("--untranslated", "--only-fuzzy"):
        left += subprocess.run(["msgattrib", kind, "--no-obsolete", "--no-wrap", "-"],
                               input=merged, check=True, capture_output=True).stdout
    found = re.findall(r'^msgid ((?:".*"\n)+)', left.decode(), re.M)
    texts = ("".join(line[1:-1] for line in quoted.splitlines()) for quoted in found)
    return [text for text in texts if text]


def malformed(catalogue):
    """What msgfmt finds wrong with a catalogue: lost placeholders, too few plural forms."""
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", catalogue], check=False,
                          capture_output=True, text=True)
    return done.stderr.splitlines() if done.returncode != 0 else []


def check_translations(root, _paths):
    """Every string of po/POTFILES has a translation in every language of po/LINGUAS."""
    with tempfile.TemporaryDirectory() as directory:
        template = str(pathlib.Path(directory) / "stipple.pot")
        subprocess.run(["xgettext", "--from-code=UTF-8", "-f", "po/POTFILES", "-o", template,
                        *("-k" + keyword for keyword in KEYWORDS)], cwd=root, check=True,
                       capture_output=True)
        if not pathlib.Path(template).exists():
            return
        for tag in (root / "po/LINGUAS").read_text().split():
            for message in untranslated(template, str(root / f"po/{tag}.po")):
                yield f"po/{tag}.po", 1, f"not translated: {message}"
            for fault in malformed(str(root / f"po/{tag}.po")):
                yield f"po/{tag}.po", 1, fault


def check_format(root, paths):
    sources = [str(path) for path in paths if is_c(path)]
    if not sources:
        return
    result = subprocess.run(["clang-format-14", "--dry-run", "-Werror", *sources], cwd=root,
                            capture_output=True, text=True, check=False)
    seen = set()
    for match in re.finditer(r"^(.+?):(\d+):\d+: error: ", result.stderr, re.M):
        if match.group(1) not in seen:
            seen.add(match.group(1))
            yield match.group(1), int(match.group(2)), "not as clang-format-14 has it (./dev lint --fix)"
    if result.returncode and not seen:
        yield ".clang-format", 1, result.stderr.strip() or "clang-format-14 failed"


def check_sizes(root, paths):
    for path in paths:
        if (root / path).stat().st_size > MOST_BYTES:
            yield str(path), 1, "too large for a source: is it a core dump, or what a build made?"


def check_tree(root):
    paths = [path for path in tracked(root) if (root / path).is_file()]
    yield from check_sizes(root, paths)
    for path in paths:
        try:
            text = (root / path).read_bytes().decode()
        except UnicodeDecodeError:
            continue
        for line, message, _rule in check_text(path, text):
            yield str(path), line, message
    yield from check_potfiles(root, paths)
    yield from check_translations(root, paths)
    yield from check_format(root, paths)


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    faults = list(check_tree(root))
    for path, line, message in faults:
        print(f"{path}:{line}: {message}")
    print(f"lint: {len(faults)} faults" if faults else "lint: clean", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
