#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-camvid.py SEG-CAMVID >camvid.csv

How well scikit-image's slic() follows the masks of every fifth picture of a folder
with images/ and masks/: the reference of test-superpixels-camvid. Made with
scikit-image 0.19.3. Columns: file, number of cells, achievable segmentation accuracy
(share of pixels that have the commonest class of their cell), boundary recall (share
of the masks' border pixels, those that differ from the pixel left of or above them,
that have a border pixel of the cells at most 2 away).
"""
import os
import sys

import numpy as np
from scipy.ndimage import distance_transform_edt
from skimage.io import imread
from skimage.segmentation import slic


def border(labels):
    result = np.zeros(labels.shape, bool)
    result[:, 1:] |= labels[:, 1:] != labels[:, :-1]
    result[1:] |= labels[1:] != labels[:-1]
    return result


def accuracy(labels, truth):
    n_classes = truth.max() + 1
    counts = np.bincount((labels.astype(np.int64) * n_classes + truth).ravel(),
                         minlength=(labels.max() + 1) * n_classes)
    return counts.reshape(-1, n_classes).max(1).sum() / truth.size


def recall(labels, truth):
    return (distance_transform_edt(~border(labels))[border(truth)] <= 2).mean()


def main():
    folder = sys.argv[1]
    print("file,cells,accuracy,recall")
    for name in sorted(os.listdir(os.path.join(folder, "images")))[::5]:
        image = imread(os.path.join(folder, "images", name))[..., :3]
        truth = imread(os.path.join(folder, "masks", name)).astype(int)
        labels = slic(image, n_segments=400, compactness=10, start_label=0)
        print("%s,%d,%.4f,%.4f" % (name, labels.max() + 1, accuracy(labels, truth), recall(labels, truth)))


main()
