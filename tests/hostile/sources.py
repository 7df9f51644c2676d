# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lists of hostile sources have in common.

A list is a function that takes how many of one thing there are to be, and yields
(format, case, function that makes it). What is made is the text of one file, or a
dictionary of texts or bytes by path. Only what is asked for is made. What a list of
many_*.py has is to be read whole, but for what is told here.
"""

import json
import os
import struct
import zlib

# What a file is called where its text alone is given.
NAMES = {
    "csv": "a.csv",
    "cvat": "annotations.xml",
    "gw-jsonl": "a.gw.jsonl",
    "label-categories": "label-categories.json",
    "sagemaker": "output.manifest",
    "vott": "a-export.json",
}

# Of sources of many of one thing, those of which nothing is read, and why.
REFUSED = {
    ("class-list", "labels of a long line"): "a line has up to 1 MiB",
    ("createml", "too many keys"): "an entry has up to 4096",
    ("csv", "same column"): "which of them is meant is to be known",
    ("cvat", "too many attributes of an element"): "an element has up to 1000",
    ("yolo-pose", "too many points"): "a skeleton has up to 256",
}

# And those of which something is left out: where there are more than so many, and why.
SHORTENED = {
    **dict.fromkeys((
        ("a2i", "classes"), ("createml", "classes"), ("datumaro", "classes"), ("datumaro", "labels"),
        ("dota", "classes"), ("mot", "classes"), ("via", "choices"), ("via", "classes"), ("via", "lines"),
        ("vott", "classes"), ("worker-responses", "labels"),
    ), (10000, "a source has up to 10,000 classes that nobody has declared")),
    **dict.fromkeys((
        ("open-images", "absent classes"), ("open-images", "boxes"), ("open-images", "labels"),
        ("open-images", "predicted labels"), ("open-images", "same name"),
    ), (100000, "an image has up to 100,000 rows")),
    ("coco-panoptic", "too many segments"): (1, "an image has up to 65,536"),
    ("csv", "boxes that are none"): (1, "they are none"),
    ("csv", "same label"): (1, "an image has a label once"),
    ("multi-label-table", "same class"): (1, "an image has a label once"),
    ("open-images", "absent images"): (1, "boxes are fractions of a picture's size"),
    ("worker-responses", "too many fields"): (1, "an answer has up to 4096"),
    ("yolo", "classes"): (100000, "a data set has up to 100,000"),
    ("yolo", "folders"): (20000, "a split has up to 1000, one for twenty that there are to be"),
}


def dump(value):
    return json.dumps(value, separators=(",", ":"))


def lines(values):
    return "".join(dump(value) + "\n" for value in values)


def named(n, start="c"):
    return [f"{start}{i}" for i in range(n)]


def place(number):
    """Corner and size of a box: for each number up to 262,440 another one in a picture of 100 by 100."""
    return [number % 90 + 1, number // 90 % 81 + 1, number // 7290 % 6 + 1, number // 43740 + 1]


def corners(number):
    """The same box as x and y of its four corners."""
    x, y, width, height = place(number)
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


def draw(width, rows, kind):
    """A picture of rows of samples: 0 in gray, 2 in color."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, kind, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) + chunk(b"IEND", b""))


def png(width=100, height=100, samples=b"\0"):
    """A picture in gray, with the same samples again and again."""
    return draw(width, [(samples * (width // len(samples) + 1))[:width]] * height, 0)


def name_files(kind, made):
    return made if isinstance(made, dict) else {NAMES.get(kind, "a.json"): made}


def put(home, kind, make):
    """Makes a source below a folder and gives its path: of one file, or of the folder."""
    made = make()
    files = name_files(kind, made)
    for name, content in files.items():
        path = os.path.join(home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return home if isinstance(made, dict) else os.path.join(home, next(iter(files)))
