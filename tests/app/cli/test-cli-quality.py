#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be wrong with a project: labels, pictures, files and missing values."""

import csv
import os
import sys
import tarfile

from cli_support import data, fails, main, png, run_json, write

HEAD = '{"groundwork":1,"kind":"%s","task":"classification","classes":[{"name":"cat"},{"name":"dog"}]%s}\n'


def small_project(home):
    """Two dark pictures that are equal, in two splits, one that is no picture, and one that is gone."""
    os.makedirs(home, exist_ok=True)
    for name in ("a.png", "b.png"):
        write(os.path.join(home, name), png(48, 40, 20))
    write(os.path.join(home, "broken.png"), "no picture")
    labels = HEAD % ("annotations", "")
    for name, split in (("a.png", "train"), ("b.png", "test"), ("broken.png", "train"), ("gone.png", "train")):
        labels += f'{{"image":"{name}","width":48,"height":40,"split":"{split}","labels":["cat"]}}\n'
    path = os.path.join(home, "p.groundwork")
    run_json("new", path)
    run_json("import", path, write(os.path.join(home, "labels.gw.jsonl"), labels), codes=(0, 1))
    return path


def test_what_is_wrong_is_told(home):
    answer = run_json("quality", small_project(home))
    assert (answer["images"], answer["measured"]) == (4, 2)
    assert answer["label_errors"] is None and answer["outliers"] is None
    assert answer["near_duplicates"] == {"compared": 2, "found": 1, "across_splits": 1, "dismissed": 0, "groups": [
        {"images": ["a.png", "b.png"], "keep": "a.png", "across_splits": True}]}
    assert answer["pictures"] == {"least_sharpness": 100, "least_brightness": 40, "blurred": 2, "dark": 2,
                                  "blurred_or_dark": 2}
    assert answer["files"] == {"missing": ["gone.png"], "broken": ["broken.png"], "changed": [],
                               "labels_beyond_image": [], "turned": [], "unlike_sizes": [], "unknown_sizes": 0}
    missing = {column["name"]: column["missing"] for column in answer["missing_values"]["columns"]}
    assert missing["image-brightness"] == 2 and "split" not in missing and "label" not in missing
    assert answer["missing_values"]["complete_images"] == 2


def test_limits_filter_and_filling(home):
    path = small_project(home)
    answer = run_json("quality", path, "--brightness", "10", "--sharpness", "0", "--where", "split:train",
                      "--fill", "image-brightness", "--method", "median")
    assert answer["images"] == 3 and answer["near_duplicates"]["found"] == 0
    assert answer["pictures"]["blurred_or_dark"] == 0
    filled = answer["filled"]
    assert (filled["column"], filled["method"], filled["images"]) == ("image-brightness", "median", 2)
    assert filled["before"]["mean"] == filled["after"]["mean"]


def test_labels_that_a_model_contradicts(home):
    os.makedirs(home, exist_ok=True)
    labels, scores = HEAD % ("annotations", ""), HEAD % ("predictions", ',"model":{"name":"net"}')
    for number in range(22):
        cat = 0.05 if number == 6 else 0.99 if number == 13 else 0.9 if number % 2 == 0 else 0.1
        labels += f'{{"image":"{number:02}.png","labels":["{"cat" if number % 2 == 0 else "dog"}"]}}\n'
        scores += f'{{"image":"{number:02}.png","scores":{{"cat":{cat},"dog":{1 - cat:.2f}}}}}\n'
    path = os.path.join(home, "p.groundwork")
    run_json("new", path)
    for name, text in (("labels", labels), ("scores", scores)):
        run_json("import", path, write(os.path.join(home, f"{name}.gw.jsonl"), text), codes=(0, 1))
    errors = run_json("quality", path)["label_errors"]
    assert (errors["compared"], errors["found"], errors["dismissed"]) == (22, 2, 0)
    assert [(one["image"], one["label"], one["suggested"], one["score"]) for one in errors["labels"]] == [
        ("13.png", "dog", "cat", 0.99), ("06.png", "cat", "dog", 0.95)]
    assert "net" in fails(3, "quality", path, "--model", "other")


def test_doubted_labels_of_real_pictures(home):
    """Of 5,000 photographs, with the labels that its makers found suspect by another model of the same kind."""
    with tarfile.open(data("cls-cifar10", "images.tar.gz")) as pictures:
        pictures.extractall(home)
    path = os.path.join(home, "p.groundwork")
    run_json("new", path, "--images", home)
    run_json("import", path, data("cls-cifar10", "predictions.csv"), "--as", "predictions", "--model", "net",
             codes=(0, 1))
    answer = run_json("quality", path)
    with open(data("cls-cifar10", "suspect-labels.csv"), newline="", encoding="utf-8") as file:
        suspects = {row["file"]: row["suggested"] for row in csv.DictReader(file)}
    found = {os.path.basename(one["image"]): one["suggested"] for one in answer["label_errors"]["labels"]}
    known = [name for name in found if name in suspects]
    assert answer["measured"] == 5000 and len(found) == 148, len(found)
    assert len(known) == 135 and all(found[name] == suspects[name] for name in known), len(known)
    assert next(iter(found)) == "02405.jpg" and found["02405.jpg"] == "frog"  # labeled cat; its makers looked at it


def test_wrong_calls(home):
    path = small_project(home)
    fails(4, "quality", path, "--method", "mean")
    assert "hot-deck" in fails(4, "quality", path, "--fill", "image-brightness", "--method", "magic")
    fails(4, "quality", path, "--fill", "box-area")
    fails(4, "quality", path, "--where", "split:")
    fails(3, "quality", os.path.join(home, "labels.gw.jsonl"))


if __name__ == "__main__":
    sys.exit(main(globals()))
