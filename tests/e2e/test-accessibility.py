#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of every window has a role and a name."""

import json
import os
import re
import sqlite3
import subprocess
import sys

from gi.repository import Atspi

from driver import Failure, run, run_cli, wait_for, walk, window_name

CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "combo box", "slider", "spin button", "text", "entry",
    "password text", "menu item", "check menu item", "radio menu item", "page tab", "link", "progress bar", "image",
    "list box", "table", "table row", "list item",
}
# What has parts that need no name of their own.
WHOLES = CONTROLS - {"list box", "table"} | {"table cell"}
# What GTK gives as a name where there is none: the type's.
NO_NAME = re.compile(r"^(Gtk|Adw|Gw)[A-Z][A-Za-z]*$")


def name_of(node):
    name = node.get_name() or node.get_description() or ""
    return "" if NO_NAME.match(name) else name


def is_inside_control(node):
    """A part of a control speaks with it: the arrow of a drop-down, the progress of a project's card."""
    parent = node.get_parent()
    while parent is not None and parent.get_role_name() not in ("frame", "dialog"):
        if parent.get_role_name() in WHOLES and name_of(parent):
            return True
        parent = parent.get_parent()
    return False


def nameless(program, window):
    found = []
    for node in walk(window):
        role = node.get_role_name()
        if role not in CONTROLS or not program.is_shown(node) or name_of(node):
            continue
        if role == "image" and not node.get_state_set().contains(Atspi.StateType.FOCUSABLE):
            continue  # decoration: the control around it speaks
        if is_inside_control(node) or any(name_of(child) for child in walk(node)):
            continue
        x, y, width, height = program.extents(node)
        path = []
        parent = node
        while parent is not None and len(path) < 6:
            path.append(f"{parent.get_role_name()} {parent.get_name()}")
            parent = parent.get_parent()
        found.append(f"{' < '.join(path)} at {x},{y} of {width} by {height}")
    return found


def misnamed(program, window):
    """Buttons whose names are read with the mark of the mnemonic, or twice."""
    found = []
    for node in walk(window):
        name = node.get_name() or ""
        half = name[:(len(name) - 1) // 2]
        if node.get_role_name() not in CONTROLS or not program.is_shown(node):
            continue
        if re.search(r"(^|[^_])_[^\W_]", name) or (half and name == f"{half} {half}"):
            found.append(f"{node.get_role_name()} {name}")
    return found


def n_controls(program, window):
    return sum(1 for node in walk(window) if node.get_role_name() in CONTROLS and program.is_shown(node))


def check(program, where, window=None):
    """Looks at a window that is there with at least a few controls."""
    window = window or program.application()
    wait_for(f"the controls of {where}", lambda: n_controls(program, window) >= 2)
    program.picture("accessible-" + where)
    # What is still filled changes under the look, and has its name a little later.
    found = {}

    def is_well():
        found["without a name"] = nameless(program, window)
        found["under a wrong name"] = misnamed(program, window)
        return not any(found.values())

    try:
        wait_for(f"names of all controls of {where}", is_well)
    except Failure as late:
        wrong = [f"{how}: {control}" for how, controls in found.items() for control in controls]
        raise Failure(f"{late}; {len(wrong)} controls\n" + "\n".join(wrong[:24])) from late


def titled(program, title):
    """The window of this title."""
    def find():
        for node in walk(program.application(), 58):
            if node.get_role_name() in ("frame", "dialog", "alert", "window") and title in (node.get_name() or ""):
                return node
        return None

    return find


def open_window(program, title, act):
    act()
    window = wait_for(f"the window “{title}”", titled(program, title))
    program.focus(window)
    return window


def close_window(program, title):
    window = wait_for(f"the window “{title}”", titled(program, title))
    program.click(wait_for("its button", lambda: program.find(role="push button", contains="Cancel", within=window)
                           or program.find(role="push button", contains="Close", within=window)))
    wait_for(f"the window “{title}” to close", lambda: titled(program, title)() is None)
    program.focus()


def make_project(program, task="boxes"):
    """Two plain pictures, two classes, and a COCO file beside them."""
    images = os.path.join(program.home, "images")
    os.makedirs(images)
    for name, color in (("a.png", "red"), ("b.png", "blue")):
        subprocess.run(["convert", "-size", "640x480", f"xc:{color}", os.path.join(images, name)], check=True)
    project = os.path.join(program.home, "plain.groundwork")
    run_cli("new", project, "--images", images, "--classes", "Car,Sign", "--task", task)
    coco = os.path.join(program.home, "coco.json")
    with open(coco, "w", encoding="utf-8") as file:
        json.dump({
            "images": [{"id": 1, "file_name": "a.png", "width": 640, "height": 480},
                       {"id": 2, "file_name": "absent.png", "width": 640, "height": 480}],
            "categories": [{"id": 1, "name": "Car"}, {"id": 2, "name": "Bus"}],
            "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 20, 30, 40]},
                            {"id": 2, "image_id": 1, "category_id": 2, "bbox": [50, 20, 30, 40]},
                            {"id": 3, "image_id": 2, "category_id": 2, "bbox": [50, 20, 30, 40]}],
        }, file)
    return project, coco


def wait_for_images(program, deadline=None):
    grid = wait_for("the images", lambda: program.find(role="table", name="Images"), deadline)
    return wait_for("the first image", lambda: program.find(role="image", contains="Unlabeled", within=grid)
                    or program.find(role="image", contains="Labeled", within=grid)
                    or program.find(role="image", contains="In Progress", within=grid))


def canvas_of(program, about):
    """The canvas speaks of the image and what is on it."""
    for node in walk(program.application()):
        if node.get_role_name() == "image" and (node.get_name() or "").startswith("Image ") and about in node.get_name():
            return node
    return None


def test_images_and_boxes(program):
    project, _ = make_project(program)
    program.start(project)
    first = wait_for_images(program)
    check(program, "images-grid")
    program.click(first)
    wait_for("the selection's bar", lambda: program.find(name="1 selected"))
    check(program, "images-selection")
    program.click(program.wait(name="List"))
    wait_for("the list", lambda: program.find(role="tree table") or program.find(contains="Status"))
    check(program, "images-list")
    program.click(program.wait(name="Grid"))
    program.click(wait_for_images(program))
    program.keys("Home", "Return")
    canvas = wait_for("the labeling view", lambda: canvas_of(program, "a.png"))
    program.click(canvas)
    program.keys("b")
    x, y, width, height = program.standing_still(canvas)
    program.drag(x + width * 0.4, y + height * 0.4, x + width * 0.6, y + height * 0.6)
    wait_for("a box", lambda: "1 object" in canvas.get_name())
    check(program, "labeling-boxes")
    # Its label says how large the picture is shown, not what the button does.
    program.wait(role="push button", name="Fit or Actual Size", deadline=20)


def test_classification(program):
    project, _ = make_project(program, "single-class")
    program.start(project)
    program.click(wait_for_images(program))
    program.keys("Home", "Return")
    wait_for("the labeling view", lambda: canvas_of(program, "a.png"))
    check(program, "labeling-classification")


def test_windows_of_a_project(program):
    project, _ = make_project(program)
    program.start(project)
    wait_for_images(program)
    settings = open_window(program, "Project Settings",
                           lambda: program.click(program.wait(role="label", name="Project Settings")))
    check(program, "project-settings-classes", settings)
    program.click(wait_for("the other page", lambda: program.find(name="General", within=settings)
                           or program.find(name="Project", within=settings)))
    check(program, "project-settings-general", settings)
    close_window(program, "Project Settings")
    for title, keys in (("Preferences", "ctrl+comma"), ("Export", "ctrl+e"), ("Import", "ctrl+i"),
                        ("Shortcuts", "ctrl+question")):
        check(program, title.lower(), open_window(program, title, lambda: program.keys(keys)))
        close_window(program, title)
    program.keys("F10")
    wait_for("the menu", lambda: program.find(contains="About Groundwork"))
    check(program, "main-menu")
    # It is the last of the menu: the way up from the first ends there.
    check(program, "about", open_window(program, "About", lambda: program.keys("Up", "Return")))


def test_import_to_the_report(program):
    project, coco = make_project(program)
    with sqlite3.connect(project) as database:  # as New Project leaves it for a folder with labels
        database.execute("INSERT INTO setting (name, value) VALUES ('pending-import', ?)", (coco,))
    database.close()
    program.start(project)
    window = wait_for("the import window", titled(program, "Import"))
    button = wait_for("the rehearsal", lambda: program.find(role="push button", contains="Import", within=window))
    check(program, "import-preview", window)
    wait_for("the button to be of use", lambda: button.get_state_set().contains(Atspi.StateType.SENSITIVE))
    program.click(button)
    wait_for("the report", lambda: program.find(role="push button", contains="Show", within=window))
    check(program, "import-report", window)


def test_welcome_and_new_project(program):
    project, _ = make_project(program)
    program.start(project)
    wait_for_images(program)
    program.keys("alt+Left")
    welcome = wait_for("the welcome window", titled(program, "Groundwork"))
    check(program, "welcome", welcome)
    new = wait_for("the button", lambda: program.find(role="push button", contains="New Project", within=welcome))
    program.click(new)
    wait_for("the window for it", lambda: "New Project" in map(window_name, program.windows()))
    check(program, "new-project")


sys.exit(run([
    test_images_and_boxes,
    test_classification,
    test_windows_of_a_project,
    test_import_to_the_report,
    test_welcome_and_new_project,
]))
