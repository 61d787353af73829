# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the lint fires on a fixture that breaks it, and stays quiet on one that does not."""

import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_source  # noqa: E402
import count_results  # noqa: E402

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
LATER = "TO" + "DO"

# rule, path, text that breaks it, text that does not
CASES = [
    ("check_spdx", "src/core/a.c", "int a;\n", SPDX),
    ("check_pragma_once", "src/core/a.h", SPDX, SPDX + "#pragma once\n"),
    ("check_layers", "src/core/a.c", SPDX + '#include "wire/fhir.h"\n', SPDX + '#include "core/pack.h"\n'),
    ("check_layers", "src/wire/a.c", SPDX + "#include <gtk/gtk.h>\n", SPDX + "#include <jansson.h>\n"),
    ("check_layers", "src/hub/a.c", SPDX + '#include "store/store.h"\n', SPDX + '#include "sql/db.h"\n'),
    ("check_layers", "src/kiosk/a.c", SPDX + "#include <sqlite3.h>\n", SPDX + "#include <gtk/gtk.h>\n"),
    ("check_length", "src/core/a.c", SPDX + "\n" * 601, SPDX + "\n" * 500),
    ("check_functions", "src/core/a.c", "{\n" + "  a;\n" * 101 + "}\n", "{\n  a;\n}\n"),
    ("check_c_habits", "src/core/a.c", "  goto out;\n", "  return;\n"),
    ("check_c_habits", "src/core/a.c", 'textdomain ("a");\n', 'bindtextdomain ("a", "b");\n'),
    ("check_c_habits", "src/core/a.c", "#include <glib/gi18n.h>\n", "#include <glib/gi18n-lib.h>\n"),
    ("check_colours", "data/style/kiosk.css", "a { color: #191713; }\n", "a { color: @ink; }\n"),
    ("check_ui_domain", "ui/kiosk/a.ui", '<interface><p translatable="yes"/>',
     '<interface domain="stipple"><p translatable="yes"/>'),
    ("check_sleeps", "tests/store/a.c", "g_usleep (1);\n", "wait_for (condition);\n"),
    ("check_sleeps", "tests/e2e/a.py", "time.sleep(1)\n", "wait_until(ready)\n"),
    ("check_left_for_later", "src/core/a.c", f"/* {LATER}: more */\n", "/* done */\n"),
    ("check_machine_paths", "README.md", "see /home/me/x\n", "see /usr/share/x\n"),
    ("check_french_marks", "po/fr_CA.po", 'msgstr "Encore\u00a0?"\n', 'msgstr "Encore\u202f?"\n'),
    ("check_french_marks", "po/fr_CA.po", 'msgstr "Votre code :"\n', 'msgstr "Votre code\u00a0:"\n'),
    ("check_french_marks", "po/fr_CA.po", 'msgstr "« Oui »"\n', 'msgstr "«\u00a0Oui\u00a0»"\n'),
    ("check_white_space", "src/core/a.c", "int a; \n", "int a;\n"),
    ("check_white_space", "src/core/a.c", "\tint a;\n", "  int a;\n"),
    ("check_white_space", "src/core/a.c", "int a;", "int a;\n"),
]


# result, output, (passed, failed, skipped)
TALLIES = [
    ("OK", "1..2\nok 1 a\nok 2 b # SKIP no display\n", (1, 0, 1)),
    ("FAIL", "1..2\nok 1 a\nnot ok 2 b\n", (1, 1, 0)),
    ("ERROR", "1..2\nok 1 a\n", (1, 1, 0)),
    ("TIMEOUT", "", (0, 1, 0)),
    ("OK", "not in TAP", (1, 0, 0)),
    ("SKIP", "", (0, 0, 1)),
]


def fires(rule, path, text):
    found = check_source.check_text(pathlib.PurePath(path), text)
    return any(name == rule for _line, _message, name in found)


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'


def names_what_is_too_large():
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        paths = [pathlib.Path(one) for one in ("dump", "source")]
        for path, size in zip(paths, (check_source.MOST_BYTES + 1, check_source.MOST_BYTES)):
            (root / path).write_bytes(bytes(size))
        return [path for path, *_ in check_source.check_sizes(root, paths)] == ["dump"]


def names_missing_translations():
    """One that is not there, one that is only guessed, one of several lines; not one that is."""
    with tempfile.TemporaryDirectory() as directory:
        template = pathlib.Path(directory) / "a.pot"
        catalogue = pathlib.Path(directory) / "a.po"
        texts = ('"one"', '"two"', '"three"', '""\n"a\\n"\n"b"')
        template.write_text(HEAD + "".join(f'msgid {text}\nmsgstr ""\n\n' for text in texts))
        catalogue.write_text(HEAD + 'msgid "one"\nmsgstr "un"\n\n'
                             '#, fuzzy\nmsgid "two"\nmsgstr "un"\n')
        found = check_source.untranslated(str(template), str(catalogue))
        return sorted(found) == ["a\\nb", "three", "two"]


def names_malformed_translations():
    def faults(entry):
        with tempfile.TemporaryDirectory() as directory:
            catalogue = pathlib.Path(directory) / "a.po"
            catalogue.write_text(HEAD + entry)
            return check_source.malformed(str(catalogue))

    good = '#, c-format\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d jour"\n'
    return (not faults(good + 'msgstr[1] "%d jours"\n')
            and faults(good + 'msgstr[1] "%s jours"\n')
            and faults(good))


def main():
    results = []
    for rule, path, bad, good in CASES:
        results.append((f"{rule} fires on {path}", fires(rule, path, bad)))
        results.append((f"{rule} is quiet on {path}", not fires(rule, path, good)))
    for result, output, wanted in TALLIES:
        results.append((f"the tally of {result} {wanted}",
                        count_results.count_test(result, output) == wanted))
    covered = {rule for rule, *_ in CASES}
    for rule in check_source.RULES:
        results.append((f"{rule.__name__} has a fixture", rule.__name__ in covered))
    results.append(("what is too large is named", names_what_is_too_large()))
    results.append(("missing translations are named", names_missing_translations()))
    results.append(("malformed translations are named", names_malformed_translations()))
    faults = list(check_source.check_tree(pathlib.Path(__file__).resolve().parents[2]))
    for path, line, message in faults:
        print(f"# {path}:{line}: {message}")
    results.append(("the tree is clean", not faults))
    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} {name}")
    return 0 if all(good for _name, good in results) else 1


if __name__ == "__main__":
    sys.exit(main())
