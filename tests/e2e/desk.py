# SPDX-License-Identifier: GPL-3.0-or-later
"""The front desk, in a receptionist's terms, in any language."""

import contextlib
import re
import subprocess

from accessible import Gone, State
from driver import CONTROLS, Failed, Process, Screen, wait_until
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
        self.screen.touch_until(lambda: self.screen.has(self.words(item), "menu item"),
                                self.words(menu))
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
        self.row("^" + re.escape(self.words(title)))

    def row(self, pattern):
        """Of a list, until it is chosen."""
        name = re.compile(pattern)

        def chosen():
            self.focus()
            with contextlib.suppress(Failed, Gone):
                x, y, width, height = self.screen.find(name, "list item").extents()
                self.desktop.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)
                return wait_until(lambda: self.screen.find(name, "list item")
                                  .is_in_state(State.SELECTED), pattern, 3)
            return False
        wait_until(chosen, f"{pattern} to be chosen")

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
        self.screen.focus(self.words("New note"))
        self.type(text)

    def await_list(self):
        """Signed in, with the cursor in the search: before, keys are for signing in."""
        self.screen.wait_for(self.words("Hub connected"))
        wait_until(lambda: self.screen.is_focused(self.words("Search intakes")),
                   "the cursor to be in the search")

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
        self.screen.find(button, "push button")
        self.screen.click_until(lambda: not self.screen.has(button, "push button"), button,
                                "push button")
        self.focus()

    def save_as(self, path):
        """In the file chooser that is coming up."""
        self.name_file(path, path.exists)

    def name_file(self, path, condition):
        """In the file chooser that is coming up, until there is what comes of it."""
        wait_until(self._chooser, "the file chooser")

        def named():
            chooser = self._chooser()
            with contextlib.suppress(Failed, subprocess.CalledProcessError):
                if chooser is not None:
                    self.desktop.xdotool("windowfocus", chooser)
                    self.key("ctrl+a")
                    self.type(str(path))
                    self.key("Return")
                return wait_until(condition, path, 5)
            return False
        wait_until(named, f"something to come of {path}")

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

    def _windows(self, *more):
        # One that goes just now makes the search fail.
        with contextlib.suppress(subprocess.CalledProcessError):
            return self.desktop.xdotool("search", "--onlyvisible", "--all", "--pid", self.process.pid,
                                        *more).split()
        return None

    def _chooser(self):
        """The file chooser's window, when it is there to be typed into."""
        for window in self.screen.root().children:
            if self.screen.all("GtkFileChooserWidget", below=window):
                found = self._windows("--name", f"^{re.escape(window.name)}$")
                return found[-1] if found else None
        return None


def fill(world, filler, more=0):
    """Sample intakes reach the hub, as from a kiosk; gives their codes, oldest first."""
    argv = [filler, world.directory / "filler", world.hub.url, world.hub.enrol_code("Lobby 1")]
    done = subprocess.run([str(part) for part in argv + ([str(more)] if more else [])],
                          env=world.desktop.env, check=True, capture_output=True, text=True)
    return done.stdout.split()
