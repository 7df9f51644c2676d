#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""histogram-peer.py VALUES

The peer of bench-histogram: numpy on the doubles in a file. Reads a line with a
number of bins or the name of a rule, and prints the milliseconds of wall time, the
number of bins and a sum over the counts.
"""
import sys
import time

import numpy as np


def main():
    values = np.fromfile(sys.argv[1])
    for line in sys.stdin:
        rule = line.strip()
        begin = time.perf_counter()
        counts, _ = np.histogram(values, bins=int(rule) if rule.isdigit() else rule)
        spent = time.perf_counter() - begin
        check = int((counts * np.arange(1, len(counts) + 1)).sum())
        print("%.3f %d %d" % (1e3 * spent, len(counts), check), flush=True)


main()
