#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs get of the library: all its headers, the functions that
these name and no other, and no state that threads would share.

Arguments: the shared library, then the headers that are installed.
"""

import os
import re
import subprocess
import sys

FOLDERS = ("core/geometry", "core/analytics", "core/segment")
FUNCTION = re.compile(r"^ +GW_PUBLIC [\w ]+[ *](\w+) \(", re.M)
# The compiler's own start-up code, and its table of what the processor can do.
NOT_OURS = re.compile(r"completed\.\d+|__dso_handle|__TMC_END__|__cpu_\w+|_end|_edata|__bss_start|\.(data|bss)")
INSTRUMENTS = re.compile(r"__(asan|tsan|ubsan|gcov|llvm)_")

results = []


def check(name, complaints, skip=None):
    results.append(not complaints)
    for complaint in complaints:
        print(f"# {complaint}")
    print(f"{'not ok' if complaints else 'ok'} {len(results)} - {name}" + (f" # SKIP {skip}" if skip else ""))


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def public_headers(root):
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(root, folder))):
            if name.endswith(".h") and not name.endswith("-private.h"):
                yield os.path.join(root, folder, name)


def main():
    library, installed = sys.argv[1], {os.path.basename(header) for header in sys.argv[2:]}
    headers = list(public_headers(os.environ["GW_TEST_SOURCE_DIR"]))
    declared = set()
    for header in headers:
        with open(header, encoding="utf-8") as file:
            declared.update(FUNCTION.findall(file.read()))
    symbols = [line.split() for line in output_of("nm", "-D", library).splitlines()]
    exported = {fields[-1] for fields in symbols if len(fields) == 3 and fields[1] in "TDBRVW"}
    instrumented = any(INSTRUMENTS.match(fields[-1]) for fields in symbols)

    check("every public header is installed",
          [f"{name} is not installed" for name in sorted({os.path.basename(header) for header in headers} - installed)])
    check("every public function is exported", [f"{name} is declared only" for name in sorted(declared - exported)])
    check("nothing else is exported",
          [] if instrumented else [f"{name} is not public" for name in sorted(exported - declared)],
          "built with instruments" if instrumented else None)

    writable = [line.split() for line in output_of("objdump", "-t", library).splitlines()
                if re.search(r"\s\.t?(data|bss)\s", line)]
    check("nothing is kept between calls",
          [] if instrumented else [f"{fields[-1]} can be written" for fields in writable
                                   if not NOT_OURS.fullmatch(fields[-1])],
          "built with instruments" if instrumented else None)
    dynamic = output_of("objdump", "-p", library)
    check("the name of the library holds its version", [] if re.search(r"SONAME\s+\S+\.so\.\d+\n", dynamic) else [dynamic])
    print(f"1..{len(results)}")

    return 0 if all(results) else 1


sys.exit(main())
