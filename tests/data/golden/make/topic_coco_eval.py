# SPDX-License-Identifier: GPL-3.0-or-later
"""COCO files of our own, and what their evaluation says."""

import json

import numpy

import masks
from coco import Evaluation
from reference import DEFINITION, FOLDER

REFERENCE = DEFINITION
WIDTH, HEIGHT = 120, 100


class Set:
    """Ground truth with what is found in it; identifiers that start anywhere and have gaps."""

    def __init__(self, n_images, names):
        self.images = [{"id": 900 - 7 * i, "width": WIDTH, "height": HEIGHT, "file_name": f"{i:03}.png"}
                       for i in range(n_images)]
        self.categories = [{"id": 5 + 4 * i, "name": name} for i, name in enumerate(names)]
        self.annotations, self.found = [], []

    def truth(self, image, category, bbox, segmentation, area=None, crowd=0):
        self.annotations.append({
            "id": 11 + len(self.annotations), "image_id": self.images[image]["id"],
            "category_id": self.categories[category]["id"], "bbox": list(bbox), "segmentation": segmentation,
            "area": area if area is not None else bbox[2] * bbox[3], "iscrowd": crowd})

    def detection(self, image, category, score, **shape):
        self.found.append({"image_id": self.images[image]["id"], "category_id": self.categories[category]["id"],
                           "score": score, **shape})

    def write(self, name):
        folder = FOLDER / "coco"
        folder.mkdir(exist_ok=True)
        truth = {"images": self.images, "categories": self.categories, "annotations": self.annotations}
        for end, value in [("truth", truth), ("found", self.found)]:
            path = folder / f"{name}-{end}.json"
            path.write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")

    def add_case(self, topic, name, kind):
        truth = {"images": self.images, "categories": self.categories, "annotations": self.annotations}
        status = {"status": "ok" if self.annotations else "no_positive"}
        topic.add(f"{name}-{kind}", "coco_eval",
                  {"ground_truth_file": f"coco/{name}-truth.json", "detections_file": f"coco/{name}-found.json",
                   "iou_type": kind}, {**Evaluation(truth, self.found, kind).expect(), **status}, within=(1e-9, 1e-9),
                  note="-1 and null: there is no truth to find")


def rectangle(x, y, w, h):
    return [[x, y, x + w, y, x + w, y + h, x, y + h]]


def rle(mask, as_string):
    counts = masks.runs(mask)
    return {"size": list(mask.shape), "counts": masks.string(counts) if as_string else counts}


def boxes_of_all_sizes(numbers):
    data = Set(14, ["pot", "lid", "spoon", "never there", "never found"])
    for image in range(14):
        for _ in range(0 if image == 3 else numbers.integers(1, 5)):
            w, h = numpy.exp(numbers.uniform(1.5, 4.4, 2)).round(1)
            x, y = (numbers.random(2) * [WIDTH - w, HEIGHT - h]).round(1)
            category = int(numbers.choice([0, 0, 0, 1, 2]))
            crowd = int(numbers.random() < 0.15)
            data.truth(image, category, (x, y, w, h), rectangle(x, y, w, h), area=round(w * h * 0.8, 2), crowd=crowd)
            for _ in range(numbers.integers(0, 4)):
                moved = (numpy.array([x, y, w, h]) + numbers.normal(0, 0.07, 4) * [w, h, w, h]).round(1)
                data.detection(image, category if numbers.random() < 0.85 else int(numbers.integers(0, 4)),
                               round(numbers.random(), 1), bbox=moved.tolist())
    data.truth(5, 4, (10, 10, 20, 20), rectangle(10, 10, 20, 20))
    return data


def limits():
    """Sizes on the limits of the ranges; recalls on the points where precision is read;
    more than ten detections of an image; equal scores and equal overlaps."""
    data = Set(6, ["twenty", "sizes", "equal", "crowd", "many"])
    for i in range(20):  # one in five images each, of which every third is missed
        box = (4 + 24 * (i // 5), 10, 20, 12)
        data.truth(i % 5, 0, box, rectangle(*box))
        if i % 3 != 0:
            data.detection(i % 5, 0, 0.9 - 0.03 * i, bbox=list(box))
        data.detection(i % 5, 0, 0.5, bbox=[box[0], 60, 20, 12])
    for box in [(0, 0, 32, 32), (40, 0, 32, 31.5), (0, 2, 96, 96), (10, 3, 96, 96.5)]:
        data.truth(5, 1, box, rectangle(*box))
        data.detection(5, 1, 0.7, bbox=list(box))
    for box in [(85, 60, 32, 32), (20, 1, 96, 96)]:  # missed
        data.truth(5, 1, box, rectangle(*box))
    data.detection(5, 1, 0.8, bbox=[80, 40, 32, 32])  # found where nothing is, of a size on the limit
    # Both truths are overlapped as much: the later one is taken. The second detection
    # takes the other, and the third has none left.
    for box in [(10, 10, 20, 20), (30, 10, 20, 20)]:
        data.truth(0, 2, box, rectangle(*box))
    for score in [0.8, 0.8, 0.8]:
        data.detection(0, 2, score, bbox=[20, 10, 20, 20])
    data.truth(1, 2, (10, 10, 20, 20), rectangle(10, 10, 20, 20))
    data.detection(1, 2, 0.8, bbox=[10, 10, 20, 10])  # an overlap of one half
    # Within a crowd everything that is found is left out; beside it one truth counts.
    data.truth(2, 3, (0, 0, 60, 60), rle(numpy.pad(numpy.ones((60, 60), int), ((0, 40), (0, 60))), False), crowd=1)
    data.truth(2, 3, (5, 5, 10, 10), rectangle(5, 5, 10, 10))
    for i in range(14):
        data.detection(2, 3, 0.95 - 0.05 * i, bbox=[5 + 3 * i, 5, 10, 10])
    data.truth(4, 3, (0, 0, 30, 30), rle(numpy.pad(numpy.ones((30, 30), int), ((0, 70), (0, 90))), False), crowd=1)
    # The first truth is found by the hundredth detection, the second by the next, which
    # is one too many; and a hit below ten others.
    for i in range(2):
        data.truth(3, 4, (10 + 30 * i, 70, 20, 20), rectangle(10 + 30 * i, 70, 20, 20))
    for i in range(101):
        data.detection(3, 4, 0.5, bbox=[10 + 30 * (i - 99), 70, 20, 20] if i > 98 else [0, 0, 5, 5])
    return data


def outlines(numbers):
    data = Set(8, ["leaf", "stone"])
    rows, columns = numpy.mgrid[:HEIGHT, :WIDTH]

    def ellipse(x, y, a, b):
        return (((columns - x) / a) ** 2 + ((rows - y) / b) ** 2 <= 1).astype(int)
    for image in range(8):
        for _ in range(numbers.integers(1, 4)):
            a, b = numpy.exp(numbers.uniform(1.5, 3.6, 2))
            x, y = numbers.uniform(0, WIDTH), numbers.uniform(0, HEIGHT)
            category = int(numbers.integers(2))
            angles = numpy.arange(9) / 9 * 2 * numpy.pi
            ring = numpy.column_stack([numpy.clip(x + a * numpy.cos(angles), 0, WIDTH),
                                       numpy.clip(y + b * numpy.sin(angles), 0, HEIGHT)]).round(1)
            mask = masks.polygon(ring.tolist(), HEIGHT, WIDTH)
            if not mask.any():
                continue
            crowd = int(numbers.random() < 0.2)
            shape = rle(mask, False) if crowd else [ring.ravel().tolist()]
            data.truth(image, category, masks.bounds(mask), shape, area=int(mask.sum()), crowd=crowd)
            for _ in range(numbers.integers(0, 4)):
                found = ellipse(x + numbers.normal(0, 1), y + numbers.normal(0, 1), a * numbers.uniform(0.8, 1.2), b)
                if found.any():
                    data.detection(image, category, round(numbers.random(), 1), segmentation=rle(found, True))
    # Two rings of one object, the second within the first and so without effect.
    data.truth(0, 0, (60, 60, 30, 30), rectangle(60, 60, 30, 30) + rectangle(65, 65, 10, 10), area=900)
    square = masks.polygon([(60, 60), (90, 60), (90, 90), (60, 90)], HEIGHT, WIDTH)
    data.detection(0, 0, 0.5, segmentation=rle(square, True))
    data.detection(0, 0, 1, segmentation=rle(numpy.zeros((HEIGHT, WIDTH), int), True))
    return data


def make(topic):
    numbers = numpy.random.default_rng(83)
    for name, kind, data in [("sizes", "bbox", boxes_of_all_sizes(numbers)), ("limits", "bbox", limits()),
                             ("outlines", "segm", outlines(numbers))]:
        data.write(name)
        data.add_case(topic, name, kind)

    nothing_found = Set(2, ["a", "b"])
    nothing_found.truth(0, 1, (1, 1, 9, 9), rectangle(1, 1, 9, 9))
    nothing_found.write("nothing-found")
    nothing_found.add_case(topic, "nothing-found", "bbox")
    nothing_there = Set(2, ["a", "b"])
    nothing_there.detection(1, 0, 0.5, bbox=[1, 1, 9, 9])
    nothing_there.write("nothing-there")
    nothing_there.add_case(topic, "nothing-there", "bbox")
