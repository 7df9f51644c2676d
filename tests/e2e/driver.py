# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the program as a person would: real pointer and keys through
xdotool, and the accessibility tree to see what is there. Nothing sleeps for
a result: every wait is for a condition, with a deadline.
"""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

BUILD = os.environ["GW_TEST_BUILD_DIR"]
SOURCE = os.environ["GW_TEST_SOURCE_DIR"]
PROGRAM = os.path.join(BUILD, "app", "groundwork")
CLI = os.path.join(BUILD, "app", "cli", "groundwork-cli")
# Long enough for a machine that has much else to do; who waits in vain, waits once.
DEADLINE = float(os.environ.get("GW_TEST_DEADLINE", "180"))
# Where a failure leaves its picture of the screen.
PICTURES = os.environ.get("GW_TEST_PICTURES") or os.path.join(BUILD, "meson-logs")

# What GLib and the sanitizers write of mistakes in the program.
COMPLAINT = re.compile(r"-CRITICAL \*\*|runtime error:|Sanitizer:")


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def new_folder():
    """A folder of its own, shown here and there: without an underscore, which would look like a mnemonic."""
    path = os.path.join(tempfile.gettempdir(), f"gw-e2e-{secrets.token_hex(8)}")
    os.mkdir(path, 0o700)
    return path


def data_path(name):
    """A data set, or Skip with the reason."""
    folder = os.environ.get("GW_TEST_DATA_DIR") or os.path.join(SOURCE, "..", "shared", "data")
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        raise Skip(f"the data set {name} is not there")
    return path


def poll(condition, end):
    """The first true value of condition(), or None when it had none until the end, a time.monotonic()."""
    context = GLib.MainContext.default()
    pause = 0.02
    while True:
        while context.iteration(False):
            pass
        try:
            value = condition()
        except GLib.Error:
            value = None  # the tree changed under the question
        if value:
            return value
        left = end - time.monotonic()
        if left <= 0:
            return None
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, 0.5)  # asking is work for the program, too


def wait_for(what, condition, deadline=None):
    """The first true value of condition(), which may be several seconds in coming."""
    value = poll(condition, time.monotonic() + (deadline or DEADLINE))
    if value is None:
        raise Failure(f"waited {deadline or DEADLINE:.0f} s for {what}")
    return value


def run_cli(*arguments, ok=(0,)):
    """The JSON answer of the command line."""
    done = subprocess.run([CLI, *arguments, "--json", "--quiet"], capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        raise Failure(f"groundwork-cli {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout) if done.stdout.strip() else {}


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, check=False).stdout


def window_name(window):
    return xdotool("getwindowname", window).strip()


def window_area(window):
    geometry = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split() if "=" in line)
    return int(geometry.get("WIDTH", 0)) * int(geometry.get("HEIGHT", 0))


def walk(node, depth=0):
    """Every accessible below a node, itself first. What goes away meanwhile has nothing below it."""
    if node is None or depth > 60:
        return
    yield node
    try:
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        yield from walk(child, depth + 1)


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


class Program:
    """One run of the program with folders of its own."""

    def __init__(self, home=None):
        self.home = home or new_folder()
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
        with open(os.path.join(self.home, "log.txt"), encoding="utf-8", errors="replace") as log:
            return log.read()[-6000:]

    def find(self, role=None, name=None, contains=None, within=None):
        """The first node with this role and name that has a place in a window, or None."""
        def is_meant(node):
            try:
                text = node.get_name() or ""
                return ((role is None or node.get_role_name() == role) and (name is None or text == name)
                        and (contains is None or contains in text) and self.is_shown(node))
            except GLib.Error:
                return False  # it went away under the question

        return next(filter(is_meant, walk(within or self.application())), None)

    def is_shown(self, node):
        """GTK 4.8 calls visible what waits behind another page, too; but that never had a size."""
        if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return False
        try:
            extents = node.get_extents(Atspi.CoordType.WINDOW)
        except GLib.Error:
            return False  # the application itself has no place
        return extents.width > 0 and extents.height > 0

    def wait(self, role=None, name=None, contains=None, deadline=None):
        what = f"{role or 'a node'} named {name or contains or 'anything'}"
        return wait_for(what, lambda: self.find(role, name, contains), deadline)

    def windows(self):
        """The X windows that are seen; those of menus and tooltips are among them."""
        return xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()

    def window(self, node=None):
        """The X window that the node is in; without one the main window, which is the largest."""
        windows = self.windows()
        while node is not None and node.get_role_name() not in ("frame", "dialog", "window", "alert"):
            node = node.get_parent()
        named = [window for window in windows if node is not None and window_name(window) == node.get_name()]
        found = named or windows
        return max(found, key=window_area) if found else None

    def focus(self, node=None):
        """What a window manager does for the window that is used; there is none here."""
        window = self.window(node)
        if window is not None and xdotool("getwindowfocus").strip() != window:
            xdotool("windowfocus", "--sync", window)

    def place(self, node):
        """The middle of a node in window coordinates."""
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        return extents.x + extents.width / 2, extents.y + extents.height / 2

    def extents(self, node):
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height

    def standing_still(self, node):
        """The node's place, once it has been the same for some frames: pages slide in."""
        seen = []

        def is_still():
            seen.append(self.extents(node))
            return len(seen) > 3 and seen[-1][2] > 0 and len(set(seen[-4:])) == 1

        wait_for(f"{node.get_role_name()} {node.get_name()} to stand still", is_still)
        return seen[-1]

    def move(self, x, y, node=None):
        xdotool("mousemove", "--window", self.window(node), round(x), round(y))

    def click(self, node, times=1):
        self.standing_still(node)
        self.focus(node)
        self.move(*self.place(node), node)
        xdotool("click", "--repeat", times, "--delay", 60, 1)

    def drag(self, x0, y0, x1, y1, steps=6):
        self.move(x0, y0)
        xdotool("mousedown", 1)
        for i in range(1, steps + 1):
            self.move(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
        xdotool("mouseup", 1)

    def keys(self, *names):
        """Keys to the window that has the focus, all in the order given."""
        xdotool("key", "--clearmodifiers", "--delay", 15, *names)

    def type(self, text):
        xdotool("type", "--delay", 15, text)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = None
        self.log.close()

    def finish(self):
        """Ends the program; nobody may have complained in the meantime."""
        ended = self.process.poll() if self.process is not None else None
        self.stop()
        self.process = None
        complaints = [line for line in self.read_log().splitlines() if COMPLAINT.search(line)] if self.log else []
        if ended or complaints:
            raise Failure(f"the program ended with {ended}: {'; '.join(complaints) or self.read_log()}")

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
        if os.environ.get("GW_TEST_PICTURES"):
            save_picture(name)

    def describe(self):
        """What the accessibility tree shows: the first lines of a failure's report."""
        lines = [f"windows: {' '.join(f'{w}={window_name(w)}' for w in self.windows())}; "
                 f"X focus: {xdotool('getwindowfocus').strip()}"]
        for node in walk(self.application()):
            name, about = node.get_name() or "", node.get_description() or ""
            focused = is_focused(node)
            if (name or about or focused) and self.is_shown(node):
                x, y, width, height = self.extents(node)
                lines.append(f"{'> ' if focused else '  '}{node.get_role_name()} “{name}” {about} "
                             f"at {x},{y} of {width} by {height}")
        return lines[:150]

    def clean(self):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


def save_picture(name):
    """Returns the file's name."""
    os.makedirs(PICTURES, exist_ok=True)
    path = os.path.join(PICTURES, name + ".png")
    subprocess.run(["import", "-window", "root", path], check=False)
    return path


def report(program, name, problem):
    """All that helps to understand a failure, as lines of TAP."""
    lines = f"{type(problem).__name__}: {problem}".split("\n")
    lines += traceback.format_exc().strip().split("\n")
    if program.log is not None:
        lines += [f"picture of the screen: {save_picture('failed-' + name)}", *program.read_log().split("\n")]
    if program.process is not None:
        try:
            lines += program.describe()
        except Exception as other:  # pylint: disable=broad-except
            lines.append(f"the accessibility tree cannot be read: {other}")
    for line in lines:
        print(f"# {line}")


def run(tests):
    """Runs functions as TAP; each gets a Program that is cleaned up after."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        program = Program()
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test(program)
            program.finish()
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception as problem:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} - {name}")
            report(program, name, problem)
            sys.stdout.flush()
        finally:
            program.clean()
    return 1 if failed else 0
