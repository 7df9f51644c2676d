#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What several people said of the same things: agreement, consolidate.

On small tables whose figures can be worked out by hand, on what is broken, and on
published sets of answers with the figures that are known of them.
"""

import csv
import json
import os
import sys

from cli_support import data, fails, main, run, run_json, write


def close(got, want, slack=1e-6):
    assert got is not None and abs(got - want) <= slack * max(1, abs(want)), (got, want)


def table(home, name, *lines):
    return write(os.path.join(home, name), "\n".join(lines) + "\n")


def two_workers(home):
    return table(home, "two.csv", "object,worker,label", "a,kim,cat", "a,lee,cat", "b,kim,dog", "b,lee,cat", "c,kim,dog",
                 "c,lee,dog", "d,kim,cat", "d,lee,cat")


# --- agreement


def test_agreement_of_two(home):
    answer = run_json("agreement", two_workers(home))
    assert (answer["objects"], answer["workers"], answer["answers"], answer["classes"]) == (4, 2, 8, 2), answer
    close(answer["percent"], 0.75)
    close(answer["cohen_kappa"], (0.75 - 0.5) / (1 - 0.5))
    close(answer["fleiss_kappa"], (0.75 - 34 / 64) / (1 - 34 / 64))
    close(answer["krippendorff_alpha"], 1 - 7 * 2 / 30)
    assert answer["problems"] == {}, answer


def test_agreement_without_figures(home):
    """What is not defined is null."""
    alone = table(home, "alone.csv", "object,worker,label", "a,kim,cat", "b,lee,dog", "b,max,dog")
    answer = run_json("agreement", alone)
    assert answer["percent"] == 1 and answer["cohen_kappa"] is None and answer["fleiss_kappa"] is None, answer
    assert answer["krippendorff_alpha"] is None, answer
    answer = run_json("agreement", table(home, "none.csv", "object,worker,label"))
    assert answer["percent"] is None and answer["answers"] == 0, answer


def test_agreement_of_other_names(home):
    other = table(home, "other.csv", "Task;Annotator;label;note", "1;7;1;x", "1;8;1;y", "2;7;2;", "2;8;1;")
    answer = run_json("agreement", other)
    close(answer["percent"], 0.5)
    assert answer["problems"] == {"column-read-as": 2}, answer


def test_agreement_of_patients(home):
    """The first observer rates each patient three times: all ratings count."""
    answer = run_json("agreement", data("crowd-dawid-skene-1979", "labels.csv"))
    assert (answer["answers"], answer["objects"], answer["workers"]) == (315, 45, 5), answer
    assert answer["cohen_kappa"] is None and answer["fleiss_kappa"] is not None, answer
    # Fleiss' kappa is Krippendorff's alpha but for the correction for few ratings.
    close(answer["krippendorff_alpha"], 1 - (1 - answer["fleiss_kappa"]) * 314 / 315)


def test_answers_in_other_formats(home):
    """Lines of gw-jsonl that name who labeled: the same as the table."""
    rows = [("b.jpg", "kim", "cat"), ("a.jpg", "kim", "dog"), ("b.jpg", "ann", "ape"), ("a.jpg", "ann", "dog")]
    table = write(os.path.join(home, "a.csv"), "object,worker,label\n" + "".join(",".join(row) + "\n" for row in rows))
    lines = "".join(json.dumps({"image": image, "annotator": person, "labels": [label]}) + "\n"
                    for image, person, label in rows)
    other = write(os.path.join(home, "a.gw.jsonl"), lines)
    for call in (["agreement"], ["consolidate", "--method", "vote"], ["consolidate"]):
        assert run_json(*call, table) == run_json(*call, other), call
    some = write(os.path.join(home, "s.gw.jsonl"), lines + '{"image":"c.jpg","labels":["cat"]}\n')
    answer = run_json("agreement", some, codes=(2,))
    assert answer["answers"] == 4 and answer["problems"] == {"row-fields": 1}, answer
    assert "complete" in fails(3, "agreement", write(os.path.join(home, "n.gw.jsonl"), '{"image":"c.jpg"}\n'))


def test_agreement_text(home):
    done = run("agreement", two_workers(home))
    assert done.returncode == 0 and b"percent" in done.stdout and b"0.75" in done.stdout, done.stdout


# --- consolidate


def by_object(answer):
    return {row["object"]: row["label"] for row in answer["labels"]}


def test_vote(home):
    three = table(home, "three.csv", "object,worker,label", "b,kim,dog", "b,lee,cat", "b,max,cat", "a,kim,dog",
                  "a,lee,cat")
    answer = run_json("consolidate", three, "--method", "vote")
    # In the order of the file; a tie goes to the first name.
    assert [row["object"] for row in answer["labels"]] == ["b", "a"], answer
    assert by_object(answer) == {"a": "cat", "b": "cat"}, answer
    close(answer["labels"][0]["confidence"], 2 / 3)
    close(answer["labels"][1]["confidence"], 1 / 2)
    assert [(row["worker"], row["answers"]) for row in answer["workers"]] == [("kim", 2), ("lee", 2), ("max", 1)]
    close(answer["workers"][0]["accuracy_estimate"], (1 / 3 + 1 / 2) / 2)


def test_few_answers(home):
    """The default method: one answer has no confidence, few are a vote."""
    few = table(home, "few.csv", "object,worker,label", "a,kim,cat", "b,kim,dog", "b,lee,dog", "b,max,cat")
    answer = run_json("consolidate", few, "--task", "class")
    assert answer["method"] == "ground-truth", answer
    assert answer["labels"][0] == {"object": "a", "label": "cat", "confidence": None}, answer
    close(answer["labels"][1]["confidence"], (2 + 1 / 2) / 4)


def accuracy(answer, folder):
    with open(data(folder, "truth.csv"), newline="", encoding="utf-8") as file:
        truth = {row["task"]: row["label"] for row in csv.DictReader(file)}
    labels = by_object(answer)
    assert set(truth) == set(labels)
    return sum(labels[key] == label for key, label in truth.items()) / len(truth)


def reference(folder):
    with open(data(folder, "reference.json"), encoding="utf-8") as file:
        return json.load(file)


def test_published_figures(home):
    for folder in ["crowd-bluebird", "crowd-dog", "crowd-face"]:
        known = reference(folder)
        answers = data(folder, "labels.csv")
        vote = run_json("consolidate", answers, "--method", "vote")
        skene = run_json("consolidate", answers, "--method", "dawid-skene")
        close(accuracy(vote, folder), known["mv_lowest_class"], 1e-6)
        close(accuracy(skene, folder), known["ds"], 1e-6)
        assert len(skene["workers"]) == known["workers"], folder
        assert sum(row["answers"] for row in skene["workers"]) == known["labels"], folder
        assert all(0 <= row["accuracy_estimate"] <= 1 for row in skene["workers"]), folder
        assert skene == run_json("consolidate", answers, "--method", "dawid-skene"), folder


def test_default_beats_the_vote(home):
    for folder in ["crowd-bluebird", "crowd-dog"]:
        answer = run_json("consolidate", data(folder, "labels.csv"))
        assert accuracy(answer, folder) > reference(folder)["mv_lowest_class"] + 0.01, folder
        assert all(0 < row["confidence"] <= 1 for row in answer["labels"]), folder


def response(home, iteration, number, **labels):
    """A worker response of a labeling job, as its folder has them."""
    answers = [{"workerId": worker, "submissionTime": "2026-03-02T09:10:44.321Z",
                "answerContent": {"crowd-image-classifier": {"label": label}}} for worker, label in labels.items()]
    folder = os.path.join(home, "job", "annotations", "worker-response", f"iteration-{iteration}", str(number))
    os.makedirs(folder)
    write(os.path.join(folder, "2026-03-02_09-14-11.json"), json.dumps({"answers": answers}))


def test_consolidate_worker_responses(home):
    """Objects go by their numbers, and no manifest is needed; a job's own result is not what is asked for."""
    response(home, 1, 0, kim="pear", lee="pear", max="apple")
    response(home, 2, 10, kim="apple", lee="apple")
    os.makedirs(os.path.join(home, "job", "manifests", "output"))
    write(os.path.join(home, "job", "manifests", "output", "output.manifest"), '{"source-ref":"s3://b/1.jpg"}\n')
    answer = run_json("consolidate", os.path.join(home, "job"), "--method", "vote")
    assert [(row["object"], row["label"]) for row in answer["labels"]] == [("0", "pear"), ("10", "apple")], answer
    close(answer["labels"][0]["confidence"], 2 / 3)
    assert {row["worker"]: row["answers"] for row in answer["workers"]} == {"kim": 2, "lee": 2, "max": 1}, answer
    close(run_json("agreement", os.path.join(home, "job"))["percent"], 2 / 4)  # pairs of answers
    assert "1" in fails(3, "convert", os.path.join(home, "job"), os.path.join(home, "o.gw.jsonl"), "--to", "gw-jsonl",
                        "--from", "worker-responses")


def box_response(home, number, **boxes):
    """What each worker drew on an object: label, left, top, width, height."""
    names = ["label", "left", "top", "width", "height"]
    answers = [{"workerId": worker, "submissionTime": "2026-03-02T09:10:44.321Z",
                "answerContent": {"boundingBox": {"boundingBoxes": [dict(zip(names, box)) for box in drawn],
                                                  "inputImageProperties": {"width": 100, "height": 80}}}}
               for worker, drawn in boxes.items()]
    folder = os.path.join(home, "job", "annotations", "worker-response", "iteration-1", str(number))
    os.makedirs(folder)
    write(os.path.join(folder, "2026-03-02_09-14-11.json"), json.dumps({"answers": answers}))


def test_consolidate_boxes(home):
    """By hand: of two boxes that overlap the mean; who draws nothing has answered."""
    box_response(home, 0, kim=[["cat", 10, 20, 40, 40], ["dog", 80, 0, 10, 10]], lee=[["cat", 14, 20, 40, 40]], max=[])
    box_response(home, 1, kim=[], lee=[])
    box_response(home, 2, kim=[["dog", 1, 2, 3, 4]])
    job = os.path.join(home, "job")
    answer = run_json("consolidate", job, "--task", "box")
    assert answer["method"] == "ground-truth", answer
    fused = 38 / 42  # of each of the two with their mean
    assert [(row["object"], row["label"], row["bbox"]) for row in answer["labels"]] == [
        ("0", "cat", [12, 20, 40, 40]), ("0", "dog", [80, 0, 10, 10]), ("2", "dog", [1, 2, 3, 4])], answer
    close(answer["labels"][0]["confidence"], 2 * fused / 3)
    close(answer["labels"][1]["confidence"], 1 / 3)
    assert answer["labels"][2]["confidence"] is None, answer
    assert [(row["worker"], row["answers"]) for row in answer["workers"]] == [("kim", 3), ("lee", 1), ("max", 0)], answer
    close(answer["workers"][0]["accuracy_estimate"], fused)
    assert answer["workers"][2]["accuracy_estimate"] is None, answer
    assert answer == run_json("consolidate", job, "--task", "box", "--method", "ground-truth")
    assert b"dog" in run("consolidate", job, "--task", "box").stdout


def test_consolidate_boxes_of_nobody(home):
    """People looked and drew nothing; and labels that name nobody."""
    box_response(home, 0, kim=[], lee=[])
    answer = run_json("consolidate", os.path.join(home, "job"), "--task", "box")
    assert answer["labels"] == [] and [row["answers"] for row in answer["workers"]] == [0, 0], answer
    coco = {"images": [{"id": 1, "file_name": "a.jpg", "width": 50, "height": 50}],
            "categories": [{"id": 1, "name": "cat"}],
            "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "area": 12, "iscrowd": 0}]}
    assert "nobody" in fails(3, "consolidate", write(os.path.join(home, "coco.json"), json.dumps(coco)), "--task", "box")
    assert "vote" in fails(4, "consolidate", os.path.join(home, "job"), "--task", "box", "--method", "vote")


# --- what is broken


def test_incomplete_answers(home):
    broken = table(home, "broken.csv", "object,worker,label", "a,kim,cat", "a,lee,", ",lee,cat", "a,,cat", "a,max,cat,x",
                   "a,max,cat")
    answer = run_json("agreement", broken, codes=(2,))
    assert answer["answers"] == 2 and answer["problems"] == {"row-fields": 4}, answer
    answer = run_json("consolidate", broken, "--method", "vote", codes=(2,))
    assert [row["answers"] for row in answer["workers"]] == [1, 1], answer


def test_refuses(home):
    no_worker = table(home, "no.csv", "object,label", "a,cat")
    for command in ["agreement", "consolidate"]:
        assert "worker" in fails(3, command, no_worker)
        fails(3, command, os.path.join(home, "absent.csv"))
        assert run(command).returncode == 4
    assert "hope" in fails(4, "consolidate", two_workers(home), "--task", "hope")
    assert "nobody" in fails(3, "consolidate", two_workers(home), "--task", "box")
    assert "ground-truth" in fails(4, "consolidate", two_workers(home), "--method", "mean")


def test_nothing(home):
    answer = run_json("consolidate", table(home, "none.csv", "object,worker,label"))
    assert answer["labels"] == [] and answer["workers"] == [], answer


sys.exit(main(globals()))
