#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py [--short] [--tap] [--import] [--memory=MIB] [WORD]...

Makes each hostile source in a folder of its own, has groundwork-cli convert it, and
tells what that took. A source fails where the program crashes, leaves with a code
that is none of a conversion, tells no JSON, changes or leaves behind anything beside
its target, takes more than MIB of memory (512; 0: any), or does not end. Sources of
many of one thing are to be read, too, but for what sources.py tells of; so are the
archives that mean no harm, and the others are not. Time is never held against any.

--short   few of each thing, and a third of the damage
--tap     a line for each format, for the test harness; else a table
--import  import each into a project of its own, too, and all but archives twice
WORD      only sources whose format or name has one of the words
"""

import argparse
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import threading

import damaged
import many_answers
import many_files
import many_objects
from sources import REFUSED, SHORTENED, png, put

SOURCE = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
CLI = os.path.join(os.environ.get("GW_TEST_BUILD_DIR", os.path.join(SOURCE, "build")), "app", "cli", "groundwork-cli")

MANY, FEW = 200000, 200
DAMAGE_STEP = 3
SLOW = 2.0
LONGEST = 240  # after so many seconds it hangs

# Below a source's home, and so deep that a way out of it ends within the home, too.
TARGET = "target"
DEEP = os.path.join("a", "b", "c", "d", "e")
SOURCES, COPIES, TEMPORARY = (os.path.join(DEEP, name) for name in ("source", "copies", "temporary"))


def run(home, *arguments):
    """Code, answer, last message, seconds of the processor and MiB of one run."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as messages:
        process = subprocess.Popen([CLI, *arguments, "--json", "--quiet"], stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=messages, env={**os.environ, "TMPDIR": os.path.join(home, TEMPORARY)})
        watch = threading.Timer(LONGEST, process.kill)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        messages.seek(0)
        return (process.returncode, out.read(), messages.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def judge(code, codes, out, messages, memory, most_memory):
    """What is wrong with a run; nothing where it is as it should be."""
    if code < 0:
        return f"ended by signal {-code}"
    if code not in codes:
        return (f"left with {code} instead of {' or '.join(map(str, codes))}: "
                f"{' '.join(messages[-300:].decode('utf-8', 'replace').split())}")
    try:
        if not isinstance(json.loads(out), dict):
            return "tells no object"
    except ValueError as problem:
        return f"tells no JSON: {problem}"
    if most_memory and memory > most_memory:
        return f"took {memory:.0f} MiB"
    return None


def list_files(folder):
    return {os.path.join(top, name) for top, _, names in os.walk(folder) for name in names}


def look(home, targets):
    """What is below a home but not in its targets: by path what would show that it was changed."""
    seen = {}
    for top, folders, names in os.walk(home):
        folders[:] = [name for name in folders if os.path.join(top, name) not in targets]
        for name in folders + names:
            path = os.path.join(top, name)
            info = os.lstat(path)
            # A folder's time tells of files that came and went.
            seen[os.path.relpath(path, home)] = ((info.st_mode,) if stat.S_ISDIR(info.st_mode) else
                                                 (info.st_mode, info.st_ino, info.st_size, info.st_mtime_ns))
    return seen


def compare(before, after):
    """What was done beside the target; nothing where that is nothing."""
    changes = [f"{verb} {path}" for path in sorted(before.keys() | after.keys())
               for verb in ["wrote" if path not in before else "removed" if path not in after else
                            "changed" if before[path] != after[path] else None] if verb]
    return ", ".join(changes[:3]) or None


class Row:
    """What became of one source, by one command."""

    def __init__(self, kind, case, command, codes, measured, most_memory):
        self.code, out, messages, self.seconds, self.memory = measured
        self.kind, self.case, self.command = kind or "archive", case, command
        self.wrong = judge(self.code, codes, out, messages, self.memory, most_memory)

    def describe(self):
        marks = [mark for mark, is_set in ((f"over {SLOW:.0f} s", self.seconds > SLOW), (self.wrong, self.wrong))
                 if is_set]
        return (f"{self.kind:18} {self.case:32} {self.command:8} {self.code:5} {self.seconds:7.2f} s "
                f"{self.memory:6.0f} MiB  {', '.join(marks)}").rstrip()


def convert(home, kind, path):
    return run(home, "convert", path, os.path.join(home, TARGET, "a.gw.jsonl"), "--to", "gw-jsonl",
               *(["--from", kind] if kind else []))


def copy(home, kind, path):
    """What has a file for each image, by its name, and the pictures."""
    return run(home, "convert", path, os.path.join(home, COPIES), "--to", "voc", "--copy-images", "--from", kind)


def make_project(home, _kind, _path):
    return run(home, "new", os.path.join(home, TARGET, "a.groundwork"))


def take_in(home, kind, path):
    return run(home, "import", os.path.join(home, TARGET, "a.groundwork"), path,
               *(["--format", kind] if kind else []))


def put_apart(*arguments):
    """Puts a source from a process of its own: what one that starts programs took of memory counts as theirs."""
    receive, send = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.write(send, put(*arguments).encode())
        finally:
            os._exit(0)
    os.close(send)
    with open(receive, encoding="utf-8") as file:
        path = file.read()
    os.waitpid(process, 0)
    assert path, f"{arguments[1]}: the source was not made"
    return path


def put_home(home, kind, make):
    """All that a home has before a run, and the path of the source."""
    aim = os.path.join(home, "aim")
    for folder in (aim, os.path.join(home, TARGET), os.path.join(home, TEMPORARY)):
        os.makedirs(folder)
    with open(os.path.join(aim, damaged.AIMED), "wb") as file:
        file.write(png())
    path = put_apart(os.path.join(home, SOURCES), kind, make if kind is not None else lambda: make(aim))
    return path if kind is not None else next(iter(list_files(path)))


def try_source(kind, case, make, codes, options):
    """Each command on one source; of that which makes the project only what is wrong."""
    home = tempfile.mkdtemp(prefix="gw-hostile-")
    try:
        path = put_home(home, kind, make)
        commands = [("convert", convert, codes)]
        if case == damaged.WAYS_OUT:
            commands.append(("copy", copy, codes))
        if options.take_in:
            commands += [("new", make_project, (0,)), ("import", take_in, codes)]
            commands += [("again", take_in, codes)] if kind is not None else []

        for name, command, allowed in commands:
            targets = [os.path.join(home, TARGET), os.path.join(home, COPIES)]
            if kind is None and name == "import" and 3 not in codes:
                targets.append(os.path.splitext(path)[0])  # unpacked for good: the project's images are there
            before = look(home, targets)
            row = Row(kind, case, name, allowed, command(home, kind, path), options.memory)
            row.wrong = ", ".join(filter(None, (compare(before, look(home, targets)), row.wrong))) or None
            if name != "new" or row.wrong:
                yield row
            if name == "new" and row.wrong:
                break
    finally:
        shutil.rmtree(home, ignore_errors=True)


def list_formats():
    """What the program reads, as its help has it."""
    text = subprocess.run([CLI, "convert", "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return set(text.split("Formats that are read:\n")[1].split("\n")[0].strip().split(", "))


def get_codes(kind, case, n):
    """The codes that a source of many of one thing may leave with."""
    if (kind, case) in REFUSED:
        return (3,)
    most, _ = SHORTENED.get((kind, case), (n, None))
    return (2,) if n > most else (0, 1)


def list_sources(options):
    n = FEW if options.short else MANY
    sources = [(kind, case, make, get_codes(kind, case, n)) for part in (many_objects, many_answers, many_files)
               for kind, case, make in part.list_all(n)]
    strange = (REFUSED.keys() | SHORTENED.keys()) - {source[:2] for source in sources}
    if strange:
        sys.exit(f"hostile.py: no such sources: {sorted(strange)}")
    # The kinds of damage are no multiple of the step: each format has other ones.
    sources += [(*source, (0, 1, 2, 3)) for source in
                list(damaged.list_damaged(n))[::DAMAGE_STEP if options.short else 1]]
    sources += damaged.list_archives(n)
    missing = list_formats() - {source[0] for source in sources}
    if missing:
        sys.exit(f"hostile.py: no source of {', '.join(sorted(missing))}")
    return [source for source in sources
            if not options.words or any(word in f"{source[0] or 'archive'} {source[1]}" for word in options.words)]


def tell_table(rows):
    for row in sorted(rows, key=lambda row: -row.seconds):
        print(row.describe())
    slow = sum(row.seconds > SLOW for row in rows)
    print(f"{len(rows)} runs, {slow} over {SLOW:.0f} s of the processor; at most "
          f"{max((row.memory for row in rows), default=0):.0f} MiB")


def tell_tap(rows):
    kinds = sorted({row.kind for row in rows})
    print(f"1..{len(kinds)}")
    for number, kind in enumerate(kinds, 1):
        wrong = [row for row in rows if row.kind == kind and row.wrong]
        for row in wrong:
            print(f"# {row.describe()}")
        print(f"{'not ok' if wrong else 'ok'} {number} - {kind}: {sum(row.kind == kind for row in rows)} runs")


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("--import", action="store_true", dest="take_in")
    parser.add_argument("--memory", type=int, default=512)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.update(GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8")
    rows = []
    for source in list_sources(options):
        for row in try_source(*source, options):
            rows.append(row)
            if not options.tap:
                print(row.describe(), file=sys.stderr, flush=True)
    if options.tap:
        tell_tap(rows)
        return 0
    tell_table(rows)
    wrong = sum(row.wrong is not None for row in rows)
    print(f"{len(rows) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


sys.exit(main())
