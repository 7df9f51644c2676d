#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include against the table of layers.

A folder may include its own headers, those of the folders named for it, and
the external libraries named for it. Private headers stay in their folder, but
that the plain C folders, which are one library, share those of geometry.
"""

import os
import re
import sys

ROOT = os.environ.get("GW_TEST_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))

GLIB = {"glib", "gio", "glib-object", "gobject", "gmodule", "glib-unix"}
C = set()

# folder: (our folders, external libraries by the first part of the include)
LAYERS = {
    "core/geometry": ([], set()),
    "core/analytics": (["core/geometry"], set()),
    "core/segment": (["core/geometry"], set()),
    "core/base": ([], GLIB | {"json-glib"}),
    "core/image": (["core/base", "core/geometry"],
                   GLIB | {"png.h", "zlib.h", "jpeglib.h", "jerror.h", "jconfig.h", "gdk-pixbuf", "cairo.h"}),
    "core/model": (["core/base", "core/geometry"], GLIB),
    "core/store": (["core/base", "core/geometry", "core/model"], GLIB | {"sqlite3.h"}),
    "core/workforce": (["core/base", "core/model", "core/store"], GLIB | {"gnutls", "sodium.h"}),
    "core/editing": (["core/base", "core/geometry", "core/segment", "core/model"], GLIB),
    "core/formats": (["core/base", "core/geometry", "core/image", "core/model"],
                     GLIB | {"archive.h", "archive_entry.h"}),
    "core/exchange": (["core/base", "core/geometry", "core/image", "core/model", "core/store", "core/formats"],
                      GLIB | {"cairo.h"}),
    "core/plot": (["core/base", "core/analytics"], GLIB | {"cairo.h", "cairo-pdf.h", "cairo-svg.h", "pango"}),
    "core/insights": (["core/base", "core/geometry", "core/analytics", "core/image", "core/model", "core/store",
                       "core/plot"], GLIB | {"cairo-pdf.h", "pango"}),
    "core/sample": (["core/base", "core/geometry", "core/image", "core/model", "core/store"], GLIB | {"cairo.h"}),
    "widgets/lists": (["core/base", "core/geometry", "core/image", "core/model", "core/editing"],
                      GLIB | {"gtk", "adwaita.h", "cairo.h"}),
    "widgets/plots": (["core/base", "core/plot", "widgets/lists"],
                      GLIB | {"gtk", "gdk", "gsk", "adwaita.h", "cairo.h", "pango", "graphene.h"}),
    "widgets/canvas": (["core/base", "core/geometry", "core/image", "core/model", "core/editing", "widgets/lists"],
                       GLIB | {"gtk", "gdk", "gsk", "adwaita.h", "cairo.h", "pango", "graphene.h"}),
}

# One library for other programs.
PLAIN_C = ("core/analytics", "core/segment")

# Made by the build for the folder that includes them.
GENERATED = {"config.h", "gw-password-resources.h", "gw-sql-resources.h"}

CORE = [folder for folder in LAYERS if folder.startswith("core/")]
WIDGETS = [folder for folder in LAYERS if folder.startswith("widgets/")]
APP_LIBRARIES = GLIB | {"gtk", "gdk", "gsk", "adwaita.h", "json-glib", "cairo.h", "pango"}
PLACES = ["app/welcome", "app/images", "app/labeling", "app/jobs", "app/review", "app/insights", "app/workforce"]
for place in PLACES:
    # A place does not include another place.
    LAYERS[place] = (CORE + WIDGETS + ["app", "app/dialogs"], APP_LIBRARIES)
LAYERS["app/dialogs"] = (CORE + WIDGETS + ["app"], APP_LIBRARIES)
LAYERS["app"] = (CORE + WIDGETS + PLACES + ["app/dialogs"], APP_LIBRARIES)
LAYERS["app/cli"] = (CORE, GLIB | {"glib-unix.h"})

STANDARD = {
    "assert.h", "ctype.h", "dirent.h", "errno.h", "fcntl.h", "fenv.h", "float.h", "inttypes.h", "langinfo.h", "limits.h",
    "locale.h", "math.h", "poll.h", "pthread.h", "setjmp.h", "signal.h", "stdalign.h", "stdarg.h", "stdatomic.h",
    "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "time.h", "unistd.h", "tgmath.h",
    # The compiler's own.
    "cpuid.h", "immintrin.h",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def folder_files(folder):
    path = os.path.join(ROOT, folder)
    if not os.path.isdir(path):
        return []
    return sorted(name for name in os.listdir(path) if name.endswith((".c", ".h")))


def header_homes():
    homes = {}
    for folder in LAYERS:
        for name in folder_files(folder):
            if name.endswith(".h"):
                homes.setdefault(name, set()).add(folder)
    return homes


def complaints(folder, homes):
    ours, libraries = LAYERS[folder]
    for name in folder_files(folder):
        with open(os.path.join(ROOT, folder, name), encoding="utf-8") as source:
            text = source.read()
        for kind, header in INCLUDE.findall(text):
            where = f"{folder}/{name}: {header}"
            if kind == '"':
                home = homes.get(header)
                if header in GENERATED or (home and folder in home):
                    continue
                if not home:
                    yield f"{where} is in no folder"
                elif header.endswith("-private.h") and not (folder in PLAIN_C and home == {"core/geometry"}):
                    yield f"{where} is private to {', '.join(sorted(home))}"
                elif not home & set(ours):
                    yield f"{where} lies in {', '.join(sorted(home))}, which {folder} may not include"
            else:
                first = header.split("/")[0]
                bare = first[:-2] if first.endswith(".h") else first
                if header in STANDARD or first in ("sys", "linux") or header.startswith("sys/"):
                    continue
                if not {header, first, bare} & libraries:
                    yield f"{where} is not a library of {folder}"


def main():
    homes = header_homes()
    folders = [folder for folder in LAYERS if folder_files(folder)]
    print(f"1..{len(folders) + 1}")
    failed = False
    twice = sorted(f"{name} in {', '.join(sorted(home))}" for name, home in homes.items()
                   if len(home) > 1 and not name.endswith("-private.h"))
    for line in twice:
        print(f"# {line}")
    print(f"{'not ok' if twice else 'ok'} 1 - every header has one home")
    failed = bool(twice)
    for number, folder in enumerate(folders, 2):
        found = list(complaints(folder, homes))
        for line in found:
            print(f"# {line}")
        print(f"{'not ok' if found else 'ok'} {number} - {folder} keeps to its layer")
        failed = failed or bool(found)
    return 1 if failed else 0


sys.exit(main())
