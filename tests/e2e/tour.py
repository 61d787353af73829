# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every screen, taken of the real programs; and what is printed, as PDF and as pictures.

Each set of pictures has a display of its own, so each is a run of this program; two at a time.
Exit status 1 when any screen could not be reached.
"""

import argparse
import concurrent.futures
import datetime
import itertools
import pathlib
import re
import subprocess
import sys
import traceback

import tour_desk
import tour_staff
from camera import Camera, Wardrobe
from desk import SIZE as DESK
from driver import ENTRIES, Desktop, World, wait_until
from folder import await_content
from gallery import GALLERY, VERSION, publish
from visit import CONTROLS, PACK, PARTS, QUESTIONS, Person, Visit

SOON = datetime.date.today() + datetime.timedelta(days=9)
SAMPLES = {tag: Person(first=first, last=last, scars=scars, note=note, answers={
    "antibiotics": SOON, "diabetes": "Not sure"}) for tag, (first, last, scars, note) in {
        "en": ("Élodie", "Échantillon-Smith", Person.scars, Person.note),
        "fr-CA": ("Élodie", "Échantillon-Smith", "Fine ligne derrière l’oreille gauche",
                  "Gardez ma pointe frontale, s’il vous plaît"),
        "es": ("Ñusta", "Muestra de la Peña", "Línea fina detrás de la oreja izquierda",
               "Por favor, dejen el pico de viuda"),
        "ar": ("ليلى", "نموذج", "خط رفيع خلف الأذن اليسرى", "أرجو الإبقاء على خط الشعر كما هو"),
        "zh-Hans": ("示例", "陈", "左耳后有一条细线", "请保留我的美人尖")}.items()}
SEARCHES = {"en": "cost", "fr-CA": "prix", "es": "precio", "ar": "سعر", "zh-Hans": "价格"}
PORTRAIT = (1080, 1920)
SHAPES = {"portrait": PORTRAIT, "landscape": (1920, 1080), "small": (1366, 768)}
def sample(visit):
    return SAMPLES[visit.words.tag]


def learn(camera, visit):
    screen, words = visit.screen, visit.words
    search = words("Search questions")
    camera.shoot("learn")
    screen.enter(search, SEARCHES[words.tag])
    screen.wait_for(words("What would you like to know?"))
    camera.shoot("learn-search")
    screen.enter(search, "zzzz")
    screen.wait_for(words("No question like that here"))
    camera.shoot("learn-nothing-found")
    screen.click(words("Show all questions"))
    for figure in ("fading", "prices", "layers"):
        entry = next((e for e in PACK["faq"]["entries"] if e.get("figure") == figure), None)
        if entry is None:
            continue
        question = words.pack(entry["question"])
        screen.click(question)
        screen.bring_into_view(screen.find(question, CONTROLS))
        camera.shoot(f"learn-answer-{figure}")
        screen.click(question)


def in_view(visit, *name):
    """For a camera to show: what is found by *name, in whatever look it takes the picture."""
    return lambda: visit.screen.bring_into_view(visit.screen.find(*name))


def own_dates(camera, visit):
    visit.first_session(SOON)
    chosen = re.compile(re.escape(visit.words("First session: %s").split("%s")[0]))
    camera.shoot("aftercare-dates", in_view(visit, chosen, CONTROLS))
    camera.shoot("aftercare-code", in_view(visit, visit.words("QR code with your dates")))


def understanding(camera, visit):
    camera.shoot("understanding")
    visit.choose(QUESTIONS[0], False)
    camera.shoot("understanding-wrong")
    visit.choose(QUESTIONS[0], True)
    camera.shoot("understanding-right")
    visit.understanding(sample(visit))
    visit.next("understanding")


def keyboard(camera, visit, label, name):
    """The on-screen keyboard, as a touch of a field brings it up; and away with it, since on a low screen it takes
    the place of the buttons that change the look."""
    done = visit.words("Done", "key")

    def show():
        visit.screen.touch(visit.screen.find(visit.entry(label), ENTRIES))
        visit.screen.find(done, CONTROLS)

    def hide():
        visit.screen.click(done)
        visit.screen.find(visit.words("Show the keyboard"), CONTROLS)

    camera.shoot(name, show, hide)


def look(camera, visit):
    """The panels, and the course of a treatment."""
    screen, words = visit.screen, visit.words
    camera.shoot("look-example")
    screen.choose(words("Norwood V"))
    camera.shoot("look-pattern")
    screen.click(words("Session 1"), "radio button")
    camera.shoot("look-session-1")
    screen.click(words("3 years"), "radio button")
    camera.shoot("look-3-years")
    visit.look(sample(visit))
    camera.shoot("look-colors")
    screen.choose(words("Mark the head"))
    camera.shoot("look-marks")
    for side in ("Front", "Left side", "Back"):
        screen.choose(words(f"{side} of the head"), role="radio button")
        camera.shoot(f"look-{side.split()[0].lower()}")
    visit.next("look")


def health(camera, visit):
    camera.shoot("health")
    visit.screen.click(visit.words("Next"))
    visit.screen.wait_for(visit.words("Please choose an answer. “Not sure” is fine, too."))
    camera.shoot("health-unanswered")
    visit.part(1, sample(visit))
    visit.part(2, sample(visit))
    visit.answer("antibiotics", "Yes")
    visit.answer("blood-thinners", "Ongoing")
    camera.shoot("health-follow-up")
    visit.open_picker("antibiotics")
    visit.screen.bring_into_view(visit.screen.find(visit.words("Month after"), CONTROLS))
    camera.shoot("health-date-picker")
    visit.pick(SOON)
    for condition in ("blood-thinners", "chemotherapy", "under-the-influence"):
        visit.answer(condition, "No")
    camera.shoot("health-answered")
    visit.leave_part(len(PARTS))


def results(camera, visit):
    """All outcomes, by going back and changing answers; ends with the sample's own."""
    camera.shoot("result-wait-date")
    for name, answers in (("wait", {"antibiotics": "Ongoing"}), ("unsuitable", {"diabetes": "Yes"}),
                          ("proceed", {}), ("physician", {"diabetes": "Not sure"})):
        visit.back("health")
        visit.health(Person(answers=answers))
        camera.shoot(f"result-{name}")
    visit.back("health")
    visit.health(sample(visit))


def details(camera, visit):
    camera.shoot("details")
    visit.details(Person(first="", last="Sample", birth=(2031, 2, 29), mobile="12", email="a@",
                         contact="email"))
    visit.screen.click(visit.words("Review and sign"))
    visit.screen.wait_for(visit.words("Date of birth"))
    camera.shoot("details-faults")
    visit.details(sample(visit))
    camera.shoot("details-filled")
    keyboard(camera, visit, "First name", "details-keyboard")
    keyboard(camera, visit, "Mobile phone", "details-keyboard-phone")
    keyboard(camera, visit, "E-mail", "details-keyboard-email")


def help_and_desk(camera, world, tag):
    visit = Visit(world.start_kiosk(), world.programs, tag)
    screen = visit.screen
    visit.go_to("health", SAMPLES[tag])
    visit.part(1, SAMPLES[tag])
    screen.click(visit.words("Help"))
    screen.find(visit.words("Do you need help?"))
    camera.shoot("help")
    screen.click(visit.words("Call our staff"))
    screen.wait_for(visit.words("Your call was sent. Somebody from our staff will come to this "
                                "screen."))
    camera.shoot("help-sent")
    screen.click(visit.words("Close"))
    screen.click(visit.words("Hide my answers"))
    screen.find(visit.words("Show my answers"))
    camera.shoot("answers-hidden")
    screen.click(visit.words("Show my answers"))
    screen.click(visit.words("Help"))
    screen.click(visit.words("Finish at the desk"))
    screen.find(visit.words("Go on at the desk?"))
    camera.shoot("desk-question")
    screen.click(visit.words("Yes, go on at the desk"))
    screen.wait_for(visit.words("Please go to the desk"))
    camera.shoot("desk-thanks")
    world.kiosks[-1].stop()


def low_reach(camera, world, tag):
    """The screen laid lower, by a visitor who sits."""
    visit = Visit(world.start_kiosk(), world.programs, tag)
    screen = visit.screen
    visit.go_to("health", SAMPLES[tag])
    screen.click(visit.words("Help"))
    tick = visit.words("Lower the screen")
    screen.touch(screen.find(tick, "check box"))
    wait_until(lambda: screen.is_chosen(tick), "the screen to be lowered")
    camera.shoot("low-reach-help")
    screen.click(visit.words("Close"))
    visit.answer(PARTS[0][0]["id"], "No")
    camera.shoot("low-reach")
    world.kiosks[-1].stop()


def staff(camera, world, tag):
    tour_staff.staff(camera, world, tag, SAMPLES[tag])


def leave(camera, world, tag, size_arguments=()):
    """What comes up beside the way: questions, warnings and the staff's screen."""
    screen = world.start_kiosk("--idle", "25", *size_arguments, name="idle")
    visit = Visit(screen, world.programs, tag)
    visit.begin()
    screen.find(visit.words("Are you still there?"))
    camera.shoot("idle-warning")
    world.kiosks[-1].stop()
    world.start_kiosk(name="new", enrol=False).find("This kiosk is being set up")
    camera.shoot("staff-set-up")
    world.kiosks[-1].stop()


def gallery(camera, world, tag, prepare=None):
    """With sample pictures, for the default pack has none."""
    publish(world)
    world.start_kiosk(name="gallery")
    await_content(world.directory / "gallery", VERSION)
    world.kiosks[-1].stop()
    visit = Visit(world.start_kiosk(name="gallery", enrol=False), world.programs, tag)
    camera.visit = visit
    visit.await_attract()
    visit.begin()
    if prepare is not None:
        prepare(visit)
    visit.screen.choose(visit.words("Gallery"))
    visit.screen.find(visit.words.pack(GALLERY[0]["title"]))
    camera.shoot("gallery")
    visit.screen.bring_into_view(visit.screen.find(GALLERY[-1]["link"]))
    camera.shoot("gallery-end")
    world.kiosks[-1].stop()


def on_paper(camera, world, code, tag):
    """The summary and the aftercare sheet."""
    pages = {"summary": ("summary", code), "aftercare": ("aftercare", "--date", SOON.isoformat())}
    for (name, call), paper in itertools.product(pages.items(), ("letter", "a4")):
        pdf = camera.directory / f"{name}-{paper}.pdf"
        world.hub.ctl(*call, "--language", tag, "--paper", paper, "--output", pdf)
        subprocess.run(["pdftoppm", "-r", "90", "-png", str(pdf), str(pdf.with_suffix(""))],
                       check=True)


def whole(camera, world, tag):
    visit = Visit(world.start_kiosk("--idle", "600"), world.programs, tag)
    visit.await_attract()
    camera.shoot("attract")
    visit.begin()
    learn(camera, visit)
    keyboard(camera, visit, "Search questions", "learn-keyboard")
    visit.next("learn")
    camera.shoot("comfort")
    visit.next("comfort")
    camera.shoot("aftercare")
    days = PACK["aftercare"]["days"]
    visit.screen.click(visit.words.pack(days[4]["label"]))
    visit.screen.wait_for(visit.words.pack(days[4]["title"]))
    camera.shoot("aftercare-day-4")
    own_dates(camera, visit)
    visit.next("aftercare")
    understanding(camera, visit)
    look(camera, visit)
    health(camera, visit)
    results(camera, visit)
    visit.next("result")
    camera.shoot("wishes")
    visit.wishes(sample(visit))
    camera.shoot("wishes-filled")
    visit.next("wishes")
    details(camera, visit)
    visit.next("details")
    camera.shoot("consent")
    visit.screen.click(visit.words("Finish"))
    camera.shoot("consent-missing")
    visit.agree()
    visit.sign()
    camera.shoot("consent-signed")
    visit.screen.click(visit.words("Start over"))
    visit.screen.find(visit.words("Start over?"))
    camera.shoot("start-over")
    visit.screen.click(visit.words("Keep going"))
    visit.screen.click(visit.words("Language"))
    camera.shoot("language")
    visit.screen.click(visit.words("Close"))
    code = visit.finish()
    camera.shoot("thanks")
    wait_until(lambda: world.hub.intakes(), "the intake to arrive")
    on_paper(camera, world, code, tag)
    world.kiosks[-1].stop()
    help_and_desk(camera, world, tag)
    if tag == "en":
        low_reach(camera, world, tag)
    staff(camera, world, tag)
    leave(camera, world, tag)
    gallery(camera, world, tag)


def sheets(camera, visit):
    """What covers the screen, which each look brings up anew."""
    screen, words = visit.screen, visit.words
    for name, button, title, away in (
            ("start-over", "Start over", "Start over?", "Keep going"),
            ("help", "Help", "Do you need help?", "Close"),
            ("language", "Language", None, "Close")):
        def show(button=button, title=title, away=away):
            screen.click(words(button))
            screen.find(words(title or away))

        def hide(away=away):
            screen.click(words(away))
            wait_until(lambda: not screen.has(words(away)), "the sheet to be gone")

        camera.shoot(name, show, hide)


def some(camera, world, tag, prepare=None):
    """Every step once, after prepare(visit) on the first."""
    visit = Visit(world.start_kiosk("--idle", "900"), world.programs, tag)
    camera.visit = visit
    visit.await_attract()
    visit.begin()
    if prepare:
        prepare(visit)
    camera.shoot("learn")
    question = visit.words.pack(PACK["faq"]["entries"][0]["question"])
    visit.screen.click(question)
    camera.shoot("learn-answer", in_view(visit, question, CONTROLS))
    visit.next("learn")
    camera.shoot("comfort")
    visit.next("comfort")
    camera.shoot("aftercare")
    own_dates(camera, visit)
    visit.next("aftercare")
    visit.choose(QUESTIONS[0], False)
    camera.shoot("understanding-wrong")
    visit.understanding(sample(visit))
    visit.next("understanding")
    camera.shoot("look-example")
    visit.look(sample(visit))
    camera.shoot("look-colors", in_view(visit, visit.words("Colours"), CONTROLS))
    visit.screen.choose(visit.words("Mark the head"))
    camera.shoot("look-marks", in_view(visit, visit.words("Mark the head"), CONTROLS))
    visit.next("look")
    camera.shoot("health")
    visit.part(1, sample(visit))
    visit.part(2, sample(visit))
    visit.answer("antibiotics", "Yes")
    pick = re.compile(f".*{re.escape(visit.words('Pick a date'))}")
    camera.shoot("health-follow-up", in_view(visit, pick, CONTROLS))
    visit.open_picker("antibiotics")
    camera.shoot("health-date-picker", in_view(visit, visit.words("Month after"), CONTROLS))
    visit.pick(SOON)
    for condition in ("blood-thinners", "chemotherapy", "under-the-influence"):
        visit.answer(condition, "No")
    visit.leave_part(len(PARTS))
    camera.shoot("result")
    camera.shoot("result-end", in_view(visit, visit.words("What to do next")))
    visit.next("result")
    visit.wishes(sample(visit))
    camera.shoot("wishes")
    visit.next("wishes")
    visit.details(sample(visit))
    camera.shoot("details")
    keyboard(camera, visit, "E-mail", "details-keyboard")
    visit.next("details")
    camera.shoot("consent")
    camera.shoot("consent-end", in_view(visit, visit.words("Clear signature"), CONTROLS))
    visit.agree()
    visit.sign()
    sheets(camera, visit)
    visit.finish()
    camera.shoot("thanks")
    world.kiosks[-1].stop()
    gallery(camera, world, tag, prepare)


def together(tag):
    """With a companion's language beneath."""
    return lambda visit: visit.use_companion(tag)


def set_of(way, tag, size=PORTRAIT, *details, camera=Camera):
    return size, camera, lambda shots, world, _filler: way(shots, world, tag, *details)


def desk_set(tag, **settings):
    return DESK, Camera, lambda shots, world, filler: tour_desk.desk(shots, world, filler, tag,
                                                                     **settings)


LANGUAGES = {"en": "en", "fr": "fr-CA", "es": "es", "ar": "ar", "zh": "zh-Hans"}
WHOLE = {name: set_of(whole, tag) for name, tag in LANGUAGES.items()}
SETS = WHOLE | {
    "staff-landscape-en": set_of(staff, "en", SHAPES["landscape"]),
    "staff-small-ar": set_of(staff, "ar", SHAPES["small"]),
    "together-en-ar": set_of(some, "en", PORTRAIT, together("ar")),
    "together-ar-fr": set_of(some, "ar", PORTRAIT, together("fr-CA")),
    "together-zh-en": set_of(some, "zh-Hans", PORTRAIT, together("en"), camera=Wardrobe),
} | {f"{shape}-{name}": set_of(some, tag, size, camera=Wardrobe)
     for shape, size in SHAPES.items() for name, tag in LANGUAGES.items()} | {
        f"desk-{name}": desk_set(LANGUAGES[name]) for name in LANGUAGES} | {
            "desk-en-contrast": desk_set("en", **{"high-contrast": "true"})}


def take(name, programs, filler, output):
    size, kind, way = SETS[name]
    desktop = Desktop(*size)
    camera = kind(desktop, output / name)
    world = World(desktop, programs)
    try:
        world.hub.start()
        way(camera, world, filler)
        camera.contact_sheet()
        return 0
    except Exception:  # pylint: disable=broad-except
        traceback.print_exc()
        (output / f"{name}-failed.ppm").write_bytes(desktop.grab())
        return 1
    finally:
        for fault in world.close():
            print(f"{name}: {fault}", file=sys.stderr)
        desktop.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--filler", type=pathlib.Path, required=True,
                        help="what sends the desk's sample intakes to a hub")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--set", choices=SETS, help="this one only, in this process")
    parser.add_argument("--short", action="store_true",
                        help="every screen of every language once, as it is at first")
    arguments = parser.parse_args()
    if arguments.set:
        return take(arguments.set, arguments.programs, arguments.filler, arguments.output)

    def run(name):
        return name, subprocess.run([sys.executable, __file__, "--programs", arguments.programs,
                                     "--filler", arguments.filler, "--output", arguments.output,
                                     "--set", name],
                                    check=False).returncode

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        missed = [name for name, status in pool.map(run, WHOLE if arguments.short else SETS)
                  if status]
    for name in missed:
        print(f"not all screens of “{name}” could be reached", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
