# SPDX-License-Identifier: GPL-3.0-or-later
"""Which metric to look at: every rule, and each beside the rules that come before it."""

from reference import DEFINITION

REFERENCE = DEFINITION

# The first row whose conditions all hold: what it asks, and what it answers.
RULES = [
    (lambda q: q["cost"] == "matrix", "expected_cost", "cost_matrix_given"),
    (lambda q: direct(q) and q.get("compare_to_base_rate"), "brier_skill_score", "probabilities_against_base_rate"),
    (lambda q: direct(q), "brier_score", "probabilities_used_directly"),
    (lambda q: cut(q) and q["positive_matters_more"], "pr_auc", "labels_by_threshold_positive_matters"),
    (lambda q: cut(q), "roc_auc", "labels_by_threshold_both_matter"),
    (lambda q: q["positive_matters_more"] and q["cost"] == "equal", "f1", "errors_cost_the_same"),
    (lambda q: q["positive_matters_more"] and q["cost"] == "fn", "f2", "missed_positive_costs_more"),
    (lambda q: q["positive_matters_more"] and q["cost"] == "fp", "f0.5", "false_alarm_costs_more"),
    (lambda q: q["majority_share"] > q["skew_limit"], "g_mean", "majority_share_above_limit"),
    (lambda q: True, "accuracy", "classes_near_balance"),
]


def direct(question):
    return question["output"] == "probabilities" and not question["need_labels"]


def cut(question):
    return question["output"] == "probabilities" and question["need_labels"]


def make(topic):
    number = 0
    for output in ["labels", "probabilities"]:
        for need_labels in [False, True]:
            for positive in [False, True]:
                for cost in ["equal", "fn", "fp", "matrix"]:
                    # On the limit is not above it, and the limit is the reader's own.
                    limits = [(0.8, 0.8), (0.8000001, 0.8), (0.9, 0.9), (1.0, 0.9)]
                    for share, limit in limits if output == "labels" else limits[:2]:
                        question = {"output": output, "need_labels": need_labels, "positive_matters_more": positive,
                                    "cost": cost, "majority_share": share, "skew_limit": limit,
                                    "classes": 2 + number % 3}
                        if number % 2 == 1:
                            question["compare_to_base_rate"] = number % 4 == 1
                        metric, reason = next((metric, reason) for holds, metric, reason in RULES if holds(question))
                        topic.add(f"question-{number}", "advise_metric", question, {"metric": metric, "reason": reason})
                        number += 1
