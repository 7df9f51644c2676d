# SPDX-License-Identifier: GPL-3.0-or-later
"""Bins: every rule of width, values on edges, values that are no numbers, ranges and weights."""

import numpy

from reference import versions

REFERENCE = versions(numpy)
NAN, INF = float("nan"), float("inf")
RULES = ["1", "7", "40", "sturges", "scott", "fd", "doane", "auto"]


def columns(numbers):
    yield "gamma", numbers.gamma(1.5, 2, 180).round(3)
    yield "two-humps", numpy.concatenate([numbers.normal(-3, 0.5, 60), numbers.normal(4, 1, 90)]).round(3)
    yield "tenths", numpy.arange(31) / 10
    yield "sevenths", numpy.arange(-14, 15) / 7
    yield "few-values", numbers.integers(-2, 3, 90).astype(float)
    # The quartiles are equal: the width of Freedman and Diaconis is 0.
    yield "mostly-zero", numpy.array([0.0] * 40 + [1.0, 2.0, 5.0])
    yield "constant", numpy.full(9, -4.5)
    yield "one-value", numpy.array([1e6])
    yield "two-values", numpy.array([2.0, 3.0])
    yield "holes", numpy.array([NAN, 1.0, INF, 2.5, -INF, NAN, 2.5, 4.0, 0.5, 1.75])
    yield "nothing-finite", numpy.array([NAN, INF, -INF])
    yield "both-zeros", numpy.array([-0.0, 0.0, -1.0, 1.0, 0.0, -0.0])
    yield "close-together", 1e9 + numpy.arange(20) / 64
    yield "tiny", numpy.arange(12) * 1e-300


def make(topic):
    numbers = numpy.random.default_rng(72)
    for name, values in columns(numbers):
        x = topic.share(name, values)
        finite = values[numpy.isfinite(values)]
        # Without values there is one bin, whatever was asked for.
        for rule in RULES if len(finite) > 0 else ["1", "fd", "auto"]:
            counts, edges = numpy.histogram(finite, bins=int(rule) if rule.isdigit() else rule)
            expect = {"n_bins": len(counts), "counts": counts, "first_edge": edges[0], "last_edge": edges[-1],
                      "width": edges[1] - edges[0], "n_excluded": len(values) - len(finite)}
            if len(finite) == 0:
                expect["status"] = "empty"
            topic.add(f"{name}-{rule}", "histogram", {"x": x, "rule": rule}, expect)

        for low, high, bins in [(0.0, 1.0, 10), (-2.0, 2.5, 9)]:
            counts, _ = numpy.histogram(finite, bins=bins, range=(low, high))
            expect = {"counts": counts, "below": int((finite < low).sum()), "above": int((finite > high).sum())}
            if len(finite) == 0:
                expect["status"] = "empty"
            topic.add(f"{name}-from-{low:g}-to-{high:g}", "histogram_range",
                      {"x": x, "bins": bins, "lo": low, "hi": high}, expect)
        if len(finite) > 0:
            counts, _ = numpy.histogram(finite, bins=6, weights=[1 + i % 3 for i in range(len(finite))])
            topic.add(f"{name}-weighted", "histogram_weighted", {"x": x, "bins": 6, "weights_mod3": True},
                      {"counts": counts}, note="the i-th value that is kept weighs 1 + i mod 3")
