# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lists of hostile sources have in common.

A list is a function that takes how many of one thing there are to be, and yields
(format, case, function that makes it). What is made is the text of one file, or a
dictionary of texts or bytes by path. Only what is asked for is made.
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


def dump(value):
    return json.dumps(value, separators=(",", ":"))


def lines(values):
    return "".join(dump(value) + "\n" for value in values)


def named(n, start="c"):
    return [f"{start}{i}" for i in range(n)]


def png(width=100, height=100, samples=b"\0"):
    """A picture in gray, with the same samples again and again."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = (samples * (width // len(samples) + 1))[:width]
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + row) * height)) + chunk(b"IEND", b""))


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
