# SPDX-License-Identifier: GPL-3.0-or-later
"""Remedies against classes of unequal size.

What is nearest is said here by sorting all distances, so that it is known for equal
ones too; where there are none imbalanced-learn must say the same.
"""

import imblearn
import numpy
import sklearn
from imblearn import over_sampling, under_sampling
from sklearn.cluster import KMeans
from sklearn.utils.class_weight import compute_class_weight

from reference import DEFINITION, versions

REFERENCE = {**versions(imblearn, sklearn), **DEFINITION}
NAN = float("nan")


class Table:
    def __init__(self, topic, name, rows, classes):
        self.topic, self.name = topic, name
        self.rows, self.classes = numpy.array(rows, float), numpy.array(classes, int)
        self.args = {"x": topic.share(f"{name}_rows", self.rows), "y": topic.share(f"{name}_classes", self.classes)}
        self.counts = numpy.bincount(self.classes)
        self.smallest = int(self.counts.argmin())
        self.distance = ((self.rows[:, None, :] - self.rows[None, :, :]) ** 2).sum(axis=2)

    def add(self, name, function, args, expect, **more):
        self.topic.add(f"{self.name}-{name}", function, {**self.args, **args}, expect, **more)

    def nearest(self, row, k, among=None):
        """The k nearest other rows; of equally near ones the lower comes first."""
        others = [i for i in (range(len(self.rows)) if among is None else among) if i != row]
        return sorted(others, key=lambda i: (self.distance[row, i], i))[:k]

    def of(self, label):
        return [i for i, c in enumerate(self.classes) if c == label]

    def count_after(self, sampler):
        return numpy.bincount(sampler.fit_resample(self.rows, self.classes)[1], minlength=len(self.counts))


def neighbour_cases(table, k):
    for label in range(len(table.counts)):
        rows = table.of(label)
        table.add(f"neighbours-of-{label}", "class_neighbours", {"cls": label, "k": k},
                  {"rows": rows, "neighbours": numpy.array([table.nearest(row, k, rows) for row in rows])})
    rows = table.of(table.smallest)
    shares = [numpy.mean([table.classes[i] != table.smallest for i in table.nearest(row, k)]) for row in rows]
    table.add("shares", "adasyn_ratio", {"cls": table.smallest, "k": k}, {"majority_share": shares})


def tomek_cases(table):
    nearest = [table.nearest(row, 1)[0] for row in range(len(table.rows))]
    pairs = [(a, b) for a, b in enumerate(nearest)
             if a < b and nearest[b] == a and table.classes[a] != table.classes[b]]
    table.add("pairs", "tomek_pairs", {}, {"first": [a for a, _ in pairs], "second": [b for _, b in pairs]})
    both = sorted({row for pair in pairs for row in pair})
    for strategy, removed in [("all", both), ("auto", [i for i in both if table.classes[i] != table.smallest])]:
        table.add(f"tomek-{strategy}", "tomek", {"strategy": strategy}, {"removed": removed})


def edited_cases(table, k):
    for kind in ["all", "mode"]:
        removed = []
        for row, label in enumerate(table.classes):
            around = [int(table.classes[i]) for i in table.nearest(row, k)]
            most = min(set(around), key=lambda c: (-around.count(c), c))
            wrong = any(c != label for c in around) if kind == "all" else most != label
            if label != table.smallest and wrong:
                removed.append(row)
        table.add(f"edited-{kind}-{k}", "enn", {"k": k, "kind": kind}, {"removed": removed})


def same_as_imblearn(table):
    """What the definitions say of rows that are all at different distances."""
    cases = table.topic.cases
    for name, sampler in [
            ("tomek-all", under_sampling.TomekLinks(sampling_strategy="all")),
            ("tomek-auto", under_sampling.TomekLinks()),
            ("edited-all-3", under_sampling.EditedNearestNeighbours(kind_sel="all")),
            ("edited-mode-3", under_sampling.EditedNearestNeighbours(kind_sel="mode"))]:
        sampler.fit_resample(table.rows, table.classes)
        kept = set(sampler.sample_indices_.tolist())
        removed = [i for i in range(len(table.rows)) if i not in kept]
        assert cases[f"{table.name}-{name}"]["expect"]["removed"] == removed, (table.name, name)


def near_miss_cases(table):
    for version in [1, 2, 3]:
        for k in [1, 3]:
            sampler = under_sampling.NearMiss(version=version, n_neighbors=k)
            sampler.fit_resample(table.rows, table.classes)
            table.add(f"nearmiss-{version}-{k}", "nearmiss", {"version": version, "k": k},
                      {"kept": sorted(sampler.sample_indices_.tolist())})


def count_cases(table, k):
    table.add("random-over", "random_over", {},
              {"counts": table.count_after(over_sampling.RandomOverSampler(random_state=1))})
    table.add("random-under", "random_under", {},
              {"counts": table.count_after(under_sampling.RandomUnderSampler(random_state=1))})
    table.add("centroids", "cluster_centroids", {}, {"counts": table.count_after(
        under_sampling.ClusterCentroids(estimator=KMeans(n_init=1, random_state=1), random_state=1))})
    table.add("smote", "smote", {"k": k}, {"counts": table.count_after(over_sampling.SMOTE(k_neighbors=k))},
              note="a new row lies between a row of its class and one of that row's nearest of the class")
    try:
        expect = {"counts": table.count_after(over_sampling.ADASYN(n_neighbors=5))}
    except RuntimeError:
        expect = {"status": "no_majority_neighbours"}
    table.add("adasyn", "adasyn", {"k": 5}, expect)

    around = {row: [table.classes[i] != table.smallest for i in table.nearest(row, 10)]
              for row in table.of(table.smallest)}
    table.add("borderline", "borderline_smote", {"cls": table.smallest, "m": 10, "k": k},
              {"danger": [row for row, others in around.items() if 5 <= sum(others) < 10],
               "noise": [row for row, others in around.items() if all(others)],
               "counts": table.count_after(over_sampling.BorderlineSMOTE(k_neighbors=k, m_neighbors=10))},
              note="a class without a row in danger stays as it is")


def weight_cases(topic):
    for name, classes in [("three", [0, 0, 0, 0, 2, 1, 2]), ("two", [1, 0, 0, 0, 0, 1]), ("even", [0, 1, 0, 1])]:
        balanced = compute_class_weight("balanced", classes=numpy.unique(classes), y=classes)
        topic.add(f"weights-{name}", "class_weights", {"y": classes},
                  {"balanced": balanced,
                   "scale_pos_weight": classes.count(0) / classes.count(1) if max(classes) == 1 else NAN})


def make(topic):
    numbers = numpy.random.default_rng(80)

    def clouds(sizes, apart):
        classes = numpy.repeat(range(len(sizes)), sizes)
        rows = numbers.normal(size=(len(classes), 2)) + apart * numpy.column_stack([classes % 2, classes // 2])
        order = numbers.permutation(len(classes))
        return rows[order].round(5), classes[order]

    overlapping = Table(topic, "overlapping", *clouds([40, 14], 1.2))
    several = Table(topic, "several", *clouds([26, 8, 17], 1.5))
    for table in [overlapping, several]:
        neighbour_cases(table, 5)
        tomek_cases(table)
        edited_cases(table, 3)
        edited_cases(table, 2)
        same_as_imblearn(table)
        near_miss_cases(table)
        count_cases(table, 5)

    # So far apart that no row of one class is near one of the other.
    apart = Table(topic, "apart", *clouds([18, 12], 100))
    count_cases(apart, 3)
    tomek_cases(apart)
    edited_cases(apart, 3)

    # On a grid with equal distances, and rows that lie on one another.
    grid = Table(topic, "grid", [(i % 5, i // 5) for i in range(20)] + [(2, 2), (0, 0), (4, 3), (2, 2)],
                 [int(i % 3 == 0) for i in range(20)] + [0, 1, 1, 0])
    neighbour_cases(grid, 4)
    tomek_cases(grid)
    edited_cases(grid, 3)
    edited_cases(grid, 4)
    weight_cases(topic)
