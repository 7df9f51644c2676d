# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks as COCO has them: runs down the columns, their string, and polygons by its rule."""

import math

import numpy


def runs(mask):
    """Lengths of runs, column by column, the first of them of zeros."""
    lengths, value = [0], 0
    for pixel in mask.T.ravel().tolist():
        if pixel != value:
            lengths.append(0)
            value = pixel
        lengths[-1] += 1
    return lengths


def mask_of(lengths, height, width):
    values = numpy.repeat([i % 2 for i in range(len(lengths))], lengths)
    return values.reshape(width, height).T.astype(int)


def string(lengths):
    """From the fourth run on the difference to the one before the last is written, in
    groups of five bits, the lowest first; the sixth bit says that more follow."""
    text = []
    for i, length in enumerate(lengths):
        rest = length - lengths[i - 2] if i > 2 else length
        while True:
            group, rest = rest & 31, rest >> 5
            done = rest == (-1 if group & 16 else 0)
            text.append(chr(48 + group + (0 if done else 32)))
            if done:
                break
    return "".join(text)


def bounds(mask):
    rows, columns = numpy.nonzero(mask)
    if len(rows) == 0:
        return [0, 0, 0, 0]
    return [int(v) for v in (columns.min(), rows.min(), columns.max() - columns.min() + 1, rows.max() - rows.min() + 1)]


def whole(value):
    """Towards zero, as C makes whole numbers."""
    return math.trunc(value)


def edge_points(start, end):
    """The points of an edge on the fine grid, one for each step along its longer side,
    always worked out from its left or upper end."""
    (x0, y0), (x1, y1) = start, end
    steps = max(abs(x1 - x0), abs(y1 - y0))
    flat = abs(x1 - x0) >= abs(y1 - y0)
    turned = x0 > x1 if flat else y0 > y1
    if turned:
        x0, y0, x1, y1 = x1, y1, x0, y0
    slope = ((y1 - y0) if flat else (x1 - x0)) / max(steps, 1)
    points = [(x0 + t, whole(y0 + slope * t + 0.5)) if flat else (whole(x0 + slope * t + 0.5), y0 + t)
              for t in range(steps + 1)]
    return points[::-1] if turned else points


def polygon(corners, height, width):
    """The mask of a polygon of (x, y): its outline is walked on a grid five times as
    fine; wherever it passes the middle of a column of pixels, what lies below turns."""
    fine = [(whole(5 * x + 0.5), whole(5 * y + 0.5)) for x, y in corners]
    outline = [point for edge in zip(fine, fine[1:] + fine[:1]) for point in edge_points(*edge)]
    turns = numpy.zeros(height * width + 1, int)
    for (u0, v0), (u1, v1) in zip(outline, outline[1:]):
        if u0 == u1:
            continue
        column = ((u1 if u1 < u0 else u1 - 1) + 0.5) / 5 - 0.5
        if column != math.floor(column) or not 0 <= column <= width - 1:
            continue
        row = math.ceil(min(max((min(v0, v1) + 0.5) / 5 - 0.5, 0), height))
        turns[int(column) * height + row] += 1
    return (numpy.cumsum(turns)[:-1] % 2).reshape(width, height).T


def iou(a, b, crowd=False):
    both = int((a & b).sum())
    union = int(a.sum()) if crowd else int((a | b).sum())
    return both / union if union > 0 else 0.0
