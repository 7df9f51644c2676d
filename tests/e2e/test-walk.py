#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every place of the program, in light and dark: no warning on the way, and a
picture of each."""

import os
import struct
import subprocess
import sys

from driver import PROGRAM, Failure, run

PLACES = {
    "01-welcome", "01-welcome-projects", "02-images", "02-images-list", "02-images-selected", "03-project-settings",
    "05-labeling-boxes", "07-labeling-classification", "10-agreement", "10-class-balance", "10-data-quality",
    "11-distributions", "11-drift", "11-relations", "12-compare-models", "12-evaluation", "12-export", "12-import",
    "13-curves", "13-preferences", "13-regression", "15-import-check", "15-import-report", "16-no-images-match",
    "16-shortcuts",
}


def size(path):
    """Width and height of a PNG."""
    with open(path, "rb") as file:
        head = file.read(24)
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        raise Failure(f"{path} is no picture")
    return struct.unpack(">II", head[16:24])


def test_a_walk_through_every_place(program):
    pictures = os.path.join(program.home, "pictures")
    environment = {**program.environment(), "G_DEBUG": "fatal-warnings", "NO_AT_BRIDGE": "1", "GTK_A11Y": "none"}
    done = subprocess.run([PROGRAM, "--walk", pictures], env=environment, check=False, timeout=800,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Failure(f"the walk ended with {done.returncode}: {done.stdout[-2000:]}")
    wanted = {f"{place}-{style}.png" for place in PLACES for style in ("light", "dark")}
    missing = wanted - set(os.listdir(pictures))
    if missing:
        raise Failure(f"no picture of {', '.join(sorted(missing))}")
    for name in wanted:
        width, height = size(os.path.join(pictures, name))
        if width < 400 or height < 300:
            raise Failure(f"{name} has {width} by {height} pixels")


sys.exit(run([test_a_walk_through_every_place]))
