#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source says its license: LGPL in the plain C core, GPL elsewhere.

The text of each lies beside what it is for.
"""

import os
import sys

ROOT = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))

PLAIN = ["core/geometry", "core/analytics", "core/segment"]
FOLDERS = [".ci", "app", "core", "resources/sql", "tests", "widgets"]
SOURCES = (".c", ".h", ".cpp", ".py", ".sql")


def sources():
    for top in FOLDERS:
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                path = os.path.join(folder, name)
                # Scripts have no ending.
                if name.endswith(SOURCES) or ("." not in name and os.access(path, os.X_OK)):
                    yield os.path.relpath(path, ROOT)


def license_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        head = [next(file, "") for _ in range(3)]
    words = [line.split("SPDX-License-Identifier:")[1].split() for line in head if "SPDX-License-Identifier:" in line]
    return words[0][0] if words else None


def wrong_licenses():
    for path in sorted(sources()):
        wanted = "LGPL-3.0-or-later" if os.path.dirname(path) in PLAIN else "GPL-3.0-or-later"
        if license_of(path) != wanted:
            yield f"{path}: {license_of(path)} and not {wanted}"


def missing_texts():
    wanted = {"LICENSE": "GNU GENERAL PUBLIC LICENSE"}
    wanted.update({f"{folder}/COPYING.LESSER": "GNU LESSER GENERAL PUBLIC LICENSE" for folder in PLAIN})
    for path, title in wanted.items():
        try:
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                if title not in file.readline():
                    yield f"{path} is not the text of the {title}"
        except FileNotFoundError:
            yield f"{path} is not there"


def main():
    failed = False
    print("1..2")
    for number, (name, found) in enumerate([("every source says its license", list(wrong_licenses())),
                                            ("the texts lie beside the code", list(missing_texts()))], 1):
        for line in found:
            print(f"# {line}")
        print(f"{'not ok' if found else 'ok'} {number} - {name}")
        failed = failed or bool(found)
    return 1 if failed else 0


sys.exit(main())
