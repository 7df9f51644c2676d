#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results of test runs and closes with "N passed, N failed, N skipped".

Every file named must be there: a suite that left no results counts as failed.
"""

import os
import sys
import xml.etree.ElementTree as ElementTree


def main(paths):
    passed = failed = skipped = 0
    for path in paths:
        if not os.path.exists(path):
            print(f"No results in {path}")
            failed += 1
            continue
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            # A file's own row has the name of its suite; its sub-tests follow.
            skip = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"failed: {case.get('classname', '')} {case.get('name')}")
            elif skip is not None:
                skipped += 1
                reason = skip.get("message") or (skip.text or "").strip()
                print(f"skipped: {case.get('classname', '')} {case.get('name')} {reason}".rstrip())
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))
