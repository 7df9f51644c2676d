# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes as x, y, width, height."""


def overlap(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0.0, width) * max(0.0, height)


def area(box):
    return max(0.0, box[2]) * max(0.0, box[3])


def iou(a, b, crowd=False):
    """Of a detection and a truth; a crowd may hold more than the detection shows."""
    both = overlap(a, b)
    whole = area(a) if crowd else area(a) + area(b) - both
    return both / whole if both > 0 else 0.0
