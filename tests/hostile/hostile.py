#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py [--short] [--tap] [--import] [--memory=MIB] [WORD]...

Makes each hostile source in a folder of its own, has groundwork-cli convert it, and
tells what that took. A source fails where the program crashes, leaves with a code
that is none of a conversion, tells no JSON, writes beside its target, takes more than
MIB of memory (512; 0: any), or does not end. Time is told and never held against it.

--short   few of each thing, and a third of the damage
--tap     a line for each format, for the test harness; else a table
--import  import each into a project of its own, too
WORD      only sources whose format or name has one of the words
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading

import damaged
import many_answers
import many_files
import many_objects
from sources import put

SOURCE = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
CLI = os.path.join(os.environ.get("GW_TEST_BUILD_DIR", os.path.join(SOURCE, "build")), "app", "cli", "groundwork-cli")

MANY, FEW = 200000, 200
DAMAGE_STEP = 3
SLOW = 2.0
LONGEST = 240  # after so many seconds it hangs


def run(*arguments):
    """Code, answer, last message, seconds of the processor and MiB of one run."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as messages:
        process = subprocess.Popen([CLI, *arguments, "--json", "--quiet"], stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=messages)
        watch = threading.Timer(LONGEST, process.kill)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        messages.seek(0)
        return (process.returncode, out.read(), messages.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def judge(code, out, messages, memory, most_memory):
    """What is wrong with a run; nothing where it is as it should be."""
    if code < 0:
        return f"ended by signal {-code}"
    if code not in (0, 1, 2, 3):
        return f"left with {code}: {messages[-300:].decode('utf-8', 'replace')}"
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


class Row:
    """What became of one source, by one command."""

    def __init__(self, kind, case, command, measured, most_memory):
        self.code, out, messages, self.seconds, self.memory = measured
        self.kind, self.case, self.command = kind or "archive", case, command
        self.wrong = judge(self.code, out, messages, self.memory, most_memory)

    def describe(self):
        marks = [mark for mark, is_set in ((f"over {SLOW:.0f} s", self.seconds > SLOW), (self.wrong, self.wrong))
                 if is_set]
        return (f"{self.kind:18} {self.case:32} {self.command:8} {self.code:5} {self.seconds:7.2f} s "
                f"{self.memory:6.0f} MiB  {', '.join(marks)}").rstrip()


def convert(home, kind, path):
    return run("convert", path, os.path.join(home, "target", "a.gw.jsonl"), "--to", "gw-jsonl",
               *(["--from", kind] if kind else []))


def take_in(home, kind, path):
    project = os.path.join(home, "target", "a.groundwork")
    made = run("new", project)
    return run("import", project, path, *(["--format", kind] if kind else [])) if made[0] == 0 else made


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


def try_source(kind, case, make, options):
    """Each command on one source."""
    home = tempfile.mkdtemp(prefix="gw-hostile-")
    try:
        path = put_apart(os.path.join(home, "source"), kind, make)
        if kind is None:
            path = next(iter(list_files(path)))
        os.mkdir(os.path.join(home, "target"))
        before = list_files(home)
        for name, command in (("convert", convert), ("import", take_in)):
            if name == "import" and not options.take_in:
                continue
            row = Row(kind, case, name, command(home, kind, path), options.memory)
            beside = list_files(home) - before - list_files(os.path.join(home, "target"))
            if beside:
                row.wrong = row.wrong or f"wrote {sorted(beside)[:3]}"
            yield row
    finally:
        shutil.rmtree(home, ignore_errors=True)


def list_formats():
    """What the program reads, as its help has it."""
    text = subprocess.run([CLI, "convert", "--help"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return set(text.split("Formats that are read:\n")[1].split("\n")[0].strip().split(", "))


def list_sources(options):
    n = FEW if options.short else MANY
    sources = [source for part in (many_objects, many_answers, many_files) for source in part.list_all(n)]
    # The kinds of damage are no multiple of the step: each format has other ones.
    sources += list(damaged.list_all(n))[::DAMAGE_STEP if options.short else 1]
    missing = list_formats() - {kind for kind, _, _ in sources}
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
