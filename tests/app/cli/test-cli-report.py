#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of a project: its figures are those of the other commands, whatever is
in the project, and the same project gives the same bytes.
"""

import html.parser
import os
import sys

from cli_support import data, fails, main, make_project, read, run_json, write

DAY = ("--date", "27 November 2026")


class Tables(html.parser.HTMLParser):
    """The rows of all tables, and whether each tag that needs it is closed."""

    def __init__(self):
        super().__init__()
        self.rows, self.open, self.cell = [], [], None

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""
        if tag not in ("meta", "path", "use", "rect", "stop", "image"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text


def report(project, home, *options):
    path = os.path.join(home, "report.html")
    assert run_json("report", project, "-o", path, "--overwrite", *DAY, *options)["file"] == path
    text = read(path).decode()
    tables = Tables()
    tables.feed(text)
    assert not tables.open, tables.open
    return text, {row[0]: row[1:] for row in tables.rows}


def test_figures_are_those_of_the_other_commands(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    run_json("import", project, data("cls-cifar10", "predictions.csv"), "--as", "predictions", "--model", "Net",
             codes=(0, 1))
    _, rows = report(project, home, "--bootstrap", "50", "--seed", "3")
    metrics = run_json("metrics", "classification", project, "--model", "Net", "--bootstrap", "50", "--seed", "3")
    balance = run_json("balance", project)
    assert rows["Images"] == ["5,000"], rows["Images"]
    assert rows["Accuracy"][0].startswith(f"{metrics['accuracy']:.3f} ("), rows["Accuracy"]
    interval = next(row for row in metrics["confidence_intervals"] if row["figure"] == "accuracy")
    assert rows["Accuracy"][0].endswith(f"({interval['low']:.3f}–{interval['high']:.3f})"), (rows["Accuracy"], interval)
    for name, key in (("Balanced accuracy", "balanced_accuracy"), ("MCC", "mcc"), ("F1, macro", "f1_macro"),
                      ("G-mean", "g_mean"), ("Brier score", "brier"), ("Expected calibration error", "ece"),
                      ("ROC AUC, macro", "roc_auc_ovr_macro")):
        assert rows[name][0].split(" ")[0] == f"{metrics[key]:.3f}", (name, rows[name], metrics[key])
    for row in metrics["per_class"]:
        assert rows[row["name"]][1:4] == [f"{row[key]:.3f}" for key in ("precision", "recall", "f1")], rows[row["name"]]
    assert rows["Evenness"] == [f"{balance['shannon_evenness']:.3f}"], rows["Evenness"]


def test_detectors(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    run_json("import", project, data("det-eval-coco100", "instances_val2014_100.json"), codes=(0, 1, 2))
    run_json("import", project, data("det-eval-coco100", "instances_val2014_fakebbox100_results.json"), "--as",
             "predictions", "--model", "Net", codes=(0, 1, 2))
    _, rows = report(project, home)
    metrics = run_json("metrics", "detection", project, "--model", "Net", codes=(0, 1))
    assert rows["AP, IoU 0.50 to 0.95"] == [f"{metrics['AP']:.3f}"], (rows["AP, IoU 0.50 to 0.95"], metrics["AP"])
    assert rows["AP at IoU 0.50"] == [f"{metrics['AP50']:.3f}"]


def test_a_class_that_is_nowhere_has_no_average_precision(home):
    project, path = os.path.join(home, "p.groundwork"), os.path.join(home, "x.gw.jsonl")
    head = '{"groundwork":1,"kind":"%s","task":"detection",%s"classes":[{"name":"cat"},{"name":"dog"}]}\n'
    run_json("new", project)
    write(path, head % ("annotations", "")
          + '{"image":"1.png","width":90,"height":90,"objects":[{"label":"cat","bbox":[1,1,30,30]}]}\n')
    run_json("import", project, path, codes=(0, 1))
    write(path, head % ("predictions", '"model":{"name":"net"},')
          + '{"image":"1.png","objects":[{"label":"cat","bbox":[1,1,30,30],"score":0.9},'
            '{"label":"dog","bbox":[1,1,20,30],"score":0.8}]}\n')
    run_json("import", project, path, codes=(0, 1))
    _, rows = report(project, home)
    assert rows["cat"][-1] == "1.000" and rows["dog"][-1] == "—", (rows["cat"], rows["dog"])


def test_same_bytes(home):
    project = make_project(home)
    first, second = os.path.join(home, "1.pdf"), os.path.join(home, "2.pdf")
    run_json("report", project, "-o", first, *DAY)
    run_json("report", project, "-o", second, *DAY)
    with open(first, "rb") as one, open(second, "rb") as two:
        assert one.read() == two.read()
    fails(3, "report", project, "-o", first, *DAY)
    assert report(project, home)[0] == report(project, home)[0]


def test_nothing_there(home):
    project = os.path.join(home, "empty.groundwork")
    run_json("new", project)
    text, rows = report(project, home)
    assert rows["Images"] == ["0"]
    for words in ("There are no images.", "There are no labels.", "There are no predictions."):
        assert words in text, words
    run_json("report", project, "-o", os.path.join(home, "empty.pdf"), *DAY)


def test_names_are_no_markup(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--name", "<script>alert(1)</script>", "--classes", '<b>&"cat,owl')
    write(os.path.join(home, "l.gw.jsonl"),
          '{"image":"1.png","width":9,"height":9,"labels":["<b>&\\"cat"]}\n')
    run_json("import", project, os.path.join(home, "l.gw.jsonl"), codes=(0, 1))
    text, rows = report(project, home)
    assert "<script>" not in text and "<b>" not in text
    assert '<b>&"cat' in rows, list(rows)


def test_refusals(home):
    project = make_project(home)
    fails(4, "report", project)
    assert ".pdf or .html" in fails(3, "report", project, "-o", os.path.join(home, "r.doc"))
    fails(3, "report", project, "-o", os.path.join(home, "r.pdf"), "--model", "Nobody")
    assert not os.path.exists(os.path.join(home, "r.pdf"))
    fails(3, "report", project, "-o", os.path.join(home, "no", "r.pdf"))
    fails(4, "report", project, "-o", os.path.join(home, "r.pdf"), "--iou", "2")


if __name__ == "__main__":
    sys.exit(main(globals()))
