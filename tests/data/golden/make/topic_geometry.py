# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes of a data set, classes that lie together on images, values that are missing."""

import numpy
import pandas

from reference import DEFINITION, versions

REFERENCE = {**DEFINITION, **versions(pandas)}
NAN = float("nan")

# x, y, width, height and the size of the image: on the limits of the sizes, without
# width or height, at the edges and beyond, and smaller than a pixel.
EDGES = [
    (0, 0, 32, 32, 640, 480), (0, 0, 32, 31.999, 640, 480), (0, 0, 96, 96, 640, 480), (0, 0, 95.999, 96, 640, 480),
    (10, 10, 0, 20, 100, 50), (10, 10, 20, 0, 100, 50), (10, 10, 0, 0, 100, 50), (0, 0, 640, 480, 640, 480),
    (635, 475, 10, 10, 640, 480), (640, 480, 0, 0, 640, 480), (630, 470, 40, 40, 640, 480),
    (0.25, 0.25, 0.5, 0.5, 1, 1), (1e6, 1e6, 1, 1, 2e6, 2e6), (50, 25, 0.001, 0.002, 100, 50),
]


def boxes_of(numbers, count):
    size = numbers.choice([64, 333, 1280], (count, 2)) * [1, 0.75]
    corner = numbers.random((count, 2)) * size * 0.8
    extent = numbers.random((count, 2)) ** 2 * (size - corner)
    return numpy.hstack([corner.round(1), extent.round(1), size])


def box_cases(topic, name, table):
    boxes, width, height = table[:, :4], table[:, 4], table[:, 5]
    args = {"boxes": topic.share(f"{name}_boxes", boxes), "image_w": topic.share(f"{name}_width", width),
            "image_h": topic.share(f"{name}_height", height)}
    area = [w * h for _, _, w, h in boxes]
    sizes = [0 if a < 32**2 else 1 if a < 96**2 else 2 for a in area]
    across = [(x + w / 2) / image for (x, _, w, _), image in zip(boxes, width)]
    down = [(y + h / 2) / image for (_, y, _, h), image in zip(boxes, height)]
    topic.add(f"{name}-stats", "box_stats", args, {
        "area": area,
        "relative_area": [a / (w * h) for a, w, h in zip(area, width, height)],
        "aspect": [w / h if h != 0 else NAN for _, _, w, h in boxes],
        "center_x": across,
        "center_y": down,
        "size_bucket": sizes,
        "bucket_counts": [sizes.count(size) for size in range(3)],
    })
    for rows, columns in [(1, 1), (3, 5), (10, 2)]:
        counts = numpy.zeros((rows, columns), int)
        for x, y in zip(across, down):
            counts[min(int(y * rows), rows - 1), min(int(x * columns), columns - 1)] += 1
        topic.add(f"{name}-grid-{rows}x{columns}", "box_center_grid", {**args, "grid_rows": rows, "grid_cols": columns},
                  {"counts": counts})


def cooccurrence_case(topic, name, image, label, n_images, n_classes):
    held = [{k for i, k in zip(image, label) if i == here} for here in range(n_images)]
    one = [sum(a in classes for classes in held) for a in range(n_classes)]
    both = numpy.array([[sum(a in classes and b in classes for classes in held) for b in range(n_classes)]
                        for a in range(n_classes)])
    either = numpy.array([[one[a] + one[b] - both[a, b] for b in range(n_classes)] for a in range(n_classes)])
    shares = [b / e if e > 0 else NAN for b, e in zip(both.ravel(), either.ravel())]
    topic.add(name, "label_cooccurrence", {"image": image, "class": label, "n_classes": n_classes}, {
        "images_with_both": both,
        "jaccard": numpy.reshape(shares, both.shape),
        "images_per_class": one,
        "instances_per_class": [list(label).count(a) for a in range(n_classes)],
        "boxes_per_image": [list(image).count(i) for i in range(n_images)],
    })


def missing_case(topic, name, table):
    absent = pandas.DataFrame(table).isna()
    patterns = [sum(2**j for j, gone in enumerate(row) if gone) for row in absent.to_numpy()]
    columns = range(table.shape[1])
    topic.add(name, "missing_map", {"table": table}, {
        "missing_per_column": absent.sum().tolist(),
        "missing_per_row": absent.sum(axis=1).tolist(),
        "both_missing": numpy.array([[int((absent[a] & absent[b]).sum()) for b in columns] for a in columns]),
        "pattern_bits": sorted(set(patterns)),
        "pattern_counts": [patterns.count(bits) for bits in sorted(set(patterns))],
        "complete_rows": patterns.count(0),
    })


def make(topic):
    numbers = numpy.random.default_rng(71)
    box_cases(topic, "edges", numpy.array(EDGES, float))
    box_cases(topic, "random", boxes_of(numbers, 60))

    image = numbers.integers(0, 25, 90)
    cooccurrence_case(topic, "together-random", image, numbers.integers(0, 5, 90), image.max() + 1, 7)
    cooccurrence_case(topic, "together-twice-on-one", [0, 0, 0, 0], [1, 1, 2, 1], 1, 3)
    cooccurrence_case(topic, "together-apart", [0, 1, 2, 4], [0, 1, 2, 0], 5, 3)
    cooccurrence_case(topic, "together-one-class", [3, 1, 1], [0, 0, 0], 4, 1)
    cooccurrence_case(topic, "together-none", [], [], 0, 2)

    table = numbers.normal(size=(30, 7)).round(2)
    table[numbers.random(table.shape) < 0.2] = NAN
    table[:, 3] = NAN
    table[:, 5] = numpy.arange(30)
    missing_case(topic, "missing-random", table)
    missing_case(topic, "missing-nothing", numpy.array([[1.0, 2.0], [3.0, 4.0], [-0.0, 1e300]]))
    missing_case(topic, "missing-everything", numpy.full((3, 4), NAN))
    missing_case(topic, "missing-infinite-is-there", numpy.array([[float("inf"), NAN], [float("-inf"), 0.0]]))
    missing_case(topic, "missing-one-column", numpy.array([[NAN], [1.0], [NAN]]))
    wide = numpy.ones((4, 50))
    wide[1, 49] = wide[2, [0, 49]] = NAN
    missing_case(topic, "missing-fifty-columns", wide)
