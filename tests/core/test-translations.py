#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the list of files that translators see to the files that have texts."""

import os
import re
import sys

ROOT = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))

IN_C = re.compile(r'(?<![A-Za-z0-9_])(?:N?C?_|g?_?d?n?p?gettext|ngettext|g_dngettext|g_dpgettext2?) ?\((?:GETTEXT_PACKAGE, )?"')
# gettext sees the words of a text, not what a macro of GLib's puts between them.
CUT = re.compile(r'(?<![A-Za-z0-9_])(?:N?C?_|ngettext|g_dngettext) ?\((?:[^()"]|"(?:[^"\\]|\\.)*")*G_G\w+_FORMAT')
IN_XML = re.compile(r'translatable="(?:yes|true|1)"')


def files_with_text():
    for top in ("app", "core", "widgets", "resources"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                pattern = IN_C if name.endswith((".c", ".h")) else IN_XML if name.endswith(".ui") else None
                if pattern is None:
                    continue
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as source:
                    if pattern.search(source.read()):
                        yield os.path.relpath(path, ROOT)


def cut_texts(names):
    for name in names:
        with open(os.path.join(ROOT, name), encoding="utf-8") as source:
            text = source.read()
        for found in CUT.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}"


def main():
    with open(os.path.join(ROOT, "resources/po/POTFILES"), encoding="utf-8") as source:
        listed = [line.strip() for line in source if line.strip() and not line.startswith("#")]
    found = set(files_with_text())
    # Texts of the desktop have their own marks.
    desktop = {name for name in listed if name.startswith("resources/desktop/")}
    missing = sorted(found - set(listed))
    extra = sorted(set(listed) - found - desktop)
    print("1..4")
    for name in missing:
        print(f"# {name} has texts")
    print(f"{'not ok' if missing else 'ok'} 1 - every file with texts is listed")
    for name in extra:
        print(f"# {name} has no texts, or is not there")
    print(f"{'not ok' if extra else 'ok'} 2 - every listed file has texts")
    in_order = listed == sorted(listed)
    print(f"{'ok' if in_order else 'not ok'} 3 - the list is sorted")
    cut = sorted(cut_texts(found))
    for place in cut:
        print(f"# {place} is cut by a format of GLib's; use PRId64 and its like")
    print(f"{'not ok' if cut else 'ok'} 4 - every text is whole")
    return 1 if missing or extra or cut or not in_order else 0


sys.exit(main())
