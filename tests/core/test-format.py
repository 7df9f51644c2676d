#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C source has the form that .clang-format describes.

To mend: clang-format -i FILE. Versions differ in what they make of the same
description, so only the one of Debian 12 is asked.
"""

import os
import re
import shutil
import subprocess
import sys

ROOT = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDERS = ["app", "core", "tests", "widgets"]
VERSION = 14


def sources():
    for top in FOLDERS:
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            yield from (os.path.join(folder, name) for name in names if name.endswith((".c", ".h")))


def formatter():
    """The program of the right version, or None."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        if shutil.which(name):
            said = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
            if re.search(rf"version {VERSION}\.", said):
                return name
    return None


def main():
    program = formatter()
    if program is None:
        print(f"1..0 # SKIP clang-format {VERSION} is not there")
        return 0

    done = subprocess.run([program, "--dry-run", "--Werror", *sorted(sources())], cwd=ROOT, capture_output=True,
                          text=True, check=False)
    places = re.findall(r"^(\S+:\d+):\d+: error:", done.stderr, re.MULTILINE)
    print("1..1")
    for place in places[:20]:
        print(f"# {os.path.relpath(place, ROOT)} is formatted otherwise")
    print(f"{'ok' if done.returncode == 0 else 'not ok'} 1 - all sources are formatted")
    return 1 if done.returncode else 0


sys.exit(main())
