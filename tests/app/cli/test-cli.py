#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line from outside: commands, exit codes, keys of --json."""

import csv
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zlib

SOURCE = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", "..", ".."))
CLI = os.path.join(os.environ.get("GW_TEST_BUILD_DIR", os.path.join(SOURCE, "build")), "app", "cli", "groundwork-cli")
DATA = os.environ.get("GW_TEST_DATA_DIR", os.path.join(SOURCE, "..", "shared", "data"))
KINDS = ["box", "rotated_box", "polygon", "mask", "polyline", "points", "class"]


class Skip(Exception):
    pass


def run(*arguments, **more):
    return subprocess.run([CLI, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120, **more)


def run_json(*arguments, codes=(0,), **more):
    done = run(*arguments, "--json", **more)
    text = done.stdout.decode("utf-8")
    assert done.returncode in codes, (arguments, done.returncode, done.stdout[-400:], done.stderr[-800:])
    assert text.endswith("\n") and text.count("\n") == 1, text
    answer = json.loads(text)
    assert isinstance(answer, dict), answer
    return answer


def fails(code, *arguments):
    """The message of a call that must fail."""
    done = run(*arguments)
    assert done.returncode == code, (arguments, done.returncode, done.stdout[-400:], done.stderr[-800:])
    assert done.stdout == b"", done.stdout
    lines = done.stderr.decode("utf-8").splitlines()
    assert lines and all(line.startswith("groundwork-cli: ") for line in lines), lines
    return lines[-1]


def data(*parts):
    path = os.path.join(DATA, *parts)
    if not os.path.exists(path):
        raise Skip("the data sets are not here; set GW_TEST_DATA_DIR")
    return path


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def png(width, height, shade=90):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes([shade]) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make_pictures(home):
    for number, name in enumerate(["a.png", "b.png", "deep/c.png"]):
        write(os.path.join(home, "pictures", name), png(40 + number, 30, 20 * number))
    return os.path.join(home, "pictures")


LABELS = ('{"groundwork":1,"kind":"annotations","task":"detection","classes":[{"name":"cat","color":"#e01b24"},'
          '{"name":"dog","color":"#3584e4"}]}\n'
          '{"image":"a.png","width":40,"height":30,"objects":[{"label":"cat","bbox":[1,2,10.5,8]},'
          '{"label":"dog","rings":[[[0,0],[9,0],[9,9]]]}]}\n'
          '{"image":"b.png","width":41,"height":30,"objects":[{"label":"cat","bbox":[3,3,5,5]}]}\n'
          '{"image":"deep/c.png","width":42,"height":30}\n')


def make_project(home, *more):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--images", make_pictures(home), *more)
    return project


# --- the program ----------------------------------------------------------------


def test_help_is_there_for_all(home):
    whole = run("--help")
    assert whole.returncode == 0 and whole.stderr == b""
    for command in ["new", "add", "info", "import", "export", "convert", "check"]:
        assert f"  {command} ".encode() in whole.stdout, command
        one = run(command, "--help")
        assert one.returncode == 0 and b"--json" in one.stdout and command.encode() in one.stdout
        assert run("help", command).stdout == one.stdout
    assert run("--version").stdout.startswith(b"groundwork-cli ")


def test_wrong_usage_is_4(home):
    project = os.path.join(home, "p.groundwork")
    for arguments in [(), ("bogus",), ("new",), ("info",), ("info", "a", "b"), ("new", project, "--bogus"), ("--json",),
                      ("export", project, "x"), ("convert", "a", "b"), ("new", project, "--task", "dance")]:
        fails(4, *arguments)
    assert not os.path.exists(project)


def test_servers_are_refused(home):
    assert "PostgreSQL" in fails(3, "info", "postgresql://host/db")
    assert "PostgreSQL" in fails(3, "new", "postgresql://host/db")
    assert "PostgreSQL" in fails(3, "migrate", "a.groundwork", "postgresql://host/db")


def test_errors_are_one_json_object(home):
    answer = run_json("info", os.path.join(home, "none.groundwork"), codes=(3,))
    assert answer["error"]


# --- new, add, info, check -----------------------------------------------------------


def test_new_reads_pictures(home):
    pictures = make_pictures(home)
    write(os.path.join(pictures, "broken.png"), "not a picture")
    project = os.path.join(home, "p.groundwork")
    answer = run_json("new", project, "--images", pictures, "--classes", "cat,dog", "--name", "Pets", codes=(2,))
    assert answer["images"] == 3 and answer["skipped"] == 1 and answer["problems"] == {"image-unreadable": 1}, answer
    facts = run_json("info", project)
    assert facts["name"] == "Pets" and facts["images"] == 3 and facts["schema_version"] >= 1
    assert [c["name"] for c in facts["classes"]] == ["cat", "dog"]
    assert [c["objects"] for c in facts["classes"]] == [0, 0]
    for key in ["labeled_images", "objects", "jobs", "accounts", "models"]:
        assert facts[key] == 0, key


def test_new_refuses_what_exists(home):
    project = make_project(home)
    before = read(project)
    fails(3, "new", project)
    assert read(project) == before


def test_new_leaves_nothing_behind(home):
    project = os.path.join(home, "p.groundwork")
    fails(3, "new", project, "--images", os.path.join(home, "none"))
    assert os.listdir(home) == []


def test_add_knows_what_is_there(home):
    project = make_project(home)
    more = write(os.path.join(home, "more", "d.png"), png(8, 8))
    pictures = os.path.join(home, "pictures")
    answer = run_json("add", project, pictures, more)
    assert (answer["images_added"], answer["images"], answer["skipped"]) == (1, 4, 0), answer
    fails(3, "add", project, os.path.join(home, "none"))


def test_check_finds_pictures_changed(home):
    project = make_project(home)
    assert run_json("check", project) == {"sound": True, "findings": []}
    assert run_json("check", project, "--images")["findings"] == []
    os.remove(os.path.join(home, "pictures", "b.png"))
    answer = run_json("check", project, "--images", codes=(1,))
    assert answer["sound"] and len(answer["findings"]) == 1 and "b.png" in answer["findings"][0], answer


def test_check_finds_damage(home):
    project = make_project(home)
    content = bytearray(read(project))
    for at in range(4096, len(content) - 4096, 97):
        content[at] ^= 0x5A
    write(project, bytes(content))
    done = run("check", project, "--json")
    assert done.returncode == 3, done
    assert "sound" not in json.loads(done.stdout) or json.loads(done.stdout)["sound"] is False


def test_what_is_no_project_is_refused(home):
    for content in [b"", b"hello", b"SQLite format 3\0" + b"x" * 5000]:
        path = write(os.path.join(home, "x.groundwork"), content)
        for command in ["info", "check"]:
            assert run(command, path).returncode == 3, (command, content)
        assert run("import", path, path).returncode == 3
        assert read(path) == content


# --- import and export ---------------------------------------------------------------------


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


def test_import_again_adds_nothing(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    run_json("import", project, source)
    again = run_json("import", project, source)
    assert sum(again["objects"].values()) == 0 and again["duplicates"] == 3, again
    assert run_json("info", project)["objects"] == 3
    replaced = run_json("import", project, source, "--merge", "replace")
    assert sum(replaced["objects"].values()) == 3, replaced
    assert run_json("info", project)["objects"] == 3
    skipped = run_json("import", project, source, "--merge", "skip")
    assert sum(skipped["objects"].values()) == 0 and skipped["images_left_out"] == 2, skipped
    fails(4, "import", project, source, "--merge", "stir")


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
    fails(3, "import", project, os.path.join(home, "hostile", "0.json"), "--format", "bogus")


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
    for wrong in ["train", "train=0.5", "train=0.5,train=0.5", "train=2", "../x=1"]:
        fails(4, "export", project, os.path.join(home, "x"), "--format", "coco", "--split", wrong)


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


# --- real data -----------------------------------------------------------------------------------


def test_coco_with_masks_comes_out_as_it_went_in(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    went = run_json("import", project, source, codes=(1,))
    assert (went["format"], went["images"], went["images_missing"], went["classes"]) == ("coco", 100, 100, 80), went
    assert went["objects"]["polygon"] + went["objects"]["mask"] == 839 and sum(went["objects"].values()) == 839
    facts = run_json("info", project)
    assert len(facts["classes"]) == 80 and "animal" in facts["groups"], facts
    target = os.path.join(home, "out")
    came = run_json("export", project, target, "--format", "coco", codes=(0, 1))
    assert (came["images"], came["classes"], came["objects"]) == (100, 80, went["objects"]), came
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    back = run_json("import", other, os.path.join(target, "annotations.json"), codes=(1,))
    assert sum(back["objects"].values()) == 839 and back["images"] == 100, back


def test_coco128_keeps_its_counts(home):
    folder = data("det-coco128")
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    # Two files of labels have no picture, and two pictures have no labels.
    went = run_json("import", project, os.path.join(folder, "labels-yolo"), "--images", os.path.join(folder, "images"),
                    codes=(2,))
    assert (went["format"], went["images"], went["labels_read"], went["problems"]) == (
        "yolo", 128, 941, {"size-missing": 2}), went
    assert went["objects"]["box"] == 929, went
    target = os.path.join(home, "out")
    came = run_json("export", project, target, "--format", "coco", codes=(0,))
    assert (came["images"], came["objects"]) == (went["images"], went["objects"]), (went, came)
    other = os.path.join(home, "other.groundwork")
    run_json("new", other)
    back = run_json("import", other, target, "--images", os.path.join(folder, "images"), codes=(0,))
    assert (back["format"], back["images"], back["objects"]) == ("coco", 128, went["objects"]), back


def test_convert_needs_no_project(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    one = os.path.join(home, "one.gw.jsonl")
    two = os.path.join(home, "two.gw.jsonl")
    went = run_json("convert", source, one, "--to", "gw-jsonl", codes=(1,))
    assert (went["from"], went["to"], went["images"], went["classes"]) == ("coco", "gw-jsonl", 100, 80), went
    assert sum(went["objects"].values()) == 839
    run_json("convert", one, two, "--from", "gw-jsonl", "--to", "gw-jsonl", codes=(1,))
    assert read(one) == read(two)
    fails(3, "convert", os.path.join(home, "none"), os.path.join(home, "x"), "--to", "coco")
    fails(3, "convert", source, os.path.join(home, "x"), "--to", "bogus")


def test_the_same_bytes_in_every_locale(home):
    source = data("det-eval-coco100", "instances_val2014_100.json")
    outputs = []
    for number, locale in enumerate(["C", "C.UTF-8", "de_DE.UTF-8"]):
        path = os.path.join(home, f"{number}.gw.jsonl")
        run("convert", source, path, "--to", "gw-jsonl", env={**os.environ, "LC_ALL": locale})
        outputs.append(read(path))
    assert outputs[0] == outputs[1] == outputs[2]


# --- interruption ------------------------------------------------------------------------------------


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
    assert run_json("info", project)["images"] == 0
    assert run_json("check", project)["sound"]


def main():
    tests = [(name[5:].replace("_", " "), function) for name, function in globals().items() if name.startswith("test_")]
    chosen = sys.argv[1:]
    tests = [test for test in tests if not chosen or any(word in test[0] for word in chosen)]
    failed = False
    print(f"1..{len(tests)}", flush=True)
    for number, (name, function) in enumerate(tests, 1):
        home = tempfile.mkdtemp(prefix="gw-cli-")
        try:
            function(home)
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception as problem:  # a test that breaks is a test that fails
            failed = True
            for line in f"{type(problem).__name__}: {problem}".splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {name}", flush=True)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
