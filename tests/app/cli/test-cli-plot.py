#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command plot: every kind, in every surface, from tables and projects.

The kinds are those of the help, so that one that is added is tested here or the walk
says that it is not.
"""

import csv
import hashlib
import json
import os
import struct
import sys
import xml.etree.ElementTree

from cli_support import data, fails, main, make_project, read, run, run_json, write

SURFACES = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-", "csv": b""}


def list_kinds():
    text = run("plot", "--help").stdout.decode()
    lines = text.split("Kinds:\n")[1].split("\n\n")[0].splitlines()
    return {line.split()[0]: line[16:].split("  ")[0].strip().split() for line in lines}


def table(home, name, *lines):
    return write(os.path.join(home, name), "\n".join(lines) + "\n")


def scores(home, name="scores.csv"):
    rows = ["image,truth,score:no,score:yes"]
    for number in range(60):
        yes = (number * 37 % 60) / 60 * 0.6 + (0.35 if number < 20 else 0)
        rows.append(f"{number}.png,{'yes' if number < 20 else 'no'},{1 - yes:.4f},{yes:.4f}")
    return table(home, name, *rows)


def several(home):
    rows = ["image,truth,score:cat,score:dog,score:owl"]
    for number in range(90):
        parts = [(number * step % 31) + 1 + (25 if number % 3 == index else 0) for index, step in enumerate((7, 11, 13))]
        total = sum(parts)
        rows.append(f"{number}.png,{'cat dog owl'.split()[number % 3]}," + ",".join(f"{part / total:.6f}"
                                                                                   for part in parts))
    return table(home, "several.csv", *rows)


def numbers(home, name="numbers.csv", shift=0):
    rows = ["image,width,height,label"]
    for number in range(80):
        rows.append(f"{number}.png,{number * number % 97 + 1 + shift},{'' if number % 9 == 4 else number * 3 % 41},"
                    f"{'cat' if number % 3 else 'dog'}")
    return table(home, name, *rows)


def answers(home):
    rows = ["object,worker,label"]
    for number in range(30):
        for index, worker in enumerate(("ann", "bob", "cyd")):
            rows.append(f"o{number},{worker},{'cat' if (number + (number % 7 == index)) % 2 else 'dog'}")
    return table(home, "answers.csv", *rows)


def labeled_project(home):
    """Boxes of two classes, drawn at some time, as a window would have drawn them."""
    project = make_project(home)
    lines = ['{"groundwork":1,"kind":"annotations","task":"detection","classes":[{"name":"cat"},{"name":"dog"}]}']
    for number, name in enumerate(["a.png", "b.png", "deep/c.png"]):
        boxes = ",".join(f'{{"label":"{"cat" if box % 3 else "dog"}","bbox":[{box},{box % 5},{5 + box},{4 + number}]}}'
                         for box in range(1 + number * 3, 9))
        lines.append(f'{{"image":"{name}","width":{40 + number},"height":30,"objects":[{boxes}]}}')
    run_json("import", project, write(os.path.join(home, "l.jsonl"), "\n".join(lines) + "\n"))
    return project


def sources(home):
    """What each kind draws, with its options."""
    score, number = scores(home), numbers(home)
    return {
        "histogram": [number, "--column", "width", "--bins", "9"],
        "box": [number, "--column", "width", "--by", "label"],
        "violin": [number, "--column", "width", "--by", "label"],
        "qq": [number, "--column", "width"],
        "class-balance": [number],
        "confusion": [several(home), "--normalize", "true", "--order", "confused"],
        "roc": [score, "--band", "20", "--threshold", "0.4"],
        "pr": [score, "--band", "20", "--threshold", "0.4"],
        "det": [score],
        "calibration": [score, "--bins", "5"],
        "gain": [score],
        "lift": [score],
        "threshold": [score, "--threshold", "0.4", "--beta", "2"],
        "agreement": [answers(home)],
        "correlation": [number, "--method", "spearman"],
        "scatter": [number],
        "map": [several(home)],
        "missing": [number],
        "drift": [number, numbers(home, "later.csv", 40)],
    }


HEAD_OF_CELLS = ('{"groundwork":1,"kind":"annotations","task":"detection","classes":[{"name":"RBC"},{"name":"WBC"},'
                 '{"name":"Platelets"}]}')

# Of projects alone; they have labels without a time, which is told.
PROJECT_KINDS = {"heatmap", "timeline"}


def test_every_kind_in_every_surface(home):
    known = sources(home)
    kinds = list_kinds()
    assert set(known) | PROJECT_KINDS == set(kinds), set(kinds) ^ (set(known) | PROJECT_KINDS)
    for kind, arguments in known.items():
        for ending, magic in SURFACES.items():
            target = os.path.join(home, f"{kind}.{ending}")
            answer = run_json("plot", kind, *arguments, "-o", target, codes=(0, 1))
            content = read(target)
            assert content.startswith(magic) and len(content) > 20, (kind, ending)
            assert answer["file"] == target and answer["kind"] in (kind, "scatter"), answer
            assert answer["series"] and all(row["points"] > 0 and row["name"] for row in answer["series"]), answer
            assert answer["summary"].endswith("."), answer


def test_kinds_of_projects(home):
    project = labeled_project(home)
    target = os.path.join(home, "x.png")
    for kind in ["histogram", "box", "violin", "qq", "class-balance", "scatter", "map", "correlation", "heatmap"]:
        answer = run_json("plot", kind, project, "-o", target)
        assert answer["series"][0]["points"] > 0, answer
    boxes = run_json("plot", "histogram", project, "--column", "box-area", "--transform", "box-cox", "-o", target)
    assert "λ" in boxes["summary"] and boxes["title"] == "Box Area", boxes
    classes = sum(row["count"] > 0 for row in run_json("balance", project)["classes"])
    for column in ["box-area", "image-width"]:
        answer = run_json("plot", "violin", project, "--column", column, "--by", "class", "-o", target)
        assert answer["series"][0]["points"] == classes, answer
    assert "--by" in fails(4, "plot", "box", project, "--by", "split", "-o", target)
    bright = run_json("plot", "histogram", project, "--column", "image-brightness", "-o", target)
    assert "3 images" in bright["summary"], bright
    few = run_json("plot", "class-balance", project, "--where", "width<41", "-o", target)
    assert few["summary"] != run_json("plot", "class-balance", project, "-o", target)["summary"], few
    assert "time" in fails(3, "plot", "timeline", project, "-o", target)
    assert "predictions" in fails(3, "plot", "roc", project, "-o", target)


def test_figures_are_those_of_the_other_commands(home):
    score, target = scores(home), os.path.join(home, "x.csv")
    figures = run_json("metrics", "classification", score)
    roc = run_json("plot", "roc", score, "-o", target)
    assert f"yes {figures['roc_auc']:.3f}" in roc["summary"], (roc, figures["roc_auc"])
    rows = list(csv.DictReader(read(target).decode().split("\n\n")[0].splitlines()))
    area = sum((float(b["x"]) - float(a["x"])) * (float(a["y"]) + float(b["y"])) / 2 for a, b in zip(rows, rows[1:]))
    assert abs(area - figures["roc_auc"]) < 1e-9, (area, figures["roc_auc"])
    pr = run_json("plot", "pr", score, "-o", target)
    assert f"yes {figures['average_precision']:.3f}" in pr["summary"], pr
    calibration = run_json("plot", "calibration", score, "-o", target)
    assert f"yes {figures['ece']:.3f}" in calibration["summary"], (calibration, figures["ece"])
    run_json("plot", "confusion", score, "-o", target)
    cells = {(row["actual"], row["predicted"]): int(float(row["count"]))
             for row in csv.DictReader(read(target).decode().splitlines())}
    matrix = figures["confusion_matrix"]
    assert cells["no", "no"] == matrix[0][0] and cells["yes", "no"] == matrix[1][0], (cells, matrix)
    column = numbers(home)
    run_json("plot", "histogram", column, "--column", "width", "--bins", "sturges", "-o", target)
    counts = [int(float(row["to"])) for row in csv.DictReader(read(target).decode().splitlines())]
    assert counts == run_json("stats", column, "--column", "width", "--bins", "sturges")["histogram"]["counts"], counts
    run_json("plot", "class-balance", column, "-o", target)
    balance = {row["name"]: int(float(row["to"])) for row in csv.DictReader(read(target).decode().splitlines())}
    assert balance == {row["name"]: row["count"] for row in run_json("balance", column)["classes"]}, balance


def png_size(path):
    return struct.unpack(">II", read(path)[16:24])


def test_size_style_and_title(home):
    score, target = scores(home), os.path.join(home, "x.png")
    run_json("plot", "roc", score, "-o", target)
    assert png_size(target) == (960, 600)
    plain = read(target)
    run_json("plot", "roc", score, "--size", "400x300", "--scale", "2", "-o", target)
    assert png_size(target) == (800, 600)
    for option in (["--dark"], ["--high-contrast"], ["--transparent"], ["--text-scale", "1.5"], ["--title", "Löwe"]):
        run_json("plot", "roc", score, *option, "-o", target)
        assert read(target) != plain, option
    assert run_json("plot", "roc", score, "--title", "Löwe", "-o", target)["title"] == "Löwe"


def test_the_same_bytes_twice(home):
    known = sources(home)
    places = dict(os.environ, LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo")
    for kind, arguments in known.items():
        for ending in SURFACES:
            found = set()
            for number, environment in enumerate((None, None, places)):
                target = os.path.join(home, f"same.{ending}")
                more = {"env": environment} if environment else {}
                run_json("plot", kind, *arguments, "-o", target, codes=(0, 1), **more)
                found.add(hashlib.sha256(read(target)).hexdigest())
            assert len(found) == 1, (kind, ending)


def test_wrong_calls(home):
    score, number, target = scores(home), numbers(home), os.path.join(home, "x.png")
    for arguments in ([], ["roc"], ["nope", score, "-o", target], ["roc", score], ["roc", score, score, "-o", target],
                      ["drift", number, "-o", target], ["roc", score, "-o", target, "--size", "axb"],
                      ["roc", score, "-o", target, "--size", "10x10"], ["roc", score, "-o", target, "--scale", "0"],
                      ["roc", score, "-o", target, "--text-scale", "9"], ["roc", score, "-o", target, "--class", "x"],
                      ["histogram", number, "-o", target, "--bins", "many"],
                      ["histogram", number, "-o", target, "--transform", "cube"],
                      ["confusion", score, "-o", target, "--normalize", "half"],
                      ["class-balance", number, "-o", target, "--mode", "pie"],
                      ["correlation", number, "-o", target, "--method", "kendall"],
                      ["scatter", number, "-o", target, "--column", "width"],
                      ["threshold", score, "-o", target, "--beta", "0"], ["roc", score, "-o", target, "--band", "-1"]):
        fails(4, "plot", *arguments)
    assert not os.path.exists(target)
    for name in ("x.gif", "x", "x.png.txt"):
        fails(3, "plot", "roc", score, "-o", os.path.join(home, name))
    fails(3, "plot", "roc", score, "-o", os.path.join(home, "none", "x.png"))
    fails(3, "plot", "roc", os.path.join(home, "none.csv"), "-o", target)
    fails(3, "plot", "histogram", os.path.join(home, "none.groundwork"), "-o", target)


def test_nothing_to_draw_is_said(home):
    target = os.path.join(home, "x.png")
    cases = [
        ("roc", ["image,truth,score:a,score:b", "1,a,1,0", "2,a,0.5,0.5"], "Only One Class"),
        ("pr", ["image,truth,score:a,score:b", "1,a,0.5,0.5", "2,b,0.5,0.5"], "All Scores Are Equal"),
        ("det", ["image,truth,score:a,score:b", "1,b,0.5,0.5"], "Only One Class"),
        ("threshold", ["image,truth,score:a,score:b", "1,a,0.5,0.5", "2,b,0.5,0.5"], "All Scores Are Equal"),
        ("histogram", ["x,y", "3,1", "3,2"], "All Values Are Equal"),
        ("qq", ["x", "3", "4"], "Too Few Values"),
        ("roc", ["image,score:a,score:b", "1,1,0"], "truth"),
        ("class-balance", ["image,what", "1,2"], "label"),
        ("scatter", ["x,name", "3,a"], "columns"),
        ("agreement", ["object,worker,label", "1,ann,cat", "2,ann,dog"], ""),
    ]
    for kind, lines, words in cases:
        assert words in fails(3, "plot", kind, table(home, "t.csv", *lines), "-o", target), kind
        assert not os.path.exists(target), kind
    # That nothing is missing is an answer.
    assert run_json("plot", "missing", table(home, "t.csv", "x,y", "1,2", "3,4"), "-o", target)["file"] == target


def test_rows_left_out_are_told(home):
    target = os.path.join(home, "x.png")
    broken = table(home, "b.csv", "image,truth,score:a,score:b", "1,a,0.9,0.1", "2,b,0.2,0.8", "3,b,0.4,0.6", "4,a,0.7",
                   "5,a,x,0.4", "6,a,nan,0.4", "7,,0.4,0.6", "1,a,0.9,0.1")
    answer = run_json("plot", "roc", broken, "-o", target, codes=(0, 1, 2, 3))
    assert answer["problems"], answer


def test_real_predictions(home):
    target = os.path.join(home, "x.png")
    for folder, auc in (("pred-imdb", "positive 0.958"), ("pred-mnist", None), ("cls-cifar10", "cat 0.988")):
        source = data(folder, "predictions.csv")
        for kind in ("confusion", "roc", "pr", "det", "calibration", "gain", "lift", "threshold", "class-balance",
                     "correlation", "map", "histogram", "box", "violin", "qq", "scatter", "missing"):
            answer = run_json("plot", kind, source, "-o", target, "--dark")
            if kind == "roc" and auc:
                assert auc in answer["summary"], answer


def test_real_answers_and_drift(home):
    target = os.path.join(home, "x.svg")
    agreement = run_json("plot", "agreement", data("crowd-bluebird", "labels.csv"), "-o", target, codes=(0, 1))
    assert agreement["series"][0]["points"] == 39 * 39, agreement
    cifar = data("cls-cifar10", "predictions.csv")
    assert run_json("plot", "drift", cifar, cifar, "-o", target)["summary"].count("0 of"), "nothing has moved"
    overlay = run_json("plot", "drift", cifar, cifar, "--column", "cat", "-o", target)
    assert overlay["kind"] == "overlay", overlay


def test_real_detections(home):
    project = os.path.join(home, "coco.groundwork")
    folder = data("det-eval-coco100")
    run_json("new", project)
    run_json("import", project, os.path.join(folder, "instances_val2014_100.json"), codes=(0, 1))
    run_json("import", project, os.path.join(folder, "instances_val2014_fakebbox100_results.json"), "--as",
             "predictions", "--model", "fake", codes=(0, 1))
    target = os.path.join(home, "x.csv")
    answer = run_json("plot", "confusion", project, "--model", "fake", "-o", target)
    rows = list(csv.DictReader(read(target).decode().splitlines()))
    assert "Background" in {row["actual"] for row in rows}, answer
    assert run_json("plot", "heatmap", project, "-o", target)["series"][0]["points"] == 32 * 32
    fails(3, "plot", "confusion", project, "--model", "nobody", "-o", target)


def cells_of_blood(home):
    """The boxes of det-bccd as a table, and as a project with the days on which they were drawn."""
    folder = data("det-bccd", "Annotations")
    rows, lines = ["image,label,x,y,width,height"], [HEAD_OF_CELLS]
    for number, name in enumerate(sorted(os.listdir(folder))):
        tree = xml.etree.ElementTree.parse(os.path.join(folder, name))
        image, objects = tree.findtext("filename"), []
        for item in tree.iter("object"):
            left, top, right, bottom = (float(item.find("bndbox").findtext(key)) for key in ("xmin", "ymin", "xmax", "ymax"))
            label = item.findtext("name")
            rows.append(f"{image},{label},{left:g},{top:g},{right - left:g},{bottom - top:g}")
            if right > left and bottom > top:
                objects.append({"label": label, "bbox": [left, top, right - left, bottom - top],
                                "created": 1793577599000 + 86400000 * (number // 40)})
        lines.append(json.dumps({"image": image, "width": 640, "height": 480, "objects": objects}))
    project = os.path.join(home, "bccd.groundwork")
    run_json("new", project)
    run_json("import", project, write(os.path.join(home, "bccd.gw.jsonl"), "\n".join(lines) + "\n"), codes=(0, 1, 2))
    return table(home, "bccd.csv", *rows), project


def streets(home):
    """The masks of seg-camvid in a project."""
    project = os.path.join(home, "camvid.groundwork")
    run_json("new", project)
    run_json("import", project, data("seg-camvid"), "--format", "semantic-png", codes=(0, 1, 2))
    return project


def test_named_data_in_every_surface(home):
    boxes, cells = cells_of_blood(home)
    street, imdb = streets(home), data("pred-imdb", "predictions.csv")
    mnist, cifar = data("pred-mnist", "predictions.csv"), data("cls-cifar10", "predictions.csv")
    drawn = {
        "histogram": [boxes, "--column", "width", "--transform", "log"], "box": [boxes, "--column", "width", "--by", "label"],
        "violin": [boxes, "--column", "height", "--by", "label"], "qq": [boxes, "--column", "width"],
        "class-balance": [street], "confusion": [cifar], "roc": [mnist, "--class", "3"], "pr": [mnist, "--class", "3"],
        "det": [imdb], "calibration": [imdb], "gain": [imdb], "lift": [imdb], "threshold": [imdb],
        "agreement": [data("crowd-dog", "labels.csv")], "correlation": [cifar], "scatter": [boxes], "map": [mnist],
        "missing": [cifar], "heatmap": [cells], "drift": [cifar, data("cls-cifar10", "predictions.csv")],
        "timeline": [cells],
    }
    assert set(drawn) == set(list_kinds()), set(drawn) ^ set(list_kinds())
    for kind, arguments in drawn.items():
        for ending, magic in SURFACES.items():
            target = os.path.join(home, f"{kind}.{ending}")
            answer = run_json("plot", kind, *arguments, "-o", target, codes=(0, 1))
            assert read(target).startswith(magic), (kind, ending)
            # These tables have no gaps, which is what the picture says.
            assert kind == "missing" or answer["series"], (kind, answer)
            assert all(row["points"] > 0 for row in answer["series"]), (kind, answer)


def test_scores_that_do_not_add_up(home):
    sums = table(home, "sums.csv", "image,truth,score:no,score:yes", "a,no,0.45,0.05", "b,yes,0.1,0.4", "c,no,0.3,0.2")
    figures = {}
    for code, more in (1, []), (0, ["--normalise"]):
        path = os.path.join(home, f"calibration-{code}.csv")
        assert run_json("plot", "calibration", sums, "-o", path, *more, codes=(code,))["problems"] == {"score-sum": 1}
        figures[code] = read(path)
    assert figures[0] != figures[1]


if __name__ == "__main__":
    sys.exit(main(globals()))
