#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every tool that draws, by keys alone: the cross-hair goes to places that are
typed, Space sets points there, and Enter ends what has no end of its own.
"""

import sys

from cells import make_project, objects_of, open_first_image, set_points, wait_for_objects, wait_for_state
from driver import Atspi, run, wait_for

# The tool, its key, the places it is given, whether Enter ends it, and the key of its shape in the file.
SHAPES = [("Box", "b", ["60,60", "150,130"], False, "bbox"),
          ("Rotated Box", "t", ["200,60", "260,80", "250,120"], False, "angle"),
          ("Polygon", "p", ["320,60", "400,70", "350,140"], True, "rings"),
          ("Polyline", "j", ["430,60", "480,100", "520,70"], True, "line"),
          ("Points", "k", ["560,60", "590,100"], True, "points"),
          ("Ellipse", "shift+e", ["60,180", "140,240"], False, "ellipse"),
          ("Brush", "r", ["220,200"], False, "rle"),
          ("Superpixel", "x", ["330,220"], False, "rle")]
DRAFTS = [("Magic Wand", "w", ["250,300"]),
          ("Select Object", "o", ["330,280", "460,400"]),
          ("Extreme Points", "g", ["100,350", "150,300", "200,350", "150,400"])]


def kinds_of(program, project):
    """The key in the file by which each object's shape is known, sorted."""
    known = ("angle", "rings", "rle", "points", "line", "ellipse", "bbox")
    return sorted(next(key for key in known if key in thing) for thing in objects_of(program, project))


def choose(program, canvas, tool, key):
    """A tool, with nothing selected, so that what is drawn is new."""
    program.keys("Escape", "Escape", "1", key)
    wait_for_state(canvas, f"{tool} tool")
    program.standing_still(canvas)


def test_every_shape_by_keys_alone(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    for number, (tool, key, places, closed, _) in enumerate(SHAPES, 1):
        choose(program, canvas, tool, key)
        set_points(program, places)
        if closed:
            program.keys("Return")
        wait_for_objects(canvas, number)
    wanted = sorted(shape for *_, shape in SHAPES)
    wait_for(f"{wanted} on the disk", lambda: kinds_of(program, project) == wanted)

    for _ in SHAPES:
        program.keys("ctrl+z")
    wait_for_objects(canvas, 0)


def test_every_draft_by_keys_alone(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    for number, (tool, key, places) in enumerate(DRAFTS, 1):
        choose(program, canvas, tool, key)
        set_points(program, places)
        wait_for(f"a draft of {tool}", lambda: (button := program.find(role="push button", contains="Apply"))
                 and button.get_state_set().contains(Atspi.StateType.SENSITIVE))
        program.keys("Return")
        wait_for_objects(canvas, number)

    choose(program, canvas, "Smart Scissors", "s")
    set_points(program, ["480,200", "560,200", "560,280", "480,280"])
    program.keys("Return")
    wait_for_objects(canvas, len(DRAFTS) + 1)
    wait_for("all on the disk", lambda: kinds_of(program, project) == ["rings"] + ["rle"] * len(DRAFTS))


sys.exit(run([test_every_shape_by_keys_alone, test_every_draft_by_keys_alone]))
