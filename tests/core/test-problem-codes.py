#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the codes of problems that the program meets against their one list.

The list is the table of core/formats/gw-problem-code.c, which has the sentence
of each. Every code that is reported anywhere stands in it, and every code of it
is reported somewhere.
"""

import os
import re
import sys

ROOT = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
FORMATS = os.path.join("core", "formats")
LIST = os.path.join(FORMATS, "gw-problem-code.c")
CODE = r"[a-z]+(?:-[a-z0-9]+)*"

# What stands before a code where one is reported, made or asked for; blanks are one blank.
BEFORE = re.compile(r"(?:GW_SEVERITY_[A-Z]+, |GW_OUTCOME_[A-Z_]+, |\.code = |\bcode = |_gw_report_loss \([^,;]*, "
                    r"|gw_problems_(?:count_code|get_kind|want) \([^,;]*, "
                    r"|gw_problems_add \([^,;]*, GW_SEVERITY_[A-Z]+, )$")


def load(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def list_sources():
    for top in ("core", "app"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), ROOT)
                if name.endswith(".c") and path != LIST:
                    yield path


def strip_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def find_literals(text):
    """Each text that may be a code, and what stands before it."""
    text = re.sub(r"\s+", " ", strip_comments(text))
    for match in re.finditer(rf'"({CODE})"', text):
        yield match.group(1), text[max(0, match.start() - 300):match.start()]


def read_list():
    text = load(LIST)
    table = text[text.index("codes[] = {"):text.index("kept_texts")]
    kept = text[text.index("kept_texts"):text.index("find_kept_text")]
    entries = re.findall(rf'^  {{ "({CODE})", (?:N_ \("([^"]+)"\)|)', table, re.M)
    return entries, re.findall(rf'{{ "({CODE})",', kept)


def main():
    entries, kept = read_list()
    codes = [code for code, _ in entries]
    words = {code.split("-")[0] for code in codes if "-" in code}
    failures = []
    literals = set()
    used = set()

    for path in list_sources():
        for literal, before in find_literals(load(path)):
            literals.add(literal)
            if BEFORE.search(before):
                used.add((literal, path))
            # Functions of the formats that say what is wrong return the code.
            elif path.startswith(FORMATS) and before.endswith("return ") and "-" in literal and literal.split("-")[0] in words:
                used.add((literal, path))

    tests = [
        ("each code has a sentence", [code for code, title in entries if not title]),
        ("codes are sorted, and once in the list",
         [two for one, two in zip(codes, codes[1:]) if one >= two]),
        ("what is kept is of codes of the list", [code for code in kept if code not in codes]),
        ("what is reported is in the list",
         [f"{code} ({path})" for code, path in sorted(used) if code not in codes]),
        ("what is in the list is reported", [code for code in codes if code not in literals]),
        ("the search finds most of them", [] if len({code for code, _ in used}) > len(codes) // 2 else ["too few"]),
    ]
    print(f"1..{len(tests)}")
    for number, (name, wrong) in enumerate(tests, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} {name}")
        for one in wrong:
            print(f"# {one}")
        failures += wrong
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
