# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels that are likely wrong, by confident learning (Northcutt, Jiang and Chuang 2021).

What the paper leaves open is as cleanlab has it: counts are whole, at least one row of
a class is right, and a row of which the label is the likeliest is never named.
"""

import numpy

from reference import DEFINITION

REFERENCE = DEFINITION


def rounded(row):
    """Whole numbers with the sum of the row: where that is more than theirs, what lost
    most is raised, the last of equal ones, where it is less, what won most is lowered,
    the first of equal ones."""
    whole = [round(v) for v in row]
    missing = round(sum(row)) - sum(whole)
    order = sorted(range(len(row)), key=lambda i: (round(row[i] - whole[i], 9), i))
    for i in order[len(order) - missing:] if missing > 0 else order[:-missing]:
        whole[i] += 1 if missing > 0 else -1
    return whole


class Rows:
    def __init__(self, labels, table):
        self.labels, self.table = list(labels), numpy.asarray(table, float)
        self.n_classes = self.table.shape[1]
        self.likeliest = [int(row.argmax()) for row in self.table]
        self.held = [self.labels.count(k) for k in range(self.n_classes)]
        self.thresholds = [numpy.mean([row[k] for row, label in zip(self.table, labels) if label == k])
                           for k in range(self.n_classes)]
        self.confident = []  # the class that a row surely has, or None
        for row, likeliest in zip(self.table, self.likeliest):
            sure = [k for k in range(self.n_classes) if row[k] >= self.thresholds[k] - 1e-6]
            # Of several the likeliest; no case depends on whether it is one of them.
            assert len(sure) < 2 or likeliest in sure
            self.confident.append(likeliest if len(sure) > 1 else sure[0] if sure else None)

    def joint(self):
        """Rows by their label and by the class that they surely have."""
        counts = numpy.zeros((self.n_classes, self.n_classes), int)
        for label, sure in zip(self.labels, self.confident):
            if sure is not None:
                counts[label, sure] += 1
        numpy.fill_diagonal(counts, numpy.maximum(counts.diagonal(), 1))
        return counts

    def calibrated(self):
        joint = self.joint()
        shares = [[held * v / row.sum() for v in row] for held, row in zip(self.held, joint)]
        return numpy.array([rounded(row) for row in shares], int)

    def to_remove(self):
        """How many rows of a label (columns) are of another class (rows)."""
        counts = self.calibrated().T.astype(float)
        kept = numpy.maximum(counts.diagonal(), 1)
        others = numpy.maximum((counts != 0).sum(axis=0) - 1, 1)
        counts = numpy.maximum(counts - (kept - counts.diagonal()) / others, 0)
        numpy.fill_diagonal(counts, kept)
        return numpy.array([rounded(row) for row in counts], int)

    def by_noise_rate(self):
        named, counts = set(), self.to_remove()
        for label in range(self.n_classes):
            rows = [i for i, given in enumerate(self.labels) if given == label]
            for other in range(self.n_classes):
                if other != label:
                    margin = {i: self.table[i, other] - self.table[i, label] for i in rows}
                    named |= set(sorted(rows, key=lambda i: -margin[i])[:counts[other, label]])
        return named

    def by_class(self):
        named, counts = set(), self.to_remove()
        for label in range(self.n_classes):
            rows = [i for i, given in enumerate(self.labels) if given == label]
            if len(rows) > 1:
                rows.sort(key=lambda i: self.table[i, label])
                named |= set(rows[:len(rows) - counts[label, label]])
        return named

    def issues(self, way):
        named = {
            "prune_by_noise_rate": self.by_noise_rate,
            "prune_by_class": self.by_class,
            "both": lambda: self.by_noise_rate() & self.by_class(),
            "confident_learning": lambda: {i for i, sure in enumerate(self.confident)
                                           if sure is not None and sure != self.labels[i]},
            "predicted_neq_given": lambda: set(range(len(self.labels))),
        }[way]()
        return sorted(i for i in named if self.likeliest[i] != self.labels[i])

    def quality(self, way):
        own = [row[label] for row, label in zip(self.table, self.labels)]
        if way == "self_confidence":
            return own
        return [(p - numpy.delete(row, label).max() + 1) / 2 for p, row, label in zip(own, self.table, self.labels)]


def cases(topic, name, labels, table):
    rows = Rows(labels, table)
    args = {"label": topic.share(f"{name}_label", rows.labels), "proba": topic.share(f"{name}_table", rows.table)}
    topic.add(f"{name}-joint", "confident_joint", args,
              {"thresholds": rows.thresholds, "joint_counts": rows.joint(), "joint_calibrated": rows.calibrated()})
    for way in ["prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given"]:
        topic.add(f"{name}-{way}", "label_issues", {**args, "filter": way}, {"index": rows.issues(way)})
    for way in ["self_confidence", "normalized_margin"]:
        topic.add(f"{name}-{way}", "label_quality", {**args, "method": way}, {"score": rows.quality(way)})


def noisy(numbers, n, n_classes, noise, sure):
    truth = numbers.integers(0, n_classes, n)
    labels = numpy.where(numbers.random(n) < noise, (truth + numbers.integers(1, n_classes, n)) % n_classes, truth)
    table = numbers.dirichlet([1] * n_classes, n) + sure * numpy.eye(n_classes)[truth]
    table = (table / table.sum(axis=1, keepdims=True)).round(6)
    return labels.tolist(), table / table.sum(axis=1, keepdims=True)


def make(topic):
    numbers = numpy.random.default_rng(89)
    cases(topic, "three", *noisy(numbers, 60, 3, 0.15, 1.5))
    cases(topic, "five", *noisy(numbers, 80, 5, 0.25, 2))
    cases(topic, "clean", *noisy(numbers, 30, 2, 0, 3))
    # So sure that every threshold is 1, or nearly.
    labels = [0, 0, 1, 1, 2, 2, 0, 1]
    cases(topic, "certain", labels, [numpy.eye(3)[k] for k in [0, 0, 1, 1, 2, 2, 0, 1]])
    # One row in a class, which is likelier to be of another.
    labels, table = noisy(numbers, 24, 2, 0.1, 2)
    table = numpy.hstack([table * 0.9, numpy.full((24, 1), 0.1)])
    table = numpy.vstack([table, [[0.5, 0.2, 0.3]]])
    cases(topic, "one-of-a-class", labels + [2], table)
    # The same with the class in the first place, where rounding leaves it no right row.
    cases(topic, "one-of-the-first-class", [label + 1 for label in labels] + [0], numpy.roll(table, 1, axis=1))
