# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line have in common."""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

SOURCE = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", "..", ".."))
CLI = os.path.join(os.environ.get("GW_TEST_BUILD_DIR", os.path.join(SOURCE, "build")), "app", "cli", "groundwork-cli")
sys.path.insert(0, os.path.join(SOURCE, "tests", "support"))
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


def main(tests):
    """Runs each function test_… of a module, or those whose name has a word of the command line."""
    tests = [(name[5:].replace("_", " "), function) for name, function in tests.items() if name.startswith("test_")]
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

