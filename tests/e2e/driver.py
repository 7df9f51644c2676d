# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the program as a person would: real pointer and keys through
xdotool, and the accessibility tree to see what is there. Nothing sleeps for
a result: every wait is for a condition, with a deadline.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

BUILD = os.environ["GW_TEST_BUILD_DIR"]
SOURCE = os.environ["GW_TEST_SOURCE_DIR"]
PROGRAM = os.path.join(BUILD, "app", "groundwork")
CLI = os.path.join(BUILD, "app", "cli", "groundwork-cli")
DEADLINE = float(os.environ.get("GW_TEST_DEADLINE", "60"))


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def data_path(name):
    """A data set, or Skip with the reason."""
    folder = os.environ.get("GW_TEST_DATA_DIR") or os.path.join(SOURCE, "..", "shared", "data")
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        raise Skip(f"the data set {name} is not there")
    return path


def wait_for(what, condition, deadline=None):
    """The first true value of condition(), polled every 50 ms."""
    end = time.monotonic() + (deadline or DEADLINE)
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        while context.iteration(False):
            pass
        try:
            value = condition()
        except GLib.Error:
            value = None  # the tree changed under the question
        if value:
            return value
        time.sleep(0.05)
    raise Failure(f"waited {deadline or DEADLINE:.0f} s for {what}")


def run_cli(*arguments, ok=(0,)):
    """The JSON answer of the command line."""
    done = subprocess.run([CLI, *arguments, "--json", "--quiet"], capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        raise Failure(f"groundwork-cli {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout) if done.stdout.strip() else {}


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, check=False).stdout


def walk(node, depth=0):
    """Every accessible below a node, itself first."""
    if node is None or depth > 60:
        return
    yield node
    for i in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(i), depth + 1)


class Program:
    """One run of the program with folders of its own."""

    def __init__(self, home=None):
        self.home = home or tempfile.mkdtemp(prefix="gw-e2e-")
        self.process = None
        self.log = None

    def environment(self):
        environment = dict(os.environ)
        for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")):
            environment[name] = os.path.join(self.home, folder)
            os.makedirs(environment[name], exist_ok=True)
        environment.update(GSETTINGS_BACKEND="keyfile", GSK_RENDERER="cairo", GDK_DEBUG="gl-disable",
                           GDK_BACKEND="x11", LC_ALL="C.UTF-8")
        for name in ("GTK_A11Y", "NO_AT_BRIDGE"):
            environment.pop(name, None)
        return environment

    def start(self, *arguments):
        self.log = open(os.path.join(self.home, "log.txt"), "a", encoding="utf-8")
        self.process = subprocess.Popen([PROGRAM, *arguments], env=self.environment(), stdout=self.log,
                                        stderr=self.log)
        wait_for("the program in the accessibility tree", self.application)
        return self

    def application(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with {self.process.returncode}: {self.read_log()}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def read_log(self):
        with open(os.path.join(self.home, "log.txt"), encoding="utf-8") as log:
            return log.read()[-2000:]

    def find(self, role=None, name=None, contains=None, showing=True):
        """The first node with this role and name, or None."""
        application = self.application()
        for node in walk(application):
            if role is not None and node.get_role_name() != role:
                continue
            text = node.get_name() or ""
            if name is not None and text != name:
                continue
            if contains is not None and contains not in text:
                continue
            if showing and not node.get_state_set().contains(Atspi.StateType.VISIBLE):
                continue
            return node
        return None

    def wait(self, role=None, name=None, contains=None, deadline=None):
        what = f"{role or 'a node'} named {name or contains or 'anything'}"
        return wait_for(what, lambda: self.find(role, name, contains), deadline)

    def window(self):
        """The X window that is on top."""
        found = xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()
        return found[-1] if found else None

    def place(self, node):
        """The middle of a node in window coordinates."""
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        return extents.x + extents.width / 2, extents.y + extents.height / 2

    def extents(self, node):
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height

    def move(self, x, y):
        xdotool("mousemove", "--window", self.window(), round(x), round(y))

    def click(self, node, times=1):
        self.move(*self.place(node))
        xdotool("click", "--repeat", times, "--delay", 60, 1)

    def drag(self, x0, y0, x1, y1, steps=6):
        self.move(x0, y0)
        xdotool("mousedown", 1)
        for i in range(1, steps + 1):
            self.move(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
        xdotool("mouseup", 1)

    def keys(self, *names):
        for name in names:
            xdotool("key", "--clearmodifiers", name)

    def type(self, text):
        xdotool("type", "--delay", 15, text)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.log is not None and not self.log.closed:
            self.log.close()

    def picture(self, name):
        """A picture of the screen, where GW_TEST_PICTURES names a folder."""
        folder = os.environ.get("GW_TEST_PICTURES")
        if folder:
            os.makedirs(folder, exist_ok=True)
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=False)

    def clean(self):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


def run(tests):
    """Runs functions as TAP; each gets a Program that is cleaned up after."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        program = Program()
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test(program)
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception as problem:  # pylint: disable=broad-except
            failed += 1
            program.picture("failed-" + name)
            print(f"not ok {number} - {name}")
            for line in f"{type(problem).__name__}: {problem}\n{program.read_log() if program.log else ''}".split("\n"):
                print(f"# {line}")
            sys.stdout.flush()
        finally:
            program.clean()
    return 1 if failed else 0
