#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to shapes that are there, by keys alone: their points, cuts and
joins, masks grown and cleaned, and the ways of looking at them.
"""

import re
import sys

from cells import make_project, open_first_image, set_points, wait_for_objects, wait_for_state
from driver import Atspi, Failure, run, wait_for


def draw(program, canvas, tool, key, places):
    program.keys("Escape", "Escape", "1", key)
    wait_for_state(canvas, f"{tool} tool")
    set_points(program, places)


def select(program, canvas, n):
    program.keys("Escape", "Escape", "v", "ctrl+a")
    wait_for_state(canvas, f"{n} objects selected" if n > 1 else ", selected")


def size_of(canvas):
    """Width and height of the one object that is selected."""
    found = re.search(r"(\d+) by (\d+) pixels, at", canvas.get_description() or "")
    return tuple(map(int, found.groups())) if found else None


def wait_for_size(canvas, size):
    wait_for(f"a size of {size}", lambda: size_of(canvas) == size)


def test_points_of_a_polygon(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw(program, canvas, "Polygon", "p", ["100,100", "200,100", "200,200", "100,200"])
    program.keys("Return")
    wait_for_objects(canvas, 1)
    select(program, canvas, 1)
    wait_for_size(canvas, (100, 100))

    # The first point is taken up, moved, and another deleted; each is one step.
    program.keys("Return")
    wait_for_state(canvas, "Edit Points tool")
    program.keys("Tab", "shift+Left", "shift+Left")
    wait_for_size(canvas, (120, 100))
    program.keys("Tab", "Tab", "Delete")
    program.keys("Escape", "Escape")
    select(program, canvas, 1)
    program.keys("ctrl+z", "ctrl+z", "ctrl+z")
    wait_for_size(canvas, (100, 100))


def test_outlines_joined_and_cut(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    for corners in (["100,100", "200,100", "200,200", "100,200"], ["150,150", "250,150", "250,250", "150,250"]):
        draw(program, canvas, "Polygon", "p", corners)
        program.keys("Return")
    wait_for_objects(canvas, 2)

    for key, size in (("m", (150, 150)), ("alt+m", (100, 100)), ("ctrl+shift+m", (50, 50))):
        select(program, canvas, 2)
        program.keys(key)
        wait_for_objects(canvas, 1)
        select(program, canvas, 1)
        wait_for_size(canvas, size)
        program.keys("ctrl+z")
        wait_for_objects(canvas, 2)

    # A line through both: four of two.
    draw(program, canvas, "Slice", "shift+s", ["90,175", "260,175"])
    program.keys("Return")
    wait_for_objects(canvas, 4)
    program.keys("ctrl+z")
    wait_for_objects(canvas, 2)


def test_masks_painted_on(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw(program, canvas, "Brush", "r", ["200,200"])
    wait_for_objects(canvas, 1)
    width, height = wait_for("the size of the dab", lambda: size_of(canvas))
    program.keys("alt+plus")
    wait_for_size(canvas, (width + 2, height + 2))
    program.keys("alt+minus")
    wait_for_size(canvas, (width, height))

    # Larger, the same mask reaches farther; the eraser takes from its right side.
    program.keys(*["bracketright"] * 3, "space")
    wait_for("a larger dab", lambda: size_of(canvas) and size_of(canvas)[0] > width)
    width, height = size_of(canvas)
    program.keys("e")
    wait_for_state(canvas, "Eraser tool")
    program.keys("shift+Right", "shift+Right", "space")
    wait_for("a narrower mask", lambda: size_of(canvas) and size_of(canvas)[0] < width)
    program.keys("ctrl+z")
    wait_for_size(canvas, (width, height))

    # To a box and back, and clean-up leaves a round mask as it is.
    program.keys("ctrl+l")
    wait_for_size(canvas, (width, height))


def test_ways_of_looking(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    draw(program, canvas, "Brush", "r", ["100,100"])
    draw(program, canvas, "Brush", "r", ["300,300"])
    wait_for_objects(canvas, 2)
    program.keys("Escape", "Escape")

    def is_on(name):
        switch = program.find(role="toggle button", name=name) or program.find(role="check box", name=name)
        return switch is not None and switch.get_state_set().contains(Atspi.StateType.CHECKED)

    for name, key in (("Outline only", "shift+o"), ("Color by object", "shift+k")):
        program.keys(key)
        wait_for(f"{name} to be on", lambda name=name: is_on(name))
        program.keys(key)
        wait_for(f"{name} to be off", lambda name=name: not is_on(name))

    # Through the objects at the zoom that fits each, and back.
    def zoom():
        found = re.search(r"zoom ([\d.]+)%", canvas.get_description() or "")
        return float(found.group(1)) if found else None

    before = zoom()
    program.keys("alt+Page_Down")
    wait_for_state(canvas, ", selected")
    wait_for("a nearer view", lambda: zoom() > before)
    first = size_of(canvas)
    program.keys("alt+Page_Down")
    wait_for_state(canvas, ", selected")
    program.keys("alt+Home")
    wait_for("the view before", lambda: zoom() == before)
    if first is None:
        raise Failure("the walk selected nothing")


sys.exit(run([test_points_of_a_polygon, test_outlines_joined_and_cut, test_masks_painted_on, test_ways_of_looking]))
