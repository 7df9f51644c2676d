# SPDX-License-Identifier: GPL-3.0-or-later
"""Damage that may befall any source, and archives that mean harm.

The damage is done to the largest file of the first source of each format. What means
harm would write to the aim, a folder six levels above each source which has one
picture, AIMED, or to the folders between; what makes an archive is given its path.
"""

import io
import re
import tarfile
import warnings
import zipfile

import many_answers
import many_files
import many_objects
from sources import name_files

AIMED = "aimed.png"
WAYS_OUT = "ways out"
COCO = ('{"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[{"id":1,"name":"c"}],'
        '"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,1,5,5]}]}')


def middle(text, more):
    half = len(text) // 2
    return text[:half] + more + text[half:]


def deepen(text, n):
    if text.lstrip()[:1] == b"<":
        return middle(text, b"<a>" * n)
    at = max(text.rfind(b":"), text.rfind(b",")) + 1
    return text[:at] + b"[" * n + b"]" * n + text[at:]


def lengthen(text, n):
    return text.replace(b"a.png", b"a" * (100 * n) + b".png")


DAMAGE = {
    "nothing": lambda text, n: b"",
    "blanks": lambda text, n: b" \n" * (20 * n),
    "noise": lambda text, n: bytes(range(256)) * (n // 8 + 1),
    "cut": lambda text, n: text[:len(text) // 2],
    "twice": lambda text, n: text + text,
    "NUL": lambda text, n: middle(text, b"\0"),
    "no UTF-8": lambda text, n: middle(text, b"\xff\xfe\xe9"),
    "UTF-16": lambda text, n: text.decode("utf-8", "replace").encode("utf-16"),
    "one long line": lambda text, n: text.replace(b"\n", b" ") + b"x" * (100 * n),
    "deep": deepen,
    "long names": lengthen,
    WAYS_OUT: lambda text, n: text.replace(b"a.png", b"../" * 6 + b"aim/" + AIMED.encode()),
    "no numbers": lambda text, n: re.sub(rb"(?<![\w#])\d+(?![\w:])", b"nan", text),
    "infinite": lambda text, n: re.sub(rb"(?<![\w#])\d+(?![\w:])", b"1e999", text),
    "large": lambda text, n: re.sub(rb"(?<![\w#.])\d+(?![\w:])", b"99999999999999999999", text),
    "negative": lambda text, n: re.sub(rb"(?<![\w#.-])\d+(?![\w:])", b"-7", text),
    "entities": lambda text, n: b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 100 + b'">]>' + text,
}


def pick_first(lists):
    """A small source of each format."""
    first = {}
    for part in lists:
        for kind, _, make in part.list_all(3):
            first.setdefault(kind, make)
    return first


def list_damaged(n):
    def damage(kind, make, change):
        made = make()
        files = {name: content if isinstance(content, bytes) else content.encode()
                 for name, content in name_files(kind, made).items()}
        texts = [name for name in files if not name.endswith(".png")] or list(files)
        largest = max(texts, key=lambda name: len(files[name]))
        files[largest] = change(files[largest], n)
        return files if isinstance(made, dict) else files[largest]

    for kind, make in pick_first((many_objects, many_answers, many_files)).items():
        for case, change in DAMAGE.items():
            yield kind, case, lambda kind=kind, make=make, change=change: damage(kind, make, change)


# --- archives

def pack(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some have a name twice
        for name, content in entries:
            archive.writestr(name, content)
    return packed.getvalue()


def pack_link(kind, aim, behind):
    """A link, files that go the way of the link, and one that does not."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        link = tarfile.TarInfo("l")
        link.type, link.linkname = kind, aim
        archive.addfile(link)
        for name, content in [*((name, b"x") for name in behind), ("a.json", COCO.encode())]:
            file = tarfile.TarInfo(name)
            file.size = len(content)
            archive.addfile(file, io.BytesIO(content))
    return packed.getvalue()


def pack_claim():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        claim = tarfile.TarInfo("a.json")
        claim.size = 10 ** 12
        archive.addfile(claim)
    return packed.getvalue()


def list_archives(n):
    """(None, name, function of the aim, codes): only those that mean no harm are to be read."""
    def zipped(*entries):
        return {"a.zip": pack(entries)}

    def linked(kind, aim, *behind):
        return {"a.tar.gz": pack_link(kind, aim, behind)}

    whole = ("a.json", COCO)
    read = {
        "plain": lambda aim: zipped(whole),
        "many files": lambda aim: zipped(*((f"{i}.txt", "") for i in range(n // 10)), whole),
    }
    refused = {
        "bomb": lambda aim: zipped(("a.json", b"[" * (2000 * n))),
        "absolute path": lambda aim: zipped((f"{aim}/escaped", "x"), whole),
        "absolute path of a file": lambda aim: zipped((f"{aim}/{AIMED}", "x"), whole),
        "archive in archive": lambda aim: zipped(("b.zip", pack([("c.zip", pack([("c.json", COCO)]))]))),
        "same name": lambda aim: zipped(*[whole] * (n // 100 + 2)),
        "cut": lambda aim: {"a.zip": pack([("a.json", COCO * 1000)])[:200]},
        "link": lambda aim: linked(tarfile.SYMTYPE, aim, "l/escaped", f"l/{AIMED}"),
        "link upward": lambda aim: linked(tarfile.SYMTYPE, "../../..", "l/escaped"),
        "link to a file": lambda aim: linked(tarfile.SYMTYPE, f"{aim}/{AIMED}", "l"),
        "hard link": lambda aim: linked(tarfile.LNKTYPE, f"{aim}/{AIMED}", "l"),
        "claim": lambda aim: {"a.tar": pack_claim()},
    }
    for levels in range(1, 5):
        refused[f"way out by {levels}"] = lambda aim, levels=levels: zipped(("../" * levels + "escaped", "x"), whole)
    for sources, codes in ((read, (0, 1)), (refused, (3,))):
        for case, make in sources.items():
            yield None, case, make, codes
