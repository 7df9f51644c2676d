# SPDX-License-Identifier: GPL-3.0-or-later
"""Which fold each row goes to."""

import numpy
import sklearn
from sklearn.model_selection import GroupKFold, KFold, StratifiedGroupKFold, StratifiedKFold

from generator import Generator
from reference import DEFINITION, versions

REFERENCE = {**versions(sklearn), **DEFINITION}


def folds(splitter, n, classes=None, groups=None):
    fold = [-1] * n
    for number, (_, rows) in enumerate(splitter.split(numpy.zeros(n), classes, groups)):
        for row in rows:
            fold[row] = number
    return {"fold": fold}


def class_cases(topic, name, classes, ks):
    args = {"y": topic.share(f"{name}_classes", classes)}
    for k in ks:
        topic.add(f"{name}-stratified-{k}", "stratified_kfold", {**args, "k": k},
                  folds(StratifiedKFold(k), len(classes), classes))


def group_cases(topic, name, groups, ks):
    args = {"group": topic.share(f"{name}_groups", groups)}
    for k in ks:
        topic.add(f"{name}-groups-{k}", "group_kfold", {**args, "k": k},
                  folds(GroupKFold(k), len(groups), groups=groups))


def class_and_group_cases(topic, name, classes, groups, ks):
    args = {"y": topic.share(f"{name}_classes", classes), "group": topic.share(f"{name}_groups", groups)}
    for k in ks:
        topic.add(f"{name}-stratified-groups-{k}", "stratified_group_kfold", {**args, "k": k},
                  folds(StratifiedGroupKFold(k), len(classes), classes, groups))


def iterative(labels, k, generator):
    """Sechidis, Tsoumakas and Vlahavas (2011): the rarest label that is left first."""
    n, n_labels = labels.shape
    room = [n / k] * k
    wanted = [[labels[:, label].sum() / k for label in range(n_labels)] for _ in range(k)]
    fold = [-1] * n
    while -1 in fold:
        left = [row for row in range(n) if fold[row] < 0]
        counts = [(sum(labels[row, label] for row in left), label) for label in range(n_labels)]
        rarest = min((count for count in counts if count[0] > 0), default=None)
        for row in left if rarest is None else [row for row in left if labels[row, rarest[1]]]:
            need = [(wanted[f][rarest[1]] if rarest else 0, room[f]) for f in range(k)]
            best = [f for f in range(k) if need[f] == max(need)]
            fold[row] = best[generator.below(len(best))]
            room[fold[row]] -= 1
            for label in range(n_labels):
                wanted[fold[row]][label] -= labels[row, label]
    return fold


def iterative_case(topic, name, labels, k):
    worst = []
    for seed in range(10):
        fold = numpy.array(iterative(labels, k, Generator(seed)))
        held = numpy.array([labels[fold == f].sum(axis=0) for f in range(k)])
        worst.append(abs(held - labels.sum(axis=0) / k).max())
    topic.add(f"{name}-iterative-{k}", "iterative_stratification", {"labels": labels, "k": k},
              {"worst_label_deviation_median": numpy.median(worst), "worst_label_deviation_max": max(worst)},
              within=(0, 0),
              note="the median over seeds 0 to 9 is at most one row more, and folds are as even as labels allow")


def make(topic):
    numbers = numpy.random.default_rng(88)
    for n, k in [(10, 3), (7, 7), (23, 4), (2, 2), (12, 5)]:
        topic.add(f"rows-{n}-{k}", "kfold", {"n": n, "k": k}, folds(KFold(k), n))

    classes = numbers.choice(4, 61, p=[0.5, 0.3, 0.15, 0.05])
    class_cases(topic, "uneven", classes, [2, 3, 5, 10])
    class_cases(topic, "sorted", sorted(classes.tolist(), reverse=True), [3, 4])
    # The class that comes first is not the lowest, one has a single row, numbers are left out.
    class_cases(topic, "few-of-a-class", [5, 5, 2, 5, 2, 2, 5, 9, 2, 5, 5], [2, 4])
    class_cases(topic, "one-class", [1] * 9, [4])
    class_cases(topic, "in-turn", [i % 3 for i in range(14)], [3])

    groups = numbers.integers(0, 17, 61)
    group_cases(topic, "uneven", groups, [2, 3, 5])
    group_cases(topic, "equal-sizes", [i // 3 for i in range(24)], [2, 5, 8])
    # One group has more rows than a fold should have.
    large = [4] * 20 + [0, 0, 1, 1, 1, 7, 8, 8, 9, 3]
    group_cases(topic, "large", large, [2, 3, 5])
    group_cases(topic, "each-its-own", list(range(11)), [3])

    class_and_group_cases(topic, "uneven", classes, groups, [2, 3, 5])
    class_and_group_cases(topic, "large", [int(i % 4 == 0) for i in range(30)], large, [2, 3, 5])
    class_and_group_cases(topic, "class-is-group", [0, 0, 1, 1, 2, 2, 0, 1], [0, 0, 1, 1, 2, 2, 0, 1], [2, 3])
    class_and_group_cases(topic, "alike", [0, 1] * 12, [i // 2 for i in range(24)], [3, 4])

    iterative_case(topic, "independent", (numbers.random((80, 5)) < [0.5, 0.3, 0.2, 0.1, 0.05]).astype(int), 4)
    together = (numbers.random((60, 3)) < [0.4, 0.3, 0.2]).astype(int)
    iterative_case(topic, "together", numpy.column_stack([together, together[:, 0] & together[:, 1]]), 3)
    iterative_case(topic, "some-without", numpy.vstack([numpy.eye(4, dtype=int)] * 5 + [numpy.zeros((13, 4), int)]), 5)
