#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of blood cells: twenty boxes by pointer and by keys, the program
killed in the middle, everything there again, exported and read back equal.
"""

import json
import os
import subprocess
import sys

from cells import (make_folder, make_project, n_objects, open_first_image, show_first_image, wait_for_objects,
                   wait_for_state)
from driver import Atspi, Failure, is_focused, run, run_cli, wait_for, walk, xdotool


def boxes_of(program, project):
    """Every box as image, class and place, in an order of their own."""
    path = os.path.join(program.home, os.path.basename(project) + ".gw.jsonl")
    run_cli("export", project, path, "--format", "gw-jsonl", ok=(0, 1))
    with open(path, encoding="utf-8") as file:
        images = [json.loads(line) for line in file][1:]
    return sorted((os.path.basename(image["image"]), box["label"], box["bbox"])
                  for image in images for box in image.get("objects", []))


def draw_by_pointer(program, canvas, n):
    x, y, width, height = program.standing_still(canvas)
    for i in range(n):
        column, row = i % 5, i // 5
        left = x + width * (0.2 + 0.12 * column)
        top = y + height * (0.2 + 0.15 * row)
        program.keys("b")
        wait_for_state(canvas, "Box")
        program.drag(left, top, left + width * 0.06, top + height * 0.08)
        wait_for_objects(canvas, i + 1)


def draw_by_keys(program, canvas, n, there):
    """Arrows to a corner, Enter, arrows to the other, Enter; the next from where the cross-hair stands."""
    for i in range(n):
        program.keys("b")
        wait_for_state(canvas, "Box")
        program.keys(*["shift+Right"] * 2, *["shift+Up"] * 4, "Return")
        program.keys(*["shift+Right"] * 4, *["shift+Down"] * 4, "Return")
        wait_for_objects(canvas, there + i + 1)


def name_box(program, name, key):
    """Types a name for the box that was drawn, and the key after it."""
    entry = program.wait(role="entry", contains="label")
    wait_for("the keys to go to the name", lambda: any(is_focused(node) for node in walk(entry)))
    program.type(name)
    program.wait(role="push button", contains=name)
    program.picture("boxes-first")
    program.keys(key)


def names_of_classes(project):
    return [entry["name"] for entry in run_cli("info", project)["classes"]]


def test_the_first_box_of_a_folder(program):
    """Nothing but pictures: the first box asks for the name of its class."""
    images = make_folder(program)
    project = os.path.join(images, "images.groundwork")
    program.start(images)
    create = program.wait(role="push button", contains="Create")
    wait_for("a project that can be made", lambda: create.get_state_set().contains(Atspi.StateType.SENSITIVE))
    program.click(create)
    canvas = show_first_image(program)
    program.keys("b")
    wait_for_state(canvas, "Box")
    x, y, width, height = program.standing_still(canvas)
    program.drag(x + width * 0.3, y + height * 0.3, x + width * 0.4, y + height * 0.4)
    name_box(program, "Nobody", "Escape")
    wait_for("the keys to go to the image again", lambda: is_focused(canvas))
    wait_for_objects(canvas, 0)

    program.keys("b")
    wait_for_state(canvas, "Box")
    program.drag(x + width * 0.3, y + height * 0.3, x + width * 0.4, y + height * 0.4)
    name_box(program, "Platelet", "Return")
    wait_for_objects(canvas, 1)
    wait_for("the box on the disk", lambda: n_objects(project) == 1)
    wait_for_state(canvas, "label Platelet")

    # The class was made for the box, and goes and comes with it.
    program.keys("ctrl+z")
    wait_for_objects(canvas, 0)
    wait_for("no class", lambda: "label" not in (canvas.get_description() or ""))
    wait_for("nothing on the disk", lambda: names_of_classes(project) == [])
    program.keys("ctrl+shift+z")
    wait_for_objects(canvas, 1)
    wait_for("the class on the disk", lambda: names_of_classes(project) == ["Platelet"])
    wait_for("the box on the disk", lambda: n_objects(project) == 1)
    program.kill()

    facts = run_cli("info", project)
    if [(entry["name"], entry["objects"]) for entry in facts["classes"]] != [("Platelet", 1)]:
        raise Failure(f"the project has {facts['classes']}")
    wait_for_objects(open_first_image(program, project), 1)
    program.finish()


def test_twenty_boxes_survive_a_kill(program):
    project = make_project(program)
    canvas = open_first_image(program, project)
    program.click(canvas)
    program.keys("Escape", "1")
    wait_for_state(canvas, "label RBC")
    draw_by_pointer(program, canvas, 15)
    wait_for("15 boxes on the disk", lambda: n_objects(project) == 15)
    program.picture("boxes-drawn")

    x, y, width, height = program.extents(canvas)
    program.keys("b")
    wait_for_state(canvas, "Box")
    program.move(x + width * 0.3, y + height * 0.85)
    xdotool("mousedown", 1)
    program.move(x + width * 0.4, y + height * 0.9)
    program.kill()
    xdotool("mouseup", 1)

    if n_objects(project) != 15:
        raise Failure(f"{n_objects(project)} boxes after the kill, 15 were finished")

    canvas = open_first_image(program, project)
    wait_for_objects(canvas, 15)
    program.click(canvas)
    program.keys("Escape", "2")
    wait_for_state(canvas, "label WBC")
    draw_by_keys(program, canvas, 5, 15)
    wait_for("20 boxes on the disk", lambda: n_objects(project) == 20)
    program.picture("boxes-reopened")

    program.keys("ctrl+z")
    wait_for_objects(canvas, 19)
    wait_for("the last box taken back", lambda: n_objects(project) == 19)
    program.keys("ctrl+shift+z")
    wait_for_objects(canvas, 20)
    wait_for("the last box again", lambda: n_objects(project) == 20)
    program.finish()

    coco = os.path.join(program.home, "coco")
    exported = run_cli("export", project, coco, "--format", "coco", ok=(0, 1))
    if exported["objects"]["box"] != 20:
        raise Failure(f"exported {exported}")
    other = os.path.join(program.home, "other.groundwork")
    run_cli("new", other, "--images", os.path.join(program.home, "images"))
    imported = run_cli("import", other, coco, ok=(0, 1))
    if imported["objects"]["box"] != 20 or n_objects(other) != 20:
        raise Failure(f"read back {imported}")
    drawn, again = boxes_of(program, project), boxes_of(program, other)
    if len(drawn) != 20 or drawn != again:
        raise Failure(f"drawn {drawn}, read back {again}")


def pixels(program, node):
    """What is seen of a node, once it has been the same for some pictures."""
    x, y, width, height = program.standing_still(node)
    seen = []

    def is_still():
        seen.append(subprocess.run(["import", "-window", program.window(), "-crop", f"{width}x{height}+{x}+{y}",
                                    "rgb:-"], capture_output=True, check=True).stdout)
        return len(seen) > 3 and len(set(seen[-4:])) == 1

    wait_for("a picture that stands still", is_still)
    return seen[-1]


def test_names_are_drawn_as_they_are(program):
    """Boxes that follow each other fast leave no name bold in the list."""
    canvas = open_first_image(program, make_project(program))
    x, y, _, _ = program.extents(canvas)
    program.keys("b")
    for i in range(8):
        program.drag(x + 150 + 60 * i, y + 480, x + 180 + 60 * i, y + 520)
    wait_for_objects(canvas, 8)
    program.keys("Escape")
    wait_for("no selection", lambda: not program.find(name="More Marks"))
    drawn = pixels(program, program.wait(role="list", name="Objects"))
    program.keys("f")
    wait_for_objects(canvas, 0)
    program.keys("d")
    wait_for_objects(canvas, 8)
    assert pixels(program, program.wait(role="list", name="Objects")) == drawn, "the list looks otherwise afterward"


sys.exit(run([test_the_first_box_of_a_folder, test_twenty_boxes_survive_a_kill, test_names_are_drawn_as_they_are]))
