#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points with names, by keys alone: the class gets the points of a person, and
one is placed in order, with points that are hidden and left out; afterwards one
is hidden, one goes and comes back. COCO has them as they were set.
"""

import json
import os
import sys

from cells import (find_canvas, make_project, objects_of, show_first_image, wait_for_objects, wait_for_state)
from driver import is_focused, run, run_cli, wait_for, walk

# v visible, h hidden; None is left out.
POINTS = [("v", 231, 92), ("v", 229, 86), ("h", 224, 87), None, ("v", 210, 90), ("v", 219, 118), ("v", 192, 112),
          ("v", 240, 100), ("v", 240, 155), ("v", 250, 95), ("v", 300, 166), ("h", 214, 195), ("v", 193, 196),
          ("v", 243, 228), ("v", 222, 252), ("v", 244, 283), ("v", 172, 284)]
NAMES = ["nose", "left_eye", "right_eye", "left_ear"]


def give_skeleton(program):
    """In the project's settings the last class, which Tab comes to, gets the ready-made points of a person."""
    grid = program.wait(role="table", name="Images")
    wait_for("the keys to go to the images", lambda: any(is_focused(node) for node in walk(grid)))
    program.keys("alt+6")
    button = program.wait(name="Points of the Skeleton")
    for _ in range(80):
        if any(is_focused(node) for node in walk(button)) or is_focused(button):
            break
        program.keys("Tab")
    program.keys("space")
    wait_for("the menu", lambda: program.find(contains="Person, 17 Points"))
    program.keys("Down", "Return")
    program.wait(contains="Remove Point: right_ankle")
    program.keys("Escape")
    wait_for("the settings to be gone", lambda: program.find(name="Points of the Skeleton") is None)
    program.focus()


def wait_for_step(program, text):
    wait_for(f"“{text}”", lambda: program.find(role="label", name=text))


def place(program, points, first=1):
    for number, point in enumerate(points, first):
        wait_for(f"point {number}", lambda: program.find(role="label", contains=f"{number} of 17"))
        if point is None:
            program.keys("shift+n")
            continue
        program.type(f"{point[1]},{point[2]}")
        program.keys("Return", "space")
        if point[0] == "h":
            program.keys("shift+v")


def as_set(points):
    return [[x, y, 1 if kind == "h" else 2] if kind else [0, 0, 0]
            for kind, x, y in (point or (None, 0, 0) for point in points)]


def points_of(program, project):
    things = objects_of(program, project)
    return things[0]["points"] if things else None


def test_a_person_by_keys_alone(program):
    project = make_project(program)
    program.start(project)
    give_skeleton(program)
    canvas = show_first_image(program)
    program.keys("Escape", "Escape", "3", "k")
    wait_for_state(canvas, "Points tool")
    wait_for_step(program, "Nose · 1 of 17")
    place(program, POINTS[:5])
    # One too many is taken back.
    program.keys("BackSpace")
    wait_for_step(program, "Right Ear · 5 of 17")
    place(program, POINTS[4:], first=5)
    wait_for_objects(canvas, 1)
    wanted = as_set(POINTS)
    wait_for("what was set on the disk", lambda: points_of(program, project) == wanted)

    # The first point is hidden, the second goes, and comes back beside those that lines join it to.
    program.keys("Escape", "v", "Tab", "Return", "Tab", "shift+v")
    wanted[0][2] = 1
    wait_for("a hidden nose", lambda: points_of(program, project) == wanted)
    program.keys("Tab", "Delete")
    wanted[1][2] = 0
    wait_for("no left eye", lambda: points_of(program, project) == wanted)
    program.keys("Escape", "Return")
    wait_for("a left eye", lambda: (points_of(program, project) or [[]] * 2)[1][2:] == [2])
    program.keys("ctrl+z", "ctrl+z", "ctrl+z")
    wanted = as_set(POINTS)
    wait_for("all of it undone", lambda: points_of(program, project) == wanted)

    target = os.path.join(program.home, "coco")
    run_cli("export", project, target, "--format", "coco", ok=(0, 1))
    with open(os.path.join(target, "annotations.json"), encoding="utf-8") as file:
        coco = json.load(file)
    category = next(entry for entry in coco["categories"] if entry["name"] == "Platelets")
    assert category["keypoints"][:4] == NAMES and len(category["keypoints"]) == 17, category
    assert len(category["skeleton"]) == 19 and [16, 14] in category["skeleton"], category
    annotation = coco["annotations"][0]
    assert annotation["keypoints"] == [number for point in wanted for number in point], annotation
    assert annotation["num_keypoints"] == 16, annotation
    assert find_canvas(program, "BloodImage") is not None


sys.exit(run([test_a_person_by_keys_alone]))
