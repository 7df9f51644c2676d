#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written, read by the field's own programs, as far as they are installed: labelme,
scikit-image, Pillow, xmllint, and Python's own readers of JSON and CSV. tests/peers/run
installs them all.
"""

import csv
import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from cli_support import Skip, data, main, run_json
from mask_png import read_mask


def need(*modules):
    for module in modules:
        if importlib.util.find_spec(module) is None:
            raise Skip(f"{module} is not installed for {sys.executable}; see tests/peers/run")


def convert(source, target, to, *more):
    answer = run_json("convert", source, target, "--to", to, "--copy-images", *more, codes=(0, 1, 2))
    assert answer["images"] > 0, answer
    return answer


def list_files(folder, pattern):
    found = sorted(glob.glob(os.path.join(folder, "**", pattern), recursive=True))
    assert found, (folder, pattern)
    return found


def test_xmllint_reads_the_xml(home):
    if shutil.which("xmllint") is None:
        raise Skip("xmllint is not installed; see tests/peers/run")
    for form in ("voc", "cvat"):
        folder = os.path.join(home, form)
        convert(data("det-bccd"), folder, form)
        files = list_files(folder, "*.xml")
        done = subprocess.run(["xmllint", "--noout", "--nonet", *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stderr == "", done.stderr[-400:]


def test_python_reads_xml_json_and_csv(home):
    """The same count of boxes in each form, counted without us: 4,886 of the set have an area."""
    def count_voc(folder):
        return sum(len(ElementTree.parse(file).findall("object")) for file in list_files(folder, "*.xml"))

    def count_cvat(folder):
        return len(ElementTree.parse(list_files(folder, "*.xml")[0]).findall(".//box"))

    def load(file):
        with open(file, encoding="utf-8") as opened:
            return json.load(opened)

    def count_coco(folder):
        return sum(len(load(file)["annotations"]) for file in list_files(os.path.join(folder, "annotations"), "*.json"))

    def count_labelme(folder):
        files = [file for file in list_files(folder, "*.json") if not file.endswith("groundwork-export.json")]
        return sum(len(load(file)["shapes"]) for file in files)

    def count_studio(folder):
        tasks = [task for file in list_files(folder, "*.json") if not file.endswith("groundwork-export.json")
                 for task in load(file)]
        return sum(len(answer["result"]) for task in tasks for answer in task["annotations"])

    def count_createml(folder):
        entries = [entry for file in list_files(folder, "*.json") if not file.endswith("groundwork-export.json")
                   for entry in load(file)]
        return sum(len(entry["annotations"]) for entry in entries)

    def count_open_images(folder):
        rows = 0
        for file in list_files(folder, "*bbox.csv"):
            with open(file, newline="", encoding="utf-8") as opened:
                for row in csv.DictReader(opened):
                    assert 0 <= float(row["XMin"]) < float(row["XMax"]) <= 1, row
                    rows += 1
        return rows

    def count_yolo(folder):
        rows = 0
        for file in list_files(os.path.join(folder, "labels"), "*.txt"):
            with open(file, newline="", encoding="utf-8") as opened:
                for row in csv.reader(opened, delimiter=" "):
                    assert len(row) == 5 and all(0 <= float(value) <= 1 for value in row[1:]), row
                    rows += 1
        return rows

    for form, count in (("voc", count_voc), ("cvat", count_cvat), ("coco", count_coco), ("labelme", count_labelme),
                        ("label-studio", count_studio), ("createml", count_createml),
                        ("open-images", count_open_images), ("yolo", count_yolo)):
        folder = os.path.join(home, form)
        convert(data("det-bccd"), folder, form)
        assert count(folder) == 4886, (form, count(folder))


def segmented(home):
    """Pictures with polygons of several classes, made masks."""
    source = data("seg-labelme", "instance_segmentation", "data_annotated")
    folder = os.path.join(home, "masks")
    convert(source, folder, "voc-masks")
    return folder


def test_pillow_and_scikit_image_read_the_masks(home):
    need("PIL", "skimage")
    from PIL import Image
    from skimage import io

    folder = segmented(home)
    for kind in ("SegmentationClass", "SegmentationObject"):
        for file in list_files(os.path.join(folder, kind), "*.png"):
            ours = read_mask(file)[2]
            with Image.open(file) as picture:
                assert picture.mode == "P", (file, picture.mode)
                assert picture.getpalette()[3:6] == [128, 0, 0], picture.getpalette()[:9]
                assert picture.tobytes() == ours, file
                shown = picture.convert("RGB").tobytes()
            # scikit-image shows colors, as a viewer does.
            assert io.imread(file)[..., :3].tobytes() == shown, file


def test_pillow_reads_deep_masks(home):
    """16 bit grey, as Cityscapes has its instances."""
    need("PIL")
    from PIL import Image

    folder = os.path.join(home, "city")
    convert(data("seg-labelme", "instance_segmentation", "data_annotated"), folder, "cityscapes")
    for file in list_files(folder, "*_instanceIds.png"):
        with Image.open(file) as deep, Image.open(file.replace("instanceIds", "labelIds")) as flat:
            assert deep.size == flat.size and deep.mode.startswith("I"), (file, deep.mode)
            for there, here in zip(deep.getdata(), flat.getdata()):
                assert here == (there if there < 1000 else there // 1000), (file, there, here)


def labelme_files(home):
    folder = os.path.join(home, "labelme")
    convert(data("seg-labelme", "instance_segmentation", "data_annotated"), folder, "labelme")
    return [file for file in list_files(folder, "*.json") if not file.endswith("groundwork-export.json")]


def test_labelme_loads_its_files(home):
    need("labelme")
    from labelme.label_file import LabelFile

    for file in labelme_files(home):
        loaded = LabelFile(file)
        with open(file, encoding="utf-8") as opened:
            written = json.load(opened)
        assert loaded.imageData, file
        assert [shape["points"] for shape in loaded.shapes] == [shape["points"] for shape in written["shapes"]], file


def test_labelme_opens_its_files(home):
    """In its window, which has no screen here."""
    need("labelme")
    files = labelme_files(home)
    script = ("import sys\n"
              "from qtpy.QtWidgets import QApplication\n"
              "from labelme.app import MainWindow\n"
              "from labelme.config import get_config\n"
              "application = QApplication(sys.argv[:1])\n"
              "for name in sys.argv[1:]:\n"
              "    window = MainWindow(config=get_config(), filename=name)\n"
              "    window.loadFile(name)\n"
              "    print(len(window.labelList))\n")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=home)
    done = subprocess.run([sys.executable, "-c", script, *files], env=environment, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    counts = [int(line) for line in done.stdout.split()]
    for file, count in zip(files, counts):
        with open(file, encoding="utf-8") as opened:
            assert count == len(json.load(opened)["shapes"]), (file, count)
    assert len(counts) == len(files), done.stdout


sys.exit(main(globals()))
