# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk's staff drawer, as staff open it from the attract screen."""

CORNER = 40


def set_pin(world, pin):
    """At the hub, for all kiosks; how that went."""
    file = world.directory / "pin"
    file.write_text(pin + "\n")
    done = world.hub.ctl("kiosk-pin", "--pin-file", file, check=False)
    file.unlink()
    return done


class Drawer:
    def __init__(self, visit):
        self.screen = visit.screen
        self.words = visit.words
        # Each touch is a sign of life: a test is slower than staff.
        self.screen.is_touched = True

    def by_keys(self):
        self.screen.desktop.xdotool("key", "ctrl+alt+shift+s")
        self.screen.wait_for(self.words("For our staff"))

    def by_hand(self):
        """A finger held in the corner until the drawer is there."""
        self.screen.desktop.xdotool("mousemove", CORNER, CORNER, "mousedown", 1)
        self.screen.wait_for(self.words("For our staff"))
        self.screen.desktop.xdotool("mouseup", 1)

    def type(self, pin):
        for number, digit in enumerate(pin, 1):
            self.screen.click(digit)
            self.screen.find(self.words.plural("%u digit typed", "%u digits typed", number))
        self.screen.click(self.words("Open the drawer"))

    def unlock(self, pin):
        self.type(pin)
        self.screen.wait_for(self.words("Staff drawer"))

    def tab(self, name):
        self.screen.choose(self.words(name), role="radio button")
