# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes that are found against boxes that are there."""

import numpy

import boxes
from reference import DEFINITION

REFERENCE = DEFINITION
NAN = float("nan")

# Alike, inside, touching at an edge and at a corner, without area, apart, and of
# sizes far from each other.
SHAPES = [(0, 0, 10, 10), (2, 2, 4, 4), (10, 0, 5, 10), (10, 10, 3, 3), (3, 3, 0, 5), (3, 3, 5, 0), (0, 0, 0, 0),
          (-5, -5, 10, 10), (100, 100, 1, 1), (0.1, 0.2, 0.3, 0.4), (0, 0, 1e6, 1e6), (9.999, 9.999, 1, 1)]


def iou_cases(topic):
    shapes = numpy.array(SHAPES, float)
    args = {"a": topic.share("shapes", shapes), "b": "@shapes"}
    topic.add("iou-shapes", "iou_boxes", args,
              {"iou": numpy.array([[boxes.iou(a, b) for b in shapes] for a in shapes])})
    for name, crowd in [("none", [0] * 12), ("all", [1] * 12), ("some", [i % 3 == 0 for i in range(12)])]:
        topic.add(f"iou-crowd-{name}", "iou_boxes_crowd", {**args, "b_is_crowd": [int(c) for c in crowd]},
                  {"iou": numpy.array([[boxes.iou(a, b, c) for b, c in zip(shapes, crowd)] for a in shapes])})
    topic.add("iou-one-by-many", "iou_boxes", {"a": shapes[:1], "b": "@shapes"},
              {"iou": numpy.array([[boxes.iou(shapes[0], b) for b in shapes]])})


class Scene:
    """Truths as (image, class, box) and detections as (image, class, score, box)."""

    def __init__(self, topic, name, n_classes, truths, found):
        self.topic, self.name, self.n_classes, self.truths, self.found = topic, name, n_classes, truths, found

        def column(items, place):
            return [item[place] for item in items]

        def table(items):
            return numpy.array(column(items, -1), float).reshape(-1, 4)
        self.args = {
            "gt_image": topic.share(f"{name}_truth_image", column(truths, 0)),
            "gt_class": topic.share(f"{name}_truth_class", column(truths, 1)),
            "gt_box": topic.share(f"{name}_truth_box", table(truths)),
            "dt_image": topic.share(f"{name}_image", column(found, 0)),
            "dt_class": topic.share(f"{name}_class", column(found, 1)),
            "dt_score": topic.share(f"{name}_score", column(found, 2)),
            "dt_box": topic.share(f"{name}_box", table(found)),
            "n_classes": n_classes,
        }

    def confusion(self, least_iou, least_score):
        matrix = numpy.zeros((self.n_classes + 1, self.n_classes + 1), int)
        images = sorted({item[0] for item in self.truths + self.found})
        figures = {"image": images, "tp": [], "fp": [], "fn": []}
        for image in images:
            truths = {i: t for i, t in enumerate(self.truths) if t[0] == image}
            found = {i: d for i, d in enumerate(self.found) if d[0] == image and d[2] >= least_score}
            n_truths, n_found, hits = len(truths), len(found), 0
            while True:
                pairs = [(-boxes.iou(d[3], t[2]), -d[2], i, j) for i, d in found.items() for j, t in truths.items()
                         if boxes.iou(d[3], t[2]) >= least_iou]
                if not pairs:
                    break
                *_, i, j = min(pairs)
                detection, truth = found.pop(i), truths.pop(j)
                matrix[truth[1], detection[1]] += 1
                hits += truth[1] == detection[1]
            for truth in truths.values():
                matrix[truth[1], -1] += 1
            for detection in found.values():
                matrix[-1, detection[1]] += 1
            figures["tp"].append(hits)
            figures["fp"].append(n_found - hits)
            figures["fn"].append(n_truths - hits)
        self.topic.add(f"{self.name}-confusion-{least_iou}-{least_score}", "detection_confusion",
                       {**self.args, "iou": least_iou, "score": least_score}, {"matrix": matrix, **figures})

    def voc(self, label, least_iou):
        truths = [t for t in self.truths if t[1] == label]
        found = sorted((d for d in self.found if d[1] == label), key=lambda d: -d[2])
        taken, hits = set(), []
        for detection in found:
            best = max((i for i, t in enumerate(truths) if t[0] == detection[0]),
                       key=lambda i: (boxes.iou(detection[3], truths[i][2]), -i), default=None)
            hit = best is not None and best not in taken and boxes.iou(detection[3], truths[best][2]) >= least_iou
            hits.append(int(hit))
            if hit:
                taken.add(best)
        expect = {"n_truth": len(truths), "tp": hits, "score": [d[2] for d in found]}
        self.topic.add(f"{self.name}-voc-{label}-{least_iou}", "voc_ap", {**self.args, "cls": label, "iou": least_iou},
                       {**expect, **precisions(hits, len(truths))})


def precisions(hits, n_truths):
    names = ["ap_all_point", "ap_11_point", "ap_101_point"]
    if n_truths == 0:
        return dict.fromkeys(names, NAN)
    recall = [sum(hits[:i + 1]) / n_truths for i in range(len(hits))]
    precision = [sum(hits[:i + 1]) / (i + 1) for i in range(len(hits))]

    def at(least):
        return max((p for r, p in zip(recall, precision) if r >= least), default=0.0)
    steps = [r - before for before, r in zip([0.0] + recall, recall)]
    return dict(zip(names, [sum(step * at(r) for step, r in zip(steps, recall)),
                            sum(at(i / 10) for i in range(11)) / 11,
                            sum(at(r) for r in numpy.linspace(0, 1, 101)) / 101]))


def random_scene(numbers, n_images, n_classes):
    truths, found = [], []
    for image in range(n_images):
        for _ in range(numbers.integers(0, 5)):
            box = numpy.concatenate([numbers.uniform(0, 80, 2), numbers.uniform(8, 40, 2)]).round(1)
            label = int(numbers.integers(n_classes))
            truths.append((image, label, tuple(box)))
            for _ in range(numbers.integers(0, 3)):
                moved = (box + numbers.normal(0, 2.5, 4)).round(1)
                other = label if numbers.random() < 0.75 else int(numbers.integers(n_classes))
                found.append((image, other, round(numbers.random(), 1), tuple(moved)))
        if numbers.random() < 0.5:
            found.append((image, int(numbers.integers(n_classes)), round(numbers.random(), 1),
                          tuple(numpy.concatenate([numbers.uniform(0, 80, 2), numbers.uniform(5, 30, 2)]).round(1))))
    return truths, found


def make(topic):
    numbers = numpy.random.default_rng(81)
    iou_cases(topic)

    scene = Scene(topic, "random", 3, *random_scene(numbers, 14, 3))
    for least_iou, least_score in [(0.5, 0.3), (0.5, 0), (0.9, 0.3), (0.1, 0.6)]:
        scene.confusion(least_iou, least_score)
    for label in range(3):
        for least_iou in [0.5, 0.8]:
            scene.voc(label, least_iou)

    # Everything is equal: the lower detection gets the lower truth. The last detection's
    # best truth is taken, and the next best one does not count for VOC.
    square = (0, 0, 10, 10)
    scene = Scene(topic, "alike", 2, [(0, 0, square), (0, 1, square), (0, 0, (3, 0, 10, 10))],
                  [(0, 1, 0.5, square), (0, 0, 0.5, square), (0, 0, 0.5, square), (0, 0, 0.25, (1, 0, 10, 10))])
    scene.confusion(0.5, 0.25)
    scene.confusion(1, 0.25)
    for label in range(2):
        scene.voc(label, 0.5)
    # The first detection overlaps both truths as much and takes the lower, so that the
    # second, which is exactly the other, has it for itself; of two detections alike the
    # surer one is taken.
    scene = Scene(topic, "between", 2, [(0, 0, (0, 0, 10, 10)), (0, 0, (4, 0, 10, 10)), (1, 0, square)],
                  [(0, 0, 0.9, (2, 0, 10, 10)), (0, 0, 0.8, (4, 0, 10, 10)), (1, 1, 0.4, square), (1, 0, 0.6, square)])
    scene.confusion(0.5, 0.25)
    scene.voc(0, 0.5)
    scene.voc(1, 0.5)
    # An overlap of exactly one half; images with truths only and with detections only,
    # a class without truths, one without detections, one without either.
    scene = Scene(topic, "edges", 5, [(2, 0, square), (5, 1, square), (5, 3, (50, 50, 4, 4))],
                  [(2, 0, 0.75, (0, 0, 10, 5)), (7, 0, 0.5, square), (7, 2, 1, square), (5, 1, 0, square)])
    for least_iou, least_score in [(0.5, 0), (0.5, 0.5), (0.51, 0)]:
        scene.confusion(least_iou, least_score)
    for label in range(5):
        scene.voc(label, 0.5)
