# SPDX-License-Identifier: GPL-3.0-or-later
"""Area under the ROC curve and its variance, pair by pair, in fractions.

DeLong, DeLong and Clarke-Pearson (1988): a positive row's placement is the share
of negative rows below it, an equal one counting half.
"""

from fractions import Fraction


def placements(truth, score):
    positive = [s for t, s in zip(truth, score) if t == 1]
    negative = [s for t, s in zip(truth, score) if t == 0]
    beats = [[Fraction((p > n) * 2 + (p == n), 2) for n in negative] for p in positive]
    return ([sum(row) / len(negative) for row in beats], [sum(column) / len(positive) for column in zip(*beats)])


def area(truth, score):
    of_positive, _ = placements(truth, score)
    return sum(of_positive) / len(of_positive)


def covariance(truth, score, other):
    """Of the areas of two scores over the same rows; of one with itself, its variance."""
    total = Fraction(0)
    for a, b in zip(placements(truth, score), placements(truth, other)):
        mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
        total += sum((v - mean_a) * (w - mean_b) for v, w in zip(a, b)) / (len(a) - 1) / len(a)
    return total
