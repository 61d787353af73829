# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a display: one of each screen, or one in each theme and size of text."""

import pathlib
import subprocess

from driver import wait_until

REST = 4  # grabs in a row that are the same


class Camera:
    def __init__(self, desktop, directory):
        self.desktop = desktop
        self.directory = directory
        self.taken = []
        self.last = None
        directory.mkdir(parents=True, exist_ok=True)

    def shoot(self, name, show=None, hide=None):
        """When the screen has come to rest, and is not what the last picture shows; between show() and
        hide(), if what it shows is not there yet."""
        if show:
            show()
        self._shoot(name)
        if hide:
            hide()

    def _shoot(self, name):
        grabs = []

        def still():
            grabs.append(self.desktop.grab())
            del grabs[:-REST]
            return grabs[0] != self.last and len(grabs) == REST and len(set(grabs)) == 1

        wait_until(still, f"{name} to come to rest")
        self.last = grabs[-1]
        path = self.directory / f"{len(self.taken) + 1:02}-{name}.png"
        subprocess.run(["convert", "ppm:-", str(path)], input=self.last, check=True)
        self.taken.append(path)

    def contact_sheet(self):
        wide = self.desktop.width > self.desktop.height
        subprocess.run(["montage", *map(str, self.taken), "-tile", "3x" if wide else "6x",
                        "-geometry", "640x360+8+8" if wide else "324x576+8+8", "-label", "%t",
                        str(self.directory.parent / f"{self.directory.name}.png")], check=True)


class Wardrobe:
    """A camera for each theme and size of text, of one visit: every screen is put into each in turn."""

    LOOKS = ("light-100", "contrast-100", "contrast-200", "light-200")

    def __init__(self, desktop, directory):
        self.cameras = {look: Camera(desktop, pathlib.Path(f"{directory}-{look}"))
                        for look in self.LOOKS}
        self.last = None
        self.visit = None

    def _contrast(self):
        self.visit.screen.click(self.visit.words("High contrast"))

    def _resize(self, *sizes):
        screen, words = self.visit.screen, self.visit.words
        for size in sizes:
            screen.click(words("Text size"))
            screen.wait_for(words("Now %d %%. Touch for the next size.")
                            .replace("%d", str(size)).replace("%%", "%"))

    def shoot(self, name, show=None, hide=None):
        """In each look; show() and hide() what covers the buttons that change it."""
        steps = (lambda: None, self._contrast, lambda: self._resize(125, 150, 200), self._contrast)
        for look, step in zip(self.LOOKS, steps, strict=True):
            step()
            self.cameras[look].last = self.last
            self.cameras[look].shoot(name, show, hide)
            self.last = self.cameras[look].last
        self._resize(100)

    def contact_sheet(self):
        for camera in self.cameras.values():
            camera.contact_sheet()
