# SPDX-License-Identifier: GPL-3.0-or-later
"""The default pack with a sample gallery, as a clinic would publish it: its own is empty."""

import json
import pathlib
import shutil

from visit import PACK

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "fixtures"
GALLERY = json.loads((SAMPLES / "sample-gallery.json").read_text("utf-8"))
VERSION = PACK["version"] + 1


def write(directory, pictures=("sample-top.png", "sample-side.jpg")):
    """The pack in a folder below directory, with these pictures beside it."""
    pack = directory / "with-gallery" / "my-pack.json"
    media = pack.parent / "media"
    shutil.rmtree(pack.parent, ignore_errors=True)
    media.mkdir(parents=True)
    pack.write_text(json.dumps(PACK | {"version": VERSION, "gallery": GALLERY}), "utf-8")
    for number, picture in enumerate(pictures):
        shutil.copy(SAMPLES / picture, media / f"{number}{pathlib.Path(picture).suffix}")
    return pack


def publish(world):
    world.hub.ctl("publish", write(world.directory))
