# SPDX-License-Identifier: GPL-3.0-or-later
"""Several labels on a row: by label, by row, all together, and from scores."""

import numpy
import sklearn
from sklearn import metrics

from reference import versions

REFERENCE = versions(sklearn)
NAN = float("nan")


def label_case(topic, name, truth, guess):
    by_label = metrics.multilabel_confusion_matrix(truth, guess)
    expect = {
        "tn": by_label[:, 0, 0], "fp": by_label[:, 0, 1], "fn": by_label[:, 1, 0], "tp": by_label[:, 1, 1],
        "subset_accuracy": metrics.accuracy_score(truth, guess),
        "hamming_loss": metrics.hamming_loss(truth, guess),
        "jaccard_samples": metrics.jaccard_score(truth, guess, average="samples", zero_division=0),
    }
    for average in ["micro", "macro", "weighted", "samples"]:
        figures = metrics.precision_recall_fscore_support(truth, guess, average=average, zero_division=0)
        for figure, value in zip(["precision", "recall", "f1"], figures):
            expect[f"{figure}_{average}"] = value
    topic.add(f"{name}-labels", "multilabel_metrics",
              {"y_true": topic.share(f"{name}_truth", truth), "y_pred": topic.share(f"{name}_guess", guess)}, expect)


def score_case(topic, name, truth, scores):
    positives = truth.sum(axis=0)
    areas = [metrics.roc_auc_score(truth[:, k], scores[:, k]) if 0 < p < len(truth) else NAN
             for k, p in enumerate(positives)]
    precisions = [metrics.average_precision_score(truth[:, k], scores[:, k]) if p > 0 else NAN
                  for k, p in enumerate(positives)]
    topic.add(f"{name}-scores", "multilabel_scores",
              {"y_true": topic.share(f"{name}_truth", truth), "scores": topic.share(f"{name}_scores", scores)},
              {"roc_auc_per_label": areas, "ap_per_label": precisions,
               "roc_auc_micro": metrics.roc_auc_score(truth.ravel(), scores.ravel()),
               "ap_micro": metrics.average_precision_score(truth.ravel(), scores.ravel()),
               "roc_auc_macro": numpy.nanmean(areas), "ap_macro": numpy.nanmean(precisions)},
              note="labels that have no figure are left out of its mean")


def make(topic):
    numbers = numpy.random.default_rng(76)
    truth = (numbers.random((40, 4)) < [0.6, 0.3, 0.1, 0.5]).astype(int)
    guess = numpy.where(numbers.random((40, 4)) < 0.75, truth, 1 - truth)
    label_case(topic, "four", truth, guess)
    score_case(topic, "four", truth, (0.4 * truth + numbers.random((40, 4))).round(1))
    # Of the labels one is never true, one always, one never guessed; rows without any.
    odd = numpy.array([[0, 1, 1], [0, 1, 0], [0, 1, 1], [0, 1, 0]])
    label_case(topic, "never-and-always", odd, numpy.array([[1, 1, 0], [0, 0, 0], [0, 1, 0], [1, 1, 0]]))
    score_case(topic, "never-and-always", odd,
               numpy.array([[0.1, 0.2, 0.9], [0.5, 0.3, 0.9], [0.5, 0.1, 0.2], [0, 1, 0.2]]))
    empty = numpy.array([[0, 0], [1, 0], [0, 0]])
    label_case(topic, "empty-rows", empty, numpy.array([[0, 0], [0, 0], [1, 1]]))
    label_case(topic, "all-right", truth[:6], truth[:6])
    label_case(topic, "nothing-guessed", truth[:6], numpy.zeros((6, 4), int))
    label_case(topic, "everything-guessed", truth[:6], numpy.ones((6, 4), int))
    one = numpy.array([[1], [0], [1], [1], [0]])
    score_case(topic, "one-label", one, numpy.array([[0.5], [0.5], [0.5], [0.9], [0.1]]))
    score_case(topic, "both-zeros", numpy.array([[1, 0], [0, 1], [1, 1]]),
               numpy.array([[-0.0, 1], [0.0, 1], [-1.0, 1]]))
