# SPDX-License-Identifier: GPL-3.0-or-later
"""Two models over the same rows, and one over rows drawn anew."""

import numpy
import scipy
import statsmodels
from scipy.stats import norm
from statsmodels.stats.contingency_tables import mcnemar

from generator import Generator
from placements import area, covariance
from reference import DEFINITION, versions

REFERENCE = {**versions(statsmodels, numpy, scipy), **DEFINITION}
NAN = float("nan")


def mcnemar_cases(topic, name, args, truth, first, second, threshold):
    right = [[(s >= threshold) == (t == 1) for t, s in zip(truth, score)] for score in (first, second)]
    table = [[sum(a == x and b == y for a, b in zip(*right)) for y in (True, False)] for x in (True, False)]
    for variant, options in [("exact", {"exact": True}), ("chi2", {"exact": False, "correction": False}),
                             ("chi2_cc", {"exact": False, "correction": True})]:
        expect = {"both_right": table[0][0], "only_a": table[0][1], "only_b": table[1][0], "both_wrong": table[1][1],
                  "statistic": NAN, "p_value": 1}
        if table[0][1] + table[1][0] > 0:
            tested = mcnemar(table, **options)
            expect.update(statistic=float(tested.statistic), p_value=float(tested.pvalue))
        topic.add(f"{name}-{variant}-{threshold}", "mcnemar", {**args, "threshold": threshold, "variant": variant},
                  expect, within=(1e-12, 1e-8), note="without a row that only one has right p is 1")


def delong_case(topic, name, args, truth, first, second):
    of_first, of_second = covariance(truth, first, first), covariance(truth, second, second)
    of_both = covariance(truth, first, second)
    a, b = area(truth, first), area(truth, second)
    z = float(a - b) / float(of_first + of_second - 2 * of_both) ** 0.5
    topic.add(f"{name}-delong", "auc_delong_paired", args,
              {"auc_a": float(a), "auc_b": float(b), "var_a": float(of_first), "cov_ab": float(of_both), "z": z,
               "p_value": 2 * norm.sf(abs(z))}, within=(1e-10, 1e-7))


def bootstrap_case(topic, name, truth, score, replicates, seed, level):
    generator = Generator(seed)
    areas = []
    for _ in range(replicates):
        drawn = [generator.below(len(truth)) for _ in truth]
        if 0 < sum(truth[i] for i in drawn) < len(drawn):
            areas.append(float(area([truth[i] for i in drawn], [score[i] for i in drawn])))
    low, high = numpy.quantile(areas, [(1 - level) / 2, (1 + level) / 2])
    topic.add(f"{name}-bootstrap-{replicates}", "bootstrap_auc",
              {"y_true": topic.share(f"{name}_truth", truth), "score": topic.share(f"{name}_a", score),
               "replicates": replicates, "seed": seed, "level": level},
              {"used": len(areas), "ci_lo": low, "ci_hi": high, "mean": sum(areas) / len(areas)},
              note="draws of one class only are left out and not counted")


def make(topic):
    numbers = numpy.random.default_rng(79)
    truth = (numbers.random(60) < 0.45).astype(int).tolist()
    better = (0.35 * numpy.array(truth) + 0.65 * numbers.random(60)).round(2).tolist()
    worse = (0.15 * numpy.array(truth) + 0.85 * numbers.random(60)).round(1).tolist()
    sets = {
        "better-and-worse": (truth, better, worse),
        "nearly-the-same": (truth, better, [s + 0.125 * (i % 7 == 0) for i, s in enumerate(better)]),
        "turned": (truth[:20], worse[:20], [1 - s for s in worse[:20]]),
        "one-is-constant": (truth[:15], better[:15], [0.5] * 15),
    }
    for name, (rows, first, second) in sets.items():
        args = {"y_true": topic.share(f"{name}_truth", rows), "score_a": topic.share(f"{name}_a", first),
                "score_b": topic.share(f"{name}_b", second)}
        mcnemar_cases(topic, name, args, rows, first, second, 0.5)
        delong_case(topic, name, args, rows, first, second)
    mcnemar_cases(topic, "better-and-worse-strict", {key: f"@better-and-worse_{end}" for key, end in
                  [("y_true", "truth"), ("score_a", "a"), ("score_b", "b")]}, truth, better, worse, 0.9)
    # A score on the threshold is positive; and none, one and equally many discordant rows.
    for name, rows, first, second in [("on-the-threshold", [1, 0, 1, 0], [0.5, 0.5, 0.25, 0.5], [0.5, 0.25, 0.5, 0.75]),
                                      ("always-the-same", [1, 0, 1], [0.9, 0.2, 0.1], [0.8, 0.3, 0.2]),
                                      ("one-discordant", [1, 0], [0.9, 0.2], [0.1, 0.3]),
                                      ("evenly-discordant", [1, 1, 0, 0], [0.9, 0.1, 0.1, 0.9], [0.1, 0.9, 0.9, 0.1])]:
        args = {"y_true": rows, "score_a": first, "score_b": second}
        mcnemar_cases(topic, name, args, rows, first, second, 0.5)

    # Left out: rows without the truth or either score.
    args = {"y_true": [1, 0, None, 1, 0, 1, 0, 1], "score_a": [0.9, 0.4, 0.2, NAN, 0.6, 0.3, 0.1, 0.8],
            "score_b": [0.7, 0.6, 0.9, 0.8, 0.2, 0.9, NAN, 0.4]}
    kept = [0, 1, 4, 5, 7]
    rows, first, second = ([args[key][i] for i in kept] for key in ["y_true", "score_a", "score_b"])
    mcnemar_cases(topic, "holes", args, rows, first, second, 0.5)
    delong_case(topic, "holes", args, rows, first, second)

    # As few rows of each class as have a variance.
    rows, first, second = [1, 0, 0, 1], [0.8, 0.4, 0.6, 0.5], [0.7, 0.2, 0.9, 0.3]
    delong_case(topic, "two-of-each", {"y_true": rows, "score_a": first, "score_b": second}, rows, first, second)

    bootstrap_case(topic, "better-and-worse", truth, better, 150, 5, 0.95)
    bootstrap_case(topic, "better-and-worse", truth, better, 40, 6, 0.5)
    # Often only one class is drawn.
    bootstrap_case(topic, "few", [0, 0, 1, 0, 1], [0.25, 0.5, 0.5, 0.125, 0.75], 80, 2**33, 0.9)
