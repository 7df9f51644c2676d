#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what a build directory must build for some suites to run.

list-targets.py BUILD SUITE...
"""

import json
import os
import subprocess
import sys


def introspect(build, what):
    return json.loads(subprocess.check_output(["meson", "introspect", what, build]))


def main(build, *suites):
    wanted = {f"groundwork:{suite}" for suite in suites}
    needed = set()
    for test in introspect(build, "--tests"):
        if wanted & set(test["suite"]):
            needed |= set(test["depends"])
    for target in introspect(build, "--targets"):
        if target["id"] in needed:
            print(*(os.path.relpath(name, build) for name in target["filename"]))


main(*sys.argv[1:])
