# SPDX-License-Identifier: GPL-3.0-or-later
"""How far raters agree, and what Dawid and Skene make of their ratings."""

import math
from fractions import Fraction

import numpy
import sklearn
import statsmodels
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

import boxes
from reference import DEFINITION, versions

REFERENCE = {**DEFINITION, **versions(sklearn, statsmodels)}
NAN = float("nan")


def rated(table):
    """The ratings of each item that has two or more."""
    return [[value for value in row if value is not None] for row in table
            if sum(value is not None for value in row) >= 2]


def percent(table):
    agreeing = pairs = 0
    for row in rated(table):
        agreeing += sum(a == b for i, a in enumerate(row) for j, b in enumerate(row) if i != j)
        pairs += len(row) * (len(row) - 1)
    return agreeing / pairs if pairs > 0 else NAN


def krippendorff(table, level):
    items = rated(table)
    values = [value for row in items for value in row]
    held = {value: values.count(value) for value in values}

    def difference(a, b):
        if level == "nominal":
            return Fraction(int(a != b))
        if level == "interval":
            return Fraction(a - b) ** 2
        between = sum(n for value, n in held.items() if min(a, b) <= value <= max(a, b))
        return (between - Fraction(held[a] + held[b], 2)) ** 2

    observed = sum(difference(a, b) / (len(row) - 1) for row in items for a in row for b in row)
    expected = sum(difference(a, b) * held[a] * held[b] for a in held for b in held)
    return float(1 - (len(values) - 1) * observed / expected) if expected != 0 else NAN


def agreement_case(topic, name, table, n_classes):
    expect = {"pairwise_percent": percent(table)}
    for level in ["nominal", "ordinal", "interval"]:
        expect[f"krippendorff_{level}"] = krippendorff(table, level)
    if all(value is not None for row in table for value in row):
        expect["fleiss_kappa"] = fleiss_kappa([[row.count(k) for k in range(n_classes)] for row in table])
        expect["cohen_kappa_0_1"] = cohen_kappa_score([row[0] for row in table], [row[1] for row in table])
    topic.add(f"{name}-agreement", "agreement", {"ratings": topic.share(name, matrix(table)), "n_classes": n_classes},
              expect, within=(1e-10, 1e-9), note="rows are items, columns raters; null is no rating")


def matrix(table):
    return numpy.array([[NAN if value is None else value for value in row] for row in table], float)


def dawid_skene(table, n_classes, rounds, least_gain):
    """Maximum likelihood by expectation and maximisation (Dawid and Skene 1979)."""
    ratings = [(i, worker, label) for i, row in enumerate(table) for worker, label in enumerate(row)
               if label is not None]
    posterior = [[sum(label == k for label in row) / sum(label is not None for label in row) for k in range(n_classes)]
                 for row in table]
    reached = -math.inf
    prior, errors = estimates(ratings, posterior, n_classes)
    for _ in range(rounds):
        logs = [[math.log(p) if p > 0 else -math.inf for p in prior] for _ in table]
        for i, worker, label in ratings:
            for k in range(n_classes):
                logs[i][k] += math.log(errors[worker, label][k])
        posterior = [[math.exp(v - max(row)) for v in row] for row in logs]
        posterior = [[v / sum(row) for v in row] for row in posterior]
        prior, errors = estimates(ratings, posterior, n_classes)
        evidence = sum(p * (math.log(prior[k]) - math.log(p)) for row in posterior for k, p in enumerate(row) if p > 0)
        evidence += sum(posterior[i][k] * math.log(errors[worker, label][k])
                        for i, worker, label in ratings for k in range(n_classes))
        if evidence / len(ratings) - reached < least_gain:
            break
        reached = evidence / len(ratings)
    return posterior, prior


def estimates(ratings, posterior, n_classes):
    prior = [sum(row[k] for row in posterior) / len(posterior) for k in range(n_classes)]
    errors = {}
    for i, worker, label in ratings:
        row = errors.setdefault((worker, label), [0.0] * n_classes)
        for k in range(n_classes):
            row[k] += posterior[i][k]
    for worker in {worker for worker, _ in errors}:
        used = [key for key in errors if key[0] == worker]
        for k in range(n_classes):
            floored = {key: max(errors[key][k], 1e-10) for key in used}
            for key in used:
                errors[key][k] = floored[key] / sum(floored.values())
    return prior, errors


def dawid_skene_cases(topic, name, table, n_classes, most):
    for rounds in most:
        posterior, prior = dawid_skene(table, n_classes, rounds, -math.inf)
        if rounds == 200:
            # Where the rule says stop it must not matter any more.
            stopped, _ = dawid_skene(table, n_classes, rounds, 1e-5)
            assert numpy.abs(numpy.subtract(stopped, posterior)).max() < 6e-5
        labels = [max(range(n_classes), key=lambda k: (round(row[k], 9), -k)) for row in posterior]
        topic.add(f"{name}-dawid-skene-{rounds}", "dawid_skene",
                  {"ratings": topic.share(name, matrix(table)), "n_classes": n_classes, "iterations": rounds},
                  {"posterior": numpy.array(posterior), "prior": prior, "label": labels},
                  within=(1e-7 if rounds <= 10 else 1e-4, 1e-6),
                  note="at most so many rounds from the shares of the votes")


def box_case(topic, name, units):
    units = [[tuple(box) for box in unit] for unit in units]
    several = [unit for unit in units if len(unit) >= 2]
    values = [box for unit in several for box in unit]

    def distance(a, b):
        return 1 - boxes.iou(a, b)
    observed = sum(distance(a, b) / (len(unit) - 1)
                   for unit in several for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j) / len(values)
    expected = sum(distance(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    expected /= len(values) * (len(values) - 1)
    topic.add(f"{name}-boxes", "alpha_boxes",
              {"unit": [i for i, unit in enumerate(units) for _ in unit],
               "boxes": numpy.array([box for unit in units for box in unit], float)},
              {"alpha": 1 - observed / expected if expected > 0 else 1})


def make(topic):
    numbers = numpy.random.default_rng(84)
    skill = [0.9, 0.75, 0.6, 0.85]
    truth = numbers.integers(0, 3, 24)
    full = [[int(t if numbers.random() < s else numbers.integers(0, 3)) for s in skill] for t in truth]
    holes = [[v if numbers.random() < 0.65 or j == i % 4 else None for j, v in enumerate(row)]
             for i, row in enumerate(full)]
    agreement_case(topic, "full", full, 3)
    agreement_case(topic, "holes", holes, 3)
    dawid_skene_cases(topic, "full", full, 3, [1, 10, 200])
    dawid_skene_cases(topic, "holes", holes, 3, [1, 10])
    # A worker who always says the same, one who turns two labels round, a class that nobody names.
    odd = [[t, 0, {0: 0, 1: 2, 2: 1}[t], t if i % 5 else 0] for i, t in enumerate(truth[:15].tolist())]
    agreement_case(topic, "odd-workers", odd, 4)
    dawid_skene_cases(topic, "odd-workers", odd, 4, [1, 3])
    agreement_case(topic, "two-raters", [[0, 1], [1, 1], [2, 2], [0, 0], [4, 2], [3, 3]], 5)
    agreement_case(topic, "against-each-other", [[0, 1], [1, 0], [0, 1], [1, 0]], 2)
    # Items that one rater saw, and one that none did.
    agreement_case(topic, "gaps", [[0, 0, None, 0], [1, 1, 2, 1], [2, 2, 2, 2], [None, 2, None, None],
                                   [None, None, None, None], [0, None, 4, 4]], 5)
    topic_box(topic, numbers)


def topic_box(topic, numbers):
    units = []
    for size in [1, 2, 3, 5, 2, 4, 1, 3]:
        box = numpy.concatenate([numbers.uniform(0, 60, 2), numbers.uniform(10, 40, 2)])
        units.append([(box + numbers.normal(0, 3, 4)).round(1).tolist() for _ in range(size)])
    box_case(topic, "random", units)
    box_case(topic, "all-alike", [[(1, 1, 5, 5)] * 3, [(1, 1, 5, 5)] * 2])
    box_case(topic, "apart", [[(0, 0, 5, 5), (5, 0, 5, 5)], [(0, 0, 5, 5), (9, 9, 0, 3)]])
    box_case(topic, "one-unit", [[(0, 0, 4, 4), (0, 0, 4, 2), (0, 0, 2, 4)]])
