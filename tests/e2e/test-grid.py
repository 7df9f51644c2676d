#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five thousand pictures in the grid: a hundred classified by keys, taken
back as one step and done again.
"""

import os
import sys
import tarfile

from driver import data_path, run, run_cli, wait_for, xdotool


def test_a_hundred_by_keys(program):
    archive = os.path.join(data_path("cls-cifar10"), "images.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(program.home, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(program.home)
    project = os.path.join(program.home, "cifar.groundwork")
    made = run_cli("new", project, "--images", os.path.join(program.home, "images"), "--classes",
                   "airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck", "--task", "single-class")
    assert made["images"] == 5000, made

    program.start(project)
    wait_for("the number of images", lambda: program.find(contains="5,000 images") or program.find(contains="5000 images"))
    grid = program.wait(role="table", name="Images")
    program.click(wait_for("the first image in the grid", lambda: program.find(contains="00000.jpg", within=grid)))
    program.keys("Home")
    wait_for("one selected", lambda: program.find(name="1 selected"))
    program.keys(*["shift+Right"] * 99)
    wait_for("a hundred selected", lambda: program.find(name="100 selected"))
    program.picture("grid-selected")
    program.keys("4")
    wait_for("a hundred labeled", lambda: count(project) == 100)
    program.picture("grid-labeled")
    program.keys("ctrl+z")
    wait_for("none labeled", lambda: count(project) == 0)
    program.keys("ctrl+shift+z")
    wait_for("a hundred labeled again", lambda: count(project) == 100)


def test_double_click_opens(program):
    """One that is cut at the top, too, which the first press moves into view."""
    project = os.path.join(program.home, "bccd.groundwork")
    run_cli("new", project, "--images", data_path("det-bccd"), "--classes", "cell", "--task", "boxes")
    program.start(project)
    grid = program.wait(role="table", name="Images")
    whole = wait_for("the first image in the grid", lambda: program.find(contains="BloodImage_00000.jpg", within=grid))
    x, y, width, height = program.standing_still(whole)
    program.focus()
    program.move(x + width / 2, y + height / 2)
    xdotool("click", 5)
    wait_for("the grid to scroll", lambda: program.extents(whole)[1] < y)
    x, y, width, height = program.standing_still(whole)
    top = program.extents(grid)[1]
    assert y < top < y + height - 40, (y, top, height)
    program.move(x + width / 2, y + height - 20)
    xdotool("click", "--repeat", 2, "--delay", 150, 1)
    wait_for("the image to open", lambda: program.find(contains="Image \u2068BloodImage_00000.jpg"))


def count(project):
    """Images with the label cat, whatever their status; no other class has any."""
    facts = run_cli("info", project)
    assert facts["objects"] == 0, facts
    images = {entry["name"]: entry["images"] for entry in facts["classes"] if entry["images"] > 0}
    assert not images.keys() - {"cat"}, images
    return images.get("cat", 0)


sys.exit(run([test_a_hundred_by_keys, test_double_click_opens]))
