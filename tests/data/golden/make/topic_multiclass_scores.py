# SPDX-License-Identifier: GPL-3.0-or-later
"""Probabilities of several classes."""

import numpy
import sklearn
from sklearn import metrics

from reference import DEFINITION, versions
from topic_curves import Rows, calibration_case

REFERENCE = {**versions(sklearn), **DEFINITION}
NAN = float("nan")


def in_the_first(row, truth, k):
    """Among equal ones the higher class comes first, as scikit-learn has it."""
    order = sorted(range(len(row)), key=lambda c: (row[c], c), reverse=True)
    return truth in order[:k]


def figures(truth, table):
    n, k = table.shape
    is_class = numpy.array([[int(t == c) for c in range(k)] for t in truth])
    held = is_class.sum(axis=0)
    expect = {
        "auc_per_class": [metrics.roc_auc_score(is_class[:, c], table[:, c]) if 0 < held[c] < n else NAN
                          for c in range(k)],
        "ap_per_class": [metrics.average_precision_score(is_class[:, c], table[:, c]) if held[c] > 0 else NAN
                         for c in range(k)],
        "auc_micro": metrics.roc_auc_score(is_class.ravel(), table.ravel()),
        "ap_micro": metrics.average_precision_score(is_class.ravel(), table.ravel()),
        "log_loss": metrics.log_loss(truth, table, labels=range(k)),
        "brier_multi": ((table - is_class) ** 2).sum() / n,
    }
    expect["ap_macro"] = numpy.nanmean(expect["ap_per_class"])
    for averaging in ["macro", "weighted"]:
        for way in ["ovr", "ovo"]:
            expect[f"auc_{way}_{averaging}"] = metrics.roc_auc_score(truth, table, multi_class=way, average=averaging) \
                if all(held > 0) else NAN
    if not all(held > 0):
        expect["status"] = "undefined"
    for first in [1, 3]:
        if first < k:
            expect[f"top{first}_accuracy"] = numpy.mean([in_the_first(row, t, first) for row, t in zip(table, truth)])
    return expect


def cases(topic, name, truth, table):
    table = numpy.array(table, float)
    args = {"y_true": topic.share(f"{name}_truth", truth), "proba": topic.share(f"{name}_table", table)}
    kept = [i for i, t in enumerate(truth) if t is not None and not numpy.isnan(table[i]).any()]
    truth, table = numpy.array([truth[i] for i in kept]), table[kept]
    topic.add(name, "multiclass_score_metrics", args, figures(truth, table),
              note="averages of areas are null where a class has no row")
    hit = [int(row.argmax() == t) for row, t in zip(table, truth)]
    rows = Rows(topic, f"{name}_top", hit, table.max(axis=1))
    calibration_case(topic, f"{name}-top-label", rows, 15, "uniform")


def make(topic):
    numbers = numpy.random.default_rng(78)
    truth = numbers.choice(4, 40, p=[0.5, 0.2, 0.2, 0.1])
    table = numbers.dirichlet([0.6] * 4, 40) + 0.4 * numpy.eye(4)[truth]
    cases(topic, "four", truth, table / table.sum(axis=1, keepdims=True))
    # Neighbours that vote: few values, and many that are alike.
    votes = numpy.array([numbers.multinomial(4, row) for row in table / table.sum(axis=1, keepdims=True)]) / 4
    cases(topic, "votes", truth, votes)
    cases(topic, "alike", [0, 1, 2, 3, 4], numpy.full((5, 5), 0.2))
    cases(topic, "sure", [0, 1, 2, 2], [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    present = truth.copy()
    present[present == 2] = 0
    cases(topic, "absent-class", present, votes)
    cases(topic, "holes", [0, 1, None, 2, 1, 0, 2],
          [[0.5, 0.25, 0.25], [0.25, 0.75, 0], [1, 0, 0], [0.5, 0, 0.5], [NAN, 0.5, 0.5], [0.25, 0.5, 0.25], [0, 0, 1]])
    cases(topic, "one-row-a-class", [2, 0, 1], [[0.25, 0.5, 0.25], [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]])
