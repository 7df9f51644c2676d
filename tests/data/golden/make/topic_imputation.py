# SPDX-License-Identifier: GPL-3.0-or-later
"""Values for what is missing: by column, by neighbours, by regression, by the order of the rows."""

import numpy
import pandas
import sklearn
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer, SimpleImputer
from sklearn.linear_model import LinearRegression

from generator import Generator
from reference import versions

REFERENCE = versions(numpy, pandas, sklearn)
NAN = float("nan")


def add(topic, name, table, method, filled, within=(1e-12, 1e-9), **arguments):
    filled = numpy.asarray(filled, float)
    topic.add(f"{name}-{method}" + "".join(f"-{value}" for value in arguments.values()), "impute",
              {"x": topic.share(name, table), "method": method, **arguments},
              {"filled": filled, "n_left": int(numpy.isnan(filled).sum())}, within=within)


def by_column(topic, name, table):
    for method in ["mean", "median", "most_frequent"]:
        add(topic, name, table, method, SimpleImputer(strategy=method).fit_transform(table))


def by_order(topic, name, table):
    frame = pandas.DataFrame(table)
    for limit in [0, 1]:
        add(topic, name, table, "forward", frame.ffill(limit=limit or None), limit=limit)
        add(topic, name, table, "backward", frame.bfill(limit=limit or None), limit=limit)
    add(topic, name, table, "linear", frame.interpolate(method="linear"))


def by_neighbours(topic, name, table):
    for k in [1, 4, len(table) + 1]:
        for weights in ["uniform", "distance"]:
            filled = KNNImputer(n_neighbors=k, weights=weights).fit_transform(table)
            add(topic, name, table, "knn", filled, k=k, weights=weights)


def regression(table, predictors):
    """Least squares on the complete rows, with the columns that correlate best."""
    filled = table.copy()
    complete = table[~numpy.isnan(table).any(axis=1)]
    mean = complete.mean(axis=0)
    with numpy.errstate(all="ignore"):
        related = numpy.nan_to_num(numpy.corrcoef(complete.T) ** 2) if len(complete) > 1 else numpy.zeros((9, 9))
    for target in range(table.shape[1]):
        others = [j for j in range(table.shape[1]) if j != target and related[j, target] > 0]
        best = sorted(others, key=lambda j: (-related[j, target], j))[:predictors]
        if len(complete) < 2 or not best:
            filled[numpy.isnan(table[:, target]), target] = numpy.nanmean(table[:, target])
            continue
        ones = numpy.ones((len(complete), 1))
        fit = numpy.linalg.lstsq(numpy.hstack([ones, complete[:, best]]), complete[:, target], rcond=None)[0]
        for i in numpy.flatnonzero(numpy.isnan(table[:, target])):
            row = numpy.where(numpy.isnan(table[i, best]), mean[best], table[i, best])
            filled[i, target] = fit[0] + row @ fit[1:]
    return filled


def by_regression(topic, name, table):
    for predictors in [1, 2, table.shape[1]]:
        add(topic, name, table, "regression", regression(table, predictors), within=(1e-8, 1e-7),
            predictors=predictors)
    for rounds, tolerance in [(1, 0.0), (30, 1e-6)]:
        filled = IterativeImputer(LinearRegression(), max_iter=rounds, tol=tolerance).fit_transform(table)
        add(topic, name, table, "chained", filled, within=(1e-8, 1e-7), rounds=rounds, tolerance=tolerance)


def by_random(topic, name, table, groups=None):
    """A draw for each gap, down the columns, of the rows of its class that have a value,
    of all where none of the class has."""
    generator, filled = Generator(len(name)), table.copy()
    for i, j in sorted(numpy.argwhere(numpy.isnan(table)).tolist(), key=lambda gap: gap[::-1]):
        donors = [row for row in range(len(table)) if not numpy.isnan(table[row, j])]
        alike = [row for row in donors if groups is not None and groups[row] == groups[i]]
        if donors:
            filled[i, j] = table[(alike or donors)[generator.below(len(alike or donors))], j]
    arguments = {} if groups is None else {"y": groups}
    topic.add(f"{name}-hot_deck{'' if groups is None else '-of-the-class'}", "impute",
              {"x": topic.share(name, table), "method": "hot_deck", "seed": len(name), **arguments},
              {"filled": filled, "n_left": int(numpy.isnan(filled).sum())})


def random_table(seed, rows, columns, share):
    generator = Generator(seed)
    hidden = [[generator.real() for _ in range(2)] for _ in range(rows)]
    table = numpy.array([[3 * h[j % 2] + (j + 1) * h[0] * h[1] + 0.3 * generator.real() for j in range(columns)]
                         for h in hidden]).round(6)  # so far apart that none are equally far
    for i in range(rows):
        for j in range(columns):
            if generator.real() < share:
                table[i, j] = NAN
    return table


def make(topic):
    tables = {
        "few": random_table(1, 14, 4, 0.15),
        "many": random_table(2, 18, 5, 0.4),
        "wide": random_table(4, 7, 5, 0.2),
    }
    for name, table in tables.items():
        by_column(topic, name, table)
        by_order(topic, name, table)
        by_neighbours(topic, name, table)
        if name != "wide":
            by_regression(topic, name, table)

    gaps = numpy.array([[NAN, 1, 4], [2, NAN, 4], [NAN, NAN, NAN], [NAN, 4, NAN], [8, NAN, NAN], [NAN, NAN, 4.5]])
    by_column(topic, "gaps", gaps)
    by_order(topic, "gaps", gaps)
    repeated = numpy.array([[3, 1], [1, 1], [3, 2], [1, 2], [NAN, NAN], [2, 7], [-0.0, 0.0]])
    by_column(topic, "repeated", repeated)
    # A row that lies on another, and one that shares no column with those that could give.
    apart = numpy.array([[1, 2, NAN], [1, 2, 5], [2, 2, 9], [4, 1, 1], [NAN, NAN, 5], [NAN, NAN, 8]])
    for weights in ["uniform", "distance"]:
        add(topic, "apart", apart, "knn", KNNImputer(n_neighbors=2, weights=weights).fit_transform(apart), k=2,
            weights=weights)
    # Rows that share no column with any that could give: the mean stands in.
    strangers = numpy.array([[1.0, NAN, 3], [NAN, 2, NAN], [4, NAN, 5], [NAN, 7, NAN], [2, 6, 1]])
    for k in [1, 9]:
        add(topic, "strangers", strangers, "knn", KNNImputer(n_neighbors=k).fit_transform(strangers), k=k,
            weights="uniform")
    by_random(topic, "few", tables["few"])
    by_random(topic, "many", tables["many"], [i % 2 for i in range(18)])
    # None of the last class has a value.
    by_random(topic, "gaps", gaps, [0, 0, 1, 1, 0, 2])
    empty = numpy.array([[NAN, 2.0], [NAN, NAN], [NAN, 5.0]])
    by_order(topic, "empty-column", empty)
    by_random(topic, "empty-column", empty)
    line = numpy.array([[1.0, 5], [2, NAN], [4, 14], [6, 20], [-3, NAN]])
    straight = numpy.column_stack([line[:, 0], 3 * line[:, 0] + 2])
    add(topic, "line", line, "chained", straight, within=(1e-9, 1e-9), rounds=10, tolerance=1e-3)
    add(topic, "line", line, "regression", straight, within=(1e-9, 1e-9), predictors=1)
    whole = numpy.array([[1, 2], [3, 4], [5, 7.0]])
    by_column(topic, "whole", whole)
    by_order(topic, "whole", whole)
    add(topic, "whole", whole, "knn", whole, k=1, weights="uniform")
    add(topic, "whole", whole, "chained", whole, rounds=10, tolerance=1e-3)
    add(topic, "whole", whole, "regression", whole, predictors=1)
