"""Search: asks z3 within a time limit, and finds of all the cases there are the most natural.

In: formulas over an encoding. Out: whether a case exists, and which. The case does not hang on how
z3 went about it: each input in turn takes its most preferred value, so the same question always
has the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from time import monotonic
from typing import Any

from ekrules.decision.conditions import Value
from ekrules.decision.proof.encoding import Encoding, Formula

# Cases that z3 takes for possible, while no whole numbers could stand behind their shares.
_MOST_REFUSED = 40


class OutOfTimeError(Exception):
    """The time limit is over; what was asked is neither proved nor disproved."""


@dataclass(frozen=True)
class Found:
    """A case, the positions of its values, and z3's model of it."""

    values: Mapping[str, Value | None]
    positions: Mapping[str, int]
    model: Any

    def meets(self, formula: Formula) -> bool:
        """Whether the formula is true of this case."""
        import z3

        return bool(z3.is_true(self.model.eval(formula, model_completion=True)))


class Search:
    """One z3 solver over one encoding, with a deadline."""

    def __init__(self, encoding: Encoding, held: Sequence[Formula], seconds: float) -> None:
        import z3

        self.encoding = encoding
        self._ends = monotonic() + seconds
        self._solver = z3.SimpleSolver()
        self._solver.set("random_seed", 0)
        self._solver.add(*held)

    def add(self, *formulas: Formula) -> None:
        """Let these hold from now on."""
        self._solver.add(*formulas)

    @contextmanager
    def within(self, *formulas: Formula) -> Iterator[None]:
        """Let these hold for a while."""
        self._solver.push()
        try:
            self._solver.add(*formulas)
            yield
        finally:
            self._solver.pop()

    def seconds_left(self) -> float:
        """Return how long there is until the deadline. Raises OutOfTimeError when it is over."""
        left = self._ends - monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left

    def is_possible(self, *formulas: Formula) -> bool:
        """Whether there is a case of which all hold. Raises OutOfTimeError."""
        import z3

        left = self.seconds_left()
        self._solver.set("timeout", max(1, int(left * 1000)))
        if not formulas:
            outcome = self._solver.check()
        else:
            with self.within(*formulas):
                outcome = self._solver.check()
        if outcome == z3.unknown:
            raise OutOfTimeError
        return bool(outcome == z3.sat)

    def most_natural(self, *formulas: Formula) -> Found | None:
        """Return the case to show, of all of which the formulas hold; None where there is none."""
        with self.within(*formulas):
            for _ in range(_MOST_REFUSED):
                if not self.is_possible():
                    return None
                found = self._settled()
                if found is not None:
                    return found
        raise OutOfTimeError

    def _settled(self) -> Found | None:
        """Return the most preferred case; where its shares divide no count, refuse it for good."""
        import z3

        positions: dict[str, int] = {}
        model = self._solver.model()
        with self.within():
            for key, variable in self.encoding.variables.items():
                preferred = self.encoding.preferred[key]
                low, high = 0, preferred.index(_position(model, variable))
                while low < high:
                    middle = (low + high) // 2
                    better = z3.Or(*(variable == one for one in preferred[low : middle + 1]))
                    with self.within(better):
                        if self.is_possible():
                            model = self._solver.model()
                            high = preferred.index(_position(model, variable))
                        else:
                            low = middle + 1
                positions[key] = preferred[high]
                self._solver.add(variable == preferred[high])
            if not self.is_possible():
                raise OutOfTimeError
            model = self._solver.model()
        values = self.encoding.values(positions)
        if values is not None:
            return Found(values, positions, model)
        here = [self.encoding.variables[key] == at for key, at in positions.items()]
        self._solver.add(z3.Not(z3.And(*here)))
        return None


def is_available() -> bool:
    """Whether z3 is installed, without importing it."""
    return find_spec("z3") is not None


def _position(model: Any, variable: Formula) -> int:
    return int(model.eval(variable, model_completion=True).as_long())
