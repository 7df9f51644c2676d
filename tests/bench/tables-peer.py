#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The peers of bench-tables: reads a line with what is to be done, does it, and
prints the milliseconds of processor and wall time and a figure of the result.

    tables-peer.py REMEDY-TABLE ROWS COLUMNS PCA-TABLE ROWS COLUMNS

The tables are doubles, the first followed by its labels (int32).
"""
import sys
import time
import warnings

import numpy as np
from imblearn.over_sampling import ADASYN, SMOTE
from imblearn.under_sampling import TomekLinks
from sklearn.neighbors import NearestNeighbors

warnings.simplefilter("ignore")


def read(path, n, columns):
    values = np.fromfile(path, np.float64, n * columns).reshape(n, columns)
    return values, np.fromfile(path, np.int32, n, offset=8 * n * columns)


def pca(table):
    return np.linalg.eigh(np.cov(table, rowvar=False))[0][-1]


def neighbours(x):
    return len(NearestNeighbors(n_neighbors=6).fit(x).kneighbors(x, return_distance=False))


def main():
    x, y = read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    table, _ = read(sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
    work = {
        "tomek": lambda: len(TomekLinks().fit_resample(x, y)[1]),
        "smote": lambda: len(SMOTE(random_state=0).fit_resample(x, y)[1]),
        "adasyn": lambda: len(ADASYN(random_state=0).fit_resample(x, y)[1]),
        "neighbours": lambda: neighbours(x),
        "pca": lambda: pca(table),
    }
    print("ready", flush=True)
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        figure = work[line.strip()]()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print("%.3f %.3f %.17g" % (1e3 * cpu, 1e3 * wall, figure), flush=True)


main()
