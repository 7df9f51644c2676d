# SPDX-License-Identifier: GPL-3.0-or-later
"""Relations of columns: correlation, inflation of variance, principal components, clusters."""

from fractions import Fraction

import numpy
import pandas
import scipy
import sklearn
import statsmodels
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from statsmodels.stats.outliers_influence import variance_inflation_factor

from reference import versions

REFERENCE = versions(numpy, pandas, scipy, sklearn, statsmodels)
NAN, INF = float("nan"), float("inf")


def correlation_cases(topic, name, table):
    x = topic.share(name, table)
    for method in ["pearson", "spearman"]:
        topic.add(f"{name}-{method}", "correlation", {"x": x, "method": method},
                  {"matrix": pandas.DataFrame(table).corr(method).to_numpy()}, within=(1e-10, 1e-9))


def exact_pearson(a, b):
    """In fractions up to the one root, so that nothing cancels."""
    a, b = [Fraction(v) for v in a], [Fraction(v) for v in b]
    a, b = [v - sum(a) / len(a) for v in a], [v - sum(b) / len(b) for v in b]
    product = sum(v * w for v, w in zip(a, b))
    squared = product**2 / (sum(v * v for v in a) * sum(w * w for w in b))
    return float(squared) ** 0.5 * (1 if product > 0 else -1 if product < 0 else 0)


def vif_case(topic, name, table):
    design = numpy.hstack([numpy.ones((len(table), 1)), table])
    topic.add(f"{name}-vif", "vif", {"x": topic.share(name, table)},
              {"vif": [variance_inflation_factor(design, j + 1) for j in range(table.shape[1])]}, within=(1e-12, 1e-6))


def pca_case(topic, name, table, standardize):
    used = (table - table.mean(axis=0)) / table.std(axis=0, ddof=1) if standardize else table
    fitted = PCA(svd_solver="full").fit(used)
    components = []
    for row in fitted.components_:
        largest = max(range(len(row)), key=lambda j: (round(abs(row[j]), 12), -j))
        components.append(row if row[largest] > 0 else -row)
    variance = fitted.explained_variance_
    apart = numpy.abs(variance[:, None] - variance[None, :]) > 1e-6 * variance[0]
    numpy.fill_diagonal(apart, True)
    determined = apart.all(axis=1) & (variance > 1e-9 * variance[0])
    if standardize or len(table) <= table.shape[1]:
        # Of two entries of the same size rounding may say which is larger.
        for i, row in enumerate(components):
            sizes = sorted(abs(row))
            determined[i] &= len(row) < 2 or sizes[-1] - sizes[-2] > 1e-9
    topic.add(f"{name}-pca-{'scaled' if standardize else 'plain'}", "pca",
              {"x": topic.share(name, table), "standardize": standardize},
              {"explained_variance": variance, "explained_ratio": fitted.explained_variance_ratio_,
               "mean": table.mean(axis=0), "components": numpy.array(components),
               "component_is_determined": determined.tolist()}, within=(1e-8, 1e-7),
              note="rows of components that are not determined are not compared; the largest entry is positive")


def lloyd_case(topic, name, table, start, id_end):
    start = numpy.array(start, float)
    fitted = KMeans(len(start), init=start, n_init=1, max_iter=200, tol=0, algorithm="lloyd").fit(table)
    topic.add(f"{name}-lloyd-{id_end}", "kmeans_from_init",
              {"x": topic.share(name, table), "init": start, "max_iter": 200},
              {"inertia": fitted.inertia_, "labels": fitted.labels_, "centers": fitted.cluster_centers_,
               "iterations": fitted.n_iter_}, within=(1e-9, 1e-8), note="iterations is not compared")


def plus_plus_case(topic, name, table, k):
    best = min(KMeans(k, n_init=1, random_state=seed).fit(table).inertia_ for seed in range(10))
    topic.add(f"{name}-plus-plus-{k}", "kmeans_pp", {"x": topic.share(name, table), "k": k, "restarts": 10},
              {"inertia_best_of_10": best}, within=(0, 0.05), note="at most 1.05 times as much")


def make(topic):
    numbers = numpy.random.default_rng(74)
    mixed = numbers.normal(size=(35, 4)) @ numbers.normal(size=(4, 4))
    mixed = numpy.hstack([mixed, numpy.exp(mixed[:, :1])]).round(3)
    correlation_cases(topic, "mixed", mixed)
    correlation_cases(topic, "ties", numbers.integers(0, 4, (24, 3)).astype(float))
    holes = mixed.copy()
    holes[numbers.random(holes.shape) < 0.3] = NAN
    correlation_cases(topic, "holes", holes)
    # A column that does not vary, one that is its neighbour turned round, and two that
    # share one row only.
    odd = numpy.array([[5.0, 1, -2, 1, NAN], [5, 2, -4, 2, NAN], [5, 3, -6, NAN, 1], [5, 5, -10, NAN, 4],
                       [5, 8, -16, 9, 9]])
    correlation_cases(topic, "odd", odd)
    # Varies as a whole, but not over the rows that the pair has.
    correlation_cases(topic, "constant-where-both", numpy.array([[1.0, 4], [1, 5], [1, 7], [2, NAN], [3, NAN]]))
    correlation_cases(topic, "both-zeros", numpy.array([[0.0, 1], [-0.0, 2], [0.0, 3], [1, 4], [-1, -0.0], [2, 0]]))
    correlation_cases(topic, "one-row", numpy.array([[1.0, 2.0]]))
    far = (1e8 + numbers.normal(size=(20, 3)) @ [[1, 0.5, 0], [0, 1, 0.2], [0, 0, 1]]).round(2)
    topic.add("far-pearson", "correlation", {"x": topic.share("far", far), "method": "pearson"},
              {"matrix": numpy.array([[exact_pearson(far[:, a], far[:, b]) for b in range(3)] for a in range(3)])},
              within=(1e-10, 1e-9))

    vif_case(topic, "mixed", mixed)
    vif_case(topic, "orthogonal", numpy.array([[1.0, 1], [1, -1], [-1, 1], [-1, -1]]))
    a, b, c = numbers.integers(-9, 10, (3, 15))
    design = numpy.column_stack([numpy.ones(15), a, b, c])
    topic.add("sum-of-others-vif", "vif", {"x": numpy.column_stack([a, b, a + b, c]).astype(float)},
              {"vif": [INF, INF, INF, variance_inflation_factor(design, 3)]}, within=(1e-12, 1e-6),
              note="the third column is the sum of the first two, which the fourth does not depend on")

    pca_case(topic, "mixed", mixed, False)
    pca_case(topic, "mixed", mixed, True)
    pca_case(topic, "wide", numbers.normal(size=(4, 7)).round(3), False)
    # The same variance in two directions; and a column without any.
    square = numpy.array([[3.0, 1, 0], [3, -1, 0], [-3, 0, 1], [-3, 0, -1]])
    pca_case(topic, "square", square, False)
    pca_case(topic, "flat", numpy.hstack([mixed[:, :2], numpy.full((35, 1), 7.0)]), False)
    pca_case(topic, "thousandfold", mixed[:, :3] * [1e3, 1, 1e-3], True)

    blobs = numpy.vstack([numbers.normal(centre, 0.6, (14, 2)) for centre in [(0, 0), (5, 1), (2, 6)]]).round(3)
    lloyd_case(topic, "blobs", blobs, blobs[:3], "from-one-blob")
    lloyd_case(topic, "blobs", blobs, [[0, 0], [5, 1], [2, 6]], "from-the-truth")
    lloyd_case(topic, "blobs", blobs, [[1, 1]], "one")
    # The second centre is the first once more and gets no row.
    lloyd_case(topic, "blobs", blobs, [[0, 0], [0, 0], [4, 4]], "one-empty")
    line = numpy.array([[0.0], [1], [2], [10], [11], [12], [30]])
    lloyd_case(topic, "line", line, [[0], [1], [2]], "line")
    plus_plus_case(topic, "blobs", blobs, 3)
    plus_plus_case(topic, "blobs", blobs, 7)
    plus_plus_case(topic, "line", line, 3)
    plus_plus_case(topic, "line", line, 1)
