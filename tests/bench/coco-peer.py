# SPDX-License-Identifier: GPL-3.0-or-later
"""coco-peer.py TRUTH.json RESULTS.json

The peer of bench-detection: pycocotools on the same files. Prints a name and a
value a line: what evaluation and masks cost, and the twelve figures. Leaves with
77 where pycocotools is not installed.
"""

import contextlib
import io
import resource
import statistics
import sys
import time

try:
    import numpy
    from pycocotools import mask
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
except ImportError:
    sys.exit(77)


def milliseconds(function):
    begin = time.process_time()
    function()
    return (time.process_time() - begin) * 1e3


def evaluation(truth, results):
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(truth)
        run = COCOeval(coco, coco.loadRes(results), "bbox")
        evaluate = milliseconds(run.evaluate)
        accumulate = milliseconds(run.accumulate)
        run.summarize()
    print("evaluate", evaluate)
    print("accumulate", accumulate)
    print("megabytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for figure in run.stats:
        print("figure", repr(float(figure)))


def masks():
    """An ellipse with a rough edge, as the bench has it."""
    y, x = numpy.mgrid[0:1500, 0:2000]
    rough = numpy.random.default_rng(1).integers(0, 40, 2000)
    inside = numpy.asfortranarray(((x - 1000) ** 2 + (numpy.abs(y - 750) - rough / 2) ** 2 < 702 ** 2).astype(numpy.uint8))
    runs = mask.encode(inside)
    print("encode", statistics.median(milliseconds(lambda: mask.encode(inside)) for _ in range(30)))
    print("decode", statistics.median(milliseconds(lambda: mask.decode(runs)) for _ in range(30)))


masks()
evaluation(sys.argv[1], sys.argv[2])
