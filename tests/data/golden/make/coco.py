# SPDX-License-Identifier: GPL-3.0-or-later
"""The twelve numbers of COCO, slice by slice, each worked out by itself from the rules."""

import numpy

import boxes
import masks

THRESHOLDS = numpy.linspace(0.5, 0.95, 10)
RECALLS = numpy.linspace(0, 1, 101)
AREAS = {"all": (0, 1e10), "small": (0, 32**2), "medium": (32**2, 96**2), "large": (96**2, 1e10)}
NAN = float("nan")


def mask_of(segmentation, image):
    height, width = image["height"], image["width"]
    if isinstance(segmentation, list):
        mask = numpy.zeros((height, width), int)
        for ring in segmentation:
            mask |= masks.polygon(list(zip(ring[::2], ring[1::2])), height, width)
        return mask
    counts = segmentation["counts"]
    return masks.mask_of(counts if isinstance(counts, list) else lengths_of(counts), height, width)


def lengths_of(text):
    """The way back from masks.string()."""
    lengths, value, shift = [], 0, 0
    for letter in text:
        group = ord(letter) - 48
        value |= (group & 31) << shift
        shift += 5
        if group & 32:
            continue
        if group & 16:
            value -= 1 << shift
        lengths.append(value + (lengths[-2] if len(lengths) > 2 else 0))
        value = shift = 0
    return lengths


class Evaluation:
    def __init__(self, ground_truth, detections, kind):
        self.images = {image["id"]: image for image in ground_truth["images"]}
        self.categories = sorted(category["id"] for category in ground_truth["categories"])
        self.kind = kind
        self.truths, self.found = {}, {}
        for annotation in ground_truth["annotations"]:
            key = annotation["image_id"], annotation["category_id"]
            self.truths.setdefault(key, []).append(self.prepared(annotation))
        for detection in detections:
            key = detection["image_id"], detection["category_id"]
            self.found.setdefault(key, []).append(self.prepared(detection))
        for found in self.found.values():
            found.sort(key=lambda d: -d["score"])
            del found[100:]
        self.overlaps = {
            (key, i, j): self.overlap(d, t)
            for key, found in self.found.items() for i, d in enumerate(found)
            for j, t in enumerate(self.truths.get(key, []))}

    def prepared(self, item):
        shape = item["bbox"] if self.kind == "bbox" else mask_of(item["segmentation"], self.images[item["image_id"]])
        if "score" not in item:
            return {"shape": shape, "area": item["area"], "crowd": bool(item.get("iscrowd", 0))}
        area = boxes.area(shape) if self.kind == "bbox" else int(shape.sum())
        return {"shape": shape, "area": area, "score": item["score"]}

    def overlap(self, detection, truth):
        way = boxes.iou if self.kind == "bbox" else masks.iou
        return way(detection["shape"], truth["shape"], truth["crowd"])

    def matched(self, key, threshold, area):
        """For each truth and for each detection of an image: whether it has a match, and
        whether it is left out."""
        low, high = AREAS[area]
        truths, found = self.truths.get(key, []), self.found.get(key, [])
        left_out = [t["crowd"] or not low <= t["area"] <= high for t in truths]
        taken = [False] * len(truths)
        outcome = []
        for i, detection in enumerate(found):
            best = None
            for wanted in [False, True]:  # the truths that count come first
                least = min(threshold, 1 - 1e-10)
                for j, truth in enumerate(truths):
                    if left_out[j] != wanted or taken[j] and not truth["crowd"]:
                        continue
                    if self.overlaps[key, i, j] >= least:
                        least, best = self.overlaps[key, i, j], j
                if best is not None:
                    break
            if best is None:
                outcome.append((detection["score"], False, not low <= detection["area"] <= high))
            else:
                taken[best] = True
                outcome.append((detection["score"], True, left_out[best]))
        return list(zip(taken, left_out)), outcome

    def slice(self, category, threshold, area, most):
        """(precisions at the recall points, recall), or None where there is no truth."""
        n_truths, outcome = 0, []
        for image in sorted(self.images):
            truths, found = self.matched((image, category), threshold, area)
            n_truths += sum(not left_out for _, left_out in truths)
            outcome += found[:most]
        if n_truths == 0:
            return None
        outcome.sort(key=lambda o: -o[0])
        hits = [hit for _, hit, left_out in outcome if not left_out]
        recall, precision = [], []
        for i in range(len(hits)):
            recall.append(sum(hits[:i + 1]) / n_truths)
            precision.append(sum(hits[:i + 1]) / (i + 1))
        at = [max((p for r, p in zip(recall, precision) if r >= point), default=0.0) for point in RECALLS]
        return at, recall[-1] if recall else 0.0

    def slices(self, area="all", most=100, thresholds=THRESHOLDS, categories=None):
        for threshold in thresholds:
            for category in categories or self.categories:
                found = self.slice(category, threshold, area, most)
                if found is not None:
                    yield found

    def mean(self, place, without, **of):
        values = [found[place] for found in self.slices(**of)]
        return float(numpy.mean(values)) if values else without

    def summary(self):
        precision = {"AP": {}, "AP50": {"thresholds": THRESHOLDS[:1]}, "AP75": {"thresholds": THRESHOLDS[5:6]}}
        recall = {f"AR{most}": {"most": most} for most in [1, 10, 100]}
        for area in ["small", "medium", "large"]:
            precision[f"AP{area}"] = recall[f"AR{area}"] = {"area": area}
        return {**{name: self.mean(0, -1, **of) for name, of in precision.items()},
                **{name: self.mean(1, -1, **of) for name, of in recall.items()}}

    def per_category(self):
        half = THRESHOLDS[:1]
        return {"category_id": self.categories,
                "ap": [self.mean(0, NAN, categories=[c]) for c in self.categories],
                "ap50": [self.mean(0, NAN, categories=[c], thresholds=half) for c in self.categories],
                "ar100": [self.mean(1, NAN, categories=[c]) for c in self.categories]}

    def curve(self):
        """Of the category with the most annotations."""
        def size(category):
            return sum(len(truths) for (_, c), truths in self.truths.items() if c == category)
        category = max(self.categories, key=lambda c: (size(c), -c))
        found = self.slice(category, 0.5, "all", 100)
        return {"category_id": category, "recall_points": 101, "precision": found[0] if found else [-1] * 101}

    def per_image(self):
        table = {"image_id": [], "tp": [], "fp": [], "fn": [], "ignored": []}
        for image in sorted({key[0] for key in list(self.truths) + list(self.found)}):
            truths, found = [], []
            for category in self.categories:
                some_truths, some_found = self.matched((image, category), 0.5, "all")
                truths += some_truths
                found += some_found
            table["image_id"].append(image)
            table["tp"].append(sum(hit and not out for _, hit, out in found))
            table["fp"].append(sum(not hit and not out for _, hit, out in found))
            table["fn"].append(sum(not taken and not out for taken, out in truths))
            table["ignored"].append(sum(out for _, _, out in found))
        return table

    def expect(self):
        return {"summary": self.summary(), "per_class": self.per_category(), "pr_iou50": self.curve(),
                "per_image_iou50": self.per_image()}
