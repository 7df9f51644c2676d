#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The worked example of the library: builds, runs, and says what it did."""

import subprocess
import sys

WANTED = """\
parts nobody looked at      1
area under the ROC curve    0.883 (95 %: 0.678 to 1.000)
average precision           0.885
send back from              0.30, which costs 3
of the broken parts found   1.000
of those sent back broken   0.625
Matthews correlation        0.559
"""

done = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=False)
print("1..1")
if done.returncode or done.stdout != WANTED or done.stderr:
    for line in (done.stdout + done.stderr).splitlines():
        print(f"# {line}")
    print("not ok 1 - the example says what it should")
    sys.exit(1)
print("ok 1 - the example says what it should")
