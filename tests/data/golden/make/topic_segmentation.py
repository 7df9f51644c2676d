# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks: runs, overlap, outlines, and labels of pixels and of segments."""

import math

import numpy

import masks
from reference import DEFINITION

REFERENCE = DEFINITION
NAN = float("nan")


def drawn(*rows):
    return numpy.array([[int(c == "#") for c in row] for row in rows])


def shapes(numbers):
    bay = numpy.ones((9, 11), int)
    bay[3:6, 4:] = 0
    noise = (numbers.random((9, 11)) < 0.5).astype(int)
    return {
        "empty": numpy.zeros((9, 11), int), "full": numpy.ones((9, 11), int), "bay": bay, "noise": noise,
        "corners": (numpy.add.outer(numpy.arange(9) % 8, numpy.arange(11) % 10) == 0).astype(int),
        "column": numpy.tile([0] * 5 + [1] + [0] * 5, (9, 1)), "row": numpy.tile([[0]] * 8 + [[1]], (1, 11)),
        "stripes": numpy.tile([1, 0], 50)[:99].reshape(9, 11),
        "frame": numpy.pad(numpy.zeros((7, 9), int), 1, constant_values=1),
    }


def run_cases(topic, masks_by_name):
    for name, mask in masks_by_name.items():
        lengths = masks.runs(mask)
        topic.add(f"runs-{name}", "rle", {"mask": topic.share(name, mask)},
                  {"counts": lengths, "compressed": masks.string(lengths), "area": int(mask.sum()),
                   "bbox_xywh": masks.bounds(mask)})


def iou_cases(topic, masks_by_name):
    for crowd_name, is_crowd in [("none", lambda i: False), ("some", lambda i: i % 2 == 0), ("all", lambda i: True)]:
        names = [name for name, mask in masks_by_name.items() if mask.shape == (9, 11)
                 and (crowd_name == "none" or mask.any())]
        crowd = [int(is_crowd(i)) for i in range(len(names))]
        topic.add(f"iou-crowd-{crowd_name}", "iou_masks",
                  {"masks": ["@" + name for name in names], "b_is_crowd": crowd},
                  {"iou": numpy.array([[masks.iou(masks_by_name[a], masks_by_name[b], c) for b, c in zip(names, crowd)]
                                       for a in names])})


def polygon_cases(topic, numbers):
    outlines = {
        "square": [(2, 2), (8, 2), (8, 7), (2, 7)],
        "square-turned": [(2, 7), (8, 7), (8, 2), (2, 2)],
        "on-middles": [(1.5, 1.5), (6.5, 1.5), (6.5, 4.5), (1.5, 4.5)],
        "triangle": [(0, 0), (15.9, 3.1), (4.4, 11.7)],
        "beyond-the-image": [(-6, -3), (22, 4), (19, 15), (-2, 13)],
        "outside": [(20, 20), (30, 20), (25, 30)],
        "crossing-itself": [(1, 1), (14, 10), (14, 1), (1, 10)],
        "thin": [(1, 3.3), (14, 3.4), (14, 3.5)],
        "one-pixel": [(5, 5), (6, 5), (6, 6), (5, 6)],
        "smaller-than-a-pixel": [(5.3, 5.3), (5.7, 5.3), (5.5, 5.8)],
        "there-and-back": [(2, 2), (12, 9), (2, 2.4)],
        "whole-image": [(0, 0), (16, 0), (16, 12), (0, 12)],
        "stairs": [(1, 1), (5, 1), (5, 4), (9, 4), (9, 8), (13, 8), (13, 11), (1, 11)],
    }
    for i in range(8):
        angles = numpy.sort(numbers.uniform(0, 2 * math.pi, numbers.integers(3, 9)))
        reach = numbers.uniform(1, 9, len(angles))
        outlines[f"random-{i}"] = numpy.column_stack([8 + reach * numpy.cos(angles), 6 + reach * numpy.sin(angles)]) \
            .round(2).tolist()
    for name, corners in outlines.items():
        mask = masks.polygon(corners, 12, 16)
        topic.add(f"polygon-{name}", "polygon_to_mask",
                  {"polygon_xy": [v for corner in corners for v in corner], "height": 12, "width": 16},
                  {"area": int(mask.sum()), "compressed": masks.string(masks.runs(mask))})


def semantic_case(topic, name, truth, guess, n_classes, ignore=255):
    pairs = [(t, g) for t, g in zip(truth.ravel().tolist(), guess.ravel().tolist()) if t != ignore]
    matrix = numpy.array([[pairs.count((t, g)) for g in range(n_classes)] for t in range(n_classes)])
    hits, of_truth, of_guess = matrix.diagonal(), matrix.sum(axis=1), matrix.sum(axis=0)

    def shares(part, of):
        return [p / w if w > 0 else NAN for p, w in zip(part, of)]
    iou = shares(hits, of_truth + of_guess - hits)
    dice = shares(2 * hits, of_truth + of_guess)
    topic.add(name, "semantic_metrics", {"truth": truth, "pred": guess, "n_classes": n_classes, "ignore": ignore}, {
        "confusion": matrix, "pixel_accuracy": hits.sum() / matrix.sum(), "iou": iou, "dice": dice,
        "mean_class_accuracy": numpy.nanmean(shares(hits, of_truth)), "mean_iou": numpy.nanmean(iou),
        "mean_dice": numpy.nanmean(dice),
        "fw_iou": sum(i * n for i, n in zip(iou, of_truth) if n > 0) / matrix.sum(),
    }, note="a class that is in neither is null and not in the means")


def band(mask, depth):
    """Pixels from which a pixel outside is at most depth away, in rows and in columns."""
    wide = numpy.pad(mask, depth)
    return numpy.array([[int(mask[y, x] and not wide[y:y + 2 * depth + 1, x:x + 2 * depth + 1].all())
                         for x in range(mask.shape[1])] for y in range(mask.shape[0])])


def boundary_cases(topic, masks_by_name):
    for a, b, ratio in [("full", "bay", 0.02), ("full", "bay", 0.15), ("bay", "frame", 0.02), ("noise", "stripes", 0.1),
                        ("empty", "empty", 0.02), ("empty", "full", 0.02), ("column", "column", 0.02),
                        ("full", "frame", 0.02), ("full", "full", 0.6)]:
        first, second = masks_by_name[a], masks_by_name[b]
        depth = max(1, round(ratio * math.hypot(*first.shape)))
        bands = band(first, depth), band(second, depth)
        topic.add(f"boundary-{a}-{b}-{ratio}", "boundary_iou",
                  {"a": topic.share(a, first), "b": topic.share(b, second), "ratio": ratio},
                  {"distance": depth, "a_pixels": int(bands[0].sum()), "b_pixels": int(bands[1].sum()),
                   "boundary_iou": masks.iou(*bands)})


def panoptic_case(topic, name, truth, guess, truths, guesses, n_classes):
    """truths: segment to (class, crowd); guesses: segment to class; segment 0 is void."""
    total, hits, false, missed = ([0] * n_classes for _ in range(4))
    matched = set()
    for t, (label, crowd) in truths.items():
        for g, guessed in guesses.items():
            both = int(((truth == t) & (guess == g)).sum())
            union = int(((truth == t) | (guess == g)).sum() - ((truth == 0) & (guess == g)).sum())
            if not crowd and label == guessed and 2 * both > union:
                total[label] += both / union
                hits[label] += 1
                matched |= {("truth", t), ("guess", g)}
    for t, (label, crowd) in truths.items():
        missed[label] += not crowd and ("truth", t) not in matched
    for g, label in guesses.items():
        excused = [0] + [t for t, (other, crowd) in truths.items() if crowd and other == label]
        here = guess == g
        mostly_excused = 2 * int((numpy.isin(truth, excused) & here).sum()) > here.sum()
        false[label] += ("guess", g) not in matched and not mostly_excused
    weight = [h + f / 2 + m / 2 for h, f, m in zip(hits, false, missed)]
    quality = [s / w if w > 0 else NAN for s, w in zip(total, weight)]
    segmentation = [s / h if h > 0 else 0 if w > 0 else NAN for s, h, w in zip(total, hits, weight)]
    recognition = [h / w if w > 0 else NAN for h, w in zip(hits, weight)]
    topic.add(name, "panoptic_quality", {
        "gt_ids": truth, "pred_ids": guess, "gt_segment": list(truths), "gt_class": [c for c, _ in truths.values()],
        "gt_crowd": [int(c) for _, c in truths.values()], "pred_segment": list(guesses),
        "pred_class": list(guesses.values()), "n_classes": n_classes}, {
        "tp": hits, "fp": false, "fn": missed, "sum_iou": total, "pq": quality, "sq": segmentation, "rq": recognition,
        "pq_mean": numpy.nanmean(quality), "sq_mean": numpy.nanmean(segmentation),
        "rq_mean": numpy.nanmean(recognition)})


def panoptic_cases(topic, numbers):
    truth = numpy.kron(numpy.array([[1, 1, 2, 0], [3, 3, 2, 4], [5, 6, 6, 4]]), numpy.ones((3, 3), int))
    moved = numpy.roll(truth, 1, axis=1)
    moved[:, 0] = 0
    truths = {1: (0, False), 2: (1, False), 3: (0, True), 4: (2, False), 5: (1, False), 6: (2, True)}
    panoptic_case(topic, "panoptic-moved", truth, moved, truths, {1: 0, 2: 1, 3: 0, 4: 1, 5: 1, 6: 2}, 4)
    panoptic_case(topic, "panoptic-same", truth, truth, truths, {k: c for k, (c, _) in truths.items()}, 3)
    panoptic_case(topic, "panoptic-nothing-found", truth, truth * 0, truths, {}, 3)
    # A segment half of which is void, or within a crowd of its class, is a false one;
    # one with a pixel more there is not.
    halves = numpy.array([[7, 7, 7, 0, 0, 0], [7, 0, 8, 8, 0, 8], [7, 7, 0, 0, 9, 9], [7, 9, 9, 9, 9, 9]])
    found = numpy.array([[2, 2, 2, 2, 3, 3], [2, 2, 9, 9, 9, 9], [4, 4, 4, 4, 5, 5], [5, 5, 6, 6, 6, 0]])
    panoptic_case(topic, "panoptic-halves", halves, found, {7: (0, False), 8: (1, False), 9: (1, True)},
                  {2: 0, 3: 1, 4: 1, 5: 1, 6: 0, 9: 1}, 2)
    panoptic_case(topic, "panoptic-half-a-crowd", numpy.array([[1, 1, 9, 9, 9, 9, 0, 0, 2, 2, 2, 2, 2]]),
                  numpy.array([[3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 6]]),
                  {1: (0, False), 2: (0, False), 9: (0, True)}, {3: 0, 4: 0, 5: 1, 6: 0}, 2)
    one_half = numpy.array([[1, 1, 1, 2, 2, 2]])
    panoptic_case(topic, "panoptic-one-half", one_half, numpy.array([[5, 5, 5, 5, 5, 5]]),
                  {1: (0, False), 2: (0, False)}, {5: 0}, 1)
    noise = numbers.integers(0, 4, (6, 8))
    panoptic_case(topic, "panoptic-noise", noise, numpy.where(numbers.random((6, 8)) < 0.8, noise + 10, 13),
                  {1: (0, False), 2: (0, False), 3: (1, True)}, {10: 1, 11: 0, 12: 1, 13: 1}, 2)


def make(topic):
    numbers = numpy.random.default_rng(82)
    masks_by_name = shapes(numbers)
    one = {"one-set": numpy.ones((1, 1), int), "one-unset": numpy.zeros((1, 1), int), "tall": numpy.ones((70, 1), int),
           "flat": numpy.array([[0, 1, 1, 0] * 12]),
           # Runs whose strings have one, two and three letters, and shrink again.
           "long-runs": masks.mask_of([3, 40, 1000, 2, 1, 16, 15, 17, 31, 33, 2, 40], 40, 30)}
    run_cases(topic, {**masks_by_name, **one})
    iou_cases(topic, masks_by_name)
    polygon_cases(topic, numbers)

    truth = numbers.integers(0, 3, (6, 9))
    guess = numpy.where(numbers.random((6, 9)) < 0.7, truth, numbers.integers(0, 4, (6, 9)))
    truth[0, :5] = 255
    semantic_case(topic, "semantic-four-of-six", truth, guess, 6)
    semantic_case(topic, "semantic-same", truth, numpy.where(truth == 255, 1, truth), 3)
    semantic_case(topic, "semantic-some-not-guessed", truth, numpy.where(guess > 1, 255, guess), 3)
    # A class that is left out in the truth and found all the same.
    semantic_case(topic, "semantic-class-left-out", numpy.where(truth == 255, 1, truth), guess % 3, 3, ignore=0)
    semantic_case(topic, "semantic-all-wrong", drawn("#.#", ".#."), 1 - drawn("#.#", ".#."), 2)
    semantic_case(topic, "semantic-one-class", drawn("...", "..."), drawn("...", "..."), 3)
    boundary_cases(topic, masks_by_name)
    panoptic_cases(topic, numbers)
