# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk is full at "Finish": the client is told, keeps every answer, and tries again with success."""

import errno
import subprocess
import sys

from driver import wait_until
from folder import DELIVERED, await_outbox
from scenario import run
from visit import PACK, Person, Visit

# The notice's own words, what is wrong, and that nothing is lost.
NOTICE = ("Your answers are not saved yet", "The disk is full.", "Nothing you entered is lost.")
PERSON = Person(answers={"diabetes": "Not sure"})


class SmallDisk:
    """A file system of its own, where we may mount one."""

    def __init__(self, folder):
        self.folder = folder
        self.filler = folder / "filler"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", folder],
                       check=True, capture_output=True)

    def fill(self, _process):
        with open(self.filler, "wb", buffering=0) as file:
            try:
                while file.write(b"\0" * 4096):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def make_room(self, _process):
        self.filler.unlink()

    def close(self):
        subprocess.run(["umount", "--lazy", self.folder], check=True)


class Limit:
    """No file of the kiosk's may grow: what anybody may set for a process of their own."""

    def __init__(self, _folder):
        pass

    def fill(self, process):
        process.limit_files(1)

    def make_room(self, process):
        process.limit_files()

    def close(self):
        pass


def make_disk(scenario, folder):
    if not scenario.arguments.limit:
        try:
            return SmallDisk(folder)
        except subprocess.CalledProcessError:
            folder.rmdir()
            print("# no file system may be mounted here: a limit of file size stands for it")
    return Limit(folder)


def look_back(scenario, visit):
    """At what was entered, and forward to the consent step again."""
    visit.back("details")
    for label, text in (("First name", PERSON.first), ("Last name", PERSON.last),
                        ("E-mail", PERSON.email), ("Mobile phone", PERSON.mobile)):
        scenario.becomes(lambda: visit.screen.entered(visit.entry(label)), text, f"{label} is kept")
    visit.back("wishes")
    for label, text in (("Scars we should know of", PERSON.scars),
                        ("Anything else you wish", PERSON.note),
                        ("Medication you take now or plan to take", PERSON.medication)):
        scenario.becomes(lambda: visit.screen.entered(visit.entry(label)), text, f"{label} is kept")
    visit.next("wishes")
    visit.next("details")
    statement = visit.words.pack(PACK["consent"]["statement"])
    scenario.comes(lambda: visit.screen.is_chosen(statement), "the consent is kept")


def full(scenario, visit, disk):
    process = visit.screen.process
    visit.go_to("consent", PERSON)
    visit.agree()
    visit.sign()
    disk.fill(process)
    visit.screen.click_until(lambda: visit.screen.has(NOTICE[0]), visit.words("Finish"))
    shown = visit.screen.words()
    for words in NOTICE:
        scenario.holds(words in shown, f"the client reads “{words}”", shown)
    scenario.holds("COMMIT" not in shown and "SQL" not in shown, "in plain words", shown)
    look_back(scenario, visit)
    visit.screen.click_until(lambda: visit.screen.has(NOTICE[0]), visit.words("Finish"))
    scenario.holds(not visit.is_at("thanks"), "tried again with the disk full: told again")
    disk.make_room(process)
    visit.screen.click_until(lambda: visit.is_at("thanks"), visit.words("Try again"))
    return visit.code()


def disk_full(scenario):
    with scenario.world() as world:
        world.hub.start()
        folder = world.directory / "kiosk"
        disk = make_disk(scenario, folder)
        try:
            # Enrolled in a run of its own: the log it leaves would have room for an intake.
            visit = Visit(world.start_kiosk(), scenario.programs)
            visit.await_attract()
            visit.screen.process.stop()
            visit = Visit(world.start_kiosk(enrol=False), scenario.programs)
            visit.await_attract()
            code = full(scenario, visit, disk)
            await_outbox(folder, [DELIVERED])
            wait_until(world.hub.intakes, "the intake at the hub")
            scenario.same([row[0] for row in world.hub.intakes()], [code],
                          "with room again, exactly one intake arrives, with the code shown")
            visit.screen.process.stop()
        finally:
            disk.close()


if __name__ == "__main__":
    sys.exit(run(disk_full, options={
        "--limit": {"action": "store_true", "help": "a limit of file size, not a mount"}}))
