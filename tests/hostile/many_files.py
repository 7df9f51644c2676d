# SPDX-License-Identifier: GPL-3.0-or-later
"""XML, tables, texts and folders that have very many of one thing."""

from sources import corners, dump, named, place, png

# --- XML


def list_cvat(n):
    numbers = range(n)
    image = '<image id="0" name="a.png" width="100" height="100">'

    def cvat(content, labels=""):
        return (f"<annotations><version>1.1</version><meta><task><labels>{labels}</labels></task></meta>{content}"
                "</annotations>")

    def declare(name, attributes="", kind="any", more=""):
        return (f"<label><name>{name}</name><type>{kind}</type>{more}<attributes>{attributes}</attributes></label>")

    def attribute(name, kind="text", values=""):
        return (f"<attribute><name>{name}</name><input_type>{kind}</input_type><values>{values}</values></attribute>")

    def inside(*elements):
        return image + "".join(elements) + "</image>"

    def span(number):
        (left, top), _, (right, bottom), _ = corners(number)
        return f'xtl="{left}" ytl="{top}" xbr="{right}" ybr="{bottom}"'

    def box(label="a", content="", more="", number=0):
        return f'<box label="{label}" {span(number)} occluded="0" z_order="0"{more}>{content}</box>'

    def value(name, text="1"):
        return f'<attribute name="{name}">{text}</attribute>'

    def keys(count):
        return "".join(f' k{i}="1"' for i in range(count))

    def point(number):
        return f'<points label="p{number}" points="1,1" outside="0" occluded="0"/>'

    def shown(frame, number=0):
        return f'<box frame="{frame}" keyframe="1" outside="0" {span(number)}/>'

    choices = attribute("k", "select", "\n".join(named(n, "v")))
    skeleton = ('<skeleton label="s">' + "".join(map(point, numbers)) + "</skeleton>")
    yield "cvat", "objects", lambda: cvat(
        inside(*(box("a", "", "", i) for i in numbers)), declare("a"))
    yield "cvat", "labels of an image", lambda: cvat(inside(*(f'<tag label="c{i}"/>' for i in numbers)))
    yield "cvat", "declared classes", lambda: cvat(inside(), "".join(map(declare, named(n))))
    yield "cvat", "classes", lambda: cvat(inside(*map(box, named(n))), "".join(map(declare, named(n))))
    yield "cvat", "attributes", lambda: cvat(inside(box("a", "".join(map(value, named(n))))), declare("a"))
    yield "cvat", "declared attributes", lambda: cvat(
        inside(box("a", "".join(map(value, named(n))))), declare("a", "".join(map(attribute, named(n)))))
    yield "cvat", "choices", lambda: cvat(inside(), declare("a", choices))
    yield "cvat", "choices that are taken", lambda: cvat(
        inside(*(box("a", value("k", f"v{i}"), "", i) for i in numbers)), declare("a", choices))
    yield "cvat", "attributes of an element", lambda: cvat(inside(box("a", "", keys(min(n, 900)))))
    yield "cvat", "too many attributes of an element", lambda: cvat(inside(box("a", "", keys(max(n, 1001)))))
    yield "cvat", "points of a skeleton", lambda: cvat(inside(skeleton))
    yield "cvat", "declared points of a skeleton", lambda: cvat(
        inside(skeleton), declare("s", "", "skeleton")
        + "".join(declare(f"p{i}", "", "points", "<parent>s</parent>") for i in numbers))
    yield "cvat", "tracks", lambda: cvat("".join(
        f'<track id="{i}" label="a">{shown(0, i)}</track>' for i in numbers), declare("a"))
    yield "cvat", "frames of a track", lambda: cvat(
        '<track id="0" label="a">' + "".join(map(shown, numbers)) + "</track>", declare("a"))
    yield "cvat", "groups", lambda: cvat(inside(*(box("a", "", f' group_id="{i}"', i) for i in numbers)))
    yield "cvat", "images", lambda: cvat("".join(
        f'<image id="{i}" name="i{i}.png" width="9" height="9"/>' for i in numbers))
    yield "cvat", "same image", lambda: cvat("".join(
        f'<image id="{i}" name="a.png" width="9" height="9"><tag label="a"/></image>' for i in numbers))
    yield "cvat", "points", lambda: cvat(inside(
        '<polygon label="a" points="' + ";".join(f"{i % 90}.0,{i % 77}.0" for i in numbers) + '"/>'))


def list_voc(n):
    """Files of up to 16 MiB are read: so many as these have."""
    n = min(n, 100000)
    numbers = range(n)
    name = "Annotations/a.xml"

    def voc(content="", **more):
        return {name: "<annotation><filename>a.png</filename><size><width>100</width><height>100</height>"
                      f"<depth>3</depth></size>{content}</annotation>", **more}

    def box(number):
        (left, top), _, (right, bottom), _ = corners(number)
        return f"<bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox>"

    def item(label="a", more="", number=0):
        return f"<object><name>{label}</name>{box(number)}{more}</object>"

    def keys():
        return "".join(f"<k{i}>1</k{i}>" for i in numbers)

    yield "voc", "objects", lambda: voc("".join(item("a", "", i) for i in numbers))
    yield "voc", "classes", lambda: voc("".join(map(item, named(n))))
    yield "voc", "attributes", lambda: voc(item("a", "<attributes>" + "".join(
        f"<attribute><name>k{i}</name><value>1</value></attribute>" for i in numbers) + "</attributes>"))
    yield "voc", "parts", lambda: voc(item("a", "".join(
        f"<part><name>p{i}</name>{box(i)}</part>" for i in numbers)))
    yield "voc", "elements", lambda: voc(keys())
    yield "voc", "elements of an object", lambda: voc(item("a", keys()))
    yield "voc", "actions", lambda: voc(item("a", f"<actions>{keys()}</actions>"))
    yield "voc", "lists", lambda: voc(**{f"ImageSets/Main/c{i}_train.txt": "a 1\n" for i in range(n // 20)})
    yield "voc", "lines of lists", lambda: voc(**{
        "ImageSets/Main/c_train.txt": "a 1\n" * n, "ImageSets/Main/train.txt": "".join(f"i{i}\n" for i in numbers)})
    yield "voc-masks", "classes", lambda: {
        "labelmap.txt": "# label:color_rgb:parts:actions\n" + "".join(
            f"c{i}:{i % 256},{i // 256 % 256},{i // 65536}::\n" for i in numbers),
        "JPEGImages/a.png": png(), "SegmentationClass/a.png": png(100, 100, bytes(range(100)))}


def list_labelme_xml(n):
    n = min(n, 50000)
    def labelme(content):
        return {"a.xml": "<annotation><filename>a.png</filename><folder>x</folder><source><sourceImage>LabelMe"
                         "</sourceImage></source><imagesize><nrows>100</nrows><ncols>100</ncols></imagesize>"
                         f"{content}</annotation>"}

    def points(number):
        return "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in corners(number)[:3])

    def item(number, name="a", attributes="", parts="", part_of=""):
        return (f"<object><name>{name}</name><deleted>0</deleted><verified>0</verified><attributes>{attributes}"
                f"</attributes><parts><hasparts>{parts}</hasparts><ispartof>{part_of}</ispartof></parts>"
                f"<id>{number}</id><polygon>{points(number)}</polygon></object>")

    yield "labelme-xml", "objects", lambda: labelme("".join(map(item, range(n))))
    yield "labelme-xml", "classes", lambda: labelme("".join(item(i, f"c{i}") for i in range(n)))
    yield "labelme-xml", "attributes", lambda: labelme(item(0, "a", ",".join(f"k{i}=1" for i in range(n))))
    yield "labelme-xml", "chain of parts", lambda: labelme("".join(
        item(i, "a", "", i + 1, i - 1) for i in range(n)))
    yield "labelme-xml", "parts of one", lambda: labelme(item(0, "a", "", ",".join(map(str, range(n)))))


# --- tables

def list_tables(n):
    numbers = range(n)

    def table(head, rows):
        return head + "\n" + "".join(row + "\n" for row in rows)

    def wide(start):
        return table("image," + ",".join(start + name for name in named(n)), ["a.png," + ",".join(["0.5"] * n)])

    yield "csv", "labels", lambda: table("image,label", (f"a.png,c{i}" for i in numbers))
    yield "csv", "same label", lambda: table("image,label", ["a.png,c"] * n)
    yield "csv", "people", lambda: table("image,label,annotator", (f"a.png,c,p{i}" for i in numbers))
    yield "csv", "images", lambda: table("image,label", (f"i{i}.png,c" for i in numbers))
    yield "csv", "boxes", lambda: table("image,label,x,y,width,height", (f"a.png,c{i},1,1,5,5" for i in numbers))
    yield "csv", "boxes that are none", lambda: table(
        "image,label,score,x,y,width,height", ["a.png,c,1,nan,inf,-inf,1e999"] * n)
    yield "csv", "scores", lambda: wide("score:")
    yield "csv", "columns", lambda: wide("").replace("image,c0,", "image,label,", 1)
    yield "csv", "same column", lambda: table("image,label" + ",k" * n, ["a.png,a" + ",1" * n])
    yield "csv", "empty lines", lambda: "image,label\n" + "\n" * (20 * n) + "a.png,a\n"
    yield "multi-label-table", "classes", lambda: {
        "train/_classes.csv": table("filename," + ",".join(named(n)), ["a.png" + ",1" * n])}
    yield "multi-label-table", "same class", lambda: {
        "train/_classes.csv": table("filename" + ",a" * n, ["a.png" + ",1" * n])}


def list_open_images(n):
    numbers = range(n)
    box_head = ("ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,"
                "IsInside\n")
    label_head = "ImageID,Source,LabelName,Confidence\n"
    mask_head = "MaskPath,ImageID,LabelName,BoxID,BoxXMin,BoxXMax,BoxYMin,BoxYMax,PredictedIoU,Clicks\n"
    boxes, labels = "train-annotations-bbox.csv", "train-annotations-human-imagelabels.csv"
    few = max(n // 40, 1)

    def box(image, label):
        return f"{image},x,/m/{label},1,.1,.2,.1,.2,0,0,0,0,0\n"

    def folder(**more):
        return {"train/a.png": png(), **more}

    yield "open-images", "labels", lambda: folder(**{
        labels: label_head + "".join(f"a,x,/m/{i},1\n" for i in numbers)})
    yield "open-images", "absent classes", lambda: folder(**{
        labels: label_head + "".join(f"a,x,/m/{i},0\n" for i in numbers)})
    yield "open-images", "predicted labels", lambda: folder(**{
        "train-annotations-machine-imagelabels.csv": label_head + "".join(f"a,m,/m/{i},.5\n" for i in numbers)})
    yield "open-images", "boxes", lambda: folder(**{boxes: box_head + "".join(box("a", i) for i in numbers)})
    yield "open-images", "images", lambda: {
        boxes: box_head + "".join(box(f"i{i % few}", i // few) for i in numbers),
        **{f"train/i{i}.png": png() for i in range(few)}}
    yield "open-images", "absent images", lambda: folder(**{
        boxes: box_head + box("a", 1) + "".join(box(f"i{i}", 1) for i in numbers)})
    yield "open-images", "same name", lambda: folder(**{
        labels: label_head + "".join(f"a,x,/m/{i},1\n" for i in numbers),
        "class-descriptions.csv": "LabelName,DisplayName\n" + "".join(f"/m/{i},same\n" for i in numbers)})
    yield "open-images", "hierarchy", lambda: folder(**{
        boxes: box_head + box("a", 1), "bbox_labels_600_hierarchy.json": dump(
            {"LabelName": "/m/0", "Subcategory": [{"LabelName": f"/m/{i}"} for i in numbers]})})
    yield "open-images", "masks", lambda: {
        "train-annotations-object-segmentation.csv": mask_head + "".join(
            f"m{i % few}.png,i{i % 4},/m/{i // few},b{i},.1,.2,.1,.2,.5,\n" for i in numbers),
        **{f"train/i{i}.png": png(16, 16) for i in range(4)},
        **{f"train-masks/m{i}.png": png(16, 16, bytes(i + 1 >> bit & 1 for bit in range(16))) for i in range(few)}}


# --- texts

def list_yolo(n):
    numbers = range(n)

    def yolo(names, content, more="", **files):
        listed = "".join(f"  {i}: {name}\n" for i, name in enumerate(names))
        return {"data.yaml": f"train: images\nnames:\n{listed}{more}", "images/a.png": png(), "labels/a.txt": content,
                **files}

    def pose(points):
        return yolo(["a"], "".join("0 .5 .5 .1 .1" + f" .5 .{i:06d} 2" * points + "\n"
                                   for i in range(n // points + 1)), f"kpt_shape: [{points}, 3]\n")

    def described(text):
        return {"data.yaml": text, "images/a.png": png(), "labels/a.txt": "0 .5 .5 .1 .1\n"}

    yield "yolo", "objects", lambda: yolo(["a"], "".join(f"0 .5 .{i:06d} .1 .1\n" for i in numbers))
    yield "yolo", "same object", lambda: yolo(["a"], "0 .5 .5 .1 .1\n" * n)
    yield "yolo", "classes", lambda: yolo(named(n), "".join(f"{i} .5 .5 .1 .1\n" for i in numbers))
    yield "yolo", "list of names", lambda: described(f"train: images\nnames: [{','.join(named(n))}]\n")
    yield "yolo", "keys", lambda: described(
        "train: images\nnames: [a]\n" + "".join(f"k{i}: 1\n" for i in numbers))
    yield "yolo", "folders", lambda: described(f"train: [{','.join(named(n // 20))}]\nnames: [a]\n")
    yield "yolo-segment", "points", lambda: yolo(
        ["a"], "0 " + " ".join(f".{i:06d} .{i * 7 % n:06d}" for i in numbers) + "\n")
    yield "yolo-obb", "objects", lambda: yolo(["a"], "".join(
        f"0 .1 .1 .2 .1 .2 .{300000 + i} .1 .{300000 + i}\n" for i in numbers))
    yield "yolo-pose", "points", lambda: pose(min(n, 256))
    yield "yolo-pose", "too many points", lambda: pose(max(n, 257))


def list_texts(n):
    numbers = range(n)
    sequence = ("[Sequence]\nname=s\nimDir=img1\nframeRate=30\nseqLength={}\nimWidth=100\nimHeight=100\n"
                "imExt=.jpg\n")

    def mot(frames, rows):
        return {"s/gt/gt.txt": "".join(rows), "s/seqinfo.ini": sequence.format(frames)}

    def classes():
        return "".join(name + "\n" for name in named(n))

    def listed(count):
        return {"list.txt": "a.png " + " ".join(map(str, range(count))) + "\n", "classes.txt": classes()}

    def spaced(values):
        return " ".join(map(str, values))

    yield "dota", "objects", lambda: {"labelTxt/a.txt": "imagesource:x\ngsd:1\n" + "".join(
        f"{spaced(sum(corners(i), []))} a 0\n" for i in numbers)}
    yield "dota", "classes", lambda: {"labelTxt/a.txt": "".join(f"1 1 9 1 9 9 1 9 c{i} 0\n" for i in numbers)}
    yield "mot", "rows", lambda: mot(1, (f"1,{i},{','.join(map(str, place(i)))},1,1,1\n" for i in numbers))
    yield "mot", "frames", lambda: mot(n, (f"{i + 1},1,1,1,5,5,1,1,1\n" for i in numbers))
    yield "mot", "classes", lambda: mot(1, (f"1,{i},1,1,5,5,1,{i},1\n" for i in numbers))
    yield "box-text", "boxes", lambda: {"a.png": png(), "a.txt": "".join(
        f"a .5 {spaced(corners(i)[0] + corners(i)[2])}\n" for i in numbers)}
    yield "box-text", "classes", lambda: {"a.png": png(), "a.txt": "".join(f"c{i} .5 1 1 5 5\n" for i in numbers)}
    yield "class-list", "labels", lambda: listed(min(n, 100000))
    yield "class-list", "labels of a long line", lambda: listed(max(n, 200000))
    yield "class-list", "same image", lambda: {"list.txt": "a.png 0\n" * n, "classes.txt": classes()}


# --- folders; so many files are made as a folder takes well

def list_folders(n):
    few = max(n // 40, 1)
    yield "class-folders", "classes", lambda: {f"c{i}/a.png": b"" for i in range(few)}
    yield "class-folders", "images", lambda: {f"c/{i}.png": b"" for i in range(few)}
    yield "yolo-classify", "classes", lambda: {f"train/c{i}/a.png": b"" for i in range(few)}
    yield "folder", "images", lambda: {f"{i}.png": b"" for i in range(few)}
    # Python makes and removes no more than a thousand, each within the other.
    yield "folder", "levels", lambda: {"d/" * min(few, 400) + "a.png": png()}
    yield "semantic-png", "classes", lambda: {
        "images/a.png": png(), "masks/a.png": png(100, 100, bytes(range(100))),
        "dataset_meta.json": dump({"label_map": {str(i): f"c{i}" for i in range(n)}})}
    yield "semantic-png", "masks", lambda: {
        f"{kind}/{i}.png": png(9, 9, b"\0\1") for i in range(few // 4 + 1) for kind in ("images", "masks")}


def list_all(n):
    for part in (list_cvat, list_voc, list_labelme_xml, list_tables, list_open_images, list_yolo, list_texts,
                 list_folders):
        yield from part(n)
