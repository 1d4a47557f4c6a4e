"""Draws: chance that is the same for the same seed, on every Python and every machine.

Only Random.random() is used, which Python promises not to change; normal numbers are sums of twelve
draws, so that no logarithm or cosine of the machine's own library comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Draws:
    """One stream of chance; `parts` (a seed, and what it is for) name it.

    A stream of its own for each question means that a question that is added moves no other.
    """

    def __init__(self, *parts: str | int) -> None:
        self._random = Random(":".join(str(part) for part in parts))

    def share(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        return self._random.random()

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to, not including, `limit`."""
        return int(self._random.random() * limit)

    def normal(self) -> float:
        """Return a number that is nearly normal, with mean 0 and deviation 1."""
        return fsum(self._random.random() for _ in range(12)) - 6.0

    def normals(self, count: int) -> list[float]:
        """Return `count` normal numbers."""
        return [self.normal() for _ in range(count)]

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things."""
        return things[self.below(len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things in an order of chance."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
