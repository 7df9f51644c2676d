# SPDX-License-Identifier: GPL-3.0-or-later
"""make-grab-cut.py DATA >grab-cut.tsv

What OpenCV's GrabCut, five iterations, makes of the box around each object of 400
pixels or more in seg-camvid (cars, pedestrians, cyclists: what hangs together, over
corners too) and seg-labelme (its objects), as the IoU with the true pixels. Needs
python3-opencv; a line each, the fields parted by tabs:

set, picture, mask, colour in the mask, x and y of a pixel from which the object is
filled (-1: all pixels of the colour), box, IoU
"""

import pathlib
import sys

import cv2
import numpy

LEAST = 400


def camvid(data):
    for picture in sorted((data / "seg-camvid/images").glob("*.png")):
        mask = data / "seg-camvid/masks" / picture.name
        values = cv2.imread(str(mask), cv2.IMREAD_UNCHANGED)
        for value in (8, 9, 10):
            n, labels, stats, _ = cv2.connectedComponentsWithStats((values == value).astype(numpy.uint8), connectivity=8)
            for label in range(1, n):
                if stats[label, cv2.CC_STAT_AREA] >= LEAST:
                    y, x = numpy.argwhere(labels == label)[0]
                    yield picture, mask, value * 0x010101, int(x), int(y), labels == label


def labelme(data):
    folder = data / "seg-labelme/instance_segmentation/data_dataset_voc"
    for picture in sorted((folder / "JPEGImages").glob("*.jpg")):
        mask = folder / "SegmentationObject" / (picture.stem + ".png")
        colours = cv2.imread(str(mask), cv2.IMREAD_COLOR).astype(numpy.uint32)
        colours = colours[..., 2] << 16 | colours[..., 1] << 8 | colours[..., 0]
        for colour in numpy.unique(colours):
            if colour not in (0, 0xE0E0C0) and (colours == colour).sum() >= LEAST:
                yield picture, mask, int(colour), -1, -1, colours == colour


def grab_cut(picture, box):
    known = numpy.zeros(picture.shape[:2], numpy.uint8)
    cv2.setRNGSeed(1)
    cv2.grabCut(picture, known, box, numpy.zeros((1, 65)), numpy.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)
    return known & 1 == 1


def main():
    data = pathlib.Path(sys.argv[1])
    for name, objects in ("seg-camvid", camvid(data)), ("seg-labelme", labelme(data)):
        for picture, mask, colour, seed_x, seed_y, truth in objects:
            ys, xs = numpy.nonzero(truth)
            box = tuple(int(v) for v in (xs.min(), ys.min(), xs.max() - xs.min() + 1, ys.max() - ys.min() + 1))
            if box[2:] == truth.shape[::-1]:
                continue  # OpenCV wants background
            found = grab_cut(cv2.imread(str(picture)), box)
            iou = (found & truth).sum() / (found | truth).sum()
            print(name, picture.relative_to(data), mask.relative_to(data), f"{colour:06x}", seed_x, seed_y, *box,
                  f"{iou:.4f}", sep="\t", flush=True)


main()
