#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data that comes along: a labeled folder is dragged from another program to the
window, its labels are imported, read in the report, and taken back in one step.
"""

import os
import shutil
import subprocess
import sys

import time

from driver import Failure, data_path, poll, run, run_cli, wait_for, xdotool

HERE = os.path.dirname(os.path.abspath(__file__))


def make_folder(program):
    """Twelve photographs in a folder, of which ten have an XML file beside them."""
    folder = os.path.join(program.home, "came")
    shutil.copytree(os.path.join(data_path("det-formats-toy"), "images"), folder)
    boxes = os.path.join(data_path("det-formats-toy"), "gts_vocpascal_format")
    for name in os.listdir(boxes):
        shutil.copy(os.path.join(boxes, name), folder)
    return folder


def drag(window):
    """From the other program's window to the middle of ours, as slowly as a hand does it."""
    xdotool("mousemove", "--window", window, 80, 60)
    xdotool("mousedown", 1)
    for step in range(1, 16):
        xdotool("mousemove", "--sync", 1480 - step * 55, 920 - step * 30)
    for _ in range(8):
        xdotool("mousemove_relative", "--sync", 2, 1)
    xdotool("mouseup", 1)


def drag_from_files(program, paths, is_taken):
    """Until the window has taken it: nothing outside says when a window is ready to be asked."""
    files = subprocess.Popen(["/usr/bin/python3", os.path.join(HERE, "file_manager.py"), *paths],
                             env=program.environment())
    try:
        window = wait_for("the other window", lambda: xdotool("search", "--onlyvisible", "--name", "^Files$").split())[0]
        xdotool("windowmove", "--sync", window, 1430, 870)
        for _ in range(6):
            drag(window)
            if poll(is_taken, time.monotonic() + 20):
                return
        raise Failure("what was dragged to the window was not taken")
    finally:
        files.terminate()
        files.wait()


def objects_of(project):
    return run_cli("info", project)["objects"]


def test_dragged_folder(program):
    folder = make_folder(program)
    project = os.path.join(program.home, "cats.groundwork")
    run_cli("new", project)
    program.start(project)
    program.wait(contains="Add Images")
    drag_from_files(program, [folder], lambda: program.find(name="Import Labels…"))
    program.picture("exchange-1-asks")
    program.click(program.find(role="push button", name="Import Labels…"))
    button = program.wait(role="push button", name="Import")
    program.picture("exchange-2-check")
    program.click(button)
    wait_for("the objects to be there", lambda: objects_of(project) == 12)
    undo = program.wait(name="Undo Import")
    program.picture("exchange-3-report")
    program.click(undo)
    wait_for("the objects to be gone", lambda: objects_of(project) == 0)
    program.picture("exchange-4-undone")


def test_dragged_archive(program):
    """An archive is imported at once; its images stay in a folder beside it."""
    folder = make_folder(program)
    archive = shutil.make_archive(os.path.join(program.home, "cats-of-a-friend"), "zip", folder)
    shutil.rmtree(folder)
    project = os.path.join(program.home, "cats.groundwork")
    run_cli("new", project)
    program.start(project)
    program.wait(contains="Add Images")
    drag_from_files(program, [archive], lambda: program.find(role="push button", name="Import"))
    program.picture("exchange-5-archive")
    program.click(program.find(role="push button", name="Import"))
    program.wait(name="Undo Import")
    program.picture("exchange-6-archive-report")
    if objects_of(project) != 12:
        raise Failure(f"{objects_of(project)} objects came out of the archive")
    pictures = [name for name in os.listdir(os.path.join(program.home, "cats-of-a-friend")) if name.endswith(".jpg")]
    if len(pictures) != 12:
        raise Failure(f"{len(pictures)} pictures lie beside the archive")


run([test_dragged_folder, test_dragged_archive])
