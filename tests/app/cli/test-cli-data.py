#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line on real data."""

import json
import os
import subprocess
import sys

from cli_support import Skip, data, fails, main, read, run, run_json, write


def test_coco_with_masks_comes_out_as_it_went_in(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    went = run_json("import", project, source, codes=(1,))
    assert (went["format"], went["images"], went["images_missing"], went["classes"]) == ("coco", 100, 100, 80), went
    assert went["objects"]["polygon"] + went["objects"]["mask"] == 839 and sum(went["objects"].values()) == 839
    facts = run_json("info", project)
    assert len(facts["classes"]) == 80 and "animal" in facts["groups"], facts
    target = os.path.join(home, "out")
    came = run_json("export", project, target, "--format", "coco", codes=(0, 1))
    assert (came["images"], came["classes"], came["objects"]) == (100, 80, went["objects"]), came
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    back = run_json("import", other, os.path.join(target, "annotations.json"), codes=(1,))
    assert sum(back["objects"].values()) == 839 and back["images"] == 100, back


def test_coco128_keeps_its_counts(home):
    folder = data("det-coco128")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    # Two files of labels have no picture, and two pictures have no labels.
    went = run_json("import", project, os.path.join(folder, "labels-yolo"), "--images", os.path.join(folder, "images"),
                    codes=(2,))
    assert (went["format"], went["images"], went["labels_read"], went["problems"]) == (
        "yolo", 128, 941, {"size-missing": 2}), went
    assert went["objects"]["box"] == 929, went
    target = os.path.join(home, "out")
    came = run_json("export", project, target, "--format", "coco", codes=(0,))
    assert (came["images"], came["objects"]) == (went["images"], went["objects"]), (went, came)
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    back = run_json("import", other, target, "--images", os.path.join(folder, "images"), codes=(0,))
    assert (back["format"], back["images"], back["objects"]) == ("coco", 128, went["objects"]), back


def test_labels_of_raw_pictures_are_turned(home):
    folder = data("img-exif-orientation")
    # The box 10, 20, 30, 40 of the picture as it is stored, 1200 by 1800, when that is upright.
    upright = {5: [20, 10, 40, 30], 6: [1740, 10, 40, 30], 7: [1740, 1160, 40, 30], 8: [20, 1160, 40, 30]}
    source = write(os.path.join(home, "in.gw.jsonl"), "".join(
        f'{{"image":"Landscape_{n}.jpg","width":1200,"height":1800,"objects":[{{"label":"a","bbox":[10,20,30,40]}}]}}\n'
        for n in upright))
    for more, wanted in [([], {n: [10, 20, 30, 40] for n in upright}), (["--turn"], upright)]:
        target = os.path.join(home, f"out{len(more)}.gw.jsonl")
        answer = run_json("convert", source, target, "--to", "gw-jsonl", "--images", folder, *more, codes=(1,))
        assert answer["problems"] == {"orientation-suspect": 4}, answer
        records = [json.loads(line) for line in read(target).decode().splitlines()[1:]]
        for record in records:
            assert (record["width"], record["height"]) == (1800, 1200), record
            assert record["objects"][0]["bbox"] == wanted[int(record["image"][10])], record


def test_parts_of_pictures_are_told_of(home):
    pictures = os.path.join(home, "pictures")
    for name in ["truncated-half.jpg", "truncated-half.png", "baseline.jpg", "empty.png", "zero-width.png",
                 "claims-60000x60000.png", "text-named.png", "bad-crc.png"]:
        write(os.path.join(pictures, name), read(data("img-variants", name)))
    project = os.path.join(home, "p.groundwork")
    answer = run_json("new", project, "--images", pictures, codes=(2,))
    assert (answer["images"], answer["skipped"]) == (4, 4), answer
    assert answer["problems"] == {"image-partial": 3, "image-unreadable": 4}, answer
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    answer = run_json("add", other, pictures, codes=(2,))
    assert (answer["images_added"], answer["skipped"]) == (4, 4), answer
    assert answer["problems"] == {"image-partial": 3, "image-unreadable": 4}, answer


def test_convert_needs_no_project(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    one = os.path.join(home, "one.gw.jsonl")
    two = os.path.join(home, "two.gw.jsonl")
    went = run_json("convert", source, one, "--to", "gw-jsonl", codes=(1,))
    assert (went["from"], went["to"], went["images"], went["classes"]) == ("coco", "gw-jsonl", 100, 80), went
    assert sum(went["objects"].values()) == 839
    run_json("convert", one, two, "--from", "gw-jsonl", "--to", "gw-jsonl", codes=(1,))
    assert read(one) == read(two)
    fails(3, "convert", os.path.join(home, "none"), os.path.join(home, "x"), "--to", "coco")
    fails(4, "convert", source, os.path.join(home, "x"), "--to", "bogus")


def test_the_same_bytes_in_every_locale(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    comma = subprocess.run(["locale", "decimal_point"], env={**os.environ, "LC_ALL": "de_DE.UTF-8"}, check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if comma.stdout != ",\n":
        raise Skip("no locale with a decimal comma")
    outputs = []
    for number, locale in enumerate(["C", "C.UTF-8", "de_DE.UTF-8"]):
        path = os.path.join(home, f"{number}.gw.jsonl")
        run("convert", source, path, "--to", "gw-jsonl", env={**os.environ, "LC_ALL": locale})
        outputs.append(read(path))
    assert outputs[0] == outputs[1] == outputs[2]


sys.exit(main(globals()))
