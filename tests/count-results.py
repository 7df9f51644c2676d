#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the results of test runs and closes with "N passed, N failed, N skipped".

Reads the JSON logs that meson leaves, a line for each test program, and
counts the sub-tests of their TAP output. A program that ended badly after its
last sub-test (a leak, a sanitizer's finding, a time-out) counts as failed,
and so does a suite that left no results.
"""

import json
import os
import re
import sys

RESULT = re.compile(r"^(not ok|ok)\b\s*\d*\s*-?\s*(.*)$")
REASON = re.compile(r"^(Bail out!|#\s*\w*(Failure|Error|ERROR|Exception)\b|#.*\b(CRITICAL|WARNING)\b)")
FINDING = re.compile(r"^(==\d+==ERROR|SUMMARY|.*runtime error):")


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def program(self, entry):
        failed_before = self.failed
        name = entry["name"]
        for line in entry.get("stdout", "").splitlines():
            found = RESULT.match(line)
            if found:
                self.sub_test(name, found.group(1), found.group(2))
            elif re.match(r"^1\.\.0\b", line):
                self.skipped += 1
                print(f"skipped: {name} {line[4:].strip(' #')}")
        if entry["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and self.failed == failed_before:
            self.failed += 1
            print(f"failed: {name} ended with {entry['result']} ({entry.get('returncode')})")
        if self.failed > failed_before:
            self.reasons(name, entry)

    def reasons(self, program, entry):
        """The lines that say what went wrong, so that a log that is cut still has them."""
        out = [line for line in entry.get("stdout", "").splitlines() if REASON.match(line)]
        err = [line for line in entry.get("stderr", "").splitlines() if FINDING.match(line)]
        for line in out[-3:] + err[:3]:
            print(f"failed: {program}: {line[:400]}")

    def sub_test(self, program, result, text):
        if re.search(r"#\s*SKIP", text, re.IGNORECASE):
            self.skipped += 1
            print(f"skipped: {program} {text}")
        elif result == "ok":
            self.passed += 1
        else:
            self.failed += 1
            print(f"failed: {program} {text}")


def main(paths):
    count = Count()
    for path in paths:
        if not os.path.exists(path):
            print(f"No results in {path}")
            count.failed += 1
            continue
        with open(path, encoding="utf-8") as log:
            for line in log:
                count.program(json.loads(line))
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed or not count.passed else 0


sys.exit(main(sys.argv[1:]))
