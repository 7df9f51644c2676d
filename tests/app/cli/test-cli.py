#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line from outside: commands, exit codes, keys of --json."""

import json
import os
import sys

from cli_support import LABELS, Skip, fails, main, make_pictures, make_project, png, read, run, run_json, write


def test_help_is_there_for_all(home):
    whole = run("--help")
    assert whole.returncode == 0 and whole.stderr == b""
    for command in ["new", "add", "info", "import", "export", "convert", "check"]:
        assert f"  {command} ".encode() in whole.stdout, command
        one = run(command, "--help")
        assert one.returncode == 0 and b"--json" in one.stdout and command.encode() in one.stdout
        assert run("help", command).stdout == one.stdout
    summaries = [line for line in whole.stdout.decode().splitlines() if line.startswith("  ")]
    assert len({line.index("  ", 14) + len(line[line.index("  ", 14):]) - len(line[line.index("  ", 14):].lstrip())
                for line in summaries}) == 1, summaries
    assert run("--version").stdout.startswith(b"groundwork-cli ")


def test_help_lists_the_formats(home):
    for command, read_too, written in [("import", True, False), ("export", False, True), ("convert", True, True)]:
        text = run(command, "--help").stdout.decode()
        assert ("\nFormats that are read:\n  coco, " in text) == read_too, text
        assert ("\nFormats that are written:\n  coco, " in text) == written, text
        assert (" dota" in text) == read_too, text
    # What help lists is known, and nothing else is.
    names = run("export", "--help").stdout.decode().split("Formats that are written:\n  ")[1].splitlines()[0].split(", ")
    project = make_project(home)
    for name in names:
        target = os.path.join(home, name)
        # Poses are written of classes that have key points.
        codes = (3,) if name == "yolo-pose" else (0, 1)
        assert run("export", project, target, "--format", name).returncode in codes, name
    for name in ["folder", "dota", "worker-responses"]:
        assert name not in names and run("export", project, target + "x", "--format", name).returncode in (3, 4), name


def test_wrong_usage_is_4(home):
    project = os.path.join(home, "p.groundwork")
    for arguments in [(), ("bogus",), ("new",), ("info",), ("info", "a", "b"), ("new", project, "--bogus"), ("--quiet",),
                      ("export", project, "x"), ("convert", "a", "b"), ("new", project, "--task", "dance")]:
        fails(4, *arguments)
    assert not os.path.exists(project)


def test_servers_are_refused(home):
    assert "PostgreSQL" in fails(3, "info", "postgresql://host/db")
    assert "PostgreSQL" in fails(3, "new", "postgresql://host/db")
    assert "PostgreSQL" in fails(3, "migrate", "a.groundwork", "postgresql://host/db")


def test_errors_are_one_json_object(home):
    project = os.path.join(home, "none.groundwork")
    assert "none.groundwork: " in run_json("info", project, codes=(3,))["error"]
    for arguments in [(), ("bogus",), ("new",), ("new", project, "--bogus"), ("info", "a", "b"), ("export", project, "x"),
                      ("export", project, "x", "--format", "bogus"), ("import", project, "x", "--merge", "stir")]:
        answer = run_json(*arguments, codes=(3, 4))
        assert answer["error"] and answer["problems"] == {}, answer
    # Behind “--” there are no options.
    assert run("info", "--", "--json").stdout == b""


def test_errors_name_the_file_and_what_to_do(home):
    project = make_project(home)
    none = os.path.join(home, "none")
    empty = write(os.path.join(home, "x.groundwork"), "")
    for arguments, begin in [(("info", none), none), (("info", empty), empty), (("add", project, none), none),
                             (("import", project, none), none), (("import", project, empty, "--images", none), none),
                             (("import", project, empty, "--map", none), none), (("new", none, "--images", none), none),
                             (("convert", none, none + "2", "--to", "coco"), none),
                             (("convert", empty, none, "--to", "coco", "--classes", none), none)]:
        message = fails(3, *arguments)
        assert message.startswith(f"groundwork-cli: {begin}: "), (arguments, message)
        # What is wrong, and what to do.
        assert message.count(". ") >= 1 and message.endswith("."), message
        assert "SQL" not in message and "sqlite" not in message, message


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


def test_a_project_is_named_as_one(home):
    for name in ["noext", "noext.db", "pictures.groundwork.bak"]:
        path = os.path.join(home, name)
        message = fails(3, "new", path)
        assert message == (f"groundwork-cli: {path}: the name of a project ends in .groundwork. "
                           f"Name it {path}.groundwork."), message
    assert os.listdir(home) == []


def as_nobody():
    if os.getuid() == 0:
        os.setgroups([])
        os.setuid(65534)


def can_run_as_nobody():
    try:
        return run("--version", preexec_fn=as_nobody).returncode == 0
    except OSError:
        return False  # it lies in a folder that is root's alone


def test_what_is_forbidden_says_what_to_do(home):
    project = make_project(home)
    source = write(os.path.join(home, "in.gw.jsonl"), LABELS)
    closed = write(os.path.join(home, "closed.groundwork"), "x")
    shut = write(os.path.join(home, "shut", "a.png"), png(4, 4))
    os.chmod(home, 0o755)
    os.chmod(closed, 0)
    os.chmod(os.path.dirname(shut), 0)
    none = os.path.join(home, "ro")
    os.mkdir(none, 0o555)
    if not can_run_as_nobody():
        raise Skip("another user cannot run the program here")
    for arguments in [("info", closed), ("check", closed), ("new", os.path.join(none, "p.groundwork")),
                      ("convert", source, os.path.join(none, "out"), "--to", "coco"),
                      ("convert", source, os.path.join(none, "deep", "out.gw.jsonl"), "--to", "gw-jsonl"),
                      ("convert", closed, os.path.join(home, "x"), "--to", "coco"),
                      ("convert", os.path.dirname(shut), os.path.join(home, "x"), "--to", "coco"),
                      ("info", project, "--problems", os.path.join(none, "p.csv"))]:
        done = run(*arguments, preexec_fn=as_nobody)
        message = done.stderr.decode().splitlines()[-1]
        assert done.returncode == 3 and "Permission denied" in message, (arguments, message)
        assert message.count(". ") >= 1 and message.endswith((".", ")")), (arguments, message)
    os.chmod(os.path.dirname(shut), 0o755)


def test_problems_go_to_a_file_of_their_own(home):
    source = write(os.path.join(home, "in.gw.jsonl"), LABELS)
    other = os.path.join(home, "other.jsonl")
    os.link(source, other)
    folder = os.path.join(home, "folder")
    os.mkdir(folder)
    text = open(source, encoding="utf-8").read()
    for to, name in (("gw-jsonl", "out.jsonl"), ("labelme", "out")):
        target = os.path.join(home, name)
        for path in ("/dev/full", "/dev/null", os.path.join(home, "none", "p.csv"), os.path.join(target, "p.csv"),
                     folder, source, other, target, os.path.join(folder, "..", name)):
            fails(3, "convert", source, target, "--to", to, "--problems", path)
            assert not os.path.lexists(target), path
    assert open(source, encoding="utf-8").read() == text
    names = write(os.path.join(home, "names.txt"), "cat\n")
    fails(3, "convert", source, os.path.join(home, "y"), "--to", "gw-jsonl", "--classes", names, "--problems", names)
    assert open(names, encoding="utf-8").read() == "cat\n"
    project = make_project(home)
    fails(3, "info", project, "--problems", project)
    fails(3, "import", project, source, "--save-map", names, "--problems", names)
    assert open(names, encoding="utf-8").read() == "cat\n"
    run_json("info", project)


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


def test_folders_without_pictures_are_told_of(home):
    empty = os.path.join(home, "empty")
    write(os.path.join(empty, "deep", "notes.txt"), "no picture")
    project = os.path.join(home, "p.groundwork")
    answer = run_json("new", project, "--images", empty, codes=(1,))
    assert (answer["images"], answer["problems"]) == (0, {"folder-empty": 1}), answer
    done = run("add", project, empty)
    assert done.returncode == 3 and done.stdout == b"", done
    lines = done.stderr.decode().splitlines()
    assert lines[0].startswith(f"groundwork-cli: {empty}: "), lines
    answer = run_json("add", project, empty, make_pictures(home), codes=(1,))
    assert (answer["images_added"], answer["problems"]) == (3, {"folder-empty": 1}), answer


def test_reading_leaves_no_files(home):
    project = make_project(home)
    before = sorted(os.listdir(home))
    content = read(project)
    for arguments in [("info", project), ("check", project, "--images")]:
        run_json(*arguments)
        assert sorted(os.listdir(home)) == before and read(project) == content, (arguments, os.listdir(home))


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
    answer = json.loads(done.stdout)
    assert "error" in answer or (answer["sound"] is False and answer["findings"] and answer["backup"] is None), answer


def test_check_salvages(home):
    project = make_project(home)
    run_json("import", project, write(os.path.join(home, "in.gw.jsonl"), LABELS))
    content = bytearray(read(project))
    # A page of the table of objects: the name of nothing else is in it.
    at = content.index(b'"rings"') // 4096 * 4096
    content[at:at + 4096] = b"\x5a" * 4096
    write(project, bytes(content))
    answer = run_json("check", project, "--salvage", codes=(3,))
    assert not answer["sound"] and answer["backup"] is None, answer
    saved = answer["salvaged"]
    assert saved["images"] == 3 and saved["lost"] > 0, answer
    assert read(project) == bytes(content)
    assert run_json("check", saved["project"])["sound"]
    assert run_json("info", saved["project"])["images"] == 3
    # Nothing is made of a project that is sound.
    assert "salvaged" not in run_json("check", saved["project"], "--salvage")


def test_what_is_no_project_is_refused(home):
    for content in [b"", b"hello", b"SQLite format 3\0" + b"x" * 5000]:
        path = write(os.path.join(home, "x.groundwork"), content)
        for command in ["info", "check"]:
            assert run(command, path).returncode == 3, (command, content)
        assert run("import", path, path).returncode == 3
        assert read(path) == content


sys.exit(main(globals()))
