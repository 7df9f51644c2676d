#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that files can be dragged out of, as out of a file manager.

file_manager.py PATH...
"""

import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def main(paths):
    Gtk.init()
    window = Gtk.Window(title="Files", default_width=160, default_height=120, decorated=False)
    window.set_child(Gtk.Label(label="\n".join(paths), wrap=True))
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", lambda *_: Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
    window.add_controller(source)
    loop = GLib.MainLoop()
    window.connect("close-request", lambda *_: loop.quit())
    window.present()
    loop.run()


main(sys.argv[1:])
