#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control that is seen has a role and a name."""

import sys

from gi.repository import Atspi

from driver import Failure, run, walk, wait_for

CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "combo box", "slider", "spin button", "text", "entry",
    "menu item", "page tab", "link", "progress bar", "image",
}


def nameless(program):
    """Controls without a name; parts of a control that has one count with it."""
    found = []
    for node in walk(program.application()):
        states = node.get_state_set()
        if not states.contains(Atspi.StateType.VISIBLE) or node.get_role_name() not in CONTROLS:
            continue
        if node.get_role_name() == "image" and not states.contains(Atspi.StateType.FOCUSABLE):
            continue  # decoration: the control around it speaks
        parent = node.get_parent()
        named = node.get_name() or node.get_description() or (parent is not None and parent.get_name())
        inside = [child.get_name() for child in walk(node) if child.get_name()]
        if not named and not inside:
            x, y, width, height = program.extents(node)
            found.append(f"{node.get_role_name()} at {x},{y} of {width} by {height} in {parent and parent.get_role_name()}")
    return found


def check(program, where):
    program.picture("accessible-" + where)
    missing = nameless(program)
    if missing:
        raise Failure(f"{where}: {len(missing)} controls without a name: " + "; ".join(missing[:8]))


def test_welcome_and_sample(program):
    program.start()
    wait_for("the sample project", lambda: program.find(name="Images", role="table"), 180)
    check(program, "images")
    grid = program.find(name="Images", role="table")
    program.click(grid)
    program.keys("Home", "Return")
    wait_for("the labeling view", lambda: program.find(contains="Image "))
    check(program, "labeling")
    program.keys("alt+Left")
    wait_for("the images again", lambda: program.find(name="Images", role="table"))
    program.keys("ctrl+i")
    wait_for("the import window", lambda: program.find(contains="Choose"))
    check(program, "import")


sys.exit(run([test_welcome_and_sample]))
