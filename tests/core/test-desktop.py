#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the desktop's own tools judge what is installed for it.

    test-desktop.py DESKTOP-FILE METAINFO-FILE MIME-FILE
"""

import shutil
import subprocess
import sys
import xml.etree.ElementTree

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def judge(number, what, command):
    if shutil.which(command[0]) is None:
        print(f"ok {number} - {what} # SKIP {command[0]} is not installed")
        return True
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    for line in done.stdout.splitlines():
        print(f"# {line}")
    print(f"{'ok' if done.returncode == 0 else 'not ok'} {number} - {what}")
    return done.returncode == 0


def mime_types(path):
    return {entry.get("type") for entry in xml.etree.ElementTree.parse(path).iter(f"{MIME}mime-type")}


def opened_types(path):
    with open(path, encoding="utf-8") as source:
        for line in source:
            if line.startswith("MimeType="):
                return {name for name in line.strip().removeprefix("MimeType=").split(";") if name}
    return set()


def main(desktop, metainfo, mime):
    print("1..3")
    good = judge(1, "the desktop entry is valid", ["desktop-file-validate", "--warn-kde", desktop])
    good = judge(2, "the metainfo is valid", ["appstream-util", "validate-relax", "--nonet", metainfo]) and good
    known = mime_types(mime)
    opened = opened_types(desktop)
    own = known and known <= opened
    print(f"# described: {sorted(known)}, opened: {sorted(opened)}")
    print(f"{'ok' if own else 'not ok'} 3 - the project's file type is described and opened")
    return 0 if good and own else 1


sys.exit(main(*sys.argv[1:]))
