#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Predictions in a project: tables that are imported, and figures that are those of the files."""

import os
import sys

from cli_support import data, fails, main, run_json, write

TRUTH = "image,label\n1.png,cat\n2.png,cat\n3.png,dog\n4.png,dog\n"
SCORES = "image,model,score:cat,score:dog\n1.png,a,0.9,0.1\n2.png,a,0.4,0.6\n3.png,a,0.3,0.7\n4.png,a,0.2,0.8\n" \
         "1.png,b,0.6,0.4\n2.png,b,0.7,0.3\n3.png,b,0.8,0.2\n4.png,b,0.1,0.9\n"


def project(home, *sources):
    os.makedirs(home, exist_ok=True)
    path = os.path.join(home, "p.groundwork")
    run_json("new", path)
    for source, *options in sources:
        run_json("import", path, source, *options, codes=(0, 1, 2))
    return path


def without(answer, *keys):
    return {key: value for key, value in answer.items() if key not in keys}


def same_as_the_table(home, name):
    table = data(name, "predictions.csv")
    path = project(home, (table, "--as", "predictions", "--model", "m"))
    of_project = run_json("metrics", "classification", path, "--bootstrap", "20", "--seed", "5")
    of_table = run_json("metrics", "classification", table, "--bootstrap", "20", "--seed", "5")
    assert without(of_project, "problems") == without(of_table, "problems"), name


def test_figures_of_real_scores(home):
    for name in ("pred-imdb", "pred-mnist", "cls-cifar10"):
        same_as_the_table(os.path.join(home, name), name)


def test_figures_of_real_detections(home):
    truth = data("det-eval-coco100", "instances_val2014_100.json")
    boxes = data("det-eval-coco100", "instances_val2014_fakebbox100_results.json")
    masks = data("det-eval-coco100", "instances_val2014_fakesegm100_results.json")
    path = project(home, (truth,), (boxes, "--as", "predictions", "--model", "m", "--model-version", "1"),
                   (masks, "--as", "predictions", "--model", "m", "--model-version", "2"))
    assert run_json("info", path)["models"] == 2
    assert run_json("metrics", "detection", path, "--model", "m:1") == run_json("metrics", "detection", truth, boxes)
    assert (run_json("metrics", "detection", path, "--model", "m:2", "--iou-type", "segm")
            == run_json("metrics", "detection", truth, masks, "--iou-type", "segm"))
    assert "m:1, m:2" in fails(3, "metrics", "detection", path, "--model", "m")
    assert "m:1, m:2" in fails(3, "metrics", "detection", path, "--model", "n")


def test_several_models_of_a_table(home):
    labels, scores = write(os.path.join(home, "labels.csv"), TRUTH), write(os.path.join(home, "scores.csv"), SCORES)
    path = project(home, (labels,), (scores,))
    assert run_json("metrics", "classification", path, "--model", "a")["accuracy"] == 0.75
    assert run_json("metrics", "classification", path, "--model", "b", "--positive", "cat")["recall"] == 1
    answer = run_json("compare", path, "--model", "a", "--model", "b")
    assert answer["n"] == 4 and answer["mcnemar"]["only_a"] == 1 and answer["mcnemar"]["only_b"] == 1, answer
    assert answer["auc"]["a"] == 1, answer
    assert run_json("metrics", "classification", path, "--model", "a", "--where", "label:dog")["n"] == 2
    # One model's name cannot be that of both.
    assert "“a” and “b”" in fails(3, "import", path, scores, "--as", "predictions", "--model", "c")


def test_truths_fill_what_has_none(home):
    labels = write(os.path.join(home, "labels.csv"), "image,label\n1.png,cat\n")
    scores = write(os.path.join(home, "scores.csv"), "image,truth,score:cat,score:dog\n1.png,dog,1,0\n2.png,dog,0,1\n")
    path = project(home, (labels,))
    assert run_json("import", path, scores, codes=(0, 1))["truths"] == 1
    answer = run_json("metrics", "classification", path)
    assert answer["confusion_matrix"] == [[1, 0], [0, 1]], answer


def test_one_column_of_scores(home):
    scores = write(os.path.join(home, "scores.csv"), "image,score,truth\n1.png,0.5,cat\n2.png,0.25,dog\n3.png,0.75,dog\n")
    path = os.path.join(home, "p.groundwork")
    run_json("new", path)
    assert "--positive" in fails(3, "import", path, scores)
    run_json("import", path, scores, "--positive", "cat", codes=(0, 1))
    of_project = run_json("metrics", "classification", path)
    of_table = run_json("metrics", "classification", scores, "--positive", "cat")
    for key in ("accuracy", "roc_auc", "log_loss", "threshold", "precision", "positive"):
        assert of_project[key] == of_table[key], key


def test_what_is_missing_is_told(home):
    labels, scores = write(os.path.join(home, "labels.csv"), TRUTH), write(
        os.path.join(home, "scores.csv"), "image,score:cat,score:dog\n1.png,1,0\n9.png,0,1\n")
    path = project(home, (labels,))
    assert "no predictions" in fails(3, "metrics", "classification", path)
    assert "no predictions" in fails(3, "metrics", "detection", path)
    run_json("import", path, scores, "--as", "predictions", "--model", "m", codes=(0, 1))
    answer = run_json("metrics", "classification", path, codes=(1,))
    assert answer["n"] == 1 and answer["n_without_truth"] == 1 and answer["problems"]["prediction-missing"] == 1, answer


def test_agreement_of_a_project(home):
    for name in ("crowd-dog", "crowd-face"):
        table, folder = data(name, "labels.csv"), os.path.join(home, name)
        path = project(folder, (table, "--as", "answers"))
        of_project, of_table = run_json("agreement", path), run_json("agreement", table, codes=(0, 1))
        for key in ("objects", "workers", "classes", "answers", "percent", "krippendorff_alpha"):
            assert of_project[key] == of_table[key], (name, key, of_project[key], of_table[key])
    assert "--as answers" in fails(3, "agreement", project(os.path.join(home, "empty")))


def test_wrong_calls(home):
    path = project(home)
    table = write(os.path.join(home, "t.csv"), "image,truth,score:a,score:b\n1,a,1,0\n")
    assert "--model" in fails(4, "metrics", "classification", table, "--model", "m")
    assert "project" in fails(4, "metrics", "segmentation", path)
    assert "--model" in fails(4, "compare", path)
    assert "--model" in fails(4, "compare", path, "--model", "a")
    assert "project" in fails(4, "compare", table, table, "--model", "a")
    assert "missing" in fails(4, "compare", table)
    assert "predictions" in fails(4, "import", path, table, "--as", "labels", "--model-version", "2")
    fails(4, "metrics", "classification", path, "--where", "split:")


if __name__ == "__main__":
    sys.exit(main(globals()))
