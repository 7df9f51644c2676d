# SPDX-License-Identifier: GPL-3.0-or-later
"""How even the classes are, in numbers of sixty digits that are rounded once, at the end."""

from decimal import Decimal, getcontext

from reference import DEFINITION

REFERENCE = DEFINITION
COUNTS = {
    "two-even": [37, 37],
    "two-far-apart": [1, 999999],
    "ladder": [1, 2, 4, 8, 16, 32, 64],
    "descending": [120, 60, 60, 30, 7, 3],
    "first-empty": [0, 12, 5],
    "only-one-filled": [0, 0, 41, 0],
    "one-class": [13],
    "one-empty-class": [0],
    "all-empty": [0, 0, 0, 0],
    "huge": [10**12, 10**12 - 1, 3],
    "hundred": [(17 * k) % 101 for k in range(100)],
}
BETAS = [0.0, 0.5, 0.99, 0.9999]


def effective_number(count, beta):
    beta = Decimal(beta)
    return (1 - beta**count) / (1 - beta) if count > 0 else Decimal(0)


def balance(counts, beta):
    n, k = sum(counts), len(counts)
    filled = [Decimal(count) for count in counts if count > 0]
    nan = float("nan")
    figures = {"total": n, "classes": k, "empty_classes": counts.count(0)}
    if n == 0:
        for name in ["max_share", "imbalance_ratio", "shannon_nats", "shannon_evenness", "gini_simpson",
                     "gini_coefficient"]:
            figures[name] = nan
    else:
        entropy = -sum(count / n * (count / n).ln() for count in filled)
        rising = sum(place * count for place, count in enumerate(sorted(counts), start=1))
        figures["max_share"] = float(Decimal(max(counts)) / n)
        figures["imbalance_ratio"] = max(counts) / min(counts) if min(counts) > 0 else float("inf")
        figures["shannon_nats"] = abs(float(entropy))
        figures["shannon_evenness"] = abs(float(entropy / Decimal(k).ln())) if k > 1 else nan
        figures["gini_simpson"] = float(1 - sum((count / n) ** 2 for count in filled))
        figures["gini_coefficient"] = float(Decimal(2 * rising) / (k * n) - Decimal(k + 1) / k)

    numbers = [effective_number(count, beta) for count in counts]
    whole = sum(1 / number for number in numbers if number > 0)
    figures["effective_number"] = [float(number) for number in numbers]
    figures["class_weight_effective"] = [float(len(filled) / number / whole) if number > 0 else 0 for number in numbers]
    figures["class_weight_balanced"] = [n / (len(filled) * count) if count > 0 else 0 for count in counts]
    return figures


def make(topic):
    getcontext().prec = 60
    for name, counts in COUNTS.items():
        for beta in BETAS if name in ("ladder", "huge") else [0.999]:
            topic.add(f"{name}-{beta}", "class_balance", {"counts": counts, "beta": beta}, balance(counts, beta))
