# SPDX-License-Identifier: GPL-3.0-or-later
"""The front desk, in a receptionist's terms, in any language."""

import contextlib
import re
import subprocess

from accessible import State
from driver import CONTROLS, ENTRIES, Failed, Process, Screen, wait_until
from visit import Words

SIZE = (1440, 900)


def without_leaks(env):
    """GTK's file chooser keeps what it read of the disk, all of it by g_malloc(): there is no name
    to suppress it by. What the desk itself keeps is found by tests/desk."""
    return env | {"ASAN_OPTIONS": env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


class FrontDesk:
    """A stipple-desk on the world's desktop, or another one, with its settings in the world's directory."""

    def __init__(self, world, tag="en", desktop=None, name="desk", **settings):
        self.world = world
        self.desktop = desktop or world.desktop
        self.words = Words(world.programs, tag)
        self.name = name
        self.settings = world.directory / f"{name}.ini"
        self.settings.write_text("[Desk]\n" + "".join(
            f"{key}={value}\n" for key, value in {"language": tag, **settings}.items()))
        self.start()

    def start(self):
        """Also again, with the settings as it left them."""
        self.process = Process([self.world.programs / "stipple-desk", "--hub", self.world.hub.url,
                                "--settings", self.settings],
                               self.world.directory / f"{self.name}.log",
                               without_leaks(self.desktop.env))
        self.world.kiosks.append(self.process)
        self.desktop.fill_screen(self.process.pid)
        self.screen = Screen(self.desktop, self.process)

    def choose_from(self, menu, item):
        """In this language; a menu button takes no click from assistive technology in GTK 4.8. What is hidden
        comes behind what is shown."""
        self.focus()
        self.screen.touch(self.screen.find(self.words(menu)))
        self.screen.click(self.words(item), role="menu item")

    def press_last(self, name):
        """Of several controls of that name, that of the window in front: it came last."""
        def pressed():
            found = self.screen.all(self.words(name), CONTROLS)
            return bool(found) and self.screen.press(found[-1])
        wait_until(pressed, name)

    def area(self, title):
        """In the sidebar, whose rows take no action from assistive technology in GTK 4.8; a dialog that is
        just closing takes the click for itself."""
        name = re.compile("^" + re.escape(self.words(title)))

        def row():
            return self.screen.find(name, "list item")

        def chosen():
            self.focus()
            x, y, width, height = row().extents()
            self.desktop.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)
            with contextlib.suppress(Failed):
                return wait_until(lambda: row().is_in_state(State.SELECTED), title, 3)
            return False
        wait_until(chosen, f"{title} to be shown")

    def type(self, text):
        self.desktop.xdotool("type", "--delay", "15", text)

    def key(self, *keys):
        self.desktop.xdotool("key", *keys)

    def sign_in(self, password=None, user="admin"):
        """With the cursor where it is at first; user None: in the password, after a wrong one."""
        self.screen.wait_for(self.words("Password"))
        for text in filter(None, (user, password or self.world.hub.password_file.read_text().strip())):
            self.key("ctrl+a")
            self.type(text)
            self.key("Return")

    def note(self, text):
        """By hand: GTK 4.8 takes no text for a text view from assistive technology."""
        self.screen.touch(self.screen.find(self.words("New note"), ENTRIES))
        self.type(text)

    def await_list(self):
        """Signed in, with the cursor in the search: before, keys are for signing in."""
        self.screen.wait_for(self.words("Hub connected"))
        wait_until(lambda: self.screen.find(self.words("Search intakes"), ENTRIES)
                   .is_in_state(State.FOCUSED), "the cursor to be in the search")

    def find(self, words):
        """By typing, wherever the cursor is; opens what is found first."""
        self.key("ctrl+f")
        self.key("ctrl+a")
        self.type(words)

    def open_first(self, name):
        """Of what was found; name is on its heading."""
        def opened():
            self.key("Return")
            try:
                self.screen.wait_for(self.words("Health check"), patience=3)
                return name in self.screen.words()
            except Failed:
                return False
        wait_until(opened, f"{name} to open")

    def answer(self, label):
        """In a dialog, whose buttons libadwaita 1.2 labels twice; until it is gone."""
        name = re.escape(self.words(label))
        button = re.compile(f"^{name}( {name})?$")
        self.screen.click(button, "push button")
        wait_until(lambda: not self.screen.has(button, "push button"), "the dialog to go")
        self.focus()

    def save_as(self, path):
        """In the file chooser that has just come up."""
        self.screen.wait_for(self.words("Save"))
        wait_until(lambda: self._named(path), f"{path} to be written")

    def focus(self):
        """The window that came up last, as a window manager would; not every window takes it."""
        for window in sorted(wait_until(self._windows, "the windows to be found"), key=int,
                             reverse=True):
            with contextlib.suppress(subprocess.CalledProcessError):
                self.desktop.xdotool("windowfocus", window)
                return

    def focus_dialog(self):
        """A window that has just come up beside the desk's: not before it takes keys."""
        wait_until(lambda: len(self._windows() or ()) > 1, "a window beside the desk's")
        self.focus()

    def focus_alone(self):
        """After another window was closed: not before it is gone, or the keys would go with it."""
        wait_until(lambda: len(self._windows() or ()) == 1, "the desk's window to be the only one")
        self.focus()

    def _windows(self):
        # One that goes just now makes the search fail.
        with contextlib.suppress(subprocess.CalledProcessError):
            return self.desktop.xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()
        return None

    def _named(self, path):
        self.focus()
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        try:
            wait_until(path.exists, "the file", 5)
            return True
        except Failed:
            return False


def fill(world, filler, more=0):
    """Sample intakes reach the hub, as from a kiosk; gives their codes, oldest first."""
    argv = [filler, world.directory / "filler", world.hub.url, world.hub.enrol_code("Lobby 1")]
    done = subprocess.run([str(part) for part in argv + ([str(more)] if more else [])],
                          env=world.desktop.env, check=True, capture_output=True, text=True)
    return done.stdout.split()
