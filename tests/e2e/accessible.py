# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program tells assistive technology, asked for in few calls.

A Bus is the accessibility bus of a session; tree() gives the Nodes of a program in reading order, as they
are at that moment. GTK 4.8 hands out what it knows of all it has made accessible so far in one answer
(GetItems); who is whose child is asked for a level of the tree at a time.
The interfaces are those of https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml.
"""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402 pylint: disable=wrong-import-position

ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"
BUS = "org.freedesktop.DBus"
PROPERTIES = BUS + ".Properties"
SPI = "org.a11y.atspi."
PRESSES = ("click", "toggle", "activate")
WINDOW_COORDS = 1
State = Atspi.StateType
# Longer than a busy machine takes; a program that has gone answers at once that it has.
PATIENCE_MS = 60_000
ROLES = {int(role): Atspi.role_get_name(role) for role in
         (Atspi.Role(number) for number in range(int(Atspi.Role.LAST_DEFINED)))}


class Gone(Exception):
    """Who was asked is no longer there."""


class Node:
    """One accessible, as it was when it was read."""

    def __init__(self, bus, item):
        ((self.owner, self.path), _application, _parent, _index, self.n_children, self.interfaces,
         self.name, role, self.description, (low, high)) = item
        self.bus = bus
        self.role = ROLES.get(role, "unknown")
        self.states = low | high << 32
        self.children = []

    def is_in_state(self, state):
        return bool(self.states >> int(state) & 1)

    def is_chosen(self):
        return self.is_in_state(State.CHECKED) or self.is_in_state(State.PRESSED)

    def look_again(self):
        """At its states only."""
        ((low, high),) = self.call("Accessible", "GetState")
        self.states = low | high << 32
        return self

    def walk(self):
        """It and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def has(self, interface):
        return SPI + interface in self.interfaces

    def call(self, interface, method, arguments=None):
        return self.bus.call(self.owner, self.path, SPI + interface, method, arguments)

    def press(self):
        """False when there is no such action."""
        (actions,) = self.call("Action", "GetActions")
        # Those are named in the program's language; GetName says what they are.
        numbers = [GLib.Variant("(i)", (number,)) for number in range(len(actions))]
        names = self.bus.gather([(self.owner, self.path, SPI + "Action", "GetName", number)
                                 for number in numbers])
        number = next((number for number, name in zip(numbers, names)
                       if name is not None and name[0] in PRESSES), None)
        return number is not None and self.call("Action", "DoAction", number)[0]

    def set_text(self, text):
        return self.call("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))[0]

    def text(self):
        return self.bus.texts([self])[0]

    def extents(self):
        """(x, y, width, height) in the window."""
        return self.call("Component", "GetExtents", GLib.Variant("(u)", (WINDOW_COORDS,)))[0]


class Bus:
    def __init__(self, session):
        """Of the session bus at that address; Gone while there is none."""
        self.connection = self._connect(session)
        (address,) = self.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self.connection = self._connect(address)

    @staticmethod
    def _connect(address):
        return Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, owner, path, interface, method, arguments=None):
        (answer,) = self.gather([(owner, path, interface, method, arguments)])
        if answer is None:
            raise Gone(f"{interface}.{method}")
        return answer

    def gather(self, calls):
        """The answers to all of them, asked at once; None where there was none."""
        answers = [None] * len(calls)
        left = len(calls)

        def answered(connection, result, number):
            nonlocal left
            left -= 1
            try:
                answers[number] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for number, call in enumerate(calls):
            self.connection.call(*call, None, Gio.DBusCallFlags.NO_AUTO_START, PATIENCE_MS, None,
                                 answered, number)
        while left > 0:
            GLib.MainContext.default().iteration(True)
        return answers

    def find_owner(self, pid):
        """The name on the bus of the program with that process id, or None."""
        (answer,) = self.gather([("org.a11y.atspi.Registry", ROOT, SPI + "Accessible",
                                  "GetChildren", None)])
        owners = [owner for owner, _path in answer[0]] if answer else []
        pids = self.gather([(BUS, "/org/freedesktop/DBus", BUS, "GetConnectionUnixProcessID",
                             GLib.Variant("(s)", (owner,))) for owner in owners])
        return next((owner for owner, found in zip(owners, pids) if found == (pid,)), None)

    def texts(self, nodes):
        """What each contains; "" where that is no text."""
        readable = [node for node in nodes if node.has("Text")]
        # GTK 4.8 wants to be told how much there is.
        counts = self.gather([(node.owner, node.path, PROPERTIES, "Get",
                               GLib.Variant("(ss)", (SPI + "Text", "CharacterCount")))
                              for node in readable])
        found = [(node, count[0]) for node, count in zip(readable, counts) if count and count[0] > 0]
        answers = self.gather([(node.owner, node.path, SPI + "Text", "GetText",
                                GLib.Variant("(ii)", (0, count))) for node, count in found])
        texts = {node.path: answer[0] for (node, _count), answer in zip(found, answers) if answer}
        return [texts.get(node.path, "") for node in nodes]

    # --- The tree

    def tree(self, owner):
        """The root of a program, with all below it; None while it has nothing to tell."""
        nodes = self._items(owner)
        links = self._links(owner, nodes)
        if not all(path in nodes for paths in links.values() for path in paths):
            nodes = self._items(owner)
        for path, children in links.items():
            if path in nodes:
                # What vanished meanwhile is left out.
                nodes[path].children = [nodes[child] for child in children if child in nodes]
        root = nodes.get(ROOT)
        return root if root is not None and root.children else None

    def _items(self, owner):
        (answer,) = self.gather([(owner, CACHE, SPI + "Cache", "GetItems", None)])
        nodes = (Node(self, item) for item in (answer[0] if answer else ()))
        return {node.path: node for node in nodes}

    def _links(self, owner, nodes):
        """Path → paths of its children, of all that can be reached from the root. Each is asked: what is
        hidden keeps its parent, and its place, in GetItems."""
        links = {}
        level = [ROOT]
        while level:
            asked = [path for path in level
                     if path == ROOT or path not in nodes or nodes[path].n_children > 0]
            answers = self.gather([(owner, path, SPI + "Accessible", "GetChildren", None)
                                   for path in asked])
            for path, answer in zip(asked, answers):
                links[path] = [child for _owner, child in answer[0]] if answer else []
            level = [child for path in asked for child in links[path]]
        return links
