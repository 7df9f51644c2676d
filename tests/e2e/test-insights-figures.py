#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All pages of Insights of one project: what they show is what the command line says."""

import csv
import json
import os
import random
import sys

from driver import Failure, data_path, run, run_cli, wait_for, walk

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
PEOPLE = {"Aiko": 0.05, "Ben": 0.2, "Priya": 0.35}


def read_predictions():
    with open(data_path("cls-cifar10/predictions.csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))[:1000]


def write_table(home, name, rows, blur):
    """The predictions, or those of a model that is less sure."""
    path = os.path.join(home, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("image,truth," + ",".join(f"score:{one}" for one in CLASSES) + "\n")
        for number, row in enumerate(rows):
            scores = [float(row[one]) * (1 - blur) + blur / 10 for one in CLASSES]
            if blur and number % 9 == 0:
                scores = scores[1:] + scores[:1]
            total = sum(scores)
            file.write(f"{row['file']},{row['label']}," + ",".join(f"{score / total:.9f}" for score in scores) + "\n")
    return path


def write_answers(home, rows):
    path = os.path.join(home, "answers.gw.jsonl")
    chance = random.Random(4)
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"groundwork": 1, "kind": "annotations", "task": "classification",
                               "classes": [{"name": one} for one in CLASSES]}) + "\n")
        for row in rows[:200]:
            for person, wrong in PEOPLE.items():
                label = chance.choice(CLASSES) if chance.random() < wrong else row["label"]
                file.write(json.dumps({"image": row["file"], "annotator": person, "labels": [label]}) + "\n")
    return path


def write_splits(home, rows):
    path = os.path.join(home, "splits.gw.jsonl")
    chance = random.Random(9)
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"groundwork": 1, "kind": "annotations", "task": "classification",
                               "classes": [{"name": one} for one in CLASSES]}) + "\n")
        for number, row in enumerate(rows):
            small = number % 2 == 0 or chance.random() < 0.3
            file.write(json.dumps({"image": row["file"], "width": 32 if small else 48,
                                   "height": chance.randint(20, 60), "split": "train" if number % 2 == 0 else "test"})
                       + "\n")
    return path


def make_project(home):
    rows = read_predictions()
    project = os.path.join(home, "figures.groundwork")
    run_cli("new", project)
    run_cli("import", project, write_splits(home, rows), ok=(0, 1))
    for name, blur in (("Net", 0), ("Blurred", 0.3)):
        run_cli("import", project, write_table(home, f"{name}.csv", rows, blur), "--as", "predictions", "--model", name,
                ok=(0, 1))
    run_cli("import", project, write_answers(home, rows), "--as", "answers", ok=(0, 1))
    return project


def texts(program):
    """What is written, and what is said of charts."""
    said = set()
    for node in walk(program.application()):
        said.update(text for text in (node.get_name(), node.get_description()) if text)
    return said


def go_to(program, title):
    row = program.wait(role="list item", name=title)
    program.click(row)
    wait_for(f"the page {title}", lambda: program.find(role="label", name=title) is not None)


def wait_for_texts(program, page, wanted):
    """Each figure stands on the page by itself, or within a text."""
    missing = []

    def all_there():
        there = texts(program)
        missing[:] = [text for text in wanted if not any(text in shown for shown in there)]
        return not missing

    try:
        wait_for(f"the figures of {page}", all_there, 60)
    except Failure as failure:
        raise Failure(f"{page} does not show {missing}; it has {sorted(texts(program))[:200]}") from failure


def test_every_page_says_what_the_command_line_says(program):
    project = make_project(program.home)
    balance = run_cli("balance", project)
    metrics = run_cli("metrics", "classification", project, "--model", "Blurred", ok=(0, 1))
    stats = run_cli("stats", project, "--column", "image-width")
    agreement = run_cli("agreement", project)
    compared = run_cli("compare", project, "--model", "Net", "--model", "Blurred", ok=(0, 1))
    drift = run_cli("drift", project, "--reference", "split:train", "--current", "split:test")
    quality = run_cli("quality", project, "--model", "Blurred", ok=(0, 1, 2))
    correlation = run_cli("plot", "correlation", project, "-o", os.path.join(program.home, "plot.csv"))

    program.start(project)
    program.wait(role="table", name="Images")
    go_to(program, "Class Balance")
    wait_for_texts(program, "Class Balance", [f"{balance['shannon_evenness']:.2f}",
                                              f"{balance['imbalance_ratio']:.1f} : 1"])
    go_to(program, "Agreement")
    wait_for_texts(program, "Agreement", [f"{100 * agreement['percent']:.1f}%",
                                          f"{agreement['krippendorff_alpha']:.3f}", f"{agreement['fleiss_kappa']:.3f}"])
    go_to(program, "Evaluation")
    wait_for_texts(program, "Evaluation", [f"{metrics[key]:.3f}" for key in ("accuracy", "f1_macro", "mcc", "g_mean")])
    worst = min(metrics["per_class"], key=lambda row: row["f1"])
    wait_for_texts(program, "Evaluation", [f"{worst['precision']:.3f}", f"{worst['recall']:.3f}", f"{worst['f1']:.3f}"])
    go_to(program, "Curves")
    wait_for_texts(program, "Curves", [f"{metrics['roc_auc_ovr_macro']:.3f}", f"{metrics['average_precision_macro']:.3f}"])
    go_to(program, "Compare Models")
    p_value = compared["mcnemar"]["p_value"]
    wait_for_texts(program, "Compare Models", [f"{metrics['accuracy']:.3f}",
                                               "p < 0.001" if p_value < 0.001 else f"p = {p_value:.2f}"[:6]])
    go_to(program, "Distributions")
    wait_for_texts(program, "Distributions", [f"{stats['mean']:.1f}", f"{stats['std']:.2f}"])
    go_to(program, "Drift")
    wait_for_texts(program, "Drift", [f"{one[key]:.3f}" for one in drift["columns"]
                                      for key in ("psi", "ks", "js_distance") if one[key] is not None])


    go_to(program, "Data Quality")
    errors = quality["label_errors"]
    wait_for_texts(program, "Data Quality", [
        f"{errors['found']} of {errors['compared']:,} images", f"{len(quality['files']['missing']):,}",
        f"{quality['missing_values']['complete_images']:,} of {quality['images']:,} images are complete"])
    worst = errors["labels"][0]
    wait_for_texts(program, "Data Quality", [
        f"labeled {worst['label']}, probably {worst['suggested']} ({worst['score']:.2f})"])
    go_to(program, "Relations")
    wait_for_texts(program, "Relations", [correlation["summary"]])


def make_weights(home):
    """A project whose boxes have a number and a forecast of it; the same as a table."""
    labels, pairs = os.path.join(home, "weights.gw.jsonl"), os.path.join(home, "pairs.csv")
    project = os.path.join(home, "weights.groundwork")
    chance = random.Random(12)
    with open(labels, "w", encoding="utf-8") as lines, open(pairs, "w", encoding="utf-8") as table:
        lines.write(json.dumps({"groundwork": 1, "kind": "annotations", "task": "detection",
                                "classes": [{"name": "melon"}]}) + "\n")
        table.write("actual,forecast\n")
        for number in range(120):
            weight = f"{chance.uniform(20, 80):.2f}"
            forecast = f"{float(weight) * chance.uniform(0.8, 1.3):.2f}"
            lines.write(json.dumps({"image": f"{number}.png", "width": 64, "height": 48, "objects": [
                {"label": "melon", "bbox": [8, 8, 20, 20],
                 "attributes": {"weight": weight, "weight forecast": forecast}}]}) + "\n")
            table.write(f"{weight},{forecast}\n")
    run_cli("new", project)
    run_cli("import", project, labels, ok=(0, 1))
    return project, pairs


def test_forecasts_say_what_the_command_line_says(program):
    project, pairs = make_weights(program.home)
    forecast = run_cli("metrics", "regression", pairs)
    program.start(project)
    program.wait(role="table", name="Images")
    go_to(program, "Regression")
    wait_for_texts(program, "Regression", [f"{forecast[key]:.3g}" for key in ("rmse", "mae")])


sys.exit(run([test_every_page_says_what_the_command_line_says, test_forecasts_say_what_the_command_line_says]))
