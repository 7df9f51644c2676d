#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line on real data."""

import json
import os
import subprocess
import sys

from cli_support import Skip, data, fails, main, read, run, run_json, write
from mask_png import read_mask


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


def test_results_come_out_as_they_went_in(home):
    """Images and classes have the numbers of the COCO file that the labels came from."""
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    run_json("import", project, data("det-eval-coco100", "instances_val2014_100.json"), codes=(1,))
    for kind in ("fakesegm", "fakebbox"):
        source = data("det-eval-coco100", f"instances_val2014_{kind}100_results.json")
        target = os.path.join(home, kind + ".json")
        run_json("import", project, source, "--model", kind)
        came = run_json("export", project, target, "--format", "coco-results", "--model", kind, "--lossless")
        assert sum(came["objects"].values()) == 734, came
        entries = [[{key: entry[key] for key in ("image_id", "category_id", "score", "bbox", "segmentation")
                     if key in entry} for entry in json.loads(read(path))] for path in (source, target)]
        for entry in entries[0]:
            if "segmentation" in entry:
                entry.pop("bbox", None)
        ordered = [sorted(json.dumps(entry, sort_keys=True) for entry in side) for side in entries]
        assert ordered[0] == ordered[1], [pair for pair in zip(*ordered) if pair[0] != pair[1]][:2]


def test_coco128_keeps_its_counts(home):
    folder = data("det-coco128")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    # Two files of labels have no picture, and two pictures have no labels. There is no part “val”.
    went = run_json("import", project, os.path.join(folder, "labels-yolo"), "--images", os.path.join(folder, "images"),
                    codes=(2,))
    assert (went["format"], went["images"], went["labels_read"], went["problems"]) == (
        "yolo", 128, 941, {"path-missing": 1, "size-missing": 2}), went
    assert went["objects"]["box"] == 929, went
    target = os.path.join(home, "out")
    came = run_json("export", project, target, "--format", "coco", codes=(0,))
    assert (came["images"], came["objects"]) == (went["images"], went["objects"]), (went, came)
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    back = run_json("import", other, target, "--images", os.path.join(folder, "images"), codes=(0,))
    assert (back["format"], back["images"], back["objects"]) == ("coco", 128, went["objects"]), back


def through_project(home, name, source, form, codes=(0,)):
    """Imports into a project, exports in the same form; what both said, and where."""
    project = os.path.join(home, name + ".groundwork")
    run_json("new", project)
    went = run_json("import", project, source, "--format", form, codes=codes)
    target = os.path.join(home, name)
    came = run_json("export", project, target, "--format", form, codes=(0, 1))
    return went, came, target


def assert_masks_equal(one, two, count):
    names = sorted(name for name in os.listdir(one) if name.endswith(".png"))
    assert len(names) == count and names == sorted(os.listdir(two)), (names, os.listdir(two))
    for name in names:
        assert read_mask(os.path.join(one, name)) == read_mask(os.path.join(two, name)), name


def test_camvid_masks_come_out_as_they_went_in(home):
    folder = data("seg-camvid")
    assert run_json("convert", folder, os.path.join(home, "x.gw.jsonl"), "--to", "gw-jsonl")["from"] == "semantic-png"
    went, came, target = through_project(home, "camvid", folder, "semantic-png")
    assert (went["images"], went["classes"], went["objects"]["mask"], went["problems"]) == (38, 12, 402, {}), went
    assert (came["images"], came["objects"]["mask"], came["problems"]) == (38, 402, {}), came
    assert_masks_equal(os.path.join(folder, "masks"), os.path.join(target, "masks"), 38)
    again, _, second = through_project(home, "again", target, "semantic-png", codes=(0, 1))
    assert again["objects"] == went["objects"], again
    for name in os.listdir(os.path.join(target, "masks")):
        assert read(os.path.join(target, "masks", name)) == read(os.path.join(second, "masks", name)), name


def test_voc_masks_come_out_as_they_went_in(home):
    for name, count, folders in [("instance_segmentation", 3, ["SegmentationClass", "SegmentationObject"]),
                                 ("semantic_segmentation", 3, ["SegmentationClass"])]:
        folder = data("seg-labelme", name, "data_dataset_voc")
        went, came, target = through_project(home, name, folder, "voc-masks")
        assert (went["images"], came["images"]) == (3, 3), (went, came)
        for masks in folders:
            assert_masks_equal(os.path.join(folder, masks), os.path.join(target, masks), count)
    folder = data("seg-labelme", "video_annotation", "data_dataset_voc")
    _, _, target = through_project(home, "video", folder, "semantic-png")
    assert_masks_equal(os.path.join(folder, "SegmentationClassPNG"), os.path.join(target, "masks"), 5)
    folder = data("seg-labelme", "tutorial", "apc2016_obj3")
    _, _, target = through_project(home, "tutorial", folder, "semantic-png", codes=(0, 1))
    assert read_mask(os.path.join(folder, "label.png")) == read_mask(os.path.join(target, "masks", "img.png"))


def test_labelme_comes_out_as_it_went_in(home):
    def shapes_of(folder):
        found = {}
        for name in sorted(os.listdir(folder)):
            if name.endswith(".json") and name != "groundwork-export.json":
                found[name] = json.loads(read(os.path.join(folder, name)))
        return found

    for name, count in [("bbox_detection", 9), ("instance_segmentation", 18), ("semantic_segmentation", 18),
                        ("video_annotation", 15)]:
        folder = data("seg-labelme", name, "data_annotated")
        went, _, target = through_project(home, name, folder, "labelme", codes=(0, 1))
        assert (went["format"], sum(went["objects"].values())) == ("labelme", count), went
        before, after = shapes_of(folder), shapes_of(target)
        assert list(before) == list(after), (list(before), list(after))
        for file, document in before.items():
            assert document["imageWidth"] == after[file]["imageWidth"], file
            for one, two in zip(document["shapes"], after[file]["shapes"], strict=True):
                assert (one["label"], one["shape_type"], one["group_id"]) == (
                    two["label"], two["shape_type"], two["group_id"]), (one, two)
                if one["shape_type"] == "rectangle":
                    assert sorted(p[0] for p in one["points"]) == sorted(p[0] for p in two["points"]), (one, two)
                elif one["points"][0] != one["points"][-1]:
                    assert one["points"] == two["points"], (one, two)


def test_coco_masks_of_every_form_come_back(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    lines = os.path.join(home, "one.gw.jsonl")
    run_json("convert", source, lines, "--to", "gw-jsonl", codes=(0, 1))

    def objects_of(path):
        records = [json.loads(line) for line in read(path).decode().splitlines()[1:]]
        return [[{key: value for key, value in thing.items() if key != "id"} for thing in record["objects"]]
                for record in records]

    for name, more in [("packed", []), ("plain", ["--masks", "counts"])]:
        target = os.path.join(home, name)
        came = run_json("convert", source, target, "--to", "coco", "--lossless", *more, codes=(0, 1))
        back = os.path.join(home, name + ".gw.jsonl")
        run_json("convert", target, back, "--to", "gw-jsonl", codes=(0, 1))
        pairs = [pair for one, two in zip(objects_of(lines), objects_of(back), strict=True)
                 for pair in zip(one, two, strict=True)]
        assert len(pairs) == 839
        changed = 0
        for one, two in pairs:
            # COCO has no holes: such polygons become masks, which is told.
            if "rings" in one and "rings" not in two:
                changed += 1
            else:
                assert (one.get("rle"), one.get("rings")) == (two.get("rle"), two.get("rings")), (one, two)
        assert changed == came["problems"].get("loss-holes", 0) < 10, (changed, came)
    again = os.path.join(home, "two.gw.jsonl")
    run_json("convert", lines, again, "--to", "gw-jsonl", codes=(0, 1))
    assert read(lines) == read(again)


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
