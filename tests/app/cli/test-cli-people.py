#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What several people say of the same images, in exports and conversions."""

import csv
import json
import os
import sys

from cli_support import fails, main, read, run_json, write

HEAD = {"groundwork": 1, "kind": "annotations", "task": "detection", "classes": [{"name": "cat"}, {"name": "dog"}]}


def box(label, x):
    return {"label": label, "bbox": [x, 3, 10, 15]}


def line(image, who, *objects):
    row = {"image": image, "width": 40, "height": 30}
    if who is not None:
        row["annotator"] = who
    return {**row, "objects": list(objects)}


PEOPLE = [line("1.png", "kim", box("cat", 2)), line("1.png", "lee", box("dog", 4), box("cat", 2)),
          line("2.png", "lee", box("cat", 8)), line("3.png", "max", box("dog", 6))]


def write_lines(home, name, rows):
    return write(os.path.join(home, name), "".join(json.dumps(row) + "\n" for row in [HEAD, *rows]))


def read_lines(path):
    return [json.loads(row) for row in read(path).splitlines()[1:]]


def said(rows):
    """Who said what of which image: classes and places."""
    return sorted((row["image"], row.get("annotator"), sorted((each["label"], *each["bbox"]) for each in row["objects"]))
                  for row in rows if row.get("objects"))


def make_project(home, rows=PEOPLE):
    project = os.path.join(home, "people.groundwork")
    run_json("new", project)
    run_json("import", project, write_lines(home, "source.gw.jsonl", rows), codes=(1,))
    return project


def test_export_of_all_annotators(home):
    project = make_project(home)
    assert run_json("info", project)["annotator_names"] == ["kim", "lee", "max"]
    for number, (name, file) in enumerate([("gw-jsonl", None), ("label-studio", None), ("csv", "detections.csv")]):
        target = os.path.join(home, f"{number}.gw.jsonl" if name == "gw-jsonl" else name)
        answer = run_json("export", project, target, "--format", name, "--annotator", "all", "--strict")
        assert answer["images"] == 3 and answer["objects"]["box"] == 5 and answer["problems"] == {}, (name, answer)
        source = target if file is None else os.path.join(target, file)
        back = os.path.join(home, f"back-{name}.gw.jsonl")
        run_json("convert", source, back, "--to", "gw-jsonl", codes=(1,))
        assert said(read_lines(back)) == said(PEOPLE), name
    with open(os.path.join(home, "csv", "detections.csv"), newline="", encoding="utf-8") as file:
        assert [row["annotator"] for row in csv.DictReader(file)] == ["kim", "lee", "lee", "lee", "max"]


def test_export_of_chosen_annotators(home):
    project = make_project(home)
    target = os.path.join(home, "two.gw.jsonl")
    answer = run_json("export", project, target, "--format", "gw-jsonl", "--annotator", "max", "--annotator", "kim")
    assert answer["images"] == 3 and answer["objects"]["box"] == 2, answer
    assert said(read_lines(target)) == said([PEOPLE[0], PEOPLE[3]])
    fails(4, "export", project, target + "2", "--format", "gw-jsonl", "--annotator", "max", "--annotator", "joe")
    fails(4, "export", project, target + "2", "--format", "gw-jsonl", "--annotator", "all", "--model", "net")
    # The project's own labels, unless somebody is named: there are none.
    assert run_json("export", project, target + "3", "--format", "gw-jsonl")["objects"]["box"] == 0


def test_export_of_all_to_formats_of_one_answer(home):
    project = make_project(home)
    target = os.path.join(home, "coco")
    fails(3, "export", project, target, "--format", "coco", "--annotator", "all", "--strict")
    assert not os.path.exists(target)
    answer = run_json("export", project, target, "--format", "coco", "--annotator", "all", codes=(1,))
    assert answer["images"] == 3 and answer["objects"]["box"] == 3, answer
    assert answer["problems"]["loss-answers"] == 1, answer
    note = json.loads(read(os.path.join(target, "groundwork-export.json")))
    assert {"code": "loss-answers", "count": 1} in note["losses"], note


def test_conversion_of_several_people(home):
    """Formats with people get everybody's answers to an image, others the first one and a word of the rest."""
    source = write_lines(home, "source.gw.jsonl", [PEOPLE[0], PEOPLE[2], PEOPLE[1], PEOPLE[3]])
    tasks = os.path.join(home, "tasks")
    answer = run_json("convert", source, tasks, "--to", "label-studio", codes=(1,))
    assert answer["images"] == 3 and answer["objects"]["box"] == 5, answer
    assert answer["problems"] == {"path-missing": 3}, answer
    written = json.loads(read(os.path.join(tasks, "tasks.json")))
    assert [len(task["annotations"]) for task in written] == [2, 1, 1], written

    for name in "coco", "yolo", "voc", "cvat":
        target, back = os.path.join(home, name), os.path.join(home, f"{name}.gw.jsonl")
        answer = run_json("convert", source, target, "--to", name, codes=(1,))
        assert answer["images"] == 3 and answer["objects"]["box"] == 3, (name, answer)
        assert answer["problems"]["loss-answers"] == 1 and answer["problems"]["path-missing"] == 3, (name, answer)
        fails(3, "convert", source, target + "-strict", "--to", name, "--strict")
        if name != "yolo":  # which has no sizes, and the pictures are not there
            run_json("convert", target, back, "--to", "gw-jsonl", "--from", name, codes=(1,))
            assert [(image, boxes) for image, _, boxes in said(read_lines(back))] \
                == [(image, boxes) for image, who, boxes in said(PEOPLE) if (image, who) != ("1.png", "lee")], name


def test_conversion_joins_images(home):
    """An image that is named in several places is written once, with the labels of all of them."""
    rows = [line("1.png", None, box("cat", 2)), line("2.png", None, box("dog", 4)),
            line("1.png", None, box("dog", 6), box("cat", 2)), line("1.png", None)]
    source = write_lines(home, "source.gw.jsonl", rows)
    list_of = os.path.join(home, "problems.csv")
    whole = [line("2.png", None, box("dog", 4)), line("1.png", None, box("cat", 2), box("dog", 6))]
    for name in "gw-jsonl", "coco", "label-studio":
        target = os.path.join(home, f"{name}.gw.jsonl" if name == "gw-jsonl" else name)
        answer = run_json("convert", source, target, "--to", name, "--problems", list_of, codes=(1,))
        assert answer["images"] == 2 and answer["objects"]["box"] == 3, (name, answer)
        assert answer["problems"] == {"image-duplicate": 2, "object-duplicate": 1, "path-missing": 2}, (name, answer)
        with open(list_of, newline="", encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == 5, name
        back = os.path.join(home, f"back-{name}.gw.jsonl")
        run_json("convert", target, back, "--to", "gw-jsonl", codes=(1,))
        assert said(read_lines(back)) == said(whole), name


sys.exit(main(globals()))
