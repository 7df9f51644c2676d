# SPDX-License-Identifier: GPL-3.0-or-later
"""xoshiro256** of Blackman and Vigna (2018), its words filled by splitmix64."""

WORD = 2**64


def left(word, bits):
    return (word << bits | word >> (64 - bits)) % WORD


class Generator:
    def __init__(self, seed=0, words=None):
        self.words = list(words or [])
        while len(self.words) < 4:
            seed = (seed + 0x9E3779B97F4A7C15) % WORD
            mixed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 % WORD
            mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB % WORD
            self.words.append(mixed ^ mixed >> 31)

    def next(self):
        a, b, c, d = self.words
        c ^= a
        d ^= b
        self.words = [a ^ d, b ^ c, c ^ b << 17 & WORD - 1, left(d, 45)]
        return left(b * 5 % WORD, 7) * 9 % WORD

    def real(self):
        return (self.next() >> 11) / 2**53

    def below(self, bound):
        """Every number of [0, bound) is as likely: the low parts that are too many are drawn again."""
        while True:
            high, low = divmod(self.next() * bound, WORD)
            if low >= WORD % bound:
                return high

    def shuffled(self, n):
        order = list(range(n))
        for last in reversed(range(1, n)):
            other = self.below(last + 1)
            order[other], order[last] = order[last], order[other]
        return order
