# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a file of reference values in the format "groundwork-golden/1"."""

import json
import math
import os
import pathlib

import numpy

FOLDER = pathlib.Path(__file__).resolve().parent.parent
DEFINITION = {"definition": "written out in the script"}


def plain(value):
    """What JSON has for a value: null where there is no number, "inf" for what is without bound."""
    if isinstance(value, numpy.ndarray):
        if value.ndim == 2:
            return {"rows": value.shape[0], "cols": value.shape[1], "data": plain(value.ravel().tolist())}
        return plain(value.tolist())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [plain(item) for item in value]
    if isinstance(value, numpy.generic):
        return plain(value.item())
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15 and math.copysign(1, value) > 0:
        return int(value)  # shorter, and the same number
    return value


def line(value):
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Topic:
    """The cases of one file, in the order in which they are added."""

    def __init__(self, name, reference):
        self.name = name
        self.reference = reference
        self.inputs = {}
        self.cases = {}

    def share(self, name, value):
        """Keeps a value once for all cases of the file; returns how a case names it."""
        value = plain(value)
        if self.inputs.setdefault(name, value) != value:
            raise ValueError(f"{self.name}: two inputs have the name {name}")
        return "@" + name

    def add(self, name, function, args, expect, within=(1e-12, 1e-9), note=None):
        if name in self.cases:
            raise ValueError(f"{self.name}: two cases have the name {name}")
        case = {"id": name, "fn": function, "args": plain(args), "expect": plain(expect),
                "tol": {"abs": within[0], "rel": within[1]}}
        if note is not None:
            case["note"] = note
        self.cases[name] = case

    def text(self):
        parts = [f'{{"format":"groundwork-golden/1","name":{line(self.name)},"reference":{line(self.reference)},']
        inputs = [f"\n{line(key)}:{line(value)}" for key, value in self.inputs.items()]
        parts.append('"inputs":{' + ",".join(inputs) + "},")
        parts.append('"cases":[' + ",".join("\n" + line(case) for case in self.cases.values()) + "]}")
        return "\n".join(parts) + "\n"

    def write(self):
        path = FOLDER / f"{self.name}.json"
        path.write_text(self.text(), encoding="utf-8")
        print(f"{path.name:24} {len(self.cases):4} cases {os.path.getsize(path):8} bytes")


def versions(*modules):
    """What made the values, by the version that says so itself."""
    return {module.__name__: module.__version__ for module in modules}
