#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts that are doors: from a cell of the confusion matrix to its pictures,
ten of them relabeled, and back to a matrix that has followed. By keys alone,
and with the pointer; what the page says is what the command line says.
"""

import os
import re
import sys
import tarfile

from driver import Failure, data_path, is_focused, run, run_cli, wait_for, walk, xdotool

CAT, DOG = 3, 5
TITLE = "Actual cat, predicted dog"


def make_project(program):
    folder = data_path("cls-cifar10")
    with tarfile.open(os.path.join(folder, "images.tar.gz")) as tar:
        tar.extractall(program.home, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(program.home)
    project = os.path.join(program.home, "cifar.groundwork")
    scores = os.path.join(folder, "predictions.csv")
    run_cli("new", project, "--images", os.path.join(program.home, "images"), "--task", "single-class")
    run_cli("import", project, scores, "--as", "labels", ok=(0, 1))
    run_cli("import", project, scores, "--as", "predictions", "--model", "net", ok=(0, 1))
    return project


def figures(project):
    return run_cli("metrics", "classification", project, "--model", "net", ok=(0, 1))


def count(project, truth, predicted):
    return int(figures(project)["confusion_matrix"][truth][predicted])


def says(program, text):
    return wait_for(f"“{text}”", lambda: program.find(contains=text))


def start(program, project):
    """The Images page, with the keys in the grid."""
    program.start(project)
    grid = program.wait(role="table", name="Images")
    wait_for("the first image in the grid", lambda: program.find(contains="00000.jpg", within=grid))
    wait_for("the keys to go to the images", lambda: any(is_focused(node) for node in walk(grid)))


def find_matrix(program):
    return wait_for("the matrix", lambda: program.find(role="image", name="Confusion Matrix"))


def check_figures(program, project):
    """What the page shows is what the command line says; the last classes are scrolled to."""
    answer = figures(project)
    wanted = {f"{answer[key]:.3f}" for key in ("accuracy", "f1_macro", "mcc", "g_mean")}
    for row in answer["per_class"][:8]:
        wanted |= {f"{row[key]:.3f}" for key in ("precision", "recall", "f1")} | {str(row["support"])}

    def missing():
        return wanted - {node.get_name() for node in walk(program.application())}

    wait_for("the figures of the command line", lambda: not missing())


def relabel_ten(program, project, before):
    """The pictures of the cell are seen; ten of them become dogs by one key."""
    says(program, TITLE)
    says(program, f"{before} images")
    grid = program.wait(role="table", name="Images")
    wait_for("a picture in the grid", lambda: program.find(contains=".jpg", within=grid))
    program.click(program.find(contains=".jpg", within=grid))
    program.keys("Home")
    wait_for("one selected", lambda: program.find(name="1 selected"))
    program.keys(*["shift+Right"] * 9)
    wait_for("ten selected", lambda: program.find(name="10 selected"))
    program.keys(str(DOG + 1))
    wait_for("ten relabeled", lambda: count(project, CAT, DOG) == before - 10)


def wait_for_matrix(program, text):
    """What the matrix says of the cell that the keys are on."""
    wait_for(f"“{text}” in the matrix", lambda: text in (find_matrix(program).get_description() or ""))


def walk_to_cell(program, actual, predicted):
    """From wherever the keys are in the matrix."""
    program.keys("Home")
    wait_for_matrix(program, "Actual ")
    program.keys(*["Up"] * 10, *["Left"] * 10)
    wait_for_matrix(program, "Actual airplane, predicted airplane")
    program.keys(*["Down"] * actual, *["Right"] * predicted)


def tab_to(program, node):
    """The keyboard goes there, by the order of the page."""
    for _ in range(60):
        if is_focused(node):
            return
        before = [other for other in walk(program.application()) if is_focused(other)]
        program.keys("Tab")
        wait_for("the keys to move on", lambda: is_focused(node) or
                 [other for other in walk(program.application()) if is_focused(other)] != before)
    raise Failure("the keys do not come to the matrix")


def test_cats_that_are_dogs_by_keys(program):
    project = make_project(program)
    before = count(project, CAT, DOG)
    start(program, project)
    program.keys("ctrl+k")
    says(program, "Go To")
    program.type("Evaluation")
    wait_for("the page to be offered", lambda: program.find(contains="Evaluation"))
    program.keys("Return")
    matrix = find_matrix(program)
    says(program, TITLE)
    check_figures(program, project)
    tab_to(program, matrix)
    walk_to_cell(program, CAT, DOG)
    wait_for_matrix(program, f"{TITLE}. {before} images.")
    program.picture("insights-cell")
    program.keys("Return")
    relabel_ten(program, project, before)

    program.keys("alt+4")
    matrix = find_matrix(program)
    wait_for_matrix(program, f"{TITLE}. {before - 10} images.")
    says(program, f"{before - 10} images")
    check_figures(program, project)
    program.picture("insights-followed")


def cell_of(program):
    """Which cell is chosen: the title of the pictures below the matrix tells."""
    node = program.find(contains="Actual ", role="label") or program.find(contains="Actual ")
    found = re.match(r"Actual (\w+), predicted (\w+)", node.get_name() if node is not None else "")
    return found.groups() if found else None


def click_cell(program, matrix, names, wanted):
    """Nothing but the matrix knows where its cells are: clicks come closer."""
    left, top, width, height = program.standing_still(matrix)
    x, y = left + width * 0.55, top + height * 0.6
    step = width / 24
    for _ in range(40):
        program.move(x, y)
        xdotool("click", 1)
        cell = wait_for("a cell to be chosen", lambda: cell_of(program))
        down = names.index(wanted[0]) - names.index(cell[0])
        right = names.index(wanted[1]) - names.index(cell[1])
        if down == 0 and right == 0:
            return x, y
        x += max(-1, min(1, right)) * step
        y += max(-1, min(1, down)) * step
    raise Failure(f"no click came to {wanted}")


def test_dogs_that_are_cats_with_the_pointer(program):
    project = make_project(program)
    names = figures(project)["classes"]
    before = count(project, DOG, CAT)
    start(program, project)
    program.keys("alt+4")
    program.click(wait_for("the page in the list", lambda: program.find(role="list item", name="Evaluation")
                           or program.find(name="Evaluation")))
    matrix = find_matrix(program)
    says(program, TITLE)
    program.focus()
    click_cell(program, matrix, names, ("dog", "cat"))
    says(program, "Actual dog, predicted cat")
    says(program, f"{before} images")
    program.click(wait_for("a picture of the cell", lambda: program.find(contains="Confidence 0.")))
    wait_for("it to be selected in Images", lambda: program.find(name="1 selected"))
    program.keys("alt+4")
    says(program, "Actual dog, predicted cat")
    program.click(program.wait(role="push button", name="Show in Images"))
    says(program, f"{before} images")
    grid = program.wait(role="table", name="Images")
    wait_for("a picture in the grid", lambda: program.find(contains=".jpg", within=grid))


def test_a_detector(program):
    """Its figures, and what it missed, as the command line has them."""
    folder = data_path("det-eval-coco100")
    project = os.path.join(program.home, "coco.groundwork")
    run_cli("new", project)
    run_cli("import", project, os.path.join(folder, "instances_val2014_100.json"), ok=(0, 1))
    run_cli("import", project, os.path.join(folder, "instances_val2014_fakebbox100_results.json"),
            "--as", "predictions", "--model", "fake", ok=(0, 1))
    answer = run_cli("metrics", "detection", project, "--model", "fake", ok=(0, 1))
    matches = answer["matches"]
    program.start(project)
    program.wait(role="table", name="Images")
    program.keys("ctrl+k")
    says(program, "Go To")
    program.type("Evaluation")
    wait_for("the page to be offered", lambda: program.find(contains="Evaluation"))
    program.keys("Return")
    find_matrix(program)
    wanted = {f"{matches[key]:.3f}" for key in ("accuracy", "f1_macro", "mcc", "g_mean")} | {f"{answer['AP']:.3f}"}
    for row in [row for row in answer["per_class"] if row["truths"] or row["detections"]][:5]:
        wanted |= {f"{row[key]:.3f}" for key in ("precision", "recall", "f1")}
    wait_for("the figures of the command line",
             lambda: not wanted - {node.get_name() for node in walk(program.application())})


sys.exit(run([test_cats_that_are_dogs_by_keys, test_dogs_that_are_cats_with_the_pointer, test_a_detector]))
