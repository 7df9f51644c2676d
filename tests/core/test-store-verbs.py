#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A verb of the store without a conformance test does not exist."""

import glob
import os
import re
import sys

SOURCE = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))


def read(*parts):
    with open(os.path.join(SOURCE, *parts), encoding="utf-8") as file:
        return file.read()


def list_verbs():
    header = re.sub(r"/\*.*?\*/", "", read("core", "store", "gw-store.h"), flags=re.S)
    names = re.findall(r"\b(gw_store_\w+) \(", header)
    return sorted(set(names) - {"gw_store_get_type", "gw_store_error_quark"})


def main():
    files = glob.glob(os.path.join(SOURCE, "tests", "core", "store", "conformance-*.c"))
    tests = "".join(read("tests", "core", "store", os.path.basename(file)) for file in files)
    # What the suite's own fixtures call stands in every test that uses them.
    tests += read("tests", "core", "store", "store-fixture.c") + read("tests", "core", "store", "record-source.c")
    verbs = list_verbs()
    print(f"1..{len(verbs)}")
    failed = False
    for number, verb in enumerate(verbs, 1):
        found = re.search(rf"\b{verb} \(", tests) is not None
        failed = failed or not found
        print(f"{'ok' if found else 'not ok'} {number} - {verb}")
    return 1 if failed or len(verbs) < 40 else 0


sys.exit(main())
