#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`metrics detection` and `metrics segmentation`: what the figures are, of files in any format."""

import json
import math
import os
import struct
import sys
import zlib

from cli_support import data, fails, main, read, run, run_json, write

NAMES = ["AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large", "AR_1", "AR_10", "AR_100", "AR_small", "AR_medium",
         "AR_large"]
# Published with the COCO API for these files; some with more than three decimals.
BOXES = [0.50458070, 0.69697272, 0.57298167, 0.586, 0.51939970, 0.50139790, 0.38681278, 0.59367958, 0.59535298, 0.640,
         0.566, 0.564]
MASKS = [0.31954528, 0.56228840, 0.29892653, 0.387, 0.310, 0.327, 0.268, 0.415, 0.417, 0.469, 0.377, 0.381]


def near(got, want, tolerance=1e-12):
    assert got is not None and abs(got - want) <= tolerance, (got, want)


def make_png(rows, width, color, *more):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, color, 0, 0, 0))
            + b"".join(chunk(*one) for one in more)
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))) + chunk(b"IEND", b""))


def grey_png(rows):
    return make_png(rows, len(rows[0]), 0)


def palette_png(rows, colours):
    return make_png(rows, len(rows[0]), 3, (b"PLTE", b"".join(map(bytes, colours))), (b"tRNS", b"\0"))


def rgb_png(rows):
    return make_png([b"".join(map(bytes, row)) for row in rows], len(rows[0]), 2)


def coco(home, name, annotations):
    return write(os.path.join(home, name), json.dumps({
        "images": [{"id": 3, "file_name": "a.png", "width": 100, "height": 80},
                   {"id": 5, "file_name": "b.png", "width": 100, "height": 80}],
        "categories": [{"id": 2, "name": "cat", "supercategory": "animal"},
                       {"id": 9, "name": "dog", "supercategory": "animal"}],
        "annotations": [dict(id=number, **one) for number, one in enumerate(annotations, 1)]}))


def results(home, entries):
    return write(os.path.join(home, "results.json"), json.dumps(entries))


def published(kind, file, wanted):
    answer = run_json("metrics", "detection", data("det-eval-coco100", "instances_val2014_100.json"),
                      data("det-eval-coco100", file), "--iou-type", kind)
    for name, want in zip(NAMES, wanted):
        near(answer[name], want, 0.00050001 if want == round(want, 3) else 1e-8)
    assert answer["images"] == 100 and answer["detections"] == 734 and answer["problems"] == {}, answer
    assert len(answer["per_class"]) == 80 and len(answer["VOC_AP"]) == 80
    # Ten classes do not occur in the truth: there is no number then.
    assert sum(one["AP"] is None for one in answer["per_class"]) == 10
    assert answer["per_class"][0]["name"] == "person" and answer["per_class"][0]["truths"] == 250


def test_published_boxes(home):
    published("bbox", "instances_val2014_fakebbox100_results.json", BOXES)


def test_published_masks(home):
    published("segm", "instances_val2014_fakesegm100_results.json", MASKS)


def test_detection_by_hand(home):
    truth = coco(home, "truth.json", [
        {"image_id": 3, "category_id": 2, "bbox": [0, 0, 50, 40], "area": 2000, "iscrowd": 0},
        {"image_id": 5, "category_id": 2, "bbox": [0, 0, 50, 40], "area": 2000, "iscrowd": 0}])
    found = results(home, [
        {"image_id": 3, "category_id": 2, "bbox": [0, 0, 50, 40], "score": 0.9},
        {"image_id": 5, "category_id": 2, "bbox": [0, 0, 50, 24], "score": 0.8},
        {"image_id": 5, "category_id": 9, "bbox": [1, 1, 5, 5], "score": 0.7}])
    answer = run_json("metrics", "detection", truth, found)
    # The second box overlaps by 0.6: half of the truths at more than that. Precision is 1 in both cases.
    half = 51 / 101
    near(answer["AP"], (3 * 1 + 7 * half) / 10)
    near(answer["AP50"], 1)
    near(answer["AP75"], half)
    near(answer["AR_100"], (3 + 7 * 0.5) / 10)
    assert answer["AP_small"] is None and answer["AP_large"] is None
    assert answer["images"] == 2 and answer["detections"] == 3
    assert [one["name"] for one in answer["per_class"]] == ["cat", "dog"], answer["per_class"]
    assert answer["per_class"][1]["AP"] is None and answer["per_class"][1]["detections"] == 1
    assert answer["VOC_AP"][0] == {"name": "cat", "ap_all_point": 1, "ap_11_point": 1}, answer["VOC_AP"]
    matches = answer["matches"]
    assert [matches[key] for key in ("iou", "pairs", "hits", "false", "missed")] == [0.5, 2, 2, 1, 0], matches
    assert [matches[key] for key in ("precision", "recall", "accuracy", "f1_macro")] == [2 / 3, 1, 1, 1], matches
    assert "confidence_intervals" not in matches, matches
    answer = run_json("metrics", "detection", truth, found, "--iou", "0.7", "--bootstrap", "10")
    near(answer["VOC_AP"][0]["ap_all_point"], 0.5)
    near(answer["VOC_AP"][0]["ap_11_point"], 6 / 11)
    matches = answer["matches"]
    assert [matches[key] for key in ("iou", "pairs", "hits", "false", "missed")] == [0.7, 1, 1, 2, 1], matches
    assert answer["per_class"][0]["precision"] == answer["per_class"][0]["recall"] == 0.5, answer["per_class"]
    intervals = {one["figure"]: (one["low"], one["high"]) for one in matches["confidence_intervals"]}
    assert intervals["accuracy"] == (1, 1) and set(intervals) == {"accuracy", "f1_macro", "mcc", "g_mean"}, intervals


def test_given_area_counts(home):
    box = {"image_id": 3, "category_id": 2, "bbox": [0, 0, 50, 40], "iscrowd": 0}
    found = results(home, [{"image_id": 3, "category_id": 2, "bbox": [0, 0, 50, 40], "score": 1}])
    small = run_json("metrics", "detection", coco(home, "small.json", [dict(box, area=900)]), found)
    near(small["AP_small"], 1)
    assert small["AP_medium"] is None
    own = run_json("metrics", "detection", coco(home, "own.json", [box]), found)
    near(own["AP_medium"], 1)
    assert own["AP_small"] is None


def test_crowds_are_not_false(home):
    truth = coco(home, "truth.json", [
        {"image_id": 3, "category_id": 2, "bbox": [0, 0, 20, 20], "area": 400, "iscrowd": 0},
        {"image_id": 3, "category_id": 2, "bbox": [40, 0, 60, 80], "area": 4800, "iscrowd": 1,
         "segmentation": {"size": [80, 100], "counts": [3200, 4800]}}])
    found = results(home, [{"image_id": 3, "category_id": 2, "bbox": [50, 10, 9, 9], "score": 0.9},
                           {"image_id": 3, "category_id": 2, "bbox": [70, 10, 9, 9], "score": 0.8},
                           {"image_id": 3, "category_id": 2, "bbox": [0, 0, 20, 20], "score": 0.1}])
    near(run_json("metrics", "detection", truth, found)["AP"], 1)


def test_masks_that_cannot_be_compared(home):
    truth = coco(home, "truth.json", [
        {"image_id": 3, "category_id": 2, "iscrowd": 0, "area": 400, "bbox": [0, 0, 20, 20],
         "segmentation": [[0, 0, 20, 0, 20, 20, 0, 20]]},
        {"image_id": 3, "category_id": 2, "iscrowd": 0, "area": 9, "bbox": [0, 0, 20, 20],
         "keypoints": [1, 1, 2, 5, 5, 2], "num_keypoints": 2}])
    found = results(home, [
        {"image_id": 3, "category_id": 2, "score": 0.5, "segmentation": {"size": [80, 100], "counts": [0, 20] + [60, 20] * 19 + [6460]}},
        {"image_id": 3, "category_id": 2, "score": 0.9, "segmentation": {"size": [10, 10], "counts": [0, 100]}}])
    answer = run_json("metrics", "detection", truth, found, "--iou-type", "segm", codes=(2,))
    assert answer["problems"] == {"mask-size": 1, "segment-empty": 1} and answer["n_excluded"] == 2, answer
    assert answer["per_class"][0]["truths"] == 1 and answer["AP"] is not None


def test_any_format(home):
    """The same truth and detections by way of other formats give the same figures."""
    truth = data("det-eval-coco100", "instances_val2014_100.json")
    found = data("det-eval-coco100", "instances_val2014_fakebbox100_results.json")
    moved = os.path.join(home, "truth.gw.jsonl")
    run_json("convert", truth, moved, "--to", "gw-jsonl", codes=(0, 1, 2))
    first = run_json("metrics", "detection", truth, truth)
    second = run_json("metrics", "detection", truth, moved, codes=(0, 1))
    for name in ("AP50", "AP75", "AR_100"):
        near(first[name], second[name], 0.02)
    assert first["AP50"] > 0.95, first["AP50"]
    assert run("metrics", "detection", truth, found).stdout.startswith(b"images ")


def test_tables_of_boxes(home):
    """The published detections as a table, by the names of their images."""
    truth = data("det-eval-coco100", "instances_val2014_100.json")
    with open(truth, encoding="utf-8") as file:
        named = json.load(file)
    with open(data("det-eval-coco100", "instances_val2014_fakebbox100_results.json"), encoding="utf-8") as file:
        found = json.load(file)
    files = {image["id"]: image["file_name"] for image in named["images"]}
    classes = {category["id"]: category["name"] for category in named["categories"]}
    lines = [f"{files[one['image_id']]},{classes[one['category_id']]},{one['score']!r},"
             + ",".join(repr(side) for side in one["bbox"]) for one in found]
    lines += [f"{name},,,,,," for name in files.values()]
    head = "image,label,score,x,y,width,height"
    answer = run_json("metrics", "detection", truth, write(os.path.join(home, "found.csv"), "\n".join([head] + lines)))
    for name, want in zip(NAMES, BOXES):
        near(answer[name], want, 0.00050001 if want == round(want, 3) else 1e-8)
    assert answer["images"] == 100 and answer["detections"] == 734 and answer["problems"] == {}, answer["problems"]
    # Images that no row names: nobody knows whether the model saw them.
    some = write(os.path.join(home, "some.csv"), "\n".join([head] + lines[:3]))
    unseen = 100 - len({one["image_id"] for one in found[:3]})
    answer = run_json("metrics", "detection", truth, some, codes=(1,))
    assert answer["problems"] == {"prediction-missing": unseen}, answer["problems"]


def test_published_boxes_as_tables(home):
    """Eleven points, with sides counted as the authors counted them: one pixel more."""
    tables = []
    for folder, head in (("groundtruths", "image,label,x,y,width,height"),
                         ("detections", "image,label,score,x,y,width,height")):
        lines = [head]
        for name in sorted(os.listdir(data("det-eval-11pt", folder))):
            with open(data("det-eval-11pt", folder, name), encoding="utf-8") as file:
                for label, *rest in (line.split() for line in file if line.strip()):
                    *before, x, y, width, height = rest
                    lines.append(",".join([name, label, *before, x, y, str(int(width) + 1), str(int(height) + 1)]))
        tables.append(write(os.path.join(home, folder + ".csv"), "\n".join(lines) + "\n"))
    answer = run_json("metrics", "detection", *tables, "--iou", "0.3")
    assert (answer["images"], answer["detections"], answer["VOC_AP"][0]["name"]) == (7, 24, "object"), answer
    near(answer["VOC_AP"][0]["ap_all_point"], 0.245687, 1e-6)
    near(answer["VOC_AP"][0]["ap_11_point"], 0.268398, 1e-6)


def test_detection_refuses(home):
    truth = coco(home, "truth.json", [{"image_id": 3, "category_id": 2, "bbox": [0, 0, 5, 5], "area": 25, "iscrowd": 0}])
    assert "--iou-type" in fails(4, "metrics", "detection", truth, truth, "--iou-type", "boxes")
    assert "--iou" in fails(4, "metrics", "detection", truth, truth, "--iou", "0")
    assert "--iou" in fails(4, "metrics", "detection", truth, truth, "--iou", "nan")
    assert "--bootstrap" in fails(4, "metrics", "detection", truth, truth, "--bootstrap", "-1")
    fails(4, "metrics", "detection", truth)
    fails(3, "metrics", "detection", truth, os.path.join(home, "absent.json"))
    cut = write(os.path.join(home, "cut.json"), '[{"image_id": 3, "category_id": 2, "bbox": [0, 0,')
    fails(3, "metrics", "detection", truth, cut)


def test_nothing_found(home):
    truth = coco(home, "truth.json", [{"image_id": 3, "category_id": 2, "bbox": [0, 0, 5, 5], "area": 25, "iscrowd": 0}])
    answer = run_json("metrics", "detection", truth, coco(home, "none.json", []))
    near(answer["AP"], 0)
    near(answer["AR_100"], 0)
    assert answer["detections"] == 0
    answer = run_json("metrics", "detection", coco(home, "empty.json", []), truth)
    assert answer["AP"] is None and answer["detections"] == 1


def masks(home, name, files):
    for file, rows in files.items():
        write(os.path.join(home, name, file), grey_png(rows))
    return os.path.join(home, name)


def test_segmentation_by_hand(home):
    truth = masks(home, "truth", {"a.png": [[0, 0, 1, 1], [0, 0, 1, 255]], "b.png": [[2, 2], [2, 2]]})
    found = masks(home, "found", {"a.png": [[0, 0, 1, 0], [0, 1, 1, 1]], "b.png": [[2, 2], [2, 0]]})
    answer = run_json("metrics", "segmentation", truth, found)
    # 0: 3 right of 4, 2 more taken for it; 1: 2 of 3, 1 more; 2: 3 of 4.
    assert [(one["name"], one["pixels"]) for one in answer["classes"]] == [("0", 4), ("1", 3), ("2", 4), ("255", 0)]
    for one, (iou, dice, accuracy) in zip(answer["classes"], [(3 / 6, 6 / 9, 3 / 4), (2 / 4, 4 / 6, 2 / 3),
                                                             (3 / 4, 6 / 7, 3 / 4)]):
        near(one["iou"], iou)
        near(one["dice"], dice)
        near(one["accuracy"], accuracy)
    assert answer["classes"][3]["iou"] is None
    near(answer["pixel_accuracy"], 8 / 11)
    near(answer["mean_iou"], (3 / 6 + 2 / 4 + 3 / 4) / 3)
    near(answer["mean_dice"], (6 / 9 + 4 / 6 + 6 / 7) / 3)
    near(answer["mean_class_accuracy"], (3 / 4 + 2 / 3 + 3 / 4) / 3)
    near(answer["fw_iou"], (4 * 3 / 6 + 3 * 2 / 4 + 4 * 3 / 4) / 11)
    assert answer["images"] == 2 and answer["pixels"] == 11 and answer["n_excluded"] == 1


def test_segmentation_leaves_out(home):
    truth = masks(home, "truth", {"a.png": [[0, 1, 2, 255]]})
    found = masks(home, "found", {"a.png": [[0, 1, 0, 1]]})
    near(run_json("metrics", "segmentation", truth, found)["pixel_accuracy"], 2 / 3)
    near(run_json("metrics", "segmentation", truth, found, "--ignore", "2")["pixel_accuracy"], 2 / 3)
    # Pixels of which a prediction says nothing are left out like those of the truth.
    answer = run_json("metrics", "segmentation", found, truth)
    near(answer["pixel_accuracy"], 2 / 3)
    assert answer["n_excluded"] == 1 and answer["classes"][3]["iou"] is None, answer
    near(run_json("metrics", "segmentation", truth, found, "--ignore", "1")["pixel_accuracy"], 1 / 3)
    assert "7" in fails(4, "metrics", "segmentation", truth, found, "--ignore", "7")
    # What is left out is no class: to be taken for it is to be wrong, and nothing more.
    taken = masks(home, "taken", {"a.png": [[0, 1, 2, 2]]})
    others = masks(home, "others", {"a.png": [[0, 1, 1, 2]]})
    answer = run_json("metrics", "segmentation", others, taken, "--ignore", "2")
    near(answer["pixel_accuracy"], 2 / 3)
    near(answer["mean_iou"], (1 + 1 / 2) / 2)
    near(answer["mean_dice"], (1 + 2 / 3) / 2)
    assert [(one["name"], one["iou"]) for one in answer["classes"]][2] == ("2", None), answer
    # Of masks in black and white alone the white is what they are about.
    truth = masks(home, "white", {"a.png": [[0, 255, 255, 0]]})
    found = masks(home, "white-found", {"a.png": [[0, 255, 0, 0]]})
    near(run_json("metrics", "segmentation", truth, found)["classes"][1]["iou"], 1 / 2)


def test_segmentation_of_shapes(home):
    square = {"image_id": 3, "category_id": 2, "iscrowd": 0, "segmentation": [[0, 0, 40, 0, 40, 40, 0, 40]]}
    half = dict(square, segmentation=[[0, 0, 20, 0, 20, 40, 0, 40]])
    answer = run_json("metrics", "segmentation", coco(home, "truth.json", [square]), coco(home, "found.json", [half]))
    assert [one["name"] for one in answer["classes"]] == ["background", "cat", "dog"]
    near(answer["classes"][1]["iou"], 1 / 2)
    near(answer["classes"][0]["iou"], (16000 - 1600) / (16000 - 800))
    assert answer["classes"][2]["iou"] is None and answer["pixels"] == 16000
    answer = run_json("metrics", "segmentation", coco(home, "truth.json", [square]), coco(home, "found.json", [half]),
                      "--ignore", "background")
    near(answer["pixel_accuracy"], 1 / 2)


def test_segmentation_tells_what_is_wrong(home):
    truth = masks(home, "truth", {"a.png": [[0, 1]], "b.png": [[0, 1]], "c.png": [[0, 1]]})
    found = masks(home, "found", {"a.png": [[0, 1]], "b.png": [[0], [1]]})
    answer = run_json("metrics", "segmentation", truth, found, codes=(2,))
    assert answer["images"] == 1 and answer["problems"] == {"mask-size": 1, "path-missing": 1}, answer
    write(os.path.join(home, "found", "c.png"), grey_png([[0, 1]])[:40])
    answer = run_json("metrics", "segmentation", truth, found, codes=(2,))
    assert answer["problems"] == {"image-unreadable": 1, "mask-size": 1}, answer["problems"]
    fails(3, "metrics", "segmentation", os.path.join(home, "absent"), truth)


def test_real_masks(home):
    folder = data("seg-camvid", "masks")
    answer = run_json("metrics", "segmentation", folder, folder, "--ignore", "11")
    assert answer["images"] == 38 and len(answer["classes"]) == 12
    for name in ("pixel_accuracy", "mean_iou", "mean_dice", "fw_iou", "mean_class_accuracy"):
        near(answer[name], 1)
    shares = {one["name"]: one["pixels"] / 38 / 480 / 360 for one in answer["classes"]}
    near(shares["1"], 0.258, 0.0005)
    near(shares["3"], 0.248, 0.0005)
    assert answer["n_excluded"] == 38 * 480 * 360 - answer["pixels"] > 0


# --- masks and shapes


def read_indices(path):
    """Width, height and the bytes of a PNG file of 8 bits, grey or with a palette."""
    with open(path, "rb") as file:
        content = file.read()
    width, height, depth, color = struct.unpack(">IIBB", content[16:26])
    assert depth == 8 and color in (0, 3), (path, depth, color)
    at, packed = 8, b""
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at:at + 8])
        packed += content[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    rows, above, pixels = zlib.decompress(packed), bytes(width), bytearray()
    for y in range(height):
        start = y * (width + 1)
        how, row = rows[start], bytearray(rows[start + 1:start + 1 + width])
        for x in range(width if how else 0):
            left, up, corner = (row[x - 1] if x else 0), above[x], (above[x - 1] if x else 0)
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda value: abs(guess - value))
            row[x] = (row[x] + (0, left, up, (left + up) // 2, paeth)[how]) & 255
        pixels += row
        above = row
    return width, height, bytes(pixels)


def run_lengths(width, height, pixels, value):
    counts, last, run_length = [], False, 0
    for x in range(width):
        for pixel in pixels[x::width]:
            if (pixel == value) != last:
                counts.append(run_length)
                last, run_length = not last, 0
            run_length += 1
    return {"size": [height, width], "counts": counts + [run_length]}


def coco_of_masks(home, folder, files, names, kind=".jpg"):
    """Masks as a COCO file that says the same: a run-length mask for each class but void and background."""
    images, annotations = [], []
    for number, file in enumerate(files):
        width, height, pixels = read_indices(os.path.join(folder, file))
        images.append({"id": number, "file_name": file[:-4] + kind, "width": width, "height": height})
        for value in sorted(set(pixels) - {255}):
            if names[value] != "_background_":
                annotations.append({"id": len(annotations) + 1, "image_id": number, "category_id": value, "iscrowd": 0,
                                    "segmentation": run_lengths(width, height, pixels, value)})
    return write(os.path.join(home, "shapes.json"), json.dumps({
        "images": images, "annotations": annotations,
        "categories": [{"id": value, "name": name} for value, name in enumerate(names)]}))


def voc_masks():
    folder = data("seg-labelme", "instance_segmentation", "data_dataset_voc", "SegmentationClass")
    with open(os.path.join(folder, "..", "class_names.txt"), encoding="utf-8") as file:
        return folder, file.read().split("\n")[:21]


def test_real_masks_and_the_same_as_shapes(home):
    """What run lengths hold whole, and outlines nearly; void counts on neither side."""
    folder, names = voc_masks()
    files = sorted(os.listdir(folder))
    assert len(files) == 3
    void = sum(read_indices(os.path.join(folder, file))[2].count(255) for file in files)
    shapes = coco_of_masks(home, folder, files, names)
    moved = os.path.join(home, "moved.gw.jsonl")
    run_json("convert", shapes, moved, "--to", "gw-jsonl", codes=(0, 1))
    for there, back in ((folder, shapes), (shapes, folder), (folder, moved), (moved, folder)):
        answer = run_json("metrics", "segmentation", there, back)
        assert answer["images"] == 3 and answer["n_excluded"] == void > 10000, answer
        for name in ("pixel_accuracy", "mean_iou", "mean_dice", "fw_iou", "mean_class_accuracy"):
            near(answer[name], 1)
        met = {one["name"]: one["pixels"] for one in answer["classes"] if one["pixels"]}
        assert set(met) == {"background", "bottle", "bus", "car", "chair", "person", "sofa"}, met
    outlines = os.path.join(home, "outlines")
    run_json("convert", shapes, outlines, "--to", "yolo-segment", codes=(0, 1, 2))
    pictures = os.path.join(os.path.dirname(folder), "JPEGImages")
    back = os.path.join(home, "back.gw.jsonl")
    run_json("convert", outlines, back, "--to", "gw-jsonl", "--images", pictures, codes=(0, 1, 2))
    answer = run_json("metrics", "segmentation", folder, back, codes=(0, 1, 2))
    assert answer["images"] == 3 and 0.99 < answer["pixel_accuracy"] <= 1, answer
    # Fractions without the pictures are fractions of the masks.
    for pair in ((folder, outlines), (outlines, folder)):
        again = run_json("metrics", "segmentation", *pair)
        assert again["images"] == 3 and again["n_excluded"] == void, again
        near(again["pixel_accuracy"], answer["pixel_accuracy"], 1e-4)
    # A mask of which there are no lines holds nothing, as such files say it.
    os.remove(os.path.join(outlines, "labels", files[0][:-4] + ".txt"))
    again = run_json("metrics", "segmentation", folder, outlines)
    assert again["images"] == 3 and again["pixel_accuracy"] < answer["pixel_accuracy"] - 0.01, again


def paint(rings, width, height, value, pixels):
    """Rings, even-odd: the pixels whose centre lies inside."""
    for y in range(height):
        places = []
        for ring in rings:
            points = list(zip(ring[::2], ring[1::2]))
            for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
                if (y1 <= y + 0.5) != (y2 <= y + 0.5):
                    places.append(x1 + (y + 0.5 - y1) * (x2 - x1) / (y2 - y1))
        places.sort()
        for left, right in zip(places[::2], places[1::2]):
            first, end = (min(max(math.ceil(place - 0.5), 0), width) for place in (left, right))
            pixels[y * width + first:y * width + end] = bytes([value]) * (end - first)


def test_real_masks_and_real_outlines(home):
    """People's polygons against the masks that another program painted of them."""
    folder, names = voc_masks()
    shapes = data("seg-labelme", "instance_segmentation", "data_dataset_coco", "annotations.json")
    with open(shapes, encoding="utf-8") as file:
        document = json.load(file)
    right = total = 0
    unions = {}
    for image in document["images"]:
        width, height, truth = read_indices(os.path.join(folder, os.path.basename(image["file_name"])[:-4] + ".png"))
        painted = bytearray(width * height)
        for one in document["annotations"]:
            if one["image_id"] == image["id"]:
                paint(one["segmentation"], width, height, one["category_id"], painted)
        for pair in zip(truth, painted):
            if pair[0] != 255:
                total += 1
                right += pair[0] == pair[1]
                for value in set(pair):
                    union = unions.setdefault(value, [0, 0])
                    union[0] += pair[0] == pair[1]
                    union[1] += 1
    answer = run_json("metrics", "segmentation", folder, shapes)
    assert answer["images"] == 3 and answer["pixels"] == total, answer
    near(answer["pixel_accuracy"], right / total)
    assert 0.99 < answer["pixel_accuracy"] < 1, answer
    for one in answer["classes"]:
        value = 0 if one["name"] == "background" else 255 if one["name"] == "255" else names.index(one["name"])
        if value in unions:
            near(one["iou"], unions[value][0] / unions[value][1])
        else:
            assert one["iou"] is None, one
    near(run_json("metrics", "segmentation", shapes, folder)["pixel_accuracy"], right / total)


def test_real_masks_of_numbers(home):
    """Greys without a list of names are the classes of that name."""
    folder = data("seg-camvid", "masks")
    files = sorted(os.listdir(folder))[:2]
    few = os.path.join(home, "masks")
    for file in files:
        write(os.path.join(few, file), read(os.path.join(folder, file)))
    shapes = coco_of_masks(home, few, files, [str(value) for value in range(12)], ".png")
    for pair in ((few, shapes), (shapes, few)):
        answer = run_json("metrics", "segmentation", *pair)
        near(answer["pixel_accuracy"], 1)
        near(answer["mean_iou"], 1)
        assert answer["pixels"] == 2 * 480 * 360 and answer["classes"][0] == {
            "name": "background", "pixels": 0, "accuracy": None, "iou": None, "dice": None}, answer
    # The other 36 have no partner.
    answer = run_json("metrics", "segmentation", folder, shapes, codes=(2,))
    assert answer["images"] == 2 and answer["problems"] == {"path-missing": 36}, answer
    near(answer["pixel_accuracy"], 1)


def jsonl(home, name, *lines):
    return write(os.path.join(home, name), '{"groundwork":1,"kind":"annotations","task":"segmentation"}\n'
                 + "".join(json.dumps(line) + "\n" for line in lines))


def square(label, x, y, width, height):
    return {"label": label, "rings": [[[x, y], [x + width, y], [x + width, y + height], [x, y + height]]]}


def test_mask_and_shapes_by_hand(home):
    """The mask's size where the shapes tell none; later objects over earlier ones."""
    folder = masks(home, "masks", {"deep/a.b.png": [[0, 1, 1, 2], [0, 1, 255, 2]]})
    listed = write(os.path.join(home, "names.txt"), "Background\ncat\ndog\n")
    for more in ({}, {"width": 4, "height": 2}):
        shapes = jsonl(home, "shapes.gw.jsonl", dict(image="pictures/a.b.jpg", **more, objects=[
            square("cat", 0, 0, 3, 2), square("dog", 2, 0, 2, 2)]))
        answer = run_json("metrics", "segmentation", folder, shapes, "--classes", listed, codes=(0, 1))
        # Truth: 0 1 1 2 / 0 1 - 2, predicted 1 1 2 2 twice.
        assert answer["pixels"] == 7 and answer["n_excluded"] == 1, answer
        near(answer["pixel_accuracy"], 4 / 7)
        assert [(one["name"], one["pixels"]) for one in answer["classes"]] == [
            ("background", 2), ("cat", 3), ("dog", 2), ("255", 0)], answer
        for one, iou in zip(answer["classes"], (0, 2 / 5, 2 / 3)):
            near(one["iou"], iou)
        answer = run_json("metrics", "segmentation", shapes, folder, "--classes", listed, codes=(0, 1))
        near(answer["pixel_accuracy"], 4 / 7)
        assert answer["classes"][1]["pixels"] == 4 and answer["n_excluded"] == 1, answer
        answer = run_json("metrics", "segmentation", folder, shapes, "--classes", listed, "--ignore", "cat",
                          codes=(0, 1))
        # What is named is left out instead of what means nothing.
        near(answer["pixel_accuracy"], 2 / 5)


def test_colours_name_classes(home):
    rows = [[(0, 0, 0), (128, 0, 0), (10, 20, 30), (224, 224, 192)]]
    file = os.path.join(home, "masks", "a.png")
    write(file, rgb_png(rows))
    shapes = jsonl(home, "shapes.gw.jsonl", {"image": "a.jpg", "width": 4, "height": 1, "objects": [
        square("cat", 1, 0, 1, 1), square("dog", 2, 0, 1, 1)]})
    # Colours by the list beside the masks, others by the palette of VOC, in which the last is void.
    write(os.path.join(home, "labelmap.txt"), "# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:9,9,9::\n"
                                              "dog:10,20,30::\n")
    answer = run_json("metrics", "segmentation", os.path.join(home, "masks"), shapes)
    near(answer["pixel_accuracy"], 1)
    assert answer["pixels"] == 3 and answer["n_excluded"] == 1, answer
    os.remove(os.path.join(home, "labelmap.txt"))
    # Colours that the shapes give to their classes.
    coloured = write(os.path.join(home, "coloured.gw.jsonl"), read(shapes).replace(
        b'"segmentation"}', b'"segmentation","classes":[{"name":"cat","color":"#800000"},'
                            b'{"name":"dog","color":"#0a141e"}]}'))
    answer = run_json("metrics", "segmentation", os.path.join(home, "masks"), coloured, codes=(1,))
    assert answer["problems"] == {"class-unknown": 1}, answer
    near(answer["pixel_accuracy"], 3 / 4)
    # A palette is read by its places, whatever its colours.
    write(file, palette_png([[0, 1, 2, 255]], [(0, 0, 0), (7, 7, 7), (7, 7, 7)] + [(255, 255, 255)] * 253))
    listed = write(os.path.join(home, "names.txt"), "background\ncat\ndog\n")
    answer = run_json("metrics", "segmentation", os.path.join(home, "masks"), shapes, "--classes", listed)
    near(answer["pixel_accuracy"], 1)
    assert answer["pixels"] == 3, answer


def test_palettes_are_read_by_place(home):
    """Two folders of masks: places in palettes are numbers, but beside free colours they are colours."""
    colours = [(0, 0, 0), (128, 0, 0), (0, 128, 0)]
    truth = os.path.join(home, "truth")
    write(os.path.join(truth, "a.png"), palette_png([[0, 1, 2, 2]], colours))
    other = os.path.join(home, "other")
    for content in (palette_png([[0, 1, 2, 1]], [(9, 9, 9)] * 3), grey_png([[0, 1, 2, 1]])):
        write(os.path.join(other, "a.png"), content)
        answer = run_json("metrics", "segmentation", truth, other)
        near(answer["pixel_accuracy"], 3 / 4)
        assert [one["name"] for one in answer["classes"]] == ["0", "1", "2"], answer
    write(os.path.join(other, "a.png"), rgb_png([[colours[0], colours[1], colours[2], colours[1]]]))
    for pair in ((truth, other), (other, truth)):
        answer = run_json("metrics", "segmentation", *pair)
        near(answer["pixel_accuracy"], 3 / 4)
        assert [one["name"] for one in answer["classes"]] == ["0", "#008000", "#800000"], answer
    listed = write(os.path.join(home, "names.txt"), "none\ncat\ndog\n")
    answer = run_json("metrics", "segmentation", truth, other, "--classes", listed)
    near(answer["pixel_accuracy"], 3 / 4)
    assert {one["name"] for one in answer["classes"]} == {"none", "cat", "dog"}, answer


def test_masks_and_shapes_tell_what_is_wrong(home):
    folder = masks(home, "masks", {"a.png": [[0, 1]], "b.png": [[0, 1]], "c.png": [[0, 1]], "d.png": [[0, 9]]})
    write(os.path.join(home, "masks", "c.png"), grey_png([[0, 1]])[:40])
    lines = [{"image": name + ".jpg", "width": 2, "height": height, "objects": [square("1", 1, 0, 1, 1)]}
             for name, height in (("a", 1), ("b", 2), ("c", 1), ("d", 1), ("e", 1))]
    shapes = jsonl(home, "shapes.gw.jsonl", *lines)
    answer = run_json("metrics", "segmentation", shapes, folder, codes=(2,))
    assert answer["problems"] == {"class-unknown": 1, "image-unreadable": 1, "mask-size": 1, "path-missing": 1}, answer
    assert answer["images"] == 2, answer
    near(answer["pixel_accuracy"], 3 / 4)
    answer = run_json("metrics", "segmentation", folder, jsonl(home, "few.gw.jsonl", lines[0], dict(
        lines[3], image="x/d.png"), dict(lines[3], image="y/d.jpg")), codes=(2,))
    assert answer["images"] == 1 and answer["problems"] == {"path-missing": 2, "path-ambiguous": 1}, answer
    # A run-length mask of another size than the picture covers nothing.
    odd = jsonl(home, "odd.gw.jsonl", {"image": "a.jpg", "width": 2, "height": 1, "objects": [
        {"label": "1", "rle": {"size": [5, 5], "counts": [0, 25]}}]})
    answer = run_json("metrics", "segmentation", odd, masks(home, "one", {"a.png": [[0, 1]]}), codes=(0, 1, 2))
    near(answer["pixel_accuracy"], 1 / 2)
    # Nothing to compare at all.
    empty = os.path.join(home, "none")
    os.mkdir(empty)
    fails(3, "metrics", "segmentation", shapes, empty)
    fails(3, "metrics", "segmentation", empty, shapes)
    fails(3, "metrics", "segmentation", folder, os.path.join(home, "absent.json"))
    fails(3, "metrics", "segmentation", folder, shapes, "--classes", os.path.join(home, "absent.txt"))
    assert "UTF-8" in fails(3, "metrics", "segmentation", folder, shapes, "--classes",
                            write(os.path.join(home, "bad.txt"), b"\xff\xfe"))
    assert "zebra" in fails(4, "metrics", "segmentation", folder, shapes, "--ignore", "zebra")


def test_photographs_are_no_masks(home):
    folder = data("seg-camvid", "images")
    few = os.path.join(home, "photographs")
    for file in sorted(os.listdir(folder))[:2]:
        write(os.path.join(few, file), read(os.path.join(folder, file)))
    assert "nothing to work on" in fails(3, "metrics", "segmentation", few, few)
    shapes = jsonl(home, "shapes.gw.jsonl", *({"image": file, "width": 480, "height": 360}
                                              for file in sorted(os.listdir(few))))
    write(os.path.join(few, sorted(os.listdir(few))[0]), grey_png([[0] * 480] * 360))
    answer = run_json("metrics", "segmentation", few, shapes, codes=(2,))
    assert answer["images"] == 1 and answer["problems"] == {"mask-antialias": 1}, answer
    near(answer["pixel_accuracy"], 1)
    # Few in each, but many in all.
    colours = os.path.join(home, "colours")
    for number in range(5):
        write(os.path.join(colours, f"{number}.png"),
              rgb_png([[(number + 1, value >> 8, value & 255) for value in range(1000)]]))
    assert "4096" in fails(3, "metrics", "segmentation", colours, colours)
    os.remove(os.path.join(colours, "4.png"))
    near(run_json("metrics", "segmentation", colours, colours)["mean_iou"], 1)
    many = jsonl(home, "many.gw.jsonl", {"image": "0.png", "width": 1000, "height": 1, "objects": [
        square(f"class {number}", number % 1000, 0, 1, 1) for number in range(4100)]})
    assert "4096" in fails(3, "metrics", "segmentation", many, colours)


if __name__ == "__main__":
    sys.exit(main(globals()))
