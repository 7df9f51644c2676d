#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the commands that tell figures say to input that is bad: for each command and
each kind of it the exit code and the problem codes.

Whatever the input, there is one JSON object without NaN and nothing else, each line
of standard error is a sentence of the program, --problems holds as many records as
are counted, a failure says what it is, and nothing else is written.
"""

import csv
import json
import os
import struct
import sys
import zlib

from cli_support import LABELS, main, png, run, write

FIELD_LIMIT = 1 << 26  # a record may be longer than the csv module expects


def refuse_constant(word):
    raise ValueError(f"{word} in JSON")


def list_files(home):
    return {os.path.join(top, name) for top, folders, names in os.walk(home) for name in names + folders}


def call(home, *arguments):
    """Exit code, answer and messages, after what holds for all of them was checked."""
    told = os.path.join(home, "problems.csv")
    before = list_files(home) | {told}
    done = run(*arguments, "--json", "--problems", told)
    out, messages = done.stdout.decode("utf-8"), done.stderr.decode("utf-8").splitlines()
    note = (arguments, done.returncode, out[-400:], messages[:4])
    assert done.returncode in (0, 1, 2, 3, 4), note
    assert out.endswith("\n") and out.count("\n") == 1, note
    answer = json.loads(out, parse_constant=refuse_constant)
    assert isinstance(answer, dict) and ("error" in answer) == (done.returncode in (3, 4)), note
    assert all(line.startswith("groundwork-cli: ") for line in messages), note
    assert bool(messages) == (done.returncode != 0), note
    assert list_files(home) <= before, (note, list_files(home) - before)
    if os.path.exists(told):
        csv.field_size_limit(FIELD_LIMIT)
        with open(told, encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) - 1 == sum(answer["problems"].values()), note
        os.remove(told)
    return done.returncode, answer, messages


# --- tables

SCORES = ["image,truth,score:no,score:yes", "a,no,0.9,0.1", "b,no,0.6,0.4", "c,yes,0.65,0.35", "d,yes,0.2,0.8"]
BINARY = ["image,truth,score", "a,no,0.1", "b,no,0.4", "c,yes,0.35", "d,yes,0.8"]
FORECAST = ["id,actual,forecast", "1,10,12", "2,20,18.5", "3,0,1"]
IMAGES = [f"m{i},many" for i in range(30)] + [f"f{i},few" for i in range(6)]
CLASSES = ["image,label"] + IMAGES
FEATURES = ["image,a,b"] + [f"m{i},{i % 7},{i % 5}.5" for i in range(30)] + [f"f{i},{i}.5,{9 - i}" for i in range(6)]
SCENES = ["image,label,scene"] + [f"{i},{'xyy'[i % 3]},g{i // 4}" for i in range(40)]
ANSWERS = ["object,worker,label"] + [f"{i},w{k},{'ab'[i * k % 2]}" for i in range(6) for k in range(3)]
COLUMNS = ["image,kind,size"] + [f"{i},{'xy'[i % 2]},{i}.5" for i in range(30)]

METHODS = ["random-over", "random-under", "smote", "borderline-smote", "adasyn", "tomek", "enn", "cluster-centroids",
           "nearmiss"]


def other(home, lines):
    return write(os.path.join(home, "good", "table.csv"), "\n".join(lines) + "\n")


# A table, and the command to which it is given.
COMMANDS = {
    "classification": (SCORES, lambda home, path: ["metrics", "classification", path]),
    "binary": (BINARY, lambda home, path: ["metrics", "classification", path, "--positive", "yes"]),
    "compare": (SCORES, lambda home, path: ["compare", path, other(home, SCORES)]),
    "compare-second": (SCORES, lambda home, path: ["compare", other(home, SCORES), path]),
    "regression": (FORECAST, lambda home, path: ["metrics", "regression", path]),
    "stats": (FORECAST, lambda home, path: ["stats", path, "--column", "forecast"]),
    "stats-all": (FORECAST, lambda home, path: ["stats", path]),
    "stats-yeo-johnson": (FORECAST, lambda home, path: ["stats", path, "--column", "forecast", "--transform",
                                                        "yeo-johnson"]),
    "balance": (CLASSES, lambda home, path: ["balance", path]),
    "agreement": (ANSWERS, lambda home, path: ["agreement", path]),
    "split": (SCENES, lambda home, path: ["split", path, "--seed", "1"]),
    "split-stratify": (SCENES, lambda home, path: ["split", path, "--stratify", "--seed", "1"]),
    "split-group": (SCENES, lambda home, path: ["split", path, "--group", "scene", "--seed", "1"]),
    "drift": (COLUMNS, lambda home, path: ["drift", other(home, COLUMNS), path]),
    "drift-reference": (COLUMNS, lambda home, path: ["drift", path, other(home, COLUMNS)]),
}
for one in METHODS:
    COMMANDS[one] = (FEATURES, lambda home, path, method=one: ["balance", other(home, CLASSES), "--features", path,
                                                               "--method", method])
for one in ("ground-truth", "vote", "dawid-skene"):
    COMMANDS[f"consolidate-{one}"] = (ANSWERS, lambda home, path, method=one: ["consolidate", path, "--method", method])


# The same of commands that write a file.
PLOTS = {
    "plot-histogram": (FORECAST, lambda home, path: ["plot", "histogram", path, "--column", "forecast", "-o",
                                                     os.path.join(home, "plot.svg")]),
    "plot-roc": (SCORES, lambda home, path: ["plot", "roc", path, "-o", os.path.join(home, "plot.svg")]),
    "plot-agreement": (ANSWERS, lambda home, path: ["plot", "agreement", path, "-o", os.path.join(home, "plot.svg")]),
    "plot-drift": (COLUMNS, lambda home, path: ["plot", "drift", other(home, COLUMNS), path, "-o",
                                                os.path.join(home, "plot.svg")]),
}


def text(lines):
    return ("\n".join(lines) + "\n").encode()


def last_cell(lines, value, rows=slice(1, None)):
    """The lines with another last cell, in the rows that are named."""
    lines = list(lines)
    lines[rows] = [line.rsplit(",", 1)[0] + "," + value for line in lines[rows]]
    return text(lines)


# What is wrong with all of a file: 3, with the line where there is one, and words of the sentence.
DAMAGED = {
    "empty": (lambda lines: b"", ":1: the table is empty"),
    "blank": (lambda lines: b"\n\n\n", ":1: the table is empty"),
    "utf16": (lambda lines: text(lines).decode().encode("utf-16"), ":1: the table is UTF-16"),
    "utf16-unmarked": (lambda lines: text(lines).decode().encode("utf-16-be"), ":1: the text holds a NUL byte"),
    "cut-quote": (lambda lines: text(lines[:2]) + b'"abc,', ":3: a quote is opened here and never closed"),
    "after-quote": (lambda lines: text(lines[:2]) + b'"a"b,c\n', ":3: text follows a closing quote"),
    "binary": (lambda lines: bytes(range(256)) * 8, ":1: the text holds a NUL byte"),
    "picture": (lambda lines: png(4, 4), ":1: the text is not UTF-8"),
    "two-of-a-name": (lambda lines: text([",".join(["x"] * (lines[0].count(",") + 1))] + lines[1:]),
                      ":1: two columns are named “x”"),
}

# What is only spelled otherwise: the answer to the good one.
SPELLED = {
    "bom": lambda lines: b"\xef\xbb\xbf" + text(lines),
    "crlf": lambda lines: text(lines).replace(b"\n", b"\r\n"),
    "cr": lambda lines: text(lines).replace(b"\n", b"\r"),
    "tab": lambda lines: text(lines).replace(b",", b"\t"),
    "no-last-line-end": lambda lines: text(lines)[:-1],
}

# What is wrong with rows or cells.
FAULTS = {
    "header-only": lambda lines: text(lines[:1]),
    "one-row": lambda lines: text(lines[:2]),
    "empty": lambda lines: last_cell(lines, ""),
    "one-empty": lambda lines: last_cell(lines, "", slice(1, 2)),
    "nan": lambda lines: last_cell(lines, "nan"),
    "one-nan": lambda lines: last_cell(lines, "nan", slice(1, 2)),
    "one-inf": lambda lines: last_cell(lines, "inf", slice(1, 2)),
    "minus-inf": lambda lines: last_cell(lines, "-inf"),
    "one-1e400": lambda lines: last_cell(lines, "1e400", slice(1, 2)),
    "one-1e308": lambda lines: last_cell(lines, "1e308", slice(1, 2)),
    "one-negative": lambda lines: last_cell(lines, "-0.5", slice(1, 2)),
    "negative": lambda lines: last_cell(lines, "-0.5"),
    "one-text": lambda lines: last_cell(lines, "what", slice(1, 2)),
    "short-row": lambda lines: text(lines[:1] + [lines[1].rsplit(",", 1)[0]] + lines[2:]),
    "long-row": lambda lines: text(lines[:1] + [lines[1] + ",1"] + lines[2:]),
    "cut-row": lambda lines: text(lines)[:text(lines).rindex(b",")],
    "other-names": lambda lines: text([",".join(f"x{i}" for i in range(lines[0].count(",") + 1))] + lines[1:]),
    "decimal-comma": lambda lines: text(lines[:1] + [line + ",5" for line in lines[1:]]),
    "twice": lambda lines: text(lines + lines[1:]),
}

ALL = 1000  # as many as there are rows, which are told one by one
ROW = (2, {"row-fields": 1})
ROWS = (3, {"row-fields": ALL})
NO_NUMBER, RANGE = {"score-not-finite": 1}, {"score-range": 1}

# Every command, but for what the tables below say: exit code and problem codes.
USUAL = {"header-only": (0, {}), "one-row": (0, {}), "empty": (0, {}), "one-empty": (0, {}), "nan": (0, {}),
         "one-nan": (0, {}), "one-inf": (0, {}),
         "minus-inf": (0, {}), "one-1e400": (0, {}), "one-1e308": (0, {}), "one-negative": (0, {}), "negative": (0, {}),
         "one-text": (0, {}), "short-row": ROW, "long-row": ROW, "cut-row": ROW, "other-names": (3, {}),
         "decimal-comma": ROWS, "twice": (0, {})}

OF_SCORES = {"nan": (3, {"score-not-finite": ALL}), "one-nan": (2, NO_NUMBER), "one-inf": (2, NO_NUMBER),
             "minus-inf": (3, {"score-not-finite": ALL}), "one-1e400": (2, NO_NUMBER), "one-1e308": (2, RANGE),
             "one-negative": (2, RANGE), "negative": (3, {"score-range": ALL}), "one-text": (2, NO_NUMBER),
             "twice": (2, {"row-duplicate": ALL})}
OF_SCORES.update({"empty": OF_SCORES["nan"], "one-empty": OF_SCORES["one-nan"]})

# Images that one of two tables lacks are told of beside what is wrong.
LACKS = {"header-only": (1, {"id-dangling": 1}), "one-row": (1, {"id-dangling": 1})}
for one in ("one-empty", "one-nan", "one-inf", "one-1e400", "one-1e308", "one-negative", "one-text", "short-row",
            "long-row", "cut-row"):
    LACKS[one] = (2, {**(OF_SCORES.get(one) or ROW)[1], "id-dangling": 1})

MISSING, DUPLICATE = {"value-type": 1}, (2, {"row-duplicate": ALL})
OF_FEATURES = {"nan": (3, {"value-type": ALL}), "one-nan": (2, MISSING), "one-inf": (2, MISSING),
               "minus-inf": (3, {"value-type": ALL}), "one-1e400": (2, MISSING), "one-text": (1, MISSING),
               "twice": DUPLICATE}
OF_FEATURES.update({"empty": OF_FEATURES["nan"], "one-empty": OF_FEATURES["one-nan"]})
# Those that look at distances refuse a value whose square is none.
FAR = {"one-1e308": (3, {})}

# A class, a person or a group may be called nan.
INCOMPLETE = {"empty": (3, {"row-fields": ALL}), "one-empty": ROW}

# Of no rows, or one, or groups that are one, no folds can be made.
FOLDS = {"header-only": (3, {}), "one-row": (3, {})}

EXPECTED = {
    "classification": OF_SCORES,
    "binary": OF_SCORES,
    "compare": {**OF_SCORES, **LACKS},
    "compare-second": {**OF_SCORES, **LACKS},
    "regression": {"one-text": (3, {}), "one-1e308": (3, {})},
    "stats": {"one-text": (3, {})},
    "stats-all": {"other-names": (0, {})},
    "stats-yeo-johnson": {"one-text": (3, {}), "one-row": (3, {}), "negative": (3, {})},
    "balance": {},
    "agreement": INCOMPLETE,
    "consolidate-ground-truth": INCOMPLETE,
    "consolidate-vote": INCOMPLETE,
    "consolidate-dawid-skene": INCOMPLETE,
    "split": FOLDS,
    "split-stratify": FOLDS,
    "split-group": {**FOLDS, **INCOMPLETE, "nan": (3, {}), "minus-inf": (3, {}), "negative": (3, {})},
    "drift": {"header-only": (1, {"value-type": 1}), "one-text": (1, {"value-type": 1}),
              "other-names": (3, {"column-missing": 2})},
    "drift-reference": {"header-only": (1, {"value-type": 1}), "one-text": (1, {"value-type": 1}),
                        "other-names": (3, {"column-missing": 3})},
    "random-over": OF_FEATURES,
    "random-under": OF_FEATURES,
    "smote": {**OF_FEATURES, **FAR},
    "borderline-smote": {**OF_FEATURES, **FAR},
    "adasyn": {**OF_FEATURES, **FAR},
    "tomek": {**OF_FEATURES, **FAR},
    "enn": {**OF_FEATURES, **FAR},
    "cluster-centroids": {**OF_FEATURES, **FAR},
    "nearmiss": {**OF_FEATURES, **FAR},
}


def test_damaged_tables(home):
    for command, (lines, arguments) in {**COMMANDS, **PLOTS}.items():
        for fault, (damage, words) in DAMAGED.items():
            path = write(os.path.join(home, "bad", fault + ".csv"), damage(lines))
            code, answer, _ = call(home, *arguments(home, path))
            assert (code, answer["problems"]) == (3, {}), (command, fault, code, answer)
            assert answer["error"].startswith(path + ":") and words in answer["error"], (command, fault, answer)


# One row that is no text; the others are.
NO_TEXT = {
    "nul": lambda lines: text(lines)[:-4] + b"\0" + text(lines)[-4:],
    "latin1": lambda lines: text(lines[:1]) + b"\xe9" + text(lines[1:]),
}


def test_rows_that_are_no_text(home):
    """Such a row is left out and told of, as one with too few fields is."""
    for command, (lines, arguments) in {**COMMANDS, **PLOTS}.items():
        for fault, damage in NO_TEXT.items():
            path = write(os.path.join(home, "bad", fault + ".csv"), damage(lines))
            write(os.path.join(home, "plot.svg"), "")
            code, answer, _ = call(home, *arguments(home, path))
            assert code in (2, 3) and answer["problems"].get("encoding") == 1, (command, fault, code, answer)
            assert code == 2 or answer["error"].startswith(path), (command, fault, answer)


def test_places_that_are_no_table(home):
    folder = os.path.dirname(other(home, SCORES))
    for command, (_, arguments) in {**COMMANDS, **PLOTS}.items():
        for path, words in ((folder, "folder"), (os.path.join(home, "none.csv"), "no such file"),
                            ("/dev/null", "neither a file nor a folder")):
            code, answer, _ = call(home, *arguments(home, path))
            assert code == 3 and answer["error"].startswith(path + ": ") and words in answer["error"], (command, answer)


def test_other_spellings(home):
    for command, (lines, arguments) in COMMANDS.items():
        path = write(os.path.join(home, "table.csv"), text(lines))
        want = call(home, *arguments(home, path))
        assert want[0] == 0, (command, want)
        for spelling, spell in SPELLED.items():
            write(path, spell(lines))
            assert call(home, *arguments(home, path)) == want, (command, spelling)


def test_wrong_rows_and_cells(home):
    wrong = []
    for command, (lines, arguments) in COMMANDS.items():
        expected = {**USUAL, **EXPECTED[command]}
        for fault, make in FAULTS.items():
            path = write(os.path.join(home, "bad", fault + ".csv"), make(lines))
            code, answer, _ = call(home, *arguments(home, path))
            problems = {key: len(lines) - 1 if n == ALL else n for key, n in expected[fault][1].items()}
            if (code, answer["problems"]) != (expected[fault][0], problems):
                wrong.append((command, fault, code, answer["problems"], answer.get("error"), expected[fault]))
    assert not wrong, "\n".join(map(str, wrong))
    assert set(EXPECTED) == set(COMMANDS)


def test_undefined_is_null(home):
    """Of nothing, of one class and of one value."""
    one = write(os.path.join(home, "one.csv"), text(SCORES[:3]))
    none = write(os.path.join(home, "none.csv"), text(SCORES[:1]))
    for path, n in ((one, 2), (none, 0)):
        answer = call(home, "metrics", "classification", path)[1]
        assert answer["n"] == n and answer["roc_auc"] is None and answer["average_precision"] is None, answer
        assert call(home, "compare", path, path)[1]["auc"]["a"] is None
    assert call(home, "metrics", "classification", none)[1]["accuracy"] is None
    forecast = write(os.path.join(home, "f.csv"), text(FORECAST[:1]))
    answer = call(home, "metrics", "regression", forecast)[1]
    assert (answer["n"], answer["rmse"], answer["mape"], answer["bias"]) == (0, None, None, None), answer
    answer = call(home, "stats", forecast, "--column", "actual")[1]
    assert (answer["n"], answer["mean"], answer["max"]) == (0, None, None), answer
    answer = call(home, "balance", write(os.path.join(home, "l.csv"), text(CLASSES[:1])))[1]
    assert (answer["classes"], answer["imbalance_ratio"], answer["advice"]["metric"]) == ([], None, None), answer
    answer = call(home, "agreement", write(os.path.join(home, "a.csv"), text(ANSWERS[:2])))[1]
    assert (answer["percent"], answer["krippendorff_alpha"]) == (None, None), answer
    nothing = write(os.path.join(home, "d.csv"), last_cell(COLUMNS, "nan"))
    size = [row for row in call(home, "drift", other(home, COLUMNS), nothing)[1]["columns"] if row["name"] == "size"][0]
    assert (size["psi"], size["ks"], size["reading"]) == (None, None, None), size


def test_probabilities_that_do_not_add_up(home):
    scores = write(os.path.join(home, "s.csv"), text(SCORES[:2] + ["b,no,0.3,0.3"]))
    code, answer, messages = call(home, "metrics", "classification", scores)
    assert (code, answer["problems"], answer["n"]) == (1, {"score-sum": 1}, 2), answer
    assert "s.csv:3: " in messages[0], messages


def test_the_line_of_a_wrong_cell_is_named(home):
    path = write(os.path.join(home, "f.csv"), text(FORECAST[:3] + ["3,0,three"]))
    for arguments in (["metrics", "regression", path], ["stats", path, "--column", "forecast"]):
        assert ":4: the column “forecast” holds text" in call(home, *arguments)[1]["error"]


def test_tables_beyond_measure(home):
    long = write(os.path.join(home, "long.csv"), text(SCORES[:1]) + b"x" * ((16 << 20) + 1) + b"\n")
    code, answer, _ = call(home, "metrics", "classification", long)
    assert code == 3 and "long.csv:2: " in answer["error"] and "csv-row-bytes" in answer["error"], answer
    names = ",".join(f"c{i}" for i in range(60000))
    wide = write(os.path.join(home, "wide.csv"), f"image,{names}\n")
    assert call(home, "metrics", "classification", wide)[0] == 3
    # Each image with one label of its own: more scores than there is room for.
    rows = "".join(f"i{n},l{n},1\n" for n in range(20000))
    sparse = write(os.path.join(home, "sparse.csv"), "image,label,score\n" + rows)
    code, answer, _ = call(home, "metrics", "classification", sparse)
    assert code == 3 and "too many images and labels" in answer["error"], answer


# --- options


def test_options_out_of_range(home):
    scores = write(os.path.join(home, "s.csv"), text(SCORES))
    forecast = write(os.path.join(home, "f.csv"), text(FORECAST))
    classes = write(os.path.join(home, "l.csv"), text(CLASSES))
    features = write(os.path.join(home, "x.csv"), text(FEATURES))
    answers = write(os.path.join(home, "a.csv"), text(ANSWERS))
    for arguments, options in (
        (["stats", forecast], {"--bins": ["1e9", "1000000000", "0", "-1", "", "nan"], "--transform": ["", "exp"]}),
        (["metrics", "classification", scores], {
            "--bootstrap": ["-1", "2147483647", "99999999999", "many", ""], "--seed": ["nonsense", "9" * 20, "1.5"],
            "--threshold": ["nan", "inf", "-1", "1.01", "1e400", "0,5", ""], "--beta": ["0", "-1", "nan", "inf", "x"]}),
        (["split", classes], {"--folds": ["0", "1", "-5", "1e3", "99999999999", "x"], "--seed": ["x", ""]}),
        (["duplicates", home], {"--distance": ["99", "-1", "21", "x", "1e1"]}),
        (["balance", classes, "--features", features], {"--method": ["", "SMOTE", "smote "]}),
        (["balance", classes, "--features", features, "--method", "smote"], {"--seed": ["x", "1e3"]}),
        (["advise"], {"--majority-share": ["nan", "inf", "-0.1", "1.1", "1e400", "x", "", "0,5"]}),
        (["advise", "--majority-share", "0.5"], {"--costlier": ["", "both"], "--skew-limit": ["nan", "2", "-1"]}),
        (["consolidate", answers], {"--method": ["", "hope"], "--task": ["", "hope"]}),
        (["metrics", "detection", scores, scores], {"--iou": ["0", "-1", "2", "nan"], "--iou-type": ["", "keypoints"]}),
    ):
        for option, values in options.items():
            for value in values:
                code, answer, _ = call(home, *arguments, f"{option}={value}")
                assert code == 4 and answer["problems"] == {}, (arguments, option, value, code, answer)
    for arguments in (["advise", "more", "--majority-share", "0.5"], ["balance", classes, "--features", features],
                      ["balance", classes, "--method", "smote"], ["compare", scores], ["drift", scores],
                      ["metrics", "regression"], ["metrics", "hope", scores], ["stats", scores, scores],
                      ["stats", scores, "--weights", "-1"]):
        assert call(home, *arguments)[0] == 4, arguments
    # What a file cannot give, however well it is written.
    for arguments in (["split", classes, "--folds", "2147483647"], ["split", classes, "--stratify", "--folds", "37"],
                      ["split", classes, "--group", "scene"], ["stats", forecast, "--column", "none"],
                      ["metrics", "classification", scores, "--positive", "nobody"]):
        assert call(home, *arguments)[0] == 3, arguments


# --- labels and pictures

HEAD, FIRST, SECOND, THIRD = LABELS.splitlines(keepends=True)
RESULTS = ('[{"image_id":1,"category_id":1,"bbox":[1,2,10.5,8],"score":0.9},'
           '{"image_id":1,"category_id":1,"bbox":[20,2,10,8],"score":0.25}]')
COCO = ('{"images":[{"id":1,"file_name":"a.png","width":40,"height":30}],"categories":[{"id":1,"name":"cat"}],'
        '"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,10.5,8],"area":84,"iscrowd":0}]}')


def exchange(old, new):
    return lambda content: content.replace(old, new, 1)


# Of labels line by line: what is wrong with a line costs the line.
WRONG_LINES = {
    "good": (lambda content: content, 0, {}),
    "bom": (lambda content: "\ufeff" + content, 0, {}),
    "crlf": (exchange("\n", "\r\n"), 0, {}),
    "empty": (lambda content: "", 3, {}),
    "utf16": (lambda content: content.encode("utf-16"), 3, {}),
    "binary": (lambda content: bytes(range(256)), 3, {}),
    "deep": (lambda content: HEAD + '{"image":' + "[" * 100000 + "\n", 3, {"json-depth": 1}),
    "nothing-right": (lambda content: HEAD + "hello\n", 3, {"json-syntax": 1}),
    "cut": (lambda content: content[:-20], 2, {"json-syntax": 1}),
    "cut-early": (lambda content: content[:len(HEAD) + 40], 3, {"json-syntax": 1}),
    "nul": (exchange("a.png", "a\0png"), 2, {"json-syntax": 1}),
    "nan": (exchange("10.5", "NaN"), 2, {"coord-not-finite": 1}),
    "1e400": (exchange("10.5", "1e400"), 2, {"coord-not-finite": 1}),
    "negative": (exchange("10.5", "-10.5"), 2, {"box-degenerate": 1}),
    "short-box": (exchange(",10.5", ""), 2, {"value-type": 1}),
}
# Of one JSON value: what is wrong with its syntax costs the file.
WRONG_FILES = {
    "good": (lambda content: content, 0, {}),
    "empty": (lambda content: "", 3, {}),
    "cut": (lambda content: content[:-20], 3, {"truncated-file": 1}),
    "cut-early": (lambda content: content[:60], 3, {"truncated-file": 1}),
    "nan": (exchange("10.5", "NaN"), 2, {"coord-not-finite": 1}),
    "1e400": (exchange("10.5", "1e400"), 2, {"coord-not-finite": 1}),
    "short-box": (exchange(",10.5", ""), 2, {"value-type": 1}),
}
# Results tell a number that is none and one that is too large apart.
WRONG_RESULTS = {**WRONG_FILES, "1e400": (exchange("10.5", "1e400"), 2, {"value-type": 1})}


def check_labels(home, content, faults, suffix, arguments):
    for fault, (change, code, problems) in faults.items():
        path = write(os.path.join(home, "bad", fault + suffix), change(content))
        got, answer, _ = call(home, *arguments(path))
        assert (got, answer["problems"]) == (code, problems), (fault, got, answer)
    for path in (os.path.join(home, "none" + suffix), "/dev/null"):
        assert call(home, *arguments(path))[0] == 3


def test_labels(home):
    labels = HEAD + FIRST + SECOND + THIRD
    good = write(os.path.join(home, "good", "labels.gw.jsonl"), labels)
    for kind in ("detection", "segmentation"):
        check_labels(home, labels, WRONG_LINES, ".gw.jsonl", lambda path: ["metrics", kind, path, good])
        check_labels(home, labels, WRONG_LINES, ".gw.jsonl", lambda path: ["metrics", kind, good, path])
        # The truth has an image once; predictions may come in parts.
        twice = write(os.path.join(home, "twice.gw.jsonl"), labels + FIRST)
        assert call(home, "metrics", kind, twice, good)[1]["problems"] == {"row-duplicate": 1}
        assert call(home, "metrics", kind, good, twice)[0] == 0


def test_coco(home):
    truth = write(os.path.join(home, "good", "truth.json"), COCO)
    results = write(os.path.join(home, "good", "results.json"), RESULTS)
    check_labels(home, COCO, WRONG_FILES, ".json", lambda path: ["metrics", "detection", path, results])
    check_labels(home, RESULTS, WRONG_RESULTS, ".json", lambda path: ["metrics", "detection", truth, path])
    for change, code, problems in ((exchange("0.9", "NaN"), 2, {"coord-not-finite": 1}),
                                   (exchange(',"score":0.9', ""), 1, {"score-not-finite": 1, "score-missing": 1}),
                                   (exchange('"image_id":1', '"image_id":7'), 1, {"id-dangling": 1})):
        path = write(os.path.join(home, "r.json"), change(RESULTS))
        got, answer, _ = call(home, "metrics", "detection", truth, path)
        assert (got, answer["problems"]) == (code, problems), answer


def test_scores_of_some_detections(home):
    objects = '{"image":"a.png","width":40,"height":30,"objects":[{"label":"cat","score":0.5,"bbox":[1,2,3,4]},%s]}\n'
    truth = write(os.path.join(home, "t.gw.jsonl"), HEAD + FIRST)
    path = write(os.path.join(home, "p.gw.jsonl"), HEAD + objects % '{"label":"cat","bbox":[1,2,10.5,8]}')
    code, answer, _ = call(home, "metrics", "detection", truth, path)
    assert (code, answer["problems"]) == (1, {"score-missing": 1}), answer


def make_huge():
    """A picture that says it has 4·10¹⁸ pixels."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", 2000000000, 2000000000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


PICTURES = {"cut": png(40, 30)[:45], "empty": b"", "text": b"hello", "head": png(4, 4)[:20], "huge": make_huge()}


def test_pictures(home):
    for name, content in PICTURES.items():
        folder = os.path.join(home, name)
        write(os.path.join(folder, "bad.png"), content)
        code, answer, _ = call(home, "duplicates", folder)
        assert (code, answer["problems"]) == (3, {"image-unreadable": 1}), (name, answer)
        write(os.path.join(folder, "good.png"), png(20, 10))
        code, answer, _ = call(home, "duplicates", folder)
        assert (code, answer["images"], answer["problems"]) == (2, 1, {"image-unreadable": 1}), (name, answer)
    os.makedirs(os.path.join(home, "nothing"))
    code, answer, _ = call(home, "duplicates", os.path.join(home, "nothing"))
    assert (code, answer["images"], answer["exact"], answer["near"]) == (0, 0, [], []), answer
    for path in (os.path.join(home, "none"), os.path.join(home, "text", "good.png"), "/dev/null"):
        assert call(home, "duplicates", path)[0] == 3


def test_masks(home):
    truth, predicted = os.path.join(home, "truth"), os.path.join(home, "predicted")
    write(os.path.join(truth, "a.png"), png(20, 10, 1))
    masks = {"good": (png(20, 10, 1), 0, {}), "size": (png(21, 10, 1), 3, {"mask-size": 1})}
    masks.update({name: (content, 3, {"image-unreadable": 1}) for name, content in PICTURES.items()})
    for name, (content, code, problems) in masks.items():
        write(os.path.join(predicted, "a.png"), content)
        for folders in ((truth, predicted), (predicted, truth)):
            got, answer, _ = call(home, "metrics", "segmentation", *folders)
            assert (got, answer["problems"]) == (code, problems), (name, got, answer)
    os.rename(os.path.join(predicted, "a.png"), os.path.join(predicted, "b.png"))
    code, answer, _ = call(home, "metrics", "segmentation", truth, predicted)
    assert (code, answer["problems"]) == (3, {"path-missing": 1}), answer


sys.exit(main(globals()))
