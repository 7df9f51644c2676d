# SPDX-License-Identifier: GPL-3.0-or-later
"""Random cut trees (Guha, Mishra, Roy and Schrijvers 2016): scores of given ones, and how forests rank."""

import numpy

from generator import Generator
from reference import DEFINITION

REFERENCE = DEFINITION
NAN = float("nan")


class Halves:
    """Draws that are all one half: on a line of whole numbers cuts lie on points."""

    @staticmethod
    def real():
        return 0.5


class Node:
    def __init__(self, points, rows, generator):
        self.rows, self.mass = rows, len(rows)
        self.left = self.right = None
        self.dimension, self.cut = -1, NAN
        low, high = points[rows].min(axis=0), points[rows].max(axis=0)
        if (low == high).all():
            return
        place = generator.real() * (high - low).sum()
        for self.dimension, side in enumerate(high - low):
            if place < side:
                break
            place -= side
        self.cut = low[self.dimension] + place
        at_left = [row for row in rows if points[row, self.dimension] <= self.cut]
        self.left = Node(points, at_left, generator)
        self.right = Node(points, [row for row in rows if row not in set(at_left)], generator)

    def below(self):
        """This node and all under it, a parent before its children."""
        return [self] + (self.left.below() + self.right.below() if self.left else [])

    def scores(self, above=()):
        """Of each row: displacement, collusive displacement, depth. Above it stand the
        masses of the siblings on the way down, each with the mass beside it."""
        if self.left is None:
            collusive = max((mass / own for mass, own in above), default=0)
            return {row: (above[-1][0] if above else 0, collusive, len(above)) for row in self.rows}
        return {**self.left.scores((*above, (self.right.mass, self.left.mass))),
                **self.right.scores((*above, (self.left.mass, self.right.mass)))}


def tree_case(topic, name, points, generator):
    tree = Node(points, list(range(len(points))), generator)
    nodes = tree.below()
    number = {id(node): i for i, node in enumerate(nodes)}
    scores = tree.scores()
    topic.add(f"tree-{name}", "rcf_tree_scores", {
        "points": points, "node_dim": [node.dimension for node in nodes], "node_cut": [node.cut for node in nodes],
        "node_left": [number.get(id(node.left), -1) for node in nodes],
        "node_right": [number.get(id(node.right), -1) for node in nodes],
        "leaf_of_point": [next(i for i, node in enumerate(nodes) if node.left is None and row in node.rows)
                          for row in range(len(points))]}, {
        "node_mass": [node.mass for node in nodes],
        "displacement": [float(scores[row][0]) for row in range(len(points))],
        "collusive_displacement": [float(scores[row][1]) for row in range(len(points))],
        "depth": [scores[row][2] for row in range(len(points))],
    }, note="node 0 is the root; equal points share a leaf; what is at most the cut goes left")


def ranking(points, is_outlier, trees, sample, seed):
    generator = Generator(seed)
    scores = {row: [] for row in range(len(points))}
    for _ in range(trees):
        rows = generator.shuffled(len(points))[:sample]
        for row, (_, collusive, _) in Node(points, rows, generator).scores().items():
            scores[row].append(collusive)
    scored = {row: sum(values) / len(values) for row, values in scores.items() if values}
    pairs = [(scored[a], scored[b]) for a in scored if is_outlier[a] for b in scored if not is_outlier[b]]
    return sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs)


def forest_case(topic, name, points, is_outlier, trees, sample):
    areas = [ranking(points, is_outlier, trees, sample, seed) for seed in range(5)]
    topic.add(f"forest-{name}", "rcf_forest",
              {"points": points, "is_outlier": is_outlier, "trees": trees, "sample": sample},
              {"auc_median": numpy.median(areas), "auc_min": min(areas)}, within=(0, 0),
              note="the median over five seeds is at least auc_min - 0.02")


def make(topic):
    numbers = numpy.random.default_rng(87)
    points = numbers.normal(size=(17, 2)).round(2)
    points[3] = points[9] = points[14]
    points[5] = (9, -7)
    tree_case(topic, "one-far-away", points, Generator(1))
    tree_case(topic, "the-same-otherwise-cut", points, Generator(2))
    tree_case(topic, "grid", numpy.array([(i % 3, i // 3) for i in range(9)], float), Generator(3))
    tree_case(topic, "one-dimension", numpy.array([[1.0], [2], [2], [2], [50], [51]]), Generator(4))
    tree_case(topic, "flat-dimension", numpy.column_stack([points[:8, 0], numpy.ones(8)]), Generator(5))
    tree_case(topic, "two", numpy.array([[0.0, 0], [1, 1]]), Generator(6))
    tree_case(topic, "all-alike", numpy.ones((4, 2)), Generator(7))

    tree_case(topic, "cuts-on-points", numpy.array([[4.0], [0], [1], [2], [3], [4], [8]]), Halves)

    crowd = numpy.vstack([numbers.normal(size=(150, 3)), numbers.uniform(5, 7, (6, 3))]).round(2)
    forest_case(topic, "far-corner", crowd, [0] * 150 + [1] * 6, 25, 48)
    ring = numbers.uniform(0, 2 * numpy.pi, 120)
    ring = numpy.column_stack([5 * numpy.cos(ring), 5 * numpy.sin(ring)]) + numbers.normal(0, 0.2, (120, 2))
    middle = numbers.normal(0, 0.3, (3, 2))
    forest_case(topic, "within-a-ring", numpy.vstack([ring, middle]).round(2), [0] * 120 + [1] * 3, 25, 40)
