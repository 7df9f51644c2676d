#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`metrics detection` and `metrics segmentation`: what the figures are, of files in any format."""

import json
import os
import struct
import sys
import zlib

from cli_support import data, fails, main, run, run_json, write

NAMES = ["AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large", "AR_1", "AR_10", "AR_100", "AR_small", "AR_medium",
         "AR_large"]
# Published with the COCO API for these files; some with more than three decimals.
BOXES = [0.50458070, 0.69697272, 0.57298167, 0.586, 0.51939970, 0.50139790, 0.38681278, 0.59367958, 0.59535298, 0.640,
         0.566, 0.564]
MASKS = [0.31954528, 0.56228840, 0.29892653, 0.387, 0.310, 0.327, 0.268, 0.415, 0.417, 0.469, 0.377, 0.381]


def near(got, want, tolerance=1e-12):
    assert got is not None and abs(got - want) <= tolerance, (got, want)


def grey_png(rows):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))) + chunk(b"IEND", b""))


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
    answer = run_json("metrics", "detection", truth, found, "--iou", "0.7")
    near(answer["VOC_AP"][0]["ap_all_point"], 0.5)
    near(answer["VOC_AP"][0]["ap_11_point"], 6 / 11)


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


def test_detection_refuses(home):
    truth = coco(home, "truth.json", [{"image_id": 3, "category_id": 2, "bbox": [0, 0, 5, 5], "area": 25, "iscrowd": 0}])
    assert "--iou-type" in fails(4, "metrics", "detection", truth, truth, "--iou-type", "boxes")
    assert "--iou" in fails(4, "metrics", "detection", truth, truth, "--iou", "0")
    assert "--iou" in fails(4, "metrics", "detection", truth, truth, "--iou", "nan")
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
    near(run_json("metrics", "segmentation", truth, found, "--ignore", "1")["pixel_accuracy"], 1 / 3)
    assert "7" in fails(4, "metrics", "segmentation", truth, found, "--ignore", "7")
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
    one = coco(home, "truth.json", [])
    assert "folder of masks" in fails(3, "metrics", "segmentation", truth, one)
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


if __name__ == "__main__":
    sys.exit(main(globals()))
