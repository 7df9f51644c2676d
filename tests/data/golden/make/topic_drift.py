# SPDX-License-Identifier: GPL-3.0-or-later
"""A column then and now, and a forecast beside what came."""

import math

import numpy
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

from reference import DEFINITION, versions

REFERENCE = {**versions(numpy, scipy), **DEFINITION}
NAN = float("nan")


def stability(reference, current):
    shares = [[max(n / sum(counts), 1e-4) for n in counts] for counts in (reference, current)]
    return sum((now - then) * math.log(now / then) for then, now in zip(*shares))


def column_cases(topic, name, reference, current):
    args = {"reference": topic.share(f"{name}_then", reference), "current": topic.share(f"{name}_now", current)}
    reference, current = (column[~numpy.isnan(column)] for column in (reference, current))
    asymptotic = stats.ks_2samp(reference, current, method="asymp")
    exact = stats.ks_2samp(reference, current, method="exact")
    topic.add(f"{name}-ks", "ks_two_sample", args,
              {"statistic": asymptotic.statistic, "p_asymptotic": asymptotic.pvalue, "p_exact": exact.pvalue},
              within=(1e-12, 1e-7))
    for bins in [10, 4]:
        # At shares as numpy spaces them: a last bit moves values that lie on an edge.
        edges = sorted(set(numpy.quantile(reference, numpy.linspace(0, 1, bins + 1)).tolist()))
        inner = edges[1:-1]
        constant = len(edges) == 1
        if constant:
            counts = [[sum(v == edges[0] for v in column), sum(v != edges[0] for v in column)]
                      for column in (reference, current)]
        else:
            places = [[sum(edge <= v for edge in inner) for v in column] for column in (reference, current)]
            counts = [[column.count(b) for b in range(len(inner) + 1)] for column in places]
        distance = jensenshannon(*counts, base=2)
        topic.add(f"{name}-binned-{bins}", "drift_numeric", {**args, "bins": bins}, {
            "status": "constant_reference" if constant else "ok", "inner_edges": inner, "reference_counts": counts[0],
            "current_counts": counts[1], "psi": stability(*counts), "js_distance_base2": distance,
            "js_divergence_base2": distance**2})


def table_case(topic, name, first, second):
    kept = numpy.array([pair for pair in zip(first, second) if sum(pair) > 0]).T
    expect = {"statistic": 0, "p_value": 1, "dof": 0}
    if kept.shape[1] > 1:
        tested = stats.chi2_contingency(kept, correction=False)
        expect = {"statistic": tested[0], "p_value": tested[1], "dof": tested[2]}
    topic.add(f"{name}-chi2", "chi2_two_sample", {"a": first, "b": second}, expect, within=(1e-12, 1e-8))


def forecast_case(topic, name, actual, forecast):
    pairs = [(a, f) for a, f in zip(actual, forecast) if a == a and f == f]
    errors = [f - a for a, f in pairs]
    shares = [abs(f - a) / abs(a) for a, f in pairs if a != 0]
    total, size = math.fsum(a for a, _ in pairs), math.fsum(abs(a) for a, _ in pairs)
    topic.add(f"{name}-forecast", "forecast_kpi", {"actual": actual, "forecast": forecast}, {
        "n": len(pairs), "rmse": (math.fsum(e * e for e in errors) / len(pairs)) ** 0.5,
        "mae": math.fsum(map(abs, errors)) / len(pairs), "bias": math.fsum(errors) / len(pairs),
        "mape": math.fsum(shares) / len(shares) if shares else NAN, "mape_skipped": len(pairs) - len(shares),
        "wape": math.fsum(map(abs, errors)) / size if size > 0 else NAN,
        "bias_relative": math.fsum(errors) / total if total != 0 else NAN})


def make(topic):
    numbers = numpy.random.default_rng(85)
    then = numbers.gamma(2, 1, 50).round(2)
    column_cases(topic, "alike", then, numbers.gamma(2, 1, 37).round(2))
    column_cases(topic, "wider", then, (2 * numbers.gamma(2, 1, 45)).round(2))
    column_cases(topic, "the-same", then[:20], then[:20])
    column_cases(topic, "apart", numpy.arange(12.0), numpy.arange(20.0, 35.0))
    column_cases(topic, "many-alike", numbers.integers(0, 4, 40).astype(float),
                 numbers.integers(1, 6, 33).astype(float))
    # The current values lie on the edges, which belong to the bin at their right.
    column_cases(topic, "on-edges", numpy.arange(21.0), numpy.arange(0.0, 21.0, 2))
    column_cases(topic, "constant", numpy.full(8, 2.5), numpy.array([2.5, 2.5, 3.0, 1.0, 2.5]))
    column_cases(topic, "constant-and-the-same", numpy.full(6, -1.0), numpy.full(4, -1.0))
    column_cases(topic, "two-values", numpy.array([0.0] * 17 + [1.0] * 3), numpy.array([0.0] * 5 + [1.0] * 15))
    column_cases(topic, "holes", numpy.where(then > 3, NAN, then), numpy.array([NAN, 1.5, 0.25, NAN, 2.5, 9.0]))
    column_cases(topic, "one-each", numpy.array([1.0]), numpy.array([2.0]))
    column_cases(topic, "both-zeros", numpy.array([0.0, -0.0, 1.0, -1.0]), numpy.array([-0.0, 0.0, 0.0]))

    table_case(topic, "plain", [10, 20, 30], [12, 25, 20])
    table_case(topic, "proportional", [1, 2, 3], [10, 20, 30])
    table_case(topic, "empty-columns", [0, 5, 0, 9, 2], [0, 7, 0, 3, 0])
    table_case(topic, "one-column", [0, 12, 0], [0, 9, 0])
    table_case(topic, "far-apart", [1000, 0, 3], [0, 900, 4])
    table_case(topic, "two-by-two", [8, 2], [1, 5])

    actual = numbers.uniform(20, 80, 14).round(1)
    forecast_case(topic, "plain", actual, (actual + numbers.normal(1, 6, 14)).round(1))
    forecast_case(topic, "holes", [NAN, 4.0, 5.0, NAN, 8.0, 2.0], [1.0, NAN, 6.0, NAN, 7.5, 2.0])
    forecast_case(topic, "some-zero", [0.0, -0.0, 4.0, 10.0], [1.0, 0.0, 5.0, 8.0])
    forecast_case(topic, "all-zero", [0.0, 0.0, 0.0], [1.0, -2.0, 0.5])
    forecast_case(topic, "sums-to-zero", [5.0, -5.0, 2.0, -2.0], [6.0, -4.0, 2.0, -3.0])
    forecast_case(topic, "negative", [-10.0, -20.0, -40.0], [-12.0, -18.0, -40.0])
    forecast_case(topic, "exact", [1.5, 2.5], [1.5, 2.5])
    forecast_case(topic, "one", [8.0], [10.0])
