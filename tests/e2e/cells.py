# SPDX-License-Identifier: GPL-3.0-or-later
"""A project of blood cells in the labeling view, for the tests that draw on them."""

import json
import os
import shutil

from driver import data_path, is_focused, run_cli, wait_for, walk


def make_folder(program, n_images=6):
    images = os.path.join(program.home, "images")
    os.makedirs(images)
    source = os.path.join(data_path("det-bccd"), "JPEGImages")
    for name in sorted(os.listdir(source))[:n_images]:
        shutil.copy(os.path.join(source, name), images)
    return images


def make_project(program):
    images = make_folder(program)
    project = os.path.join(program.home, "cells.groundwork")
    run_cli("new", project, "--images", images, "--classes", "RBC,WBC,Platelets")
    return project


def n_objects(project):
    return run_cli("info", project)["objects"]


def objects_of(program, project):
    """All objects of the project as an export has them."""
    path = os.path.join(program.home, "objects.gw.jsonl")
    run_cli("export", project, path, "--format", "gw-jsonl", "--overwrite", ok=(0, 1))
    with open(path, encoding="utf-8") as file:
        images = [json.loads(line) for line in file][1:]
    return [thing for image in images for thing in image.get("objects", [])]


def open_first_image(program, project, name="BloodImage"):
    program.start(project)
    return show_first_image(program, name)


def show_first_image(program, name="BloodImage"):
    """By keys alone: they go to the images as soon as these have come."""
    grid = program.wait(role="table", name="Images")
    wait_for("the first image in the grid", lambda: program.find(contains=name, within=grid))
    wait_for("the keys to go to the images", lambda: any(is_focused(node) for node in walk(grid)))
    program.keys("Home", "Return")
    canvas = wait_for("the canvas", lambda: find_canvas(program, name))
    program.standing_still(canvas)
    return canvas


def find_canvas(program, name):
    """The picture itself, not one of the thumbnails; it is named when the image has been opened."""
    for node in walk(program.application()):
        if node.get_role_name() == "image" and name in (node.get_name() or ""):
            if program.extents(node)[2] > 400:
                return node
    return None


def wait_for_objects(canvas, n):
    text = "1 object" if n == 1 else f"{n} objects"
    wait_for(f"{text} on the canvas", lambda: (canvas.get_name() or "").endswith(f", {text}"))


def wait_for_state(canvas, text):
    """The canvas tells tool, label and what is selected in its description."""
    wait_for(f"“{text}” on the canvas", lambda: text in (canvas.get_description() or ""))


def set_points(program, places):
    """The cross-hair goes to places that are typed, as “512,404”, and a point is set at each."""
    for place in places:
        program.type(place)
        program.keys("Return", "space")
