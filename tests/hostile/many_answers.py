# SPDX-License-Identifier: GPL-3.0-or-later
"""Label Studio, SageMaker and Groundwork JSON Lines with very many of one thing."""

from sources import dump, lines, named, place

# --- Label Studio


def region(number, label="a", **more):
    x, y, width, height = place(number)
    return {"id": f"r{number}", "type": "rectanglelabels", "from_name": "label", "to_name": "image",
            "original_width": 100, "original_height": 100,
            "value": {"x": x, "y": y, "width": width, "height": height, "rotation": 0, "rectanglelabels": [label]},
            **more}


def result(number, kind, name, value, **more):
    return {"id": number, "type": kind, "from_name": name, "to_name": "image", "value": {kind: value}, **more}


def task(results, **more):
    return {"id": 1, "data": {"image": "a.png"},
            "annotations": [{"id": 1, "completed_by": 1, "result": results}], **more}


def list_studio(n):
    def studio(*results):
        return dump([task(list(results))])

    def choices(names, number="r0", **more):
        return result(number, "choices", "c", names, **more)

    def text(number, name):
        return result(number, "textarea", name, ["x"])

    size = {"original_width": 100, "original_height": 100}
    predictions = [{"model_version": "m", "score": 0.5, "result": [choices(named(n), score=0.5)]}]
    yield "label-studio", "regions", lambda: studio(*(region(i) for i in range(n)))
    yield "label-studio", "same region", lambda: studio(*[region(0)] * n)
    yield "label-studio", "classes", lambda: studio(*(region(i, f"c{i}") for i in range(n)))
    yield "label-studio", "names", lambda: studio(*(region(i, from_name=f"n{i}") for i in range(n)))
    yield "label-studio", "parents", lambda: studio(*(region(i, parentID=f"r{i - 1}") for i in range(n)))
    yield "label-studio", "labels of a region", lambda: studio(region(0, value={
        "x": 1, "y": 1, "width": 5, "height": 5, "rotation": 0, "rectanglelabels": named(n)}))
    yield "label-studio", "relations", lambda: studio(region(0), region(1), *[
        {"type": "relation", "from_id": "r0", "to_id": "r1", "direction": "right"}] * n)
    yield "label-studio", "texts of a region", lambda: studio(region(0), *(text("r0", f"t{i}") for i in range(n)))
    yield "label-studio", "texts", lambda: studio(*(text(f"t{i}", f"t{i}") for i in range(n)))
    yield "label-studio", "points", lambda: studio(*(
        {**result(f"r{i}", "keypointlabels", "label", ["a"]), **size,
         "value": {"x": i % 99, "y": i // 99 / 50, "width": 1, "keypointlabels": ["a"]}} for i in range(n)))
    yield "label-studio", "choices", lambda: studio(choices(named(n)))
    yield "label-studio", "choices one by one", lambda: studio(*(choices([f"c{i}"], f"r{i}") for i in range(n)))
    yield "label-studio", "predicted choices", lambda: dump([
        {"id": 1, "data": {"image": "a.png"}, "predictions": predictions}])
    yield "label-studio", "paths of a taxonomy", lambda: studio(
        result("r", "taxonomy", "c", [[name, "x"] for name in named(n)]))
    yield "label-studio", "levels of a taxonomy", lambda: studio(result("r", "taxonomy", "c", [named(n)]))
    yield "label-studio", "annotations", lambda: dump([{"id": 1, "data": {"image": "a.png"}, "annotations": [
        {"id": i, "completed_by": i, "result": []} for i in range(n)]}])
    yield "label-studio", "same image", lambda: dump([task([region(i)]) for i in range(n)])
    yield "label-studio", "data", lambda: dump([task([], data={**dict.fromkeys(named(n), 1), "image": "a.png"})])
    yield "label-studio", "keys", lambda: dump([{**dict.fromkeys(named(n), 1), **task([])}])


# --- SageMaker

def box(number):
    return dict(zip(("left", "top", "width", "height"), place(number)))


JOB = {"human-annotated": "yes", "creation-date": "2020-01-01T00:00:00", "job-name": "x"}


def list_manifests(n):
    numbers = range(n)
    image = {"source-ref": "a.png"}
    one = {"f": 1, "f-metadata": {"type": "groundtruth/image-classification", "class-name": "a", "confidence": 1,
                                  **JOB}}

    def objects(classify, class_map):
        boxes = [{"class_id": classify(i), **box(i)} for i in numbers]
        return lines([{**image, "box": {"image_size": [{"width": 100, "height": 100, "depth": 3}],
                                        "annotations": boxes},
                       "box-metadata": {"type": "groundtruth/object-detection", "objects": [{"confidence": 0.5}] * n,
                                        "class-map": class_map, **JOB}}])

    def names():
        return {str(i): f"c{i}" for i in numbers}

    yield "sagemaker", "objects", lambda: objects(lambda i: 0, {"0": "a"})
    yield "sagemaker", "classes", lambda: objects(lambda i: i, names())
    yield "sagemaker", "labels", lambda: lines([{**image, "l": list(numbers), "l-metadata": {
        "type": "groundtruth/image-classification-multilabel", "class-map": names(),
        "confidence-map": dict.fromkeys(map(str, numbers), 0.5), **JOB}}])
    yield "sagemaker", "label attributes", lambda: lines([{**image, **{
        key.replace("f", f"j{i}", 1): value for i in range(n // 4) for key, value in one.items()}}])
    yield "sagemaker", "keys", lambda: lines([{**image, **{f"k{i}": i for i in numbers}}])
    yield "sagemaker", "same image", lambda: lines([{**image, **one}] * n)
    yield "label-categories", "classes", lambda: dump({
        "document-version": "2018-11-28", "labels": [{"label": name} for name in named(n)]})
    yield "label-categories", "same class", lambda: dump({
        "document-version": "2018-11-28", "labels": [{"label": "a"}] * n})


def list_workers(n):
    def answer(number, **content):
        return {"workerId": f"w{number}", "timeSpentInSeconds": 1, "answerContent": content}

    def boxes(labels):
        return {"boundingBoxes": [{"label": label, **box(i)} for i, label in enumerate(labels)],
                "inputImageProperties": {"width": 100, "height": 100}}

    def batch(*annotations):
        return dump([{"datasetObjectId": "0", "dataObject": {"s3Uri": "s3://o/a.png"}, "annotations": [
            {"workerId": f"w{i}", "annotationData": {"content": content}} for i, content in enumerate(annotations)]}])

    def loop(answers):
        return dump({"humanLoopName": "a", "flowDefinitionArn": "f", "humanAnswers": answers,
                     "inputContent": {"taskObject": "s3://o/a.png"}})

    yield "worker-responses", "objects", lambda: batch({"f": boxes(["a"] * n)})
    yield "worker-responses", "workers", lambda: batch(*[{"f": {"label": "a"}}] * n)
    yield "worker-responses", "labels", lambda: batch({"f": {"labels": named(n)}})
    yield "worker-responses", "fields", lambda: batch({name: {"label": name} for name in named(min(n, 4000))})
    yield "worker-responses", "too many fields", lambda: batch({name: {"label": "a"} for name in named(max(n, 5000))})
    yield "worker-responses", "images", lambda: dump([
        {"datasetObjectId": str(i), "dataObject": {"s3Uri": f"s3://o/i{i}.png"}, "annotations": [
            {"workerId": "w", "annotationData": {"content": {"f": {"label": "a"}}}}]} for i in range(n)])
    yield "a2i", "objects", lambda: loop([answer(0, f=boxes(["a"] * n))])
    yield "a2i", "classes", lambda: loop([answer(0, f=boxes(named(n)))])
    yield "a2i", "workers", lambda: loop([answer(i, f={"label": "a"}) for i in range(n)])


# --- Groundwork JSON Lines

def list_jsonl(n):
    image = {"image": "a.png", "width": 100, "height": 100}

    def jsonl(records, classes=("a",), kind="annotations"):
        return lines([{"groundwork": 1, "kind": kind, "classes": [{"name": name} for name in classes]}, *records])

    def item(number=0, **more):
        return {"label": "a", "bbox": place(number), **more}

    def shape(**more):
        return jsonl([{**image, "objects": [{"label": "a", **more}]}])

    yield "gw-jsonl", "objects", lambda: jsonl([{**image, "objects": [item(i, group=i) for i in range(n)]}])
    yield "gw-jsonl", "labels", lambda: jsonl(
        [{**image, "labels": named(n), "confidences": dict.fromkeys(named(n), 0.5)}], named(n))
    yield "gw-jsonl", "same label", lambda: jsonl([{**image, "labels": ["a"] * n, "confidences": {"a": 0.5}}])
    yield "gw-jsonl", "absent classes", lambda: jsonl([{**image, "labels": named(10), "absent": named(n)}], named(n))
    yield "gw-jsonl", "tags", lambda: jsonl([{**image, "tags": named(n)}])
    yield "gw-jsonl", "same tag", lambda: jsonl([{**image, "tags": ["a"] * n}])
    yield "gw-jsonl", "attributes of an image", lambda: jsonl([{**image, "attributes": dict.fromkeys(named(n), "v")}])
    yield "gw-jsonl", "attributes", lambda: jsonl(
        [{**image, "objects": [item(attributes=dict.fromkeys(named(n), "v"))]}])
    yield "gw-jsonl", "keys", lambda: jsonl([{**dict.fromkeys(named(n), 1), **image}])
    yield "gw-jsonl", "same key", lambda: jsonl([]) + (
        '{"image":"a.png"' + ',"labels":["a"],"confidences":{"a":0.5}' * n + "}\n")
    yield "gw-jsonl", "rings", lambda: shape(rings=[[[1, 1], [i % 90 + 2, 1], [5, i % 70 + 5]] for i in range(n)])
    yield "gw-jsonl", "points", lambda: shape(points=[[1, 1, 2]] * n)
    yield "gw-jsonl", "same image", lambda: jsonl([{"image": "a.png", "labels": ["a"]}] * n)
    yield "gw-jsonl", "labels one by one", lambda: jsonl(
        [{"image": "a.png", "labels": [name]} for name in named(n)], named(n))
    yield "gw-jsonl", "labels of images in turn", lambda: jsonl(
        [{"image": f"i{i % 100}.png", "labels": [name]} for i, name in enumerate(named(n))], named(n))
    yield "gw-jsonl", "scores one by one", lambda: jsonl(
        [{"image": "a.png", "scores": {name: 0.5}} for name in named(n)], named(n), "predictions")
    yield "gw-jsonl", "objects one by one", lambda: jsonl([{**image, "objects": [item(i)]} for i in range(n)])
    yield "gw-jsonl", "objects of images in turn", lambda: jsonl(
        [{**image, "image": f"i{i % 100}.png", "objects": [item(i)]} for i in range(n)])
    yield "gw-jsonl", "people", lambda: jsonl(
        [{"image": "a.png", "labels": ["a"], "annotator": f"p{i}"} for i in range(n)])
    yield "gw-jsonl", "chain of classes", lambda: lines([{"groundwork": 1, "kind": "annotations", "classes": [
        {"name": f"c{i}", "parent": f"c{i + 1}"} for i in range(n)]}])
    yield "gw-jsonl", "scores", lambda: jsonl(
        [{"image": "a.png", "scores": dict.fromkeys(named(n), 0.5)}], named(n), "predictions")


def list_all(n):
    for part in (list_jsonl, list_studio, list_manifests, list_workers):
        yield from part(n)
