# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real programs, as a person with assistive technology does.

A Desktop is a display (Xvfb) and a session bus with the accessibility registry; a World is a directory
on it with a hub and kiosks on loopback, each a process of ours that ends with it. Controls are found
by role and accessible name.
"""

import contextlib
import ctypes
import json
import os
import pathlib
import random
import re
import resource
import selectors
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

from accessible import Bus, Gone, State

PATIENCE = float(os.environ.get("STIPPLE_TEST_PATIENCE", "180"))
COMPLAINT = re.compile(r"(CRITICAL|WARNING)( \*\*)?:|-(CRITICAL|WARNING) \*\*|AddressSanitizer"
                       r"|LeakSanitizer|runtime error:")
CONTROLS = ("push button", "toggle button", "radio button", "check box", "button", "link")
ENTRIES = ("text", "entry")
# GTK's print dialog looks for a colour manager, and says so when there is none.
NOT_OURS = re.compile(r"failed to contact colord")
_pause = threading.Event()
_libc = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


class Failed(AssertionError):
    """A condition did not come true."""


def wait_until(condition, what, patience=PATIENCE):
    """The first true value of condition(), polled; Failed with `what` when patience runs out."""
    deadline = time.monotonic() + patience
    pause = 0.02
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"waited {patience:.0f} s in vain for {what() if callable(what) else what}")
        _pause.wait(pause)
        # To look all the time at what takes long slows down whoever does it.
        pause = min(pause * 1.25, 0.25)


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Process:
    """A child that cannot outlive us, its output in a file."""

    def __init__(self, argv, log, env=None, **options):
        self.log = pathlib.Path(log)
        with open(self.log, "ab") as file:
            self.child = subprocess.Popen([str(part) for part in argv], stdin=subprocess.DEVNULL,
                                          stdout=file, stderr=subprocess.STDOUT, env=env,
                                          start_new_session=True, preexec_fn=_die_with_parent,
                                          **options)

    @property
    def pid(self):
        return self.child.pid

    def output(self):
        return self.log.read_text(errors="replace")

    def running(self):
        return self.child.poll() is None

    def wait(self, patience=PATIENCE):
        wait_until(lambda: not self.running(), f"{self.child.args[0]} to end", patience)
        return self.child.returncode

    def stop(self, number=signal.SIGTERM):
        """Its exit status, after a signal to end; killed when it does not."""
        if self.running():
            self.child.send_signal(number)
        try:
            return self.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
            raise Failed(f"{self.child.args[0]} did not end when told to") from None

    def kill(self):
        return self.stop(signal.SIGKILL)

    def limit_files(self, size=None):
        """To so many bytes each, from now on: a full disk, as the process sees it. None: no limit."""
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def _line_from(descriptor, patience=PATIENCE):
    selector = selectors.DefaultSelector()
    selector.register(descriptor, selectors.EVENT_READ)
    data = b""
    deadline = time.monotonic() + patience
    while not data.endswith(b"\n"):
        if not selector.select(max(0, deadline - time.monotonic())):
            raise Failed("no line came from the child")
        chunk = os.read(descriptor, 1)
        if not chunk:
            break
        data += chunk
    return data.decode().strip()


class Desktop:
    """Xvfb, a session bus, and the accessibility bus; the environment for programs on it."""

    def __init__(self, width=1080, height=1920, motion=False):
        self.width, self.height = width, height
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="stipple-desktop-"))
        self.processes = []
        self.env = dict(os.environ)
        self._make_home(motion)
        self._start_with_pipe("DISPLAY", ":", [
            "Xvfb", "-displayfd", "{}", "-screen", "0", f"{width}x{height}x24", "-dpi", "96",
            "-nolisten", "tcp", "-noreset"])
        self._start_with_pipe("DBUS_SESSION_BUS_ADDRESS", "", [
            "dbus-daemon", "--session", "--nofork", "--print-address={}"])
        self._start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        self.bus = wait_until(self._accessibility, "the accessibility bus")

    def _make_home(self, motion):
        home = self.directory / "home"
        runtime = self.directory / "run"
        (home / ".config/gtk-4.0").mkdir(parents=True)
        runtime.mkdir(mode=0o700)
        (home / ".config/gtk-4.0/settings.ini").write_text(
            f"[Settings]\ngtk-enable-animations={int(motion)}\ngtk-cursor-blink=0\n")
        self.env.update(HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"),
                        XDG_DATA_HOME=str(home / ".local/share"),
                        XDG_STATE_HOME=str(home / ".local/state"), XDG_RUNTIME_DIR=str(runtime),
                        GSK_RENDERER="cairo", GDK_DEBUG="gl-disable", GDK_BACKEND="x11", GSETTINGS_BACKEND="memory",
                        LANG="C.UTF-8", LC_ALL="C.UTF-8", G_DEBUG="fatal-criticals")
        for name in ("WAYLAND_DISPLAY", "GTK_A11Y", "NO_AT_BRIDGE", "GTK_DEBUG", "GTK_THEME"):
            self.env.pop(name, None)

    def _start(self, argv, **options):
        name = pathlib.Path(argv[0]).name
        self.processes.append(Process(argv, self.directory / f"{name}.log", self.env, **options))

    def _start_with_pipe(self, variable, prefix, argv):
        read_end, write_end = os.pipe()
        self._start([part.format(write_end) for part in argv], pass_fds=[write_end])
        os.close(write_end)
        self.env[variable] = prefix + _line_from(read_end)
        os.close(read_end)

    def _accessibility(self):
        with contextlib.suppress(Gone):
            return Bus(self.env["DBUS_SESSION_BUS_ADDRESS"])
        return None

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *(str(part) for part in arguments)], env=self.env,
                              check=True, capture_output=True, text=True).stdout.strip()

    def fill_screen(self, pid):
        """What a window manager would do for a full-screen window; gives the window."""
        def window():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                                   env=self.env, capture_output=True, text=True, check=False)
            return found.stdout.split()[-1:] or None
        (number,) = wait_until(window, "the window to appear")
        self.xdotool("windowmove", number, 0, 0, "windowsize", number, self.width, self.height,
                     "windowfocus", number)
        return number

    def grab(self):
        return subprocess.run(["import", "-silent", "-window", "root", "ppm:-"], env=self.env,
                              check=True, capture_output=True).stdout

    def close(self):
        for process in reversed(self.processes):
            process.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


def free_port():
    """One that stays ours when a hub is started again: the system gives those from 32768 on to others."""
    while True:
        port = random.randrange(20000, 32000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


class Hub:
    """A real hub with its data in a directory of its own."""

    def __init__(self, programs, directory, env):
        self.programs = pathlib.Path(programs)
        self.directory = pathlib.Path(directory)
        self.data = self.directory / "hub"
        self.env = env
        self.log = self.directory / "hub.log"
        self.log.touch()
        self.process = None
        self.port = free_port()
        answer = self._run("--data", self.data, "init")
        password = re.search(r"^password: (\S+)$", answer.stdout, re.M).group(1)
        self.password_file = self.directory / "password"
        self.password_file.write_text(password + "\n")
        self.password_file.chmod(0o600)

    def _run(self, *arguments, check=True):
        # A leak of cairo's own is told from ours only by a full unwind: see tests/lsan.supp.
        env = dict(os.environ if self.env is None else self.env)
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":fast_unwind_on_malloc=0"
        done = subprocess.run([self.programs / "stipplectl", *map(str, arguments)], env=env,
                              check=False, capture_output=True, text=True)
        if check and done.returncode != 0:
            raise Failed(f"stipplectl {' '.join(map(str, arguments))}: {done.stderr}")
        return done

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Again on the same port as before."""
        seen = self.log.read_text().count("listening on ")
        self.process = Process([self.programs / "stipple-hub", "--data", self.data, "--listen",
                                f"127.0.0.1:{self.port}"], self.log, self.env)

        def ready():
            if not self.process.running():
                raise Failed("the hub ended: " + self.process.output())
            lines = re.findall(r"^listening on http://[^:]+:(\d+)$", self.process.output(), re.M)
            return len(lines) > seen and int(lines[-1])

        self.port = wait_until(ready, "the hub to listen")
        return self

    def stop(self):
        if self.process is not None:
            process, self.process = self.process, None
            return process.stop()
        return 0

    def kill(self):
        process, self.process = self.process, None
        process.kill()

    def ctl(self, *arguments, check=True):
        return self._run("--hub", self.url, "--user", "admin", "--password-file",
                         self.password_file, *arguments, check=check)

    def post(self, path, document, token=None, method="POST"):
        """As no program of ours would; gives the status and the answer, read as JSON."""
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.url + path, json.dumps(document).encode(), headers,
                                         method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def get(self, path, token):
        """What the hub answers, read as JSON."""
        request = urllib.request.Request(self.url + path,
                                         headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def sign_in(self):
        """The administrator's token."""
        _status, answer = self.post("/staff/sign-in", {
            "user": "admin", "password": self.password_file.read_text().strip()})
        return answer["token"]

    def enrol_code(self, name="Lobby 1"):
        return self.ctl("enrol-code", "--name", name).stdout.strip()

    def intakes(self):
        """Rows of `stipplectl intakes`, newest first: code, finished, outcome, receipt, name, …"""
        return [line.split("\t") for line in
                self.ctl("intakes", "--limit", "10000").stdout.splitlines()]

    def calls(self):
        """Rows of `stipplectl calls`, newest first: id, received, state, name of the kiosk."""
        return [line.split("\t") for line in self.ctl("calls").stdout.splitlines()]


class Screen:
    """What a person with assistive technology finds in one program."""

    def __init__(self, desktop, process):
        self.desktop = desktop
        self.process = process
        self.owner = None  # of its name on the accessibility bus
        self.is_touched = False  # whether each action comes with a sign of life to an idle watch

    def root(self):
        """All there is on the screen at this moment."""
        def look():
            if not self.process.running():
                raise Failed(f"the program ended: {self.process.output()[-4000:]}")
            bus = self.desktop.bus
            self.owner = self.owner or bus.find_owner(self.process.pid)
            return bus.tree(self.owner) if self.owner else None
        return wait_until(look, "the program to appear")

    def all(self, name=None, role=None, below=None):
        """Every one of that name (or names, or pattern) and role (or roles), in reading order."""
        roles = (role,) if isinstance(role, str) else role
        return [node for node in (below or self.root()).walk()
                if (roles is None or node.role in roles)
                and (name is None or self._matches(node.name, name))]

    @staticmethod
    def _matches(text, wanted):
        if hasattr(wanted, "search"):
            return bool(wanted.search(text))
        return text == wanted if isinstance(wanted, str) else text in wanted

    def find(self, name, role=None, below=None, patience=PATIENCE):
        def look():
            found = self.all(name, role, below)
            return found[0] if found else None
        wanted = getattr(name, "pattern", name)
        return wait_until(look, lambda: f"{role or 'something'} named “{wanted}” among:\n"
                          + self.words(), patience)

    def has(self, name, role=None):
        return bool(self.all(name, role))

    def press(self, node):
        """False when it has no such action, or vanished."""
        self._touch_on()
        with contextlib.suppress(Gone):
            return node.press()
        return False

    def _touch_on(self):
        # An action through accessibility is no event of a window.
        if self.is_touched:
            self.desktop.xdotool("key", "Shift_L")

    def click(self, name, role=CONTROLS, patience=PATIENCE):
        wait_until(lambda: self.press(self.find(name, role, patience=patience)),
                   f"“{getattr(name, 'pattern', name)}” to take a click", patience)

    def click_until(self, condition, name, role=CONTROLS):
        """Again when nothing came of it: GTK 4.8 drops an action on what is not painted yet."""
        def clicked():
            if condition():
                return True
            # On a busy machine what was to be clicked may be gone: then what is wanted is there.
            with contextlib.suppress(Failed):
                self.press(self.find(name, role, patience=2))
                return wait_until(condition, name, 2)
            return False
        wait_until(clicked, lambda: f"something to come of “{getattr(name, 'pattern', name)}”"
                   f" on:\n{self.words()}")

    def choose(self, *names, role=CONTROLS):
        """What stays chosen: radio buttons, chips. All at once: GTK takes a quarter of a second over each."""
        def chosen():
            screen = self.root()
            nodes = [next(iter(self.all(name, role, screen)), None) for name in names]
            if None in nodes:
                return False
            left = [node for node in nodes if not node.is_chosen()]
            with contextlib.suppress(Failed, Gone):
                return all([self.press(node) for node in left]) and (not left or wait_until(
                    lambda: all(node.look_again().is_chosen() for node in left), names, 2))
            return False
        wait_until(chosen, lambda: f"{names} to be chosen on:\n{self.words()}")

    def enter(self, name, text):
        """Into the entry of that name, as an on-screen keyboard does."""
        def typed():
            self._touch_on()
            node = self.find(name, ENTRIES)
            with contextlib.suppress(Gone):
                node.set_text(text)
                return node.text() == text
            return False
        wait_until(typed, f"“{getattr(name, 'pattern', name)}” to take text")

    def entered(self, name):
        return self.find(name, ENTRIES).text()

    def is_expanded(self, name, role=CONTROLS):
        return self.find(name, role).is_in_state(State.EXPANDED)

    def is_chosen(self, name, role=CONTROLS):
        return self.find(name, role).is_chosen()

    def words(self):
        """All text on the screen: names, descriptions and contents."""
        lines = []
        nodes = list(self.root().walk())
        for node, text in zip(nodes, self.desktop.bus.texts(nodes)):
            for part in (node.name, node.description, text):
                if part and part not in lines[-3:]:
                    lines.append(part)
        return "\n".join(lines)

    def wait_for(self, text, patience=PATIENCE):
        """Text (or a pattern) anywhere on the screen; gives the match."""
        pattern = text if hasattr(text, "search") else re.compile(re.escape(text))
        return wait_until(lambda: pattern.search(self.words()),
                          lambda: f"“{pattern.pattern}” among:\n{self.words()}", patience)

    def lacks(self, *texts):
        """Those that are nowhere on the screen."""
        words = self.words()
        return [text for text in texts if text not in words]

    def bring_into_view(self, node):
        """By the wheel; gives where it is then."""
        def middle():
            _x, y, _width, height = node.extents()
            return y + height / 2 - self.desktop.height / 2

        far = self.desktop.height / 5
        before = None
        while abs(middle()) > far and middle() != before:
            before = middle()
            self.desktop.xdotool("mousemove", self.desktop.width // 2, self.desktop.height // 2,
                                 "click", 5 if before > 0 else 4)
            # What is in sight may be as far as the page scrolls.
            in_sight = abs(before) < self.desktop.height / 2
            with contextlib.suppress(Failed):
                wait_until(lambda: middle() != before, "the page to scroll", 0.5 if in_sight else 5)
        return node.extents()

    def touch(self, node):
        """A touch by the pointer, for what takes no action from assistive technology in GTK 4.8."""
        x, y, width, height = self.bring_into_view(node)
        self.desktop.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)

    def touch_until(self, condition, name, role=None):
        """Again when nothing came of it, as when the page moved under the pointer."""
        def touched():
            if condition():
                return True
            with contextlib.suppress(Failed, Gone):
                self.touch(self.find(name, role, patience=5))
                return wait_until(condition, name, 5)
            return False
        wait_until(touched, lambda: f"something to come of touching “{getattr(name, 'pattern', name)}”"
                   f" on:\n{self.words()}")

    def is_focused(self, name, role=ENTRIES):
        return self.find(name, role).is_in_state(State.FOCUSED)

    def focus(self, name):
        """The cursor into the entry of that name, by hand: GTK 4.8 takes no text for a text view from
        assistive technology."""
        self.touch_until(lambda: self.is_focused(name), name, ENTRIES)

    def drag(self, node, path):
        """With the pointer over node, along points given as parts of its width and height."""
        left, top, width, height = self.bring_into_view(node)
        points = [(left + round(x * width), top + round(y * height)) for x, y in path]
        # Moves within one frame would be taken for one move.
        moves = (part for point in points[1:] for part in ("mousemove", *point, "sleep", .05))
        self.desktop.xdotool("mousemove", *points[0], "mousedown", 1, "sleep", .05, *moves,
                             "mouseup", 1)


class World:
    """Everything one scenario needs, and its end: nothing of ours may have complained."""

    def __init__(self, desktop, programs):
        self.desktop = desktop
        self.programs = pathlib.Path(programs)
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="stipple-world-"))
        self.hub = Hub(self.programs, self.directory, desktop.env)
        self.kiosks = []

    def start_kiosk(self, *arguments, name="kiosk", enrol=True, hub=None):
        """A kiosk whose data is in a directory called name, enrolled anew when enrol."""
        # On a busy machine we take longer over a screen than a person would.
        argv = [self.programs / "stipple-kiosk", "--data", self.directory / name, "--hub",
                hub or self.hub.url, "--windowed", "--idle", "3600", *arguments]
        if enrol:
            argv += ["--enrol", self.hub.enrol_code()]
        process = Process(argv, self.directory / f"{name}.log", self.desktop.env)
        self.kiosks.append(process)
        self.desktop.fill_screen(process.pid)
        return Screen(self.desktop, process)

    def complaints(self):
        return [f"{log.name}: {line}" for log in sorted(self.directory.glob("*.log"))
                for line in log.read_text(errors="replace").splitlines()
                if COMPLAINT.search(line) and not NOT_OURS.search(line)]

    def close(self):
        """What went wrong at the end, as lines."""
        faults = []
        for process in self.kiosks:
            if process.running() and process.stop() != 0:
                faults.append(f"the kiosk ended with {process.child.returncode}")
        if self.hub.stop() != 0:
            faults.append("the hub did not end well")
        faults += self.complaints()
        if not os.environ.get("STIPPLE_KEEP"):
            shutil.rmtree(self.directory, ignore_errors=True)
        return faults


def files_below(directory):
    return [path for path in pathlib.Path(directory).rglob("*") if path.is_file()]


def traces_of(words, directory):
    """(file, word) for every word found in a file below directory, as UTF-8 or UTF-16."""
    found = []
    for path in files_below(directory):
        data = path.read_bytes()
        data = data.lower() + data.decode("utf-8", "ignore").casefold().encode()
        for word in words:
            for encoding in ("utf-8", "utf-16-le"):
                if word.casefold().encode(encoding) in data:
                    found.append((path.name, word))
    return found
