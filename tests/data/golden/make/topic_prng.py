# SPDX-License-Identifier: GPL-3.0-or-later
"""The generator that all drawing comes from: bit by bit the same everywhere."""

from generator import Generator
from reference import DEFINITION

REFERENCE = DEFINITION
SEEDS = [1, 7, 20250131, 2**40 + 3, 2**63 - 1]
# Powers of two never draw again; 3 * 2^61 does for every fourth number.
BOUNDS = [3, 2**16, 2**32, 2**32 + 1, 10**15 + 37, 3 * 2**61]


def make(topic):
    for name, words in [("small", [5, 0, 0, 1]), ("all-bits", [2**64 - 1] * 4), ("high-bit", [2**63, 1, 2**32, 0])]:
        generator = Generator(words=words)
        topic.add(f"state-{name}", "rng_state_u64", {"state": [str(word) for word in words], "n": 12},
                  {"u64_decimal": [str(generator.next()) for _ in range(12)]})

    for seed in SEEDS:
        generator = Generator(seed)
        topic.add(f"{seed}-u64", "rng_u64", {"seed": seed, "n": 6},
                  {"u64_decimal": [str(generator.next()) for _ in range(6)]})
        generator = Generator(seed)
        topic.add(f"{seed}-real", "rng_real", {"seed": seed, "n": 6},
                  {"values": [generator.real() for _ in range(6)]}, within=(0, 0))
        for bound in BOUNDS:
            generator = Generator(seed)
            topic.add(f"{seed}-below-{bound}", "rng_below", {"seed": seed, "bound": bound, "n": 9},
                      {"values": [generator.below(bound) for _ in range(9)]})

    for n in [0, 1, 2, 3, 52]:
        topic.add(f"shuffle-{n}", "rng_shuffle", {"seed": 99, "n": n}, {"permutation": Generator(99).shuffled(n)})
    # Far on in the sequence.
    generator = Generator(3)
    for _ in range(1000):
        generator.next()
    topic.add("far-on", "rng_state_u64", {"state": [str(word) for word in generator.words], "n": 4},
              {"u64_decimal": [str(generator.next()) for _ in range(4)]})
