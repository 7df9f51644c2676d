# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the PNG files that masks are kept in, to compare them sample by sample."""

import struct
import zlib


def read_mask(path):
    """The samples of a PNG of 8 bits: its size, and the rows as they are stored."""
    with open(path, "rb") as file:
        content = file.read()
    at, packed = 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", content[at + 8:at + 18])
            assert (depth, color) in [(8, 0), (8, 3)], (path, depth, color)
        elif kind == b"IDAT":
            packed += content[at + 8:at + 8 + length]
        at += length + 12
    raw, rows, above = zlib.decompress(packed), [], bytes(width)
    for y in range(height):
        line = raw[y * (width + 1):(y + 1) * (width + 1)]
        above = unfilter(line[0], line[1:], above)
        rows.append(above)
    return width, height, b"".join(rows)


def unfilter(kind, line, above):
    if kind == 0:
        return line
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(line, above))
    row = bytearray(len(line))
    for x, value in enumerate(line):
        left, corner = (row[x - 1], above[x - 1]) if x > 0 else (0, 0)
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + above[x]) // 2
        else:
            guess = min((left, above[x], corner), key=lambda near: abs(left + above[x] - corner - near))
        row[x] = (value + guess) & 255
    return bytes(row)
