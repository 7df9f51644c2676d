#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing, exporting and converting by the command line."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile

from cli_support import CLI, KINDS, LABELS, data, fails, main, make_pictures, make_project, png, read, run, run_json, write


def without_ids(content):
    """Objects get ids of their own in each project."""
    return re.sub(rb',"id":"\d+"', b"", content)


def test_import_and_export_keep_bytes(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    answer = run_json("import", project, source)
    assert answer["format"] == "gw-jsonl"
    assert (answer["images"], answer["images_new"], answer["images_missing"], answer["classes"]) == (3, 0, 0, 2), answer
    assert [answer["objects"][kind] for kind in KINDS] == [2, 0, 1, 0, 0, 0, 0]
    assert answer["predictions"] == 0 and answer["problems"] == {}

    first = os.path.join(home, "one.gw.jsonl")
    second = os.path.join(home, "two.gw.jsonl")
    run_json("export", project, first, "--format", "gw-jsonl")
    other = os.path.join(home, "other.groundwork")
    run_json("new", other, "--images", os.path.join(home, "pictures"))
    run_json("import", other, first)
    run_json("export", other, second, "--format", "gw-jsonl")
    assert without_ids(read(first)) == without_ids(read(second))
    assert run_json("export", project, second, "--format", "gw-jsonl", "--overwrite")["files"] == 1
    assert read(first) == read(second)
    assert read(source).splitlines()[1:] == without_ids(read(first)).splitlines()[1:]


def test_import_tells_of_attributes(home):
    project = make_project(home)
    source = os.path.join(home, "tagged.gw.jsonl")
    for weather, added, kept in ("rain", 1, 0), ("rain", 0, 0), ("snow", 0, 1):
        write(source, LABELS.splitlines()[0] + "\n" + json.dumps(
            {"image": "a.png", "labels": [], "attributes": {"weather": weather}}) + "\n")
        answer = run_json("import", project, source, codes=(0, 1))
        assert answer["attributes_added"] == added, answer
        assert answer["problems"].get("attribute-differs", 0) == kept, answer


def test_import_again_adds_nothing(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    run_json("import", project, source)
    again = run_json("import", project, source)
    assert sum(again["objects"].values()) == 0 and again["duplicates"] == 3, again
    assert run_json("info", project)["objects"] == 3
    replaced = run_json("import", project, source, "--merge", "replace")
    assert sum(replaced["objects"].values()) == 3, replaced
    assert (again["labels_replaced"], replaced["labels_replaced"], replaced["images_kept"]) == (0, 3, 0), replaced
    assert run_json("info", project)["objects"] == 3
    skipped = run_json("import", project, source, "--merge", "skip")
    assert sum(skipped["objects"].values()) == 0 and skipped["images_left_out"] == 2, skipped
    fails(4, "import", project, source, "--merge", "stir")


def test_import_again_counts_labels_of_images(home):
    project = make_project(home)
    source = write(os.path.join(home, "classes.gw.jsonl"), "\n".join(json.dumps(line) for line in [
        {"image": "a.png", "labels": ["cat", "dog"]}, {"image": "b.png", "labels": ["cat"]}]) + "\n")
    assert run_json("import", project, source)["labels_used"] == 3
    for merge, used, there in ("add", 0, 3), ("replace", 0, 3):
        again = run_json("import", project, source, "--merge", merge)
        assert (again["labels_used"], again["duplicates"], again["labels_replaced"]) == (used, there, 0), again
    write(source, json.dumps({"image": "a.png", "labels": ["dog", "bird"]}) + "\n")
    more = run_json("import", project, source)
    assert (more["labels_used"], more["duplicates"]) == (1, 1), more


def test_dry_run_changes_nothing(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    plan = run_json("import", project, source, "--dry-run")
    assert plan["dry_run"] and plan["objects"]["box"] == 2
    facts = run_json("info", project)
    assert facts["objects"] == 0 and facts["classes"] == [], facts
    done = run_json("import", project, source)
    del plan["dry_run"], done["dry_run"]
    assert plan == done


def test_pictures_not_in_the_project_become_images(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    make_pictures(home)
    source = write(os.path.join(home, "elsewhere", "labels.gw.jsonl"), LABELS)
    answer = run_json("import", project, source, "--images", os.path.join(home, "pictures"))
    assert (answer["images_new"], answer["images_missing"]) == (3, 0), answer
    assert run_json("check", project, "--images")["findings"] == []


def test_predictions_are_a_layer(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    answer = run_json("import", project, source, "--as", "predictions", "--model", "net")
    assert answer["predictions"] == 3, answer
    facts = run_json("info", project)
    assert facts["objects"] == 0 and facts["models"] == 1 and facts["model_names"] == ["net"], facts
    fails(4, "import", project, source, "--as", "poems")
    fails(4, "import", project, source, "--as", "labels", "--model", "net")


def with_annotators(text, names):
    """The lines of images one after the other by these people; None: by nobody."""
    head, *lines = text.splitlines()
    return "\n".join([head] + [line if name is None else line.replace('"objects"', f'"annotator":"{name}","objects"', 1)
                               for line, name in zip(lines, names)]) + "\n"


def test_answers_are_layers_of_annotators(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), with_annotators(LABELS, ["Kim", None]))
    answer = run_json("import", project, source, "--as", "answers", "--annotator", "Lee")
    assert answer["answers"] == 3 and answer["predictions"] == 0, answer
    assert answer["annotators"] == ["Kim", "Lee"], answer
    facts = run_json("info", project)
    assert facts["objects"] == 0 and facts["annotator_names"] == ["Kim", "Lee"], facts
    assert sum(run_json("import", project, source, "--as", "answers", "--annotator", "Lee")["objects"].values()) == 0
    assert b"Annotators: Kim, annotator" in run("import", project, source, "--as", "answers").stdout

    told = run("export", project, os.path.join(home, "own"), "--format", "coco").stdout
    assert b"Export them with --annotator." in told and b"--model" not in told, told

    # Whoever is asked for is written, and comes back as the same person's.
    other = os.path.join(home, "other.groundwork")
    run_json("new", other, "--images", os.path.join(home, "pictures"))
    for name in "Kim", "Lee":
        first, second = (os.path.join(home, f"{name}-{number}.gw.jsonl") for number in (1, 2))
        run_json("export", project, first, "--format", "gw-jsonl", "--annotator", name)
        assert f'"annotator":"{name}"'.encode() in read(first)
        run_json("import", other, first, "--as", "answers")
        run_json("export", other, second, "--format", "gw-jsonl", "--annotator", name)
        assert without_ids(read(first)) == without_ids(read(second))
    assert run_json("info", other)["annotator_names"] == ["Kim", "Lee"]

    # What two say of an image is said of one image.
    third = os.path.join(home, "third.groundwork")
    lines = with_annotators(LABELS, ["Kim", "Kim"]) + "".join(
        with_annotators(LABELS, ["Lee", "Lee"]).splitlines(True)[1:])
    both = write(os.path.join(home, "both.gw.jsonl"), lines)
    run_json("new", third, "--images", os.path.join(home, "pictures"))
    answer = run_json("import", third, both, "--as", "answers")
    assert (answer["images"], answer["images_left_out"], answer["answers"]) == (2, 0, 6), answer
    answer = run_json("import", third, both, "--as", "answers", "--merge", "skip")
    assert (answer["images"], answer["images_left_out"], answer["answers"]) == (0, 2, 0), answer

    fails(4, "import", project, source, "--as", "labels", "--annotator", "Kim")
    fails(4, "import", project, source, "--as", "answers", "--model", "net")
    fails(4, "import", project, source, "--model", "net", "--annotator", "Kim")
    fails(4, "export", project, os.path.join(home, "x.gw.jsonl"), "--format", "gw-jsonl", "--annotator", "Jo")
    fails(4, "export", project, os.path.join(home, "x.gw.jsonl"), "--format", "gw-jsonl", "--annotator", "Kim",
          "--model", "net")


def test_problems_are_saved(home):
    project = make_project(home)
    bad = LABELS + '{"image":"zz.png","objects":[{"label":"cat","bbox":[1,1,2,2]}]}\n{"image":}\n'
    source = write(os.path.join(home, "labels.gw.jsonl"), bad)
    rows = os.path.join(home, "problems.csv")
    done = run("import", project, source, "--problems", rows)
    assert done.returncode == 2, done
    with open(rows, newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert any(row["code"] == "json-syntax" and row["line"] == "6" for row in table), table
    assert b"labels.gw.jsonl:6: " in done.stderr, done.stderr
    assert run_json("info", project)["objects"] >= 3


def test_what_is_not_shown_has_a_place(home):
    """Of many problems of a kind some are shown, and where the rest stands."""
    project = make_project(home)
    bad = "".join(f'{{"image":{number}}}\n' for number in range(40))
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS + bad)
    rows = os.path.join(home, "problems.csv")
    done = run("import", project, source, "--dry-run")
    assert b" more problems. Save them all with --problems" in done.stderr, done.stderr
    done = run("import", project, source, "--dry-run", "--problems", rows)
    assert b" more problems. They are all in " + os.fsencode(rows) in done.stderr, done.stderr
    with open(rows, newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) >= 40


def test_hostile_sources_change_nothing(home):
    project = make_project(home)
    before = run_json("export", project, os.path.join(home, "before.gw.jsonl"), "--format", "gw-jsonl")
    for number, content in enumerate([b"", b"\0" * 1000, b"{", b'{"images":', b"[" * 100000,
                                      b'{"images":[{"id":1,"file_name":"a.png"}],"annotations":7}',
                                      b"\xff\xfe\x00\x01garbage", b"PK\x03\x04zip"]):
        source = write(os.path.join(home, "hostile", f"{number}.json"), content)
        done = run("import", project, source, "--json")
        assert done.returncode in (1, 2, 3), (content[:20], done)
        assert json.loads(done.stdout) is not None
        # Each format, for readers that detection would not have chosen.
        for name in ["coco", "gw-jsonl", "sagemaker"]:
            assert run("import", project, source, "--format", name).returncode in (0, 1, 2, 3), (name, content[:20])
    after = run_json("export", project, os.path.join(home, "after.gw.jsonl"), "--format", "gw-jsonl")
    assert after["objects"] == before["objects"]
    assert run_json("check", project)["sound"]
    fails(3, "import", project, "/dev/zero")
    fails(3, "import", project, os.path.join(home, "none.json"))
    fails(4, "import", project, os.path.join(home, "hostile", "0.json"), "--format", "bogus")


def test_paths_do_not_escape(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    source = write(os.path.join(home, "in", "labels.gw.jsonl"),
                   '{"image":"../../../etc/x.png","width":4,"height":4,"objects":[]}\n')
    answer = run_json("import", project, source, codes=(1, 2))
    assert answer["problems"].get("path-escape") == 1, answer
    out = os.path.join(home, "out.gw.jsonl")
    run_json("export", project, out, "--format", "gw-jsonl")
    assert b".." not in read(out), read(out)


def test_export_refuses_to_write_over(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    run_json("import", project, source)
    fails(3, "export", project, source, "--format", "gw-jsonl")
    assert read(source) == LABELS.encode()
    target = os.path.join(home, "out")
    write(os.path.join(target, "mine.txt"), "mine")
    fails(3, "export", project, target, "--format", "coco")
    assert os.listdir(target) == ["mine.txt"]
    run_json("export", project, target, "--format", "coco", "--overwrite", codes=(0, 1))
    assert "annotations.json" in os.listdir(target) and "mine.txt" in os.listdir(target)


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names)


def test_export_over_an_earlier_one(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "in.gw.jsonl"), LABELS))
    target = os.path.join(home, "out")
    run_json("export", project, target, "--format", "yolo", "--copy-images", codes=(0, 1))
    first = files_below(target)
    labels = [name for name in first if name.endswith(".txt") and "label" in name]
    assert len(labels) >= 2, first
    # Somebody's own files: a new one, and one of the export that was worked on.
    write(os.path.join(target, "notes.md"), "mine")
    changed = write(os.path.join(target, labels[-1]), read(os.path.join(target, labels[-1])).replace(b"0", b"7"))
    later = os.stat(os.path.join(target, "groundwork-export.json")).st_mtime + 2
    os.utime(changed, (later, later))
    fails(3, "export", project, target, "--format", "yolo")
    run_json("export", project, target, "--format", "coco", "--overwrite", codes=(0, 1))
    assert files_below(target) == sorted(["annotations.json", "groundwork-export.json", "notes.md", labels[-1]]), (
        files_below(target))
    # Of this export nothing is the one before's.
    only = os.path.join(home, "only")
    run_json("export", project, only, "--format", "coco", codes=(0, 1))
    for name in files_below(only):
        assert read(os.path.join(only, name)) == read(os.path.join(target, name)), name


def test_labels_that_are_not_read_are_told_of(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    source = os.path.join(home, "set")
    write(os.path.join(source, "images", "a.png"), png(20, 20))
    write(os.path.join(source, "xml", "a.xml"), "<annotations/>")
    for arguments in [("import", project, source, "--dry-run"), ("convert", source, os.path.join(home, "out"), "--to", "coco")]:
        done = run(*arguments)
        assert done.returncode == 1, done
        place = f"groundwork-cli: {source}/xml/a.xml: 1 .xml file looks like labels of a format that is not known"
        assert done.stderr.decode().startswith(place), done.stderr
    # Unless pictures are what is asked for.
    assert run_json("import", project, source, "--dry-run", "--format", "folder")["problems"] == {}
    # Labels one level deeper are found, and it is said where.
    write(os.path.join(source, "boxes", "classes.txt"), "cat\n")
    write(os.path.join(source, "boxes", "a.txt"), "0 0.5 0.5 0.2 0.2\n")
    done = run("import", project, source, "--dry-run")
    assert done.returncode == 0 and b"Format: yolo. In the folder boxes of it: " in done.stdout, done
    answer = run_json("import", project, source)
    assert (answer["format"], answer["images_new"], answer["objects"]["box"]) == ("yolo", 1, 1), answer
    assert run_json("check", project, "--images")["findings"] == []


def test_where_no_label_file_is_read_nothing_is_done(home):
    project = make_project(home)
    source = os.path.join(home, "set")
    write(os.path.join(source, "a.json"), "{}")
    write(os.path.join(source, "b.json"), '{"shape":[]}')
    before = run_json("info", project)
    for arguments in [("convert", source, os.path.join(home, "out"), "--to", "coco", "--from", "labelme"),
                      ("convert", source, os.path.join(home, "out.gw.jsonl"), "--to", "gw-jsonl", "--from", "labelme"),
                      ("import", project, source, "--format", "labelme", "--dry-run"),
                      ("import", project, source, "--format", "labelme")]:
        answer = run_json(*arguments, codes=(3,))
        assert answer["problems"] == {"labels-unread": 2}, answer
        done = run(*arguments)
        assert done.returncode == 3 and f"{source}/a.json: " in done.stderr.decode(), done
    assert not os.path.exists(os.path.join(home, "out")) and not os.path.exists(os.path.join(home, "out.gw.jsonl"))
    assert run_json("info", project) == before
    # One that is read is enough.
    write(os.path.join(source, "c.json"), '{"imagePath":"a.png","shapes":[{"label":"cat","points":[[1,1],[5,5]],'
                                          '"shape_type":"rectangle"}]}')
    answer = run_json("import", project, source, "--format", "labelme", codes=(1,))
    assert answer["problems"]["labels-unread"] == 2 and answer["objects"]["box"] == 1, answer


def test_a_long_name_is_cut_between_characters(home):
    for number in range(3):
        source = os.path.join(home, str(number))
        name = "a" * number + "\u4e16" * 84
        write(os.path.join(source, name, "classes.txt"), "cat\n")
        write(os.path.join(source, name, "a.txt"), "0 0.5 0.5 0.2 0.2\n")
        write(os.path.join(source, name, "a.png"), png(20, 20))
        done = run("convert", source, source + ".gw.jsonl", "--to", "gw-jsonl")
        assert done.returncode in (0, 1), done
        assert f"In the folder {name[:40]}" in done.stdout.decode(), done


def test_refusals_name_the_option(home):
    project = make_project(home)
    lossy = LABELS.replace('"bbox":[3,3,5,5]', '"line":[[1,1],[5,5]]').replace('"height":30,"objects"',
                                                                               '"height":30,"labels":["cat","dog"],"objects"', 1)
    source = write(os.path.join(home, "labels.gw.jsonl"), lossy)
    run_json("import", project, source)
    for first in [("export", project), ("convert", source, "--images", os.path.join(home, "pictures"))]:
        option = "--format" if first[0] == "export" else "--to"
        full = os.path.join(home, "full")
        write(os.path.join(full, "mine.txt"), "mine")
        message = fails(3, *first, full, option, "coco")
        assert message.startswith(f"groundwork-cli: {full}: ") and message.endswith(" --overwrite."), message
        message = fails(3, *first, source, option, "gw-jsonl")
        assert message.startswith(f"groundwork-cli: {source}: ") and message.endswith(" --overwrite."), message
        target = os.path.join(home, "out")
        message = fails(3, *first, target, option, "coco", "--strict")
        assert message.endswith(" Or leave out --strict."), message
        message = fails(3, *first, target, option, "class-folders")
        assert message.endswith(" with --duplicate."), message
        assert not os.path.exists(target)


def test_missing_folders_are_made_and_told_of(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    for number, first in enumerate([("export", project), ("convert", source, "--images", os.path.join(home, "pictures"))]):
        option = "--format" if first[0] == "export" else "--to"
        for name, target in [("coco", "out"), ("gw-jsonl", "out.gw.jsonl")]:
            folder = os.path.join(home, f"{number}-{name}", "deep")
            done = run(*first, os.path.join(folder, target), option, name)
            assert done.returncode in (0, 1), done
            assert f"The folder {folder} was not there and has been made.".encode() in done.stdout, done.stdout
            answer = run_json(*first, os.path.join(folder, "j", target), option, name, codes=(0, 1))
            assert answer["folder_made"] == os.path.join(folder, "j"), answer
            assert "folder_made" not in run_json(*first, os.path.join(folder, "2" + target), option, name, codes=(0, 1))
            # A failure takes them away again.
            run(*first, os.path.join(home, "no", "deep", target), option, name, "--strict", "--where", "clas:a")
            assert not os.path.exists(os.path.join(home, "no"))
    lossy = write(os.path.join(home, "lossy.gw.jsonl"), LABELS.replace('"bbox":[3,3,5,5]', '"line":[[1,1],[5,5]]'))
    fails(3, "convert", lossy, os.path.join(home, "no", "deep", "x"), "--to", "coco", "--strict")
    assert not os.path.exists(os.path.join(home, "no"))


def test_a_set_that_is_gone_is_told_of(home):
    project = make_project(home)
    target = os.path.join(home, "out.gw.jsonl")
    message = fails(3, "export", project, target, "--format", "gw-jsonl", "--where", 'set:"7 Dark pictures"')
    assert "“Dark pictures” is no longer kept" in message, message
    assert "number of a set" in fails(4, "export", project, target, "--format", "gw-jsonl", "--where", "set:dark")
    assert not os.path.exists(target)


def test_a_file_of_another_format_is_named(home):
    project = make_project(home)
    for content, name, what in [("hello", "coco", "COCO"), ('{"a":1}', "coco", "COCO"), ("hello", "coco-results", "COCO Results"),
                                ('{"a":1}', "coco-results", "COCO Results"), ("[1,", "coco", None)]:
        path = write(os.path.join(home, "h.txt"), content)
        message = fails(3, "import", project, path, "--format", name)
        assert message.startswith(f"groundwork-cli: {path}:1: "), message
        if what is None:
            continue
        assert f"is not {what}, or it is damaged. Choose the format that it is in" in message, message
    for name in ["coco", "gw-jsonl", "coco-results"]:
        message = fails(3, "import", project, os.path.join(home, "pictures"), "--format", name)
        assert "folder" in message and message.count(". ") == 1, message
    for name in ["class-folders", "folder"]:
        message = fails(3, "import", project, path, "--format", name)
        assert "is no folder. " in message, message


def test_strict_writes_nothing_where_something_is_lost(home):
    project = make_project(home)
    lossy = LABELS.replace('"bbox":[3,3,5,5]', '"line":[[1,1],[5,5]]')
    source = write(os.path.join(home, "labels.gw.jsonl"), lossy)
    run_json("import", project, source)
    target = os.path.join(home, "out")
    answer = run_json("export", project, target, "--format", "coco", "--strict", codes=(3,))
    assert any(code.startswith("loss-") for code in answer["problems"]), answer
    assert not os.path.exists(target)
    answer = run_json("export", project, target, "--format", "coco", codes=(1, 2))
    with open(os.path.join(target, "groundwork-export.json"), encoding="utf-8") as file:
        note = json.load(file)
    assert note["losses"], note
    assert run("convert", source, os.path.join(home, "c"), "--to", "coco", "--strict").returncode == 3
    assert not os.path.exists(os.path.join(home, "c"))


def test_export_takes_what_the_filter_lets_through(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), LABELS))
    out = os.path.join(home, "out.gw.jsonl")
    answer = run_json("export", project, out, "--format", "gw-jsonl", "--where", "class:dog")
    assert answer["images"] == 1 and answer["objects"]["box"] == 1, answer
    fails(4, "export", project, out, "--format", "gw-jsonl", "--overwrite", "--where", "clas:dog")
    fails(3, "export", project, out, "--format", "gw-jsonl", "--overwrite", "--job", "1")


def test_a_class_is_a_label_where_images_have_classes(home):
    project = make_project(home, "--task", "single-class")
    labels = LABELS.replace('"height":30,"objects"', '"height":30,"labels":["dog"],"objects"', 1)
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), labels))
    out = os.path.join(home, "out.gw.jsonl")
    for where, images in (("class:dog", 1), ("label:dog", 1), ("class:cat", 0), ("-class:dog", 2)):
        answer = run_json("export", project, out, "--format", "gw-jsonl", "--overwrite", "--where", where)
        assert answer["images"] == images, (where, answer)


def test_split_depends_on_the_seed_alone(home):
    pictures = os.path.join(home, "pictures")
    for number in range(40):
        write(os.path.join(pictures, f"{number}.png"), png(8, 8))
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--images", pictures)
    files = [os.path.join(home, f"{name}.gw.jsonl") for name in "abc"]
    for path, seed in zip(files, ["7", "7", "8"]):
        run_json("export", project, path, "--format", "gw-jsonl", "--split", "train=0.75,val=0.25", "--seed", seed)
    assert read(files[0]) == read(files[1]) != read(files[2])
    parts = [json.loads(line).get("split") for line in read(files[0]).decode().splitlines()]
    assert (parts.count("train"), parts.count("val")) == (30, 10), parts
    target = os.path.join(home, "coco")
    run_json("export", project, target, "--format", "coco", "--split", "train=0.75,val=0.25", "--seed", "7")
    note = json.loads(read(os.path.join(target, "groundwork-export.json")))
    assert (note["split"], note["seed"]) == ("train=0.75,val=0.25", 7), note
    for wrong in ["train", "train=0.5", "train=0.5,train=0.5", "train=2", "../x=1"]:
        fails(4, "export", project, os.path.join(home, "x"), "--format", "coco", "--split", wrong)


def read_tree(folder):
    """The contents of all files by their paths; of a file its own."""
    if os.path.isfile(folder):
        return {"": read(folder)}
    return {os.path.relpath(os.path.join(top, name), folder): read(os.path.join(top, name))
            for top, _, names in os.walk(folder) for name in names}


def test_the_same_bytes_wherever_and_whenever(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"),
                                      LABELS.replace('"image":"b.png"', '"image":"b.png","labels":["dog"]')))
    processor = {min(os.sched_getaffinity(0))}
    surroundings = [({}, None), ({"LC_ALL": "C", "TZ": "Asia/Tokyo"}, None),
                    ({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "America/New_York"}, None),
                    ({"LC_ALL": "tr_TR.UTF-8"}, processor)]
    for name in ["coco", "yolo", "yolo-segment", "sagemaker", "class-folders", "gw-jsonl"]:
        trees = []
        for number, (more, processors) in enumerate(surroundings):
            target = os.path.join(home, f"{name}-{number}")
            done = run("export", project, target, "--format", name, "--split", "train=0.5,val=0.5", "--seed", "3",
                       env={**os.environ, **more},
                       preexec_fn=(lambda: os.sched_setaffinity(0, processor)) if processors else None)
            assert done.returncode in (0, 1, 2), done
            trees.append(read_tree(target))
        assert trees[0] and all(tree == trees[0] for tree in trees), (name, [sorted(tree) for tree in trees])


def test_pictures_are_copied(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), LABELS))
    out = os.path.join(home, "out")
    answer = run_json("export", project, out, "--format", "coco", "--copy-images", codes=(0, 1))
    found = [name for _, _, names in os.walk(out) for name in names if name.endswith(".png")]
    assert sorted(found) == ["a.png", "b.png", "c.png"] and answer["files"] == 5, (found, answer)


def test_manifest_is_read_back_equal(home):
    project = make_project(home)
    boxes = LABELS.replace('"rings":[[[0,0],[9,0],[9,9]]]', '"bbox":[0,0,9,9]').replace("10.5", "10")
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), boxes))
    out = os.path.join(home, "out")
    answer = run_json("export", project, out, "--format", "sagemaker", codes=(0, 1))
    other = os.path.join(home, "other.groundwork")
    run_json("new", other, "--images", os.path.join(home, "pictures"))
    back = run_json("import", other, os.path.join(out, "output.manifest"), codes=(0, 1))
    assert back["format"] == "sagemaker" and back["objects"] == answer["objects"], (answer, back)
    again = os.path.join(home, "again")
    run_json("export", other, again, "--format", "sagemaker", codes=(0, 1))
    assert read(os.path.join(again, "output.manifest")) == read(os.path.join(out, "output.manifest"))


def test_options_say_how_formats_are_read(home):
    source = write(os.path.join(home, "in.gw.jsonl"),
                   '{"image":"a.png","width":10,"height":5,"objects":[{"label":"\u00fc","bbox":[8,1,4,2]},'
                   '{"label":"\u00fc","bbox":[1,1,0,2]},{"label":"cat","bbox":[1,1,2,2]}]}\n')
    answer = run_json("convert", source, os.path.join(home, "cut.gw.jsonl"), "--to", "gw-jsonl", "--outside", "fix",
                      codes=(2,))
    assert answer["objects"]["box"] == 2 and answer["problems"]["box-degenerate"] == 1, answer
    assert b'"bbox":[8,1,2,2]' in read(os.path.join(home, "cut.gw.jsonl"))
    run_json("convert", source, os.path.join(home, "not.gw.jsonl"), "--to", "gw-jsonl", "--leave-out-missing", codes=(3,))
    assert not os.path.exists(os.path.join(home, "not.gw.jsonl"))
    fails(4, "convert", source, os.path.join(home, "x"), "--to", "coco", "--outside", "maybe")
    fails(4, "convert", source, os.path.join(home, "x"), "--to", "coco", "--holes", "maybe")


def test_names_are_utf8_in_every_locale(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--classes", "\u00fc,\u00df", env={"LC_ALL": "C"})
    assert [c["name"] for c in run_json("info", project)["classes"]] == ["\u00fc", "\u00df"]


def test_classes_are_mapped_on_import(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--classes", "animal")
    source = write(os.path.join(home, "in.gw.jsonl"),
                   '{"image":"a.png","width":10,"height":5,"objects":[{"label":"cat","bbox":[1,1,2,2]},'
                   '{"label":"dog","bbox":[3,1,2,2]},{"label":"car","bbox":[5,1,2,2]}]}\n')
    table = write(os.path.join(home, "map.csv"), "from,to\ncat,animal\ncar,\n")
    answer = run_json("import", project, source, "--map", table, codes=(1,))
    assert answer["labels_used"] == 2 and answer["labels_left_out"] == 1, answer
    facts = {c["name"]: c["objects"] for c in run_json("info", project)["classes"]}
    assert facts == {"animal": 1, "dog": 1}, facts


def test_a_map_makes_classes_and_is_saved(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--classes", "animal")
    source = write(os.path.join(home, "in.gw.jsonl"),
                   '{"image":"a.png","width":10,"height":5,"objects":[{"label":"cat","bbox":[1,1,2,2]},'
                   '{"label":"dog","bbox":[3,1,2,2]},{"label":"car","bbox":[5,1,2,2]},{"label":"bus","bbox":[7,1,2,2]}]}\n')
    table = write(os.path.join(home, "map.csv"), b"\xef\xbb\xbffrom,to\r\ncat,animal\r\ndog,pet\r\ncar,pet\r\n")
    saved = os.path.join(home, "saved.csv")
    plan = run_json("import", project, source, "--map", table, "--save-map", saved, "--dry-run", codes=(1,))
    assert plan["classes_new"] == 2, plan
    assert read(saved) == b"from,to\ncat,animal\ndog,pet\ncar,pet\nbus,bus\n", read(saved)
    assert run_json("info", project)["objects"] == 0
    done = run_json("import", project, source, "--map", saved, codes=(1,))
    assert done["classes_new"] == 2, done
    facts = {c["name"]: c["objects"] for c in run_json("info", project)["classes"]}
    assert facts == {"animal": 1, "pet": 2, "bus": 1}, facts


def test_a_map_that_is_wrong_changes_nothing(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    for number, (content, line) in enumerate([("cat,animal\n", 1), ("from,to\ncat\n", 2), ("from,to\n,x\n", 2),
                                              ("from,to\ncat,a\ncat,b\n", 3)]):
        table = write(os.path.join(home, f"{number}.csv"), content)
        message = fails(3, "import", project, source, "--map", table)
        assert message.startswith(f"groundwork-cli: {table}:{line}: "), message
    for content in [b"", b"from,to\n\xff,x\n", b"from,to\n\"cat,x\n", b"from,to\ncat,a\0b\n"]:
        fails(3, "import", project, source, "--map", write(os.path.join(home, "bad.csv"), content))
    assert run_json("info", project)["objects"] == 0


def test_interrupted_import_leaves_nothing(home):
    line = '{"image":"i%d.png","width":640,"height":480,"objects":[{"label":"cat","bbox":[%d,1,10,10]}]}\n'
    source = write(os.path.join(home, "big.gw.jsonl"), "".join(line % (n, n % 600) for n in range(300000)))
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    program = subprocess.Popen([CLI, "import", project, source, "--json"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    # As soon as the transaction writes.
    while program.poll() is None and not (os.path.exists(project + "-wal") and os.path.getsize(project + "-wal") > 0):
        pass
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert program.returncode == 130, (program.returncode, out, err[-500:])
    assert json.loads(out)["error"] and out.count(b"\n") == 1, out
    assert run_json("info", project)["images"] == 0
    assert run_json("check", project)["sound"]


def interrupt(begun, *arguments):
    """Interrupts a command as soon as begun() says that it is at work."""
    program = subprocess.Popen([CLI, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while program.poll() is None and not begun():
        pass
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert program.returncode == 130, (program.returncode, out, err[-500:])
    assert out == b"" and err.startswith(b"groundwork-cli: "), (out, err)


def test_interrupted_writing_leaves_nothing(home):
    line = '{"image":"i%d.png","width":640,"height":480,"objects":[{"label":"cat","bbox":[%d,1,10,10]}]}\n'
    source = write(os.path.join(home, "big.gw.jsonl"), "".join(line % (n, n % 600) for n in range(80000)))
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    run_json("import", project, source, codes=(1,))
    before = sorted(os.listdir(home))
    for name, target in [("coco", "out"), ("gw-jsonl", "out.gw.jsonl")]:
        # What is written is hidden beside the target until it is whole.
        def begun():
            return sorted(n for n in os.listdir(home) if not n.startswith("p.groundwork")) != [
                n for n in before if not n.startswith("p.groundwork")]

        path = os.path.join(home, target)
        interrupt(begun, "export", project, path, "--format", name)
        assert not begun(), os.listdir(home)
        interrupt(begun, "convert", source, path, "--to", name)
        assert not begun(), os.listdir(home)


def test_interrupted_new_leaves_nothing(home):
    pictures = os.path.join(home, "pictures")
    for number in range(3000):
        write(os.path.join(pictures, f"{number}.png"), png(8, 8))
    project = os.path.join(home, "p.groundwork")
    interrupt(lambda: os.path.exists(project + "-wal"), "new", project, "--images", pictures)
    assert os.listdir(home) == ["pictures"], os.listdir(home)


def test_interrupted_add_leaves_nothing(home):
    project = make_project(home)
    pictures = os.path.join(home, "more")
    for number in range(3000):
        write(os.path.join(pictures, f"{number}.png"), png(8, 8))
    # As soon as it has the project open.
    interrupt(lambda: os.path.exists(project + "-shm"), "add", project, pictures)
    assert run_json("info", project)["images"] == 3


def pack(path, folder, top):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, _, names in os.walk(folder):
            for name in sorted(names):
                file = os.path.join(inner, name)
                archive.write(file, os.path.join(top, os.path.relpath(file, folder)))
    return path


def make_labeled_folder(home):
    source = write(os.path.join(make_pictures(home), "labels.gw.jsonl"), LABELS)
    folder = os.path.join(home, "labeled")
    run_json("convert", source, folder, "--to", "coco", "--copy-images")
    return folder


def test_archive_is_read_as_its_folder(home):
    folder = make_labeled_folder(home)
    packed = pack(os.path.join(home, "set.zip"), folder, "top")
    one = os.path.join(home, "one.gw.jsonl")
    two = os.path.join(home, "two.gw.jsonl")
    before = sorted(os.listdir(home))
    plain = run_json("convert", folder, one, "--to", "gw-jsonl")
    assert run_json("convert", packed, two, "--to", "gw-jsonl") == plain and sum(plain["objects"].values()) == 3
    assert read(one) == read(two)
    for written in (one, two, os.path.join(home, "groundwork-export.json"), two + ".groundwork-export.json"):
        os.remove(written)
    assert sorted(os.listdir(home)) == before


def test_archive_leaves_new_pictures_beside_it(home):
    packed = pack(os.path.join(home, "set.zip"), make_labeled_folder(home), "top")
    write(os.path.join(home, "set", "mine.txt"), "stays")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    before = sorted(name for name in os.listdir(home) if not name.startswith("p."))
    plan = run_json("import", project, packed, "--dry-run")
    assert plan["images_new"] == 3 and "unpacked" not in plan, plan
    assert sorted(name for name in os.listdir(home) if not name.startswith("p.")) == before
    answer = run_json("import", project, packed)
    assert answer["unpacked"] == os.path.join(home, "set 2") and answer["images_new"] == 3, answer
    assert os.listdir(os.path.join(home, "set")) == ["mine.txt"]
    kept = [name for _, _, names in os.walk(os.path.join(home, "set 2")) for name in names]
    assert {"a.png", "b.png", "c.png"} <= set(kept), kept
    again = run_json("import", project, packed)
    assert again["duplicates"] == 3 and again["images_new"] == 0 and "unpacked" not in again, again
    assert not os.path.exists(os.path.join(home, "set 3"))
    out = os.path.join(home, "out")
    run_json("export", project, out, "--format", "coco", "--copy-images")
    assert os.path.exists(out)


def test_archive_that_is_damaged_changes_nothing(home):
    project = make_project(home)
    packed = pack(os.path.join(home, "set.zip"), os.path.join(home, "pictures"), "top")
    write(packed, read(packed)[:-30])
    before = sorted(name for name in os.listdir(home) if not name.startswith("p."))
    for arguments in (["import", project, packed], ["add", project, packed],
                      ["convert", packed, os.path.join(home, "out"), "--to", "coco"]):
        assert "damaged" in fails(3, *arguments)
        assert run_json(*arguments, codes=(3,))["problems"] == {"archive-damaged": 1}
    assert sorted(name for name in os.listdir(home) if not name.startswith("p.")) == before
    assert run_json("info", project)["images"] == 3


def test_archives_that_are_refused_say_why(home):
    project = make_project(home)
    kinds = {"archive-escape": "../a.png", "archive-size": "a.bin"}
    for code, name in kinds.items():
        path = os.path.join(home, code + ".zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, bytes(32 << 20) if code == "archive-size" else b"a")
    with tarfile.open(os.path.join(home, "archive-link.tar"), "w") as archive:
        link = tarfile.TarInfo("a.png")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    write(os.path.join(home, "archive-unknown.7z"), b"7z\xbc\xaf\x27\x1c\0\4" + bytes(40))
    write(os.path.join(home, "archive-empty.zip"), b"PK\5\6" + bytes(18))
    for name in sorted(os.listdir(home)):
        if not name.startswith("archive-"):
            continue
        code, source = os.path.splitext(name)[0], os.path.join(home, name)
        rows = os.path.join(home, "rows.csv")
        for arguments in (["import", project, source], ["import", project, source, "--dry-run"], ["add", project, source],
                          ["convert", source, os.path.join(home, "out"), "--to", "coco"]):
            answer = run_json(*arguments, "--problems", rows, codes=(3,))
            assert answer["problems"] == {code: 1} and source in answer["error"], (arguments, answer)
            with open(rows, newline="", encoding="utf-8") as file:
                assert [row["code"] for row in csv.DictReader(file)] == [code]
            # It is said once.
            assert len(run(*arguments).stderr.splitlines()) == 1
    assert run_json("info", project)["images"] == 3


def test_archive_of_pictures_is_added(home):
    project = make_project(home)
    os.symlink(data("cls-cifar10", "images.tar.gz"), os.path.join(home, "some.tar.gz"))
    with tarfile.open(os.path.join(home, "some.tar.gz")) as archive:
        n = sum(member.isfile() and member.name.endswith((".png", ".jpg")) for member in archive)
    answer = run_json("add", project, os.path.join(home, "some.tar.gz"))
    assert answer["images_added"] == n > 0, answer
    assert answer["unpacked"] == [os.path.join(home, "some")]
    assert run_json("info", project)["images"] == n + 3


def test_archive_of_a_sample_is_its_folder(home):
    sample = os.path.join(home, "sample")
    for name in ("images", "labels-yolo"):
        shutil.copytree(data("det-coco128", name), os.path.join(sample, name))
    packed = pack(os.path.join(home, "coco128.zip"), sample, "coco128")
    one = os.path.join(home, "one.gw.jsonl")
    two = os.path.join(home, "two.gw.jsonl")
    plain = run_json("convert", sample, one, "--to", "gw-jsonl", codes=(0, 1, 2))
    assert run_json("convert", packed, two, "--to", "gw-jsonl", codes=(0, 1, 2)) == plain
    assert plain["objects"]["box"] > 0 and read(one) == read(two)


def test_scores_by_modes(home):
    project = make_project(home)
    logits = write(os.path.join(home, "logits.csv"), "image,truth,score:cat,score:dog\na.png,cat,4,-4\nb.png,dog,-2,9\n")
    assert "nothing" in fails(3, "convert", logits, os.path.join(home, "none.gw.jsonl"), "--to", "gw-jsonl")
    target = os.path.join(home, "out.gw.jsonl")
    run_json("convert", logits, target, "--to", "gw-jsonl", "--score-mode", "logit", codes=(0, 1))
    assert b'"scores":{"cat":4,"dog":-4},"truth":["cat"]' in read(target), read(target)
    answer = run_json("import", project, logits, "--score-mode", "logit", "--truth", "ignore")
    assert (answer["predictions"], answer["truths"]) == (4, 0), answer
    answer = run_json("import", project, logits, "--score-mode", "logit", "--model", "m")
    assert (answer["predictions"], answer["truths"]) == (4, 2), answer
    other = write(os.path.join(home, "other.csv"), "image,truth,score:cat,score:dog\na.png,dog,0.5,0.5\nb.png,dog,1,1\n")
    answer = run_json("import", project, other, "--model", "n", "--normalise")
    assert (answer["predictions"], answer["truths"], answer["problems"]) == (4, 0, {"score-sum": 1}), answer
    answer = run_json("import", project, other, "--model", "o", "--truth=overwrite", "--score-mode", "multilabel")
    assert (answer["truths"], answer["problems"]) == (1, {}), answer
    figures = run_json("metrics", "classification", project, "--model", "m")
    assert figures["confusion_matrix"] == [[0, 0], [1, 1]], figures
    assert 0 < figures["log_loss"] < 10, figures


def test_tables_as_one_file(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "labels.gw.jsonl"), LABELS))
    target = os.path.join(home, "boxes.csv")
    answer = run_json("export", project, target, "--format", "csv", codes=(1,))
    assert answer["problems"]["loss-shape"] == 1, answer
    assert read(target).startswith(b"image,label,score,x,y,width,height,angle\na.png,cat,,1,2,10.5,8,\n"), read(target)
    answer = run_json("convert", target, os.path.join(home, "back"), "--to", "coco", codes=(0, 1))
    assert answer["objects"]["box"] == 3, answer
    assert "boxes.csv" in fails(3, "export", project, target, "--format", "csv")
    one = os.path.join(home, "one.csv")
    assert "--strict" in fails(3, "export", project, one, "--format", "csv", "--table", "labels", "--strict")
    assert not os.path.exists(one)
    answer = run_json("export", project, one, "--format", "csv", "--table=labels", codes=(1,))
    assert answer["problems"]["loss-objects"] == 2, answer
    assert "--table" in fails(4, "export", project, one, "--format", "csv", "--table", "boxes")


def test_several_tables_are_one_source(home):
    project = make_project(home, "--classes", "cat,dog")
    write(os.path.join(home, "set", "labels.csv"), "image,label\na.png,cat\nb.png,dog\n")
    write(os.path.join(home, "set", "scores.csv"), "image,score:cat,score:dog\na.png,0.75,0.25\n")
    write(os.path.join(home, "set", "detections.csv"), "image,label,score,x,y,width,height\nb.png,dog,0.5,1,2,3,4\n")
    answer = run_json("import", project, os.path.join(home, "set"), "--model", "m")
    assert (answer["format"], answer["predictions"], answer["truths"], answer["images"]) == ("csv", 3, 2, 2), answer


sys.exit(main(globals()))
