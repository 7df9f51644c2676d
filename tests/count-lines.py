#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what gcov tells of the plain C core. See tests/coverage."""

import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

FOLDERS = ("core/analytics/", "core/geometry/")


def counts(build):
    """{file: {line: how often}}, over all programs that hold the file."""
    lines = collections.defaultdict(lambda: collections.defaultdict(int))
    for folder, _, names in os.walk(build):
        for name in names:
            if not name.endswith(".gcda") or not relative(os.path.join(folder, name)):
                continue
            with tempfile.TemporaryDirectory() as place:
                subprocess.run(["gcov", "--json-format", os.path.join(folder, name)], cwd=place, check=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                for found in os.listdir(place):
                    with gzip.open(os.path.join(place, found)) as file:
                        for entry in json.load(file)["files"]:
                            path = relative(entry["file"])
                            for line in entry["lines"] if path else []:
                                lines[path][line["line_number"]] += line["count"]
    return lines


def relative(path):
    """core/… of a path that is relative to the build; None for tests and all else."""
    for folder in FOLDERS:
        place = path.find(folder)
        if place >= 0 and not path[:place].endswith("tests/"):
            return path[place:]
    return None


def ranges(numbers):
    """3 4 5 9 as 3-5, 9."""
    spans = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in spans)


def main(build, limit):
    total = reached = 0
    for path, lines in sorted(counts(build).items()):
        missed = [number for number, count in lines.items() if count == 0]
        total += len(lines)
        reached += len(lines) - len(missed)
        share = 100 * (len(lines) - len(missed)) / len(lines)
        print(f"{share:6.1f} %  {path}" + (f": {ranges(missed)}" if share < limit else ""))
    share = 100 * reached / total if total else 0
    print(f"{share:6.1f} %  of {total} lines")
    return 0 if share >= limit else 1


sys.exit(main(sys.argv[1], float(sys.argv[2])))
