#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks and polygons of others are imported, one image is edited in the window,
and all is exported again: what was not edited is as it was, to the pixel.
"""

import json
import os
import sys

from cells import open_first_image, wait_for_state
from driver import SOURCE, Failure, data_path, run, run_cli, wait_for

sys.path.insert(0, os.path.join(SOURCE, "tests", "support"))
from mask_png import read_mask  # noqa: E402


def import_into_project(program, source, form):
    project = os.path.join(program.home, "edited.groundwork")
    run_cli("new", project)
    run_cli("import", project, source, "--format", form, ok=(0, 1))
    return project


def export(program, project, form):
    target = os.path.join(program.home, "out")
    run_cli("export", project, target, "--format", form, "--overwrite", ok=(0, 1))
    return target


def find_changed(one, two):
    """The pixels, as (name, x, y, value before, value after), in which the masks of two folders differ."""
    names = sorted(name for name in os.listdir(one) if name.endswith(".png"))
    if names != sorted(name for name in os.listdir(two) if name.endswith(".png")):
        raise Failure(f"{names} went in, and {os.listdir(two)} came out")
    for name in names:
        (width, height, before), (*size, after) = read_mask(os.path.join(one, name)), read_mask(os.path.join(two, name))
        if [width, height] != size:
            raise Failure(f"{name} was {width} by {height}, and came out as {size}")
        if before != after:
            for i, pair in enumerate(zip(before, after)):
                if pair[0] != pair[1]:
                    yield name, i % width, i // width, *pair


def test_semantic_masks_keep_what_is_not_painted_over(program):
    source = data_path("seg-camvid")
    masks = os.path.join(source, "masks")
    first = min(os.listdir(masks))
    project = import_into_project(program, source, "semantic-png")
    canvas = open_first_image(program, project, os.path.splitext(first)[0])
    x, y, width, height = program.standing_still(canvas)
    program.click(canvas)

    # A new mask of the first class; what it covers is of that class in the file.
    program.keys("Escape", "Escape", "1", "r")
    wait_for_state(canvas, "Brush")
    x, y, width, height = program.standing_still(canvas)
    program.drag(x + width * 0.35, y + height * 0.8, x + width * 0.6, y + height * 0.85, steps=10)

    def painted():
        return list(find_changed(masks, os.path.join(export(program, project, "semantic-png"), "masks")))

    changed = wait_for("the stroke in the masks", painted)
    values = {(name, after) for name, _, _, _, after in changed}
    if len(values) != 1 or {name for name, _ in values} != {first}:
        raise Failure(f"one stroke changed {values}")

    program.keys("ctrl+z")
    wait_for("the masks as they came", lambda: not painted())


def read_shapes(folder):
    """Of each file of labels the label, kind and points of its shapes."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json") and name != "groundwork-export.json":
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                shapes = json.load(file)["shapes"]
            # A ring that ends where it began is written without that point.
            found[name] = [(shape["label"], shape["shape_type"], shape["group_id"],
                            shape["points"][:-1] if shape["points"][0] == shape["points"][-1] else shape["points"])
                           for shape in shapes]
    return found


def test_polygons_keep_what_is_not_moved(program):
    source = os.path.join(data_path("seg-labelme"), "instance_segmentation", "data_annotated")
    before = read_shapes(source)
    first = min(before)
    project = import_into_project(program, source, "labelme")
    canvas = open_first_image(program, project, os.path.splitext(first)[0])
    program.click(canvas)
    program.keys("Escape", "Escape", "Tab", "shift+Right")

    def moved():
        after = read_shapes(export(program, project, "labelme"))
        if list(after) != list(before):
            raise Failure(f"{list(before)} went in, and {list(after)} came out")
        return [(name, one, two) for name in before for one, two in zip(before[name], after[name], strict=True)
                if one != two]

    changed = wait_for("the polygon in its new place", moved)
    if len(changed) != 1 or changed[0][0] != first:
        raise Failure(f"moving one polygon changed {changed}")
    _, one, two = changed[0]
    if one[:3] != two[:3] or any(abs(b[0] - a[0] - 10) > 1e-6 or a[1] != b[1] for a, b in zip(one[3], two[3])):
        raise Failure(f"{one} was moved by 10 pixels to {two}")

    program.keys("ctrl+z")
    wait_for("the polygons as they came", lambda: not moved())


sys.exit(run([test_semantic_masks_keep_what_is_not_painted_over, test_polygons_keep_what_is_not_moved]))
