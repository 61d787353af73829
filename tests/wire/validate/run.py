# SPDX-License-Identifier: GPL-3.0-or-later
"""Run validate.mjs, or say why it cannot run: a skip for people, a failure in CI."""

import os
import pathlib
import shutil
import sys

here = pathlib.Path(__file__).resolve().parent
node = shutil.which("node") or shutil.which("nodejs")

if node is None:
    missing = "no node: install nodejs"
elif not (here / "node_modules" / "fhir").is_dir():
    missing = "no validators: run `npm ci` in tests/wire/validate (./dev test does)"
else:
    os.execv(node, [node, str(here / "validate.mjs"), *sys.argv[1:]])

if os.environ.get("CI") == "true":
    print(f"1..1\nnot ok 1 - {missing}")
    sys.exit(1)
print(f"1..0 # SKIP {missing}")
