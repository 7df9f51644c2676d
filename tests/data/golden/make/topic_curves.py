# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of two classes: curves, operating points, thresholds, and how far the scores are probabilities."""

from fractions import Fraction

import numpy
import scipy
import sklearn
from scipy.stats import norm
from sklearn import metrics

from placements import area, covariance
from reference import DEFINITION, versions

REFERENCE = {**versions(sklearn, numpy, scipy), **DEFINITION}
NAN, INF = float("nan"), float("inf")
DEPTHS = [0.001, 0.1, 0.125, 0.25, 1 / 3, 0.5, 0.75, 0.999, 1]


class Rows:
    """What is left of a set when rows without score or truth are left out."""

    def __init__(self, topic, name, truth, score, weight=None):
        self.name = name
        self.args = {"y_true": topic.share(f"{name}_truth", list(truth)),
                     "score": topic.share(f"{name}_score", list(score))}
        if weight is not None:
            self.args["weights"] = topic.share(f"{name}_weight", list(weight))
        kept = [i for i, (t, s) in enumerate(zip(truth, score)) if t is not None and s == s]
        self.n_excluded = len(truth) - len(kept)
        self.truth = numpy.array([truth[i] for i in kept], int)
        self.score = numpy.array([score[i] for i in kept], float)
        self.weight = None if weight is None else numpy.array([weight[i] for i in kept], float)
        # The references refuse what is infinite; the order is all that a curve sees.
        self.values, self.rank = numpy.unique(self.score, return_inverse=True)
        self.positives = int(self.truth.sum())
        self.negatives = len(self.truth) - self.positives
        self.two_classes = self.positives > 0 and self.negatives > 0

    def back(self, ranks):
        return self.values[numpy.asarray(ranks, int)]

    def points(self):
        """From the highest threshold down: threshold, tp, fp, tn, fn."""
        for threshold in self.values[::-1]:
            taken = self.score >= threshold
            tp = int(self.truth[taken].sum())
            fp = int(taken.sum()) - tp
            yield threshold, tp, fp, self.negatives - fp, self.positives - tp


def roc_cases(topic, rows):
    status = "ok" if rows.two_classes else "single_class"
    for drop in [True, False]:
        fpr, tpr, ranks = metrics.roc_curve(rows.truth, rows.rank, sample_weight=rows.weight, drop_intermediate=drop)
        thresholds = numpy.concatenate([[INF], rows.back(ranks[1:])])
        expect = {"n_points": len(fpr), "fpr": fpr, "tpr": tpr, "thresholds": thresholds, "status": status,
                  "n_excluded": rows.n_excluded, "auc": NAN}
        if rows.two_classes:
            expect["auc"] = metrics.roc_auc_score(rows.truth, rows.rank, sample_weight=rows.weight)
        topic.add(f"{rows.name}-roc{'' if drop else '-all'}", "roc_curve", {**rows.args, "drop_intermediate": drop},
                  expect)


def pr_case(topic, rows):
    precision, recall, ranks = metrics.precision_recall_curve(rows.truth, rows.rank, sample_weight=rows.weight)
    expect = {"n_points": len(precision), "average_precision": NAN, "trapezoid_pr_auc": NAN, "status": "no_positive"}
    if rows.positives > 0:
        expect = {
            "n_points": len(precision), "status": "ok", "precision": precision, "recall": recall,
            "thresholds": rows.back(ranks), "trapezoid_pr_auc": metrics.auc(recall, precision),
            "average_precision": metrics.average_precision_score(rows.truth, rows.rank, sample_weight=rows.weight),
        }
    topic.add(f"{rows.name}-pr", "pr_curve", rows.args, expect)


def threshold_cases(topic, rows):
    points = list(rows.points())

    def best(value, start):
        """In fractions, so that what is equal is equal; the higher threshold wins."""
        best_value, best_threshold = start
        for threshold, tp, fp, tn, fn in points:
            if best_value is None or value(tp, fp, tn, fn) > best_value:
                best_value, best_threshold = value(tp, fp, tn, fn), threshold
        return best_value, best_threshold

    for beta in [Fraction(1, 2), Fraction(1), Fraction(2)]:
        def f_beta(tp, fp, tn, fn, square=beta**2):
            whole = (1 + square) * tp + square * fn + fp
            return (1 + square) * tp / whole if whole > 0 else Fraction(0)
        value, threshold = best(f_beta, (None, None))
        topic.add(f"{rows.name}-threshold-f{float(beta):g}", "choose_threshold",
                  {**rows.args, "rule": "fbeta", "beta": float(beta)},
                  {"threshold": threshold, "objective": float(value)})

    value, threshold = best(lambda tp, fp, tn, fn: Fraction(tp, tp + fn) - Fraction(fp, fp + tn), (None, None))
    topic.add(f"{rows.name}-threshold-youden", "choose_threshold", {**rows.args, "rule": "youden"},
              {"threshold": threshold, "objective": float(value)})

    for of_fp, of_fn in [(1, 1), (2, 1), (1, 5), (0, 1)]:
        # To call nobody positive costs every positive row, and wins where it is no dearer.
        value, threshold = best(lambda tp, fp, tn, fn: -(of_fp * fp + of_fn * fn), (-of_fn * rows.positives, INF))
        topic.add(f"{rows.name}-threshold-cost-{of_fp}-{of_fn}", "choose_threshold",
                  {**rows.args, "rule": "cost", "cost": [of_fp, of_fn]},
                  {"threshold": threshold, "objective": float(-value)})


def gain(rows, depth):
    """Rows from the top; of a group of equal scores as large a part as there is room for."""
    room, found = Fraction(depth) * len(rows.truth), Fraction(0)
    for threshold in rows.values[::-1]:
        group = rows.truth[rows.score == threshold]
        part = min(room, len(group))
        found += part / len(group) * int(group.sum())
        room -= part
    return found / rows.positives


def both_class_cases(topic, rows):
    fpr, fnr, ranks = metrics.det_curve(rows.truth, rows.rank)
    topic.add(f"{rows.name}-det", "det_curve", rows.args, {"fpr": fpr, "fnr": fnr, "thresholds": rows.back(ranks)})
    columns = zip(*rows.points())
    topic.add(f"{rows.name}-points", "operating_points", rows.args,
              dict(zip(["threshold", "tp", "fp", "tn", "fn"], columns)))
    threshold_cases(topic, rows)
    gains = [gain(rows, depth) for depth in DEPTHS]
    topic.add(f"{rows.name}-gain", "gain_lift", {**rows.args, "depth": topic.share("depths", DEPTHS)},
              {"gain": [float(g) for g in gains], "lift": [float(g / Fraction(d)) for g, d in zip(gains, DEPTHS)]})
    if rows.positives >= 2 and rows.negatives >= 2:
        middle, variance = area(rows.truth, rows.score), float(covariance(rows.truth, rows.score, rows.score))
        for level in [0.95, 0.8]:
            reach = norm.ppf(0.5 + level / 2) * variance**0.5
            topic.add(f"{rows.name}-delong-{level}", "auc_delong", {**rows.args, "level": level},
                      {"auc": float(middle), "variance": variance, "ci_lo": max(0.0, float(middle) - reach),
                       "ci_hi": min(1.0, float(middle) + reach)}, within=(1e-10, 1e-7))


def probability_cases(topic, rows):
    share = rows.truth.mean()
    brier = numpy.average((rows.score - rows.truth) ** 2, weights=rows.weight)
    sure = numpy.clip(rows.score, 2.0**-52, 1 - 2.0**-52)
    loss = -numpy.log(numpy.where(rows.truth == 1, sure, 1 - sure))
    expect = {"brier": brier, "log_loss": numpy.average(loss, weights=rows.weight)}
    if rows.weight is None:
        expect["brier_skill"] = 1 - brier / (share * (1 - share)) if rows.two_classes else NAN
    if not rows.two_classes:
        expect["status"] = "single_class"
    topic.add(f"{rows.name}-probability", "probability_metrics", rows.args, expect)
    if rows.weight is None:
        for bins, strategy in [(10, "uniform"), (5, "quantile")]:
            calibration_case(topic, f"{rows.name}-calibration-{strategy}-{bins}", rows, bins, strategy)


def calibration_case(topic, name, rows, bins, strategy):
    shares = numpy.linspace(0, 1, bins + 1)
    edges = shares if strategy == "uniform" else numpy.quantile(rows.score, shares)
    bin_of = numpy.array([sum(p > edge for edge in edges[1:-1]) for p in rows.score])
    held = [bin_of == b for b in range(bins)]
    counts = [int(h.sum()) for h in held]
    mean = [rows.score[h].mean() if h.any() else NAN for h in held]
    positive = [rows.truth[h].mean() if h.any() else NAN for h in held]
    gaps = [abs(m - p) for m, p in zip(mean, positive)]
    topic.add(name, "calibration", {**rows.args, "bins": bins, "strategy": strategy}, {
        "edges": edges, "count": counts, "mean_predicted": mean, "fraction_positive": positive,
        "ece": sum(c * g for c, g in zip(counts, gaps) if c > 0) / len(rows.score),
        "mce": numpy.nanmax(gaps),
    }, within=(1e-9, 1e-9))


def sets(numbers):
    truth = (numbers.random(32) < 0.4).astype(int)
    close = numpy.clip(0.35 + 0.25 * truth + numbers.normal(0, 0.2, 32), 0, 1)
    yield "plain", truth, close.round(4), None
    yield "tenths", truth, close.round(1), None  # on the edges of the bins, and many alike
    yield "weighted", truth, close.round(1), numbers.integers(1, 5, 32) / 2
    yield "some-weigh-nothing", truth[:12], close[:12].round(1), [0, 1, 0, 2, 1, 1, 0, 3, 1, 0, 1, 2]
    yield "turned", truth[:12], (1 - close[:12]).round(2), None
    yield "all-alike", [0, 1, 1, 0, 1], [0.25] * 5, None
    yield "two-groups", [0, 1, 1, 0, 0, 1, 1, 1], [0, 0, 1, 1, 0, 1, 1, 0], None
    # tp/P - fp/N is a third in four places.
    yield "equal-youden", [1, 0, 0, 1, 0, 0, 1, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2, 1], None
    yield "perfect", [0, 1, 0, 1], [0.1, 0.75, 0.25, 1], None
    yield "sure-and-wrong", [0, 1, 0, 1, 1], [1, 0, 0, 1, 0.5], None
    yield "one-positive", [0, 0, 0, 1, 0], [0.5, 0.25, 0.5, 0.5, 0.75], None
    yield "only-positive", [1, 1, 1], [0.25, 0.5, 0.25], None
    yield "only-negative", [0, 0, 0, 0], [0, 1, 0.5, 0.5], None
    yield "one-row", [1], [0.5], None
    yield "infinite", [1, 0, 1, 0, 1, 0, 1], [INF, INF, 3, -INF, -INF, 2, 1e308], None
    yield "both-zeros", [1, 0, 1, 0], [0.0, -0.0, -1, 1], None
    yield "next-double", [1, 0, 1, 0], [0.5, numpy.nextafter(0.5, 1), 0.5, numpy.nextafter(0.5, 0)], None
    yield "holes", [1, None, 0, 1, 0, 1, None, 0], [0.75, 0.5, NAN, 0.5, 0.25, 0.25, NAN, 0.75], None


def make(topic):
    numbers = numpy.random.default_rng(77)
    for name, truth, score, weight in sets(numbers):
        truth = [None if t is None else int(t) for t in truth]
        rows = Rows(topic, name, truth, score, weight)
        roc_cases(topic, rows)
        pr_case(topic, rows)
        if rows.two_classes and weight is None:
            both_class_cases(topic, rows)
        if all(0 <= s <= 1 for s in rows.score):
            probability_cases(topic, rows)
