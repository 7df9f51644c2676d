#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each option of how labels are read, checked and written, by convert."""

import base64
import glob
import json
import os
import re
import struct
import sys
import zlib

from cli_support import fails, main, png, read, run, write

HERE = os.path.dirname(os.path.abspath(__file__))


def convert(home, source, form, *more, to="gw-jsonl", suffix=""):
    """What a source of a format becomes: the path of the target."""
    target = os.path.join(home, f"out{len(os.listdir(home))}{suffix}")
    done = run("convert", source, target, "--from", form, "--to", to, "--json", *more)
    assert done.returncode in (0, 1, 2), (more, done.returncode, done.stdout[-400:], done.stderr[-800:])
    return target


def convert_lines(*arguments):
    """The lines of gw-jsonl that it becomes, by the name of the image."""
    lines = [json.loads(line) for line in read(convert(*arguments)).splitlines()]
    return {line["image"]: line for line in lines if "image" in line}


def objects(*arguments):
    return [thing for line in convert_lines(*arguments).values() for thing in line.get("objects", [])]


def grays(rows):
    """A PNG of shades of gray."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))) + chunk(b"IEND", b""))


def colors(rows):
    """A PNG of red, green and blue."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(value for color in row for value in color)
                                                    for row in rows))) + chunk(b"IEND", b""))


# --- masks ------------------------------------------------------------------------

def mask_set(home, name, content):
    write(os.path.join(home, "set", "masks", name), content)
    write(os.path.join(home, "set", "images", "a.png"), png(40, 40))
    return os.path.join(home, "set")


def test_regions_of_masks(home):
    rows = [[1 if y < 5 or y > 30 else 0 for x in range(40)] for y in range(40)]
    source = mask_set(home, "a.png", grays(rows))
    write(os.path.join(source, "class_names.txt"), "background\ncat\n")
    assert len(objects(home, source, "semantic-png")) == 1
    assert len(objects(home, source, "semantic-png", "--regions", "class")) == 1
    assert len(objects(home, source, "semantic-png", "--regions", "split")) == 2
    fails(4, "convert", source, os.path.join(home, "x"), "--to", "gw-jsonl", "--regions", "all")


def test_soft_edges_of_masks(home):
    rows = [[(128, 0, 0) if y < 20 else (0, 0, 0) for x in range(40)] for y in range(40)]
    for x in range(30):
        rows[20][x] = (100 + x % 27, 0, 0)
    source = mask_set(home, "a.png", colors(rows))
    write(os.path.join(source, "labelmap.txt"), "background:0,0,0::\ncat:128,0,0::\n")
    assert area(objects(home, source, "semantic-png", "--soft-edges", "nearest")[0]) == 830
    assert area(objects(home, source, "semantic-png", "--soft-edges", "drop")[0]) == 800


def area(thing):
    """Pixels of a mask, from its runs, or of a mask whose runs are text, by decoding them."""
    counts = thing["rle"]["counts"]
    if isinstance(counts, str):
        numbers, value, shift = [], 0, 0
        for letter in counts.encode():
            value |= (letter - 48 & 31) << shift
            shift += 5
            if not letter - 48 & 32:
                if letter - 48 & 16:
                    value -= 1 << shift
                numbers.append(value + (numbers[-2] if len(numbers) > 2 else 0))
                value = shift = 0
        counts = numbers
    return sum(counts[1::2])


def test_thresholds_of_masks(home):
    rows = [[0, 50, 100, 150, 200, 250, 255, 255] + [0] * 32] + [[0] * 40] * 39
    source = mask_set(home, "a.png", grays(rows))
    assert area(objects(home, source, "semantic-png", "--mask-threshold", "150")[0]) == 5
    assert area(objects(home, source, "semantic-png", "--mask-threshold", "50")[0]) == 7
    for word in "0", "256", "half", "":
        message = fails(4, "convert", source, os.path.join(home, "x"), "--to", "gw-jsonl", "--mask-threshold", word)
        assert "--mask-threshold is a number from 1 to 255" in message, message


def test_names_of_masks(home):
    source = mask_set(home, "seg.a.v2.png", grays([[1] * 40] * 40))
    assert convert_lines(home, source, "semantic-png")["a.png"].get("objects", []) == []
    lines = convert_lines(home, source, "semantic-png", "--mask-prefix", "seg.", "--mask-suffix", ".v2")
    assert len(lines["a.png"]["objects"]) == 1, lines


# --- labelme ------------------------------------------------------------------------

def labelme(home, shapes, **more):
    content = {"version": "5.0.1", "flags": {}, "shapes": shapes, "imagePath": "a.png", "imageData": None,
               "imageHeight": 30, "imageWidth": 40}
    content.update(more)
    return write(os.path.join(home, "labelme", "a.json"), json.dumps(content))


SHAPE = {"label": "cat", "points": [[1, 2], [11, 12]], "group_id": None, "shape_type": "rectangle", "flags": {}}


def test_embedded_pictures(home):
    source = os.path.dirname(labelme(home, [SHAPE], imageData=base64.b64encode(png(40, 30)).decode()))
    convert(home, source, "labelme", "--embedded", "leave")
    assert os.listdir(source) == ["a.json"]
    convert(home, source, "labelme", "--embedded", "extract")
    assert sorted(os.listdir(source)) == ["a.json", "a.png"]


def test_pictures_are_embedded(home):
    source = os.path.dirname(labelme(home, [SHAPE]))
    write(os.path.join(source, "a.png"), png(40, 30))
    for more in [], ["--embed"]:
        target = convert(home, source, "labelme", *more, to="labelme")
        with open(glob.glob(os.path.join(target, "**", "a.json"), recursive=True)[0], encoding="utf-8") as file:
            held = json.load(file)["imageData"]
        assert (base64.b64decode(held) if more else held) == (png(40, 30) if more else None)


def test_flags_and_groups(home):
    grouped = dict(SHAPE, shape_type="polygon", points=[[1, 1], [9, 1], [9, 9]], group_id=1)
    other = dict(grouped, points=[[20, 1], [29, 1], [29, 9]])
    source = labelme(home, [grouped, other], flags={"night": True})
    lines = convert_lines(home, source, "labelme", "--flags", "tags", "--groups", "keep")
    assert lines["a.png"]["tags"] == ["night"] and len(lines["a.png"]["objects"]) == 2, lines
    lines = convert_lines(home, source, "labelme", "--flags", "classification", "--groups", "merge")
    assert "tags" not in lines["a.png"] and len(lines["a.png"]["objects"]) == 1, lines


# --- what is checked ------------------------------------------------------------------

def coco(home, shapes, width=40, height=30):
    return write(os.path.join(home, "coco.json"), json.dumps({
        "images": [{"id": 1, "file_name": "a.png", "width": width, "height": height}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [dict(shape, id=number, image_id=1, category_id=1, iscrowd=0)
                        for number, shape in enumerate(shapes, 1)]}))


def rings(home, points, *more):
    found = objects(home, coco(home, [{"segmentation": [points], "bbox": [0, 0, 10, 10]}]), "coco", *more)
    return [ring for thing in found for ring in thing.get("rings", [thing.get("bbox")])]


def test_checks_of_rings(home):
    bow = [0, 0, 4, 4, 4, 0, 0, 4]
    assert len(rings(home, bow)) == 1
    assert len(rings(home, bow, "--self-crossing", "keep")) == 1
    assert len(rings(home, bow, "--self-crossing", "fix")) == 2
    assert rings(home, bow, "--self-crossing", "reject") == []

    twice = [1, 1, 4, 1, 4, 1, 4, 4]
    assert len(rings(home, twice, "--repeated-points", "fix")[0]) == 3
    assert len(rings(home, twice, "--repeated-points", "keep")[0]) == 4
    assert rings(home, twice, "--repeated-points", "reject") == []

    short = [1, 2, 4, 6, 1, 2]
    assert rings(home, short, "--short-rings", "reject") == []
    assert rings(home, short, "--short-rings", "fix") == [[1, 2, 3, 4]]
    fails(4, "convert", coco(home, []), os.path.join(home, "x"), "--to", "gw-jsonl", "--short-rings", "keep")


def boxes(home, box, *more):
    return [thing["bbox"] for thing in objects(home, coco(home, [{"bbox": box}]), "coco", *more)]


def test_checks_of_boxes(home):
    assert boxes(home, [1, 1, 0, 5], "--degenerate", "reject") == []
    assert boxes(home, [1, 1, 0, 5], "--degenerate", "keep") == [[1, 1, 0, 5]]
    assert boxes(home, [9, 9, -4, -4], "--degenerate", "fix") == [[5, 5, 4, 4]]
    assert boxes(home, [30, 1, 20, 5], "--outside", "fix") == [[30, 1, 10, 5]]
    twice = coco(home, [{"bbox": [1, 1, 2, 2]}] * 2)
    assert len(objects(home, twice, "coco", "--duplicates", "reject")) == 1
    assert len(objects(home, twice, "coco", "--duplicates", "keep")) == 2


def test_pictures_of_another_size(home):
    write(os.path.join(home, "pictures", "a.png"), png(80, 60))
    more = "coco", "--images", os.path.join(home, "pictures"), "--other-size"
    source = coco(home, [{"bbox": [1, 2, 3, 4]}])
    assert objects(home, source, *more, "keep")[0]["bbox"] == [1, 2, 3, 4]
    assert objects(home, source, *more, "fix")[0]["bbox"] == [2, 4, 6, 8]


def test_missing_pictures(home):
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.png","labels":["cat"]}\n'
                   '{"image":"b.png","labels":["cat"]}\n')
    write(os.path.join(home, "pictures", "b.png"), png(80, 60))
    more = "gw-jsonl", "--images", os.path.join(home, "pictures")
    assert sorted(convert_lines(home, source, *more)) == ["a.png", "b.png"]
    assert sorted(convert_lines(home, source, *more, "--leave-out-missing")) == ["b.png"]


def jpeg(name):
    """A picture whose file says that it is to be turned."""
    return write(name, base64.b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEycc"
        "HhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABwj/xAAUEAEA"
        "AAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/ADBTr//Z"))


# --- the other formats ------------------------------------------------------------------

def test_boxes_as_text(home):
    write(os.path.join(home, "set", "a.png"), png(40, 30))
    write(os.path.join(home, "set", "a.txt"), "cat 2 3 10 8\n")
    source = os.path.join(home, "set")
    size = objects(home, source, "box-text", "--box-numbers", "size")[0]["bbox"]
    corners = objects(home, source, "box-text", "--box-numbers", "corners")[0]["bbox"]
    assert size == [2, 3, 10, 8] and corners == [2, 3, 8, 5], (size, corners)


def test_places_of_createml(home):
    source = write(os.path.join(home, "createml.json"), json.dumps([{
        "image": "a.png", "annotations": [{"label": "cat", "coordinates": {"x": 10, "y": 10, "width": 4, "height": 6}}]
    }]))
    assert objects(home, source, "createml", "--box-origin", "center")[0]["bbox"] == [8, 7, 4, 6]
    assert objects(home, source, "createml", "--box-origin", "corner")[0]["bbox"] == [10, 10, 4, 6]


def voc(home):
    write(os.path.join(home, "voc", "JPEGImages", "a.png"), png(40, 30))
    write(os.path.join(home, "voc", "Annotations", "a.xml"),
          "<annotation><filename>a.png</filename><size><width>40</width><height>30</height><depth>3</depth></size>"
          "<object><name>cat</name><bndbox><xmin>3</xmin><ymin>4</ymin><xmax>12</xmax><ymax>13</ymax></bndbox></object>"
          "</annotation>")
    write(os.path.join(home, "voc", "SegmentationClass", "a.png"), grays([[0] * 40] * 30))
    return os.path.join(home, "voc")


def corners(target):
    text = read(glob.glob(os.path.join(target, "**", "a.xml"), recursive=True)[0]).decode()
    return [float(re.search(f"<{name}>([^<]*)<", text).group(1)) for name in ("xmin", "ymin", "xmax", "ymax")]


def test_pixels_of_both_sides(home):
    """What was read in one way may be written in the other."""
    source = voc(home)
    assert objects(home, source, "voc", "--pixel-base", "tool")[0]["bbox"] == [3, 4, 9, 9]
    assert objects(home, source, "voc", "--pixel-base", "devkit")[0]["bbox"] == [2, 3, 10, 10]
    assert corners(convert(home, source, "voc", "--pixel-base", "devkit", to="voc")) == [3, 4, 12, 13]
    target = convert(home, source, "voc", "--pixel-base", "devkit", "--to-pixel-base", "tool", to="voc")
    assert corners(target) == [2, 3, 12, 13]
    target = convert(home, source, "voc", "--pixel-base", "tool", "--to-pixel-base", "devkit", to="voc")
    assert corners(target) == [4, 5, 12, 13]
    assert "--to-pixel-base is one of" in fails(4, "convert", source, os.path.join(home, "x"), "--to", "voc",
                                                "--to-pixel-base", "both")


def test_masks_beside_boxes(home):
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.png","width":40,"height":30,"objects":'
                   '[{"label":"cat","rle":{"size":[30,40],"counts":[0,30,1170]}}]}\n')
    has = {}
    for word in "with", "without":
        target = convert(home, source, "gw-jsonl", "--segmentation", word, to="voc")
        has[word] = os.path.isdir(os.path.join(target, "SegmentationClass"))
    assert has == {"with": True, "without": False}, has
    target = convert(home, source, "gw-jsonl", "--segmentation", "with", "--to-segmentation", "without", to="voc")
    assert not os.path.isdir(os.path.join(target, "SegmentationClass"))
    whole = convert(home, source, "gw-jsonl", "--segmentation", "with", to="voc")
    assert "rle" in objects(home, whole, "voc", "--segmentation", "with")[0]
    assert "rle" not in objects(home, whole, "voc", "--segmentation", "without")[0]


def test_attributes_of_both_sides(home):
    source = write(os.path.join(home, "output.manifest"), "".join(
        json.dumps({"source-ref": name, "one": 0, "one-metadata": {"class-name": first, "type": "groundtruth/image-classification"},
                    "two": 0, "two-metadata": {"class-name": "dog", "type": "groundtruth/image-classification"}}) + "\n"
        for name, first in (("a.png", "cat"), ("b.png", "cat"))))
    for key, word in ("one", "cat"), ("two", "dog"):
        lines = convert_lines(home, source, "sagemaker", "--attribute", key)
        assert word in json.dumps(lines) and len(lines) == 2, lines
    target = convert(home, source, "sagemaker", "--attribute", "two", "--to-attribute", "animal", to="sagemaker")
    first = json.loads(read(os.path.join(target, "output.manifest")).splitlines()[0])
    assert "animal" in first and "dog" in json.dumps(first["animal-metadata"]), first


def test_splits_of_class_folders(home):
    for split in "left", "right":
        for kind in "cat", "dog":
            write(os.path.join(home, "set", split, kind, f"{split}-{kind}.png"), png(8, 8))
    lines = convert_lines(home, os.path.join(home, "set"), "class-folders", "--splits", "left,right")
    assert sorted({line.get("split") for line in lines.values()}) == ["left", "right"], lines
    assert {label if isinstance(label, str) else label["label"] for line in lines.values()
            for label in line["labels"]} == {"cat", "dog"}, lines


def test_several_folders_of_an_image(home):
    write(os.path.join(home, "pictures", "a.png"), png(40, 30))
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"},{"name":"dog"}]}\n'
                   '{"image":"a.png","labels":["cat","dog"]}\n')
    more = "--images", os.path.join(home, "pictures"), "--copy-images", "--duplicate"
    target = convert(home, source, "gw-jsonl", *more, to="class-folders")
    assert len(glob.glob(os.path.join(target, "*", "a.png"))) == 2


def test_turned_pictures(home):
    jpeg(os.path.join(home, "pictures", "a.jpg"))
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.jpg","width":8,"height":16,"objects":'
                   '[{"label":"cat","bbox":[1,2,3,4]}]}\n')
    more = "--images", os.path.join(home, "pictures"), "--copy-images"
    plain = convert(home, source, "gw-jsonl", *more, to="yolo")
    turned = convert(home, source, "gw-jsonl", *more, "--upright", to="yolo")
    before, after = (read(glob.glob(os.path.join(target, "**", "a.jpg"), recursive=True)[0]) for target in (plain, turned))
    assert before == read(os.path.join(home, "pictures", "a.jpg")) and after != before


def test_turns_of_open_images(home):
    write(os.path.join(home, "pictures", "a.jpg"), png(40, 30))
    folder = os.path.join(home, "set")
    write(os.path.join(folder, "class-descriptions.csv"), "LabelName,DisplayName\n/m/1,Cat\n")
    write(os.path.join(folder, "images.csv"),
          "ImageID,Subset,OriginalURL,Rotation\na,train,http://x/a.jpg,90.0\n")
    write(os.path.join(folder, "boxes.csv"),
          "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
          "a,x,/m/1,1,0.1,0.2,0.1,0.5,0,0,0,0,0\n")
    found = {word: objects(home, folder, "open-images", "--images", os.path.join(home, "pictures"), "--rotation",
                           word)[0]["bbox"] for word in ("keep", "turn", "back")}
    assert len({json.dumps(box) for box in found.values()}) == 3, found


def yolo(home, text):
    folder = os.path.join(home, "yolo")
    write(os.path.join(folder, "data.yaml"), "path: .\ntrain: images\nnames:\n  0: cat\n")
    write(os.path.join(folder, "images", "a.png"), png(40, 30))
    write(os.path.join(folder, "images", "b.png"), png(40, 30))
    write(os.path.join(folder, "labels", "a.txt"), text)
    return folder


def test_numbers_of_yolo(home):
    source = yolo(home, "0 0.5 0.5 0.5 0.5\n7 0.5 0.5 0.2 0.2\n")
    assert [thing["label"] for thing in objects(home, source, "yolo", "--unnamed-classes", "leave-out")] == ["cat"]
    assert [thing["label"] for thing in objects(home, source, "yolo", "--unnamed-classes", "make")] == ["cat", "class_7"]
    names = write(os.path.join(home, "names.txt"), "dog\n")
    assert [thing["label"] for thing in objects(home, source, "yolo", "--classes", names)] == ["dog"]
    for word, labeled in ("negative", True), ("unlabeled", False):
        line = convert_lines(home, source, "yolo", "--empty-means", word)["b.png"]
        assert ("objects" in line) == labeled, (word, line)
    source = yolo(home, "0 20 15 10 10\n")
    box = objects(home, source, "yolo", "--coordinates", "pixels")[0]["bbox"]
    assert [round(number, 6) for number in box] == [15, 10, 10, 10], box
    assert objects(home, source, "yolo", "--coordinates", "fractions") == []


def outlines(home, source, *more):
    target = convert(home, source, "gw-jsonl", "--images", os.path.join(home, "pictures"), *more, to="yolo-segment")
    return read(glob.glob(os.path.join(target, "**", "a.txt"), recursive=True)[0]).decode().splitlines()


def test_outlines_of_yolo(home):
    write(os.path.join(home, "pictures", "a.png"), png(40, 30))
    head = '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.png","width":40,"height":30,"objects":'
    parts = write(os.path.join(home, "parts.gw.jsonl"), head
                  + '[{"label":"cat","rings":[[[1,1],[9,1],[9,9]],[[20,1],[29,1],[29,9]]]}]}\n')
    assert len(outlines(home, parts, "--parts", "split")) == 2 and len(outlines(home, parts, "--parts", "bridge")) == 1
    hole = write(os.path.join(home, "hole.gw.jsonl"), head
                 + '[{"label":"cat","rings":[[[1,1],[20,1],[20,20],[1,20]],[[5,5],[5,9],[9,9],[9,5]]]}]}\n')
    lengths = [len(outlines(home, hole, "--holes", word)[0].split()) for word in ("bridge", "fill")]
    assert lengths[0] > lengths[1] == 9, lengths
    mask = write(os.path.join(home, "mask.gw.jsonl"), head + json.dumps(
        [{"label": "cat", "rle": {"size": [30, 40], "counts": stairs()}}]) + "}\n")
    points = [len(outlines(home, mask, "--tolerance", number)[0].split()) for number in ("0", "5")]
    assert points[0] > points[1], points


def stairs():
    """Runs of a mask of 40 by 30, down its columns, one pixel more in each."""
    bits = [1 if x < 20 and y <= x else 0 for x in range(40) for y in range(30)]
    runs = [0]
    for place, bit in enumerate(bits):
        if bit == (len(runs) - 1) % 2:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def test_ways_of_coco(home):
    """Polygons as runs, runs as numbers, label files beside images, and ids that stay."""
    source = coco(home, [{"segmentation": [[1, 1, 9, 1, 9, 9]], "bbox": [1, 1, 8, 8]}])
    content = json.loads(read(source))
    content["images"][0]["id"] = content["annotations"][0]["image_id"] = 77
    write(source, json.dumps(content))

    def annotations(*more):
        target = convert(home, source, "coco", *more, to="coco")
        return json.loads(read(glob.glob(os.path.join(target, "**", "*annotations*.json"), recursive=True)[0])), target

    assert isinstance(annotations("--polygons", "rings")[0]["annotations"][0]["segmentation"], list)
    runs = annotations("--polygons", "runs", "--masks", "counts")[0]["annotations"][0]["segmentation"]
    assert isinstance(runs["counts"], list), runs
    runs = annotations("--polygons", "runs", "--masks", "compressed")[0]["annotations"][0]["segmentation"]
    assert isinstance(runs["counts"], str), runs
    assert annotations("--numbers", "keep")[0]["images"][0]["id"] == 77
    assert annotations("--numbers", "new")[0]["images"][0]["id"] == 1
    places = [sorted(os.path.relpath(os.path.join(folder, name), target) for folder, _, names in os.walk(target)
                     for name in names) for target in (annotations("--layout", word)[1] for word in ("separate", "beside"))]
    assert places[0] != places[1], places


def test_ways_of_manifests(home):
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.png","width":40,"height":30,"split":"train",'
                   '"objects":[{"label":"cat","bbox":[1,2,3,4],"score":0.996},'
                   '{"label":"cat","bbox":[9,9,3,4],"score":0.25}]}\n')

    def manifest(*more):
        target = convert(home, source, "gw-jsonl", *more, to="sagemaker")
        return {name: read(os.path.join(target, name)).decode() for name in os.listdir(target) if "manifest" in name}

    assert "0.996" in manifest()["output.manifest"] and "0.25" in manifest()["output.manifest"]
    assert "0.95" in manifest("--compatible")["output.manifest"]
    assert "0.25" not in manifest("--min-confidence", "0.5")["output.manifest"]
    assert "train.manifest" in manifest("--channels"), manifest("--channels")


def test_ways_of_tables(home):
    write(os.path.join(home, "pictures", "a.png"), png(40, 30))
    source = write(os.path.join(home, "labels.gw.jsonl"),
                   '{"groundwork":1,"classes":[{"name":"cat"}]}\n{"image":"a.png","width":40,"height":30,"labels":["cat"],'
                   '"objects":[{"label":"cat","bbox":[1,2,3,4]}]}\n')
    for word in "labels", "detections":
        target = convert(home, source, "gw-jsonl", "--table", word, to="csv")
        assert [name for name in os.listdir(target) if name.endswith(".csv")] == [f"{word}.csv"]


def test_columns_that_are_not_known(home):
    source = write(os.path.join(home, "labels.csv"), "image,label,weather\na.png,cat,rain\n")
    for key, attributes in ("attributes", {"weather": "rain"}), ("leave-out", None):
        assert convert_lines(home, source, "csv", "--columns", key)["a.png"].get("attributes") == attributes


def test_kinds_of_copies(home):
    write(os.path.join(home, "pictures", "a.png"), png(40, 30))
    source = coco(home, [{"bbox": [1, 2, 3, 4]}])
    target = convert(home, source, "coco", "--images", os.path.join(home, "pictures"), "--link-images", "symbolic",
                     to="yolo")
    assert os.path.islink(glob.glob(os.path.join(target, "**", "a.png"), recursive=True)[0])


def test_attributes_that_are_classes(home):
    region = {"shape_attributes": {"name": "rect", "x": 1, "y": 2, "width": 3, "height": 4},
              "region_attributes": {"kind": "cat", "name": "dog"}}
    source = write(os.path.join(home, "via.json"), json.dumps(
        {"a.png1": {"filename": "a.png", "size": 1, "regions": [region], "file_attributes": {}}}))
    for key, word in ("kind", "cat"), ("name", "dog"):
        assert objects(home, source, "via", "--class-attribute", key)[0]["label"] == word


def test_predictions_of_label_studio(home):
    def result(word):
        return [{"result": [{"from_name": "choice", "to_name": "image", "type": "choices", "value": {"choices": [word]}}]}]

    source = write(os.path.join(home, "tasks.json"), json.dumps([
        {"id": 1, "data": {"image": "a.png"}, "annotations": result("cat"), "predictions": result("dog")}]))
    for key, word in ("annotations", "cat"), ("predictions", "dog"):
        assert word in json.dumps(convert_lines(home, source, "label-studio", "--task-labels", key)["a.png"])


def test_manifests_of_worker_responses(home):
    folder = os.path.join(home, "answers")
    write(os.path.join(folder, "iteration-1", "0", "2020-01-01_00:00:00.json"), json.dumps({"answers": [
        {"acceptanceTime": "2020-01-01T00:00:00Z", "submissionTime": "2020-01-01T00:00:09Z", "timeSpentInSeconds": 9,
         "workerId": "kim", "answerContent": {"crowd-image-classifier": {"label": "cat"}}}]}))
    manifest = write(os.path.join(home, "in.manifest"), '{"source-ref":"a.png"}\n')
    assert "cat" in json.dumps(convert_lines(home, folder, "worker-responses", "--manifest", manifest)["a.png"])
    fails(3, "convert", folder, os.path.join(home, "x"), "--from", "worker-responses", "--to", "gw-jsonl", "--manifest",
          home)


# --- all of them ------------------------------------------------------------------------

def test_each_option_is_run(home):
    """What help lists is run by a test of the command line: a new option needs one."""
    texts = b"".join(read(path) for path in glob.glob(os.path.join(HERE, "test-cli-*.py"))).decode()
    listed = re.findall(r"^  --([a-z-]+)", run("convert", "--help").stdout.decode(), re.M)
    assert len(listed) > 50
    missing = [name for name in listed if f'"--{name}"' not in texts]
    assert missing == [], missing


def test_words_that_are_none(home):
    """Each option of a few words refuses others, and names those it has."""
    source = coco(home, [])
    said = run("convert", "--help").stdout.decode()
    for name in re.findall(r"^  --([a-z-]+)=(?:WHAT|HOW|RULE|MODE|WHICH) ", said, re.M):
        message = fails(4, "convert", source, os.path.join(home, "x"), "--to", "gw-jsonl", f"--{name}", "nonsense")
        assert f"--{name} is one of " in message and "nonsense" in message or name == "link-images", message
    for name in "tolerance", "min-confidence":
        message = fails(4, "convert", source, os.path.join(home, "x"), "--to", "gw-jsonl", f"--{name}", "-3")
        assert f"--{name} is a number from 0 to " in message, message


if __name__ == "__main__":
    sys.exit(main(globals()))
