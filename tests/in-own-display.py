#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a virtual display and a session bus of its own.

in-own-display.py COMMAND [ARGUMENT]...

Pointer and focus are one for each display: tests that each have theirs can
run beside one another.
"""

import contextlib
import os
import subprocess
import sys
import tempfile


@contextlib.contextmanager
def server(*command):
    """Starts a server that writes one line to the descriptor that ends its command; gives the line."""
    ready, told = os.pipe()
    process = subprocess.Popen(
        [*command, str(told)], pass_fds=[told],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(told)
    try:
        with os.fdopen(ready) as pipe:
            line = pipe.readline().strip()
        if not line:
            sys.exit(f"{command[0]} could not be started.")
        yield line
    finally:
        process.terminate()
        process.wait()


def main(command):
    # The bus of assistive technology has its socket in the folder of what runs.
    with tempfile.TemporaryDirectory(prefix="gw-run-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        return run(command)


def run(command):
    env = dict(os.environ)
    env.pop("WAYLAND_DISPLAY", None)
    with server("Xvfb", "-screen", "0", "1600x1000x24", "-noreset", "-nolisten", "tcp", "-displayfd") as number:
        env["DISPLAY"] = f":{number}"
        # What the bus starts would else write between the lines of the test's results.
        with server("dbus-daemon", "--session", "--nofork", "--print-address") as address:
            env["DBUS_SESSION_BUS_ADDRESS"] = address
            return subprocess.call(command, env=env)


sys.exit(main(sys.argv[1:]))
