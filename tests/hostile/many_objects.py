# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of one JSON value that have very many of one thing."""

from sources import corners, draw, dump, named, place

BOX = [1, 1, 5, 5]


# --- COCO

IMAGE = [{"id": 1, "file_name": "a.png", "width": 100, "height": 100}]
CATEGORY = [{"id": 1, "name": "a"}]
WIDE = 512  # pixels of a row of a picture of segments


def coco(images, categories, annotations):
    return dump({"images": images, "categories": categories, "annotations": annotations})


def boxes(n, **more):
    """more: keys whose values are made of the number of the box."""
    return [{"id": i + 1, "image_id": 1, "category_id": 1, "bbox": place(i),
             **{key: make(i) for key, make in more.items()}} for i in range(n)]


def list_coco(n):
    def one(**more):
        return [{"id": 1, "image_id": 1, "category_id": 1, "bbox": BOX, **more}]

    def categories(**more):
        return [{"id": i + 1, **{key: make(i) for key, make in more.items()}} for i in range(n)]

    wide = 2 * n // 1000 + 1
    yield "coco", "objects", lambda: coco(IMAGE, CATEGORY, boxes(n))
    yield "coco", "classes", lambda: coco(
        IMAGE, categories(name=lambda i: f"c{i}", supercategory=lambda i: f"s{i % 100}"),
        boxes(n, category_id=lambda i: i + 1))
    yield "coco", "chain of classes", lambda: coco(
        IMAGE, categories(name=lambda i: f"c{i}", supercategory=lambda i: f"c{i + 1}"), [])
    yield "coco", "same class", lambda: coco(
        IMAGE, categories(name=lambda i: "a"), boxes(n, category_id=lambda i: i + 1))
    yield "coco", "images", lambda: coco(
        [{"id": i, "file_name": f"i{i}.png", "width": 9, "height": 9} for i in range(n)], CATEGORY, [])
    yield "coco", "same image", lambda: coco(
        [{"id": i, "file_name": "a.png", "width": 100, "height": 100} for i in range(n)], CATEGORY,
        boxes(n, image_id=lambda i: i))
    yield "coco", "same id", lambda: coco(IMAGE, CATEGORY, boxes(n, id=lambda i: 1))
    yield "coco", "attributes", lambda: coco(IMAGE, CATEGORY, one(attributes={f"k{i}": i for i in range(n)}))
    yield "coco", "keys", lambda: coco(IMAGE, CATEGORY, one(**{f"k{i}": i for i in range(n)}))
    yield "coco", "lists of images", lambda: "{" + '"images":[],' * n + '"annotations":[],"categories":[]}'
    yield "coco", "rings", lambda: coco(IMAGE, CATEGORY, one(
        segmentation=[[i % 90, 1, i % 90 + 5, 1, 5, 9] for i in range(n)]))
    yield "coco", "runs", lambda: coco([{**IMAGE[0], "width": wide, "height": 1000}], CATEGORY, one(
        segmentation={"size": [1000, wide], "counts": [1] * (1000 * wide)}))
    yield "coco", "points of a skeleton", lambda: coco(
        IMAGE, [{"id": 1, "name": "a", "keypoints": named(n), "skeleton": [[i + 1, i + 2] for i in range(n - 1)]}],
        one(keypoints=[5, 5, 2] * n))
    yield "coco", "edges of a skeleton", lambda: coco(
        IMAGE, [{"id": 1, "name": "a", "keypoints": ["a", "b"], "skeleton": [[1, 2]] * n}], [])
    yield "coco", "polygons", lambda: coco(IMAGE, CATEGORY, [
        {"id": i + 1, "image_id": 1, "category_id": 1, "segmentation": [sum(corners(i)[:3], [])]}
        for i in range(n)])


def list_results(n):
    def results(**more):
        return dump([{"image_id": 1, "category_id": 1, "score": 0.5, "bbox": place(i),
                      **{key: make(i) for key, make in more.items()}} for i in range(n)])

    yield "coco-results", "objects", results
    yield "coco-results", "classes", lambda: results(category_id=lambda i: i)
    yield "coco-results", "names of classes", lambda: results(category_id=lambda i: f"c{i}")
    yield "coco-results", "images", lambda: results(image_id=lambda i: i)


def list_panoptic(n):
    def picture(count):
        """A pixel of each segment, by the color that is its id."""
        return draw(WIDE, [b"".join((y * WIDE + x + 1).to_bytes(3, "little") if y * WIDE + x < count else b"\0\0\0"
                                    for x in range(WIDE)) for y in range(count // WIDE + 1)], 2)

    def panoptic(categories, segments, annotations=None):
        count = max((segment["id"] for segment in segments), default=1)
        return {"panoptic/a.png": picture(count), "panoptic.json": dump({
            "images": [{"id": 1, "file_name": "a.jpg", "width": WIDE, "height": count // WIDE + 1}],
            "categories": categories,
            "annotations": annotations or [{"image_id": 1, "file_name": "a.png", "segments_info": segments}]})}

    def segments(identify, classify=lambda i: 1, count=min(n, 65536)):
        return [{"id": identify(i), "category_id": classify(i), "area": 1, "bbox": [0, 0, 1, 1], "iscrowd": 0}
                for i in range(count)]

    thing, stuff = ([{"id": 1, "name": "a", "isthing": isthing}] for isthing in (1, 0))
    yield "coco-panoptic", "classes", lambda: panoptic(
        [{"id": i + 1, "name": f"c{i}", "isthing": 0} for i in range(n)], segments(lambda i: i + 1, lambda i: i + 1))
    yield "coco-panoptic", "segments of things", lambda: panoptic(thing, segments(lambda i: i + 1))
    yield "coco-panoptic", "segments of stuff", lambda: panoptic(stuff, segments(lambda i: i + 1))
    yield "coco-panoptic", "too many segments", lambda: panoptic(
        stuff, segments(lambda i: i + 1, count=max(n, 70000)))
    yield "coco-panoptic", "same segment", lambda: panoptic(thing, segments(lambda i: 1))
    yield "coco-panoptic", "same image", lambda: panoptic(
        thing, [], [{"image_id": 1, "file_name": "a.png", "segments_info": segments(lambda i: 1, count=1)}] * n)


# --- CreateML, Datumaro

def list_createml(n):
    def annotation(label, number=0):
        return {"label": label, "coordinates": dict(zip(("x", "y", "width", "height"), place(number)))}

    def keyed(count):
        return dump([{**dict.fromkeys(named(count), 1), "image": "a.png", "annotations": []}])

    yield "createml", "objects", lambda: dump([
        {"image": "a.png", "annotations": [annotation("a", i) for i in range(n)]}])
    yield "createml", "classes", lambda: dump([{"image": "a.png", "annotations": list(map(annotation, named(n)))}])
    yield "createml", "same image", lambda: dump([
        {"image": "a.png", "annotations": [annotation("a", i)]} for i in range(n)])
    yield "createml", "keys", lambda: keyed(min(n, 4000))
    yield "createml", "too many keys", lambda: keyed(max(n, 5000))


def list_datumaro(n):
    def datumaro(items, classes):
        labels = [{"name": name, "parent": "", "attributes": []} for name in classes]
        return {"annotations/train.json": dump({"info": {}, "categories": {"label": {"labels": labels,
                                                                                   "attributes": []}}, "items": items})}

    def item(annotations, **more):
        return {"id": "a", "annotations": annotations, "image": {"path": "a.png", "size": [100, 100]}, **more}

    def box(number, label=0, **more):
        return {"id": number, "type": "bbox", "attributes": {}, "group": 0, "label_id": label,
                "bbox": place(number), **more}

    yield "datumaro", "objects", lambda: datumaro([item([box(i, group=1) for i in range(n)])], ["a"])
    yield "datumaro", "labels", lambda: datumaro([item([
        {"id": i, "type": "label", "attributes": {}, "group": 0, "label_id": i} for i in range(n)])], named(n))
    yield "datumaro", "classes", lambda: datumaro([item([box(i, i) for i in range(n)])], named(n))
    yield "datumaro", "polygons of a group", lambda: datumaro([item([
        {"id": i, "type": "polygon", "attributes": {}, "group": 1, "label_id": 0,
         "points": sum(corners(i)[:3], [])}
        for i in range(n)])], ["a"])
    yield "datumaro", "attributes", lambda: datumaro(
        [item([box(0, attributes=dict.fromkeys(named(n), 1))])], ["a"])
    yield "datumaro", "attributes of an image", lambda: datumaro([item([], attr=dict.fromkeys(named(n), 1))], ["a"])
    yield "datumaro", "same image", lambda: datumaro([item([box(i)]) for i in range(n)], ["a"])


# --- VIA, VoTT

VIA_HEAD = "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"
VIA_LINE = ('a.png,1,"{}",%d,%d,"{""name"":""rect"",""x"":1,""y"":1,""width"":5,""height"":5}","{""t"":""c%d""}"\n')


def list_via(n):
    def via(regions, of_file=None, region=None, file=None):
        image = {"filename": "a.png", "size": 1, "regions": regions, "file_attributes": of_file or {}}
        return dump({"_via_img_metadata": {"a.png1": image},
                     "_via_attributes": {"region": region or {}, "file": file or {}}, "_via_settings": {}})

    def region(attributes, number=0):
        x, y, width, height = place(number)
        return {"shape_attributes": {"name": "rect", "x": x, "y": y, "width": width, "height": height},
                "region_attributes": attributes}

    def options(kind):
        return {"t": {"type": kind, "options": {name: name for name in named(n)}}}

    yield "via", "regions", lambda: via([region({"t": "a"}, i) for i in range(n)])
    yield "via", "classes", lambda: via([region({"t": name}) for name in named(n)])
    yield "via", "attributes", lambda: via([region(dict.fromkeys(named(n), "v"))])
    yield "via", "attributes of an image", lambda: via([], dict.fromkeys(named(n), "v"))
    yield "via", "choices", lambda: via([region({"t": name}) for name in named(n)], None, options("dropdown"))
    yield "via", "checks", lambda: via([region({"t": dict.fromkeys(named(n), True)})], None, options("checkbox"))
    yield "via", "checks of an image", lambda: via([], {"t": dict.fromkeys(named(n), True)}, None,
                                                   options("checkbox"))
    yield "via", "declared attributes", lambda: via([], None, {name: {"type": "text"} for name in named(n)})
    yield "via", "lines", lambda: {"a.csv": VIA_HEAD + "".join(VIA_LINE % (n, i, i) for i in range(n))}


def list_vott(n):
    def vott(regions):
        asset = {"id": "q", "name": "a.png", "size": {"width": 100, "height": 100}, "path": "file:a.png"}
        return dump({"name": "x", "tags": [{"name": "a", "color": "#fff"}],
                     "assets": {"q": {"asset": asset, "regions": regions, "version": "2.2.0"}}})

    def region(number, tags):
        return {"id": f"r{number}", "type": "RECTANGLE", "tags": tags,
                "boundingBox": dict(zip(("left", "top", "width", "height"), place(number))),
                "points": [{"x": x, "y": y} for x, y in corners(number)]}

    yield "vott", "regions", lambda: vott([region(i, ["a"]) for i in range(n)])
    yield "vott", "classes", lambda: vott([region(i, [f"c{i}"]) for i in range(n)])
    yield "vott", "tags", lambda: vott([region(0, named(n))])


# --- labelme, Cityscapes, Segment Anything: a file for each image

def compress(counts):
    """Up to three runs as COCO writes them: five bits a letter, the lowest first; a sixth one where more follow."""
    letters = []
    for count in counts:
        more = True
        while more:
            bits, count = count & 31, count >> 5
            more = count != (-1 if bits & 16 else 0)
            letters.append(chr(48 + bits + 32 * more))
    return "".join(letters)


def list_labelme(n):
    def labelme(**more):
        def page(name, **more):
            return dump({"version": "5.0.1", "flags": {}, "shapes": [], "imagePath": name, "imageData": None,
                         "imageHeight": 100, "imageWidth": 100, **more})
        return {"a.json": page("a.png", **more), "b.json": page("b.png")}

    def shape(label="a", **more):
        return {"label": label, "points": [[1, 1], [5, 5]], "shape_type": "rectangle", "flags": {}, "group_id": None,
                **more}

    def polygon(number=0, **more):
        return shape(**{"points": corners(number)[:3], "shape_type": "polygon", **more})

    yield "labelme", "shapes", lambda: labelme(shapes=[shape(points=corners(i)[::2]) for i in range(n)])
    yield "labelme", "classes", lambda: labelme(shapes=[shape(name) for name in named(n)])
    yield "labelme", "flags", lambda: labelme(flags=dict.fromkeys(named(n), True))
    yield "labelme", "flags of a shape", lambda: labelme(shapes=[shape(flags=dict.fromkeys(named(n), True))])
    yield "labelme", "same group", lambda: labelme(shapes=[polygon(i, group_id=1) for i in range(n)])
    yield "labelme", "groups", lambda: labelme(shapes=[polygon(i, group_id=i) for i in range(n)])
    yield "labelme", "keys", lambda: labelme(**dict.fromkeys(named(n), 1))
    yield "labelme", "attributes", lambda: labelme(shapes=[shape(attributes=dict.fromkeys(named(n), "v"))])
    yield "labelme", "points", lambda: labelme(shapes=[polygon(points=[[i % 90, i % 77] for i in range(n)])])
    yield "labelme", "points of a skeleton", lambda: labelme(
        shapes=[shape(name, points=[[1, 1]], shape_type="point", group_id=1) for name in named(n)]
        + [shape(group_id=1)])


def list_cityscapes(n):
    def cityscapes(objects, **more):
        return {"gtFine/train/x/x_000000_000000_gtFine_polygons.json":
                dump({"imgHeight": 100, "imgWidth": 100, "objects": objects, **more})}

    def item(label="car", number=0, **more):
        return {"label": label, "polygon": corners(number)[:3], **more}

    yield "cityscapes", "objects", lambda: cityscapes([item("car", i) for i in range(n)])
    yield "cityscapes", "classes", lambda: cityscapes(list(map(item, named(n))))
    yield "cityscapes", "groups", lambda: cityscapes([item(name + "group") for name in named(n)])
    yield "cityscapes", "keys of an object", lambda: cityscapes([item(**dict.fromkeys(named(n), 1))])
    yield "cityscapes", "keys", lambda: cityscapes([], **dict.fromkeys(named(n), 1))


def list_masks(n):
    def mask(i):
        """One run of pixels, each mask another one."""
        begin, length = i % 9000, i // 9000 + 1
        return {"id": i, "segmentation": {"size": [100, 100], "counts": compress(
            [begin, length, 10000 - begin - length])}, "bbox": BOX, "area": length}

    yield "segment-anything", "masks", lambda: {
        "a.json": dump({"image": {"image_id": 1, "width": 100, "height": 100, "file_name": "a.jpg"},
                        "annotations": list(map(mask, range(n)))}),
        "b.json": dump({"image": {"image_id": 2, "width": 100, "height": 100, "file_name": "b.jpg"},
                        "annotations": []})}


def list_all(n):
    for part in (list_coco, list_results, list_panoptic, list_createml, list_datumaro, list_via, list_vott,
                 list_labelme, list_cityscapes, list_masks):
        yield from part(n)
