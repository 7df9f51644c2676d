#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that tell figures: metrics, compare, stats, balance, advise, drift.

On small tables whose figures can be worked out by hand, on what is broken, and on
real predictions with the figures that came with them.
"""

import csv
import json
import math
import os
import sys

from cli_support import LABELS, Skip, data, fails, main, make_pictures, make_project, read, run, run_json, write


def close(got, want, slack=1e-6):
    assert got is not None and abs(got - want) <= slack * max(1, abs(want)), (got, want)


def table(home, name, *lines):
    return write(os.path.join(home, name), "\n".join(lines) + "\n")


# --- metrics classification


def binary(home):
    return table(home, "scores.csv", "image,truth,score:no,score:yes", "a,no,0.9,0.1", "b,no,0.6,0.4",
                 "c,yes,0.65,0.35", "d,yes,0.2,0.8")


def test_classification_of_two_classes(home):
    answer = run_json("metrics", "classification", binary(home))
    assert (answer["n"], answer["classes"], answer["positive"]) == (4, ["no", "yes"], "yes"), answer
    assert answer["confusion_matrix"] == [[2, 0], [1, 1]], answer
    close(answer["accuracy"], 0.75)
    close(answer["precision"], 1)
    close(answer["recall"], 0.5)
    close(answer["specificity"], 1)
    close(answer["roc_auc"], 0.75)
    close(answer["average_precision"], 5 / 6)
    close(answer["brier"], (0.01 + 0.16 + 0.65 ** 2 + 0.04) / 4)
    close(answer["log_loss"], -(math.log(0.9) + math.log(0.6) + math.log(0.35) + math.log(0.8)) / 4)
    assert answer["threshold"] == 0.5 and answer["problems"] == {}, answer
    assert [row["name"] for row in answer["per_class"]] == ["no", "yes"]
    assert answer["confidence_intervals"][0]["figure"] == "roc_auc", answer


def test_classification_options(home):
    scores = binary(home)
    answer = run_json("metrics", "classification", scores, "--threshold", "0.35", "--beta", "2")
    assert answer["confusion_matrix"] == [[1, 1], [0, 2]], answer
    close(answer["recall"], 1)
    close(answer["best_threshold"]["threshold"], 0.35)
    answer = run_json("metrics", "classification", scores, "--positive", "no")
    assert answer["positive"] == "no"
    close(answer["precision"], 2 / 3)
    drawn = run_json("metrics", "classification", scores, "--bootstrap", "200", "--seed", "7")
    assert drawn == run_json("metrics", "classification", scores, "--bootstrap", "200", "--seed", "7")
    drawn = [(row["figure"], row["method"]) for row in drawn["confidence_intervals"]]
    assert drawn == [("roc_auc", "delong")] + [
        (figure, "bootstrap") for figure in ("accuracy", "f1_macro", "mcc", "g_mean", "roc_auc")], drawn


def test_classification_by_modes(home):
    # Logits: softmax of (ln 9, 0) is (0.9, 0.1); so the figures are those of probabilities.
    logits = table(home, "logits.csv", "image,truth,score:no,score:yes",
                   *(f"{name},{truth},{math.log(no / yes):.17g},0" for name, truth, no, yes in (
                       ("a", "no", 0.9, 0.1), ("b", "no", 0.6, 0.4), ("c", "yes", 0.65, 0.35), ("d", "yes", 0.2, 0.8))))
    answer = run_json("metrics", "classification", logits, codes=(2,))
    assert answer["problems"]["score-range"] == 2, answer
    answer = run_json("metrics", "classification", logits, "--score-mode", "logit")
    plain = run_json("metrics", "classification", binary(home))
    for key in ("accuracy", "roc_auc", "brier", "log_loss", "ece", "average_precision"):
        close(answer[key], plain[key], 1e-12)
    sums = table(home, "sums.csv", "image,truth,score:no,score:yes", "a,no,0.45,0.05", "b,yes,0.1,0.4")
    answer = run_json("metrics", "classification", sums, codes=(1,))
    assert answer["problems"] == {"score-sum": 1}, answer
    answer = run_json("metrics", "classification", sums, "--normalise")
    close(answer["brier"], (0.01 + 0.04) / 2)
    answer = run_json("metrics", "classification", sums, "--score-mode", "multilabel")
    assert answer["problems"] == {}, answer
    close(answer["brier"], (0.05 ** 2 + 0.6 ** 2) / 2)
    assert "--score-mode" in fails(4, "metrics", "classification", sums, "--score-mode", "odds")
    answer = run_json("compare", logits, logits, "--score-mode", "logit")
    close(answer["auc"]["a"], 0.75)


def test_classification_of_several_classes(home):
    scores = table(home, "s.csv", "item,label,x,y,z", "1,x,0.8,0.1,0.1", "2,y,0.3,0.4,0.3", "3,z,0.3,0.4,0.3",
                   "4,z,0.1,0.2,0.7", "5,,1,0,0")
    answer = run_json("metrics", "classification", scores)
    assert (answer["n"], answer["n_without_truth"]) == (4, 1), answer
    assert answer["confusion_matrix"] == [[1, 0, 0], [0, 1, 0], [0, 1, 1]], answer
    assert answer["roc_auc"] is None and answer["precision"] is None, answer
    close(answer["f1_macro"], (1 + 2 / 3 + 2 / 3) / 3)
    assert answer["problems"] == {"column-read-as": 3}, answer
    assert "--threshold" in fails(4, "metrics", "classification", scores, "--threshold", "0.5")
    answer = run_json("metrics", "classification", scores, "--positive", "y", "--threshold", "0.3")
    one = answer["one_versus_rest"]
    assert (one["positive"], one["threshold"]) == ("y", 0.3), one
    assert [one[side] for side in ("hit", "missed", "false_alarm", "left_out")] == [1, 0, 1, 2], one
    assert (one["precision"], one["recall"]) == (0.5, 1), one
    close(one["brier"], (0.01 + 0.36 + 0.16 + 0.04) / 4)
    assert one["roc_auc"] == answer["per_class"][1]["roc_auc"], answer


def test_classification_refuses(home):
    none = table(home, "none.csv", "image,score:a,score:b", "x,1,0")
    assert "truth" in fails(3, "metrics", "classification", none)
    assert "--positive" in fails(3, "metrics", "classification", table(home, "one.csv", "image,score,truth", "x,1,a"))
    fails(3, "metrics", "classification", os.path.join(home, "absent.csv"))
    fails(3, "metrics", "classification", home)
    fails(4, "metrics", "classification")
    fails(4, "metrics", "guesses", none)
    broken = write(os.path.join(home, "cut.csv"), 'image,truth,score:a,score:b\nx,a,1,0\ny,"b')
    fails(3, "metrics", "classification", broken)


def test_classification_leaves_wrong_rows_out(home):
    scores = table(home, "s.csv", "image,truth,score:a,score:b", "x,a,0.75,0.25", "y,b,2,-1", "z,b,0.25,0.75",
                   "x,a,0.5,0.5", "w,b,0.1")
    answer = run_json("metrics", "classification", scores, codes=(2,))
    assert answer["n"] == 2 and answer["problems"] == {"score-range": 1, "row-duplicate": 1, "row-fields": 1}, answer


def test_classification_of_one_class(home):
    answer = run_json("metrics", "classification", table(home, "s.csv", "image,truth,score:a,score:b", "x,b,0.3,0.7"))
    assert answer["roc_auc"] is None and answer["accuracy"] == 1 and answer["brier_skill"] is None, answer


def test_classification_without_a_best_threshold(home):
    answer = run_json("metrics", "classification", table(home, "s.csv", "image,truth,score:a,score:b", "x,a,0.9,0.1",
                                                         "y,a,0.1,0.9"))
    best = answer["best_threshold"]
    assert [best[key] for key in ("f_beta", "threshold", "youden", "threshold_youden")] == [None] * 4, best


def test_classification_warns(home):
    lines = ["image,truth,score:rare,score:usual"] + [f"{i},usual,0.1,0.9" for i in range(150)] + ["x,rare,0.9,0.1"]
    scores = table(home, "s.csv", *lines)
    answer = run_json("metrics", "classification", scores)
    assert answer["warnings"] == ["accuracy_skewed", "few_rows_in_class"], answer["warnings"]
    answer = run_json("metrics", "classification", scores, "--positive", "rare")
    assert answer["warnings"] == ["accuracy_skewed", "few_rows_in_class", "positive_is_rare"], answer["warnings"]
    answer = run_json("balance", scores)
    assert answer["warnings"] == ["accuracy_skewed", "few_rows_in_class"], answer["warnings"]


def test_classification_of_the_long_form(home):
    scores = table(home, "s.csv", "image,truth,label,score", "1,x,x,0.8", "1,x,y,0.2", "2,y,x,0.4", "2,y,y,0.6",
                   "3,x,y,1", "4,z,x,0.5", "4,z,y,0.5")
    answer = run_json("metrics", "classification", scores, codes=(1,))
    assert (answer["n"], answer["classes"], answer["n_ties"]) == (4, ["x", "y", "z"], 1), answer
    assert answer["confusion_matrix"] == [[1, 1, 0], [0, 1, 0], [1, 0, 0]], answer
    assert answer["problems"] == {"score-missing": 1}, answer


def test_classification_of_one_column(home):
    """Positive is what reaches the threshold, as --threshold has it."""
    scores = table(home, "s.csv", "image,score,truth", "a,0.5,yes", "b,0.5,no", "c,0.1,no", "d,0.9,yes")
    answer = run_json("metrics", "classification", scores, "--positive", "yes")
    assert answer["confusion_matrix"] == [[1, 1], [0, 2]] and answer["threshold"] == 0.5, answer
    assert answer == run_json("metrics", "classification", scores, "--positive", "yes", "--threshold", "0.5")
    other = table(home, "t.csv", "image,score,truth", "a,0.4,yes", "b,0.5,no", "c,0.1,no", "d,0.9,yes")
    test = run_json("compare", scores, other, "--positive", "yes")["mcnemar"]
    assert (test["both_right"], test["only_a"], test["only_b"], test["both_wrong"]) == (2, 1, 0, 1), test


def test_classification_tells_nothing_of_what_adds_up_to_more(home):
    """The means of areas are of probabilities; the scores of one class are good all the same."""
    scores = table(home, "s.csv", "image,truth,score:x,score:y,score:z", "1,x,0.9,0.8,0.1", "2,y,0.2,0.9,0.1",
                   "3,z,0.1,0.1,0.8")
    answer = run_json("metrics", "classification", scores, codes=(1,))
    assert answer["problems"] == {"score-sum": 1}, answer
    assert answer["roc_auc_ovr_macro"] is None and answer["roc_auc_ovo_macro"] is None, answer
    assert answer["per_class"][0]["roc_auc"] == 1, answer


def test_text_is_a_table(home):
    text = run("metrics", "classification", binary(home)).stdout.decode()
    assert "accuracy                 0.75\n" in text and "name" in text and "confusion matrix:" in text, text
    text = run("balance", table(home, "none.csv", "image,label")).stdout.decode()
    assert "classes:\n  –\n" in text and "\n\n" not in text, text


def reference(name):
    with open(data(name, "reference.json"), encoding="utf-8") as file:
        return json.load(file)


def test_real_predictions(home):
    for name in ("pred-imdb", "pred-mnist"):
        want = reference(name)
        answer = run_json("metrics", "classification", data(name, "predictions.csv"), codes=(0, 1))
        assert answer["n"] == want["items"] and answer["classes"] == want["classes"]
        assert answer["confusion_matrix"] == want["confusion"], answer["confusion_matrix"]
        close(answer["accuracy"], want["accuracy"], 1e-12)
        close(answer["f1_macro"], want["macro_f1"], 1e-9)
        for row, area in zip(answer["per_class"], want["ovr_auc"]):
            close(row["roc_auc"], area, 1e-7)
        # Means are of what is told of the classes.
        for mean, figure in (("roc_auc_ovr_macro", "roc_auc"), ("average_precision_macro", "average_precision")):
            close(answer[mean], sum(row[figure] for row in answer["per_class"]) / len(want["classes"]), 1e-12)
    # The score over several classes is the sum over them.
    close(answer["brier"], want["multiclass_brier"], 1e-9)


def test_keys_of_the_contract(home):
    scores, (source, features) = binary(home), labels(home)
    forecast = table(home, "f.csv", "actual,forecast", "1,2")
    calls = [
        (["metrics", "classification", scores],
         "n classes confusion_matrix accuracy balanced_accuracy precision recall specificity f0.5 f1 f2 precision_macro "
         "recall_macro f1_macro f1_micro f1_weighted g_mean mcc kappa log_loss brier brier_skill ece roc_auc "
         "roc_auc_ovr_macro roc_auc_ovo_macro average_precision average_precision_macro per_class threshold "
         "confidence_intervals problems"),
        (["metrics", "regression", forecast], "rmse mae mape wape bias problems"),
        (["compare", scores, scores], "mcnemar auc problems"),
        (["stats", forecast, "--column", "actual"],
         "n missing mean std min q1 median q3 max skewness kurtosis lambda histogram outliers"),
        (["balance", source, "--features", features, "--method", "tomek"],
         "classes imbalance_ratio shannon_evenness effective_number advice after"),
        (["advise", "--majority-share", "0.5"], "metric reason"),
        (["duplicates", make_pictures(home)], "exact near"),
        (["split", source, "--seed", "1"], "folds"),
        (["drift", source, source], "psi ks js_distance chi2"),
    ]
    for arguments, keys in calls:
        answer = run_json(*arguments)
        assert set(keys.split()) <= set(answer), (arguments, set(keys.split()) - set(answer))
    assert {"name", "support", "precision", "recall", "f1", "roc_auc", "average_precision"} <= set(
        run_json("metrics", "classification", scores)["per_class"][0])


def test_locale_changes_nothing(home):
    scores = binary(home)
    for locale in ("C.UTF-8", "de_DE.UTF-8"):
        environment = dict(os.environ, LC_ALL=locale)
        assert run("metrics", "classification", scores, "--json", env=environment).stdout == run(
            "metrics", "classification", scores, "--json").stdout


# --- metrics regression


def test_regression(home):
    answer = run_json("metrics", "regression", table(home, "f.csv", "actual,forecast,note", "10,12,a", "20,18,b",
                                                     "0,1,c", ",5,d"))
    assert (answer["n"], answer["mape_skipped"]) == (3, 1), answer
    close(answer["rmse"], math.sqrt(3))
    close(answer["mae"], 5 / 3)
    close(answer["bias"], 1 / 3)
    close(answer["wape"], 5 / 30)
    close(answer["mape"], 0.15)
    assert "forecast" in fails(3, "metrics", "regression", table(home, "g.csv", "actual,x", "1,2"))
    assert "text" in fails(3, "metrics", "regression", table(home, "h.csv", "actual,forecast", "1,two"))


def forecast_figures(pairs):
    """What `metrics regression` tells, by its definitions, with exact sums."""
    errors = [forecast - actual for actual, forecast in pairs]
    shares = [abs(error / actual) for error, (actual, _) in zip(errors, pairs) if actual != 0]
    total = math.fsum(actual for actual, _ in pairs)
    return {"n": len(pairs), "n_excluded": 0, "mape_skipped": len(pairs) - len(shares),
            "rmse": math.sqrt(math.fsum(error * error for error in errors) / len(pairs)),
            "mae": math.fsum(map(abs, errors)) / len(pairs), "bias": math.fsum(errors) / len(pairs),
            "mape": math.fsum(shares) / len(shares), "bias_relative": math.fsum(errors) / total,
            "wape": math.fsum(map(abs, errors)) / math.fsum(abs(actual) for actual, _ in pairs)}


def check_regression(pairs, *arguments):
    answer, want = run_json("metrics", "regression", *arguments), forecast_figures(pairs)
    for name, value in want.items():
        close(answer[name], value, 1e-12)
    assert answer["problems"] == {}, answer
    return answer


def test_regression_of_named_columns(home):
    file = table(home, "f.csv", "actual,forecast,sold,planned", "1,1,10,12", "1,1,20,18")
    check_regression([(10, 12), (20, 18)], file, "--actual", "sold", "--forecast", "planned")
    check_regression([(1, 12), (1, 18)], file, "--forecast", "planned")
    check_regression([(10, 1), (20, 1)], file, "--actual", "sold")
    assert "“none”" in fails(3, "metrics", "regression", file, "--actual", "none")
    assert "“none”" in fails(3, "metrics", "regression", file, "--forecast", "none")
    assert b"--forecast=COLUMN" in run("metrics", "--help").stdout


def test_regression_of_real_votes(home):
    """How far the votes of reviewers for a given label lie from those for the suggested one."""
    file = data("pred-mnist", "suspect-labels.csv")
    with open(file, encoding="utf-8", newline="") as stream:
        pairs = [(float(row["votes_given"]), float(row["votes_suggested"])) for row in csv.DictReader(stream)]
    answer = check_regression(pairs, file, "--actual", "votes_given", "--forecast", "votes_suggested")
    assert answer["n"] == 100, answer


def test_regression_of_real_probabilities(home):
    """The squared errors of both classes add up to the score that was published."""
    with open(data("pred-imdb", "predictions.csv"), encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    file = table(home, "truth.csv", "item,negative,positive,is negative,is positive",
                 *(f"{row['item']},{row['negative']},{row['positive']},{int(row['label'] == 'negative')},"
                   f"{int(row['label'] == 'positive')}" for row in rows))
    squares = 0
    for name in ("negative", "positive"):
        pairs = [(float(row["label"] == name), float(row[name])) for row in rows]
        squares += check_regression(pairs, file, "--actual", "is " + name, "--forecast", name)["rmse"] ** 2
    with open(data("pred-imdb", "reference.json"), encoding="utf-8") as stream:
        close(squares, json.load(stream)["multiclass_brier"], 1e-9)


def test_regression_of_real_counts(home):
    """The number of objects in each image against that of the detections with a score of 0.5 and more."""
    with open(data("det-eval-coco100", "instances_val2014_100.json"), encoding="utf-8") as stream:
        truth = json.load(stream)
    with open(data("det-eval-coco100", "instances_val2014_fakebbox100_results.json"), encoding="utf-8") as stream:
        found = json.load(stream)
    counts = {image["id"]: [0, 0] for image in truth["images"]}
    for one in truth["annotations"]:
        counts[one["image_id"]][0] += 1
    for one in found:
        counts[one["image_id"]][1] += one["score"] >= 0.5
    file = table(home, "counts.csv", "image,objects,detections",
                 *(f"{image},{actual},{forecast}" for image, (actual, forecast) in counts.items()))
    answer = check_regression(list(counts.values()), file, "--actual", "objects", "--forecast", "detections")
    # Of 839 objects; half of the detections are below the score.
    close(answer["bias"] * 100, sum(one["score"] >= 0.5 for one in found) - 839)


# --- compare


def test_compare(home):
    a = table(home, "a.csv", "image,truth,score:n,score:y", "1,y,0.1,0.9", "2,n,0.8,0.2", "3,y,0.4,0.6", "4,n,0.6,0.4")
    b = table(home, "b.csv", "image,score:y,score:n", "1,0.2,0.8", "2,0.3,0.7", "3,0.9,0.1", "5,0.5,0.5")
    answer = run_json("compare", a, b, codes=(1,))
    assert answer["n"] == 3 and answer["problems"] == {"id-dangling": 2}, answer
    test = answer["mcnemar"]
    assert (test["both_right"], test["only_a"], test["only_b"], test["p_value"]) == (2, 1, 0, 1), answer
    assert set(answer["auc"]) == {"a", "b", "z", "p_value"}, answer
    close(answer["auc"]["a"], 1)
    figures = {one["figure"]: one for one in answer["figures"]}
    assert set(figures) == {"accuracy", "balanced_accuracy", "f1_macro", "mcc", "roc_auc"}, answer
    assert (figures["accuracy"]["a"], figures["accuracy"]["b"]) == (1, 2 / 3), answer
    close(figures["accuracy"]["difference"], 1 / 3)
    assert figures["accuracy"]["low"] < 1 / 3 < figures["accuracy"]["high"], answer
    other = table(home, "c.csv", "image,score:y,score:z", "1,1,0")
    assert "classes" in fails(3, "compare", a, other)
    assert "truth" in fails(3, "compare", b, b)


def test_compare_of_one_column(home):
    """The rest has a name only where there are truths; the other table may have two columns."""
    a = table(home, "a.csv", "image,score,truth", "1,0.4,yes", "2,0.3,no", "3,0.1,no", "4,0.9,yes")
    b = table(home, "b.csv", "image,score", "1,0.8", "2,0.4", "3,0.7", "4,0.6")
    c = table(home, "c.csv", "image,truth,score:yes,score:no", "1,yes,0.8,0.2", "2,no,0.4,0.6", "3,yes,0.7,0.3",
              "4,yes,0.6,0.4")
    for first, second, swapped in ((a, b, False), (b, a, True), (c, a, True), (a, c, False)):
        answer = run_json("compare", first, second, "--positive", "yes", codes=(0, 1))
        truth_of_c = first == c
        wrong = (answer["mcnemar"]["only_a"], answer["mcnemar"]["only_b"])
        assert wrong == ((2, 0) if truth_of_c else (1, 1)), (first, second, answer)
        close(answer["auc"]["b" if swapped else "a"], 2 / 3 if truth_of_c else 1)
        assert answer["problems"] == ({"truth-differs": 1} if c in (first, second) else {}), answer["problems"]


def test_compare_of_real_predictions(home):
    source = data("pred-imdb", "predictions.csv")
    shaken = os.path.join(home, "shaken.csv")
    with open(source, encoding="utf-8") as file, open(shaken, "w", encoding="utf-8") as out:
        for number, row in enumerate(csv.reader(file)):
            if number > 0 and number % 40 == 0:
                row[2], row[3] = row[3], row[2]
            out.write(",".join(row) + "\n")
    answer = run_json("compare", source, shaken, codes=(0, 1))
    assert answer["n"] == 25000 and answer["mcnemar"]["only_a"] + answer["mcnemar"]["only_b"] <= 625, answer
    assert answer["mcnemar"]["p_value"] < 1e-6 and answer["auc"]["a"] > answer["auc"]["b"], answer
    same = run_json("compare", source, source, codes=(0, 1))
    assert (same["mcnemar"]["p_value"], same["auc"]["p_value"]) == (1, 1), same


# --- stats


def test_stats_of_a_column(home):
    values = table(home, "v.csv", "name,size,other", "a,1,1", "b,2,1", "c,3,2", "d,4,2", "e,100,3", "f,NA,3")
    answer = run_json("stats", values, "--column", "size", "--bins", "3")
    assert (answer["n"], answer["missing"], answer["outliers"]) == (5, 1, 1), answer
    assert (answer["min"], answer["q1"], answer["median"], answer["q3"], answer["max"]) == (1, 2, 3, 4, 100), answer
    assert answer["histogram"] == {"edges": [1, 34, 67, 100], "counts": [4, 0, 1]}, answer
    assert answer["lambda"] is None
    close(answer["mean"], 22)
    close(answer["std"], math.sqrt(sum((v - 22) ** 2 for v in (1, 2, 3, 4, 100)) / 4))
    both = run_json("stats", values)
    assert [column["column"] for column in both["columns"]] == ["size", "other"], both


def test_stats_transforms(home):
    values = table(home, "v.csv", "x", *[str(i * i) for i in range(1, 40)], "0")
    assert "yeo-johnson" in fails(3, "stats", values, "--transform", "log")
    answer = run_json("stats", values, "--transform", "yeo-johnson")
    assert 0 < answer["lambda"] < 1 and abs(answer["skewness"]) < abs(answer["skewness_before"]), answer
    root = run_json("stats", values, "--transform", "sqrt")
    close(root["max"], 39)
    fails(4, "stats", values, "--transform", "wish")
    fails(4, "stats", values, "--bins", "many")
    fails(3, "stats", values, "--column", "y")
    # What does not vary has a root, and no lambda.
    same = table(home, "same.csv", "x,y", "4,1", "4,2")
    answer = run_json("stats", same, "--column", "x", "--transform", "sqrt")
    assert (answer["mean"], answer["skewness"]) == (2, None), answer
    assert "vary" in fails(3, "stats", same, "--column", "x", "--transform", "box-cox")
    # A column that a transform is not defined for is told of beside the others.
    mixed = table(home, "mixed.csv", "x,y", "1,-1", "2,1")
    answer = run_json("stats", mixed, "--transform", "log", codes=(2,))
    assert [one["column"] for one in answer["columns"]] == ["x"], answer
    assert answer["problems"] == {"transform-undefined": 1}, answer
    fails(3, "stats", table(home, "low.csv", "x,y", "0,-1", "2,1"), "--transform", "log")


def test_stats_tells_what_it_leaves_out(home):
    answer = run_json("stats", table(home, "v.csv", "x", "1", "inf", "NA", "-inf", "3"))
    assert (answer["n"], answer["missing"], answer["infinite"], answer["max"]) == (2, 1, 2, 3), answer
    # A few far values make more bins than there can be.
    values = [str(i) for i in range(100)] + ["1e9"]
    done = run("stats", table(home, "far.csv", "x", *values), "--bins", "fd", "--json")
    answer = json.loads(done.stdout)
    assert len(answer["histogram"]["counts"]) == 10000 and answer["problems"] == {"bins-capped": 1}, answer["problems"]
    assert done.returncode == 0, done.returncode
    empty = run_json("stats", table(home, "none.csv", "x"), "--column", "x")
    assert (empty["n"], empty["mean"], empty["histogram"]["counts"]) == (0, None, [0]), empty


def test_stats_of_a_project(home):
    project = make_project(home)
    answer = run_json("stats", project, "--column", "image-width")
    assert (answer["n"], answer["min"], answer["max"]) == (3, 40, 42), answer
    assert len(run_json("stats", project)["columns"]) >= 12
    assert "image-width" in fails(4, "stats", project, "--column", "weight")


def test_stats_of_pictures(home):
    """Greys of 0, 20 and 40, each of one colour; measured once."""
    project = make_project(home)
    assert "image-brightness" not in [one["column"] for one in run_json("stats", project)["columns"]]
    answer = run_json("stats", project, "--column", "image-brightness")
    assert (answer["n"], answer["min"], answer["mean"], answer["max"]) == (3, 0, 20, 40), answer
    os.remove(os.path.join(home, "pictures", "b.png"))
    again = run_json("stats", project, "--column", "image-brightness")
    assert again == answer, again
    assert run_json("stats", project, "--column", "image-sharpness")["max"] == 0
    assert run_json("stats", project, "--column", "image-saturation")["max"] == 0
    assert run_json("stats", project, "--column", "image-contrast")["n"] == 3
    assert "image-contrast" in [one["column"] for one in run_json("stats", project)["columns"]]
    bytes_ = run_json("stats", project, "--column", "image-bytes")
    assert bytes_["n"] == 3 and bytes_["min"] > 50, bytes_
    target = os.path.join(home, "dark.gw.jsonl")
    run_json("export", project, target, "--format", "gw-jsonl", "--where", "brightness<=20")
    assert read(target).count(b'"image"') == 2, read(target)


def test_stats_of_pictures_that_cannot_be_read(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--images", make_pictures(home))
    write(os.path.join(home, "pictures", "a.png"), "this is no picture any more")
    answer = run_json("stats", project, "--column", "image-brightness")
    assert (answer["n"], answer["missing"]) == (2, 1), answer
    empty = os.path.join(home, "empty.groundwork")
    run_json("new", empty)
    assert run_json("stats", empty, "--column", "image-brightness")["n"] == 0


def test_stats_of_attributes(home):
    project = make_project(home)
    labels = LABELS.replace('"bbox":[1,2,10.5,8]', '"bbox":[1,2,10.5,8],"attributes":{"speed":"3.5","note":"fast"}')
    labels = labels.replace('"bbox":[3,3,5,5]', '"bbox":[3,3,5,5],"attributes":{"speed":"4.5"}')
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), labels), codes=(0, 1))
    answer = run_json("stats", project, "--column", "attribute:speed")
    assert (answer["n"], answer["missing"], answer["mean"]) == (2, 1, 4), answer
    message = fails(4, "stats", project, "--column", "attribute:note")
    assert "attribute:speed" in message, message


def test_stats_of_real_pictures(home):
    """Against numpy and the means of the pictures as they are, where both are there."""
    try:
        import cv2
    except ImportError:
        raise Skip("OpenCV for Python is not installed")
    folder = data("det-coco128", "images", "train2017")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--images", folder)
    answer = run_json("stats", project, "--column", "image-brightness")
    means = [float(cv2.imread(os.path.join(folder, name), cv2.IMREAD_GRAYSCALE).mean()) for name in os.listdir(folder)
             if name.endswith(".jpg")]
    assert answer["n"] == len(means), (answer["n"], len(means))
    assert abs(answer["mean"] - sum(means) / len(means)) < 0.5, (answer["mean"], sum(means) / len(means))
    assert abs(answer["min"] - min(means)) < 1 and abs(answer["max"] - max(means)) < 1, (answer, min(means), max(means))


def test_stats_of_real_scores(home):
    answer = run_json("stats", data("pred-imdb", "predictions.csv"), "--column", "positive", "--bins", "10")
    assert answer["n"] == 25000 and sum(answer["histogram"]["counts"]) == 25000, answer
    assert answer["histogram"]["counts"][0] > answer["histogram"]["counts"][4], answer


# --- balance and advise


def labels(home):
    rows = ["image,label"] + [f"m{i},many" for i in range(30)] + [f"f{i},few" for i in range(6)]
    features = ["image,a,b"] + [f"m{i},{i % 7},{i % 5}" for i in range(30)] + [f"f{i},{i + 0.5},{9 - i}" for i in range(6)]
    return table(home, "labels.csv", *rows), table(home, "features.csv", *features)


def test_balance(home):
    source, features = labels(home)
    answer = run_json("balance", source)
    assert [(row["name"], row["count"]) for row in answer["classes"]] == [("few", 6), ("many", 30)], answer
    close(answer["classes"][0]["weight"], 36 / 12)
    close(answer["imbalance_ratio"], 5)
    close(answer["effective_number"][0], (1 - 0.999 ** 6) / 0.001, 1e-9)
    assert answer["advice"] == {"metric": "accuracy", "reason": "classes_near_balance", "remedy": "class_weights"}, answer
    assert "after" not in answer
    for method, few, many in (("random-over", 30, 30), ("random-under", 6, 6), ("smote", 30, 30), ("nearmiss", 6, 6),
                              ("cluster-centroids", 6, 6)):
        after = run_json("balance", source, "--features", features, "--method", method, "--seed", "3")["after"]
        assert after == {"few": few, "many": many}, (method, after)
    for method in ("borderline-smote", "adasyn", "tomek", "enn"):
        after = run_json("balance", source, "--features", features, "--method", method)["after"]
        assert set(after) == {"few", "many"}, (method, after)
    fails(4, "balance", source, "--method", "smote")
    fails(4, "balance", source, "--features", features, "--method", "hope")
    fails(3, "balance", table(home, "n.csv", "image,tag", "a,b"))


def test_remedies_refuse_a_class_of_one(home):
    source = table(home, "l.csv", "image,label", *[f"{i},x" for i in range(8)], "8,y")
    features = table(home, "f.csv", "image,f", *[f"{i},{i}" for i in range(9)])
    for method in ("smote", "adasyn", "nearmiss"):
        assert "too few rows" in fails(3, "balance", source, "--features", features, "--method", method), method


def test_balance_of_real_labels(home):
    want = reference("pred-mnist")
    answer = run_json("balance", data("pred-mnist", "predictions.csv"))
    assert [row["count"] for row in answer["classes"]] == want["class_counts"], answer["classes"]
    close(answer["imbalance_ratio"], 1135 / 892)


def test_balance_of_a_project(home):
    answer = run_json("balance", make_project(home, "--classes", "cat,dog"))
    assert [row["count"] for row in answer["classes"]] == [0, 0], answer
    assert answer["imbalance_ratio"] is None and answer["advice"]["remedy"] == "none", answer


def test_advise(home):
    def advise(*options):
        answer = run_json("advise", *options)
        return answer["metric"], answer["reason"]

    assert advise("--labels", "--both-matter", "--majority-share", "0.9") == ("g_mean", "majority_share_above_limit")
    assert advise("--labels", "--both-matter", "--majority-share", "0.85") == ("accuracy", "classes_near_balance")
    assert advise("--positive-matters", "--costlier", "fn", "--majority-share", "0.9") == (
        "f2", "missed_positive_costs_more")
    assert advise("--probabilities", "--majority-share", "0.5") == ("brier_score", "probabilities_used_directly")
    assert advise("--probabilities", "--positive-matters", "--majority-share", "0.5") == (
        "pr_auc", "labels_by_threshold_positive_matters")
    fails(4, "advise")
    fails(4, "advise", "--majority-share", "1.5")
    fails(4, "advise", "--labels", "--probabilities", "--majority-share", "0.5")
    assert "too many" in fails(4, "advise", "--majority-share", "0.5", "scores.csv")


# --- drift


def test_drift(home):
    a = table(home, "a.csv", "image,size,kind,gone", *[f"{i},{i},{'x' if i % 2 else 'y'},1" for i in range(200)])
    b = table(home, "b.csv", "image,size,kind", *[f"{i},{i + 150},{'x' if i % 4 else 'y'}" for i in range(200)])
    answer = run_json("drift", a, b, codes=(1,))
    rows = {row["name"]: row for row in answer["columns"]}
    assert set(rows) == {"size", "kind"} and answer["problems"] == {"column-missing": 1}, answer
    assert rows["size"]["reading"] == "drift" and rows["size"]["chi2"] is None, rows
    close(rows["size"]["ks"], 0.75)
    close(rows["kind"]["psi"], (0.75 - 0.5) * math.log(1.5) + (0.25 - 0.5) * math.log(0.5))
    assert rows["kind"]["ks"] is None and rows["kind"]["chi2_p_value"] < 1e-6, rows
    assert answer["psi"]["kind"] == rows["kind"]["psi"], answer
    same = run_json("drift", a, a)
    assert all(row["psi"] == 0 for row in same["columns"]), same
    fails(3, "drift", a, table(home, "c.csv", "image,other", "1,2"))
    # Of nothing nothing can be said.
    nothing = run_json("drift", table(home, "none.csv", "x"), table(home, "some.csv", "x", "1", "2"))["columns"][0]
    assert nothing["psi"] is None and nothing["reading"] is None, nothing


def test_drift_of_a_project(home):
    rows = [{"image": f"{i}.png", "width": 100 + i % 2 * 50, "height": 100, "split": "train" if i < 20 else "test",
             "objects": [{"label": "cat" if i < 20 else "dog", "bbox": [1, 1, 5 + i % 4, 5]}]} for i in range(40)]
    head = {"groundwork": 1, "kind": "annotations", "task": "detection", "classes": [{"name": "cat"}, {"name": "dog"}]}
    source = os.path.join(home, "sides.jsonl")
    with open(source, "w", encoding="utf-8") as file:
        file.write("".join(json.dumps(row) + "\n" for row in [head, *rows]))
    project = os.path.join(home, "sides.groundwork")
    run_json("new", project)
    run_json("import", project, source, codes=(0, 1, 2))
    answer = run_json("drift", project, "--reference", "split:train", "--current", "split:test")
    found = {row["name"]: row for row in answer["columns"]}
    assert answer["columns"][0]["name"] == "class" and found["class"]["reading"] == "drift", answer
    assert found["class"]["chi2"] == 40 and found["class"]["ks"] is None, found
    assert found["box-area"]["psi"] == 0 and found["box-area"]["ks"] == 0, found
    fails(4, "drift", project, project, "--reference", "split:train")
    fails(4, "drift", source)
    fails(3, "drift", project, "--reference", "splt:train")


def test_drift_of_real_scores(home):
    lines = read(data("pred-imdb", "predictions.csv")).decode().splitlines()
    first = table(home, "first.csv", lines[0], *lines[1:10001])
    second = table(home, "second.csv", lines[0], *lines[15001:])
    rows = {row["name"]: row for row in run_json("drift", first, second)["columns"]}
    assert rows["label"]["reading"] == "drift" and rows["positive"]["psi"] > 0.25, rows


# --- duplicates


def test_duplicates(home):
    folder = os.path.join(home, "pictures")
    make_project(home)
    write(os.path.join(folder, "again", "a.png"), read(os.path.join(folder, "a.png")))
    write(os.path.join(folder, "broken.png"), b"no picture")
    answer = run_json("duplicates", folder, "--distance", "0", codes=(2,))
    assert answer["exact"] == [["a.png", "again/a.png"]], answer
    assert answer["images"] == 4 and answer["problems"] == {"image-unreadable": 1}, answer
    assert ["a.png", "again/a.png"] in [[name for name in group if "a.png" in name] for group in answer["near"]], answer
    fails(4, "duplicates", folder, "--distance", "21")
    fails(3, "duplicates", os.path.join(home, "none"))


def test_duplicates_of_a_project(home):
    assert run_json("duplicates", make_project(home))["exact"] == []


def test_duplicates_of_real_pictures(home):
    answer = run_json("duplicates", data("cls-clothing"), "--distance", "2", codes=(0, 2))
    near = [name for group in answer["near"] for name in group]
    assert answer["images"] >= 340 and len(near) == len(set(near)), answer["images"]
    assert all(set(group) <= set(near) for group in answer["exact"]), answer["exact"]


# --- split


def counts_of(answer):
    return sorted(fold["n"] for fold in answer["folds"])


def test_split(home):
    source, _ = labels(home)
    plain = run_json("split", source, "--folds", "4", "--seed", "1")
    assert counts_of(plain) == [9, 9, 9, 9] and plain == run_json("split", source, "--folds", "4", "--seed", "1")
    assert plain != run_json("split", source, "--folds", "4", "--seed", "2")
    everything = [name for fold in plain["folds"] for name in fold["images"]]
    assert sorted(everything) == sorted([f"m{i}" for i in range(30)] + [f"f{i}" for i in range(6)])
    even = run_json("split", source, "--folds", "3", "--stratify", "--seed", "5")
    assert [sum(name.startswith("f") for name in fold["images"]) for fold in even["folds"]] == [2, 2, 2], even
    assert "fewer" in fails(3, "split", source, "--folds", "37")
    fails(4, "split", source, "--folds", "1")
    fails(3, "split", source, "--group", "scene")


def test_split_by_groups(home):
    rows = [f"{i},{'x' if i % 3 else 'y'},g{i // 4}" for i in range(40)]
    source = table(home, "g.csv", "image,label,scene", *rows)
    for more in ([], ["--stratify"]):
        answer = run_json("split", source, "--folds", "5", "--group", "scene", *more)
        places = {}
        for fold in answer["folds"]:
            for name in fold["images"]:
                places.setdefault(int(name) // 4, set()).add(fold["fold"])
        assert len(places) == 10 and all(len(found) == 1 for found in places.values()), places


def test_split_tells_what_it_leaves_out(home):
    source = table(home, "g.csv", "image,label,scene", "a,x,1", "b,x,", "c,y,2", "d,x,3", "a,x,2")
    answer = run_json("split", source, "--folds", "2", "--group", "scene", codes=(2,))
    assert sorted(name for fold in answer["folds"] for name in fold["images"]) == ["a", "c", "d"], answer
    assert answer["n"] == 3 and answer["problems"] == {"group-differs": 1, "row-fields": 1}, answer
    assert "fewer images" in fails(3, "split", source, "--folds", "5")
    # A class that some folds lack.
    source = table(home, "l.csv", "image,label", "a,x", "b,x", "c,x", "d,y")
    answer = run_json("split", source, "--folds", "2", "--stratify", codes=(1,))
    assert answer["n"] == 4 and answer["problems"] == {"class-small": 1}, answer


def test_split_of_several_labels(home):
    rows = [f"{i},{name}" for i in range(30) for name in (["cat"] if i % 2 else ["cat", "dog"])]
    answer = run_json("split", table(home, "m.csv", "image,label", *rows), "--folds", "3", "--stratify")
    assert [sum(int(name) % 2 == 0 for name in fold["images"]) for fold in answer["folds"]] == [5, 5, 5], answer


def test_split_of_a_project(home):
    assert counts_of(run_json("split", make_project(home), "--folds", "3")) == [1, 1, 1]


def test_split_of_real_labels(home):
    answer = run_json("split", data("pred-mnist", "predictions.csv"), "--folds", "10", "--stratify")
    assert counts_of(answer) == [1000] * 10, counts_of(answer)


sys.exit(main(globals()))
