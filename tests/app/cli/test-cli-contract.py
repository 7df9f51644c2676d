#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all commands: keys, paths, progress, where output goes."""

import json
import os
import pty
import subprocess
import sys
import threading

from cli_support import CLI, KINDS, LABELS, fails, main, make_pictures, make_project, png, read, run, run_json, write


def test_json_has_the_keys_of_the_contract(home):
    project = os.path.join(home, "p.groundwork")
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS)
    pictures = make_pictures(home)
    calls = [
        (["new", project, "--images", pictures], "images skipped"),
        (["add", project, pictures], "images_added images skipped"),
        (["info", project], "images labeled_images objects classes jobs accounts models schema_version"),
        (["import", project, source],
         "format images images_new images_missing classes objects predictions problems"),
        (["export", project, os.path.join(home, "out"), "--format", "coco"], "images objects files problems"),
        (["convert", source, os.path.join(home, "c"), "--to", "coco", "--images", pictures],
         "from to images classes objects problems"),
        (["check", project], "sound findings"),
    ]
    for arguments, keys in calls:
        answer = run_json(*arguments, codes=(0, 1))
        assert set(keys.split()) <= set(answer), (arguments, answer)
        if arguments[0] in ("import", "export", "convert"):
            assert set(KINDS) <= set(answer["objects"]), answer
            assert isinstance(answer["images"], int) and isinstance(answer["problems"], dict), answer
        if arguments[0] == "info":
            assert all(set(one) == {"name", "images", "objects"} for one in answer["classes"]), answer


def test_paths_may_hold_anything(home):
    for number, name in enumerate(["a b", "\u00fc\u4e16", "-dash", "quo\"te's", "per%20cent"]):
        folder = os.path.join(home, str(number), name)
        pictures = os.path.join(folder, "images")
        write(os.path.join(pictures, f"{name}.png"), png(20, 10))
        source = write(os.path.join(folder, f"{name}.gw.jsonl"), json.dumps(
            {"image": f"{name}.png", "width": 20, "height": 10, "objects": [{"label": name, "bbox": [1, 2, 3, 4]}]}) + "\n")
        project = os.path.join(folder, f"{name}.groundwork")
        assert run_json("new", project, "--images", pictures)["images"] == 1
        went = run_json("import", project, source, codes=(0, 1))
        assert (went["images"], went["images_missing"], went["objects"]["box"]) == (1, 0, 1), (name, went)
        assert run_json("info", project)["classes"][0]["name"] == name
        out = os.path.join(folder, "out " + name)
        came = run_json("export", project, out, "--format", "coco", "--copy-images", codes=(0, 1))
        assert came["objects"]["box"] == 1, came
        copies = [os.path.join(top, one) for top, _, names in os.walk(out) for one in names if one.endswith(".png")]
        assert len(copies) == 1 and read(copies[0]) == png(20, 10), (name, copies)
        back = run_json("convert", out, os.path.join(folder, "back.gw.jsonl"), "--to", "gw-jsonl", codes=(0, 1))
        assert (back["from"], back["images"], back["images_missing"], back["objects"]["box"]) == ("coco", 1, 0, 1), back
        assert run_json("check", project, "--images") == {"sound": True, "findings": []}
        # As relative names too, behind “--” where they begin like an option.
        done = run("info", "--", f"{name}.groundwork", cwd=folder)
        assert done.returncode == 0, done
        # A message is one line, whatever the name.
        done = run("info", os.path.join(folder, "none", f"{name}.groundwork"))
        assert done.returncode == 3 and done.stderr.count(b"\n") == 1, done.stderr


def test_line_breaks_in_names(home):
    """A project may have them; a picture may not, and is left out alone."""
    folder = os.path.join(home, "two\nlines")
    for name in ["a.png", "b\nc.png", "d\x01/e.png"]:
        write(os.path.join(folder, "images", name), png(20, 10))
    project = os.path.join(folder, "p\nq.groundwork")
    answer = run_json("new", project, "--images", os.path.join(folder, "images"), codes=(2,))
    assert (answer["images"], answer["skipped"], answer["problems"]) == (1, 2, {"image-unreadable": 2}), answer
    done = run("add", project, os.path.join(folder, "images"))
    assert done.returncode == 2 and done.stderr.count(b"\n") == 2, done
    assert run_json("check", project, "--images") == {"sound": True, "findings": []}
    out = os.path.join(folder, "o\nut")
    assert run_json("export", project, out, "--format", "coco", "--copy-images")["images"] == 1
    assert run_json("convert", out, os.path.join(folder, "b\nack.gw.jsonl"), "--to", "gw-jsonl")["images_missing"] == 0


def test_pictures_that_are_absent_are_no_reason_to_refuse(home):
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    source = write(os.path.join(home, "in", "labels.gw.jsonl"), LABELS)
    answer = run_json("import", project, source, codes=(1,))
    assert (answer["images_missing"], answer["problems"]["path-missing"]) == (3, 3), answer
    assert sum(answer["objects"].values()) == 3, answer
    answer = run_json("convert", source, os.path.join(home, "out"), "--to", "coco", codes=(1,))
    assert (answer["images_missing"], sum(answer["objects"].values())) == (3, 3), answer
    # Fractions are of the size that the project knows, and mean nothing without one.
    write(os.path.join(home, "known", "classes.txt"), "cat\n")
    write(os.path.join(home, "known", "a.txt"), "0 0.5 0.5 0.2 0.2\n")
    answer = run_json("import", project, os.path.join(home, "known"), "--format", "yolo")
    assert (answer["images_new"], answer["objects"]["box"], answer["problems"]) == (0, 1, {}), answer
    write(os.path.join(home, "yolo", "classes.txt"), "cat\n")
    write(os.path.join(home, "yolo", "unknown.txt"), "0 0.5 0.5 0.2 0.2\n")
    done = run("import", project, os.path.join(home, "yolo"), "--json", "--format", "yolo")
    assert json.loads(done.stdout)["problems"] == {"size-missing": 1}, done
    assert done.returncode == 3, done


def test_what_holds_nothing_of_use_is_3(home):
    project = make_project(home)
    for content in ["hello\n", "{\"image\":\n", "{\"images\":3}\n"]:
        source = write(os.path.join(home, "in.gw.jsonl"), content)
        for more in [[], ["--dry-run"]]:
            done = run("import", project, source, "--format", "gw-jsonl", "--json", *more)
            assert done.returncode == 3 and json.loads(done.stdout)["problems"], (content, done)
    # A part is better than nothing.
    source = write(os.path.join(home, "in.gw.jsonl"), LABELS + "hello\n")
    run_json("import", project, source, codes=(2,))


def test_convert_takes_names_of_classes(home):
    folder = os.path.join(home, "yolo")
    write(os.path.join(folder, "a.png"), png(20, 10))
    write(os.path.join(folder, "a.txt"), "1 0.5 0.5 0.2 0.2\n")
    names = write(os.path.join(home, "names.txt"), "cat\ndog\n")
    target = os.path.join(home, "out.gw.jsonl")
    answer = run_json("convert", folder, target, "--from", "yolo", "--to", "gw-jsonl", "--classes", names)
    assert (answer["from"], answer["classes"], answer["objects"]["box"]) == ("yolo", 2, 1), answer
    record = json.loads(read(target).decode().splitlines()[1])
    assert record["objects"][0]["label"] == "dog" and record["objects"][0]["bbox"] == [8, 4, 4, 2], record


def test_copies_are_the_pictures(home):
    for number in (1, 2):
        write(os.path.join(home, str(number), "a.png"), png(10, 10, 50 * number))
    project = os.path.join(home, "p.groundwork")
    run_json("new", project, "--images", os.path.join(home, "1"), "--images", os.path.join(home, "2"))
    for name in ["coco", "yolo", "class-folders"]:
        out = os.path.join(home, name)
        run_json("export", project, out, "--format", name, "--copy-images", codes=(0, 1))
        copies = sorted(read(os.path.join(top, one)) for top, _, names in os.walk(out) for one in names
                        if one.endswith(".png"))
        assert copies == sorted(png(10, 10, 50 * number) for number in (1, 2)), (name, len(copies))
    # One that is gone is told of, and the rest is written.
    os.remove(os.path.join(home, "1", "a.png"))
    answer = run_json("export", project, os.path.join(home, "rest"), "--format", "coco", "--copy-images", codes=(1, 2))
    assert answer["problems"], answer


def run_on_a_terminal(*arguments):
    """Standard error as a terminal sees it, and the exit code."""
    ours, theirs = pty.openpty()
    seen = []

    def listen():
        try:
            while True:
                part = os.read(ours, 4096)
                if not part:
                    return
                seen.append(part)
        except OSError:  # the other end is closed
            return

    listener = threading.Thread(target=listen)
    listener.start()
    done = subprocess.run([CLI, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs, timeout=120)
    os.close(theirs)
    listener.join()
    os.close(ours)
    return b"".join(seen), done


def test_progress_is_for_terminals(home):
    line = '{"image":"i%d.png","width":640,"height":480,"objects":[{"label":"cat","bbox":[%d,1,10,10]}]}\n'
    source = write(os.path.join(home, "big.gw.jsonl"), "".join(line % (n, n % 600) for n in range(100000)))
    project = os.path.join(home, "p.groundwork")
    run_json("new", project)
    arguments = ["import", project, source, "--dry-run", "--json"]
    seen, done = run_on_a_terminal(*arguments)
    assert done.returncode == 1 and json.loads(done.stdout)["images"] == 100000
    assert b"\r" in seen and b"%" in seen and b"/s" in seen, seen[:200]
    seen, done = run_on_a_terminal(*arguments, "--quiet")
    assert b"\r\x1b" not in seen and b"/s" not in seen and b"%" not in seen, seen[:200]
    assert b"\r" not in run(*arguments).stderr


def test_output_that_cannot_be_written_is_told_of(home):
    project = make_project(home)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([CLI, "info", project, "--json"], stdin=subprocess.DEVNULL, stdout=full,
                              stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 3 and b"cannot be written to standard output" in done.stderr, done
    # Nothing is read from standard input, be it there or not.
    for closed in (subprocess.DEVNULL, None):
        done = subprocess.run([CLI, "info", project], stdin=closed, stdout=subprocess.PIPE, timeout=60,
                              preexec_fn=(lambda: os.close(0)) if closed is None else None)
        assert done.returncode == 0, done


def test_problems_are_counted_as_they_are_saved(home):
    project = make_project(home)
    source = write(os.path.join(home, "labels.gw.jsonl"), LABELS + "hello\n" + '{"image":"zz.png","objects":[]}\n')
    rows = os.path.join(home, "problems.csv")
    answer = run_json("import", project, source, "--problems", rows, codes=(2,))
    lines = read(rows).decode().splitlines()[1:]
    assert sum(answer["problems"].values()) == len(lines), (answer, lines)
    fails(3, "info", project, "--problems", os.path.join(home, "none", "x.csv"))


sys.exit(main(globals()))
