# SPDX-License-Identifier: GPL-3.0-or-later
"""Hashes of small gray images, and codes that are near each other."""

import math

import numpy

from generator import Generator
from reference import DEFINITION

REFERENCE = DEFINITION


def perceptual(gray):
    """Bits of the low frequencies of a cosine transform that lie above their median."""
    wave = numpy.array([[math.cos(math.pi * k * (2 * x + 1) / 64) for x in range(32)] for k in range(8)])
    low = (wave @ gray @ wave.T).ravel()
    ordered = sorted(low)
    median = (ordered[31] + ordered[32]) / 2
    # Where rounding could turn a bit nothing would be known.
    assert gray.any() and min(abs(low - median)) > 1e-6 or not low.any()
    return [int(v > median) for v in low]


def horizontal(gray):
    return [int(gray[y, x + 1] > gray[y, x]) for y in range(8) for x in range(8)]


def hexadecimal(bits):
    return f"{int(''.join(map(str, bits)), 2):016x}"


def hash_case(topic, name, gray):
    gray = numpy.clip(numpy.asarray(gray, float).round(), 0, 255).astype(int)
    topic.add(f"hash-{name}", "image_hash",
              {"gray32": topic.share(f"gray-{name}", gray), "gray_8x9": "first 8 rows, 9 columns"},
              {"phash_hex": hexadecimal(perceptual(gray)), "dhash_hex": hexadecimal(horizontal(gray))})


def pair_cases(topic, codes, name, radii):
    args = {"codes_hex": topic.share(name, [f"{code:016x}" for code in codes])}
    for radius in radii:
        pairs = [(i, j) for j in range(len(codes)) for i in range(j) if (codes[i] ^ codes[j]).bit_count() <= radius]
        pairs.sort()
        topic.add(f"{name}-within-{radius}", "near_duplicate_pairs", {**args, "radius": radius},
                  {"first": [i for i, _ in pairs], "second": [j for _, j in pairs]})


def make(topic):
    numbers = numpy.random.default_rng(86)
    y, x = numpy.mgrid[:32, :32]
    hash_case(topic, "black", 0 * x)
    hash_case(topic, "noise", numbers.integers(0, 256, (32, 32)))
    hill = 250 * numpy.exp(-((x - 11) ** 2 + (y - 19.5) ** 2) / 90)
    hash_case(topic, "hill", hill + numbers.integers(0, 3, (32, 32)))
    hash_case(topic, "stripes", 120 + 100 * numpy.sin(x / 2 + y / 5) + 8 * numpy.cos(y * x / 40))
    hash_case(topic, "slope", 3 * x + 2 * y + 20 * numbers.random((32, 32)))

    generator = Generator(11)
    codes = [generator.next() for _ in range(30)]
    # A chain in which each is near the next, and codes that stand twice.
    for step in range(12):
        codes.append(codes[-1] ^ 1 << 5 * step ^ 1 << 5 * step + 2)
    codes += [codes[4], codes[0] ^ 2**63, codes[4], codes[7] ^ 0xFFFFF]
    pair_cases(topic, codes, "chain", [0, 1, 2, 3, 6, 10, 20])
    # Differing bits all in one byte, one in each byte, at both ends.
    pair_cases(topic, [0, 0xFF, 0x0101010101010101, 2**64 - 1, 2**63, 1, 2**63 + 1, 0x8000000000000001], "bytes",
               [0, 2, 6, 8, 20])
    pair_cases(topic, [], "none", [6])
    pair_cases(topic, [5], "one", [6])
