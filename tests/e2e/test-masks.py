#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks and outlines of blood cells, drawn by pointer and by keys alone; the
program is killed in the middle of strokes, and what was finished is there.

GW_KILLS: how many times it is killed, at a random moment of its drawing; where
it is given, that is the only test.
GW_SEED: which moments.
"""

import os
import random
import sys
import time

from cells import make_project, n_objects, objects_of, open_first_image, wait_for_objects, wait_for_state
from driver import Atspi, Failure, is_focused, poll, run, run_cli, wait_for, walk, xdotool

KILLS = int(os.environ.get("GW_KILLS", "3"))
SEED = int(os.environ.get("GW_SEED", "1"))

# What may be lost of drawing when the program is killed, in seconds.
LOST = 1.0


def shapes_of(program, project):
    """The key of each object's shape in the export: rle, rings, line …, by image."""
    kinds = ("bbox", "rings", "rle", "points", "line", "ellipse")
    return sorted(kind for thing in objects_of(program, project) for kind in kinds if kind in thing)


def choose(program, canvas, tool, key, label="1", name="RBC"):
    """A tool and a label, and nothing selected, so that what is drawn is new."""
    program.keys("Escape", "Escape", label, key)
    wait_for_state(canvas, tool)
    wait_for_state(canvas, f"label {name}")


def wait_for_draft(program):
    """What a smart tool found can be applied."""
    wait_for("a draft", lambda: (button := program.find(role="push button", contains="Apply"))
             and button.get_state_set().contains(Atspi.StateType.SENSITIVE))


def draw_strokes(program, canvas, rng, there, end):
    """Strokes one after the other, each an object of its own, until the time is over, be it within one. How many
    were begun, and when the window showed each of those that were finished: a busy machine may be behind the hand.
    """
    x, y, width, height = program.extents(canvas)
    begun, shown = 0, []
    while time.monotonic() < end:
        program.keys("Escape", "Escape", "1", "r")
        left, top = x + width * rng.uniform(0.2, 0.7), y + height * rng.uniform(0.2, 0.7)
        begun += 1
        program.move(left, top)
        xdotool("mousedown", 1)
        for i in range(1, 7):
            program.move(left + 10 * i, top + 6 * i)
            if time.monotonic() >= end:
                return begun, shown
        xdotool("mouseup", 1)
        if not poll(lambda: n_shown(canvas) == there + begun, end):
            return begun, shown
        shown.append(time.monotonic())
    return begun, shown


def n_shown(canvas):
    """How many objects the canvas says it has."""
    name = canvas.get_name() or ""
    return int(name.split()[-2]) if name.endswith((" object", " objects")) else 0


def test_strokes_survive_kills(program):
    """Killed at a random moment: the project is sound, and of what was seen a second before nothing is lost."""
    rng = random.Random(SEED)
    project = make_project(program)
    there = 0
    for _ in range(KILLS):
        canvas = open_first_image(program, project)
        program.click(canvas)
        wait_for_objects(canvas, there)
        begun, shown = draw_strokes(program, canvas, rng, there, time.monotonic() + rng.uniform(0.2, 4.0))
        killed = time.monotonic()
        program.kill()
        xdotool("mouseup", 1)

        checked = run_cli("check", project, ok=(0, 1))
        now, sure = n_objects(project), sum(1 for moment in shown if moment < killed - LOST)
        if not checked["sound"] or not there + sure <= now <= there + begun:
            raise Failure(f"{now} objects after the kill: {there} were there, {begun} begun, {len(shown)} shown, "
                          f"{sure} of them for {LOST} s; {checked}")
        there = now
    canvas = open_first_image(program, project)
    wait_for_objects(canvas, there)


def test_tools_by_keys_alone(program):
    project = make_project(program)
    canvas = open_first_image(program, project)

    # The cross-hair stays with the keys when another tool is taken up, and the image where it is.
    x, y, width, height = program.standing_still(canvas)
    program.move(x + width * 0.3, y + height * 0.2)
    choose(program, canvas, "Box", "b")
    program.keys(*["shift+Right"] * 3)
    program.keys("r")
    wait_for_state(canvas, "Brush")
    if program.standing_still(canvas) != (x, y, width, height):
        raise Failure("another tool moved the image")

    # A dab with the brush, and a second one that goes on in the same mask.
    program.keys("space")
    wait_for_objects(canvas, 1)
    program.keys(*["shift+Down"] * 2, "space")
    wait_for("the stroke on the disk", lambda: shapes_of(program, project) == ["rle"])

    # A triangle, closed by Enter where the cross-hair stands.
    choose(program, canvas, "Polygon", "p")
    program.keys(*["shift+Right"] * 6, "space", *["shift+Right"] * 6, "space", *["shift+Down"] * 6, "space", "Return")
    wait_for_objects(canvas, 2)
    wait_for("the polygon on the disk", lambda: shapes_of(program, project) == ["rings", "rle"])

    # Box to mask and back by one key.
    choose(program, canvas, "Box", "b")
    program.keys(*["shift+Left"] * 12, "Return", *["shift+Left"] * 5, *["shift+Up"] * 5, "Return")
    wait_for_objects(canvas, 3)
    program.keys("ctrl+m")
    wait_for("the box as a mask", lambda: shapes_of(program, project) == ["rings", "rle", "rle"])
    program.keys("ctrl+m")
    wait_for("the mask as a box", lambda: shapes_of(program, project) == ["bbox", "rings", "rle"])

    for _ in range(5):
        program.keys("ctrl+z")
    wait_for_objects(canvas, 1)
    for _ in range(5):
        program.keys("ctrl+shift+z")
    wait_for("all of it again", lambda: shapes_of(program, project) == ["bbox", "rings", "rle"])


def test_smart_tools_find_something(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    x, y, width, height = program.standing_still(canvas)
    program.click(canvas)

    choose(program, canvas, "Magic Wand", "w")
    program.move(x + width * 0.5, y + height * 0.5)
    xdotool("click", 1)
    wait_for_draft(program)
    program.keys("Return")
    wait_for_objects(canvas, 1)

    choose(program, canvas, "Select Object", "o")
    program.drag(x + width * 0.3, y + height * 0.3, x + width * 0.6, y + height * 0.7)
    wait_for_draft(program)
    program.picture("masks-select-object")
    program.keys("Return")
    wait_for_objects(canvas, 2)
    wait_for("both on the disk", lambda: shapes_of(program, project) == ["rle", "rle"])


def set_points(program, *places, first="space"):
    """At places that are typed; the key for the first of them may be another."""
    for i, place in enumerate(places):
        program.type(place)
        program.keys("Return", first if i == 0 else "space")


def draw_outline(program, canvas, *places, first="space"):
    choose(program, canvas, "Polygon", "p")
    program.standing_still(canvas)
    set_points(program, *places, first=first)
    program.keys("Return")


def wait_for_hints(program, text):
    """What the line below the layers says."""
    wait_for(f"“{text}”", lambda: program.find(role="push button", contains=text))


def rings_of(program, project):
    """How many rings each polygon has, in the order of drawing."""
    return [len(thing["rings"]) for thing in objects_of(program, project) if "rings" in thing]


def leftmost(program, project):
    """Of the only polygon."""
    outer = objects_of(program, project)[0]["rings"][0]
    return min(x for x, _ in outer)


def draw_overlap(program, canvas):
    draw_outline(program, canvas, "100,100", "200,100", "200,200", "100,200")
    wait_for_objects(canvas, 1)
    draw_outline(program, canvas, "180,120", "290,120", "290,180", "180,180")
    wait_for_objects(canvas, 2)
    program.keys("Escape", "Escape", "Escape")
    wait_for_hints(program, "1 hint")


def test_holes_by_keys_alone(program):
    """The first corner of a hole is set with Alt+Enter, that of what is added with Shift+Enter."""
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw_outline(program, canvas, "100,100", "200,100", "200,200", "100,200")
    wait_for_objects(canvas, 1)
    draw_outline(program, canvas, "130,130", "170,130", "150,170", first="alt+Return")
    wait_for("the hole on the disk", lambda: rings_of(program, project) == [2])
    draw_outline(program, canvas, "120,150", "60,130", "60,180", first="shift+Return")
    wait_for("what is added on the disk", lambda: leftmost(program, project) == 60)
    wait_for("its hole", lambda: rings_of(program, project) == [2])
    wait_for_objects(canvas, 1)


def test_hints_by_keys_alone(program):
    """Found, shown, repaired, undone, dismissed, still dismissed after a restart, and back again."""
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw_overlap(program, canvas)

    program.keys("alt+shift+Page_Down")
    wait_for_hints(program, "1 of 1: RBC 1 and RBC 2 overlap by")
    wait_for_state(canvas, "2 objects selected")
    program.picture("masks-hint")
    program.keys("alt+r")
    wait_for_hints(program, "No hints")
    program.keys("ctrl+z")
    wait_for_hints(program, "1 hint")

    program.keys("alt+shift+Page_Down")
    wait_for_hints(program, "1 of 1")
    program.keys("alt+Delete")
    wait_for_hints(program, "No hints")
    program.keys("ctrl+z")
    wait_for_hints(program, "1 hint")
    program.keys("alt+shift+Page_Down")
    wait_for_hints(program, "1 of 1")
    program.keys("alt+Delete")
    wait_for_hints(program, "No hints")
    program.stop()

    canvas = open_first_image(program, project)
    wait_for_objects(canvas, 2)
    wait_for_hints(program, "No hints")
    program.keys("ctrl+h")
    wait_for("the list of hints", lambda: any(is_focused(node) and node.get_name() == "Show Again"
                                              for node in walk(program.application())))
    wait_for("what is dismissed", lambda: program.find(contains="1 dismissed"))
    program.picture("masks-hints")
    program.keys("space", "Escape")
    wait_for_hints(program, "1 hint")


def test_review_by_keys_alone(program):
    """From object to object at the zoom that fits each, and back to the view before."""
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw_outline(program, canvas, "100,100", "140,100", "140,140", "100,140")
    wait_for_objects(canvas, 1)
    draw_outline(program, canvas, "300,300", "500,300", "500,400", "300,400")
    wait_for_objects(canvas, 2)
    program.keys("Escape", "Escape", "Escape")
    before = wait_for("a view", lambda: zoom_of(canvas))

    seen = []
    for name in ("RBC 1", "RBC 2", "RBC 1"):
        program.keys("alt+Page_Down")
        wait_for_state(canvas, f"{name},")
        seen.append(zoom_of(canvas))
    if not (seen[0] == seen[2] > seen[1] > before):
        raise Failure(f"the zooms were {before}, then {seen}")
    wait_for("the place in the list", lambda: program.find(contains="RBC 1, 1 of 2"))
    program.keys("alt+Page_Up")
    wait_for_state(canvas, "RBC 2,")
    program.keys("alt+Home")
    wait_for("the view before", lambda: zoom_of(canvas) == before)


def zoom_of(canvas):
    """In percent, as the canvas says it."""
    words = (canvas.get_description() or "").split("zoom ")
    return int(words[1].split("%")[0]) if len(words) > 1 else 0


if "GW_KILLS" in os.environ:
    sys.exit(run([test_strokes_survive_kills]))
sys.exit(run([test_tools_by_keys_alone, test_holes_by_keys_alone, test_hints_by_keys_alone,
              test_review_by_keys_alone, test_smart_tools_find_something, test_strokes_survive_kills]))
