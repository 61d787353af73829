# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real programs, as a person with assistive technology does.

A World is a directory with a display (Xvfb), a session bus with the accessibility registry, a hub and
kiosks on loopback, each a process of ours that ends with it. Controls are found by role and
accessible name; coordinates are never used.
"""

import contextlib
import os
import pathlib
import re
import selectors
import shutil
import signal
import subprocess
import tempfile
import threading
import time

PATIENCE = float(os.environ.get("STIPPLE_TEST_PATIENCE", "60"))
_pause = threading.Event()


class Failed(AssertionError):
    """A condition did not come true."""


def wait_until(condition, what, patience=PATIENCE):
    """The first true value of condition(), polled; Failed with `what` when patience runs out."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"waited {patience:.0f} s in vain for {what}")
        _pause.wait(0.02)


class Process:
    """A child in a group of its own, its output in a file."""

    def __init__(self, argv, log, env=None):
        self.log = pathlib.Path(log)
        self._file = open(self.log, "ab")
        self.child = subprocess.Popen([str(part) for part in argv], stdin=subprocess.DEVNULL,
                                      stdout=self._file, stderr=subprocess.STDOUT, env=env,
                                      start_new_session=True)

    def output(self):
        return self.log.read_text(errors="replace")

    def running(self):
        return self.child.poll() is None

    def signal(self, number):
        if self.running():
            self.child.send_signal(number)

    def stop(self, number=signal.SIGTERM, patience=30):
        self.signal(number)
        try:
            status = self.child.wait(patience)
        except subprocess.TimeoutExpired:
            self.child.kill()
            status = self.child.wait()
        self._file.close()
        return status

    def kill(self):
        return self.stop(signal.SIGKILL)


def read_line_from(descriptor, patience=30):
    """One line from a pipe, without blocking for ever."""
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

    def __init__(self, directory, width=1080, height=1920):
        self.directory = pathlib.Path(directory)
        self.processes = []
        self.env = dict(os.environ)
        self._start_display(width, height)
        self._start_bus()
        self.env.update(GSK_RENDERER="cairo", GDK_BACKEND="x11", GSETTINGS_BACKEND="memory",
                        NO_AT_BRIDGE="0", LANG="C.UTF-8", LC_ALL="C.UTF-8",
                        G_DEBUG="fatal-criticals", XDG_RUNTIME_DIR=str(self._runtime()))
        self.env.pop("WAYLAND_DISPLAY", None)
        self.env.pop("GTK_A11Y", None)
        launcher = Process(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                           self.directory / "at-spi.log", self.env)
        self.processes.append(launcher)
        # pyatspi reads these when it is imported, which is why that happens only now.
        os.environ.update({key: self.env[key] for key in
                           ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        import pyatspi  # pylint: disable=import-outside-toplevel
        self.atspi = pyatspi

    def _runtime(self):
        path = self.directory / "run"
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def _start_display(self, width, height):
        read_end, write_end = os.pipe()
        log = open(self.directory / "xvfb.log", "ab")
        child = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0",
                                  f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                                 pass_fds=[write_end], stdout=log, stderr=log,
                                 start_new_session=True)
        os.close(write_end)
        self.xvfb = child
        self.env["DISPLAY"] = ":" + read_line_from(read_end)
        os.close(read_end)

    def _start_bus(self):
        read_end, write_end = os.pipe()
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork",
                                     f"--print-address={write_end}"], pass_fds=[write_end],
                                    start_new_session=True, env=self.env)
        os.close(write_end)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = read_line_from(read_end)
        os.close(read_end)

    def application(self, pid):
        for application in self.atspi.Registry.getDesktop(0):
            with contextlib.suppress(Exception):
                if application is not None and application.get_process_id() == pid:
                    return application
        return None

    def picture(self, path):
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)

    def close(self):
        for process in reversed(self.processes):
            process.stop()
        for child in (self.bus, self.xvfb):
            child.terminate()
            child.wait()


class Hub:
    """A real hub with its data in a directory of its own."""

    def __init__(self, programs, directory):
        self.programs = pathlib.Path(programs)
        self.directory = pathlib.Path(directory)
        self.data = self.directory / "hub"
        self.process = None
        self.port = 0
        answer = subprocess.run([self.programs / "stipplectl", "--data", self.data, "init"],
                                check=True, capture_output=True, text=True)
        self.password = re.search(r"^password: (\S+)$", answer.stdout, re.M).group(1)
        self.password_file = self.directory / "password"
        self.password_file.write_text(self.password + "\n")
        self.password_file.chmod(0o600)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        log = self.directory / "hub.log"
        seen = log.read_text().count("listening on ") if log.exists() else 0
        self.process = Process([self.programs / "stipple-hub", "--data", self.data, "--listen",
                                f"127.0.0.1:{self.port}"], log)

        def ready():
            if not self.process.running():
                raise Failed("the hub ended: " + self.process.output())
            lines = re.findall(r"^listening on http://[^:]+:(\d+)$", self.process.output(), re.M)
            return lines[seen:] and int(lines[-1])

        self.port = wait_until(ready, "the hub to listen")

    def stop(self):
        if self.process is not None:
            status = self.process.stop()
            self.process = None
            return status
        return 0

    def kill(self):
        self.process.kill()
        self.process = None

    def ctl(self, *arguments, check=True):
        return subprocess.run([self.programs / "stipplectl", "--hub", self.url, "--user", "admin",
                               "--password-file", self.password_file, *arguments], check=check,
                              capture_output=True, text=True)

    def enrol_code(self, name="Lobby 1"):
        return self.ctl("enrol-code", "--name", name).stdout.strip()

    def intakes(self):
        """Rows of `stipplectl intakes`: code, finished, outcome, receipt, name, …"""
        return [line.split("\t") for line in self.ctl("intakes").stdout.splitlines()]


class Screen:
    """What a person with assistive technology finds in one program."""

    def __init__(self, desktop, process):
        self.desktop = desktop
        self.process = process

    def root(self):
        return wait_until(lambda: self.desktop.application(self.process.child.pid),
                          "the program to appear")

    def walk(self, node=None):
        """Every accessible below node, in reading order; what vanishes meanwhile is left out."""
        node = node if node is not None else self.root()
        stack = [node]
        while stack:
            current = stack.pop()
            yield current
            with contextlib.suppress(Exception):
                count = current.childCount
                stack.extend(child for child in
                             (current.getChildAtIndex(i) for i in reversed(range(count)))
                             if child is not None)

    def visible(self, node):
        states = node.getState()
        return states.contains(self.desktop.atspi.STATE_VISIBLE)

    def all(self, role=None, name=None):
        found = []
        for node in self.walk():
            with contextlib.suppress(Exception):
                if role is not None and node.getRoleName() not in self._roles(role):
                    continue
                if name is not None and not self._matches(node.name, name):
                    continue
                found.append(node)
        return found

    @staticmethod
    def _roles(role):
        return (role,) if isinstance(role, str) else role

    @staticmethod
    def _matches(text, wanted):
        return bool(wanted.search(text)) if hasattr(wanted, "search") else text == wanted

    def find(self, name, role=None, patience=PATIENCE):
        def look():
            found = self.all(role, name)
            return found[0] if found else None
        return wait_until(look, f"{role or 'control'} “{getattr(name, 'pattern', name)}”", patience)

    def has(self, name, role=None):
        return bool(self.all(role, name))

    def click(self, name, role=("push button", "toggle button", "radio button", "check box")):
        node = self.find(name, role)
        action = node.queryAction()
        for index in range(action.nActions):
            if action.getName(index) in ("click", "toggle", "activate", "press"):
                action.doAction(index)
                return
        raise Failed(f"“{name}” cannot be clicked")

    def enter(self, name, text):
        self.find(name, ("text", "entry")).queryEditableText().setTextContents(text)

    def text_of(self, node):
        with contextlib.suppress(Exception):
            text = node.queryText()
            return text.getText(0, text.characterCount)
        return ""

    def words(self):
        """All text on the screen: names, descriptions and contents."""
        lines = []
        for node in self.walk():
            with contextlib.suppress(Exception):
                lines.extend(part for part in (node.name, node.description, self.text_of(node))
                             if part)
        return "\n".join(lines)


class World:
    """Everything one scenario needs, and its end."""

    def __init__(self, programs, width=1080, height=1920):
        self.programs = pathlib.Path(programs)
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="stipple-"))
        self.desktop = Desktop(self.directory, width, height)
        self.hub = Hub(self.programs, self.directory)
        self.kiosks = []

    def start_kiosk(self, name="kiosk", enrol=None, arguments=()):
        argv = [self.programs / "stipple-kiosk", "--data", self.directory / name, "--hub",
                self.hub.url, *arguments]
        if enrol:
            argv += ["--enrol", enrol]
        process = Process(argv, self.directory / f"{name}.log", self.desktop.env)
        self.kiosks.append(process)
        return Screen(self.desktop, process)

    def close(self):
        for process in self.kiosks:
            if process.running():
                process.stop()
        self.hub.stop()
        self.desktop.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()


def files_below(directory):
    return [path for path in pathlib.Path(directory).rglob("*") if path.is_file()]


def traces_of(words, directory):
    """(file, word) for every word found in a file below directory, as UTF-8 or UTF-16."""
    found = []
    for path in files_below(directory):
        data = path.read_bytes().lower()
        for word in words:
            for encoding in ("utf-8", "utf-16-le"):
                if word.lower().encode(encoding) in data:
                    found.append((path.name, word))
    return found
