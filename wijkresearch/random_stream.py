"""Random numbers that are the same on every machine and in every version of Python and numpy.

A library may change the stream behind a distribution from one version to the next; numbers that are published may not
change with it. So the words come from SplitMix64 (Steele, Lea & Flood 2014, OOPSLA, 453-472), which is three lines of
integer arithmetic, and everything that is drawn is made from whole words with whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]

STEP = 0x9E3779B97F4A7C15
WORD_BITS = 64
HALF_WORD = np.uint64(32)
LOW_HALF = np.uint64(0xFFFFFFFF)
LARGEST_BOUND = 2**32
DENOMINATOR = 2**53


class RandomStream:
    """A stream of random words, and what can be drawn from it; the same seed gives the same draws.

    >>> RandomStream(1234567).words(2).tolist()
    [6457827717110365317, 3203168211198807973]
    """

    def __init__(self, seed: int) -> None:
        """Start the stream of a seed, of which the last 64 bits count."""
        self._seed = np.uint64(seed % 2**WORD_BITS)
        self._drawn = 0

    def words(self, count: int) -> Words:
        """The next words of the stream: whole numbers below 2⁶⁴, each equally likely."""
        places = np.arange(self._drawn + 1, self._drawn + count + 1, dtype=np.uint64)
        self._drawn += count
        words: Words = places * np.uint64(STEP) + self._seed
        words ^= words >> np.uint64(30)
        words *= np.uint64(0xBF58476D1CE4E5B9)
        words ^= words >> np.uint64(27)
        words *= np.uint64(0x94D049BB133111EB)
        words ^= words >> np.uint64(31)
        return words

    def shares(self, count: int) -> npt.NDArray[np.float64]:
        """Numbers from 0 up to 1, each a multiple of 2⁻⁵³."""
        return (self.words(count) >> np.uint64(11)).astype(np.float64) / DENOMINATOR

    def below(self, bound: int, count: int) -> Whole:
        """Whole numbers from 0 up to the bound (at most 2³²), each equally likely.

        The upper half of a word times the bound, divided by 2³²; the few words that would favour a number are drawn
        again (Lemire 2019, ACM Transactions on Modeling and Computer Simulation 29(1):3).
        """
        scaled = (self.words(count) >> HALF_WORD) * np.uint64(bound)
        favoured = np.uint64(LARGEST_BOUND % bound)
        while len(again := np.flatnonzero((scaled & LOW_HALF) < favoured)):
            scaled[again] = (self.words(len(again)) >> HALF_WORD) * np.uint64(bound)
        return (scaled >> HALF_WORD).astype(np.int64)

    def orders(self, length: int, count: int) -> Whole:
        """Random orders of the numbers from 0 up to `length`, one per row: each by the order of its words."""
        words = self.words(count * length).reshape(count, length)
        return np.argsort(words, axis=1, kind="stable").astype(np.int64)

    def successes(self, trials: Whole, favourable: Whole | int, possible: Whole | int) -> Whole:
        """How many of the trials succeed, each with the exact chance favourable / possible (below 2⁶²).

        Every trial compares random bits with the binary digits of the chance until one differs; all trials of a row
        that are still undecided take their next bits at once, as the bits of whole words.
        """
        begun, part, whole = (given.ravel() for given in np.broadcast_arrays(trials, favourable, possible))
        found = np.where(part >= whole, begun, 0)
        rows = np.flatnonzero((begun > 0) & (part < whole))
        undecided, rest, whole = begun[rows], part[rows], whole[rows]
        while len(rows):
            rest = 2 * rest
            digit = rest >= whole
            rest -= whole * digit
            ones = self._ones(undecided)
            zeros = undecided - ones
            found[rows] += zeros * digit
            undecided = np.where(digit, ones, zeros)
            going_on = np.flatnonzero((undecided > 0) & (rest > 0))
            rows, undecided, rest, whole = (kept[going_on] for kept in (rows, undecided, rest, whole))
        return found.reshape(trials.shape)

    def _ones(self, bits: Whole) -> Whole:
        """How many of that many random bits are one, per entry (at least one bit each)."""
        needed = (bits + WORD_BITS - 1) // WORD_BITS
        ends = np.cumsum(needed)
        words = self.words(int(ends[-1]))
        words[ends - 1] >>= (needed * WORD_BITS - bits).astype(np.uint64)
        return np.add.reduceat(np.bitwise_count(words), ends - needed, dtype=np.int64)

    def split(self, count: int, sizes: Sequence[int]) -> list[int]:
        """How many of `count` draws fall in each part, where a part is drawn as often as it is large."""
        left, counts = count, []
        for place, size in enumerate(sizes):
            favourable = size * DENOMINATOR // (sum(sizes[place:]) or 1)
            counts.append(int(self.successes(np.array([left]), favourable, DENOMINATOR)[0]))
            left -= counts[-1]
        return counts
