# SPDX-License-Identifier: GPL-3.0-or-later
"""Truth against prediction: confusion matrices and all that is read from them."""

import imblearn
import numpy
import sklearn
from imblearn.metrics import geometric_mean_score
from sklearn import metrics

from reference import versions

REFERENCE = versions(sklearn, imblearn)


def share(part, whole, otherwise):
    return part / whole if whole > 0 else otherwise


def matrix_cases(topic, name, args, truth, guess, labels, weights):
    for normalize in ["none", "true", "pred", "all"]:
        matrix = metrics.confusion_matrix(truth, guess, labels=labels, sample_weight=weights,
                                          normalize=None if normalize == "none" else normalize)
        topic.add(f"{name}-matrix-{normalize}", "confusion_matrix", {**args, "normalize": normalize},
                  {"matrix": matrix})


def metrics_case(topic, name, args, truth, guess, labels, weights, otherwise):
    options = {"labels": labels, "sample_weight": weights, "zero_division": otherwise}
    matrix = metrics.confusion_matrix(truth, guess, labels=labels, sample_weight=weights).astype(float)
    others = [matrix.sum() - matrix[k].sum() for k in range(len(labels))]
    false = [matrix[:, k].sum() - matrix[k, k] for k in range(len(labels))]
    expect = {
        "accuracy": metrics.accuracy_score(truth, guess, sample_weight=weights),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, guess, sample_weight=weights),
        "mcc": metrics.matthews_corrcoef(truth, guess, sample_weight=weights),
        "precision": metrics.precision_score(truth, guess, average=None, **options),
        "recall": metrics.recall_score(truth, guess, average=None, **options),
        "support": matrix.sum(axis=1),
        "specificity": [share(n - fp, n, otherwise) for n, fp in zip(others, false)],
    }
    for average in ["micro", "macro", "weighted"]:
        expect[f"precision_{average}"] = metrics.precision_score(truth, guess, average=average, **options)
        expect[f"recall_{average}"] = metrics.recall_score(truth, guess, average=average, **options)
    for beta in [0.5, 1, 2]:
        expect[f"f{beta:g}"] = metrics.fbeta_score(truth, guess, beta=beta, average=None, **options)
        for average in ["micro", "macro", "weighted"]:
            expect[f"f{beta:g}_{average}"] = metrics.fbeta_score(truth, guess, beta=beta, average=average, **options)
    for kind, weighting in [("plain", None), ("linear", "linear"), ("quadratic", "quadratic")]:
        expect[f"kappa_{kind}"] = metrics.cohen_kappa_score(truth, guess, labels=labels, weights=weighting,
                                                            sample_weight=weights)
    expect["g_mean"] = geometric_mean_score(truth, guess, labels=labels, average="multiclass", sample_weight=weights)
    topic.add(f"{name}-metrics-{otherwise}", "label_metrics", {**args, "zero_division": otherwise}, expect)


def cases(topic, name, truth, guess, labels, weights=None, otherwise=(0,)):
    args = {"y_true": topic.share(f"{name}_truth", truth), "y_pred": topic.share(f"{name}_guess", guess),
            "labels": list(labels)}
    if weights is not None:
        args["weights"] = topic.share(f"{name}_weight", weights)
    # Rows with a label that is missing or not listed are left out of all.
    kept = [i for i, pair in enumerate(zip(truth, guess)) if set(pair) <= set(labels)]
    truth, guess = [truth[i] for i in kept], [guess[i] for i in kept]
    weights = None if weights is None else [weights[i] for i in kept]
    matrix_cases(topic, name, args, truth, guess, labels, weights)
    for value in otherwise:
        metrics_case(topic, name, args, truth, guess, labels, weights, value)


def make(topic):
    numbers = numpy.random.default_rng(75)
    truth = numbers.choice(4, 70, p=[0.55, 0.25, 0.15, 0.05])
    guess = numpy.where(numbers.random(70) < 0.7, truth, numbers.integers(0, 4, 70))
    cases(topic, "four", truth, guess, range(4))
    # The order of the list is that of the matrix; how far two labels are apart is where they stand in it.
    cases(topic, "turned-order", truth, guess, [2, 0, 3, 1])
    weights = (numbers.integers(0, 5, 70) / 2).tolist()
    cases(topic, "weighted", truth, guess, range(4), weights)
    cases(topic, "weight-is-repetition", [0, 1, 1, 0], [0, 1, 0, 1], [0, 1], [3, 2, 1, 4])
    cases(topic, "some-weigh-nothing", [0, 1, 1, 0, 0], [1, 1, 0, 0, 1], [0, 1], [1, 0, 2, 1, 0])
    cases(topic, "all-right", [0, 1, 2, 1], [0, 1, 2, 1], range(3))
    cases(topic, "all-wrong", [0, 1, 2, 0, 1, 2], [1, 2, 0, 2, 0, 1], range(3))
    cases(topic, "one-class-all-right", [1] * 6, [1] * 6, [0, 1], otherwise=(0, 1))
    cases(topic, "never-guessed", [0, 0, 1, 1, 2], [0, 1, 1, 0, 1], range(3), otherwise=(0, 1))
    cases(topic, "never-true", [0, 0, 1, 1, 0], [0, 2, 1, 2, 0], range(3), otherwise=(0, 1))
    cases(topic, "neither", [0, 1, 1], [0, 1, 0], range(4), otherwise=(0, 1))
    cases(topic, "one-row", [1], [0], [0, 1])
    cases(topic, "class-at-the-end", [9, 9, 3, 9], [9, 3, 3, 3], range(10))
    cases(topic, "outside-the-list", truth[:30].tolist(), guess[:30].tolist(), [0, 2])
    cases(topic, "only-one-listed", truth[:30].tolist(), guess[:30].tolist(), [1])
    cases(topic, "holes", [0, None, 1, 1, 0, None, 1], [0, 1, None, 1, 1, None, 0], [0, 1], [1, 9, 9, 2, 1, 9, 3])
